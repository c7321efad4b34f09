"""What is kept, who did it, how it is served. The only package with tables and web."""

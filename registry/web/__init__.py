"""What is served: pages for people, an API for programs. Ask, do, show."""

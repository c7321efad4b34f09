"""How a thing is found. Entries in, hits out."""

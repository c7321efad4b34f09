"""What the process that sets pages may take, and the shape of what it is given."""

Data = dict[str, object]
"""What JSON can hold."""

MEMORY = 2_000_000_000
"""Bytes of address space; the library alone asks for a good part of it."""
SECONDS = 60
"""Seconds of work."""

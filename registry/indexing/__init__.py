"""Keeping the search in step with the register: what the index holds, and when it is written (`keeping`)."""

from registry.indexing.keeping import Index

__all__ = ["Index"]

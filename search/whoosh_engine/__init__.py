"""The embedded search engine: a Whoosh index in a folder of its own.

Whoosh keeps pickles, so the folder is its owner's alone and is never taken from elsewhere; it never syncs, so
an index that fails in any way is given up and built again from the register.
"""

from search.whoosh_engine.engine import WhooshEngine

COMFORTABLE = 20_000
"""Entries up to which it answers in less than a tenth of a second; PostgreSQL is for what has more."""

__all__ = ["COMFORTABLE", "WhooshEngine"]

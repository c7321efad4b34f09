"""The embedded search engine: a Whoosh index in a folder of its own.

Whoosh keeps pickles, so the folder is its owner's alone and is never taken from elsewhere; it never syncs, so
an index that fails in any way is given up and built again from the register.
"""

from search.whoosh_engine.engine import WhooshEngine

__all__ = ["WhooshEngine"]

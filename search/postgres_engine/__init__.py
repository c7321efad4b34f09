"""The search engine inside PostgreSQL, for when one machine is outgrown.

The terms are ours, not PostgreSQL's: `search.analysis` makes them, `search.tsvector` writes them as the
database reads them, and the database only keeps and finds them. No extension is needed.
"""

from search.postgres_engine.engine import PostgresEngine

__all__ = ["PostgresEngine"]

"""What is asked of the tables: the words, what was typed to narrow them, and what the reader may see."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Table, and_, any_, cast, literal, not_, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause

from search.entries import EVERYONE, Filters
from search.query import Query, Wish
from search.tsvector import alone, apart, in_a_row, meeting

Rows = FromClause
Condition = ColumnElement[bool]


def typed(entries: Table, query: Query) -> list[Condition]:
    """The filters that were typed: one of each sort must hold."""
    columns = entries.c
    typed = [
        one_of(columns.kind, query.kinds) if query.kinds else None,
        one_of(columns.status, query.statuses) if query.statuses else None,
        one_of(columns.document, query.documents) if query.documents else None,
        columns.bodies.bool_op("&&")(list(query.bodies)) if query.bodies else None,
        columns.laws.bool_op("&&")(list(query.laws)) if query.laws else None,
        columns.parties.bool_op("&&")([*query.parties, EVERYONE]) if query.parties else None,
        one_of(columns.year, query.years) if query.years else None,
    ]
    return [condition for condition in typed if condition is not None]


def one_of(column: ColumnElement[Any], values: Collection[Any]) -> Condition:
    """One array, and not a list of as many parameters: the database need not plan each length of it anew."""
    return column == any_(cast(list(values), ARRAY(column.type)))


def bounds(entries: Table, filters: Filters) -> list[Condition]:
    """What the person who searches may see, and when it must be in force."""
    columns = entries.c
    bounds = [
        columns.community == filters.community if filters.community else None,
        columns.public if filters.public_only else not_(columns.stands_in),
        columns.known_at > filters.since if filters.since else None,
        columns.first_day <= filters.day if filters.day else None,
        columns.last_day >= filters.day if filters.day else not_(columns.past),
    ]
    return [condition for condition in bounds if condition is not None]


def without(entries: Table, query: Query) -> list[Condition]:
    """None of what must not be there; where `all_met` asks the index for that too, there is little left."""
    asked = [wish for wish in query.without if in_a_row(wish) or not query.wishes]
    others = [(entries.alias(), wish) for wish in asked]
    return [is_none_of(entries, other, any_met(other, [wish])) for other, wish in others]


def is_none_of(entries: Rows, others: Rows, condition: Condition) -> Condition:
    """The entry is none of those: found once by the index and joined, never asked of each entry in turn."""
    return not_(select(literal(1)).where(others.c.key == entries.c.key, condition).exists())


def all_met(entries: Table, query: Query) -> list[Condition]:
    """All wishes are met, one of them at least by the place itself and not by what it stands under."""
    wishes = query.wishes
    if not wishes:
        return []
    several = len(wishes) > 1
    everywhere = [meeting(wish, above=several) for wish in wishes]
    own = [f"({' | '.join(map(meeting, wishes))})"] if several else []
    found = matches(entries, " & ".join([*everywhere, *own, *but(query)]))
    rows = [any_met(entries, [wish], above=several) for wish in wishes if in_a_row(wish)]
    return [found, *rows, *([any_met(entries, wishes)] if rows and several else [])]


def some_met(entries: Table, query: Query) -> list[Condition]:
    """One of the wishes is met by the place itself."""
    return [any_met(entries, query.wishes, but(query))]


def but(query: Query) -> list[str]:
    """What must not be there, as far as the index tells it by itself."""
    return [f"!{meeting(wish)}" for wish in query.without if not in_a_row(wish)]


def any_met(entries: Rows, wishes: Sequence[Wish], but: Sequence[str] = (), above: bool = False) -> Condition:
    """One of the wishes is met, and nothing of what must not be there.

    The index answers for words. Phrases are sought in what has their words, and only there: to read where
    words stand takes longer than all the rest.
    """
    single = [asked for wish in wishes if (asked := alone(wish, above))]
    parts = [(" & ".join([f"({' | '.join(single)})", *but]), "")] if single else []
    parts += [(" & ".join([apart(wish), *but]), row) for wish in wishes if (row := in_a_row(wish))]
    if len(parts) == 1:
        return _stands(entries, *parts[0])
    others = [(entries.alias(), words, row) for words, row in parts]
    keys = (select(other.c.key).where(_stands(other, words, row)) for other, words, row in others)
    return entries.c.key.in_(union_all(*keys))


def _stands(entries: Rows, words: str, row: str) -> Condition:
    there = matches(entries, words)
    return and_(there, matches(entries, row, "ranked")) if row else there


def matches(entries: Rows, asked: str, column: str = "found") -> Condition:
    """The entry has what is asked for, in PostgreSQL's words for it, in one of its two vectors."""
    return entries.c[column].bool_op("@@")(tsquery(asked))


def tsquery(written: str) -> ColumnElement[Any]:
    """A query that `search.tsvector` wrote, as PostgreSQL takes it."""
    return cast(written, TSQUERY)

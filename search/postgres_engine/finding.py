"""From a query to the places that answer it, in the tables of one generation."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import (
    REAL,
    Connection,
    Table,
    and_,
    any_,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause

from search.engine import Page
from search.entries import EVERYONE, NEVER, Entry, Filters, Hit, Order, Results
from search.matching import hit
from search.postgres_engine.tables import FACETS
from search.query import Query, Wish
from search.ranking import OWN_FIRST
from search.rarity import required, says, telling
from search.tsvector import RANKS, exactly, in_a_row, in_the_title, meeting, worth

MANY = 300
"""Hits beyond which those with a word in the title stand first, so that the others need not be weighed."""

MET = 10.0
"""What it counts for that a wish is met at all, beside how well."""

GROUPED_BY = [(1 << len(FACETS)) - 1 - (1 << place) for place in reversed(range(len(FACETS)))]
"""How PostgreSQL tells which column a row of counts is grouped by: of a bit for each, the one not set."""

Rows = FromClause
Condition = ColumnElement[bool]
Facets = dict[str, dict[str, int]]


def results(connection: Connection, entries: Table, query: Query, filters: Filters, page: Page) -> Results:
    """One page of what has every word, or else of what has some."""
    allowed = and_(*_typed(entries, query), *_bounds(entries, filters), *_without(entries, query))
    found = and_(allowed, *_all_met(entries, _only(query, required(query.wishes))))
    total, facets = (0, {}) if page.any_word else _counted(connection, entries, found)
    relaxed = len(query.wishes) > 1 and (page.any_word or (page.some and not total))
    if relaxed:
        found = and_(allowed, *_some_met(entries, _only(query, telling(query.wishes))))
        total, facets = _counted(connection, entries, found)
    by_wish = relaxed and page.order is Order.BEST
    hits = _hits(connection, entries, query, found, page, total, by_wish) if total else ()
    return Results(total, hits, facets, relaxed=relaxed and bool(total))


def _only(query: Query, numbers: Sequence[int]) -> Query:
    """The query with these of its wishes alone."""
    return replace(query, wishes=tuple(query.wishes[number] for number in numbers))


def has_word(connection: Connection, entries: Table, word: str, filters: Filters) -> bool:
    """Does the word stand, written just so, in something that these filters let through?"""
    there = and_(_matches(entries, exactly(word)), *_bounds(entries, filters))
    return connection.scalar(select(literal(1)).where(there).limit(1)) is not None


def words_there(
    connection: Connection, entries: Table, words: Collection[str], filters: Filters
) -> frozenset[str]:
    """Those of the words that stand, written just so, in something that these filters let through."""
    asked = list(words)
    there = _how_many(connection, entries, [_matches(entries, exactly(word)) for word in asked], filters)
    return frozenset(word for word, count in zip(asked, there, strict=True) if count)


def counts(
    connection: Connection, entries: Table, wishes: Sequence[Wish], filters: Filters
) -> tuple[int, ...]:
    """For each wish: by how much of what these filters let through is it met, alone?"""
    return _how_many(connection, entries, [_met(entries, wish) for wish in wishes], filters)


def _how_many(
    connection: Connection, entries: Table, conditions: Sequence[Condition], filters: Filters
) -> tuple[int, ...]:
    """For each condition: how much of what the filters let through fulfils it? Asked in one go.

    Where one alone would do they are counted too, for that is answered from the index: asked for one,
    PostgreSQL expects to meet it soon, and reads every vector on its way.
    """
    if not conditions:
        return ()
    bounds = _bounds(entries, filters)
    each = (select(func.count()).select_from(entries).where(condition, *bounds) for condition in conditions)
    return tuple(connection.execute(select(*(one.scalar_subquery() for one in each))).one())


def _counted(connection: Connection, entries: Table, found: Condition) -> tuple[int, Facets]:
    """How many there are, in all and of each sort, counted in one go."""
    columns = [entries.c[name] for name in FACETS]
    grouped = func.grouping_sets(*(tuple_(column) for column in columns), tuple_())
    which = func.grouping(*columns)
    counts: dict[str, dict[str, int]] = {name: {} for name in FACETS.values()}
    total = 0
    names = dict(zip(GROUPED_BY, counts, strict=True))
    for *values, count, mask in connection.execute(
        select(*columns, func.count(), which).where(found).group_by(grouped)
    ).all():
        if mask not in names:
            total = count
            continue
        counted = counts[names[mask]]
        for each in _values(values[GROUPED_BY.index(mask)]):
            counted[each] = counted.get(each, 0) + count
    return total, counts


def _values(value: Any) -> list[str]:
    """What a row of counts is about: one value, several, or none."""
    return [str(each) for each in (value if isinstance(value, list) else [value]) if each]


def _hits(
    connection: Connection,
    entries: Table,
    query: Query,
    found: Condition,
    page: Page,
    total: int,
    by_wish: bool,
) -> tuple[Hit, ...]:
    """The hits of the page, in its order."""
    titles = [title for wish in query.wishes if (title := in_the_title(wish))]
    if by_wish or page.order is not Order.BEST or total <= MANY or not titles or query.parties:
        rows = _page(connection, entries, query, found, page, by_wish)
        return tuple(hit(Entry.from_json(entry), query, score) for entry, score in rows)
    titled = _matches(entries, " | ".join(titles))
    rows = _page(connection, entries, query, and_(found, titled), page)
    if len(rows) < page.limit:
        with_title = select(func.count()).select_from(entries).where(and_(found, titled))
        before = connection.scalar(with_title) or 0
        rest = Page(page.limit - len(rows), max(0, page.offset - before))
        others = entries.alias()
        untitled = _is_none_of(entries, others, _matches(others, " | ".join(titles)))
        rows = [*rows, *_page(connection, entries, query, and_(found, untitled), rest)]
    return tuple(hit(Entry.from_json(entry), query, score) for entry, score in rows)


def _page(
    connection: Connection, entries: Table, query: Query, found: Condition, page: Page, by_wish: bool = False
) -> list[tuple[str, float]]:
    """The entries of one page, read only when it is known which they are."""
    key = entries.c.key
    worth_it = _score(entries, query) if page.order is Order.BEST else literal(0.0)
    score = (worth_it + _of_wishes(entries, query.wishes) if by_wish else worth_it).label("score")
    chosen = select(key, score).where(found).order_by(*_order(entries, page.order, score))
    scores = {row.key: row.score for row in connection.execute(chosen.limit(page.limit).offset(page.offset))}
    kept = connection.execute(select(key, entries.c.entry).where(_one_of(key, scores)))
    texts = {row.key: row.entry for row in kept}
    return [(texts[each], score) for each, score in scores.items()]


def _order(entries: Table, order: Order, score: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    columns = entries.c
    match order:
        case Order.BEST:
            return [score.desc(), columns.key]
        case Order.READING:
            return [columns.reading, columns.key]
        case Order.NEWEST:
            return [func.nullif(columns.first_day, NEVER).desc().nulls_last(), columns.key]
        case Order.LATEST:
            return [columns.known_at.desc(), columns.reading, columns.key]


def _score(entries: Table, query: Query) -> ColumnElement[Any]:
    ranks = cast(list(RANKS), ARRAY(REAL))
    asked = worth(query.wishes)
    words = func.ts_rank(ranks, entries.c.ranked, _tsquery(asked)) if asked else literal(0.0)
    if not query.parties:
        return words
    own = entries.c.parties.bool_op("&&")(list(query.parties))
    return words + case((own, OWN_FIRST), else_=0.0)


def _of_wishes(entries: Table, wishes: Sequence[Wish]) -> ColumnElement[Any]:
    """Where only some are met: the more of them, and the rarer, the higher."""
    each = (case((_met(entries, wish), MET * says(wish)), else_=0.0) for wish in wishes)
    return reduce(add, each)


def _typed(entries: Table, query: Query) -> list[Condition]:
    """The filters that were typed: one of each sort must hold."""
    columns = entries.c
    typed = [
        _one_of(columns.kind, query.kinds) if query.kinds else None,
        _one_of(columns.status, query.statuses) if query.statuses else None,
        _one_of(columns.document, query.documents) if query.documents else None,
        columns.bodies.bool_op("&&")(list(query.bodies)) if query.bodies else None,
        columns.laws.bool_op("&&")(list(query.laws)) if query.laws else None,
        columns.parties.bool_op("&&")([*query.parties, EVERYONE]) if query.parties else None,
        _one_of(columns.year, query.years) if query.years else None,
    ]
    return [condition for condition in typed if condition is not None]


def _one_of(column: ColumnElement[Any], values: Collection[Any]) -> Condition:
    """One array, and not a list of as many parameters: the database need not plan each length of it anew."""
    return column == any_(cast(list(values), ARRAY(column.type)))


def _bounds(entries: Table, filters: Filters) -> list[Condition]:
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


def _without(entries: Table, query: Query) -> list[Condition]:
    """None of what must not be there; where `_all_met` asks the index for that too, there is little left."""
    asked = [wish for wish in query.without if in_a_row(wish) or not query.wishes]
    others = [(entries.alias(), wish) for wish in asked]
    return [_is_none_of(entries, other, _met(other, wish)) for other, wish in others]


def _is_none_of(entries: Rows, others: Rows, condition: Condition) -> Condition:
    """The entry is none of those: found once by the index and joined, never asked of each entry in turn."""
    return not_(select(literal(1)).where(others.c.key == entries.c.key, condition).exists())


def _all_met(entries: Table, query: Query) -> list[Condition]:
    """All wishes are met, one of them at least by the place itself and not by what it stands under."""
    wishes = query.wishes
    if not wishes:
        return []
    own = " | ".join(map(meeting, wishes))
    everywhere = [meeting(wish, above=len(wishes) > 1) for wish in wishes]
    found = _matches(entries, " & ".join([*everywhere, f"({own})", *_but(query)]))
    rows = [row for wish in wishes if (row := in_a_row(wish, above=len(wishes) > 1))]
    by_itself = [or_(*(_met(entries, wish) for wish in wishes))] if rows and len(wishes) > 1 else []
    return [found, *(_matches(entries, row, "ranked") for row in rows), *by_itself]


def _some_met(entries: Table, query: Query) -> list[Condition]:
    """One of the wishes is met by the place itself."""
    own = or_(*(_met(entries, wish) for wish in query.wishes))
    everything = " | ".join(map(meeting, query.wishes))
    return [_matches(entries, " & ".join([f"({everything})", *_but(query)])), own]


def _but(query: Query) -> list[str]:
    """What must not be there, as far as the index tells it by itself."""
    return [f"!{meeting(wish)}" for wish in query.without if not in_a_row(wish)]


def _met(entries: Rows, wish: Wish) -> Condition:
    """The wish is met by the place itself."""
    there = _matches(entries, meeting(wish))
    row = in_a_row(wish)
    return and_(there, _matches(entries, row, "ranked")) if row else there


def _matches(entries: Rows, tsquery: str, column: str = "found") -> Condition:
    return entries.c[column].bool_op("@@")(_tsquery(tsquery))


def _tsquery(written: str) -> ColumnElement[Any]:
    return cast(written, TSQUERY)

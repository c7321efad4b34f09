"""From a query to the places that answer it, in the tables of one generation."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    REAL,
    Connection,
    Double,
    Numeric,
    Select,
    Table,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ColumnElement

from search.engine import Page
from search.entries import NEVER, Entry, Filters, Hit, Order, Results
from search.matching import hit
from search.postgres_engine.conditions import (
    Condition,
    all_met,
    any_met,
    bounds,
    but,
    is_none_of,
    matches,
    one_of,
    some_met,
    tsquery,
    typed,
    without,
)
from search.postgres_engine.tables import FACETS
from search.query import Query, Wish
from search.ranking import OWN_FIRST
from search.rarity import required, says, telling
from search.tsvector import RANKS, exactly, in_the_title, worth

MANY = 300
"""Hits beyond which those with a word in the title stand first, so that the others need not be weighed."""

MET = 10.0
"""What it counts for that a wish is met at all, beside how well."""
MOST_RANK = 1.0
"""More than how well it is met ever counts for."""

GROUPED_BY = [(1 << len(FACETS)) - 1 - (1 << place) for place in reversed(range(len(FACETS)))]
"""How PostgreSQL tells which column a row of counts is grouped by: of a bit for each, the one not set."""

Facets = dict[str, dict[str, int]]


def results(connection: Connection, entries: Table, query: Query, filters: Filters, page: Page) -> Results:
    """One page of what has every word, or else of what has some."""
    allowed = and_(*typed(entries, query), *bounds(entries, filters), *without(entries, query))
    found = and_(allowed, *all_met(entries, _only(query, required(query.wishes))))
    total, facets = (0, {}) if page.any_word else _counted(connection, entries, found)
    relaxed = len(query.wishes) > 1 and (page.any_word or (page.some and not total))
    if relaxed:
        found = and_(allowed, *some_met(entries, _only(query, telling(query.wishes))))
        total, facets = _counted(connection, entries, found)
    by_wish = relaxed and page.order is Order.BEST
    among = allowed if by_wish else found
    hits = _hits(connection, entries, query, among, page, total, by_wish) if total else ()
    return Results(total, hits, facets, relaxed=relaxed and bool(total))


def _only(query: Query, numbers: Sequence[int]) -> Query:
    """The query with these of its wishes alone."""
    return replace(query, wishes=tuple(query.wishes[number] for number in numbers))


def has_word(connection: Connection, entries: Table, word: str, filters: Filters) -> bool:
    """Does the word stand, written just so, in something that these filters let through?"""
    there = and_(matches(entries, exactly(word)), *bounds(entries, filters))
    return connection.scalar(select(literal(1)).where(there).limit(1)) is not None


def words_there(
    connection: Connection, entries: Table, words: Collection[str], filters: Filters
) -> frozenset[str]:
    """Those of the words that stand, written just so, in something that these filters let through."""
    asked = list(words)
    there = _how_many(connection, entries, [matches(entries, exactly(word)) for word in asked], filters)
    return frozenset(word for word, count in zip(asked, there, strict=True) if count)


def counts(
    connection: Connection, entries: Table, wishes: Sequence[Wish], filters: Filters
) -> tuple[int, ...]:
    """For each wish: by how much of what these filters let through is it met, alone?"""
    return _how_many(connection, entries, [any_met(entries, [wish]) for wish in wishes], filters)


def _how_many(
    connection: Connection, entries: Table, conditions: Sequence[Condition], filters: Filters
) -> tuple[int, ...]:
    """For each condition: how much of what the filters let through fulfils it? Asked in one go.

    Where one alone would do they are counted too, for that is answered from the index: asked for one,
    PostgreSQL expects to meet it soon, and reads every vector on its way.
    """
    if not conditions:
        return ()
    seen = bounds(entries, filters)
    each = (select(func.count()).select_from(entries).where(condition, *seen) for condition in conditions)
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
    titled = matches(entries, " | ".join(titles))
    rows = _page(connection, entries, query, and_(found, titled), page)
    if len(rows) < page.limit:
        with_title = select(func.count()).select_from(entries).where(and_(found, titled))
        before = connection.scalar(with_title) or 0
        rest = Page(page.limit - len(rows), max(0, page.offset - before))
        others = entries.alias()
        untitled = is_none_of(entries, others, matches(others, " | ".join(titles)))
        rows = [*rows, *_page(connection, entries, query, and_(found, untitled), rest)]
    return tuple(hit(Entry.from_json(entry), query, score) for entry, score in rows)


def _page(
    connection: Connection, entries: Table, query: Query, found: Condition, page: Page, by_wish: bool = False
) -> list[tuple[str, float]]:
    """The entries of one page, read only when it is known which they are."""
    key = entries.c.key
    if by_wish:
        chosen = _most_met(entries, query, found, page)
    else:
        score = (_score(entries, query) if page.order is Order.BEST else literal(0.0)).label("score")
        chosen = select(key, score).where(found).order_by(*_order(entries, page.order, score))
    scores = {row.key: row.score for row in connection.execute(chosen.limit(page.limit).offset(page.offset))}
    kept = connection.execute(select(key, entries.c.entry).where(one_of(key, scores)))
    texts = {row.key: row.entry for row in kept}
    return [(texts[each], score) for each, score in scores.items()]


def _most_met(entries: Table, query: Query, allowed: Condition, page: Page) -> Select[Any]:
    """Where only some wishes are met, one that tells what is meant among them: the more, the higher.

    Which are met where is asked of the index, wish by wish. Only what may still come on the page is weighed
    by where its words stand.
    """
    key, telling_ones = entries.c.key, telling(query.wishes)
    each = [
        select(key, _exactly(MET * says(wish)).label("worth"), literal(number in telling_ones).label("tells"))
        for number, wish in enumerate(query.wishes)
    ]
    met_by = (any_met(entries, [wish], but(query)) for wish in query.wishes)
    one = union_all(*(wish.where(allowed, met) for wish, met in zip(each, met_by, strict=True))).subquery()
    worth_it = func.sum(one.c.worth).label("worth")
    met = select(one.c.key, worth_it).group_by(one.c.key).having(func.bool_or(one.c.tells)).cte("met")
    best = select(met.c.worth).order_by(met.c.worth.desc()).limit(page.offset + page.limit).subquery()
    least = select(func.min(best.c.worth) - MOST_RANK).scalar_subquery()
    score = (cast(met.c.worth, Double) + _score(entries, query)).label("score")
    chosen = select(key, score).join(met, met.c.key == key).order_by(score.desc(), key)
    return chosen if query.parties else chosen.where(met.c.worth >= least)


def _exactly(worth: float) -> ColumnElement[Any]:
    """As a decimal number, so that the sum of several is the same in whatever order they are met."""
    return cast(literal(round(worth, 6)), Numeric(12, 6))


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
    words = func.ts_rank(ranks, entries.c.ranked, tsquery(asked)) if asked else literal(0.0)
    if not query.parties:
        return words
    own = entries.c.parties.bool_op("&&")(list(query.parties))
    return words + case((own, OWN_FIRST), else_=0.0)

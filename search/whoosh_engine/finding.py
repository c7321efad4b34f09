"""From a query to the places that answer it, in a Whoosh index."""

import warnings
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from search.engine import Page
from search.entries import EVERYONE, NEVER, Entry, Filters, Order, Results
from search.matching import hit
from search.query import Law, Number, Prefix, Query, Wish, Words, readings
from search.ranking import WEIGHTS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh import query as wq

FACETS = {"kind": "kind", "status": "status", "document": "document", "year": "year", "bodies": "body"}
"""The columns that are counted, and what the counts are called."""
MOST_FORMS = 30
"""Words a prefix may stand for, the most frequent first: more takes seconds."""


class Saturating:
    """Scores a term by how often it stands in one place, and by nothing else.

    What else the index holds does not count, so the order is the same however the index came about.
    """

    use_final = False

    def scorer(self, *_: Any, **__: Any) -> "Saturating":
        """The scorer of any term."""
        return self

    def supports_block_quality(self) -> bool:
        """All places are scored."""
        return False

    def score(self, matcher: Any) -> float:
        """Between a half and one."""
        weight: float = matcher.weight()
        return weight / (weight + 1.0)


def results(searcher: Any, query: Query, filters: Filters, page: Page) -> Results:
    """One page of what has every word, or else of what has some."""
    allowed = [*_typed(query), *_bounds(filters)]
    found = _found(searcher, query, allowed, wq.And)
    relaxed = not found and len(query.wishes) > 1
    if relaxed:
        found = _found(searcher, query, allowed, wq.Or)
    ordered = _ordered(searcher, found, page.order)[page.offset : page.offset + page.limit]
    hits = (
        hit(Entry.from_json(searcher.stored_fields(place)["entry"]), query, found[place]) for place in ordered
    )
    return Results(len(found), tuple(hits), _facets(searcher, found), relaxed=relaxed and bool(found))


def written_words(searcher: Any) -> Collection[str]:
    """Every word as it is written somewhere in the index."""
    return [word.decode() for word in searcher.reader().lexicon("forms")]


def has_word(searcher: Any, word: str, filters: Filters) -> bool:
    """Does the word stand, written just so, in something that these filters let through?"""
    wanted = wq.And([wq.Term("forms", word), *_bounds(filters)])
    return not searcher.search(wanted, limit=1).is_empty()


def _found(searcher: Any, query: Query, allowed: list[Any], join: Any) -> dict[int, float]:
    """Everything found, by its place in the index, and its score."""
    wanted = _wanted(searcher, query.wishes, allowed, join)
    if query.without:
        wanted = wq.AndNot(wanted, wq.Or([_met(searcher, wish) for wish in query.without]))
    hits = searcher.search(wanted, limit=None)
    return {place: round(score, 6) for place, score in hits.items()}


def _ordered(searcher: Any, found: dict[int, float], order: Order) -> list[int]:
    """The places in the order that is wanted, and then by key."""
    keys, reading = (searcher.reader().column_reader(name) for name in ("key", "reading"))
    match order:
        case Order.BEST:
            return sorted(found, key=lambda place: (-found[place], keys[place]))
        case Order.READING:
            return sorted(found, key=lambda place: (reading[place], keys[place]))
        case Order.NEWEST:
            days = searcher.reader().column_reader("first_day")
            by_key = sorted(found, key=lambda place: keys[place])
            return sorted(by_key, key=lambda place: _began(days[place]), reverse=True)


def _began(day: str) -> str:
    """What has no first day comes last among the newest."""
    return "" if day == NEVER else day


def _facets(searcher: Any, places: Iterable[int]) -> dict[str, dict[str, int]]:
    there = list(places)
    counts: dict[str, dict[str, int]] = {}
    for column, name in FACETS.items():
        reader = searcher.reader().column_reader(column)
        counted: Counter[str] = Counter()
        for values, count in Counter(reader[place] for place in there).items():
            for value in filter(None, values.split(",")):
                counted[value] += count
        counts[name] = dict(counted)
    return counts


def _typed(query: Query) -> list[Any]:
    """The filters that were typed: one of each sort must hold."""
    typed = {
        "kind": query.kinds,
        "status": query.statuses,
        "bodies": query.bodies,
        "document": query.documents,
        "laws": query.laws,
        "year": tuple(map(str, query.years)),
    }
    chosen = [wq.Or([wq.Term(name, value) for value in values]) for name, values in typed.items() if values]
    if query.parties:
        own = [wq.Term("parties", party) for party in query.parties]
        chosen.append(wq.Or([*own, wq.Term("parties", EVERYONE)]))
    return chosen


def _bounds(filters: Filters) -> list[Any]:
    """What the person who searches may see, and when it must be in force."""
    bounds = {"community": filters.community, "public": "1" if filters.public_only else ""}
    bound = [wq.Term(name, value) for name, value in bounds.items() if value]
    since = [wq.TermRange("known_at", filters.since, None, startexcl=True)] if filters.since else []
    return [*bound, *since, *_in_time(filters.day)]


def _in_time(day: str) -> list[Any]:
    if not day:
        return [wq.Term("past", "0")]
    return [wq.TermRange("first_day", None, day), wq.TermRange("last_day", day, None)]


def every(**values: str) -> Any:
    """Whatever has all these values."""
    return wq.And([wq.Term(name, value) for name, value in values.items()])


def _wanted(searcher: Any, wishes: tuple[Wish, ...], allowed: list[Any], join: Any) -> Any:
    """Places where the wishes are met, one at least by the place itself and not by what it stands under."""
    if not wishes:
        return wq.And(allowed)
    own = [_met(searcher, wish) for wish in wishes]
    if len(own) == 1:
        return wq.Require(own[0], wq.And(allowed)) if allowed else own[0]
    anywhere = [wq.Or([met, *_in_context(wish)]) for met, wish in zip(own, wishes, strict=True)]
    wanted = wq.Require(join(anywhere), wq.Or(own))
    return wq.Require(wanted, wq.And(allowed)) if allowed else wanted


def _in_context(wish: Wish) -> list[Any]:
    return _terms("context", wish.terms) if isinstance(wish, Words) else []


def _met(searcher: Any, wish: Wish) -> Any:
    match wish:
        case Words(terms=terms, phrases=phrases):
            single = [term for field in ("title", "body", "parts") for term in _terms(field, terms)]
            rows = [reading for phrase in phrases for reading in readings(phrase)]
            return wq.Or([*single, *(_phrase(field, row) for row in rows for field in ("title", "body"))])
        case Prefix(text=start):
            return wq.ConstantScoreQuery(wq.Or(_terms("forms", _forms(searcher, start))))
        case Number(text=number, section=section, law=law):
            places = [*_terms("number", (number,)), *_terms("cited", (number,))]
            in_law = _places_of_law((law,) if law else ())
            return wq.Or([*places, *in_law, wq.Term("number", section, boost=WEIGHTS["number"] / 2)])
        case Law(places=places):
            return wq.Or(_places_of_law(places))


def _places_of_law(places: tuple[str, ...]) -> list[Any]:
    """The item of the law itself, and what has to do with it."""
    return [*_terms("number", places), *_terms("laws", places)]


def _terms(field: str, terms: Iterable[str]) -> list[Any]:
    return [wq.Term(field, term, boost=WEIGHTS.get(field, 1.0)) for term in terms]


def _phrase(field: str, words: tuple[str, ...]) -> Any:
    return wq.Phrase(field, list(words), boost=WEIGHTS[field])


def _forms(searcher: Any, start: str) -> list[str]:
    """The words of the index that begin like this, the most frequent ones."""
    reader = searcher.reader()
    forms = (form.decode() for form in reader.expand_prefix("forms", start))
    return sorted(forms, key=lambda form: (-reader.doc_frequency("forms", form), form))[:MOST_FORMS]

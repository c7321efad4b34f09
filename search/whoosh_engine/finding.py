"""From a query to the places that answer it, in a Whoosh index."""

import warnings
from collections import Counter
from collections.abc import Iterable
from typing import Any

from search.entries import Entry, Filters, Results
from search.matching import hit
from search.query import Number, Prefix, Query, Wish, Words, readings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh import query as wq

WEIGHTS = {"title": 3.0, "body": 1.0, "parts": 0.4, "context": 0.2, "number": 8.0, "cited": 1.0}
FACETS = ("kind", "status", "document")
MOST_FORMS = 100
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


def results(searcher: Any, query: Query, filters: Filters, limit: int, offset: int) -> Results:
    """One page of what has every word, or else of what has some."""
    allowed = _allowed(query, filters)
    found = _found(searcher, query, allowed, wq.And)
    relaxed = not found and len(query.wishes) > 1
    if relaxed:
        found = _found(searcher, query, allowed, wq.Or)
    page = (
        hit(Entry.from_json(searcher.stored_fields(place)["entry"]), query, score)
        for score, place in found[offset : offset + limit]
    )
    places = [place for _, place in found]
    return Results(len(found), tuple(page), _facets(searcher, places), relaxed=relaxed and bool(found))


def _found(searcher: Any, query: Query, allowed: list[Any], join: Any) -> list[tuple[float, int]]:
    """Score and place of everything found, the best first and then by key."""
    hits = searcher.search(_wanted(searcher, query.wishes, allowed, join), limit=None)
    keys = searcher.reader().column_reader("key")
    return sorted(
        ((round(score, 6), place) for place, score in hits.items()), key=lambda f: (-f[0], keys[f[1]])
    )


def _facets(searcher: Any, places: list[int]) -> dict[str, dict[str, int]]:
    columns = {name: searcher.reader().column_reader(name) for name in FACETS}
    return {name: dict(Counter(column[place] for place in places)) for name, column in columns.items()}


def _allowed(query: Query, filters: Filters) -> list[Any]:
    """What must hold besides the words: the filters typed, and those of the person who searches."""
    typed = {
        "kind": query.kinds,
        "status": query.statuses,
        "bodies": query.bodies,
        "year": tuple(map(str, query.years)),
    }
    chosen = [wq.Or([wq.Term(name, value) for value in values]) for name, values in typed.items() if values]
    bounds = {"community": filters.community, "public": "1" if filters.public_only else ""}
    bound = [wq.Term(name, value) for name, value in bounds.items() if value]
    return [*chosen, *bound, *_in_time(filters.day)]


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
        case Number(text=number, section=section):
            places = [*_terms("number", (number,)), *_terms("cited", (number,))]
            return wq.Or([*places, wq.Term("number", section, boost=WEIGHTS["number"] / 2)])


def _terms(field: str, terms: Iterable[str]) -> list[Any]:
    return [wq.Term(field, term, boost=WEIGHTS.get(field, 1.0)) for term in terms]


def _phrase(field: str, words: tuple[str, ...]) -> Any:
    return wq.Phrase(field, list(words), boost=WEIGHTS[field])


def _forms(searcher: Any, start: str) -> list[str]:
    """The words of the index that begin like this, the most frequent ones."""
    reader = searcher.reader()
    forms = (form.decode() for form in reader.expand_prefix("forms", start))
    return sorted(forms, key=lambda form: (-reader.doc_frequency("forms", form), form))[:MOST_FORMS]

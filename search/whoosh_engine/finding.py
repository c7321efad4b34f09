"""From a query to the places that answer it, in a Whoosh index."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from heapq import nsmallest

from search.engine import Page
from search.entries import Filters, Order, Results
from search.matching import hit
from search.query import Law, Number, Prefix, Query, Wish, Words
from search.ranking import OWN_FIRST, WEIGHTS
from search.whoosh_engine.facts import Facts, asked_for
from search.whoosh_engine.snapshot import Snapshot, Worths

OWN = ("title", "body", "parts")
"""The fields of words that are a place's own, and not of what it stands under."""


@dataclass(frozen=True, slots=True)
class Met:
    """Where a wish is met, and what each find is worth."""

    worths: tuple[Worths, ...]

    @property
    def places(self) -> set[int]:
        """The places where it is met."""
        return set().union(*self.worths)


def results(snapshot: Snapshot, query: Query, filters: Filters, page: Page) -> Results:
    """One page of what has every word, or else of what has some."""
    own = [_met(snapshot, wish) for wish in query.wishes]
    above = [_met_above(snapshot, wish) for wish in query.wishes] if len(own) > 1 else []
    allowed = _allowed(snapshot, query, filters)
    found = _with_all(own, above, allowed) if own else allowed
    relaxed = page.some and not found and len(own) > 1
    if relaxed:
        found = allowed.intersection(set().union(*(met.places for met in own)))
    scores = _scores(snapshot, query, found, [*own, *above])
    ordered = _ordered(snapshot, scores, page)
    hits = (hit(snapshot.entry(place), query, scores[place]) for place in ordered)
    facets = _facets([snapshot.facts(place) for place in found])
    return Results(len(found), tuple(hits), facets, relaxed=relaxed and bool(found))


def has_word(snapshot: Snapshot, word: str, filters: Filters) -> bool:
    """Does the word stand, written just so, in something that these filters let through?"""
    return not snapshot.allowed(filters).isdisjoint(snapshot.places("forms", [word]))


def words_there(snapshot: Snapshot, words: Iterable[str], filters: Filters) -> frozenset[str]:
    """Those of the words that stand, written just so, in something that these filters let through."""
    return frozenset(word for word in words if has_word(snapshot, word, filters))


def met(snapshot: Snapshot, wishes: Iterable[Wish], filters: Filters) -> tuple[bool, ...]:
    """For each wish: is it met, alone, by something that these filters let through?"""
    allowed = snapshot.allowed(filters)
    return tuple(not allowed.isdisjoint(_met(snapshot, wish).places) for wish in wishes)


def _allowed(snapshot: Snapshot, query: Query, filters: Filters) -> frozenset[int]:
    """What may be found at all, whatever the words."""
    allowed = snapshot.allowed(filters)
    for wish in query.without:
        allowed -= _met(snapshot, wish).places
    if not query.is_narrowed:
        return allowed
    wanted = asked_for(query)
    return frozenset(place for place in allowed if wanted(snapshot.facts(place)))


def _with_all(own: list[Met], above: list[Met], allowed: frozenset[int]) -> frozenset[int]:
    """Where all wishes are met, one at least by the place itself and not by what it stands under."""
    if len(own) == 1:
        return allowed & own[0].places
    everywhere = (met.places | context.places for met, context in zip(own, above, strict=True))
    return reduce(frozenset.intersection, everywhere, allowed) & set().union(*(met.places for met in own))


def _scores(snapshot: Snapshot, query: Query, found: Iterable[int], met: list[Met]) -> dict[int, float]:
    """What each place is worth: all that was found in it."""
    scores = dict.fromkeys(found, 0.0)
    for worths in (worths for each in met for worths in each.worths):
        for place in scores.keys() & worths.keys():
            scores[place] += worths[place]
    if query.parties:
        asked = set(query.parties)
        for place in scores:
            scores[place] += 0.0 if asked.isdisjoint(snapshot.facts(place).parties) else OWN_FIRST
    return {place: round(score, 6) for place, score in scores.items()}


def _ordered(snapshot: Snapshot, scores: dict[int, float], page: Page) -> list[int]:
    """The places of the page in the order that is wanted, and then by key."""
    facts = snapshot.facts
    last = page.offset + page.limit
    match page.order:
        case Order.BEST:
            ordered = nsmallest(last, scores, key=lambda place: (-scores[place], facts(place).key))
        case Order.READING:
            ordered = nsmallest(last, scores, key=lambda place: (facts(place).reading, facts(place).key))
        case Order.NEWEST:
            by_key = sorted(scores, key=lambda place: facts(place).key)
            ordered = sorted(by_key, key=lambda place: facts(place).began, reverse=True)
        case Order.LATEST:
            by_reading = sorted(scores, key=lambda place: (facts(place).reading, facts(place).key))
            ordered = sorted(by_reading, key=lambda place: facts(place).known_at, reverse=True)
    return ordered[page.offset : last]


def _facets(found: list[Facts]) -> dict[str, dict[str, int]]:
    """How many there are of each sort."""
    counted = {
        "kind": Counter(facts.kind for facts in found if facts.kind),
        "status": Counter(facts.status for facts in found if facts.status),
        "document": Counter(facts.document for facts in found if facts.document),
        "year": Counter(facts.year for facts in found if facts.year),
        "body": Counter(body for facts in found for body in facts.bodies),
    }
    return {name: dict(counts) for name, counts in counted.items()}


def _met(snapshot: Snapshot, wish: Wish) -> Met:
    """Where the wish is met by the place itself."""
    match wish:
        case Words(terms=terms, phrases=phrases):
            single = (_worth(snapshot, field, term) for field in OWN for term in terms)
            rows = (
                snapshot.rows(field, row, WEIGHTS[field]) for field in ("title", "body") for row in phrases
            )
            return Met((*single, *rows))
        case Prefix(text=start):
            return Met((dict.fromkeys(snapshot.beginning(start), 1.0),))
        case Number(text=number, section=section, law=law):
            cited = (_worth(snapshot, field, number) for field in ("number", "cited"))
            around = snapshot.worths("number", section, WEIGHTS["number"] / 2)
            return Met((*cited, around, *_in_law(snapshot, (law,) if law else ())))
        case Law(places=places):
            return Met(_in_law(snapshot, places))


def _met_above(snapshot: Snapshot, wish: Wish) -> Met:
    """Where the wish is met by the titles a place stands under."""
    terms = wish.terms if isinstance(wish, Words) else ()
    return Met(tuple(_worth(snapshot, "context", term) for term in terms))


def _in_law(snapshot: Snapshot, places: tuple[str, ...]) -> tuple[Worths, ...]:
    """The item of the law itself, and what has to do with it."""
    return tuple(_worth(snapshot, field, place) for field in ("number", "laws") for place in places)


def _worth(snapshot: Snapshot, field: str, term: str) -> Worths:
    return snapshot.worths(field, term, WEIGHTS.get(field, 1.0))

"""From a query to the places that answer it, in a Whoosh index."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from heapq import nsmallest

from search.engine import Page
from search.entries import Filters, Order, Results
from search.matching import hit
from search.query import Law, Number, Phrase, Prefix, Query, Wish, Words
from search.ranking import OF_KIN, OWN_FIRST, WEIGHTS
from search.rarity import required, says, telling
from search.whoosh_engine.facts import Facts, asked_for
from search.whoosh_engine.snapshot import Snapshot, Worths

WHOLE = ("title", "body")
OWN = (*WHOLE, "parts")
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
    must = required(query.wishes)
    found = _with_all(_those(own, must), _those(above, must), allowed) if own else allowed
    relaxed = len(own) > 1 and (page.any_word or (page.some and not found))
    if relaxed:
        some = (met.places for met in _those(own, telling(query.wishes)))
        found = allowed.intersection(set().union(*some))
    weight = [says(wish) for wish in query.wishes]
    scores = _scores(snapshot, query, found, list(zip([*own, *above], weight * 2, strict=False)))
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


def counts(snapshot: Snapshot, wishes: Iterable[Wish], filters: Filters) -> tuple[int, ...]:
    """For each wish: by how much of what these filters let through is it met, alone?"""
    allowed = snapshot.allowed(filters)
    return tuple(len(allowed & _met(snapshot, wish).places) for wish in wishes)


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


def _those(met: list[Met], numbers: tuple[int, ...]) -> list[Met]:
    return [met[number] for number in numbers] if met else []


def _scores(
    snapshot: Snapshot, query: Query, found: Iterable[int], met: list[tuple[Met, float]]
) -> dict[int, float]:
    """What each place is worth: all that was found in it, by how much each wish says."""
    scores = dict.fromkeys(found, 0.0)
    for worths, weight in ((worths, weight) for each, weight in met for worths in each.worths):
        for place in scores.keys() & worths.keys():
            scores[place] += worths[place] * weight
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
        case Words(terms=terms, phrases=phrases, kin=kin):
            single = (_worth(snapshot, field, term) for field in OWN for term in terms)
            of_kin = (
                snapshot.worths(field, term, WEIGHTS[field] * OF_KIN) for field in WHOLE for term in kin
            )
            rows = (snapshot.rows(field, row, WEIGHTS[field]) for field in WHOLE for row in phrases)
            return Met((*single, *of_kin, *rows))
        case Prefix(text=start):
            return Met((dict.fromkeys(snapshot.beginning(start), 1.0),))
        case Number(text=number, section=section, law=law):
            cited = (_worth(snapshot, field, number) for field in ("number", "cited"))
            around = snapshot.worths("number", section, WEIGHTS["number"] / 2)
            return Met((*cited, around, *_in_law(snapshot, (law,) if law else ())))
        case Law(places=places):
            return Met(_in_law(snapshot, places))


def _met_above(snapshot: Snapshot, wish: Wish) -> Met:
    """Where the wish is met by the titles a place stands under: a word, or all the words of a phrase."""
    if not isinstance(wish, Words):
        return Met(())
    single = (_worth(snapshot, "context", term) for term in wish.terms)
    return Met((*single, *(_together_above(snapshot, phrase) for phrase in wish.phrases)))


def _together_above(snapshot: Snapshot, phrase: Phrase) -> Worths:
    """Where every word of the phrase stands in the titles above; in a short title they stand together."""
    words = [Met(tuple(_worth(snapshot, "context", term) for term in terms)).places for terms in phrase]
    return dict.fromkeys(set.intersection(*words), WEIGHTS["context"]) if words else {}


def _in_law(snapshot: Snapshot, places: tuple[str, ...]) -> tuple[Worths, ...]:
    """The item of the law itself, and what has to do with it."""
    return tuple(_worth(snapshot, field, place) for field in ("number", "laws") for place in places)


def _worth(snapshot: Snapshot, field: str, term: str) -> Worths:
    return snapshot.worths(field, term, WEIGHTS.get(field, 1.0))

"""Which of the best finds answers best: the first hits of any engine, weighed by reading them.

An engine knows where words stand. What a person means by several words stands close together, under a title
that says the same, in a text that tells people what to do rather than in one about such texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from documents.kinds import DocumentKind
from documents.lifecycle import Standing
from search.analysis import TIME_LIMIT
from search.citations import printed
from search.entries import Entry
from search.matching import FINDERS, Finder
from search.norwegian import is_stop_word, tokens
from search.query import Law, Number, Query, Wish, Words
from search.ranking import OWN_FIRST
from search.rarity import says
from search.snippets import Span

WEIGHED = 40
"""Finds that are read before the first page is shown."""
SORTS = {"rutine": 0.95, "vedtak": 0.5, "lovkrav": 0.5, "organ": 0.8, "handlingsplan": 0.85, "mandat": 0.9}
"""What fills out a guideline comes after it, and what is about such texts after them."""
WHOLE_TEXT, HEADING_ALONE = 0.7, 0.75
"""A text as a whole, or a heading without words of its own, where one of the points under it may answer."""
ASKED_FOR = 50.0
OVERVIEW = 0.7
NOT_IN_FORCE = 0.97
OF_AN_OVERVIEW = frozenset(["hva", "hvem", "når", "og", "frist", "frister", "kva", "kven", "fristar"])
IN_TITLE, IN_BODY, AGAIN, ABOVE, IN_BOTH, OF_KIN = 1.6, 0.6, 0.4, 0.5, 0.25, 0.7
CLOSE, TITLED, ALL_IN_TITLE, SHORT = 0.6, 0.6, 0.8, 0.8
LONG = 1200
"""Signs of a text that is long: what says many things says less of each."""
NEAR = 200
"""Signs between words that are no longer close."""
MOST_SPANS = 40
IN_ORDER = 0.6
BESIDE = 12
"""Signs between two words that stand beside one another, with a small word between."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the wishes are met in one text; a wish of its own number, or by its kin."""

    spans: list[Span]
    """Kin counted as the wish itself."""
    exact: frozenset[int]
    met: frozenset[int]


def worth(entry: Entry, query: Query, found: float) -> float:
    """What a find is worth to whoever asked: higher is better, and comparable within one query alone.

    `found` is what the engine found it worth; where a place in a text or the law is asked for, that decides.
    """
    own = OWN_FIRST if not set(query.parties).isdisjoint(entry.parties) else 0.0
    if any(isinstance(wish, Number | Law) for wish in query.wishes):
        return found + ASKED_FOR * _is_asked_for(entry, query.wishes) - _precedence(entry)
    weight = [says(wish) for wish in query.wishes]
    sought = _with_kin(query.wishes)
    title = _found("" if is_overview(entry) else entry.title, sought)
    body = _with_time_limit(_found(entry.body, sought), entry, query.wishes)
    above = _found(f"{entry.document_title} {entry.path}", sought).met
    titled = _told_by_title(entry.title, title)
    said = sum(each * _said(number, title, body, number in above) for number, each in enumerate(weight))
    whole = sum(weight)
    share = sum(weight[number] for number in title.met | body.met | above) / whole
    says_it_all = len(weight) > 1 and len(title.met) == len(weight)
    around = CLOSE * _closeness(body.spans, weight) + TITLED * titled + ALL_IN_TITLE * says_it_all
    around += IN_ORDER * _in_order((title.spans, body.spans), len(weight))
    short = SHORT / (1.0 + len(entry.body) / LONG)
    return own + _sort(entry) * share**2 * (said / whole + around + short)


def _is_asked_for(entry: Entry, wishes: Sequence[Wish]) -> bool:
    """Is it, or has it, the very point whose number was typed? «5.2 d» before a 5.2 that has no d."""
    numbers = {wish.text for wish in wishes if isinstance(wish, Number)}
    return not numbers.isdisjoint({printed(entry.number), *(printed(each.number) for each in entry.points)})


def _precedence(entry: Entry) -> float:
    """A little, so that of points with the same number the agreement's stands first."""
    kinds = [kind.value for kind in DocumentKind]
    return kinds.index(entry.kind) / 100 if entry.kind in kinds else 0.0


def _said(number: int, title: _Found, body: _Found, above: bool) -> float:
    """What it counts for that one wish is met where it is."""
    times = sum(1 for _, _, met in body.spans if met == number)
    own = max(
        IN_TITLE if number in title.met else 0.0, IN_BODY + AGAIN * times / (times + 1) if times else 0.0
    )
    own *= 1.0 if number in title.exact | body.exact else OF_KIN
    return own + ABOVE * above + IN_BOTH * (number in title.met and number in body.met)


@lru_cache(maxsize=FINDERS)
def _with_kin(wishes: tuple[Wish, ...]) -> Finder:
    """What finds the wishes by their own words, and after as many again by those of the same root."""
    return Finder((*map(_alone, wishes), *map(_kin, wishes)))


def _found(text: str, sought: Finder) -> _Found:
    spans = sought.spans(text)
    count = sought.count // 2
    exact = frozenset(number for _, _, number in spans if number < count)
    own = [(start, end, number % count) for start, end, number in spans]
    return _Found(own, exact, frozenset(number for _, _, number in own))


def _with_time_limit(body: _Found, entry: Entry, wishes: tuple[Wish, ...]) -> _Found:
    """Who asks for the time limit is answered where there is one, whatever it is called."""
    asked = {
        number for number, wish in enumerate(wishes) if isinstance(wish, Words) and TIME_LIMIT in wish.terms
    }
    return replace(body, exact=body.exact | asked, met=body.met | asked) if entry.glance.due else body


def _alone(wish: Wish) -> Wish:
    return replace(wish, kin=()) if isinstance(wish, Words) else wish


def _kin(wish: Wish) -> Words:
    return Words(wish.text, wish.kin if isinstance(wish, Words) else ())


def _sort(entry: Entry) -> float:
    is_whole = bool(entry.document) and not entry.number and not entry.path
    gathered = OVERVIEW if is_overview(entry) else 1.0
    applies = 1.0 if entry.status == Standing.IN_FORCE or not entry.document else NOT_IN_FORCE
    place = WHOLE_TEXT if is_whole else 1.0 if entry.body or not entry.document else HEADING_ALONE
    return SORTS.get(entry.kind, 1.0) * gathered * applies * place


def is_overview(entry: Entry) -> bool:
    """Does it gather what the points of its text say, under «Hva, hvem og frist»? Then the points answer."""
    words = {token.text for token in tokens(entry.title)}
    return bool(words) and words <= OF_AN_OVERVIEW


def _told_by_title(title: str, found: _Found) -> float:
    """How much of the title is what was asked for, in its own words."""
    words = sum(1 for token in tokens(title) if token.text.isalpha() and not is_stop_word(token.text))
    said = len({start for start, _, number in found.spans if number in found.exact})
    return min(1.0, said / words) if words else 0.0


def _in_order(texts: Sequence[list[Span]], wishes: int) -> float:
    """How much of the search stands written as it was typed: each word with the next one after it."""
    pairs = {
        first
        for spans in texts
        for (_, end, first), (start, _, then) in pairwise(sorted(spans))
        if then == first + 1 and start - end <= BESIDE
    }
    return len(pairs) / (wishes - 1) if wishes > 1 else 0.0


def _closeness(spans: list[Span], weight: list[float]) -> float:
    """How close together the wishes stand at best: 1 side by side, 0 where only one of them stands."""
    best, ordered = 0.0, sorted(spans)
    for at, (start, _, _) in enumerate(ordered[:MOST_SPANS]):
        ends: dict[int, int] = {}
        for _, end, number in ordered[at : at + MOST_SPANS]:
            if number in ends:
                continue
            ends[number] = end
            if len(ends) > 1:
                share = sum(weight[each] for each in ends) / sum(weight)
                best = max(best, share / (1.0 + (end - start) / NEAR))
    return best

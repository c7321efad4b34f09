"""A search that forgives: all the words first, then words set right, then some of the words.

A word is set right only where nothing that the reader may see has it, and only to what stands in something
the reader may see: nothing leaks by what is suggested. What was done is told in `Results`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from threading import Lock

from search.engine import FIRST_PAGE, Engine, Page, Reached
from search.entries import Filters, Order, Results
from search.expressions import Synonyms, phrase, with_synonyms
from search.kin import with_kin
from search.norwegian import clean, is_known, tokens
from search.query import word as word_wish
from search.rarity import by_rarity
from search.spelling import Vocabulary
from search.weighing import WEIGHED, worth
from search.wishes import Query, Wish, Words

MOST_ASKED = 6
"""Candidates for one word that the engine is asked about."""
MOST_SUGGESTIONS = 4
"""Other searches tried before none is suggested, and words of a search that one is sought for."""
COUNT_ONLY = Page(limit=0, some=False)

FEW = 5
"""Hits with all the words that may be too few: then some are shown that lack one."""
MOST_NEAR = 5

Corrected = tuple[tuple[str, str], ...]
"""Words as typed, and the words searched for instead."""


class Forgiving:
    """Searches in an engine that forgive. Keeps its words for as long as the index stays as it is."""

    def __init__(self) -> None:
        """Know no words yet; the first search in vain reads them."""
        self._lock = Lock()
        self._kept: tuple[Reached, Vocabulary] | None = None

    def find(
        self,
        engine: Engine,
        query: Query,
        filters: Filters,
        page: Page = FIRST_PAGE,
        synonyms: Synonyms | None = None,
    ) -> Results:
        """One page of what has all the words, or else of what has them set right, or else some of them.

        `synonyms` are the groups the query was read with. Raises SearchUnavailable as the engine does.
        """
        if filters.since:
            return self._find_new(engine, query, filters, page, synonyms)
        return _with_near(engine, self._find(engine, query, filters, page, synonyms), filters, page)

    def _find(
        self, engine: Engine, query: Query, filters: Filters, page: Page, synonyms: Synonyms | None
    ) -> Results:
        may_be_mistyped = any(isinstance(wish, Words) for wish in query.wishes)
        first = replace(page, some=page.some and not may_be_mistyped)
        rated = _rated(engine, query, filters)
        found = replace(_weighed(engine, rated, filters, first), query=query)
        if found.total or query.problem or not may_be_mistyped:
            return found
        reading = _Reading(engine, filters, self._vocabulary(engine))
        wishes, corrected = reading.set_right(query.wishes)
        if corrected:
            asked = replace(query, wishes=with_kin(with_synonyms(wishes, synonyms)))
            again = best(engine, asked, filters, page)
            if again.total:
                return replace(again, query=asked, corrected=corrected)
        if not page.some or len(query.wishes) < 2:
            return replace(found, suggested=reading.suggestion(query))
        some = replace(_weighed(engine, rated, filters, page), query=query)
        return replace(some, suggested=reading.suggestion(query)) if some.total else some

    def _find_new(
        self, engine: Engine, query: Query, filters: Filters, page: Page, synonyms: Synonyms | None
    ) -> Results:
        """What is new of what the search finds at all: that nothing is new is no typing error."""
        ever = self.find(engine, query, replace(filters, since=""), COUNT_ONLY, synonyms)
        new = engine.search(ever.query, filters, replace(page, some=False))
        return replace(new, query=ever.query, corrected=ever.corrected)

    def _vocabulary(self, engine: Engine) -> Vocabulary:
        reached = engine.reached()
        with self._lock:
            if self._kept is None or self._kept[0] != reached:
                self._kept = reached, Vocabulary(engine.words())
            return self._kept[1]


def best(engine: Engine, query: Query, filters: Filters, page: Page) -> Results:
    """One page from the engine; in the order of the best, the first hits are read and weighed."""
    return _weighed(engine, _rated(engine, query, filters), filters, page)


def _rated(engine: Engine, query: Query, filters: Filters) -> Query:
    """The query, each of several words saying the more the rarer it is."""
    if len(query.wishes) < 2:
        return query
    return replace(query, wishes=by_rarity(query.wishes, engine.counts(query.wishes, filters)))


def _weighed(engine: Engine, query: Query, filters: Filters, page: Page) -> Results:
    """One page of a query that is rated."""
    if page.order is not Order.BEST or page.offset >= WEIGHED or not query.wishes:
        return engine.search(query, filters, page)
    last = page.offset + page.limit
    found = engine.search(query, filters, replace(page, limit=max(last, WEIGHED), offset=0))
    first = sorted(found.hits[:WEIGHED], key=lambda hit: (-worth(hit.entry, query, hit.score), hit.entry.key))
    return replace(found, hits=(*first, *found.hits[WEIGHED:])[page.offset : last])


def _with_near(engine: Engine, found: Results, filters: Filters, page: Page) -> Results:
    """What was found, and where that is little, what has only some of the words."""
    is_little = 0 < found.total < FEW and not found.relaxed
    if not is_little or page.offset or not page.some or len(found.query.wishes) < 2:
        return found
    some = best(engine, found.query, filters, Page(limit=MOST_NEAR + FEW, any_word=True))
    there = {hit.entry.key for hit in found.hits}
    near = tuple(hit for hit in some.hits if hit.entry.key not in there)
    return replace(found, near=near[:MOST_NEAR])


class _Reading:
    """What one reader may be told of the words of an index."""

    def __init__(self, engine: Engine, filters: Filters, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._filters = filters
        self._vocabulary = vocabulary

    def set_right(self, wishes: tuple[Wish, ...]) -> tuple[tuple[Wish, ...], Corrected]:
        """The wishes with every word that is met nowhere set right, where something near is met.

        A word that is one is only suggested another for: who asks for «styre» does not mean «styrke».
        """
        unmet = self._unmet(wishes)
        if not unmet:
            return wishes, ()
        joined = dict(self._joined(wishes, unmet))
        near = {word: [each for each in self._near(word) if _may_mean(word, each)] for word in unmet}
        there = self._told([*joined.values(), *(each for several in near.values() for each in several)])
        instead = {word: next(filter(there.__contains__, near[word]), "") for word in unmet}
        return _with(wishes, instead, {pair: both for pair, both in joined.items() if both in there})

    def suggestion(self, query: Query) -> str:
        """Another search that finds something with all its words, where these are met only apart; or ""."""
        if len(query.wishes) > MOST_SUGGESTIONS:
            return ""
        for typed, instead, wishes in islice(self._others(query.wishes), MOST_SUGGESTIONS):
            other = replace(query, wishes=wishes)
            if typed in query.text and self._engine.search(other, self._filters, COUNT_ONLY).total:
                return query.text.replace(typed, instead, 1)
        return ""

    def _others(self, wishes: tuple[Wish, ...]) -> Iterator[tuple[str, str, tuple[Wish, ...]]]:
        """The wishes with two words written as one, or one word as the nearest that may be meant."""
        single = [wish.text for wish in wishes if isinstance(wish, Words) and wish.terms]
        joined = dict(self._joined(wishes, single))
        near = {word: list(self._near(word)) for word in single}
        there = self._told([*joined.values(), *(each for several in near.values() for each in several)])
        for pair, both in joined.items():
            if both in there:
                yield " ".join(pair), both, _with(wishes, {}, {pair: both})[0]
        for word, several in near.items():
            if instead := next(filter(there.__contains__, several), ""):
                yield word, instead, tuple(_wish(instead) if wish.text == word else wish for wish in wishes)

    def _unmet(self, wishes: tuple[Wish, ...]) -> list[str]:
        """The words that nothing the reader may see has, of wishes that nothing grants."""
        asked = [wish for wish in wishes if isinstance(wish, Words)]
        granted = self._engine.counts(asked, self._filters)
        vain = [wish for wish, count in zip(asked, granted, strict=True) if not count]
        words = list(dict.fromkeys(word for wish in vain for word in _words(wish)))
        there = self._engine.counts([word_wish(word) for word in words], self._filters)
        return [word for word, count in zip(words, there, strict=True) if not count]

    def _near(self, typed: str) -> Iterator[str]:
        """The likeliest words, whoever may see them; not those that are the same word in another form."""
        terms = word_wish(typed).terms
        meant = dict.fromkeys(self._vocabulary.meant_by(typed))
        others = (other for other in meant if other != clean(typed) and word_wish(other).terms != terms)
        return islice(others, MOST_ASKED)

    def _told(self, candidates: Iterable[str]) -> frozenset[str]:
        """Those that the reader may be told of: all their words stand in something the reader may see."""
        several = list(candidates)
        words = {word for words in several for word in words.split()}
        there = self._engine.words_there(words, self._filters) if words else frozenset()
        return frozenset(words for words in several if there.issuperset(words.split()))

    def _joined(
        self, wishes: tuple[Wish, ...], words: Iterable[str]
    ) -> Iterator[tuple[tuple[str, str], str]]:
        """Two words beside one another, one of them at least among these, and the word they make together."""
        among = set(words)
        for first, second in pairwise(map(_words, wishes)):
            pair = (*first, *second)
            if len(first) == len(second) == 1 and not among.isdisjoint(pair):
                joined = self._vocabulary.together(*first, *second)
                yield from [((*first, *second), joined)] if joined else []


def _with(
    wishes: tuple[Wish, ...], instead: dict[str, str], joined: dict[tuple[str, str], str]
) -> tuple[tuple[Wish, ...], Corrected]:
    """The wishes with words written as one, and other words instead of some; and which."""
    right: list[Wish] = []
    corrected: list[tuple[str, str]] = []
    at = 0
    while at < len(wishes):
        words = _words(wishes[at])
        pair = (*words, *(_words(wishes[at + 1]) if at + 1 < len(wishes) else ()))
        if len(words) == 1 and len(pair) == 2 and (both := joined.get((pair[0], pair[1]))):
            right.append(word_wish(both))
            corrected.append((" ".join(pair), both))
            at += 2
            continue
        changed = [(word, instead[word]) for word in words if instead.get(word)]
        written = " ".join(instead.get(word) or word for word in words)
        right.append(_wish(written) if changed else wishes[at])
        corrected.extend(changed)
        at += 1
    return tuple(right), tuple(corrected)


def _may_mean(word: str, other: str) -> bool:
    """Is it mistyped, or two words written as one? A word that is one is not another that looks like it."""
    return not is_known(word) or other.replace(" ", "") == word


def _words(wish: Wish) -> tuple[str, ...]:
    """The words of a wish for words, as they are read; of other wishes none."""
    return tuple(token.text for token in tokens(wish.text)) if isinstance(wish, Words) else ()


def _wish(words: str) -> Words:
    """One word, or several that stand together."""
    return word_wish(words) if " " not in words else Words(words, (), (phrase(words),))

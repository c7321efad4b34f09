"""A search that forgives: all the words first, then words set right, then some of the words.

A word is set right only where nothing that the reader may see has it, and only to what stands in something
the reader may see: nothing leaks by what is suggested. What was done is told in `Results`.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from threading import Lock

from search.engine import FIRST_PAGE, Engine, Page, Reached
from search.entries import Filters, Results
from search.expressions import Synonyms, phrase, with_synonyms
from search.norwegian import clean, tokens
from search.query import word as word_wish
from search.spelling import Vocabulary
from search.wishes import Query, Wish, Words

MOST_ASKED = 6
"""Candidates for one word that the engine is asked about."""
MOST_SUGGESTIONS = 4
"""Other searches tried before none is suggested."""
COUNT_ONLY = Page(limit=1)

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
        found = replace(engine.search(query, filters, page), query=query)
        if query.problem or not query.wishes or (found.total and not found.relaxed):
            return found
        reading = _Reading(engine, filters, self._vocabulary(engine))
        wishes, corrected = reading.set_right(query.wishes)
        if corrected:
            asked = replace(query, wishes=with_synonyms(wishes, synonyms))
            again = replace(engine.search(asked, filters, page), query=asked, corrected=corrected)
            if again.total:
                return again
        return replace(found, suggested=reading.suggestion(query)) if found.relaxed else found

    def _find_new(
        self, engine: Engine, query: Query, filters: Filters, page: Page, synonyms: Synonyms | None
    ) -> Results:
        """What is new of what the search finds at all: that nothing is new is no typing error."""
        ever = self.find(engine, query, replace(filters, since=""), COUNT_ONLY, synonyms)
        new = engine.search(ever.query, filters, page)
        told = Results(query=ever.query, corrected=ever.corrected, problem=new.problem)
        return told if new.relaxed else replace(new, query=ever.query, corrected=ever.corrected)

    def _vocabulary(self, engine: Engine) -> Vocabulary:
        reached = engine.reached()
        with self._lock:
            if self._kept is None or self._kept[0] != reached:
                self._kept = reached, Vocabulary(engine.words())
            return self._kept[1]


class _Reading:
    """What one reader may be told of the words of an index."""

    def __init__(self, engine: Engine, filters: Filters, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._filters = filters
        self._vocabulary = vocabulary

    def set_right(self, wishes: tuple[Wish, ...]) -> tuple[tuple[Wish, ...], Corrected]:
        """The wishes with every word that is met nowhere set right, where something near is met."""
        unmet = [not self._is_met(wish) for wish in wishes]
        right: list[Wish] = []
        corrected: list[tuple[str, str]] = []
        at = 0
        while at < len(wishes):
            if any(unmet[at : at + 2]) and (joined := self._together(wishes[at : at + 2])):
                corrected.append((f"{_text(wishes[at])} {_text(wishes[at + 1])}", joined))
                right.append(word_wish(joined))
                at += 2
                continue
            wish, changed = self._right(wishes[at]) if unmet[at] else (wishes[at], ())
            right.append(wish)
            corrected.extend(changed)
            at += 1
        return tuple(right), tuple(corrected)

    def suggestion(self, query: Query) -> str:
        """Another search that finds something with all its words, where these are met only apart; or ""."""
        for typed, instead, wishes in islice(self._others(query.wishes), MOST_SUGGESTIONS):
            if self._total(replace(query, wishes=wishes)) and typed in query.text:
                return query.text.replace(typed, instead, 1)
        return ""

    def _others(self, wishes: tuple[Wish, ...]) -> Iterator[tuple[str, str, tuple[Wish, ...]]]:
        """The wishes with two words written as one, or one word as the nearest that may be meant."""
        for at in range(len(wishes)):
            before, here = wishes[:at], wishes[at]
            if joined := self._together(wishes[at : at + 2]):
                typed = f"{_text(here)} {_text(wishes[at + 1])}"
                yield typed, joined, (*before, word_wish(joined), *wishes[at + 2 :])
        for at, here in enumerate(wishes):
            if isinstance(here, Words) and here.terms and (near := self._near(here.text)):
                yield here.text, near, (*wishes[:at], _wish(near), *wishes[at + 1 :])

    def _right(self, wish: Wish) -> tuple[Wish, Corrected]:
        """The wish with those of its words set right that are met nowhere."""
        if not isinstance(wish, Words):
            return wish, ()
        words = [token.text for token in tokens(wish.text)]
        instead = [self._near(word) if not self._is_met(word_wish(word)) else "" for word in words]
        changed = tuple((word, near) for word, near in zip(words, instead, strict=True) if near)
        if not changed:
            return wish, ()
        return _wish(" ".join(near or word for word, near in zip(words, instead, strict=True))), changed

    def _near(self, typed: str) -> str:
        """The likeliest word that the reader may see; "" where there is none."""
        terms = word_wish(typed).terms
        meant = dict.fromkeys(self._vocabulary.meant_by(typed))
        others = (other for other in meant if other != clean(typed) and word_wish(other).terms != terms)
        return next(filter(self._may_be_told, islice(others, MOST_ASKED)), "")

    def _may_be_told(self, words: str) -> bool:
        return all(self._engine.has_word(word, self._filters) for word in words.split())

    def _together(self, wishes: tuple[Wish, ...]) -> str:
        """The word that two words make, where the reader may see it."""
        if not all(isinstance(wish, Words) and " " not in wish.text for wish in wishes) or len(wishes) < 2:
            return ""
        joined = self._vocabulary.together(_text(wishes[0]), _text(wishes[1]))
        return joined if joined and self._may_be_told(joined) else ""

    def _is_met(self, wish: Wish) -> bool:
        """Does anything the reader may see answer it, whatever else was asked for?"""
        if isinstance(wish, Words) and wish.terms and self._engine.has_word(clean(wish.text), self._filters):
            return True
        return self._total(Query(_text(wish), wishes=(wish,))) > 0

    def _total(self, query: Query) -> int:
        found = self._engine.search(query, self._filters, COUNT_ONLY)
        return 0 if found.relaxed else found.total


def _wish(words: str) -> Words:
    """One word, or several that stand together."""
    return word_wish(words) if " " not in words else Words(words, (), (phrase(words),))


def _text(wish: Wish) -> str:
    return wish.text

"""Words of one root: what is done, and the doing of it. "melde" and "melding", "uenig" and "uenighet".

They are different words: a search for one alone does not find the other. Among several words a point that has
the kin of one of them is what was meant more often than not, and so it is found, and counts for less.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from search.dictionaries import bokmal_lemma, is_bokmal_noun
from search.norwegian import text_terms
from search.wishes import Wish, Words
from search.word_lists import word_lists

SHORTEST_STEM = 3
OF_VERB = ("ing", "ning", "else")
"""What makes a noun of a verb in -e: "endre" -> "endring"."""
OF_ADJECTIVE = "het"
KEPT = 8192


def with_kin(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Several wishes, each word with its kin; a word alone stays as it is."""
    return tuple(map(_with_kin, wishes)) if len(wishes) > 1 else wishes


def _with_kin(wish: Wish) -> Wish:
    if not isinstance(wish, Words) or not wish.terms:
        return wish
    others = [term for term in text_terms(wish.text) if term not in wish.terms]  # "melder" is a verb as well
    kin = (*others, *(other for term in (*wish.terms, *others) for other in kin_of(term)))
    return replace(wish, kin=tuple(dict.fromkeys(other for other in kin if other not in wish.terms)))


@lru_cache(maxsize=KEPT)
def kin_of(term: str) -> tuple[str, ...]:
    """The terms of the same root as this one: of a verb its nouns, of a noun its verb."""
    return tuple(dict.fromkeys(found for found in _kin(term) if found != term))


def _kin(term: str) -> Iterator[str]:
    yield from word_lists().kin.get(term, ())
    if term.endswith("e") and len(term) > SHORTEST_STEM:
        stem = term[:-1]
        yield from (_noun(stem + ending) for ending in OF_VERB if _is_noun(stem + ending))
        yield from (_noun(term + ending) for ending in ("lse",) if _is_noun(term + ending))
    for ending in OF_VERB:
        if term.endswith(ending) and len(term) - len(ending) >= SHORTEST_STEM:
            verb = term.removesuffix(ending) + "e"
            if _is_verb(verb):
                yield verb
    if _is_noun(term + OF_ADJECTIVE):
        yield term + OF_ADJECTIVE
    if term.endswith(OF_ADJECTIVE) and bokmal_lemma(term.removesuffix(OF_ADJECTIVE)):
        yield term.removesuffix(OF_ADJECTIVE)


def _noun(word: str) -> str:
    return word_lists().bases.get(word, word)


def _is_noun(word: str) -> bool:
    return word in word_lists().bases or is_bokmal_noun(word)


def _is_verb(word: str) -> bool:
    return word in word_lists().bases or bokmal_lemma(word + "s") == word or bokmal_lemma(word + "r") == word

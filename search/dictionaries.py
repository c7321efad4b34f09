"""What the general dictionaries of bokmål and nynorsk know of a word (simplemma, MIT).

They are large, so they are loaded at the first question and not before.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module

ENDINGS_AFTER = {"e": ("ne", "r", "n", ""), "er": ("ne", "e", "en", "")}
"""The endings of nouns whose base form ends so."""
ENDINGS = ("ene", "er", "en", "a", "")
"""The endings of other nouns."""
DEFINITES = {True: ("n", "ne"), False: ("en", "et", "ene", "ne")}
OF_A_VERB = re.compile("(.{3,})ing(?:a|en|er|ar|ene|ane)?")
"""What is done, as nynorsk says it: "strøyming", and "strømning" or "-else" in bokmål."""
VERB_ENDINGS = ("te", "et", "ende", "ede", "es")
BASE_ENDINGS = ("en", "et", "e", "er")
SHORTEST_NOUN = 3
CACHED = 16384


@lru_cache(maxsize=CACHED)
def bokmal_lemma(word: str) -> str:
    """The base form that the bokmål dictionary gives, or "" where it does not know the word.

    A word that other words are forms of is known too: the dictionary has "hemmede", and "hemmet" only as
    what that is a form of.
    """
    return _lemma("nb", word) or (word if _has_forms(word) else "")


def is_bokmal_verb(word: str) -> bool:
    """Is the word the infinitive of a bokmål verb? It is when its past or passive forms lead back to it."""
    return word.endswith("e") and any(_lemma("nb", word[:-1] + ending) == word for ending in VERB_ENDINGS)


@lru_cache(maxsize=CACHED)
def bokmal_verbs(form: str) -> tuple[str, ...]:
    """The verbs this may be a form of: "henviser" -> "henvise", and "hjelper" -> "hjelpe", though a noun."""
    lemma = _lemma("nb", form)
    stems = {form.removesuffix(ending) for ending in ("er", "es", "ar", "ast") if form.endswith(ending)}
    past = {lemma, _lemma("nb", lemma)} if form.endswith(("t", "te", "de", "ende", "ne")) else set()
    found = {stem + "e" for stem in stems if len(stem) >= SHORTEST_NOUN} | past
    return tuple(sorted(verb for verb in found if verb != form and is_bokmal_verb(verb)))


def nynorsk_lemma(word: str) -> str:
    """The base form that the nynorsk dictionary gives, or "" where it does not know the word."""
    return _lemma("nn", word)


def listed_lemmas(word: str) -> tuple[str, str]:
    """The base forms that stand beside the word itself, bokmål and nynorsk, or "" for each."""
    return _lemma("nb", word), _lemma("nn", word)


@lru_cache(maxsize=CACHED)
def is_bokmal_noun(word: str) -> bool:
    """Is the word the base form of a bokmål noun? It is when its definite forms lead back to it."""
    return any(_lemma("nb", word + ending) == word for ending in DEFINITES[word.endswith("e")])


def bokmal_nouns(form: str) -> Iterator[str]:
    """The nouns this may be a form of.

    The dictionary gives one base form for each form, and often the verb: "kontakter" -> "kontakte".
    """
    if is_bokmal_noun(form):
        yield form
        return
    if (found := OF_A_VERB.fullmatch(form)) and not is_bokmal_noun(found[1] + "ing"):
        yield from (noun for ending in ("ning", "else") if is_bokmal_noun(noun := found[1] + ending))
    for ending in ("ene", "ne", "er", "en", "e", "r", "n", "a", ""):
        stem = form.removesuffix(ending)
        if form.endswith(ending) and ending in _endings(stem) and is_bokmal_noun(stem):
            yield stem


def _endings(stem: str) -> tuple[str, ...]:
    if len(stem) < SHORTEST_NOUN:
        return ()
    return next((endings for last, endings in ENDINGS_AFTER.items() if stem.endswith(last)), ENDINGS)


def _has_forms(word: str) -> bool:
    inflected = [word + ending for ending in BASE_ENDINGS]
    inflected += [word[:-1] + "de"] if word.endswith("et") else []
    return any(_lemma("nb", form) == word for form in inflected)


@lru_cache(maxsize=CACHED)
def _lemma(language: str, word: str) -> str:
    dictionary = _dictionary(language)
    lemma = (dictionary.get(word) or dictionary.get(word.capitalize()) or "").lower()
    return lemma if lemma.isalpha() else ""


@cache
def _dictionary(language: str) -> Mapping[str, str]:
    factory = import_module("simplemma.strategies.dictionaries.dictionary_factory")
    dictionary: Mapping[str, str] = factory.DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)
    return dictionary

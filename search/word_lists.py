"""The word lists of the analyser, read once from `search/words/`.

The lists are data that a person who knows the field may edit. `WordLists.fingerprint` changes with every
edit that changes what is indexed, and an index made with another fingerprint is built again.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from search.inflection import forms_of

FOLDER = Path(__file__).parent / "words"
INDEXED = (
    "lexicon.txt",
    "irregular.txt",
    "small.txt",
    "prefixes.txt",
    "firsts.txt",
    "spelling.toml",
    "whole.txt",
    "names.txt",
)
RULES = (
    "analysis.py",
    "citations.py",
    "compounds.py",
    "dictionaries.py",
    "inflection.py",
    "laws.py",
    "norwegian.py",
    "word_lists.py",
)

IRREGULAR = ("irregular.txt", "small.txt")
NOUNS = ("common", "neuter")
SHORTEST_LAST = {"verb": 7, "adjective": 4}
SHORTEST_FIRST = {"verb": 4}
"""Short verbs begin and end many words that are no compounds: "gradering" is not "grad" and "ringe"."""
FOLD = str.maketrans("éèêëóòôõáàâãüúùíìîïñçäö", "eeeeooooaaaauuuiiiincæø")

Rule = tuple[re.Pattern[str], str]
Entry = tuple[str, str, tuple[str, ...]]
"""The class of a word, the word, and every way it is spelled."""
Inflected = tuple[str, str, str]
"""The class of a word, one of its forms, and the word."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """All that the analyser knows of words by itself, before any dictionary."""

    bases: dict[str, str]
    """Every base form and the word it is looked up as: "teneste" -> "tjeneste"."""
    forms: dict[str, tuple[str, ...]]
    """Every form, inflected ones too, and the words it may be a form of: "lover" -> "lov", "love"."""
    nouns: frozenset[str]
    """The base forms that are nouns."""
    second: dict[str, tuple[str, ...]]
    """Every form of a verb or an adjective, and what it is a form of, also where a noun of ours reads so."""
    strong: dict[str, tuple[str, ...]]
    """Every form of a verb that no rule inflects, and the verbs."""
    prefixes: tuple[tuple[str, str], ...]
    """What stands before such a verb: as it is written, and as it is looked up."""
    begins: tuple[str, ...]
    """What stands before such a verb as it is written."""
    lasts: dict[str, str]
    """Every form that may stand last in a compound, or be one part, and the word it is looked up as."""
    firsts: dict[str, str]
    """What may stand first in a compound, and the word it is looked up as: "hjemme" -> "hjem"."""
    whole: frozenset[str]
    """Words that are never cut into parts."""
    stop: frozenset[str]
    """Words that say nothing alone."""
    common: frozenset[str]
    """Terms that stand in point after point, and say little of which one is meant."""
    kin: dict[str, tuple[str, ...]]
    """Terms of one root that no rule joins."""
    synonyms: tuple[tuple[str, ...], ...]
    """Groups of words and expressions that find each other."""
    always: tuple[Rule, ...]
    perhaps: tuple[Rule, ...]
    noun: tuple[Rule, ...]
    fingerprint: str
    """Sixteen signs that name these lists and the rules that use them."""


def folded(word: str) -> str:
    """The word without the accents of other languages; æ, ø and å are letters of their own."""
    return word.translate(FOLD)


@cache
def word_lists() -> WordLists:
    """The lists as they stand in the folder."""
    lexicon = list(_lexicon())
    names = {name: name for name in _words("names.txt")}
    bases = dict(_bases(lexicon)) | names
    inflected = list(_inflected(lexicon))
    small = list(_irregular("small.txt"))
    spelling = tomllib.loads(_read("spelling.toml"))
    return WordLists(
        bases=bases,
        nouns=frozenset(_spelled([entry for entry in lexicon if entry[0] in NOUNS])),
        second=_many([*small, *(pair for kind, *pair in inflected if kind not in NOUNS)]),
        strong=_many(small),
        prefixes=tuple((written, word) for word, written in _prefixes()),
        begins=tuple(written for _, written in _prefixes()),
        forms=_forms(inflected) | {base: (word,) for base, word in bases.items()},
        lasts=_lasts(lexicon, inflected),
        firsts=_spelled([entry for entry in lexicon if len(entry[1]) >= SHORTEST_FIRST.get(entry[0], 0)])
        | dict(_firsts()),
        whole=frozenset(_words("whole.txt")),
        stop=frozenset(_words("stop.txt")),
        common=frozenset(_words("common.txt")),
        kin=_many(
            (word, other) for group in map(str.split, _lines("kin.txt")) for word in group for other in group
        ),
        synonyms=tuple(tuple(group) for group in tomllib.loads(_read("synonyms.toml"))["groups"]),
        always=_rules(spelling["always"]),
        perhaps=_rules(spelling["perhaps"]),
        noun=_rules(spelling["noun"]),
        fingerprint=_fingerprint(),
    )


def _bases(lexicon: list[Entry]) -> Iterator[tuple[str, str]]:
    yield from ((word, word) for name in IRREGULAR for _, word in _irregular(name))
    yield from _spelled(lexicon).items()


def _spelled(entries: list[Entry]) -> dict[str, str]:
    return {folded(spelling): word for _, word, spellings in entries for spelling in spellings}


def _forms(inflected: list[Inflected]) -> dict[str, tuple[str, ...]]:
    irregular = [pair for name in IRREGULAR for pair in _irregular(name)]
    return _many([*irregular, *(pair for _, *pair in inflected)])


def _many(pairs: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Each form with all that it may be a form of."""
    forms: dict[str, tuple[str, ...]] = {}
    for form, word in pairs:
        forms[form] = tuple(dict.fromkeys((*forms.get(form, ()), word)))
    return forms


def _lasts(lexicon: list[Entry], inflected: list[Inflected]) -> dict[str, str]:
    """Every form that may end a compound. What stands first in the lists counts: a noun before a verb.

    A short word ends one only as a participle: "kompetansehevende".
    """
    long = [(form, word) for kind, form, word in inflected if len(word) >= SHORTEST_LAST.get(kind, 0)]
    participles = [(form, word) for _, form, word in inflected if form.endswith(("ende", "ande"))]
    known = [*_irregular("irregular.txt"), *long, *participles]
    bases = [entry for entry in lexicon if len(entry[1]) >= SHORTEST_LAST.get(entry[0], 0)]
    return dict(reversed(known)) | _spelled(bases)


def _inflected(lexicon: list[Entry]) -> Iterator[Inflected]:
    return (
        (word_class, folded(form), word)
        for word_class, word, spellings in lexicon
        for spelling in spellings
        for form in forms_of(word_class, spelling)
    )


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _lines(name: str) -> Iterator[str]:
    return (line for line in _read(name).splitlines() if line and not line.startswith("#"))


def _words(name: str) -> Iterator[str]:
    return (word for line in _lines(name) for word in line.split())


def _lexicon() -> Iterator[Entry]:
    """Class and word, and every way the word is spelled."""
    word_class = ""
    for line in _lines("lexicon.txt"):
        if line.startswith("["):
            word_class = line.strip("[]")
            continue
        for entry in filter(None, (part.strip() for part in line.split(";"))):
            spellings = tuple(spelling.strip() for spelling in entry.split("="))
            yield word_class, folded(spellings[0]), spellings


def _irregular(name: str) -> Iterator[tuple[str, str]]:
    for line in _lines(name):
        word, _, forms = line.partition(":")
        yield from ((folded(form), word) for form in (word, *forms.split()))


def _prefixes() -> Iterator[tuple[str, str]]:
    for line in _lines("prefixes.txt"):
        word, _, spellings = line.partition(":")
        yield from ((word, spelling) for spelling in (word, *spellings.split()))


def _firsts() -> Iterator[tuple[str, str]]:
    for line in _lines("firsts.txt"):
        word, _, spellings = line.partition(":")
        yield from ((spelling, word) for spelling in spellings.split())


def _rules(rows: list[list[str]]) -> tuple[Rule, ...]:
    return tuple((re.compile(find), write) for find, write in rows)


def _fingerprint() -> str:
    digest = hashlib.sha256(version("simplemma").encode())
    for path in [FOLDER / name for name in INDEXED] + [Path(__file__).parent / name for name in RULES]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

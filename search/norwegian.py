"""What a search sees of a Norwegian word: the terms it is found by, the same for bokmål and nynorsk.

A word of a query meets a word of a text when their terms, or its terms and that one's parts, have one in
common. The word of a query is never cut into parts: "avtale" finds "samarbeidsavtale", and not the reverse.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from search.compounds import Parts, half_known_parts, known_parts
from search.dictionaries import (
    bokmal_lemma,
    bokmal_nouns,
    bokmal_verbs,
    is_bokmal_noun,
    is_bokmal_verb,
    nynorsk_lemma,
)
from search.word_lists import folded, word_lists

CACHED_WORDS = 65536
MOST_SPELLINGS = 64
LONGEST_WORD = 60
"""What is longer is no word; it is known by its beginning."""
SHORTEST_HEAD = 4
SHORTEST_CHANGED = 4
SHORTEST_STEM = 5
ENDINGS = ("ene", "ane", "en", "et", "er", "ar", "a", "e")
"""What an unknown word loses, the longest first."""
ENDINGS_OF_TWO_CLASSES = ("er", "ar", "es", "e")
"""What both a noun as we look it up and a form of a verb or an adjective may end in."""
ADJECTIVE_ENDINGS = ("e", "ere", "est", "este")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
WORD = re.compile(rf"[^\W_][^\W_{INVISIBLE}\u0300-\u036f]*(?:[{INVISIBLE}\u0300-\u036f]+[^\W_]*)*")
AROUND = re.compile(r"^[\W_]+|[\W_]+$")
HYPHENS = re.compile("[-\u2010\u2011]")
NYNORSK_ADJECTIVE = re.compile("(.{3,})leg(?:e|t|are|aste?)?")
"""-leg is -lig, but only where bokmål knows that word: "fagleg" is "faglig", "fastlege" is a doctor."""
NORWEGIAN_KEYS = {"ae": "æ", "oe": "ø", "aa": "å"}
PARTICIPLE = re.compile("ande$")
WITHOUT_NORWEGIAN_KEYS = re.compile("(ae|oe|aa)")
MOST_KEYS = 4


class Token(NamedTuple):
    """A word of a text, cleaned, and where it stands there. There are many of them, so it is a tuple."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of a text in reading order. A hyphen parts words; a soft hyphen does not."""
    for found in WORD.finditer(text):
        yield Token(clean(found.group()), found.start(), found.end())


@lru_cache(maxsize=CACHED_WORDS)
def clean(word: str) -> str:
    """The word in lower case and composed letters (NFC), with no sign in it that cannot be seen."""
    visible = "".join(sign for sign in word if sign not in INVISIBLE)
    return unicodedata.normalize("NFC", visible).lower()


@lru_cache(maxsize=CACHED_WORDS)
def text_terms(word: str) -> tuple[str, ...]:
    """The terms that a word of a text is found by. Words joined by hyphens give the terms of each.

    A word of a text may be what it looks like and something else as well: "veileder" is a person, and what
    the person does. The word of a query is taken for what it looks like.
    """
    return _unique(term for piece in _pieces(word) for term in (*_terms(piece), *_second_readings(piece)))


@lru_cache(maxsize=CACHED_WORDS)
def text_parts(word: str) -> tuple[str, ...]:
    """The terms of what a word of a text is made of, and of what pieces with hyphens make together."""
    pieces = _pieces(word)
    whole = "".join(pieces)
    joined = (*_terms(whole), *_parts(whole)) if len(pieces) > 1 else ()
    return _unique((*joined, *(part for piece in pieces for part in _parts(piece))))


def last_part(word: str) -> str:
    """The last part of a compound, as it is looked up, or "" when the word is none."""
    known = known_parts(_always(word)) or next(iter(half_known_parts(_always(word))), ())
    return known[-1] if known else ""


def query_terms(word: str) -> tuple[str, ...]:
    """The terms that a word of a query finds.

    Words joined by hyphens count as one; ae, oe and aa also as æ, ø and å.
    """
    whole = "".join(_pieces(word))
    return _unique(term for spelling in _keyboard_spellings(whole) for term in _terms(spelling))


def is_known(word: str) -> bool:
    """Is it a word of bokmål or nynorsk, or made of such words? Then nobody has mistyped it."""
    plain = folded(clean(word))
    known = plain in word_lists().forms or known_parts(plain)
    return bool(known or bokmal_lemma(plain) or nynorsk_lemma(plain))


def is_stop_word(word: str) -> bool:
    """Does the word say nothing alone, in bokmål or nynorsk?"""
    return clean(word) in word_lists().stop


def fingerprint() -> str:
    """Sixteen signs that name the rules and lists in use; under another name an index must be rebuilt."""
    return word_lists().fingerprint


def _pieces(word: str) -> list[str]:
    pieces = (AROUND.sub("", folded(clean(piece)))[:LONGEST_WORD] for piece in HYPHENS.split(word))
    return [piece for piece in pieces if piece]


def _terms(word: str) -> tuple[str, ...]:
    """The terms of one word: the first spelling of it that we know, or the word as it stands."""
    if not word.isalpha():
        return (word,) if word else ()
    if word in word_lists().forms or (known_parts(word) and not _is_nynorsk_adjective(word)):
        return _known(word)
    if len(word) < SHORTEST_CHANGED:
        return _known(word) or (word,)
    return (
        _known_under(_always(word))
        or _unique(map(_term, _prefixed(word)))
        or _from_nynorsk(word)
        or _from_last_part(word)
        or _stripped(word)
    )


def _second_readings(word: str) -> Iterator[str]:
    """The terms of the verbs and adjectives that the word may be a form of, in our lists or the dictionary.

    A noun of ours may be the present of a verb, and no other form: "ledd" is not of "lede".
    """
    certain = word in word_lists().nouns and not word.endswith(ENDINGS_OF_TWO_CLASSES)
    if word.isalpha() and len(word) >= SHORTEST_CHANGED and not certain:
        ours = (base for base in word_lists().second.get(word, ()) if base != word)
        yield from map(_term, (*ours, *bokmal_verbs(_always(PARTICIPLE.sub("ende", word))), *_prefixed(word)))


def _prefixed(word: str) -> Iterator[str]:
    """The verbs of what may be a prefix and a form that no rule makes: "mottek" -> "motta"."""
    lists = word_lists()
    if not word.startswith(lists.begins):
        return
    for written, looked_up in lists.prefixes:
        if word.startswith(written):
            verbs = (looked_up + verb for verb in word_lists().strong.get(word[len(written) :], ()))
            yield from (verb for verb in verbs if verb in word_lists().bases or bokmal_lemma(verb) == verb)


def _from_nynorsk(word: str) -> tuple[str, ...]:
    """The terms by way of the nynorsk base form, or of a spelling that bokmål may know it under."""
    base = nynorsk_lemma(word) or nynorsk_lemma(word.removesuffix("s"))
    candidates = [*_spellings(base), *_spellings(word)] if base else _spellings(word)
    return next(filter(None, map(_known_under, candidates)), (_always(base),) if base else ())


def _from_last_part(word: str) -> tuple[str, ...]:
    """The terms of a word that only ends in one we know: what stands before is kept as it is."""
    for cut in range(1, len(word) - SHORTEST_HEAD + 1):
        head = word[cut:]
        known = _known_under(_always(head)) or _known_under(_always(head.removesuffix("s")))
        if known:
            return tuple(_always(word[:cut]) + term for term in known)
    return ()


def _stripped(word: str) -> tuple[str, ...]:
    """The terms of a word that nobody knows, without what may be its ending: "stomien" -> "stomi"."""
    stem = word.removesuffix("s")
    for ending in ENDINGS:
        rest = stem.removesuffix(ending)
        if rest != stem and len(rest) >= SHORTEST_STEM:
            return _known_under(_always(rest)) or (_always(rest),)
    return (_always(stem),)


def _known_under(spelling: str) -> tuple[str, ...]:
    """The terms of a spelling found in our lists or in the bokmål dictionary, the genitive included."""
    return _known(spelling) or (_known(spelling[:-1]) if spelling.endswith("s") else ())


def _known(spelling: str) -> tuple[str, ...]:
    if ours := word_lists().forms.get(spelling, ()):
        return _unique(map(_term, (*ours, *_other_bases(spelling))))
    if parts := known_parts(spelling):
        return ("".join(parts),)
    if lemma := bokmal_lemma(spelling):
        trusted = spelling if _is_adjective_of_noun(spelling, lemma) else lemma
        agent = (spelling,) if spelling == lemma + "r" and not is_bokmal_noun(lemma) else ()
        return _unique(map(_term, (trusted, *agent, *bokmal_nouns(spelling))))
    return _unique("".join(parts) for parts in half_known_parts(spelling))


def _other_bases(form: str) -> tuple[str, ...]:
    """What else the dictionary takes one of our forms for: "lover" may be "love".

    Our own base forms are certain, but for participles: who looks for "utskrevet" finds what is "utskrives".
    And "grunne" is no form of the noun "grunn".
    """
    lemma = bokmal_lemma(form)
    is_participle = form.endswith("ende") or (form.endswith("t") and is_bokmal_verb(lemma))
    certain = form in word_lists().bases and not (is_participle and form not in word_lists().nouns)
    return () if certain or not lemma or _is_adjective_of_noun(form, lemma) else (lemma,)


def _is_adjective_of_noun(form: str, lemma: str) -> bool:
    """Is it inflected as an adjective, while the dictionary's base form is a word of ours that is not?"""
    inflected_so = form.removeprefix(lemma) in ADJECTIVE_ENDINGS
    return inflected_so and lemma in word_lists().bases and lemma not in word_lists().forms.get(form, ())


def _term(base: str) -> str:
    """The term of a base form: a compound is written as its parts are looked up, without what links them."""
    parts = next(iter(_cut(base)), ())
    return "".join(parts) if parts else _one_noun(base)


def _cut(base: str) -> tuple[Parts, ...]:
    """The ways to cut a base form into parts: one where all of them are ours, else every reading."""
    parts = known_parts(base)
    return (parts,) if parts else half_known_parts(base)


def _one_noun(base: str) -> str:
    """One of the two nouns of a verb: "innlegging" -> "innleggelse", where the dictionary knows it."""
    if base in word_lists().bases:
        return word_lists().bases[base]
    for find, write in word_lists().noun:
        other = find.sub(write, base)
        if other != base and bokmal_lemma(other) == other:
            return other
    return base


def _parts(word: str) -> tuple[str, ...]:
    """The terms of every run of parts of a compound, short of the whole."""
    cuts = next(filter(None, (_cut(_base_of(reading)) for reading in _readings(word))), ())
    return _unique(run for parts in cuts for run in _runs(parts))


def _readings(word: str) -> Iterator[str]:
    """What a word may be to be cut: the base forms of one of ours, or other spellings of one nobody knows."""
    if ours := word_lists().forms.get(word):
        yield from ours
        return
    yield word
    if not bokmal_lemma(word):
        yield from _spellings(word)
        yield _always(word.removesuffix("s"))


def _base_of(word: str) -> str:
    """The base form of a compound the dictionary knows whole; else the word."""
    return word if known_parts(word) else bokmal_lemma(word) or word


def _runs(parts: Parts) -> Iterator[str]:
    ends = ((start, end) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1))
    return ("".join(parts[start:end]) for start, end in ends if end - start < len(parts))


def _always(word: str) -> str:
    for find, write in word_lists().always:
        word = find.sub(write, word)
    adjective = NYNORSK_ADJECTIVE.fullmatch(word)
    bokmal = adjective[1] + "lig" if adjective else ""
    return bokmal if bokmal and bokmal_lemma(bokmal) == bokmal else word


def _is_nynorsk_adjective(word: str) -> bool:
    """Is it "bevislege", which is no doctor?"""
    return bool(NYNORSK_ADJECTIVE.fullmatch(word)) and _always(word).endswith("lig")


def _spellings(word: str) -> list[str]:
    """Spellings under which bokmål may know the word, the fewest changes first."""
    found = [_always(word)]
    for find, write in word_lists().perhaps:
        changed = (find.sub(write, spelling) for spelling in list(found))
        found.extend(spelling for spelling in changed if spelling not in found)
    return found[:MOST_SPELLINGS]


def _keyboard_spellings(word: str) -> Iterator[str]:
    """The word as typed, and as it was meant on a keyboard without æ, ø and å.

    Every place may be meant so or not ("poengraad"); what we know is taken, else all.
    """
    yield word
    pieces = WITHOUT_NORWEGIAN_KEYS.split(word)[: 2 * MOST_KEYS + 1]
    rest = word[len("".join(pieces)) :]
    choices = [(piece, NORWEGIAN_KEYS[piece]) if piece in NORWEGIAN_KEYS else (piece,) for piece in pieces]
    meant = ["".join(spelling) + rest for spelling in product(*choices)][1:]
    known = [spelling for spelling in meant if _is_known(spelling)]
    yield from known or ([] if _is_known(word) else meant)


def _is_known(word: str) -> bool:
    return bool(_known_under(_always(word)) or nynorsk_lemma(word))


def _unique(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))

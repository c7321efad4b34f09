"""Texts read for the terms of the law's demands, once for all demands."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.evidence.sentences import sentences
from documents.holding import words_of
from documents.kinds import DocumentKind, Language
from documents.markdown import plain
from documents.minimums import Minimum
from documents.text import LegalText, Place, Section


@dataclass(frozen=True, slots=True)
class Found:
    """A term of a catalogue where it stands in some words: from which sign to which."""

    term: str
    start: int
    end: int


Finder = Callable[[str], Sequence[Found]]
"""Gives every term in some words, in the order they stand; two terms may stand at the same signs."""


@dataclass(frozen=True, slots=True)
class Line:
    """A heading or a sentence, with the terms that stand in it."""

    words: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class SectionRead:
    """A section with words of its own, as candidates are sought in it."""

    place: Place
    heading: Line
    above: tuple[Line, ...]
    """The headings that the section stands under."""
    lines: tuple[Line, ...]
    """Its own sentences, those of its points too."""
    words: str
    """All of its own words, as they can be cited."""
    binds: bool
    """Does it say what somebody shall do?"""


@dataclass(frozen=True)
class TextRead:
    """A text of the set, read once for all demands."""

    document: str
    version: str
    title: Line
    kind: DocumentKind
    language: Language
    sections: tuple[SectionRead, ...]

    @cached_property
    def terms(self) -> Mapping[str, int]:
        """In how many sections each term stands."""
        counted: dict[str, int] = {}
        for section in self.sections:
            for term in {each.term for line in (section.heading, *section.lines) for each in line.found}:
                counted[term] = counted.get(term, 0) + 1
        return counted


def terms_of(demand: Minimum, language: Language) -> tuple[str, ...]:
    """What to look for: the terms of both written forms, those of the text's own first.

    A demand without terms is sought by the words of its name, which is better than nothing.
    """
    both = (demand.terms_nb, demand.terms_nn)
    first, second = both if language is Language.NB else both[::-1]
    return tuple(dict.fromkeys((*first, *second))) or names_of(demand, language)


def names_of(demand: Minimum, language: Language) -> tuple[str, ...]:
    """The telling words of what the demand is called: in a heading they say what stands under it."""
    label = demand.label_nn if language is Language.NN and demand.label_nn else demand.label
    words = (word if word[1:] != word[1:].lower() else word.lower() for word in _WORD.findall(label))
    return tuple(dict.fromkeys(word for word in words if len(word) >= _TELLING))


def every_term(demands: Sequence[Minimum], language: Language) -> tuple[str, ...]:
    """The terms and names of all these demands, each once: what one finder looks for in one pass."""
    sought = ((*terms_of(each, language), *names_of(each, language)) for each in demands)
    return tuple(dict.fromkeys(term for terms in sought for term in terms))


def read_for_candidates(
    text: LegalText,
    finder: Finder,
    document: str,
    version: str,
    title: str,
    kind: DocumentKind,
    language: Language = Language.NB,
) -> TextRead:
    """The sections of a text that have words of their own, and where the finder's terms stand in them."""
    found = (read for section in text.sections for read in _read(section, (), finder))
    return TextRead(document, version, Line(title, tuple(finder(title))), kind, language, tuple(found))


_DUTY = re.compile(r"\b(?:skal|må|lyt|plikter|pliktar|ansvarlige?|ansvarleg|ansvar)\b", re.IGNORECASE)
_WORD = re.compile(r"\w[\w-]+")
_TELLING = 4
"""Letters of a word that may say what a heading is about."""


def _read(section: Section, above: tuple[Line, ...], finder: Finder) -> Iterator[SectionRead]:
    title = plain(section.title)
    heading = Line(title, tuple(finder(title)))
    if section.blocks:
        own = Place(section)
        words = words_of(own)
        lines = (Line(each, tuple(finder(each))) for each in sentences(words))
        yield SectionRead(own, heading, above, tuple(lines) or (heading,), words, bool(_DUTY.search(words)))
    for child in section.children:
        yield from _read(child, (*above, heading), finder)

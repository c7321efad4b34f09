"""What does a text say of the times that the law sets, and is one of them longer than the law's?

Law: forskrift 18. november 2011 nr. 1115 § 8 (documents/laws/figures.toml). The times are found by the words
of the data; a person reads the text and decides. A special agreement against the main text:
`documents.checks.special`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.checks.terms import Line, lines
from documents.checks.values import Check, Weight
from documents.evidence.sentences import sentences
from documents.laws.figures import LegalFigure, figures_on
from documents.markdown import plain
from documents.text import LegalText, Place


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a text about what a legal figure is about."""

    figure: LegalFigure
    place: Place
    words: str
    """The sentence as it stands, in plain words."""
    hours: tuple[int, ...]
    """The times it gives, in hours, in reading order; a «døgn» is 24. Empty where it gives none."""
    in_days: bool = False
    """Does it give a time in days or working days, which cannot be held against hours?"""
    at_once: bool = False
    """Does it say at once, or the same day?"""

    @property
    def gives_time(self) -> bool:
        """Does it say when, in one way or another?"""
        return bool(self.hours) or self.in_days or self.at_once

    @property
    def names_the_matter(self) -> bool:
        """Does the sentence itself say what it is about, not only the words around it?"""
        return any(stem in self.words.casefold() for stem in self.figure.about)


def statements(text: LegalText, figure: LegalFigure) -> tuple[Statement, ...]:
    """Every sentence of the text that is about the figure, in reading order, with the times it gives."""
    above = _headings(text)
    return tuple(
        _statement(figure, line, sentence)
        for line in lines(text)
        if not line.is_title
        for sentence in _sentences(line)
        if _is_about(sentence, line, above.get(line.place.section.id, ""), figure)
    )


def beyond_the_law(text: LegalText, on: date) -> Iterator[Check]:
    """Times in the text that are longer than the law gave on that day, whatever the parties agreed."""
    for figure in figures_on(on):
        for each in statements(text, figure):
            if longest := max((hours for hours in each.hours if hours > figure.hours), default=0):
                yield Check.at(each.place, "time-beyond-law", beyond(figure, longest), Weight.WRONG)


def beyond(figure: LegalFigure, hours: int) -> str:
    """What is said of a time that is longer than the law's."""
    return (
        f"Her står {hours} timer for {figure.label}. Loven gir høyst {figure.hours} timer ({figure.source}). "
        "Partene kan ikke avtale lengre tid enn loven gir, så dette kan ikke stå."
    )


_NUMBERS = {
    **dict.fromkeys(("en", "ett", "et", "én", "ein", "eitt", "eit", "éin"), 1),
    **{"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10},
    **{"elleve": 11, "tolv": 12, "tjuefire": 24, "tretti": 30, "trettiseks": 36, "førtiåtte": 48},
    **{"syttito": 72},
}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_HOURS = re.compile(
    rf"\b{_COUNT}[\s-]*(?P<unit>time(?:r|rs|n)?|tima(?:r|rs|n)?|døgn)\b(?!\s+før\b)", re.IGNORECASE
)
_DAYS = re.compile(
    rf"\b(?:{_COUNT}|neste|første|fyrste)[\s-]*(?:virke|arbeids|yrke|kvar|hver)?dag(?:er|ar|en)?\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:straks|umiddelbart|umiddelbar|omgående|automatisk|same dag|samme dag)\b", re.IGNORECASE
)


def _statement(figure: LegalFigure, line: Line, sentence: str) -> Statement:
    hours, days, at_once = tuple(_hours(sentence)), _DAYS.search(sentence), _AT_ONCE.search(sentence)
    return Statement(figure, line.place, sentence, hours, bool(days), bool(at_once))


def _hours(sentence: str) -> Iterator[int]:
    for found in _HOURS.finditer(sentence):
        count = found["count"].casefold()
        number = int(count) if count.isdigit() else _NUMBERS[count]
        yield number * (24 if found["unit"].casefold() == "døgn" else 1)


def _sentences(line: Line) -> list[str]:
    """A row of a table is one sentence: what, who and when stand in cells beside each other."""
    return [line.words] if _is_row(line) else sentences(line.words)


def _is_row(line: Line) -> bool:
    return " | " in line.words


def _is_about(sentence: str, line: Line, headings: str, figure: LegalFigure) -> bool:
    said = sentence.casefold()
    around = said if _is_row(line) else f"{line.words} {headings}".casefold()
    return (
        any(stem in said for stem in figure.acts)
        and not any(stem in said for stem in figure.other)
        and any(stem in around for stem in figure.about)
    )


def _headings(text: LegalText) -> dict[str, str]:
    """By section: its title and those above it."""
    return {
        section.id: " ".join(plain(above.title) for above in text.path(section.id)) for section in text.walk()
    }

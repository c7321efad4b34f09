"""Section numbers in running text: "§ 6-2", "punkt 5.2 c)", "4.3"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.numbering import NotANumber, SectionNumber

CITATION = re.compile(
    r"""
    (?<![\w.,/§-])
    (?P<mark>§{1,2}\s?|(?:pkt\.?|punkt|kap\.?|kapittel)\s)?
    (?P<digits>[0-9]{1,3}(?:[.-][0-9]{1,3})*)
    (?![.,-]?[0-9])
    (?P<letter>\s?[a-zæøå]\)|\s?bokstav\s[a-zæøå]\b|\s?[b-hj-zæø]\b|\s?a\b)?
    (?![\w/%])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A section number and where it stands in the text."""

    number: str
    """In the one printed form: "6.2", "5.2 c"."""
    start: int
    end: int

    @property
    def section(self) -> str:
        """The number without its letter: "5.2" of "5.2 c"."""
        return self.number.rstrip("abcdefghijklmnopqrstuvwxyzæøå").rstrip()


def citations(text: str) -> Iterator[Citation]:
    """The section numbers in a text, in reading order. A whole number counts only after § or "punkt"."""
    for found in CITATION.finditer(text):
        if found["mark"] or not found["digits"].isdecimal():
            number = printed(found.group().rstrip(")"))
            if number:
                yield Citation(number, found.start(), found.end())


def printed(number: str) -> str:
    """The one form of a section number as printed somewhere, or "" when it is none."""
    try:
        return str(SectionNumber.parse(number.replace("§§", "§")))
    except NotANumber:
        return ""

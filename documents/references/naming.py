"""Which place in which document do some plain words name?"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from documents.markdown import plain
from documents.numbering import SectionNumber
from documents.text import LegalText, Place

OWN = ""
"""Stands for the text itself among the documents."""
_UNKNOWN = "?"
"""Stands for a law, for a document that is not at hand, and for a name that two documents have."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A place that words name, and which of the words do."""

    document: str
    href: str
    start: int
    end: int


class Library:
    """A text and the documents that its words may name."""

    def __init__(self, text: LegalText, others: Mapping[str, LegalText], own: str) -> None:
        """Take the text, its own short name, and the others by theirs."""
        shelf = {OWN: text} | {ref: each for ref, each in others.items() if ref != own}
        self._places = {ref: _places(each) for ref, each in shelf.items()}
        self._annexes = {place.section.id: number.annex for place, number in text.numbered()}
        self.has_paragraphs = any(section.number.startswith("§") for section in text.walk())
        """Is § the mark of the text's own sections? Else it is that of a law."""
        self._kind = next((kind for kind in _KINDS if kind in _short(text)), "")
        self._refs: dict[str, str] = {}
        for ref, each in shelf.items():
            for name in _names(ref or own, each):
                self._refs[name] = ref if self._refs.get(name, ref) == ref else _UNKNOWN
        longest_first = sorted(self._refs, key=len, reverse=True)
        name = rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, longest_first))})s?(?!\w)"
        self._name = re.compile(name, re.IGNORECASE)
        self._before = re.compile(name + r",?\s+$", re.IGNORECASE)
        self._after = re.compile(rf"\)?\s+(?:i|av|til)\s+{name}", re.IGNORECASE)

    def meant(
        self, inline: str, span: tuple[int, int], number: SectionNumber, place: Place, mentioned: Set[str]
    ) -> Meant | None:
        """The one place that the citation at `span` means, standing in `place`; None if there is a doubt.

        `mentioned` are the documents that its sentence names.
        """
        start, end = span
        if before := self._before.search(inline[max(0, start - _LONGEST_NAME) : start]):
            return self._in(self._ref(before), number, place, (start - len(before[0]), end))
        if after := self._after.match(inline, end):
            return self._in(self._ref(after), number, place, (start, after.end()))
        if _THERE.match(inline, end):
            return self._in(next(iter(mentioned)) if len(mentioned) == 1 else _UNKNOWN, number, place, span)
        if _OF_SOMETHING_ELSE.match(inline, end):
            return None
        found = sum(len(self._found(ref, number, place)) for ref in {OWN, *mentioned})
        return self._in(OWN, number, place, span) if _UNKNOWN not in mentioned and found == 1 else None

    def mentioned(self, sentence: str) -> Set[str]:
        """The other documents that a sentence names."""
        refs = {self._ref(found) for found in self._name.finditer(sentence)}
        rest = self._name.sub("", sentence)
        own = rf"{self._kind}j?(?:en|a|et)s?" if self._kind else r"(?!)"
        if any(not re.fullmatch(own, found[0], re.IGNORECASE) for found in _OTHERS.finditer(rest)):
            refs.add(_UNKNOWN)
        return refs - {OWN}

    def href(self, document: str, number: SectionNumber, place: Place) -> str:
        """The link to the one place with that number; "" when there is none, or several."""
        found = self._found(document, number, place)
        if len(found) != 1:
            return ""
        return f"dok:{document}#{found[0]}" if document else f"#{found[0]}"

    def _in(self, document: str, number: SectionNumber, place: Place, span: tuple[int, int]) -> Meant | None:
        href = self.href(document, number, place)
        return Meant(document, href, *span) if href else None

    def _found(self, document: str, number: SectionNumber, place: Place) -> tuple[str, ...]:
        """The places with that number; in an annex, "4.3" may be the annex's own or the body's."""
        if document not in self._places:
            return ()
        annex = self._annexes.get(place.section.id, 0) if document == OWN and not number.annex else 0
        local = self._places[document].get(replace(number, annex=annex), ()) if annex else ()
        return (*local, *self._places[document].get(number, ()))

    def _ref(self, found: re.Match[str]) -> str:
        return self._refs[found["name"].lower()]


_LONGEST_NAME = 300
_THERE = re.compile(r"\)?\s+der\b")
_OF_SOMETHING_ELSE = re.compile(r"\)?\s+(?:i|av|til|på|hos)\s+(?!denne\s|dette\s|kraft\b)[\w\[]")
"""As in "punkt 3 i sakslisten"."""
_KINDS = ("avtal", "retningslin", "rutin", "prosedyr", "plan", "mandat")
_OTHERS = re.compile(
    r"""
    (?<!\w)(?:
        \w*lov(?:en|a|er|ene|ane)?s?
      | \w*(?:forskrift|rundskriv|veileder|rettleiar|protokoll|referat|vedtekt|direktiv)\w*
      | artik(?:kel|lene)
      | \w*(?:avtal|retningslin|retningslinj|rutin|prosedyr|plan|mandat)(?:en|a|et)s?
      | \w*(?:avtale|retningslinj?e|rutine|prosedyre|vedlegg\ til)\ \d+
    )(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _names(ref: str, text: LegalText) -> set[str]:
    short = _short(text)
    return {
        name
        for name in (short, f"{short}n" if short.endswith("avtale") else "", ref.replace("-", " "))
        if name
    }


def _short(text: LegalText) -> str:
    """What the title calls the text: "Retningslinje 5: Utskrivningsklare pasienter" is retningslinje 5."""
    return plain(text.title).partition(":")[0].strip().lower()


def _places(text: LegalText) -> dict[SectionNumber, tuple[str, ...]]:
    found: dict[SectionNumber, tuple[str, ...]] = {}
    for place, number in text.numbered():
        found[number] = (*found.get(number, ()), place.id)
    return found


def sentences(inline: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    start = 0
    for found in re.finditer(r"[.!?](?:\[\^[^\]]*\])?\s+(?=[«(\[*]*[A-ZÆØÅ])", inline):
        yield start, found.end()
        start = found.end()
    yield start, len(inline)

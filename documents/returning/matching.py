"""Which section of a returned file is which section of the text that was sent?

By identity first: the hidden marks that the file left with. What has lost its marks is known by its words,
where they are alike enough, or by a heading that nobody else has. The rest is never guessed: it waits for a
person.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.comparing.alignment import align, units
from documents.comparing.likeness import TextWords, dice
from documents.comparing.units import Unit
from documents.docx.identity import HEADING, Mark
from documents.markdown import plain, with_identities
from documents.text import LegalText, Section

ENOUGH = 0.6
"""So alike, of 1, two sections must be to be the same one by their words alone."""
_WORTH_NAMING = 0.2
"""So alike a section must be to be named as a possible one."""


class Ground(StrEnum):
    """How a section of a file was known again."""

    HEADING_MARK = "merket i overskriften"
    TEXT_MARK = "merket i teksten under overskriften"
    COPIED_MARK = "merket fulgte med da punktet ble flyttet"
    SAME_HEADING = "overskriften er den samme"
    WORDS = "ordene ligner"
    SAME_PLACE = "det er samme sted i filen"
    PERSON = "en person har sagt det"


@dataclass(frozen=True, slots=True)
class Match:
    """A section of the file, and how it was known again."""

    section: str
    """Its identity: the one that the base has, where it is known."""
    heading: str
    """Number and title as the file prints them, in plain words."""
    ground: Ground | None
    """None where it is no section that we know for certain."""
    likeness: float = 1.0
    """Of its words with those of the section it is, 0 to 1; where it is none, with those of `candidate`."""
    candidate: str = ""
    """Where it is not known: the section of the base that it is most like, if it is like any."""


@dataclass(frozen=True, slots=True)
class Known:
    """A text of a file with the identities of the base."""

    text: LegalText
    renamed: Mapping[str, str]
    """The identity that each section and point has in the base, by the one it had in the file."""
    matches: tuple[Match, ...]

    @property
    def unplaced(self) -> frozenset[str]:
        """The sections that are none we know for certain."""
        return frozenset(match.section for match in self.matches if match.ground is None)


def known_again(
    text: LegalText, base: LegalText, marked: Mapping[str, Mark], settled: Collection[str] = ()
) -> Known:
    """The text of a file, its sections known again by those of the base.

    `marked`: the sections that have a mark of ours, by identity. A mark that the base does not know is
    another text's, and counts for nothing. `settled`: sections whose identity is not to be asked about.
    """
    found = _Matching(units(base), units(text), marked)
    matches = tuple(found.matches())
    others = {
        unit.identity: old.identity
        for unit, old in found.known
        if unit.identity not in {old.identity, *settled}
    }
    return Known(with_identities(text, others), others, matches)


def heading_of(section: Section) -> str:
    """Number and title in plain words."""
    return f"{section.number} {plain(section.title)}".strip()


class _Matching:
    """The places of a base and of a file's text as they are matched."""

    def __init__(self, olds: Sequence[Unit], news: Sequence[Unit], marked: Mapping[str, Mark]) -> None:
        self.known: list[tuple[Unit, Unit]] = []
        """Places of the file with those of the base that they are."""
        self._marked = marked
        self._pairs = align(olds, news)
        self._back = {now: was for was, now in self._pairs.items()}
        self._old, self._new = TextWords(olds), TextWords(news)
        self._alone = _headings_alone(olds) & _headings_alone(news)

    def matches(self) -> Iterator[Match]:
        """How each section of the file is known again; its points are known with it."""
        for now, unit in enumerate(self._new.units):
            was = self._back.get(now)
            if not unit.identity:
                continue
            old = None if was is None else self._old.units[was]
            if old is not None and old.is_section == unit.is_section:
                ground = self._ground(was or 0, now) if unit.is_section else Ground.WORDS
                if ground is not None:
                    self.known.append((unit, old))
                    if unit.is_section:
                        alike = round(self._likeness(was or 0, now), 2)
                        yield Match(old.identity, heading_of(unit.place.section), ground, alike)
                    continue
            if unit.is_section:
                yield self._unplaced(now)

    def _ground(self, was: int, now: int) -> Ground | None:
        unit, old = self._new.units[now], self._old.units[was]
        mark = self._marked.get(unit.identity)
        if unit.identity == old.identity and mark is not None:
            return _by_mark(mark)
        if unit.identity == old.identity:
            return Ground.SAME_PLACE
        if self._likeness(was, now) >= ENOUGH:
            return Ground.WORDS
        title = _title(unit)
        return Ground.SAME_HEADING if title == _title(old) and title in self._alone else None

    def _unplaced(self, now: int) -> Match:
        """A section that is none we know, with the one of those not met that it is most like."""
        section = self._new.units[now].place.section
        met = {was for was, found in self._pairs.items() if found != now}
        alike = {at: self._likeness(at, now) for at in self._old.sections if at and at not in met}
        best = max(alike, key=lambda at: alike[at], default=0)
        if not best or alike[best] < _WORTH_NAMING:
            return Match(section.id, heading_of(section), None, 0.0)
        candidate = self._old.units[best].identity
        return Match(section.id, heading_of(section), None, round(alike[best], 2), candidate)

    def _likeness(self, was: int, now: int) -> float:
        return dice(self._old.runs(was), self._new.runs(now))


def _by_mark(mark: Mark) -> Ground:
    if mark.copy:
        return Ground.COPIED_MARK
    return Ground.HEADING_MARK if mark.kind == HEADING else Ground.TEXT_MARK


def _headings_alone(them: Sequence[Unit]) -> frozenset[str]:
    """The titles that one section has, and no other."""
    counts = Counter(_titles(them))
    return frozenset(title for title, count in counts.items() if count == 1)


def _titles(them: Sequence[Unit]) -> Iterator[str]:
    return (_title(unit) for unit in them if unit.is_section and unit.identity)


def _title(unit: Unit) -> str:
    return plain(unit.title).casefold().strip()

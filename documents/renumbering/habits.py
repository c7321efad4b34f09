"""How a text numbers its headings: the habit that a draft of it goes on in."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from documents.numbering import LETTERS
from documents.text import LegalText, Section


class Way(Enum):
    """How a heading's number is made from its place among its neighbours."""

    JOINED = "joined"
    """The number above, and its own: 5.2, § 5-2."""
    ALONE = "alone"
    """Its own only: 2, also under chapter 5."""
    ZERO = "zero"
    """A chapter 2.0, with sections 2.1 and 2.2."""
    LETTERED = "lettered"
    """The number above, and a letter: 5 b)."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed heading number, taken apart."""

    prefix: str
    digits: tuple[int, ...]
    separator: str
    letter: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Level:
    """The headings that number themselves alike: so deep, in the body or in the annexes."""

    in_annex: bool
    depth: int
    """From 0, counted within the annex for headings in one."""


@dataclass(frozen=True, slots=True)
class Habit:
    """The habit of a level."""

    way: Way
    prefix: str = ""
    separator: str = "."
    suffix: str = ""

    def digits(self, stem: tuple[int, ...], at: int) -> tuple[int, ...]:
        """The figures of heading number `at` under the number `stem`."""
        match self.way:
            case Way.JOINED:
                return (*stem, at)
            case Way.ALONE:
                return (at,)
            case Way.ZERO:
                return (*stem, at, 0)
            case Way.LETTERED:
                return stem

    def stem(self, stem: tuple[int, ...], at: int) -> tuple[int, ...]:
        """What the numbers under that heading begin with."""
        return (*stem, at) if self.way is Way.ZERO else self.digits(stem, at)

    def printed(self, stem: tuple[int, ...], at: int) -> str:
        """Heading number `at`, as it is printed."""
        letter = f" {LETTERS[at - 1]}" if self.way is Way.LETTERED else ""
        return self.prefix + self.separator.join(map(str, self.digits(stem, at))) + letter + self.suffix


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading and where it stands."""

    level: Level
    group: str
    """The identity of the heading above it; "" for chapters."""
    number: Printed
    annex: int


ANNEX = re.compile(r"(?P<prefix>[Vv]edlegg )(?P<nr>\d{1,3})(?P<suffix>\.?)")
_PRINTED = re.compile(
    r"(?P<prefix>\D*)(?P<digits>\d{1,4}(?:(?P<separator>[.\-])\d{1,4}(?:(?P=separator)\d{1,4})*)?)"
    r"(?: ?(?P<letter>[a-zæøå])(?=[).]|$))?(?P<suffix>[.):]?)"
)


def taken_apart(number: str) -> Printed | None:
    """The parts of a printed number; None for one that cannot be counted on from: "IV"."""
    found = _PRINTED.fullmatch(number)
    if not found:
        return None
    digits = tuple(int(part) for part in re.findall(r"\d+", found["digits"]))
    return Printed(found["prefix"], digits, found["separator"] or "", found["letter"] or "", found["suffix"])


def headings(text: LegalText) -> Iterator[Heading]:
    """Every heading with a number that can be counted on from, but the annexes themselves."""
    yield from _headings(text.sections, Level(False, 0), "", 0)


def levels(text: LegalText) -> frozenset[Level]:
    """Every level that has headings, with a number or without."""
    return frozenset(_levels(text.sections, Level(False, 0)))


def habits(text: LegalText) -> dict[Level, Habit]:
    """The habit of every level that has numbers: what most of its headings do."""
    seen: dict[Level, Counter[Habit]] = {}
    separators: dict[Level, Counter[str]] = {}
    for heading in headings(text):
        number = heading.number
        if number.letter and heading.level.depth == 0:
            continue  # a chapter has nothing above it that a letter could stand under
        habit = Habit(_way(heading), number.prefix, "", number.suffix)
        seen.setdefault(heading.level, Counter())[habit] += 1
        separators.setdefault(heading.level, Counter())[number.separator] += bool(number.separator)
    return {
        level: Habit(most.way, most.prefix, separators[level].most_common(1)[0][0] or ".", most.suffix)
        for level, counts in seen.items()
        for most, _ in counts.most_common(1)
    }


def running_on(text: LegalText) -> frozenset[Level]:
    """The levels whose numbers run on from one chapter into the next, as the paragraphs of a law do."""
    group: dict[Level, str] = {}
    last: dict[Level, int] = {}
    found: set[Level] = set()
    for heading in headings(text):
        level, at = heading.level, heading.number.digits[0]
        if _way(heading) is Way.ALONE and not level.in_annex:
            if level in group and group[level] != heading.group and at > last[level]:
                found.add(level)
            group[level], last[level] = heading.group, at
    return frozenset(found)


def flat_groups(text: LegalText) -> frozenset[str]:
    """The headings under which chapters and their sections stand side by side: "5", "5.1", "5.2", "6"."""
    groups: dict[str, list[Printed]] = {}
    for heading in headings(text):
        groups.setdefault(heading.group, []).append(heading.number)
    return frozenset(group for group, numbers in groups.items() if _flat(numbers))


def _flat(numbers: list[Printed]) -> bool:
    before: set[tuple[int, ...]] = set()
    inside = 0
    for number in numbers:
        digits = number.digits[:-1] if number.digits[-1] == 0 else number.digits
        above = digits if number.letter else digits[:-1]
        inside += bool(above) and above in before
        if not number.letter:
            before.add(digits)
    return inside * 2 >= len(numbers) and inside > 0


def _way(heading: Heading) -> Way:
    digits, level = heading.number.digits, heading.level
    if heading.number.letter:
        return Way.LETTERED
    if len(digits) == 2 and digits[1] == 0 and level.depth == 0:
        return Way.ZERO
    if level.in_annex and level.depth == 0:
        return Way.JOINED if len(digits) == 2 and digits[0] == heading.annex else Way.ALONE
    return Way.ALONE if len(digits) == 1 and level.depth else Way.JOINED


def _levels(sections: tuple[Section, ...], level: Level) -> Iterator[Level]:
    for section in sections:
        annex = ANNEX.fullmatch(section.number)
        if not annex:
            yield level
        yield from _levels(
            section.children, Level(True, 0) if annex else Level(level.in_annex, level.depth + 1)
        )


def _headings(sections: tuple[Section, ...], level: Level, group: str, annex: int) -> Iterator[Heading]:
    for section in sections:
        below = Level(level.in_annex, level.depth + 1)
        if found := ANNEX.fullmatch(section.number):
            yield from _headings(section.children, Level(True, 0), section.id, int(found["nr"]))
            continue
        if number := taken_apart(section.number):
            yield Heading(level, group, number, annex)
        yield from _headings(section.children, below, section.id, annex)

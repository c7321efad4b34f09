"""The year as a wheel, drawn on the server: where each month begins, and where the marks of its days lie.

Everything is in the units of the picture, which is SIZE wide and high, with January beginning at the top.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from decisions.deadlines import Deadline, DeadlineState
from decisions.words import MONTHS, day_in_words

SIZE = 320
RIM, INNER, OUTERMOST, INNERMOST = 156.0, 126.0, 112.0, 44.0
"""The rim of the wheel, the inner edge of the ring of months, and between where marks lie."""
STEP = 13.6
"""From one mark to the next that stands inside it."""
TOGETHER = 7
"""Days so near one another that their marks would touch stand in one row towards the middle."""


@dataclass(frozen=True, slots=True)
class Line:
    """Deadlines that are one line in the list: the same rule and base day, standing alike."""

    deadlines: tuple[Deadline, ...]

    @property
    def first(self) -> Deadline:
        """What the line tells of: all of them have it in common."""
        return self.deadlines[0]

    @property
    def rest(self) -> tuple[Deadline, ...]:
        """All of them, where they are several; else none."""
        return self.deadlines if len(self.deadlines) > 1 else ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month in the ring: its name, where the name stands, and the line it begins at."""

    number: int
    name: str
    x: float
    y: float
    line: tuple[float, float, float, float]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark in the wheel."""

    x: float
    y: float
    state: DeadlineState
    words: str
    """What it marks, for whoever points at it."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A year."""

    year: int
    months: tuple[Month, ...]
    spots: tuple[Spot, ...]
    hand: tuple[float, float] | None
    """Where the hand of today points; None in another year."""


def lines_of(deadlines: Iterable[Deadline]) -> list[Line]:
    """The deadlines, already in order, as lines: twenty pairs with one deadline are one line."""
    lines: dict[object, list[Deadline]] = {}
    for each in deadlines:
        alone = "" if each.rule.must_be_done and each.rule.heading else each.key
        lines.setdefault((each.rule, each.base, each.state, each.path, alone), []).append(each)
    return [Line(tuple(held)) for held in lines.values()]


def wheel(year: int, lines: Sequence[Line], today: date) -> Wheel:
    """The wheel of this year, with a mark for each line."""
    months = tuple(_month(year, number, lines) for number in range(1, 13))
    hand = _at(today, INNER) if today.year == year else None
    return Wheel(year, months, tuple(_spots(lines)), hand)


def _month(year: int, number: int, lines: Sequence[Line]) -> Month:
    begins = date(year, number, 1)
    x, y = _point((number - 0.5) / 12, (RIM + INNER) / 2)
    own = tuple(line for line in lines if line.first.due.month == number)
    return Month(number, MONTHS[number - 1], x, y, (*_at(begins, INNER), *_at(begins, RIM)), own)


def _spots(lines: Sequence[Line]) -> Iterable[Spot]:
    rows: dict[int, int] = defaultdict(int)
    deepest = int((OUTERMOST - INNERMOST) // STEP) + 1
    for line in lines:
        due = line.first.due
        row = due.timetuple().tm_yday // TOGETHER
        depth = rows[row] % deepest
        rows[row] += 1
        x, y = _at(due, OUTERMOST - STEP * depth)
        count = f" ({len(line.deadlines)} frister)" if line.rest else ""
        yield Spot(x, y, line.first.state, f"{day_in_words(due)}: {line.first.what}{count}")


def _at(day: date, radius: float) -> tuple[float, float]:
    """Where a day lies this far from the middle. Each month has its twelfth, however long it is."""
    length = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - day.replace(day=1)).days
    return _point((day.month - 1 + (day.day - 1) / length) / 12, radius)


def _point(turn: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * turn
    return round(SIZE / 2 + radius * math.sin(angle), 1), round(SIZE / 2 - radius * math.cos(angle), 1)

"""From which day, and to which, has a party adopted the text? And when did so many of them have?

The set of parties is a function of the day: a merger or a new party changes what «all» means, from its day.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from decisions.adopting.dossiers import SAID_BY_A_PERSON, Dossier
from decisions.parties import Pair, Party

ONE_DAY = timedelta(days=1)
FEWEST = 2
"""Parties of an agreement."""


@dataclass(frozen=True, slots=True)
class Course:
    """When one party came to have adopted the text, and ceased to: it may decide again."""

    party: Party
    turns: tuple[tuple[date, bool], ...]
    """The days on which it changed, in order, and whether it had adopted the text from then."""

    def adopted_on(self, day: date) -> bool:
        """Had the party adopted the text, as it stood that day?"""
        found = bisect_right(self.turns, (day, True))
        return found > 0 and self.turns[found - 1][1]

    def counts_on(self, day: date) -> bool:
        """Was it a party that day, and had it adopted the text?"""
        return self.party.exists_on(day) and self.adopted_on(day)

    def days(self) -> Iterator[date]:
        """Every day on which something about the party changed."""
        yield self.party.valid_from or date.min
        if self.party.valid_to:
            yield self.party.valid_to + ONE_DAY
        yield from (day for day, _ in self.turns)


@dataclass(slots=True)
class Tally:
    """Who were parties at the end of one day, and who of them had adopted the text; both as refs."""

    parties: set[str] = field(default_factory=set)
    adopted: set[str] = field(default_factory=set)

    @property
    def all_have(self) -> bool:
        """Had every party of the day adopted it? One alone has nobody to agree with."""
        return len(self.parties) >= FEWEST and self.adopted == self.parties

    def turn(self, course: Course, day: date) -> None:
        """Count the party as it stood that day."""
        ref = course.party.ref
        for there, among in (
            (course.party.exists_on(day), self.parties),
            (course.counts_on(day), self.adopted),
        ):
            among.add(ref) if there else among.discard(ref)


def course_of(dossier: Dossier) -> Course:
    """When had this party adopted the text: by its own decisions, or as bound by its predecessors'?"""
    return Course(
        dossier.party, tuple((day, dossier.by(day).has_adopted) for day in sorted(_days_of_change(dossier)))
    )


def _days_of_change(dossier: Dossier) -> set[date]:
    days = {each.on for each in dossier.decisions if each.act.decides}
    if dossier.answer_about_before:
        days |= {each.known_on for each in dossier.steps if each.step in SAID_BY_A_PERSON}
        days |= {day for each in dossier.before for day in _days_of_change(each)}
    return days


def first_day(courses: Iterable[Course], until: date, holds: Callable[[Tally], bool]) -> date | None:
    """The first day, not after `until`, at whose end it holds; None where there was none."""
    tally = Tally()
    turns: dict[date, list[Course]] = defaultdict(list)
    for course in courses:
        for day in set(course.days()):
            turns[day].append(course)
    for day in sorted(each for each in turns if each <= until):
        for course in turns[day]:
            tally.turn(course, day)
        if holds(tally):
            return day
    return None


def first_day_of_both(pair: Pair, one: Course, other: Course, since: date, until: date) -> date | None:
    """The first day from `since` on which there was such a pair and both had adopted the text."""
    for day in sorted({since, pair.valid_from or since, *one.days(), *other.days()}):
        both = one.counts_on(day) and other.counts_on(day) and pair.exists_on(day)
        if since <= day <= until and both:
            return day
    return None

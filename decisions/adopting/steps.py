"""What happened with a text at one party, in order, short of a decision on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from decisions.rounds import RoundStep


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened at one party, and the day it became known."""

    party: str
    """The party's ref."""
    step: RoundStep
    happens_on: date
    """The day it happens: for a meeting that is set, the day of the meeting."""
    known_on: date
    """From this day the board shows it."""
    body: str = ""
    """The body as the reader shall see it: «formannskapet»."""
    case: str = ""
    link: str = ""
    reason: str = ""

    def to_dict(self) -> dict[str, object]:
        """The step as a plain table; the names are stable (docs/rules.md)."""
        return {
            "step": self.step.value,
            "date": self.happens_on.isoformat(),
            "known_on": self.known_on.isoformat(),
            "body": self.body,
            "case": self.case,
            "link": self.link,
            "reason": self.reason,
        }


def known_by(steps: Iterable[Step], on: date) -> tuple[Step, ...]:
    """The steps known that day, in the order they became known; on one day, as they were recorded."""
    return tuple(sorted((each for each in steps if each.known_on <= on), key=lambda each: each.known_on))


def last_of(steps: Sequence[Step], *sorts: RoundStep) -> Step | None:
    """The last word of these sorts, among steps in the order they became known."""
    return next((each for each in reversed(steps) if each.step in sorts), None)


def meeting_that_is_set(steps: Sequence[Step]) -> Step | None:
    """The meeting that is set and not called off."""
    last = last_of(steps, RoundStep.BERAMMET, RoundStep.AVLYST)
    return last if last is not None and last.step is RoundStep.BERAMMET else None

"""When two have typed the same decision: what is recorded, beside what the second one typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.errors import AlreadyThere, NotFound, RegisterError
from registry.queries import decisions
from registry.queries.decisions import DecisionView
from registry.web.pages.decision_form import values_of
from registry.web.visits import Visit


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that was typed in another way than it is recorded."""

    field: str
    typed: str
    recorded: str


@dataclass(frozen=True, slots=True)
class RecordedBefore:
    """The record that was there, and what in it is not as was typed."""

    view: DecisionView
    differences: tuple[Difference, ...]


def recorded_before(visit: Visit, refused: RegisterError, typed: Mapping[str, str]) -> RecordedBefore | None:
    """What was there, where that is why the register refused; else None."""
    if not isinstance(refused, AlreadyThere):
        return None
    try:
        view = decisions.decision(visit.session, visit.community, refused.path.rpartition("/")[2])
    except NotFound:  # undone in the meantime: there is nothing to show
        return None
    kept = values_of(visit, view)
    return RecordedBefore(
        view,
        tuple(
            Difference(name, typed.get(name, "").strip(), kept.get(name, ""))
            for name in COMPARED
            if _words(typed.get(name, "")) != _words(kept.get(name, ""))
        ),
    )


COMPARED = (
    "title",
    "outcome",
    "votes_for",
    "votes_against",
    "abstained",
    "present",
    "chair_for",
    "text",
    "reservation",
    "sort",
    "deviation",
    "change",
    "label",
    "minutes",
    "procedure",
    "returned_to",
)
"""Fields of which one record can differ from another and still be of the same decision."""


def _words(typed: str) -> str:
    """What was typed, as it is compared: 0 and an empty field say the same of those who abstained."""
    words = " ".join(typed.split())
    return words.lstrip("0") if words.isdecimal() else words

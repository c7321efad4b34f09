"""Many parties, one text: who has adopted which words, and where does each of the others stand?

Only a decision on the very same text counts (SHA-256 of the canonical words). Law: each kommunestyre itself
enters the agreement (helse- og omsorgstjenesteloven § 6-1, https://lovdata.no/lov/2011-06-24-30/§6-1); what
makes the text come into force is a rule of the text (`decisions.entry_into_force`).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from decisions.adopting.courses import Course, course_of
from decisions.adopting.dossiers import dossiers
from decisions.adopting.rows import Row, row_of
from decisions.adopting.steps import Step
from decisions.adopting.treatments import AdoptionState, PartyDecision
from decisions.parties import Party, parties_on

__all__ = ["AdoptionBoard", "AdoptionState", "PartyDecision", "Row", "Step", "board"]


@dataclass(frozen=True, slots=True)
class AdoptionBoard:
    """Where every party stands with one text on one day. The parties are those of that day."""

    text_hash: str
    on: date
    rows: tuple[Row, ...]
    deadline: date | None = None
    """The day the parties are asked to have decided by, as known that day."""
    courses: Mapping[str, Course] = field(default_factory=dict)
    """When each party, of other days too, had adopted the text, by ref: on it the text's rule is executed."""
    by_party: Mapping[str, Row] = field(init=False, compare=False)
    """The rows, by the party's ref."""

    def __post_init__(self) -> None:
        """Make the rows quick to find."""
        object.__setattr__(self, "by_party", {row.party.ref: row for row in self.rows})

    @property
    def missing(self) -> tuple[Row, ...]:
        """The parties that have not adopted this text."""
        return tuple(row for row in self.rows if not row.adopted)

    @property
    def by_next_meeting(self) -> tuple[Row, ...]:
        """The parties that have not adopted it, by the meeting that is set; those without one come last."""
        return tuple(sorted(self.missing, key=lambda row: (row.next_meeting or date.max, row.party.name)))

    @property
    def counts(self) -> Mapping[AdoptionState, int]:
        """How many parties stand so, for every state that any stands in, in the order of the states."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in AdoptionState if found[state]}

    @property
    def adopted(self) -> int:
        """How many parties have adopted this text, with a remark or without."""
        return sum(row.adopted for row in self.rows)

    def count(self, state: AdoptionState) -> int:
        """How many parties stand so?"""
        return sum(row.state is state for row in self.rows)

    def overdue(self, day: date) -> tuple[Row, ...]:
        """Those that have not adopted it though the deadline is past that day."""
        return self.missing if self.deadline is not None and day > self.deadline else ()


def board(
    text_hash: str,
    parties: Sequence[Party],
    decisions: Sequence[PartyDecision],
    on: date,
    signed: Collection[str] = (),
    steps: Sequence[Step] = (),
    deadline: date | None = None,
) -> AdoptionBoard:
    """Where do the parties of that day stand with the text of this hash?

    `parties` are all that are known, those of other days too. `decisions` come in the order they were
    recorded; a later one by the same body takes the place of an earlier. What was decided, or became known,
    after the day is not seen; a meeting that was set by then is. `signed` are refs of parties whose signature
    is recorded: shown, and never counted as adoption.
    """
    known = dossiers(text_hash, parties, decisions, steps, on)
    rows = (row_of(known[party.ref], on) for party in parties_on(parties, on))
    return AdoptionBoard(
        text_hash,
        on,
        tuple(replace(row, signed=True) if row.party.ref in signed else row for row in rows),
        deadline,
        {party.ref: course_of(known[party.ref]) for party in parties},
    )

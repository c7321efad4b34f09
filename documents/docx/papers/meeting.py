"""A meeting as its minutes tell of it: who, when, which cases, what was proposed, voted and decided.

Words come ready to print. What is empty, or None, nobody has said; the minutes leave a line for it.
"""

from dataclasses import dataclass
from datetime import datetime

from documents.kinds import Language


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A seat on the day: who, for whom, as what. Whether the person came is not known."""

    name: str
    speaks_for: str
    role: str
    may_vote: bool
    deputy_for: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody with a seat, who came or was absent."""

    name: str
    speaks_for: str
    role: str
    may_vote: bool
    came: bool
    in_place_of: str = ""
    """The absent member whose place a deputy took."""


@dataclass(frozen=True, slots=True)
class CounterProposal:
    """Another wording that was proposed in the meeting, and what became of it."""

    text: str
    by: str
    state: str
    """"vedtatt", "falt", "trukket" or "fremmet"."""
    place: str = ""
    """The section of the text it is about, as printed: "4.3"; empty where it is about the decision."""
    votes_for: int | None = None
    votes_against: int | None = None


@dataclass(frozen=True, slots=True)
class SideVotes:
    """How one side voted."""

    name: str
    """"kommune", "helseforetak"."""
    votes_for: int
    votes_against: int
    abstained: int


@dataclass(frozen=True, slots=True)
class MemberVote:
    """How one who attended voted in one case."""

    name: str
    speaks_for: str
    vote: str
    """"for", "mot", "avholdende", "ikke til stede" or "inhabil"."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was put right in minutes that were already approved."""

    text: str
    reason: str
    by: str
    day: str
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One case as it was recorded."""

    case: str
    """Its number as printed: "12/25"."""
    title: str
    act: str
    outcome: str
    is_advice: bool = False
    """Does the body recommend here, or decide?"""
    about: str = ""
    """The document and version: "samarbeidsavtalen@2025.1"."""
    hash: str = ""
    proposal: str = ""
    proposed_by: str = ""
    counter: tuple[CounterProposal, ...] = ()
    text: str = ""
    """The decision in the words of the meeting."""
    votes: str = ""
    """"7 for, 1 mot"."""
    present: int | None = None
    members: int | None = None
    chair_for: bool | None = None
    sides: tuple[SideVotes, ...] = ()
    cast: tuple[MemberVote, ...] = ()
    added: str = ""
    """What the body changed, or the remark it had recorded."""
    added_sort: str = ""
    """"merknad", "endring" or "uavklart": whether that changes the text; empty where nobody said."""
    returned_to: str = ""
    closed_under: str = ""
    """The legal ground, where the case was treated behind closed doors."""
    withheld: bool = False
    """Is the reader one who may not see the words of a closed case?"""
    note: str = ""
    verdict: str = ""
    """Whether it is within the mandate, in a word."""
    reasons: tuple[str, ...] = ()
    foreseen: bool = False
    """Is that what is to be expected, and no record of a decision yet?"""
    corrects: bool = False
    """Is this a record that corrects an earlier one?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One body's meeting on one day."""

    organisation: str
    body: str
    """As it was called that day."""
    is_elected: bool
    """Is it a folkevalgt organ, for which kommuneloven § 11-4 holds?"""
    day: str
    matters: tuple[Matter, ...]
    seats: tuple[SeatHeld, ...] = ()
    """Who had seats; told of where nobody has said who came."""
    began: str = ""
    """Clock time: "09:00"."""
    ended: str = ""
    place: str = ""
    procedure: str = ""
    """"møte", "fjernmøte", "skriftlig" or "hastesak"."""
    all_consent: bool | None = None
    """In written procedure: did every member consent? (kommuneloven § 11-8)."""
    led_by: str = ""
    kept_by: str = ""
    closed_under: str = ""
    """The legal ground, where the whole meeting was closed."""
    note: str = ""
    attendance: tuple[Attendee, ...] = ()
    is_kept: bool = False
    """Is the meeting itself kept in the register, or only decisions that were made in it?"""
    withheld: bool = False
    """Is the reader one who may not see what a closed meeting says?"""
    approved_by: str = ""
    approved_on: str = ""
    corrections: tuple[Correction, ...] = ()
    language: Language
    identifier: str
    created: datetime

"""How adoption by many, and who may decide, look in the API."""

from datetime import date

from pydantic import Field

from registry.queries.adoption import Adoption
from registry.queries.rounds import RoundView
from registry.web.api.schemas_decisions import GroundTold
from registry.web.api.schemas_rounds import StepTold
from registry.web.api.types import Told


class PartyStandingTold(Told):
    """Where one party stands with a text."""

    party: str = Field(description="The party.", examples=["granvik"])
    name: str = Field(description="Its name.", examples=["Granvik"])
    state: str = Field(description="How far it has come.", examples=["vedtatt"])
    body: str = Field(description="The body that treated it.", examples=["Granvik kommunestyre"])
    case: str = Field(description="The case.", examples=["PS 12/25"])
    date: str | None = Field(description="The day of the meeting.", examples=["2025-02-13"])
    text_hash: str = Field(description="The hash of the text it treated.", examples=["a1f3" * 16])
    deviation: str = Field(description="What it changed or remarked.", examples=[""])
    signed: bool = Field(description="Is its signature recorded?", examples=[False])
    adopted: bool = Field(description="Has it adopted this very text?", examples=[True])
    next_meeting: str | None = Field(description="The meeting that is set.", examples=["2025-03-27"])
    next_body: str = Field(description="The body that meets.", examples=["Granvik kommunestyre"])
    next_case: str = Field(description="The case there.", examples=["PS 18/25"])
    certified_by: str = Field(description="Who has vouched for the decision.", examples=["Marte Haugland"])
    link: str = Field(description="Where the minutes or the paper are.", examples=[""])
    decision: str = Field(description="The decision it rests on.", examples=["v-0a1b2c3d4e"])
    recommended: str = Field(description="What was recommended, by whom.", examples=[""])
    steps: list[StepTold] = Field(description="What happened short of a decision, as it became known.")
    note: str = Field(description="What must happen now; empty for one that has adopted.", examples=[""])
    counts_from: str | None = Field(description="The day its adoption counts from.", examples=["2025-02-13"])
    bound_by: str = Field(description="Whose earlier adoption binds it, and who said so.", examples=[""])


class PairStandingTold(Told):
    """From when a text applies between one kommune and one trust."""

    kommune: str = Field(description="The kommune.", examples=["granvik"])
    foretak: str = Field(description="The trust.", examples=["helse-fjordmark"])
    in_force_from: str | None = Field(description="Its first day.", examples=["2025-05-01"])
    kommune_state: str | None = Field(description="How far the kommune has come.", examples=["vedtatt"])
    foretak_state: str | None = Field(description="How far the trust has come.", examples=["vedtatt"])
    possible_from: str | None = Field(
        description="The earliest day, from the meetings that are set.", examples=["2025-05-01"]
    )
    why_not: str = Field(description="What is missing.", examples=[""])


class AdoptionTold(Told):
    """The adoption board of one version on one day."""

    version: str = Field(description="The version.", examples=["samarbeidsavtalen@2025.1"])
    on: date = Field(description="The day asked about.", examples=["2025-04-30"])
    text_hash: str = Field(description="The text that must be adopted.", examples=["a1f3" * 16])
    rule: str = Field(description="The entry-into-force rule.", examples=["alle parter"])
    by_each_party: bool = Field(description="Must every party adopt for itself?", examples=[True])
    rows: list[PartyStandingTold] = Field(description="A row a party.")
    pairs: list[PairStandingTold] = Field(description="A row a pair.")
    in_force_from: str | None = Field(description="From which day for all.", examples=["2025-05-01"])
    missing: list[str] = Field(description="Names of those who are missing.", examples=[[]])
    met_on: str | None = Field(description="The day the rule was met.", examples=["2025-04-24"])
    earliest_possible: str | None = Field(
        description="The earliest day it can be in force, from the meetings that are set.",
        examples=["2025-05-01"],
    )
    without_meeting: list[str] = Field(
        description="Names of those that are missing and have no meeting set.", examples=[[]]
    )
    possible: str = Field(description="The earliest day, or why none, in a sentence.", examples=[""])
    by_the_rule: str = Field(
        description="What the text's own rule makes of it so far.",
        examples=["Teksten gjelder ikke for noen før alle har vedtatt den."],
    )
    counts: dict[str, int] = Field(description="How many stand so, by state.", examples=[{"vedtatt": 21}])
    next_meetings: list[str] = Field(
        description="Refs of those that are missing, by the meeting that is set; last those without one.",
        examples=[[]],
    )
    started_on: str | None = Field(description="The day the round began.", examples=["2025-01-06"])
    deadline: str | None = Field(description="Its deadline as known that day.", examples=["2025-04-01"])
    overdue: list[str] = Field(
        description="Names of those that are missing though the deadline is past.", examples=[[]]
    )
    sentence: str = Field(
        description="All of it in a sentence.", examples=["Alle 21 parter har vedtatt samme tekst."]
    )

    @classmethod
    def of(cls, version: str, found: Adoption, known: RoundView | None) -> "AdoptionTold":
        """The board with what the rule says of it, and the round as it was known that day."""
        on = found.board.on
        board = {
            "version": version,
            "on": on,
            "text_hash": found.board.text_hash,
            "by_each_party": found.by_each_party,
            "rows": [row.to_dict() for row in found.board.rows],
            "counts": {state.value: count for state, count in found.board.counts.items()},
            "next_meetings": [row.party.ref for row in found.board.by_next_meeting],
            "overdue": [row.party.name for row in found.board.overdue(on)],
            "started_on": known.started_on.isoformat() if known else None,
            "deadline": known.deadline.isoformat() if known and known.deadline else None,
        }
        return cls.model_validate(board | found.entry.to_dict())


class MayDecideTold(Told):
    """A body, or a body of each party, that must decide."""

    name: str = Field(description="In words.", examples=["ASU"])
    body: str = Field(description="The body's short name, where the rule names one.", examples=["asu"])
    kind: str = Field(description="The kind of body.", examples=["ASU"])
    of: str = Field(description="Whose body.", examples=[""])
    per: str = Field(description="One joint body, or one of each party.", examples=["felles"])
    quantifier: str = Field(description="How many of them.", examples=["ett"])
    majority: str = Field(description="The majority it needs.", examples=["Bestemmelsen sier ikke ..."])


class PriorTold(Told):
    """A treatment that shall, or may, come first."""

    from_: str = Field(alias="from", description="The body.", examples=["ASU"])
    act: str = Field(description="What it does.", examples=["innstiller"])
    mandatory: bool = Field(description="Shall, or may.", examples=[True])


class WhoMayTold(Told):
    """Who may decide a proposal on a day, by which clause."""

    kind: str = Field(description="The kind of matter.", examples=["retningslinje"])
    change: str = Field(description="The class of change.", examples=["revisjon"])
    scope: str = Field(description="Whom it reaches.", examples=["alle parter"])
    on: date = Field(description="The day asked about.", examples=["2025-06-01"])
    answer: str = Field(
        description="The answer in a sentence.", examples=["ASU kan vedta revisjon av retningslinje."]
    )
    bodies: list[MayDecideTold] = Field(description="All of these must decide.")
    majority: list[str] = Field(description="The majorities they need.", examples=[[]])
    prior_recommendation: list[PriorTold] = Field(description="What comes first.")
    clause: str = Field(description="The clause.", examples=["5.2 c"])
    rules: list[GroundTold] = Field(description="The clauses the answer rests on.")
    floor: list[GroundTold] = Field(description="The law above them.")
    question: str = Field(description="What a person must answer first.", examples=[""])

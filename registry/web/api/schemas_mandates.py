"""How adoption by many, and who may decide, look in the API."""

from datetime import date

from pydantic import Field

from registry.queries.adoption import Adoption
from registry.web.api.schemas_decisions import GroundTold
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


class PairStandingTold(Told):
    """From when a text applies between one kommune and one trust."""

    kommune: str = Field(description="The kommune.", examples=["granvik"])
    foretak: str = Field(description="The trust.", examples=["helse-fjordmark"])
    in_force_from: str | None = Field(description="Its first day.", examples=["2025-05-01"])


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
    sentence: str = Field(
        description="All of it in a sentence.", examples=["Alle 21 parter har vedtatt samme tekst."]
    )

    @classmethod
    def of(cls, version: str, found: Adoption) -> "AdoptionTold":
        """The board with what the rule says of it."""
        board = {
            "version": version,
            "on": found.board.on,
            "text_hash": found.board.text_hash,
            "by_each_party": found.by_each_party,
            "rows": [row.to_dict() for row in found.board.rows],
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

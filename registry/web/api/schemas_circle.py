"""How the circle looks in the API: helsefellesskap, parties, pairs, bodies and seats."""

from datetime import date

from pydantic import Field

from decisions.bodies import BodyKind, Tier
from decisions.parties import PartyKind
from documents.kinds import Language
from registry.queries.parties import PairView
from registry.tables import BodyAliasRow, BodyRow, PartyRow
from registry.web.api.schemas_seats import LeadershipTold, OrderTold, SeatTold
from registry.web.api.types import Count, Day, Line, LineOrEmpty, Ref, Sent, Told, example

PARTIES, BODIES = "/api/v1/parties", "/api/v1/bodies"


class CommunityTold(Told):
    """A helsefellesskap."""

    ref: str = Field(description="Short name.", examples=["fjordmark"])
    name: str = Field(description="Its name.", examples=["Helsefellesskapet Fjordmark"])


class PartySent(Sent):
    """A party to add."""

    model_config = example(ref="nyvik", name="Nyvik", kind="kommune", language="nb")

    ref: Ref = Field(description="Short name, which never changes.", examples=["nyvik"])
    name: Line = Field(description="Its name.", examples=["Nyvik"])
    kind: PartyKind = Field(description="What sort of party.", examples=["kommune"])
    organisation_number: LineOrEmpty | None = Field(None, description="Nine digits.", examples=[None])
    kommune_number: LineOrEmpty | None = Field(None, description="Four digits.", examples=[None])
    language: Language = Field(Language.NB, description="The written form it uses.", examples=["nb"])
    valid_from: Day | None = Field(None, description="Its first day.", examples=["2030-01-01"])
    valid_to: Day | None = Field(None, description="Its last day.", examples=[None])


class SuccessorSent(Sent):
    """Who came after a party."""

    model_config = example(successor="storelv", from_day="2030-01-01")

    successor: Ref = Field(description="The party that came after.", examples=["storelv"])
    from_day: Day = Field(
        description="Its first day; the old one's last is the day before.", examples=["2030-01-01"]
    )


class SuccessorTold(Told):
    """Who came after a party."""

    party: str = Field(description="The party that came after.", examples=["heimsund"])
    from_day: date = Field(description="From which day.", examples=["2020-01-01"])


class PartyEndSent(Sent):
    """The last day of a party that nobody comes after."""

    model_config = example(last_day="2030-12-31", reason="Sykehuset legges ned.")

    last_day: Day = Field(description="Its last day; its pairs end with it.", examples=["2030-12-31"])
    reason: str = Field(description="Why.", examples=["Sykehuset legges ned."])


class PairEndSent(Sent):
    """The last day of a pair whose two go on without each other."""

    model_config = example(
        kommune="storelv",
        foretak="helse-fjordmark",
        last_day="2030-12-31",
        reason="Kommunen hører til et annet foretak.",
    )

    kommune: Ref = Field(description="The kommune.", examples=["storelv"])
    foretak: Ref = Field(description="The trust or hospital.", examples=["helse-fjordmark"])
    last_day: Day = Field(description="The pair's last day.", examples=["2030-12-31"])
    reason: str = Field(description="Why.", examples=["Kommunen hører til et annet foretak."])


class PartyTold(Told):
    """A kommune, trust or organisation."""

    ref: str = Field(description="Short name.", examples=["granvik"])
    name: str = Field(description="Its name.", examples=["Granvik"])
    kind: PartyKind = Field(description="What sort of party.", examples=["kommune"])
    organisation_number: str | None = Field(description="Nine digits.", examples=[None])
    kommune_number: str | None = Field(description="Four digits.", examples=[None])
    language: Language = Field(description="The written form it uses.", examples=["nb"])
    valid_from: date | None = Field(description="Its first day.", examples=[None])
    valid_to: date | None = Field(description="Its last day.", examples=[None])
    successors: list[SuccessorTold] = Field(description="Who came after it.")
    url: str = Field(description="Its address.", examples=[f"{PARTIES}/granvik"])

    @classmethod
    def of(cls, row: PartyRow, successors: list[tuple[PartyRow, date]]) -> "PartyTold":
        """The party with those who came after it."""
        kept = (
            "ref",
            "name",
            "kind",
            "organisation_number",
            "kommune_number",
            "language",
            "valid_from",
            "valid_to",
        )
        after = [SuccessorTold(party=each.ref, from_day=day) for each, day in successors]
        return cls.model_validate(
            {name: getattr(row, name) for name in kept} | {"successors": after, "url": f"{PARTIES}/{row.ref}"}
        )


class PairSent(Sent):
    """A pair to bind."""

    model_config = example(kommune="granvik", foretak="solhaug", valid_from="2030-01-01")

    kommune: Ref = Field(description="The kommune.", examples=["granvik"])
    foretak: Ref = Field(description="The trust or hospital.", examples=["solhaug"])
    valid_from: Day | None = Field(None, description="Its first day.", examples=["2030-01-01"])
    valid_to: Day | None = Field(None, description="Its last day.", examples=[None])


class PairTold(Told):
    """One kommune and one trust: what the law binds."""

    kommune: str = Field(description="The kommune.", examples=["granvik"])
    foretak: str = Field(description="The trust.", examples=["helse-fjordmark"])
    valid_from: date | None = Field(description="Its first day.", examples=["2012-01-01"])
    valid_to: date | None = Field(description="Its last day.", examples=[None])

    @classmethod
    def of(cls, view: PairView) -> "PairTold":
        """The pair by the short names of its two."""
        return cls(
            kommune=view.kommune.ref,
            foretak=view.foretak.ref,
            valid_from=view.row.valid_from,
            valid_to=view.row.valid_to,
        )


class BodySent(Sent):
    """A body to add."""

    model_config = example(ref="fsu-palliasjon", name="FSU palliasjon", kind="FSU", members=9)

    ref: Ref = Field(description="Short name, which never changes.", examples=["fsu-palliasjon"])
    name: Line = Field(description="Its name.", examples=["FSU palliasjon"])
    kind: BodyKind = Field(description="What sort of body.", examples=["FSU"])
    owner: Ref | None = Field(
        None, description="The party whose body it is; none for a joint one.", examples=[None]
    )
    tier: Tier | None = Field(None, description="Its tier, where it is not the usual.", examples=["faglig"])
    members: Count | None = Field(None, description="How many members it has.", examples=[9])
    valid_from: Day | None = Field(None, description="Its first day.", examples=["2030-01-01"])
    valid_to: Day | None = Field(None, description="Its last day.", examples=[None])


class AliasSent(Sent):
    """A name the body had from a day to a day."""

    model_config = example(name="Samarbeidsutvalget", valid_to="2011-12-31")

    name: Line = Field(description="The name.", examples=["Samarbeidsutvalget"])
    valid_from: Day | None = Field(None, description="From this day.", examples=[None])
    valid_to: Day | None = Field(None, description="To and with this day.", examples=["2011-12-31"])


class AliasTold(Told):
    """A name the body had."""

    name: str = Field(description="The name.", examples=["Overordnet samarbeidsutvalg (OSU)"])
    valid_from: date | None = Field(description="From this day.", examples=[None])
    valid_to: date | None = Field(description="To and with this day.", examples=["2020-12-31"])


class BodyTold(Told):
    """A body that treats or decides."""

    ref: str = Field(description="Short name.", examples=["psu"])
    name: str = Field(description="Its name.", examples=["Politisk samarbeidsutvalg (PSU)"])
    kind: BodyKind = Field(description="What sort of body.", examples=["PSU"])
    tier: Tier = Field(description="Where it stands.", examples=["partnerskap"])
    owner: str | None = Field(description="The party whose body it is.", examples=[None])
    members: int | None = Field(description="How many members it has.", examples=[8])
    valid_from: date | None = Field(description="Its first day.", examples=["2021-01-01"])
    valid_to: date | None = Field(description="Its last day.", examples=[None])
    url: str = Field(description="Its address.", examples=[f"{BODIES}/psu"])

    @classmethod
    def of(cls, row: BodyRow, owner: str | None) -> "BodyTold":
        """The body with its owner's short name."""
        return cls.model_validate(body_facts(row, owner))


class WholeBodyTold(BodyTold):
    """A body with its names, and who sits in it on a day."""

    on: date = Field(description="The day asked about.", examples=["2025-06-01"])
    name_that_day: str = Field(
        description="What it was called.", examples=["Politisk samarbeidsutvalg (PSU)"]
    )
    aliases: list[AliasTold] = Field(description="Names it has had.")
    seats: list[SeatTold] = Field(description="Who sits in it that day; those with a vote first.")
    order: OrderTold | None = Field(description="How it works that day; null: nobody has said.")
    leadership: LeadershipTold = Field(description="Who leads it that day, and when that changes.")
    predecessors: list[str] = Field(description="The bodies it came after.", examples=[[]])
    successors: list[str] = Field(description="The bodies that came after it.", examples=[[]])


def body_facts(row: BodyRow, owner: str | None) -> dict[str, object]:
    """What is told of every body."""
    kept = ("ref", "name", "kind", "tier", "members", "valid_from", "valid_to")
    return {name: getattr(row, name) for name in kept} | {"owner": owner, "url": f"{BODIES}/{row.ref}"}


def alias_told(row: BodyAliasRow) -> AliasTold:
    """The name as it is told."""
    return AliasTold(name=row.name, valid_from=row.valid_from, valid_to=row.valid_to)

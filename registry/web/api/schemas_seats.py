"""How seats, what they give, and how a body works look in the API."""

from datetime import date

from pydantic import Field

from decisions.leading import Leader, Leadership, Side
from decisions.seats import WHOLE_MEETING, Rights
from registry.permissions import Actor, Permission
from registry.queries.bodies import SeatView
from registry.queries.body_orders import OrderView
from registry.tables import BodySuccessionRow
from registry.web.api.types import (
    Count,
    Day,
    Id,
    Line,
    LineOrEmpty,
    PersonRef,
    Ref,
    Sent,
    Told,
    YesNo,
    example,
)


class SeatSent(Sent):
    """A seat to give: to a person we know by reference, or to one who is new here, by name."""

    model_config = example(name="Åse Nordmann", party="granvik", role="medlem", valid_from="2030-01-01")

    person: PersonRef | None = Field(
        None, description="A person who is here already.", examples=["person-0a1b2c3d4e"]
    )
    name: Line | None = Field(None, description="Or the name of one who is new.", examples=["Åse Nordmann"])
    party: Ref | None = Field(None, description="The party they speak for.", examples=["granvik"])
    organisation: LineOrEmpty = Field("", description="Or the organisation.", examples=["Fastlegene"])
    role: Line = Field("medlem", description="Their role.", examples=["leder"])
    may_vote: YesNo = Field(True, description="With a vote, or with speech only.", examples=[True])
    deputy_for: Id | None = Field(
        None, description="The id of the member's seat, for a deputy.", examples=[None]
    )
    valid_from: Day | None = Field(None, description="Their first day.", examples=["2030-01-01"])
    valid_to: Day | None = Field(None, description="Their last day.", examples=[None])


class EndSent(Sent):
    """The last day of a seat."""

    model_config = example(last_day="2022-06-30")

    last_day: Day = Field(description="The last day.", examples=["2022-06-30"])


class RightsSent(Sent):
    """What a seat gives in one part of the agenda."""

    model_config = example(part="dialogmøtet", speak=True, propose=False, vote=False)

    part: LineOrEmpty = Field(
        "",
        max_length=100,
        description="The part of the agenda; empty: the whole meeting.",
        examples=["dialogmøtet"],
    )
    usual: YesNo = Field(False, description="Take away what was said of this part.", examples=[False])
    speak: YesNo = Field(True, description="May speak.", examples=[True])
    propose: YesNo = Field(False, description="May make proposals.", examples=[False])
    vote: YesNo = Field(False, description="May vote.", examples=[False])


class NameSent(Sent):
    """Whether a person's name is shown to everybody."""

    model_config = example(withheld=True)

    withheld: YesNo = Field(description="True: no longer shown to everybody.", examples=[True])


class OrderSent(Sent):
    """How a body works from a day on."""

    model_config = example(
        valid_from="2027-01-01", source="samarbeidsavtalen punkt 6.1", lead_years=4, meetings_a_year=2
    )

    valid_from: Day | None = Field(
        None, description="From this day; none: from the beginning.", examples=["2027-01-01"]
    )
    source: Line = Field(description="Where it stands.", examples=["samarbeidsavtalen punkt 6.1"])
    mandate: Ref | None = Field(None, description="The document that is its mandate.", examples=[None])
    lead_years: Count | None = Field(
        None, description="After so many years the other side leads.", examples=[4]
    )
    meetings_a_year: Count | None = Field(None, description="At least so many meetings a year.", examples=[2])
    replace: YesNo = Field(False, description="Put right what is said from the same day.", examples=[False])


class BodySuccessorSent(Sent):
    """Which body takes this one's place."""

    model_config = example(successor="asu", from_day="2035-01-01")

    successor: Ref = Field(description="The body that comes after.", examples=["asu"])
    from_day: Day = Field(
        description="Its first day; the old one's last is the day before.", examples=["2035-01-01"]
    )


class BodySuccessorTold(Told):
    """Which body took this one's place."""

    body: str = Field(description="The body that came after.", examples=["asu"])
    from_day: date | None = Field(description="From which day.", examples=["2035-01-01"])

    @classmethod
    def of(cls, row: BodySuccessionRow, successor: str) -> "BodySuccessorTold":
        """The succession with the successor's short name."""
        return cls(body=successor, from_day=row.from_day)


class RightsTold(Told):
    """What a seat gives in one part of the agenda."""

    part: str = Field(description="The part; empty: the whole meeting.", examples=["dialogmøtet"])
    speak: bool = Field(description="May speak.", examples=[True])
    propose: bool | None = Field(description="May make proposals; null: nobody said.", examples=[False])
    vote: bool = Field(description="May vote.", examples=[False])

    @classmethod
    def of(cls, part: str, rights: Rights) -> "RightsTold":
        """The rights in that part."""
        return cls(part=part, speak=rights.speak, propose=rights.propose, vote=rights.vote)


class SeatTold(Told):
    """A person's place in a body."""

    id: int = Field(description="The seat's id.", examples=[12])
    person: str | None = Field(
        description="The person's reference, for those who keep seats.", examples=[None]
    )
    name: str = Field(
        description="The person's name; empty where it is not shown to everybody.",
        examples=["Ingrid Solheim"],
    )
    name_shown: bool = Field(description="Is the name shown to you?", examples=[True])
    speaks_for: str = Field(description="The party or organisation.", examples=["Granvik"])
    side: Side | None = Field(description="The side it is on; null: neither.", examples=["kommune"])
    role: str = Field(description="Their role.", examples=["leder"])
    may_vote: bool = Field(description="With a vote, or with speech only.", examples=[True])
    rights: list[RightsTold] = Field(description="Where they differ from what such a seat gives.")
    deputy_for: str = Field(description="Whose deputy.", examples=[""])
    valid_from: date | None = Field(description="Their first day.", examples=["2023-11-01"])
    valid_to: date | None = Field(description="Their last day.", examples=["2025-10-31"])
    etag: str = Field(
        description="What If-Match wants when the seat is changed.", examples=['"0123456789abcdef"']
    )

    @classmethod
    def of(cls, view: SeatView, who: Actor, today: date) -> "SeatTold":
        """The seat as this caller may see it; the person's reference is for those who keep seats."""
        row, name = view.row, view.name_for(who, today)
        return cls(
            id=row.id,
            person=view.person.ref if who.may(Permission.PARTIES_MANAGE) else None,
            name=name,
            name_shown=bool(name),
            speaks_for=view.speaks_for,
            side=view.side,
            role=row.role,
            may_vote=view.rights_in(WHOLE_MEETING).vote,
            rights=[RightsTold.of(part, rights) for part, rights in view.rights],
            deputy_for=view.deputy_name(who, today),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            etag=mark_of_seat(view),
        )


class OrderTold(Told):
    """How a body works from a day on."""

    valid_from: date | None = Field(description="From this day.", examples=["2021-01-01"])
    source: str = Field(description="Where it stands.", examples=["samarbeidsavtalen punkt 6.1"])
    mandate: str | None = Field(description="The document that is its mandate.", examples=[None])
    lead_years: int | None = Field(
        description="After so many years the other side leads; null: nobody said.", examples=[2]
    )
    meetings_a_year: int | None = Field(description="At least so many meetings a year.", examples=[2])

    @classmethod
    def of(cls, view: OrderView) -> "OrderTold":
        """What is said of how the body works."""
        row = view.row
        return cls(
            valid_from=row.valid_from,
            source=row.source,
            mandate=view.mandate.ref if view.mandate else None,
            lead_years=row.lead_years,
            meetings_a_year=row.meetings_a_year,
        )


class LeaderTold(Told):
    """Somebody who leads or led the body."""

    name: str = Field(description="The name, or whom they spoke for.", examples=["Berit Aasland"])
    speaks_for: str = Field(description="For whom.", examples=["Helse Fjordmark HF"])
    side: Side | None = Field(description="The side; null: neither.", examples=["helseforetak"])
    valid_from: date | None = Field(description="Their first day.", examples=["2025-11-01"])
    valid_to: date | None = Field(description="Their last day.", examples=["2027-10-31"])

    @classmethod
    def of(cls, leader: Leader) -> "LeaderTold":
        """The leader as told."""
        return cls(
            name=leader.name,
            speaks_for=leader.speaks_for,
            side=leader.side,
            valid_from=leader.valid_from,
            valid_to=leader.valid_to,
        )


class LeadershipTold(Told):
    """How a body is led on a day."""

    leading: list[LeaderTold] = Field(description="Who leads; usually one.")
    before: list[LeaderTold] = Field(description="Who led before, the latest first.")
    next_change: date | None = Field(
        description="From when the other side is to lead; null: no order says.", examples=["2027-11-01"]
    )
    next_side: Side | None = Field(description="Which side that is.", examples=["kommune"])
    findings: list[str] = Field(
        description="What does not go with the order: whole sentences.", examples=[[]]
    )

    @classmethod
    def of(cls, led: Leadership) -> "LeadershipTold":
        """The leadership as told."""
        return cls(
            leading=[LeaderTold.of(each) for each in led.leading],
            before=[LeaderTold.of(each) for each in led.before],
            next_change=led.next_change,
            next_side=led.next_side,
            findings=list(led.findings),
        )


def mark_of_seat(view: SeatView) -> str:
    """The strong ETag of a seat with what it gives."""
    return f'"{view.mark}"'

"""What is sent of meetings in the API: calls to them, agendas, what is typed, approval, corrections."""

from pydantic import Field

from decisions.meetings import Cast, CounterState
from decisions.outcomes import Act, Outcome, Procedure, ReservationSort
from registry.web.api.types import (
    CaseRef,
    Count,
    Day,
    Line,
    LineOrEmpty,
    PersonRef,
    Ref,
    SectionId,
    Sent,
    YesNo,
    example,
)
from registry.web.api.types import Text as SomeText

Position = Count


class HeadSent(Sent):
    """What is said of a meeting beside its body and day."""

    model_config = example(starts_at="09:00", place="Rådhuset i Granvik", led_by="Ingrid Solheim")

    starts_at: LineOrEmpty = Field("", description="When it began, 24 hours.", examples=["09:00"])
    ended_at: LineOrEmpty = Field("", description="When it ended.", examples=["11:30"])
    place: LineOrEmpty = Field("", description="Where.", examples=["Rådhuset i Granvik"])
    procedure: Procedure = Field(Procedure.MOTE, description="How it was held.", examples=["møte"])
    all_consent: YesNo | None = Field(
        None, description="In written procedure: did every member consent?", examples=[None]
    )
    led_by: LineOrEmpty = Field("", description="Who led it.", examples=["Ingrid Solheim"])
    kept_by: LineOrEmpty = Field("", description="Who kept the minutes.", examples=["Marte Haugland"])
    closed_under: LineOrEmpty = Field(
        "", description="The legal ground, where the whole meeting was closed.", examples=[""]
    )
    note: SomeText = Field("", description="A remark.", examples=[""])


class MeetingSent(HeadSent):
    """A body is called to a meeting."""

    model_config = example(body="psu", on="2027-02-11", starts_at="09:00", place="Rådhuset i Granvik")

    body: Ref = Field(description="The body.", examples=["psu"])
    on: Day = Field(description="The day.", examples=["2027-02-11"])
    one_more: YesNo = Field(False, description="The body meets more than once that day.", examples=[False])


class OnAgendaSent(Sent):
    """A case is put on the agenda. What is left out is given: the next number, the act of the route."""

    model_config = example(case="s-0a1b2c3d4e", proposal="PSU vedtar saken slik den er lagt fram.")

    case: CaseRef = Field(description="The case.", examples=["s-0a1b2c3d4e"])
    number: LineOrEmpty = Field(
        "", description="Its number; the next free one where left out.", examples=["14/26"]
    )
    act: Act | None = Field(None, description="What the body is to do.", examples=["vedtar"])
    proposal: SomeText = Field(
        "", description="The decision that is proposed.", examples=["PSU vedtar planen."]
    )
    proposed_by: LineOrEmpty = Field(
        "", description="Whose proposal it is.", examples=["Innstilling fra ASU"]
    )
    part: LineOrEmpty = Field("", description="The part of the agenda.", examples=[""])


class AgendaItemSent(Sent):
    """What the agenda says of a case."""

    model_config = example(number="90/26", act="vedtar", proposal="PSU vedtar saken.", position=1)

    number: Line = Field(description="Its number.", examples=["90/26"])
    act: Act = Field(description="What the body is to do.", examples=["vedtar"])
    proposal: SomeText = Field("", description="The decision that is proposed.", examples=["PSU vedtar."])
    proposed_by: LineOrEmpty = Field("", description="Whose proposal it is.", examples=["Sekretariatet"])
    part: LineOrEmpty = Field("", description="The part of the agenda.", examples=[""])
    position: Position | None = Field(
        None, description="Its place on the agenda; where it is, if left out.", examples=[1]
    )


class CastSent(Sent):
    """How one member voted."""

    person: PersonRef = Field(description="The person.", examples=["person-0a1b2c3d4e"])
    vote: Cast = Field(description="The vote.", examples=["for"])


class CounterSent(Sent):
    """Another wording that was proposed in the meeting."""

    text: SomeText = Field(min_length=1, description="The wording.", examples=["Kommunen melder innen ..."])
    proposed_by: Line = Field(description="By whom.", examples=["Geir Håkon Vik"])
    section: SectionId | None = Field(
        None, description="The section it is about; the decision itself where left out.", examples=[None]
    )
    state: CounterState = Field(CounterState.FREMMET, description="What became of it.", examples=["falt"])
    votes_for: Count | None = Field(None, description="For.", examples=[2])
    votes_against: Count | None = Field(None, description="Against.", examples=[6])


class ItemSent(Sent):
    """What the meeting did with a case. Votes as numbers, by member, or both where they agree."""

    model_config = example(text="Saken utsettes til neste møte.", outcome="utsatt")

    text: SomeText = Field(
        "", description="The decision in the words of the meeting.", examples=["Planen er vedtatt."]
    )
    outcome: Outcome | None = Field(None, description="What came out.", examples=["vedtatt"])
    act: Act | None = Field(None, description="What the body did.", examples=["vedtar"])
    votes_for: Count | None = Field(None, description="For.", examples=[8])
    votes_against: Count | None = Field(None, description="Against.", examples=[0])
    abstained: Count | None = Field(None, description="Abstained.", examples=[0])
    chair_for: YesNo | None = Field(None, description="Did the chair vote for?", examples=[None])
    member_votes: list[CastSent] = Field([], max_length=200, description="How each member voted.")
    counter_proposals: list[CounterSent] = Field([], max_length=50, description="Other wordings.")
    reservation: SomeText = Field("", description="What was added in the minutes.", examples=[""])
    reservation_sort: ReservationSort | None = Field(
        None, description="A remark, or in truth a change.", examples=["merknad"]
    )
    deviation_section: SectionId | None = Field(
        None, description="The section the body changed.", examples=[None]
    )
    returned_to: Ref | None = Field(None, description="The body it is sent back to.", examples=[None])
    closed_under: LineOrEmpty = Field(
        "", description="The legal ground, where the case was closed.", examples=[""]
    )
    note: SomeText = Field("", description="A remark.", examples=[""])


class SettleSent(Sent):
    """The case is recorded as the body's decision."""

    model_config = example(reason="")

    reason: LineOrEmpty = Field(
        "",
        description="Why, where it corrects what was recorded before.",
        examples=["Stemmetallet var feil."],
    )


class RollSent(Sent):
    """Who came. The members that are not named are absent."""

    model_config = example(came=[])

    came: list[PersonRef] = Field(
        max_length=200, description="Those who came, deputies too.", examples=[["person-0a1b2c3d4e"]]
    )


class ApprovalSent(Sent):
    """The minutes are approved."""

    model_config = example(approved_by="Møteleder og én fra hver side", approved_on="2026-11-20")

    approved_by: Line = Field(description="By whom, in words.", examples=["Møtet selv"])
    approved_on: Day = Field(description="On which day.", examples=["2026-11-20"])


class MinutesCorrectionSent(Sent):
    """Something is put right in approved minutes: a record beside them."""

    model_config = example(text="Møtet begynte klokken 10.", reason="Feil klokkeslett i protokollen.")

    text: SomeText = Field(min_length=1, description="What is right.", examples=["Møtet begynte kl. 10."])
    reason: SomeText = Field(min_length=1, description="Why.", examples=["Feil klokkeslett."])
    position: Position | None = Field(
        None, description="The case it is about; the meeting itself where left out.", examples=[1]
    )

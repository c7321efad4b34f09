"""How meetings and their minutes look in the API."""

from datetime import date, datetime

from pydantic import Field

from decisions.meetings import Attended, Cast, CounterState, MeetingStage
from decisions.outcomes import Outcome, ReservationSort
from decisions.routes import Stand
from registry.queries.meetings import MeetingListed, OnRoll
from registry.web.api.schemas_decisions import VerdictTold
from registry.web.api.types import Told

MEETINGS = "/api/v1/meetings"


class MeetingListedTold(Told):
    """A meeting in a list."""

    ref: str = Field(description="Its name.", examples=["psu-2026-12-10"])
    body: str = Field(description="The body.", examples=["psu"])
    body_name: str = Field(description="What it was called that day.", examples=["PSU"])
    on: date = Field(description="The day.", examples=["2026-12-10"])
    starts_at: str = Field(description="When it begins.", examples=["09:00"])
    place: str = Field(description="Where.", examples=["Rådhuset i Granvik"])
    stage: MeetingStage = Field(description="What has been done with it.", examples=["innkalt"])
    items: int = Field(description="Cases on the agenda.", examples=[6])
    without_outcome: int = Field(description="Cases without an outcome.", examples=[6])
    url: str = Field(description="Its address.", examples=[f"{MEETINGS}/psu-2026-12-10"])

    @classmethod
    def of(cls, each: MeetingListed) -> "MeetingListedTold":
        """The meeting; of a closed one nothing but when and by whom."""
        row, closed = each.row, bool(each.row.closed_under)
        return cls(
            ref=row.ref,
            body=each.body.ref,
            body_name=each.body_name,
            on=row.meeting_on,
            starts_at="" if closed else row.starts_at,
            place="" if closed else row.place,
            stage=row.stage,
            items=each.items,
            without_outcome=each.without_outcome,
            url=f"{MEETINGS}/{row.ref}",
        )


class AttendantTold(Told):
    """Somebody who came, or was absent."""

    name: str = Field(description="The name.", examples=["Ingrid Solheim"])
    speaks_for: str = Field(description="For whom.", examples=["Granvik kommune"])
    side: str = Field(description="The side it votes on.", examples=["kommune"])
    role: str = Field(description="The role.", examples=["leder"])
    may_vote: bool = Field(description="With vote, or speech only.", examples=[True])
    state: Attended = Field(description="Came, or was absent.", examples=["til stede"])
    in_place_of: str = Field(description="Whose place a deputy took.", examples=[""])


class VoteTold(Told):
    """The vote; null where nobody said."""

    for_: int = Field(alias="for", serialization_alias="for", description="For.", examples=[8])
    against: int = Field(description="Against.", examples=[0])
    abstained: int = Field(description="Abstained.", examples=[0])
    present: int | None = Field(description="Voters who attended.", examples=[8])
    members: int | None = Field(description="Members.", examples=[8])
    chair_for: bool | None = Field(description="Did the chair vote for?", examples=[None])


class SideTold(Told):
    """How one side voted."""

    name: str = Field(description="The side.", examples=["kommunene"])
    for_: int = Field(alias="for", serialization_alias="for", description="For.", examples=[4])
    against: int = Field(description="Against.", examples=[0])
    abstained: int = Field(description="Abstained.", examples=[0])


class MemberVoteTold(Told):
    """How one member voted."""

    name: str = Field(description="The name.", examples=["Ingrid Solheim"])
    speaks_for: str = Field(description="For whom.", examples=["Granvik kommune"])
    side: str = Field(description="The side.", examples=["kommune"])
    vote: Cast = Field(description="The vote.", examples=["for"])


class CounterTold(Told):
    """Another wording that was proposed."""

    section: str = Field(description="The section's identity.", examples=["k3m9x2p7qa"])
    section_number: str = Field(description="Its number in print.", examples=["4.3"])
    text: str = Field(description="The wording.", examples=["Kommunen melder innen ..."])
    proposed_by: str = Field(description="By whom.", examples=["Geir Håkon Vik"])
    state: CounterState = Field(description="What became of it.", examples=["falt"])
    votes_for: int | None = Field(description="For.", examples=[2])
    votes_against: int | None = Field(description="Against.", examples=[6])


class ItemTold(Told):
    """A case on an agenda. Of a closed one everybody sees its number, the outcome and the legal ground."""

    position: int = Field(description="Its place.", examples=[1])
    part: str = Field(description="The part of the agenda.", examples=[""])
    number: str = Field(description="Its number as printed.", examples=["12/26"])
    case: str = Field(description="The case.", examples=["s-0a1b2c3d4e"])
    title: str = Field(description="What it is called.", examples=["Handlingsplan 2027"])
    description: str = Field(description="What it is about.", examples=["Rullering av planen."])
    matter: str = Field(description="A kind of document, or another matter.", examples=["handlingsplan"])
    version: str | None = Field(description="The version.", examples=["handlingsplanen@2026.1"])
    text_hash: str | None = Field(description="The hash of its text.", examples=["a1f3" * 16])
    change: str = Field(description="The class of the change.", examples=["revisjon"])
    change_label: str = Field(description="What the body calls it.", examples=["mindre"])
    act: str = Field(description="What the body does.", examples=["vedtar"])
    proposal: str = Field(description="The decision that is proposed.", examples=["PSU vedtar planen."])
    proposed_by: str = Field(description="Whose proposal.", examples=["Innstilling fra ASU"])
    outcome: Outcome | None = Field(description="What came out.", examples=["vedtatt"])
    text: str = Field(description="The decision in the words of the meeting.", examples=["Vedtatt."])
    votes: VoteTold | None = Field(description="The vote.")
    sides: list[SideTold] = Field(description="The vote of each side.")
    member_votes: list[MemberVoteTold] = Field(description="The vote of each member.")
    counter_proposals: list[CounterTold] = Field(description="Other wordings.")
    reservation: str = Field(description="What was added in the minutes.", examples=[""])
    reservation_sort: ReservationSort | None = Field(description="Of which sort.", examples=[None])
    deviation_section: str = Field(description="The section the body changed.", examples=[""])
    returned_to: str | None = Field(description="The body it is sent back to.", examples=[None])
    closed_under: str = Field(description="The legal ground, where it was closed.", examples=[""])
    note: str = Field(description="A remark.", examples=[""])
    verdict: VerdictTold | None = Field(
        description="As given; before a decision is recorded, what to expect if all adopt it as proposed."
    )
    foreseen: bool = Field(description="Is the verdict one to expect?", examples=[True])
    decision: str | None = Field(description="The record of the decision.", examples=["v-0a1b2c3d4e"])


class ItemAloneTold(ItemTold):
    """A case on an agenda, with the mark that a change needs."""

    etag: str = Field(description="What If-Match wants.", examples=['"1-0123456789abcdef"'])
    url: str = Field(description="Its address.", examples=[f"{MEETINGS}/psu-2026-12-10/items/1"])


class CorrectionTold(Told):
    """What was put right in approved minutes."""

    number: str | None = Field(description="The case it is about.", examples=["12/26"])
    text: str = Field(description="What is right.", examples=["Møtet begynte klokken 10."])
    reason: str = Field(description="Why.", examples=["Feil klokkeslett."])
    by: str = Field(description="By whom.", examples=["Marte Haugland"])
    at: datetime = Field(description="When.", examples=["2026-12-12T08:00:00Z"])


class WaitingTold(Told):
    """A case that waits for the body and is on no agenda."""

    case: str = Field(description="The case.", examples=["s-0a1b2c3d4e"])
    title: str = Field(description="What it is called.", examples=["Samhandlingsmidler 2027"])
    stand: Stand = Field(description="How it stands.", examples=["utsatt"])
    where: str = Field(description="Where it waits, in a sentence.", examples=["Saken venter på PSU."])


class MeetingTold(Told):
    """A meeting with its agenda or minutes."""

    ref: str = Field(description="Its name.", examples=["psu-2026-12-10"])
    body: str = Field(description="The body.", examples=["psu"])
    body_name: str = Field(description="What it was called that day.", examples=["PSU"])
    on: date = Field(description="The day.", examples=["2026-12-10"])
    number: int = Field(description="Which of several that day.", examples=[1])
    starts_at: str = Field(description="When it began.", examples=["09:00"])
    ended_at: str = Field(description="When it ended.", examples=["11:30"])
    place: str = Field(description="Where.", examples=["Rådhuset i Granvik"])
    procedure: str = Field(description="How it was held.", examples=["møte"])
    all_consent: bool | None = Field(description="Did every member consent?", examples=[None])
    led_by: str = Field(description="Who led it.", examples=["Ingrid Solheim"])
    kept_by: str = Field(description="Who kept the minutes.", examples=["Marte Haugland"])
    closed_under: str = Field(description="The legal ground, where it was closed.", examples=[""])
    note: str = Field(description="A remark.", examples=[""])
    stage: MeetingStage = Field(description="What has been done with it.", examples=["innkalt"])
    approved_by: str = Field(description="Who approved the minutes.", examples=[""])
    approved_on: date | None = Field(description="On which day.", examples=[None])
    minutes_hash: str = Field(description="SHA-256 of the approved minutes.", examples=["a1f3" * 16])
    attendance: list[AttendantTold] = Field(description="Who came and who did not.")
    items: list[ItemTold] = Field(description="The cases.")
    corrections: list[CorrectionTold] = Field(description="What was put right afterwards.")
    waiting: list[WaitingTold] = Field(description="Cases that wait for the body.")
    etag: str = Field(description="What If-Match wants.", examples=['"1-0123456789abcdef"'])
    url: str = Field(description="Its address.", examples=[f"{MEETINGS}/psu-2026-12-10"])


class OnRollTold(Told):
    """Somebody with a seat that day."""

    person: str = Field(description="The person.", examples=["person-0a1b2c3d4e"])
    name: str = Field(description="The name.", examples=["Ingrid Solheim"])
    speaks_for: str = Field(description="For whom.", examples=["Granvik kommune"])
    role: str = Field(description="The role.", examples=["leder"])
    side: str = Field(description="The side.", examples=["kommune"])
    deputy_for: str = Field(description="Whose deputy.", examples=[""])
    may_vote: bool = Field(description="Votes in this meeting.", examples=[True])
    state: Attended | None = Field(description="Came, or was absent; null: nobody said.", examples=[None])
    in_place_of: str = Field(description="Whose place a deputy took.", examples=[""])

    @classmethod
    def of(cls, each: OnRoll) -> "OnRollTold":
        """The seat with its person."""
        return cls(
            person=each.person.ref,
            name=each.person.name,
            speaks_for=each.speaks_for,
            role=each.seat.role,
            side=each.side,
            deputy_for=each.deputy_for,
            may_vote=each.votes,
            state=each.state,
            in_place_of=each.in_place_of,
        )


class RollTold(Told):
    """Everybody with a seat in the body on the day of the meeting."""

    people: list[OnRollTold] = Field(description="Voters, those with speech only, deputies.")
    etag: str = Field(description="What If-Match wants.", examples=['"1-0123456789abcdef"'])

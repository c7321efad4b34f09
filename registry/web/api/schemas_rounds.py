"""How a round among many parties looks in the API: its beginning, its deadline, the steps of each party."""

from datetime import date

from pydantic import Field

from decisions.rounds import RoundStep
from registry.queries.rounds import RoundView
from registry.queries.rounds_under_way import RoundUnderWay
from registry.web.api.types import Day, Line, LineOrEmpty, Ref, Sent, Text, Told, example

MOST_PARTIES = 1000


class RoundSent(Sent):
    """A round to begin."""

    model_config = example(started_on="2026-11-01", deadline="2027-03-31")

    started_on: Day = Field(description="The day it began.", examples=["2026-11-01"])
    deadline: Day | None = Field(
        None, description="The day the parties are asked to have decided by.", examples=["2027-03-31"]
    )


class DeadlineSent(Sent):
    """Another deadline, and why."""

    model_config = example(deadline="2027-04-30", reason="Tre kommunestyrer møtes først i april.")

    deadline: Day | None = Field(description="The new day; null for none.", examples=["2027-04-30"])
    reason: Line = Field(
        description="Why it is moved; everybody who reads the board sees it.",
        examples=["Tre kommunestyrer møtes først i april."],
    )


class StepsSent(Sent):
    """What happened, with one party or with several at once: all of them are noted, or none."""

    model_config = example(parties=["granvik", "storelv"], step="sendt", happens_on="2026-11-02")

    parties: list[Ref] = Field(
        min_length=1, max_length=MOST_PARTIES, description="The parties.", examples=[["granvik", "storelv"]]
    )
    step: RoundStep = Field(description="What happened.", examples=["sendt"])
    happens_on: Day = Field(
        description="The day it happened; for a meeting that is set, the day of the meeting.",
        examples=["2026-11-02"],
    )
    known_on: Day | None = Field(
        None, description="From which day the board shows it; today where left out.", examples=["2026-11-02"]
    )
    body: LineOrEmpty = Field("", description="The body.", examples=["formannskapet"])
    case: LineOrEmpty = Field("", description="The case number as printed.", examples=["PS 3/27"])
    link: LineOrEmpty = Field(
        "", description="Where it can be seen.", examples=["https://granvik.example/moter/2027/3"]
    )
    reason: Text = Field("", description="What is worth knowing.", examples=["Etter høringen."])


class StepTold(Told):
    """One thing that happened at a party, short of a decision."""

    step: RoundStep = Field(description="What happened.", examples=["sendt"])
    date: str = Field(
        description="The day; for a meeting that is set, of the meeting.", examples=["2025-01-06"]
    )
    known_on: str = Field(description="From which day the board shows it.", examples=["2025-01-06"])
    body: str = Field(description="The body.", examples=["formannskapet"])
    case: str = Field(description="The case.", examples=["PS 3/25"])
    link: str = Field(description="Where it can be seen.", examples=[""])
    reason: str = Field(description="What was said of it.", examples=[""])


class RoundTold(Told):
    """The round of a version as it was known on the day."""

    version: str = Field(description="The version.", examples=["samarbeidsavtalen@2025.1"])
    on: date = Field(description="The day asked about.", examples=["2025-02-15"])
    started_on: str | None = Field(description="The day it began; null: not begun.", examples=["2025-01-06"])
    deadline: str | None = Field(description="The deadline.", examples=["2025-04-01"])
    reason: str = Field(description="Why the deadline was moved.", examples=[""])
    said_by: str = Field(description="Who said so.", examples=["Marte Haugland"])
    etag: str = Field(description="What If-Match wants when the deadline is moved.", examples=['"1-a1f3"'])

    @classmethod
    def facts(cls, version: str, on: date, found: RoundView | None) -> dict[str, object]:
        """What is told, but for the mark."""
        nothing = {"started_on": None, "deadline": None, "reason": "", "said_by": ""}
        return {"version": version, "on": on} | (found.to_dict() if found else nothing)


class RoundListedTold(Told):
    """A round that is under way on the day."""

    version: str = Field(description="The version.", examples=["samarbeidsavtalen@2025.1"])
    title: str = Field(description="The document.", examples=["Samarbeidsavtalen"])
    on: date = Field(description="The day asked about.", examples=["2025-02-15"])
    started_on: str | None = Field(description="The day it began, where said.", examples=["2025-01-06"])
    deadline: str | None = Field(description="The deadline.", examples=["2025-04-01"])
    overdue: bool = Field(description="Is it past, and somebody missing?", examples=[False])
    parties: int = Field(description="How many must adopt it.", examples=[21])
    adopted: int = Field(description="How many have.", examples=[4])
    next_meeting: str | None = Field(description="The next day a meeting is set.", examples=["2025-02-27"])
    next_parties: list[str] = Field(description="Who meet that day.", examples=[["Elveseter", "Fosslia"]])
    earliest_possible: str | None = Field(
        description="The earliest day it can be in force.", examples=["2025-05-01"]
    )
    url: str = Field(
        description="Its board.", examples=["/api/v1/documents/samarbeidsavtalen/versions/2025.1/adoption"]
    )

    @classmethod
    def of(cls, each: RoundUnderWay) -> "RoundListedTold":
        """The round as the list shows it."""
        board, row = each.stand.board, each.view.row
        meeting = each.next_meetings[0].next_meeting if each.next_meetings else None
        earliest = each.stand.entry.earliest_possible
        return cls(
            version=each.view.ref,
            title=each.view.document.title,
            on=each.view.on,
            started_on=each.round.started_on.isoformat() if each.round else None,
            deadline=each.deadline.isoformat() if each.deadline else None,
            overdue=each.is_overdue,
            parties=len(board.rows),
            adopted=board.adopted,
            next_meeting=meeting.isoformat() if meeting else None,
            next_parties=[each.party.name for each in each.next_meetings],
            earliest_possible=earliest.isoformat() if earliest else None,
            url=f"/api/v1/documents/{each.view.document.ref}/versions/{row.number}/adoption",
        )

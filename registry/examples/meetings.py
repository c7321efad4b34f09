"""The cases of an example, and the meetings they go through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from decisions.meetings import CounterState
from decisions.outcomes import Act, Outcome
from decisions.proposals import Finding, Matter
from decisions.reading import Fields
from documents.kinds import ChangeClass
from registry.examples.cases import read_finding
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, needed_word, told_where
from registry.operations import agendas, cases, meetings, minutes, treating
from registry.operations.cases import CaseEntry
from registry.operations.meetings import MeetingHead
from registry.operations.treating import CounterTyped, ItemTyped
from registry.queries import meetings as meeting_queries
from registry.tables import AgendaItemRow, CaseRow, MeetingRow


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case is opened."""

    day: date
    place: str
    name: str
    title: str
    description: str
    version: str
    matter: Matter | None
    change: ChangeClass | None
    label: ChangeClass | None
    findings: tuple[Finding, ...]
    route: tuple[tuple[str, Act], ...]

    def take(self, load: Loading) -> None:
        """Open it, with its route."""
        version = named(self.place, self.version, load.versions) if self.version else None
        entry = CaseEntry(
            self.title,
            self.description,
            load.documents[self.version.partition("@")[0]] if version else None,
            version,
            self.matter,
            self.change,
            self.label,
            self.findings,
            tuple((named(self.place, body, load.bodies), act) for body, act in self.route),
        )
        with told_where(self.place):
            load.cases[self.name] = cases.open_case(load.session, load.who, load.community, entry, load.now)


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A case on an agenda, and what the meeting did with it; no outcome where it has not met."""

    place: str
    case: str
    proposal: str
    proposed_by: str
    typed: ItemTyped


@dataclass(frozen=True, slots=True)
class CallMeeting:
    """A body is called to a meeting, with its agenda."""

    day: date
    place: str
    body: str
    on: date
    head: MeetingHead
    items: tuple[AgendaEntry, ...]

    def take(self, load: Loading) -> None:
        """Call it. What was postponed is on the agenda already; its proposal is written there."""
        body = named(self.place, self.body, load.bodies)
        with told_where(self.place):
            row = meetings.call_meeting(
                load.session, load.who, load.community, body, self.on, load.now, self.head
            )
        for entry in self.items:
            with told_where(entry.place):
                self._put(load, row, entry)

    def _put(self, load: Loading, row: MeetingRow, entry: AgendaEntry) -> None:
        case = named(entry.place, entry.case, load.cases)
        there = _on_agenda(load, row, case)
        if there is None:
            agendas.put_on_agenda(
                load.session,
                load.who,
                row,
                case,
                proposal=entry.proposal,
                proposed_by=entry.proposed_by,
            )
            return
        agendas.change_item(
            load.session,
            load.who,
            row,
            there,
            there.revision,
            number=there.printed,
            act=there.act,
            proposal=entry.proposal,
            proposed_by=entry.proposed_by,
        )


@dataclass(frozen=True, slots=True)
class HoldMeeting:
    """A meeting was held: who came, what it did, and that its minutes were approved."""

    day: date
    place: str
    ref: str
    absent: tuple[str, ...]
    deputies: tuple[str, ...]
    approved_by: str
    items: tuple[AgendaEntry, ...]

    def take(self, load: Loading) -> None:
        """Note who came, type every case, approve the minutes."""
        with told_where(self.place):
            row = meeting_queries.meeting(load.session, load.community, self.ref)
            came = {
                each.person.id
                for each in meeting_queries.roll(load.session, row)
                if each.person.name in self.deputies
                or (not each.deputy_for and each.person.name not in self.absent)
            }
            meetings.call_roll(load.session, load.who, row, came)
        for entry in self.items:
            with told_where(entry.place):
                item = _on_agenda(load, row, named(entry.place, entry.case, load.cases))
                if item is not None:
                    treating.type_item(load.session, load.who, row, item, item.revision, entry.typed)
        with told_where(self.place):
            minutes.approve_minutes(load.session, load.who, row, self.approved_by, self.day, load.now)


@dataclass(frozen=True, slots=True)
class CorrectMinutes:
    """Something was put right in approved minutes."""

    day: date
    place: str
    meeting: str
    item: int | None
    text: str
    reason: str

    def take(self, load: Loading) -> None:
        """Write the correction."""
        with told_where(self.place):
            row = meeting_queries.meeting(load.session, load.community, self.meeting)
            about = meeting_queries.item(load.session, row, self.item) if self.item else None
            minutes.correct_minutes(load.session, load.who, row, self.text, self.reason, load.now, about)


def read_meetings(load: Loading) -> list[Step]:
    """The cases, meetings and corrections in meetings.toml, as steps."""
    with data_file(load.folder, "meetings.toml") as data:
        opened = [_case(entry) for entry in data.tables("case")]
        held = [step for entry in data.tables("meeting") for step in _meeting(entry)]
        corrected = [_correction(entry) for entry in data.tables("correction")]
    return [*opened, *held, *corrected]


def _case(entry: Fields) -> OpenCase:
    made = OpenCase(
        needed_day(entry, "opened"),
        entry.place,
        entry.text("name", required=True),
        entry.text("title", required=True),
        entry.text("description"),
        entry.text("version"),
        entry.word("matter", Matter),
        entry.word("change", ChangeClass),
        entry.word("label", ChangeClass),
        tuple(read_finding(each) for each in entry.tables("findings")),
        tuple(_step(each) for each in entry.tables("route")),
    )
    if not made.version and not made.matter:
        entry.fault("skriv enten «version» eller «matter».")
    entry.leftovers()
    return made


def _step(entry: Fields) -> tuple[str, Act]:
    step = entry.text("body", required=True), needed_word(entry, "act", Act)
    entry.leftovers()
    return step


def _meeting(entry: Fields) -> Sequence[Step]:
    body, on = entry.text("body", required=True), needed_day(entry, "on")
    head = MeetingHead(
        starts_at=entry.text("starts_at"),
        ended_at=entry.text("ended_at"),
        place=entry.text("place"),
        led_by=entry.text("led_by"),
        kept_by=entry.text("kept_by"),
    )
    items = tuple(_item(each) for each in entry.tables("item"))
    called = CallMeeting(needed_day(entry, "called"), entry.place, body, on, head, items)
    absent, deputies = entry.texts("absent"), entry.texts("deputies")
    approved_by, approved_on = entry.text("approved_by"), entry.day("approved_on")
    entry.leftovers()
    if approved_on is None:
        return [called]
    ref = f"{body}-{on.isoformat()}"
    return [called, HoldMeeting(approved_on, entry.place, ref, absent, deputies, approved_by, items)]


def _item(entry: Fields) -> AgendaEntry:
    typed = ItemTyped(
        text=entry.text("text"),
        outcome=entry.word("outcome", Outcome),
        votes_for=entry.number("for"),
        votes_against=entry.number("against"),
        abstained=entry.number("abstained"),
        counters=tuple(_counter(each) for each in entry.tables("counter")),
    )
    made = AgendaEntry(
        entry.place,
        entry.text("case", required=True),
        entry.text("proposal"),
        entry.text("proposed_by"),
        typed,
    )
    entry.leftovers()
    return made


def _counter(entry: Fields) -> CounterTyped:
    made = CounterTyped(
        entry.text("text", required=True),
        entry.text("by", required=True),
        state=entry.word("state", CounterState) or CounterState.FREMMET,
        votes_for=entry.number("for"),
        votes_against=entry.number("against"),
    )
    entry.leftovers()
    return made


def _correction(entry: Fields) -> CorrectMinutes:
    made = CorrectMinutes(
        needed_day(entry, "on"),
        entry.place,
        entry.text("meeting", required=True),
        entry.number("item"),
        entry.text("text", required=True),
        entry.text("reason", required=True),
    )
    entry.leftovers()
    return made


def _on_agenda(load: Loading, row: MeetingRow, case: CaseRow) -> AgendaItemRow | None:
    return load.session.scalars(select(AgendaItemRow).filter_by(meeting_id=row.id, case_id=case.id)).first()

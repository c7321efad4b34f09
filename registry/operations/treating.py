"""What a meeting did with a case, typed while it happens, and again until the minutes are approved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import delete
from sqlalchemy.orm import Session

from decisions.meetings import Cast, CounterState
from decisions.outcomes import Act, Outcome, ReservationSort
from decisions.votes import ImpossibleVotes, Votes
from registry import audit, fields
from registry.audit import Event
from registry.errors import BadInput, Changed
from registry.operations.agendas import hold, hold_item
from registry.operations.cases import as_it_stands
from registry.permissions import Actor
from registry.queries import agendas, meetings, votes_cast
from registry.tables import (
    AgendaItemRow,
    AttendanceRow,
    BodyRow,
    CaseRow,
    CounterProposalRow,
    MeetingRow,
    MemberVoteRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class CounterTyped:
    """Another wording that was proposed in the meeting."""

    text: str
    proposed_by: str
    section_id: str = ""
    """Identity of the section of the version; empty where it is about the decision."""
    state: CounterState = CounterState.FREMMET
    votes_for: int | None = None
    votes_against: int | None = None


@dataclass(frozen=True, slots=True)
class ItemTyped:
    """What is typed of one case in the meeting. Votes as numbers, by member, or both where they agree."""

    text: str = ""
    """The decision in the words of the meeting."""
    outcome: Outcome | None = None
    act: Act | None = None
    """None: as on the agenda."""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    chair_for: bool | None = None
    cast: Mapping[int, Cast] = field(default_factory=dict)
    """How each member voted, by the person's id."""
    counters: tuple[CounterTyped, ...] = ()
    reservation: str = ""
    reservation_sort: ReservationSort | None = None
    deviation_section_id: str = ""
    returned_to: BodyRow | None = None
    closed_under: str = ""
    note: str = ""


class TypedByTwo(Changed):
    """Another has typed in the same case; `stored` is what stands, `sent` what was typed. Both are kept."""

    def __init__(self, stored: AgendaItemRow, sent: ItemTyped) -> None:
        """Take the case as it stands and what was typed."""
        told = stored.outcome.value if stored.outcome else "uten utfall"
        super().__init__(
            f"En annen har ført {stored.printed} mens du skrev.",
            f"Saken står nå som «{told}».",
            "Det du skrev, står fortsatt. Se over hva som er likt, og lagre igjen.",
        )
        self.stored = as_it_stands(stored)
        self.sent = sent


def type_item(
    session: Session,
    who: Actor,
    meeting: MeetingRow,
    item: AgendaItemRow,
    revision: int,
    typed: ItemTyped,
) -> AgendaItemRow:
    """Keep what is typed of a case. `revision` is the one the person saw; raises TypedByTwo.

    Raises BadInput, naming both, where numbers contradict each other or what each member voted.
    """
    hold(session, meeting)
    hold_item(session, item)
    if item.revision != revision:
        raise TypedByTwo(item, typed)
    body = session.get_one(BodyRow, meeting.body_id)
    voting = meetings.voting_in(session, meeting, item)
    _refuse_strangers(voting, typed.cast)
    counted = _counted(typed, meeting, voting)
    _refuse_outcome(session, item, body, counted)
    item.text = fields.text(typed.text, "text", "Vedtaket", required=False)
    item.outcome, item.act = typed.outcome, typed.act or item.act
    item.reservation = fields.text(typed.reservation, "reservation", "Protokolltilførselen", required=False)
    item.reservation_sort = _sort_of(typed, item)
    item.deviation_section_id = typed.deviation_section_id
    item.votes_for, item.votes_against = counted.votes_for, counted.votes_against
    item.abstained, item.chair_for = counted.abstained, counted.chair_for
    item.returned_to_id = typed.returned_to.id if typed.returned_to else None
    item.closed_under = fields.line(typed.closed_under, "closed_under", "Hjemmelen", required=False)
    item.note = fields.text(typed.note, "note", "Merknaden", required=False)
    _check_votes(item, voting, body, list(typed.cast.values()))
    _keep_cast(session, item, typed.cast)
    _keep_counters(session, item, typed.counters)
    item.revision += 1
    session.flush()
    data = {"item": item.printed, "outcome": item.outcome.value if item.outcome else "", "votes": _told(item)}
    audit.record(session, Event.ITEM_TYPED, f"møte:{meeting.ref}", who.ref, item.community_id, data)
    return item


def _counted(typed: ItemTyped, meeting: MeetingRow, there: Collection[AttendanceRow]) -> ItemTyped:
    """The same with the numbers counted from what each member voted; raises BadInput where they differ."""
    if not typed.cast:
        return typed
    votes = list(typed.cast.values())
    for_, against, abstained = (votes.count(each) for each in (Cast.FOR, Cast.MOT, Cast.AVHOLDENDE))
    _refuse_other(typed.votes_for, for_, "for", "votes_for")
    _refuse_other(typed.votes_against, against, "mot", "votes_against")
    _refuse_other(typed.abstained, abstained, "avholdende", "abstained")
    chair_for = typed.chair_for
    if chair_for is None:
        chair_for = _chair(typed.cast, meeting, there)
    return replace(typed, votes_for=for_, votes_against=against, abstained=abstained, chair_for=chair_for)


def _refuse_other(given: int | None, counted: int, word: str, field: str) -> None:
    if given is not None and given != counted:
        raise BadInput(
            "Saken er ikke lagret.",
            f"Det er skrevet {given} {word}, men etter stemmene for hvert medlem er det {counted}.",
            "Rett tallet eller stemmene. Det du skrev, står fortsatt.",
            field,
        )


def _chair(cast: Mapping[int, Cast], meeting: MeetingRow, there: Collection[AttendanceRow]) -> bool | None:
    """What the leader of the body voted, where that is known and nobody else led the meeting."""
    leaders = [each.person_id for each in there if each.role == "leder" and each.person_id in cast]
    if len(leaders) != 1 or meeting.led_by:
        return None
    return {Cast.FOR: True, Cast.MOT: False}.get(cast[leaders[0]])


def _refuse_strangers(there: Collection[AttendanceRow], cast: Mapping[int, Cast]) -> None:
    voting = {each.person_id for each in there}
    strangers = set(cast) - voting
    if strangers and not voting:
        raise BadInput(
            "Saken er ikke lagret.",
            "Stemmene er ført for hvert medlem, men ingen har ført hvem som møtte.",
            "Før frammøtet først, eller skriv stemmene som tall.",
            "cast",
        )
    if strangers:
        raise BadInput(
            "Saken er ikke lagret.",
            f"{len(strangers)} av dem som er ført med stemme, møtte ikke med stemmerett.",
            "Rett frammøtet eller stemmene.",
            "cast",
        )


def _refuse_outcome(session: Session, item: AgendaItemRow, body: BodyRow, typed: ItemTyped) -> None:
    if typed.returned_to is not None and typed.outcome is not Outcome.RETURNERT:
        told = typed.outcome.value if typed.outcome else "uten utfall"
        raise BadInput(
            "Saken er ikke lagret.",
            f"Den er sendt tilbake til {typed.returned_to.name}, men utfallet er «{told}».",
            "Velg utfallet «returnert», eller ta bort hvem den er sendt til.",
            "returned_to",
        )
    if typed.returned_to is not None and typed.returned_to.id == body.id:
        raise BadInput(
            "Saken er ikke lagret.",
            f"{body.name} kan ikke sende saken tilbake til seg selv.",
            "Velg et annet organ, eller utfallet «utsatt».",
            "returned_to",
        )
    wanted = {each.section_id for each in typed.counters} | {typed.deviation_section_id}
    if wanted - {""}:
        _refuse_sections(session, item, wanted - {""})


def _refuse_sections(session: Session, item: AgendaItemRow, wanted: set[str]) -> None:
    case = session.get_one(CaseRow, item.case_id)
    version = session.get(VersionRow, case.version_id) if case.version_id else None
    unknown = wanted - set(agendas.identities(version) if version else ())
    if unknown:
        about = f"versjon {version.number}" if version else "en sak uten tekst"
        raise BadInput(
            "Saken er ikke lagret.",
            f"Et forslag gjelder et punkt som ikke finnes: saken gjelder {about}.",
            "Velg et punkt i teksten, eller la forslaget gjelde vedtaket.",
            "counters",
        )


def _sort_of(typed: ItemTyped, item: AgendaItemRow) -> ReservationSort | None:
    if not item.reservation:
        return None
    return typed.reservation_sort or ReservationSort.UAVKLART


def _check_votes(
    item: AgendaItemRow, there: Collection[AttendanceRow], body: BodyRow, cast: list[Cast]
) -> Votes | None:
    """The vote, if the numbers can all be right; raises BadInput that names the two that cannot."""
    try:
        return votes_cast.present_less(votes_cast.votes_of(item, list(there), body), cast)
    except ImpossibleVotes as wrong:
        raise BadInput(
            "Saken er ikke lagret.",
            str(wrong),
            "Rett stemmetallene eller frammøtet. Det du skrev, står fortsatt.",
            "votes_for",
        ) from wrong


def _keep_cast(session: Session, item: AgendaItemRow, cast: Mapping[int, Cast]) -> None:
    session.execute(delete(MemberVoteRow).where(MemberVoteRow.item_id == item.id))
    for person, vote in cast.items():
        session.add(
            MemberVoteRow(community_id=item.community_id, item_id=item.id, person_id=person, vote=vote)
        )


def _keep_counters(session: Session, item: AgendaItemRow, counters: tuple[CounterTyped, ...]) -> None:
    session.execute(delete(CounterProposalRow).where(CounterProposalRow.item_id == item.id))
    for position, each in enumerate(counters, start=1):
        session.add(
            CounterProposalRow(
                community_id=item.community_id,
                item_id=item.id,
                position=position,
                section_id=each.section_id,
                text=fields.text(each.text, "counters", "Motforslaget"),
                proposed_by=fields.line(each.proposed_by, "counters", "Hvem som foreslår"),
                state=each.state,
                votes_for=each.votes_for,
                votes_against=each.votes_against,
            )
        )


def _told(item: AgendaItemRow) -> list[int | None]:
    return [item.votes_for, item.votes_against, item.abstained]

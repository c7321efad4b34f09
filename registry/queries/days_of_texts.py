"""Days that follow from texts: submission, yearly review, notices, rounds, and entry into force."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.deadlines import (
    ADOPTED_BY,
    IN_FORCE,
    NOTICE,
    NOTICE_MARKS,
    REVIEW,
    ROUND,
    SET_MEETING,
    SUBMISSION,
    Deadline,
    DeadlineState,
    state_of,
)
from decisions.duties import DutyState
from decisions.entry_into_force import EntryRule
from decisions.notices import NoticeState
from documents.kinds import DocumentKind
from documents.lifecycle import Stage
from registry.permissions import Actor
from registry.queries import adoption, afterwards, documents, duties, notices, rounds
from registry.queries.adoption import Adoption
from registry.queries.afterwards import SENT_IN, Afterwards
from registry.queries.duties import DutyView
from registry.queries.notices import NoticeView
from registry.tables import (
    CommunityRow,
    DocumentRow,
    VersionRow,
)

_STANDS = {
    DutyState.IKKE_BEGYNT: DeadlineState.KOMMER,
    DutyState.LOPER: DeadlineState.KOMMER,
    DutyState.OPPFYLT: DeadlineState.GJORT,
    DutyState.FOR_SENT: DeadlineState.FOR_SENT,
    DutyState.FORFALT: DeadlineState.FORFALT,
    DutyState.UAVKLART: DeadlineState.UAVKLART,
}
_NOTICE_STANDS = {
    NoticeState.LOPER: DeadlineState.KOMMER,
    NoticeState.UBEKREFTET: DeadlineState.UAVKLART,
    NoticeState.UTEN_AVTALE: DeadlineState.FORFALT,
}
"""What is not here has ended otherwise, and nothing is left to do."""


def days_of_texts(session: Session, community: CommunityRow, on: date, who: Actor) -> Iterator[Deadline]:
    """All of them, as they stand on the day; of notices those that this reader may know of."""
    for document, version in _that_went_to_decision(session, community):
        path = f"/dokumenter/{document.ref}/{version.number}"
        yield from _in_force(document, version, path, on)
        if _is_long_over(version, on):
            continue
        if document.kind in SENT_IN:
            view = documents.view(session, document, version, on)
            yield from _submissions(afterwards.afterwards(session, community, view), path)
        if _is_on_its_way(session, version, on):
            stand = adoption.adoption(session, community, document, version, on)
            yield from _round(session, document, version, stand, path, on)
            yield from _set_meetings(document, version, stand, path, on)
    yield from _reviews(session, community, on)
    for notice in notices.notices(session, community, on, who):
        if notice.counts and notice.standing.state is not NoticeState.TRUKKET:
            yield from _notice(notice, on)


def _that_went_to_decision(session: Session, community: CommunityRow) -> list[tuple[DocumentRow, VersionRow]]:
    found = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(VersionRow.community_id == community.id, VersionRow.stage.in_((Stage.FROZEN, Stage.ADOPTED)))
        .order_by(VersionRow.id)
    )
    return [(document, version) for document, version in found]


def _is_long_over(version: VersionRow, on: date) -> bool:
    """Was it adopted so long ago that no deadline of its adoption falls in the years that are shown?"""
    return version.adopted_on is not None and version.adopted_on.year < on.year - 1


def _is_on_its_way(session: Session, version: VersionRow, on: date) -> bool:
    """Is something known of its round by the day, and was it not adopted by then?"""
    if version.adopted_on is not None and version.adopted_on <= on:
        return False
    return bool(rounds.round_of(session, version, on) or rounds.steps(session, version, on))


def _in_force(document: DocumentRow, version: VersionRow, path: str, on: date) -> Iterator[Deadline]:
    name = f"{document.title} {version.number}"
    about = f"{document.ref}@{version.number}"
    adopted = version.stage is Stage.ADOPTED
    if version.valid_from and (version.adopted_on is None or version.adopted_on <= on):
        yield Deadline(
            IN_FORCE,
            version.valid_from,
            f"{name} trer i kraft",
            about,
            state_of(IN_FORCE, version.valid_from, on),
            path,
        )
    if version.entry_rule is EntryRule.FAST_DAG and version.entry_by:
        done = version.adopted_on if adopted else None
        yield Deadline(
            ADOPTED_BY,
            version.entry_by,
            f"{name} må være vedtatt av alle",
            about,
            state_of(ADOPTED_BY, version.entry_by, on, done),
            f"{path}/runde",
            is_public=adopted,
        )


def _submissions(after: Afterwards, path: str) -> Iterator[Deadline]:
    """One for each pair that has entered the agreement by the day: each has its own clock."""
    document, version = after.view.document, after.view.row
    for each in after.pairs:
        if each.entered is not None and each.duty is not None and each.duty.due is not None:
            kommune, foretak = each.pair.kommune, each.pair.foretak
            yield Deadline(
                SUBMISSION,
                each.entered,
                f"{document.title} mellom {kommune.name} og {foretak.name} sendes til Helsedirektoratet",
                f"{document.ref}@{version.number}/{kommune.ref}+{foretak.ref}",
                _STANDS[each.duty.state],
                f"{path}/etterpa",
                (kommune.ref, foretak.ref),
                note=each.duty.sentence,
                is_public=version.stage is Stage.ADOPTED,
                revision=len(each.sendings),
            )


def _round(
    session: Session, document: DocumentRow, version: VersionRow, stand: Adoption, path: str, on: date
) -> Iterator[Deadline]:
    """The deadline that was set for the round, as it was known on the day."""
    began = rounds.round_of(session, version, on)
    if began is None or began.deadline is None:
        return
    missing = len(stand.board.missing)
    state = state_of(ROUND, began.deadline, on) if missing else DeadlineState.GJORT
    yield Deadline(
        ROUND,
        began.deadline,
        f"{document.title} {version.number} skal være behandlet av alle partene",
        f"{document.ref}@{version.number}",
        state,
        f"{path}/runde",
        note=f"{missing} av {len(stand.board.rows)} parter har ikke vedtatt teksten." if missing else "",
        is_public=version.stage is Stage.ADOPTED,
        revision=max(len(rounds.rounds_of(session, version)) - 1, 0),
    )


def _set_meetings(
    document: DocumentRow, version: VersionRow, stand: Adoption, path: str, on: date
) -> Iterator[Deadline]:
    """Where a party's body is to treat the text, as far as it was known on the day."""
    for row in stand.board.rows:
        if row.next_meeting is not None and not row.adopted:
            case = f" ({row.next_case})" if row.next_case else ""
            body = row.next_body or "det vedtakende organet"
            yield Deadline(
                SET_MEETING,
                row.next_meeting,
                f"{row.party.name}: {body} behandler {document.title} {version.number}{case}",
                f"{document.ref}@{version.number}/{row.party.ref}",
                state_of(SET_MEETING, row.next_meeting, on),
                f"{path}/runde",
                (row.party.ref,),
                is_public=version.stage is Stage.ADOPTED,
                revision=len(row.steps),
            )


def _reviews(session: Session, community: CommunityRow, on: date) -> Iterator[Deadline]:
    """Last year, this and the next, where an agreement applies at the end of the year."""
    known = {view.duty.due.year: view for view in duties.reviews(session, community, on) if view.duty.due}
    agreements = [
        row
        for row in documents.all_documents(session, community)
        if row.kind is DocumentKind.SAMARBEIDSAVTALE and row.pair_id is None
    ]
    for document in agreements:
        for year in (on.year - 1, on.year, on.year + 1):
            if documents.version_in_force(session, community, document.ref, date(year, 12, 31)):
                yield _review(document, year, known.get(year))


def _review(document: DocumentRow, year: int, view: DutyView | None) -> Deadline:
    base = date(year, 1, 1)
    return Deadline(
        REVIEW,
        base,
        f"{document.title} gjennomgås for {year}",
        f"{document.ref}/{year}",
        _STANDS[view.duty.state] if view else DeadlineState.KOMMER,
        "/lovkrav",
        note=view.duty.sentence if view else "",
    )


def _notice(view: NoticeView, on: date) -> Iterator[Deadline]:
    """The end of the year, and on the way there the days the office wants to know of."""
    kommune, foretak = view.pair.kommune, view.pair.foretak
    state = view.standing.state
    is_running = state in {NoticeState.LOPER, NoticeState.UBEKREFTET}
    what = f"Oppsigelsen mellom {kommune.name} og {foretak.name}"
    for rule in (NOTICE, *(NOTICE_MARKS if is_running else ())):
        is_end = rule is NOTICE
        yield Deadline(
            rule,
            view.row.received_on,
            f"{what}: {'avtalen gjelder ikke lenger' if is_end else rule.heading}",
            view.row.ref,
            _NOTICE_STANDS.get(state, DeadlineState.GJORT)
            if is_end
            else state_of(rule, view.row.received_on, on),
            f"/oppsigelser/{view.row.ref}",
            (kommune.ref, foretak.ref),
            note=view.standing.duty.sentence if is_end else "",
            is_public=view.known,
            revision=len(view.steps),
        )

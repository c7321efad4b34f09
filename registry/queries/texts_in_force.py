"""The texts in force on a day, each with the decision and the adoption behind it: for the report."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.nynorsk import written_in
from documents.compliance import Decided, TextInForce
from documents.kinds import Language
from registry.audit import Event
from registry.queries import decisions, documents, log
from registry.queries.adoption import adoption
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView
from registry.tables import AuditRow, CommunityRow, PartyRow


def texts_in_force(
    session: Session, community: CommunityRow, on: date, party: PartyRow | None, language: Language
) -> tuple[TextInForce, ...]:
    """What applies that day, to all or to one party, in order of precedence."""
    applying = documents.the_set(session, community, on, party)
    return tuple(_text(session, community, view, party, language) for view in applying)


def recorded_after(
    session: Session, community: CommunityRow, texts: Sequence[TextInForce], known: date
) -> tuple[str, ...]:
    """Those of the texts that nobody had recorded as adopted by the end of that day."""
    subjects = {f"versjon:{text.ref}": f"{text.title} {text.number}" for text in texts}
    first = select(AuditRow.subject, func.min(AuditRow.seq).label("seq")).where(
        AuditRow.community_id == community.id,
        AuditRow.event == Event.VERSION_ADOPTED.value,
        AuditRow.subject.in_(subjects),
    )
    rows = session.execute(first.group_by(AuditRow.subject))
    recorded = {row.subject: row.seq for row in rows}
    last = log.last_by(session, known)
    return tuple(name for subject, name in subjects.items() if recorded.get(subject, last) > last)


def _text(
    session: Session,
    community: CommunityRow,
    view: VersionView,
    party: PartyRow | None,
    language: Language,
) -> TextInForce:
    row = view.row
    made = decisions.decisions(session, community, version=row, until=view.on)
    corrected = {each.row.corrects_id for each in made}
    stand = [each for each in made if each.row.act.decides and each.row.id not in corrected]
    adopted, parties = _adopted(session, community, view)
    return TextInForce(
        ref=view.ref,
        title=view.document.title,
        number=row.number,
        since=row.valid_from,
        decided=_decided(_own(stand, party), language),
        others=max(len(stand) - 1, 0),
        adopted=adopted,
        parties=parties,
        taken_over=row.taken_over,
        note=written_in(view.note, language),
    )


def _adopted(session: Session, community: CommunityRow, view: VersionView) -> tuple[int | None, int]:
    """How many parties have adopted it, of how many; none where one joint body decides for all."""
    if view.row.taken_over:
        return None, 0
    stands = adoption(session, community, view.document, view.row, view.on)
    return (stands.board.adopted, len(stands.board.rows)) if stands.by_each_party else (None, 0)


def _own(stand: Sequence[DecisionView], party: PartyRow | None) -> DecisionView | None:
    """The party's own decision where it has one; else the latest."""
    own = (each for each in stand if party is not None and each.body.owner_id == party.id)
    return next(own, None) or next(iter(stand), None)


def _decided(view: DecisionView | None, language: Language) -> Decided | None:
    if view is None:
        return None
    case = view.row.case_number
    named = case if "sak" in case.lower() else f"sak {case}"
    return Decided(view.body.name, named, view.row.meeting_on, written_in(view.row.outcome.value, language))

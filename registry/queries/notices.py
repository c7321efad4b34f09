"""Which notices of termination have come, how does each stand on a day, and which agreements have they ended?

This file asks nothing of `registry.queries.documents`, which asks it which pairs an agreement has ended for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.entry_into_force import EntryRule
from decisions.notices import Notice, NoticeStanding, NoticeState, Resolution, Step, carrying, done, stands
from decisions.outcomes import Outcome
from decisions.rounds import NoticeStep
from decisions.verdict import Answer
from documents.kinds import ChangeClass, DocumentKind
from documents.lifecycle import Life, Stage, in_force
from registry.errors import NotFound
from registry.permissions import Actor, Permission
from registry.queries import decisions, parties
from registry.queries.decisions import DecisionView
from registry.queries.parties import PairView
from registry.tables import (
    CommunityRow,
    DecisionRow,
    DocumentRow,
    NoticeRow,
    NoticeStepRow,
    PairEntryRow,
    PartyRow,
    VersionRow,
)

AGREEMENTS = (DocumentKind.SAMARBEIDSAVTALE,)
"""What § 6-5 gives a year's notice for; a special agreement says itself how it ends."""
SHORTEST_YEAR = 365
"""Days in the shortest year of notice; which notices are worth looking at is told from it."""
_BY_PAIR = (EntryRule.PAR_FOR_PAR, EntryRule.ET_ANTALL)


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice with what it is about, what was done, and how it stands on the day."""

    row: NoticeRow
    document: DocumentRow
    pair: PairView
    party: PartyRow
    value: Notice
    standing: NoticeStanding
    steps: tuple[NoticeStepRow, ...]
    """In the order they were recorded."""
    treated: tuple[DecisionView, ...]
    """What bodies of the party have done with the question, the earliest first."""
    known: bool
    """Is the right body's resolution there, on whatever day? Then it is for everybody to read."""

    @property
    def resolution(self) -> DecisionView | None:
        """The decision it rests on that day."""
        rests_on = self.standing.resolution
        return next((each for each in self.treated if rests_on and each.row.ref == rests_on.ref), None)

    @property
    def other(self) -> PartyRow:
        """The party that received it."""
        return self.pair.foretak if self.party.id == self.pair.kommune.id else self.pair.kommune

    @property
    def counts(self) -> bool:
        """Was it recorded as it was? One recorded by mistake counts for nothing."""
        return self.standing.state is not NoticeState.FEILFORT

    def last_word(self, step: NoticeStep) -> NoticeStepRow | None:
        """What was last recorded of a step; it may be that it was not done after all."""
        return next((row for row in reversed(self.steps) if row.step is step), None)


def visible(who: Actor, view: NoticeView) -> bool:
    """May this reader know of the notice?

    A letter that nobody has resolved is not the party's word, and one recorded by mistake is nobody's: these
    are for those who may read drafts.
    """
    wrong = view.standing.state is NoticeState.FEILFORT
    return who.may(Permission.DRAFTS_READ) or (view.known and not wrong)


def notices(
    session: Session,
    community: CommunityRow,
    on: date,
    who: Actor,
    *,
    document: DocumentRow | None = None,
    party: PartyRow | None = None,
) -> list[NoticeView]:
    """The notices received by that day that this reader may know of, the latest first."""
    query = select(NoticeRow).where(NoticeRow.community_id == community.id, NoticeRow.received_on <= on)
    if document is not None:
        query = query.where(NoticeRow.document_id == document.id)
    rows = session.scalars(query.order_by(NoticeRow.received_on.desc(), NoticeRow.id.desc())).all()
    views = _views(session, community, rows, on)
    return [
        each
        for each in views
        if visible(who, each) and (party is None or party.id in {each.pair.kommune.id, each.pair.foretak.id})
    ]


def notice(session: Session, community: CommunityRow, ref: str, who: Actor, on: date) -> NoticeView:
    """The notice with this reference; raises NotFound, also where it is not for this reader."""
    rows = session.scalars(
        select(NoticeRow).where(NoticeRow.community_id == community.id, NoticeRow.ref == ref)
    ).all()
    found = next((each for each in _views(session, community, rows, on) if visible(who, each)), None)
    if found is None:
        raise NotFound(f"Oppsigelsen «{ref}» finnes ikke.", "", "Se listen over oppsigelser.")
    return found


def ended_pairs(session: Session, community: CommunityRow, on: date) -> set[tuple[int, int]]:
    """The document and the pair, by id, of every agreement that no longer applies that day for having been
    terminated. A pair that has entered a new agreement since is not among them.
    """
    long_ago = on - timedelta(days=SHORTEST_YEAR)
    rows = session.scalars(
        select(NoticeRow).where(NoticeRow.community_id == community.id, NoticeRow.received_on <= long_ago)
    ).all()
    return {
        (each.document.id, each.row.pair_id)
        for each in _views(session, community, rows, on)
        if each.standing.state is NoticeState.UTEN_AVTALE
    }


def _views(
    session: Session, community: CommunityRow, rows: Sequence[NoticeRow], on: date
) -> list[NoticeView]:
    if not rows:
        return []
    pairs = {view.row.id: view for view in parties.pairs(session, community)}
    treated = _treated(session, community)
    return [_view(session, community, row, pairs[row.pair_id], treated, on) for row in rows]


def _view(
    session: Session,
    community: CommunityRow,
    row: NoticeRow,
    pair: PairView,
    treated: Sequence[DecisionView],
    on: date,
) -> NoticeView:
    document, party = session.get_one(DocumentRow, row.document_id), session.get_one(PartyRow, row.party_id)
    value = Notice(
        party.name, party.kind, pair.kommune.name, pair.foretak.name, row.received_on, pair.row.valid_to
    )
    steps = tuple(
        session.scalars(
            select(NoticeStepRow).where(NoticeStepRow.notice_id == row.id).order_by(NoticeStepRow.id)
        )
    )
    own = tuple(
        each for each in treated if each.body.owner_id == party.id and each.row.matter == document.kind.value
    )
    lives = _lives(session, document, row.pair_id)
    resolutions = [_resolution(each, document, lives) for each in own]
    spent = _spent(session, row)
    new_from = _new_agreement(session, community, value, row, pair)
    standing = stands(value, resolutions, _steps(steps), on, new_from=new_from, spent=spent)
    known = carrying(value, resolutions, date.max, spent) is not None
    return NoticeView(row, document, pair, party, value, standing, steps, own, known)


def _treated(session: Session, community: CommunityRow) -> list[DecisionView]:
    """What was done with the question of terminating, the earliest first; without corrected records."""
    refs = session.scalars(
        select(DecisionRow.ref)
        .where(DecisionRow.community_id == community.id, DecisionRow.change == ChangeClass.OPPSIGELSE)
        .where(DecisionRow.id.not_in(decisions.corrected_ids(community)))
        .order_by(DecisionRow.meeting_on, DecisionRow.id)
    ).all()
    return [decisions.decision(session, community, ref) for ref in refs]


def _steps(rows: Sequence[NoticeStepRow]) -> list[Step]:
    return [Step(row.step, row.happens_on, row.done_by, row.holds) for row in rows]


def _resolution(view: DecisionView, document: DocumentRow, lives: dict[int, Life]) -> Resolution:
    row = view.row
    applying = in_force(list(lives.values()), row.meeting_on)
    about = lives.get(row.version_id) if row.version_id else None
    same = about is not None and about == applying and view.document is not None
    return Resolution(
        view.body.name,
        view.body.kind,
        row.meeting_on,
        row.act.means,
        row.outcome,
        view.standing,
        same and view.document is not None and view.document.id == document.id,
        row.case_number,
        row.ref,
    )


def _lives(session: Session, document: DocumentRow, pair_id: int) -> dict[int, Life]:
    """The adopted versions of the document as they apply for the pair, by id."""
    rows = session.scalars(
        select(VersionRow).where(VersionRow.document_id == document.id, VersionRow.stage == Stage.ADOPTED)
    ).all()
    first = _first_days(session, rows, pair_id)
    return {
        row.id: Life(document.ref, row.number, document.kind, row.stage, first.get(row.id), row.valid_to)
        for row in rows
    }


def _first_days(session: Session, rows: Sequence[VersionRow], pair_id: int) -> dict[int, date | None]:
    """From when each version applies for the pair: its own day where the text works pair by pair."""
    found = session.scalars(select(PairEntryRow).where(PairEntryRow.pair_id == pair_id))
    entries = {entry.version_id: entry.valid_from for entry in found}
    return {row.id: entries.get(row.id) if row.entry_rule in _BY_PAIR else row.valid_from for row in rows}


def _spent(session: Session, row: NoticeRow) -> date | None:
    """The last day an earlier notice of the same party to the same pair was withdrawn."""
    earlier = session.scalars(
        select(NoticeRow.id).where(
            NoticeRow.document_id == row.document_id,
            NoticeRow.pair_id == row.pair_id,
            NoticeRow.party_id == row.party_id,
            NoticeRow.id != row.id,
            NoticeRow.received_on < row.received_on,
        )
    ).all()
    days = []
    for each in earlier:
        steps = _steps(
            session.scalars(
                select(NoticeStepRow).where(NoticeStepRow.notice_id == each).order_by(NoticeStepRow.id)
            ).all()
        )
        withdrawn = done(steps, NoticeStep.TRUKKET, date.max)
        if withdrawn and not done(steps, NoticeStep.FEILFORT, date.max):
            days.append(withdrawn.on)
    return max(days, default=None)


def _new_agreement(
    session: Session, community: CommunityRow, value: Notice, row: NoticeRow, pair: PairView
) -> date | None:
    """The first day of a new agreement that the pair has entered since the notice was received.

    A text adopted as new, from the day after; any other only where the year is over when it begins, and the
    party that gave notice has itself adopted it since, for revisions in the meantime end with the rest.
    """
    rows = session.execute(
        select(VersionRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(VersionRow.community_id == community.id, VersionRow.stage == Stage.ADOPTED)
        .where(DocumentRow.kind.in_(AGREEMENTS))
    ).all()
    first = _first_days(session, [version for version, _ in rows], pair.row.id)
    days = []
    for version, document in rows:
        day = first[version.id]
        if day is None or day <= value.received:
            continue
        another = document.id != row.document_id or version.change is ChangeClass.NY
        if another or (day >= value.ends and _adopted_by(session, community, version, row)):
            days.append(day)
    return min(days, default=None)


def _adopted_by(session: Session, community: CommunityRow, version: VersionRow, row: NoticeRow) -> bool:
    """Has the party that gave notice adopted the version after that?"""
    made = decisions.decisions(session, community, version=version, uncorrected=True)
    return any(
        each.body.owner_id == row.party_id
        and each.row.act.decides
        and each.row.outcome is Outcome.VEDTATT
        and each.row.change is not ChangeClass.OPPSIGELSE
        and each.standing is Answer.VALID
        and each.row.meeting_on > row.received_on
        for each in made
    )

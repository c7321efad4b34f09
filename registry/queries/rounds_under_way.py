"""Rounds that are under way on a day: texts that wait for many parties, each with how far it has come."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from decisions.adoption import Row
from decisions.entry_into_force import EntryRule
from decisions.outcomes import Act
from documents.lifecycle import Stage, Standing
from registry import clock
from registry.permissions import Actor
from registry.queries import adoption, documents, rounds
from registry.queries.adoption import Adoption
from registry.queries.documents import VersionView
from registry.queries.rounds import RoundView
from registry.tables import CommunityRow, DecisionRow, DocumentRow, RoundRow, RoundStepRow, VersionRow

_ONE_AFTER_THE_OTHER = frozenset({EntryRule.PAR_FOR_PAR, EntryRule.ET_ANTALL})
"""Rules by which a text can be in force for some while others have not adopted it yet."""


@dataclass(frozen=True, slots=True)
class RoundUnderWay:
    """A text that waits for parties: the version, where they stand, and the deadline as known that day."""

    view: VersionView
    stand: Adoption
    round: RoundView | None
    """None where nobody has said when it began."""

    @property
    def standing(self) -> Standing:
        """What the version was that day: for decision, until it was adopted."""
        return standing_in_round(self.view)

    @property
    def path(self) -> str:
        """The address of its board."""
        return f"/dokumenter/{self.view.document.ref}/{self.view.row.number}/runde"

    @property
    def next_meetings(self) -> tuple[Row, ...]:
        """The parties of the first day to come on which a meeting is set; several may meet on it."""
        coming = [
            row for row in self.stand.board.by_next_meeting if (row.next_meeting or date.min) >= self.view.on
        ]
        return tuple(row for row in coming if row.next_meeting == coming[0].next_meeting)

    @property
    def deadline(self) -> date | None:
        """The day the parties are asked to have decided by."""
        return self.round.deadline if self.round else None

    @property
    def is_overdue(self) -> bool:
        """Is the deadline past, and somebody missing?"""
        return bool(self.stand.board.overdue(self.view.on))


def standing_in_round(view: VersionView) -> Standing:
    """What the version was on the day of the view: a text that was adopted later, was for decision then."""
    before = view.row.adopted_on is not None and view.on < view.row.adopted_on
    return Standing.FROZEN if before and not view.row.taken_over else view.standing


def rounds_under_way(session: Session, community: CommunityRow, who: Actor, on: date) -> list[RoundUnderWay]:
    """The rounds that had begun and were not over that day, as far as the actor may read them.

    A round has begun when the text is frozen, or with the first that happened, for one that was recorded here
    afterwards. It is over when the text is adopted; where it comes into force for one pair after the other,
    when nobody is missing.
    """
    found = []
    for document, version in _candidates(session, community, on):
        if not documents.visible(who, version):
            continue
        stand = adoption.adoption(session, community, document, version, on)
        if (
            not stand.by_each_party
            or not stand.board.rows
            or (_adopted_by(version, on) and not stand.board.missing)
        ):
            continue
        view = documents.view(session, document, version, on)
        found.append(RoundUnderWay(view, stand, rounds.round_of(session, version, on)))
    return found


def _candidates(session: Session, community: CommunityRow, on: date) -> list[tuple[DocumentRow, VersionRow]]:
    """Versions frozen by that day and not adopted by it, but for those that go on after they are adopted."""
    rows = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(
            DocumentRow.community_id == community.id,
            VersionRow.stage.in_((Stage.FROZEN, Stage.ADOPTED)),
            VersionRow.taken_over == "",
        )
        .order_by(VersionRow.frozen_at, VersionRow.id)
    )
    first = _first_days(session, community)
    return [
        (document, version)
        for document, version in rows
        if version.frozen_at is not None
        and min(clock.day_of(version.frozen_at), first.get(version.id, date.max)) <= on
        and (not _adopted_by(version, on) or version.entry_rule in _ONE_AFTER_THE_OTHER)
    ]


def _first_days(session: Session, community: CommunityRow) -> dict[int, date]:
    """The first day of each version's round that is told of: said, noted or decided."""
    deciding = [act for act in Act if act.decides]
    told = (
        select(RoundRow.version_id, RoundRow.started_on).where(RoundRow.community_id == community.id),
        select(RoundStepRow.version_id, RoundStepRow.known_on).where(
            RoundStepRow.community_id == community.id
        ),
        select(DecisionRow.version_id, DecisionRow.meeting_on).where(
            DecisionRow.community_id == community.id,
            DecisionRow.version_id.is_not(None),
            DecisionRow.act.in_(deciding),
        ),
    )
    found = union_all(*told).subquery()
    version_id, day = found.c
    return {row[0]: row[1] for row in session.execute(select(version_id, func.min(day)).group_by(version_id))}


def _adopted_by(version: VersionRow, on: date) -> bool:
    return version.stage is Stage.ADOPTED and version.adopted_on is not None and version.adopted_on <= on

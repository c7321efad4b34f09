"""Rounds that are under way on a day: texts that wait for many parties, each with how far it has come."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.adoption import Row
from decisions.entry_into_force import EntryRule
from documents.lifecycle import Stage
from registry import clock
from registry.permissions import Actor
from registry.queries import adoption, documents, rounds
from registry.queries.adoption import Adoption
from registry.queries.documents import VersionView
from registry.queries.rounds import RoundView
from registry.tables import CommunityRow, DocumentRow, VersionRow

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


def rounds_under_way(session: Session, community: CommunityRow, who: Actor, on: date) -> list[RoundUnderWay]:
    """The rounds that had begun and were not over that day, as far as the actor may read them.

    A text has begun its round when it is frozen. It is over when the text is adopted; where it comes into
    force for one pair after the other, when nobody is missing.
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
    return [
        (document, version)
        for document, version in rows
        if version.frozen_at is not None
        and clock.day_of(version.frozen_at) <= on
        and (not _adopted_by(version, on) or version.entry_rule in _ONE_AFTER_THE_OTHER)
    ]


def _adopted_by(version: VersionRow, on: date) -> bool:
    return version.stage is Stage.ADOPTED and version.adopted_on is not None and version.adopted_on <= on

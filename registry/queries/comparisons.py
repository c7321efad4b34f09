"""What changed between two versions, why, and which comparison did a decision rest on?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import lifecycle
from documents.comparing.change_table import Reason
from documents.comparing.changes import ALGORITHM, Comparison, SectionChange
from documents.comparing.diff import compare
from documents.lifecycle import Stage
from registry.errors import NotFound
from registry.permissions import Actor
from registry.queries import documents
from registry.queries.documents import VersionView
from registry.tables import (
    ComparisonRow,
    DecisionBasisRow,
    DecisionRow,
    DocumentRow,
    ReasonRow,
    VersionRow,
)

EXPLAINABLE = (Stage.DRAFT, Stage.FROZEN)
"""While a version is one of these, its changes can be given reasons."""


def between(old: VersionRow, new: VersionRow) -> Comparison:
    """What changes from the one text to the other. Kept by the texts themselves, so it is never stale."""
    return of_texts(old.text, new.text)


def base_of(session: Session, view: VersionView, who: Actor) -> VersionView | None:
    """The version that this one is to be compared with: the one it was made from, or that came before.

    Only one that the actor may read; None for the first.
    """
    return base_among(documents.views_of(session, view.document, who, view.on), view)


def base_among(views: Sequence[VersionView], view: VersionView) -> VersionView | None:
    """The same, among these versions of the document, the newest first."""
    older = [each for each in views if each.row.id < view.row.id]
    made_from = next((each for each in older if each.row.id == view.row.based_on_id), None)
    return made_from or next((each for each in older if each.row.stage is Stage.ADOPTED), None)


def in_force_or_base(
    session: Session, document: DocumentRow, version: VersionRow, on: date
) -> VersionRow | None:
    """The text that a body has before it beside the one it decides about, on the day of the meeting.

    The one in force that day; where there is none, or it is the version itself, the one it was made from.
    """
    rows = documents.versions_of(session, document)
    applying = lifecycle.in_force([documents.life(document, row) for row in rows], on)
    if applying is not None and applying.number != version.number:
        return next(row for row in rows if row.number == applying.number)
    return next((row for row in rows if row.id == version.based_on_id), None)


def reason_rows(session: Session, version: VersionRow) -> Mapping[str, ReasonRow]:
    """The reasons for the changes in this version, by the identity of the place."""
    rows = session.scalars(select(ReasonRow).where(ReasonRow.version_id == version.id).order_by(ReasonRow.id))
    return {row.section_id: row for row in rows}


def reasons_of(session: Session, version: VersionRow) -> Mapping[str, Reason]:
    """The same, as the change table wants them."""
    return {key: Reason(row.why, row.asked_by) for key, row in reason_rows(session, version).items()}


def unexplained(session: Session, old: VersionRow, new: VersionRow) -> Sequence[SectionChange]:
    """The changes from the one to the other that nobody has given a reason for."""
    known = reason_rows(session, new)
    return [change for change in between(old, new).changed if change.place.id not in known]


@dataclass(frozen=True, slots=True)
class Basis:
    """The comparison that a body had before it, as it was made then."""

    row: ComparisonRow
    document: DocumentRow
    old: VersionRow
    new: VersionRow

    @property
    def comparison(self) -> Comparison:
        """The comparison as it was kept; nothing is compared anew."""
        return Comparison.from_dict(json.loads(self.row.content))

    @property
    def summary(self) -> str:
        """Its first line, as it was then."""
        return self.comparison.summary

    @property
    def by_todays_method(self) -> Comparison:
        """What the same two texts would give today."""
        return between(self.old, self.new)

    @property
    def is_current(self) -> bool:
        """Is the method still the one it was made by?"""
        return self.row.algorithm == ALGORITHM

    @property
    def would_be_the_same(self) -> bool:
        """Would today's method tell the same of these two texts?"""
        kept, today = json.loads(self.row.content), self.by_todays_method.to_dict()
        return all(kept.get(key) == value for key, value in today.items() if key != "algorithm")


def basis_of(session: Session, decision: DecisionRow) -> Basis | None:
    """The comparison that this decision rested on; None where there was nothing to compare."""
    kept = session.get(DecisionBasisRow, decision.id)
    if kept is None:
        return None
    row = session.get_one(ComparisonRow, kept.comparison_id)
    new = session.get_one(VersionRow, row.new_version_id)
    document = session.get_one(DocumentRow, new.document_id)
    return Basis(row, document, session.get_one(VersionRow, row.old_version_id), new)


def readable_basis(session: Session, who: Actor, decision: DecisionRow) -> Basis | None:
    """The same, where the actor may read both texts; else None."""
    basis = basis_of(session, decision)
    return basis if basis and all(documents.visible(who, row) for row in (basis.old, basis.new)) else None


def the_basis(session: Session, who: Actor, decision: DecisionRow) -> Basis:
    """The same; raises NotFound where there is none that the actor may read."""
    basis = readable_basis(session, who, decision)
    if basis is None:
        raise NotFound(
            "Det er ikke lagret noen sammenligning med dette vedtaket.",
            "Det gjaldt ingen tekst, den første utgaven av en tekst, eller en som ikke er vedtatt ennå.",
            "Se vedtaket.",
        )
    return basis


@lru_cache(maxsize=64)
def of_texts(old: str, new: str) -> Comparison:
    """What changes from one stored text to another, kept by the texts themselves."""
    return compare(documents.tree_of(old), documents.tree_of(new))

"""Adopted versions that rest on a decision which no longer holds: a question for a person.

A correction, or a later ruling, may take away what a version was adopted on. The register undoes nothing by
itself: the text has applied, and others have acted on it. It asks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from decisions.outcomes import Outcome
from decisions.verdict import Answer
from documents.kinds import ChangeClass
from documents.lifecycle import Stage, Standing
from registry.queries import adoption, decisions, documents
from registry.queries.corrections import links
from registry.queries.decisions import DecisionView
from registry.tables import CommunityRow, DecisionRow, DocumentRow, RulingRow, VersionRow


@dataclass(frozen=True, slots=True)
class Shaken:
    """A decision that an adopted version rested on, and what took its place and does not hold."""

    document: DocumentRow
    version: VersionRow
    first: DecisionView
    last: DecisionView
    """The last correction; the decision itself where a later ruling is what took it away."""

    @property
    def what(self) -> str:
        """What no longer holds, in a sentence."""
        how = "avgjort på nytt" if self.last.row.id == self.first.row.id else "rettet"
        return (
            f"{self.document.title}, versjon {self.version.number}, er vedtatt på vedtaket i "
            f"{self.first.body.name}, sak {self.first.row.case_number}. Det er {how} og holder ikke lenger: "
            f"{self.last.standing.label.lower()}."
        )

    @property
    def question(self) -> str:
        """What a person must answer."""
        return (
            "Står versjonen fortsatt? Ingenting er gjort om av seg selv. "
            "Registrer et nytt vedtak som holder, eller opphev versjonen."
        )


def shaken_by(session: Session, community: CommunityRow, version: VersionRow) -> list[Shaken]:
    """The decisions this adopted version rested on that no longer hold, and that none other stands in for."""
    if version.stage is not Stage.ADOPTED:
        return []
    document = session.get_one(DocumentRow, version.document_id)
    made = decisions.decisions(session, community, version=version)
    day = max((view.row.meeting_on for view in made), default=version.adopted_on or version.valid_from)
    if not made or day is None:
        return []
    by_party = adoption.adoption(session, community, document, version, day).by_each_party
    needed = [view for view in made if (view.body.owner_id is not None) == by_party]
    corrected_by = {old: new for new, old in links(session, community).items()}
    standing = {_whose(view) for view in needed if _stands(view, version) and view.row.id not in corrected_by}
    once_valid = _once_valid(session, needed)
    found: dict[int, Shaken] = {}
    for view in reversed(needed):
        if view.row.id in once_valid and _adopts(view, version) and _whose(view) not in standing:
            last = _last(session, community, view, corrected_by)
            found.setdefault(last.row.id, Shaken(document, version, view, last))
    return list(found.values())


def all_shaken(session: Session, community: CommunityRow, on: date) -> list[Shaken]:
    """Every such decision of a version that applies on the day, or will."""
    touched = or_(
        DecisionRow.id.in_(decisions.corrected_ids(community)),
        DecisionRow.id.in_(select(RulingRow.decision_id).where(RulingRow.community_id == community.id)),
    )
    found = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(VersionRow.community_id == community.id, VersionRow.stage == Stage.ADOPTED)
        .where(VersionRow.id.in_(select(DecisionRow.version_id).where(touched)))
        .order_by(VersionRow.id)
    )
    return [
        each
        for document, version in found
        if documents.view(session, document, version, on).standing in {Standing.IN_FORCE, Standing.COMING}
        for each in shaken_by(session, community, version)
    ]


def _adopts(view: DecisionView, version: VersionRow) -> bool:
    """Was it to adopt this very text?"""
    row = view.row
    same = row.version_id == version.id and row.text_hash == version.frozen_hash
    same = same and row.change is not ChangeClass.OPPSIGELSE
    return same and row.act.decides and row.outcome is Outcome.VEDTATT


def _stands(view: DecisionView, version: VersionRow) -> bool:
    return _adopts(view, version) and view.standing is Answer.VALID


def _whose(view: DecisionView) -> int | None:
    """The party whose decision it is; None for a joint body, of which any will do."""
    return view.body.owner_id


def _once_valid(session: Session, views: Iterable[DecisionView]) -> set[int]:
    """Those that held when they were recorded, or were once ruled to."""
    ids = {view.row.id: view.row.answer for view in views}
    ruled = session.scalars(
        select(RulingRow.decision_id).where(RulingRow.decision_id.in_(ids), RulingRow.answer == Answer.VALID)
    )
    return {id_ for id_, answer in ids.items() if answer is Answer.VALID} | set(ruled)


def _last(
    session: Session, community: CommunityRow, view: DecisionView, corrected_by: Mapping[int, int]
) -> DecisionView:
    """The end of its chain of corrections."""
    last = view.row.id
    while last in corrected_by:
        last = corrected_by[last]
    if last == view.row.id:
        return view
    return decisions.decision(session, community, session.get_one(DecisionRow, last).ref)

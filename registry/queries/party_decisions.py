"""The decisions on a version as its parties' words, with what came back from them, as known on a day."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from decisions.adopting.treatments import PartyDecision
from decisions.outcomes import Act
from decisions.rounds import DeviationSort
from decisions.ruling import standing
from decisions.verdict import Answer, Verdict
from decisions.words import day_in_words, ended
from documents.kinds import ChangeClass
from registry import clock
from registry.queries import parties
from registry.queries.decisions import corrected_ids, ruling_value
from registry.tables import (
    AdoptedPaperRow,
    BodyRow,
    CertificationRow,
    CommunityRow,
    DecisionRow,
    DeviationRow,
    RulingRow,
    VersionRow,
)

_GRAVEST_FIRST = (None, DeviationSort.ENDRING, DeviationSort.MERKNAD, DeviationSort.REDAKSJONELL)
"""Of several texts that came back, the one nobody has sorted tells; then the one that changes most."""


_ACTS = (*(act for act in Act if act.decides), Act.INNSTILLER)
_TELLING = (
    DecisionRow.id,
    DecisionRow.ref,
    DecisionRow.meeting_on,
    DecisionRow.act,
    DecisionRow.outcome,
    DecisionRow.text_hash,
    DecisionRow.answer,
    DecisionRow.case_number,
    DecisionRow.deviation,
    DecisionRow.remark,
    DecisionRow.reservation_sort,
    DecisionRow.minutes,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that came back with other words, and what a person said of it."""

    paper: AdoptedPaperRow
    said: DeviationRow | None

    @property
    def sort(self) -> DeviationSort | None:
        """What it amounts to; None while nobody has said."""
        return self.said.sort if self.said else None

    @property
    def words(self) -> str:
        """What it is, and who said what it amounts to."""
        told = f"«{self.paper.name}» har andre ord enn teksten som ble lagt fram."
        if self.said is None:
            return told
        by, day = self.said.classified_by, day_in_words(self.said.classified_on)
        return ended(f"{told} {by} sa {day} at forskjellen er {_NOUNS[self.said.sort]}: {self.said.reason}")


def party_decisions(
    session: Session, community: CommunityRow, version: VersionRow, on: date
) -> list[PartyDecision]:
    """What the parties' bodies had decided or recommended by that day, in the order it was recorded.

    A joint body speaks for no single party, and what a later record corrects says nothing. Where the register
    could only ask, what a person had answered by that day is what counts. Only the columns that tell are
    read: a verdict is long, and a round may have hundreds.
    """
    owners = {row.id: row.ref for row in parties.all_parties(session, community)}
    found = session.execute(
        select(*_TELLING, BodyRow.name.label("body"), BodyRow.owner_id)
        .join(BodyRow, BodyRow.id == DecisionRow.body_id)
        .where(
            *about_adopting(community, version, on), DecisionRow.act.in_(_ACTS), BodyRow.owner_id.is_not(None)
        )
        .order_by(DecisionRow.id)
    ).all()
    differences = _differences(session, version, on)
    vouched = _certified(session, version, on)
    answered = _standings(session, [row.id for row in found if row.answer is Answer.NEEDS_HUMAN], on)
    return [
        _party_decision(
            row,
            owners[row.owner_id],
            answered.get(row.id, row.answer),
            differences.get(row.id, ()),
            vouched.get(row.id),
        )
        for row in found
    ]


def about_adopting(community: CommunityRow, version: VersionRow, on: date) -> tuple[ColumnElement[bool], ...]:
    """Of the decisions that are about adopting the version, made by that day, and not corrected since.

    What was resolved of terminating the text is not a word about adopting it.
    """
    return (
        DecisionRow.version_id == version.id,
        DecisionRow.meeting_on <= on,
        DecisionRow.change != ChangeClass.OPPSIGELSE,
        DecisionRow.id.not_in(corrected_ids(community)),
    )


def _party_decision(
    row: Row[*tuple[Any, ...]],
    owner: str,
    answer: Answer,
    differing: Sequence[Difference],
    certified: Row[*tuple[Any, ...]] | None,
) -> PartyDecision:
    link = certified.link if certified else ""
    return PartyDecision(
        owner,
        row.body,
        row.meeting_on,
        row.outcome,
        row.text_hash or "",
        answer,
        row.case_number,
        row.deviation or row.remark,
        row.act,
        row.ref,
        row.reservation_sort,
        differs=bool(differing),
        classified=min((each.sort for each in differing), key=_GRAVEST_FIRST.index, default=None),
        difference=" ".join(each.words for each in differing),
        link=link or (row.minutes if row.minutes.startswith("http") else ""),
        certified_by=certified.certified_by if certified else "",
    )


def _standings(session: Session, asked: Collection[int], on: date) -> dict[int, Answer]:
    """Where a verdict only asked: what stood that day, by what a person had answered to it."""
    if not asked:
        return {}
    rulings = session.scalars(
        select(RulingRow).where(RulingRow.decision_id.in_(asked), RulingRow.ruled_on <= on)
    )
    last = {row.decision_id: row for row in sorted(rulings, key=lambda row: row.id)}
    verdicts = session.execute(select(DecisionRow.id, DecisionRow.verdict).where(DecisionRow.id.in_(last)))
    return {
        row.id: standing(Verdict.from_dict(json.loads(row.verdict)), ruling_value(last[row.id]))
        for row in verdicts
    }


def _certified(session: Session, version: VersionRow, on: date) -> dict[int, Row[*tuple[Any, ...]]]:
    """Who had last vouched for each decision by that day, and by which source."""
    found = session.execute(
        select(
            CertificationRow.decision_id,
            CertificationRow.certified_by,
            CertificationRow.certified_at,
            CertificationRow.link,
        )
        .join(DecisionRow, DecisionRow.id == CertificationRow.decision_id)
        .where(DecisionRow.version_id == version.id)
        .order_by(CertificationRow.id)
    )
    return {row.decision_id: row for row in found if clock.day_of(row.certified_at) <= on}


def _differences(session: Session, version: VersionRow, on: date) -> dict[int, list[Difference]]:
    """The texts with other words that had come back by that day, by decision, in the order they came."""
    papers = session.scalars(
        select(AdoptedPaperRow)
        .where(
            AdoptedPaperRow.version_id == version.id,
            AdoptedPaperRow.decision_id.is_not(None),
            AdoptedPaperRow.differs,
        )
        .order_by(AdoptedPaperRow.id)
    )
    by_then = [paper for paper in papers if clock.day_of(paper.received_at) <= on]
    said = session.scalars(
        select(DeviationRow)
        .where(DeviationRow.paper_id.in_({each.id for each in by_then}), DeviationRow.classified_on <= on)
        .order_by(DeviationRow.id)
    )
    last = {each.paper_id: each for each in said}
    found: dict[int, list[Difference]] = {}
    for paper in by_then:
        if paper.decision_id is not None:
            found.setdefault(paper.decision_id, []).append(Difference(paper, last.get(paper.id)))
    return found


_NOUNS = {
    DeviationSort.REDAKSJONELL: "redaksjonell",
    DeviationSort.MERKNAD: "en merknad",
    DeviationSort.ENDRING: "en endring",
}

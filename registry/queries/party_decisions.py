"""The decisions on a version as its parties' words, with what came back from them, as known on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.rounds import DeviationSort
from decisions.treatments import PartyDecision
from decisions.words import day_in_words, ended
from registry import clock
from registry.queries import parties
from registry.queries.decisions import DecisionView
from registry.queries.rulings import rulings_of
from registry.tables import AdoptedPaperRow, CommunityRow, DeviationRow

_GRAVEST_FIRST = (None, DeviationSort.ENDRING, DeviationSort.MERKNAD, DeviationSort.REDAKSJONELL)
"""Of several texts that came back, the one nobody has sorted tells; then the one that changes most."""


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
    session: Session, community: CommunityRow, made: Sequence[DecisionView], on: date
) -> list[PartyDecision]:
    """The decisions as the parties' words, in the order given; a joint body speaks for no single party.

    Where the register could only ask, what a person had answered by that day is what counts.
    """
    owners = {row.id: row.ref for row in parties.all_parties(session, community)}
    differences = _differences(session, [each.row.id for each in made], on)
    return [
        _party_decision(_as_known(session, view, on), owners[view.body.owner_id], differences)
        for view in made
        if view.body.owner_id is not None
    ]


def _as_known(session: Session, view: DecisionView, on: date) -> DecisionView:
    """The decision without what a person answered, or vouched for, after that day."""
    if view.ruling is not None and view.ruling.ruled_on > on:
        by_then = (each for each in rulings_of(session, view.row) if each.ruled_on <= on)
        view = replace(view, ruling=next(by_then, None))
    if view.certification is not None and clock.day_of(view.certification.certified_at) > on:
        view = replace(view, certification=None)
    return view


def _party_decision(
    view: DecisionView, owner: str, differences: Mapping[int, Sequence[Difference]]
) -> PartyDecision:
    row, certified, differing = view.row, view.certification, differences.get(view.row.id, ())
    link = certified.link if certified else ""
    return PartyDecision(
        owner,
        view.body.name,
        row.meeting_on,
        row.outcome,
        row.text_hash or "",
        view.standing,
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


def _differences(session: Session, decisions: Iterable[int], on: date) -> dict[int, list[Difference]]:
    """The texts with other words that had come back by that day, by decision, in the order they came."""
    ids = set(decisions)
    papers = session.scalars(
        select(AdoptedPaperRow)
        .where(AdoptedPaperRow.decision_id.in_(ids), AdoptedPaperRow.differs)
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

"""What money is there, who got what of it by which decision, and does the decision stand?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.funds import GIVES, Balance, Given, Unity, balance, unity
from decisions.rules import MandateRule
from decisions.ruling import Ruling, standing
from decisions.verdict import Answer
from registry.errors import NotFound
from registry.queries import bodies, decisions, mandates
from registry.queries.decisions import DecisionView
from registry.queries.facts import facts_of
from registry.queries.rejudging import last_run
from registry.tables import AllocationRow, CommunityRow, DecisionRow, FundRow, RulingRow


@dataclass(frozen=True, slots=True)
class GrantView:
    """What one decision gave of a fund: the decision as it is recorded now, and whether it stands."""

    row: AllocationRow
    decision: DecisionView
    """The latest record of it, where it was corrected."""
    body_name: str
    """What the body was called on the day."""
    answer: Answer
    """Whether the decision holds: as judged, as judged anew, or as a person has ruled."""
    ruled: bool
    """Was it a person who answered?"""
    unity: Unity

    @property
    def stands(self) -> bool:
        """Is the money given?"""
        return _gives(self.decision, self.answer)

    @property
    def lacks(self) -> str:
        """Why nothing is spent by it: what is missing, what must be answered; empty where it stands."""
        verdict = self.decision.verdict
        if self.stands:
            return ""
        if verdict.question:
            return verdict.question
        if verdict.missing:
            return f"Mangler: {', '.join(verdict.missing)}."
        return verdict.what


@dataclass(frozen=True, slots=True)
class FundView:
    """A fund, what it holds, and all that was given of it."""

    row: FundRow
    balance: Balance
    grants: tuple[GrantView, ...]


def all_funds(session: Session, community: CommunityRow) -> Sequence[FundRow]:
    """Every fund, the latest year first, then by name."""
    return session.scalars(
        select(FundRow)
        .where(FundRow.community_id == community.id)
        .order_by(FundRow.year.desc(), FundRow.name, FundRow.id)
    ).all()


def fund(session: Session, community: CommunityRow, ref: str) -> FundRow:
    """The fund with this short name; raises NotFound."""
    row = session.scalars(
        select(FundRow).where(FundRow.community_id == community.id, FundRow.ref == ref)
    ).first()
    if row is None:
        raise NotFound(f"Midlene «{ref}» finnes ikke.", "", "Se listen over midler for de korte navnene.")
    return row


def views(session: Session, community: CommunityRow) -> list[FundView]:
    """Every fund with what was given of it."""
    rules = mandates.all_rules(session, community)
    return [_view(session, community, row, rules) for row in all_funds(session, community)]


def view(session: Session, community: CommunityRow, row: FundRow) -> FundView:
    """One fund with what was given of it."""
    return _view(session, community, row, mandates.all_rules(session, community))


def balance_of(session: Session, row: FundRow) -> Balance:
    """What the fund holds, what is spent, and what waits for a decision that stands."""
    rows = _allocations(session, row)
    community = session.get_one(CommunityRow, row.community_id)
    answers = _answers(session, community, (each.decision_id for each in rows))
    stands = {number: _gives(made, answer) for number, (made, answer, _) in answers.items()}
    return balance(row.amount, (Given(each.amount, stands[each.decision_id]) for each in rows))


def about_money(session: Session, community: CommunityRow, row: FundRow) -> list[DecisionView]:
    """The decisions that may have given of this fund, the latest first: those about such money."""
    made = decisions.decisions(session, community)
    corrected = {each.row.corrects_id for each in made}
    return [each for each in made if each.row.matter == row.matter and each.row.id not in corrected]


def _view(session: Session, community: CommunityRow, row: FundRow, rules: Sequence[MandateRule]) -> FundView:
    rows = _allocations(session, row)
    answers = _answers(session, community, (each.decision_id for each in rows))
    names = bodies.body_values(session, community)
    grants = []
    for each in rows:
        made, answer, ruled = answers[each.decision_id]
        counted = unity(facts_of(session, community, made), rules)
        name = names[made.body.id].name_on(made.row.meeting_on)
        grants.append(GrantView(each, made, name, answer, ruled, counted))
    given = (Given(each.row.amount, each.stands) for each in grants)
    return FundView(row, balance(row.amount, given), tuple(grants))


def _gives(made: DecisionView, answer: Answer) -> bool:
    """Is the money given: does the decision hold, and did it give anything as it now stands recorded?"""
    return answer is Answer.VALID and made.row.outcome in GIVES


def _allocations(session: Session, row: FundRow) -> Sequence[AllocationRow]:
    return session.scalars(
        select(AllocationRow).where(AllocationRow.fund_id == row.id).order_by(AllocationRow.id)
    ).all()


def _answers(
    session: Session, community: CommunityRow, wanted: Iterable[int]
) -> Mapping[int, tuple[DecisionView, Answer, bool]]:
    """For each decision: its latest record, what stands of it now, and whether a person answered."""
    run = last_run(session, community)
    anew = run.answers if run else {}
    found = {}
    for number in set(wanted):
        view = decisions.decision(
            session, community, _latest(session, session.get_one(DecisionRow, number)).ref
        )
        judged = anew.get(view.row.ref, view.row.answer)
        if judged is Answer.NEEDS_HUMAN and view.row.answer is judged:
            ruled = standing(view.verdict, _ruling(session, view.row))
            found[number] = (view, ruled, ruled is not judged)
        else:
            found[number] = (view, judged, False)
    return found


def _latest(session: Session, row: DecisionRow) -> DecisionRow:
    """The record that last corrected this one, or itself."""
    while later := session.scalars(
        select(DecisionRow).where(DecisionRow.corrects_id == row.id).order_by(DecisionRow.id.desc())
    ).first():
        row = later
    return row


def _ruling(session: Session, row: DecisionRow) -> Ruling | None:
    """What a person last answered about the decision."""
    found = session.scalars(
        select(RulingRow).where(RulingRow.decision_id == row.id).order_by(RulingRow.id.desc()).limit(1)
    ).first()
    if found is None:
        return None
    return Ruling(found.answer, found.question, found.reason, found.authority, found.ruled_by, found.ruled_on)

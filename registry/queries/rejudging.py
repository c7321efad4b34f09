"""Would the register say the same of its decisions today, by the rules it now knows for the meeting days?"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, defer

from decisions.mandate import judge
from decisions.rule_files import statutory_floor
from decisions.rules import MandateRule
from decisions.verdict import Answer, Ground, Verdict
from registry.queries import mandates
from registry.queries.corrections import closed_under
from registry.queries.decisions import DecisionView, decision
from registry.queries.facts import facts_in, facts_of, surroundings
from registry.tables import (
    BodyRow,
    CommunityRow,
    DecisionDetailRow,
    DecisionRow,
    DocumentRow,
    RejudgingRow,
    VersionRow,
)

A_HANDFUL = 500
"""Decisions that are held at a time while all of them are judged."""


def judged_again(session: Session, community: CommunityRow, view: DecisionView) -> Verdict:
    """The verdict on what is recorded, as it would be given today."""
    rules = mandates.all_rules(session, community)
    return judge(facts_of(session, community, view), rules, statutory_floor())


def differs(given: Verdict, now: Verdict) -> bool:
    """Is the answer another, or does it rest on other rules? Mere wording does not count."""
    return given.answer is not now.answer or _rests_on(given) != _rests_on(now)


def _rests_on(verdict: Verdict) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_rule, verdict.grounds))


def _rule(ground: Ground) -> tuple[str, ...]:
    """A rule as it matters: not by how often it was read anew, or how it is quoted."""
    return (
        mandates.base_name(ground.rule),
        ground.document,
        ground.version,
        ground.clause,
        ground.clause_id,
        ground.confidence,
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """One decision with the answer it was given when it was recorded, and the verdict of today."""

    ref: str
    given: Answer
    now: Verdict
    closed_under: str = ""
    """The legal ground, where the doors were closed: its words are not for everybody then."""


def judge_all(session: Session, community: CommunityRow) -> Iterator[Judged]:
    """Every decision that stands, judged by the rules of its meeting day, in the order they were recorded.

    Bodies, parties, rules, earlier treatments and delegations are read once. What was corrected since is not
    among them: the correction is.
    """
    around, floor = surroundings(session, community), statutory_floor()
    rules = _RulesByDay(mandates.all_rules(session, community))
    names, closed = _versions(session, community), closed_under(session, community)
    for row, body, detail in _standing(session, community):
        document, version = names.get(row.version_id or 0, (None, None))
        facts = facts_in(around, DecisionView(row, body, document, version, detail))
        verdict = judge(facts, rules.of(row.meeting_on), floor)
        yield Judged(row.ref, row.answer, verdict, closed.get(row.id, ""))


class _RulesByDay:
    """The rules, sorted out once a day: many decisions are made on the same few days."""

    def __init__(self, rules: Sequence[MandateRule]) -> None:
        self._rules, self._known = rules, dict[date, tuple[MandateRule, ...]]()

    def of(self, day: date) -> tuple[MandateRule, ...]:
        """The rules in force that day."""
        if day not in self._known:
            self._known[day] = tuple(rule for rule in self._rules if rule.in_force(day))
        return self._known[day]


def _standing(
    session: Session, community: CommunityRow
) -> Iterator[tuple[DecisionRow, BodyRow, DecisionDetailRow | None]]:
    """The decisions with their bodies and details, some at a time, without their long verdicts."""
    last = 0
    while True:
        found = session.execute(
            select(DecisionRow, BodyRow, DecisionDetailRow)
            .join(BodyRow, BodyRow.id == DecisionRow.body_id)
            .outerjoin(DecisionDetailRow, DecisionDetailRow.decision_id == DecisionRow.id)
            .options(defer(DecisionRow.verdict), defer(DecisionRow.remark))
            .where(
                DecisionRow.community_id == community.id,
                DecisionRow.id > last,
                DecisionRow.id.not_in(_corrected(community)),
            )
            .order_by(DecisionRow.id)
            .limit(A_HANDFUL)
        ).all()
        if not found:
            return
        yield from ((row, body, detail) for row, body, detail in found)
        last = found[-1][0].id


def _versions(session: Session, community: CommunityRow) -> Mapping[int, tuple[DocumentRow, VersionRow]]:
    """Every version with its document, by its id, without the texts."""
    found = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .options(defer(VersionRow.text))
        .where(DocumentRow.community_id == community.id)
    )
    return {version.id: (document, version) for document, version in found}


@dataclass(frozen=True, slots=True)
class Turned:
    """A decision of which the register now says something else."""

    ref: str
    before: Answer
    after: Answer
    why: str

    def to_dict(self) -> dict[str, str]:
        """As a plain table of words."""
        return {
            "decision": self.ref,
            "before": self.before.value,
            "after": self.after.value,
            "why": self.why,
        }

    @classmethod
    def from_dict(cls, table: Mapping[str, str]) -> "Turned":
        """What `to_dict` wrote."""
        return cls(table["decision"], Answer(table["before"]), Answer(table["after"]), table["why"])


@dataclass(frozen=True, slots=True)
class Run:
    """One time when all decisions were judged anew."""

    row: RejudgingRow

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What each decision got, by its reference."""
        return {ref: Answer(word) for ref, word in json.loads(self.row.answers).items()}

    @property
    def turned(self) -> tuple[Turned, ...]:
        """What got another answer than the time before, or than when it was recorded."""
        return tuple(Turned.from_dict(each) for each in json.loads(self.row.turned))

    @property
    def counts(self) -> Mapping[Answer, int]:
        """How many got each answer."""
        counted = Counter(self.answers.values())
        return {answer: counted[answer] for answer in Answer}

    @property
    def sentence(self) -> str:
        """What turned, in a sentence."""
        return turned_words(len(self.turned))


def turned_words(count: int) -> str:
    """How many decisions turned, as a sentence of its own."""
    match count:
        case 0:
            return "Ingen vedtak fikk et annet svar."
        case 1:
            return "Ett vedtak fikk et annet svar."
        case _:
            return f"{count} vedtak fikk et annet svar."


def runs(session: Session, community: CommunityRow, limit: int | None = None) -> list[Run]:
    """The times all decisions were judged anew, the latest first."""
    rows = session.scalars(
        select(RejudgingRow)
        .where(RejudgingRow.community_id == community.id)
        .order_by(RejudgingRow.id.desc())
        .limit(limit)
    )
    return [Run(row) for row in rows]


def what_turned(session: Session, community: CommunityRow) -> str:
    """What the last run turned, as a sentence to end a word about a correction; empty where nothing did."""
    run = last_run(session, community)
    return f"{run.sentence} Se /vedtak/vurdert-pa-nytt." if run and run.turned else ""


def last_run(session: Session, community: CommunityRow) -> Run | None:
    """The last time; None where it was never done."""
    return next(iter(runs(session, community, 1)), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision that stands: what it was given when it was recorded, and what holds today."""

    ref: str
    given: Answer
    now: Answer
    turned_last: bool
    """Did it turn the last time all were judged?"""

    @property
    def has_turned(self) -> bool:
        """Is the answer another than the one it was given?"""
        return self.given is not self.now


def listed(
    session: Session, community: CommunityRow, *, body: BodyRow | None = None, year: int | None = None
) -> list[Shown]:
    """The decisions that stand, what turned first, then the latest meeting first.

    Today's answer is that of the last run; what was recorded since was judged by what the register knows.
    """
    last = last_run(session, community)
    later = last.answers if last else {}
    turned = {each.ref for each in last.turned} if last else set()
    query = select(DecisionRow.ref, DecisionRow.answer).where(
        DecisionRow.community_id == community.id, DecisionRow.id.not_in(_corrected(community))
    )
    if body is not None:
        query = query.where(DecisionRow.body_id == body.id)
    if year is not None:
        query = query.where(DecisionRow.meeting_on.between(date(year, 1, 1), date(year, 12, 31)))
    found = session.execute(query.order_by(DecisionRow.meeting_on.desc(), DecisionRow.id.desc()))
    shown = [Shown(ref, given, later.get(ref, given), ref in turned) for ref, given in found]
    return sorted(shown, key=lambda each: (not each.turned_last, not each.has_turned))


def verdicts_of(
    session: Session, community: CommunityRow, refs: Collection[str]
) -> Mapping[str, tuple[DecisionView, Verdict]]:
    """These decisions with the verdict they would be given today, by their references."""
    around, floor = surroundings(session, community), statutory_floor()
    rules = mandates.all_rules(session, community)
    views = [decision(session, community, ref) for ref in refs]
    return {view.row.ref: (view, judge(facts_in(around, view), rules, floor)) for view in views}


def _corrected(community: CommunityRow) -> Select[int | None]:
    """The ids of records that a later one corrects."""
    return select(DecisionRow.corrects_id).where(
        DecisionRow.community_id == community.id, DecisionRow.corrects_id.is_not(None)
    )


def are_there_any(session: Session, community: CommunityRow) -> bool:
    """Is there a decision to judge?"""
    counted = select(func.count()).select_from(DecisionRow).where(DecisionRow.community_id == community.id)
    return bool(session.scalar(counted))

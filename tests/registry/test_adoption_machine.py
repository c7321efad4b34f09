"""The real register, with its operations, whatever happens in whichever order: what is in force is what the rule
says, it never moves, no adoption counts for another text, and nothing recorded disappears.
"""

import itertools
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from decisions.adopting.steps import Step
from decisions.adoption import PartyDecision
from decisions.entry_into_force import EntryCondition, EntryRule
from decisions.outcomes import Outcome, Reservation, ReservationSort
from decisions.parties import Pair, Party, PartyKind
from decisions.rounds import RoundStep
from documents.lifecycle import Stage
from registry.database import Database
from registry.operations import communities, documents, rounds
from registry.operations.entry_terms import EntryTerms
from registry.permissions import OPERATOR
from registry.queries import adoption, checking
from registry.tables import DecisionRow, PairEntryRow, RoundStepRow
from tests.decisions.reckoning import Facts, reckoned
from tests.registry.builders import NOW, TRUST, a_circle, text_with

FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"
FROZEN_ON = date(2025, 6, 1)
CALENDAR = [FROZEN_ON + timedelta(days=number) for number in range(40)]
MERGER = CALENDAR[20]
EARLIEST = CALENDAR[25]
TERMS = {
    EntryRule.ALLE_PARTER: EntryTerms(EntryRule.ALLE_PARTER, EARLIEST),
    EntryRule.PAR_FOR_PAR: EntryTerms(EntryRule.PAR_FOR_PAR),
    EntryRule.ET_ANTALL: EntryTerms(EntryRule.ET_ANTALL, count=2),
    EntryRule.FAST_DAG: EntryTerms(EntryRule.FAST_DAG, EARLIEST, by=CALENDAR[15]),
}
days = st.sampled_from(CALENDAR[1:])


class TheRegister(RuleBasedStateMachine):
    """Two kommuner, a trust, two texts frozen the same day, and a merger in the middle."""

    def __init__(self, opened: Callable[[], Database], entry_rule: EntryRule) -> None:
        super().__init__()
        self.database = opened()
        self.block = self.database.writing()
        session = self.block.__enter__()
        self.circle = a_circle(session)
        self.agreement = self.circle.document()
        now = datetime(2025, 6, 1, 8, tzinfo=UTC)
        self.version, self.other = (
            documents.freeze(session, OPERATOR, self.agreement, draft, now, terms=TERMS[entry_rule])
            for draft in (
                self.circle.draft(self.agreement),
                self.circle.draft(self.agreement, "2025.2", text_with("Formål: Andre ord.")),
            )
        )
        self.rule = TERMS[entry_rule]
        self.numbers = itertools.count(1)
        self.parties = {ref: Party(ref, ref, PartyKind.KOMMUNE) for ref in ("granvik", "storelv")}
        self.parties[TRUST] = Party(TRUST, TRUST, PartyKind.HELSEFORETAK)
        self.pairs = {ref: Pair(ref, TRUST) for ref in ("granvik", "storelv")}
        self.made: list[PartyDecision] = []
        self.steps: list[Step] = []
        self.in_force: dict[Pair, date] = {}
        self.for_all: tuple[date | None, date | None] = (None, None)

    def teardown(self) -> None:
        """Everything agrees with the log; then the register is thrown away."""
        try:
            assert list(checking.faults(self.circle.session)) == []
        finally:
            self.block.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
            self.database.close()

    @rule(
        party=st.sampled_from(["granvik", "storelv", TRUST, "nyvik"]),
        on=days,
        outcome=st.sampled_from([Outcome.VEDTATT] * 5 + [Outcome.AVVIST, Outcome.UTSATT]),
        added=st.sampled_from([None, None, None, ReservationSort.MERKNAD, ReservationSort.ENDRING]),
        of_the_other=st.sampled_from([False, False, False, True]),
    )
    def a_body_decides(self, party, on, outcome, added, of_the_other) -> None:
        if party in self.parties and self.parties[party].exists_on(on):
            self.record(party, on, outcome, added, self.other if of_the_other else self.version)

    @rule(data=st.data(), order=st.permutations(["granvik", "storelv", TRUST]))
    def those_who_were_there_adopt_it_as_it_is(self, data, order) -> None:
        """Typed in in any order, whatever their days."""
        for party in order:
            there = [day for day in CALENDAR[1:] if self.parties[party].exists_on(day)]
            self.record(party, data.draw(st.sampled_from(there)), Outcome.VEDTATT, None, self.version)

    def record(self, party, on, outcome, added, version) -> None:
        reservation = Reservation("Et ønske.", added) if added and outcome is Outcome.VEDTATT else None
        number = f"{next(self.numbers)}/25"
        self.circle.decides(party, version, on, number, outcome=outcome, reservation=reservation)
        if version is self.version:
            sort = reservation.sort if reservation else None
            words = version.frozen_hash or ""
            self.made.append(PartyDecision(party, party, on, outcome, words, reservation=sort))
        self.settle()

    @precondition(lambda self: "nyvik" not in self.parties)
    @rule()
    def the_two_become_one(self) -> None:
        new = self.circle.kommune("nyvik", valid_from=MERGER, pair_from=MERGER)
        last = MERGER - timedelta(days=1)
        for ref in ("granvik", "storelv"):
            old = self.circle.parties[ref]
            communities.succeed(self.circle.session, OPERATOR, self.circle.community, old, new, MERGER)
            self.parties[ref] = replace(self.parties[ref], valid_to=last, successors=("nyvik",))
            self.pairs[ref] = replace(self.pairs[ref], valid_to=last)
        self.parties["nyvik"] = Party("nyvik", "nyvik", PartyKind.KOMMUNE, MERGER)
        self.pairs["nyvik"] = Pair("nyvik", TRUST, MERGER)
        self.in_force = {
            self.pairs[pair.kommune]: day for pair, day in self.in_force.items()
        }  # the same pairs, which now have a last day

    @precondition(lambda self: "nyvik" in self.parties)
    @rule(on=st.sampled_from([day for day in CALENDAR if day >= MERGER]))
    def the_new_one_must_adopt_for_itself(self, on) -> None:
        noted = [each for each in self.steps if each.step is RoundStep.MA_VEDTA and each.happens_on == on]
        if noted:
            return
        rounds.note_step(
            self.circle.session,
            OPERATOR,
            self.circle.community,
            self.agreement,
            self.version,
            self.circle.parties["nyvik"],
            RoundStep.MA_VEDTA,
            on,
            NOW,
            known_on=on,
            reason="Kommunestyret",
        )
        self.steps.append(Step("nyvik", RoundStep.MA_VEDTA, on, on))
        self.settle()

    def settle(self) -> None:
        """What the rule says by now, reckoned apart; what was in force before stays."""
        facts = Facts(
            tuple(self.parties.values()),
            tuple(self.pairs.values()),
            self.made,
            self.steps,
            self.version.frozen_hash or "",
        )
        last = max(
            [each.on for each in self.made] + [each.known_on for each in self.steps], default=FROZEN_ON
        )
        condition = EntryCondition(self.rule.rule, self.rule.earliest, self.rule.count, self.rule.by)
        met, by_pair = reckoned(facts, condition, [day for day in CALENDAR if day <= last])
        if condition.is_for_pairs:
            for pair, day in by_pair.items():
                if day:
                    self.in_force.setdefault(pair, day)
        elif self.for_all == (None, None) and met:
            self.for_all = (met, max(met, condition.earliest or met))

    @invariant()
    def what_is_in_force_is_what_the_rule_says(self) -> None:
        session = self.circle.session
        pairs = {row.id: pair for pair, row in adoption.pair_rows(session, self.circle.community).items()}
        rows = session.scalars(select(PairEntryRow).where(PairEntryRow.version_id == self.version.id))
        entered = {pairs[row.pair_id]: row.valid_from for row in rows}
        if self.rule.rule in {EntryRule.PAR_FOR_PAR, EntryRule.ET_ANTALL}:
            assert entered == self.in_force
            assert (self.version.stage is Stage.ADOPTED) == bool(self.in_force)
        else:
            assert (self.version.adopted_on, self.version.valid_from) == self.for_all

    @invariant()
    def nothing_recorded_disappears(self) -> None:
        session = self.circle.session
        of_this = (
            select(func.count()).select_from(DecisionRow).where(DecisionRow.version_id == self.version.id)
        )
        assert session.scalar(of_this) == len(self.made)
        assert session.scalar(select(func.count()).select_from(RoundStepRow)) == len(self.steps)


@pytest.mark.parametrize("kind", ["sqlite", *(["postgres"] if FULL else [])])
@pytest.mark.parametrize("entry_rule", EntryRule, ids=str)
def test_a_round_in_any_order(
    with_tables: Callable[[str, Path], Database], tmp_path: Path, kind: str, entry_rule: EntryRule
) -> None:
    run_state_machine_as_test(
        lambda: TheRegister(lambda: with_tables(kind, tmp_path), entry_rule),
        settings=settings(max_examples=25 if FULL else 3, stateful_step_count=10, deadline=None),
    )

"""Whatever comes in whichever order: the days in force are those of the rule, no adoption counts for another
text, and nothing recorded disappears. The rule is reckoned a second time, day by day (`reckoning`).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from decisions.adopting.steps import Step
from decisions.adoption import AdoptionBoard, PartyDecision, board
from decisions.entry_into_force import Entered, EntryCondition, EntryRule, in_force_from
from decisions.outcomes import Act, Outcome, ReservationSort
from decisions.parties import Pair, Party, PartyKind
from decisions.rounds import DeviationSort, RoundStep
from decisions.verdict import Answer
from tests.decisions.builders import HASH, OTHER_HASH
from tests.decisions.reckoning import Facts, reckoned
from tests.decisions.strategies import FULL

FIRST, LAST = date(2025, 2, 1), date(2025, 2, 28)
CALENDAR = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
EARLIEST = date(2025, 2, 14)
BY = date(2025, 2, 10)
CONDITIONS = (
    EntryCondition(EntryRule.ALLE_PARTER, EARLIEST),
    EntryCondition(EntryRule.PAR_FOR_PAR),
    EntryCondition(EntryRule.ET_ANTALL, EARLIEST, count=2),
    EntryCondition(EntryRule.ET_ANTALL, count=2),
    EntryCondition(EntryRule.FAST_DAG, EARLIEST, by=BY),
)
KOMMUNER = ("k1", "k2", "k3")
NAMES = (*KOMMUNER, "hf")
days = st.sampled_from(CALENDAR)
ANY = st.sampled_from((*NAMES, "ny"))
"""`ny` is the kommune that two of the others may become."""


@dataclass(frozen=True)
class Said:
    """A person said on a day what the difference in the text of one decision amounts to."""

    number: int
    sort: DeviationSort
    on: date


class TheRound(RuleBasedStateMachine):
    """Four parties and a text; everything that can happen to them, on days in any order."""

    @initialize()
    def begin(self) -> None:
        self.parties = {ref: Party(ref, ref.upper(), PartyKind.KOMMUNE) for ref in KOMMUNER}
        self.parties["hf"] = Party("hf", "HF", PartyKind.HELSEFORETAK)
        self.pairs = {ref: Pair(ref, "hf") for ref in KOMMUNER}
        self.pairs["k3"] = Pair("k3", "hf", FIRST + timedelta(days=6))
        self.made: list[PartyDecision] = []
        self.corrected: set[int] = set()
        self.said: list[Said] = []
        self.steps: list[Step] = []
        self.entered: Entered | None = None
        self.seen = self.boards()

    # What may happen.

    @rule(
        party=ANY,
        on=days,
        outcome=st.sampled_from([Outcome.VEDTATT] * 4 + list(Outcome)),
        text=st.sampled_from([HASH, HASH, HASH, OTHER_HASH]),
        answer=st.sampled_from([Answer.VALID] * 4 + list(Answer)),
        body=st.sampled_from(["kommunestyret", "kommunestyret", "formannskapet"]),
        added=st.sampled_from([None, None, *ReservationSort]),
        differs=st.booleans(),
        act=st.sampled_from([Act.VEDTAR, Act.VEDTAR, Act.GODKJENNER, Act.INNSTILLER]),
    )
    def a_body_decides(self, party, on, outcome, text, answer, body, added, differs, act) -> None:
        if party in self.parties:
            self.made.append(
                PartyDecision(
                    party, body, on, outcome, text, answer, act=act, reservation=added, differs=differs
                )
            )
            self.compare_boards_before(on)

    @rule(data=st.data(), but=st.none() | ANY)
    def the_parties_adopt_it_as_it_is(self, data, but) -> None:
        for ref in self.parties:
            if ref != but:
                on = data.draw(days)
                self.made.append(PartyDecision(ref, "kommunestyret", on, Outcome.VEDTATT, HASH))
        self.seen = self.boards()

    @precondition(lambda self: self.made)
    @rule(data=st.data(), outcome=st.sampled_from(Outcome), on=days)
    def a_record_is_corrected(self, data, outcome, on) -> None:
        wrong = data.draw(st.integers(0, len(self.made) - 1))
        self.corrected.add(wrong)
        self.made.append(replace(self.made[wrong], outcome=outcome, on=on, differs=False))
        self.compare_boards_before(min(on, self.made[wrong].on))

    @precondition(lambda self: self.made)
    @rule(data=st.data(), sort=st.sampled_from(DeviationSort), on=days)
    def a_difference_is_classified(self, data, sort, on) -> None:
        self.said.append(Said(data.draw(st.integers(0, len(self.made) - 1)), sort, on))
        self.compare_boards_before(on)

    @rule(party=ANY, sort=st.sampled_from(RoundStep), happens_on=days, known_on=days)
    def a_step_is_noted(self, party, sort, happens_on, known_on) -> None:
        if party in self.parties:
            self.steps.append(Step(party, sort, happens_on, known_on))
            self.compare_boards_before(known_on)

    @precondition(lambda self: "ny" not in self.parties)
    @rule(on=days.filter(lambda day: day > FIRST))
    def two_become_one(self, on) -> None:
        for ref in ("k1", "k2"):
            last = on - timedelta(days=1)
            self.parties[ref] = replace(self.parties[ref], valid_to=last, successors=("ny",))
            self.pairs[ref] = replace(self.pairs[ref], valid_to=last)
        self.parties["ny"] = Party("ny", "NY", PartyKind.KOMMUNE, on)
        self.pairs["ny"] = Pair("ny", "hf", on)
        self.compare_boards_before(on)

    @precondition(lambda self: "ny" in self.parties)
    @rule(known_on=days, sort=st.sampled_from([RoundStep.BUNDET, RoundStep.BUNDET, RoundStep.MA_VEDTA]))
    def a_person_says_whether_it_is_bound(self, known_on, sort) -> None:
        self.steps.append(Step("ny", sort, known_on, known_on))
        self.compare_boards_before(known_on)

    @rule()
    def the_register_settles(self) -> None:
        """What is in force is remembered the first time it is seen, as the register does."""
        found = self.found(CONDITIONS[0], LAST)
        if self.entered is None and found.in_force_from and found.met_on:
            self.entered = Entered(found.met_on, found.in_force_from)

    # What must hold, whatever happened.

    @invariant()
    def the_days_in_force_are_those_of_the_rule(self) -> None:
        facts = Facts(
            tuple(self.parties.values()), tuple(self.pairs.values()), self.known_on(LAST), self.steps
        )
        for condition in CONDITIONS:
            found = self.found(condition, LAST)
            met, by_pair = reckoned(facts, condition, CALENDAR)
            assert {each.pair.kommune: each.in_force_from for each in found.pairs} == {
                each.pair.kommune: by_pair[each.pair] for each in found.pairs
            }
            if condition.rule in {EntryRule.ALLE_PARTER, EntryRule.FAST_DAG}:
                assert found.in_force_from == (max(met, EARLIEST) if met else None)

    @invariant()
    def no_adoption_counts_for_another_text(self) -> None:
        for day in (CALENDAR[9], LAST):
            for row in self.board_on(day).rows:
                if row.adopted:
                    assert row.text_hash == HASH
                    assert row.on is not None
                    assert row.on <= (row.counts_from or FIRST) <= day

    @invariant()
    def what_is_in_force_stays(self) -> None:
        if self.entered is not None:
            found = in_force_from(self.board_on(LAST), CONDITIONS[0], self.pairs.values(), self.entered)
            assert (found.met_on, found.in_force_from) == (self.entered.adopted_on, self.entered.valid_from)

    def compare_boards_before(self, changed: date) -> None:
        """What was dated or became known on a day changes no board of an earlier day; and none loses a step."""
        now = self.boards()
        for day in CALENDAR:
            if day < changed:
                assert now[day] == self.seen[day]
        noted = sum(len(row.steps) for row in self.board_on(LAST).rows)
        assert noted == sum(self.parties[each.party].exists_on(LAST) for each in self.steps)
        self.seen = now

    # The facts as they were known on a day, and the second reckoning.

    def known_on(self, day: date) -> list[PartyDecision]:
        last = {each.number: each.sort for each in self.in_order_of_day() if each.on <= day}
        return [
            replace(each, classified=last.get(number))
            for number, each in enumerate(self.made)
            if number not in self.corrected
        ]

    def in_order_of_day(self) -> list[Said]:
        return sorted(self.said, key=lambda each: each.on)

    def board_on(self, day: date) -> AdoptionBoard:
        return board(HASH, tuple(self.parties.values()), self.known_on(day), day, steps=self.steps)

    def boards(self) -> dict[date, list[dict[str, object]]]:
        return {day: [row.to_dict() for row in self.board_on(day).rows] for day in CALENDAR}

    def found(self, condition, day):
        return in_force_from(self.board_on(day), condition, self.pairs.values())


TheRound.TestCase.settings = settings(
    max_examples=150 if FULL else 12, stateful_step_count=30 if FULL else 15, deadline=None
)
test_a_round_in_any_order = TheRound.TestCase

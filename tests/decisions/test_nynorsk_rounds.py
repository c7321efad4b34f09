"""All that a board of adoptions says is read in nynorsk too, and every state has what must happen now."""

from datetime import date, timedelta
from itertools import product

import pytest

from decisions.adopting.steps import Step
from decisions.adoption import AdoptionState, PartyDecision, board
from decisions.entry_into_force import Entered, EntryCondition, EntryRule, in_force_from
from decisions.outcomes import Act, Outcome
from decisions.parties import Pair, Party, PartyKind
from decisions.rounds import DeviationSort, RoundStep
from decisions.verdict import Answer
from tests.decisions.builders import HASH, OTHER_HASH
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk

JANUARY, MARCH, MERGER, JUNE = date(2025, 1, 9), date(2025, 3, 6), date(2025, 4, 1), date(2025, 6, 1)
TRUST = Party("hf", "Helse Fjordmark HF", PartyKind.HELSEFORETAK)
GRANVIK = Party("granvik", "Granvik", PartyKind.KOMMUNE, None, MERGER - timedelta(days=1), ("nyvik",))
STORELV = Party("storelv", "Storelv", PartyKind.KOMMUNE)
NYVIK = Party("nyvik", "Nyvik", PartyKind.KOMMUNE, MERGER)
PARTIES = (GRANVIK, STORELV, NYVIK, TRUST)
PAIRS = (Pair("granvik", "hf", None, GRANVIK.valid_to), Pair("storelv", "hf"), Pair("nyvik", "hf", MERGER))
DAYS = (JANUARY, MARCH, MERGER, JUNE)
SAID = "«Bare Granvik hadde den.»"


def decided(party: str, on: date = JANUARY, outcome: Outcome = Outcome.VEDTATT, **more) -> PartyDecision:
    return PartyDecision(party, "kommunestyret", on, outcome, more.pop("text_hash", HASH), **more)


def step(party: str, sort: RoundStep, on: date = JANUARY, reason: str = "") -> Step:
    return Step(
        party, sort, on, JANUARY if sort is RoundStep.BERAMMET else on, "formannskapet", reason=reason
    )


TREATED = [
    *(decided("storelv", outcome=outcome, answer=answer) for outcome, answer in product(Outcome, Answer)),
    decided("storelv", text_hash=OTHER_HASH),
    decided("storelv", act=Act.INNSTILLER),
    *(decided("storelv", differs=True, classified=sort) for sort in (None, *DeviationSort)),
]
MEETINGS = [(), (step("storelv", RoundStep.BERAMMET, MARCH),)]
ON_THE_WAY = [(step("storelv", sort, MARCH, reason),) for sort in RoundStep for reason in ("", SAID)]
ANSWERS = [
    (step("nyvik", sort, MERGER, reason),)
    for sort in (RoundStep.BUNDET, RoundStep.MA_VEDTA)
    for reason in ("", SAID)
]
CONDITIONS = [
    EntryCondition(EntryRule.ALLE_PARTER),
    EntryCondition(EntryRule.PAR_FOR_PAR, MERGER),
    EntryCondition(EntryRule.ET_ANTALL, count=2),
    EntryCondition(EntryRule.ET_ANTALL),
    EntryCondition(EntryRule.FAST_DAG, JUNE, by=MARCH),
    EntryCondition(EntryRule.FAST_DAG),
]


@pytest.mark.parametrize("on", DAYS)
def test_where_each_party_stands_and_what_must_happen_now(on: date) -> None:
    asked = [
        *(([each], steps) for each, steps in product(TREATED, MEETINGS)),
        *(([], steps) for steps in ON_THE_WAY),
        *((made, steps) for made in ([], [decided("granvik")]) for steps in (*ANSWERS, ())),
    ]
    for made, steps in asked:
        for row in board(HASH, PARTIES, made, on, steps=steps).rows:
            assert_read_in_nynorsk(row.note, row.deviation, row.recommended, row.bound_by)
            assert row.adopted or row.note
            assert not (row.adopted and row.note)


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda each: each.rule.value)
def test_when_it_can_be_in_force_and_what_is_missing(condition: EntryCondition) -> None:
    adopted = [decided(ref) for ref in ("hf", "storelv", "granvik", "nyvik")]
    meetings = [step(ref, RoundStep.BERAMMET, day) for ref, day in (("granvik", MARCH), ("storelv", JUNE))]
    entered = (None, Entered(JANUARY, JANUARY))
    for made, met, on, before in product(range(5), range(3), DAYS, entered):
        stand = board(HASH, PARTIES, adopted[:made], on, steps=meetings[:met])
        found = in_force_from(stand, condition, PAIRS, before)
        assert_read_in_nynorsk(found.sentence, found.possible, *(each.why_not for each in found.pairs))
    assert in_force_from(board(HASH, (), (), JUNE), condition).possible == ""


def test_every_state_that_a_party_can_stand_in_was_tried() -> None:
    tried = {
        row.state
        for each, steps in product(TREATED, (*MEETINGS, *ON_THE_WAY))
        for made in ([], [each])
        for row in board(HASH, PARTIES, made, MARCH, steps=steps).rows
    }

    assert tried == set(AdoptionState)

"""The way of a text through one party, step by step, and the earliest day it can be in force."""

from datetime import date, timedelta

import pytest

from decisions.adopting.circle import those_who_must_adopt
from decisions.adopting.steps import Step
from decisions.adoption import AdoptionState, PartyDecision, board
from decisions.entry_into_force import Entered, EntryCondition, EntryRule, in_force_from
from decisions.outcomes import Act, Outcome, ReservationSort
from decisions.parties import Pair, Party, PartyKind, parties_on
from decisions.rounds import DeviationSort, RoundStep
from decisions.verdict import Answer
from tests.decisions.builders import HASH, OTHER_HASH

FEBRUARY, MARCH, APRIL, MAY = date(2025, 2, 27), date(2025, 3, 27), date(2025, 4, 24), date(2025, 5, 22)
JUNE = date(2025, 6, 1)
ONE_DAY = timedelta(days=1)
GRANVIK, STORELV = (Party(name.lower(), name, PartyKind.KOMMUNE) for name in ("Granvik", "Storelv"))
TRUST = Party("hf", "Helse Fjordmark HF", PartyKind.HELSEFORETAK)
PARTIES = (GRANVIK, STORELV, TRUST)
PAIRS = (Pair("granvik", "hf"), Pair("storelv", "hf"))


def decided(party, on=MARCH, outcome=Outcome.VEDTATT, **more):
    body = more.pop("body", "kommunestyret")
    return PartyDecision(party, body, on, outcome, more.pop("text_hash", HASH), **more)


def step(sort, on=FEBRUARY, known_on=None, party="granvik", **more):
    return Step(party, sort, on, known_on or (FEBRUARY if sort is RoundStep.BERAMMET else on), **more)


def standing(made, steps=(), on=JUNE, **more):
    return board(HASH, PARTIES, made, on, steps=steps, **more)


def row(made, steps=(), on=JUNE):
    return standing(made, steps, on).by_party["granvik"]


SENT, IN_COMMITTEE = step(RoundStep.SENDT), step(RoundStep.I_UTVALG, MARCH)
SET = step(RoundStep.BERAMMET, APRIL, body="Granvik kommunestyre", case="PS 9/25")
CALLED_OFF = step(RoundStep.AVLYST, MARCH)


# Step by step.


@pytest.mark.parametrize(
    ("made", "steps", "state"),
    [
        ([], [SENT], AdoptionState.SENDT),
        ([], [IN_COMMITTEE, SENT], AdoptionState.I_UTVALG),
        ([], [step(RoundStep.INNSTILT, MARCH), IN_COMMITTEE], AdoptionState.INNSTILT),
        ([decided("granvik", act=Act.INNSTILLER)], [IN_COMMITTEE], AdoptionState.INNSTILT),
        ([decided("granvik", act=Act.INNSTILLER, text_hash=OTHER_HASH)], [SENT], AdoptionState.SENDT),
        ([decided("granvik", act=Act.INNSTILLER)], [SET], AdoptionState.BERAMMET),
        ([], [SENT, SET, CALLED_OFF], AdoptionState.SENDT),
        ([decided("granvik", outcome=Outcome.UTSATT)], [SENT], AdoptionState.UTSATT),
        ([decided("granvik", outcome=Outcome.UTSATT)], [SET], AdoptionState.BERAMMET),
        ([decided("granvik", MAY, Outcome.RETURNERT)], [SET], AdoptionState.RETURNERT),
        ([decided("granvik", outcome=Outcome.AVVIST)], [SET], AdoptionState.AVVIST),
        ([decided("granvik")], [SET], AdoptionState.VEDTATT),
        ([decided("granvik", reservation=ReservationSort.MERKNAD)], [], AdoptionState.VEDTATT_MED_MERKNAD),
        ([decided("granvik", reservation=ReservationSort.ENDRING)], [], AdoptionState.VEDTATT_MED_ENDRING),
        (
            [decided("granvik", reservation=ReservationSort.UAVKLART, answer=Answer.NEEDS_HUMAN)],
            [],
            AdoptionState.UAVKLART,
        ),
        ([decided("granvik", differs=True)], [], AdoptionState.UAVKLART),
        (
            [decided("granvik", differs=True, classified=DeviationSort.REDAKSJONELL)],
            [],
            AdoptionState.VEDTATT,
        ),
        (
            [decided("granvik", differs=True, classified=DeviationSort.MERKNAD)],
            [],
            AdoptionState.VEDTATT_MED_MERKNAD,
        ),
        (
            [decided("granvik", differs=True, classified=DeviationSort.ENDRING)],
            [],
            AdoptionState.VEDTATT_MED_ENDRING,
        ),
    ],
)
def test_where_a_party_stands(made, steps, state):
    found = row(made, steps)

    assert found.state is state
    assert bool(found.note) != found.adopted


def test_a_meeting_is_next_until_something_is_decided_on_its_day_or_after():
    assert row([], [SET], APRIL).note == "Møtet er 24. april 2025. Før vedtaket når det er gjort."
    assert row([], [SET], APRIL + ONE_DAY).note.startswith("Møtedagen 24. april 2025 er over, og ingen har")
    again = row([decided("granvik", outcome=Outcome.AVVIST)], [SET])
    assert (again.next_meeting, again.next_body, again.next_case) == (
        APRIL,
        "Granvik kommunestyre",
        "PS 9/25",
    )
    assert row([decided("granvik", APRIL, Outcome.AVVIST)], [SET]).next_meeting is None


def test_what_became_known_later_is_not_seen_before():
    late = step(RoundStep.BERAMMET, MAY, known_on=APRIL)

    assert row([], [late], APRIL - ONE_DAY).state is AdoptionState.IKKE_STARTET
    assert row([], [late], APRIL).next_meeting == MAY


def test_the_board_is_in_the_order_of_the_next_meeting_and_tells_who_is_late():
    steps = [step(RoundStep.BERAMMET, MAY), step(RoundStep.BERAMMET, APRIL, party="hf")]
    found = standing([], steps, MARCH, deadline=MARCH)

    assert [each.party.ref for each in found.by_next_meeting] == ["hf", "granvik", "storelv"]
    assert (len(found.overdue(MARCH)), len(found.overdue(MARCH + ONE_DAY))) == (0, 3)
    assert found.counts == {AdoptionState.IKKE_STARTET: 1, AdoptionState.BERAMMET: 2}


# One text, per-pair standing; the earliest day.


def entry(made, steps=(), on=JUNE, rule=EntryRule.ALLE_PARTER, **more):
    return in_force_from(standing(made, steps, on), EntryCondition(rule, **more), PAIRS)


def meeting(party, on):
    return step(RoundStep.BERAMMET, on, party=party)


def test_the_earliest_possible_day_is_that_of_the_last_meeting_and_none_while_one_has_no_meeting():
    made, early = [decided("hf")], [meeting("granvik", APRIL)]

    without = entry(made, early, MARCH)
    assert (without.earliest_possible, without.without_meeting) == (None, ("Storelv",))
    both = entry(made, [*early, meeting("storelv", MAY)], MARCH)
    assert both.earliest_possible == MAY
    assert both.possible == (
        "Teksten kan tidligst gjelde for alle fra 22. mai 2025, hvis den blir vedtatt i møtene som er satt."
    )
    assert entry(made, [*early, meeting("storelv", MAY)], MARCH, earliest=JUNE).earliest_possible == JUNE


def test_pair_by_pair_each_pair_has_its_own_earliest_day_and_is_told_why_not():
    found = entry([decided("hf")], [meeting("granvik", APRIL)], MARCH, EntryRule.PAR_FOR_PAR)
    granvik, storelv = found.pairs

    assert (granvik.possible_from, storelv.possible_from, found.earliest_possible) == (APRIL, None, APRIL)
    assert storelv.why_not == "Det mangler vedtak: Storelv (ikke startet)."
    assert (granvik.kommune_state, granvik.foretak_state) == (AdoptionState.BERAMMET, AdoptionState.VEDTATT)


def test_so_many_of_the_parties_bind_only_the_pairs_in_which_both_have_adopted_it():
    rule = {"rule": EntryRule.ET_ANTALL, "count": 2}

    kommuner = entry([decided("granvik"), decided("storelv", APRIL)], **rule)
    assert (kommuner.met_on, kommuner.in_force_from) == (APRIL, None)
    assert [pair.in_force_from for pair in kommuner.pairs] == [None, None]
    two = [decided("granvik", FEBRUARY), decided("hf", APRIL)]
    assert [pair.in_force_from for pair in entry(two, **rule).pairs] == [APRIL, None]
    later = entry([*two, decided("storelv", MAY)], **rule)
    assert [pair.in_force_from for pair in later.pairs] == [APRIL, MAY]
    one = entry([decided("granvik")], [meeting("hf", APRIL)], APRIL - ONE_DAY, **rule)
    assert one.earliest_possible == APRIL
    assert one.sentence.endswith(
        "Den gjelder når 2 parter har vedtatt den, for de parene der begge har gjort det."
    )


@pytest.mark.parametrize(("last", "begins"), [(APRIL, JUNE), (APRIL + ONE_DAY, None)])
def test_on_a_fixed_day_only_where_all_had_adopted_it_by_the_last_day(last, begins):
    made = [decided("hf"), decided("granvik"), decided("storelv", last)]

    assert entry(made, rule=EntryRule.FAST_DAG, earliest=JUNE, by=APRIL).in_force_from == begins


@pytest.mark.parametrize(
    ("meetings", "on", "told"),
    [
        ([meeting("storelv", APRIL)], MARCH, "Dagen kan fortsatt nås: alle som mangler, har møte senest"),
        ([meeting("storelv", MAY)], MARCH, "Dagen kan ikke nås slik møtene er satt. Møte etter 24. april"),
        ([], MARCH, "Dagen kan bare nås hvis alle har møte senest 24. april 2025. Uten møtedag: Storelv."),
        (
            [meeting("storelv", APRIL)],
            MAY,
            "Ble teksten vedtatt i møtene som ikke er ført (Storelv), gjelder",
        ),
        ([], MAY, ""),
    ],
)
def test_whether_the_fixed_day_can_still_be_reached(meetings, on, told):
    made = [decided("hf"), decided("granvik")]

    found = entry(made, meetings, on, EntryRule.FAST_DAG, earliest=JUNE, by=APRIL)

    assert found.possible.startswith(told)
    assert bool(found.possible) == bool(told)
    assert found.earliest_possible == (JUNE if "nås:" in told or "likevel" in found.possible else None)


def test_the_fixed_day_that_passed_names_who_was_missing_and_what_the_parties_must_do():
    found = entry(
        [decided("hf"), decided("granvik")], on=MAY, rule=EntryRule.FAST_DAG, earliest=JUNE, by=APRIL
    )

    assert "Det mangler: Storelv (ikke startet)" in found.sentence
    assert "Siste dag for å vedta var 24. april 2025." in found.sentence
    assert found.sentence.endswith("partene må bli enige om en ny dag.")


# Parties that come and go in the middle of the round.


MERGER = date(2025, 4, 1)
OLD = tuple(
    Party(ref, ref.capitalize(), PartyKind.KOMMUNE, None, MERGER - ONE_DAY, ("nyvik",))
    for ref in ("vest", "ost")
)
NEW = Party("nyvik", "Nyvik", PartyKind.KOMMUNE, MERGER)
MERGING = (*OLD, NEW, TRUST)
THEIR_PAIRS = (*(Pair(each.ref, "hf", None, each.valid_to) for each in OLD), Pair("nyvik", "hf", MERGER))
BOUND = Step("nyvik", RoundStep.BUNDET, APRIL, APRIL, reason="Fellesnemnda, sak 3/25")


def merged(made, steps=(), on=JUNE):
    return board(HASH, MERGING, made, on, steps=steps)


def test_all_means_those_of_the_day_so_the_last_one_missing_may_have_ceased_to_be():
    made = [decided("hf"), decided("vest", FEBRUARY), decided("ost", FEBRUARY)]
    before = in_force_from(merged(made, on=MARCH), EntryCondition(), THEIR_PAIRS)
    gone = (replace_end(GRANVIK, APRIL), STORELV, TRUST)

    assert before.in_force_from == MARCH
    found = in_force_from(board(HASH, gone, [decided("hf"), decided("storelv")], JUNE), EntryCondition())
    assert (found.met_on, found.in_force_from) == (APRIL + ONE_DAY, APRIL + ONE_DAY)


def replace_end(party, last):
    return Party(party.ref, party.name, party.kind, None, last)


@pytest.mark.parametrize(
    ("made", "state"),
    [
        ([decided("vest"), decided("ost")], AdoptionState.VEDTATT),
        (
            [decided("vest"), decided("ost", reservation=ReservationSort.MERKNAD)],
            AdoptionState.VEDTATT_MED_MERKNAD,
        ),
        ([decided("vest"), decided("ost", text_hash=OTHER_HASH)], AdoptionState.UAVKLART),
        ([decided("vest")], AdoptionState.UAVKLART),
        ([], AdoptionState.IKKE_STARTET),
        ([decided("vest"), decided("ost"), decided("nyvik", MAY, Outcome.AVVIST)], AdoptionState.AVVIST),
    ],
)
def test_bound_only_by_what_all_its_predecessors_adopted_and_its_own_word_goes_first(made, state):
    assert merged(made, [BOUND]).by_party["nyvik"].state is state


def test_what_binds_counts_from_the_answer_and_the_day_of_entering_is_the_predecessors():
    made = [decided("vest", FEBRUARY), decided("ost", MARCH), decided("hf", MAY)]
    early = merged(made[:2], [BOUND], APRIL - ONE_DAY).by_party["nyvik"]
    found = merged(made[:2], [BOUND], APRIL).by_party["nyvik"]

    assert (early.state, found.state) == (AdoptionState.UAVKLART, AdoptionState.VEDTATT)
    assert (found.on, found.counts_from) == (MARCH, APRIL)
    assert found.bound_by == (
        "Vest og Ost vedtok teksten før Nyvik ble til. Det er sagt 24. april 2025 at det binder Nyvik. "
        "Grunnen er: Fellesnemnda, sak 3/25."
    )
    answered_late = [decided("hf", FEBRUARY), *made[:2]]
    assert (
        in_force_from(merged(answered_late, [BOUND]), EntryCondition(EntryRule.PAR_FOR_PAR), THEIR_PAIRS)
        .pairs[-1]
        .in_force_from
        == APRIL
    )


def test_a_pair_formed_after_a_text_for_all_was_adopted_has_its_own_day_and_the_rest_keep_theirs():
    pairs = (*PAIRS[:1], Pair("storelv", "hf", APRIL))
    entered = Entered(MARCH, MARCH)
    made = [decided("hf"), decided("granvik"), decided("storelv", MAY)]

    def found(on):
        stand = board(HASH, PARTIES, made, on)
        return [each.in_force_from for each in in_force_from(stand, EntryCondition(), pairs, entered).pairs]

    assert found(MAY - ONE_DAY) == [MARCH, None]
    assert found(MAY) == [MARCH, MAY]


# Who must adopt.


def test_who_came_after_a_party_is_missing_from_its_day_whether_its_pair_is_recorded_or_not():
    def there(day, pairs):
        return {each.ref for each in parties_on(those_who_must_adopt(MERGING, pairs), day)}

    for pairs in (THEIR_PAIRS, THEIR_PAIRS[:2]):
        assert there(MERGER - ONE_DAY, pairs) == {"vest", "ost", "hf"}
    assert there(MERGER, THEIR_PAIRS) == {"nyvik", "hf"}
    assert there(MERGER, THEIR_PAIRS[:2]) == {"nyvik"}


def test_a_party_counts_as_long_as_it_stands_in_a_pair_and_one_in_none_is_not_there():
    outside = Party("pasienter", "Pasientforeningen", PartyKind.BRUKERORGANISASJON)
    (granvik, trust) = those_who_must_adopt((GRANVIK, outside, TRUST), [Pair("granvik", "hf", MARCH, APRIL)])

    assert (granvik.valid_from, granvik.valid_to) == (MARCH, APRIL)
    assert (trust.ref, trust.valid_from) == ("hf", MARCH)


def test_one_that_is_left_alone_has_agreed_with_nobody():
    gone = (replace_end(GRANVIK, MARCH), TRUST)
    found = in_force_from(board(HASH, gone, [decided("hf", FEBRUARY)], JUNE), EntryCondition())

    assert (found.met_on, found.in_force_from) == (None, None)

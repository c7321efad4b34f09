"""Twenty councils and a board, one text: who has adopted it, and when is it in force?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.adoption import AdoptionState, PartyDecision, board
from decisions.entry_into_force import EntryCondition, EntryRule, in_force_from
from decisions.outcomes import Act, Outcome
from decisions.parties import Pair, Party, PartyKind
from decisions.verdict import Answer
from tests.decisions.builders import HASH, OTHER_HASH

KOMMUNER = tuple(Party(f"k{n}", f"Kommune {n}", PartyKind.KOMMUNE) for n in range(1, 21))
TRUST = Party("hf", "Helse Fjordmark HF", PartyKind.HELSEFORETAK)
PARTIES = (*KOMMUNER, TRUST)
PAIRS = tuple(Pair(kommune.ref, "hf") for kommune in KOMMUNER)

WINTER = date(2025, 2, 27)
APRIL = date(2025, 4, 24)
ENTRY = date(2025, 5, 1)
ALL, SINGLY = EntryRule.ALLE_PARTER, EntryRule.PAR_FOR_PAR


def decided(party, on=WINTER, outcome=Outcome.VEDTATT, body="kommunestyret", **more):
    return PartyDecision(party, f"{body} {party}", on, outcome, more.pop("text_hash", HASH), **more)


def all_have_adopted(but=()):
    return [decided(party.ref) for party in PARTIES if party.ref not in but]


def standing(decisions, on=ENTRY, parties=PARTIES, **more):
    return board(HASH, parties, decisions, on, **more)


def row(decisions, party="k20", **more):
    return next(row for row in standing(decisions, **more).rows if row.party.ref == party)


# One party.


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (decided("k20"), AdoptionState.VEDTATT),
        (decided("k20", outcome=Outcome.VEDTATT_MED_ENDRING), AdoptionState.VEDTATT_MED_ENDRING),
        (decided("k20", text_hash=OTHER_HASH), AdoptionState.VEDTATT_MED_ENDRING),
        (decided("k20", text_hash=""), AdoptionState.UAVKLART),
        (decided("k20", outcome=Outcome.AVVIST), AdoptionState.AVVIST),
        (decided("k20", outcome=Outcome.UTSATT), AdoptionState.UTSATT),
        (decided("k20", outcome=Outcome.RETURNERT), AdoptionState.RETURNERT),
        (decided("k20", outcome=Outcome.TIL_ORIENTERING), AdoptionState.UAVKLART),
        (decided("k20", outcome=None), AdoptionState.BERAMMET),
        (decided("k20", answer=Answer.INVALID), AdoptionState.UGYLDIG),
        (decided("k20", answer=Answer.PENDING), AdoptionState.UAVKLART),
        (decided("k20", answer=Answer.NEEDS_HUMAN), AdoptionState.UAVKLART),
        (decided("k20", act=Act.INNSTILLER), AdoptionState.INNSTILT),
        (decided("k19"), AdoptionState.IKKE_STARTET),
    ],
)
def test_where_a_party_stands_after_one_treatment(decision, state):
    assert row([decision]).state is state


def test_only_the_very_same_text_counts_and_the_other_is_told():
    assert row([decided("k20", text_hash=OTHER_HASH)]).deviation.startswith("Vedtaket gjelder en annen tekst")


def test_a_later_word_of_the_same_body_takes_the_place_of_the_earlier():
    changed = decided("k20", WINTER, Outcome.VEDTATT_MED_ENDRING)
    unchanged = decided("k20", APRIL)

    assert row([changed, unchanged]).state is AdoptionState.VEDTATT
    assert row([unchanged, changed]).state is AdoptionState.VEDTATT
    assert row([unchanged, decided("k20", ENTRY, Outcome.AVVIST)]).state is AdoptionState.AVVIST


def test_on_the_same_day_the_last_recorded_word_counts():
    first, second = decided("k20", outcome=Outcome.UTSATT), decided("k20")

    assert row([first, second]).state is AdoptionState.VEDTATT


def test_another_bodys_void_adoption_does_not_undo_the_councils():
    void = decided("k20", APRIL, body="formannskapet", answer=Answer.INVALID)

    assert row([decided("k20"), void]).state is AdoptionState.VEDTATT


def test_a_coming_meeting_is_told_only_where_nothing_is_adopted():
    coming = decided("k20", date(2025, 6, 19), outcome=None)

    assert row([decided("k20", outcome=Outcome.UTSATT), coming]).state is AdoptionState.BERAMMET
    assert row([decided("k20"), coming]).state is AdoptionState.VEDTATT


def test_the_board_shows_the_day_it_is_asked_for():
    decision = decided("k20", WINTER)

    assert row([decision], on=WINTER - timedelta(days=1)).state is AdoptionState.IKKE_STARTET
    assert row([decision], on=WINTER).state is AdoptionState.VEDTATT


def test_sixteen_signatures_are_no_adoption():
    signed = board(HASH, PARTIES, [], ENTRY, signed={f"k{n}" for n in range(1, 17)})

    assert sum(row.signed for row in signed.rows) == 16
    assert signed.count(AdoptionState.VEDTATT) == 0


# Parties that come and go.


def test_after_a_merger_the_new_kommune_is_one_party_and_what_the_old_ones_adopted_is_a_question():
    old = Party("vest", "Vest", PartyKind.KOMMUNE, valid_to=date(2025, 2, 28), successors=("nord",))
    new = Party("nord", "Nord", PartyKind.KOMMUNE, valid_from=date(2025, 3, 1))
    parties, decisions = (*PARTIES, old, new), [decided("vest", WINTER)]

    assert {row.party.ref for row in standing(decisions, WINTER, parties).rows} >= {"vest"}
    assert (
        len(standing(decisions, WINTER, parties).rows) == len(standing(decisions, ENTRY, parties).rows) == 22
    )
    assert row(decisions, "nord", parties=parties).state is AdoptionState.UAVKLART
    assert "Vest vedtok teksten" in row(decisions, "nord", parties=parties).deviation
    assert row([*decisions, decided("nord", APRIL)], "nord", parties=parties).state is AdoptionState.VEDTATT


# Entry into force.


def test_when_all_have_adopted_the_text_is_in_force_on_the_day_it_names():
    entry = in_force_from(standing(all_have_adopted()), EntryCondition(ALL, ENTRY), PAIRS)

    assert entry.in_force_from == ENTRY
    assert entry.sentence == "Alle 21 parter har vedtatt samme tekst. Den gjelder fra 1. mai 2025."


def test_when_the_last_adopts_after_that_day_its_own_day_counts():
    late = [*all_have_adopted(but={"k20"}), decided("k20", date(2025, 5, 22))]

    assert in_force_from(standing(late, date(2025, 5, 21)), EntryCondition(ALL, ENTRY)).in_force_from is None
    assert in_force_from(standing(late, date(2025, 5, 22)), EntryCondition(ALL, ENTRY)).in_force_from == date(
        2025, 5, 22
    )


def test_nineteen_adopt_and_one_strikes_a_bullet():
    decisions = [*all_have_adopted(but={"k20"}), decided("k20", outcome=Outcome.VEDTATT_MED_ENDRING)]
    together = in_force_from(standing(decisions), EntryCondition(ALL, ENTRY), PAIRS)
    singly = in_force_from(standing(decisions), EntryCondition(SINGLY, ENTRY), PAIRS)

    assert together.in_force_from is None
    assert all(pair.in_force_from is None for pair in together.pairs)
    assert together.missing == ("Kommune 20",)
    assert "Kommune 20 (vedtatt med endring)" in together.sentence
    assert [pair.pair.kommune for pair in singly.pairs if pair.in_force_from is None] == ["k20"]


def test_pair_by_pair_nothing_is_in_force_before_the_trusts_board_has_adopted():
    decisions = all_have_adopted(but={"hf"})

    assert all(
        pair.in_force_from is None
        for pair in in_force_from(standing(decisions), EntryCondition(SINGLY, None), PAIRS).pairs
    )


def test_pair_by_pair_each_pair_has_the_day_of_the_later_of_the_two():
    decisions = [decided("k1", WINTER), decided("k2", ENTRY), decided("hf", APRIL)]
    entry = in_force_from(standing(decisions), EntryCondition(SINGLY, None), PAIRS)

    assert {pair.pair.kommune: pair.in_force_from for pair in entry.pairs if pair.in_force_from} == {
        "k1": APRIL,
        "k2": ENTRY,
    }


def test_one_kommune_with_two_trusts_has_two_clocks():
    other = Party("hf2", "Det andre foretaket", PartyKind.HELSEFORETAK)
    pairs = (Pair("k1", "hf"), Pair("k1", "hf2"))
    decisions = [decided("k1", WINTER), decided("hf", APRIL)]

    entry = in_force_from(standing(decisions, parties=(*PARTIES, other)), EntryCondition(SINGLY, None), pairs)

    assert [pair.in_force_from for pair in entry.pairs] == [APRIL, None]


def test_no_parties_bring_nothing_into_force():
    assert in_force_from(board(HASH, (), [], ENTRY), EntryCondition(ALL, None)).in_force_from is None


treatments = st.builds(
    decided,
    st.sampled_from(["k1", "k2", "hf"]),
    st.dates(date(2025, 1, 1), date(2025, 6, 30)),
    st.sampled_from([*Outcome, None]),
    text_hash=st.sampled_from([HASH, HASH, OTHER_HASH, ""]),
    answer=st.sampled_from(Answer),
)
FEW = (*KOMMUNER[:2], TRUST)


@given(
    st.lists(treatments, max_size=12),
    st.dates(date(2025, 1, 1), date(2025, 7, 31)),
    st.sampled_from(EntryRule),
)
def test_nothing_is_in_force_unless_every_adoption_is_of_the_same_text(decisions, on, rule):
    rows = board(HASH, FEW, decisions, on)
    entry = in_force_from(rows, EntryCondition(rule, ENTRY), PAIRS[:2])

    if rule is not EntryRule.FAST_DAG and not entry.missing:
        assert entry.in_force_from
    if entry.in_force_from:
        assert entry.in_force_from >= ENTRY
        assert entry.in_force_from > ENTRY or entry.met_on is None or entry.met_on <= ENTRY
    for pair in entry.pairs:
        both = [row for row in rows.rows if row.party.ref in {pair.pair.kommune, "hf"}]
        if pair.in_force_from is None and rule is SINGLY:
            assert not all(row.text_hash == HASH and row.adopted for row in both)


@given(st.lists(treatments, max_size=8))
def test_what_is_to_come_changes_nothing_today(decisions):
    day = date(2025, 3, 31)
    known = [decision for decision in decisions if decision.on <= day or decision.outcome is None]

    assert board(HASH, FEW, decisions, day) == board(HASH, FEW, known, day)

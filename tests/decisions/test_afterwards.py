"""Signatures beside adoptions, and the month of hol. § 6-4 pair by pair, from the day the text itself names."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.adoption import PartyDecision, board
from decisions.afterwards import (
    Signature,
    SignatureBoard,
    from_before,
    pair_entered,
    pair_submission,
    signature_board,
)
from decisions.duties import DutyState, add_months
from decisions.entry_into_force import EnteredBy
from decisions.nynorsk import left_in_bokmal
from decisions.outcomes import Outcome
from decisions.parties import Pair, Party, PartyKind
from tests.decisions.builders import HASH

MARCH_3, MARCH_12, TODAY = date(2026, 3, 3), date(2026, 3, 12), date(2026, 4, 20)
KOMMUNER = tuple(Party(f"k{nr}", f"Kommune {nr}", PartyKind.KOMMUNE) for nr in range(1, 17))
TRUST = Party("hf", "Helse Fjordmark HF", PartyKind.HELSEFORETAK)
PAIR = Pair("k1", "hf")


def signed(*refs: str, on: date = MARCH_3) -> list[Signature]:
    return [Signature(ref, on, f"Signe {ref}", "ordfører") for ref in refs]


def standing(
    adopted: Sequence[str], signatures: Sequence[Signature], on: date = TODAY, adopted_on: date = MARCH_12
) -> SignatureBoard:
    made = [PartyDecision(ref, f"organet i {ref}", adopted_on, Outcome.VEDTATT, HASH) for ref in adopted]
    return signature_board(board(HASH, (*KOMMUNER, TRUST), made, on), signatures)


def row(told: SignatureBoard, ref: str) -> str:
    return next(each.remark for each in told.rows if each.row.party.ref == ref)


def test_sixteen_mayors_have_signed_and_no_kommunestyre_has_adopted_it() -> None:
    told = standing([], signed(*(each.ref for each in KOMMUNER)))

    assert (told.signed, told.adopted) == (16, 0)
    assert "16 av 16 kommuner har undertegnet, og 0 av 16 har vedtatt teksten." in told.sentence
    assert "16 av 17 parter har undertegnet, og 0 av 17 har vedtatt teksten." in told.sentence
    assert row(told, "k1") == "Undertegnet 3. mars 2026, men kommunestyret har ikke vedtatt teksten."


def test_a_trust_whose_director_signed_is_told_of_its_board() -> None:
    assert row(standing([], signed("hf")), "hf").endswith("men styret har ikke vedtatt teksten.")


@pytest.mark.parametrize(
    ("day", "remark"),
    [
        (
            MARCH_12 - timedelta(days=1),
            "Undertegnet 11. mars 2026, før kommunestyret vedtok teksten 12. mars",
        ),
        (MARCH_12, ""),
        (MARCH_12 + timedelta(days=1), ""),
    ],
)
def test_a_signature_dated_before_the_resolution_it_should_carry_out_is_remarked_on(
    day: date, remark: str
) -> None:
    told = row(standing(["k1"], signed("k1", on=day)), "k1")

    assert told.startswith(remark)
    assert bool(told) == bool(remark)


def test_a_signature_is_seen_from_its_day_and_the_last_word_about_a_party_counts() -> None:
    assert standing([], signed("k1"), MARCH_3 - timedelta(days=1)).signed == 0
    assert standing([], signed("k1"), MARCH_3).signed == 1
    assert standing([], [*signed("k1"), *signed("k1", on=MARCH_12)], MARCH_3).signed == 0


def test_one_who_is_no_party_that_day_is_not_counted() -> None:
    assert standing([], signed("somebody-else")).signed == 0


ADOPTED = {"k1": date(2025, 4, 24), "hf": date(2025, 4, 30)}


def test_by_adoption_the_pair_has_entered_when_the_later_of_the_two_had_adopted() -> None:
    assert pair_entered(PAIR, EnteredBy.VEDTAK, ADOPTED, {}) == date(2025, 4, 30)
    assert pair_entered(PAIR, EnteredBy.VEDTAK, {"k1": date(2025, 4, 24)}, {}) is None


def test_by_signature_the_pair_has_entered_when_both_have_signed_what_both_have_adopted() -> None:
    both = {"k1": date(2025, 5, 5), "hf": date(2025, 5, 8)}

    assert pair_entered(PAIR, EnteredBy.UNDERSKRIFT, ADOPTED, both) == date(2025, 5, 8)
    assert pair_entered(PAIR, EnteredBy.UNDERSKRIFT, ADOPTED, {"k1": date(2025, 5, 5)}) is None
    assert pair_entered(PAIR, EnteredBy.UNDERSKRIFT, {"k1": date(2025, 4, 24)}, both) is None
    early = {"k1": date(2025, 1, 5), "hf": date(2025, 1, 8)}
    assert pair_entered(PAIR, EnteredBy.UNDERSKRIFT, ADOPTED, early) == date(2025, 4, 30)


def test_one_kommune_with_two_trusts_has_two_clocks() -> None:
    adopted = {"k1": date(2025, 1, 27), "hf": date(2025, 1, 15), "ous": date(2025, 4, 30)}
    dues = [
        pair_submission(pair_entered(Pair("k1", trust), EnteredBy.VEDTAK, adopted, {}), (), TODAY).due
        for trust in ("hf", "ous")
    ]

    assert dues == [date(2025, 2, 27), date(2025, 5, 30)]


def test_sent_before_the_pair_had_entered_is_no_answer_but_a_question() -> None:
    duty = pair_submission(date(2025, 4, 30), [date(2025, 4, 29)], date(2025, 5, 2))

    assert (duty.state, duty.due) == (DutyState.UAVKLART, date(2025, 5, 30))
    assert duty.sentence.endswith("Er det den inngåtte avtalen som er sendt?")
    assert pair_submission(date(2025, 4, 30), [date(2025, 4, 30)], TODAY).state is DutyState.OPPFYLT


def test_sent_while_nothing_is_entered_starts_no_clock_and_is_remarked_on() -> None:
    duty = pair_submission(None, [date(2025, 4, 29)], date(2025, 5, 2))

    assert duty.state is DutyState.IKKE_BEGYNT
    assert "men paret har ikke inngått avtalen" in duty.sentence


def test_sending_it_once_more_does_not_make_it_late() -> None:
    twice = [date(2025, 5, 20), date(2025, 6, 20)]

    assert pair_submission(date(2025, 4, 30), twice, TODAY).state is DutyState.OPPFYLT


def test_an_early_sending_and_then_one_in_time_is_in_time() -> None:
    sendings = [date(2025, 4, 1), date(2025, 5, 20)]

    assert pair_submission(date(2025, 4, 30), sendings, TODAY).state is DutyState.OPPFYLT
    assert pair_submission(date(2025, 4, 30), sendings, date(2025, 5, 19)).state is DutyState.UAVKLART


def test_what_is_not_sent_is_so_many_days_over() -> None:
    entered = date(2025, 4, 30)

    assert "én dag over fristen" in pair_submission(entered, (), date(2025, 5, 31)).sentence
    assert "3 dager over fristen" in pair_submission(entered, (), date(2025, 6, 2)).sentence


def test_a_text_from_before_the_register_is_a_question_sent_or_not() -> None:
    assert from_before([]).state is from_before([MARCH_3]).state is DutyState.UAVKLART


DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@settings(deadline=None)  # The first example reads all the pairs of nynorsk.
@given(st.none() | DAYS, st.lists(DAYS, max_size=4), DAYS)
def test_it_is_in_time_exactly_when_something_was_sent_within_the_month_of_entering(
    entered: date | None, sendings: list[date], on: date
) -> None:
    duty = pair_submission(entered, sendings, on)
    in_time = entered is not None and any(
        entered <= day <= add_months(entered, 1) and day <= on for day in sendings
    )

    assert (duty.state is DutyState.OPPFYLT) == in_time
    if duty.state is DutyState.FORFALT:
        assert entered is not None
        assert on > add_months(entered, 1)
    assert not left_in_bokmal(duty.sentence)


@settings(deadline=None)
@given(
    st.sets(st.sampled_from([*(each.ref for each in KOMMUNER), "hf"])),
    st.sets(st.sampled_from([*(each.ref for each in KOMMUNER), "hf"])),
)
def test_however_many_sign_it_changes_no_count_of_adoptions(adopted: set[str], signers: set[str]) -> None:
    told = standing(sorted(adopted), signed(*sorted(signers)))

    assert (told.adopted, told.signed) == (len(adopted), len(signers))
    flagged = {each.row.party.ref for each in told.rows if "har ikke vedtatt" in each.remark}
    assert flagged == signers - adopted
    assert not left_in_bokmal(told.sentence)

"""SSU «adopts» the agreement and sixteen mayors sign it. Law: hol. § 6-1, kommuneloven § 6-1.

The mayor's signature carries out a resolution of the kommunestyre; it does not stand in for one. Nought of sixteen
have adopted it, sixteen of sixteen have signed.
"""

from datetime import date

from decisions.adoption import AdoptionBoard, AdoptionState, PartyDecision, board
from decisions.afterwards import Signature, signature_board
from decisions.entry_into_force import EntryCondition, EntryRule, in_force_from
from decisions.outcomes import Act, Outcome
from decisions.parties import Pair, Party, PartyKind
from decisions.verdict import Answer
from tests.decisions.builders import HASH
from tests.decisions.libraries import (
    AVTALE,
    BOARD,
    COUNCIL,
    INVALID,
    NY,
    PENDING,
    SSU,
    VALID,
    Decided,
    everything_told,
    verdict_in,
)

DAY = date(2026, 4, 20)
KOMMUNER = tuple(Party(f"k{nr}", f"Kommune {nr}", PartyKind.KOMMUNE) for nr in range(1, 17))
TRUST = Party("hf", "Helse Fjordmark HF", PartyKind.HELSEFORETAK)
PARTIES = (*KOMMUNER, TRUST)
PAIRS = tuple(Pair(kommune.ref, "hf") for kommune in KOMMUNER)
EVERY_MAYOR = {kommune.ref for kommune in KOMMUNER}


def adopted(*refs: str, answer: Answer = VALID) -> list[PartyDecision]:
    return [PartyDecision(ref, f"kommunestyret i {ref}", DAY, Outcome.VEDTATT, HASH, answer) for ref in refs]


def standing(decisions: list[PartyDecision], signed: set[str]) -> AdoptionBoard:
    return board(HASH, PARTIES, decisions, DAY, signed)


def in_force(rows: AdoptionBoard) -> int:
    """In how many pairs is the text in force?"""
    entry = in_force_from(rows, EntryCondition(EntryRule.PAR_FOR_PAR, DAY), PAIRS)
    return sum(pair.in_force_from is not None for pair in entry.pairs)


def test_sixteen_have_signed_and_none_has_adopted() -> None:
    rows = standing([], EVERY_MAYOR)

    assert sum(row.signed for row in rows.rows) == 16
    assert rows.count(AdoptionState.VEDTATT) == 0
    assert in_force(rows) == 0


def test_both_counts_stand_beside_each_other_and_every_signature_is_flagged() -> None:
    signatures = [Signature(ref, DAY, f"ordføreren i {ref}", "ordfører") for ref in sorted(EVERY_MAYOR)]
    told = signature_board(standing([], EVERY_MAYOR), signatures)

    assert "16 av 16 kommuner har undertegnet, og 0 av 16 har vedtatt teksten." in told.sentence
    flagged = [each.remark for each in told.rows if each.signature]
    assert set(flagged) == {"Undertegnet 20. april 2026, men kommunestyret har ikke vedtatt teksten."}
    assert len(flagged) == 16


def test_ssu_cannot_adopt_the_agreement_for_anybody() -> None:
    verdict = verdict_in("nordre-trondelag", Decided(SSU, AVTALE, NY, DAY))

    assert verdict.answer is INVALID
    assert "kommunestyret selv" in everything_told(verdict)


def test_a_signature_waits_for_the_resolution_it_carries_out() -> None:
    verdict = verdict_in("nordre-trondelag", Decided(COUNCIL, AVTALE, NY, DAY, act=Act.SIGNERER))

    assert verdict.answer is PENDING
    assert "kommuneloven § 6-1" in everything_told(verdict)


def test_variant_the_kommunestyrer_adopt_it_afterwards_and_the_board_too() -> None:
    rows = standing(adopted(*EVERY_MAYOR, "hf"), EVERY_MAYOR)

    assert rows.count(AdoptionState.VEDTATT) == 17
    assert in_force(rows) == 16


def test_variant_adopted_and_not_signed_is_adopted_all_the_same() -> None:
    rows = standing(adopted(*EVERY_MAYOR, "hf"), set())

    assert in_force(rows) == 16
    assert not any(row.signed for row in rows.rows)


def test_variant_three_have_adopted_and_sixteen_signed_and_each_is_told_as_it_is() -> None:
    rows = standing(adopted("k1", "k2", "k3", "hf"), EVERY_MAYOR)

    assert in_force(rows) == 3
    assert sum(row.signed and not row.adopted for row in rows.rows) == 13


def test_variant_the_executive_committees_void_adoption_with_a_signature_is_neither() -> None:
    rows = standing(adopted("k1", "hf", answer=INVALID), {"k1"})
    first = next(row for row in rows.rows if row.party.ref == "k1")

    assert (first.state, first.signed) == (AdoptionState.UGYLDIG, True)


def test_variant_the_trusts_director_signs_and_its_board_has_not_decided() -> None:
    signed = verdict_in("nordre-trondelag", Decided(BOARD, AVTALE, NY, DAY, act=Act.SIGNERER))

    assert signed.answer is PENDING
    assert in_force(standing(adopted(*EVERY_MAYOR), {"hf"})) == 0

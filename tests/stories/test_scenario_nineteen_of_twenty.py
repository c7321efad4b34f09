"""Twenty kommuner and a trust, one text: nineteen adopt it, one strikes a bullet. Law: hol. § 6-1.

A changed text is a new offer. Whether the others have an agreement meanwhile is what the text itself says: all
together, or pair by pair.
"""

from datetime import date

import pytest

from decisions.adoption import AdoptionBoard, AdoptionState, PartyDecision, Row, board
from decisions.entry_into_force import EntryCondition, EntryIntoForce, EntryRule, in_force_from
from decisions.mandate import judge
from decisions.outcomes import Outcome, Reservation, ReservationSort
from decisions.parties import Pair, Party, PartyKind
from decisions.rounds import DeviationSort
from decisions.verdict import Answer
from documents.kinds import ChangeClass
from tests.decisions.builders import AGREEMENT, COUNCIL, HASH, NORDRE, OTHER_HASH, a_decision, a_proposal
from tests.decisions.libraries import FLOOR, NEEDS_HUMAN, PENDING, VALID

KOMMUNER = tuple(Party(f"k{nr}", f"Kommune {nr}", PartyKind.KOMMUNE) for nr in range(1, 21))
TRUST = Party("hf", "Helse Fjordmark HF", PartyKind.HELSEFORETAK)
PARTIES = (*KOMMUNER, TRUST)
PAIRS = tuple(Pair(kommune.ref, "hf") for kommune in KOMMUNER)
MEETING, BEGINS = date(2026, 1, 29), date(2026, 5, 1)
STRIKES = "Siste strekpunkt i vedlegg 12 punkt 4.3 går ut."


def adopted(party: str, on: date = MEETING, text_hash: str = HASH, **more: object) -> PartyDecision:
    return PartyDecision(party, f"kommunestyret i {party}", on, Outcome.VEDTATT, text_hash, **more)


def nineteen_and_the_trust() -> list[PartyDecision]:
    return [adopted(party.ref) for party in PARTIES if party.ref != "k20"]


def standing(*of_the_twentieth: PartyDecision, on: date = BEGINS) -> AdoptionBoard:
    return board(HASH, PARTIES, [*nineteen_and_the_trust(), *of_the_twentieth], on)


def entry(rows: AdoptionBoard, rule: EntryRule) -> EntryIntoForce:
    return in_force_from(rows, EntryCondition(rule, BEGINS), PAIRS)


def state_of_the_twentieth(rows: AdoptionBoard) -> AdoptionState:
    return next(row.state for row in rows.rows if row.party.ref == "k20")


def pairs_without(found: EntryIntoForce) -> list[str]:
    return [each.pair.kommune for each in found.pairs if each.in_force_from is None]


def answer_to(added: Reservation | None, outcome: Outcome = Outcome.VEDTATT) -> Answer:
    facts = a_decision(
        COUNCIL, a_proposal(AGREEMENT, ChangeClass.NY), MEETING, outcome=outcome, reservation=added
    )
    return judge(facts, NORDRE, FLOOR).answer


def test_the_twentieth_strikes_a_bullet_and_has_not_adopted_the_text() -> None:
    assert answer_to(Reservation(STRIKES, ReservationSort.ENDRING)) is PENDING
    assert answer_to(None, Outcome.VEDTATT_MED_ENDRING) is PENDING

    rows = standing(PartyDecision("k20", "kommunestyret", MEETING, Outcome.VEDTATT_MED_ENDRING, HASH))

    assert state_of_the_twentieth(rows) is AdoptionState.VEDTATT_MED_ENDRING
    assert rows.count(AdoptionState.VEDTATT) == 20  # nineteen kommuner and the trust


def test_where_the_text_takes_effect_pair_by_pair_nineteen_have_it_and_the_twentieth_keeps_the_old_one() -> (
    None
):
    rows = standing(PartyDecision("k20", "kommunestyret", MEETING, Outcome.VEDTATT_MED_ENDRING, HASH))

    assert pairs_without(entry(rows, EntryRule.PAR_FOR_PAR)) == ["k20"]


def test_where_the_text_says_all_or_none_nobody_has_it_and_the_sentence_names_the_one() -> None:
    rows = standing(PartyDecision("k20", "kommunestyret", MEETING, Outcome.VEDTATT_MED_ENDRING, HASH))
    found = entry(rows, EntryRule.ALLE_PARTER)

    assert found.in_force_from is None
    assert found.missing == ("Kommune 20",)
    assert "Kommune 20 (vedtatt med endring)" in found.sentence


def test_variant_a_remark_in_the_minutes_leaves_the_text_alone_and_all_have_adopted() -> None:
    assert answer_to(Reservation("Kommunestyret ber om en evaluering.", ReservationSort.MERKNAD)) is VALID
    assert entry(standing(adopted("k20")), EntryRule.ALLE_PARTER).in_force_from == BEGINS


def test_variant_nobody_has_said_whether_it_is_a_remark_or_a_change_so_a_person_must() -> None:
    assert answer_to(Reservation(STRIKES, ReservationSort.UAVKLART)) is NEEDS_HUMAN

    rows = standing(adopted("k20", answer=Answer.NEEDS_HUMAN))

    assert state_of_the_twentieth(rows) is AdoptionState.UAVKLART
    assert entry(rows, EntryRule.ALLE_PARTER).in_force_from is None


@pytest.mark.parametrize(
    ("again", "in_force"), [(date(2026, 4, 23), BEGINS), (date(2026, 5, 21), date(2026, 5, 21))]
)
def test_variant_the_twentieth_adopts_the_unchanged_text_after_all(again: date, in_force: date) -> None:
    changed = PartyDecision("k20", "kommunestyret i k20", MEETING, Outcome.VEDTATT_MED_ENDRING, HASH)
    rows = standing(changed, adopted("k20", again), on=again)

    assert entry(rows, EntryRule.ALLE_PARTER).in_force_from == in_force


def test_variant_the_twentieth_turns_it_down_and_is_not_said_to_have_changed_it() -> None:
    rows = standing(PartyDecision("k20", "kommunestyret", MEETING, Outcome.AVVIST, HASH))

    assert state_of_the_twentieth(rows) is AdoptionState.AVVIST
    assert pairs_without(entry(rows, EntryRule.PAR_FOR_PAR)) == ["k20"]


def test_variant_everybody_accepts_the_twentieths_words_and_then_that_text_is_the_agreement() -> None:
    on_the_new = [adopted(party.ref, date(2026, 4, 23), OTHER_HASH) for party in PARTIES]
    decisions = [*nineteen_and_the_trust(), *on_the_new]
    new = in_force_from(
        board(OTHER_HASH, PARTIES, decisions, BEGINS), EntryCondition(EntryRule.ALLE_PARTER, BEGINS), PAIRS
    )

    assert new.in_force_from == BEGINS
    assert not pairs_without(new)


def test_variant_it_is_the_trusts_board_that_changed_the_text_and_no_pair_has_it() -> None:
    decisions = [adopted(kommune.ref) for kommune in KOMMUNER]
    decisions.append(PartyDecision("hf", "styret", MEETING, Outcome.VEDTATT_MED_ENDRING, HASH))
    found = entry(board(HASH, PARTIES, decisions, BEGINS), EntryRule.PAR_FOR_PAR)

    assert len(pairs_without(found)) == 20


# What the board says of the twentieth, and what a person makes of it.


def the_twentieth(rows: AdoptionBoard) -> Row:
    return rows.by_party["k20"]


def test_the_twentieth_is_not_concluded_and_the_board_says_what_must_happen() -> None:
    row = the_twentieth(standing(changes_it(Outcome.VEDTATT_MED_ENDRING)))

    assert "En endret tekst er et nytt tilbud." in row.note
    assert "vedtar Kommune 20 teksten slik den ble lagt fram" in row.note
    assert "Så lenge gjelder det som gjaldt før, for Kommune 20." in row.note


@pytest.mark.parametrize(
    ("sort", "state", "in_force"),
    [
        (ReservationSort.MERKNAD, AdoptionState.VEDTATT_MED_MERKNAD, BEGINS),
        (ReservationSort.ENDRING, AdoptionState.VEDTATT_MED_ENDRING, None),
    ],
)
def test_variant_a_person_sorts_what_it_added(
    sort: ReservationSort, state: AdoptionState, in_force: date | None
) -> None:
    rows = standing(adopted("k20", reservation=sort))

    assert state_of_the_twentieth(rows) is state
    assert entry(rows, EntryRule.ALLE_PARTER).in_force_from == in_force


@pytest.mark.parametrize(
    ("sort", "in_force"),
    [
        (None, None),
        (DeviationSort.REDAKSJONELL, BEGINS),
        (DeviationSort.MERKNAD, BEGINS),
        (DeviationSort.ENDRING, None),
    ],
)
def test_variant_its_minutes_say_adopted_and_the_text_that_came_back_has_another_telephone_number(
    sort: DeviationSort | None, in_force: date | None
) -> None:
    rows = standing(adopted("k20", differs=True, classified=sort, difference="Telefonnummeret er et annet."))

    assert entry(rows, EntryRule.ALLE_PARTER).in_force_from == in_force
    assert the_twentieth(rows).deviation == "Telefonnummeret er et annet."


@pytest.mark.parametrize(("count", "bound"), [(20, 19), (21, 0)])
def test_variant_the_text_says_that_so_many_are_enough(count: int, bound: int) -> None:
    rows = standing(changes_it(Outcome.VEDTATT_MED_ENDRING))
    found = in_force_from(rows, EntryCondition(EntryRule.ET_ANTALL, BEGINS, count), PAIRS)

    assert sum(each.in_force_from == BEGINS for each in found.pairs) == bound


@pytest.mark.parametrize(("again", "in_force"), [(date(2026, 4, 23), BEGINS), (date(2026, 4, 24), None)])
def test_variant_the_text_names_a_day_and_the_twentieth_comes_round_in_time_or_a_day_late(
    again: date, in_force: date | None
) -> None:
    rows = standing(changes_it(Outcome.AVVIST), adopted("k20", again))
    condition = EntryCondition(EntryRule.FAST_DAG, BEGINS, by=date(2026, 4, 23))

    assert in_force_from(rows, condition, PAIRS).in_force_from == in_force


def changes_it(outcome: Outcome) -> PartyDecision:
    """What the twentieth did first."""
    return PartyDecision("k20", "kommunestyret i k20", MEETING, outcome, HASH)

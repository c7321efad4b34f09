"""Parties that come, go, merge and split around one text: who counts on the board, and whom the text binds.

Law: each pair of kommune and trust enters for itself (hol. § 6-1). The number of parties is that of the day, and a
report of an earlier day keeps its own.
"""

from datetime import date

import pytest

from decisions.adoption import AdoptionState
from decisions.entry_into_force import EntryRule
from decisions.parties import PartyKind
from decisions.rounds import RoundStep
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry.errors import RuleSaysNo
from registry.operations import communities
from registry.permissions import OPERATOR
from registry.queries import coverage, documents, parties
from tests.registry.builders import GUIDELINE, RULES, TRUST, a_circle
from tests.stories.party_rounds import (
    AFTER,
    FIRST_MEETING,
    MERGER,
    ONE_DAY,
    SECOND_MEETING,
    TWENTY,
    a_round,
    with_a_private_hospital,
)

# A merger in mid-round: the denominator.


def test_the_report_of_the_day_before_the_merger_has_21_parties_and_that_of_the_day_has_20(session):
    on_its_way = a_round(a_circle(session, kommuner=TWENTY))
    on_its_way.merges("nygrend", "granvik", "storelv")

    before, after = on_its_way.told(MERGER - ONE_DAY), on_its_way.told(MERGER)

    assert (len(before.board.rows), len(after.board.rows)) == (21, 20)
    assert before.told.startswith("0 av 21 parter")
    assert after.told.startswith("0 av 20 parter")
    assert (len(before.pairs), len(after.pairs)) == (20, 19)


@pytest.mark.parametrize(
    ("adopted", "state"),
    [
        (("granvik", "storelv"), AdoptionState.UAVKLART),
        (("granvik",), AdoptionState.UAVKLART),
        ((), AdoptionState.IKKE_STARTET),
    ],
)
def test_after_the_merger_a_person_is_asked_where_somebody_had_adopted_and_nobody_where_none_had(
    session, adopted, state
):
    on_its_way = a_round(a_circle(session))
    for party in adopted:
        on_its_way.adopts(party, FIRST_MEETING)
    on_its_way.merges("nygrend", "granvik", "storelv")

    assert on_its_way.states(MERGER)["nygrend"] is state
    assert set(on_its_way.states(MERGER - ONE_DAY)) == {"granvik", "storelv", TRUST}


def test_a_merger_between_the_two_adoptions_leaves_one_that_adopted_and_the_new_one_must_adopt_itself(
    session,
):
    on_its_way = a_round(a_circle(session))
    on_its_way.adopts("granvik", FIRST_MEETING)
    on_its_way.adopts(TRUST, SECOND_MEETING)
    on_its_way.merges("nygrend", "granvik", "storelv")

    with pytest.raises(RuleSaysNo):
        on_its_way.notes("nygrend", RoundStep.BUNDET, AFTER)
    on_its_way.adopts("nygrend", AFTER)

    assert on_its_way.states(AFTER)["nygrend"] is AdoptionState.VEDTATT
    assert (on_its_way.version.stage, on_its_way.version.adopted_on) == (Stage.ADOPTED, AFTER)
    assert on_its_way.bound("nygrend", AFTER - ONE_DAY) == []
    assert on_its_way.bound("nygrend", AFTER) == ["avtalen@2026.1"]


def test_a_merger_after_the_text_is_in_force_leaves_it_in_force_and_says_that_a_person_must_answer(session):
    on_its_way = a_round(a_circle(session))
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    on_its_way.merges("nygrend", "granvik", "storelv")

    assert on_its_way.bound("granvik", MERGER - ONE_DAY) == ["avtalen@2026.1"]
    assert on_its_way.bound("granvik", MERGER) == []
    (view,) = on_its_way.views("nygrend", MERGER)
    assert view.note.startswith("Følger med fra Granvik og Storelv fra 1. april 2026.")

    on_its_way.notes("nygrend", RoundStep.BUNDET, AFTER)

    assert on_its_way.bound("nygrend", MERGER) == ["avtalen@2026.1"]
    assert "må en person avgjøre" not in on_its_way.views("nygrend", AFTER)[0].note


def test_the_new_kommune_must_adopt_for_itself_and_until_it_has_nothing_binds_it(session):
    on_its_way = a_round(a_circle(session))
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    on_its_way.merges("nygrend", "granvik", "storelv")
    on_its_way.notes("nygrend", RoundStep.MA_VEDTA, MERGER, "Kommunestyret vil behandle avtalen selv.")

    assert on_its_way.bound("nygrend", AFTER - ONE_DAY) == []
    on_its_way.adopts("nygrend", AFTER)

    assert on_its_way.bound("nygrend", AFTER - ONE_DAY) == []
    assert on_its_way.bound("nygrend", AFTER) == ["avtalen@2026.1"]


def test_when_the_only_one_that_was_missing_is_merged_into_one_that_has_adopted_the_text_is_adopted(session):
    on_its_way = a_round(a_circle(session))
    on_its_way.adopts("granvik", FIRST_MEETING)
    on_its_way.adopts(TRUST, SECOND_MEETING)
    assert on_its_way.version.stage is Stage.FROZEN

    on_its_way.becomes("storelv", "granvik", MERGER)

    assert (on_its_way.version.stage, on_its_way.version.valid_from) == (Stage.ADOPTED, MERGER)


# A split.


def test_a_split_in_mid_round_makes_two_of_one_and_each_is_asked_about_for_itself(session):
    on_its_way = a_round(a_circle(session))
    on_its_way.adopts("granvik", FIRST_MEETING)
    for new in ("indre", "ytre"):
        on_its_way.circle.kommune(new, valid_from=MERGER, pair_from=MERGER)
        on_its_way.becomes("granvik", new, MERGER)
    on_its_way.notes("indre", RoundStep.BUNDET, AFTER)

    assert set(on_its_way.states(MERGER - ONE_DAY)) == {"granvik", "storelv", TRUST}
    assert set(on_its_way.states(MERGER)) == {"indre", "ytre", "storelv", TRUST}
    assert on_its_way.states(AFTER)["indre"] is AdoptionState.VEDTATT
    assert on_its_way.states(AFTER)["ytre"] is AdoptionState.UAVKLART


def test_after_a_split_what_bound_the_old_one_goes_on_for_both(session):
    on_its_way = a_round(a_circle(session))
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    for new in ("indre", "ytre"):
        on_its_way.circle.kommune(new, valid_from=MERGER, pair_from=MERGER)
        on_its_way.becomes("granvik", new, MERGER)

    for new in ("indre", "ytre"):
        assert on_its_way.bound(new, MERGER - ONE_DAY) == []
        assert on_its_way.bound(new, MERGER) == ["avtalen@2026.1"]


# Accession.


@pytest.mark.parametrize("rule", [EntryRule.ALLE_PARTER, EntryRule.PAR_FOR_PAR])
def test_a_kommune_that_joins_is_bound_from_the_day_both_have_adopted_whatever_the_rule(session, rule):
    on_its_way = a_round(a_circle(session), entry_rule=rule)
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    in_force = on_its_way.version.valid_from
    on_its_way.circle.kommune("havstrand", pair_from=MERGER)

    assert on_its_way.bound("havstrand", MERGER) == []
    not_yet = documents.not_bound(
        session, on_its_way.circle.community, MERGER, on_its_way.circle.parties["havstrand"]
    )
    assert [view.note for view in not_yet] == [
        "Gjelder ikke for Havstrand og Foretaket HF: Ikke begge har vedtatt teksten."
    ]
    on_its_way.adopts("havstrand", AFTER)

    assert on_its_way.bound("havstrand", AFTER - ONE_DAY) == []
    assert on_its_way.bound("havstrand", AFTER) == ["avtalen@2026.1"]
    assert on_its_way.bound("granvik", in_force) == ["avtalen@2026.1"]
    assert on_its_way.version.valid_from == in_force


def test_a_kommune_that_joins_is_not_bound_by_what_is_made_under_an_agreement_it_has_not_entered(session):
    on_its_way = a_round(a_circle(session))
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    guideline = on_its_way.circle.document("retningslinje-1", GUIDELINE)
    version = on_its_way.circle.frozen(guideline, change=ChangeClass.REVISJON)
    on_its_way.decides("asu", version, SECOND_MEETING)
    on_its_way.circle.kommune("havstrand", pair_from=MERGER)

    assert on_its_way.bound("granvik", MERGER) == ["avtalen@2026.1", "retningslinje-1@2025.1"]
    assert on_its_way.bound("havstrand", AFTER - ONE_DAY) == []

    on_its_way.adopts("havstrand", AFTER)

    assert on_its_way.bound("havstrand", AFTER) == ["avtalen@2026.1", "retningslinje-1@2025.1"]


# One kommune with two trusts; a private hospital.


def test_a_private_hospital_in_a_pair_is_a_party_like_any_other_and_one_in_none_is_not(session):
    on_its_way = with_a_private_hospital(session)
    communities.add_party(
        session, OPERATOR, on_its_way.circle.community, "viken", "Viken senter", PartyKind.PRIVAT_SYKEHUS
    )

    assert set(on_its_way.states(MERGER)) == {"granvik", "storelv", TRUST, "solhaug"}
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    assert on_its_way.version.stage is Stage.FROZEN

    on_its_way.adopts("solhaug", SECOND_MEETING)

    assert on_its_way.version.valid_from == SECOND_MEETING


def test_where_the_clause_names_no_private_hospital_its_board_is_told_that_it_has_no_mandate(session):
    on_its_way = with_a_private_hospital(session, going_by=RULES)
    on_its_way.adopts("solhaug", FIRST_MEETING)

    assert on_its_way.states(FIRST_MEETING)["solhaug"] is AdoptionState.UGYLDIG


def test_a_private_hospital_that_leaves_in_mid_round_is_waited_for_no_longer(session):
    on_its_way = with_a_private_hospital(session)
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle

    communities.end_party(
        session,
        OPERATOR,
        circle.community,
        circle.parties["solhaug"],
        MERGER - ONE_DAY,
        "Sykehuset legges ned.",
    )

    assert "solhaug" in on_its_way.states(MERGER - ONE_DAY)
    assert "solhaug" not in on_its_way.states(MERGER)
    assert (on_its_way.version.stage, on_its_way.version.valid_from) == (Stage.ADOPTED, MERGER)


def test_of_two_trusts_one_is_late_and_the_kommune_has_the_text_with_one_of_them(session):
    on_its_way = with_a_private_hospital(session, entry_rule=EntryRule.PAR_FOR_PAR)
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle
    pairs = {
        view.foretak.ref: view.row
        for view in parties.pairs(session, circle.community)
        if view.kommune.ref == "granvik"
    }

    def of_pair(trust: str, on: date) -> list[str]:
        found = documents.the_set(session, circle.community, on, pair=pairs[trust])
        return [view.ref for view in found]

    assert of_pair(TRUST, FIRST_MEETING - ONE_DAY) == []
    assert of_pair(TRUST, FIRST_MEETING) == ["avtalen@2026.1"]
    assert of_pair("solhaug", SECOND_MEETING) == []
    (view,) = on_its_way.views("granvik", SECOND_MEETING)
    assert view.note == "Gjelder ikke for paret med Solhaug sykehus."

    on_its_way.adopts("solhaug", AFTER)

    assert of_pair("solhaug", AFTER - ONE_DAY) == []
    assert of_pair("solhaug", AFTER) == ["avtalen@2026.1"]
    assert on_its_way.views("granvik", AFTER)[0].note == ""


def test_of_two_trusts_one_keeps_the_old_text_and_the_kommune_has_both(session):
    on_its_way = with_a_private_hospital(session, entry_rule=EntryRule.PAR_FOR_PAR)
    for party in ("granvik", "storelv", TRUST, "solhaug"):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle
    newer = circle.frozen(
        on_its_way.document, "2026.2", entry_rule=EntryRule.PAR_FOR_PAR, based_on=on_its_way.version
    )
    for party in ("granvik", TRUST):
        on_its_way.decides(party, newer, SECOND_MEETING)

    found = {view.ref: view.note for view in on_its_way.views("granvik", SECOND_MEETING)}

    assert found == {
        "avtalen@2026.2": "Gjelder ikke for paret med Solhaug sykehus.",
        "avtalen@2026.1": "Gjelder ikke for paret med Foretaket HF.",
    }
    assert on_its_way.bound("storelv", SECOND_MEETING) == ["avtalen@2026.1"]


def test_a_party_meets_the_law_no_better_than_in_the_pair_that_is_worst_off(session):
    on_its_way = with_a_private_hospital(session, entry_rule=EntryRule.PAR_FOR_PAR)
    for party in ("granvik", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle
    by_pair = coverage.compliance_by_pair(session, circle.community, SECOND_MEETING)

    assert {(each.pair.kommune.ref, each.pair.foretak.ref) for each in by_pair if each.pair} == {
        ("granvik", TRUST),
        ("granvik", "solhaug"),
        ("storelv", TRUST),
    }
    whole = coverage.compliance(session, circle.community, SECOND_MEETING, circle.parties["granvik"])
    assert whole.totals["mangler"] == whole.totals["in_force"]

"""Who is in a helsefellesskap: its parties, the pairs the law binds, and who came after whom."""

from datetime import date

import pytest
from sqlalchemy import func, select

from decisions.adoption import AdoptionState
from decisions.parties import PartyKind
from documents.kinds import Language
from registry.errors import BadInput, RuleSaysNo
from registry.operations import communities
from registry.permissions import OPERATOR
from registry.queries import adoption, parties
from registry.tables import CommunityRow, PartyRow
from tests.registry.builders import NOW, TRUST, a_circle

MERGER = date(2026, 1, 1)
THE_DAY_BEFORE = date(2025, 12, 31)


def refs(rows):
    return {row.ref for row in rows}


def test_a_short_name_belongs_to_one_helsefellesskap(writing):
    a_circle(writing, "fjord")

    with pytest.raises(RuleSaysNo, match="finnes fra før"):
        communities.add_community(writing, OPERATOR, "fjord", "Et annet", NOW)

    assert writing.scalar(select(func.count()).select_from(CommunityRow)) == 1


def test_a_party_is_added_once(writing):
    circle = a_circle(writing)

    with pytest.raises(RuleSaysNo, match="«granvik» finnes fra før"):
        circle.kommune("granvik")


def test_two_parties_cannot_have_the_same_organisation_number(writing):
    circle = a_circle(writing)
    circle.kommune("havstrand", organisation_number="974 760 673")

    with pytest.raises(RuleSaysNo, match="tilhører Havstrand"):
        circle.kommune("fosslia", organisation_number="974760673")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"organisation_number": "123456789"}, "organisation_number"),
        ({"kommune_number": "12"}, "kommune_number"),
        ({"name": "  "}, "name"),
        ({"ref": "Stor Bokstav"}, "ref"),
    ],
)
def test_a_party_with_a_wrong_field_is_refused_and_the_field_is_named(writing, told, field):
    circle = a_circle(writing)

    with pytest.raises(BadInput) as refused:
        circle.kommune(**({"ref": "havstrand"} | told))

    assert refused.value.field == field
    assert "havstrand" not in refs(parties.all_parties(writing, circle.community))


def test_a_party_cannot_end_before_it_begins(writing):
    circle = a_circle(writing)

    with pytest.raises(RuleSaysNo, match="Siste dag er før første dag"):
        circle.kommune("havstrand", valid_from=MERGER, valid_to=THE_DAY_BEFORE)


def test_the_written_form_of_a_kommune_is_kept(writing):
    row = a_circle(writing).kommune("tverrdal", language=Language.NN)

    writing.expire(row)

    assert row.language is Language.NN


def test_a_pair_is_one_kommune_and_one_trust(writing):
    circle = a_circle(writing)
    granvik, storelv = circle.parties["granvik"], circle.parties["storelv"]

    with pytest.raises(RuleSaysNo, match="§ 6-1"):
        communities.add_pair(writing, OPERATOR, circle.community, granvik, storelv)


def test_the_same_two_are_not_a_pair_twice_on_the_same_day(writing):
    circle = a_circle(writing)
    granvik, trust = circle.parties["granvik"], circle.parties[TRUST]

    with pytest.raises(RuleSaysNo, match="er et par fra før"):
        communities.add_pair(writing, OPERATOR, circle.community, granvik, trust, MERGER)


def test_the_same_two_may_be_a_pair_again_after_a_time_apart(writing):
    circle = a_circle(writing)
    circle.pairs["granvik"].valid_to = THE_DAY_BEFORE
    granvik, trust = circle.parties["granvik"], circle.parties[TRUST]

    communities.add_pair(writing, OPERATOR, circle.community, granvik, trust, MERGER)

    for day in (THE_DAY_BEFORE, MERGER):
        assert len(parties.pairs(writing, circle.community, day)) == 2


def test_a_kommune_may_be_bound_to_two_trusts(writing):
    circle = a_circle(writing)
    other = communities.add_party(
        writing, OPERATOR, circle.community, "nabo-hf", "Nabo HF", PartyKind.HELSEFORETAK
    )

    communities.add_pair(writing, OPERATOR, circle.community, circle.parties["granvik"], other)

    standing = parties.pairs(writing, circle.community, MERGER)
    assert sum(view.kommune.ref == "granvik" for view in standing) == 2


def test_a_pair_stands_to_and_with_its_last_day(writing):
    circle = a_circle(writing)
    circle.pairs["granvik"].valid_to = THE_DAY_BEFORE

    assert len(parties.pairs(writing, circle.community, THE_DAY_BEFORE)) == 2
    assert len(parties.pairs(writing, circle.community, MERGER)) == 1


def test_nobody_comes_after_themselves(writing):
    circle = a_circle(writing)
    granvik = circle.parties["granvik"]

    with pytest.raises(RuleSaysNo, match="etterfølge seg selv"):
        communities.succeed(writing, OPERATOR, circle.community, granvik, granvik, MERGER)


def merged(writing):
    """Granvik and Storelv become Nygrend on the first day of the year."""
    circle = a_circle(writing, kommuner=("granvik", "storelv", "havstrand"))
    new = circle.kommune("nygrend", valid_from=MERGER, pair_from=MERGER)
    for old in ("granvik", "storelv"):
        communities.succeed(writing, OPERATOR, circle.community, circle.parties[old], new, MERGER)
    return circle


def test_the_last_day_of_the_old_is_the_day_before_the_new_begins(writing):
    circle = merged(writing)

    assert refs(parties.parties_on(writing, circle.community, THE_DAY_BEFORE)) == {
        "granvik",
        "storelv",
        "havstrand",
        TRUST,
    }
    assert refs(parties.parties_on(writing, circle.community, MERGER)) == {"nygrend", "havstrand", TRUST}


def test_after_a_merger_the_pairs_of_the_old_stand_no_longer(writing):
    circle = merged(writing)

    def bound(day):
        return {view.kommune.ref for view in parties.pairs(writing, circle.community, day)}

    assert bound(THE_DAY_BEFORE) == {"granvik", "storelv", "havstrand"}
    assert bound(MERGER) == {"nygrend", "havstrand"}


def test_a_pair_that_had_ended_before_keeps_its_last_day(writing):
    circle = a_circle(writing)
    ended = date(2020, 6, 30)
    circle.pairs["granvik"].valid_to = ended
    new = circle.kommune("nygrend", valid_from=MERGER)

    communities.succeed(writing, OPERATOR, circle.community, circle.parties["granvik"], new, MERGER)

    assert circle.pairs["granvik"].valid_to == ended


def test_the_register_knows_who_came_after_whom_both_ways(writing):
    circle = merged(writing)
    new = circle.parties["nygrend"]

    assert [(row.ref, day) for row, day in parties.predecessors(writing, new)] == [
        ("granvik", MERGER),
        ("storelv", MERGER),
    ]
    assert [(row.ref, day) for row, day in parties.successors(writing, circle.parties["storelv"])] == [
        ("nygrend", MERGER)
    ]


def test_the_same_succession_is_not_recorded_twice(writing):
    circle = merged(writing)
    old, new = circle.parties["granvik"], circle.parties["nygrend"]

    with pytest.raises(RuleSaysNo, match="Nygrend etterfølger Granvik fra før"):
        communities.succeed(writing, OPERATOR, circle.community, old, new, date(2027, 1, 1))

    assert old.valid_to == THE_DAY_BEFORE


def test_a_party_cannot_be_succeeded_before_it_began(writing):
    circle = a_circle(writing)
    young = circle.kommune("havstrand", valid_from=MERGER)

    with pytest.raises(RuleSaysNo, match="før Havstrand ble til"):
        communities.succeed(
            writing, OPERATOR, circle.community, young, circle.parties["granvik"], date(2025, 6, 1)
        )

    assert writing.get_one(PartyRow, young.id).valid_to is None


def test_whether_what_the_old_adopted_binds_the_new_is_a_question_for_people(writing):
    circle = merged(writing)
    agreement = circle.document()
    version = circle.frozen(agreement)
    circle.decides("granvik", version)

    stand = adoption.adoption(writing, circle.community, agreement, version, MERGER)

    row = next(row for row in stand.board.rows if row.party.ref == "nygrend")
    assert row.state is AdoptionState.UAVKLART
    assert "Granvik vedtok teksten før Nygrend ble til" in row.deviation

"""Pairs that end, parties that leave, and an agreement that has run out for one pair only."""

import pytest

from documents.kinds import ChangeClass
from registry.errors import RuleSaysNo
from registry.operations import communities
from registry.permissions import OPERATOR
from registry.queries import documents, parties
from tests.registry.builders import GUIDELINE, TRUST, a_circle
from tests.registry.following import ENDS, receives, resolves
from tests.stories.party_rounds import (
    AFTER,
    FIRST_MEETING,
    MERGER,
    ONE_DAY,
    SECOND_MEETING,
    a_round,
    with_a_private_hospital,
)

# A pair that ends, and an agreement that has run out for one.


def test_a_kommune_that_goes_to_another_trust_has_the_agreement_with_the_first_to_the_last_day(session):
    on_its_way = with_a_private_hospital(session)
    for party in ("granvik", "storelv", TRUST, "solhaug"):
        on_its_way.adopts(party, FIRST_MEETING)
    circle = on_its_way.circle
    pair = next(
        view.row for view in parties.pairs(session, circle.community) if view.foretak.ref == "solhaug"
    )

    communities.end_pair(
        session, OPERATOR, circle.community, pair, AFTER, "Granvik hører til foretaket alene."
    )

    assert on_its_way.bound("solhaug", AFTER) == ["avtalen@2026.1"]
    assert on_its_way.bound("solhaug", AFTER + ONE_DAY) == []
    assert on_its_way.bound("granvik", AFTER + ONE_DAY) == ["avtalen@2026.1"]


def test_a_notice_that_has_run_out_leaves_the_pair_without_the_agreement_and_what_is_made_under_it(session):
    on_its_way = a_round(a_circle(session))
    circle = on_its_way.circle
    for party in ("granvik", "storelv", TRUST):
        on_its_way.adopts(party, FIRST_MEETING)
    guideline = circle.document("retningslinje-1", GUIDELINE)
    version = circle.frozen(guideline, change=ChangeClass.REVISJON)
    on_its_way.decides("asu", version, FIRST_MEETING + ONE_DAY)
    resolves(circle, on_its_way.version)
    receives(circle, on_its_way.document)

    assert on_its_way.bound("granvik", ENDS - ONE_DAY) == ["avtalen@2026.1", "retningslinje-1@2025.1"]
    assert on_its_way.bound("granvik", ENDS) == []
    assert on_its_way.bound("storelv", ENDS) == ["avtalen@2026.1", "retningslinje-1@2025.1"]
    without = documents.not_bound(session, circle.community, ENDS, circle.parties["granvik"])
    assert "Avtalen er sagt opp, og oppsigelsestiden er ute." in without[0].note


def test_a_last_day_before_the_first_is_refused_and_nothing_is_changed(session):
    circle = a_circle(session)
    circle.kommune("havstrand", valid_from=MERGER, pair_from=MERGER)
    party, pair = circle.parties["havstrand"], circle.pairs["havstrand"]

    with pytest.raises(RuleSaysNo, match="Siste dag er før første dag"):
        communities.end_party(session, OPERATOR, circle.community, party, MERGER - ONE_DAY, "Feil.")
    with pytest.raises(RuleSaysNo, match="Siste dag er før første dag"):
        communities.end_pair(session, OPERATOR, circle.community, pair, MERGER - ONE_DAY, "Feil.")
    assert (party.valid_to, pair.valid_to) == (None, None)


def test_a_party_was_there_when_it_decided_and_cannot_have_ended_before(session):
    on_its_way = a_round(a_circle(session))
    on_its_way.adopts("granvik", SECOND_MEETING)
    circle = on_its_way.circle
    granvik = circle.parties["granvik"]

    with pytest.raises(RuleSaysNo, match="har gjort vedtak i sak .* 19. mars 2026"):
        communities.end_party(session, OPERATOR, circle.community, granvik, SECOND_MEETING - ONE_DAY, "Feil.")
    communities.end_party(session, OPERATOR, circle.community, granvik, SECOND_MEETING, "Rett dag.")

    assert granvik.valid_to == SECOND_MEETING


def test_who_has_a_successor_ends_the_day_before_it_and_on_no_other_day(session):
    on_its_way = a_round(a_circle(session))
    on_its_way.merges("nygrend", "granvik")

    with pytest.raises(RuleSaysNo, match="Nygrend etterfølger parten fra 1. april 2026"):
        communities.end_party(
            session,
            OPERATOR,
            on_its_way.circle.community,
            on_its_way.circle.parties["granvik"],
            AFTER,
            "Feil.",
        )

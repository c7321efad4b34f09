"""Bodies, what they were called, and who sits in them from day to day."""

from datetime import date

import pytest

from decisions.bodies import BodyKind, Tier
from registry.errors import BadInput, RuleSaysNo
from registry.operations import bodies as operations
from registry.operations import people, seats
from registry.permissions import OPERATOR
from registry.queries import bodies
from tests.registry.builders import NOW, TRUST, a_circle

TERM_BEGINS = date(2023, 11, 1)
TERM_ENDS = date(2027, 10, 31)
AFTER_THE_TERM = date(2027, 11, 1)


def seated(circle, body, name, **told):
    """Somebody new with a seat in the body."""
    person = people.add_person(circle.session, OPERATOR, name, NOW)
    told.setdefault("party", circle.parties["granvik"])
    return seats.take_seat(circle.session, OPERATOR, circle.bodies[body], person, **told)


def names(circle, body, on):
    return [view.person.name for view in bodies.seats(circle.session, circle.bodies[body], on)]


def test_a_body_stands_on_the_tier_of_its_kind_unless_told_otherwise(writing):
    circle = a_circle(writing)

    assert circle.bodies["psu"].tier is Tier.PARTNERSKAP
    assert circle.body("fsu", "FSU barn og unge", BodyKind.FSU, tier=Tier.LOKALT).tier is Tier.LOKALT


def test_a_body_is_added_once(writing):
    circle = a_circle(writing)

    with pytest.raises(RuleSaysNo, match="«psu» finnes fra før"):
        circle.body("psu", "PSU en gang til", BodyKind.PSU)


@pytest.mark.parametrize("kind", [kind for kind in BodyKind if kind.owner_kinds])
def test_a_body_of_one_party_says_whose_it_is(writing, kind):
    with pytest.raises(RuleSaysNo, match="må høre til en part"):
        a_circle(writing).body("organet", "Organet", kind)


def test_a_trust_has_no_kommunestyre(writing):
    circle = a_circle(writing)

    with pytest.raises(RuleSaysNo, match="Det eies av kommune"):
        circle.body("organet", "Organet", BodyKind.KOMMUNESTYRE, owner=circle.parties[TRUST])


@pytest.mark.parametrize("kind", [BodyKind.PSU, BodyKind.ASU, BodyKind.SSU, BodyKind.PARTNERSKAPSMOTE])
def test_a_joint_body_belongs_to_no_single_party(writing, kind):
    """Else its decision would count as that party's own adoption."""
    circle = a_circle(writing)

    with pytest.raises(RuleSaysNo, match="felles"):
        circle.body("organet", "Organet", kind, owner=circle.parties[TRUST])


def test_a_body_is_called_what_it_was_called_that_day(writing):
    circle = a_circle(writing)
    operations.add_alias(
        writing, OPERATOR, circle.bodies["asu"], "Overordnet samarbeidsutvalg", None, date(2020, 12, 31)
    )

    body = bodies.body_values(writing, circle.community)[circle.bodies["asu"].id]

    assert body.name_on(date(2020, 12, 31)) == "Overordnet samarbeidsutvalg"
    assert body.name_on(date(2021, 1, 1)) == "ASU"


def test_a_seat_is_held_from_its_first_day_to_and_with_its_last(writing):
    circle = a_circle(writing)
    seated(circle, "psu", "Ingrid Solheim", valid_from=TERM_BEGINS, valid_to=TERM_ENDS)

    assert names(circle, "psu", date(2023, 10, 31)) == []
    assert names(circle, "psu", TERM_BEGINS) == ["Ingrid Solheim"]
    assert names(circle, "psu", TERM_ENDS) == ["Ingrid Solheim"]
    assert names(circle, "psu", AFTER_THE_TERM) == []


def test_those_who_vote_come_first_and_deputies_last(writing):
    circle = a_circle(writing)
    leader = seated(circle, "psu", "Ågot Øye")
    seated(circle, "psu", "Anne Moen", party=None, organisation="Brukerutvalget", may_vote=False)
    seated(circle, "psu", "Aslak Vik", deputy_for=leader)

    assert names(circle, "psu", TERM_BEGINS) == ["Ågot Øye", "Anne Moen", "Aslak Vik"]


def test_a_seat_says_whom_the_person_speaks_for(writing):
    circle = a_circle(writing)
    seated(circle, "psu", "Anne Moen", party=None, organisation="Brukerutvalget")
    seated(circle, "psu", "Ingrid Solheim")

    told = {
        view.person.name: view.speaks_for for view in bodies.seats(writing, circle.bodies["psu"], TERM_BEGINS)
    }

    assert told == {"Anne Moen": "Brukerutvalget", "Ingrid Solheim": "Granvik"}


@pytest.mark.parametrize("organisation", ["", "   "])
def test_a_seat_for_nobody_is_refused(writing, organisation):
    with pytest.raises(BadInput, match="hvem personen taler for") as refused:
        seated(a_circle(writing), "psu", "Anne Moen", party=None, organisation=organisation)

    assert refused.value.field == "party"


def test_a_seat_cannot_end_before_it_begins(writing):
    with pytest.raises(BadInput, match="Siste dag er før første dag") as refused:
        seated(a_circle(writing), "psu", "Anne Moen", valid_from=TERM_ENDS, valid_to=TERM_BEGINS)

    assert refused.value.field == "valid_to"


def test_everyone_who_ever_had_a_seat_can_be_found_again_with_their_bodies(writing):
    circle = a_circle(writing)
    seat = seated(circle, "psu", "Ingrid Solheim", valid_to=TERM_ENDS)
    person = bodies.seats(writing, circle.bodies["psu"], TERM_ENDS)[0].person
    seats.take_seat(writing, OPERATOR, circle.bodies["asu"], person, party=circle.parties["granvik"])

    assert [(row.id, told) for row, told in bodies.seated(writing, circle.community)] == [
        (seat.person_id, "ASU, PSU")
    ]

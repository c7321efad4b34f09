"""Bodies, what they were called, and who sits in them from day to day."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.bodies import BodyKind, Tier
from decisions.leading import Side
from documents.kinds import DocumentKind
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.operations import bodies as operations
from registry.operations import people, seats
from registry.permissions import OPERATOR
from registry.queries import bodies, body_orders
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


EVERY_OTHER_YEAR = operations.OrderEntry(date(2021, 1, 1), "avtalen punkt 6.1", None, 2, 4)


def ordered(circle, entry=EVERY_OTHER_YEAR, body="psu", **told):
    return operations.set_order(circle.session, OPERATOR, circle.bodies[body], entry, **told)


def test_how_a_body_works_is_said_from_a_day_and_what_was_said_before_stands_until_then(writing):
    circle = a_circle(writing)
    ordered(circle)
    ordered(circle, replace(EVERY_OTHER_YEAR, valid_from=date(2025, 5, 1), lead_years=4))
    said = body_orders.orders(writing, circle.bodies["psu"])

    assert body_orders.order_of(said, date(2020, 12, 31)) is None
    assert body_orders.order_of(said, date(2025, 4, 30)).row.lead_years == 2
    assert body_orders.order_of(said, date(2025, 5, 1)).row.lead_years == 4


def test_what_is_said_from_the_same_day_is_only_put_right_by_one_who_says_so(writing):
    circle = a_circle(writing)
    ordered(circle)

    with pytest.raises(AlreadyThere, match="fra 1. januar 2021"):
        ordered(circle, replace(EVERY_OTHER_YEAR, lead_years=1))
    ordered(circle, replace(EVERY_OTHER_YEAR, lead_years=1), replace=True)

    (said,) = body_orders.orders(writing, circle.bodies["psu"])
    assert said.row.lead_years == 1


def test_the_mandate_is_a_document(writing):
    circle = a_circle(writing)
    document = circle.document("mandat-psu", DocumentKind.MANDAT)

    ordered(circle, replace(EVERY_OTHER_YEAR, mandate=document))

    assert body_orders.orders(writing, circle.bodies["psu"])[0].mandate == document


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (replace(EVERY_OTHER_YEAR, source=" "), "source"),
        (replace(EVERY_OTHER_YEAR, lead_years=0), "lead_years"),
        (replace(EVERY_OTHER_YEAR, meetings_a_year=61), "meetings_a_year"),
        (replace(EVERY_OTHER_YEAR, lead_years=None, meetings_a_year=None), "mandate"),
        (replace(EVERY_OTHER_YEAR, valid_from=date(1999, 1, 1)), "valid_from"),
    ],
)
def test_an_order_that_cannot_be_is_refused_at_its_field(writing, entry, field):
    circle = a_circle(writing)
    circle.bodies["psu"].valid_from = date(2012, 1, 1)

    with pytest.raises(BadInput) as refused:
        ordered(circle, entry)

    assert refused.value.field == field


def test_the_leadership_is_told_from_seats_and_order(writing):
    circle = a_circle(writing)
    ordered(circle)
    seated(circle, "psu", "Ingrid Solheim", role="leder", valid_from=TERM_BEGINS)
    psu = circle.bodies["psu"]

    now = body_orders.led(writing, psu, date(2024, 1, 1), OPERATOR, date(2024, 1, 1))
    late = body_orders.led(writing, psu, date(2025, 11, 1), OPERATOR, date(2025, 11, 1))

    assert [each.name for each in now.leading] == ["Ingrid Solheim"]
    assert (now.next_change, now.next_side, now.findings) == (date(2025, 11, 1), Side.FORETAK, ())
    assert "kommunene har den fortsatt" in late.findings[0]


def test_a_body_takes_anothers_place_and_a_rule_that_names_the_old_reaches_the_new(writing):
    circle = a_circle(writing)
    old, middle, new = (circle.body(ref, ref.upper(), BodyKind.SSU) for ref in ("oso", "su", "ssu"))
    operations.succeed_body(writing, OPERATOR, old, middle, date(2018, 1, 1))
    operations.succeed_body(writing, OPERATOR, middle, new, date(2021, 1, 1))

    values = bodies.body_values(writing, circle.community)

    assert values[new.id].predecessors == ("oso", "su")
    assert values[new.id].is_or_came_after("oso")
    assert (old.valid_to, middle.valid_from, middle.valid_to) == (
        date(2017, 12, 31),
        date(2018, 1, 1),
        date(2020, 12, 31),
    )
    assert bodies.succession(writing, middle) == ([old], [new])


def test_a_body_does_not_come_after_itself_nor_after_what_came_after_it(writing):
    circle = a_circle(writing)
    old, new = (circle.body(ref, ref.upper(), BodyKind.SSU) for ref in ("su", "ssu"))
    operations.succeed_body(writing, OPERATOR, old, new, date(2021, 1, 1))

    with pytest.raises(RuleSaysNo, match="etterfølge seg selv"):
        operations.succeed_body(writing, OPERATOR, old, old, date(2022, 1, 1))
    with pytest.raises(RuleSaysNo, match="SSU etterfulgte SU"):
        operations.succeed_body(writing, OPERATOR, new, old, date(2022, 1, 1))
    with pytest.raises(AlreadyThere, match="fra før, fra 1. januar 2021"):
        operations.succeed_body(writing, OPERATOR, old, new, date(2022, 1, 1))


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2011, 6, 1)])
def test_a_body_is_not_followed_before_it_was_there(writing, day):
    circle = a_circle(writing)
    old = circle.body("su", "SU", BodyKind.SSU, valid_from=date(2012, 1, 1))

    with pytest.raises(RuleSaysNo, match="ikke etter at SU ble til"):
        operations.succeed_body(writing, OPERATOR, old, circle.bodies["asu"], day)


def test_a_body_that_is_not_there_that_day_takes_nobodys_place(writing):
    circle = a_circle(writing)
    new = circle.body("ssu", "SSU", BodyKind.SSU, valid_from=date(2022, 1, 1))

    with pytest.raises(RuleSaysNo, match="SSU fantes ikke 1. januar 2021"):
        operations.succeed_body(writing, OPERATOR, circle.bodies["asu"], new, date(2021, 1, 1))

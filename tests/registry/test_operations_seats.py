"""Seats that contradict what is there are refused by naming both; what a seat gives; when it ends."""

from datetime import date

import pytest

from decisions.bodies import BodyKind
from decisions.seats import Rights
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.operations import communities, people, seats
from registry.permissions import OPERATOR, PUBLIC, Actor, Role
from registry.queries import bodies, checking
from tests.registry.builders import NOW, a_circle

TERM_BEGINS, TERM_ENDS = date(2023, 11, 1), date(2027, 10, 31)
HALF_WAY, DAY_AFTER_HALF_WAY = date(2025, 10, 31), date(2025, 11, 1)
MEMBER = Actor("person-x", "Medlem", frozenset({Role.BODY_MEMBER}))


@pytest.fixture
def circle(writing):
    return a_circle(writing)


def somebody(circle, name="Ingrid Solheim"):
    return people.add_person(circle.session, OPERATOR, name, NOW)


def seated(circle, person, body="psu", **told):
    given = {"party": circle.parties["granvik"], "valid_from": TERM_BEGINS, "valid_to": TERM_ENDS} | told
    return seats.take_seat(circle.session, OPERATOR, circle.bodies[body], person, **given)


def view_of(circle, seat, body="psu"):
    return bodies.seat(circle.session, circle.bodies[body], seat.id)


def test_nobody_sits_twice_in_a_body_and_the_sentence_names_both_seats_and_their_days(circle):
    ingrid = somebody(circle)
    seated(circle, ingrid, role="leder", valid_to=HALF_WAY)

    with pytest.raises(AlreadyThere) as refused:
        seated(circle, ingrid, role="nestleder", valid_from=HALF_WAY)

    assert refused.value.why == (
        "Den ene plassen er som leder for Granvik fra 1. november 2023 til og med 31. oktober 2025, og den "
        "andre skulle være som nestleder for Granvik fra 31. oktober 2025 til og med 31. oktober 2027."
    )
    assert refused.value.path == "/organer/psu?dato=2025-10-31"


def test_the_day_after_the_first_seat_ends_the_second_may_begin(circle):
    ingrid = somebody(circle)
    seated(circle, ingrid, role="leder", valid_to=HALF_WAY)

    assert seated(circle, ingrid, role="nestleder", valid_from=DAY_AFTER_HALF_WAY)
    assert seated(circle, ingrid, "asu")


def test_a_member_is_not_at_once_a_deputy_in_the_same_body(circle):
    ingrid, member = somebody(circle), seated(circle, somebody(circle, "Geir Vik"))
    seated(circle, ingrid)

    with pytest.raises(AlreadyThere, match="skulle være som vara for Granvik"):
        seated(circle, ingrid, role="vara", deputy_for=member)


def test_one_may_be_deputy_for_two_members_but_not_twice_for_the_same(circle):
    odd = somebody(circle, "Odd Hagen")
    first, second = (seated(circle, somebody(circle, name)) for name in ("Ingrid", "Geir"))
    seated(circle, odd, role="vara", deputy_for=first)
    seated(circle, odd, role="vara", deputy_for=second)

    with pytest.raises(AlreadyThere):
        seated(circle, odd, role="vara", deputy_for=first)


@pytest.mark.parametrize(
    ("days", "day"),
    [
        ({"valid_from": date(2023, 10, 31)}, "31. oktober 2023"),
        ({"valid_to": date(2027, 11, 1)}, "1. november 2027"),
    ],
)
def test_a_deputy_for_a_member_who_is_not_there_those_days_is_refused(circle, days, day):
    member = seated(circle, somebody(circle))

    with pytest.raises(BadInput, match=f"Ingrid Solheim har ingen plass i PSU {day}") as refused:
        seated(circle, somebody(circle, "Odd Hagen"), role="vara", deputy_for=member, **days)

    assert refused.value.field == "deputy_for"


def test_a_deputy_without_days_steps_in_as_long_as_the_member_sits_also_in_another_role(circle):
    ingrid = somebody(circle)
    member = seated(circle, ingrid, role="leder", valid_to=HALF_WAY)
    seated(circle, ingrid, role="nestleder", valid_from=DAY_AFTER_HALF_WAY)
    told = {"role": "vara", "deputy_for": member}

    assert seated(circle, somebody(circle, "Odd Hagen"), **told)
    assert seated(circle, somebody(circle, "Mona Lillebø"), valid_from=None, valid_to=None, **told)


def test_a_gap_in_the_members_seats_is_found(circle):
    ingrid = somebody(circle)
    member = seated(circle, ingrid, valid_to=HALF_WAY)
    seated(circle, ingrid, valid_from=date(2025, 11, 2))

    with pytest.raises(BadInput, match="ingen plass i PSU 1. november 2025"):
        seated(circle, somebody(circle, "Odd Hagen"), role="vara", deputy_for=member)


def test_a_deputy_in_another_body_or_of_a_deputy_is_refused(circle):
    elsewhere = seated(circle, somebody(circle), "asu")
    member = seated(circle, somebody(circle, "Geir Vik"))
    deputy = seated(circle, somebody(circle, "Odd Hagen"), role="vara", deputy_for=member)

    for wrong in (elsewhere, deputy):
        with pytest.raises(BadInput, match="ikke en medlemsplass i dette organet"):
            seated(circle, somebody(circle, "Mona Lillebø"), role="vara", deputy_for=wrong)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"valid_from": date(2024, 2, 29), "valid_to": None}, "valid_from"),
        ({"valid_from": date(2024, 3, 1), "valid_to": date(2024, 9, 1)}, "valid_to"),
    ],
)
def test_a_seat_outside_the_days_of_its_body_is_refused(circle, days, field):
    circle.body(
        "utvalget",
        "Utvalget",
        BodyKind.FORHANDLINGSUTVALG,
        valid_from=date(2024, 3, 1),
        valid_to=date(2024, 8, 31),
    )

    with pytest.raises(BadInput, match="Utvalget fantes ikke") as refused:
        seated(circle, somebody(circle), "utvalget", **days)

    assert refused.value.field == field


def test_an_open_seat_lasts_no_longer_than_its_body(circle):
    circle.body("utvalget", "Utvalget", BodyKind.FORHANDLINGSUTVALG, valid_to=date(2024, 8, 31))
    seated(circle, somebody(circle), "utvalget", valid_to=None)
    row = circle.bodies["utvalget"]

    assert len(bodies.seats(circle.session, row, date(2024, 8, 31))) == 1
    assert bodies.seats(circle.session, row, date(2024, 9, 1)) == []


def test_a_seat_for_a_party_that_is_not_there_is_refused_and_an_open_one_ends_with_it(circle):
    new = circle.kommune("nyvik")
    seated(circle, somebody(circle), valid_to=None)
    communities.succeed(
        circle.session, OPERATOR, circle.community, circle.parties["granvik"], new, date(2026, 1, 1)
    )

    assert bodies.seats(circle.session, circle.bodies["psu"], date(2025, 12, 31))
    assert bodies.seats(circle.session, circle.bodies["psu"], date(2026, 1, 1)) == []
    with pytest.raises(BadInput, match="Granvik fantes ikke 1. januar 2026"):
        seated(circle, somebody(circle, "Geir Vik"), valid_from=date(2026, 1, 1))


def test_a_seat_is_ended_and_was_held_on_the_days_before(circle):
    seat = seated(circle, somebody(circle))

    seats.end_seat(circle.session, OPERATOR, circle.bodies["psu"], seat, HALF_WAY)

    assert bodies.seats(circle.session, circle.bodies["psu"], HALF_WAY)
    assert bodies.seats(circle.session, circle.bodies["psu"], DAY_AFTER_HALF_WAY) == []


def test_a_seat_does_not_end_before_it_begins_nor_after_it_has_ended(circle):
    seat = seated(circle, somebody(circle), valid_to=HALF_WAY)
    psu = circle.bodies["psu"]

    with pytest.raises(BadInput, match="før første dag"):
        seats.end_seat(circle.session, OPERATOR, psu, seat, date(2023, 10, 31))
    with pytest.raises(RuleSaysNo, match="Plassen var slutt 31. oktober 2025"):
        seats.end_seat(circle.session, OPERATOR, psu, seat, DAY_AFTER_HALF_WAY)


def test_a_seat_of_another_body_cannot_be_changed_by_mistake(circle):
    seat = seated(circle, somebody(circle))

    with pytest.raises(BadInput, match="finnes ikke i dette organet"):
        seats.end_seat(circle.session, OPERATOR, circle.bodies["asu"], seat, HALF_WAY)


def test_rights_are_given_in_a_part_changed_and_taken_away(circle):
    seat, psu = seated(circle, somebody(circle)), circle.bodies["psu"]
    listens, speaks = Rights(False, False, False), Rights(True, True, False)
    before = view_of(circle, seat).mark

    seats.change_rights(circle.session, OPERATOR, psu, seat, "dialogmøtet", listens)
    assert view_of(circle, seat).rights_in("dialogmøtet") == listens
    assert view_of(circle, seat).rights_in("partnerskapsmøtet").vote
    assert view_of(circle, seat).mark != before

    seats.change_rights(circle.session, OPERATOR, psu, seat, "dialogmøtet", speaks)
    assert view_of(circle, seat).rights == (("dialogmøtet", speaks),)

    seats.change_rights(circle.session, OPERATOR, psu, seat, "dialogmøtet", None)
    assert view_of(circle, seat).rights == ()
    assert view_of(circle, seat).mark == before


def a_user(circle, name="Roar Finstad", **told):
    given = {"party": None, "organisation": "Brukerutvalget", "may_vote": False} | told
    return seated(circle, somebody(circle, name), **given)


DURING, AFTERWARDS = date(2027, 10, 31), date(2027, 11, 1)


@pytest.mark.parametrize(
    ("reader", "today", "shown"),
    [
        (PUBLIC, DURING, True),
        (PUBLIC, AFTERWARDS, False),
        (MEMBER, AFTERWARDS, True),
        (OPERATOR, AFTERWARDS, True),
    ],
)
def test_a_user_representative_is_named_to_everybody_only_while_the_seat_lasts(circle, reader, today, shown):
    circle.body("brukerutvalget", "Brukerutvalget", BodyKind.BRUKERUTVALG)
    seat = a_user(circle)

    view = view_of(circle, seat)

    assert view.for_users
    assert view.name_for(reader, today) == ("Roar Finstad" if shown else "")


def test_other_members_are_named_also_afterwards(circle):
    view = view_of(circle, seated(circle, somebody(circle)))

    assert view.name_for(PUBLIC, AFTERWARDS) == "Ingrid Solheim"


def test_a_name_can_be_taken_out_of_what_everybody_reads_and_nothing_guarded_changes(circle):
    ingrid = somebody(circle)
    member = seated(circle, ingrid)
    deputy = seated(circle, somebody(circle, "Odd Hagen"), role="vara", deputy_for=member)
    elsewhere = seated(circle, ingrid, "asu")
    circle.session.flush()

    seats.withhold_name(circle.session, OPERATOR, circle.bodies["psu"], ingrid, NOW)

    assert view_of(circle, member).name_for(PUBLIC, DURING) == ""
    assert view_of(circle, elsewhere, "asu").name_for(PUBLIC, DURING) == ""
    assert view_of(circle, deputy).deputy_name(PUBLIC, DURING) == ""
    assert view_of(circle, member).name_for(MEMBER, DURING) == "Ingrid Solheim"
    assert list(checking.faults(circle.session)) == []

    seats.withhold_name(circle.session, OPERATOR, circle.bodies["psu"], ingrid, NOW, withheld=False)
    assert view_of(circle, member).name_for(PUBLIC, DURING) == "Ingrid Solheim"

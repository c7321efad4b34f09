"""A body is called to a meeting, cases come on its agenda with their numbers, and it is noted who came."""

from datetime import date

import pytest

from decisions.bodies import BodyKind
from decisions.meetings import Attended, Cast
from decisions.outcomes import Act, Outcome
from decisions.proposals import Matter
from decisions.seats import Rights
from decisions.verdict import Answer
from registry.errors import AlreadyThere, BadInput, Changed, NotFound, RuleSaysNo
from registry.operations import agendas, cases, meetings, seats
from registry.operations.meetings import MeetingChanged, MeetingHead
from registry.permissions import OPERATOR
from registry.queries import meetings as queries
from registry.tables import PersonRow
from tests.registry.boardroom import DEPUTY, KOMMUNE_MEMBERS, SECOND_DEPUTY, USERS, a_boardroom
from tests.registry.builders import DAY, GUIDELINE, NOW, TRUST, a_circle

AUTUMN = date(2025, 9, 1)
INGRID, GEIR, *_ = KOMMUNE_MEMBERS


@pytest.fixture
def room(writing):
    return a_boardroom(writing)


def numbers(room, meeting):
    return [item.printed for item in queries.items(room.session, meeting)]


def test_a_meeting_has_the_name_of_its_body_and_day(room):
    meeting = room.call(head=MeetingHead(starts_at="9.30", place="Rådhuset"))

    assert (meeting.ref, meeting.starts_at, meeting.place) == ("psu-2025-06-10", "09:30", "Rådhuset")
    assert queries.meeting(room.session, room.circle.community, "psu-2025-06-10").id == meeting.id


def test_a_second_meeting_of_a_day_is_shown_the_first_unless_it_is_meant(room):
    room.call()

    with pytest.raises(AlreadyThere) as there:
        room.call()
    assert there.value.path == "/moter/psu-2025-06-10"
    assert "PSU har alt et møte 10. juni 2025" in str(there.value)
    assert room.call(one_more=True).ref == "psu-2025-06-10-2"


def test_two_helsefellesskap_may_have_a_psu_that_meets_the_same_day(room):
    room.call()
    other = a_circle(room.session, "annet", kommuner=("annengrend",))

    meeting = meetings.call_meeting(room.session, OPERATOR, other.community, other.bodies["psu"], DAY, NOW)

    assert meeting.ref == "psu-2025-06-10"
    assert queries.meeting(room.session, other.community, meeting.ref).id == meeting.id


@pytest.mark.parametrize(
    ("day", "met"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_body_meets_only_on_days_on_which_it_exists(room, day, met):
    room.circle.body(
        "fsu", "FSU akutt", BodyKind.FSU, valid_from=date(2024, 1, 1), valid_to=date(2025, 12, 31)
    )

    if met:
        assert room.call(day, "fsu").meeting_on == day
        return
    with pytest.raises(RuleSaysNo) as refused:
        room.call(day, "fsu")
    assert "fra 1. januar 2024 til og med 31. desember 2025" in str(refused.value)
    assert queries.on_day(room.session, room.circle.bodies["fsu"], day) == []


@pytest.mark.parametrize("typed", ["25:00", "9:75", "ni", "09:0"])
def test_a_time_that_is_none_is_refused(room, typed):
    with pytest.raises(BadInput, match="klokkeslett"):
        room.call(head=MeetingHead(starts_at=typed))


def test_two_who_change_the_same_meeting_are_told_of_each_other(room):
    meeting = room.call()
    seen = meeting.revision
    meetings.change_meeting(room.session, OPERATOR, meeting, MeetingHead(place="Sal A"), seen)

    with pytest.raises(MeetingChanged) as refused:
        meetings.change_meeting(room.session, OPERATOR, meeting, MeetingHead(place="Sal B"), seen)

    assert (refused.value.stored.place, refused.value.sent.place) == ("Sal A", "Sal B")
    assert meeting.place == "Sal A"


def test_numbers_go_on_from_the_latest_of_agendas_and_records(room):
    room.circle.decides("psu", None, case="PSU 7/25", matter=Matter.MIDLER, act=Act.DISPONERER)
    first, second = room.call(), room.call(AUTUMN)

    room.on_agenda(first)
    room.on_agenda(second)
    room.on_agenda(second)

    assert numbers(room, first) == ["PSU 8/25"]
    assert numbers(room, second) == ["PSU 9/25", "PSU 10/25"]
    assert numbers(room, next_year := room.call(date(2026, 1, 8))) == []
    assert room.on_agenda(next_year).printed == "PSU 1/26"


def test_a_number_that_is_typed_is_kept_and_the_next_follows_it(room):
    meeting = room.call()

    assert room.put(meeting, room.case(), number="Sak 021/2025").printed == "Sak 021/2025"
    assert room.on_agenda(meeting).printed == "Sak 022/2025"


@pytest.mark.parametrize("typed", ["12/25", "PS 12/25", "12/2025", "Sak 012-25"])
def test_a_number_another_case_has_is_refused_naming_it(room, typed):
    meeting = room.call()
    room.put(meeting, room.case("Felles e-læring"), number="12/25")

    with pytest.raises(RuleSaysNo) as refused:
        room.put(meeting, room.case(), number=typed)

    assert "saken «Felles e-læring» (12/25) i møtet psu-2025-06-10" in str(refused.value)
    assert "13/25" in str(refused.value)
    assert numbers(room, meeting) == ["12/25"]


def test_a_number_of_a_recorded_decision_is_refused_naming_that(room):
    room.circle.decides("psu", None, case="12/25", title="Midler", matter=Matter.MIDLER, act=Act.DISPONERER)

    with pytest.raises(RuleSaysNo, match="vedtaket «Midler»"):
        room.put(room.call(), room.case(), number="12/25")


def test_the_same_number_is_free_in_another_body_and_another_year(room):
    room.put(room.call(), room.case(), number="12/25")

    assert room.put(room.call(body="asu"), room.case(), number="12/25").printed == "12/25"
    assert room.put(room.call(date(2026, 1, 8)), room.case(), number="12/26").printed == "12/26"


def test_words_that_are_no_number_are_refused(room):
    with pytest.raises(BadInput, match="ikke et saksnummer"):
        room.put(room.call(), room.case(), number="tolv")


def test_a_case_is_on_an_agenda_once(room):
    meeting, case = room.call(), room.case()
    room.put(meeting, case)

    with pytest.raises(AlreadyThere) as there:
        room.put(meeting, case)

    assert there.value.path == "/moter/psu-2025-06-10/sak/1"


def test_a_closed_case_comes_on_no_agenda(room):
    case = room.case()
    cases.close_case(room.session, OPERATOR, case, "Trukket.", DAY)

    with pytest.raises(RuleSaysNo, match="lukket 10. juni 2025"):
        room.put(room.call(), case)


def test_what_the_body_is_to_do_stands_on_the_route(room):
    case = room.case(route=(("asu", Act.INNSTILLER), ("psu", Act.DISPONERER)))

    assert room.put(room.call(body="asu"), case).act is Act.INNSTILLER
    assert room.put(room.call(), case).act is Act.DISPONERER
    assert room.put(room.call(AUTUMN), room.case(route=())).act is Act.VEDTAR


def test_the_order_of_the_agenda_is_changed_and_the_numbers_stay(room):
    meeting = room.call()
    first, second, third = (room.on_agenda(meeting) for _ in range(3))

    agendas.move_item(room.session, OPERATOR, meeting, third, 1)

    assert queries.items(room.session, meeting) == [third, first, second]
    assert numbers(room, meeting) == ["3/25", "1/25", "2/25"]
    with pytest.raises(BadInput, match="plass 1 til 3"):
        agendas.move_item(room.session, OPERATOR, meeting, first, 4)


def test_a_case_that_is_taken_off_waits_again_and_its_number_is_free(room):
    meeting, case = room.call(), room.case()
    room.on_agenda(meeting)
    item = room.put(meeting, case)
    assert room.whole(meeting).waiting == ()

    agendas.take_off(room.session, OPERATOR, meeting, item)

    assert [view.row for view in room.whole(meeting).waiting] == [case]
    assert numbers(room, meeting) == ["1/25"]
    assert room.on_agenda(meeting).printed == "2/25"


def test_a_case_with_an_outcome_is_not_taken_off(room):
    meeting = room.call()
    item = room.type(meeting, room.on_agenda(meeting))

    with pytest.raises(RuleSaysNo, match="Utfallet er ført: vedtatt"):
        agendas.take_off(room.session, OPERATOR, meeting, item)

    assert len(room.whole(meeting).items) == 1


def test_what_the_agenda_says_is_changed_against_the_one_that_was_seen(room):
    meeting = room.call()
    item = room.on_agenda(meeting)
    told = {"act": Act.DISPONERER, "proposal": "PSU disponerer.", "proposed_by": "ASU"}

    agendas.change_item(room.session, OPERATOR, meeting, item, 1, number="5/25", **told)

    assert (item.printed, item.act, item.proposal) == ("5/25", Act.DISPONERER, "PSU disponerer.")
    with pytest.raises(Changed, match="En annen"):
        agendas.change_item(room.session, OPERATOR, meeting, item, 1, number="6/25", **told)
    assert item.printed == "5/25"


def test_the_agenda_tells_before_it_is_sent_what_is_beyond_the_mandate_and_who_may(room):
    meeting = room.call()
    room.on_agenda(meeting, title="Midler")
    guideline = room.circle.frozen(room.circle.document("retningslinje-1", GUIDELINE))
    room.put(meeting, room.about(guideline, "Ny retningslinje"))

    money, new = room.whole(meeting).items

    assert (money.verdict.answer, money.is_foreseen) == (Answer.VALID, True)
    assert new.is_beyond
    assert new.verdict.instead == ("alle kommunestyrene", "styret for helseforetaket")
    assert room.whole(meeting).beyond == (new,)


def test_coming_meetings_stand_first_the_nearest_at_the_top_then_those_held_the_latest_first(room):
    days = [date(2025, 3, 1), DAY, AUTUMN, date(2025, 12, 1)]
    for day in days:
        room.call(day)

    listed = queries.meetings(room.session, room.circle.community, date(2025, 9, 1))

    assert [each.row.meeting_on for each in listed] == [days[2], days[3], days[1], days[0]]
    assert queries.meetings(room.session, room.circle.community, DAY, body=room.circle.bodies["asu"]) == []


def test_those_who_are_not_named_are_absent_and_those_with_speech_only_are_noted(room):
    meeting = room.call()

    room.roll(meeting, INGRID, USERS)

    noted = {each.person.name: each.row for each in room.whole(meeting).attendance}
    assert noted[INGRID].state is Attended.FRAVAERENDE
    assert noted[USERS].state is Attended.FRAVAERENDE
    assert not noted[USERS].may_vote
    assert noted[GEIR].state is Attended.TIL_STEDE
    assert (noted[GEIR].side, noted[USERS].side) == ("kommune", "")
    assert DEPUTY not in noted


def test_the_first_deputy_who_came_takes_the_place_and_the_other_may_only_speak(room):
    meeting = room.call()

    room.roll(meeting, INGRID, came=(DEPUTY, SECOND_DEPUTY))

    noted = {each.person.name: each.row for each in room.whole(meeting).attendance}
    assert (noted[DEPUTY].may_vote, noted[DEPUTY].in_place_of) == (True, INGRID)
    assert (noted[SECOND_DEPUTY].may_vote, noted[SECOND_DEPUTY].in_place_of) == (False, "")


def test_the_second_deputy_is_called_where_the_first_did_not_come(room):
    meeting = room.call()

    room.roll(meeting, INGRID, came=(SECOND_DEPUTY,))

    noted = {each.person.name: each.row for each in room.whole(meeting).attendance}
    assert noted[SECOND_DEPUTY].in_place_of == INGRID


def test_a_deputy_who_came_though_nobody_was_absent_may_speak_and_not_vote(room):
    meeting = room.call()

    room.roll(meeting, came=(DEPUTY,))

    noted = {each.person.name: each.row for each in room.whole(meeting).attendance}
    assert not noted[DEPUTY].may_vote


def test_the_roll_can_be_called_again_and_the_last_one_stands(room):
    meeting = room.call()
    room.roll(meeting, INGRID)

    room.roll(meeting)

    noted = {each.person.name: each.row.state for each in room.whole(meeting).attendance}
    assert noted[INGRID] is Attended.TIL_STEDE


def test_somebody_without_a_seat_is_refused(room):
    meeting = room.call()

    with pytest.raises(BadInput, match="ingen plass i organet"):
        meetings.call_roll(room.session, OPERATOR, meeting, {999_999})


def test_seats_of_another_day_are_not_on_the_roll(room):
    room.seat("Ny i PSU", party=room.circle.parties[TRUST], valid_from=date(2025, 9, 1), may_vote=False)

    before, after = queries.roll(room.session, room.call()), queries.roll(room.session, room.call(AUTUMN))

    assert "Ny i PSU" not in {each.person.name for each in before}
    assert "Ny i PSU" in {each.person.name for each in after}


def test_the_roll_is_not_called_over_votes_that_are_typed(room):
    meeting = room.call()
    room.roll(meeting)
    room.type(meeting, room.on_agenda(meeting), cast=room.cast())

    with pytest.raises(RuleSaysNo, match="1 stemmer er ført"):
        room.roll(meeting, INGRID)


def test_a_meeting_and_a_case_that_are_not_there_are_told(room):
    meeting = room.call()

    with pytest.raises(NotFound):
        queries.meeting(room.session, room.circle.community, "psu-2001-01-01")
    with pytest.raises(NotFound, match="plass 1"):
        queries.item(room.session, meeting, 1)


def test_a_postponed_case_comes_on_the_next_agenda_by_itself_and_says_where_from(room):
    meeting = room.call()
    item = room.on_agenda(meeting, title="Vaktordning")
    room.type(meeting, item, Outcome.UTSATT)

    later = room.call(AUTUMN)

    (again,) = room.whole(later).items
    assert (again.case.row.title, again.row.printed) == ("Vaktordning", "2/25")
    assert again.row.note == "Utsatt fra 10. juni 2025 (1/25)."
    assert room.whole(room.call(date(2025, 10, 1))).items == ()


def test_a_postponed_case_that_was_closed_or_belongs_to_another_body_does_not_come(room):
    meeting = room.call()
    item = room.on_agenda(meeting)
    room.type(meeting, item, Outcome.UTSATT)
    assert room.whole(room.call(body="asu")).items == ()
    case = room.whole(meeting).items[0].case.row

    cases.close_case(room.session, OPERATOR, case, "Trukket.", DAY)

    assert room.whole(room.call(AUTUMN)).items == ()


def test_a_seat_that_may_not_vote_in_the_meeting_has_no_vote_there(room):
    silent = Rights(speak=True, propose=True, vote=False)
    seats.change_rights(room.session, OPERATOR, room.circle.bodies["psu"], room.seats[GEIR], "", silent)
    meeting = room.call()

    room.roll(meeting)

    noted = {each.person.name: each.row for each in room.whole(meeting).attendance}
    assert not noted[GEIR].may_vote
    assert noted[INGRID].may_vote


def test_one_who_votes_in_a_part_of_the_agenda_votes_in_its_cases_and_in_no_others(room):
    rights, psu = Rights(speak=True, propose=True, vote=True), room.circle.bodies["psu"]
    seats.change_rights(room.session, OPERATOR, psu, room.seats[USERS], "dialogmøte", rights)
    meeting = room.call()
    dialogue, usual = room.put(meeting, room.case(), part="dialogmøte"), room.on_agenda(meeting)
    room.roll(meeting)
    mine = {room.people[USERS]: Cast.FOR}

    room.type(meeting, dialogue, cast=room.cast() | mine)

    assert dialogue.votes_for == 9
    with pytest.raises(BadInput, match="møtte ikke med stemmerett"):
        room.type(meeting, usual, cast=room.cast() | mine)


def test_a_deputy_for_two_takes_one_place_and_the_next_deputy_the_other(room):
    seats.take_seat(
        room.session,
        OPERATOR,
        room.circle.bodies["psu"],
        room.session.get_one(PersonRow, room.people[DEPUTY]),
        party=room.circle.parties["storelv"],
        role="vara",
        deputy_for=room.seats[GEIR],
    )
    meeting, later = room.call(), room.call(AUTUMN)

    room.roll(meeting, GEIR, came=(DEPUTY,))
    room.roll(later, INGRID, GEIR, came=(DEPUTY, SECOND_DEPUTY))

    one = {each.person.name: each.row.in_place_of for each in room.whole(meeting).attendance}
    two = {each.person.name: each.row.in_place_of for each in room.whole(later).attendance}
    assert one[DEPUTY] == GEIR
    assert {two[DEPUTY], two[SECOND_DEPUTY]} <= {INGRID, GEIR, ""}
    assert two[DEPUTY] == INGRID

"""Minutes are approved once; then nothing changes, and what was wrong is put right beside them."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from decisions.meetings import MeetingStage
from decisions.outcomes import Outcome
from decisions.verdict import Answer
from registry.errors import BadInput, Changed, NotFound, RuleSaysNo
from registry.fingerprints import text_hash
from registry.operations import agendas, meetings, minutes
from registry.operations.meetings import MeetingHead
from registry.permissions import OPERATOR, PUBLIC, Actor, Role
from registry.queries import agendas as agenda_queries
from registry.queries import cases, checking, log
from registry.queries.minutes import approved, read_by
from tests.registry.boardroom import KOMMUNE_MEMBERS, a_boardroom
from tests.registry.builders import DAY, GUIDELINE, NOW

CLOSED = "offentleglova § 13, jf. forvaltningsloven § 13"
MEMBER = Actor("person-medlem", "Et medlem", frozenset({Role.BODY_MEMBER}))


@pytest.fixture
def room(writing):
    return a_boardroom(writing)


@pytest.fixture
def meeting(room):
    """A meeting with two cases, of which one is typed."""
    called = room.call(head=MeetingHead(starts_at="09:00", place="Rådhuset", led_by="Ingrid Solheim"))
    room.roll(called)
    room.type(called, room.on_agenda(called, title="Midler"))
    room.on_agenda(called, title="Vaktordning")
    return called


@pytest.fixture
def approved_meeting(room, meeting):
    """The same, with both typed and the minutes approved."""
    room.type(meeting, room.item(meeting, 2), Outcome.UTSATT)
    return room.approve(meeting)


def test_minutes_are_not_approved_while_a_case_has_no_outcome_and_it_is_named(room, meeting):
    with pytest.raises(RuleSaysNo) as refused:
        room.approve(meeting)

    assert "2/25 Vaktordning" in str(refused.value)
    assert "Midler" not in str(refused.value)
    assert meeting.stage is MeetingStage.INNKALT
    assert not any(item.is_settled for item in room.whole(meeting).items)


def test_a_meeting_without_cases_has_no_minutes_to_approve(room):
    with pytest.raises(RuleSaysNo, match="ingen saker"):
        room.approve(room.call())


def test_what_is_not_recorded_yet_is_recorded_in_the_same_act(room, approved_meeting):
    first, second = room.whole(approved_meeting).items

    assert first.verdict.answer is Answer.VALID
    assert second.verdict.answer is Answer.PENDING
    assert (first.is_settled, second.is_settled, first.is_foreseen) == (True, True, False)


def test_the_whole_of_the_minutes_is_kept_with_its_hash_also_in_the_log(room, approved_meeting):
    kept = approved(approved_meeting)
    assert kept is not None

    assert kept["stage"] == "protokoll godkjent"
    assert (kept["starts_at"], kept["place"], kept["led_by"]) == ("09:00", "Rådhuset", "Ingrid Solheim")
    assert [each["outcome"] for each in kept["items"]] == ["vedtatt", "utsatt"]
    assert len(kept["attendance"]) == len(KOMMUNE_MEMBERS) + 5
    assert approved_meeting.minutes_hash == text_hash(approved_meeting.minutes)
    entries = log.history_of(room.session, room.circle.community, f"møte:{approved_meeting.ref}")
    said = [json.loads(each.payload)["data"] for each in entries if each.event == "protokoll.godkjent"]
    assert [each["hash"] for each in said] == [approved_meeting.minutes_hash]
    assert list(checking.faults(room.session)) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda room, meeting: room.on_agenda(meeting),
        lambda room, meeting: room.roll(meeting),
        lambda room, meeting: room.type(meeting, room.item(meeting, 1)),
        lambda room, meeting: room.settle(meeting, room.item(meeting, 1)),
        lambda room, meeting: room.approve(meeting),
        lambda room, meeting: agendas.move_item(room.session, OPERATOR, meeting, room.item(meeting, 1), 2),
        lambda room, meeting: agendas.take_off(room.session, OPERATOR, meeting, room.item(meeting, 1)),
        lambda room, meeting: meetings.change_meeting(
            room.session, OPERATOR, meeting, MeetingHead(), meeting.revision
        ),
    ],
    ids=["agenda", "roll", "type", "settle", "approve", "move", "off", "head"],
)
def test_from_then_on_nothing_changes(room, approved_meeting, act):
    before = approved_meeting.minutes

    with pytest.raises(RuleSaysNo, match="en godkjent protokoll endres ikke"):
        act(room, approved_meeting)

    assert approved_meeting.minutes == before


def test_the_database_itself_refuses_to_change_approved_minutes(room, approved_meeting):
    room.session.flush()
    update = text("UPDATE meeting SET place = 'Et annet sted' WHERE id = :id")

    with pytest.raises(DBAPIError, match="approved minutes are never edited"), room.session.begin_nested():
        room.session.execute(update, {"id": approved_meeting.id})


def test_minutes_changed_behind_the_registers_back_are_found(room, approved_meeting):
    """The trigger is taken away, as somebody with the machine could do it."""
    on_postgres = room.session.get_bind().dialect.name == "postgresql"
    room.session.execute(
        text(f"DROP TRIGGER meeting_minutes_are_fixed{' ON meeting' if on_postgres else ''}")
    )
    changed = approved_meeting.minutes.replace("Rådhuset", "Radhuset")
    room.session.execute(
        text("UPDATE meeting SET minutes = :kept WHERE id = :id"),
        {"kept": changed, "id": approved_meeting.id},
    )
    room.session.expire(approved_meeting)

    faults = list(checking.faults(room.session))

    assert faults == ["Protokollen fra møtet psu-2025-06-10 er en annen enn den som ble godkjent."]


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "før møtet"), (1, "ikke kommet ennå")], ids=["before", "tomorrow"]
)
def test_minutes_are_approved_between_the_meeting_and_today(room, meeting, days, sentence):
    room.type(meeting, room.item(meeting, 2), Outcome.UTSATT)
    day = (DAY if days < 0 else NOW.date()) + timedelta(days=days)

    with pytest.raises(BadInput, match=sentence):
        minutes.approve_minutes(room.session, OPERATOR, meeting, "Møtet", day, NOW)

    assert minutes.approve_minutes(room.session, OPERATOR, meeting, "Møtet", DAY, NOW).approved_on == DAY


@pytest.mark.parametrize("act", ["a case is typed again", "a case is put on the agenda"])
def test_somebody_approves_what_they_have_seen(room, meeting, act):
    room.type(meeting, room.item(meeting, 2), Outcome.UTSATT)
    seen = agenda_queries.revision_of_all(room.session, meeting)
    if act == "a case is typed again":
        room.type(meeting, room.item(meeting, 1), text="Noe annet.")
    else:
        room.on_agenda(meeting)

    with pytest.raises(Changed, match="Møtet ble endret"):
        room.approve(meeting, revision=seen)

    assert meeting.stage is MeetingStage.INNKALT


def test_what_was_seen_as_it_is_can_be_approved(room, meeting):
    room.type(meeting, room.item(meeting, 2), Outcome.UTSATT)

    seen = agenda_queries.revision_of_all(room.session, meeting)

    assert room.approve(meeting, revision=seen).stage is MeetingStage.GODKJENT


def test_who_approved_them_is_said(room, meeting):
    room.type(meeting, room.item(meeting, 2), Outcome.UTSATT)

    with pytest.raises(BadInput, match="Hvem som godkjente"):
        room.approve(meeting, by=" ")


def test_what_was_typed_after_the_record_was_made_stops_the_approval(room, meeting):
    first = room.item(meeting, 1)
    room.settle(meeting, first)
    room.type(meeting, first, votes_for=7, votes_against=1)
    room.type(meeting, room.item(meeting, 2), Outcome.UTSATT)

    with pytest.raises(RuleSaysNo, match="1/25 Midler"):
        room.approve(meeting)
    room.settle(meeting, first, reason="Én stemte mot.")
    assert room.approve(meeting).stage is MeetingStage.GODKJENT


def test_a_draft_that_was_decided_on_stops_the_approval_and_nothing_is_half_done(room, meeting):
    draft = room.circle.draft(room.circle.document("retningslinje-1", GUIDELINE))
    room.type(meeting, room.item(meeting, 2), Outcome.UTSATT)
    room.type(meeting, room.put(meeting, room.about(draft)))

    with pytest.raises(RuleSaysNo, match="er et utkast"), room.session.begin_nested():
        room.approve(meeting)

    assert not any(item.is_settled for item in room.whole(meeting).items)
    assert meeting.stage is MeetingStage.INNKALT


def test_a_case_that_has_been_all_its_way_is_closed_and_the_postponed_one_stays(room, approved_meeting):
    money, duty = (item.case.row for item in room.whole(approved_meeting).items)

    assert (money.closed_on, money.closed_because) == (DAY, "Ferdig behandlet i PSU, 1/25.")
    assert duty.closed_on is None
    assert [view.row for view in cases.waiting_for(room.session, room.circle.community, psu(room))] == [duty]


def psu(room):
    return room.circle.bodies["psu"]


def test_a_correction_stands_beside_the_minutes_with_what_why_and_by_whom(room, approved_meeting):
    before = approved_meeting.minutes

    made = minutes.correct_minutes(
        room.session,
        OPERATOR,
        approved_meeting,
        "Møtet begynte klokken 10.",
        "Feil klokkeslett.",
        NOW,
        room.item(approved_meeting, 1),
    )

    assert approved_meeting.minutes == before
    (told,) = read_by(room.session, room.circle.community, approved_meeting, PUBLIC)["corrections"]
    assert (told["number"], told["text"], told["reason"]) == ("1/25", made.text, "Feil klokkeslett.")
    assert told["by"] == OPERATOR.name
    assert room.whole(approved_meeting).items[0].corrections == (made,)
    assert list(checking.faults(room.session)) == []


def test_minutes_that_are_not_approved_are_changed_and_not_corrected(room, meeting):
    with pytest.raises(RuleSaysNo, match="ikke godkjent ennå"):
        minutes.correct_minutes(room.session, OPERATOR, meeting, "A", "B", NOW)


def test_a_correction_says_what_and_why(room, approved_meeting):
    for what, why in (("", "Fordi"), ("Dette", "")):
        with pytest.raises(BadInput, match="mangler"):
            minutes.correct_minutes(room.session, OPERATOR, approved_meeting, what, why, NOW)


def test_an_agenda_is_for_those_who_read_drafts_and_approved_minutes_for_everybody(room, meeting):
    community = room.circle.community
    with pytest.raises(NotFound):
        read_by(room.session, community, meeting, PUBLIC)
    assert len(read_by(room.session, community, meeting, MEMBER)["items"]) == 2
    room.type(meeting, room.item(meeting, 2), Outcome.UTSATT)

    room.approve(meeting)

    told = read_by(room.session, community, meeting, PUBLIC)
    assert [each["title"] for each in told["items"]] == ["Midler", "Vaktordning"]


def test_the_words_of_a_closed_case_are_for_those_inside(room, meeting):
    second = room.item(meeting, 2)
    room.type(meeting, second, Outcome.UTSATT, text="Om en navngitt lege.", closed_under=CLOSED)
    room.approve(meeting)
    minutes.correct_minutes(room.session, OPERATOR, meeting, "Om en navngitt lege.", "Navnet.", NOW, second)

    outside = read_by(room.session, room.circle.community, meeting, PUBLIC)
    inside = read_by(room.session, room.circle.community, meeting, MEMBER)

    assert "navngitt lege" not in json.dumps(outside, ensure_ascii=False)
    assert "Vaktordning" not in json.dumps(outside, ensure_ascii=False)
    closed = outside["items"][1]
    assert (closed["number"], closed["closed_under"], closed["outcome"]) == ("2/25", CLOSED, "utsatt")
    assert inside["items"][1]["text"] == "Om en navngitt lege."
    assert len(inside["corrections"]) == 1


def test_of_a_meeting_that_was_closed_only_that_it_was_and_why_is_public(room):
    meeting = room.call(head=MeetingHead(closed_under=CLOSED, place="Hemmelig sted", note="Om en lege."))
    room.type(meeting, room.on_agenda(meeting, title="En lege"), Outcome.UTSATT)
    room.approve(meeting)

    told = read_by(room.session, room.circle.community, meeting, PUBLIC)

    words = json.dumps(told, ensure_ascii=False)
    assert "lege" not in words
    assert "Hemmelig" not in words
    assert (told["closed_under"], told["items"][0]["number"]) == (CLOSED, "1/25")

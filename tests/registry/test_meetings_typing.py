"""What a meeting did with a case: typed with its votes, recorded as a decision, corrected with a reason."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from decisions.meetings import Cast, CounterState
from decisions.outcomes import Act, Outcome, ReservationSort
from decisions.proposals import Matter
from decisions.verdict import Answer
from documents.lifecycle import Stage
from registry.errors import AlreadyThere, BadInput, Changed, RuleSaysNo
from registry.operations import settling
from registry.operations.treating import CounterTyped, ItemTyped, TypedByTwo, type_item
from registry.permissions import OPERATOR
from registry.queries import checking, decisions
from registry.tables import DecisionDetailRow, DecisionRow
from tests.registry.boardroom import DEPUTY, KOMMUNE_MEMBERS, USERS, a_boardroom
from tests.registry.builders import DAY, GUIDELINE, NOW

INGRID = KOMMUNE_MEMBERS[0]
SUMMER = date(2025, 9, 1)


@pytest.fixture
def room(writing):
    return a_boardroom(writing)


@pytest.fixture
def meeting(room):
    """A meeting at which everybody came."""
    called = room.call()
    room.roll(called)
    return called


@pytest.fixture
def item(room, meeting):
    return room.on_agenda(meeting)


def kept(room):
    return room.session.scalar(select(func.count()).select_from(DecisionRow))


def test_votes_are_counted_from_what_each_member_voted(room, meeting, item):
    room.type(meeting, item, cast=room.cast(geir=Cast.MOT, per=Cast.AVHOLDENDE))

    assert (item.votes_for, item.votes_against, item.abstained) == (6, 1, 1)
    assert item.chair_for is True
    (view,) = room.whole(meeting).items
    sides = {side.name: (side.for_, side.against, side.abstained) for side in view.sides}
    assert sides == {"kommunene": (3, 1, 0), "helseforetaket": (3, 0, 1)}


def test_numbers_that_differ_from_the_members_votes_are_refused_naming_both(room, meeting, item):
    with pytest.raises(BadInput) as refused:
        room.type(meeting, item, cast=room.cast(geir=Cast.MOT), votes_for=8)

    assert "skrevet 8 for, men etter stemmene for hvert medlem er det 7" in str(refused.value)
    assert refused.value.field == "votes_for"


def test_numbers_that_agree_with_the_members_votes_are_taken(room, meeting, item):
    room.type(meeting, item, cast=room.cast(geir=Cast.MOT), votes_for=7, votes_against=1, abstained=0)

    assert (item.votes_for, item.votes_against) == (7, 1)


def test_one_who_was_inhabil_is_named_and_counted_out(room, meeting, item):
    room.type(meeting, item, cast=room.cast(hilde=Cast.INHABIL, per=Cast.IKKE_TIL_STEDE))

    (view,) = room.whole(meeting).items
    assert view.inhabil == ("Hilde Kvamme",)
    assert view.votes is not None
    assert (view.votes.for_, view.votes.present, view.votes.members) == (6, 6, 8)


@pytest.mark.parametrize(
    ("votes", "sentence"),
    [
        ((9, 0), "Det er talt 9 stemmer, men bare 8 var til stede"),
        ((5, 4), "Det er talt 9 stemmer, men bare 8 var til stede"),
    ],
)
def test_more_votes_than_those_who_came_are_refused_naming_both(room, meeting, item, votes, sentence):
    with pytest.raises(BadInput) as refused:
        room.type(meeting, item, votes_for=votes[0], votes_against=votes[1])

    assert sentence in str(refused.value)


def test_more_votes_than_members_are_refused_also_where_nobody_noted_who_came(room):
    meeting = room.call()

    with pytest.raises(BadInput) as refused:
        room.type(meeting, room.on_agenda(meeting), votes_for=9, votes_against=0)

    assert "9 deltok, men organet har bare 8 medlemmer" in str(refused.value)


def test_one_who_may_only_speak_has_no_vote(room, meeting, item):
    with pytest.raises(BadInput, match="møtte ikke med stemmerett"):
        room.type(meeting, item, cast={room.people[USERS]: Cast.FOR})


def test_votes_by_member_need_to_know_who_came(room):
    meeting = room.call()

    with pytest.raises(BadInput, match="ingen har ført hvem som møtte"):
        room.type(meeting, room.on_agenda(meeting), cast=room.cast())


def test_a_deputy_votes_in_the_absent_members_place(room, item, meeting):
    room.roll(meeting, INGRID, came=(DEPUTY,))
    votes = room.cast() | {room.people[DEPUTY]: Cast.MOT}
    del votes[room.people[INGRID]]

    room.type(meeting, item, cast=votes)

    (view,) = room.whole(meeting).items
    assert (item.votes_for, item.votes_against) == (7, 1)
    assert {side.name: side.against for side in view.sides} == {"kommunene": 1, "helseforetaket": 0}


def test_where_all_who_came_were_for_the_sides_are_known_without_a_vote_by_member(room, meeting, item):
    room.type(meeting, item)

    (view,) = room.whole(meeting).items
    assert {side.name: side.for_ for side in view.sides} == {"kommunene": 4, "helseforetaket": 4}


def test_where_somebody_was_against_the_sides_are_not_guessed(room, meeting, item):
    room.type(meeting, item, votes_for=7, votes_against=1)

    assert room.whole(meeting).items[0].sides == ()


def test_two_who_type_the_same_case_lose_nothing(room, meeting, item):
    seen = item.revision
    room.type(meeting, item, text="Slik Kari skrev det.")
    stored = item.revision

    late = ItemTyped("Slik Arve skrev det.", Outcome.AVVIST)
    with pytest.raises(TypedByTwo) as refused:
        type_item(room.session, OPERATOR, meeting, item, seen, late)

    assert refused.value.stored.text == "Slik Kari skrev det."
    assert refused.value.sent.text == "Slik Arve skrev det."
    assert (item.text, item.revision) == ("Slik Kari skrev det.", stored)


def test_a_counter_proposal_against_a_section_keeps_its_votes_and_its_fate(room, meeting):
    agreement = room.circle.frozen(room.circle.document())
    item = room.put(meeting, room.about(agreement))
    counter = CounterTyped("Partene bør samarbeide.", "Geir Vik", "formal", CounterState.FALT, 2, 6)

    room.type(meeting, item, counters=(counter, CounterTyped("Saken sendes tilbake.", "Per Strand")))

    about_text, about_decision = room.whole(meeting).items[0].counters
    assert (about_text.number, about_text.row.state, about_text.row.votes_for) == ("1", CounterState.FALT, 2)
    assert (about_decision.number, about_decision.row.state) == ("", CounterState.FREMMET)


def test_a_counter_proposal_against_a_section_that_is_not_there_is_refused(room, meeting, item):
    with pytest.raises(BadInput, match="et punkt som ikke finnes"):
        room.type(meeting, item, counters=(CounterTyped("Ny tekst.", "Geir Vik", "formal"),))


def test_who_a_case_is_sent_back_to_goes_with_that_outcome_only(room, meeting, item):
    asu = room.circle.bodies["asu"]
    with pytest.raises(BadInput, match="utfallet er «vedtatt»"):
        room.type(meeting, item, returned_to=asu)
    with pytest.raises(BadInput, match="til seg selv"):
        room.type(meeting, item, Outcome.RETURNERT, returned_to=room.circle.bodies["psu"])

    room.type(meeting, item, Outcome.RETURNERT, returned_to=asu)

    assert room.whole(meeting).items[0].returned_to is asu


def test_a_case_is_recorded_with_its_words_votes_sides_and_verdict(room, meeting, item):
    room.type(meeting, item, text="PSU disponerer 180 000 kroner.", act=Act.DISPONERER)
    expected = settling.preview(room.session, meeting, item)

    row = room.settle(meeting, item)

    detail = room.session.get_one(DecisionDetailRow, row.id)
    assert (row.case_number, row.votes_for, row.present, row.members) == ("1/25", 8, 8, 8)
    assert detail.text == "PSU disponerer 180 000 kroner."
    assert '"kommunene"' in detail.blocs
    assert "protokoll" in detail.evidence
    assert row.answer is Answer.VALID
    view = decisions.decision(room.session, room.circle.community, row.ref)
    assert view.verdict == expected
    assert room.whole(meeting).items[0].decision is row
    assert list(checking.faults(room.session)) == []


def test_what_is_beyond_the_mandate_is_recorded_too_with_its_verdict(room, meeting):
    guideline = room.circle.frozen(room.circle.document("retningslinje-1", GUIDELINE))
    item = room.put(meeting, room.about(guideline))
    room.type(meeting, item)

    row = room.settle(meeting, item)

    assert row.answer is Answer.INVALID
    assert guideline.stage is Stage.FROZEN
    assert room.whole(meeting).items[0].is_beyond


def test_a_case_without_an_outcome_is_not_recorded(room, meeting, item):
    with pytest.raises(RuleSaysNo, match="ikke noe utfall"):
        room.settle(meeting, item)

    assert kept(room) == 0


def test_a_draft_that_is_not_frozen_cannot_be_decided_on(room, meeting):
    draft = room.circle.draft(room.circle.document(), "2025.1")
    item = room.put(meeting, room.about(draft))
    room.type(meeting, item)

    with pytest.raises(RuleSaysNo) as refused:
        room.settle(meeting, item)

    assert "Versjon 2025.1 er et utkast" in str(refused.value)
    assert kept(room) == 0
    assert item.text == "Saken er vedtatt."


def test_a_draft_can_be_postponed(room, meeting):
    draft = room.circle.draft(room.circle.document(), "2025.1")
    item = room.type(meeting, room.put(meeting, room.about(draft)), Outcome.UTSATT)

    assert room.settle(meeting, item).outcome is Outcome.UTSATT


def test_nothing_is_recorded_of_a_meeting_that_has_not_been(room):
    meeting = room.call(date(2026, 2, 1))
    item = room.type(meeting, room.on_agenda(meeting))

    with pytest.raises(BadInput, match="ikke kommet ennå"):
        room.settle(meeting, item)
    assert room.settle(meeting, item, datetime(2026, 2, 1, 12, tzinfo=UTC)).meeting_on == date(2026, 2, 1)


def test_the_same_case_recorded_twice_gives_one_record_and_the_other_is_shown_it(room, meeting, item):
    room.type(meeting, item)
    seen = item.revision
    first = room.settle(meeting, item, revision=seen)

    with pytest.raises(AlreadyThere) as there:
        room.settle(meeting, item, revision=seen)

    assert there.value.path == f"/vedtak/{first.ref}"
    assert kept(room) == 1


def test_a_case_is_not_recorded_over_what_another_typed_in_the_meantime(room, meeting, item):
    room.type(meeting, item)
    seen = item.revision
    room.type(meeting, item, Outcome.UTSATT)

    with pytest.raises(Changed, match="En annen har ført noe"):
        room.settle(meeting, item, revision=seen)

    assert kept(room) == 0


def test_what_is_typed_after_it_was_recorded_needs_a_reason_and_corrects(room, meeting, item):
    room.type(meeting, item)
    first = room.settle(meeting, item)
    room.type(meeting, item, votes_for=7, votes_against=1)
    with pytest.raises(BadInput) as refused:
        room.settle(meeting, item)
    assert refused.value.field == "reason"
    assert kept(room) == 1

    second = room.settle(meeting, item, reason="Geir Vik stemte mot.")

    assert (second.corrects_id, second.votes_against) == (first.id, 1)
    assert "Geir Vik stemte mot." in second.minutes
    assert room.whole(meeting).items[0].decision is second
    assert decisions.corrections_of(room.session, first) == [second]
    with pytest.raises(AlreadyThere):
        room.settle(meeting, item, reason="En gang til.")


def test_what_the_body_added_is_kept_with_its_sort(room, meeting, item):
    room.type(
        meeting, item, reservation="PSU ber om en evaluering.", reservation_sort=ReservationSort.MERKNAD
    )

    row = room.settle(meeting, item)

    assert (row.remark, row.deviation) == ("PSU ber om en evaluering.", "")
    assert row.answer is Answer.VALID


def test_an_addition_nobody_has_classified_is_a_question(room, meeting):
    agreement = room.circle.frozen(room.circle.document("planen"))
    item = room.put(meeting, room.case("Midler", Matter.TILSKUDD))
    room.type(meeting, item, reservation="Uten kulepunkt fire.")

    assert item.reservation_sort is ReservationSort.UAVKLART
    assert room.settle(meeting, item).answer in {Answer.NEEDS_HUMAN, Answer.PENDING}
    assert agreement.stage is Stage.FROZEN


def test_a_postponed_case_is_judged_with_what_was_done_before(room, meeting, item):
    """The record of the second meeting knows the first: an open remand blocks until it is answered."""
    asu = room.circle.bodies["asu"]
    room.type(meeting, item, Outcome.RETURNERT, returned_to=asu)
    room.settle(meeting, item)
    case = room.whole(meeting).items[0].case.row
    later = room.call(SUMMER)
    again = room.type(later, room.put(later, case))

    assert settling.preview(room.session, later, again).answer is Answer.PENDING


def test_the_clock_of_the_record_is_the_one_given(room, meeting, item):
    room.type(meeting, item)

    assert room.settle(meeting, item).recorded_at == NOW
    assert meeting.meeting_on == DAY

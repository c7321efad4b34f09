"""What stands beside a record, and what was done before it: the same facts when it is made and judged anew."""

from datetime import timedelta

import pytest

from decisions.outcomes import Act, Evidence, Outcome, Procedure
from decisions.proposals import Matter
from decisions.verdict import Answer
from decisions.votes import BlocVotes, Votes
from documents.kinds import ChangeClass
from registry.operations.decisions import judged
from registry.permissions import PUBLIC, Actor, Role
from registry.queries import checking, decisions, rejudging
from registry.queries.facts import facts_in, facts_of, surroundings
from tests.registry.boardroom import a_boardroom
from tests.registry.builders import DAY, GUIDELINE, PLAN, a_circle

NEXT = DAY + timedelta(days=30)
SECRETARY = Actor("person-marte", "Marte Haugland", frozenset({Role.SECRETARIAT}))
READER = Actor("person-leser", "Lese Leser", frozenset({Role.READER}))
WHOLE = {
    "text": "PSU gir 200 000 kroner\ntil læringsnettverket.",
    "procedure": Procedure.SKRIFTLIG,
    "all_consent": True,
    "blocs": (BlocVotes("kommunene", 4), BlocVotes("helseforetaket", 3, 0, 1)),
    "evidence": frozenset({Evidence.MOTEBOK, Evidence.SARUTSKRIFT}),
    "votes": Votes(7, 0, 1, 8, 8),
}
"""All that can be said beside a record."""


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def room(writing):
    return a_boardroom(writing)


def view(circle, row):
    return decisions.decision(circle.session, circle.community, row.ref)


def facts(circle, row):
    return facts_of(circle.session, circle.community, view(circle, row))


def money(circle, on=DAY, case="9/25", **told):
    given = {"matter": Matter.MIDLER, "act": Act.DISPONERER, "title": "Midler"} | told
    return circle.decides("psu", None, on, case, **given)


def test_all_that_is_said_is_kept_and_comes_back_as_facts(circle):
    row = money(circle, **WHOLE)

    kept, told = view(circle, row).detail, facts(circle, row)
    assert kept.text == WHOLE["text"]
    assert (told.procedure, told.all_consent) == (Procedure.SKRIFTLIG, True)
    assert (told.blocs, told.evidence, told.votes) == (WHOLE["blocs"], WHOLE["evidence"], WHOLE["votes"])


def test_a_record_of_which_nothing_more_is_said_has_no_row_beside_it(circle):
    row = money(circle)

    assert view(circle, row).detail is None
    assert (facts(circle, row).procedure, facts(circle, row).evidence) == (Procedure.MOTE, None)


def test_no_papers_is_another_thing_than_nothing_said_of_papers(circle):
    assert facts(circle, money(circle, evidence=frozenset())).evidence == frozenset()


@pytest.mark.parametrize("told", [{}, WHOLE])
def test_what_is_judged_beforehand_when_recorded_and_anew_is_the_same(circle, told):
    entry = circle.entry("psu", None, DAY, "9/25", title="Midler", matter=Matter.MIDLER, **told)
    beforehand = judged(circle.session, circle.community, entry)

    row = circle.decides("psu", None, DAY, "9/25", title="Midler", matter=Matter.MIDLER, **told)

    assert view(circle, row).verdict == beforehand
    assert rejudging.judged_again(circle.session, circle.community, view(circle, row)) == beforehand


def test_one_decision_and_all_of_them_are_read_to_the_same_facts(circle):
    plan = circle.frozen(circle.document("plan", PLAN))
    circle.decides("asu", plan, act=Act.INNSTILLER)
    circle.decides("psu", plan, NEXT, "14/25")
    money(circle, **WHOLE)
    around = surroundings(circle.session, circle.community)

    for each in decisions.decisions(circle.session, circle.community):
        assert facts_in(around, each) == facts_of(circle.session, circle.community, each)


def test_what_a_body_did_itself_and_what_is_corrected_is_nothing_done_before(circle):
    plan = circle.frozen(circle.document("plan", PLAN))
    wrong = circle.decides("asu", plan, act=Act.INNSTILLER, outcome=Outcome.AVVIST)
    right = circle.decides("asu", plan, act=Act.INNSTILLER, corrects=wrong)
    row = circle.decides("psu", plan, NEXT, "14/25")

    (before,) = facts(circle, row).prior
    assert (before.body.ref, before.outcome, before.case) == ("asu", Outcome.VEDTATT, "12/25")
    assert facts(circle, right).prior == ()


def test_a_returned_case_waits_for_the_body_it_was_sent_back_to(circle):
    guideline = circle.frozen(circle.document("r-1", GUIDELINE), change=ChangeClass.REVISJON)
    circle.decides(
        "psu", guideline, act=Act.BEHANDLER, outcome=Outcome.RETURNERT, votes=None,
        returned_to=circle.bodies["granvik"],
    )  # fmt: skip

    open_still = circle.decides("asu", guideline, NEXT)
    assert facts(circle, open_still).prior[0].returned_to == "granvik"
    assert open_still.answer is Answer.PENDING

    circle.decides("granvik", guideline, NEXT, "3/25", act=Act.BEHANDLER)
    answered = circle.decides("asu", guideline, NEXT + timedelta(days=9), "44/25")
    assert answered.answer is Answer.VALID


def test_a_postponed_matter_without_a_text_remembers_that_it_was_up_before(circle):
    money(circle, outcome=Outcome.UTSATT, votes=None)

    row = money(circle, NEXT)

    assert [(each.on, each.outcome) for each in facts(circle, row).prior] == [(DAY, Outcome.UTSATT)]


def test_other_money_is_another_matter(circle):
    money(circle)

    assert facts(circle, money(circle, NEXT, "10/25")).prior == ()


def test_what_was_done_in_the_case_before_counts_also_when_the_record_is_corrected(room):
    case = room.case(route=(("psu", Act.BEHANDLER), ("psu", Act.VEDTAR)))
    first, second = room.call(), room.call(NEXT)
    for meeting in (first, second):
        room.roll(meeting)
    treated = room.settle(first, room.type(first, room.put(first, case)))
    decided = room.settle(second, room.type(second, room.put(second, case)))

    correction = room.circle.decides(
        "psu", None, NEXT, decided.case_number, title=decided.title, matter=Matter.MIDLER, corrects=decided,
        act=decided.act,
    )  # fmt: skip

    for row in (decided, correction):
        assert [each.case for each in facts(room.circle, row).prior] == [treated.case_number]


def test_behind_closed_doors_only_the_number_and_the_ground_are_for_everybody(room):
    meeting = room.call()
    room.roll(meeting)
    item = room.on_agenda(meeting, title="Varsel om en navngitt lege")
    row = room.settle(meeting, room.type(meeting, item, closed_under="kommuneloven § 11-5 andre ledd"))
    correction = room.circle.decides(
        "psu", None, DAY, row.case_number, title=row.title, matter=Matter.MIDLER, corrects=row, act=row.act
    )

    for each in (row, correction):
        told = view(room.circle, each)
        assert told.closed_under == "kommuneloven § 11-5 andre ledd"
        assert told.is_open_to(SECRETARY)
        assert not told.is_open_to(READER)
        assert not told.is_open_to(PUBLIC)


def test_what_was_decided_with_open_doors_is_for_everybody(room):
    meeting = room.call()
    room.roll(meeting)
    row = room.settle(meeting, room.type(meeting, room.on_agenda(meeting)))

    assert view(room.circle, row).is_open_to(PUBLIC)


def test_the_words_of_a_decision_are_remembered_by_the_log(circle):
    money(circle, **WHOLE)

    assert list(checking.faults(circle.session)) == []

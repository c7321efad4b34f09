"""Where the register can only ask, a person answers: by name, with a reason and the right to say so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from decisions.outcomes import Outcome, Reservation
from decisions.proposals import Certainty, Finding, Trait
from decisions.verdict import Answer
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.operations.rulings import RulingEntry, rule_on
from registry.permissions import Actor
from registry.queries import adoption, checking, decisions, log, rulings
from registry.tables import RulingRow
from tests.registry.builders import DAY, NOW, TRUST, a_circle

SECRETARY = Actor("person-marte", "Marte Haugland")
MAYBE = Finding(Trait.FLYTTER_ANSVAR, Certainty.MULIG, "punkt 2")
ANSWER = RulingEntry(
    Answer.VALID,
    "Punkt 2 sier det samme som før, med andre ord.",
    "leder av PSU",
    "Turid Nygård",
    DAY + timedelta(days=7),
)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def minor(circle):
    """A minor change of the agreement, that perhaps moves responsibility: whether it does, nobody has said."""
    return circle.frozen(circle.document(), change=ChangeClass.MINDRE)


@pytest.fixture
def asked(circle, minor):
    """PSU's decision about it. The verdict is a question."""
    row = circle.decides("psu", minor, findings=(MAYBE,))
    assert row.answer is Answer.NEEDS_HUMAN
    return row


def ruled(circle, row, **other):
    return rule_on(circle.session, SECRETARY, circle.community, row, replace(ANSWER, **other), NOW)


def view(circle, row):
    return decisions.decision(circle.session, circle.community, row.ref)


def test_a_ruling_is_kept_with_the_question_as_it_was_asked_and_the_verdict_is_as_before(circle, asked):
    before = view(circle, asked).verdict

    row = ruled(circle, asked)

    assert (row.question, row.answer) == (before.question, Answer.VALID)
    assert (row.ruled_by, row.recorded_by) == ("Turid Nygård", "Marte Haugland")
    assert view(circle, asked).verdict == before
    assert view(circle, asked).row.answer is Answer.NEEDS_HUMAN
    assert view(circle, asked).standing is Answer.VALID


def test_a_version_that_waited_for_the_answer_alone_is_adopted_on_the_day_of_the_meeting(
    circle, minor, asked
):
    assert minor.stage is Stage.FROZEN

    ruled(circle, asked)

    assert (minor.stage, minor.adopted_on, minor.valid_from) == (Stage.ADOPTED, DAY, DAY)


@pytest.mark.parametrize("answer", [Answer.INVALID, Answer.PENDING])
def test_an_answer_that_is_not_yes_adopts_nothing(circle, minor, asked, answer):
    ruled(circle, asked, answer=answer)

    assert minor.stage is Stage.FROZEN
    assert view(circle, asked).standing is answer


def test_one_partys_question_answered_makes_it_one_of_those_who_have_adopted(circle):
    agreement = circle.frozen(circle.document())
    circle.decides(TRUST, agreement)
    circle.decides("granvik", agreement)
    unclear = circle.decides("storelv", agreement, reservation=Reservation("Storelv ber om en evaluering."))
    document = circle.session.get_one(type(circle.document("x")), agreement.document_id)
    stand = adoption.adoption(circle.session, circle.community, document, agreement, DAY)
    assert [row.party.ref for row in stand.board.missing] == ["storelv"]

    answered_on = ruled(circle, unclear).ruled_on

    stand = adoption.adoption(circle.session, circle.community, document, agreement, answered_on)
    assert stand.board.missing == ()
    assert (agreement.stage, agreement.adopted_on) == (Stage.ADOPTED, DAY)


def test_a_later_ruling_replaces_the_earlier_and_both_are_kept(circle, asked):
    first = ruled(circle, asked, answer=Answer.PENDING, reason="Kommuneadvokaten er spurt.")

    second = ruled(circle, asked)

    assert second.replaces_id == first.id
    assert [row.id for row in rulings.rulings_of(circle.session, asked)] == [second.id, first.id]
    assert view(circle, asked).standing is Answer.VALID
    assert [each.row.ref for each in decisions.decisions(circle.session, circle.community)] == [asked.ref]


def test_the_same_answer_twice_is_one_ruling_and_the_second_is_shown_where_it_is(circle, asked):
    ruled(circle, asked)

    with pytest.raises(AlreadyThere, match="Turid Nygård har alt avgjort dette") as told:
        ruled(circle, asked)

    assert told.value.path == f"/vedtak/{asked.ref}"
    assert len(rulings.rulings_of(circle.session, asked)) == 1


def test_what_the_register_could_say_itself_no_person_turns(circle):
    agreement = circle.frozen(circle.document())
    beyond = circle.decides("psu", agreement)
    waiting = circle.decides("granvik", agreement, votes=None)
    valid = circle.decides("storelv", agreement)
    assert [row.answer for row in (beyond, waiting, valid)] == [
        Answer.INVALID,
        Answer.PENDING,
        Answer.VALID,
    ]

    for row in (beyond, waiting, valid):
        with pytest.raises(RuleSaysNo, match="den spør ikke om noe"):
            ruled(circle, row)

    assert circle.session.scalar(select(func.count()).select_from(RulingRow)) == 0


def test_what_is_corrected_is_not_ruled_on_but_the_correction_is(circle, minor, asked):
    correction = circle.decides("psu", minor, findings=(MAYBE,), title="Avtalen, rettet", corrects=asked)

    with pytest.raises(RuleSaysNo, match=f"Les rettelsen, {correction.ref}"):
        ruled(circle, asked)

    assert ruled(circle, correction).answer is Answer.VALID


@pytest.mark.parametrize(
    ("other", "field", "sentence"),
    [
        ({"reason": " "}, "reason", "Begrunnelsen mangler"),
        ({"authority": ""}, "authority", "Myndigheten mangler"),
        ({"by": ""}, "by", "Navnet på den som avgjorde, mangler"),
        ({"answer": Answer.NEEDS_HUMAN}, "answer", "Et svar kan ikke være at en person må svare"),
        ({"on": DAY - timedelta(days=1)}, "on", "9. juni 2025, men møtet var først 10. juni 2025"),
        ({"on": date(2026, 1, 16)}, "on", "ikke kommet ennå"),
    ],
)
def test_what_answers_nothing_is_refused_and_nothing_is_kept(circle, asked, other, field, sentence):
    with pytest.raises(BadInput, match=sentence) as refused:
        ruled(circle, asked, **other)

    assert refused.value.field == field
    assert rulings.latest(circle.session, asked) is None


def test_the_day_of_the_meeting_itself_and_today_are_days_a_person_may_answer(circle, asked):
    assert ruled(circle, asked, on=DAY).ruled_on == DAY
    assert ruled(circle, asked, on=NOW.date()).ruled_on == NOW.date()


def test_the_log_remembers_a_ruling_and_finds_one_that_was_changed_or_lost(circle, asked):
    row = ruled(circle, asked)
    entries = log.history_of(circle.session, circle.community, f"vedtak:{asked.ref}")
    assert entries[-1].event == "vedtak.avgjort-av-person"
    assert list(checking.faults(circle.session)) == []

    circle.session.expunge(row)
    for change in ("UPDATE ruling SET answer = 'INVALID'", "DELETE FROM ruling"):
        with pytest.raises(DBAPIError), circle.session.begin_nested():
            circle.session.execute(text(change))


def test_of_several_answers_the_last_alone_counts(circle, minor, asked):
    ruled(circle, asked, answer=Answer.INVALID)
    ruled(circle, asked, answer=Answer.PENDING, reason="Saken er sendt til kommuneadvokaten.")

    assert minor.stage is Stage.FROZEN
    assert view(circle, asked).standing is Answer.PENDING


def test_a_postponed_case_has_no_question_to_answer(circle, minor):
    postponed = circle.decides("psu", minor, outcome=Outcome.UTSATT, votes=None)

    with pytest.raises(RuleSaysNo, match="«Venter»"):
        ruled(circle, postponed)

"""A version is adopted on decisions. When one of them is corrected away, somebody is asked; nothing is undone."""

from datetime import timedelta

import pytest

from decisions.outcomes import Outcome, Reservation, ReservationSort
from decisions.proposals import Certainty, Finding, Trait
from decisions.verdict import Answer
from decisions.votes import Votes
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry.operations.documents import repeal
from registry.operations.rulings import RulingEntry, rule_on
from registry.permissions import OPERATOR, Actor, Role
from registry.queries.shaken import all_shaken, shaken_by
from registry.queries.waiting import waiting
from tests.registry.builders import DAY, GUIDELINE, NOW, TRUST, a_circle

LATER = DAY + timedelta(days=60)
SECRETARY = Actor("person-marte", "Marte Haugland", frozenset({Role.SECRETARIAT}))
READER = Actor("person-leser", "Lese Leser", frozenset({Role.READER}))


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def rows(circle):
    """What each party decided about the agreement, which is adopted on it."""
    agreement = circle.frozen(circle.document())
    made = {party: circle.decides(party, agreement) for party in ("granvik", "storelv", TRUST)}
    assert agreement.stage is Stage.ADOPTED
    return {"agreement": agreement} | made


def corrected(circle, rows, party, **told):
    """The party's decision as somebody later saw that it was."""
    return circle.decides(party, rows["agreement"], corrects=rows[party], **told)


def asked(circle, rows):
    return shaken_by(circle.session, circle.community, rows["agreement"])


def test_a_version_whose_decisions_all_hold_asks_nothing(circle, rows):
    assert asked(circle, rows) == []
    assert all_shaken(circle.session, circle.community, LATER) == []


def test_a_decision_corrected_so_that_it_no_longer_holds_is_asked_about_and_the_version_stays(circle, rows):
    correction = corrected(circle, rows, "storelv", votes=Votes(12, 0, present=12, members=25))
    assert correction.answer is Answer.INVALID or correction.answer is Answer.PENDING

    (one,) = asked(circle, rows)

    assert (one.first.row.ref, one.last.row.ref) == (rows["storelv"].ref, correction.ref)
    assert "Storelv kommunestyre, sak 12/25. Det er rettet og holder ikke lenger" in one.what
    assert one.question.startswith("Står versjonen fortsatt?")
    assert rows["agreement"].stage is Stage.ADOPTED


@pytest.mark.parametrize(
    "told",
    [
        {"outcome": Outcome.AVVIST},
        {"outcome": Outcome.UTSATT, "votes": None},
        {"votes": None},
        {"reservation": Reservation("4.3 strykes.", ReservationSort.ENDRING)},
        {"outcome": Outcome.VEDTATT_MED_ENDRING},
    ],
)
def test_whatever_takes_the_adoption_away_is_asked_about(circle, rows, told):
    corrected(circle, rows, "storelv", **told)

    assert len(asked(circle, rows)) == 1


@pytest.mark.parametrize(
    "told", [{"title": "Samarbeidsavtalen"}, {"votes": Votes(24, 1, present=25, members=25)}]
)
def test_a_correction_that_holds_as_well_asks_nothing(circle, rows, told):
    corrected(circle, rows, "storelv", **told)

    assert asked(circle, rows) == []


def test_a_correction_of_a_correction_is_asked_about_once_and_by_its_last_word(circle, rows):
    first = corrected(circle, rows, "storelv", title="Samarbeidsavtalen")
    last = circle.decides("storelv", rows["agreement"], corrects=first, votes=None)

    assert [each.last.row.ref for each in asked(circle, rows)] == [last.ref]


def test_a_new_decision_that_holds_answers_the_question(circle, rows):
    corrected(circle, rows, "storelv", votes=None)

    circle.decides("storelv", rows["agreement"], DAY + timedelta(days=20), "31/25")

    assert asked(circle, rows) == []


def test_what_waits_for_the_secretariat_says_so_as_long_as_the_version_applies(circle, rows):
    correction = corrected(circle, rows, "storelv", votes=None)

    tasks = waiting(circle.session, circle.community, SECRETARY, LATER)
    assert [task.path for task in tasks if "holder ikke lenger" in task.what] == [f"/vedtak/{correction.ref}"]
    assert waiting(circle.session, circle.community, READER, LATER) == []

    document = circle.session.get_one(type(circle.document("x")), rows["agreement"].document_id)
    repeal(circle.session, OPERATOR, document, rows["agreement"], LATER, "Opphevet etter rettelsen.")
    assert all_shaken(circle.session, circle.community, LATER) != []
    assert all_shaken(circle.session, circle.community, LATER + timedelta(days=1)) == []


def test_where_one_joint_body_decides_the_others_words_carry_nothing(circle):
    guideline = circle.frozen(circle.document("retningslinje-1", GUIDELINE), change=ChangeClass.REVISJON)
    row = circle.decides("asu", guideline)
    assert guideline.stage is Stage.ADOPTED

    circle.decides("asu", guideline, corrects=row, outcome=Outcome.AVVIST)

    assert [each.first.row.ref for each in shaken_by(circle.session, circle.community, guideline)] == [
        row.ref
    ]


def test_an_answer_that_is_taken_back_is_asked_about_too(circle):
    minor = circle.frozen(circle.document(), change=ChangeClass.MINDRE)
    unsure = Finding(Trait.FLYTTER_ANSVAR, Certainty.MULIG)
    row = circle.decides("psu", minor, findings=(unsure,))
    yes = RulingEntry(Answer.VALID, "Ansvaret er som før.", "leder av PSU", "Turid Nygård", DAY)
    no = RulingEntry(Answer.INVALID, "Punkt 2 flytter ansvar.", "kommuneadvokaten", "Per Lie", LATER)
    rule_on(circle.session, OPERATOR, circle.community, row, yes, NOW)
    assert minor.stage is Stage.ADOPTED
    assert shaken_by(circle.session, circle.community, minor) == []

    rule_on(circle.session, OPERATOR, circle.community, row, no, NOW)

    (one,) = shaken_by(circle.session, circle.community, minor)
    assert "Det er avgjort på nytt og holder ikke lenger: ugyldig." in one.what
    assert minor.stage is Stage.ADOPTED

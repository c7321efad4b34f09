"""What a body decided is judged by the rules of its day, kept once, and never edited."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from decisions.bodies import BodyKind
from decisions.named import Decider, Named
from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from decisions.proposals import Matter
from decisions.rules import MandateRule, Source
from decisions.verdict import Answer
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry.errors import BadInput, RuleSaysNo
from registry.operations import rules
from registry.operations.decisions import judged, record_decision
from registry.permissions import OPERATOR
from registry.queries import checking, decisions, log, rejudging
from registry.tables import DecisionRow
from tests.registry.builders import DAY, GUIDELINE, NOW, PLAN, a_circle


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    """The agreement, frozen for decision."""
    return circle.frozen(circle.document())


@pytest.fixture
def guideline(circle):
    """A revised guideline, frozen for decision: ASU may decide it."""
    return circle.frozen(circle.document("retningslinje-1", GUIDELINE), change=ChangeClass.REVISJON)


def kept(circle):
    return circle.session.scalar(select(func.count()).select_from(DecisionRow))


def view(circle, row):
    return decisions.decision(circle.session, circle.community, row.ref)


def test_what_the_register_says_beforehand_is_what_is_kept_afterwards(circle, guideline):
    said = judged(circle.session, circle.community, circle.entry("asu", guideline))

    row = circle.decides("asu", guideline)

    assert said.answer is Answer.VALID
    assert view(circle, row).verdict == said


def test_to_ask_beforehand_writes_nothing(circle, guideline):
    judged(circle.session, circle.community, circle.entry("asu", guideline))

    assert kept(circle) == 0
    assert guideline.stage is Stage.FROZEN


def test_the_verdict_stays_as_it_was_when_the_register_learns_of_another_rule(circle, guideline):
    row = circle.decides("asu", guideline)
    other = MandateRule(
        "en-regel-til",
        Source("vedtektene", clause="3", excerpt="Retningslinjer revideres av PSU"),
        (Decider(Named(kind=BodyKind.PSU)),),
        kinds=(GUIDELINE,),
        changes=(ChangeClass.REVISJON,),
    )

    rules.add_rule(circle.session, OPERATOR, circle.community, other)

    now = rejudging.judged_again(circle.session, circle.community, view(circle, row))
    assert view(circle, row).verdict.answer is Answer.VALID
    assert row.answer is Answer.VALID
    assert now is None or now.answer is Answer.NEEDS_HUMAN


def test_a_decision_outside_the_mandate_is_kept_and_said_to_be_invalid(circle, agreement):
    row = circle.decides("psu", agreement)

    assert row.answer is Answer.INVALID
    assert view(circle, row).verdict.instead
    assert agreement.stage is Stage.FROZEN


def test_a_decision_without_votes_waits_for_them(circle, agreement):
    assert circle.decides("granvik", agreement, votes=None).answer is Answer.PENDING


def test_the_same_decision_twice_is_refused_and_the_first_is_untouched(circle, agreement):
    first = circle.decides("granvik", agreement, title="Slik det ble skrevet først")

    with pytest.raises(RuleSaysNo, match="ikke registrert en gang til") as refused:
        circle.decides("granvik", agreement, title="Skrevet en gang til")

    assert refused.value.status == 409
    assert kept(circle) == 1
    circle.session.refresh(first)
    assert first.title == "Slik det ble skrevet først"


@pytest.mark.parametrize("typed", ["12/25", "12/2025", "PS 12/25", "sak 12/25"])
def test_the_same_case_is_known_however_its_number_is_typed(circle, agreement, typed):
    circle.decides("granvik", agreement, case="PS 12/25")

    with pytest.raises(RuleSaysNo, match="ikke registrert en gang til"):
        circle.decides("granvik", agreement, case=typed)


def test_two_bodies_may_use_the_same_case_number(circle, agreement):
    circle.decides("granvik", agreement)
    circle.decides("storelv", agreement)

    assert kept(circle) == 2


def test_one_case_may_hold_a_recommendation_and_a_decision_and_several_texts(circle, agreement, guideline):
    circle.decides("asu", guideline)
    circle.decides("asu", agreement)
    circle.decides("asu", guideline, act=Act.INNSTILLER)

    assert kept(circle) == 3


def test_a_matter_that_is_no_text_is_decided_once_too(circle):
    told = {"matter": Matter.MIDLER, "change": ChangeClass.DISPONERING, "act": Act.DISPONERER}
    row = circle.decides("psu", None, **told)

    assert (row.matter, row.text_hash) == ("midler", None)
    with pytest.raises(RuleSaysNo, match="ikke registrert en gang til"):
        circle.decides("psu", None, **told)


def test_a_decision_says_what_it_is_about(circle):
    with pytest.raises(BadInput, match="hva det gjelder") as refused:
        circle.decides("psu", None)

    assert refused.value.field == "version"


def test_a_draft_cannot_be_decided_for_it_may_be_another_text_tomorrow(circle):
    draft = circle.draft(circle.document())

    with pytest.raises(RuleSaysNo, match="Frys versjonen først"):
        circle.decides("granvik", draft)

    assert kept(circle) == 0


def test_a_meeting_that_has_not_been_held_cannot_have_decided(circle, agreement):
    today = NOW.date()
    circle.decides("granvik", agreement, on=today)

    with pytest.raises(BadInput, match="Møtedagen er ikke kommet ennå") as refused:
        circle.decides("storelv", agreement, on=date(2026, 1, 16))

    assert refused.value.field == "meeting_on"
    assert kept(circle) == 1


def test_today_is_today_in_norway(circle, agreement):
    past_midnight_in_oslo = datetime(2026, 1, 15, 23, 30, tzinfo=UTC)
    entry = circle.entry("granvik", agreement, on=date(2026, 1, 16))

    row = record_decision(circle.session, OPERATOR, circle.community, entry, past_midnight_in_oslo)

    assert row.meeting_on == date(2026, 1, 16)


@pytest.mark.parametrize("number", ["", "tolv", "12", "12/", "2025"])
def test_a_case_number_nobody_can_read_is_refused(circle, agreement, number):
    with pytest.raises(BadInput) as refused:
        circle.decides("granvik", agreement, case=number)

    assert refused.value.field == "case_number"
    assert kept(circle) == 0


def test_a_decision_has_a_title(circle, agreement):
    with pytest.raises(BadInput, match="Saken mangler") as refused:
        circle.decides("granvik", agreement, title=" ")

    assert refused.value.field == "title"


def test_a_remark_and_a_change_are_kept_apart(circle, agreement):
    remark = circle.decides(
        "granvik", agreement, reservation=Reservation("Ber om evaluering.", ReservationSort.MERKNAD)
    )
    changed = circle.decides(
        "storelv",
        agreement,
        outcome=Outcome.VEDTATT_MED_ENDRING,
        reservation=Reservation("Stryk punkt 2.", ReservationSort.ENDRING),
        deviation_section_id="ansvar",
    )

    assert (remark.remark, remark.deviation) == ("Ber om evaluering.", "")
    assert (changed.remark, changed.deviation) == ("", "Stryk punkt 2.")
    assert changed.deviation_section_id == "ansvar"


def test_a_correction_stands_beside_what_it_corrects(circle, agreement):
    wrong = circle.decides("granvik", agreement, outcome=Outcome.AVVIST)

    right = circle.decides("granvik", agreement, corrects=wrong)

    assert kept(circle) == 2
    assert (wrong.outcome, right.outcome) == (Outcome.AVVIST, Outcome.VEDTATT)
    assert [row.ref for row in decisions.corrections_of(circle.session, wrong)] == [right.ref]


def test_a_corrected_recommendation_no_longer_carries_the_decision_after_it(circle):
    plan = circle.frozen(circle.document("plan", PLAN))
    advice = circle.decides("asu", plan, act=Act.INNSTILLER)
    assert judged(circle.session, circle.community, circle.entry("psu", plan)).answer is Answer.VALID

    circle.decides("asu", plan, act=Act.INNSTILLER, outcome=Outcome.UTSATT, corrects=advice)

    after = judged(circle.session, circle.community, circle.entry("psu", plan))
    assert after.answer is Answer.PENDING
    assert any("ASU" in missing for missing in after.missing)


@pytest.mark.parametrize("statement", ["UPDATE decision SET title = 'x'", "DELETE FROM decision"])
def test_the_database_itself_keeps_a_decision(circle, agreement, statement):
    row = circle.decides("granvik", agreement)

    with pytest.raises(DBAPIError), circle.session.begin_nested():
        circle.session.execute(text(statement))

    assert view(circle, row).row.title == "Avtalen"


def test_the_rules_are_those_of_the_meeting_day(circle, guideline):
    before_the_rules = date(2025, 4, 30)

    assert circle.decides("asu", guideline, on=before_the_rules).answer is Answer.NEEDS_HUMAN
    assert circle.decides("asu", guideline, on=DAY, case="13/25").answer is Answer.VALID


def test_the_log_holds_what_was_decided_and_agrees_with_it(circle, agreement):
    row = circle.decides("granvik", agreement)

    (entry,) = log.history_of(circle.session, circle.community, f"vedtak:{row.ref}")
    told = json.loads(entry.payload)["data"]

    assert (told["body"], told["case"], told["on"]) == ("granvik", "12/25", "2025-06-10")
    assert list(checking.faults(circle.session)) == []

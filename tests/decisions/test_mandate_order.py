"""What must come before a decision, and when: recommendations, a first step, an answer to a remand."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.bodies import Body, BodyKind
from decisions.facts import PriorTreatment
from decisions.modes import Mode
from decisions.named import Named, Prior
from decisions.outcomes import Act, Outcome
from decisions.verdict import Answer
from decisions.votes import Votes
from tests.decisions.builders import ASU, COUNCIL, GRANVIK, PSU, a_recommendation
from tests.decisions.one_rule import a_rule, judged_by

VALID, PENDING = Answer.VALID, Answer.PENDING
THE_DAY, THE_DAY_BEFORE = date(2025, 6, 12), date(2025, 6, 11)
FSU = Body("fsu", "FSU", BodyKind.FSU)
SECRETARIAT = Body("sek", "sekretariatet", BodyKind.SEKRETARIAT)
FROM_ASU = Prior(Named(kind=BodyKind.ASU))


# In time: before, and in an earlier meeting.


@pytest.mark.parametrize(
    ("earlier", "given_on", "answer"),
    [
        (False, THE_DAY_BEFORE, VALID),
        (False, THE_DAY, VALID),
        (False, date(2025, 6, 13), PENDING),
        (True, THE_DAY_BEFORE, VALID),
        (True, THE_DAY, PENDING),  # the same meeting day is not an earlier meeting
    ],
)
def test_a_recommendation_comes_before_the_decision_and_where_the_clause_says_so_in_an_earlier_meeting(
    earlier, given_on, answer
):
    rule = a_rule(requires=(replace(FROM_ASU, earlier=earlier),))

    assert judged_by(rule, on=THE_DAY, prior=(a_recommendation(on=given_on),)).answer is answer


@pytest.mark.parametrize(
    ("act", "answer"),
    [(Act.INNSTILLER, VALID), (Act.UTTALER, VALID), (Act.FORESLAR, PENDING), (Act.VEDTAR, PENDING)],
)
def test_advice_against_is_advice_but_what_was_turned_down_was_neither_proposed_nor_adopted(act, answer):
    rule = a_rule(requires=(replace(FROM_ASU, act=act),))
    turned_down = a_recommendation(on=THE_DAY_BEFORE, act=act, outcome=Outcome.AVVIST)

    assert judged_by(rule, on=THE_DAY, prior=(turned_down,)).answer is answer
    assert judged_by(rule, on=THE_DAY, prior=(replace(turned_down, outcome=Outcome.VEDTATT),)).answer is VALID


def test_on_the_same_day_it_is_said_that_nobody_knows_what_came_first():
    rule = a_rule(requires=(FROM_ASU,))
    same_day = judged_by(rule, on=THE_DAY, prior=(a_recommendation(on=THE_DAY),))
    day_before = judged_by(rule, on=THE_DAY, prior=(a_recommendation(on=THE_DAY_BEFORE),))

    said = "ASU behandlet saken samme dag. Registeret vet ikke hva som kom først den dagen."
    assert said in same_day.remarks
    assert said not in day_before.remarks


def test_only_what_was_done_by_the_day_of_the_decision_is_told_as_before_it():
    given = (a_recommendation(on=THE_DAY_BEFORE), a_recommendation(FSU, date(2025, 6, 13)))

    assert judged_by(a_rule(), on=THE_DAY, prior=given).remarks[-1] == (
        "Før dette: ASU innstilte 11. juni 2025."
    )


# «Foreslått av fagutvalget eller en part»: one of them is enough.


@pytest.mark.parametrize(
    ("body", "owner", "answer"),
    [(FSU, None, VALID), (COUNCIL, GRANVIK, VALID), (ASU, None, PENDING), (SECRETARIAT, None, PENDING)],
)
def test_a_proposal_from_the_professional_committee_or_from_any_party_is_enough(body, owner, answer):
    either = Prior(Named(kind=BodyKind.FSU), Act.FORESLAR, (Named(any_party=True),))
    proposed = PriorTreatment(body, Act.FORESLAR, Outcome.VEDTATT, THE_DAY_BEFORE, owner=owner)

    verdict = judged_by(a_rule(requires=(either,)), on=THE_DAY, prior=(proposed,))

    assert verdict.answer is answer
    assert answer is VALID or verdict.missing[0].startswith("Forslag fra FSU eller en part om denne teksten")


# Two steps: treated in one meeting, decided in a later one.

TWO_STEPS = a_rule(mode=Mode(steps=2))


def first_step(body=PSU, on=THE_DAY_BEFORE, act=Act.BEHANDLER, outcome=Outcome.UTSATT):
    return PriorTreatment(body, act, outcome, on)


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        (first_step(), VALID),
        (first_step(outcome=Outcome.VEDTATT), VALID),
        (first_step(outcome=Outcome.TIL_ORIENTERING), VALID),
        (first_step(act=Act.INNSTILLER), VALID),
        (first_step(on=THE_DAY), PENDING),  # the same meeting
        (first_step(ASU), PENDING),  # another body
        (first_step(outcome=Outcome.RETURNERT), PENDING),
        (first_step(act=Act.FORESLAR), PENDING),
    ],
)
def test_what_is_decided_in_two_steps_was_treated_by_the_body_in_an_earlier_meeting(step, answer):
    assert judged_by(TWO_STEPS, on=THE_DAY, prior=(step,)).answer is answer


def test_without_a_first_step_what_is_missing_is_told():
    verdict = judged_by(TWO_STEPS, on=THE_DAY)

    assert verdict.missing == (
        "Første behandling i PSU, i et tidligere møte enn vedtaket.",
        "Nytt vedtak i PSU etter dette.",
    )
    assert "opp igjen i PSU" in verdict.now


def test_who_the_clause_lets_take_the_first_step_may_take_it():
    lets = a_rule(
        mode=Mode(steps=2), optional=(Prior(Named(kind=BodyKind.SEKRETARIAT), Act.BEHANDLER, earlier=True),)
    )

    assert judged_by(lets, on=THE_DAY, prior=(first_step(SECRETARIAT),)).answer is VALID
    assert judged_by(TWO_STEPS, on=THE_DAY, prior=(first_step(SECRETARIAT),)).answer is PENDING
    assert "Første behandling i PSU eller sekretariatet" in judged_by(lets, on=THE_DAY).missing[0]


def test_the_body_that_came_before_took_the_first_step():
    ssu = Body("ssu", "SSU", BodyKind.PSU, predecessors=("osu",))
    osu = Body("osu", "OSU", BodyKind.ANNET)

    assert judged_by(TWO_STEPS, body=ssu, on=THE_DAY, prior=(first_step(osu),)).answer is VALID


def test_to_turn_something_down_nothing_need_come_first():
    rule = a_rule(mode=Mode(steps=2), requires=(FROM_ASU,))

    assert (
        judged_by(rule, on=THE_DAY, outcome=Outcome.AVVIST, votes=Votes(0, 8, present=8, members=8)).answer
        is VALID
    )


# A body that took the place of another.


def test_a_rule_that_names_a_body_reaches_the_one_that_took_its_place():
    rule = a_rule(deciders=(replace(a_rule().deciders[0], who=Named(body="osu")),))
    ssu = Body("ssu", "SSU", BodyKind.SSU, predecessors=("oso", "osu"))
    other = Body("fsu", "FSU", BodyKind.FSU)

    assert judged_by(rule, body=ssu, on=THE_DAY).answer is VALID
    assert judged_by(rule, body=other, on=THE_DAY).answer is Answer.INVALID


# An open remand.


def returned(by=PSU, to="", on=date(2025, 5, 20), owner=None):
    return PriorTreatment(by, Act.BEHANDLER, Outcome.RETURNERT, on, owner=owner, returned_to=to)


def answered(by=ASU, on=date(2025, 5, 28), outcome=Outcome.VEDTATT):
    return PriorTreatment(by, Act.BEHANDLER, outcome, on)


@pytest.mark.parametrize(
    ("prior", "answer"),
    [
        ((returned(to="asu"),), PENDING),
        ((returned(to="asu"), answered()), VALID),
        ((returned(to="asu"), answered(on=date(2025, 5, 19))), PENDING),  # before it was returned
        ((returned(to="asu"), answered(on=date(2025, 5, 20))), VALID),  # the same day, another body
        ((returned(to="asu"), answered(FSU)), PENDING),  # not the one that got it back
        ((returned(to="asu"), answered(outcome=Outcome.UTSATT)), PENDING),
        ((returned(to="asu"), answered(), returned(to="asu", on=date(2025, 6, 2))), PENDING),  # and once more
        ((returned(ASU, to="asu"), answered(on=date(2025, 5, 20))), PENDING),  # its own meeting of that day
        ((returned(ASU, to="asu"), answered()), VALID),
        ((returned(),), PENDING),
        ((returned(), answered(FSU)), VALID),  # nobody knows to whom: any other body
        ((returned(), answered(PSU)), PENDING),  # but not the one that returned it
        ((returned(ASU, to="psu"),), VALID),  # the decision is itself the answer
        ((returned(on=date(2025, 6, 13)),), VALID),  # after the decision
    ],
)
def test_a_case_that_was_sent_back_waits_until_somebody_has_answered(prior, answer):
    assert judged_by(a_rule(), on=THE_DAY, prior=prior).answer is answer


def test_an_open_remand_says_who_must_answer_what():
    verdict = judged_by(a_rule(), on=THE_DAY, prior=(returned(to="asu"),))

    assert verdict.missing[0] == (
        "Svar fra asu: PSU sendte saken tilbake 20. mai 2025, og det er ikke ført noe svar."
    )


def test_what_one_kommune_sent_back_does_not_hold_up_another():
    rule = a_rule(deciders=(replace(a_rule().deciders[0], who=Named(kind=BodyKind.KOMMUNESTYRE)),))
    storelv = replace(GRANVIK, ref="storelv", name="Storelv")
    theirs = Body("kommunestyret-storelv", "kommunestyret i Storelv", BodyKind.KOMMUNESTYRE, "storelv")
    ours = returned(COUNCIL, to="sek", owner=GRANVIK)
    from_storelv = returned(theirs, to="sek", owner=storelv)

    assert judged_by(rule, body=COUNCIL, on=THE_DAY, prior=(from_storelv,)).answer is VALID
    assert judged_by(rule, body=COUNCIL, on=THE_DAY, prior=(ours,)).answer is PENDING

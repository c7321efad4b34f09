"""Power that is given away, what the law keeps, and decisions made in writing or in haste."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.bodies import Body, BodyKind
from decisions.delegations import Delegation
from decisions.modes import Mode, WrittenProcedure
from decisions.named import Decider, Named, Per, Quantifier
from decisions.outcomes import Procedure
from decisions.parties import PartyKind
from decisions.verdict import Answer
from documents.kinds import ChangeClass
from tests.decisions.builders import (
    AGREEMENT,
    BOARD,
    COUNCIL,
    EXECUTIVE,
    FJORDMARK,
    GRANVIK,
    GUIDELINE,
    PLAN,
    TRUST,
    a_decision,
    a_proposal,
    judged,
)
from tests.decisions.one_rule import RULE, a_rule, judged_by

VALID, PENDING, INVALID, NEEDS_HUMAN = Answer.VALID, Answer.PENDING, Answer.INVALID, Answer.NEEDS_HUMAN
THE_DAY = date(2025, 6, 12)
SU = Body("su", "samarbeidsutvalget", BodyKind.SSU)
TO_SU = Named(body="su")

ALL_COUNCILS = Decider(
    Named(kind=BodyKind.KOMMUNESTYRE, of=PartyKind.KOMMUNE), Per.HVER_PART, Quantifier.ALLE
)
THE_BOARD = Decider(Named(kind=BodyKind.STYRE, of=PartyKind.HELSEFORETAK))
ON_GIVEN_POWER = a_rule(deciders=(Decider(TO_SU),), delegated_from=(ALL_COUNCILS, THE_BOARD))

FROM_GRANVIK = Delegation(COUNCIL, TO_SU, GRANVIK, source="PS 4/24")
FROM_THE_BOARD = Delegation(BOARD, TO_SU, TRUST, source="styresak 12/24")
STORELV = replace(GRANVIK, ref="storelv", name="Storelv")
FROM_STORELV = Delegation(
    replace(COUNCIL, ref="k2", name="kommunestyret i Storelv", owner="storelv"), TO_SU, STORELV
)
BOTH = (FROM_GRANVIK, FROM_THE_BOARD)


def su_decides(delegations, parties=(GRANVIK, TRUST), rule=ON_GIVEN_POWER, **more):
    return judged_by(rule, body=SU, on=THE_DAY, delegations=delegations, parties=parties, **more)


@pytest.mark.parametrize(
    ("delegations", "answer"),
    [
        (BOTH, VALID),
        ((), PENDING),
        ((FROM_GRANVIK,), PENDING),
        ((FROM_THE_BOARD,), PENDING),
        ((FROM_GRANVIK, replace(FROM_THE_BOARD, to=Named(body="psu"))), PENDING),  # to somebody else
        ((FROM_GRANVIK, replace(FROM_THE_BOARD, kinds=(GUIDELINE,))), PENDING),  # over something else
        ((FROM_GRANVIK, replace(FROM_THE_BOARD, changes=(ChangeClass.MINDRE,))), PENDING),
        ((FROM_GRANVIK, replace(FROM_THE_BOARD, kinds=(PLAN,), changes=(ChangeClass.NY,))), VALID),
        ((FROM_GRANVIK, replace(FROM_THE_BOARD, valid_from=THE_DAY)), VALID),
        ((FROM_GRANVIK, replace(FROM_THE_BOARD, valid_from=date(2025, 6, 13))), PENDING),
        ((FROM_GRANVIK, replace(FROM_THE_BOARD, valid_to=THE_DAY)), VALID),
        ((FROM_GRANVIK, replace(FROM_THE_BOARD, valid_to=date(2025, 6, 11))), PENDING),
    ],
)
def test_given_power_must_itself_exist_on_the_day_for_this_body_and_this_matter(delegations, answer):
    assert su_decides(delegations).answer is answer


def test_who_must_still_delegate_is_named_with_what_became_of_the_old_delegation():
    ran_out = replace(FROM_THE_BOARD, valid_to=date(2024, 12, 31))

    verdict = su_decides((FROM_GRANVIK, ran_out))

    assert verdict.missing == (
        "Delegasjon fra styret for helseforetaket til samarbeidsutvalget, i kraft 12. juni 2025."
        " Den fra styret for Helse Fjordmark HF (styresak 12/24) gjaldt til 31. desember 2024.",
    )


def test_where_all_must_delegate_each_party_that_has_not_is_named():
    verdict = su_decides(BOTH, (GRANVIK, STORELV, TRUST))

    assert verdict.answer is PENDING
    assert verdict.missing == ("Delegasjon til samarbeidsutvalget fra Storelv, i kraft 12. juni 2025.",)
    assert su_decides((*BOTH, FROM_STORELV), (GRANVIK, STORELV, TRUST)).answer is VALID


def test_parties_without_a_short_name_are_told_apart_by_their_names():
    granvik, storelv = replace(GRANVIK, ref=""), replace(STORELV, ref="")
    from_granvik = replace(FROM_GRANVIK, owner=granvik)

    verdict = su_decides((from_granvik, FROM_THE_BOARD), (granvik, storelv, TRUST))

    assert verdict.missing == ("Delegasjon til samarbeidsutvalget fra Storelv, i kraft 12. juni 2025.",)


def test_a_kommune_that_was_no_longer_a_party_need_not_delegate():
    gone = replace(STORELV, valid_to=date(2025, 6, 11))
    last_day = replace(STORELV, valid_to=THE_DAY)

    assert su_decides(BOTH, (GRANVIK, gone, TRUST)).answer is VALID
    assert su_decides(BOTH, (GRANVIK, last_day, TRUST)).answer is PENDING


def test_where_all_must_delegate_and_nobody_knows_who_all_are_a_person_must_say():
    verdict = su_decides(BOTH, parties=())

    assert verdict.answer is NEEDS_HUMAN
    assert verdict.question == "Har alle kommunestyrene delegert denne myndigheten til samarbeidsutvalget?"


def test_whose_power_it_was_is_said():
    assert (
        "Myndigheten er delegert fra kommunestyret i Granvik (PS 4/24)"
        " og styret for Helse Fjordmark HF (styresak 12/24)."
    ) in su_decides(BOTH).remarks


def test_no_delegation_moves_what_the_law_keeps_for_the_kommunestyre_itself():
    rule = replace(ON_GIVEN_POWER, kinds=(AGREEMENT,))
    new, minor = (a_proposal(AGREEMENT, change) for change in (ChangeClass.NY, ChangeClass.MINDRE))

    refused = su_decides(BOTH, rule=rule, proposal=new)

    assert refused.answer is INVALID
    assert "Kommunestyret selv" in refused.why
    assert "Delegasjonen til samarbeidsutvalget endrer ikke dette." in refused.remarks[0]
    assert su_decides(BOTH, rule=rule, proposal=minor).answer is VALID


# A clause whose power may be given away.


@pytest.mark.parametrize(
    ("delegable", "delegations", "answer"),
    [
        (True, (Delegation(replace(BOARD, kind=BodyKind.PSU, owner=""), TO_SU),), VALID),
        (True, (), NEEDS_HUMAN),
        (True, (FROM_GRANVIK,), NEEDS_HUMAN),  # not from the one that has the power
        (False, (Delegation(replace(BOARD, kind=BodyKind.PSU, owner=""), TO_SU),), INVALID),
    ],
)
def test_power_that_may_be_given_away_counts_when_it_was_given(delegable, delegations, answer):
    verdict = judged_by(replace(RULE, delegable=delegable), body=SU, on=THE_DAY, delegations=delegations)

    assert verdict.answer is answer


# The executive committee, and haste.


def the_executive(kind, change, procedure=Procedure.MOTE):
    facts = a_decision(EXECUTIVE, a_proposal(kind, change), THE_DAY)
    return judged(replace(facts, votes=facts.votes, procedure=procedure))


@pytest.mark.parametrize(
    ("kind", "procedure", "answer"),
    [
        (AGREEMENT, Procedure.MOTE, INVALID),
        (AGREEMENT, Procedure.FJERNMOTE, INVALID),
        (AGREEMENT, Procedure.SKRIFTLIG, INVALID),
        (AGREEMENT, Procedure.HASTESAK, NEEDS_HUMAN),  # may § 11-8 reach «kommunestyret selv»?
        (GUIDELINE, Procedure.MOTE, INVALID),
        (GUIDELINE, Procedure.HASTESAK, NEEDS_HUMAN),  # is the power in urgent cases given?
    ],
)
def test_an_executive_committee_never_stands_in_for_the_kommunestyre(kind, procedure, answer):
    verdict = the_executive(kind, ChangeClass.NY, procedure)

    assert verdict.answer is answer
    assert answer is not NEEDS_HUMAN or "§ 11-8" in verdict.question


def test_a_kommunestyre_that_met_in_haste_decided_itself():
    facts = a_decision(COUNCIL, a_proposal(AGREEMENT, ChangeClass.NY), THE_DAY)

    verdict = judged(replace(facts, procedure=Procedure.HASTESAK))

    assert verdict.answer is VALID
    assert any("trenger ingen hasterett" in remark for remark in verdict.remarks)


def test_a_joint_body_has_no_power_in_haste_over_the_agreement():
    facts = a_decision(SU, a_proposal(AGREEMENT, ChangeClass.NY), THE_DAY)

    assert judged(replace(facts, procedure=Procedure.HASTESAK)).answer is INVALID


# Without a meeting.


@pytest.mark.parametrize(("consent", "answer"), [(True, VALID), (False, INVALID), (None, PENDING)])
def test_a_kommunestyre_decides_in_writing_only_when_every_member_consents(consent, answer):
    facts = a_decision(COUNCIL, a_proposal(AGREEMENT, ChangeClass.NY), THE_DAY)

    verdict = judged(replace(facts, procedure=Procedure.SKRIFTLIG, all_consent=consent))

    assert verdict.answer is answer
    told = " ".join((*verdict.reasons, *verdict.missing))
    assert answer is VALID or "kommuneloven § 11-8" in told


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        (WrittenProcedure.TILLATT, VALID),
        (WrittenProcedure.IKKE_TILLATT, INVALID),
        (WrittenProcedure.IKKE_OPPGITT, NEEDS_HUMAN),
    ],
)
def test_a_joint_body_decides_in_writing_as_its_clause_says(written, answer):
    verdict = judged_by(a_rule(mode=Mode(written=written)), on=THE_DAY, procedure=Procedure.SKRIFTLIG)

    assert verdict.answer is answer
    assert "PSU vedtar handlingsplanen" in verdict.why


def test_in_a_meeting_nobody_asks_what_the_clause_says_of_writing():
    for written in WrittenProcedure:
        assert judged_by(a_rule(mode=Mode(written=written)), on=THE_DAY).answer is VALID


# The law gives the kommunestyre the agreement; no clause takes it away.


def test_a_clause_that_names_another_body_does_not_make_the_kommunestyre_powerless():
    everything = a_rule(kinds=(), deciders=RULE.deciders)
    new = a_proposal(AGREEMENT, ChangeClass.NY)

    verdict = judged_by(everything, proposal=new, body=COUNCIL, on=THE_DAY)

    assert verdict.answer is NEEDS_HUMAN
    assert "Kommunestyret selv" in verdict.why
    assert "PSU vedtar handlingsplanen" in verdict.why
    assert judged_by(everything, proposal=a_proposal(PLAN, ChangeClass.NY), body=COUNCIL).answer is INVALID


def test_the_rules_of_the_example_are_not_moved_by_a_delegation_they_do_not_know():
    facts = a_decision(EXECUTIVE, a_proposal(GUIDELINE, ChangeClass.NY), THE_DAY)
    given = Delegation(COUNCIL, Named(kind=BodyKind.FORMANNSKAP), GRANVIK)

    assert judged(replace(facts, delegations=(given,))).answer is INVALID
    assert not any(rule.delegable for rule in FJORDMARK)

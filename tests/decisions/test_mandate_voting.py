"""How votes carry: agreement within each side, the chair's vote, the law of the day, and where it goes then."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.bodies import BodyKind
from decisions.modes import Abstention, CastingVote, Mode, Quorum, ReservationRule, Threshold
from decisions.named import Decider, Named, Prior
from decisions.outcomes import Act, Evidence, Reservation, ReservationSort
from decisions.verdict import Answer
from decisions.votes import BlocVotes, Votes
from documents.kinds import ChangeClass
from tests.decisions.builders import (
    AGREEMENT,
    ASU,
    BOARD,
    COUNCIL,
    GRANT,
    PLAN,
    PSU,
    a_decision,
    a_proposal,
    judged,
)
from tests.decisions.one_rule import RULE, a_rule, judged_by

VALID, PENDING, INVALID, NEEDS_HUMAN = Answer.VALID, Answer.PENDING, Answer.INVALID, Answer.NEEDS_HUMAN
PER_BLOC = a_rule(mode=Mode(Threshold.KONSENSUS_PER_BLOKK))


def blocs(kommuner, foretak, more=()):
    return (BlocVotes("kommunene", *kommuner), BlocVotes("helseforetaket", *foretak), *more)


@pytest.mark.parametrize(
    ("sides", "abstention", "answer"),
    [
        (blocs((5, 0), (5, 0)), Abstention.IKKE_OPPGITT, VALID),
        (blocs((4, 1), (5, 0)), Abstention.IKKE_OPPGITT, INVALID),
        (blocs((5, 0), (0, 1)), Abstention.IKKE_OPPGITT, INVALID),
        (blocs((5, 0), (4, 0, 1)), Abstention.IKKE_OPPGITT, NEEDS_HUMAN),
        (blocs((5, 0), (4, 0, 1)), Abstention.TELLER_IKKE, VALID),
        (blocs((5, 0), (4, 0, 1)), Abstention.TELLER_MOT, INVALID),
        (blocs((5, 0), (0, 0)), Abstention.TELLER_IKKE, INVALID),  # one side did not say yes at all
        ((BlocVotes("kommunene", 5),), Abstention.IKKE_OPPGITT, NEEDS_HUMAN),  # only one side is counted
        ((), Abstention.IKKE_OPPGITT, NEEDS_HUMAN),
    ],
)
def test_agreement_within_each_side_is_counted_side_by_side(sides, abstention, answer):
    rule = replace(PER_BLOC, mode=replace(PER_BLOC.mode, abstention=abstention))

    assert judged_by(rule, blocs=sides).answer is answer


def test_a_vote_against_breaks_the_agreement_whichever_side_it_came_from():
    assert judged_by(PER_BLOC, votes=Votes(7, 1, present=8, members=8)).answer is INVALID


def test_the_side_that_did_not_agree_is_named():
    verdict = judged_by(PER_BLOC, blocs=blocs((4, 1), (5, 0)))

    assert "kommunene 4 for, 1 mot" in verdict.why
    assert "helseforetaket 5 for" not in verdict.why


@pytest.mark.parametrize(
    ("casting", "chair_for", "answer"),
    [
        (CastingVote.MOTELEDER, True, VALID),
        (CastingVote.MOTELEDER, False, INVALID),
        (CastingVote.MOTELEDER, None, PENDING),
        (CastingVote.INGEN, True, INVALID),
        (CastingVote.IKKE_OPPGITT, True, NEEDS_HUMAN),
    ],
)
def test_on_a_tie_the_clause_says_whether_the_chairs_vote_decides(casting, chair_for, answer):
    rule = a_rule(mode=Mode(Threshold.FLERTALL, casting_vote=casting))
    tie = Votes(4, 4, present=8, members=8, chair_for=chair_for)
    clear = Votes(5, 3, present=8, members=8, chair_for=chair_for)

    assert judged_by(rule, votes=tie).answer is answer
    assert judged_by(rule, votes=clear).answer is VALID


# Quorum, with the law that says so.


def test_a_kommunestyres_quorum_is_told_with_its_law():
    verdict = judged(a_decision(COUNCIL, a_proposal(AGREEMENT, ChangeClass.NY)))

    assert "25 av 25 medlemmer stemte (13 for, 12 mot): nok etter kommuneloven § 11-9." in verdict.remarks


def test_a_boards_quorum_is_told_with_its_law():
    verdict = judged(a_decision(BOARD, a_proposal(AGREEMENT, ChangeClass.NY)))

    told = "8 av 9 medlemmer møtte (8 for, 0 mot): nok etter helseforetaksloven §§ 26 og 27."
    assert told in verdict.remarks


def test_an_unknown_quorum_is_said_aloud():
    assert any("hvor mange som må møte" in remark for remark in judged_by(RULE).remarks)
    known = a_rule(mode=Mode(Threshold.FLERTALL, Quorum.MINST_HALVPARTEN))
    assert not any("hvor mange som må møte" in remark for remark in judged_by(known).remarks)


@pytest.mark.parametrize(
    ("day", "answer"),
    [(date(2019, 10, 31), NEEDS_HUMAN), (date(2019, 11, 1), VALID)],
)
def test_votes_in_a_kommunestyre_are_counted_by_the_law_of_the_day_or_not_at_all(day, answer):
    rule = a_rule(deciders=(Decider(Named(kind=BodyKind.KOMMUNESTYRE)),))

    verdict = judged_by(rule, body=COUNCIL, on=day)

    assert verdict.answer is answer
    if answer is NEEDS_HUMAN:
        assert "Registeret har ingen lov om stemmetall for 31. oktober 2019" in verdict.question
        assert "kommuneloven § 11-9 gjelder her fra 1. november 2019" in verdict.question


@pytest.mark.parametrize(("day", "answer"), [(date(2001, 12, 31), NEEDS_HUMAN), (date(2002, 1, 1), VALID)])
def test_votes_in_a_board_are_counted_by_the_law_of_the_day_or_not_at_all(day, answer):
    rule = a_rule(deciders=(Decider(Named(kind=BodyKind.STYRE)),))

    assert judged_by(rule, body=BOARD, on=day).answer is answer


# Where it goes when there is no agreement.

LADDER = ("partnerskapsmøtet", "tvisteløsningsnemnda")


def test_when_a_vote_falls_the_way_on_is_told_step_by_step():
    rule = a_rule(mode=Mode(Threshold.KONSENSUS), fallback=LADDER)

    verdict = judged_by(rule, votes=Votes(7, 1, present=8, members=8))

    assert verdict.answer is INVALID
    assert verdict.now == (
        "Saken må behandles på nytt. Blir det ikke enighet, går saken til partnerskapsmøtet,"
        " og så til tvisteløsningsnemnda."
    )


def test_when_the_vote_carries_nobody_speaks_of_the_ladder():
    verdict = judged_by(a_rule(mode=Mode(Threshold.KONSENSUS), fallback=LADDER))

    assert verdict.answer is VALID
    assert "tvisteløsningsnemnda" not in " ".join(verdict.reasons)


# Funds: what counts as agreement between the kommuner and the trust.


@pytest.mark.parametrize(
    ("votes", "answer", "counts_as_agreement"),
    [
        (Votes(8, 0, present=8, members=8), VALID, True),
        (Votes(7, 1, present=8, members=8), INVALID, False),
        (Votes(7, 0, 1, present=8, members=8), NEEDS_HUMAN, False),
        (Votes(7, 0, present=8, members=8), NEEDS_HUMAN, False),  # one attended and did not vote
        (Votes(7, 0, present=7, members=8), VALID, True),  # one was absent
    ],
)
def test_only_a_unanimous_grant_is_told_to_be_an_agreement(votes, answer, counts_as_agreement):
    grant = a_proposal(GRANT, ChangeClass.DISPONERING)

    verdict = judged(a_decision(PSU, grant, act=Act.DISPONERER, votes=votes, text_hash=""))

    effect = "Regnes som enighet mellom kommunene og helseforetaket."
    assert verdict.answer is answer
    assert (verdict.now == effect) is counts_as_agreement
    if answer is INVALID:
        assert f"Da gjelder ikke dette: «{effect}»" in verdict.remarks


# Advice is given as the clause about it says.


@pytest.mark.parametrize(
    ("votes", "answer"),
    [(Votes(8, 0, present=8, members=8), VALID), (Votes(7, 1, present=8, members=8), INVALID)],
)
def test_where_consensus_is_needed_even_to_recommend_a_vote_against_stops_it(votes, answer):
    recommends = a_rule(act=Act.INNSTILLER, mode=Mode(Threshold.KONSENSUS), next="partene")

    verdict = judged_by(recommends, act=Act.INNSTILLER, votes=votes)

    assert verdict.answer is answer
    assert answer is INVALID or verdict.now.endswith("Saken går videre til partene.")


def test_advice_that_another_rule_asks_for_needs_no_more_than_most():
    asked = a_rule(optional=(Prior(Named(kind=BodyKind.ASU)),), mode=Mode(Threshold.KONSENSUS))

    verdict = judged_by(asked, body=ASU, act=Act.INNSTILLER, votes=Votes(7, 1, present=8, members=8))

    assert verdict.answer is VALID
    assert "det er PSU som avgjør" in verdict.now


# A reservation in the minutes.


@pytest.mark.parametrize(
    ("rule", "sort", "answer"),
    [
        (ReservationRule.IKKE_OPPGITT, ReservationSort.MERKNAD, VALID),
        (ReservationRule.IKKE_OPPGITT, ReservationSort.UAVKLART, NEEDS_HUMAN),
        (ReservationRule.IKKE_OPPGITT, ReservationSort.ENDRING, PENDING),
        (ReservationRule.LAR_STA, ReservationSort.MERKNAD, VALID),
        (ReservationRule.LAR_STA, ReservationSort.UAVKLART, VALID),
        (ReservationRule.LAR_STA, ReservationSort.ENDRING, PENDING),
        (ReservationRule.BRYTER, ReservationSort.MERKNAD, INVALID),
        (ReservationRule.BRYTER, ReservationSort.UAVKLART, INVALID),
        (ReservationRule.BRYTER, ReservationSort.ENDRING, PENDING),
    ],
)
def test_what_a_reservation_does_is_for_the_clause_to_say(rule, sort, answer):
    added = Reservation("Storelv tar forbehold om penger.", sort)

    verdict = judged_by(a_rule(mode=Mode(reservation=rule)), reservation=added)

    assert verdict.answer is answer
    assert added.text.rstrip(".") in " ".join((*verdict.reasons, verdict.question))


# Documents the clause asks for.


@pytest.mark.parametrize(
    ("there", "answer"),
    [
        (frozenset(), PENDING),
        (frozenset({Evidence.PROTOKOLL}), PENDING),
        (frozenset({Evidence.PROTOKOLL, Evidence.SIGNATUR}), VALID),
        (None, VALID),
    ],
)
def test_documents_the_clause_asks_for_must_be_there_when_somebody_has_looked(there, answer):
    rule = a_rule(evidence=(Evidence.PROTOKOLL, Evidence.SIGNATUR))

    verdict = judged_by(rule, evidence=there)

    assert verdict.answer is answer
    if there is None:
        assert "Bestemmelsen krever protokoll og signatur. Det er ikke ført om det finnes." in verdict.remarks


def test_what_is_to_be_done_every_year_is_told():
    assert "Dette skal gjøres hvert år." in judged_by(a_rule(every="år")).remarks


def test_to_approve_is_to_adopt():
    assert judged_by(a_rule(act=Act.GODKJENNER)).answer is VALID
    assert judged_by(RULE, act=Act.GODKJENNER).answer is VALID
    same = a_rule(id="samme", act=Act.GODKJENNER)
    assert judged_by(RULE, rules=(same,)).answer is VALID  # the two do not differ
    assert judged_by(RULE, act=Act.GODKJENNER, proposal=a_proposal(PLAN, ChangeClass.NY)).what.startswith(
        "PSU godkjente"
    )

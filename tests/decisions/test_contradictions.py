"""Two facts that cannot both be right: both are named, and nothing is judged."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.bodies import Body, BodyKind
from decisions.facts import PriorTreatment
from decisions.mandate import judge
from decisions.outcomes import Act, Outcome
from decisions.seats import Seat
from decisions.verdict import Answer
from decisions.votes import BlocVotes, ImpossibleVotes, Votes
from documents.kinds import ChangeClass
from tests.decisions.builders import (
    AGREEMENT,
    COUNCIL,
    FJORDMARK,
    FLOOR,
    PSU,
    TRUST,
    a_decision,
    a_proposal,
    judged,
)

THE_DAY = date(2025, 6, 12)
MINOR = a_decision(PSU, a_proposal(AGREEMENT, ChangeClass.MINDRE), THE_DAY)


def asked_about(**changes):
    verdict = judge(replace(MINOR, **changes), FJORDMARK, FLOOR)
    assert verdict.answer is Answer.NEEDS_HUMAN
    assert verdict.now == "Rett den opplysningen som er feil, og vurder saken igjen."
    return verdict.what


def test_without_contradictions_the_same_decision_is_valid():
    assert judged(MINOR).answer is Answer.VALID


@pytest.mark.parametrize(
    ("lived", "told"),
    [
        (
            {"valid_from": date(2025, 6, 13)},
            "Møtet er ført 12. juni 2025, men PSU fantes ikke før 13. juni 2025.",
        ),
        (
            {"valid_to": date(2025, 6, 11)},
            "Møtet er ført 12. juni 2025, men PSU fantes ikke etter 11. juni 2025.",
        ),
    ],
)
def test_a_meeting_before_the_body_existed_or_after_names_both_days(lived, told):
    assert asked_about(body=replace(PSU, **lived)) == told


def test_on_its_first_and_last_day_the_body_existed():
    one_day = replace(PSU, valid_from=THE_DAY, valid_to=THE_DAY)

    assert judged(replace(MINOR, body=one_day)).answer is Answer.VALID


def test_a_decision_of_a_party_that_was_no_party_names_both_days():
    facts = a_decision(COUNCIL, a_proposal(AGREEMENT, ChangeClass.NY), THE_DAY)
    gone = replace(facts.owner, valid_to=date(2024, 12, 31))

    assert judged(replace(facts, owner=gone)).what == (
        "Møtet er ført 12. juni 2025, men Granvik fantes ikke etter 31. desember 2024."
    )


def test_a_kommunestyre_of_a_health_trust_names_both():
    facts = a_decision(COUNCIL, a_proposal(AGREEMENT, ChangeClass.NY), THE_DAY)
    swapped = replace(facts, body=replace(COUNCIL, owner=""), owner=TRUST)

    assert judged(swapped).what == (
        "Kommunestyret i Granvik er ført som kommunestyre, men Helse Fjordmark HF er helseforetak."
    )


def test_an_earlier_treatment_by_a_body_that_did_not_exist_yet_names_both_days():
    young = Body("asu", "ASU", BodyKind.ASU, valid_from=date(2025, 6, 1))
    treated = PriorTreatment(young, Act.INNSTILLER, Outcome.VEDTATT, date(2025, 5, 31))

    assert asked_about(prior=(treated,)) == (
        "Behandlingen er ført 31. mai 2025, men ASU fantes ikke før 1. juni 2025."
    )
    assert judged(replace(MINOR, prior=(replace(treated, on=date(2025, 6, 1)),))).answer is Answer.VALID


# Seats.


def seats(*names, **changes):
    return tuple(Seat(name, "psu", "Granvik", **changes) for name in names)


EIGHT = ("Kari", "Ola", "Per", "Pål", "Espen", "Anne", "Marit", "Guro")


def test_one_person_in_two_seats_of_a_body_the_same_day_names_both_seats():
    twice = (*seats(*EIGHT), Seat("Kari", "psu", "Storelv", role="leder"))

    assert asked_about(seats=twice) == (
        "Kari står med to plasser i PSU 12. juni 2025: leder for Storelv og medlem for Granvik."
    )


@pytest.mark.parametrize(
    "other",
    [
        Seat("Kari", "asu", "Storelv"),  # another body
        Seat("Kari", "psu", "Storelv", valid_to=date(2025, 6, 11)),  # until the day before
        Seat("Kari", "psu", "Storelv", valid_from=date(2025, 6, 13)),
        Seat("Kari", "psu", "Storelv", deputy_for="Ola"),  # a deputy for somebody else
    ],
)
def test_two_seats_in_two_bodies_or_at_two_times_are_no_contradiction(other):
    assert judged(replace(MINOR, seats=(*seats(*EIGHT), other))).answer is Answer.VALID


def test_more_votes_than_seats_that_vote_names_both_numbers():
    speaks_only = seats("Nils", may_vote=False)

    told = asked_about(seats=(*seats(*EIGHT[:7]), *speaks_only))

    assert told == "Det er talt 8 stemmer, men bare 7 plasser i PSU hadde stemmerett 12. juni 2025."
    assert judged(replace(MINOR, seats=(*seats(*EIGHT), *speaks_only))).answer is Answer.VALID


def test_votes_in_a_body_where_nobody_may_vote_name_both():
    told = asked_about(seats=seats("Nils", may_vote=False))

    assert told == "Det er talt 8 stemmer, men ingen plass i PSU hadde stemmerett 12. juni 2025."


# Numbers.


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"for_": 9, "against": 0, "members": 8}, "9 deltok, men organet har bare 8 medlemmer"),
        ({"for_": 9, "against": 0, "present": 8}, "Det er talt 9 stemmer, men bare 8 var til stede"),
    ],
)
def test_more_votes_than_members_names_both_numbers(numbers, told):
    with pytest.raises(ImpossibleVotes, match=told):
        Votes(**numbers)


@pytest.mark.parametrize(
    ("blocs", "told"),
    [
        ((BlocVotes("kommunene", 4), BlocVotes("helseforetaket", 5)), "i alt er 8 for, 0 mot, men sidene"),
        ((BlocVotes("kommunene", 4), BlocVotes("kommunene", 4)), "kommunene er ført to ganger"),
    ],
)
def test_sides_that_do_not_add_up_to_the_vote_name_both(blocs, told):
    with pytest.raises(ImpossibleVotes, match=told):
        replace(MINOR, blocs=blocs)


def test_sides_that_add_up_are_the_vote():
    sides = (BlocVotes("kommunene", 4), BlocVotes("helseforetaket", 3, 1))

    assert replace(MINOR, votes=None, blocs=sides).vote == Votes(7, 1)
    assert replace(MINOR, votes=Votes(7, 1, present=8, members=8), blocs=sides).vote.members == 8


# A text that may be another tomorrow.


def test_a_decision_on_a_draft_names_the_draft_and_what_is_lacking():
    verdict = judged(replace(MINOR, version="samarbeidsavtalen@draft"))

    assert verdict.answer is Answer.PENDING
    assert verdict.missing == (
        "En fast versjon med hashen av teksten (SHA-256): vedtaket er ført på «samarbeidsavtalen@draft»,"
        " og den kan være en annen tekst i morgen.",
    )


def test_votes_that_carried_what_the_minutes_say_fell_name_both():
    verdict = judged(replace(MINOR, outcome=Outcome.AVVIST))

    assert verdict.answer is Answer.NEEDS_HUMAN
    assert verdict.what == "Saken er ført som avvist, men stemmene var 8 for, 0 mot."

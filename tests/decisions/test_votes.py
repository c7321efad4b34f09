from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.bodies import Body, BodyKind
from decisions.counting import count, count_by_law, demands, quorum_count, unanimous_count
from decisions.modes import Abstention, Mode, Quorum, Threshold
from decisions.parties import Party, PartyKind
from decisions.votes import ImpossibleVotes, Result, Votes
from decisions.voting_laws import law_on
from tests.decisions.builders import AFTER, a_decision, a_proposal

KOMMUNELOVEN = law_on(BodyKind.KOMMUNESTYRE, PartyKind.KOMMUNE, AFTER)
HELSEFORETAKSLOVEN = law_on(BodyKind.STYRE, PartyKind.HELSEFORETAK, AFTER)
CARRIED, FELL, NO_QUORUM = Result.VEDTATT, Result.FALT, Result.IKKE_VEDTAKSFOR
MISSING, UNCERTAIN = Result.MANGLER_TALL, Result.UVISST


@pytest.mark.parametrize(
    ("votes", "result"),
    [
        (Votes(7, 6, present=13, members=25), CARRIED),
        (Votes(12, 0, present=13, members=25), NO_QUORUM),  # 13 present, but only 12 have voted
        (Votes(13, 0, present=13, members=26), CARRIED),  # exactly half is enough
        (Votes(12, 0, present=12, members=25), NO_QUORUM),
        (Votes(10, 10, present=20, members=25, chair_for=True), CARRIED),
        (Votes(10, 10, present=20, members=25, chair_for=False), FELL),
        (Votes(10, 10, present=20, members=25), MISSING),
        (Votes(6, 7, present=13, members=25), FELL),
        (Votes(13, 0, present=13), MISSING),
    ],
)
def test_a_kommunestyre_needs_half_of_its_members_to_have_voted(votes, result):
    tally = count_by_law(votes, KOMMUNELOVEN)

    assert tally.result is result
    assert tally.source == "kommuneloven § 11-9"


@pytest.mark.parametrize(
    ("votes", "result"),
    [
        (Votes(5, 0, present=5, members=9), CARRIED),
        (Votes(5, 0, present=5, members=10), NO_QUORUM),  # half is not more than half
        (Votes(4, 3, 1, present=8, members=9), FELL),  # 4 of 8 attending is no majority of them
        (Votes(4, 4, present=8, members=9, chair_for=True), CARRIED),
        (Votes(4, 4, present=8, members=9, chair_for=False), FELL),
        (Votes(4, 4, present=8, members=9), MISSING),
        (Votes(3, 3, present=6, members=9, chair_for=True), FELL),  # 3 is not more than a third of 9
        (Votes(3, 2, present=5, members=8), CARRIED),
        (Votes(3, 2, present=5, members=9), FELL),
        (Votes(5, 0), MISSING),
    ],
)
def test_a_trusts_board_needs_more_than_half_present_and_more_than_a_third_in_favour(votes, result):
    assert count_by_law(votes, HELSEFORETAKSLOVEN).result is result


@pytest.mark.parametrize(
    ("votes", "abstention", "result"),
    [
        (Votes(8, 0), Abstention.IKKE_OPPGITT, CARRIED),
        (Votes(7, 1), Abstention.TELLER_IKKE, FELL),
        (Votes(7, 0, 1), Abstention.IKKE_OPPGITT, UNCERTAIN),
        (Votes(7, 0, 1), Abstention.TELLER_IKKE, CARRIED),
        (Votes(7, 0, 1), Abstention.TELLER_MOT, FELL),
        (Votes(7, 0, present=8), Abstention.IKKE_OPPGITT, UNCERTAIN),  # one attended and did not vote
        (Votes(0, 0, 8), Abstention.TELLER_IKKE, FELL),
    ],
)
def test_unanimity_depends_on_what_the_clause_says_of_those_who_do_not_vote(votes, abstention, result):
    assert unanimous_count(votes, abstention).result is result


@pytest.mark.parametrize(
    ("quorum", "present", "result"),
    [
        (Quorum.MINST_HALVPARTEN, 4, CARRIED),
        (Quorum.MER_ENN_HALVPARTEN, 4, NO_QUORUM),
        (Quorum.MER_ENN_HALVPARTEN, 5, CARRIED),
        (Quorum.MINST_TO_TREDELER, 5, NO_QUORUM),
        (Quorum.MINST_TO_TREDELER, 6, CARRIED),
        (Quorum.IKKE_OPPGITT, 4, CARRIED),
        (Quorum.IKKE_OPPGITT, 3, UNCERTAIN),
    ],
)
def test_a_joint_bodys_quorum_is_what_the_clause_says(quorum, present, result):
    assert quorum_count(Votes(present, 0, present=present, members=8), quorum).result is result


def test_an_unknown_quorum_is_said_aloud():
    assert "hvor mange som må møte" in quorum_count(Votes(8, 0), Quorum.IKKE_OPPGITT).remark


@pytest.mark.parametrize(
    "numbers",
    [
        {"for_": 9, "against": 0, "present": 8},
        {"for_": 5, "against": 5, "members": 9},
        {"for_": -1, "against": 0},
        {"for_": 1, "against": 0, "present": 10, "members": 9},
        {"for_": 0, "against": 3, "chair_for": True},
        {"for_": 3, "against": 0, "chair_for": False},
    ],
)
def test_numbers_that_contradict_each_other_are_refused_with_a_sentence(numbers):
    with pytest.raises(ImpossibleVotes, match=r"\.$"):
        Votes(**numbers)


ASU = Body("asu", "ASU", BodyKind.ASU)
A_BOARD = Body("styret", "styret", BodyKind.STYRE)
A_COUNCIL = Body("kommunestyret", "kommunestyret", BodyKind.KOMMUNESTYRE)


def counted(votes, body, owner, mode, on=AFTER, blocs=()):
    facts = a_decision(body, a_proposal(), on)
    return count(replace(facts, owner=owner, votes=votes, blocs=blocs), mode)


@pytest.mark.parametrize(
    ("threshold", "votes", "result"),
    [
        (Threshold.IKKE_OPPGITT, Votes(7, 1), CARRIED),
        (Threshold.IKKE_OPPGITT, Votes(1, 7), FELL),
        (Threshold.IKKE_OPPGITT, Votes(4, 4, chair_for=True), UNCERTAIN),  # no clause gives a casting vote
        (Threshold.IKKE_OPPGITT, None, CARRIED),
        (Threshold.FLERTALL, None, MISSING),
        (Threshold.ENSTEMMIG, Votes(7, 1), FELL),
        (Threshold.KONSENSUS, Votes(8, 0), CARRIED),
        (Threshold.KONSENSUS_PER_BLOKK, Votes(8, 0), UNCERTAIN),
        (Threshold.LOVBESTEMT, Votes(8, 0), UNCERTAIN),  # no law governs a joint body
    ],
)
def test_a_joint_body_counts_as_its_clause_says(threshold, votes, result):
    assert counted(votes, ASU, None, Mode(threshold)).result is result


def test_a_private_hospitals_board_is_not_under_the_law_of_health_trusts():
    votes = Votes(4, 3, 1, present=8, members=9)
    trust = Party("hf", "HF", PartyKind.HELSEFORETAK)
    private = Party("as", "AS", PartyKind.PRIVAT_SYKEHUS)

    assert counted(votes, A_BOARD, trust, Mode()).result is FELL
    assert counted(votes, A_BOARD, private, Mode()).result is CARRIED


@pytest.mark.parametrize("threshold", Threshold)
@pytest.mark.parametrize("kind", BodyKind)
def test_every_majority_can_be_said_in_a_sentence(threshold, kind):
    sentence = demands(kind, PartyKind.HELSEFORETAK, Mode(threshold), AFTER)

    assert sentence[0].isupper()
    assert sentence.endswith(".")


numbers = st.integers(0, 60)


@given(numbers, numbers, numbers, numbers, numbers)
def test_no_kommunestyre_decides_with_fewer_than_half_voting(for_, against, abstained, extra, absent):
    present = for_ + against + abstained + extra
    votes = Votes(for_, against, abstained, present, present + absent)
    tally = count_by_law(votes, KOMMUNELOVEN)

    if tally.result is CARRIED:
        assert (for_ + against) * 2 >= present + absent
        assert for_ > against


@given(numbers, numbers, numbers, numbers, st.sampled_from([True, False, None]))
def test_no_board_decides_without_more_than_a_third_of_all(for_, against, abstained, absent, chair):
    present = for_ + against + abstained
    if (chair and not for_) or (chair is False and not against):
        return
    votes = Votes(for_, against, abstained, present, present + absent, chair)
    tally = count_by_law(votes, HELSEFORETAKSLOVEN)

    if tally.result is CARRIED:
        assert for_ * 3 > present + absent
        assert present * 2 > present + absent
        assert for_ >= against

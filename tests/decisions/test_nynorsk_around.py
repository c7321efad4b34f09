"""What stands around the verdicts is read in nynorsk too: duties, rounds, routes, leaders, money, users."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings

from decisions.adoption import PartyDecision, board
from decisions.bodies import Body, BodyKind
from decisions.duties import rhf_notice, submission, yearly_review
from decisions.entry_into_force import EntryCondition, EntryRule, in_force_from
from decisions.foreseen import days_of, foreseen
from decisions.funds import unity
from decisions.leading import Leader, Order, Side, leadership
from decisions.named import Decider, Named, Per, Prior, Quantifier
from decisions.nynorsk import in_nynorsk
from decisions.outcomes import Act, Outcome
from decisions.participation import Presence, Treatment, participation
from decisions.parties import Pair, Party, PartyKind
from decisions.proposals import Certainty, Finding, Trait
from decisions.routes import Position, Stand, Step, Suggested, waiting_words
from decisions.seats import Rights
from decisions.verdict import Answer
from decisions.votes import BlocVotes, Votes
from documents.kinds import ChangeClass
from tests.decisions.builders import FLOOR, HASH, OTHER_HASH
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk, bokmal_in
from tests.decisions.strategies import MANY, cases

DAY, LATER = date(2025, 3, 1), date(2026, 6, 1)
SOME = (None, DAY, LATER)
UNTIMED = settings(MANY, deadline=None)
"""As many decisions as every promise is tried on. The first of them reads all the pairs."""


@UNTIMED
@given(cases)
def test_what_to_expect_of_a_case_and_whether_it_counts_as_agreement(case):
    facts, known = case
    expected = foreseen(facts, 8, known, FLOOR)
    counted = unity(facts, known)
    assert_read_in_nynorsk(expected.what, *expected.missing, expected.question)
    assert_read_in_nynorsk(counted.sentence, counted.question)


@pytest.mark.parametrize("on", [DAY, date(2025, 3, 20), LATER])
def test_the_duties_of_process_and_time(on):
    for one, other in product(SOME, repeat=2):
        assert_read_in_nynorsk(submission(one, other, on).sentence)
        assert_read_in_nynorsk(submission(DAY, one and one + timedelta(days=32), on).sentence)
        assert_read_in_nynorsk(rhf_notice(one or DAY, other, on).sentence)
        assert_read_in_nynorsk(yearly_review(2025, [one] if one else [], on).sentence)


def test_how_far_a_round_has_come():
    parties = [Party(name.lower(), name, PartyKind.KOMMUNE) for name in ("Granvik", "Storelv", "Fosslia")]
    merged = Party("nyvik", "Nyvik", PartyKind.KOMMUNE, valid_from=LATER)
    parties[2] = Party("fosslia", "Fosslia", PartyKind.KOMMUNE, None, DAY, ("nyvik",))
    pairs = [Pair("granvik", "storelv")]
    for outcome, answer, text in product((None, *Outcome), Answer, (HASH, OTHER_HASH, "")):
        made = [
            PartyDecision(party.ref, "kommunestyret", DAY, outcome, text, answer) for party in parties[:2]
        ]
        made.append(PartyDecision("fosslia", "kommunestyret", DAY, Outcome.VEDTATT, HASH))
        for on, count, rule in product((DAY, LATER), range(4), EntryRule):
            stand = board(HASH, [*parties, merged], made[:count], on)
            assert_read_in_nynorsk(in_force_from(stand, EntryCondition(rule, None), pairs).sentence)
            assert_read_in_nynorsk(*(row.deviation for row in stand.rows))
    assert_read_in_nynorsk(
        in_force_from(board(HASH, [], [], DAY), EntryCondition(EntryRule.ALLE_PARTER, None)).sentence
    )


def test_where_a_case_waits_and_which_way_it_should_go():
    for stand, since, bodies in product(Stand, (None, DAY), ((), ("asu",), ("asu", "psu"))):
        if stand is Stand.UTSATT and not bodies:
            continue  # the body that put it off has it
        at = Position(stand, tuple(Step(body, Act.INNSTILLER) for body in bodies), since)
        assert_read_in_nynorsk(waiting_words(at, {"asu": "ASU", "psu": "Partnerskapsutvalget"}))
    for act, must in product(Act, (True, False)):
        assert_read_in_nynorsk(Suggested("alle kommunestyrene", act, must, ()).words)


def test_who_leads_and_whether_it_went_over_as_the_order_says():
    for source, ended, side in product(("", "samarbeidsavtalen punkt 6.1"), (None, LATER), Side):
        first = Leader("Kari", "Granvik", side, date(2020, 1, 1), ended)
        second = Leader("Ola", "Granvik", side, LATER, None)
        unknown = Leader("Per", "Granvik", side, None, None)
        for leaders in ([first], [first, second], [unknown], [first, unknown]):
            for on in (DAY, LATER, date(2030, 1, 1)):
                assert_read_in_nynorsk(*leadership(leaders, [Order(2, None, source)], on).findings)


def test_the_users_part_in_a_text():
    for attended, own, finished, on in product((True, False, None), (True, False), SOME, (DAY, LATER)):
        present = () if attended is None else (Presence("Mental Helse", attended),)
        met = Treatment(date(2025, 1, 9), "ASU", "asu", "sak 4/25", present=present, of_users=own)
        for treatments in ([], [met]):
            told = participation(treatments, finished, on)
            early = participation(treatments, date(2025, 1, 1), on)
            for each in (told.experience, told.organisations, early.experience, early.organisations):
                assert_read_in_nynorsk(each.sentence)


def test_the_days_of_a_body_and_the_rights_of_a_seat():
    for first, last in product(SOME, repeat=2):
        body = Body("x", "Fagrådet", BodyKind.ANNET, valid_from=first, valid_to=last)
        assert_read_in_nynorsk(days_of(body))
    for speak, propose, vote in product((True, False), (True, False, None), (True, False)):
        assert not bokmal_in(in_nynorsk(Rights(speak, propose, vote).words))


def test_the_words_that_name_bodies_findings_and_votes():
    for kind, of in product((None, *BodyKind), (None, *PartyKind)):
        for per, quantifier in product(Per, Quantifier):
            who = Named(kind=kind, of=of, any_party=kind is None)
            assert not bokmal_in(in_nynorsk(Decider(who, per, quantifier).words).replace("det regionale", ""))
            assert not bokmal_in(in_nynorsk(Prior(who, alternatives=(Named(any_party=True),)).words))
    for trait, certainty, place in product(Trait, Certainty, ("", "punkt 4.6", "tittel og innledning")):
        told = in_nynorsk(Finding(trait, certainty, place, "Kari Nordmann").told)
        assert not bokmal_in(told), told
        assert ("Kari Nordmann" in told) == (certainty is Certainty.BEKREFTET)
    for change in ChangeClass:
        assert not bokmal_in(in_nynorsk(change.label))
    assert in_nynorsk(Votes(7, 1, 2).words) == "7 for, 1 mot, 2 avhaldande"
    assert (
        in_nynorsk(BlocVotes("helseforetaket", 3, 0, 1).words) == "helseføretaket 3 for, 0 mot, 1 avhaldande"
    )

"""Rules that reach only some sorts of matter: professional, of principle, minor. And what nobody has said."""

from dataclasses import replace
from datetime import date

import pytest

from decisions.bodies import BodyKind
from decisions.mandate import judge
from decisions.named import Decider, Named
from decisions.outcomes import Act, Outcome
from decisions.proposals import Certainty, Finding, Matter, Proposal, Trait, asked_of
from decisions.rules import Confidence
from decisions.verdict import Answer
from decisions.votes import Votes
from decisions.who_may import who_may
from documents.kinds import ChangeClass, DocumentKind
from tests.decisions.builders import ASU, FLOOR, PSU, a_decision
from tests.decisions.one_rule import a_rule

VALID, INVALID, NEEDS_HUMAN = Answer.VALID, Answer.INVALID, Answer.NEEDS_HUMAN
SURE, POSSIBLE = Certainty.BEKREFTET, Certainty.MULIG
PROFESSIONAL = a_rule(
    id="faglig", kinds=(), when=(Trait.FAGLIG,), deciders=(Decider(Named(kind=BodyKind.ASU)),)
)
OF_PRINCIPLE = a_rule(id="prinsipiell", kinds=(), when=(Trait.PRINSIPIELL,))
RULES = (PROFESSIONAL, OF_PRINCIPLE)
GENERAL = a_rule(id="ellers", kinds=())


def a_matter(*findings, kind=Matter.ANNEN):
    return Proposal(kind, ChangeClass.NY, findings=frozenset(Finding(*each) for each in findings))


def judged(body, matter, rules=RULES, **changes):
    return judge(replace(a_decision(body, matter, text_hash=""), **changes), rules, FLOOR)


@pytest.mark.parametrize(
    ("found", "by_asu", "by_psu"),
    [
        ([(Trait.FAGLIG, SURE)], VALID, INVALID),
        ([(Trait.PRINSIPIELL, SURE)], INVALID, VALID),
        ([(Trait.FAGLIG, POSSIBLE)], NEEDS_HUMAN, NEEDS_HUMAN),
        ([(Trait.FAGLIG, POSSIBLE), (Trait.FAGLIG, SURE)], VALID, INVALID),
        (
            [(Trait.FAGLIG, SURE), (Trait.PRINSIPIELL, SURE)],
            NEEDS_HUMAN,
            NEEDS_HUMAN,
        ),  # both, and they differ
        ([], NEEDS_HUMAN, NEEDS_HUMAN),
        ([(Trait.MINDRE_SAK, SURE)], NEEDS_HUMAN, NEEDS_HUMAN),
    ],
)
def test_who_decides_hangs_on_what_sort_of_matter_a_person_has_found_it_to_be(found, by_asu, by_psu):
    assert judged(ASU, a_matter(*found)).answer is by_asu
    assert judged(PSU, a_matter(*found)).answer is by_psu


def test_where_nobody_has_said_what_sort_it_is_that_is_the_question():
    verdict = judged(PSU, a_matter())

    assert verdict.question == "Er saken prinsipiell eller kostbar, eller faglig?"
    assert {ground.rule for ground in verdict.grounds} == {"faglig", "prinsipiell"}


def test_where_it_is_only_possible_the_trait_is_named_and_the_rule_quoted():
    verdict = judged(ASU, a_matter((Trait.FAGLIG, POSSIBLE)))

    assert verdict.question == "Er saken faglig?"
    assert "PSU vedtar handlingsplanen" in verdict.why
    assert "bekrefte eller avkrefte" in verdict.now


def test_a_rule_about_one_sort_goes_before_a_rule_about_all():
    rules = (*RULES, GENERAL)

    assert judged(ASU, a_matter((Trait.FAGLIG, SURE)), rules).answer is VALID
    assert judged(PSU, a_matter((Trait.FAGLIG, SURE)), rules).answer is INVALID
    assert judged(PSU, a_matter(), rules).answer is VALID


def test_where_a_rule_about_all_gives_power_it_is_said_what_nobody_has_told():
    silent = judged(PSU, a_matter(), (*RULES, GENERAL))
    told = judged(
        PSU, a_matter((Trait.MINDRE_SAK, SURE)), (GENERAL, a_rule(kinds=(), when=(Trait.MINDRE_SAK,)))
    )

    assert "Er saken faglig? I så fall gjelder samarbeidsavtalen 2025 punkt 5.2 b." in silent.remarks
    assert not any("prinsipiell" in remark for remark in silent.remarks)  # that would be PSU's, too
    assert not any("I så fall" in remark for remark in told.remarks)


def test_advice_too_asks_what_sort_it_is():
    gives_its_view = replace(PROFESSIONAL, act=Act.UTTALER)

    def view(*found):
        return judged(ASU, a_matter(*found), (gives_its_view,), act=Act.UTTALER)

    assert view((Trait.FAGLIG, SURE)).answer is VALID
    assert view((Trait.FAGLIG, POSSIBLE)).question == "Er saken faglig?"
    assert view().question == "Er saken faglig?"
    assert view((Trait.PRINSIPIELL, SURE)).answer is NEEDS_HUMAN


def test_a_limit_is_the_other_way_what_the_matter_must_not_do():
    within = a_rule(id="ramme", kinds=(), limits=(Trait.UTENFOR_RAMMER,), doubts=(Trait.BINDER_PARTENE,))

    assert judged(PSU, a_matter(), (within,)).answer is VALID
    assert judged(PSU, a_matter((Trait.UTENFOR_RAMMER, SURE)), (within,)).answer is INVALID
    assert judged(PSU, a_matter((Trait.UTENFOR_RAMMER, POSSIBLE)), (within,)).answer is NEEDS_HUMAN
    assert judged(PSU, a_matter((Trait.BINDER_PARTENE, SURE)), (within,)).answer is NEEDS_HUMAN


@pytest.mark.parametrize(
    ("traits", "question"),
    [
        ([Trait.FAGLIG], "Er saken faglig?"),
        ([Trait.BINDER_PARTENE], "Binder saken partene?"),
        ([Trait.UTENFOR_RAMMER, Trait.FAGLIG], "Er saken faglig? Går saken ut over rammene?"),
        ([Trait.FLYTTER_ANSVAR], "Flytter saken ansvar?"),
    ],
)
def test_what_is_not_known_is_asked_in_one_sentence_for_each(traits, question):
    assert asked_of(traits) == question
    assert asked_of(reversed(traits)) == question


# Who may decide it?


def asked(matter, rules=RULES):
    return who_may(matter, rules, FLOOR, date(2025, 6, 1))


def test_who_may_names_the_body_for_the_sort_of_matter_it_is_told():
    answer = asked(a_matter((Trait.FAGLIG, SURE)))

    assert [body.decider.words for body in answer.bodies] == ["ASU"]
    assert answer.question == ""


def test_who_may_asks_what_sort_it_is():
    answer = asked(a_matter())

    assert answer.bodies == ()
    assert answer.question.endswith("Er saken prinsipiell eller kostbar, eller faglig?")


def test_who_may_says_what_hangs_on_a_finding_nobody_has_confirmed():
    answer = asked(a_matter((Trait.FAGLIG, POSSIBLE)))

    assert answer.question == "Er saken faglig? Bare da gjelder samarbeidsavtalen 2025 punkt 5.2 b."


def test_who_may_tells_of_power_that_must_be_given_first_and_of_proposals():
    rule = a_rule(
        id="gitt", kinds=(Matter.TVIST,), delegated_from=(Decider(Named(kind=BodyKind.KOMMUNESTYRE)),)
    )

    answer = asked(Proposal(Matter.TVIST, ChangeClass.NY), (rule,))

    assert answer.sentence == ("PSU kan avgjøre tvisten, på myndighet delegert fra kommunestyret i kommunen.")


# How sure the reading is.


@pytest.mark.parametrize("confidence", [Confidence.ORDRETT, Confidence.ANTATT])
def test_a_reading_that_is_only_assumed_is_said_aloud_when_it_gives_power(confidence):
    rule = a_rule(kinds=(), confidence=confidence, note="At det er PSU, er registerets lesning.")

    verdict = judged(PSU, a_matter(), (rule,))

    assert verdict.answer is VALID
    assert (rule.note in verdict.remarks) is (confidence is Confidence.ANTATT)


# Matters that are not texts.


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Matter.TVIST, "PSU avgjorde tvisten 1. mai 2025, og har mandat til det."),
        (Matter.GJENNOMGANG, "PSU avgjorde den årlige gjennomgangen 1. mai 2025, og har mandat til det."),
        (Matter.STRATEGI, "PSU avgjorde ny strategi 1. mai 2025, og har mandat til det."),
    ],
)
def test_a_matter_without_a_text_needs_no_hash(kind, told):
    assert judged(PSU, a_matter(kind=kind), (GENERAL,), act=Act.AVGJOR).what == told


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Matter.TILSKUDD, "nytt samhandlingstilskudd"),
        (Matter.MIDLER, "nye midler"),
        (Matter.TVIST, "tvisten"),
        (DocumentKind.MANDAT, "nytt mandat"),
        (DocumentKind.DELAVTALE, "ny delavtale"),
    ],
)
def test_a_matter_is_spoken_of_as_people_do(kind, words):
    assert a_matter(kind=kind).words == words


@pytest.mark.parametrize(
    ("act", "outcome", "told"),
    [
        (Act.FORESLAR, Outcome.VEDTATT, "ASU foreslo en løsning på tvisten 1. mai 2025."),
        (Act.INNSTILLER, Outcome.VEDTATT, "ASU innstilte i tvisten 1. mai 2025."),
        (Act.UTTALER, Outcome.VEDTATT, "ASU uttalte seg om tvisten 1. mai 2025."),
        (Act.BEHANDLER, Outcome.AVVIST, "ASU behandlet tvisten 1. mai 2025 (avvist)."),
    ],
)
def test_advice_is_told_in_the_past_with_an_unknown_quorum_said_aloud(act, outcome, told):
    votes = Votes(0, 8, present=8, members=8) if outcome is Outcome.AVVIST else None
    rule = a_rule(act=act, kinds=(Matter.TVIST,), deciders=(Decider(Named(kind=BodyKind.ASU)),))

    verdict = judged(ASU, a_matter(kind=Matter.TVIST), (rule,), act=act, outcome=outcome, votes=votes)

    assert verdict.answer is VALID
    assert verdict.what == told
    assert any("hvor mange som må møte" in remark for remark in verdict.remarks)

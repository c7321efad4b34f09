"""What the form of a rule must be able to say: twenty-two points, each with a rule that says it and a case that turns.

Where a real helsefellesskap has such a rule, it is the one used; else a real rule with one word changed.
"""

from dataclasses import replace
from datetime import date

import pytest

from decisions.adoption import board
from decisions.bodies import Alias, Body, BodyKind, Tier
from decisions.mandate import judge
from decisions.modes import Mode, Quorum, ReservationRule, Threshold
from decisions.named import Decider, Named, Per, Quantifier
from decisions.outcomes import Act, Evidence, Reservation, ReservationSort
from decisions.parties import Party, PartyKind
from decisions.proposals import Matter, Scope, Trait
from decisions.rules import Confidence, MandateRule
from decisions.seats import Rights, Seat, voters
from decisions.verdict import Answer, Verdict
from decisions.votes import BlocVotes, Votes
from documents.kinds import ChangeClass
from tests.decisions.builders import HASH
from tests.decisions.libraries import (
    ALL_AGREE,
    ASU,
    AVTALE,
    BOARD,
    CHIEF,
    COORDINATING,
    COUNCIL,
    DELAVTALE,
    FAGRAD,
    FLOOR,
    HOSPITAL,
    INVALID,
    MINDRE,
    NEEDS_HUMAN,
    NY,
    ONE_AGAINST,
    OSS,
    PARTNERS,
    PENDING,
    PLAN,
    PSU,
    RETNINGSLINJE,
    REVISJON,
    RUTINE,
    SAERAVTALE,
    SECRETARIAT,
    SSU,
    SU,
    VALID,
    Decided,
    before,
    everything_told,
    given,
    rules_of,
    sure,
    verdict_in,
)

NORDRE, DAY, EARLIER = date(2025, 11, 20), date(2024, 6, 13), date(2024, 5, 16)


def the_rule(library: str, id_: str) -> MandateRule:
    return next(rule for rule in rules_of(library) if rule.id == id_)


def under(rule: MandateRule, decided: Decided, **facts: object) -> Verdict:
    """The verdict when this is the only clause."""
    return judge(replace(decided.facts, **facts), (rule,), FLOOR)


def answer_in(library: str, decided: Decided) -> Answer:
    return verdict_in(library, decided).answer


def test_1_several_bodies_of_different_kinds_must_all_decide() -> None:
    rule = the_rule("nordre-trondelag", "NT-2025-5.2a")
    agreed = verdict_in("nordre-trondelag", Decided(COUNCIL, AVTALE, NY, NORDRE))

    assert rule.decider_words == ("alle kommunestyrene", "styret for helseforetaket")
    assert agreed.answer is VALID
    assert "først når alle kommunestyrene og styret" in everything_told(agreed)
    assert answer_in("nordre-trondelag", Decided(ASU, AVTALE, NY, NORDRE)) is INVALID


def test_2_all_of_the_parties_means_those_of_the_day() -> None:
    old = Party("vest", "Vest", PartyKind.KOMMUNE, valid_to=date(2025, 12, 31), successors=("nord",))
    new = Party("nord", "Nord", PartyKind.KOMMUNE, valid_from=date(2026, 1, 1))
    councils = the_rule("nordre-trondelag", "NT-2025-5.2a").deciders[0]

    assert (councils.per, councils.quantifier) == (Per.HVER_PART, Quantifier.ALLE)
    assert [row.party.ref for row in board(HASH, (old, new), (), date(2025, 12, 31)).rows] == ["vest"]
    assert [row.party.ref for row in board(HASH, (old, new), (), date(2026, 1, 1)).rows] == ["nord"]


def test_3_jointly_for_each_party_or_for_one_pair() -> None:
    joint, each = the_rule("nordre-trondelag", "NT-2025-5.2b"), the_rule("sogn-og-fjordane", "SF-1")
    pair = the_rule("nordre-trondelag", "NT-2025-5.3")
    for_all = Decided(COUNCIL, SAERAVTALE, NY, NORDRE, scope=Scope.ALLE_PARTER)

    assert {decider.per for decider in joint.deciders} == {Per.FELLES}
    assert {decider.per for decider in each.deciders} == {Per.HVER_PART}
    assert pair.scope is Scope.ETT_PAR
    assert {g.rule for g in under(pair, Decided(COUNCIL, SAERAVTALE, NY, NORDRE)).grounds} == {pair.id}
    assert under(pair, for_all).grounds == ()


@pytest.mark.parametrize(
    ("threshold", "votes", "answer"),
    [
        (Threshold.FLERTALL, ONE_AGAINST, VALID),
        (Threshold.ENSTEMMIG, ONE_AGAINST, INVALID),
        (Threshold.KONSENSUS, ONE_AGAINST, INVALID),
        (Threshold.KONSENSUS, ALL_AGREE, VALID),
        (Threshold.LOVBESTEMT, ONE_AGAINST, NEEDS_HUMAN),  # no law counts the votes of a joint body
    ],
)
def test_4_each_threshold_counts_the_same_vote_in_its_own_way(
    threshold: Threshold, votes: Votes, answer: Answer
) -> None:
    rule = replace(the_rule("finnmark", "FI-1"), mode=Mode(threshold=threshold))

    assert under(rule, Decided(PARTNERS, DELAVTALE, REVISJON, DAY, votes=votes)).answer is answer


@pytest.mark.parametrize(
    ("kommuner", "trust", "answer"),
    [
        (BlocVotes("kommunene", 5), BlocVotes("helseforetaket", 5), VALID),
        (BlocVotes("kommunene", 4, 1), BlocVotes("helseforetaket", 5), INVALID),
        (BlocVotes("kommunene", 5), BlocVotes("helseforetaket", 4, 1), INVALID),
    ],
)
def test_4_agreement_within_each_side_is_counted_side_by_side(
    kommuner: BlocVotes, trust: BlocVotes, answer: Answer
) -> None:
    rule = replace(the_rule("finnmark", "FI-1"), mode=Mode(threshold=Threshold.KONSENSUS_PER_BLOKK))
    decided = Decided(PARTNERS, DELAVTALE, REVISJON, DAY, no_votes=True)

    assert under(rule, decided, blocs=(kommuner, trust)).answer is answer


def test_5_a_recommendation_is_demanded_or_allowed_and_comes_before() -> None:
    early, late = (
        before(ASU, Act.INNSTILLER, date(2025, 10, 30)),
        before(ASU, Act.INNSTILLER, date(2025, 12, 4)),
    )

    assert answer_in("nordre-trondelag", Decided(PSU, PLAN, NY, NORDRE, prior=(early,))) is VALID
    assert answer_in("nordre-trondelag", Decided(PSU, PLAN, NY, NORDRE, prior=(late,))) is PENDING
    assert answer_in("nordre-trondelag", Decided(PSU, AVTALE, MINDRE, NORDRE)) is VALID


def test_5_where_it_must_be_an_earlier_meeting_the_same_day_is_not_enough() -> None:
    plan = the_rule("nordre-trondelag", "NT-2025-5.2b")
    strict = replace(plan, requires=tuple(replace(prior, earlier=True) for prior in plan.requires))
    same_day = Decided(PSU, PLAN, NY, NORDRE, prior=(before(ASU, Act.INNSTILLER, NORDRE),))

    assert under(plan, same_day).answer is VALID
    assert under(strict, same_day).answer is PENDING


def test_6_discussed_in_one_meeting_and_decided_in_a_later() -> None:
    day = date(2019, 9, 12)
    discussed = before(SU, Act.BEHANDLER, date(2019, 6, 6))

    assert the_rule("ostfold", "OS-1").mode.steps == 2
    assert answer_in("ostfold", Decided(SU, RUTINE, NY, day)) is PENDING
    assert answer_in("ostfold", Decided(SU, RUTINE, NY, day, prior=(discussed,))) is VALID


@pytest.mark.parametrize(
    ("body", "answer"), [(FAGRAD, VALID), (CHIEF, VALID), (COUNCIL, VALID), (PARTNERS, PENDING)]
)
def test_7_proposed_by_the_professional_council_or_by_any_party(body: Body, answer: Answer) -> None:
    proposed = before(body, Act.FORESLAR, EARLIER)

    assert answer_in("sogn-og-fjordane", Decided(COORDINATING, RUTINE, NY, DAY, prior=(proposed,))) is answer


@pytest.mark.parametrize("trait", the_rule("nordre-trondelag", "NT-2025-5.2d").limits)
def test_8_what_the_change_must_not_do(trait: Trait) -> None:
    assert answer_in("nordre-trondelag", Decided(PSU, AVTALE, MINDRE, NORDRE, sure(trait))) is INVALID
    assert answer_in("nordre-trondelag", Decided(PSU, AVTALE, MINDRE, NORDRE)) is VALID


def test_9_the_rules_are_those_of_the_day_of_the_decision() -> None:
    plan = Decided(PARTNERS, PLAN, NY, date(2021, 1, 1))

    assert answer_in("ostfold", plan) is VALID
    assert answer_in("ostfold", replace(plan, on=date(2020, 10, 14))) is INVALID
    assert answer_in("ostfold", replace(plan, on=date(2018, 3, 31))) is NEEDS_HUMAN


def test_10_the_law_wins_over_every_clause() -> None:
    everything = replace(the_rule("bergen", "BE-1"), kinds=(), changes=(), valid_from=None)

    assert under(everything, Decided(SSU, AVTALE, NY, DAY)).answer is INVALID
    assert judge(Decided(SSU, AVTALE, NY, DAY).facts, (everything,), ()).answer is VALID
    assert under(everything, Decided(SSU, PLAN, NY, DAY)).answer is VALID


FROM_COUNCIL, FROM_BOARD = given(COUNCIL, SU, date(2020, 2, 1)), given(BOARD, SU, date(2020, 2, 1))


def test_11_delegated_power_must_itself_exist_on_the_day_and_for_the_matter() -> None:
    decided = Decided(SU, RETNINGSLINJE, REVISJON, DAY, sure(Trait.PRINSIPIELL))
    only_plans = replace(FROM_COUNCIL, kinds=(PLAN,))

    assert answer_in("finnmark", decided) is PENDING
    assert answer_in("finnmark", replace(decided, delegations=(FROM_COUNCIL, FROM_BOARD))) is VALID
    assert answer_in("finnmark", replace(decided, delegations=(only_plans, FROM_BOARD))) is PENDING


def test_11_what_the_law_keeps_for_the_kommunestyre_itself_no_delegation_moves() -> None:
    agreement = Decided(SU, AVTALE, NY, DAY, sure(Trait.PRINSIPIELL), delegations=(FROM_COUNCIL, FROM_BOARD))

    assert answer_in("finnmark", agreement) is INVALID


@pytest.mark.parametrize(
    ("library", "decided", "told"),
    [
        ("agder", Decided(OSS, DELAVTALE, REVISJON, DAY, act=Act.INNSTILLER), "innstilte"),
        ("bergen", Decided(SSU, DELAVTALE, REVISJON, DAY, act=Act.BEHANDLER), "behandlet"),
        (
            "ostfold",
            Decided(
                SECRETARIAT,
                Matter.TVIST,
                NY,
                date(2019, 9, 12),
                sure(Trait.MINDRE_SAK),
                act=Act.AVGJOR,
                text_hash="",
            ),
            "hvem kan",
        ),
        (
            "nordre-trondelag",
            Decided(PSU, Matter.TILSKUDD, ChangeClass.DISPONERING, NORDRE, act=Act.DISPONERER, text_hash=""),
            "regnes som enighet",
        ),
    ],
    ids=["advises", "treats", "settles", "counts as agreement"],
)
def test_12_a_body_may_advise_treat_or_settle_and_a_vote_may_count_as_agreement(
    library: str, decided: Decided, told: str
) -> None:
    assert told in everything_told(verdict_in(library, decided))


def test_12_a_clause_may_let_a_body_settle_a_dispute() -> None:
    settles = replace(the_rule("more-og-romsdal", "MR-4"), act=Act.AVGJOR)
    decided = Decided(SSU, Matter.TVIST, NY, DAY, act=Act.AVGJOR, text_hash="")

    assert under(settles, decided).answer is VALID
    assert answer_in("more-og-romsdal", decided) is NEEDS_HUMAN  # it may only propose a way out


@pytest.mark.parametrize(
    ("library", "body", "answer"), [("sogn-og-fjordane", COORDINATING, VALID), ("agder", OSS, INVALID)]
)
def test_13_to_approve_a_procedure_is_final_in_one_place_and_advice_in_another(
    library: str, body: Body, answer: Answer
) -> None:
    proposed = (before(FAGRAD, Act.FORESLAR, EARLIER),)

    assert answer_in(library, Decided(body, RUTINE, NY, DAY, act=Act.GODKJENNER, prior=proposed)) is answer


def test_14_a_rule_that_names_a_body_reaches_the_one_that_came_after_it_under_its_own_name() -> None:
    names_oso = replace(the_rule("bergen", "BE-1"), deciders=(Decider(Named(body="oso")),))
    successor = replace(SU, predecessors=("oso",), aliases=(Alias("OSO", valid_to=date(2020, 12, 31)),))
    stranger = replace(SU, ref="annet", predecessors=())

    assert under(names_oso, Decided(successor, PLAN, NY, DAY)).answer is VALID
    assert under(names_oso, Decided(stranger, PLAN, NY, DAY)).answer is INVALID
    assert (successor.name_on(date(2020, 12, 31)), successor.name_on(date(2021, 1, 1))) == (
        "OSO",
        "Samhandlingsutvalget",
    )


@pytest.mark.parametrize("kind", [BodyKind.ASU, BodyKind.SSU, BodyKind.ANNET])
def test_14_bodies_of_different_names_stand_on_the_same_tier(kind: BodyKind) -> None:
    body = Body("strategisk", "utvalget", kind, tier=Tier.STRATEGISK)

    assert (
        under(the_rule("finnmark", "FI-2"), Decided(body, PLAN, NY, DAY, sure(Trait.PRINSIPIELL))).answer
        is PENDING
    )


def test_15_who_may_vote_speak_and_propose_and_in_which_part_of_the_agenda() -> None:
    silent, full = Rights(speak=False, propose=False, vote=False), Rights(speak=True, propose=True, vote=True)
    director = Seat(
        "kd", "partnerskap", "granvik", rights=(("dialogmøtet", silent), ("partnerskapsmøtet", full))
    )
    observer = Seat("fastlege", "partnerskap", "fastlegene", role="observatør", may_vote=False)

    assert director.rights_in("dialogmøtet") == silent
    assert director.rights_in("partnerskapsmøtet") == full
    assert voters([director, observer], DAY) == (director,)


@pytest.mark.parametrize(
    ("confidence", "answer"),
    [(Confidence.ORDRETT, INVALID), (Confidence.ANTATT, NEEDS_HUMAN), (Confidence.OMSTRIDT, NEEDS_HUMAN)],
)
def test_16_how_sure_the_reading_is_decides_who_answers_when_one_is_against(
    confidence: Confidence, answer: Answer
) -> None:
    rule = replace(the_rule("finnmark", "FI-1"), confidence=confidence)

    assert under(rule, Decided(PARTNERS, DELAVTALE, REVISJON, DAY, votes=ONE_AGAINST)).answer is answer


def test_16_what_is_disputed_is_always_a_question_and_what_is_assumed_holds_while_its_detail_does() -> None:
    rule, agreed = the_rule("finnmark", "FI-1"), Decided(PARTNERS, DELAVTALE, REVISJON, DAY)

    assert under(replace(rule, confidence=Confidence.ANTATT), agreed).answer is VALID
    assert under(replace(rule, confidence=Confidence.OMSTRIDT), agreed).answer is NEEDS_HUMAN


def test_17_a_quorum_nobody_has_written_is_said_aloud_and_below_half_it_is_a_question() -> None:
    half, fewer = Votes(5, 0, present=5, members=10), Votes(4, 0, present=4, members=10)
    by_half, by_fewer = (Decided(SSU, PLAN, NY, DAY, votes=votes) for votes in (half, fewer))
    written = replace(the_rule("bergen", "BE-1"), mode=Mode(quorum=Quorum.MINST_HALVPARTEN))

    assert the_rule("bergen", "BE-1").mode.quorum is Quorum.IKKE_OPPGITT
    assert "ikke hvor mange som må møte" in everything_told(verdict_in("bergen", by_half))
    assert (answer_in("bergen", by_half), answer_in("bergen", by_fewer)) == (VALID, NEEDS_HUMAN)
    assert under(written, by_fewer).answer is INVALID


def test_18_when_there_is_no_agreement_the_ladder_tells_where_it_goes() -> None:
    fell = Votes(4, 6, present=10, members=10)
    landed = (before(SSU, Act.FORESLAR, EARLIER),)
    decided = Decided(BOARD, AVTALE, REVISJON, DAY, votes=Votes(2, 6, present=8, members=9), prior=landed)
    no_ladder = replace(the_rule("finnmark", "FI-1"), fallback=())

    assert the_rule("innlandet", "IN-2").fallback == ("Statsforvalteren som mekler",)
    assert "statsforvalteren som mekler" in everything_told(verdict_in("innlandet", decided))
    assert "statsforvalteren" not in everything_told(
        under(no_ladder, Decided(PARTNERS, DELAVTALE, REVISJON, DAY, votes=fell))
    )


@pytest.mark.parametrize(
    ("says", "answer"), [(ReservationRule.LAR_STA, VALID), (ReservationRule.BRYTER, INVALID)]
)
def test_19_a_clause_may_say_what_a_reservation_does(says: ReservationRule, answer: Answer) -> None:
    rule = replace(the_rule("finnmark", "FI-1"), mode=Mode(threshold=Threshold.KONSENSUS, reservation=says))
    added = Reservation("Granvik tar forbehold om bevilgning.", ReservationSort.MERKNAD)

    assert under(rule, Decided(PARTNERS, DELAVTALE, REVISJON, DAY), reservation=added).answer is answer


def test_19_where_it_says_nothing_a_remark_leaves_the_text_and_an_unread_one_is_a_question() -> None:
    decided = Decided(COUNCIL, AVTALE, NY, NORDRE)
    rule = the_rule("nordre-trondelag", "NT-2025-5.2a")
    by_sort = {
        sort: under(rule, decided, reservation=Reservation("Kommunestyret ber om evaluering.", sort)).answer
        for sort in ReservationSort
    }

    assert by_sort == {
        ReservationSort.MERKNAD: VALID,
        ReservationSort.ENDRING: PENDING,
        ReservationSort.UAVKLART: NEEDS_HUMAN,
    }


def test_20_a_clause_may_ask_for_the_papers_that_show_it() -> None:
    asked = (Evidence.MOTEBOK, Evidence.SARUTSKRIFT)
    rule = replace(the_rule("nordre-trondelag", "NT-2025-5.2a"), evidence=asked)
    decided = Decided(COUNCIL, AVTALE, NY, NORDRE)

    assert under(rule, decided, evidence=frozenset(asked)).answer is VALID
    assert under(rule, decided, evidence=frozenset({Evidence.MOTEBOK})).answer is PENDING
    assert "særutskrift" in everything_told(under(rule, decided, evidence=frozenset({Evidence.MOTEBOK})))
    assert under(rule, decided, evidence=None).answer is VALID
    assert "særutskrift" in everything_told(under(rule, decided, evidence=None))


def test_21_more_than_one_hospital_may_stand_on_the_specialist_side() -> None:
    treated = (before(SSU, Act.BEHANDLER, EARLIER),)
    of_a_trust, of_a_hospital = (
        Decided(body, DELAVTALE, REVISJON, DAY, prior=treated) for body in (BOARD, HOSPITAL)
    )

    assert len(the_rule("bergen", "BE-2-avtale").deciders) == 3
    assert answer_in("bergen", of_a_trust) is answer_in("bergen", of_a_hospital) is VALID
    assert (
        answer_in(
            "sogn-og-fjordane", replace(of_a_hospital, prior=(before(COORDINATING, Act.INNSTILLER, EARLIER),))
        )
        is not VALID
    )


def test_22_a_change_of_who_may_decide_is_never_minor() -> None:
    changed = Decided(PSU, AVTALE, MINDRE, NORDRE, sure(Trait.ENDRER_VEDTAKSREGLER))
    verdict = verdict_in("nordre-trondelag", changed)

    assert verdict.answer is INVALID
    assert verdict.instead == ("alle kommunestyrene", "styret for helseforetaket")

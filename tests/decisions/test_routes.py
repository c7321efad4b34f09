"""Where a case is on its way through the bodies: who is next, what was postponed, what was sent back."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from decisions.bodies import Body, BodyKind
from decisions.outcomes import Act, Outcome
from decisions.parties import Party, PartyKind
from decisions.proposals import Matter, Proposal
from decisions.routes import Stand, Step, Treated, position, suggested, waiting_words
from decisions.rule_files import shipped_rules, statutory_floor
from decisions.who_may import who_may
from documents.kinds import ChangeClass, DocumentKind

SPRING, SUMMER, AUTUMN = date(2026, 3, 12), date(2026, 6, 11), date(2026, 9, 24)
FSU, ASU, PSU = (
    Step("fsu", Act.BEHANDLER),
    Step("asu", Act.INNSTILLER),
    Step("psu", Act.VEDTAR),
)
ROUTE = (FSU, ASU, PSU)


def did(step: Step, outcome: Outcome = Outcome.VEDTATT, on: date = SPRING, **told: str) -> Treated:
    return Treated(step.body, step.act, outcome, on, **told)


def test_a_new_case_waits_for_the_first_body():
    at = position(ROUTE, [])

    assert (at.stand, at.waiting, at.since) == (Stand.VENTER, (FSU,), None)
    assert at.waits_for("fsu") == FSU
    assert at.waits_for("psu") is None


def test_a_case_goes_on_to_the_next_body_when_one_is_done_with_it():
    assert position(ROUTE, [did(FSU)]).waiting == (ASU,)
    assert position(ROUTE, [did(FSU), did(ASU, on=SUMMER)]).waiting == (PSU,)


def test_a_case_is_done_when_the_last_body_has_settled_it():
    at = position(ROUTE, [did(FSU), did(ASU), did(PSU, on=AUTUMN)])

    assert (at.stand, at.waiting, at.since) == (Stand.FERDIG, (), AUTUMN)


def test_to_take_a_case_to_note_is_to_be_done_with_it():
    assert position((PSU,), [did(PSU, Outcome.TIL_ORIENTERING)]).stand is Stand.FERDIG


def test_a_postponed_case_stays_with_the_body_until_it_takes_it_up_again():
    postponed = [did(FSU), did(ASU, Outcome.UTSATT, SUMMER)]

    at = position(ROUTE, postponed)
    assert (at.stand, at.waiting, at.since) == (Stand.UTSATT, (ASU,), SUMMER)
    assert position(ROUTE, [*postponed, did(ASU, on=AUTUMN)]).waiting == (PSU,)


def test_a_case_postponed_twice_is_still_postponed():
    twice = [did(PSU, Outcome.UTSATT), did(PSU, Outcome.UTSATT, SUMMER)]

    assert position((PSU,), twice).since == SUMMER


def test_a_case_sent_back_goes_to_the_body_named_and_then_comes_again():
    back = [did(FSU), did(ASU), did(PSU, Outcome.RETURNERT, SUMMER, returned_to="asu")]

    at = position(ROUTE, back)
    assert (at.stand, at.waiting) == (Stand.SENDT_TILBAKE, (ASU,))
    assert position(ROUTE, [*back, did(ASU, on=AUTUMN)]).waiting == (PSU,)


def test_a_case_sent_to_a_body_off_its_route_is_treated_there_first():
    back = [did(ASU), did(PSU, Outcome.RETURNERT, SUMMER, returned_to="au")]

    assert position((ASU, PSU), back).waiting == (Step("au", Act.BEHANDLER),)
    answered = Treated("au", Act.BEHANDLER, Outcome.VEDTATT, AUTUMN)
    assert position((ASU, PSU), [*back, answered]).waiting == (PSU,)


def test_another_body_does_not_answer_what_was_sent_to_one():
    back = [did(ASU), did(PSU, Outcome.RETURNERT, SUMMER, returned_to="asu")]
    other = Treated("fsu", Act.BEHANDLER, Outcome.VEDTATT, AUTUMN)

    assert position((ASU, PSU), [*back, other]).stand is Stand.SENDT_TILBAKE


def test_where_nobody_said_to_whom_any_other_body_answers():
    back = [did(ASU), did(PSU, Outcome.RETURNERT, SUMMER)]

    at = position((ASU, PSU), back)
    assert (at.stand, at.waiting) == (Stand.SENDT_TILBAKE, ())
    assert position((ASU, PSU), [*back, did(ASU, on=AUTUMN)]).waiting == (PSU,)


def test_a_case_that_was_rejected_by_those_who_decide_goes_nowhere():
    assert position((ASU, PSU), [did(ASU), did(PSU, Outcome.AVVIST)]).stand is Stand.FERDIG


def test_advice_against_does_not_stop_a_case():
    assert position((ASU, PSU), [did(ASU, Outcome.AVVIST)]).waiting == (PSU,)


def test_advice_that_was_passed_over_is_not_waited_for():
    assert position(ROUTE, [did(PSU)]).stand is Stand.FERDIG


def test_bodies_that_settle_the_same_each_for_its_own_party_are_waited_for_together():
    councils = tuple(Step(name, Act.VEDTAR) for name in ("granvik", "storelv", "styret"))

    at = position((ASU, *councils), [did(ASU), did(councils[1], on=SUMMER)])

    assert at.waiting == (councils[0], councils[2])


def test_a_case_without_a_route_waits_for_nobody_that_is_known():
    at = position((), [])

    assert (at.stand, at.waiting) == (Stand.VENTER, ())
    assert waiting_words(at, {}) == "Det er ikke sagt hvor saken skal."


def test_where_a_case_waits_is_told_with_the_day():
    names = {"asu": "ASU", "psu": "PSU"}

    postponed = position((PSU,), [did(PSU, Outcome.UTSATT)])
    assert waiting_words(postponed, names) == "PSU utsatte saken 12. mars 2026, og har den fortsatt."
    sent = position((ASU, PSU), [did(ASU), did(PSU, Outcome.RETURNERT, SUMMER, returned_to="asu")])
    assert waiting_words(sent, names) == "Saken ble sendt tilbake 11. juni 2026, og venter på ASU."
    assert waiting_words(position((ASU, PSU), []), names) == "Saken venter på ASU."


@given(
    st.lists(
        st.tuples(
            st.sampled_from(ROUTE),
            st.sampled_from(Outcome),
            st.integers(0, 200),
            st.sampled_from(("", "fsu", "asu", "psu", "au")),
        ),
        max_size=8,
    )
)
def test_whatever_happens_an_open_case_waits_for_a_body_or_says_that_nobody_knows(happened):
    treated = [
        did(step, outcome, SPRING + timedelta(days=days), returned_to=to if to != step.body else "")
        for step, outcome, days, to in happened
    ]

    at = position(ROUTE, treated)

    if at.stand in {Stand.UTSATT, Stand.VENTER}:
        assert at.waiting
    if at.stand is Stand.FERDIG:
        assert not at.waiting
    assert at == position(ROUTE, sorted(treated, key=lambda each: each.on))
    assert waiting_words(at, {})


BODIES = (
    Body("psu", "PSU", BodyKind.PSU),
    Body("asu", "ASU", BodyKind.ASU),
    Body("granvik", "Granvik kommunestyre", BodyKind.KOMMUNESTYRE, "granvik"),
    Body("storelv", "Storelv kommunestyre", BodyKind.KOMMUNESTYRE, "storelv"),
    Body("gamle", "Gamle kommunestyre", BodyKind.KOMMUNESTYRE, "gamle", valid_to=date(2019, 12, 31)),
    Body("styret", "Styret", BodyKind.STYRE, "hf"),
)
PARTIES = {
    "granvik": Party("granvik", "Granvik", PartyKind.KOMMUNE),
    "storelv": Party("storelv", "Storelv", PartyKind.KOMMUNE, valid_to=date(2026, 1, 1)),
    "hf": Party("hf", "HF", PartyKind.HELSEFORETAK),
}


def way(kind, change, on: date = SPRING):
    may = who_may(Proposal(kind, change), shipped_rules("fjordmark-2025"), statutory_floor(), on)
    return [(each.bodies, each.act, each.must) for each in suggested(may, BODIES, PARTIES, on)]


def test_the_rules_point_to_a_mandatory_recommendation_before_the_plan_is_adopted():
    assert way(DocumentKind.HANDLINGSPLAN, ChangeClass.REVISJON) == [
        (("asu",), Act.INNSTILLER, True),
        (("psu",), Act.VEDTAR, True),
    ]


def test_a_recommendation_that_may_be_given_is_told_as_one():
    assert way(DocumentKind.SAMARBEIDSAVTALE, ChangeClass.MINDRE)[0] == (("asu",), Act.INNSTILLER, False)


def test_all_councils_of_parties_that_are_parties_that_day_are_on_the_way():
    assert way(DocumentKind.SAMARBEIDSAVTALE, ChangeClass.NY) == [
        (("granvik",), Act.VEDTAR, True),
        (("styret",), Act.VEDTAR, True),
    ]
    earlier = way(DocumentKind.SAMARBEIDSAVTALE, ChangeClass.NY, date(2025, 6, 1))
    assert earlier[0][0] == ("granvik", "storelv")


def test_where_no_rule_speaks_nothing_is_suggested():
    assert way(Matter.ANNEN, ChangeClass.NY) == []
    assert way(DocumentKind.HANDLINGSPLAN, ChangeClass.REVISJON, date(2024, 1, 1)) == []

"""A frozen text is laid before its parties: when, until when, and what happens with it there, step by step."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from decisions.adoption import AdoptionState
from decisions.entry_into_force import EntryRule
from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from decisions.parties import PartyKind
from decisions.rounds import DeviationSort, RoundStep
from decisions.verdict import Answer
from documents.lifecycle import Stage
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.operations import communities, documents, rounds
from registry.operations.certifying import certify
from registry.operations.entry_terms import EntryTerms
from registry.operations.rulings import RulingEntry, rule_on
from registry.permissions import OPERATOR
from registry.queries import adoption, checking, log
from registry.queries import rounds as queries
from registry.tables import AdoptedPaperRow, DeviationRow, PaperKind
from tests.registry.builders import DAY, NOW, TRUST, a_circle

FROZEN_ON = date(2025, 6, 1)
AUGUST, SEPTEMBER, OCTOBER = date(2025, 8, 20), date(2025, 9, 18), date(2025, 10, 23)
MERGER = date(2025, 9, 1)
KARI = replace(OPERATOR, name="Kari Nordmann")


@pytest.fixture
def circle(writing):
    return a_circle(writing)


def laid_before(circle, terms=None, document=None):
    """The agreement, and a version of it frozen on the first of June."""
    agreement = document or circle.document()
    version = circle.draft(agreement)
    now = datetime(2025, 6, 1, 12, tzinfo=UTC)
    return agreement, documents.freeze(circle.session, OPERATOR, agreement, version, now, terms=terms)


def start(circle, on, started=FROZEN_ON, **told):
    return rounds.start_round(circle.session, KARI, circle.community, *on, started, NOW, **told)


def note(circle, on, party, step, day, **told):
    now = told.pop("now", NOW)
    row = circle.parties[party]
    return rounds.note_step(circle.session, KARI, circle.community, *on, row, step, day, now, **told)


def stand(circle, on, day):
    return adoption.adoption(circle.session, circle.community, *on, day)


def row(circle, on, party, day):
    return stand(circle, on, day).board.by_party[party]


# The round and its deadline.


def test_a_round_has_a_first_day_and_a_deadline_and_a_moved_one_leaves_the_earlier_on_earlier_days(circle):
    on = laid_before(circle)
    begun = datetime(2025, 6, 1, 13, tzinfo=UTC)
    rounds.start_round(circle.session, KARI, circle.community, *on, FROZEN_ON, begun, deadline=SEPTEMBER)
    moved = datetime(2025, 8, 20, 9, tzinfo=UTC)
    rounds.move_deadline(circle.session, KARI, circle.community, *on, OCTOBER, "To møter er avlyst.", moved)

    def deadline(day):
        return queries.round_of(circle.session, on[1], day).deadline

    assert queries.round_of(circle.session, on[1], FROZEN_ON - timedelta(days=1)) is None
    assert [deadline(day) for day in (FROZEN_ON, AUGUST - timedelta(days=1), AUGUST)] == [
        SEPTEMBER,
        SEPTEMBER,
        OCTOBER,
    ]
    assert len(stand(circle, on, SEPTEMBER + timedelta(days=1)).board.overdue(OCTOBER)) == 0
    assert len(stand(circle, on, OCTOBER).board.overdue(OCTOBER + timedelta(days=1))) == 3
    assert list(checking.faults(circle.session)) == []


@pytest.mark.parametrize(
    ("started", "deadline", "field"),
    [
        (FROZEN_ON - timedelta(days=1), None, "started_on"),
        (NOW.date() + timedelta(days=1), None, "started_on"),
        (AUGUST, AUGUST - timedelta(days=1), "deadline"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_no_round_has_begun(circle, started, deadline, field):
    on = laid_before(circle)

    with pytest.raises(BadInput) as refused:
        start(circle, on, started, deadline=deadline)

    assert refused.value.field == field
    assert queries.round_of(circle.session, on[1], NOW.date()) is None


def test_a_draft_and_a_withdrawn_text_are_laid_before_nobody(circle):
    agreement = circle.document()
    draft = circle.draft(agreement)
    with pytest.raises(RuleSaysNo, match="Frys teksten først"):
        start(circle, (agreement, draft))

    withdrawn = documents.withdraw(circle.session, OPERATOR, agreement, draft, "Feil tekst.")
    with pytest.raises(RuleSaysNo, match="er trukket"):
        note(circle, (agreement, withdrawn), "granvik", RoundStep.SENDT, AUGUST)


def test_a_round_begins_once_and_its_deadline_is_moved_with_a_reason_to_a_day_that_can_be(circle):
    on = laid_before(circle)

    def move(deadline, reason="To møter er avlyst."):
        rounds.move_deadline(circle.session, KARI, circle.community, *on, deadline, reason, NOW)

    with pytest.raises(RuleSaysNo, match="Runden er ikke startet"):
        move(OCTOBER)
    start(circle, on, deadline=SEPTEMBER)
    with pytest.raises(AlreadyThere, match="Kari Nordmann"):
        start(circle, on)
    for deadline, reason in ((OCTOBER, " "), (SEPTEMBER, "x"), (FROZEN_ON - timedelta(days=1), "x")):
        with pytest.raises(BadInput):
            move(deadline, reason)

    assert queries.round_of(circle.session, on[1], NOW.date()).deadline == SEPTEMBER


# Steps.


def test_the_way_of_one_party_is_told_as_it_was_known_each_day(circle):
    on = laid_before(circle)
    note(circle, on, "granvik", RoundStep.SENDT, DAY, known_on=DAY)
    note(circle, on, "granvik", RoundStep.I_UTVALG, AUGUST, known_on=AUGUST, body="formannskapet")
    note(
        circle,
        on,
        "granvik",
        RoundStep.BERAMMET,
        OCTOBER,
        known_on=SEPTEMBER,
        body="Granvik kommunestyre",
        case_number="PS 44/25",
    )

    def state(day):
        return row(circle, on, "granvik", day).state

    assert [state(day) for day in (FROZEN_ON, DAY, AUGUST, SEPTEMBER - timedelta(days=1), SEPTEMBER)] == [
        AdoptionState.IKKE_STARTET,
        AdoptionState.SENDT,
        AdoptionState.I_UTVALG,
        AdoptionState.I_UTVALG,
        AdoptionState.BERAMMET,
    ]
    scheduled = row(circle, on, "granvik", SEPTEMBER)
    assert (scheduled.next_meeting, scheduled.next_body, scheduled.next_case) == (
        OCTOBER,
        "Granvik kommunestyre",
        "PS 44/25",
    )
    assert [step.step for step in scheduled.steps] == [
        RoundStep.SENDT,
        RoundStep.I_UTVALG,
        RoundStep.BERAMMET,
    ]
    assert list(checking.faults(circle.session)) == []


def test_the_same_step_twice_is_one_and_a_meeting_set_again_after_it_was_called_off_is_another(circle):
    on = laid_before(circle)
    note(circle, on, "granvik", RoundStep.BERAMMET, OCTOBER)
    with pytest.raises(AlreadyThere, match="Kari Nordmann har alt ført det"):
        note(circle, on, "granvik", RoundStep.BERAMMET, OCTOBER)

    note(circle, on, "granvik", RoundStep.AVLYST, OCTOBER)
    assert "avlyst" in row(circle, on, "granvik", NOW.date()).note
    note(circle, on, "granvik", RoundStep.BERAMMET, OCTOBER)

    assert row(circle, on, "granvik", NOW.date()).next_meeting == OCTOBER


@pytest.mark.parametrize(
    ("step", "day", "told", "field"),
    [
        (RoundStep.SENDT, FROZEN_ON - timedelta(days=1), {}, "happens_on"),
        (RoundStep.SENDT, AUGUST, {"known_on": FROZEN_ON - timedelta(days=1)}, "known_on"),
        (RoundStep.SENDT, AUGUST, {"known_on": NOW.date() + timedelta(days=1)}, "known_on"),
        (RoundStep.SENDT, AUGUST, {"known_on": AUGUST - timedelta(days=1)}, "happens_on"),
        (RoundStep.INNSTILT, NOW.date() + timedelta(days=1), {}, "happens_on"),
        (RoundStep.AVLYST, AUGUST, {}, "step"),
        (RoundStep.BUNDET, AUGUST, {"reason": "Kommunestyret"}, "step"),
        (RoundStep.MA_VEDTA, AUGUST, {"reason": "Kommunestyret"}, "step"),
        (RoundStep.SENDT, AUGUST, {"link": "https://"}, "link"),
        (RoundStep.SENDT, AUGUST, {"body": "form\x00annskapet"}, "body"),
    ],
)
def test_what_cannot_have_happened_is_refused_with_the_field_to_mend(circle, step, day, told, field):
    on = laid_before(circle)
    head = log.head(circle.session).seq

    with pytest.raises(BadInput) as refused:
        note(circle, on, "granvik", step, day, **told)

    assert refused.value.field == field
    assert (queries.steps(circle.session, on[1], NOW.date()), log.head(circle.session).seq) == ((), head)


def test_a_party_that_is_not_there_that_day_and_one_that_is_in_no_pair_have_no_steps(circle):
    on = laid_before(circle)
    circle.kommune("nygrend", valid_from=MERGER, pair_from=MERGER)
    old, new = circle.parties["granvik"], circle.parties["nygrend"]
    communities.succeed(circle.session, OPERATOR, circle.community, old, new, MERGER)
    circle.parties["pasientforeningen"] = communities.add_party(
        circle.session,
        OPERATOR,
        circle.community,
        "pasientforeningen",
        "Pasientforeningen",
        PartyKind.BRUKERORGANISASJON,
    )

    with pytest.raises(BadInput, match="Nygrend ble først part 1. september 2025"):
        note(circle, on, "nygrend", RoundStep.SENDT, MERGER - timedelta(days=1))
    with pytest.raises(BadInput, match="Granvik var bare part til og med 31. august 2025"):
        note(circle, on, "granvik", RoundStep.BERAMMET, MERGER)
    with pytest.raises(BadInput, match="er ikke med i noe par"):
        note(circle, on, "pasientforeningen", RoundStep.SENDT, MERGER)


def test_a_recommendation_is_seen_and_counts_for_nothing_and_the_decision_tells_who_vouched_for_it(circle):
    on = laid_before(circle)
    circle.decides("granvik", on[1], on=AUGUST, act=Act.INNSTILLER, case="9/25")
    recommended = row(circle, on, "granvik", AUGUST)
    made = circle.decides("granvik", on[1], on=SEPTEMBER)
    certify(circle.session, KARI, circle.community, made, NOW, link="https://granvik.example/protokoll.pdf")

    assert recommended.state is AdoptionState.INNSTILT
    assert recommended.recommended == "Granvik kommunestyre innstilte 20. august 2025: vedtatt."
    before, after = (row(circle, on, "granvik", day) for day in (SEPTEMBER, NOW.date()))
    assert (before.state, before.certified_by, before.decision) == (AdoptionState.VEDTATT, "", made.ref)
    assert (after.certified_by, after.link) == ("Kari Nordmann", "https://granvik.example/protokoll.pdf")


def test_a_remark_counts_as_adopted_and_a_change_does_not(circle):
    on = laid_before(circle)
    said = Reservation("Kommunestyret ber om en evaluering.", ReservationSort.MERKNAD)
    struck = Reservation("Siste strekpunkt går ut.", ReservationSort.ENDRING)
    circle.decides("granvik", on[1], on=AUGUST, reservation=said)
    circle.decides("storelv", on[1], on=AUGUST, reservation=struck)
    circle.decides(TRUST, on[1], on=AUGUST)

    assert row(circle, on, "granvik", AUGUST).state is AdoptionState.VEDTATT_MED_MERKNAD
    changed = row(circle, on, "storelv", AUGUST)
    assert changed.state is AdoptionState.VEDTATT_MED_ENDRING
    assert "nytt tilbud" in changed.note
    assert on[1].stage is Stage.FROZEN

    circle.decides("storelv", on[1], on=OCTOBER, case="60/25")

    assert (on[1].stage, on[1].valid_from) == (Stage.ADOPTED, OCTOBER)


# Parties that come and go.


def merging(circle, terms=None):
    """Granvik and Storelv become Nygrend on the first of September, in the middle of the round."""
    on = laid_before(circle, terms)
    circle.kommune("nygrend", valid_from=MERGER, pair_from=MERGER)
    new = circle.parties["nygrend"]
    for old in ("granvik", "storelv"):
        communities.succeed(circle.session, OPERATOR, circle.community, circle.parties[old], new, MERGER)
    return on


def test_the_denominator_changes_on_the_day_of_the_merger_and_the_board_of_the_day_before_keeps_its_own(
    circle,
):
    on = merging(circle)

    def parties(day):
        return set(stand(circle, on, day).board.by_party)

    assert parties(MERGER - timedelta(days=1)) == {"granvik", "storelv", TRUST}
    assert parties(MERGER) == {"nygrend", TRUST}


def test_bound_by_its_predecessors_counts_from_the_answer_and_the_day_of_entering_is_theirs(circle):
    on = merging(circle)
    for party, day in (("granvik", DAY), ("storelv", AUGUST), (TRUST, AUGUST + timedelta(days=20))):
        circle.decides(party, on[1], on=day)
    assert row(circle, on, "nygrend", SEPTEMBER).state is AdoptionState.UAVKLART
    assert on[1].stage is Stage.FROZEN

    note(
        circle, on, "nygrend", RoundStep.BUNDET, OCTOBER, known_on=OCTOBER, reason="Kommunestyret, sak 3/25."
    )

    bound = row(circle, on, "nygrend", OCTOBER)
    assert (bound.state, bound.on, bound.counts_from) == (AdoptionState.VEDTATT, AUGUST, OCTOBER)
    assert "Granvik og Storelv vedtok teksten" in bound.bound_by
    assert row(circle, on, "nygrend", OCTOBER - timedelta(days=1)).state is AdoptionState.UAVKLART
    assert (on[1].stage, on[1].adopted_on, on[1].valid_from) == (Stage.ADOPTED, OCTOBER, OCTOBER)


def test_nobody_is_bound_by_what_only_one_of_the_predecessors_adopted(circle):
    on = merging(circle)
    circle.decides("granvik", on[1], on=DAY)
    circle.decides("storelv", on[1], on=DAY, outcome=Outcome.AVVIST)

    with pytest.raises(RuleSaysNo, match="Storelv vedtok den ikke"):
        note(circle, on, "nygrend", RoundStep.BUNDET, OCTOBER, reason="Kommunestyret, sak 3/25.")
    with pytest.raises(BadInput, match="hvem som har avgjort"):
        note(circle, on, "nygrend", RoundStep.MA_VEDTA, OCTOBER)
    note(circle, on, "nygrend", RoundStep.MA_VEDTA, OCTOBER, reason="Bare Granvik vedtok den.")

    asked = row(circle, on, "nygrend", NOW.date())
    assert (asked.state, asked.note[:31]) == (
        AdoptionState.IKKE_STARTET,
        "Nygrend må vedta teksten selv: ",
    )


def test_when_the_last_one_that_was_missing_is_a_party_no_more_the_rule_is_met_from_that_day(circle):
    on = laid_before(circle)
    circle.decides("granvik", on[1], on=DAY)
    circle.decides(TRUST, on[1], on=AUGUST)
    with pytest.raises(RuleSaysNo, match="Det mangler: Storelv"):
        rounds.execute_rule(circle.session, KARI, circle.community, *on, NOW)
    communities.succeed(
        circle.session,
        OPERATOR,
        circle.community,
        circle.parties["storelv"],
        circle.parties["granvik"],
        MERGER,
    )

    assert (on[1].stage, on[1].adopted_on, on[1].valid_from) == (Stage.ADOPTED, MERGER, MERGER)


def test_a_merger_recorded_one_line_at_a_time_adopts_nothing_on_the_way(circle):
    circle.kommune("havstrand")
    on = laid_before(circle)
    for party in ("havstrand", TRUST):
        circle.decides(party, on[1], on=DAY)
    new = communities.add_party(
        circle.session, OPERATOR, circle.community, "nygrend", "Nygrend", PartyKind.KOMMUNE, valid_from=MERGER
    )
    for old in ("granvik", "storelv"):
        communities.succeed(circle.session, OPERATOR, circle.community, circle.parties[old], new, MERGER)
    assert on[1].stage is Stage.FROZEN
    assert set(stand(circle, on, MERGER).board.by_party) == {"nygrend", "havstrand", TRUST}

    communities.add_pair(circle.session, OPERATOR, circle.community, new, circle.parties[TRUST], MERGER)

    assert set(stand(circle, on, MERGER).board.by_party) == {"nygrend", "havstrand", TRUST}


def test_a_pair_formed_after_the_text_was_adopted_has_a_day_of_its_own(circle):
    on = laid_before(circle)
    for party in ("granvik", "storelv", TRUST):
        circle.decides(party, on[1], on=DAY)
    circle.kommune("nygrend", pair_from=AUGUST)

    def bound(day):
        found = {each.pair.kommune: each.in_force_from for each in stand(circle, on, day).entry.pairs}
        return found["granvik"], found["nygrend"]

    assert bound(SEPTEMBER) == (DAY, None)
    assert stand(circle, on, SEPTEMBER).told.startswith("3 av 4 parter har vedtatt teksten.")
    circle.decides("nygrend", on[1], on=OCTOBER)

    assert bound(OCTOBER) == (DAY, OCTOBER)
    assert (on[1].adopted_on, on[1].valid_from) == (DAY, DAY)


# The four rules.


def test_so_many_of_the_parties_bring_it_into_force_for_those_pairs_and_later_ones_come_after(circle):
    circle.kommune("havstrand")
    on = laid_before(circle, EntryTerms(EntryRule.ET_ANTALL, count=3))
    for party, day in (("granvik", DAY), (TRUST, AUGUST)):
        circle.decides(party, on[1], on=day)
    assert on[1].stage is Stage.FROZEN

    circle.decides("storelv", on[1], on=SEPTEMBER)
    circle.decides("havstrand", on[1], on=OCTOBER)

    days = {each.pair.kommune: each.in_force_from for each in stand(circle, on, OCTOBER).entry.pairs}
    assert days == {"granvik": SEPTEMBER, "storelv": SEPTEMBER, "havstrand": OCTOBER}
    assert (on[1].adopted_on, on[1].valid_from) == (SEPTEMBER, SEPTEMBER)


@pytest.mark.parametrize(
    ("last", "stage"), [(SEPTEMBER, Stage.ADOPTED), (SEPTEMBER + timedelta(days=1), Stage.FROZEN)]
)
def test_on_a_fixed_day_only_where_all_had_adopted_it_in_time(circle, last, stage):
    on = laid_before(circle, EntryTerms(EntryRule.FAST_DAG, OCTOBER, by=SEPTEMBER))
    for party, day in (("granvik", DAY), (TRUST, AUGUST), ("storelv", last)):
        circle.decides(party, on[1], on=day)

    assert on[1].stage is stage
    assert on[1].valid_from == (OCTOBER if stage is Stage.ADOPTED else None)


# What persons say afterwards.


def test_a_ruling_given_later_is_not_seen_on_the_board_of_an_earlier_day(circle):
    on = laid_before(circle)
    unsorted = Reservation("Kommunestyret forutsetter en evaluering.", ReservationSort.UAVKLART)
    asked = circle.decides("granvik", on[1], on=DAY, reservation=unsorted)
    answer = RulingEntry(Answer.VALID, "Bare en merknad.", "ordføreren", "Ola Vik", AUGUST)
    rule_on(circle.session, KARI, circle.community, asked, answer, NOW)

    assert row(circle, on, "granvik", AUGUST - timedelta(days=1)).state is AdoptionState.UAVKLART
    assert row(circle, on, "granvik", AUGUST).state is AdoptionState.VEDTATT_MED_MERKNAD


def test_another_text_that_came_back_is_unsettled_until_a_person_has_said_what_it_amounts_to(circle):
    on = laid_before(circle)
    for party in ("granvik", TRUST):
        circle.decides(party, on[1], on=DAY)
    made = circle.decides("storelv", on[1], on=DAY, outcome=Outcome.UTSATT)
    made = circle.decides("storelv", on[1], on=DAY + timedelta(days=7))
    assert on[1].stage is Stage.ADOPTED

    came_back(circle, on, made, AUGUST)
    assert row(circle, on, "storelv", AUGUST - timedelta(days=1)).state is AdoptionState.VEDTATT
    unsettled = row(circle, on, "storelv", AUGUST)
    assert unsettled.state is AdoptionState.UAVKLART
    assert "redaksjonell, en merknad eller en endring" in unsettled.note

    said(circle, SEPTEMBER, DeviationSort.REDAKSJONELL)
    said(circle, OCTOBER, DeviationSort.ENDRING)
    slip = row(circle, on, "storelv", SEPTEMBER)
    assert (slip.state, slip.on) == (AdoptionState.VEDTATT, DAY + timedelta(days=7))
    assert (
        "Kari Nordmann sa 18. september 2025 at forskjellen er redaksjonell: Telefonnummer" in slip.deviation
    )
    assert row(circle, on, "storelv", OCTOBER).state is AdoptionState.VEDTATT_MED_ENDRING
    assert on[1].valid_from == DAY + timedelta(days=7)  # what is in force stays


def came_back(circle, on, decision, day):
    """A file of Storelv's that has other words."""
    paper = AdoptedPaperRow(
        community_id=circle.community.id,
        ref="papir-1",
        version_id=on[1].id,
        party_id=circle.parties["storelv"].id,
        decision_id=decision.id,
        name="særutskrift.docx",
        sha256="a" * 64,
        data=b"x",
        kind=PaperKind.TEKST,
        differs=True,
        received_by="Kari Nordmann",
        received_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
    )
    circle.session.add(paper)
    circle.session.flush()


def said(circle, day, sort):
    """Kari says what the difference amounts to."""
    paper = circle.session.scalars(select(AdoptedPaperRow)).one()
    circle.session.add(
        DeviationRow(
            community_id=circle.community.id,
            paper_id=paper.id,
            sort=sort,
            reason="Telefonnummer til vakta.",
            authority="ordføreren i Storelv",
            classified_by="Kari Nordmann",
            classified_on=day,
            classified_at=NOW,
        )
    )
    circle.session.flush()

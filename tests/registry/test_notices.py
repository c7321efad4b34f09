"""Notices of termination as they are recorded: what is refused, what carries them, and which pairs they end."""

from datetime import date, timedelta

import pytest

from decisions.bodies import BodyKind
from decisions.duties import DutyState
from decisions.notices import NoticeState
from decisions.rounds import NoticeStep
from decisions.verdict import Answer
from documents.kinds import ChangeClass, DocumentKind
from registry.errors import AlreadyThere, BadInput, NotFound, RuleSaysNo
from registry.operations import communities
from registry.operations.decisions import record_decision
from registry.permissions import OPERATOR, PUBLIC
from registry.queries import adoption, checking, duties, notices
from tests.registry.builders import DAY, TRUST, a_circle
from tests.registry.following import (
    COUNCIL_DAY,
    ENDS,
    LATER,
    RECEIVED,
    follows,
    pair_of,
    receives,
    resolves,
    stands,
)

LAST_DAY = ENDS - timedelta(days=1)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


@pytest.fixture
def version(circle, agreement):
    return circle.adopted(agreement)


def ended(circle, on):
    """The kommuner between which and the trust an agreement has ended, with the document."""
    found = notices.ended_pairs(circle.session, circle.community, on)
    names = {row.id: name for name, row in circle.pairs.items()}
    return {(document, names[pair]) for document, pair in found}


def adopts(circle, version, on):
    """Every party adopts the version that day."""
    for party in ("granvik", "storelv", TRUST):
        record_decision(circle.session, OPERATOR, circle.community, circle.entry(party, version, on), LATER)


def test_a_letter_alone_is_kept_and_ends_nothing_and_only_the_office_reads_of_it(circle, agreement, version):
    row = receives(circle, agreement)

    assert stands(circle, row, ENDS).standing.state is NoticeState.UBEKREFTET
    assert ended(circle, ENDS) == set()
    assert notices.notices(circle.session, circle.community, ENDS, PUBLIC) == []
    with pytest.raises(NotFound):
        notices.notice(circle.session, circle.community, row.ref, PUBLIC, ENDS)


@pytest.mark.parametrize("resolved_first", [True, False])
def test_the_resolution_is_found_whether_it_is_recorded_before_or_after(
    circle, agreement, version, resolved_first
):
    if resolved_first:
        resolves(circle, version)
    row = receives(circle, agreement)
    if not resolved_first:
        assert stands(circle, row, LAST_DAY).standing.state is NoticeState.UBEKREFTET
        resolves(circle, version)

    assert stands(circle, row, LAST_DAY).standing.state is NoticeState.LOPER
    assert stands(circle, row, LAST_DAY).resolution.row.meeting_on == COUNCIL_DAY
    assert (ended(circle, LAST_DAY), ended(circle, ENDS)) == (set(), {(agreement.id, "granvik")})
    assert [each.row.id for each in notices.notices(circle.session, circle.community, ENDS, PUBLIC)] == [
        row.id
    ]
    assert list(checking.faults(circle.session)) == []


def test_a_formannskap_does_not_carry_it_and_a_kommunestyre_whose_mandate_nobody_has_answered_neither(
    circle, agreement, version
):
    circle.body(
        "granvik-fs", "Granvik formannskap", BodyKind.FORMANNSKAP, owner=circle.parties["granvik"], members=9
    )
    resolves(circle, version, "granvik-fs", answered=None)
    row = receives(circle, agreement)
    view = stands(circle, row, RECEIVED)
    assert view.standing.state is NoticeState.UBEKREFTET
    assert "Granvik formannskap behandlet oppsigelse" in view.standing.remarks[0]

    asked = resolves(circle, version, on=RECEIVED, answered=None)

    assert asked.answer is Answer.NEEDS_HUMAN
    assert stands(circle, row, ENDS).standing.state is NoticeState.UBEKREFTET
    assert ended(circle, ENDS) == set()


def test_a_resolution_that_is_corrected_away_carries_nothing(circle, agreement, version):
    first = resolves(circle, version)
    row = receives(circle, agreement)
    entry = circle.entry("granvik", version, COUNCIL_DAY, corrects=first, change=ChangeClass.REVISJON)
    record_decision(circle.session, OPERATOR, circle.community, entry, LATER)

    assert stands(circle, row, ENDS).standing.state is NoticeState.UBEKREFTET


def test_the_board_may_terminate_for_the_trust_and_only_the_pair_of_the_letter_is_ended(
    circle, agreement, version
):
    resolves(circle, version, TRUST)
    row = receives(circle, agreement, "storelv", party=circle.parties[TRUST], sender="styrelederen")

    assert stands(circle, row, RECEIVED).standing.state is NoticeState.LOPER
    assert ended(circle, ENDS) == {(agreement.id, "storelv")}


def test_to_resolve_to_terminate_is_no_word_about_having_adopted_the_text(circle, agreement, version):
    resolves(circle, version)

    rows = adoption.adoption(circle.session, circle.community, agreement, version, ENDS).board.rows
    assert {row.party.ref: row.on for row in rows if row.adopted} == {
        "granvik": DAY,
        "storelv": DAY,
        TRUST: DAY,
    }


def test_withdrawn_in_time_it_ends_nothing_and_after_the_end_it_is_too_late(circle, agreement, version):
    resolves(circle, version)
    row = receives(circle, agreement)
    with pytest.raises(RuleSaysNo, match="for sent å trekke"):
        follows(circle, row, NoticeStep.TRUKKET, ENDS)
    follows(circle, row, NoticeStep.TRUKKET, LAST_DAY, done_by="Granvik kommune")

    assert stands(circle, row, ENDS).standing.state is NoticeState.TRUKKET
    assert ended(circle, ENDS) == set()


def test_what_was_resolved_before_the_withdrawal_does_not_carry_a_new_letter(circle, agreement, version):
    resolves(circle, version)
    row = receives(circle, agreement)
    follows(circle, row, NoticeStep.TRUKKET, date(2026, 6, 1))
    again = receives(circle, agreement, received_on=date(2026, 9, 1))
    assert stands(circle, again, ENDS).standing.state is NoticeState.UBEKREFTET

    resolves(circle, version, on=date(2026, 8, 20))
    assert stands(circle, again, ENDS).standing.state is NoticeState.LOPER


def test_a_withdrawal_that_was_recorded_by_mistake_is_taken_back(circle, agreement, version):
    resolves(circle, version)
    row = receives(circle, agreement)
    follows(circle, row, NoticeStep.TRUKKET, RECEIVED)
    with pytest.raises(BadInput, match="Grunnen mangler"):
        follows(circle, row, NoticeStep.TRUKKET, RECEIVED, holds=False)
    follows(circle, row, NoticeStep.TRUKKET, RECEIVED, holds=False, reason="Brevet gjaldt en annen sak.")

    assert ended(circle, ENDS) == {(agreement.id, "granvik")}
    assert list(checking.faults(circle.session)) == []


def test_the_same_letter_twice_is_one_notice_and_one_recorded_by_mistake_makes_room(
    circle, agreement, version
):
    row = receives(circle, agreement)
    with pytest.raises(AlreadyThere) as twice:
        receives(circle, agreement, sender="ordføreren i Granvik")
    assert twice.value.path == f"/oppsigelser/{row.ref}"
    follows(circle, row, NoticeStep.FEILFORT, RECEIVED, reason="Dagen er feil.")
    again = receives(circle, agreement)

    assert again.ref != row.ref
    assert stands(circle, row, ENDS).standing.state is NoticeState.FEILFORT
    with pytest.raises(RuleSaysNo, match="teller ikke"):
        follows(circle, row, NoticeStep.VARSLET, RECEIVED)


def test_a_new_agreement_ends_the_breach_from_its_own_day_and_a_revision_does_not(circle, agreement, version):
    resolves(circle, version)
    receives(circle, agreement)
    adopts(circle, circle.frozen(agreement, "2026.2", change=ChangeClass.REVISJON), date(2026, 10, 1))
    assert ended(circle, ENDS) == {(agreement.id, "granvik")}

    new_from = date(2027, 6, 1)
    adopts(circle, circle.frozen(agreement, "2027.1", change=ChangeClass.NY), new_from)

    assert ended(circle, new_from - timedelta(days=1)) == {(agreement.id, "granvik")}
    assert ended(circle, new_from) == set()


def test_received_on_29_february_it_ends_on_28_february(circle, agreement, version):
    resolves(circle, version, on=date(2028, 2, 1))
    receives(circle, agreement, received_on=date(2028, 2, 29))

    assert ended(circle, date(2029, 2, 27)) == set()
    assert ended(circle, date(2029, 2, 28)) == {(agreement.id, "granvik")}


def test_one_outside_the_pair_cannot_terminate_it(circle, agreement, version):
    with pytest.raises(BadInput, match="er ikke en av de to") as refused:
        receives(circle, agreement, party=circle.parties["storelv"])
    assert refused.value.field == "party"


def test_what_did_not_apply_that_day_cannot_be_terminated(circle, agreement, version):
    with pytest.raises(RuleSaysNo, match="gjaldt ikke for Granvik og Foretaket HF 9. juni 2025"):
        receives(circle, agreement, received_on=DAY - timedelta(days=1))
    assert receives(circle, agreement, received_on=DAY).received_on == DAY


def test_what_has_ended_for_the_pair_cannot_be_terminated_again_by_the_trust_either(
    circle, agreement, version
):
    resolves(circle, version)
    receives(circle, agreement)
    trust = {"party": circle.parties[TRUST], "sender": "styrelederen"}

    assert receives(circle, agreement, received_on=LAST_DAY, **trust)
    with pytest.raises(RuleSaysNo, match="gjaldt ikke for Granvik og Foretaket HF 15. mars 2027"):
        receives(circle, agreement, received_on=ENDS, **trust)
    assert receives(circle, agreement, "storelv", received_on=ENDS, **trust)


def test_other_documents_say_themselves_how_they_end(circle, version):
    guideline = circle.document("retningslinje-1", DocumentKind.RETNINGSLINJE, title="Retningslinje 1")

    with pytest.raises(RuleSaysNo, match="er ikke en samarbeidsavtale"):
        receives(circle, guideline)


def test_a_party_that_ceased_gives_no_notice(circle, agreement, version):
    row = circle.kommune("nordli")
    row.valid_to = RECEIVED - timedelta(days=1)
    circle.session.flush()

    with pytest.raises(BadInput, match="Nordli fantes ikke 15. mars 2026"):
        receives(circle, agreement, "nordli")


def test_what_has_not_happened_is_not_recorded(circle, agreement, version):
    with pytest.raises(BadInput, match="ikke kommet ennå"):
        receives(circle, agreement, received_on=LATER.date() + timedelta(days=1))
    row = receives(circle, agreement)
    with pytest.raises(BadInput, match="etter den dagen"):
        follows(circle, row, NoticeStep.VARSLET, RECEIVED - timedelta(days=1))


def test_the_clocks_stand_among_the_duties_and_a_letter_alone_is_no_public_fact(circle, agreement, version):
    row = receives(circle, agreement)

    def told(on, who=PUBLIC):
        found = duties.duties(circle.session, circle.community, on, circle.parties["granvik"], who)
        return [(each.duty.state, each.notice.row.ref) for each in found if each.notice]

    assert told(RECEIVED) == []
    assert told(RECEIVED, OPERATOR) == [(DutyState.UAVKLART, row.ref)]
    resolves(circle, version)
    assert told(RECEIVED) == [(DutyState.LOPER, row.ref), (DutyState.LOPER, row.ref)]
    follows(circle, row, NoticeStep.VARSLET, date(2026, 3, 27))
    assert told(ENDS) == [(DutyState.FORFALT, row.ref), (DutyState.OPPFYLT, row.ref)]


def test_a_kommune_with_two_trusts_terminates_with_one_of_them(circle, agreement, version):
    other = communities.add_party(
        circle.session,
        OPERATOR,
        circle.community,
        "ous",
        "Oslo universitetssykehus HF",
        circle.parties[TRUST].kind,
    )
    communities.add_pair(circle.session, OPERATOR, circle.community, circle.parties["granvik"], other)
    resolves(circle, version)
    receives(circle, agreement)

    pairs = {pair for _, pair in notices.ended_pairs(circle.session, circle.community, ENDS)}
    assert pairs == {pair_of(circle, "granvik").row.id}

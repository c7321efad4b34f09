"""Users' part and yearly reviews as they are recorded: what counts, from which day, and what was not so."""

from datetime import UTC, date, datetime, timedelta

import pytest

from decisions.duties import DutyState
from decisions.involvement import Involvement
from decisions.reviews import ReviewOutcome
from registry.errors import AlreadyThere, BadInput, NotFound
from registry.operations import documents as document_operations
from registry.operations.involvement import InvolvementEntry, not_involved, record_involvement
from registry.operations.reviews import ReviewEntry, not_reviewed, record_review
from registry.permissions import OPERATOR, PUBLIC
from registry.queries import checking, involvement, participation, parties, reviews
from registry.queries.duties import duties
from tests.registry.builders import DAY, NOW, PLAN, a_circle

FROZEN_AT = datetime(2025, 5, 2, 12, tzinfo=UTC)
FROZEN_ON = FROZEN_AT.date()
TODAY = NOW.date()
ORGANISATIONS = Involvement.ORGANISASJON


@pytest.fixture
def circle(writing):
    return a_circle(writing)


def took_part(circle, document, version, on, **told):
    given = {"whom": "Brukerforumet", "how": "Arbeidsmøte."} | told
    entry = InvolvementEntry(ORGANISATIONS, given.pop("whom"), given.pop("how"), on, **given)
    return record_involvement(circle.session, OPERATOR, circle.community, document, version, entry, NOW)


def part_in(circle, document, version):
    return participation.participation_in(circle.session, circle.community, document, version, TODAY)


@pytest.mark.parametrize(
    ("day", "state"),
    [(FROZEN_ON - timedelta(days=1), DutyState.OPPFYLT), (FROZEN_ON, DutyState.UAVKLART)],
)
def test_evidence_on_a_draft_counts_for_the_version_it_became_until_that_was_frozen(circle, day, state):
    document = circle.document()
    first = circle.draft(document, "2025.1")
    second = circle.draft(document, "2025.2", based_on=first)
    document_operations.freeze(circle.session, OPERATOR, document, second, FROZEN_AT)
    took_part(circle, document, first, day)

    part = part_in(circle, document, second)

    assert part.organisations.state is state
    assert part.experience.state is DutyState.UAVKLART
    assert len(part.too_late) == (state is DutyState.UAVKLART)


def test_what_was_recorded_was_not_so_and_stays_with_the_reason(circle):
    document = circle.document()
    version = circle.draft(document)
    row = took_part(circle, document, version, DAY)
    told = circle.session, circle.community, OPERATOR
    assert part_in(circle, document, version).organisations.state is DutyState.OPPFYLT
    with pytest.raises(AlreadyThere):
        took_part(circle, document, version, DAY)

    view = involvement.involvement(*told, row.id)
    not_involved(circle.session, OPERATOR, view, "De var ikke der.", NOW)

    assert part_in(circle, document, version).organisations.state is DutyState.LOPER
    (kept,) = involvement.recorded_involvement(*told)
    assert (kept.counts, kept.taken_back.reason) == (False, "De var ikke der.")
    with pytest.raises(NotFound):
        involvement.involvement(*told, row.id)
    took_part(circle, document, version, DAY)
    assert part_in(circle, document, version).organisations.state is DutyState.OPPFYLT
    assert not list(checking.faults(circle.session))


def test_what_users_said_of_a_draft_is_not_told_to_those_who_may_not_read_it(circle):
    document = circle.document()
    took_part(circle, document, circle.draft(document), DAY)

    assert not involvement.recorded_involvement(circle.session, circle.community, PUBLIC)


def test_neither_a_patient_nor_a_day_to_come_nor_a_plan_is_recorded(circle):
    document, plan = circle.document(), circle.document("planen", PLAN)
    version = circle.draft(document)

    with pytest.raises(BadInput, match="fødselsnummer"):
        took_part(circle, document, version, DAY, how="Samtale med 01017012345.")
    with pytest.raises(BadInput, match="ikke kommet ennå"):
        took_part(circle, document, version, TODAY + timedelta(days=1))
    with pytest.raises(BadInput, match="spør ikke om det"):
        took_part(circle, plan, circle.draft(plan), DAY)


LONG_AFTER = datetime(2028, 1, 15, 12, tzinfo=UTC)
"""When reviews are written down: long after they were held."""


@pytest.fixture
def agreement(circle):
    """The agreement, adopted by all on 10 June 2025: its first year of review is 2026."""
    document = circle.document()
    circle.adopted(document)
    return document


def the_pair(circle, kommune="granvik"):
    pairs = parties.pairs(circle.session, circle.community)
    return next(each for each in pairs if each.kommune.ref == kommune)


def reviewed(circle, agreement, on, pair=None, year=None):
    told = ReviewOutcome.INGEN_ENDRING, "Punkt for punkt.", pair
    entry = ReviewEntry(agreement, year or on.year, on, *told)
    return record_review(circle.session, OPERATOR, circle.community, entry, LONG_AFTER)


def years(circle, on, party=None):
    whose = circle.parties[party] if party else None
    found = reviews.years_of_review(circle.session, circle.community, on, whose)
    return {(each.year, pair.kommune.ref): each.duty.state for each in found for pair in each.pairs}


def test_one_pair_has_reviewed_the_agreement_and_the_other_has_not(circle, agreement):
    day, last, after = date(2026, 9, 3), date(2026, 12, 31), date(2027, 1, 1)
    reviewed(circle, agreement, day, the_pair(circle))

    assert years(circle, day - timedelta(days=1))[2026, "granvik"] is DutyState.LOPER
    assert years(circle, day)[2026, "granvik"] is DutyState.OPPFYLT
    assert years(circle, last)[2026, "storelv"] is DutyState.LOPER
    assert years(circle, after)[2026, "storelv"] is DutyState.FORFALT
    assert years(circle, after)[2026, "granvik"] is DutyState.OPPFYLT
    assert {ref for _, ref in years(circle, day, "granvik")} == {"granvik"}
    told = [each for each in duties(circle.session, circle.community, day) if each.name == "gjennomgang"]
    assert [(each.whose, each.duty.state) for each in told][-2:] == [
        ("Granvik", DutyState.OPPFYLT),
        ("Storelv", DutyState.LOPER),
    ]


def test_a_review_for_all_is_everybodys_and_one_taken_back_is_nobodys(circle, agreement):
    row = reviewed(circle, agreement, date(2026, 9, 3))
    after = date(2027, 1, 1)
    assert {years(circle, after)[2026, ref] for ref in ("granvik", "storelv")} == {DutyState.OPPFYLT}

    view = reviews.review(circle.session, circle.community, row.id)
    not_reviewed(circle.session, OPERATOR, view, "Det var særavtalen.", LONG_AFTER)

    assert years(circle, after)[2026, "granvik"] is DutyState.FORFALT
    with pytest.raises(NotFound):
        reviews.review(circle.session, circle.community, row.id)
    assert not list(checking.faults(circle.session))


def test_the_year_in_which_the_agreement_began_to_bind_a_pair_asks_nothing_yet(circle, agreement):
    assert years(circle, date(2025, 12, 31))[2025, "granvik"] is DutyState.IKKE_BEGYNT
    assert years(circle, date(2026, 1, 1))[2026, "granvik"] is DutyState.LOPER


@pytest.mark.parametrize(
    ("on", "year", "why"),
    [
        (date(2028, 1, 16), 2028, "ikke kommet ennå"),
        (date(2026, 9, 3), 2027, "kan ikke være den for 2027"),
        (DAY - timedelta(days=1), 2025, "gjaldt ikke"),
    ],
)
def test_no_review_before_its_year_before_its_day_or_before_the_agreement(circle, agreement, on, year, why):
    with pytest.raises(BadInput, match=why):
        reviewed(circle, agreement, on, year=year)

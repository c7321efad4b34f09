"""When is a version adopted, and from which day does it apply? When all have adopted these very words."""

from datetime import timedelta

import pytest

from decisions.adoption import AdoptionState
from decisions.bodies import BodyKind
from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from documents.lifecycle import Stage
from registry.operations import documents as operations
from registry.permissions import OPERATOR
from registry.queries import adoption
from registry.tables import DecisionRow
from tests.registry.builders import DAY, TEXT, TRUST, a_circle, text_with

TWENTY = tuple(f"kommune-{number:02}" for number in range(1, 21))
LAST = DAY + timedelta(days=30)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.document()


def board(circle, agreement, version, on=LAST):
    """Where every party stands, by short name."""
    found = adoption.adoption(circle.session, circle.community, agreement, version, on)
    return {row.party.ref: row.state for row in found.board.rows}


def test_twenty_of_twenty_one_is_not_all_and_the_last_one_settles_it(writing):
    circle = a_circle(writing, kommuner=TWENTY)
    agreement = circle.document()
    version = circle.frozen(agreement)
    for party in (*TWENTY[:-1], TRUST):
        circle.decides(party, version)
    assert version.stage is Stage.FROZEN
    assert version.valid_from is None

    circle.decides(TWENTY[-1], version, on=LAST)

    assert version.stage is Stage.ADOPTED
    assert (version.adopted_on, version.valid_from) == (LAST, LAST)
    assert len(board(circle, agreement, version)) == 21


@pytest.mark.parametrize(
    ("earliest", "begins"),
    [
        (None, LAST),
        (LAST - timedelta(days=1), LAST),
        (LAST, LAST),
        (LAST + timedelta(days=1), LAST + timedelta(days=1)),
    ],
)
def test_it_applies_from_the_later_of_the_last_decision_and_its_own_first_day(
    circle, agreement, earliest, begins
):
    version = circle.frozen(agreement, earliest_from=earliest)
    circle.decides("granvik", version, on=LAST)
    circle.decides("storelv", version)

    circle.decides(TRUST, version)

    assert version.valid_from == begins
    assert version.adopted_on == LAST


def test_the_order_in_which_decisions_are_typed_in_does_not_matter(circle, agreement):
    days = {"granvik": DAY, "storelv": LAST, TRUST: DAY + timedelta(days=3)}
    versions = []
    for number, order in enumerate((("granvik", "storelv", TRUST), (TRUST, "storelv", "granvik")), start=1):
        document = circle.document(f"avtale-{number}")
        version = circle.frozen(document)
        for party in order:
            circle.decides(party, version, on=days[party])
        versions.append(version)

    assert {(version.valid_from, version.adopted_on) for version in versions} == {(LAST, LAST)}


def test_a_decision_about_other_words_never_counts(circle, agreement):
    first = circle.frozen(agreement, "2025.1")
    for party in ("granvik", "storelv"):
        circle.decides(party, first)
    operations.withdraw(circle.session, OPERATOR, agreement, first, "Ny tekst etter høringen.")
    second = circle.frozen(agreement, "2025.2", text_with("Formål: Andre ord."))

    circle.decides(TRUST, second)

    assert second.stage is Stage.FROZEN
    assert board(circle, agreement, second) == {
        "granvik": AdoptionState.IKKE_STARTET,
        "storelv": AdoptionState.IKKE_STARTET,
        TRUST: AdoptionState.VEDTATT,
    }


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"outcome": Outcome.AVVIST}, AdoptionState.AVVIST),
        ({"outcome": Outcome.UTSATT}, AdoptionState.UTSATT),
        ({"outcome": Outcome.RETURNERT}, AdoptionState.RETURNERT),
        ({"outcome": Outcome.TIL_ORIENTERING}, AdoptionState.UAVKLART),
        (
            {
                "outcome": Outcome.VEDTATT_MED_ENDRING,
                "reservation": Reservation("Stryk punkt 2.", ReservationSort.ENDRING),
            },
            AdoptionState.VEDTATT_MED_ENDRING,
        ),
        ({"votes": None}, AdoptionState.UAVKLART),
        ({"act": Act.INNSTILLER}, AdoptionState.INNSTILT),
    ],
)
def test_what_is_not_an_adoption_of_these_words_does_not_settle_it(circle, agreement, told, state):
    version = circle.frozen(agreement)
    circle.decides("granvik", version)
    circle.decides(TRUST, version)

    circle.decides("storelv", version, **told)

    assert version.stage is Stage.FROZEN
    assert board(circle, agreement, version)["storelv"] is state


def test_a_body_without_the_mandate_cannot_adopt_for_its_party(circle, agreement):
    executive = circle.body(
        "storelv-formannskap",
        "Formannskapet",
        BodyKind.FORMANNSKAP,
        owner=circle.parties["storelv"],
        members=9,
    )
    version = circle.frozen(agreement)
    circle.decides("granvik", version)
    circle.decides(TRUST, version)

    circle.decides(executive.ref, version)

    assert version.stage is Stage.FROZEN
    assert board(circle, agreement, version)["storelv"] is AdoptionState.UGYLDIG


def test_a_body_that_postponed_may_come_back_and_adopt(circle, agreement):
    version = circle.frozen(agreement)
    circle.decides("granvik", version)
    circle.decides(TRUST, version)
    circle.decides("storelv", version, outcome=Outcome.UTSATT)

    circle.decides("storelv", version, on=LAST, case="40/25")

    assert (version.stage, version.valid_from) == (Stage.ADOPTED, LAST)


def test_a_correction_counts_and_what_it_corrects_does_not(circle, agreement):
    version = circle.frozen(agreement)
    wrong = circle.decides("granvik", version, on=LAST)
    circle.decides("granvik", version, on=DAY, outcome=Outcome.AVVIST, corrects=wrong)
    circle.decides("storelv", version)

    circle.decides(TRUST, version)

    assert version.stage is Stage.FROZEN
    assert board(circle, agreement, version)["granvik"] is AdoptionState.AVVIST


def test_a_decision_kept_with_another_hash_than_the_text_has_does_not_count(circle, agreement):
    version = circle.frozen(agreement)
    circle.decides("storelv", version)
    kept = circle.decides("granvik", version, outcome=Outcome.UTSATT)
    forged = {column.key: getattr(kept, column.key) for column in DecisionRow.__table__.columns}
    forged |= {"id": None, "ref": "v-forged", "case_number": "99/25", "outcome": Outcome.VEDTATT}
    circle.session.add(DecisionRow(**(forged | {"text_hash": "0" * 64})))

    circle.decides(TRUST, version)

    assert version.stage is Stage.FROZEN
    assert board(circle, agreement, version)["granvik"] is AdoptionState.VEDTATT_MED_ENDRING


def test_the_board_of_an_earlier_day_shows_what_was_decided_by_then(circle, agreement):
    version = circle.frozen(agreement)
    circle.decides("granvik", version, on=DAY)
    circle.decides("storelv", version, on=LAST)

    assert board(circle, agreement, version, DAY)["storelv"] is AdoptionState.IKKE_STARTET
    assert board(circle, agreement, version, LAST)["storelv"] is AdoptionState.VEDTATT


def test_the_parties_are_those_of_the_last_day_of_the_round(circle, agreement):
    circle.kommune("nygrend", valid_from=LAST, pair_from=LAST)
    version = circle.frozen(agreement)
    circle.decides("granvik", version)
    circle.decides("storelv", version)

    circle.decides(TRUST, version, on=LAST)

    assert version.stage is Stage.FROZEN
    assert board(circle, agreement, version)["nygrend"] is AdoptionState.IKKE_STARTET


def test_what_is_adopted_is_adopted_once(circle, agreement):
    version = circle.adopted(agreement)

    circle.decides("granvik", version, on=LAST, case="60/25")

    assert (version.adopted_on, version.valid_from) == (DAY, DAY)
    assert version.text == TEXT

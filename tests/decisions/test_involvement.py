"""What people have recorded of users' part counts until the text was finished: hol. § 6-1 tredje ledd."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.duties import DutyState
from decisions.involvement import Evidence, Involvement
from decisions.participation import participation
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk

FINISHED, LATER = date(2024, 8, 29), date(2025, 5, 1)
DAY_BEFORE = FINISHED - timedelta(days=1)
EXPERIENCE, ORGANISATIONS = Involvement.ERFARING, Involvement.ORGANISASJON


def took_part(on=DAY_BEFORE, sort=ORGANISATIONS, whom="Brukerforumet"):
    return Evidence(sort, whom, "Leste kapittel 6.", on, "2025.1")


def told(*evidence, finished=FINISHED, on=LATER):
    return participation((), finished, on, evidence)


@pytest.mark.parametrize(
    ("day", "state"),
    [(DAY_BEFORE, DutyState.OPPFYLT), (FINISHED, DutyState.UAVKLART), (LATER, DutyState.UAVKLART)],
)
@pytest.mark.parametrize("sort", Involvement)
def test_what_came_on_the_day_the_text_was_finished_or_later_counts_for_nothing(sort, day, state):
    known = told(took_part(day, sort))
    duty = known.experience if sort is EXPERIENCE else known.organisations

    assert duty.state is state
    assert ("Det som kom da eller senere («Brukerforumet» " in duty.sentence) is (state is DutyState.UAVKLART)
    assert (len(known.counting), len(known.too_late)) == ((1, 0) if state is DutyState.OPPFYLT else (0, 1))
    assert_read_in_nynorsk(known.experience.sentence, known.organisations.sentence)


def test_that_an_organisation_took_part_says_nothing_of_experience_and_the_other_way_round():
    assert told(took_part()).experience.state is DutyState.UAVKLART
    assert told(took_part(sort=EXPERIENCE)).organisations.state is DutyState.UAVKLART


def test_a_draft_is_still_open_and_evidence_counts_from_its_own_day():
    evidence = took_part(date(2024, 6, 11))

    assert told(evidence, finished=None, on=date(2024, 6, 10)).organisations.state is DutyState.LOPER
    assert told(evidence, finished=None, on=date(2024, 6, 11)).organisations.state is DutyState.OPPFYLT


def test_of_many_the_first_three_are_named_and_the_others_counted():
    many = [took_part(date(2024, 1, day), whom=f"Lag {day}") for day in (5, 4, 3, 2, 1)]
    sentence = told(*many).organisations.sentence

    assert "«Lag 1» deltok i arbeidet 1. januar 2024: «Leste kapittel 6»." in sentence
    assert "Lag 4" not in sentence
    assert sentence.endswith("I tillegg er det ført 2 til.")
    assert_read_in_nynorsk(sentence)


@given(st.lists(st.builds(took_part, st.dates(date(2024, 1, 1), LATER), st.sampled_from(Involvement))))
def test_no_evidence_of_the_day_it_was_finished_or_later_ever_changes_the_answer(evidence):
    early = [each for each in evidence if each.on < FINISHED]

    assert told(*evidence).organisations.state is told(*early).organisations.state
    assert told(*evidence).experience.state is told(*early).experience.state

"""Whether users took part while the text was made: hol. § 6-1 tredje ledd."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.bodies import BodyKind, Tier
from decisions.duties import DutyState
from decisions.participation import Presence, Treatment, is_of_users, participation, speaks_for_users
from decisions.parties import PartyKind

DRAFTED, DAY_BEFORE, FINISHED, LATER = (
    date(2024, 6, 4),
    date(2024, 10, 9),
    date(2024, 10, 10),
    date(2025, 1, 15),
)
CAME, SEATED = Presence("Brukerforeningen", attended=True), Presence("Brukerforeningen", attended=False)


def a_meeting(on, *present, of_users=False):
    return Treatment(
        on, "Brukerutvalget" if of_users else "Forhandlingsutvalget", "u", "sak 3/24", "", present, of_users
    )


def told(*treatments, finished=FINISHED, on=LATER):
    return participation(treatments, finished, on)


def test_an_organisation_that_attended_before_the_text_was_finished_took_part():
    known = told(a_meeting(DRAFTED, CAME))

    assert known.organisations.state is DutyState.OPPFYLT
    assert known.organisations.sentence == (
        "Brukerforeningen deltok mens teksten ble til: Forhandlingsutvalget 4. juni 2024 (sak 3/24)."
    )
    assert known.attended == ("Brukerforeningen",)


def test_a_seat_is_only_a_seat_where_nobody_kept_who_came():
    known = told(a_meeting(DRAFTED, SEATED))

    assert known.organisations.state is DutyState.UAVKLART
    assert "En plass er ikke deltakelse. Var de der?" in known.organisations.sentence
    assert known.attended == ()


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (DAY_BEFORE, DutyState.OPPFYLT),
        (FINISHED, DutyState.UAVKLART),
        (LATER, DutyState.UAVKLART),
    ],
)
def test_a_hearing_copy_after_the_text_is_finished_is_not_to_take_part(day, state):
    known = told(a_meeting(day, CAME))

    assert known.organisations.state is state
    assert ("er ikke å ta del i arbeidet" in known.organisations.sentence) is (state is DutyState.UAVKLART)


def test_experience_is_another_duty_and_a_meeting_alone_does_not_show_it():
    known = told(a_meeting(DRAFTED, CAME))

    assert known.experience.state is DutyState.UAVKLART
    assert known.experience.sentence.endswith("Hvor er erfaringene hentet fra?")


def test_a_body_of_the_users_own_may_have_brought_their_experience_and_a_person_must_say():
    known = told(a_meeting(DRAFTED, CAME, of_users=True))

    assert known.organisations.state is DutyState.OPPFYLT
    assert known.experience.state is DutyState.UAVKLART
    assert "Brukerutvalget 4. juni 2024" in known.experience.sentence


def test_while_the_text_is_a_draft_it_can_still_be_done():
    known = told(finished=None)

    assert known.finished_on is None
    assert known.organisations.state is known.experience.state is DutyState.LOPER


def test_on_a_day_before_it_was_finished_it_was_a_draft():
    known = told(a_meeting(LATER, CAME), on=DAY_BEFORE)

    assert known.finished_on is None
    assert known.organisations.state is DutyState.LOPER


def test_both_duties_cite_the_law():
    known = told()

    assert {known.organisations.source, known.experience.source} == {
        "helse- og omsorgstjenesteloven § 6-1 tredje ledd"
    }


@pytest.mark.parametrize(
    ("party", "organisation", "role", "tier", "users"),
    [
        (PartyKind.BRUKERORGANISASJON, "", "medlem", Tier.STRATEGISK, True),
        (None, "Brukerutvalget", "representant", Tier.PARTNERSKAP, True),
        (None, "De kommunale eldrerådene", "medlem", Tier.MEDVIRKNING, True),
        (None, "Ukjent lag", "Brukerrepresentant", Tier.FAGLIG, True),
        (None, "Fastlegene", "fastlege", Tier.STRATEGISK, False),
        (PartyKind.KOMMUNE, "", "medlem", Tier.STRATEGISK, False),
    ],
)
def test_who_speaks_for_users_is_known_by_party_body_or_role(party, organisation, role, tier, users):
    assert speaks_for_users(party, organisation, role, {"Brukerutvalget"}, tier) is users


def test_a_body_of_the_users_own_is_known_by_kind_or_tier():
    assert is_of_users(BodyKind.BRUKERUTVALG, Tier.MEDVIRKNING)
    assert is_of_users(BodyKind.ANNET, Tier.MEDVIRKNING)
    assert not is_of_users(BodyKind.ASU, Tier.STRATEGISK)


MEETINGS = st.builds(
    a_meeting, st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.sampled_from([CAME, SEATED])
)


@given(st.lists(MEETINGS, max_size=5), st.dates(date(2024, 1, 1), date(2025, 12, 31)))
def test_the_duty_is_met_only_by_somebody_who_came_before_the_text_was_finished(meetings, on):
    known = participation(meetings, FINISHED, on)
    came = [
        each
        for each in meetings
        if each.on <= on and (on < FINISHED or each.on < FINISHED) and CAME in each.present
    ]

    assert (known.organisations.state is DutyState.OPPFYLT) is bool(came)
    assert {*known.before, *known.after} == {each for each in meetings if each.on <= on}

"""Users' part in the making of a text: by approved minutes, before it was finished."""

from datetime import UTC, date, datetime

import pytest

from decisions.bodies import BodyKind
from decisions.duties import DutyState
from decisions.outcomes import Act, Outcome
from documents.kinds import DocumentKind
from registry.operations import documents as document_operations
from registry.permissions import OPERATOR
from registry.queries import documents, participation
from registry.queries.duties import duties
from tests.registry.boardroom import USERS, a_boardroom
from tests.registry.builders import DAY

FROZEN_AT = datetime(2025, 8, 1, 12, tzinfo=UTC)
DAY_BEFORE, FROZEN_ON, LATER = date(2025, 7, 31), date(2025, 8, 1), date(2025, 12, 1)


@pytest.fixture
def room(writing):
    made = a_boardroom(writing)
    made.circle.body("brukerutvalget", "Brukerutvalget", BodyKind.BRUKERUTVALG)
    return made


def a_draft(room, kind=DocumentKind.SAMARBEIDSAVTALE):
    return room.circle.draft(room.circle.document("avtalen", kind))


def met(room, version, on, *absent, approved=True):
    """PSU met and was told of the text that is being made."""
    meeting = room.call(on)
    case = room.about(version, route=(("psu", Act.BEHANDLER),))
    item = room.put(meeting, case)
    room.roll(meeting, *absent)
    room.type(meeting, item, Outcome.TIL_ORIENTERING)
    if approved:
        room.approve(meeting)
    return meeting


def frozen(room, version):
    document = documents.document(room.session, room.circle.community, "avtalen")
    return document_operations.freeze(room.session, OPERATOR, document, version, FROZEN_AT)


def part_in(room, version, on=LATER):
    document = documents.document(room.session, room.circle.community, "avtalen")
    return participation.participation_in(room.session, room.circle.community, document, version, on)


def test_an_organisation_that_attended_before_the_text_was_frozen_took_part(room):
    version = a_draft(room)
    met(room, version, DAY_BEFORE)
    frozen(room, version)

    part = part_in(room, version)

    assert part.finished_on == FROZEN_ON
    assert part.organisations.state is DutyState.OPPFYLT
    assert part.attended == ("Brukerutvalget",)
    assert part.before[0].path.startswith("/moter/psu-2025-07-31")


def test_one_who_was_absent_did_not_take_part(room):
    version = a_draft(room)
    met(room, version, DAY_BEFORE, USERS)
    frozen(room, version)

    part = part_in(room, version)

    assert part.organisations.state is DutyState.UAVKLART
    assert part.before[0].present == ()


@pytest.mark.parametrize("on", [FROZEN_ON, date(2025, 9, 1)])
def test_a_meeting_when_the_text_was_finished_comes_too_late(room, on):
    version = frozen(room, a_draft(room))
    met(room, version, on)

    part = part_in(room, version)

    assert part.organisations.state is DutyState.UAVKLART
    assert "er ikke å ta del i arbeidet" in part.organisations.sentence
    assert [each.on for each in part.after] == [on]


def test_until_the_minutes_are_approved_the_meeting_is_not_told_of(room):
    version = a_draft(room)
    met(room, version, DAY_BEFORE, approved=False)

    assert part_in(room, version).before == ()


def test_where_nobody_kept_who_came_a_seat_is_only_a_seat(room):
    version = frozen(room, a_draft(room))
    room.circle.decides("psu", version, DAY, act=Act.BEHANDLER)

    part = part_in(room, version)

    assert part.organisations.state is DutyState.UAVKLART
    assert "En plass er ikke deltakelse" in part.organisations.sentence
    assert part.attended == ()


def test_what_was_said_of_the_draft_counts_for_the_version_that_was_made_of_it(room):
    first = a_draft(room)
    met(room, first, DAY_BEFORE)
    document = documents.document(room.session, room.circle.community, "avtalen")
    second = room.circle.draft(document, "2025.2", based_on=first)
    frozen(room, second)

    assert part_in(room, second).organisations.state is DutyState.OPPFYLT


def test_a_text_somebody_has_decided_on_was_finished_by_then(room):
    """Also where it was written into the register afterwards."""
    version = frozen(room, a_draft(room))
    room.circle.decides("granvik", version, DAY)

    assert part_in(room, version).finished_on == DAY


def test_on_a_day_before_it_was_finished_it_was_a_draft(room):
    version = frozen(room, a_draft(room))

    assert part_in(room, version, DAY_BEFORE).organisations.state is DutyState.LOPER
    assert part_in(room, version, FROZEN_ON).organisations.state is DutyState.UAVKLART


def test_the_law_asks_for_it_in_the_agreement_and_its_guidelines_only(room):
    draft = a_draft(room, DocumentKind.HANDLINGSPLAN)
    document = documents.document(room.session, room.circle.community, "avtalen")
    view = documents.view(room.session, document, draft, LATER)

    assert participation.of_view(room.session, room.circle.community, view) is None


def test_both_duties_stand_among_those_of_the_agreement_that_applies(room):
    room.circle.adopted(room.circle.document(), on=DAY)

    found = [
        each for each in duties(room.session, room.circle.community, LATER) if each.name == "medvirkning"
    ]

    assert len(found) == 2
    assert all("§ 6-1 tredje ledd" in each.duty.source for each in found)

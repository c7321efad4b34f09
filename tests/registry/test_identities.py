"""An identity belongs to one document; what is pasted from another gets its own."""

import pytest

from documents.kinds import DocumentKind
from documents.markdown import identities_in, read
from registry.operations import documents as operations
from registry.permissions import OPERATOR
from registry.queries.identities import about_renewed, identities_elsewhere
from tests.registry.builders import a_circle

AGREEMENT = "# Avtale\n\n## 1 En {#aaaaaaaaaa}\n\na) {#bbbbbbbbbb} punkt\n\n## 2 To {#cccccccccc}\n"
PASTED = (
    "# Retningslinje\n\n## 4 Fra avtalen {#aaaaaaaaaa}\n\na) {#bbbbbbbbbb} punkt\n\n## 5 Egen {#dddddddddd}\n"
)


@pytest.fixture
def circle(writing):
    return a_circle(writing)


@pytest.fixture
def agreement(circle):
    return circle.draft(circle.document(), text=AGREEMENT)


@pytest.fixture
def guideline(circle):
    return circle.document("retningslinje", DocumentKind.RETNINGSLINJE)


def test_a_section_pasted_from_another_document_is_new_in_a_draft(circle, agreement, guideline):
    draft = circle.draft(guideline, text=PASTED)
    found = identities_in(draft.text)

    assert found & {"aaaaaaaaaa", "bbbbbbbbbb", "dddddddddd"} == {"dddddddddd"}
    assert len(found) == 3
    assert [place.number for place in read(draft.text).places()] == ["4", "4 a", "5"]


def test_a_section_pasted_into_a_draft_is_new_and_what_stood_there_keeps_its_own(
    circle, agreement, guideline
):
    draft = circle.draft(guideline, text="# Retningslinje\n\n## 5 Egen {#dddddddddd}\n")
    operations.change_draft(circle.session, OPERATOR, guideline, draft, PASTED, draft.revision)
    found = identities_in(draft.text)

    assert found & {"aaaaaaaaaa", "bbbbbbbbbb", "dddddddddd"} == {"dddddddddd"}
    operations.change_draft(circle.session, OPERATOR, guideline, draft, draft.text, draft.revision)
    assert identities_in(draft.text) == found


def test_a_document_keeps_its_own_identities_through_its_versions(circle, agreement):
    document = circle.session.get_one(type(circle.document("annet")), agreement.document_id)
    later = circle.draft(document, "2", text=AGREEMENT)

    assert identities_in(later.text) == {"aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"}


def test_a_new_document_shares_no_identity_with_any(circle, agreement, guideline):
    every = {"aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"}

    assert identities_elsewhere(circle.session, agreement.community_id, None) == every
    assert identities_elsewhere(circle.session, agreement.community_id, guideline) == every


def test_the_person_is_told_which_points_are_new_here():
    told = about_renewed(["5.2 Vedtak", "5.2 c", ""])

    assert "er nye her: 5.2 Vedtak, 5.2 c, et punkt uten nummer." in told
    assert about_renewed(map(str, range(12))).count(",") == 10
    assert " og 2 til." in about_renewed(map(str, range(12)))

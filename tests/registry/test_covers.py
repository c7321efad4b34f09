"""What the first page of a Word file says: of a draft, a frozen text, one in force and one that is replaced."""

from datetime import date

import pytest

from documents.kinds import Language
from registry.operations import documents as operations
from registry.permissions import OPERATOR
from registry.queries import documents
from registry.queries.communities import chosen
from registry.queries.exports import Format, cover_of, export
from tests.registry.builders import NOW

DAY = date(2026, 1, 1)


@pytest.fixture
def at(example):
    """The example, to be written in."""
    with example.database.writing() as session:
        yield session, chosen(session)


def cover(at, ref, number):
    session, community = at
    return cover_of(session, community, documents.version(session, community, ref, number, OPERATOR, DAY))


def test_a_text_in_force_says_since_when_and_who_adopted_it(at):
    told = cover(at, "samarbeidsavtalen", "2025.1")

    assert told.status_line == "Gjelder fra 1. mai 2025"
    assert ("Gjelder fra", "1. mai 2025") in told.dates
    assert told.state == "Vedtatt"
    assert len(told.decisions) >= 21
    assert not told.draft


def test_a_replaced_text_says_from_when_until_when_it_applied(at):
    told = cover(at, "samarbeidsavtalen", "2021.1")

    assert told.status_line == "Erstattet, gjaldt fra 1. januar 2021"
    assert told.dates[-1] == ("Gjelder til og med", "30. april 2025")


def test_a_draft_says_when_it_was_last_written_in(at):
    told = cover(at, "samarbeidsavtalen", "2026.1")

    assert told.draft
    assert [label for label, _ in told.dates] == ["Sist endret"]
    assert told.day == told.dates[0][1]
    assert told.state == "Utkast"


def test_a_frozen_text_says_when_it_was_frozen_and_is_not_called_adopted(at):
    session, community = at
    row = documents.document(session, community, "samarbeidsavtalen")
    draft = documents.version(session, community, "samarbeidsavtalen", "2026.1", OPERATOR, DAY).row
    operations.freeze(session, OPERATOR, row, draft, NOW)
    told = cover(at, "samarbeidsavtalen", "2026.1")

    assert (told.status_line, told.state, told.draft) == ("Til vedtak", "Frosset", False)
    assert [label for label, _ in told.dates] == ["Frosset"]


def test_the_first_page_of_a_nynorsk_text_is_in_nynorsk(at):
    told = cover(at, "retningslinje-3", "2025.1")

    assert told.language is Language.NN
    assert told.status_line == "Gjeld frå 1. november 2025"
    assert [label for label, _ in told.dates] == ["Vedteke", "Gjeld frå"]
    assert told.decisions[0].endswith(": vedteke")


def test_the_same_version_gives_the_same_bytes(at):
    session, community = at
    view = documents.version(session, community, "samarbeidsavtalen", "2026.1", OPERATOR, DAY)

    assert (
        export(session, community, view, Format.DOCX).data
        == export(session, community, view, Format.DOCX).data
    )

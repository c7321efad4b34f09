"""A draft that was opened and saved in another office program: nothing of it is lost on the way."""

import pytest

from documents.docx import Tracked, read
from documents.docx.seal import is_genuine
from documents.returning.amendments import returned
from documents.returning.matching import Ground
from tests.documents.returned_files import KEY, SENT, edited, sent, tracked_words, words

pytestmark = pytest.mark.office


def back(file: bytes):
    reading = read(file, "svar.docx", Tracked.SUGGEST)
    return reading, returned(reading, SENT, "Granvik")


def test_saved_as_word_again_the_seal_holds_and_nothing_is_proposed(office):
    reading, found = back(office.converted(sent(), "docx"))

    assert is_genuine(reading.seal, KEY)
    assert found.amendments == ()
    assert {match.ground for match in found.matches} == {Ground.HEADING_MARK}


def test_by_way_of_opendocument_the_seal_is_lost_but_version_hash_and_marks_are_not(office):
    reading, found = back(office.converted(office.converted(sent(), "odt"), "docx", "odt"))

    assert (reading.seal.document, reading.seal.version) == ("samarbeidsavtalen", "2026.1")
    assert reading.seal.signature == ""
    assert found.amendments == ()
    assert {match.ground for match in found.matches} == {Ground.HEADING_MARK}


def test_tracked_changes_keep_their_authors(office):
    file = edited(
        sent(),
        tracked_words("fire timer", "to timer", "Kari Nes"),
        words("elektronisk", "i meldingssystemet"),
    )

    _, found = back(office.converted(file, "docx"))

    assert [(each.author, each.section, each.tracked) for each in found.amendments] == [
        ("Granvik", "kommunenaa", False),
        ("Kari Nes", "kommunenaa", True),
    ]


def test_a_chapter_after_a_deleted_section_is_a_chapter_still_though_libreoffice_gave_it_the_sections_style(
    office,
):
    tracking = {"do": "track", "author": "Kari Nes", "on": True}
    file = office.edited(sent(), tracking, {"do": "delete", "title": "Helseforetaket"})

    reading, found = back(file)

    assert [(each.kind.value, each.section) for each in found.amendments] == [
        ("fjerne punktet", "foretaketa")
    ]
    assert "heading-level" in [remark.code for remark in reading.remarks]
    assert found.remarks == ()

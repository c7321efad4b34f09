"""Thirty Word files that others made: each is read with remarks or refused in a sentence."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from documents import markdown
from documents.docx import NotReadable, read, write
from documents.text import ItemList, LegalText, Paragraph
from tests.documents.test_docx_round_trip import meaning
from tests.documents.test_docx_writing import COVER

FOLDER = Path(__file__).parents[3] / "shared" / "docx-samples"
REFUSED = {
    "altchunk-html": "alt-chunk",
    "encrypted-ole": "encrypted",
    "truncated": "broken",
    "xxe-external-entity": "doctype",
    "zipbomb-100mb": "bomb",
}
FILES = sorted(FOLDER.glob("*.docx"))
READABLE = [path for path in FILES if path.stem not in REFUSED]

pytestmark = pytest.mark.skipif(not FILES, reason=f"The foreign Word files are not on this machine: {FOLDER}")


def reading(name):
    return read((FOLDER / f"{name}.docx").read_bytes(), f"{name}.docx")


def codes(name):
    return [remark.code for remark in reading(name).remarks]


def shown(text: LegalText):
    """Every paragraph and first paragraph of a point, with what is printed before it."""
    blocks = [*text.preamble, *(block for section in text.walk() for block in section.blocks)]
    while blocks:
        match blocks.pop(0):
            case Paragraph(text=words):
                yield words
            case ItemList(items=items):
                for item in reversed(items):
                    first, *rest = item.blocks
                    blocks[:0] = [Paragraph(f"{item.label} {first.text}"), *rest]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_taken_in_is_refused_by_name(name):
    with pytest.raises(NotReadable) as refused:
        reading(name)

    assert refused.value.code == REFUSED[name]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_every_other_file_is_read_without_a_lost_word_and_can_be_stored(path):
    found = read(path.read_bytes(), path.name)

    assert "lost" not in [remark.code for remark in found.remarks]
    assert all(remark.message.endswith((".", "»")) and "{" not in remark.message for remark in found.remarks)
    assert markdown.read(markdown.write(found.text)) == found.text


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_every_other_file_goes_out_in_word_and_comes_in_again_as_it_was(path):
    text = read(path.read_bytes(), path.name).text

    back = read(write(text, replace(COVER, title=markdown.plain(text.title))), "tilbake.docx")

    assert meaning(back.text) == meaning(text)
    assert back.account.balances
    assert back.account.lost == ()


def test_the_real_norwegian_agreement_keeps_its_seventeen_numbered_sections():
    text = reading("nb-databehandleravtale").text

    assert [section.number for section in text.sections] == [str(number) for number in range(1, 18)]
    assert text.sections[0].title == "Formålet med denne databehandleravtalen"


def test_headings_numbered_through_styles_have_their_numbers():
    headings = [section.heading for section in reading("headings-numbered").text.walk()]

    assert headings[:4] == ["1. Section 1", "1.1. Section 1.1", "1.2. Section 1.2", "1.2.1. Section 1.2.3"]


def test_each_item_of_every_sort_of_list_has_the_label_it_says_it_should_have():
    lines = [line.replace("\\", "") for line in shown(reading("lists-all-formats").text)]
    expected = [
        line for line in lines if "should be" in line and "bullet" not in line and "<w:t>" not in line
    ]

    assert len(expected) > 30
    for line in expected:
        wanted = re.search(r"should be (?:numbered )?(\S+?)\.?$", line)
        assert wanted, line
        assert line.split()[0].rstrip(".") == wanted[1].rstrip("."), line


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("footnotes", "title-guessed"),
        ("endnotes-three", "endnote"),
        ("comments-many", "comment"),
        ("nested-tables", "nested-table"),
        ("textbox-duplicated", "text-box"),
        ("tracked-heavy-stacked", "merged-cells"),
        ("tracked-move-content-control", "content-control"),
        ("tracked-rows-deleted", "tracked-change"),
        ("tracked-comments-tables", "comment"),
    ],
)
def test_what_a_text_cannot_hold_is_named(name, wanted):
    assert wanted in codes(name)


def test_every_comment_is_named():
    assert codes("comments-many").count("comment") == 8


def test_a_text_box_that_stands_there_twice_is_named_once():
    assert codes("textbox-duplicated").count("text-box") == 1


def test_footnotes_stand_at_their_marks():
    written = markdown.write(reading("footnotes").text)

    assert written.count("[^1]") == 2
    assert written.count("[^2]") == 2


def test_strict_files_and_renamed_parts_are_read():
    assert reading("strict-ooxml").text.preamble
    assert reading("renamed-main-part").text.preamble

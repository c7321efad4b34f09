"""The numbers that Word prints and does not store."""

import pytest

from documents.docx import read
from documents.docx.reading.labels import printed
from documents.text import ItemList, Paragraph
from tests.documents.docx_files import level, numbering, p, point, word_file

DOTTED = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "%1.%2 %3)")


def labels(body, kinds):
    """The words in front of every paragraph that ends in "x."."""
    text = read(word_file(p("Avtale", "Title") + body, numbering=kinds), "a").text
    found = []
    for block in text.preamble:
        if isinstance(block, ItemList):
            found += [item.label for item in block.items]
        elif isinstance(block, Paragraph):
            found.append(block.text.removesuffix("x.").strip())
    return found


@pytest.mark.parametrize(
    ("form", "count", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("lowerLetter", 1, "a"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("none", 5, ""),
        ("chicago", 5, "5"),
    ],
)
def test_a_count_is_printed_in_the_form_of_its_level(form, count, shown):
    assert printed(count, form) == shown


def test_levels_count_within_the_level_above():
    body = point("x.") + point("x.", 1) + point("x.", 1) + point("x.", 2) + point("x.") + point("x.", 1)

    assert labels(body, numbering(DOTTED)) == ["1", "1.1", "1.2", r"1.2 a)", "2", "2.1"]


def test_a_level_that_comes_without_the_one_above_counts_as_if_that_one_had_come():
    assert labels(point("x.", 1), numbering(DOTTED)) == ["1.1"]


def test_a_list_that_starts_anew_starts_anew_once():
    restart = (
        '<w:num w:numId="9"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    )
    body = point("x.") + point("x.") + point("x.", list_id=9) + point("x.", list_id=9)

    assert labels(body, numbering(level(0, "decimal", "%1."), lists=restart)) == ["1.", "2.", "3.", "4."]


def test_two_lists_of_one_sort_go_on_counting_unless_told_otherwise():
    again = '<w:num w:numId="9"><w:abstractNumId w:val="0"/></w:num>'
    body = point("x.") + p("mellom x.") + point("x.", list_id=9)

    assert labels(body, numbering(level(0, "decimal", "%1."), lists=again)) == ["1.", "mellom", "2."]


def test_legal_numbering_prints_every_level_in_figures():
    legal = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")

    assert labels(point("x.") + point("x.", 1), numbering(legal)) == ["I", "1.1"]


def test_a_level_may_restart_only_after_a_higher_one():
    rare = (
        level(0, "decimal", "%1")
        + level(1, "decimal", "%1.%2")
        + level(2, "decimal", "%1.%2.%3", '<w:lvlRestart w:val="1"/>')
    )
    body = (
        point("x.")
        + point("x.", 1)
        + point("x.", 2)
        + point("x.", 1)
        + point("x.", 2)
        + point("x.")
        + point("x.", 2)
    )

    assert labels(body, numbering(rare)) == ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1.1"]


def test_a_list_may_borrow_its_levels_through_a_style():
    kinds = numbering(
        '<w:numStyleLink w:val="Punkter"/>', '<w:styleLink w:val="Punkter"/>' + level(0, "lowerLetter", "%1)")
    )

    assert labels(point("x.") + point("x."), kinds) == ["a)", "b)"]


def test_headings_are_numbered_through_their_styles():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{at}"><w:name w:val="heading {at}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for at in (1, 2)
    )
    linked = level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>') + level(
        1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'
    )
    unnumbered = p("Forord", "H1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = unnumbered + p("En", "H1") + p("En en", "H2") + p("To", "H1")
    text = read(word_file(body, styles=styles, numbering=numbering(linked))).text

    assert [section.heading for section in text.walk()] == ["Forord", "1 En", "1.1 En en", "2 To"]


def test_a_form_that_cannot_be_printed_is_named():
    found = read(
        word_file(point("x.") + point("y"), numbering=numbering(level(0, "cardinalText", "%1)"))), "a"
    )

    assert [remark.message for remark in found.remarks if remark.code == "number-form"] == [
        "2 numre har en form som ikke kan gjengis, og står med vanlige tall; se dem over."
    ]

"""The numbers that Word prints and does not store."""

from pathlib import Path

import pytest

from documents.docx import NotReadable, read
from documents.docx.reading.labels import BULLET, Labels, printed
from documents.docx.reading.package import Package
from documents.docx.reading.stylesheet import StyleSheet
from documents.docx.xml import w
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
        ("bullet", 5, ""),
        ("ordinal", 3, "3."),
        ("chicago", 5, "5"),
    ],
)
def test_a_count_is_printed_in_the_form_of_its_level(form, count, shown):
    assert printed(count, form) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0th"), (1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd"), (112, "112th")],
)
def test_an_ordinal_ends_as_the_language_of_the_file_has_it(count, shown):
    assert printed(count, "ordinal", english=True) == shown


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


def test_a_level_that_is_only_redrawn_counts_on():
    """ECMA-376 part 1, 17.9.8: w:lvlOverride begins anew with w:startOverride, not with the w:start of a w:lvl."""
    redrawn = (
        '<w:num w:numId="9"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1")}</w:lvlOverride></w:num>'
    )
    body = point("x.") + point("x.", list_id=9) + point("x.")

    assert labels(body, numbering(level(0, "decimal", "%1."), lists=redrawn)) == ["1.", "B", "3."]


def test_a_level_of_dots_leaves_no_sign_in_the_numbers_under_it():
    kinds = numbering(level(0, "decimal", "%1") + level(1, "bullet", "•") + level(2, "decimal", "%1.%2.%3"))

    assert labels(point("x.") + point("x.", 2), kinds) == ["1", "1..1"]


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


# Against LibreOffice

FOLDER = Path(__file__).parents[3] / "shared" / "docx-samples"
WORD_SAYS = {
    "numbering-overrides": {
        "0th": ("0", "ordinal: nought has its ending, too"),
        "1.b.III": (
            "1.b.I",
            "w:lvlRestart 0: the third level never begins anew; LibreOffice does not read it",
        ),
        "2.18.2.1": ("2.18.ii.1", "w:isLgl: every level in figures; LibreOffice does not read it"),
        "00": ("0", "decimalZero has two figures also for nought"),
        "01..1": ("01.1", "the dots of w:lvlText stand though the level between prints nothing"),
    }
}
"""Where LibreOffice prints another label than ours. The words of each of these paragraphs are the label that
Word printed, and ours is that one."""
BROKEN_OFF = {"tracked-comments-tables"}
"""LibreOffice cannot be asked for the labels of these: it breaks off over a content control in a paragraph."""


def our_labels(data):
    """Every numbered paragraph as ours counts it, dots left out: LibreOffice has no label for them."""
    package = Package(data)
    styles = StyleSheet(package.part("styles"))
    counted = Labels(package.part("numbering"), styles.language)
    for paragraph in package.main.iter(w("p")):
        place = styles.list_place(paragraph, counted.linked_styles)
        label = counted.next(place) if place else None
        if label and label.text != BULLET:
            yield label.text, "".join(each.text or "" for each in paragraph.iter(w("t"))).strip()


@pytest.mark.office
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.docx")), ids=lambda path: path.stem)
def test_every_automatic_number_is_the_one_that_libreoffice_prints(path, office):
    try:
        ours = list(our_labels(path.read_bytes()))
    except NotReadable:
        return
    if path.stem in BROKEN_OFF or not ours:
        return

    theirs = [line.split("\t", 1) for line in office.labels(path.read_bytes())]

    differing = {
        label: (their_label, words)
        for (label, words), (their_label, _) in zip(ours, theirs, strict=True)
        if label != their_label
    }
    known = WORD_SAYS.get(path.stem, {})
    assert {label: their_label for label, (their_label, _) in differing.items()} == {
        label: their_label for label, (their_label, _) in known.items()
    }
    assert all(words == label for label, (_, words) in differing.items())

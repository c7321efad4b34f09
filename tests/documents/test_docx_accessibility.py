"""What keeps somebody from reading a Word file is found; in our own files there is nothing to find."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from documents import markdown
from documents.docx import NotReadable, order, write, write_change_table
from documents.docx.accessibility import Finding, check
from documents.docx.redline import write_redline
from documents.docx.trial import check_apart, try_apart, try_template
from documents.docx.writing.house import FILE
from documents.kinds import Language
from tests.documents.docx_files import p, point, t, table, word_file, zipped
from tests.documents.office_templates import STYLES, office_template, picture
from tests.documents.test_docx_change_table import HEAD
from tests.documents.test_docx_round_trip import SAMPLE
from tests.documents.test_docx_writing import COVER, a_section, a_text, part

EXAMPLES = Path(__file__).parents[2] / "registry/examples"
VERSIONS = sorted(EXAMPLES.glob("*/texts/*/*.md"))
BODY_AS_HEADING = (
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Body Text"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)
HEADED = p("Formål", "Overskrift1")


def codes(data):
    return [finding.code for finding in check(data)]


def codes_of(body, **others):
    """What is found in a body, but for the title and the language that the bare file lacks."""
    return [code for code in codes(word_file(body, **others)) if code not in {"title", "language"}]


# Our own


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_version_of_the_example_can_be_read_by_everybody(path):
    language = Language.NN if "Føremål" in path.read_text() else Language.NB
    data = write(markdown.read(path.read_text()), replace(COVER, language=language))

    assert check(data) == ()


def test_a_redline_is_judged_as_it_will_be_when_its_changes_are_accepted():
    folder = EXAMPLES / "fjordmark/texts/samarbeidsavtalen"
    old, new = (
        markdown.with_ids(markdown.read((folder / f"{each}.md").read_text())) for each in ("2021.1", "2025.1")
    )

    assert check(write_redline(old, new, COVER, "Sekretariatet", datetime(2025, 1, 15, 9, 5))) == ()


def test_a_text_with_everything_in_it_can_be_read_and_stands_in_the_order_of_the_schema():
    data = write(markdown.read(SAMPLE), COVER)
    parts = [part(data, f"word/{name}.xml") for name in ("document", "styles", "numbering", "settings")]

    assert check(data) == ()
    assert [wrong for root in parts for wrong in order.misplaced(root)] == []


def test_the_products_own_template_can_be_read():
    assert check(FILE.read_bytes()) == ()


def test_a_change_table_lacks_only_headings_to_jump_between():
    assert codes(write_change_table((), HEAD)) == ["no-headings"]


# Others'


def test_a_bare_file_lacks_title_language_and_headings():
    assert codes(word_file(p("Ord"))) == ["title", "language", "no-headings"]


def test_a_level_that_is_skipped_is_found_with_the_heading():
    found = [each for each in check(word_file(p("En", "Overskrift2"))) if each.code == "heading-order"]

    assert [each.place for each in found] == ["En"]
    assert found[0].message.startswith("Overskriften står på nivå 2, men burde stått på nivå 1")


def test_going_back_up_skips_nothing():
    body = p("En", "Overskrift1") + p("To", "Overskrift2") + p("Tre", "Overskrift1")

    assert codes_of(body) == []


def test_an_empty_heading_is_found():
    assert codes_of(HEADED + p(t(""), "Overskrift1")) == ["empty-heading"]


def test_a_table_without_a_header_row_is_found_and_one_with_it_is_not():
    rows = ("<w:tc>" + p("Hvem") + "</w:tc>", "<w:tc>" + p("Kommunen") + "</w:tc>")
    marked = "<w:trPr><w:tblHeader/></w:trPr>" + rows[0]

    assert codes_of(HEADED + table(*rows)) == ["table-header"]
    assert codes_of(HEADED + table(marked, rows[1])) == []


def test_a_header_row_that_says_nothing_is_found():
    marked = "<w:trPr><w:tblHeader/></w:trPr><w:tc>" + p(t("")) + "</w:tc>"

    assert codes_of(HEADED + table(marked, "<w:tc>" + p("Kommunen") + "</w:tc>")) == ["table-header"]


def test_a_table_within_a_table_is_found():
    inner = table("<w:tc>" + p("indre") + "</w:tc>")

    assert codes_of(HEADED + table("<w:tc>" + inner + p("ytre") + "</w:tc>")) == ["nested-table"]


def test_a_picture_without_words_is_found_and_one_with_them_is_not():
    assert codes_of(HEADED + p(picture("rId9", ""))) == ["alt-text"]
    assert codes_of(HEADED + p(picture("rId9", "Et kart"))) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("her", 1), ("Les mer", 1), ("klikk her", 1), ("lovdata", 0), ("her står loven", 0)],
)
def test_a_link_says_where_it_leads(words, found):
    link = '<w:hyperlink w:anchor="x">' + t(words) + "</w:hyperlink>"

    assert codes_of(HEADED + p(link)) == ["link-text"] * found


def test_a_list_of_typed_signs_is_found_once_and_words_own_lists_are_not():
    typed = p("a) en") + p("b) to") + p("c) tre")

    assert codes_of(HEADED + typed) == ["typed-list"]
    assert codes_of(HEADED + point("en") + point("to")) == []
    assert codes_of(HEADED + p("a) en alene") + p("Brødtekst.")) == []


def test_a_file_that_is_refused_is_not_checked():
    with pytest.raises(NotReadable):
        check(zipped({"x": "y"}))


def test_a_file_is_checked_as_well_in_a_process_of_its_own():
    data = word_file(p("En", "Overskrift2"))

    assert check_apart(data) == check(data)
    assert all(isinstance(each, Finding) for each in check_apart(data))


# The trial of a template


def test_the_trial_tells_what_is_the_offices_and_what_is_ours():
    report = try_template(office_template())

    assert {"heading 1", "Title"} <= set(report.found)
    assert "toc 1" in report.ours
    assert (report.places, report.our_header, report.our_footer) == (
        ("dato", "side", "sider", "versjon"),
        False,
        False,
    )
    assert report.pictures == 1
    assert report.findings == ()
    assert report.sentences[-1] == "En prøvetekst er satt i malen og lest tilbake: den var lik."


def test_the_trial_says_when_our_lines_come_under_the_offices():
    report = try_template(office_template(header=p("Granvik"), footer=p("Torget 1")))

    assert (report.our_header, report.our_footer) == (True, True)
    assert any(sentence.startswith("Toppteksten har ikke plass") for sentence in report.sentences)


def test_the_trial_finds_a_logo_without_words():
    assert [each.code for each in try_template(office_template(header=p(picture("rId5", "")))).findings] == [
        "alt-text"
    ]


@pytest.mark.parametrize(
    "harm",
    [
        ('<w:sz w:val="40"/>', '<w:vanish/><w:sz w:val="40"/>'),
        ("</w:docDefaults>", "</w:docDefaults>" + BODY_AS_HEADING),
    ],
)
def test_a_template_that_a_text_does_not_come_back_from_is_refused(harm):
    with pytest.raises(NotReadable) as refused:
        try_apart(office_template(styles=STYLES.replace(*harm)))

    assert refused.value.code == "trial"


def test_the_trial_in_a_process_of_its_own_says_the_same():
    assert try_apart(office_template()) == try_template(office_template())


def test_a_text_without_headings_says_so():
    assert codes(write(a_text(), COVER)) == ["no-headings"]
    assert codes(write(a_text(a_section("1")), COVER)) == []

"""An office's own template is put on our files; the product's own is made by a command."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from documents import markdown
from documents.docx import NotReadable, read, write, write_change_table, write_collection
from documents.docx import order as schema
from documents.docx.accessibility import check
from documents.docx.writing.collection import Member
from documents.docx.writing.house import FILE, house_template
from documents.docx.writing.template_reader import read_template
from documents.kinds import Language
from documents.text import Footnote, Item, ItemList, Paragraph, Table
from tests.documents.docx_files import p, part, relations
from tests.documents.office_templates import (
    HEADER,
    LOGO_WORDS,
    SECTION,
    STYLES,
    logo,
    office_template,
)
from tests.documents.test_docx_change_table import HEAD
from tests.documents.test_docx_writing import COVER, W, a_section, a_text, words
from tests.documents.test_docx_writing import part as part_of
from tests.documents.texts import LEGAL_TEXTS

EXAMPLES = Path(__file__).parents[2] / "registry/examples/fjordmark/texts"
TEXT = a_text(
    a_section(
        "1",
        "Formål",
        Paragraph("Partene samarbeider.[^1]"),
        ItemList((Item("a)", (Paragraph("en"),), "cccccccccc"),)),
        Table(("Hvem", "Hva"), (("Kommunen", "Alt"),)),
        Footnote("1", "En note."),
        children=[a_section("1.1", "Parter", Paragraph("Alle."), identity="dddddddddd")],
    )
)
OFFICE = read_template(office_template())
DATED = replace(COVER, day="12. april 2025")


def in_template(data=None, text=TEXT, cover=DATED):
    return write(text, cover, read_template(office_template() if data is None else data))


def style(data, identity):
    styles = part_of(data, "word/styles.xml").iter(f"{W}style")
    return next(each for each in styles if each.get(f"{W}styleId") == identity)


def names(data):
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


# The product's own


def test_the_file_in_the_tree_is_what_the_command_makes():
    assert FILE.read_bytes() == house_template(), "run: python -m documents.docx.writing.house"


def test_the_products_own_template_chosen_as_the_offices_changes_no_style_and_no_page():
    plain, chosen = write(TEXT, COVER), in_template(FILE.read_bytes(), cover=COVER)
    styles = [
        {each.get(f"{W}styleId"): etree.tostring(each, method="c14n") for each in root.iter(f"{W}style")}
        for root in (part_of(plain, "word/styles.xml"), part_of(chosen, "word/styles.xml"))
    ]

    assert styles[0].items() <= styles[1].items()
    assert [words(part_of(each, "word/header.xml")) for each in (plain, chosen)] == [
        "SamarbeidsavtaleVersjon 2025.1",
        "SamarbeidsavtaleVersjon 2025.1",
    ]
    assert words(part_of(plain, "word/footer.xml")) == words(part_of(chosen, "word/footer.xml"))
    assert len({etree.tostring(part_of(each).find(f".//{W}pgMar")) for each in (plain, chosen)}) == 1


def test_an_office_that_begins_from_the_products_own_finds_every_style_there():
    found = read_template(FILE.read_bytes())

    assert found.places == {"tittel", "versjon", "status", "avtrykk", "side", "sider"}
    assert {"Heading1", "Title", "TOC2", "Cover", "TableHead", "List3"} <= found.found


# What is kept of an office's


def test_its_styles_are_known_by_name_whatever_language_gave_them_their_ids():
    data = in_template()
    heading = style(data, "Heading1")

    assert heading.find(f"{W}rPr/{W}color").get(f"{W}val") == "14532D"
    assert heading.find(f"{W}basedOn").get(f"{W}val") == "Normal"
    assert {"Heading1", "Heading2", "Title", "Normal"} <= read_template(office_template()).found
    assert style(data, "MalHeader").find(f"{W}name").get(f"{W}val") == "header"


def test_numbers_are_ours_in_their_letters():
    heading = style(in_template(), "Heading1")

    assert heading.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "1"
    assert heading.find(f"{W}pPr/{W}ind") is None
    level = part_of(in_template(), "word/numbering.xml").find(f"{W}abstractNum/{W}lvl")
    ours = part_of(write(TEXT, COVER), "word/numbering.xml").find(f"{W}abstractNum/{W}lvl")
    widths = [int(each.find(f"{W}pPr/{W}ind").get(f"{W}left")) for each in (level, ours)]
    assert widths == [800, 560]  # 20 points of size against our 14


def test_what_it_lacks_is_ours_in_the_letters_of_its_headings():
    lead = style(in_template(), "CoverLead")

    assert lead.find(f"{W}rPr/{W}rFonts").get(f"{W}asciiTheme") == "majorHAnsi"
    assert style(in_template(), "BodyText").find(f"{W}rPr/{W}rFonts") is None


def test_the_language_is_that_of_the_text_and_not_of_the_template():
    data = in_template(cover=replace(COVER, language=Language.NN))

    assert b"en-US" not in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml")
    assert part_of(data, "word/styles.xml").find(f".//{W}lang").get(f"{W}val") == "nn-NO"


def test_page_and_margins_are_its_own_and_tables_reach_from_one_to_the_other():
    root = part_of(in_template())

    assert {each.get(f"{W}left") for each in root.iter(f"{W}pgMar")} == {"1800"}
    width = sum(int(each.get(f"{W}w")) for each in root.iter(f"{W}gridCol"))
    assert width == pytest.approx(11906 - 1800 - 1100, abs=25)


def test_theme_logo_and_picture_for_the_title_page_go_along_once():
    data = in_template()
    pictures = [name for name in names(data) if name.endswith(".png")]

    assert len(pictures) == 1
    assert zipfile.ZipFile(io.BytesIO(data)).read(pictures[0]) == logo()
    assert any(name.endswith("theme1.xml") for name in names(data))
    first = next(part_of(data).iter(f"{W}p"))
    assert "Byvåpenet" in etree.tostring(first, encoding="unicode")
    assert LOGO_WORDS.encode() in zipfile.ZipFile(io.BytesIO(data)).read("word/header.xml")


def test_places_are_filled_in_though_word_has_parted_their_words():
    data = in_template()
    header, footer = part_of(data, "word/header.xml"), part_of(data, "word/footer.xml")

    assert words(header).strip() == "Granvik kommuneVersjon 2025.1 · 12. april 2025"
    assert words(part_of(data, "word/firstheader.xml")) == words(header)
    assert [each.text.strip() for each in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert words(footer) == "Granvik kommune, Torget 11/1"


def test_a_piece_with_nothing_to_say_goes_with_what_parts_it_from_the_next():
    assert words(part_of(in_template(cover=COVER), "word/header.xml")) == "  Granvik kommuneVersjon 2025.1"


def test_a_template_without_places_gets_our_lines_under_its_own():
    data = in_template(office_template(header=p("Granvik kommune"), footer=p("Torget 1")))

    assert words(part_of(data, "word/header.xml")) == "Granvik kommuneSamarbeidsavtaleVersjon 2025.1"
    assert words(part_of(data, "word/footer.xml")).endswith("Side 1 av 1")
    assert words(part_of(data, "word/firstheader.xml")) == "Granvik kommune"


def test_a_page_field_of_words_own_counts_as_a_place_for_the_page():
    footer = p('<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    data = in_template(office_template(footer=footer))

    assert words(part_of(data, "word/footer.xml")) == "1"


def test_its_first_page_keeps_a_head_of_its_own():
    section = SECTION.replace("<w:pgSz", '<w:headerReference w:type="first" r:id="rId7"/><w:pgSz', 1).replace(
        "</w:sectPr>", "<w:titlePg/></w:sectPr>"
    )
    rels = relations(
        ("rId1", "styles", "styles.xml"),
        ("rId3", "header", "header1.xml"),
        ("rId4", "footer", "footer1.xml"),
        ("rId7", "header", "header2.xml"),
    )
    data = in_template(
        office_template(
            section=section,
            body=p("Brev"),
            others={
                "word/header2.xml": part("hdr", p("Bare på forsiden")),
                "word/_rels/document.xml.rels": rels,
            },
        )
    )

    assert words(part_of(data, "word/firstheader.xml")) == "Bare på forsiden"
    assert words(part_of(data, "word/header.xml")).startswith("  Granvik")


def test_every_text_of_a_collection_has_its_own_version_in_the_offices_head():
    other = replace(DATED, version="2021.1")
    data = write_collection(
        DATED, [], [Member(TEXT, DATED), Member(TEXT, other)], template=read_template(office_template())
    )

    assert "Versjon 2021.1" in words(part_of(data, "word/header2.xml"))
    assert "Versjon 2025.1" in words(part_of(data, "word/header1.xml"))


def test_a_change_table_keeps_lying_on_its_side():
    root = part_of(write_change_table((), HEAD, read_template(office_template())))

    assert root.find(f".//{W}pgSz").get(f"{W}orient") == "landscape"


# What comes back


def test_a_file_in_the_offices_template_reads_back_as_it_left_and_brings_no_remark_of_its_own():
    reading = read(in_template())

    assert reading.text == TEXT
    assert reading.remarks == read(write(TEXT, COVER)).remarks


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20, deadline=None)
@given(text=LEGAL_TEXTS)
def test_the_template_never_changes_what_a_text_says(text):
    assert read(write(text, COVER, OFFICE)).text == read(write(text, COVER)).text


def test_the_same_template_gives_the_same_bytes_and_is_not_changed_by_use():
    template = read_template(office_template())

    assert write(TEXT, DATED, template) == write(TEXT, DATED, template)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("samarbeidsavtalen/*.md")), ids=lambda path: path.stem)
def test_the_example_in_the_offices_template_is_well_formed_and_can_be_read_by_everybody(path):
    text = markdown.read(path.read_text())
    data = in_template(text=text)

    assert check(data) == ()
    parts = [part_of(data, f"word/{name}.xml") for name in ("document", "styles", "numbering", "settings")]
    assert [wrong for root in parts for wrong in schema.misplaced(root)] == []
    assert read(data).text == text


@pytest.mark.office
def test_libreoffice_opens_it_with_numbers_as_we_print_them(office):
    data = in_template()

    assert office.opens(data) >= 3
    assert [line.split("\t")[0].strip() for line in office.labels(data)] == ["1", "a)", "1.1"]


# What is refused


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("outside", {"external": (("rId9", "image", "http://example.no/logo.png"),)}),
        ("macros", {"others": {"word/vbaProject.bin": b"x"}}),
        ("doctype", {"others": {"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}}),
        ("outside", {"header": p('<w:fldSimple w:instr=" INCLUDEPICTURE http://a.no/b.png "/>')}),
        (
            "object",
            {"others": {"word/_rels/header1.xml.rels": relations(("rId5", "oleObject", "media/logo.png"))}},
        ),
        (
            "broken",
            {"others": {"word/_rels/header1.xml.rels": relations(("rId5", "image", "media/borte.png"))}},
        ),
        ("narrow", {"section": SECTION.replace('w:left="1800"', 'w:left="9000"')}),
    ],
)
def test_what_a_template_must_not_have_is_refused_with_a_sentence(code, made):
    with pytest.raises(NotReadable) as refused:
        read_template(office_template(**made))

    assert refused.value.code == code
    assert refused.value.message.endswith("filen din er urørt.")


def test_the_templates_own_template_is_left_behind_and_told_of():
    rels = relations(external=(("rId1", "attachedTemplate", "file:///G:/Normal.dotm"),))
    template = read_template(
        office_template(
            others={
                "word/_rels/settings.xml.rels": rels,
                "word/settings.xml": part("settings", ""),
            }
        )
    )

    assert template.left == ("Malen er selv knyttet til en annen mal. Den knytningen følger ikke med.",)
    assert not any(
        b"Normal.dotm" in zipfile.ZipFile(io.BytesIO(write(TEXT, COVER, template))).read(name)
        for name in names(write(TEXT, COVER, template))
    )


def test_names_that_a_template_says_may_be_ignored_do_not_go_along():
    future = (
        part("hdr", HEADER)
        .replace("<w:hdr ", '<w:hdr xmlns:w99="urn:later" mc:Ignorable="w99" w99:x="1" ', 1)
        .replace("<w:p>", '<w:p w99:y="2"><w99:z/>', 1)
    )
    data = in_template(office_template(others={"word/header1.xml": future}))

    assert b"urn:later" not in zipfile.ZipFile(io.BytesIO(data)).read("word/header.xml")
    assert b"Ignorable" not in zipfile.ZipFile(io.BytesIO(data)).read("word/header.xml")


@pytest.mark.parametrize("styles", ["", STYLES.split("</w:docDefaults>")[0] + "</w:docDefaults>"])
def test_a_template_without_styles_gets_all_of_ours(styles):
    assert read(in_template(office_template(styles=styles))).text == TEXT


def test_our_own_head_says_the_day_where_the_foot_of_the_page_gives_none():
    draft = replace(DATED, draft=True, status_line="Utkast")

    assert words(part_of(write(TEXT, draft), "word/header.xml")) == (
        "SamarbeidsavtaleVersjon 2025.1, utkast, 12. april 2025"
    )


def test_a_long_title_is_cut_between_words_before_it_meets_the_version():
    long = replace(COVER, title="Retningslinje om " + "samarbeid og samhandling " * 6)
    said = words(part_of(write(TEXT, long), "word/header.xml"))

    assert said.endswith("\u2026Versjon 2025.1")
    assert len(said) <= 102


def test_a_heading_stays_with_its_text_also_where_the_template_forgot_to_say_so():
    heading = style(in_template(), "Heading1")

    assert heading.find(f"{W}pPr/{W}keepNext") is not None
    kept = [each.tag.removeprefix(W) for each in heading.find(f"{W}pPr")]
    assert kept == ["keepNext", "keepLines", "numPr", "tabs", "spacing", "outlineLvl"]

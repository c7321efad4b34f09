"""What our Word files are made of."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document
from lxml import etree

from documents import markdown
from documents.docx import Cover, read, write
from documents.docx.writing.heading_numbers import heading_patterns
from documents.kinds import DocumentKind, Language
from documents.text import Footnote, Item, ItemList, LegalText, Paragraph, Section, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

COVER = Cover(
    title="Samarbeidsavtale",
    status_line="Gjelder fra 1. mai 2025",
    version="2025.1",
    dates=(("Vedtatt", "12. april 2025"),),
    decisions=("Styret, sak 12/25",),
    hash="3f9a5c0d8e7b6a41" * 4,
    language=Language.NB,
    kind=DocumentKind.SAMARBEIDSAVTALE,
    organisation="Helsefellesskapet Fjordmark",
    identifier="samarbeidsavtalen",
    created=datetime(2025, 4, 12, 10, 0, tzinfo=UTC),
    draft=False,
)


def a_section(number, title="Tittel", *blocks, children=(), identity="abcdefghjk"):
    return Section(identity, number, title, blocks, tuple(children))


def a_text(*sections, preamble=()):
    return LegalText("Samarbeidsavtale", tuple(preamble), sections)


def part(data, name="word/document.xml"):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def words(element):
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def styled(data, style):
    """The words of the paragraphs in a style."""
    found = part(data).iter(f"{W}p")
    return [
        words(p)
        for p in found
        if (s := p.find(f"{W}pPr/{W}pStyle")) is not None and s.get(f"{W}val") == style
    ]


def test_the_same_text_gives_the_same_bytes():
    assert write(a_text(a_section("1")), COVER) == write(a_text(a_section("1")), COVER)


def test_every_part_is_well_formed_and_dated_alike():
    archive = zipfile.ZipFile(io.BytesIO(write(a_text(a_section("1")), COVER)))

    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert all(etree.fromstring(archive.read(name)) is not None for name in archive.namelist())


def test_python_docx_opens_it_and_finds_title_author_and_language():
    properties = Document(io.BytesIO(write(a_text(a_section("1")), COVER))).core_properties

    assert (properties.title, properties.author) == ("Samarbeidsavtale", "Helsefellesskapet Fjordmark")
    assert (properties.version, properties.identifier) == ("2025.1", "samarbeidsavtalen")
    assert (properties.language, properties.created) == ("nb-NO", COVER.created)


def test_the_title_page_says_what_where_when_and_by_whom():
    data = write(a_text(a_section("1")), COVER)

    assert styled(data, "CoverOrganisation") == ["Helsefellesskapet Fjordmark"]
    assert styled(data, "CoverKind") == ["Samarbeidsavtale"]
    assert styled(data, "CoverStatus") == ["Gjelder fra 1. mai 2025"]
    assert styled(data, "CoverFacts") == ["Vedtatt12. april 2025", "Dokumentsamarbeidsavtalen"]
    assert styled(data, "Cover") == ["Styret, sak 12/25"]


def test_a_draft_says_so_and_tracks_changes_and_an_adopted_text_does_neither():
    draft = write(a_text(a_section("1")), replace(COVER, draft=True))
    adopted = write(a_text(a_section("1")), COVER)

    assert styled(draft, "CoverDraft") == ["Utkast. Teksten er ikke vedtatt og kan bli endret."]
    assert part(draft, "word/settings.xml").find(f"{W}trackRevisions") is not None
    assert styled(adopted, "CoverDraft") == []
    assert part(adopted, "word/settings.xml").find(f"{W}trackRevisions") is None


def test_a_text_in_nynorsk_is_marked_as_such_and_speaks_it():
    data = write(a_text(a_section("1")), replace(COVER, language=Language.NN, draft=True))

    assert styled(data, "ContentsHeading") == ["Innhald"]
    assert styled(data, "CoverDraft") == ["Utkast. Teksten er ikkje vedteken og kan bli endra."]
    assert b'w:val="nn-NO"' in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml")


def test_running_heads_carry_title_version_hash_and_page():
    data = write(a_text(a_section("1")), COVER)

    assert words(part(data, "word/header.xml")) == "SamarbeidsavtaleVersjon 2025.1"
    assert words(part(data, "word/footer.xml")) == "Gjelder fra 1. mai 2025 · avtrykk 3f9a5c0d8e7bSide 1 av 1"


def test_the_contents_are_filled_in_with_links_to_the_headings():
    below = a_section("1.1", "Parter", identity="bbbbbbbbbb")
    data = write(a_text(a_section("1", "Formål", children=[below])), COVER)
    links = [link.get(f"{W}anchor") for link in part(data).iter(f"{W}hyperlink")]

    assert (styled(data, "TOC1"), styled(data, "TOC2")) == (["1Formål"], ["1.1Parter"])
    assert links == ["_sh_abcdefghjk", "_sh_bbbbbbbbbb"]


def test_bookmarks_are_short_unique_paired_and_within_one_paragraph():
    point = Item("a)", (Paragraph("en"),), "cccccccccc")
    text = a_text(
        a_section("1", "Formål", Paragraph("Ord"), ItemList((point,))), a_section("2", identity="dddddddddd")
    )
    root = part(write(text, COVER))
    starts, ends = list(root.iter(f"{W}bookmarkStart")), list(root.iter(f"{W}bookmarkEnd"))
    names = [start.get(f"{W}name") for start in starts]

    assert names == ["_sh_abcdefghjk", "_sb_abcdefghjk", "_sp_cccccccccc", "_sh_dddddddddd"]
    assert all(len(name) <= 40 for name in names)
    assert [start.get(f"{W}id") for start in starts] == [end.get(f"{W}id") for end in ends]
    assert [start.getparent() for start in starts] == [end.getparent() for end in ends]


# Numbers


@pytest.mark.parametrize(
    ("numbers", "patterns"),
    [
        (["1", "2", "3"], ("%1",)),
        (["1.", "2."], ("%1.",)),
        (["§ 1", "§ 2"], ("§ %1",)),
        (["Kapittel 1", "Kapittel 2"], ("Kapittel %1",)),
        (["1", "2", "Vedlegg 1"], ("%1",)),
        (["1", "", "2"], ("%1",)),
        (["0", "1"], ()),
        (["1", "3"], ()),
        (["1", "1"], ()),
        (["1", "2."], ()),
        (["I", "II"], ()),
        (["", ""], ()),
    ],
)
def test_word_counts_the_headings_only_where_it_counts_them_all_as_printed(numbers, patterns):
    assert heading_patterns(a_text(*[a_section(number) for number in numbers])) == patterns


def test_levels_below_are_counted_with_those_above():
    below = [a_section("1.1"), a_section("1.2")]

    assert heading_patterns(a_text(a_section("1", children=below), a_section("2"))) == ("%1", "%1.%2")
    assert heading_patterns(a_text(a_section("§ 1", children=[a_section("§ 1-1")]))) == ("§ %1", "§ %1-%2")
    assert heading_patterns(a_text(a_section("1", children=[a_section("1.2")]))) == ()


@pytest.mark.parametrize("numbers", [["1", "2"], ["1", "3"], ["Vedlegg 1", "4 g)"], ["", "2"]])
def test_whichever_way_headings_are_numbered_they_read_back_as_printed(numbers):
    text = a_text(*[a_section(number, identity=f"aaaaaaaaa{at + 2}") for at, number in enumerate(numbers)])

    assert [section.number for section in read(write(text, COVER)).text.sections] == numbers


def test_a_counted_heading_holds_its_title_alone_and_a_number_in_words_stands_before_it():
    assert styled(write(a_text(a_section("1", "Formål")), COVER), "Heading1") == ["Formål"]
    assert styled(write(a_text(a_section("7", "Formål")), COVER), "Heading1") == ["7Formål"]


def test_every_list_begins_anew():
    letters = ItemList((Item("a)", (Paragraph("en"),)), Item("b)", (Paragraph("to"),))))
    data = write(a_text(preamble=[letters, Paragraph("mellom"), letters]), COVER)
    used = [each.get(f"{W}val") for each in part(data).iter(f"{W}numId")]
    lists = {each.get(f"{W}numId"): each for each in part(data, "word/numbering.xml").iter(f"{W}num")}

    assert used[0] == used[1] != used[2] == used[3]
    assert all(lists[each].find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1" for each in used)


@pytest.mark.parametrize(
    "labels",
    [
        ["a)", "c)"],
        ["c)", "d)"],
        ["5.", "6."],
        ["5.", "5."],
        ["1)", "2)"],
        ["å)"],
        ["z)", "æ)"],
        ["(i)", "(ii)"],
    ],
)
def test_labels_are_printed_as_they_stand_whether_word_counts_so_or_not(labels):
    points = ItemList(tuple(Item(label, (Paragraph("ord"),)) for label in labels))
    found = read(write(a_text(preamble=[points]), COVER)).text.preamble

    shown = [f"{item.label} ord" for block in found if isinstance(block, ItemList) for item in block.items]
    shown += [block.text for block in found if isinstance(block, Paragraph)]
    assert shown == [f"{label} ord" for label in labels]


# Tables and notes


def test_the_header_row_repeats_and_no_row_breaks_over_a_page():
    table = Table(("Hvem", "Hva"), (("Kommunen", "Alt"), ("Foretaket", "Resten")))
    rows = list(part(write(a_text(preamble=[table]), COVER)).iter(f"{W}tr"))

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_two_tables_do_not_touch():
    table = Table(("Hvem",), (("Kommunen",),))
    body = part(write(a_text(preamble=[table, table]), COVER))[0]

    assert all(each.getnext().tag == f"{W}p" for each in body.iterfind(f"{W}tbl"))


def test_notes_are_real_footnotes_in_the_order_of_their_marks():
    blocks = [Paragraph("En[^b] og to[^a]"), Footnote("a", "Note a."), Footnote("b", "Note b.")]
    data = write(a_text(preamble=blocks), COVER)
    notes = part(data, "word/footnotes.xml")
    marks = [mark.get(f"{W}id") for mark in part(data).iter(f"{W}footnoteReference")]

    assert marks == ["1", "2"]
    assert [(note.get(f"{W}id"), words(note)) for note in notes] == [
        ("-1", ""),
        ("0", ""),
        ("1", "Note b."),
        ("2", "Note a."),
    ]


def test_two_marks_to_one_note_become_two_notes_for_word_pairs_them_one_to_one():
    data = write(a_text(preamble=[Paragraph("En[^1] og to[^1]"), Footnote("1", "Note.")]), COVER)

    assert [words(note) for note in part(data, "word/footnotes.xml")][2:] == ["Note.", "Note."]


def test_a_note_without_a_mark_and_a_mark_without_a_note_lose_no_words():
    text = a_text(preamble=[Paragraph("Ord[^9]"), Footnote("1", "Glemt note.")])
    said = markdown.write(read(write(text, COVER)).text)

    assert "Glemt note." in said
    assert r"Ord\[^9\]" in said


def test_links_go_out_to_the_web_and_to_sections_but_nowhere_else():
    inline = "[lov](https://lovdata.no) [punkt](#abcdefghjk) [fil](file:///etc/passwd)"
    data = write(a_text(a_section("1"), preamble=[Paragraph(inline)]), COVER)
    relations = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()

    assert re.findall(r'Target="([^"]*)" TargetMode="External"', relations) == ["https://lovdata.no"]
    assert "[punkt](#abcdefghjk)" in read(data).text.preamble[0].text


def test_a_link_to_a_lettered_point_leads_to_the_bookmark_of_that_point():
    point = Item("a)", (Paragraph("[her](#bbbbbbbbbb) og [over](#abcdefghjk)"),), "bbbbbbbbbb")
    data = write(a_text(a_section("1", "Tittel", ItemList((point,)))), COVER)
    body = part(data)
    names = {bookmark.get(f"{W}name") for bookmark in body.iter(f"{W}bookmarkStart")}
    links = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]

    assert "_sp_bbbbbbbbbb" in links
    assert "_sp_bbbbbbbbbb" in names
    assert "[her](#bbbbbbbbbb) og [over](#abcdefghjk)" in str(read(data).text)


def test_a_link_to_a_place_in_another_document_comes_back_as_it_was():
    inline = "Se [samarbeidsavtalen punkt 5.2](dok:samarbeidsavtalen#abcdefghjk)."
    data = write(a_text(a_section("1"), preamble=[Paragraph(inline)]), COVER)

    assert read(data).text.preamble == (Paragraph(inline),)
    assert "link" not in [remark.code for remark in read(data).remarks]

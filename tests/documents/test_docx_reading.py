"""A Word file becomes a text, and everything that does not fit into a text is named in a remark."""

import pytest

from documents import markdown
from documents.docx import read
from documents.text import Footnote, Item, ItemList, Paragraph, Quote, Table
from tests.documents.docx_files import (
    cell,
    level,
    numbering,
    p,
    point,
    t,
    table,
    word_file,
    word_parts,
    zipped,
)

NOTES = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
LETTERS = level(0, "lowerLetter", "%1)") + level(1, "bullet", "•") + level(2, "decimal", "%3.")


def reading(body, **parts):
    return read(word_file(p("Avtale", "Title") + body, **parts), "fil.docx")


def blocks(body, **parts):
    return reading(body, **parts).text.preamble


def inline(body, **parts):
    (paragraph,) = blocks(body, **parts)
    return paragraph.text


def codes(body, **parts):
    return [remark.code for remark in reading(body, **parts).remarks]


def message(code, body, **parts):
    (found,) = [remark.message for remark in reading(body, **parts).remarks if remark.code == code]
    return found


# Headings and title


def test_headings_are_known_by_name_by_outline_level_and_through_the_chain_of_styles():
    outline = '<w:outlineLvl w:val="1"/>'
    text = reading(p("En", "Overskrift1") + p("To", "", outline) + p("Tre", "Kapittel")).text

    assert [(section.title, len(section.children)) for section in text.sections] == [("En", 1), ("Tre", 0)]
    assert text.sections[0].children[0].title == "To"


def test_outline_level_nine_is_body_text_whatever_the_style_says():
    assert blocks(p("Bare ord", "Overskrift1", '<w:outlineLvl w:val="9"/>')) == (Paragraph("Bare ord"),)


@pytest.mark.parametrize(
    ("typed", "number", "title"),
    [
        ("5.2 Vedtak", "5.2", "Vedtak"),
        ("§ 6-2 Innhold", "§ 6-2", "Innhold"),
        ("1. Formål", "1.", "Formål"),
        ("Vedlegg 3 Skjema", "Vedlegg 3", "Skjema"),
        ("Formål", "", "Formål"),
    ],
)
def test_a_number_typed_before_a_heading_is_kept_as_printed(typed, number, title):
    (section,) = reading(p(typed, "Overskrift1")).text.sections

    assert (section.number, section.title) == (number, title)


def test_a_heading_keeps_its_notes_and_loses_its_bold():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    footnotes = NOTES + f'<w:footnote w:id="2">{p("Se loven.")}</w:footnote>'
    (section,) = reading(p(t("Formål", "<w:b/>") + note, "Overskrift1"), footnotes=footnotes).text.sections

    assert section.title == "Formål[^1]"
    assert section.blocks == (Footnote("1", "Se loven."),)


def test_the_title_is_the_paragraph_in_the_title_style_and_stands_nowhere_else():
    text = read(word_file(p("Ingress") + p("Avtale om", "Title") + p("samhandling", "Title"))).text

    assert text.title == "Avtale om samhandling"
    assert text.preamble == (Paragraph("Ingress"),)


def test_a_title_that_begins_like_a_point_keeps_its_beginning():
    assert read(word_file(p("· Avtale", "Title") + p("Ord."))).text.title == "· Avtale"


def test_without_that_style_the_only_first_rank_heading_is_the_title():
    text = read(word_file(p("Avtale", "Overskrift1") + p("Formål", "Overskrift2") + p("Ord."))).text

    assert text.title == "Avtale"
    assert [section.title for section in text.sections] == ["Formål"]


def test_a_title_that_had_to_be_guessed_is_said_to_be_guessed():
    guessed = read(word_file(p("Partene er enige.")), "delavtale_3.docx")

    assert guessed.text.title == "delavtale 3"
    assert [remark.code for remark in guessed.remarks] == ["title-guessed"]


def test_where_no_style_says_so_bold_short_lines_are_proposed_as_headings():
    body = p(t("1 Formål", "<w:b/>")) + p("Tekst.") + p(t("2 Parter", "<w:b/>")) + p("Tekst.")
    found = reading(body)

    assert [section.heading for section in found.text.sections] == ["1 Formål", "2 Parter"]
    assert "proposed-headings" in [remark.code for remark in found.remarks]


def test_numbered_short_lines_are_proposed_only_where_text_follows_them():
    sections = reading(p("1 Formål") + p("Tekst.") + p("2 Parter") + p("Tekst.")).text.sections
    points = reading(p("1. Kaffe") + p("2. Te") + p("3. Melk")).text

    assert [section.heading for section in sections] == ["1 Formål", "2 Parter"]
    assert points.sections == ()
    assert [item.label for item in points.preamble[0].items] == ["1.", "2.", "3."]


# Words and looks


def test_bold_italic_and_links_are_kept():
    body = p(
        t("a ")
        + t("fet", "<w:b/>")
        + t(" og ")
        + t("skrå", "<w:i/>")
        + '<w:hyperlink r:id="x">'
        + t("lov")
        + "</w:hyperlink>"
    )
    data = word_file(p("Avtale", "Title") + body, links=(("x", "hyperlink", "https://lovdata.no/a_(b)"),))

    assert read(data).text.preamble == (Paragraph("a **fet** og *skrå*[lov](https://lovdata.no/a_%28b%29)"),)


def test_a_link_that_is_a_field_is_kept():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://lovdata.no" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + t("loven")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert inline(p(t("Se ") + field + t("."))) == "Se [loven](https://lovdata.no)."


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "javascript:alert(1)", "\\\\server\\share", "dok:../x#a"]
)
def test_a_link_to_anything_but_the_web_or_a_mailbox_is_taken_away_and_named(target):
    data = word_file(
        p("Avtale", "Title") + p('<w:hyperlink r:id="x">' + t("ordet") + "</w:hyperlink>"),
        links=(("x", "hyperlink", target),),
    )
    found = read(data)

    assert found.text.preamble == (Paragraph("ordet"),)
    assert [remark.code for remark in found.remarks] == ["link"]


@pytest.mark.parametrize(
    "words", ["*ikke skrå*", "[^1]", "# ord", "a) ord", "- ord", "<b>", "a | b", "\\", "1. ord"]
)
def test_signs_that_mean_something_in_markdown_stay_mere_signs(words):
    escaped = words.replace("<", "&lt;")
    (section,) = reading(p("H", "Overskrift1") + p("Ord: " + escaped)).text.sections

    assert markdown.plain(section.blocks[0].text) == "Ord: " + words


def test_spaces_at_the_edges_of_bold_stand_outside_it():
    assert inline(p(t("a") + t(" fet ", "<w:b/>") + t("b"))) == "a **fet** b"


def test_a_line_break_within_a_paragraph_is_kept():
    assert inline(p("<w:r><w:t>Vei 1</w:t><w:br/><w:t>7600 Levanger</w:t></w:r>")) == "Vei 1\\\n7600 Levanger"


def test_bold_by_paragraph_style_is_the_look_of_the_style_and_not_emphasis():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sterk"><w:name w:val="Sterk"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    data = word_file(p("Ord i en lang setning som slutter med punktum.", "Sterk"), styles=styles)

    assert read(data, "a.docx").text.preamble == (
        Paragraph("Ord i en lang setning som slutter med punktum."),
    )


# Lists


def test_automatic_letters_bullets_and_numbers_become_points_with_their_labels():
    body = point("en") + point("strek", 1) + point("tall", 2) + point("to")
    (points,) = blocks(body, numbering=numbering(LETTERS))

    inner = ItemList((Item("-", (Paragraph("strek"), ItemList((Item("1.", (Paragraph("tall"),)),)))),))
    assert points.items[0].blocks == (Paragraph("en"), inner)
    assert [item.label for item in points.items] == ["a)", "b)"]


def test_lettered_points_get_identities_and_others_do_not():
    (points,) = blocks(point("en") + point("strek", 1), numbering=numbering(LETTERS))

    assert len(points.items[0].id) == 10
    assert points.items[0].blocks[1].items[0].id == ""


def test_labels_that_people_typed_are_points_too():
    letters, dashes = blocks(p("a) en") + p("b) to") + p("• tre"))

    assert [(item.label, item.blocks) for item in letters.items] == [
        ("a)", (Paragraph("en"),)),
        ("b)", (Paragraph("to"),)),
    ]
    assert [item.label for item in dashes.items] == ["-"]


def test_a_further_paragraph_of_a_point_belongs_to_the_point():
    (points,) = blocks(
        point("en") + p("mer om en", "ListContinue") + point("to"), numbering=numbering(LETTERS)
    )

    assert points.items[0].blocks == (Paragraph("en"), Paragraph("mer om en"))
    assert points.items[1].label == "b)"


def test_a_label_that_the_stored_form_does_not_know_stands_in_front_of_the_words():
    roman = numbering(level(0, "lowerRoman", "(%1)"))

    assert blocks(point("en") + point("to"), numbering=roman) == (Paragraph("(i) en"), Paragraph("(ii) to"))
    assert codes(point("en"), numbering=roman) == ["list-label"]


def test_paragraphs_in_a_quotation_style_are_one_quotation():
    assert blocks(p("En.", "Quote") + p("To.", "Quote")) == (Quote((Paragraph("En."), Paragraph("To."))),)


# Tables


def test_a_table_is_read_with_its_first_row_as_header():
    rows = (cell("Hvem") + cell("Hva"), cell("Kommunen") + cell("Alt"))

    assert blocks(table(*rows)) == (Table(("Hvem", "Hva"), (("Kommunen", "Alt"),)),)


def test_merged_cells_are_spread_out_and_named():
    down, further = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Hvem") + cell("Hva", '<w:gridSpan w:val="2"/>'),
        cell("Kommunen", down) + cell("a") + cell("b"),
        cell("<w:p/>", further) + cell("c") + cell("d"),
    )
    (found,) = blocks(table(*rows))

    assert found == Table(("Hvem", "Hva", ""), (("Kommunen", "a", "b"), ("", "c", "d")))
    assert message("merged-cells", table(*rows)) == (
        "Tabellen har 2 sammenslåtte celler: rad 1, kolonne 2–3 «Hva»; rad 2–3, kolonne 1 «Kommunen». "
        "Ordene står i den første ruten; de andre er tomme."
    )


def test_a_table_within_a_table_is_read_as_words_and_named():
    inner = table(cell("i1") + cell("i2"))
    body = table(cell("Hvem") + cell("Hva"), cell("Kommunen") + cell(inner + p("etter")))
    (found,) = blocks(body)

    assert found.rows == (("Kommunen", "i1 i2 etter"),)
    assert {"nested-table", "cell-paragraphs"} >= set(codes(body)) >= {"nested-table"}


def test_eighty_tables_within_one_another_do_not_bring_the_reader_down():
    body = p("innerst")
    for _ in range(80):
        body = table(cell("ord") + cell(body))

    assert "innerst" in blocks(body)[0].header[1]


def test_a_frame_round_some_paragraphs_is_opened():
    assert blocks(table(cell(p("En.") + p("To.")))) == (Paragraph("En."), Paragraph("To."))


# Notes


def test_footnotes_and_endnotes_stand_where_they_belong():
    body = p(
        t("Ord")
        + '<w:r><w:footnoteReference w:id="7"/></w:r>'
        + t(" og")
        + '<w:r><w:endnoteReference w:id="7"/></w:r>'
    )
    footnotes = NOTES + f'<w:footnote w:id="7">{p("Fot.")}</w:footnote>'
    endnotes = f'<w:endnote w:id="7">{p("Slutt.") + p("To.")}</w:endnote>'
    found = blocks(body, footnotes=footnotes, endnotes=endnotes)

    assert found == (Paragraph("Ord[^1] og[^2]"), Footnote("1", "Fot."), Footnote("2", "Slutt.\\\nTo."))
    assert message("endnote", body, footnotes=footnotes, endnotes=endnotes) == (
        "Note 2 var en sluttnote i filen, og er lest som fotnote."
    )


def test_a_mark_without_a_note_and_a_note_without_a_mark_are_both_named():
    assert codes(p('<w:r><w:footnoteReference w:id="9"/></w:r>' + t("Ord"))) == ["note-missing"]
    footnotes = NOTES + f'<w:footnote w:id="2">{p("Glemt.")}</w:footnote>'
    assert "«Glemt.»" in message("note-without-mark", p("Ord"), footnotes=footnotes)


# Tracked changes


BY = 'w:id="1" w:author="Kari" w:date="2025-01-15T09:00:00Z"'


def test_tracked_changes_are_read_as_accepted_and_counted_by_author():
    gone = f"<w:del {BY}><w:r><w:delText>to</w:delText></w:r></w:del>"
    new = f"<w:ins {BY}>{t('fire')}</w:ins>"
    body = p(t("i ") + gone + new + t(" år"))

    assert inline(body) == "i fire år"
    assert message("tracked-change", body) == (
        "Sporede endringer fra Kari: 1 innsetting og 1 sletting. "
        "Teksten er lest som om alle var godtatt. Slettet tekst: «to»."
    )


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = p(t("En "), properties=f"<w:rPr><w:del {BY}/></w:rPr>") + p("to.")

    assert blocks(body) == (Paragraph("En to."),)


def test_a_deleted_paragraph_and_a_deleted_row_are_gone():
    gone = f"<w:del {BY}><w:r><w:delText>Borte.</w:delText></w:r></w:del>"
    rows = table(cell("Hvem") + cell("Hva"), f"<w:trPr><w:del {BY}/></w:trPr>" + cell("x") + cell("y"))
    found = reading(p(gone, properties=f"<w:rPr><w:del {BY}/></w:rPr>") + p("Igjen.") + rows)

    assert found.text.preamble == (Paragraph("Igjen."), Table(("Hvem", "Hva"), ()))
    assert "lost" not in [remark.code for remark in found.remarks]


def test_moved_text_stands_once_where_it_went():
    away = f"<w:moveFrom {BY}>{t('Flyttet.')}</w:moveFrom>"
    here = f"<w:moveTo {BY}>{t('Flyttet.')}</w:moveTo>"
    body = p(away, properties=f"<w:rPr><w:moveFrom {BY}/></w:rPr>") + p("Midt.") + p(here)

    assert blocks(body) == (Paragraph("Midt."), Paragraph("Flyttet."))
    assert "flytting" in message("tracked-change", body)


# What a text cannot hold


def test_comments_are_named_with_author_day_anchor_and_words():
    body = p(
        '<w:commentRangeStart w:id="3"/>' + t("fristen") + '<w:commentRangeEnd w:id="3"/>' + t(" er kort")
    )
    comments = (
        f'<w:comment w:id="3" w:author="Ola" w:date="2025-02-03T10:00:00Z">{p("For kort?")}</w:comment>'
    )

    assert (
        message("comment", body, comments=comments)
        == "Kommentar fra Ola (2025-02-03) til «fristen»: «For kort?»."
    )


def test_a_text_box_is_named_once_though_it_stands_there_twice():
    box = f"<w:txbxContent>{p('I boksen')}</w:txbxContent>"
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = p(t("Ord") + twice)

    assert inline(body) == "Ord"
    assert codes(body) == ["text-box"]
    assert "«I boksen»" in message("text-box", body)


def test_pictures_are_named_with_their_description():
    picture = '<w:r><w:drawing><wp:docPr descr="Kart over fylket"/><a:blip/></w:drawing></w:r>'

    assert (
        message("image", p(t("Ord") + picture))
        == "Et bilde er ikke tatt med. Beskrivelsen er «Kart over fylket»."
    )


def test_running_heads_are_named_with_their_words():
    found = reading(p("Ord"), header1=p("Fortrolig"), footer=p("Side 1"))

    assert [(remark.code, remark.message) for remark in found.remarks] == [
        ("running-head", "Topptekst er ikke tatt med: «Fortrolig»."),
        ("running-foot", "Bunntekst er ikke tatt med: «Side 1»."),
    ]


def test_hidden_text_an_equation_and_a_strange_sign_are_named():
    body = p(
        t("Ord") + t("hemmelig", "<w:vanish/>") + "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:sym w:font="Webdings" w:char="F021"/></w:r>'
    )

    assert inline(body) == "Ord☐[?]"
    assert "«hemmelig»" in message("hidden-text", body)
    assert "«x+1»" in message("equation", body)
    assert "Webdings" in message("symbol", body)


def test_fields_are_read_as_what_they_showed_and_those_from_outside_are_named():
    simple = (
        '<w:fldSimple w:instr=" INCLUDETEXT &quot;http://evil/a.docx&quot; ">' + t("vist") + "</w:fldSimple>"
    )
    reference = '<w:fldSimple w:instr=" REF _Ref1 ">' + t("5.2") + "</w:fldSimple>"
    body = p(t("Se ") + simple + t(" og ") + reference)

    assert inline(body) == "Se vist og 5.2"
    assert codes(body) == ["outside-field", "cross-reference"]


def test_a_table_of_contents_is_left_out_and_named():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    contents = p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + t("1 Formål 3"))
    end = p(t("2 Parter 4") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')

    assert blocks(contents + end + p("Ord.")) == (Paragraph("Ord."),)
    assert codes(contents + end + p("Ord.")) == ["contents"]


def test_content_controls_are_opened_and_named():
    body = "<w:sdt><w:sdtContent>" + p("I feltet") + "</w:sdtContent></w:sdt>"

    assert blocks(body) == (Paragraph("I feltet"),)
    assert codes(body) == ["content-control"]


def test_templates_and_pictures_from_outside_are_named_and_never_fetched():
    data = word_file(
        p("Avtale", "Title") + p("Ord"), links=(("y", "attachedTemplate", "http://evil/x.dotx"),)
    )

    assert [remark.code for remark in read(data).remarks] == ["outside"]


def test_invisible_control_characters_are_taken_away_and_counted():
    assert inline(p("Par\u202etene\u0085")) == "Partene"
    assert codes(p("Par\u202etene")) == ["control-character"]


def test_words_that_the_reader_has_no_place_for_are_named_as_lost():
    body = p(t("Ord ") + "<w:unknown>" + t("glemt her") + "</w:unknown>")

    assert inline(body) == "Ord"
    assert "«glemt her»" in message("lost", body)


def test_a_word_that_is_lost_once_is_missed_though_it_stands_elsewhere():
    assert "«Ord»" in message("lost", p(t("Ord ") + "<w:unknown>" + t("Ord") + "</w:unknown>"))


# The package


def test_the_main_part_may_have_any_name():
    parts = word_parts(p("Avtale", "Title") + p("Ord"))
    parts["word/hovedtekst.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/document.xml", "/word/hovedtekst.xml")

    assert read(zipped(parts)).text.preamble == (Paragraph("Ord"),)


def test_the_names_of_the_strict_standard_mean_the_same():
    parts = word_parts(p("Avtale", "Title") + p(t("fet", "<w:b/>")))
    strict = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        )
        for name, content in parts.items()
    }

    assert read(zipped(strict)).text == read(zipped(parts)).text


def test_a_file_without_a_single_word_is_an_empty_text():
    empty = read(zipped(word_parts("")), "tom.docx")

    assert (empty.text.title, empty.text.preamble, empty.text.sections) == ("tom", (), ())


def test_a_core_title_is_used_where_the_text_has_none():
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></c:coreProperties>'
    )
    parts = word_parts(p("Partene er enige."))
    arrow = '<Relationship Id="c" Type="http://x/metadata/core-properties" Target="docProps/core.xml"/>'
    end = "</Relationships>"
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace(end, arrow + end)

    named = read(zipped({**parts, "docProps/core.xml": core.format("Delavtale 3")}), "fil.docx")
    unnamed = read(zipped({**parts, "docProps/core.xml": core.format("Document1")}), "fil.docx")

    assert (named.text.title, named.remarks) == ("Delavtale 3", ())
    assert unnamed.text.title == "fil"


def test_what_is_read_can_be_stored_and_read_again_unchanged():
    everything = (
        p("Ingress")
        + p("1 En", "Overskrift1")
        + point("a")
        + point("b", 1)
        + p("Sitat", "Quote")
        + table(cell("A|B") + cell("*"))
        + p("Slutt # ")
        + p("§ 2 To", "Overskrift2")
    )
    text = reading(everything, numbering=numbering(LETTERS)).text

    assert markdown.read(markdown.write(text)) == text


def test_a_broken_numbering_part_does_no_harm():
    assert codes(p("Ord"), numbering="<w:abstractNum/><w:num w:numId='x'/>") == []

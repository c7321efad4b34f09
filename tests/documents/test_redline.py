"""A redline in Word: what is struck, what is inserted, by whom and when, and what the file holds in the end."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from documents import markdown
from documents.comparing.alignment import trace, units
from documents.docx.redline import NotExact, Way, redline
from documents.docx.redline.checked import packed
from documents.docx.redline.marks import Marks
from documents.docx.redline.proof import unlike
from documents.docx.redline.soundness import faults
from documents.docx.redline.writing import Side, written
from documents.docx.writing.heading_numbers import patterns_of_both
from documents.docx.writing.house import house_template
from documents.docx.writing.list_numbers import ListNumbers
from documents.docx.writing.template_reader import read_template
from documents.docx.xml import w
from documents.text import LegalText
from tests.documents.office_templates import office_template
from tests.documents.redlines import AUTHOR, WHEN, accepted, made, rejected
from tests.documents.sameness import sections_told
from tests.documents.test_docx_round_trip import SAMPLE
from tests.documents.test_docx_writing import COVER

OLD = """# Samarbeidsavtale

Innledning.

## 1 Formål {#aaaaaaaaaa}

Avtalen gjelder partene.

## 2 Frister {#bbbbbbbbbb}

Kommunen svarer innen to uker.[^1]

a) {#pppppppppp} Svaret er skriftlig.

b) {#qqqqqqqqqq} Svaret går til sekretariatet.

[^1]: Etter loven.

| Hva | Når |
| --- | --- |
| Varsel | straks |
| Svar | to uker |

## 3 Kostnader {#cccccccccc}

Hver part bærer sine kostnader.
"""


def texts(*changes: tuple[str, str], old: str = OLD) -> tuple[LegalText, LegalText]:
    """The old text, and the same after these changes to its words."""
    new = old
    for before, after in changes:
        assert before in new, before
        new = new.replace(before, after)
    return markdown.read(old), markdown.read(new)


def part(data: bytes, name: str = "document") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def struck(data: bytes, name: str = "document") -> list[str]:
    """The words of each stretch that was struck."""
    changes = part(data, name).iter(w("del"))
    return [words for each in changes if (words := "".join(t.text or "" for t in each.iter(w("delText"))))]


def inserted(data: bytes, name: str = "document") -> list[str]:
    """The words of each stretch that was inserted."""
    changes = part(data, name).iter(w("ins"))
    return [words for each in changes if (words := "".join(t.text or "" for t in each.iter(w("t"))))]


def holds_both(old: LegalText, new: LegalText) -> bytes:
    """The file, after our reader has found just the two texts in it, tracked word for word."""
    found = made(old, new)
    assert found.way is Way.WORDS
    assert sections_told(accepted(found.data), identities=True) == sections_told(new, identities=True)
    assert sections_told(rejected(found.data)) == sections_told(old)
    return found.data


# Words


def test_a_changed_word_is_struck_and_the_new_one_inserted():
    data = holds_both(*texts(("to uker.", "fire uker.")))

    assert (struck(data), inserted(data)) == (["to"], ["fire"])


def test_equal_texts_hold_no_change():
    old, new = texts()
    found = made(old, new)

    assert (found.words, found.looks) == (0, 0)
    assert not list(part(found.data).iter(w("ins"), w("del"), w("pPrChange"), w("rPrChange")))


def test_bold_words_change_their_look_and_are_not_struck():
    old, new = texts(("innen to uker", "innen **to uker**"))
    found = made(old, new)

    assert (found.words, found.looks) == (0, 1)
    holds_both(old, new)


def test_a_link_that_leads_elsewhere_is_struck_and_inserted():
    data = holds_both(*texts(("gjelder partene", "gjelder [partene](#cccccccccc)")))

    assert (struck(data), inserted(data)) == (["partene"], ["partene"])


def test_a_hard_break_is_inserted():
    holds_both(*texts(("innen to uker", "innen\\\nto uker")))


def test_a_paragraph_of_other_words_goes_out_whole_and_the_new_one_comes_in_whole():
    data = holds_both(*texts(("Avtalen gjelder partene.", "Alle kommuner deltar på like vilkår i dette.")))

    assert struck(data) == ["Avtalen gjelder partene."]
    assert inserted(data) == ["Alle kommuner deltar på like vilkår i dette."]


def test_the_title_is_tracked_too():
    data = holds_both(*texts(("# Samarbeidsavtale", "# Ny samarbeidsavtale")))

    assert any("ny" in words.lower() for words in inserted(data))


# Sections


def test_a_new_section_takes_its_number_from_word_and_strikes_no_other():
    data = holds_both(
        *texts(("## 2 F", "## 2 Nytt {#dddddddddd}\n\nNy tekst.\n\n## 3 F"), ("## 3 K", "## 4 K"))
    )

    assert struck(data) == []
    assert inserted(data) == ["Nytt", "Ny tekst."]


def test_numbers_that_word_cannot_count_are_words_and_are_tracked_whole():
    data = holds_both(*texts(("## 2 F", "## 2.5 F"), ("## 3 K", "## 3.5 K")))

    assert (struck(data), inserted(data)) == (["2", "3"], ["2.5", "3.5"])


def test_a_moved_section_is_struck_where_it_stood_and_inserted_where_it_stands():
    old, _ = texts()
    first, second, third = old.sections
    new = replace(old, sections=(third, first, second))
    data = holds_both(old, new)

    assert "Hver part bærer sine kostnader." in struck(data)
    assert "Hver part bærer sine kostnader." in inserted(data)
    assert "Avtalen gjelder partene." not in struck(data)
    assert [section.id for section in rejected(data).walk()] == ["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"]


def test_a_section_of_another_rank_keeps_its_words():
    data = holds_both(*texts(("## 3 Kostnader", "### 2.1 Kostnader")))

    assert (struck(data), inserted(data)) == ([], [])


def test_a_removed_section_is_struck_with_all_it_holds():
    old, _ = texts()
    new = replace(old, sections=old.sections[:2])

    assert struck(holds_both(old, new)) == ["Kostnader", "Hver part bærer sine kostnader."]


@pytest.mark.parametrize("words", ["", "Hver part bærer sine kostnader.\n"])
def test_a_section_is_emptied_and_filled(words):
    emptied = OLD.replace("Hver part bærer sine kostnader.\n", words)
    holds_both(markdown.read(emptied), markdown.read(OLD))
    holds_both(markdown.read(OLD), markdown.read(emptied))


# Points, tables, notes


def test_a_new_point_stands_in_the_same_list_and_moves_the_letters_along():
    data = holds_both(*texts(("b) {#qqqqqqqqqq}", "b) {#rrrrrrrrrr} Svaret er kort.\n\nc) {#qqqqqqqqqq}")))

    assert inserted(data) == ["Svaret er kort."]
    assert struck(data) == []
    lists = {each.get(w("val")) for each in part(data).iter(w("numId"))}
    assert len(lists - {"0"}) == 1


def test_a_row_is_inserted_and_another_struck():
    data = holds_both(*texts(("| Svar | to uker |\n", "| Møte | hvert kvartal |\n")))
    rows = list(part(data).iter(w("tr")))

    assert [len(list(row.iterfind(f"{w('trPr')}/{w('ins')}"))) for row in rows] == [0, 0, 0, 1]
    assert [len(list(row.iterfind(f"{w('trPr')}/{w('del')}"))) for row in rows] == [0, 0, 1, 0]


def test_a_table_of_other_columns_is_another_table():
    other = (
        "| Hva | Når | Hvem |\n| --- | --- | --- |\n| Varsel | straks | alle |\n| Svar | to uker | alle |\n"
    )
    table = OLD[OLD.index("| Hva") : OLD.index("\n## 3")]
    data = holds_both(*texts((table, other)))

    assert len(list(part(data).iter(w("tbl")))) == 2


def test_a_note_is_reworded_at_the_foot_of_the_page():
    data = holds_both(*texts(("Etter loven.", "Etter loven § 6-2.")))

    assert inserted(data) == struck(data) == []
    assert inserted(data, "footnotes") == [" § 6-2"]


def test_a_struck_note_keeps_its_words_and_its_mark_decides_for_it():
    data = holds_both(*texts(("uker.[^1]", "uker."), ("[^1]: Etter loven.\n\n", "")))

    assert not list(part(data, "footnotes").iter(w("del"), w("ins")))
    assert len(list(part(data).iter(w("footnoteReference")))) == 1


def test_notes_stand_in_the_order_of_their_marks():
    data = holds_both(*texts(("partene.", "partene.[^2]"), ("## 2 F", "[^2]: Alle tjueen.\n\n## 2 F")))
    marks = [each.get(w("id")) for each in part(data).iter(w("footnoteReference"))]
    notes = [each.get(w("id")) for each in part(data, "footnotes").iterchildren(w("footnote"))]

    assert marks == ["1", "2"]
    assert notes == ["-1", "0", "1", "2"]


def test_everything_comes_and_goes():
    whole, empty = markdown.with_ids(markdown.read(SAMPLE)), LegalText("Retningslinje om utskriving")
    for old, new in ((empty, whole), (whole, empty)):
        found = made(old, new)
        assert found.way is Way.WORDS
        assert sections_told(accepted(found.data)) == sections_told(new)
        assert sections_told(rejected(found.data)) == sections_told(old)


# What the file is like


def test_every_change_has_the_author_and_a_time_in_norway():
    old, new = texts(("to uker.", "fire uker."), ("## 3 K", "Nytt avsnitt.\n\n## 3 K"))
    summer = redline(old, new, COVER, AUTHOR, datetime(2025, 7, 1, 10, 0, tzinfo=UTC)).data
    changes = list(part(summer).iter(w("ins"), w("del")))

    assert {each.get(w("author")) for each in changes} == {AUTHOR}
    assert {each.get(w("date")) for each in changes} == {"2025-07-01T12:00:00Z", "2025-07-01T11:55:00Z"}


def test_the_same_texts_give_the_same_bytes():
    old, new = texts(("to uker.", "fire uker."))

    assert made(old, new).data == made(old, new).data


def test_old_to_new_is_the_mirror_of_new_to_old():
    old, new = texts(("to uker.", "fire uker."), ("Innledning.", "Innledning og bakgrunn."))
    there, back = made(old, new).data, made(new, old).data

    assert (struck(there), inserted(there)) == (inserted(back), struck(back))


def test_changes_and_bookmarks_share_one_row_of_numbers():
    data = holds_both(*texts(("to uker.", "fire uker."), ("## 3 Kostnader", "## 3 Utgifter")))
    named = [
        each.get(w("id"))
        for name in ("document", "footnotes")
        for each in part(data, name).iter(w("ins"), w("del"), w("bookmarkStart"))
    ]

    assert len(named) == len(set(named))


def test_the_contents_and_the_first_page_are_not_tracked():
    data = holds_both(*texts(("## 3 Kostnader", "## 3 Utgifter")))
    (contents,) = part(data).iter(w("sdt"))

    assert not list(contents.iter(w("ins"), w("del")))
    assert "Utgifter" in "".join(each.text or "" for each in contents.iter(w("t")))


def test_a_tracked_paragraph_never_stands_straight_before_a_table_nor_last():
    data = holds_both(
        *texts(("| Hva | Når |", "Frister:\n\n| Hva | Når |"), ("kostnader.\n", "kostnader.\n\nSlutt.\n"))
    )

    assert faults(part(data)) == []


# The proof before it leaves


def tampered(data: bytes, before: str, after: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode() if name == "word/document.xml" else source.read(name)
            if isinstance(content, str):
                content, count = re.subn(before, after, content, count=1)
                assert count == 1
            target.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"<w:t xml:space=\"preserve\">fire</w:t>", '<w:t xml:space="preserve">fem</w:t>'),
        (r"<w:del [^>]*>(<w:r>)<w:delText([^>]*)>to</w:delText></w:r></w:del>", ""),
        (r'<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>'),
        (
            r'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/></w:r>',
            "",
        ),
        (r'<w:ilvl w:val="0"/>', '<w:ilvl w:val="1"/>'),
        (r">straks<", "><"),
    ],
    ids=["a word", "a struck word", "a rank", "a note", "a depth", "a cell"],
)
def test_the_proof_finds_whatever_is_not_as_it_should_be(before, after):
    old, new = texts(("to uker.", "fire uker."))
    data = made(old, new).data
    patterns = patterns_of_both(old, new)
    sides = [Side(text, ListNumbers(patterns)) for text in (old, new)]

    assert unlike(data, *sides) == ([], frozenset())
    told, _ = unlike(tampered(data, before, after), *sides)
    assert told


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<w:p><w:ins w:id="1" w:author="S"><w:r/></w:ins></w:p>', "ins without author or date"),
        ('<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p>', "a bookmark without beginning or end"),
        ('<w:p><w:r><w:ins w:id="1" w:author="S" w:date="d"><w:r/></w:ins></w:r></w:p>', "ins within a run or another change"),
        ('<w:p><w:del w:id="1" w:author="S" w:date="d"><w:r><w:t>a</w:t></w:r></w:del></w:p>', "del holds w:t"),
        ('<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="S" w:date="d"/></w:rPr></w:pPr></w:p>', "the last paragraph is tracked"),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>', "a field has no end"),
        ("<w:tbl><w:tr><w:tc><w:p/><w:tbl/></w:tc></w:tr></w:tbl>", "a cell does not end in a paragraph"),
    ],
)  # fmt: skip
def test_faults_that_word_refuses_are_found(body, fault):
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    root = etree.fromstring(f'<w:body xmlns:w="{namespace}">{body}</w:body>')

    assert fault in faults(root)


def test_one_number_twice_is_a_fault():
    old, new = texts(("to uker.", "fire uker."))
    body = part(made(old, new).data)
    for change in body.iter(w("ins"), w("del")):
        change.set(w("id"), "1")

    assert any("number 1 stands" in fault for fault in faults(body))


def test_when_is_a_wall_clock_where_no_zone_is_said():
    old, new = texts(("to uker.", "fire uker."))
    (change,) = part(redline(old, new, COVER, AUTHOR, WHEN).data).iter(w("ins"))

    assert change.get(w("date")) == "2025-04-12T12:00:00Z"


# When words cannot be tracked: whole sections, then the whole text


@pytest.mark.parametrize("apart", [{"bbbbbbbbbb"}, {"", "aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"}])
def test_sections_that_are_kept_apart_are_struck_and_inserted_whole(apart):
    old, new = texts(("to uker.", "fire uker."), ("bærer sine", "dekker sine"))
    found = trace(units(old), units(new))
    written_ = written(old, new, COVER, Marks(AUTHOR, WHEN), found, apart.__contains__)
    data = packed(written_, COVER)

    assert sections_told(accepted(data)) == sections_told(new)
    assert sections_told(rejected(data)) == sections_told(old)
    assert "Kommunen svarer innen to uker." in struck(data)
    assert "Kommunen svarer innen fire uker." in inserted(data)
    assert ("Avtalen gjelder partene." in struck(data)) == ("aaaaaaaaaa" in apart)
    assert faults(part(data), part(data, "footnotes")) == []


def test_a_text_that_cannot_be_held_is_refused_in_a_sentence():
    error = NotExact("punkt 3")

    assert "ikke laget" in error.what
    assert "endringstabellen" in error.now
    assert "står som før" in str(error)


@pytest.mark.parametrize("template", [office_template, house_template], ids=["an office's", "the product's"])
def test_a_redline_in_a_template_holds_both_texts_too(template):
    old, new = texts(
        ("to uker.", "fire uker."),
        ("| Svar | to uker |\n", ""),
        ("a) {#pppppppppp} Svaret", "a) {#pppppppppp} Hvert svar"),
    )
    found = redline(old, new, COVER, AUTHOR, WHEN, read_template(template()))

    assert found.way is Way.WORDS
    assert sections_told(accepted(found.data)) == sections_told(new)
    assert sections_told(rejected(found.data)) == sections_told(old)

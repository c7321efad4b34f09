"""A legal text as PDF/A: every word as it stands, nothing of it run, and the same bytes each time."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents import markdown
from documents.docx import Cover
from documents.kinds import DocumentKind, Language
from documents.markdown import escape
from documents.pdf.apart import NotMade, is_installed, write_pdf
from documents.pdf.setting import set_pages
from documents.pdf.tree import front_of, tree
from documents.text import Footnote, Item, ItemList, LegalText, Paragraph, Quote, Section, Table
from tests.documents.rich_texts import RICH_TEXTS

COVER = Cover(
    title="Samarbeidsavtale",
    status_line="Gjelder fra 1. mai 2025",
    version="2025.1",
    dates=(("Vedtatt", "12. april 2025"),),
    decisions=("Styret, sak 12/25, 12. april 2025: vedtatt",),
    hash="3f9a5c0d8e7b6a41" * 4,
    language=Language.NB,
    kind=DocumentKind.SAMARBEIDSAVTALE,
    organisation="Helsefellesskapet Fjordmark",
    identifier="samarbeidsavtalen@2025.1",
    created=datetime(2025, 4, 12, 10, 0, tzinfo=UTC),
    draft=False,
)
READS = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
FIRST_PAGE_OF_TEXT = 3
"""After the title page and the contents."""


def a_text(*blocks, number="1", title="Formål"):
    return LegalText("Samarbeidsavtale", (), (Section("abcdefghjk", number, title, tuple(blocks)),))


def made(text, cover=COVER):
    """The file, set in this process: the same as `write_pdf`, without waiting for another."""
    return set_pages(tree(text, cover, front_of(cover)))


def said(data, first=1):
    """The words of the file as a reader of PDF gives them."""
    command = ["pdftotext", "-raw", "-f", str(first), "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def bare(words):
    """Words without spaces, breaks and hyphens, for a page breaks its lines where it likes."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", unicodedata.normalize("NFKC", words))


@READS
def test_every_word_stands_in_order():
    text = markdown.read(
        "# Samarbeidsavtale\n\nOm denne avtalen.\n\n## 1 Parter\n\nAlle tjue kommuner.[^1]\n\n"
        "[^1]: Også Granvik.\n\n### 1.1 Hvem\n\na) Den første.\n\nb) Den andre:\n\n   - en strek\n\n"
        "> Et sitat.\n\n| Hvem | Hva |\n| --- | --- |\n| Kommunen | Oppgaven |\n"
    )

    words = bare(said(made(text), FIRST_PAGE_OF_TEXT))

    order = ["Omdenneavtalen.", "1Parter", "Alletjuekommuner.", "1.1Hvem", "a)Denførste.", "b)Denandre:"]
    order += ["–enstrek", "Etsitat.", "HvemHva", "KommunenOppgaven"]
    places = [words.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "OgsåGranvik." in words


@READS
def test_the_first_page_says_which_version_it_is():
    words = said(made(a_text(Paragraph("Ord."))))

    for fact in (
        "Helsefellesskapet Fjordmark",
        "Versjon 2025.1",
        "12. april 2025",
        "Styret, sak 12/25",
        COVER.hash,
    ):
        assert fact in words
    assert "Side 3 av 3" in words
    assert "Innhold" in words


@READS
def test_a_draft_says_so_in_the_language_of_the_text():
    words = said(made(a_text(Paragraph("Ord.")), replace(COVER, draft=True, language=Language.NN)))

    assert "Utkast. Teksten er ikkje vedteken" in words
    assert "Innhald" in words


def test_the_file_says_what_it_is():
    data = made(a_text(Paragraph("Ord."), Table(("A",), (("b",),))))

    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"Samarbeidsavtale</rdf:li>" in data
    assert b"<rdf:li>nb-NO</rdf:li>" in data
    assert b"<xmp:CreateDate>2025-04-12T10:00:00Z</xmp:CreateDate>" in data
    assert b"/StructTreeRoot" in data


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="pdffonts (poppler-utils) is not installed")
def test_every_font_lies_in_the_file():
    data = made(a_text(Paragraph("Ord **tungt** *skrått* `kode` ∀")))

    told = subprocess.run(["pdffonts", "-"], input=data, capture_output=True, check=True).stdout.decode()

    rows = [line.split()[-5:-2] for line in told.splitlines()[2:]]
    assert len(rows) >= 3
    assert all(row[0] == "yes" for row in rows)


def test_the_same_text_gives_the_same_bytes_and_another_text_others():
    text = a_text(Paragraph("Ord."))

    assert write_pdf(text, COVER) == write_pdf(text, COVER) == made(text)
    assert write_pdf(text, COVER) != made(a_text(Paragraph("Andre ord.")))


@READS
@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        '#import "@preview/cetz:0.3.4": canvas',
        "#while true {}",
        "$ x^2 $ og \\ og \\u{41} og @ref og <label> og `raw` og ```typ #1```",
        "*a* _b_ = c - d + e / f // g /* h */ ~ -- --- ... ' \" [ ] { } ( ) ; :",
        '") ; #panic("x',
        "<script>alert(1)</script> %s %(x)s {{ 1 }} ${HOME}",
        "čáhci, Ærfugl, ñ, ß, «skal», § 6-2, Ж, α",
    ],
)
def test_what_looks_like_a_program_is_printed_as_it_stands(words):
    text = a_text(Paragraph(escape(words)), Table((escape(words),), ((escape(words),),)), title=escape(words))

    read = bare(said(made(text), FIRST_PAGE_OF_TEXT))

    assert read.count(bare(words)) >= 4, "in the heading, the paragraph and both cells"


@READS
def test_a_sign_that_no_font_has_stands_as_its_number_and_the_file_says_so():
    words = said(made(a_text(Paragraph("Takk 🙂 for \ue000 alt 漢"))), FIRST_PAGE_OF_TEXT)

    assert "Takk [U+1F642] for [U+E000] alt [U+6F22]" in words
    assert "mangler noen av tegnene" in words
    assert "mangler" not in said(made(a_text(Paragraph("Takk."))), FIRST_PAGE_OF_TEXT)


@READS
def test_two_marks_to_one_note_give_two_notes_as_in_word_and_a_note_without_a_mark_stays_in_the_text():
    text = a_text(
        *(
            Paragraph("Her.[^1] Og der.[^1] Ukjent.[^9]"),
            Footnote("1", "Noten."),
            Footnote("2", "Alene."),
            Footnote("3", "Løs."),
        ),
        title="Merket[^2]",
    )

    words = said(made(text))

    assert words.count("Noten.") == 2
    assert "3 Løs." in words
    assert words.count("Alene.") == 1, "the contents do not print the note once more"
    assert "Ukjent.[^9]" in words


@READS
def test_labels_and_numbers_stand_as_printed():
    points = ItemList(tuple(Item(label, (Paragraph(f"Punkt {label}"),)) for label in ("c)", "7.", "æ)")))
    text = LegalText(
        "T",
        (),
        (Section("a" * 10, "4.7", "Hull i tallene", (points,)), Section("b" * 10, "Vedlegg 12", "Sist")),
    )

    words = bare(said(made(text), FIRST_PAGE_OF_TEXT))

    assert "4.7Hullitallenec)Punktc)7.Punkt7.æ)Punktæ)Vedlegg12Sist" in words


def test_links_lead_out_and_within_and_never_to_a_file():
    text = a_text(
        Paragraph(
            "[lov](https://lovdata.no/lov) [her](#abcdefghjk) [borte](#zzzzzzzzzz) [fil](file:///etc/passwd)"
        )
    )

    data = made(text)

    assert b"https://lovdata.no/lov" in data
    assert b"file:" not in data


def test_the_header_row_of_a_long_table_comes_again_on_every_page():
    rows = tuple((f"Rad {at}", "Ord") for at in range(120))

    words = (
        said(made(a_text(Table(("Overskriften", "B"), rows))), FIRST_PAGE_OF_TEXT)
        if shutil.which("pdftotext")
        else ""
    )

    assert not words or words.count("Overskriften") >= 3


def test_an_empty_text_and_a_deep_one_are_set_too():
    deep = Section("", "", "Innerst", (Quote((Paragraph("Ord."),)),))
    for at in range(8):
        deep = Section("", f"{at}", f"Nivå {at}", (), (deep,))

    assert made(LegalText("", (), ()))
    assert made(LegalText("Dyp", (), (deep, replace(deep, number=""))))


@settings(max_examples=60, deadline=None)
@given(RICH_TEXTS)
def test_every_text_we_can_store_can_be_set(text):
    assert made(text, replace(COVER, title=markdown.plain(text.title))).startswith(b"%PDF-1.7")


@settings(max_examples=60, deadline=None)
@example("\u0301\u0302")
@example("e\u0301\u200d\u202e\ufeff")
@example("🏳️‍🌈 👨‍👩‍👧")
@example("مرحبا שלום")
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_sign_whatever_can_be_set(words):
    assert made(a_text(Paragraph(escape(words)), title=escape(words))).startswith(b"%PDF-1.7")


def test_what_asks_for_too_much_is_refused_in_words(monkeypatch):
    from documents.pdf import apart

    monkeypatch.setattr(apart, "_PATIENCE", 0.05)

    with pytest.raises(NotMade, match="Ta den ut som Word"):
        write_pdf(a_text(Paragraph("Ord.")), COVER)


def test_the_library_is_here_for_the_tests():
    assert is_installed()


def test_the_program_that_prints_opens_nothing_beside_what_it_is_given():
    program = files("documents.pdf").joinpath("house.typ").read_text(encoding="utf-8")

    assert (
        re.findall(r"#(?:import|include)\b|\b(?:read|image|plugin|eval|csv|yaml|toml|xml|cbor)\(", program)
        == []
    )
    assert re.findall(r"\bjson\(.*", program) == ["json(bytes(sys.inputs.given))"]

"""Several texts in one Word file, and nothing of one that leads into another."""

import io
import zipfile
from collections import Counter
from dataclasses import replace

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.docx import Listed, Member, read, write_collection
from documents.kinds import DocumentKind, Language
from documents.markdown import read as read_markdown
from tests.documents.test_docx_writing import COVER, W, part, words

WHOLE = replace(COVER, title="Avtaleverket 1. juni 2025", version="", kind=None, identifier="", decisions=())

AGREEMENT = read_markdown("""# Samarbeidsavtale

## 1 Formål {#formaal}

Partene skal samarbeide.[^1] Se [punkt 2](#ansvar) og [loven](https://lovdata.no/lov/2011-06-24-30).

[^1]: Loven § 6-1.

## 2 Ansvar {#ansvar}

a) {#kommunen} Kommunen skal melde.

b) {#foretaket} Foretaket skal svare.

## Vedlegg 1 Frister {#vedlegg}

1. Én dag.

2. To dager.
""")
GUIDELINE = read_markdown("""# Retningsline 5

## 0 Bakgrunn {#formaal}

Sjukehuset varslar kommunen.[^1] Sjå [punkt 4](#ansvar).

[^1]: Forskrifta § 8.

## 4 Ansvar {#ansvar}

a) {#kommunen} Kommunen skal svare.
""")
MEMBERS = (
    Member(AGREEMENT, COVER, "Viker for loven."),
    Member(
        GUIDELINE,
        replace(
            COVER,
            title="Retningsline 5",
            version="2023.1",
            kind=DocumentKind.RETNINGSLINJE,
            language=Language.NN,
            hash="77" * 32,
        ),
    ),
)


@pytest.fixture(scope="module")
def file() -> bytes:
    return write_collection(WHOLE, ["Loven går foran."], MEMBERS, [Listed("Kommer", ("Rutine, 2026.1",))])


def lines(data: bytes) -> list[str]:
    return [words(each) for each in part(data).iter(f"{W}p")]


def test_python_docx_opens_it(file):
    assert "Avtaleverket 1. juni 2025" in [each.text for each in Document(io.BytesIO(file)).paragraphs]


def test_every_text_stands_whole_and_in_order(file):
    told = lines(file)

    assert told.index("1Formål") < told.index("2Ansvar") < told.index("0Bakgrunn") < told.index("4Ansvar")
    assert told.count("Kommunen skal melde.") == told.count("Kommunen skal svare.") == 1


def test_the_list_names_every_text_with_number_status_and_hash(file):
    told = " ".join(lines(file))

    assert "versjon 2025.1 · Gjelder fra 1. mai 2025 · avtrykk 3f9a5c0d8e7b" in told
    assert "versjon 2023.1 · Gjelder fra 1. mai 2025 · avtrykk 777777777777" in told


def test_what_is_not_in_the_file_is_told_apart(file):
    told = lines(file)

    assert told.index("Kommer") + 1 == told.index("Rutine, 2026.1") < told.index("1Formål")


def test_two_texts_with_the_same_identities_have_bookmarks_of_their_own(file):
    names = [each.get(f"{W}name") for each in part(file).iter(f"{W}bookmarkStart")]
    numbers = [each.get(f"{W}id") for each in part(file).iter(f"{W}bookmarkStart")]

    assert {"_t1_sh_ansvar", "_t2_sh_ansvar", "_t1_sp_kommunen", "_t2_sp_kommunen"} <= set(names)
    assert max(Counter(names).values()) == max(Counter(numbers).values()) == 1
    assert all(len(name) <= 40 for name in names)


def test_a_link_leads_to_its_own_text(file):
    anchors = [
        each.get(f"{W}anchor")
        for each in part(file).iter(f"{W}hyperlink")
        if words(each) in {"punkt 2", "punkt 4"}
    ]

    assert anchors == ["_t1_sh_ansvar", "_t2_sh_ansvar"]


def test_every_link_leads_somewhere(file):
    names = {each.get(f"{W}name") for each in part(file).iter(f"{W}bookmarkStart")}
    anchors = {each.get(f"{W}anchor") for each in part(file).iter(f"{W}hyperlink")} - {None}

    assert anchors <= names


def test_two_notes_with_one_label_are_two_notes(file):
    marks = [each.get(f"{W}id") for each in part(file).iter(f"{W}footnoteReference")]
    notes = {
        each.get(f"{W}id"): words(each) for each in part(file, "word/footnotes.xml").iter(f"{W}footnote")
    }

    assert [notes[mark] for mark in marks] == ["Loven § 6-1.", "Forskrifta § 8."]


def test_the_lists_of_one_text_do_not_count_on_in_the_next(file):
    used = [each.get(f"{W}val") for each in part(file).iter(f"{W}numId")]
    lists = [each for each in used if each != "0"]
    made = [each.get(f"{W}numId") for each in part(file, "word/numbering.xml").iter(f"{W}num")]

    assert len(set(lists)) == 3
    assert set(lists) <= set(made)


def test_each_text_begins_on_a_page_with_its_own_running_head(file):
    names = set(zipfile.ZipFile(io.BytesIO(file)).namelist())
    heads = [words(part(file, f"word/header{at}.xml")) for at in (1, 2)]

    assert {"word/header.xml", "word/footer2.xml"} <= names
    assert heads == ["SamarbeidsavtaleVersjon 2025.1", "Retningsline 5Versjon 2023.1"]
    assert len(list(part(file).iter(f"{W}sectPr"))) == 3


def test_the_runs_of_a_text_in_the_other_written_form_say_so(file):
    spoken = {
        words(run): [each.get(f"{W}val") for each in run.iter(f"{W}lang")] for run in part(file).iter(f"{W}r")
    }

    assert spoken["Sjukehuset varslar kommunen."] == ["nn-NO"]
    assert spoken["Partene skal samarbeide."] == []


def test_the_same_texts_give_the_same_bytes(file):
    again = write_collection(WHOLE, ["Loven går foran."], MEMBERS, [Listed("Kommer", ("Rutine, 2026.1",))])

    assert again == file


def test_it_is_not_taken_for_one_document_with_identities_when_it_is_read(file):
    """A file of many texts is no draft; read all the same, it must not hand out identities twice."""
    found = [place.id for place in read(file).text.places()]

    assert not {"formaal", "ansvar", "kommunen"} & set(found)


def test_a_collection_of_nothing_is_a_file_that_says_so():
    assert "Avtaleverket 1. juni 2025" in lines(write_collection(WHOLE, [], []))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(MEMBERS), max_size=6))
def test_however_many_texts_no_name_and_no_number_stands_twice(members):
    data = write_collection(WHOLE, [], members)
    starts = list(part(data).iter(f"{W}bookmarkStart"))

    for attribute in ("name", "id"):
        assert max(Counter(each.get(W + attribute) for each in starts).values(), default=1) == 1
    assert len(list(part(data).iter(f"{W}footnoteReference"))) == len(members)

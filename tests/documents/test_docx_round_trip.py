"""Out to Word and in again: the same text, to the last identity."""

from dataclasses import fields, replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import markdown
from documents.docx import read, write
from documents.docx.reading.inline import compose, tidy
from documents.markdown import Run
from documents.text import Item, ItemList, LegalText, Paragraph
from tests.documents.docx_files import zipped
from tests.documents.test_docx_writing import COVER, a_section, a_text
from tests.documents.texts import LEGAL_TEXTS, WORDS

EXAMPLES = Path(__file__).parents[2] / "registry/examples/fjordmark/texts"
SAMPLE = """\
# Retningslinje om utskriving

Innleiing med **feit** tekst, *skrå* tekst, [lov](https://lovdata.no/) og [§ 1](#aaaaaaaaaa).

## § 1 Føremål {#aaaaaaaaaa}

Partane skal samarbeide.[^1] Sjå òg **feit *og* skrå**.\\
Ny line i same avsnitt.

a) {#bbbbbbbbbb} første bokstav

   - strek ein

   - strek to

     1. tal ein

     2. tal to

   Framhald av bokstav a.

b) {#cccccccccc} andre bokstav[^2]

> Eit sitat.
>
> Andre avsnitt i sitatet.

[^1]: Helse- og omsorgstenestelova § 6-1.

[^2]: Note med **feit** tekst\\
    og ei ny line.

## § 2 Ansvar {#dddddddddd}

### § 2-1 Kommunen {#eeeeeeeeee}

| Kven | Kva | Når |
| --- | --- | --- |
| Kommunen |  | **straks** |

#### Utan nummer {#ffffffffff}

5. fem

6. seks

## Vedlegg 1 Skjema {#jjjjjjjjjj}

1\\. Ikkje eit punkt, men ord.

- \\- ikkje ein strek i ein strek
"""


def meaning(value):
    """The value with every inline string as what it says, however its signs are escaped."""
    match value:
        case str():
            looks = groupby(markdown.runs(value), key=lambda run: replace(run, text=""))
            return [(look, "".join(run.text for run in run_of_look)) for look, run_of_look in looks]
        case tuple():
            return [meaning(each) for each in value]
        case _:
            return {field.name: meaning(getattr(value, field.name)) for field in fields(value)}


def there_and_back(text: LegalText) -> LegalText:
    return read(write(text, COVER)).text


def test_a_text_with_everything_comes_back_equal():
    text = markdown.read(SAMPLE)

    assert markdown.write(there_and_back(text)) == markdown.write(text)
    assert there_and_back(text) == text


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.md")), ids=lambda path: "/".join(path.parts[-2:]))
def test_every_text_of_the_example_comes_back_equal(path):
    text = markdown.with_ids(markdown.read(path.read_text(encoding="utf-8")))
    found = read(write(text, COVER))

    assert meaning(found.text) == meaning(text)
    assert [remark.code for remark in found.remarks] == ["cover", "contents"]


@given(LEGAL_TEXTS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_comes_back_saying_the_same(text):
    assert meaning(there_and_back(text)) == meaning(text)


@given(LEGAL_TEXTS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_word_of_any_text_is_reported_lost(text):
    assert "lost" not in [remark.code for remark in read(write(text, COVER)).remarks]


LOOKS = st.builds(
    Run,
    st.sampled_from(["a", "b.", " ", "(c)", "d ", " e", "*", "«f»", "2", "_g", "\n"]),
    st.booleans(),
    st.booleans(),
)
LINKED = st.builds(
    Run, WORDS, st.booleans(), st.booleans(), st.just(False), st.just("https://lovdata.no/a(b)")
)
MARKS = st.integers(1, 9).map(lambda label: Run("", footnote=str(label)))


@given(st.lists(LOOKS | LINKED | MARKS, max_size=8))
@settings(max_examples=150, deadline=None)
def test_runs_become_markdown_that_says_the_same_words_and_the_same_looks_or_says_that_it_does_not(runs):
    inline, whole = compose(runs)
    back = tidy(markdown.runs(inline))

    assert "".join(run.text for run in back) == "".join(run.text for run in tidy(runs))
    assert [run.footnote for run in back if run.footnote] == [run.footnote for run in runs if run.footnote]
    if whole:
        assert [(run.text, run.bold, run.italic) for run in back] == [
            (run.text, run.bold, run.italic) for run in tidy(runs)
        ]


# Identities


def parts_of(text):
    import io
    import zipfile

    archive = zipfile.ZipFile(io.BytesIO(write(text, COVER)))
    return {name: archive.read(name) for name in archive.namelist()}


def edited(text, *changes):
    """The text as it comes back after these changes to the XML of its main part."""
    parts = parts_of(text)
    for old, new in changes:
        assert old.encode() in parts["word/document.xml"], old
        parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    return read(zipped(parts)).text


TWO = a_text(
    a_section("", "Formål", Paragraph("Om formålet."), identity="aaaaaaaaaa"),
    a_section("", "Parter", Paragraph("Om partene."), identity="bbbbbbbbbb"),
)


def identities(text):
    return [section.id for section in text.walk()]


def test_a_section_keeps_its_identity_when_it_gets_a_new_title():
    found = edited(TWO, ("Formål</w:t></w:r><w:bookmarkEnd", "Hensikt</w:t></w:r><w:bookmarkEnd"))

    assert [(section.title, section.id) for section in found.sections] == [
        ("Hensikt", "aaaaaaaaaa"),
        ("Parter", "bbbbbbbbbb"),
    ]


def test_the_mark_in_the_first_paragraph_steps_in_when_the_heading_has_lost_its_own():
    assert identities(edited(TWO, ('w:name="_sh_aaaaaaaaaa"', 'w:name="noe"'))) == [
        "aaaaaaaaaa",
        "bbbbbbbbbb",
    ]


def test_a_copied_section_is_new_and_the_original_keeps_its_identity():
    found = identities(
        edited(TWO, ("_sh_bbbbbbbbbb", "_sh_aaaaaaaaaa_Copy_1"), ("_sb_bbbbbbbbbb", "_sb_aaaaaaaaaa_Copy_1"))
    )

    assert found[0] == "aaaaaaaaaa"
    assert found[1] not in {"aaaaaaaaaa", "bbbbbbbbbb"}


def test_a_copy_stands_in_for_an_original_that_is_gone():
    found = edited(
        TWO, ('"_sh_aaaaaaaaaa"', '"_sh_aaaaaaaaaa_Copy_1"'), ('"_sb_aaaaaaaaaa"', '"_sb_aaaaaaaaaa_Copy_1"')
    )

    assert identities(found) == ["aaaaaaaaaa", "bbbbbbbbbb"]


def test_a_file_without_marks_gets_fresh_identities():
    found = identities(edited(TWO, ("_sh_", "x"), ("_sb_", "y")))

    assert len(set(found)) == 2
    assert not {"aaaaaaaaaa", "bbbbbbbbbb"} & set(found)


def test_a_lettered_point_keeps_its_identity():
    points = ItemList(
        (Item("a)", (Paragraph("en"),), "cccccccccc"), Item("b)", (Paragraph("to"),), "dddddddddd"))
    )
    (found,) = there_and_back(a_text(preamble=[points])).preamble

    assert found == points


def test_a_heading_that_is_deleted_with_tracking_on_does_not_hand_its_identity_to_the_next():
    by = 'w:id="900" w:author="Kari"'
    parts = parts_of(TWO)
    document = parts["word/document.xml"].decode()
    before, _, after = document.rpartition('<w:p><w:pPr><w:pStyle w:val="Heading1"/>')
    first_before, heading, first_after = before.rpartition('<w:p><w:pPr><w:pStyle w:val="Heading1"/>')
    tracked = first_after.replace("</w:pPr>", f"<w:rPr><w:del {by}/></w:rPr></w:pPr>", 1)
    tracked = tracked.replace("<w:r><w:t", f"<w:del {by}><w:r><w:delText", 1).replace(
        "</w:t></w:r>", "</w:delText></w:r></w:del>", 1
    )
    parts["word/document.xml"] = (
        first_before + heading + tracked + '<w:p><w:pPr><w:pStyle w:val="Heading1"/>' + after
    ).encode()
    found = read(zipped(parts)).text

    assert [(section.title, section.id) for section in found.sections] == [("Parter", "bbbbbbbbbb")]


def test_a_text_of_ours_without_sections_gets_none_from_its_short_lines():
    text = markdown.read("# Rutine\n\nFormål\n\n> Ansvar\n\nKort linje\n")
    found = read(write(text, COVER))

    assert found.text == text
    assert not [each for each in found.proposed if each.chosen]


@given(st.text(alphabet="AbÅø 1.,;§–«»%()-*_[]<&:/", max_size=40))
@settings(max_examples=500, deadline=None)
def test_words_that_are_taken_as_they_stand_mean_themselves_in_markdown(words):
    runs = tidy([Run(words)])
    inline, _ = compose(runs)

    assert tidy(markdown.runs(inline)) == runs

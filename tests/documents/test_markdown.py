"""The stored form holds a text without loss, both ways, and is stable."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.markdown import (
    NotALegalText,
    canonical,
    escape,
    lost_words,
    plain,
    read,
    runs,
    with_ids,
    write,
)
from documents.text import Footnote, Item, ItemList, LegalText, Paragraph, Quote, Table
from tests.documents.rich_texts import RICH_TEXTS
from tests.documents.texts import WORDS

AGREEMENT = """# Samarbeidsavtale

Mellom partene.[^1]

[^1]: Se vedlegg 1.

## 5 Avtalestruktur {#kap5aaaaaa}

### 5.2 Vedtaksmyndighet {#vedtakaaaa}

a) {#punktaaaaa} Avtalen vedtas av kommunestyrene.

b) {#punktbbbbb} Handlingsplanen:

   - etter innstilling

   - for fire år

| Hva | Frist |
| --- | --- |
| Varsel | 24 timer |
"""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RICH_TEXTS)
def test_a_tree_written_and_read_again_is_the_same_tree(text):
    assert read(write(text)) == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RICH_TEXTS)
def test_writing_again_gives_the_same_bytes(text):
    once = write(text)

    assert write(read(once)) == once


@given(st.text(max_size=300))
def test_whatever_a_person_pastes_is_either_refused_with_a_sentence_or_becomes_stable(source):
    try:
        once = canonical(source, title="Tittel")
    except NotALegalText as refused:
        said = str(refused)
    else:
        said = "."
        assert write(read(once)) == once
    assert said.endswith(".")


@given(WORDS)
def test_escaped_words_mean_just_those_words(words):
    assert plain(escape(words)) == words


def test_numbers_and_identities_are_read_as_printed():
    text = read(AGREEMENT)

    assert [(place.number, place.id) for place in text.places()] == [
        ("5", "kap5aaaaaa"),
        ("5.2", "vedtakaaaa"),
        ("5.2 a", "punktaaaaa"),
        ("5.2 b", "punktbbbbb"),
    ]


def test_canonical_text_stays_as_it_is():
    assert write(read(AGREEMENT)) == AGREEMENT


def test_a_lettered_point_ends_the_paragraph_above_it_as_people_write():
    text = read("# T\n\n## 1 En\n\nInnledning:\na) første\nb) andre\n")

    paragraph, points = text.sections[0].blocks
    assert paragraph == Paragraph("Innledning:")
    assert points == ItemList((Item("a)", (Paragraph("første"),)), Item("b)", (Paragraph("andre"),))))


def test_a_heading_that_only_looks_numbered_keeps_its_words():
    text = LegalText("T", sections=(read("# T\n\n## 5 Fem {#aaaaaaaaaa}\n").sections[0],))
    odd = read('# T\n\n## 24 timer {#aaaaaaaaaa nr=""}\n')

    assert (odd.sections[0].number, odd.sections[0].title) == ("", "24 timer")
    assert (text.sections[0].number, text.sections[0].title) == ("5", "Fem")


def test_new_points_get_identities_and_old_ones_keep_theirs():
    source = "# T\n\n## 1 En {#aaaaaaaaaa}\n\na) {#bbbbbbbbbb} gammelt\n\nb) nytt\n"

    section, old, new = with_ids(read(source)).places()

    assert (section.id, old.id) == ("aaaaaaaaaa", "bbbbbbbbbb")
    assert len(new.id) == 10


def test_an_identity_used_twice_is_refused_by_name():
    with pytest.raises(NotALegalText, match="aaaaaaaaaa"):
        read("# T\n\n## 1 En {#aaaaaaaaaa}\n\n## 2 To {#aaaaaaaaaa}\n")


def test_a_text_without_a_title_is_refused_unless_one_is_given():
    with pytest.raises(NotALegalText, match="mangler tittel"):
        read("## 1 En\n")
    assert read("## 1 En\n", title="Avtale").title == "Avtale"


def test_a_control_character_is_refused_with_its_line():
    with pytest.raises(NotALegalText, match="linje 3"):
        read("# T\n\nhei\x00\n")


def test_letters_in_two_forms_become_one():
    apart = unicodedata.normalize("NFD", "# Må\n")

    assert write(read(apart)) == "# Må\n"


def test_a_space_that_must_not_break_stays_one():
    assert escape("5\xa0%  av") == "5\xa0% av"
    assert read("# T\n\n§\xa06-2\n").preamble == (Paragraph("§\xa06-2"),)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("[antall] dager", "[antall] dager"),
        ("[^1]", r"\[^1\]"),
        ("[loven](https://lovdata.no)", r"\[loven\](https://lovdata.no)"),
        ("[a [b]", r"\[a [b]"),
        ("]", r"\]"),
        ("{#innhold}", r"\{#innhold}"),
        ("nr. #", r"nr. \#"),
        ("####### sju", r"\####### sju"),
    ],
)
def test_a_sign_is_guarded_only_where_it_could_be_read_as_something_else(words, written):
    assert escape(words) == written
    assert plain(written) == words


def test_words_that_look_like_an_identity_stay_words():
    text = LegalText(escape("Avtale {#abc}"), (ItemList((Item("a)", (Paragraph(escape("{#abc} x")),)),)),))

    assert read(write(text)) == text


def test_the_lineage_of_sections_and_points_is_kept():
    source = (
        '# T\n\n## 5 En {#aaaaaaaaaa fra="bbbbbbbbbb cccccccccc"}\n\n'
        'a) {#dddddddddd fra="eeeeeeeeee"} punkt\n\n## 24 timer {#ffffffffff nr="" fra="gggggggggg"}\n'
    )
    section, point, other = read(source).places()

    assert section.origins == ("bbbbbbbbbb", "cccccccccc")
    assert point.origins == ("eeeeeeeeee",)
    assert (other.number, other.section.title, other.origins) == ("", "24 timer", ("gggggggggg",))
    assert write(read(source)) == source


def test_two_sections_may_print_the_same_number_where_one_is_in_an_annex():
    source = (
        "# T\n\n## 1 Formål {#aaaaaaaaaa}\n\n## Vedlegg 1 Satser {#bbbbbbbbbb}\n\n"
        "### 1 Formål {#cccccccccc}\n\n[^1]: Note i vedlegget.\n"
    )
    text = read(source)

    assert [(each.number, each.title) for each in text.walk()] == [
        ("1", "Formål"),
        ("Vedlegg 1", "Satser"),
        ("1", "Formål"),
    ]
    assert text.sections[1].children[0].blocks == (Footnote("1", "Note i vedlegget."),)
    assert write(text) == source


def test_lettered_in_numbered_in_lettered_with_a_table_a_quotation_and_a_note():
    source = """# T

a) {#aaaaaaaaaa} ytterst:

   1. midt i:

      a) {#bbbbbbbbbb} innerst[^1]

         | Hva | Frist[^1] |
         | --- | --- |
         | Svar | 24 timer |

         > Sitat

         [^1]: Noten.

         - strek
"""
    (outer,) = read(source).preamble[0].items
    (middle,) = outer.blocks[1].items
    (inner,) = middle.blocks[1].items

    assert (outer.label, middle.label, inner.label, inner.id) == ("a)", "1.", "a)", "bbbbbbbbbb")
    assert [type(block) for block in inner.blocks] == [Paragraph, Table, Quote, Footnote, ItemList]
    assert write(read(source)) == source


def test_a_list_within_a_footnote_stands_as_lines_with_its_letters():
    source = "# T\n\n[^1]: Se:\n\n    a) første\n\n    b) andre\n"
    (note,) = read(source).preamble

    assert plain(note.text) == "Se: a) første b) andre"
    assert lost_words(source, read(source)) == ()


def test_html_is_only_words():
    assert plain(read("# T\n\n<script>x</script>\n").preamble[0].text) == "<script>x</script>"


def test_a_table_cell_too_many_is_reported_as_lost():
    source = "# T\n\n| A |\n| --- |\n| en | overtallig |\n"

    assert lost_words(source, read(source)) == ("overtallig",)


def test_runs_tell_how_words_look():
    found = runs("Svar **innen** *24* timer[^1], se [loven](https://lovdata.no).")

    assert [(run.text, run.bold, run.italic, run.footnote, run.link) for run in found] == [
        ("Svar ", False, False, "", ""),
        ("innen", True, False, "", ""),
        (" ", False, False, "", ""),
        ("24", False, True, "", ""),
        (" timer", False, False, "", ""),
        ("", False, False, "1", ""),
        (", se ", False, False, "", ""),
        ("loven", False, False, "", "https://lovdata.no"),
        (".", False, False, "", ""),
    ]

"""The lines that show why a place was found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.entries import Entry, Point
from search.matching import hit, marked
from search.query import parse
from search.snippets import WIDTH, Piece, plain, snippet, to_html
from tests.search.builders import an_entry


def marks(text: str, typed: str) -> list[str]:
    return [piece.text for piece in marked(text, parse(typed)) if piece.marked]


def test_words_are_marked_as_they_stand():
    assert marks("Kommunane skal handsame tilvisinga.", "kommune henvisning") == ["Kommunane", "tilvisinga"]


def test_a_compound_is_marked_when_a_part_was_asked_for():
    assert marks("Samarbeidsavtalen gjelder.", "avtale") == ["Samarbeidsavtalen"]


def test_a_section_number_is_marked():
    assert marks("Se § 6-2 og § 6-3.", "6-2") == ["§ 6-2"]


def test_a_beginning_is_marked_with_the_rest_of_its_word():
    assert marks("Pasienten er utskrivningsklar.", "utskriv*") == ["utskrivningsklar"]


def test_a_long_text_is_cut_where_most_of_the_words_stand():
    text = "Pasient. " + "Annet. " * 80 + "Kommunen varsler om pasienten. " + "Mer. " * 80

    shown = plain(marked(text, parse("kommune varsler pasient")))

    assert "Kommunen varsler om pasienten." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_where_nothing_is_marked_the_beginning_is_shown():
    text = "Først står dette. " * 40

    assert plain(marked(text, parse("varsel"))).startswith("Først står dette.")


def test_what_was_found_is_safe_html():
    assert to_html((Piece("<b> & ", False), Piece("<i>", True))) == "&lt;b&gt; &amp; <mark>&lt;i&gt;</mark>"


def test_an_entry_without_a_body_shows_its_title():
    found = hit(an_entry(title="Varsel om utskrivning"), parse("varsel"), 1.0)

    assert plain(found.snippet) == "Varsel om utskrivning"


SIGNS = st.text(st.one_of(st.characters(), st.sampled_from(" \n\ta\u030a\u200d👩e\u0301")), max_size=600)


@given(SIGNS, st.lists(st.tuples(st.integers(0, 600), st.integers(1, 30)), max_size=10))
@settings(deadline=None)
def test_a_snippet_is_a_piece_of_the_text_and_nothing_else(text, places):
    spans = [(start, min(start + length, len(text)), 0) for start, length in places if start < len(text)]
    line = " ".join(text.split())

    shown = plain(snippet(text, spans)).removeprefix("… ").removesuffix(" …")

    assert shown in line
    assert len(shown) <= WIDTH or shown == line


@given(st.text("a\u030a\u0301", min_size=300, max_size=600))
def test_a_letter_and_the_marks_above_it_are_never_parted(text):
    shown = plain(snippet("a" + text, [])).removesuffix(" …")

    assert ("a" + text).startswith(shown)
    assert ("a" + text).removeprefix(shown)[:1] in {"", "a"}


def test_what_was_found_is_shown_though_no_space_stands_before_it():
    address = "https://eksempel.example/" + "x" * 400
    found = [(len(address) - 5, len(address), 0)]

    assert to_html(snippet(address + " og mer", found)).count("<mark>xxxxx</mark>") == 1


def test_only_the_whole_phrase_is_marked():
    assert marks("Hjelp. Øyeblikkelig hjelp gis.", '"øyeblikkelig hjelp"') == ["Øyeblikkelig hjelp"]


def test_lines_and_tabs_become_spaces_and_the_marks_stay_where_they_were():
    assert to_html(marked("  Kommunen\n\n\tskal   varsle\n", parse("varsle"))) == (
        "Kommunen skal <mark>varsle</mark>"
    )


def test_an_entry_is_kept_whole():
    entry = an_entry("Tekst «med» tegn", bodies=("asu", "psu"), year=2024)

    assert Entry.from_json(entry.to_json()) == entry


BODY = (
    "Partene skal varsle hverandre. a) Sykehuset varsler kommunen innen 24 timer. "
    "b) Kommunen svarer innen tre dager, se punkt 7.1. c) Betaling følger forskriften."
)


def a_section_with_points(**facts: object) -> Entry:
    starts = [BODY.index(f"{letter})") for letter in "abc"] + [len(BODY)]
    points = tuple(
        Point(f"s5{letter}", f"5.2 {letter}", start, end)
        for letter, start, end in zip("abc", starts, starts[1:], strict=False)
    )
    return an_entry(BODY, number="5.2", section_id="s5", url="/dok/1#s5", points=points, **facts)


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("betaling", "s5c"),
        ("svarer dager", "s5b"),
        ("varsel 24", "s5a"),
        ("7.1", "s5b"),
        ("5.2 c", "s5c"),
        ("5.2 c betaling svarer", "s5c"),
        ("varsel", "s5a"),
        ("svarer betaling", ""),
        ("innen", ""),
        ("traktor", ""),
        ("5.2", ""),
    ],
)
def test_the_lettered_point_is_named_where_it_answers_alone(typed, point):
    found = hit(a_section_with_points(), parse(typed), 1.0)

    assert (found.point.id if found.point else "") == point
    assert found.identity == (point or "s5")
    assert found.url == f"/dok/1#{point or 's5'}"


def test_a_word_of_the_title_does_not_hide_the_point_that_answers_the_rest():
    found = hit(a_section_with_points(title="Varslingsrutiner"), parse("rutine betaling"), 1.0)

    assert found.point
    assert found.point.number == "5.2 c"


def test_the_lines_of_a_point_are_its_own():
    found = hit(a_section_with_points(), parse("betaling"), 1.0)

    assert to_html(found.snippet) == "c) <mark>Betaling</mark> følger forskriften."

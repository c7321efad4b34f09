"""The lines that show why a place was found."""

from hypothesis import given, settings
from hypothesis import strategies as st

from search.entries import Entry
from search.matching import hit, marked
from search.query import parse
from search.snippets import Piece, plain, snippet, to_html
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


@given(st.text(max_size=600), st.lists(st.tuples(st.integers(0, 600), st.integers(1, 30)), max_size=10))
@settings(deadline=None)
def test_a_snippet_is_a_piece_of_the_text_and_nothing_else(text, places):
    line = " ".join(text.split())
    spans = [(start, min(start + length, len(line)), 0) for start, length in places if start < len(line)]

    shown = plain(snippet(text, lambda _: spans))

    assert shown.removeprefix("… ").removesuffix(" …") in line


def test_an_entry_is_kept_whole():
    entry = an_entry("Tekst «med» tegn", bodies=("asu", "psu"), year=2024)

    assert Entry.from_json(entry.to_json()) == entry

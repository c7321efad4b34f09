"""One spelling of a place in the law."""

import pytest

from search.engine import Engine
from search.laws import laws_in, printed_place, read_place
from search.query import Law, Number, parse
from tests.search.builders import ALL, an_entry, at, search


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("6-2", "6-2"),
        ("6-2-4", "6-2-4"),
        ("6-2.4", "6-2-4"),
        ("§ 6-2 nr. 4", "6-2-4"),
        ("§6-2 nr 4", "6-2-4"),
        ("6-2 nummer 4", "6-2-4"),
        ("§ 6-2 første ledd nr. 4", "6-2-4"),
        ("§ 6-2 fyrste ledd nr. 4", "6-2-4"),
        ("hol § 6-2", "6-2"),
        ("helse- og omsorgstenestelova § 6-2", "6-2"),
        ("§ 5-4 b", "5-4b"),
        ("kommuneloven-11-5", "kommuneloven-11-5"),
        ("Kommunelova § 11-5", "kommuneloven-11-5"),
        ("koml 11-5", "kommuneloven-11-5"),
        ("pbrl-2-5", "pasient-og-brukerrettighetsloven-2-5"),
        ("forvaltningsloven-18", "forvaltningsloven-18"),
        ("hol", "helse-og-omsorgstjenesteloven"),
    ],
)
def test_a_place_is_read_however_it_is_typed(typed, place):
    assert read_place(typed) == place


@pytest.mark.parametrize("typed", ["", "tull", "tull-6-2", "6-2-4-5", "§", "år 2024", "6000-2"])
def test_what_is_no_place_is_none(typed):
    assert read_place(typed) == ""


def test_a_text_has_to_do_with_the_places_it_cites_and_what_they_stand_in():
    text = "Etter helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4, jf. kommuneloven § 11-5."

    assert set(laws_in(text)) == {
        *("6-2-4", "6-2", "helse-og-omsorgstjenesteloven"),
        *("kommuneloven-11-5", "kommuneloven"),
    }


def test_a_paragraph_of_no_law_may_be_the_agreements_own():
    assert list(laws_in("Se § 6-2 og forskriften § 3.")) == []


def test_the_law_is_the_only_one_that_the_whole_text_names():
    hol = "https://lovdata.no/lov/2011-06-24-30"

    assert "6-2" in set(laws_in("Se loven § 6-2.", {hol}))


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("6-2-4", "§ 6-2 nr. 4"),
        ("5-4b", "§ 5-4 b"),
        ("kommuneloven-11-5", "kommuneloven § 11-5"),
        ("pasient-og-brukerrettighetsloven-2-5", "pasient- og brukerrettighetsloven § 2-5"),
        ("forvaltningsloven", "forvaltningsloven"),
    ],
)
def test_a_place_is_printed_as_it_is_cited(place, printed):
    assert printed_place(place) == printed


@pytest.mark.parametrize(
    "typed",
    [
        *("§ 6-2 nr. 4", "§ 6-2 første ledd nr. 4", "6-2 nr 4", "hol § 6-2 nr. 4", "§6-2 nr.4"),
        "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4",
    ],
)
def test_a_place_in_the_law_is_one_wish(typed):
    (wish,) = parse(typed).wishes

    assert isinstance(wish, Law)
    assert wish.places == ("6-2-4",)


def test_a_paragraph_alone_may_be_a_section_as_well():
    assert parse("§ 6-2").wishes == (Number("6.2", "6.2", "6-2"),)
    assert parse("6.2").wishes == (Number("6.2", "6.2"),)


def test_words_around_a_place_are_wishes_of_their_own():
    query = parse('plan § 6-2 nr. 4 "rett til" -kommuneloven § 11-5 lov:6-2')

    assert [wish.text for wish in query.wishes] == ["plan", "§ 6-2 nr. 4", "rett til"]
    assert [wish.text for wish in query.without] == ["kommuneloven § 11-5"]
    assert query.laws == ("6-2",)


def test_the_item_itself_comes_first_and_then_what_has_to_do_with_it(engine: Engine):
    item = an_entry(
        "Avtalen skal ha planer for beredskap.",
        kind="lovkrav",
        document="",
        number="§ 6-2 nr. 4",
        laws=("6-2-4", "6-2"),
    )
    covers = an_entry("Partene varsler hverandre.", number="4.1", laws=("6-2-4", "6-2"))
    other = an_entry("Partene møtes.", number="6.2", laws=("6-2-5", "6-2"))
    engine.rebuild((other, covers, item), at(1))

    for typed in ("§ 6-2 nr. 4", "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4"):
        assert [hit.entry.key for hit in search(engine, typed, ALL).hits] == [item.key, covers.key]
    assert {hit.entry.key for hit in search(engine, "§ 6-2", ALL).hits} == {item.key, covers.key, other.key}
    assert {hit.entry.key for hit in search(engine, "6.2", ALL).hits} == {other.key}
    assert search(engine, "lov:6-2-5", ALL).total == 1
    assert search(engine, "partene -§ 6-2 nr. 4", ALL).total == 1


def test_the_citation_is_marked_in_the_lines_shown(engine: Engine):
    body = "Etter helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4 skal det varsles."
    engine.rebuild((an_entry(body, laws=tuple(laws_in(body))),), at(1))

    (hit,) = search(engine, "§ 6-2 nr. 4", ALL).hits

    assert [piece.text for piece in hit.snippet if piece.marked] == [
        "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4"
    ]

"""A number is read from what people write and printed in one form."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import numbering
from documents.numbering import (
    LAST,
    LETTERS,
    NotANumber,
    Part,
    SectionNumber,
    Step,
    ordinal,
    ordinal_number,
    split_heading,
)

STEPS = st.lists(
    st.sampled_from(Part).flatmap(
        lambda part: st.builds(
            Step, st.just(part), st.integers(1, 29) | st.just(29 if part in (Part.NR, Part.LETTER) else LAST)
        )
    ),
    unique_by=lambda step: step.part,
    max_size=4,
).map(tuple)
NUMBERS = st.builds(
    SectionNumber,
    st.integers(0, 999),
    st.lists(st.integers(0, 9999), max_size=5).map(tuple),
    st.sampled_from(["", *LETTERS]),
    STEPS,
).filter(
    lambda number: (
        bool(number.annex or number.digits or number.letter)
        and (number.letter != "" or not number.within or number.within[0].part is not Part.LETTER)
    )
)


@given(NUMBERS)
def test_a_printed_number_is_read_back_as_itself(number):
    assert SectionNumber.parse(str(number)) == number


@given(
    st.text(max_size=20)
    | st.from_regex(
        r"\A(?:vedlegg |§ |pkt\. )?[0-9 .\-]{1,6} ?[a-cA-C]?[).]?"
        r"(?:,? (?:siste|annet|2\.|7\.|fyrste) ?(?:ledd|avsnitt|kulepunkt|punktum))?(?: nr\.? ?[0-9]{1,3})?\Z"
    )
)
def test_whatever_people_write_is_refused_or_a_number_that_lasts(written):
    try:
        number = SectionNumber.parse(written)
    except NotANumber:
        return
    assert SectionNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("5.2", "5.2"),
        ("5.2.", "5.2"),
        (" 5 . 2 ", "5.2"),
        ("2.0", "2.0"),
        ("§ 4-2 b", "4.2 b"),
        ("§4-2 B.", "4.2 b"),
        ("5.2 d)", "5.2 d"),
        ("5.2d", "5.2 d"),
        ("4 g)", "4 g"),
        ("5.2 bokstav c", "5.2 c"),
        ("pkt. 5.2 c)", "5.2 c"),
        ("Punkt 5.2", "5.2"),
        ("kapittel 5", "5"),
        ("a)", "a"),
        ("bokstav å", "å"),
        ("Vedlegg 12", "Vedlegg 12"),
        ("vedlegg 12, pkt. 4.3", "Vedlegg 12 4.3"),
        ("Vedlegg 1 a)", "Vedlegg 1 a"),
        ("§ 6-2 første ledd nr. 4", "6.2 første ledd nr. 4"),
        ("§ 6-2 fyrste ledd nummer 4", "6.2 første ledd nr. 4"),
        ("§ 2-1 e annet ledd", "2.1 e andre ledd"),
        ("pkt. 5, første avsnitt nr. 2", "5 første ledd nr. 2"),
        ("5.2 2. ledd", "5.2 andre ledd"),
        ("kap. 5.2.", "5.2"),
        ("5.2 a nr. 2", "5.2 a nr. 2"),
        ("5.2 a) nr 2.", "5.2 a nr. 2"),
        ("Vedlegg 12 pkt. 4.3 siste kulepunkt", "Vedlegg 12 4.3 siste kulepunkt"),
        ("punkt 4.3 siste strekpunkt", "4.3 siste kulepunkt"),
        ("4.3 kulepunkt 3", "4.3 tredje kulepunkt"),
        ("5.2 syvende ledd", "5.2 7. ledd"),
        ("5.2 sjuande ledd", "5.2 7. ledd"),
        ("5.2 første ledd bokstav c", "5.2 første ledd bokstav c"),
        ("4 g) bokstav a", "4 g bokstav a"),
        ("5.2 første ledd andre punktum", "5.2 første ledd andre punktum"),
    ],
)
def test_every_way_of_writing_it_gives_the_one_printed_form(written, printed):
    assert str(SectionNumber.parse(written)) == printed


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "Vedlegg",
        "5..2",
        "5.2 c og d",
        "5.2 aa",
        "12345",
        "§",
        "fem",
        "5.2 Vedtak",
        "²",
        "Vedlegg 0",
        "første ledd",
        "5.2 ledd",
        "5.2 nr. 0",
        "5.2 nr. 1 nr. 2",
        "5.2 siste",
    ],
)
def test_what_is_no_number_is_refused_and_quoted(written):
    with pytest.raises(NotANumber, match="er ikke et punktnummer") as refused:
        SectionNumber.parse(written)
    assert f"«{written}»" in str(refused.value)
    assert str(refused.value).endswith(".")


def test_numbers_sort_as_people_expect():
    written = ["Vedlegg 1", "5.10", "5.2 b", "10", "5.2", "5", "5.2 a", "2.0", "Vedlegg 1 4.3"]

    assert [str(number) for number in sorted(map(SectionNumber.parse, written))] == [
        *("2.0", "5", "5.2", "5.2 a", "5.2 b", "5.10", "10", "Vedlegg 1", "Vedlegg 1 4.3")
    ]


def test_what_stands_within_sorts_after_the_place_and_the_last_comes_last():
    written = [
        "5.2 siste ledd",
        "5.2 a",
        "5.2 12. ledd",
        "5.2 første ledd nr. 2",
        "5.2 første ledd",
        "5.2",
        "5.2 2. ledd",
    ]

    assert [str(number) for number in sorted(map(SectionNumber.parse, written))] == [
        *(
            "5.2",
            "5.2 første ledd",
            "5.2 første ledd nr. 2",
            "5.2 andre ledd",
            "5.2 12. ledd",
            "5.2 siste ledd",
            "5.2 a",
        )
    ]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("5.2 c nr. 2", "5.2 c"),
        ("5.2 første ledd bokstav c nr. 2", "5.2 c"),
        ("4 g bokstav a nr. 2", "4 g bokstav a"),
        ("Vedlegg 12 4.3 siste kulepunkt", "Vedlegg 12 4.3"),
    ],
)
def test_a_number_names_the_section_or_point_it_is_within(written, place):
    assert str(SectionNumber.parse(written).place) == place


@pytest.mark.parametrize(("word", "number"), [("annet", 2), ("Fyrste", 1), ("12.", 12), ("siste", LAST)])
def test_an_ordinal_is_a_number(word, number):
    assert ordinal_number(word) == number
    assert ordinal_number(ordinal(number)) == number


@pytest.mark.parametrize("word", ["", "0.", "nest", "."])
def test_a_word_that_is_no_ordinal_is_refused(word):
    with pytest.raises(NotANumber):
        ordinal_number(word)


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("5.2 Vedtaksmyndighet", "5.2", "Vedtaksmyndighet"),
        ("1. Parter", "1.", "Parter"),
        ("§ 6-2 Krav til avtalen", "§ 6-2", "Krav til avtalen"),
        ("4 g) IKT-løsninger", "4 g)", "IKT-løsninger"),
        ("Vedlegg 1. Parter", "Vedlegg 1.", "Parter"),
        ("Vedlegg 12", "Vedlegg 12", ""),
        ("2025 Året som kommer", "", "2025 Året som kommer"),
        ("Innledning", "", "Innledning"),
        ("a) Første bokstav", "", "a) Første bokstav"),
        ("", "", ""),
    ],
)
def test_a_heading_is_number_and_title_as_printed(heading, number, title):
    assert split_heading(heading) == (number, title)


@given(st.text(max_size=30))
def test_splitting_a_heading_loses_no_word(heading):
    assert " ".join(split_heading(heading)).split() == heading.split()


def test_the_examples_in_the_description_are_true():
    assert doctest.testmod(numbering) == (0, 2)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.case_number import CaseNumber, NotACaseNumber


@pytest.mark.parametrize(
    ("printed", "year", "number", "prefix"),
    [
        ("12/25", 2025, 12, ""),
        ("Sak 01-21", 2021, 1, "Sak"),
        ("PS 96/20", 2020, 96, "PS"),
        ("28-2025", 2025, 28, ""),
        ("K-sak 46/15", 2015, 46, "K-sak"),
        ("041/2012", 2012, 41, ""),
        ("2014/16", 2014, 16, ""),
        ("Sak nr. 31/2017", 2017, 31, "Sak nr."),
        ("2014/1234", 2014, 1234, ""),
        ("PS 4/98", 1998, 4, "PS"),
    ],
)
def test_case_numbers_are_read_as_bodies_print_them_and_kept_so(printed, year, number, prefix):
    case = CaseNumber.parse(printed)

    assert (case.year, case.number, case.prefix, str(case)) == (year, number, prefix, printed)


def test_a_case_of_last_year_comes_before_one_of_this_year():
    cases = [CaseNumber.parse(text) for text in ("2/25", "10/25", "99/24")]
    assert [str(case) for case in sorted(cases)] == ["99/24", "2/25", "10/25"]


@pytest.mark.parametrize(
    "text", ["", "12", "tolv", "12/25/3", "12/345", "1/2/25", "٣/25", "2014/2016", "12 25"]
)
def test_what_is_no_case_number_is_refused_with_a_sentence(text):
    with pytest.raises(NotACaseNumber, match="«"):
        CaseNumber.parse(text)


@given(st.text(max_size=40) | st.from_regex("[0-9]{1,4}[/-][0-9]{1,4}", fullmatch=True))
def test_reading_any_text_either_gives_a_number_or_says_why_not(text):
    try:
        case = CaseNumber.parse(text)
    except NotACaseNumber:
        return
    assert str(case.number) in text
    assert str(case.year)[-2:] in text


@given(st.integers(1, 9999), st.integers(1990, 2099))
def test_two_ways_of_printing_the_same_number_are_the_same_case(number, year):
    if not 1900 <= number <= 2099:
        assert CaseNumber.parse(f"{number}/{year}") == CaseNumber.parse(f"0{number}-{year}")

"""What people type becomes a value, or a whole sentence that says why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import fields
from registry.errors import BadInput


@pytest.mark.parametrize("typed", ["17.6.2025", "17.06.25", "2025-06-17", "17. juni 2025", "17. Juni 2025"])
def test_a_date_is_read_as_people_write_it(typed):
    assert fields.day(typed, "dato", "Dagen") == date(2025, 6, 17)


@pytest.mark.parametrize(
    "typed", ["31.2.2025", "6/17/2025", "2025-13-01", "i morgen", "17.6.", "0001-01-01", "9999-01-01", ""]
)
def test_what_is_no_date_is_refused_in_words(typed):
    with pytest.raises(BadInput) as refused:
        fields.day(typed, "dato", "Dagen")

    assert str(refused.value).endswith(".")
    assert refused.value.field == "dato"


@pytest.mark.parametrize("sign", ["\x00", "\ud800", "\x1b", "\u202e", "\u200b"])
def test_signs_that_break_or_deceive_are_refused(sign):
    with pytest.raises(BadInput, match="usynlig tegn"):
        fields.line(f"Møte{sign}bok", "title", "Tittelen")


def test_a_line_has_single_spaces_and_composed_letters():
    assert fields.line("  Må\t vi \n det? ", "title", "Tittelen") == "Må vi det?"


def test_what_is_missing_or_too_long_is_said():
    with pytest.raises(BadInput, match="Tittelen mangler"):
        fields.line("  ", "title", "Tittelen")
    with pytest.raises(BadInput, match="Det er plass til 300"):
        fields.line("x" * 301, "title", "Tittelen")


@given(st.text())
def test_no_text_makes_a_field_raise_anything_else(typed):
    for read in (fields.line, fields.text):
        try:
            kept = read(typed, "felt", "Feltet")
        except BadInput:
            continue
        kept.encode("utf-8")
        assert "\x00" not in kept


def test_a_real_organisation_number_is_kept_and_a_wrong_one_refused():
    assert fields.organisation_number("974 760 673") == "974760673"
    with pytest.raises(BadInput, match="ikke et organisasjonsnummer"):
        fields.organisation_number("974760674")
    assert fields.organisation_number(" ") is None


@pytest.mark.parametrize(
    ("typed", "fine"), [("5006", True), ("0301", True), ("0000", False), ("50", False), ("५००६", False)]
)
def test_a_kommune_number_has_four_digits(typed, fine):
    if fine:
        assert fields.kommune_number(typed) == typed
        return
    with pytest.raises(BadInput):
        fields.kommune_number(typed)


@pytest.mark.parametrize("typed", ["Avtale", "-a", "a b", "å", "../x", ""])
def test_a_short_name_is_small_letters_digits_and_hyphens(typed):
    with pytest.raises(BadInput):
        fields.short_name(typed)
    assert fields.short_name("retningslinje-5") == "retningslinje-5"


@pytest.mark.parametrize(
    ("typed", "fine"),
    [
        ("Se 01017012345.", False),
        ("010170 12345", False),
        ("D-nummer 41017012345", False),
        ("H-nummer 01417012345", False),
        ("Tenor 01817012345", False),
        ("konto 86011117947", True),
        ("99017012345", True),
        ("1010170123456", True),
        ("Foretaket 974 760 673 betaler 1 500 000 kroner", True),
    ],
)
def test_what_looks_like_a_national_identity_number_is_refused_and_other_numbers_are_not(typed, fine):
    if fine:
        assert fields.without_patients(typed, "reason", "Grunnen") == typed
    else:
        with pytest.raises(BadInput, match="Grunnen har noe som ser ut som et fødselsnummer"):
            fields.without_patients(typed, "reason", "Grunnen")

"""Filters, as people type them: type:, status:, organ:, kommune:, dokument:, lov: and år:."""

import pytest

from search.query import Reason, parse


def test_filters_are_read_out_of_the_words():
    query = parse("varsel organ:ASU år:2024 type:retningslinjer status:utkast aar:2025")

    assert [wish.text for wish in query.wishes] == ["varsel"]
    assert query.bodies == ("asu",)
    assert query.years == (2024, 2025)
    assert query.kinds == ("retningslinje",)
    assert query.statuses == ("utkast",)


def test_a_filter_nobody_knows_is_words():
    assert [wish.text for wish in parse("farge:rød").wishes] == ["farge", "rød"]


@pytest.mark.parametrize("year", ["20x4", "²⁰²⁴", "24", "20245"])
def test_a_year_that_is_none_is_left_out_and_told(year):
    query = parse(f"frist år:{year}")

    assert query.years == ()
    assert [remark.reason for remark in query.remarks] == [Reason.NO_YEAR]
    assert not query.problem


def test_a_kind_with_a_minus_is_every_kind_but_that():
    kinds = parse("plan -type:rutiner").kinds

    assert "rutine" not in kinds
    assert {"retningslinje", "vedtak", "lovkrav"} <= set(kinds)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("retningslinjer", "retningslinje"),
        ("Retningslinjene", "retningslinje"),
        ("retn", "retningslinje"),
        ("retningslnje", "retningslinje"),
        ("særavtalar", "særavtale"),
        ("vedtak", "vedtak"),
    ],
)
def test_a_kind_is_known_however_it_is_written(typed, meant):
    assert parse(f"type:{typed}").kinds == (meant,)


def test_filters_have_the_same_names_in_capitals_and_without_own_letters():
    query = parse(
        "KOMMUNE:Granvik part:Storelv Ar:2023 AAR:2024 år:2025 Slag:rutine dokument: handlingsplanen"
    )

    assert query.parties == ("granvik", "storelv")
    assert query.years == (2023, 2024, 2025)
    assert query.kinds == ("rutine",)
    assert query.documents == ("handlingsplanen",)
    assert query.wishes == ()


def test_a_filter_may_have_several_values_and_years_may_be_a_span():
    query = parse('type:rutine,mandat år:2022-2024 status:"til vedtak",utkast kommune:"Store Øy"')

    assert query.kinds == ("rutine", "mandat")
    assert query.years == (2022, 2023, 2024)
    assert query.parties == ("store-oy",)
    assert query.statuses[0] == "til vedtak"


def test_a_space_after_the_colon_is_no_matter_but_the_next_filter_is_no_value():
    assert parse("type: rutine").kinds == ("rutine",)
    query = parse("organ: type:rutine")
    assert (query.bodies, query.kinds) == ((), ("rutine",))
    assert [remark.reason for remark in query.remarks] == [Reason.EMPTY]


@pytest.mark.parametrize(
    ("typed", "status"), [("gjeldende", "gjelder"), ("oppheva", "opphevet"), ("kjem", "kommer")]
)
def test_a_status_is_known_in_both_written_forms(typed, status):
    assert parse(f"status:{typed}").statuses == (status,)

"""A place in the law is cited in one way, and reads so from a day to a day."""

from datetime import date

import pytest

from documents.sources import LegalSource

LAW = "helse- og omsorgstjenesteloven"


@pytest.mark.parametrize(
    ("source", "cited"),
    [
        (LegalSource(LAW, "6-1"), f"{LAW} § 6-1"),
        (LegalSource(LAW, "6-1", "tredje ledd"), f"{LAW} § 6-1 tredje ledd"),
        (LegalSource(LAW, "6-2", "første ledd", "13"), f"{LAW} § 6-2 første ledd nr. 13"),
        (LegalSource("kommuneloven", "11-9", link="https://lovdata.no"), "kommuneloven § 11-9"),
    ],
)
def test_a_place_in_the_law_is_cited_as_lawyers_do(source, cited):
    assert str(source) == cited


def test_it_reads_so_from_its_first_day_until_the_day_it_ends():
    source = LegalSource(LAW, "5-10", since=date(2012, 1, 1), until=date(2026, 7, 1))

    assert not source.applies(date(2011, 12, 31))
    assert source.applies(date(2012, 1, 1))
    assert source.applies(date(2026, 6, 30))
    assert not source.applies(date(2026, 7, 1))


def test_without_dates_it_always_reads_so():
    assert LegalSource(LAW, "6-1").applies(date.min)
    assert LegalSource(LAW, "6-1").applies(date.max)

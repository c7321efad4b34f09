"""A special agreement held against all the texts that bind its parties: which of them says what."""

from datetime import date

import pytest

from documents.checks.special import MainText, TimeSort, against_the_main, times_against
from documents.markdown import read
from documents.precedence import departures
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk

DAY = date(2026, 3, 1)
TWO_DAYS = "Sykehuset varsler Granvik kommune innen 48 timer etter innleggelsen."
OPENS = "Fristene kan fravikes i særavtale når det er til pasientens beste."
CLOSED = "Særavtaler kan ikke fravike fristene i denne avtalen."
FIRST = "Ved motstrid går avtalen foran retningslinjene og retningslinjene foran særavtaler."


def a_text(*paragraphs):
    return read(f"# Tekst\n\n## 4 Varsel ved innleggelse {{#varselpkt}}\n\n{chr(10).join(paragraphs)}\n")


def agreement(*paragraphs):
    return MainText.of(a_text(*paragraphs), "samarbeidsavtalen", "samarbeidsavtalen")


NOTICE = a_text("Sykehuset varsler kommunen innen 24 timer etter innleggelsen.")
GUIDELINE = MainText.of(
    NOTICE,
    "retningslinje 3",
    "retningslinje-3",
)


def found(special, *mains, on=DAY):
    return {each.sort: each for each in times_against(a_text(special), mains, on)}


def test_the_time_stands_in_a_guideline_and_what_goes_first_in_the_agreement():
    contradicts = found(TWO_DAYS, agreement(FIRST), GUIDELINE)[TimeSort.CONTRADICTS]

    assert "24 timer (punkt 4 i retningslinje 3)" in contradicts.sentence
    assert contradicts.main.ref == "retningslinje-3"
    assert contradicts.order.words == FIRST
    assert contradicts.opens is None
    assert "hva som går foran" in contradicts.now


def test_what_is_against_the_law_stands_first_and_has_the_laws_first_day_and_address():
    law, _ = times_against(a_text(TWO_DAYS), (agreement(FIRST), GUIDELINE), DAY)

    assert law.sort is TimeSort.BEYOND_LAW
    assert (law.figure.source.since, law.figure.hours) == (date(2012, 1, 1), 24)
    assert law.figure.source.link.endswith("2011-11-18-1115/§8")


def test_the_agreement_opens_for_other_times_and_the_law_does_not():
    told = found(TWO_DAYS, agreement(OPENS), GUIDELINE)

    assert told[TimeSort.CONTRADICTS].opens.words == OPENS
    assert "åpner for avvik" in told[TimeSort.CONTRADICTS].now
    assert TimeSort.BEYOND_LAW in told


def test_words_that_forbid_departing_do_not_open_for_it():
    (closed,) = departures(a_text(CLOSED))
    told = found("Granvik varsles innen 12 timer etter innleggelsen.", agreement(CLOSED), GUIDELINE)

    assert not closed.opens
    assert told[TimeSort.CONTRADICTS].opens is None
    assert told[TimeSort.CONTRADICTS].order.words == CLOSED


def test_without_a_guideline_that_binds_the_pair_only_the_law_is_left():
    assert set(found(TWO_DAYS, agreement(FIRST))) == {TimeSort.BEYOND_LAW}


@pytest.mark.parametrize(
    ("on", "sorts"), [(date(2011, 12, 31), set()), (date(2012, 1, 1), {TimeSort.BEYOND_LAW})]
)
def test_the_day_before_the_law_had_the_figure_and_its_first_day(on, sorts):
    assert set(found(TWO_DAYS, on=on)) == sorts


def test_every_finding_says_what_now_and_is_a_check_of_the_same_place():
    for special in (
        TWO_DAYS,
        "Granvik varsles om hver innleggelse.",
        "Granvik varsles om innleggelser innen to dager.",
    ):
        for each in times_against(a_text(special), (GUIDELINE,), DAY):
            assert each.now.endswith(".")
            assert_read_in_nynorsk(each.sentence, each.now)
            assert (each.check.message, each.check.place_id) == (each.sentence, "varselpkt")
        assert against_the_main(a_text(special), NOTICE, DAY)

"""Whether a set of texts holds what the law demands, as people have judged it."""

from datetime import date

from documents.coverage import Coverage, Degree, Mark, coverage, totals

BEFORE, AFTER = date(2022, 7, 31), date(2022, 8, 1)


def a_mark(nr, degree=Degree.FULL):
    return Mark(
        nr, "samarbeidsavtalen", "2021.1", "aaaaaaaaaa", "4", "Tjenester", degree, "Kari", date(2021, 1, 5)
    )


def statuses(marks, on):
    return {item.minimum.nr: item.status for item in coverage(marks, on)}


ELEVEN = [a_mark(nr) for nr in range(1, 12)]


def test_an_agreement_of_2021_covers_all_of_the_law_the_day_before_it_grew():
    assert totals(coverage(ELEVEN, BEFORE)) == {
        "in_force": 11,
        "dekket": 11,
        "delvis": 0,
        "mangler": 0,
        "venter på vurdering": 0,
    }


def test_the_same_agreement_lacks_two_items_the_day_after():
    assert totals(coverage(ELEVEN, AFTER)) == {
        "in_force": 13,
        "dekket": 11,
        "delvis": 0,
        "mangler": 2,
        "venter på vurdering": 0,
    }
    assert [nr for nr, status in statuses(ELEVEN, AFTER).items() if status is Coverage.MISSING] == [12, 13]


def test_an_item_not_yet_in_force_is_never_missing():
    assert statuses([], BEFORE)[13] is Coverage.NOT_YET
    assert statuses([], AFTER)[13] is Coverage.MISSING


def test_an_item_that_is_covered_early_is_shown_with_its_evidence():
    (item,) = [item for item in coverage([a_mark(13)], BEFORE) if item.minimum.nr == 13]

    assert item.status is Coverage.NOT_YET
    assert item.evidence == (a_mark(13),)


def test_a_section_that_goes_part_of_the_way_covers_in_part():
    assert statuses([a_mark(3, Degree.PARTLY)], AFTER)[3] is Coverage.PARTLY


def test_a_section_that_only_mentions_an_item_does_not_cover_it():
    (item,) = [item for item in coverage([a_mark(3, Degree.MENTIONS)], AFTER) if item.minimum.nr == 3]

    assert item.status is Coverage.MISSING
    assert item.evidence == (a_mark(3, Degree.MENTIONS),)


def test_the_fullest_judgement_counts_and_all_are_kept():
    marks = [a_mark(3, Degree.MENTIONS), a_mark(3, Degree.FULL), a_mark(3, Degree.PARTLY)]
    (item,) = [item for item in coverage(marks, AFTER) if item.minimum.nr == 3]

    assert item.status is Coverage.COVERED
    assert item.evidence == tuple(marks)


def test_a_mark_on_one_item_covers_no_other():
    assert {nr for nr, status in statuses([a_mark(3)], AFTER).items() if status is Coverage.COVERED} == {3}


def test_without_any_mark_everything_in_force_is_missing():
    assert totals(coverage([], AFTER)) == {
        "in_force": 13,
        "dekket": 0,
        "delvis": 0,
        "mangler": 13,
        "venter på vurdering": 0,
    }
    assert totals(coverage([], date(2011, 12, 31))) == {
        "in_force": 0,
        "dekket": 0,
        "delvis": 0,
        "mangler": 0,
        "venter på vurdering": 0,
    }

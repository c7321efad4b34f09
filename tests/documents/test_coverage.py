"""Whether a set of texts holds what the law demands, as people have judged it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.coverage import (
    Behind,
    Coverage,
    Degree,
    Doubt,
    Mark,
    Suspicion,
    coverage,
    item_coverage,
    totals,
)
from documents.minimums import minimum_number

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


AGREED = date(2021, 1, 1)
DOUBT = Suspicion(Doubt.WORDS, date(2023, 6, 15), "skal", "kan", "2023.1")


def the_item(marks, on, nr=3, **told):
    return next(item for item in coverage(marks, on, **told) if item.minimum.nr == nr)


def test_what_nobody_has_judged_waits_where_the_agreement_is_younger_than_the_demand():
    assert the_item([], AFTER, texts_since=AGREED).status is Coverage.WAITING
    assert the_item([], AFTER, nr=13, texts_since=AGREED).status is Coverage.MISSING
    assert the_item([], AFTER, nr=13, texts_since=AFTER).status is Coverage.WAITING


def test_a_demand_that_was_worded_anew_is_as_old_as_its_first_wording():
    first = replace(minimum_number(4), since=date(2012, 1, 1), until=date(2022, 1, 1))
    second = replace(minimum_number(4), since=date(2022, 1, 1))

    found = item_coverage([first, second], AFTER, [], texts_since=AGREED)

    assert (found.status, found.since) == (Coverage.WAITING, AGREED)


def test_a_text_that_lapsed_leaves_it_missing_unless_the_agreement_is_younger():
    gone = replace(a_mark(3), until=date(2022, 6, 1))

    assert the_item([], AFTER, lapsed=[gone], texts_since=AGREED).status is Coverage.MISSING
    assert the_item([], AFTER, lapsed=[gone], texts_since=date(2022, 6, 1)).status is Coverage.WAITING


@pytest.mark.parametrize(
    ("degrees", "doubted", "expected"),
    [
        ([Degree.FULL], {0}, Coverage.WAITING),
        ([Degree.FULL, Degree.FULL], {0}, Coverage.COVERED),
        ([Degree.PARTLY, Degree.PARTLY], {0}, Coverage.PARTLY),
        ([Degree.PARTLY, Degree.FULL], {1}, Coverage.WAITING),
        ([Degree.MENTIONS], {0}, Coverage.MISSING),
        ([Degree.NOT], set(), Coverage.MISSING),
    ],
)
def test_a_judgement_in_doubt_waits_where_it_could_decide(degrees, doubted, expected):
    marks = [
        replace(a_mark(3, degree), reason=str(at), suspects=(DOUBT,) if at in doubted else ())
        for at, degree in enumerate(degrees)
    ]

    assert statuses(marks, date(2024, 1, 1))[3] is expected


def test_what_was_judged_in_one_breath_falls_together_also_when_one_is_confirmed():
    one, other = a_mark(3), replace(a_mark(3), section_id="bbbbbbbbbb", suspects=(DOUBT,))
    confirmed = replace(one, version="2023.1", judged_by="Ola", together=one.breath)

    assert statuses([one, other], date(2024, 1, 1))[3] is Coverage.WAITING
    assert statuses([confirmed, other], date(2024, 1, 1))[3] is Coverage.WAITING
    assert statuses([confirmed, replace(other, suspects=())], date(2024, 1, 1))[3] is Coverage.COVERED


def test_since_when_is_the_first_day_of_the_row_of_days_with_the_same_answer():
    mark = replace(a_mark(13), since=date(2021, 5, 1))
    earlier = replace(a_mark(13), since=AGREED, until=date(2023, 1, 1), id=7)
    later = replace(a_mark(13), since=date(2023, 1, 1), version="2023.1", id=8)

    assert the_item([mark], BEFORE, nr=13).since is None, "it is not asked yet"
    assert the_item([mark], AFTER, nr=13).since == AFTER, "the law came after the text"
    assert the_item([], AFTER, nr=13).since == AFTER
    assert the_item([later], date(2024, 1, 1), nr=13).since == date(2023, 1, 1)
    told = Behind(marks=(earlier,))
    assert the_item([later], date(2024, 1, 1), nr=13, behind=told).since == AFTER, (
        "another version did before"
    )
    doubted = replace(mark, suspects=(DOUBT,))
    assert the_item([doubted], date(2024, 1, 1), nr=13).since == DOUBT.since


DAY_OF = st.integers(0, 120).map(lambda days: AGREED + timedelta(days=30 * days))
SPANS = st.tuples(
    DAY_OF, st.one_of(st.none(), DAY_OF), st.sampled_from(list(Degree)), st.lists(DAY_OF, max_size=1)
)


def a_judged(span, nr):
    begins, ends, degree, doubts = span
    until = ends if ends and ends > begins else None
    suspects = tuple(replace(DOUBT, since=day) for day in doubts if day >= begins)
    return replace(a_mark(3, degree), id=nr, reason=str(nr), since=begins, until=until, suspects=suspects)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPANS, max_size=4), DAY_OF)
def test_since_when_is_told_as_one_would_find_it_day_by_day(spans, on):
    every = [a_judged(span, nr) for nr, span in enumerate(spans, start=1)]

    def asked(day):
        standing = [mark.as_on(day) for mark in every if mark.stands(day)]
        before = tuple(mark for mark in every if not mark.stands(day))
        return item_coverage([minimum_number(3)], day, standing, before=before, texts_since=AGREED)

    found = asked(on)
    assert found.since is not None
    days = {on, found.since, *(day for mark in every for day in (mark.since, mark.until) if day)}
    days |= {doubt.since for mark in every for doubt in mark.suspects}
    between = [day for day in days if found.since <= day <= on]
    assert {asked(day).status for day in between} == {found.status}
    if found.since > AGREED:
        assert asked(found.since - timedelta(days=1)).status is not found.status


@settings(max_examples=60, deadline=None)
@given(st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=3), DAY_OF)
def test_nothing_dated_after_a_day_changes_the_answer_of_that_day(spans, coming, on):
    now = [a_judged(span, nr) for nr, span in enumerate(spans, start=1)]
    later = [
        replace(mark, since=on + timedelta(days=1 + nr), until=None)
        for nr, mark in enumerate(a_judged(span, 50 + nr) for nr, span in enumerate(coming))
    ]
    demand = minimum_number(3)
    states = [demand, replace(demand, since=on + timedelta(days=1), demand="Noe helt annet.")]
    standing = [mark.as_on(on) for mark in now if mark.stands(on)]
    before = tuple(mark for mark in now if not mark.stands(on))

    alone = item_coverage([demand], on, standing, before=before, texts_since=AGREED)
    with_all = item_coverage(states, on, standing, before=(*before, *later), texts_since=AGREED)

    assert (alone.status, alone.since, alone.evidence) == (with_all.status, with_all.since, with_all.evidence)

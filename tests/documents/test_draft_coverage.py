"""What a draft does to judgements: kept, uncertain, taken out, judged anew. Nothing is judged here."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.nynorsk import left_in_bokmal
from documents.coverage import Coverage, Degree, Doubt, ItemCoverage, Mark, Suspicion
from documents.draft_coverage import (
    Fate,
    ItemFate,
    checks_of,
    item_fates,
    lost_items,
    mark_fates,
    told,
)
from documents.minimums import minimum_number

DAY = date(2027, 1, 1)
OTHERWISE = Suspicion(Doubt.WORDS, DAY, "Kommunen skal svare.", "Kommunen kan svare.", "2026.1")
GONE = Suspicion(Doubt.GONE, DAY, "Kommunen skal svare.", "", "2026.1")
EARLIER = Suspicion(Doubt.WORDS, date(2024, 1, 1), "tre timer", "to timer", "2024.1")


def mark(at, nr=5, degree=Degree.FULL, place="svar", *suspects):
    judged = Mark(nr, "rutinen", "2025.1", place, "3", "Svar", degree, "Kari", date(2025, 2, 1), id=at)
    return replace(judged, suspects=suspects)


def fate_of(before, after, there=("svar",)):
    (found,) = mark_fates(before, after, there)
    return found.fate


def test_what_rests_on_the_same_words_is_kept():
    assert fate_of([mark(1)], [mark(1)]) is Fate.KEPT


def test_what_reads_otherwise_becomes_uncertain_and_tells_both_readings():
    (found,) = mark_fates([mark(1)], [mark(1, 5, Degree.FULL, "svar", OTHERWISE)], ("svar",))

    assert (found.fate, found.is_loss) == (Fate.UNCERTAIN, True)
    assert (found.doubt.before, found.doubt.now) == ("Kommunen skal svare.", "Kommunen kan svare.")


def test_what_is_not_there_is_taken_out_also_where_it_was_uncertain_before():
    assert fate_of([mark(1)], [mark(1, 5, Degree.FULL, "svar", GONE)], ()) is Fate.REMOVED
    uncertain = mark(1, 5, Degree.FULL, "svar", EARLIER)
    assert fate_of([uncertain], [uncertain], ()) is Fate.REMOVED


def test_what_was_uncertain_before_is_not_the_drafts_doing():
    uncertain = mark(1, 5, Degree.FULL, "svar", EARLIER)

    (found,) = mark_fates([uncertain], [uncertain], ("svar",))
    assert (found.fate, found.is_loss) == (Fate.ALREADY, False)


def test_a_judgement_of_the_draft_itself_takes_the_place_of_the_old_one():
    (found,) = mark_fates([mark(1)], [mark(2, 5, Degree.PARTLY)], ("svar",))

    assert (found.fate, found.before.id, found.after.id) == (Fate.ANEW, 1, 2)
    assert fate_of([], [mark(2)]) is Fate.ANEW


def test_a_judgement_taken_back_in_the_draft_is_a_loss():
    assert fate_of([mark(1)], []) is Fate.WITHDRAWN


def test_what_is_lost_is_told_first_and_then_in_the_laws_order():
    before = [mark(1, 3), mark(2, 2, Degree.FULL, "annet"), mark(3, 1, Degree.FULL, "borte")]
    after = [before[0], replace(before[1], suspects=(OTHERWISE,)), replace(before[2], suspects=(GONE,))]

    assert [each.mark.nr for each in mark_fates(before, after, ("svar", "annet"))] == [1, 2, 3]


def item(nr, before, after):
    return ItemFate(minimum_number(nr), before, after)


COVERED, WAITING = Coverage.COVERED, Coverage.WAITING


@pytest.mark.parametrize(
    ("fates", "items", "sentence"),
    [
        (
            [(4, Fate.REMOVED), (5, Fate.UNCERTAIN), (6, Fate.UNCERTAIN)],
            [item(nr, COVERED, WAITING) for nr in (4, 5, 6)],
            "Utkastet tar bort dekningen av krav 4 og gjør 2 vurderinger usikre.",
        ),
        (
            [(4, Fate.REMOVED), (7, Fate.REMOVED)],
            [item(nr, COVERED, WAITING) for nr in (4, 7)],
            "Utkastet tar bort dekningen av krav 4 og 7.",
        ),
        ([(5, Fate.UNCERTAIN)], [item(5, COVERED, WAITING)], "Utkastet gjør 1 vurdering usikker."),
        (
            [(5, Fate.UNCERTAIN), (5, Fate.REMOVED)],
            [item(5, COVERED, WAITING)],
            "Utkastet gjør 1 vurdering usikker. Det tar ut 1 vurdert punkt.",
        ),
        ([(5, Fate.REMOVED)], [item(5, COVERED, COVERED)], "Utkastet tar ut 1 vurdert punkt."),
        ([(5, Fate.KEPT)], [item(5, COVERED, COVERED)], "Utkastet beholder all dekning som er vurdert."),
        ([], [], "Ingen har vurdert hva utkastet dekker, og ingen dekning faller bort."),
    ],
)
def test_the_first_line_says_what_the_draft_does_in_both_written_forms(fates, items, sentence):
    made = []
    for at, (nr, fate) in enumerate(fates):
        before = mark(at, nr, Degree.FULL, f"p{at}")
        after = {Fate.REMOVED: (GONE,), Fate.UNCERTAIN: (OTHERWISE,), Fate.KEPT: ()}[fate]
        there = () if fate is Fate.REMOVED else (f"p{at}",)
        made += mark_fates([before], [replace(before, suspects=after)], there)

    assert told("Utkastet", made, items) == sentence
    assert left_in_bokmal(sentence) == ()


def test_what_only_mentions_an_item_is_no_coverage_to_lose():
    mentions = mark(1, 5, Degree.MENTIONS)
    (found,) = mark_fates([mentions], [replace(mentions, suspects=(OTHERWISE,))], ("svar",))

    assert not found.is_loss
    assert told("Utkastet", [found], []) == "Utkastet beholder all dekning som er vurdert."


def test_an_item_is_worse_off_in_the_order_covered_partly_waiting_missing():
    assert item(5, COVERED, Coverage.PARTLY).is_worse
    assert item(5, Coverage.PARTLY, WAITING).is_worse
    assert item(5, WAITING, Coverage.MISSING).is_worse
    assert not item(5, WAITING, COVERED).is_worse
    assert not item(5, COVERED, COVERED).changes


PLACES = st.sampled_from(["a", "b", "c"])
DEGREES = st.sampled_from([Degree.FULL, Degree.PARTLY, Degree.MENTIONS])
BEFORE = st.lists(st.tuples(st.integers(1, 13), PLACES, DEGREES), max_size=6, unique_by=lambda each: each[:2])


@given(BEFORE, st.lists(st.sampled_from(["kept", "doubted", "dropped", "anew"]), min_size=6), st.sets(PLACES))
def test_every_judgement_meets_one_fate_and_none_is_lost_in_silence(judged, ways, there):
    before = [mark(at, nr, degree, place) for at, (nr, place, degree) in enumerate(judged)]
    after = []
    for each, way in zip(before, ways, strict=False):
        if way == "kept":
            after.append(each)
        elif way == "doubted":
            after.append(replace(each, suspects=(OTHERWISE,)))
        elif way == "anew":
            after.append(replace(each, id=each.id + 100))

    fates = mark_fates(before, after, there)
    assert sorted(each.before.id for each in fates) == sorted(each.id for each in before)
    for each in fates:
        kept = each.fate is Fate.KEPT
        assert kept == (each.after == each.before and each.before.section_id in there)
    items = [ItemFate(minimum_number(nr), COVERED, WAITING) for nr in {each.nr for each in before}]
    for nr in lost_items(fates, items):
        assert all(each.fate is Fate.REMOVED for each in fates if each.mark.nr == nr and each.covers)


def test_items_are_held_against_themselves():
    minimum = minimum_number(5)
    (found,) = item_fates([ItemCoverage(minimum, COVERED, ())], [ItemCoverage(minimum, WAITING, ())])

    assert (found.minimum.nr, found.before, found.after, found.is_worse) == (5, COVERED, WAITING, True)


def test_the_writer_is_told_at_the_point_and_of_what_was_taken_out_at_the_top():
    before = [mark(1), mark(2, 4, Degree.FULL, "borte"), mark(3, 6, Degree.MENTIONS, "annet")]
    after = [
        replace(before[0], suspects=(OTHERWISE,)),
        replace(before[1], suspects=(GONE,)),
        replace(before[2], suspects=(OTHERWISE,)),
    ]
    found = {each.code: each for each in checks_of(mark_fates(before, after, ("svar", "annet")))}

    assert found.keys() == {"coverage-uncertain", "coverage-removed"}
    assert found["coverage-uncertain"].place_id == "svar"
    assert found["coverage-uncertain"].message.startswith("Dette er vurdert å dekke lovkrav 5.")
    assert found["coverage-removed"].place_id == ""
    assert found["coverage-removed"].message == "Punkt 3 er vurdert å dekke lovkrav 4, og er tatt ut."

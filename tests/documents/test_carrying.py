"""A judgement goes with its place from version to version, until a person says something else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.carrying import Spell, Word, spells
from documents.coverage import MarkKind

JUDGED, CONFIRMED, WITHDRAWN = MarkKind.JUDGED, MarkKind.CONFIRMED, MarkKind.WITHDRAWN


def word(nr, place="a", kind=JUDGED, replaces=None, demand="hol-6-2:5"):
    return Word(nr, place, demand, "", kind, replaces)


def test_a_judgement_counts_in_the_versions_that_come_after():
    assert spells([[word(1)], [], []]) == (Spell(1, 0, None),)


def test_of_two_about_the_same_place_in_one_version_only_the_last_has_counted():
    assert spells([[word(1), word(2)], []]) == (Spell(2, 0, None),)


def test_a_new_judgement_ends_the_old_from_its_own_version():
    assert spells([[word(1)], [word(2)]]) == (Spell(1, 0, 1), Spell(2, 1, None))


def test_other_places_and_other_demands_are_left_alone():
    said = [[word(1), word(2, "b"), word(3, demand="hol-6-2:6")], [word(4)]]

    assert {each for each in spells(said) if each.end is None} == {
        Spell(2, 0, None),
        Spell(3, 0, None),
        Spell(4, 1, None),
    }


def test_what_is_taken_back_in_a_later_version_counted_until_then():
    assert spells([[word(1)], [word(2, kind=WITHDRAWN)]]) == (Spell(1, 0, 1),)
    assert spells([[word(1), word(2, kind=WITHDRAWN)], []]) == ()


def test_who_confirms_where_the_words_went_to_settles_the_old_place():
    assert spells([[word(1)], [word(2, "heir", CONFIRMED, 1)]]) == (Spell(1, 0, 1), Spell(2, 1, None))


def test_that_a_whole_text_covers_nothing_is_said_of_that_version_alone():
    assert spells([[word(1, place="")], []]) == (Spell(1, 0, 1),)
    assert spells([[], [word(1, place="")]]) == (Spell(1, 1, None),)


WORDS = st.lists(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([JUDGED, JUDGED, WITHDRAWN])), max_size=3),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(1, 5))
def test_what_is_said_of_later_versions_changes_nothing_in_the_earlier(said, upto):
    numbers = iter(range(1, 100))
    words = [[word(next(numbers), place, kind) for place, kind in each] for each in said]

    def counting(chain, at):
        return {each.id for each in spells(chain) if each.first <= at and (each.end is None or at < each.end)}

    for at in range(min(upto, len(words))):
        assert counting(words[: at + 1], at) == counting(words, at)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_one_place_has_one_judgement_at_a_time(said):
    numbers = iter(range(1, 100))
    words = [[word(next(numbers), place, kind) for place, kind in each] for each in said]
    place_of = {each.id: each.place for version in words for each in version}
    found = spells(words)

    for at in range(len(words)):
        places = [
            place_of[each.id] for each in found if each.first <= at and (each.end is None or at < each.end)
        ]
        assert len(places) == len(set(places))

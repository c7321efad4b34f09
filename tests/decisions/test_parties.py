from datetime import date

from decisions.parties import Pair, Party, PartyKind, answers_for, pairs_on, parties_on

LAST_DAY = date(2019, 12, 31)
FIRST_DAY = date(2020, 1, 1)


def a_kommune(ref, since=None, until=None, then=()):
    return Party(ref, ref.capitalize(), PartyKind.KOMMUNE, since, until, then)


NAEROY = a_kommune("naeroy", until=LAST_DAY, then=("naeroysund",))
VIKNA = a_kommune("vikna", until=LAST_DAY, then=("naeroysund",))
NAEROYSUND = a_kommune("naeroysund", since=FIRST_DAY)
MERGED = (NAEROY, VIKNA, NAEROYSUND)


def test_the_number_of_parties_changes_on_the_day_of_the_merger():
    assert parties_on(MERGED, LAST_DAY) == (NAEROY, VIKNA)
    assert parties_on(MERGED, FIRST_DAY) == (NAEROYSUND,)


def test_before_the_merger_a_kommune_answers_for_itself():
    assert answers_for("vikna", MERGED, LAST_DAY) == (VIKNA,)


def test_after_the_merger_the_new_kommune_answers():
    assert answers_for("vikna", MERGED, FIRST_DAY) == (NAEROYSUND,)


def test_after_a_split_several_answer_in_a_fixed_order():
    snillfjord = a_kommune("snillfjord", until=LAST_DAY, then=("orkland", "heim"))
    heim, orkland = a_kommune("heim", since=FIRST_DAY), a_kommune("orkland", since=FIRST_DAY)

    assert answers_for("snillfjord", (snillfjord, orkland, heim), FIRST_DAY) == (heim, orkland)


def test_a_ring_of_successors_ends_with_nobody():
    one = a_kommune("one", until=LAST_DAY, then=("two",))
    two = a_kommune("two", until=LAST_DAY, then=("one",))

    assert answers_for("one", (one, two), FIRST_DAY) == ()


def test_nobody_answers_for_a_party_nobody_knows():
    assert answers_for("gondor", MERGED, FIRST_DAY) == ()


def test_one_kommune_may_stand_in_two_pairs():
    first, second = Pair("lund", "stavanger"), Pair("lund", "sorlandet", valid_from=FIRST_DAY)

    assert pairs_on((first, second), LAST_DAY) == (first,)
    assert pairs_on((first, second), FIRST_DAY) == (first, second)


def test_a_trust_can_be_the_other_half_of_a_pair_and_a_user_organisation_cannot():
    assert PartyKind.HELSEFORETAK.of_specialist_side
    assert not PartyKind.BRUKERORGANISASJON.of_specialist_side

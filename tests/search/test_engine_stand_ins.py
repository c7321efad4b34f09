"""What stands in for something that is not public is found by outsiders alone: the same for both engines."""

from search.entries import Filters
from tests.search.builders import ALL, an_entry, at, found, search

A_CLOSED_CASE = (
    an_entry("PSU behandlet saken om varsel", key="whole", public=False),
    an_entry("PSU behandlet en sak", key="stand-in", public=True, stands_in=True),
    an_entry("PSU behandlet en annen sak", key="another"),
)
OUTSIDE = Filters(public_only=True)


def test_each_reader_finds_one_of_the_two(engine):
    engine.rebuild(A_CLOSED_CASE, at(1))

    assert found(engine, "behandlet", OUTSIDE) == {"stand-in", "another"}
    assert found(engine, "behandlet", ALL) == {"whole", "another"}
    assert search(engine, "behandlet", ALL).total == search(engine, "behandlet", OUTSIDE).total == 2


def test_a_word_of_the_stand_in_alone_is_none_for_those_who_see_the_whole(engine):
    engine.rebuild((an_entry("lukkede", public=True, stands_in=True),), at(1))

    assert engine.has_word("lukkede", OUTSIDE)
    assert not engine.has_word("lukkede", ALL)

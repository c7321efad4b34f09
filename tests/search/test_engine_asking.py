"""What a search that forgives asks of an engine: what is met, what stands there, and nothing but all the words."""

from search.engine import Page
from search.entries import Filters
from search.query import parse
from tests.search.builders import ALL, an_entry, at

PUBLIC = Filters("nord")


def test_each_wish_is_asked_for_alone_and_only_where_the_reader_may_look(engine):
    seen = an_entry("Kommunen varsler om utskrivning. Se punkt 5.2 d.", document="a")
    hidden = an_entry("Hemmelig forsøk.", document="b", public=False)
    engine.rebuild((seen, hidden), at(1))
    wishes = parse('varsel hemmelig "om utskrivning" "utskrivning om" utskriv* 5.2 bokstav d 6-2').wishes

    assert engine.counts(wishes, PUBLIC) == (1, 0, 1, 0, 1, 1, 0)
    assert engine.counts(wishes[:2], ALL) == (1, 1)
    assert engine.counts((), ALL) == ()
    assert engine.words_there(["hemmelig", "varsler", "varsel"], PUBLIC) == {"varsler"}
    assert engine.words_there(["hemmelig", "varsler"], ALL) == {"hemmelig", "varsler"}
    assert engine.words_there([], ALL) == frozenset()


def test_a_search_may_be_for_all_the_words_or_nothing(engine):
    engine.rebuild((an_entry("Varsel.", document="a"), an_entry("Frist.", document="b")), at(1))
    query = parse("varsel frist")

    assert engine.search(query, ALL, Page(some=False)).total == 0
    assert engine.search(query, ALL).total == 2
    assert engine.search(query, ALL).relaxed


def test_hits_can_be_counted_without_reading_any(engine):
    engine.rebuild((an_entry("Varsel.", document="a"), an_entry("Varsel.", document="b")), at(1))

    counted = engine.search(parse("varsel"), ALL, Page(limit=0))

    assert (counted.total, counted.hits) == (2, ())

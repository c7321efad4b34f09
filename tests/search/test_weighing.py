"""Which hit stands first: what a person means by several words, in both engines."""

import pytest

from search.engine import Engine, Page
from search.entries import Filters, Glance, Order, Point, Results
from search.forgiving import FEW, Forgiving
from search.kin import kin_of
from search.query import parse
from search.rarity import required, telling
from search.weighing import WEIGHED
from tests.search.builders import an_entry, at

PUBLIC = Filters("nord")


def find(engine: Engine, typed: str, page: Page | None = None) -> Results:
    return Forgiving().find(engine, parse(typed), PUBLIC, page or Page())


def first(engine: Engine, typed: str) -> str:
    return find(engine, typed).hits[0].entry.key


def test_words_close_together_come_before_words_far_apart(engine):
    far = "Sengeposten sender epikrisen. " + "Partene møtes hvert halvår. " * 20 + "Fristen er en uke."
    engine.rebuild(
        (an_entry(far, key="far"), an_entry("Fristen for epikrisen er en uke.", key="near")), at(1)
    )

    assert first(engine, "frist epikrise") == "near"


def test_a_title_that_says_it_comes_before_a_text_that_mentions_it(engine):
    mention = an_entry("Stafettholderen fører planen, og stafettholderen innkaller.", key="a", title="Planen")
    titled = an_entry("Den som er familiens faste kontakt.", key="b", title="Stafettholderen")
    engine.rebuild((mention, titled), at(1))

    assert first(engine, "stafettholder") == "b"


def test_a_guideline_comes_before_the_law_and_the_decision_about_it(engine):
    about = (
        an_entry("Barnekoordinator", key="law", kind="lovkrav", document="", title="Barnekoordinator"),
        an_entry("Barnekoordinator", key="case", kind="vedtak", document="", title="Barnekoordinator"),
    )
    point = an_entry("Kommunen oppnevner barnekoordinator.", key="point", title="Barnekoordinator")
    engine.rebuild((*about, point), at(1))

    assert first(engine, "barnekoordinator") == "point"


def test_the_points_answer_before_the_table_that_gathers_them(engine):
    table = an_entry("Svare om mottak. Kommunen. Innen to timer.", key="table", title="Hva, hvem og frist")
    limit = Glance(due="innen to timer")
    body = "Kommunen svarer om mottak innen to timer."
    point = an_entry(body, key="point", title="Svar fra kommunen", glance=limit)
    engine.rebuild((table, point), at(1))

    assert first(engine, "svar mottak frist kommunen") == "point"


def test_a_rare_word_says_more_than_a_common_one(engine):
    common = [
        an_entry(f"Epikrise nummer {number}.", key=f"{number}", title="Epikrise") for number in range(9)
    ]
    rare = an_entry("Sengeposten melder smitte. Noe om en epikrise.", key="rare")
    engine.rebuild((*common, an_entry("Tolk bestilles ved smitte.", key="tolk"), rare), at(1))

    assert {hit.entry.key for hit in find(engine, "smitte tolk epikrise").hits[:2]} == {"rare", "tolk"}


def test_what_stands_in_every_point_need_not_be_met_where_two_words_tell_which(engine):
    engine.rebuild((an_entry("Akuttmottaket ringer hjem.", key="a"), an_entry("Pasienten.", key="b")), at(1))

    assert [hit.entry.key for hit in find(engine, "pasienten sendes hjem fra akuttmottaket").hits] == ["a"]
    assert required(parse("pasient hjem akuttmottak").wishes) == (1, 2)
    assert required(parse("pasient akuttmottak").wishes) == (0, 1)
    assert telling(parse("pasient kommune").wishes) == (0, 1)


def test_what_has_a_time_limit_is_found_by_that_word(engine):
    limited = an_entry(
        "Varsles innen ett døgn.", key="a", title="Tidligmelding", glance=Glance(due="innen ett døgn")
    )
    engine.rebuild((limited, an_entry("Tidligmelding sendes.", key="b")), at(1))

    assert [hit.entry.key for hit in find(engine, "tidligmelding frist").hits] == ["a"]


@pytest.mark.parametrize(
    ("word", "kin"),
    [("melde", "melding"), ("henvisning", "henvise"), ("uenig", "uenighet"), ("varsel", "varsling")],
)
def test_what_is_done_and_the_doing_of_it_are_kin(word, kin):
    assert kin in kin_of(word)


def test_kin_is_found_among_several_words_and_never_by_one_alone(engine):
    engine.rebuild((an_entry("Endringer av vedtektene.", key="a"),), at(1))

    assert find(engine, "endre vedtektene").total == 1
    assert find(engine, "endre").total == 0


def test_where_few_have_all_the_words_some_that_lack_one_stand_after_them_and_are_not_counted(engine):
    engine.rebuild(
        (
            an_entry("Epikrise og tolk.", key="both"),
            an_entry("Epikrise.", key="one"),
            an_entry("Annet.", key="x"),
        ),
        at(1),
    )

    found = find(engine, "epikrise tolk")

    assert (found.total, [hit.entry.key for hit in found.hits]) == (1, ["both"])
    assert [hit.entry.key for hit in found.near] == ["one"]
    assert not found.relaxed
    assert find(engine, "epikrise").near == ()


def test_where_enough_have_all_the_words_none_that_lack_one_are_shown(engine):
    engine.rebuild(
        [an_entry(f"Epikrise og tolk {each}.", key=f"{each}") for each in range(FEW)]
        + [an_entry("Epikrise.")],
        at(1),
    )

    assert find(engine, "epikrise tolk").near == ()


def test_the_pages_of_a_search_have_every_hit_once_whichever_are_weighed(engine):
    count = WEIGHED + 25
    engine.rebuild(
        [an_entry(f"Epikrise {each}. " * (each % 7 + 1), key=f"{each:03}") for each in range(count)], at(1)
    )

    pages = [find(engine, "epikrise", Page(15, offset)).hits for offset in range(0, count, 15)]

    keys = [hit.entry.key for page in pages for hit in page]
    assert sorted(keys) == [f"{each:03}" for each in range(count)]
    assert keys[:15] == [hit.entry.key for hit in find(engine, "epikrise", Page(100)).hits][:15]


def test_another_order_is_left_as_it_is(engine):
    engine.rebuild(
        (an_entry("Epikrise.", key="b", place=2), an_entry("Epikrise. Epikrise.", key="a", place=1)), at(1)
    )

    read = find(engine, "epikrise", Page(order=Order.READING)).hits

    assert [hit.entry.key for hit in read] == ["a", "b"]


@pytest.mark.parametrize("typed", ["styre", "trygd", "møte", "forslag", "bistand"])
def test_a_word_that_is_one_is_suggested_another_for_and_never_taken_for_it(engine, typed):
    looks_like = {
        "styre": "styrke",
        "trygd": "trygg",
        "møte": "måte",
        "forslag": "forlag",
        "bistand": "bestand",
    }
    engine.rebuild((an_entry(f"Her står {looks_like[typed]}.", key="a"),), at(1))

    found = find(engine, typed)

    assert (found.total, found.corrected, found.suggested) == (0, (), looks_like[typed])


def test_the_point_whose_number_was_typed_comes_before_a_section_that_has_no_such_point(engine):
    point = Point("d1", "5.2 d", 0, 12)
    without = an_entry(
        "Varsel til kommunen.", key="a", number="5.2", document="retningslinje-1", kind="retningslinje"
    )
    also = an_entry("Om oppsigelse.", key="b", number="5.2", kind="retningslinje", points=(point,))
    engine.rebuild((without, also, an_entry("Om endring.", key="c", number="5.2", points=(point,))), at(1))

    assert [hit.entry.key for hit in find(engine, "5.2 d").hits] == ["c", "b", "a"]


def test_a_heading_alone_and_a_whole_text_come_after_a_point_that_says_something(engine):
    entries = (
        an_entry("", key="heading", number="6", title="Epikrise"),
        an_entry("Om epikrise.", key="text", title="Epikrise"),
        an_entry(
            "Sengeposten sender epikrise.", key="point", number="6.1", title="Epikrise", path="6 Epikrise"
        ),
    )
    engine.rebuild(entries, at(1))

    assert first(engine, "epikrise") == "point"

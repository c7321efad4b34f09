"""Filters, what must not be there, orders and words, in any engine: the same tests for Whoosh and PostgreSQL."""

from dataclasses import replace

from search.engine import FIRST_PAGE, Engine, Page
from search.entries import Filters, Order
from search.query import Law, Number, Prefix, Query, Words, parse
from search.ranking import OWN_FIRST
from tests.search.builders import ALL, an_entry, at, found

PLAN = Words("plan", ("plan",))
DAYS = ("2026-01-05T09:00:00Z", "2026-02-05T09:00:00Z", "2026-03-05T09:00:00Z")


def keys(engine: Engine, query: Query, filters: Filters = ALL, page: Page = FIRST_PAGE) -> list[str]:
    return [hit.entry.key for hit in engine.search(query, filters, page).hits]


def test_what_must_not_be_there_is_left_out_whether_word_phrase_beginning_or_number(engine):
    engine.rebuild(
        [
            an_entry("plan", key="bare"),
            an_entry("plan for varsling av øyeblikkelig hjelp", key="phrase"),
            an_entry("hjelp til øyeblikkelig plan", key="apart"),
            an_entry("plan etter § 6-2", key="number"),
            an_entry("samarbeidsplan", key="part"),
        ],
        at(1),
    )
    everything = {"bare", "phrase", "apart", "number", "part"}
    asked = Query("", (PLAN,))

    def without(*wishes: Words | Prefix | Number | Law) -> set[str]:
        return set(keys(engine, replace(asked, without=wishes)))

    assert without() == everything
    assert without(*parse('"øyeblikkelig hjelp"').wishes) == everything - {"phrase"}
    assert without(Words("hjelp", ("hjelp",))) == everything - {"phrase", "apart"}
    assert without(Prefix("vars")) == everything - {"phrase"}
    assert without(Number("6.2", "6.2")) == everything - {"number"}
    assert without(Words("samarbeid", ("samarbeid",)), Prefix("vars")) == {"bare", "apart", "number"}
    assert set(keys(engine, Query("", without=(PLAN,), kinds=("samarbeidsavtale",)))) == set()


def test_what_is_left_out_counts_neither_in_the_total_nor_in_the_figures(engine):
    engine.rebuild(
        [an_entry("plan utkast", key="a", status="utkast"), an_entry("plan", key="b", year=2024)], at(1)
    )

    results = engine.search(Query("", (PLAN,), without=(Words("utkast", ("utkast",)),)), ALL)

    assert results.total == 1
    assert results.facets["status"] == {"gjelder": 1}
    assert results.facets["year"] == {"2024": 1}


def test_a_word_that_only_stands_above_a_place_does_not_leave_it_out(engine):
    engine.rebuild([an_entry("plan", key="a", document_title="Fødselsplan")], at(1))

    assert keys(engine, Query("", (PLAN,), without=parse("fødsel").wishes)) == ["a"]


def test_documents_laws_and_years_narrow(engine):
    engine.rebuild(
        [
            an_entry("plan", key="a", document="avtalen", laws=("6-2", "6-2-4"), year=2024),
            an_entry("plan", key="b", document="rutinen", laws=("6-2",), year=2024),
            an_entry("plan", key="c", document="rutinen", laws=("kommuneloven-22-2",)),
        ],
        at(1),
    )
    asked = Query("", (PLAN,))

    assert set(keys(engine, replace(asked, documents=("rutinen",)))) == {"b", "c"}
    assert set(keys(engine, replace(asked, laws=("6-2-4",)))) == {"a"}
    assert set(keys(engine, replace(asked, laws=("6-2-4", "kommuneloven-22-2")))) == {"a", "c"}
    assert set(keys(engine, replace(asked, documents=("rutinen",), years=(2024,)))) == {"b"}
    assert keys(engine, Query("", laws=("6-3",))) == []


def test_a_party_finds_its_own_first_and_then_what_concerns_all_and_nothing_of_others(engine):
    engine.rebuild(
        [
            an_entry("annet, og en plan", key="own", parties=("granvik",)),
            an_entry("annet", key="shared", title="Plan for plan", document_title="Plan"),
            an_entry("plan", key="others", parties=("elvedal",)),
            an_entry("plan", key="both", parties=("elvedal", "granvik")),
        ],
        at(1),
    )

    asked = Query("", (PLAN,), parties=("granvik",))

    assert keys(engine, asked) == ["both", "own", "shared"]
    assert keys(engine, Query("", parties=("granvik",)))[2:] == ["shared"]
    assert all(hit.score > OWN_FIRST for hit in engine.search(asked, ALL, Page(2)).hits)


def test_only_what_came_after_a_moment_is_new(engine):
    engine.rebuild([an_entry("plan", key=str(each), known_at=day) for each, day in enumerate(DAYS)], at(1))
    asked = Query("", (PLAN,))

    assert set(keys(engine, asked, replace(ALL, since=DAYS[0]))) == {"1", "2"}
    assert keys(engine, asked, replace(ALL, since=DAYS[2])) == []
    assert engine.search(asked, replace(ALL, since=DAYS[1])).total == 1


def test_in_reading_order_a_document_comes_after_the_other_and_the_newest_version_first(engine):
    engine.rebuild(
        [
            an_entry("plan", key="1", document="b", document_title="Ønsker", place=0),
            an_entry("plan", key="2", document="a", document_title="avtale", version="2025.9", place=1),
            an_entry("plan", key="3", document="a", document_title="avtale", version="2025.9", place=0),
            an_entry("plan", key="4", document="a", document_title="avtale", version="2025.10", place=10),
            an_entry("plan", key="5", document="c", document_title="Årshjul", place=0),
            an_entry("plan", key="6", document="d", document_title="Ærend", place=0),
        ],
        at(1),
    )

    assert keys(engine, Query("", (PLAN,)), page=Page(order=Order.READING)) == list("432615")


def test_the_newest_stand_first_and_what_has_no_day_last(engine):
    engine.rebuild(
        [
            an_entry("plan", key="none"),
            an_entry("plan", key="old", first_day="2021-01-01"),
            an_entry("plan", key="new", first_day="2025-05-01"),
            an_entry("plan", key="as new", first_day="2025-05-01"),
        ],
        at(1),
    )

    asked = Query("", (PLAN,))

    assert keys(engine, asked, page=Page(order=Order.NEWEST)) == ["as new", "new", "old", "none"]
    assert keys(engine, asked, page=Page(2, 1, Order.NEWEST)) == ["new", "old"]


def test_a_word_is_known_only_to_those_who_may_see_where_it_stands(engine):
    engine.rebuild(
        [
            an_entry("Hemmelige planer", key="draft", public=False),
            an_entry("Ope", key="open", community="sør"),
            an_entry("Nedlagt", key="past", past=True),
        ],
        at(1),
    )

    assert set(engine.words()) == {"hemmelige", "planer", "ope", "nedlagt"}
    assert engine.has_word("planer", ALL)
    assert not engine.has_word("planer", Filters())
    assert not engine.has_word("plan", ALL)
    assert engine.has_word("ope", Filters("sør"))
    assert not engine.has_word("ope", Filters("nord"))
    assert not engine.has_word("nedlagt", ALL)


def test_a_word_with_its_expression_of_several_words_is_met_by_either(engine):
    engine.rebuild(
        [
            an_entry("øyeblikkelig hjelp i plan", key="row"),
            an_entry("hjelp som er øyeblikkelig, plan", key="apart"),
            an_entry("ØHD plan", key="short"),
            an_entry("plan", key="above", document_title="ØHD"),
        ],
        at(1),
    )
    asked = Words("ØHD", ("øhd",), ((("øyeblikkelig",), ("hjelp",)),))

    assert set(keys(engine, Query("", (asked,)))) == {"row", "short"}
    assert set(keys(engine, Query("", (asked, PLAN)))) == {"row", "short", "above"}
    assert set(keys(engine, Query("", (asked, Words("traktor", ("traktor",)))))) == {"row", "short"}


def test_a_wish_that_nothing_can_meet_is_met_by_nothing(engine):
    engine.rebuild([an_entry("plan", key="a")], at(1))

    assert keys(engine, Query("", (Words("?", ()),))) == []
    assert keys(engine, Query("", (Words("?", (), (((), ("plan",)),)),))) == []
    assert keys(engine, Query("", (PLAN,), without=(Words("?", ()),))) == ["a"]


def test_twelve_wishes_of_every_kind_are_granted_at_once(engine):
    engine.rebuild([an_entry("plan for varsling etter § 6-2 og øyeblikkelig hjelp", key="a")], at(1))
    typed = 'plan varsl* § 6-2 "øyeblikkelig hjelp" pla* var* vars* øye* hje* hjel* etter* plan*'

    assert found(engine, typed) == {"a"}


def test_page_after_page_shows_each_of_very_many_once(engine):
    engine.rebuild(
        [
            an_entry("plan", key=f"{number:04}", title="Plan" if number % 50 == 0 else "Annet")
            for number in range(1010)
        ],
        at(1),
    )

    pages = [keys(engine, Query("", (PLAN,)), page=Page(*each)) for each in ((15, 0), (485, 15), (510, 500))]

    shown = [key for page in pages for key in page]
    assert sorted(shown) == [f"{number:04}" for number in range(1010)]
    assert all(int(key) % 50 == 0 for key in shown[:21])
    assert shown[21:] == sorted(shown[21:])

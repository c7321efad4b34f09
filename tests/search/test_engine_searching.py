"""What any engine finds: the same tests for Whoosh and PostgreSQL."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from search.engine import Engine
from search.entries import Filters, Results
from search.postgres_engine import PostgresEngine
from search.whoosh_engine import WhooshEngine
from tests.postgres import new_database_url
from tests.search.builders import an_entry, at, found, search


def test_what_was_put_in_is_found_whole(engine):
    entry = an_entry("Kommunene skal varsles.", number="5.2 c", bodies=("asu",), year=2025, url="/her")

    engine.rebuild([entry], at(7))

    assert not engine.needs_rebuild()
    assert engine.reached().position == 7
    (hit,) = search(engine, "kommune").hits
    assert hit.entry == entry


def test_an_empty_register_is_searched_without_a_find(engine):
    engine.rebuild([], at(0))

    assert not engine.needs_rebuild()
    assert search(engine, "avtale").total == 0


def test_a_search_in_bokmaal_finds_nynorsk(engine):
    engine.rebuild([an_entry("Sjukehusa gjev rettleiing om tilvisinga.", key="nn")], at(1))

    assert found(engine, "sykehus veiledning henvisning") == {"nn"}


def test_all_words_must_be_there(engine):
    engine.rebuild([an_entry("Varsel til kommunen", key="both"), an_entry("Varsel", key="one")], at(1))

    results = search(engine, "varsel kommune")

    assert [hit.entry.key for hit in results.hits] == ["both"]
    assert not results.relaxed


def test_where_no_place_has_all_the_words_those_with_some_are_shown(engine):
    engine.rebuild(
        [an_entry("Varsel", key="a"), an_entry("Epikrise", key="b"), an_entry("Annet", key="c")], at(1)
    )

    results = search(engine, "varsel epikrise")

    assert {hit.entry.key for hit in results.hits} == {"a", "b"}
    assert results.relaxed


def test_where_nothing_is_found_at_all_nothing_is_relaxed(engine):
    engine.rebuild([an_entry("Varsel")], at(1))

    assert search(engine, "traktor helikopter") == Results(
        facets={name: {} for name in ("kind", "status", "document", "year", "body")}
    )


def test_a_word_may_stand_above_the_place_if_another_stands_in_it(engine):
    engine.rebuild(
        [
            an_entry("Taushetsplikt", key="here", document_title="Retningslinje for fødsel"),
            an_entry("Taushetsplikt", key="there", document_title="Samarbeidsavtale"),
            an_entry("Annet", key="other", document_title="Retningslinje for fødsel"),
        ],
        at(1),
    )

    assert found(engine, "taushetsplikt fødsel") == {"here"}
    assert found(engine, "fødsel") == set()


def test_a_phrase_must_stand_together(engine):
    engine.rebuild(
        [
            an_entry("Rett til øyeblikkeleg hjelp.", key="together"),
            an_entry("Hjelp er ikke alltid øyeblikkelig.", key="apart"),
            an_entry("hjelp", title="Øyeblikkelig", key="across"),
        ],
        at(1),
    )

    assert found(engine, '"øyeblikkelig hjelp"') == {"together"}


def test_words_joined_by_a_hyphen_are_found_in_any_form(engine):
    engine.rebuild(
        [
            an_entry("e-helse", key="hyphen"),
            an_entry("ehelse", key="one"),
            an_entry("e helse", key="two"),
            an_entry("helse", key="half"),
        ],
        at(1),
    )

    assert found(engine, "e-helse") == {"hyphen", "one", "two"}


def test_the_first_half_of_a_shared_compound_is_a_compound_too(engine):
    engine.rebuild(
        [an_entry("helse- og omsorgstjenester", key="shared"), an_entry("helse", key="other")], at(1)
    )

    assert found(engine, "helsetjeneste") == {"shared"}


def test_expressions_for_the_same_thing_find_each_other(engine):
    engine.rebuild(
        [an_entry("Øyeblikkelig hjelp", key="a"), an_entry("ØHD", key="b"), an_entry("ø-hjelp", key="c")],
        at(1),
    )

    for typed in ("øyeblikkelig hjelp", "øhd", "ø-hjelp"):
        assert found(engine, typed) == {"a", "b", "c"}


def test_a_beginning_finds_the_words_as_written(engine):
    engine.rebuild(
        [
            an_entry("utskrivingsklare", key="nn"),
            an_entry("utskrift", key="other"),
            an_entry("Utskrevet", key="c"),
        ],
        at(1),
    )

    assert found(engine, "utskriv*") == {"nn"}
    assert found(engine, "utskr*") == {"nn", "other", "c"}


def test_a_section_number_finds_the_place_first_and_then_what_mentions_it(engine):
    engine.rebuild(
        [
            an_entry("Se punkt 5.2 c.", key="mentions", number="9"),
            an_entry("Om vedtak", key="place", number="5.2"),
            an_entry("Om annet", key="other", number="5.3"),
        ],
        at(1),
    )

    assert [hit.entry.key for hit in search(engine, "punkt 5.2 c").hits] == ["place", "mentions"]
    assert found(engine, "5.2") == {"place"}


def test_a_law_is_found_by_its_paragraph(engine):
    engine.rebuild(
        [an_entry("etter helse- og omsorgstjenesteloven § 6-2", key="law"), an_entry("62", key="no")], at(1)
    )

    assert found(engine, "§ 6-2") == {"law"}


def test_a_title_counts_for_more_than_the_text_and_the_text_for_more_than_a_part(engine):
    engine.rebuild(
        [
            an_entry("Samarbeidsavtalen", key="part"),
            an_entry("Avtalen", key="body"),
            an_entry("Annet", title="Avtale", key="title"),
        ],
        at(1),
    )

    assert [hit.entry.key for hit in search(engine, "avtale").hits] == ["title", "body", "part"]


def test_filters_narrow_and_several_of_one_kind_widen(engine):
    engine.rebuild(
        [
            an_entry("plan", key="a", kind="retningslinje", status="gjelder", bodies=("ASU",), year=2024),
            an_entry("plan", key="b", kind="særavtale", status="utkast", bodies=("psu", "asu"), year=2025),
            an_entry("plan", key="c", kind="særavtale", status="gjelder", year=None),
        ],
        at(1),
    )

    assert found(engine, "plan type:særavtaler") == {"b", "c"}
    assert found(engine, "plan type:særavtale status:gjelder") == {"c"}
    assert found(engine, "plan år:2024 år:2025") == {"a", "b"}
    assert found(engine, "organ:asu") == {"a", "b"}
    assert found(engine, "organ:psu traktor") == set()


def test_a_draft_is_never_seen_by_the_public(engine):
    engine.rebuild(
        [
            an_entry("hemmelig plan", key="draft", public=False, status="utkast", number="1"),
            an_entry("åpen plan", key="open", status="gjelder"),
        ],
        at(1),
    )

    for typed in (
        "plan",
        "hemmelig plan",
        '"hemmelig plan"',
        "heml*",
        "hemm*",
        "1.0",
        "status:utkast",
        "plan status:utkast",
    ):
        results = search(engine, typed, Filters())
        assert {hit.entry.key for hit in results.hits} <= {"open"}
        assert results.facets.get("status", {}).keys() <= {"gjelder"}
        assert results.total <= 1
    assert found(engine, "hemmelig") == {"draft"}


def test_one_community_does_not_see_another(engine):
    engine.rebuild(
        [an_entry("plan", key="n", community="nord"), an_entry("plan", key="s", community="sør")], at(1)
    )

    assert found(engine, "plan", Filters("nord")) == {"n"}
    assert found(engine, "plan", Filters()) == {"n", "s"}


def test_the_figures_are_for_all_hits_and_the_page_is_a_part_of_them(engine):
    entries = [
        an_entry("plan", key=f"{number:03}", status=("utkast", "gjelder")[number % 2]) for number in range(25)
    ]
    engine.rebuild(entries, at(1))

    first, second = search(engine, "plan", limit=20), search(engine, "plan", limit=20, offset=20)

    assert first.total == second.total == 25
    assert first.facets["status"] == {"utkast": 13, "gjelder": 12}
    assert [hit.entry.key for hit in (*first.hits, *second.hits)] == [entry.key for entry in entries]


@pytest.fixture(scope="module", params=["whoosh", "postgres"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with a few entries, for tests that only read."""
    database = create_engine(new_database_url()) if request.param == "postgres" else None
    engine = PostgresEngine(database) if database else WhooshEngine(tmp_path_factory.mktemp("whoosh"))
    engine.rebuild(
        [an_entry("Kommunen varsler om øyeblikkelig hjelp etter § 6-2.", key="a", number="5.2 c")], at(1)
    )
    yield engine
    engine.close()
    if database:
        database.dispose()


ODD = st.one_of(
    st.text(max_size=60),
    st.text("'\\&|!:*()<>§.-\"«»\x00 aåø15", max_size=40),
    st.lists(
        st.sampled_from(["kommune", "var*", "§ 6-2", '"', "organ:", "år:2024", "ø-hjelp", "24/7", "og"]),
        max_size=9,
    ).map(" ".join),
)


@given(ODD)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_breaks_an_engine(filled, typed):
    results = search(filled, typed)

    assert results.total == len(results.hits)


def test_what_cannot_be_searched_for_is_answered_with_its_sentence(filled):
    results = search(filled, "ab*")

    assert results.total == 0
    assert results.problem.startswith("«ab*» er for kort")

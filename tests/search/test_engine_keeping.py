"""What any engine keeps, replaces and forgets: the same tests for Whoosh and PostgreSQL."""

from threading import Thread

import pytest

from search.engine import SearchUnavailable
from tests.search.builders import an_entry, at, found, put, search


def test_an_engine_that_was_never_filled_says_so(engine):
    assert engine.needs_rebuild()
    assert engine.reached().position == 0
    with pytest.raises(SearchUnavailable, match="Dokumentene kan leses som vanlig, og ingenting er borte"):
        search(engine, "avtale")
    with pytest.raises(SearchUnavailable):
        put(engine, "2025.1", [])


def test_a_version_is_replaced_whole_and_others_stay(engine):
    engine.rebuild(
        [an_entry("gammel tvist", key="1#a", version="1"), an_entry("tvist", key="2#a", version="2")],
        at(1),
    )

    put(engine, "1", [an_entry("ny tvist", key="1#b", version="1")], 2)

    assert found(engine, "tvist") == {"1#b", "2#a"}
    assert engine.reached().position == 2


def test_replacing_twice_is_replacing_once(engine):
    engine.rebuild([], at(0))
    for position in (1, 2):
        put(engine, "1", [an_entry("tvist", key="a", version="1")], position)

    assert search(engine, "tvist").total == 1


def test_the_same_name_in_another_community_is_another_document(engine):
    engine.rebuild(
        [an_entry("plan", key="n", community="nord"), an_entry("plan", key="s", community="sør")], at(1)
    )

    put(engine, "2025.1", [], 2)

    assert found(engine, "plan") == {"s"}


def test_one_version_after_the_other_is_forgotten(engine):
    engine.rebuild(
        [
            an_entry("plan", key="1", version="1"),
            an_entry("plan", key="2", version="2"),
            an_entry("plan", key="3", document="x"),
        ],
        at(1),
    )

    put(engine, "1", [], 2)
    assert found(engine, "plan") == {"2", "3"}
    put(engine, "2", [], 3)
    assert found(engine, "plan") == {"3"}
    assert engine.reached().position == 3


def test_the_position_moves_on_when_nothing_changes(engine):
    engine.rebuild([an_entry("plan", key="a")], at(1))

    engine.replace({}, at(9))

    assert engine.reached().position == 9
    assert found(engine, "plan") == {"a"}


def test_entries_that_fail_half_way_change_nothing(engine):
    def failing():
        yield an_entry("plan", key="new")
        raise RuntimeError("Kilden ble borte.")

    engine.rebuild([an_entry("plan", key="old", version="1")], at(1))

    with pytest.raises(RuntimeError, match="Kilden ble borte"):
        put(engine, "1", failing(), 2)
    assert found(engine, "plan") == {"old"}
    assert engine.reached().position == 1
    with pytest.raises(RuntimeError, match="Kilden ble borte"):
        engine.rebuild(failing(), at(2))
    assert found(engine, "plan") == {"old"}
    put(engine, "1", [], 3)
    assert found(engine, "plan") == set()


def test_a_search_goes_on_while_the_index_is_built_anew(engine):
    engine.rebuild([an_entry("plan", key="old")], at(1))
    seen = []

    def entries():
        seen.append(found(engine, "plan"))
        yield an_entry("plan", key="new")
        seen.append(found(engine, "plan"))

    engine.rebuild(entries(), at(2))

    assert seen == [{"old"}, {"old"}]
    assert found(engine, "plan") == {"new"}


def test_an_index_grown_step_by_step_answers_as_one_built_at_once(engine):
    entries = [
        an_entry(f"plan nummer {number} " + "varsel " * (number % 4), key=f"{number:02}", version=str(number))
        for number in range(12)
    ]
    engine.rebuild([], at(0))
    for position, entry in enumerate(entries[::-1], 1):
        put(engine, entry.version, [entry], position)
        put(engine, entry.version, [entry], position)
    grown = [search(engine, typed) for typed in ("varsel", "plan varsel", "nummer* år*", "traktor varsel")]

    engine.rebuild(entries, at(99))

    assert [
        search(engine, typed) for typed in ("varsel", "plan varsel", "nummer* år*", "traktor varsel")
    ] == grown


def test_several_threads_may_search_and_write_at_once(engine):
    engine.rebuild([an_entry("plan", key="a", version="1")], at(1))
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                put(
                    engine,
                    "1",
                    [an_entry("plan", key=f"{number}", document=f"d{number}", version="1")],
                    turn,
                    document=f"d{number}",
                )
                assert "a" in found(engine, "plan")
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert found(engine, "plan") == {"a", "0", "1", "2", "3"}


def test_a_text_with_any_signs_at_all_is_taken_in(engine):
    engine.rebuild(
        [
            an_entry(
                "'plan' \\ \x01 | & : * ( ) <-> " + "x" * 5000 + " 😀 ﬁ", key="a", title="'", number="§ 1'"
            )
        ],
        at(1),
    )

    assert found(engine, "plan") == {"a"}
    assert found(engine, "x" * 60) == {"a"}


def test_a_very_long_section_is_found_by_its_last_word(engine):
    engine.rebuild([an_entry("ord " * 40_000 + "øyeblikkelig sisteordet", key="a")], at(1))

    assert found(engine, "sisteordet") == {"a"}

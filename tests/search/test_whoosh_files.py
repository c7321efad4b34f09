"""The files of the Whoosh index may be harmed by anything while they are read, and nobody's reading ends."""

import os
import resource
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.engine import SearchUnavailable
from search.whoosh_engine import WhooshEngine
from search.whoosh_engine.engine import WAIT_FOR_WRITER
from search.whoosh_engine.storage import WholeFiles
from tests.search.builders import an_entry, at, put, search

pytestmark = pytest.mark.usefixtures("quiet")


def test_files_that_are_shortened_under_a_reader_do_not_end_the_process(tmp_path: Path):
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild(
        [an_entry("plan om varsling " + f"ord{each} " * 300, key=f"{each}") for each in range(40)], at(1)
    )
    assert search(engine, "plan").total == 40

    for path in (tmp_path / "index").rglob("*.seg"):
        os.truncate(path, 100)

    assert search(engine, "varsling").total == 40
    assert WhooshEngine(tmp_path / "index").needs_rebuild()


def test_a_search_does_not_wait_for_somebody_who_writes(tmp_path: Path):
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild([an_entry("plan", key="a", version="1")], at(1))
    seen: list[int] = []

    def entries():
        with ThreadPoolExecutor(1) as somebody:
            seen.append(somebody.submit(search, engine, "plan").result(timeout=30).total)
        yield an_entry("plan", key="b", version="2")

    put(engine, "2", entries(), 2)

    assert seen == [1]
    assert search(engine, "plan").total == 2


@pytest.mark.parametrize("room", [0, 3_000, 12_000])
def test_a_full_disk_leaves_the_index_as_it_was_and_nobody_locked_out(tmp_path: Path, room: int):
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild([an_entry("plan", key="a", version="1")], at(1))
    long = [an_entry("plan " + " ".join(f"ord{n}" for n in range(3000)), key="b", version="2")]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises((OSError, SearchUnavailable)):
            put(engine, "2", long, 2)
        with pytest.raises((OSError, SearchUnavailable)):
            engine.rebuild(long, at(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert search(engine, "plan").total == 1
    assert engine.reached().position == 1
    begun = time.monotonic()
    put(engine, "2", [an_entry("plan", key="b", version="2")], 3)
    assert search(engine, "plan").total == 2
    assert time.monotonic() - begun < WAIT_FOR_WRITER


def test_who_writes_when_a_file_has_just_been_put_away_opens_again(tmp_path: Path, monkeypatch):
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild([an_entry("plan", key="a", version="1")], at(1))
    open_file, gone = WholeFiles.open_file, ["_MAIN_1.toc", "_MAIN_1.toc"]

    def put_away(files: WholeFiles, name: str, **told):
        if name in gone:
            gone.remove(name)
            raise FileNotFoundError(name)
        return open_file(files, name, **told)

    monkeypatch.setattr(WholeFiles, "open_file", put_away)
    put(engine, "2", [an_entry("plan", key="b", version="2")], 2)

    assert gone == []
    assert search(engine, "plan").total == 2


def test_one_who_writes_for_long_makes_nobody_give_up_the_index(tmp_path: Path, monkeypatch):
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild([an_entry("plan", key="a", version="1")], at(1))
    monkeypatch.setattr("search.whoosh_engine.engine.WAIT_FOR_WRITER", 0.05)

    def entries():
        with ThreadPoolExecutor(1) as somebody, pytest.raises(SearchUnavailable):
            somebody.submit(put, engine, "3", [], 3).result(timeout=30)
        yield an_entry("plan", key="b", version="2")

    put(engine, "2", entries(), 2)

    assert search(engine, "plan").total == 2
    assert not engine.needs_rebuild()

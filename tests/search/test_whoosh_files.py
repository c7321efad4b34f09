"""The files of the Whoosh index may be harmed by anything while they are read, and nobody's reading ends."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from search.whoosh_engine import WhooshEngine
from tests.search.builders import an_entry, at, put, search


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

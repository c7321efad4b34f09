"""The files of the Whoosh index may be harmed by anything while they are read, and nobody's reading ends."""

import os
from pathlib import Path

from search.whoosh_engine import WhooshEngine
from tests.search.builders import an_entry, at, search


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

"""The index is never of two states at once, whenever the program or the database's process is killed."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from registry.database import Database
from registry.house import House
from registry.queries import documents
from search.engine import Engine, Page
from search.query import parse
from tests.registry.builders import the_circle
from tests.registry.indexing_at_work import ADDED, COMMON, SECTIONS, TEXTS, found, write
from tests.registry.searching import ALL, opened_on

ROOT = Path(__file__).resolve().parents[2]
FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"
KILLS = 50 if FULL else 5
LONGEST_LIFE = 0.6
"""Seconds; in that time a killed process has written several states and built the index twice."""


@pytest.fixture(params=["whoosh", "postgres"])
def house(request, with_tables, tmp_path: Path) -> Iterator[House]:
    """An installation with each engine, and texts in their first state."""
    database: Database = with_tables("sqlite" if request.param == "whoosh" else "postgres", tmp_path)
    opened = opened_on(database, tmp_path / "data")
    write(opened, 0)
    opened.index.catch_up()
    yield opened
    opened.close()
    database.close()


@pytest.fixture
def others(house) -> Iterator[subprocess.Popen[str]]:
    """Starts those who are to be killed."""
    arguments = (str(house.settings.data), house.settings.database)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.registry.indexing_at_work", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None,
        text=True,
    ) as started:
        yield started
        assert started.stdin is not None
        started.stdin.close()


def a_kill(house: House, process: int) -> None:
    """The program is killed; on PostgreSQL those of the database's processes that serve it are, and then it."""
    if house.database.is_sqlite:
        os.kill(process, signal.SIGKILL)
        return
    with house.database.engine.connect() as connection:
        of_others = "datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {of_others}"))
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def states(engine: Engine) -> dict[str, list[str]]:
    """The state that the index has of each text: one for each section."""
    found: dict[str, list[str]] = {}
    for hit in engine.search(parse(COMMON), ALL, Page(limit=500)).hits:
        if state := re.search(r"tilstand(\d+)", hit.entry.body):
            found.setdefault(hit.entry.document, []).append(state[1])
    return found


def generations(house: House) -> list[Path]:
    """The indexes in the folder, those that somebody was killed while building as well."""
    return list((house.settings.data / "search").glob("index-*"))


def state_in_register(house: House) -> str:
    """The state of the texts in the register; all of them have the same."""
    with house.database.reading() as session:
        circle = the_circle(session)
        texts = [
            documents.versions_of(session, row)[0].text
            for row in documents.all_documents(session, circle.community)
        ]
    (state,) = {state for each in texts for state in re.findall(r"tilstand(\d+)", each)}
    return state


def test_however_often_it_is_killed_the_index_is_of_one_state_and_catches_up(house, others):
    chance, behind, half_built = random.Random(9), 0, 0
    for _ in range(KILLS):
        before = int(state_in_register(house))
        print(f"work {before + 1}", file=others.stdin, flush=True)
        process = int(others.stdout.readline())
        time.sleep(chance.uniform(0.0, LONGEST_LIFE))
        a_kill(house, process)
        assert others.stdout.readline().startswith("gone")
        house.close()

        now = state_in_register(house)
        assert not house.index.engine.needs_rebuild()
        served = states(house.index.engine)
        assert set(served) == set(TEXTS)
        for ref, each in served.items():
            assert len(each) == SECTIONS, ref
            assert len(set(each)) == 1, ref
        behind += set(served["a"]) != {now}
        half_built = len(generations(house))

        house.index.catch_up()
        assert states(house.index.engine) == {ref: [now] * SECTIONS for ref in TEXTS}

    print(
        f"{KILLS} killed at state {now}; {behind} with an older index; {half_built} indexes, half built or whole"
    )
    house.index.rebuild()
    assert len(generations(house)) == (1 if house.database.is_sqlite else 0)


def test_two_who_write_and_two_who_search_lose_nothing_and_double_nothing(house, others):
    print("together", file=others.stdin, flush=True)
    assert others.stdout.readline() == "gone 0 0 0 0\n"

    texts = {f"{name}-{number}" for name in ("nord", "sor") for number in range(ADDED)}
    assert found(house) == dict.fromkeys(texts | set(TEXTS), SECTIONS)
    assert house.index.is_current()

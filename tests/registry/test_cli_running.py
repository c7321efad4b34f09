"""Running an installation from the command line: made ready, served, stopped, looked over."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy import text

from registry import schema
from registry.house import House
from tests.registry.terminal import call

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A server in its own process, stopped at the end whatever happens."""
    python = [sys.executable, "-P", "-m", "registry.cli.main", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        python, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        yield process
        process.kill()


def said(process: subprocess.Popen[str]) -> Iterator[str]:
    """What the server says, line by line, until it ends."""
    assert process.stdout is not None
    return iter(process.stdout)


def address_in(lines: Iterator[str]) -> str:
    """The first address that is said."""
    line = next(line for line in lines if "http://" in line)
    return next(word.rstrip(".") for word in line.split() if word.startswith("http://"))


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_says_its_address_answers_and_stops_well(example: House, stop: signal.Signals):
    with started("demo", "--port", "0", "--data", str(example.settings.data)) as process:
        lines = said(process)
        with urlopen(f"{address_in(lines)}/livez") as answer:
            assert answer.status == 200
        process.send_signal(stop)
        rest = "".join(lines)
        process.wait(timeout=30)

    assert process.returncode == 0
    assert "sekretariat@fjordmark.example" in rest
    assert "Traceback" not in rest


def test_the_demo_loads_nothing_twice(example: House):
    before = call(example.settings.data, "verify", "--json").facts["entries"]
    with started("demo", "--port", "0", "--data", str(example.settings.data)) as process:
        address_in(said(process))
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)

    assert call(example.settings.data, "verify", "--json").facts["entries"] == before


def test_the_demo_is_not_laid_beside_somebody_elses_register(tmp_path: Path):
    call(tmp_path, "start", "nordre-trondelag")

    told = call(tmp_path, "demo", "--port", "0")

    assert told.code == 1
    assert "Det er urørt" in told.err


def test_serve_answers_until_it_is_told_to_stop(example: House):
    with started("serve", "--port", "0", "--data", str(example.settings.data)) as process:
        with urlopen(f"{address_in(said(process))}/readyz") as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)

    assert process.returncode == 0


def test_a_port_in_use_is_told_so(example: House):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = call(example.settings.data, "serve", "--port", str(taken.getsockname()[1]))

    assert told.code == 1
    assert "--port" in told.err


def test_migrate_makes_the_tables_once(tmp_path: Path):
    assert call(tmp_path, "migrate", "--json").facts == {"changed": True}
    assert call(tmp_path, "migrate", "--json").facts == {"changed": False}


def test_tables_of_a_newer_edition_are_left_as_they_are(example: House):
    with example.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'fremtiden'"))

    told = call(example.settings.data, "migrate")

    assert told.code == 1
    assert "nyere utgave" in told.err
    assert not schema.is_current(example.database)


def test_a_start_kit_brings_parties_and_rules_and_no_decisions(tmp_path: Path):
    assert call(tmp_path, "start", "nordre-trondelag").code == 0

    assert call(tmp_path, "decisions", "--json").facts["decisions"] == []
    told = call(tmp_path, "who-may", "--kind", "retningslinje", "--change", "revisjon", "--json")
    assert [body["name"] for body in told.facts["bodies"]] == ["ASU"]


def test_an_unknown_start_kit_is_a_wrong_call(tmp_path: Path):
    told = call(tmp_path, "start", "atlantis")

    assert told.code == 2
    assert "nordre-trondelag" in told.err


def checks(folder: Path) -> dict[str, bool]:
    return {each["check"]: each["ok"] for each in call(folder, "doctor", "--json").facts["checks"]}


def test_the_doctor_finds_a_guard_that_is_gone(example: House):
    assert checks(example.settings.data)["vern"]
    with example.database.writing() as session:
        session.execute(text("DROP TRIGGER audit_is_kept"))

    told = call(example.settings.data, "doctor")

    assert told.code == 1
    assert "audit_is_kept" in told.out


def test_the_doctor_finds_a_secret_that_others_can_read(example: House):
    assert checks(example.settings.data)["hemmelighet"]
    (example.settings.data / "secret").chmod(0o644)

    assert not checks(example.settings.data)["hemmelighet"]


def test_the_doctor_finds_that_there_is_no_register_and_makes_none(tmp_path: Path):
    told = call(tmp_path / "ingen", "doctor", "--json")

    assert told.code == 1
    assert not (tmp_path / "ingen").exists()


def test_the_doctor_finds_a_database_of_another_edition(example: House):
    with example.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'fortiden'"))

    assert not checks(example.settings.data)["database"]


def test_the_doctor_looks_at_what_postgres_promises(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from tests.postgres import new_database_url

    monkeypatch.setenv("AVTALEVERK_DATABASE_URL", new_database_url())
    assert call(tmp_path, "migrate").code == 0

    found = checks(tmp_path)

    assert {"fsync", "full_page_writes", "synchronous_commit", "data_checksums", "søk"} <= found.keys()
    assert found["database"]

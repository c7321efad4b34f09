"""Calls as such: help, what is written wrong, which register and which helsefellesskap is meant."""

import subprocess
import sys
from pathlib import Path

import pytest

from registry import clock
from registry.cli.main import app
from registry.house import House
from registry.operations.communities import add_community
from registry.permissions import OPERATOR
from tests.registry.terminal import call

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = [
    "serve",
    "demo",
    "migrate",
    "doctor",
    "import",
    "export",
    "redline",
    "evidence",
    "in-force",
    "who-may",
    "judge",
    "decisions",
    "adoption",
    "compliance",
    "search",
    "analyse",
    "verify",
    "backup",
    "restore",
    "reindex",
    "user",
    "token",
]


def avtaleverk(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as its own process."""
    python = [sys.executable, "-P", "-m", "registry.cli.main", *arguments]
    return subprocess.run(python, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)


def test_every_promised_command_is_there():
    groups = [group.name for group in app.registered_groups if group.name]
    parts = [group.typer_instance for group in app.registered_groups if not group.name]
    commands = [each.name for part in parts if part for each in part.registered_commands]

    assert set(CONTRACT) <= {*groups, *commands}


def test_help_is_norwegian_and_loads_neither_web_nor_database():
    loads = (
        "import sys; from registry.cli.main import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-P", "-c", loads],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.startswith("Bruk: avtaleverk")
    assert not {"sqlalchemy", "fastapi", "alembic", "rich", "pydantic", "whoosh"} & set(told.stderr.split())


def test_every_command_stands_in_the_manual():
    manual = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")

    assert [command for command in CONTRACT if f"`{command}" not in manual] == []


@pytest.mark.parametrize("command", CONTRACT)
def test_every_command_has_a_norwegian_help_page(tmp_path: Path, command: str):
    told = call(tmp_path, command, "--help")

    assert told.code == 0
    assert told.out.startswith(f"Bruk: avtaleverk {command}")
    assert "Usage" not in told.out
    assert "Options" not in told.out
    assert "[required]" not in told.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("in-fors",), "Mente du «in-force»?"),
        (("verify", "nå"), "Det er skrevet mer enn kommandoen tar: nå."),
        (("verify", "--jsonn"), "Valget --jsonn finnes ikke her."),
        (("serve", "--port", "mange"), "Valget --port kan ikke brukes"),
        (("serve", "--port", "99999"), "Valget --port kan ikke brukes"),
        (("in-force", "--on"), "Valget --on mangler verdien sin"),
        (("user", "ad"), "Mente du «add»?"),
        (("decisions", "--limit", "0"), "Valget --limit kan ikke brukes"),
    ],
)
def test_a_wrong_call_is_told_in_whole_sentences(tmp_path: Path, arguments: tuple[str, ...], sentence: str):
    told = call(tmp_path, *arguments)

    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert "--help" in told.err


def test_no_command_is_answered_with_the_help_page_and_two():
    told = avtaleverk()

    assert told.returncode == 2
    assert "Kommandoer:" in told.stderr


def test_a_folder_without_a_command_is_no_call(tmp_path: Path):
    assert call(tmp_path).err.startswith("Kommandoen mangler.")


def test_common_options_may_stand_before_or_after_the_command(loaded: Path):
    after = avtaleverk("in-force", "--json", f"--data={loaded}", "--helsefellesskap", "fjordmark")
    before = avtaleverk("--data", str(loaded), "--helsefellesskap=fjordmark", "in-force", "--json")

    assert after.returncode == before.returncode == 0
    assert after.stdout == before.stdout


def test_words_after_two_hyphens_are_words(loaded: Path):
    told = call(loaded, "search", "--json", "--", "--data")

    assert told.code in {0, 2}
    assert "finnes ikke her" not in told.err


def test_an_unknown_setting_is_refused_with_the_nearest(loaded: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AVTALEVERK_DATABSE_URL", "x")
    told = call(loaded, "in-force")

    assert told.code == 2
    assert "AVTALEVERK_DATABASE_URL" in told.err


@pytest.mark.parametrize(
    "address", ["tull", "mysql://x", "postgresql://x", "postgresql+psycopg://ingen@127.0.0.1:1/x"]
)
def test_a_database_that_cannot_be_used_is_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
):
    monkeypatch.setenv("AVTALEVERK_DATABASE_URL", address)
    told = call(tmp_path, "in-force")

    assert told.code in {1, 2}
    assert told.err.startswith("Databasen")


def test_where_there_are_several_helsefellesskap_one_must_be_named(example: House):
    folder = example.settings.data
    with example.database.writing() as session:
        add_community(session, OPERATOR, "et-annet", "Et annet", clock.now())

    told = call(folder, "in-force")

    assert told.code == 2
    assert "et-annet" in told.err
    assert call(folder, "--helsefellesskap", "et-annet", "in-force", "--json").facts["documents"] == []
    assert call(folder, "--helsefellesskap", "fjordmark", "in-force", "--json").facts["documents"] != []
    assert call(folder, "--helsefellesskap", "tull", "in-force").code == 2


def test_a_pipe_that_is_closed_early_is_no_traceback(loaded: Path):
    command = f"{sys.executable} -P -m registry.cli.main --data {loaded} decisions --json | head -1"
    told = subprocess.run(
        ["sh", "-c", command],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.stdout == "{\n"
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("who-may", "--kind", "rutine"), "Skriv enten --version REF@VERSJON, eller både --kind SLAG"),
        (("judge",), "Skriv «judge FACTS.json», eller «judge --schema»"),
    ],
)
def test_a_call_that_leaves_the_question_open_is_told_what_to_write(tmp_path: Path, arguments, sentence):
    told = call(tmp_path, *arguments)

    assert (told.code, told.out) == (2, "")
    assert sentence in told.err

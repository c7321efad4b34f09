"""What keeps the two commands working on a machine we have never seen, and the house in one piece."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("documents", "decisions", "search", "registry")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
CLOCK = ROOT / "registry/clock.py"


def pins(lock: str) -> dict[str, str]:
    """Name and version of every requirement in a lock file."""
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;]+)", (ROOT / lock).read_text(), re.MULTILINE))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def code() -> Iterator[Path]:
    for folder in (*PACKAGES, "migrations"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def git(*arguments: str) -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    answer = subprocess.run(
        ["git", "-c", "safe.directory=*", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [line for line in answer.stdout.split("\0") if line]


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json"])
def test_a_lock_file_names_no_host_and_no_path(lock: str) -> None:
    content = (ROOT / lock).read_text()

    assert not re.search(r"\w+://|--(extra-)?index-url|--find-links|\"resolved\"", content)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    uncommented = re.sub(r"^\s*#.*\n", "", (ROOT / lock).read_text(), flags=re.MULTILINE)
    requirements = re.split(r"\n(?=\S)", uncommented)

    assert requirements
    for requirement in requirements:
        assert re.match(r"[\w.-]+(\[[\w,]+\])?==\S+", requirement)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", requirement)


def test_the_style_sheet_is_pinned_and_hashed() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]

    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(entry["integrity"].startswith("sha512-") for place, entry in packages.items() if place)


def test_tests_meet_the_versions_that_run() -> None:
    development = pins("requirements-dev.lock")

    assert pins("requirements.lock").items() <= development.items()


def test_the_lock_files_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]

    assert asked_for(project["dependencies"] + extras["postgres"]) <= pins("requirements.lock").items()
    assert asked_for(extras["dev"]) <= pins("requirements-dev.lock").items()


def asked_for(requirements: list[str]) -> set[tuple[str, str]]:
    named = (re.match(r"([\w.-]+)(?:\[\w+\])?==([^\s;]+)", requirement) for requirement in requirements)
    return {(normal(match[1]), match[2]) for match in named if match}


def test_code_imports_only_what_the_project_asks_for() -> None:
    """A package that is there by luck, brought by another or by the tests, would be gone one day."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = (names for extra, names in project["optional-dependencies"].items() if extra != "dev")
    asked = asked_for([*project["dependencies"], *chain.from_iterable(extras)])
    declared = {name for name, _ in asked}
    known = packages_distributions()

    unasked = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in code()
        for module in imported_packages(path)
        if module in known and not declared & {normal(name) for name in known[module]}
    }

    assert not unasked


def imported_packages(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    origins = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in plain | origins if name}


@pytest.mark.parametrize("script", ["avtaleverk", "test", ".ci/run", "tools/python", "tools/lock"])
def test_a_command_can_be_run_from_a_fresh_clone(script: str) -> None:
    tracked = git("ls-files", "-z", "--stage", script)

    assert os.access(ROOT / script, os.X_OK)
    assert all(entry.startswith("100755") for entry in tracked)


def test_what_the_build_server_runs_can_be_run_at_home() -> None:
    commands = [line for line in (ROOT / ".ci/run").read_text().splitlines() if line and line[0] != "#"]

    assert commands[-1].endswith("./test")
    assert len(commands) == 3


def test_no_file_of_others_lies_in_the_repository() -> None:
    fetched = {
        hashlib.sha256(path.read_bytes()).digest()
        for path in (ROOT / "node_modules").rglob("*")
        if path.is_file() and path.stat().st_size
    }
    tracked = [Path(name) for name in git("ls-files", "-z")]

    assert not [path for path in tracked if path.parts[0] in {"node_modules", ".venv", ".set-up", "data"}]
    assert not [path for path in tracked if re.search(r"\.(whl|min\.js|min\.css|woff2?)$", path.name)]
    assert not [
        path
        for path in tracked
        if (ROOT / path).is_file() and hashlib.sha256((ROOT / path).read_bytes()).digest() in fetched
    ]


TODAY = re.compile(
    r"\b(date(time)?\.(date\.)?today|datetime\.(datetime\.)?(utc)?now|time\.(time|localtime|gmtime)"
    r"|func\.(now|current_date|current_timestamp|localtimestamp))$"
)


def test_today_is_asked_for_in_one_place() -> None:
    asked = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in code()
        if path != CLOCK
        for call in calls_for_today(ast.parse(path.read_text()))
    ]

    assert not asked


def calls_for_today(tree: ast.AST) -> Iterator[ast.Attribute]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and TODAY.search(ast.unparse(node)):
            yield node


@pytest.mark.parametrize(
    "line",
    ["date.today()", "datetime.now(UTC)", "dt.datetime.utcnow()", "default=func.now()", "time.time()"],
)
def test_the_search_for_today_finds_it(line: str) -> None:
    assert list(calls_for_today(ast.parse(f"f({line})")))


def test_the_import_contracts_hold() -> None:
    lint_imports = str(Path(sys.executable).with_name("lint-imports"))
    command = [lint_imports, "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
@pytest.mark.skipif("AVTALEVERK_TEST_FULL" not in os.environ, reason="fetches all packages: ./test --full")
def test_a_fresh_clone_sets_itself_up_once(tmp_path: Path) -> None:
    for name in git("ls-files", "-z", "--cached", "--others", "--exclude-standard"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)

    first, second = (
        subprocess.run([tmp_path / "avtaleverk", "--help"], capture_output=True, text=True, check=False)
        for _ in range(2)
    )

    assert first.returncode == 0, first.stderr
    assert "Setter opp Avtaleverk" in first.stderr
    assert second.stdout == first.stdout
    assert not second.stderr

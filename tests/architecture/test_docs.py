"""What is told of the product is there, what is there is told, and nothing else is spoken of."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from registry.cli.main import app
from registry.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve()
RUNNING = (ROOT / "docs/running.md").read_text()

PROMISED = (
    *("serve", "demo", "migrate", "doctor", "import", "export", "redline", "evidence", "in-force", "who-may"),
    *("judge", "decisions", "adoption", "compliance", "search", "analyse", "verify", "backup", "restore"),
    *("reindex", "user", "token"),
)
"""Commands that others rely on."""
NOT_OURS = {".git", ".venv", "node_modules", "data", "__pycache__"}
TEXT = {
    *(".py", ".md", ".toml", ".html", ".css", ".js", ".svg", ".json", ".txt", ".lock", ".ini", ".po"),
    *(".mako", ".sh", ".yml", ".yaml", ".cfg", ".tsv", ""),
}


def group() -> dict[str, object]:
    return dict(getattr(typer.main.get_command(app), "commands", {}))


def sources() -> Iterator[tuple[str, str]]:
    """Every text file of the project but this one, which must name what it looks for."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        hidden = {part for part in inside[:-1] if part.startswith(".")} - {".ci"}
        if hidden or NOT_OURS & set(inside) or not path.is_file() or path == HERE:
            continue
        if path.suffix in TEXT and path.stat().st_size < 2_000_000:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


SOURCES = dict(sources())


def test_every_promised_command_is_there() -> None:
    assert set(PROMISED) <= set(group())


@pytest.mark.parametrize("command", sorted({*group(), *PROMISED}))
def test_every_command_is_told_of(command: str) -> None:
    assert re.search(rf"`{command}[ `\[]", RUNNING)


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_is_told_of(setting: str) -> None:
    assert f"`{PREFIX}{setting.upper()}`" in RUNNING


def test_no_setting_is_told_of_that_is_not_there() -> None:
    told = set(re.findall(rf"{PREFIX}([A-Z_]+)", RUNNING))

    assert told <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", [name for name in SOURCES if name.endswith(".md") and "/texts/" not in name])
def test_a_page_of_the_documentation_links_to_what_is_there(name: str) -> None:
    outside_code = re.sub(r"```.*?```|`[^`]*`", "", SOURCES[name], flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", outside_code)
    inside = [link for link in links if not re.match(r"\w+:", link)]

    assert not [link for link in inside if not (ROOT / name).parent.joinpath(link).exists()]


FORBIDDEN = {
    "a path of one machine": r"(?<![\w.~<>-])/(work|root|home|Users)/\w|[A-Z]:\\\\",
    "work that is left": r"\b(TODO|FIXME|XXX|HACK)\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = {
        f"{name}: {match[0]}"
        for name, text in SOURCES.items()
        for match in re.finditer(FORBIDDEN[what], text)
    }

    assert not found


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a path of one machine", "cd /root/prosjekt"),
        ("work that is left", "# TODO: later"),
    ],
)
def test_the_search_for_them_finds_them(what: str, line: str) -> None:
    assert re.search(FORBIDDEN[what], line)


def test_the_search_reads_the_whole_project() -> None:
    for name in ("registry/web/app.py", "docs/running.md", "test", ".ci/run", "CHANGELOG.md"):
        assert name in SOURCES

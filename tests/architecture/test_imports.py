"""What may know what, where it is finer than the contracts in pyproject.toml, and how long a file may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("documents", "decisions", "search", "registry")
KNOWLEDGE = ("documents", "decisions", "search")
LONGEST, LONG = 500, 400
"""No file of the product is longer than the first; each longer than the second stands in the list below."""
LONG_FILES = {"registry/web/static/avtaleverk.css"}
OUTSIDE = {
    "socket",
    "http",
    "httpx",
    "urllib",
    "requests",
    "ftplib",
    "smtplib",
    "asyncio",
    "random",
    "logging",
}
"""The world outside, chance, and the log of the program: knowledge has none of them."""
MAY_PARSE_ADDRESSES = {"documents/docx/reading/package.py", "documents/docx/papers/compliance.py"}
"""Reads the names of parts in a Word file, or writes a link, with urllib.parse; nothing is fetched."""
STARTS_A_PROCESS = {"documents/docx/reading/apart.py", "documents/pdf/apart.py"}
"""A Word file is read, and a PDF made, in a process of its own, so that none can take the register down."""


def code(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def imported(tree: ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every module that is imported, with the names taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", tuple(alias.name for alias in node.names)


def test_what_a_module_keeps_to_itself_is_not_taken_by_others() -> None:
    taken = {
        f"{name}: {module}.{word}"
        for name, tree in code(*PACKAGES)
        for module, words in imported(tree)
        for word in words
        if module.split(".")[0] in PACKAGES and word.startswith("_") and word != "__version__"
    }

    assert not taken


def test_imports_say_the_whole_name() -> None:
    relative = {
        f"{name}:{node.lineno}"
        for name, tree in code(*PACKAGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    }

    assert not relative


def test_nothing_takes_all_of_a_module() -> None:
    assert not {name for name, tree in code(*PACKAGES) for _, words in imported(tree) if "*" in words}


def test_knowledge_neither_calls_out_nor_rolls_dice() -> None:
    found = {
        f"{name}: {module}"
        for name, tree in code(*KNOWLEDGE)
        for module, _ in imported(tree)
        if module.split(".")[0] in OUTSIDE and name not in MAY_PARSE_ADDRESSES
    }

    assert not found


def test_one_place_starts_a_process() -> None:
    starting = {
        name
        for name, tree in code(*PACKAGES)
        for module, _ in imported(tree)
        if module.split(".")[0] in {"subprocess", "multiprocessing"}
    }

    assert starting == STARTS_A_PROCESS


def test_nothing_is_unpickled_or_evaluated() -> None:
    """What comes from people and files is read, never run."""
    dangerous = {"eval", "exec", "pickle.loads", "pickle.load", "marshal.loads", "os.system", "yaml.load"}
    found = {
        f"{name}:{node.lineno}"
        for name, tree in code(*PACKAGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in dangerous
    }

    assert not found


def long_files(longer_than: int) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for folder in (*PACKAGES, "tools")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js"} and len(path.read_text().splitlines()) > longer_than
    }


def test_no_file_is_too_long_to_be_read() -> None:
    assert not long_files(LONGEST)


def test_every_long_file_is_known_to_be_long() -> None:
    assert long_files(LONG) == LONG_FILES


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_says_what_it_is(package: str) -> None:
    assert not [name for name, tree in code(package) if not ast.get_docstring(tree)]

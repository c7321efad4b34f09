"""Every operation is remembered, and none commits: that is done in one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.audit import Event

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = ROOT / "registry/operations"
REMEMBER = "audit.record"

REMEMBERS_NOTHING = {
    "case_packages.count": "how far the work has come; that it was asked for and that it is made are in the log",
    "case_packages.is_waiting": "only looks",
    "case_packages.take_next": "the work begins; that it was asked for and that it is made are in the log",
    "entry_terms.lay_down": "the entry of the freezing it belongs to holds what was said",
    "missed_searches.note_miss": "what somebody searched for is nobody's act, and the log is never to tell of it",
    "papers_unfit.refuse_unfit": "only looks",
    "reminders.missing_rows": "only looks",
    "agendas.hold": "keeps others from writing while this one does, and writes nothing",
    "agendas.hold_body": "keeps others from writing while this one does, and writes nothing",
    "agendas.hold_item": "keeps others from writing while this one does, and writes nothing",
    "cases.hold": "keeps others from writing while this one does, and writes nothing",
    "settling.entry_of": "only looks",
    "settling.is_recorded": "only looks",
    "settling.preview": "says what would be judged, and writes nothing",
    "bases.keep_basis": "the entry of the decision it is kept with holds its hash",
    "bringing_in.read_again": "the file stays as it came; only how it is shown changes",
    "backups.refuse_rows": "only looks",
    "backups.restore_backup": "the log itself is what comes back, whole, with the rest",
    "backups.write_backup": "only reads",
    "contradictions.refuse": "only looks",
    "decisions.hold": "keeps others from writing while this one does, and writes nothing",
    "decisions.judged": "says what would be judged, and writes nothing",
    "documents.hold": "keeps others from writing while this one does, and writes nothing",
    "rounds_unfit.refuse_unfit_party": "only looks",
    "rounds_unfit.refuse_unfounded": "only looks",
}
"""Public functions of operations that leave no entry in the log, and why."""

COMMITS = {
    "registry/database.py": "the one place",
    "registry/schema.py": "migrations run before there is a session",
}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of every operation module, by the name others call it by."""
    for path in sorted(OPERATIONS.glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                yield f"{path.stem}.{node.name}", node


def called(name: str, function: ast.FunctionDef) -> set[str]:
    """What the function calls, a function of its own module by its full name."""
    module = name.partition(".")[0]
    calls = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    return calls | {f"{module}.{each}" for each in calls if "." not in each}


def imported_directly() -> dict[str, str]:
    """Operations that another operation module imports by name: "add_rule" for rules.add_rule."""
    found = {}
    for path in OPERATIONS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("registry.operations."):
                module = (node.module or "").rpartition(".")[2]
                found |= {alias.name: f"{module}.{alias.name}" for alias in node.names}
    return found


def remembered() -> set[str]:
    """Functions that write an entry, or call one that does."""
    calls = {name: called(name, node) for name, node in functions()}
    aliases = imported_directly()
    calls = {name: made | {aliases[each] for each in made if each in aliases} for name, made in calls.items()}
    found = {name for name, made in calls.items() if REMEMBER in made}
    while more := {name for name, made in calls.items() if made & found} - found:
        found |= more
    return found


def asks_for_a_session(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "session" for argument in function.args.args + function.args.kwonlyargs)


def test_every_operation_is_remembered() -> None:
    public = {name for name, node in functions() if "._" not in name and asks_for_a_session(node)}

    assert len(public) > 20
    assert public - remembered() == set(REMEMBERS_NOTHING)


def test_every_event_of_the_log_is_told_by_some_operation() -> None:
    told = {
        node.attr
        for _, function in functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Event"
    }

    assert told == {event.name for event in Event}


def test_what_an_operation_needs_is_given_to_it() -> None:
    """It is told who acts, and what time it is: no clock, no person picked from the air."""
    asking = {
        name
        for name, node in functions()
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"clock.now", "clock.today"}
    }

    assert not asking


def commits(tree: ast.AST) -> Iterator[ast.AST]:
    """Where a transaction is ended or begun; a savepoint (begin_nested) is neither."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in {"commit", "begin"}:
                yield node
        elif isinstance(node, ast.Constant) and str(node.value).strip().upper() in {"COMMIT", "BEGIN"}:
            yield node


def test_only_the_database_commits() -> None:
    committing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "registry").rglob("*.py")
        if list(commits(ast.parse(path.read_text())))
    }

    assert committing == set(COMMITS)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("session.commit()", True),
        ("with engine.begin() as connection: pass", True),
        ("connection.exec_driver_sql('commit')", True),
        ("with session.begin_nested(): pass", False),
        ("session.flush()", False),
    ],
)
def test_the_search_for_commits_finds_them(line: str, found: bool) -> None:
    assert bool(list(commits(ast.parse(line)))) is found

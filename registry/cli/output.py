"""What a command says: facts as JSON or as tables on standard output, all else on standard error."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from registry.errors import BadInput

WIDE = 200
"""Columns of a table that is not shown on a terminal: whoever reads it folds lines as they like."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def answer(facts: Mapping[str, object], as_json: bool, *parts: "str | Rows") -> None:
    """Say the facts: as one JSON object, or as these sentences and tables."""
    if as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for part in parts:
        if isinstance(part, Rows):
            _print_table(part)
        elif part:
            print(part)


def complain(sentence: str) -> None:
    """Say something that is not the answer."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that long work goes on; say nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} …"):
        yield


def write_out(data: bytes, out: Path | None, is_text: bool) -> None:
    """Write a file whole or not at all; text goes to standard output where no file is named."""
    if out is None and not is_text:
        raise BadInput(
            "Filen er ikke skrevet.", "Den er ikke ren tekst.", "Si hvor den skal ligge, med -o FIL."
        )
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    put_file(data, out)
    complain(f"Skrev {out} ({len(data)} byte).")


def put_file(data: bytes, out: Path) -> None:
    """Write a file whole or not at all, and say nothing; raises BadInput where it cannot be written."""
    aside = out.with_name(f".{out.name}.ny")
    try:
        aside.write_bytes(data)
        aside.replace(out)
    except OSError as problem:
        aside.unlink(missing_ok=True)
        raise BadInput(
            f"{out} er ikke skrevet.",
            f"Maskinen svarte «{problem.strerror}».",
            "Velg et annet sted med -o FIL.",
        ) from problem


def read_in(path: Path) -> bytes:
    """The bytes of a file that was named; raises BadInput when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise BadInput(
            f"{path} ble ikke lest.", f"Maskinen svarte «{problem.strerror}».", "Se til at filen finnes."
        ) from problem


def _print_table(table: Rows) -> None:
    if not table.rows:
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = Table(*table.columns, box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for row in table.rows:
        shown.add_row(*row)
    width = None if sys.stdout.isatty() else WIDE
    Console(width=width, highlight=False, markup=False, emoji=False).print(shown)

"""The data files of an example, read so that every fault is told with its file and its entry."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from decisions.reading import Fields
from registry.errors import BadInput, RegisterError

Word = TypeVar("Word", bound=StrEnum)
Row = TypeVar("Row")


def folder_of(name: str) -> Traversable:
    """Where an example with this name has its files."""
    return files(__package__) / name.replace("-", "_")


@contextmanager
def data_file(folder: Traversable, name: str) -> Iterator[Fields]:
    """The tables of one file. When the block ends, all faults noted on the way are told at once."""
    faults: list[str] = []
    tables = Fields(_read(folder / name, name), name, faults)
    yield tables
    tables.leftovers()
    if faults:
        raise _faulty(faults)


@contextmanager
def told_where(place: str, faults: Sequence[str] = ()) -> Iterator[None]:
    """Say in which file and entry it was, when the register refuses what stands there.

    Where faults were noted before, they are the reason, and are told instead.
    """
    try:
        yield
    except RegisterError as refused:
        if faults:
            raise _faulty(faults) from refused
        raise BadInput(f"{place}: {refused.what}", refused.why, refused.now) from refused


def needed_day(entry: Fields, key: str) -> date:
    """The day under the key; a fault is noted where there is none."""
    if not entry.has(key):
        entry.fault(f"«{key}» mangler.")
    return entry.day(key) or date.max


def needed_word(entry: Fields, key: str, words: type[Word]) -> Word:
    """The word under the key; a fault is noted where there is none."""
    if not entry.has(key):
        entry.fault(f"«{key}» mangler.")
    return entry.word(key, words) or next(iter(words))


def named(place: str, name: str, rows: Mapping[str, Row]) -> Row:
    """What the entry means by a name; raises BadInput, with the nearest name there is."""
    if name not in rows:
        near = get_close_matches(name, rows, n=1)
        meant = f"Mente du «{near[0]}»?" if near else ""
        raise BadInput(f"{place}: «{name}» finnes ikke.", "Ingenting er lagret.", meant)
    return rows[name]


def named_or_none(place: str, name: str, rows: Mapping[str, Row]) -> Row | None:
    """The same where the entry may leave the name out."""
    return named(place, name, rows) if name else None


def _faulty(faults: Sequence[str]) -> BadInput:
    return BadInput("Eksempelet er ikke lastet.", " ".join(faults), "Rett filen. Ingenting er lagret.")


def _read(file: Traversable, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BadInput(f"{name} er ikke gyldig TOML.", str(fault), "Ingenting er lagret.") from fault

"""Several versions taken out in one go, each as a file in a folder."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from registry.cli import dates
from registry.cli.opening import Register
from registry.cli.output import complain, put_file
from registry.cli.versions import the_version
from registry.errors import BadInput

if TYPE_CHECKING:
    from registry.queries.documents import VersionView
    from registry.queries.exports import File


def is_batch(names: Sequence[str], everything: bool, out: Path | None) -> bool:
    """Does the call mean several files, or a folder to put one in?"""
    return everything or len(names) > 1 or (out is not None and out.is_dir())


def views_of(at: Register, names: Sequence[str], everything: bool, on: date) -> "list[VersionView]":
    """The versions that the call names, each once, or all that are in force that day.

    All are found before the first is written. Raises BadInput where none is named, or both ways are used.
    """
    if everything and names:
        raise BadInput(
            "Ingenting er skrevet.", "Både --all og enkelte versjoner er nevnt.", "Velg en av delene."
        )
    if not everything and not names:
        now = "Skriv for eksempel retningslinje-5, eller --all for alle som gjelder den dagen."
        raise BadInput("Ingenting er skrevet.", "Ingen versjon er nevnt.", now)
    found = _in_force(at, on) if everything else [the_version(at, name, on) for name in names]
    if not found:
        raise BadInput("Ingenting er skrevet.", f"Ingen versjon gjaldt {dates.in_words(on)}.")
    return list({view.ref: view for view in found}.values())


def write_each(
    views: "Sequence[VersionView]", folder: Path | None, make: "Callable[[VersionView], File]"
) -> None:
    """Write a file for each version in the folder, which is made where there is none."""
    if folder is None:
        raise BadInput(
            "Ingenting er skrevet.", "Det blir flere filer.", "Si hvilken mappe de skal i, med -o MAPPE."
        )
    _make_folder(folder)
    written = 0
    with _progress(len(views)) as step:
        for view in views:
            file = make(view)
            put_file(file.data, folder / file.name)
            written += len(file.data)
            step(file.name)
    files = "1 fil" if len(views) == 1 else f"{len(views)} filer"
    complain(f"Skrev {files} i {folder} ({written} byte).")


def _in_force(at: Register, on: date) -> "list[VersionView]":
    from registry.queries.collections import collection

    return [each.view for each in collection(at.session, at.community, on).members]


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} er en fil.", "Det blir flere filer.", "Velg en mappe med -o MAPPE.")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        why = f"Maskinen svarte «{problem.strerror}»."
        raise BadInput(
            f"Mappen {folder} ble ikke laget.", why, "Velg et annet sted med -o MAPPE."
        ) from problem


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal, and nothing in a pipe; whoever works says which file is done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Tar ut"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)
        yield lambda name: shown.update(task, advance=1, description=name)

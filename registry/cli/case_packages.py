"""Case packages for the parties of a round, as one zip."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, On, VersionName
from registry.cli.output import answer, complain, put_file
from registry.cli.versions import the_version

if TYPE_CHECKING:
    from registry.queries.package_files import PartySet

T = TypeVar("T")
app = group("Sakspakker til partene i en vedtaksrunde.")


@command(
    app,
    "case-packages",
    "Sakspakker til partene: saksframlegg, forslag til vedtak, sporing, endringstabell, lovkrav og teksten.",
)
def case_packages(
    context: typer.Context,
    version: VersionName,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FIL", help="Zip-filen som skrives.")],
    party: Annotated[str, typer.Option("--party", metavar="PART", help="Bare pakken til denne parten.")] = "",
    on: On = "",
    json: Json = False,
) -> None:
    """Make the packages and write them; the register keeps those that are made on its pages."""
    from registry.queries.package_facts import facts_of, set_facts_of
    from registry.queries.package_files import Maker, manifest_of, zipped

    day = dates.the_day(on)
    with reading(context) as at:
        view = the_version(at, version, day)
        facts = facts_of(at.session, at.community, view, at.house.seal_key, party)
        told = [
            set_facts_of(at.session, at.community, view, facts, each)
            for each in _shown("Leser", facts.receivers)
        ]
    maker = Maker(facts)
    sets = [maker.made(each) for each in _shown("Lager", told)]
    put_file(zipped(facts, sets), out)
    complain(f"Skrev {out} ({out.stat().st_size} byte).")
    answer(manifest_of(facts, sets), json, *_lines(sets))


def _lines(sets: "list[PartySet]") -> Iterator[str]:
    for each in sets:
        yield f"{each.folder}: {len(each.files)} filer"
        yield from (f"  Merk: {note}" for note in each.notes)


def _shown(what: str, things: Iterable[T]) -> Iterator[T]:
    """Tell on a terminal how far it has come; say nothing in a pipe."""
    all_things = list(things)
    if not sys.stderr.isatty():
        yield from all_things
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(all_things, description=f"{what} …")

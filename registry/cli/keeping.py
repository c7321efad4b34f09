"""Keeping the register safe: is all as it was, a copy of it, the copy back again, the search anew."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.norwegian import command, group
from registry.cli.opening import settings_of, the_house, told_of_database
from registry.cli.options import Json
from registry.cli.output import answer, complain, working
from registry.errors import RuleSaysNo

if TYPE_CHECKING:
    from registry.database import Database
    from registry.operations.backups import Manifest

app = group("Hold registeret trygt.")
Copy = Annotated[Path, typer.Argument(metavar="FIL", help="Sikkerhetskopien.")]


@command(app, "verify", "Om tekster, vedtak og logg er som da de ble skrevet.")
def verify(context: typer.Context, json: Json = False) -> None:
    """Does everything agree with the log? Exit 1 with a sentence for each thing that does not."""
    with the_house(context) as house, working("Går gjennom tekster, vedtak og logg"):
        facts = _checked(house.database)
    looked_at = (
        f"{facts['versions']} versjoner, {facts['decisions']} vedtak og {facts['entries']} innslag i loggen"
    )
    told = f"Alt stemmer: {looked_at}." if facts["ok"] else f"Ikke alt stemmer. Sett på: {looked_at}."
    answer(facts, json, told, f"Siste innslag i loggen: {facts['head'] or 'ingen'}.")
    _complain_of(facts["faults"])


@command(app, "backup", "Ta en sikkerhetskopi i én fil, også mens registeret er i bruk.")
def backup(context: typer.Context, file: Copy, json: Json = False) -> None:
    """All rows as they are at one moment, sealed with a checksum. Never writes over anything."""
    from dataclasses import asdict

    from registry import clock
    from registry.operations.backups import new_file, write_backup

    with (
        the_house(context) as house,
        new_file(file) as aside,
        working("Tar sikkerhetskopi"),
        house.database.reading() as session,
    ):
        manifest = write_backup(session, aside, _program(), clock.now())
    facts = {"file": str(file), "bytes": file.stat().st_size, **asdict(manifest)}
    told = (
        f"{file} har {sum(manifest.rows.values())} rader. Siste innslag i loggen: {manifest.head or 'ingen'}."
    )
    answer(
        facts, json, told, "Den har alt, også passordenes avtrykk: hold den like trygg som registeret selv."
    )


@command(app, "restore", "Legg en sikkerhetskopi tilbake i et tomt register. Ser etter at alt stemmer.")
def restore(context: typer.Context, file: Copy, json: Json = False) -> None:
    """Refuses a damaged copy and a register that is not empty. Exit 1 when what came back does not agree."""
    from dataclasses import asdict

    from registry import schema
    from registry.database import Database
    from registry.operations.backups import read_manifest, restore_backup

    revision = _known_revision(read_manifest(file))
    settings = settings_of(context)
    settings.data.mkdir(parents=True, exist_ok=True)
    with told_of_database(settings), working("Legger kopien tilbake"):
        database = Database(settings.database)
        try:
            _make_empty_tables(database)
            schema.stand_at(database, revision)
            try:
                with database.writing() as session:
                    manifest = restore_backup(session, file)
            finally:
                schema.upgrade(database)
            checked = _checked(database)
        finally:
            database.close()
    facts = {"file": str(file), **asdict(manifest), **checked}
    told = f"{sum(manifest.rows.values())} rader er lagt tilbake, som de var {manifest.made_at}."
    secret = (
        ""
        if settings.secret_path.exists()
        else "Alle må logge inn på nytt: hemmeligheten ligger ikke i kopien."
    )
    answer(facts, json, told, "Alt stemmer med loggen." if checked["ok"] else "", secret)
    _complain_of(checked["faults"])


@command(app, "reindex", "Bygg søkeregisteret på nytt fra databasen.")
def reindex(context: typer.Context, json: Json = False) -> None:
    """Make the search anew. Reading and searching go on meanwhile."""
    with the_house(context) as house, working("Bygger søkeregisteret"):
        count = house.index.rebuild()
    answer({"sections": count}, json, f"Søkeregisteret er bygget på nytt med {count} punkter.")


def _program() -> str:
    """The version of the program; from a checkout, where it is not installed, the one that is worked on."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("avtaleverk")
    except PackageNotFoundError:
        return "0.1.0"


def _checked(database: "Database") -> dict[str, object]:
    """Everything that `verify` looks at, and what it found."""
    from registry import schema
    from registry.queries import checking, log

    guards = sorted(schema.missing_guards(database))
    with database.reading() as session:
        faults = [f"Vernet «{name}» mangler i databasen." for name in guards] + list(checking.faults(session))
        head = log.head(session)
        counted = log.counted(session)
    return {"ok": not faults, "faults": faults, **counted, "head": head.hash if head else None}


def _complain_of(faults: object) -> None:
    """Each fault as a sentence, and exit 1 when there are any."""
    if isinstance(faults, Iterable) and (told := list(faults)):
        for fault in told:
            complain(str(fault))
        complain("Ta vare på databasen som den er, og sammenlign med en sikkerhetskopi. Ingenting er endret.")
        raise typer.Exit(1)


def _known_revision(manifest: "Manifest") -> str:
    """The revision of a backup's tables, of this edition or an earlier one; raises RuleSaysNo for others."""
    from registry import schema

    if not schema.knows(manifest.revision):
        raise RuleSaysNo(
            "Kopien er ikke lagt tilbake.",
            f"Den er fra Avtaleverk {manifest.program}, som er nyere enn denne utgaven. Registeret er urørt.",
            "Bruk den utgaven kopien er fra, eller en nyere.",
        )
    return manifest.revision


def _make_empty_tables(database: "Database") -> None:
    """The tables, where there are none; refuses a register that has rows, or is of another version."""
    from registry import schema
    from registry.operations.backups import refuse_rows
    from registry.tables import Base

    if schema.is_empty(database):
        schema.upgrade(database)
    elif schema.is_current(database):
        with database.reading() as session:
            refuse_rows(session, Base.metadata)
    else:
        raise RuleSaysNo(
            "Kopien er ikke lagt tilbake.",
            "Det ligger alt et register av en annen utgave her. Det er urørt.",
            "Bruk en tom mappe med --data, eller en tom database.",
        )

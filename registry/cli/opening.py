"""From a call to the installation it means: settings, house, session and helsefellesskap."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from registry.errors import BadInput, RegisterError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from registry.house import House
    from registry.settings import Settings
    from registry.tables import CommunityRow


DRIVERS = ("sqlite", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Call:
    """What was said before the command: where the data is, and which helsefellesskap is meant."""

    data: Path | None = None
    community: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """An open register, as a command uses it."""

    house: "House"
    session: "Session"
    community: "CommunityRow"


def settings_of(context: typer.Context) -> "Settings":
    """The settings of the installation that the call means; raises BadInput for one nobody knows."""
    from registry.settings import WrongSettings, load_settings

    call = context.ensure_object(Call)
    try:
        settings = load_settings()
    except WrongSettings as wrong:
        raise BadInput(str(wrong)) from wrong
    settings = settings.model_copy(update={"data": call.data}) if call.data else settings
    _refuse_address(settings)
    return settings


@contextmanager
def the_house(context: typer.Context) -> Iterator["House"]:
    """The installation, closed at the end; raises RegisterError where there is none, and makes nothing."""
    from registry.house import open_house

    settings = settings_of(context)
    with told_of_database(settings):
        _refuse_nothing(settings)
        house = open_house(settings)
        try:
            yield house
        finally:
            house.close()


@contextmanager
def reading(context: typer.Context) -> Iterator[Register]:
    """The register, to be read in."""
    from registry.queries.communities import chosen

    with the_house(context) as house, house.database.reading() as session:
        yield Register(house, session, chosen(session, context.ensure_object(Call).community))


@contextmanager
def writing(context: typer.Context) -> Iterator[Register]:
    """The register, to be written in; all is kept when the block ends well, and nothing when it raises."""
    from registry.queries.communities import chosen

    with the_house(context) as house, house.database.writing() as session:
        yield Register(house, session, chosen(session, context.ensure_object(Call).community))


@contextmanager
def told_of_database(settings: "Settings") -> Iterator[None]:
    """Whatever the database refuses ends as sentences."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as problem:
        raise RegisterError(
            f"Databasen svarte ikke som den skulle: {_last_line(problem.orig)}.",
            "Det kommandoen var i gang med å skrive, er ikke lagret; det som sto der fra før, er urørt.",
            f"Se til at {_shown(settings)} er i drift, og at disken har plass.",
        ) from problem


def _refuse_address(settings: "Settings") -> None:
    """Refuse a kind of database we do not know. The address is not said back: it may hold a password."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        driver = make_url(settings.database).drivername
    except (ArgumentError, ValueError):
        driver = "uleselig"
    if driver not in DRIVERS:
        raise BadInput(
            "Databasens adresse i AVTALEVERK_DATABASE_URL kan ikke brukes.",
            f"Slaget er «{driver}», og registeret kan {' og '.join(DRIVERS)}.",
            "Skriv den som postgresql+psycopg://bruker@vert/database, eller la den være for SQLite.",
        )


def _refuse_nothing(settings: "Settings") -> None:
    from sqlalchemy import make_url

    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise RegisterError(
            f"Det er ikke noe register i {settings.data.absolute()}.",
            "Databasen finnes ikke der.",
            "Kjør «avtaleverk demo» for eksempelet eller «avtaleverk migrate» for et nytt register, "
            "eller si hvor det er med --data.",
        )


def _shown(settings: "Settings") -> str:
    from sqlalchemy import make_url

    return make_url(settings.database).render_as_string(hide_password=True)


def _last_line(problem: BaseException | None) -> str:
    return (
        str(problem).strip().splitlines()[0].rstrip(".")
        if problem and str(problem).strip()
        else "ukjent feil"
    )

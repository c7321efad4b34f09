"""Running an installation: made ready, started, looked over."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.norwegian import command, group
from registry.cli.opening import settings_of, the_house, told_of_database
from registry.cli.options import Json
from registry.cli.output import Rows, answer, complain, working
from registry.errors import RegisterError, RuleSaysNo

if TYPE_CHECKING:
    from registry.house import House
    from registry.settings import Settings

app = group("Drift av en installasjon.")
Port = Annotated[
    int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="Porten; 0 velger en ledig.")
]
AccessLog = Annotated[bool, typer.Option("--access-log", help="Skriv en linje for hver forespørsel.")]


@command(app, "demo", "Last eksempelet i en tom mappe og vis det på denne maskinen.")
def demo(context: typer.Context, port: Port = 8000, access_log: AccessLog = False) -> None:
    """Everything for a first look: tables, the fictional helsefellesskap, search, and a local server."""
    from registry.cli.serving import address_of, listening, serve_house

    with listening("127.0.0.1", port) as door:
        _make_ready(settings_of(context))
        with the_house(context) as house:
            _load_example(house)
            with working("Bygger søkeregisteret"):
                house.index.catch_up()
            print(f"Avtaleverk viser eksempelet Fjordmark på {address_of(door)} (stopp med Ctrl+C).\n")
            print(_accounts(), flush=True)
            serve_house(house, door, access_log=access_log)


@command(app, "serve", "Vis registeret for andre. Bak en omvendt proxy: se docs/running.md.")
def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option("--host", metavar="ADRESSE", help="Adressen det lyttes på.")
    ] = "127.0.0.1",
    port: Port = 8000,
    proxy: Annotated[
        str,
        typer.Option(
            "--proxy", metavar="ADRESSE", help="Proxyen hvis X-Forwarded-For og -Proto det stoles på."
        ),
    ] = "",
    access_log: AccessLog = False,
) -> None:
    """Serve the installation until told to stop; what is under way is finished first."""
    from registry.cli.serving import address_of, listening, serve_house

    with the_house(context) as house, listening(host, port) as door:
        print(f"Avtaleverk svarer på {address_of(door)}.", flush=True)
        serve_house(house, door, proxy=proxy, access_log=access_log)


@command(app, "migrate", "Lag tabellene, eller bring dem opp til denne utgaven.")
def migrate(context: typer.Context, json: Json = False) -> None:
    """Run the migrations that are missing, all or none."""
    changed = _make_ready(settings_of(context))
    told = (
        "Tabellene er nå som denne utgaven vil ha dem."
        if changed
        else "Tabellene var som de skal være fra før."
    )
    answer({"changed": changed}, json, told)


@command(app, "start", "Last et startsett. Det har virkelige parter, organer og regler, og ingen vedtak.")
def start(
    context: typer.Context,
    kit: Annotated[str, typer.Argument(metavar="STARTSETT", help="For eksempel nordre-trondelag.")],
    json: Json = False,
) -> None:
    """What a real secretariat begins from."""
    from registry import clock
    from registry.examples.loading import load_start_kit, note_of

    _make_ready(settings_of(context))
    with the_house(context) as house, house.database.writing() as session, working("Laster startsettet"):
        load_start_kit(session, kit, clock.now())
    told = f"Startsettet {kit} er på plass. Lag den første brukeren med «avtaleverk user add»."
    answer({"start_kit": kit, "note": note_of(kit)}, json, told, note_of(kit))


@command(app, "doctor", "Se over installasjonen: én setning om hver ting. Kode 1 når noe er galt.")
def doctor(context: typer.Context, json: Json = False) -> None:
    """Is everything as it should be? Changes nothing."""
    from registry.cli.health import examine

    found = examine(settings_of(context))
    facts = {
        "ok": all(each.ok for each in found),
        "checks": [{"check": each.name, "ok": each.ok, "sentence": each.sentence} for each in found],
    }
    rows = [("i orden" if each.ok else "GALT", each.name, each.sentence) for each in found]
    answer(facts, json, Rows(("", "Hva", "Funn"), rows))
    if not facts["ok"]:
        wrong = sum(not each.ok for each in found)
        complain(f"{wrong} ting er galt. Ingenting er endret.")
        raise typer.Exit(1)


def _make_ready(settings: "Settings") -> bool:
    """Make the tables, or bring them up to date; was there anything to do?"""
    from alembic.util import CommandError

    from registry import schema
    from registry.database import Database

    settings.data.mkdir(parents=True, exist_ok=True)
    with told_of_database(settings), working("Gjør tabellene klare"):
        database = Database(settings.database)
        try:
            if schema.is_current(database):
                return False
            schema.upgrade(database)
        except CommandError as wrong:
            raise RegisterError(
                "Tabellene er ikke endret.",
                "De er fra en nyere utgave av Avtaleverk enn denne.",
                "Start den utgaven i stedet.",
            ) from wrong
        finally:
            database.close()
    return True


def _load_example(house: "House") -> None:
    """Load the example into an empty register, once; never beside what somebody else keeps there."""
    from registry import clock
    from registry.examples.loading import FJORDMARK, load_fjordmark
    from registry.queries.communities import all_communities

    with house.database.reading() as session:
        there = [community.ref for community in all_communities(session)]
    if FJORDMARK in there:
        return
    if there:
        raise RuleSaysNo(
            "Eksempelet er ikke lastet.",
            f"Mappen har alt et register ({', '.join(there)}). Det er urørt.",
            "Velg en annen mappe med --data, eller vis registeret med «avtaleverk serve».",
        )
    with working("Laster eksempelet"), house.database.writing() as session:
        load_fjordmark(session, clock.now())


def _accounts() -> str:
    """The accounts of the example, and the password they share."""
    import tomllib

    from registry.examples.files import folder_of
    from registry.examples.loading import FJORDMARK

    found = tomllib.loads((folder_of(FJORDMARK) / "accounts.toml").read_text(encoding="utf-8"))
    lines = [f"  {each['email']:<36} {each['role']}" for each in found["account"]]
    return "\n".join((f"Logg inn med passordet {found['passphrase']} som en av disse:", *lines))

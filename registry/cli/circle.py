"""Bodies and the seats in them: read, given, ended, and how a body works."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading, writing
from registry.cli.options import Json, On
from registry.cli.output import Rows, answer
from registry.errors import BadInput

if TYPE_CHECKING:
    from datetime import date

    from registry.queries.bodies import SeatView
    from registry.tables import PersonRow

app = group("Organer og plasser.")
Body = Annotated[str, typer.Argument(metavar="ORGAN", help="Det korte navnet: psu, asu ...")]
SeatNumber = Annotated[int, typer.Argument(metavar="NR", help="Plassens nummer, fra «body ORGAN».", min=1)]
First = Annotated[str, typer.Option("--from", metavar="DATO", help="Første dag.")]
Last = Annotated[str, typer.Option("--to", metavar="DATO", help="Siste dag.")]


@command(app, "bodies", "Alle organer som fantes en dag.")
def bodies_command(context: typer.Context, on: On = "", json: Json = False) -> None:
    """The bodies of the day, the joint ones first."""
    from registry.queries import bodies

    day = dates.the_day(on)
    with reading(context) as at:
        values = bodies.body_values(at.session, at.community)
        there = [
            (row, values[row.id])
            for row in bodies.all_bodies(at.session, at.community)
            if values[row.id].exists_on(day)
        ]
    facts = [
        {
            "ref": row.ref,
            "name": value.name_on(day),
            "kind": row.kind.value,
            "tier": row.tier.value,
            "owner": value.owner or None,
            "members": row.members,
        }
        for row, value in there
    ]
    rows = [
        (str(f["ref"]), str(f["name"]), str(f["kind"]), str(f["tier"]), str(f["owner"] or "")) for f in facts
    ]
    told = Rows(("Kort navn", "Navn", "Slag", "Nivå", "Hører til"), rows)
    answer({"on": day.isoformat(), "bodies": facts}, json, told)


@command(app, "body", "Ett organ en dag: hvem som sitter der, hvem som leder, og når det skifter.")
def body_command(context: typer.Context, ref: Body, on: On = "", json: Json = False) -> None:
    """The body with its seats, its leadership and its order. The machine's owner sees every name."""
    from registry import clock
    from registry.permissions import OPERATOR
    from registry.queries import bodies, body_orders

    day = dates.the_day(on)
    with reading(context) as at:
        row = bodies.body(at.session, at.community, ref)
        value = bodies.body_values(at.session, at.community)[row.id]
        seats = [_seat_facts(each) for each in bodies.seats(at.session, row, day)]
        said = body_orders.orders(at.session, row)
        order = body_orders.order_of(said, day)
        led = body_orders.led(at.session, row, day, OPERATOR, clock.today(), said)
        before, after = bodies.succession(at.session, row)
    facts: dict[str, object] = {
        "on": day.isoformat(),
        "ref": row.ref,
        "name": value.name_on(day),
        "kind": row.kind.value,
        "tier": row.tier.value,
        "members": row.members,
        "predecessors": [each.ref for each in before],
        "successors": [each.ref for each in after],
        "seats": seats,
        "leading": [each.name for each in led.leading],
        "led_before": [each.name for each in led.before],
        "next_change": _iso(led.next_change),
        "next_side": led.next_side.value if led.next_side else None,
        "findings": list(led.findings),
        "order": {
            "from": _iso(order.row.valid_from),
            "source": order.row.source,
            "mandate": order.mandate.ref if order.mandate else None,
            "lead_years": order.row.lead_years,
            "meetings_a_year": order.row.meetings_a_year,
        }
        if order
        else None,
    }
    rows = [
        (str(s["id"]), str(s["name"]), str(s["role"]), str(s["speaks_for"]), str(s["told"]), _days(s))
        for s in seats
    ]
    told = Rows(("Nr.", "Navn", "Rolle", "For", "I møtet", "Dager"), rows)
    changes = (
        f"Ledelsen går over til {led.next_side.words} {dates.in_words(led.next_change)}."
        if led.next_change and led.next_side and led.next_change > day
        else ""
    )
    answer(facts, json, f"{value.name_on(day)} {dates.in_words(day)}.", told, changes, *led.findings)


@command(app, "take-seat", "Gi en person en plass i et organ. En ny person legges til.")
def take_seat(
    context: typer.Context,
    ref: Body,
    person: Annotated[
        str, typer.Argument(metavar="PERSON", help="Navnet på en ny, eller referansen til en som er her.")
    ],
    party: Annotated[str, typer.Option("--party", metavar="PART", help="Parten personen taler for.")] = "",
    organisation: Annotated[
        str, typer.Option("--organisation", metavar="NAVN", help="Eller organisasjonen.")
    ] = "",
    role: Annotated[
        str, typer.Option("--role", metavar="ROLLE", help="leder, nestleder, vara ...")
    ] = "medlem",
    speech_only: Annotated[bool, typer.Option("--speech-only", help="Taler, men stemmer ikke.")] = False,
    deputy_for: Annotated[
        int, typer.Option("--deputy-for", metavar="NR", help="Nummeret på medlemmets plass.", min=0)
    ] = 0,
    valid_from: First = "",
    valid_to: Last = "",
    json: Json = False,
) -> None:
    """A seat, with vote or with speech only. Exit 1 where it contradicts what is there."""
    from registry import fields
    from registry.operations import seats as operations
    from registry.permissions import OPERATOR
    from registry.queries import bodies, parties

    first = fields.day_or_none(valid_from, "from", "Første dag")
    last = fields.day_or_none(valid_to, "to", "Siste dag")
    with writing(context) as at:
        row = bodies.body(at.session, at.community, ref)
        made = operations.take_seat(
            at.session,
            OPERATOR,
            row,
            _person(at, person),
            party=parties.party(at.session, at.community, party) if party else None,
            organisation=organisation,
            role=role,
            may_vote=not speech_only,
            deputy_for=bodies.seat(at.session, row, deputy_for).row if deputy_for else None,
            valid_from=first,
            valid_to=last,
        )
        facts = _seat_facts(bodies.seat(at.session, row, made.id))
    answer({"body": ref, **facts}, json, f"Plassen i {row.name} er ført (nr. {facts['id']}).")


@command(app, "end-seat", "Si hvilken dag som er den siste for en plass.")
def end_seat(
    context: typer.Context,
    ref: Body,
    number: SeatNumber,
    last_day: Annotated[str, typer.Option("--to", metavar="DATO", help="Siste dag.")],
    json: Json = False,
) -> None:
    """The days it was held stand as they are."""
    from registry import fields
    from registry.operations import seats as operations
    from registry.permissions import OPERATOR
    from registry.queries import bodies

    last = fields.day(last_day, "to", "Siste dag")
    with writing(context) as at:
        row = bodies.body(at.session, at.community, ref)
        view = bodies.seat(at.session, row, number)
        operations.end_seat(at.session, OPERATOR, row, view.row, last)
    told = f"{view.person.name} sitter i {row.name} til og med {dates.in_words(last)}."
    answer({"body": ref, "id": number, "to": last.isoformat()}, json, told)


@command(app, "seat-rights", "Hva en plass gir i en del av sakslisten, der det ikke er som ellers.")
def seat_rights(
    context: typer.Context,
    ref: Body,
    number: SeatNumber,
    part: Annotated[str, typer.Option("--part", metavar="DEL", help="Delen; ellers hele møtet.")] = "",
    speak: Annotated[bool, typer.Option("--speak", help="Taler.")] = False,
    propose: Annotated[bool, typer.Option("--propose", help="Fremmer forslag.")] = False,
    vote: Annotated[bool, typer.Option("--vote", help="Stemmer.")] = False,
    usual: Annotated[bool, typer.Option("--usual", help="Ta bort det som er ført om delen.")] = False,
    json: Json = False,
) -> None:
    """What is not named is not given."""
    from decisions.seats import Rights
    from registry.operations import seats as operations
    from registry.permissions import OPERATOR
    from registry.queries import bodies

    given = None if usual else Rights(speak, propose, vote)
    with writing(context) as at:
        row = bodies.body(at.session, at.community, ref)
        view = bodies.seat(at.session, row, number)
        operations.change_rights(at.session, OPERATOR, row, view.row, part, given)
        told = bodies.seat(at.session, row, number).rights_in(part).words
    where = f"I {part}" if part else "I hele møtet"
    answer({"body": ref, "id": number, "part": part, "told": told}, json, f"{where}: {told}.")


@command(app, "withhold-name", "Ta en persons navn ut av sidene som alle leser, eller vis det igjen.")
def withhold_name(
    context: typer.Context,
    ref: Body,
    number: SeatNumber,
    show: Annotated[bool, typer.Option("--show", help="Vis navnet igjen.")] = False,
    json: Json = False,
) -> None:
    """Holds for all the person's seats; approved minutes and the log stay as they are."""
    from registry import clock
    from registry.operations import seats as operations
    from registry.permissions import OPERATOR
    from registry.queries import bodies

    with writing(context) as at:
        row = bodies.body(at.session, at.community, ref)
        view = bodies.seat(at.session, row, number)
        operations.withhold_name(at.session, OPERATOR, row, view.person, clock.now(), withheld=not show)
    told = "vises igjen for alle" if show else "vises ikke lenger for alle"
    answer({"body": ref, "id": number, "withheld": not show}, json, f"Navnet til {view.person.name} {told}.")


@command(app, "set-order", "Hvordan et organ arbeider fra en dag: mandat, veksling av ledelsen, møter.")
def set_order(
    context: typer.Context,
    ref: Body,
    source: Annotated[str, typer.Option("--source", metavar="STED", help="Hvor det står.")],
    valid_from: First = "",
    mandate: Annotated[
        str, typer.Option("--mandate", metavar="REF", help="Dokumentet som er mandatet.")
    ] = "",
    lead_years: Annotated[
        int, typer.Option("--lead-years", metavar="ANTALL", help="Så mange år hos hver side.", min=0)
    ] = 0,
    meetings: Annotated[
        int, typer.Option("--meetings", metavar="ANTALL", help="Møter i året, minst.", min=0)
    ] = 0,
    replace: Annotated[bool, typer.Option("--replace", help="Rett det som er ført fra samme dag.")] = False,
    json: Json = False,
) -> None:
    """What was said of earlier days stands."""
    from registry import fields
    from registry.operations import bodies as operations
    from registry.permissions import OPERATOR
    from registry.queries import bodies, documents

    first = fields.day_or_none(valid_from, "from", "Første dag")
    with writing(context) as at:
        row = bodies.body(at.session, at.community, ref)
        document = documents.document(at.session, at.community, mandate) if mandate else None
        entry = operations.OrderEntry(first, source, document, lead_years or None, meetings or None)
        operations.set_order(at.session, OPERATOR, row, entry, replace=replace)
    facts = {"body": ref, "from": _iso(first), "source": source}
    answer(facts, json, f"Det er ført hvordan {row.name} arbeider.")


@command(app, "succeed-body", "Si hvilket organ som tok et annet organs plass.")
def succeed_body(
    context: typer.Context,
    old: Body,
    new: Annotated[str, typer.Argument(metavar="NYTT", help="Det nye organets korte navn.")],
    first_day: Annotated[str, typer.Option("--from", metavar="DATO", help="Det nye organets første dag.")],
    json: Json = False,
) -> None:
    """What a rule gave the old one, it gives the new."""
    from registry import fields
    from registry.operations import bodies as operations
    from registry.permissions import OPERATOR
    from registry.queries import bodies

    day = fields.day(first_day, "from", "Dagen")
    with writing(context) as at:
        before, after = (bodies.body(at.session, at.community, each) for each in (old, new))
        operations.succeed_body(at.session, OPERATOR, before, after, day)
    told = f"{after.name} tok plassen til {before.name} {dates.in_words(day)}."
    answer({"body": old, "successor": new, "from": day.isoformat()}, json, told)


def _person(at: Register, typed: str) -> "PersonRow":
    """Somebody who is here, by reference or e-mail; else a new person with this name."""
    from registry import clock
    from registry.operations.people import add_person
    from registry.permissions import OPERATOR
    from registry.queries import people

    if typed.startswith("person-") or "@" in typed:
        return people.person(at.session, typed)
    if not typed.strip():
        raise BadInput("Navnet mangler.", "", "Skriv navnet, eller referansen til en som er her.", "person")
    return add_person(at.session, OPERATOR, typed, clock.now())


def _seat_facts(view: "SeatView") -> dict[str, object]:
    return {
        "id": view.row.id,
        "person": view.person.ref,
        "name": view.person.name,
        "role": view.row.role,
        "speaks_for": view.speaks_for,
        "side": view.side.value if view.side else None,
        "told": view.rights_in().words,
        "rights": {part: rights.words for part, rights in view.rights},
        "deputy_for": view.deputy_for,
        "from": _iso(view.row.valid_from),
        "to": _iso(view.row.valid_to),
    }


def _days(seat: dict[str, object]) -> str:
    return f"{seat['from'] or ''}–{seat['to'] or ''}"


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day else None

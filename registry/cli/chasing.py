"""Deadlines and reminders: the year wheel, the outbox, letters to parties, calendars."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading, the_house, writing
from registry.cli.options import Json, On, Out, Party, VersionName
from registry.cli.output import Rows, answer, write_out
from registry.errors import BadInput

if TYPE_CHECKING:
    from registry.queries.messages import MessageView

app = group("Frister og påminnelser.")
Role = Annotated[
    str, typer.Option("--role", metavar="ROLLE", help="sekretariatet, rhf, kommunene, helseforetaket ...")
]


@command(app, "year-wheel", "Frister og satte dager i et år, med regel og kilde.")
def year_wheel(
    context: typer.Context,
    year: Annotated[int, typer.Option("--year", metavar="ÅR", min=1900, max=2200, help="Året.")] = 0,
    role: Role = "",
    party: Party = "",
    on: On = "",
    json: Json = False,
) -> None:
    """Each with the day it is reckoned from. Exit 0 also where something is overdue."""
    from registry.permissions import OPERATOR
    from registry.queries import deadlines, parties

    day = dates.the_day(on)
    with reading(context) as at:
        found = deadlines.deadlines(
            at.session,
            at.community,
            day,
            OPERATOR,
            year=year or day.year,
            role=deadlines.holder(role) if role else None,
            party=parties.party(at.session, at.community, party).ref if party else "",
        )
    rows = [
        (each.due.isoformat(), each.state.label, each.what, each.rule.holder.value, each.rule.source)
        for each in found
    ]
    facts = {"on": day.isoformat(), "year": year or day.year, "deadlines": [each.to_dict() for each in found]}
    told = Rows(("Dag", "Stilling", "Hva", "Hvem", "Kilde"), rows)
    empty = "" if found else f"Ingen frister eller satte dager i {year or day.year} passer til dette valget."
    answer(facts, json, told, empty)


@command(app, "remind", "Skriv påminnelser til partene en runde venter på. De legges i utboksen.")
def remind(
    context: typer.Context,
    version: VersionName,
    party: Annotated[
        list[str] | None,
        typer.Option("--party", metavar="PART", help="Bare denne; kan gis flere ganger."),
    ] = None,
    json: Json = False,
) -> None:
    """Nothing is sent: read the letters, and send them with send-mail or from the page."""
    from registry import clock
    from registry.operations import reminders
    from registry.permissions import OPERATOR
    from registry.queries import documents, messages

    ref, at_sign, number = version.partition("@")
    if not at_sign:
        raise BadInput(f"«{version[:60]}» sier ikke hvilken versjon.", "", "Skriv den som REF@VERSJON.")
    with writing(context) as at:
        view = documents.version(at.session, at.community, ref, number, OPERATOR, clock.today())
        site = at.house.settings.base_url
        made = reminders.remind_of_round(
            at.session, OPERATOR, at.community, view, party or [], site, clock.now()
        )
        views = [messages.message(at.session, at.community, row.ref) for row in made.written]
        facts = {
            "version": view.ref,
            "written": [_facts(each) for each in views],
            "had_one": list(made.had_one),
            "without_address": list(made.without_address),
        }
    told = f"{len(views)} påminnelser er skrevet og ligger i utboksen."
    had = f"Disse har et brev liggende fra før: {', '.join(made.had_one)}." if made.had_one else ""
    without = f"Adresse mangler for {', '.join(made.without_address)}." if made.without_address else ""
    answer(facts, json, told, had, without)


@command(app, "outbox", "Brevene i utboksen og hvor langt hvert er kommet.")
def outbox(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[BREV]", help="Bare dette, i sin helhet.")] = "",
    json: Json = False,
) -> None:
    """The latest first."""
    from registry.queries import messages

    with reading(context) as at:
        if ref:
            views = [messages.message(at.session, at.community, ref)]
        else:
            views = messages.messages(at.session, at.community)
        facts = [_facts(each) for each in views]
    rows = [
        (each.row.ref, each.row.state.value, each.row.addresses or "adressen mangler", each.row.subject)
        for each in views
    ]
    whole = f"{views[0].row.trouble}\n\n{views[0].row.body}".strip() if ref else ""
    empty = "" if views else "Utboksen er tom."
    answer({"messages": facts}, json, Rows(("Brev", "Stilling", "Til", "Emne"), rows), whole, empty)


@command(app, "queue-mail", "Sett en kladd i kø, så send-mail tar den.")
def queue_mail(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="BREV", help="Brevets navn: brev-0a1b2c3d4e.")],
    json: Json = False,
) -> None:
    """Exit 1 for one that is sent or waits already."""
    from registry.operations import messages as operations
    from registry.permissions import OPERATOR
    from registry.queries import messages

    with writing(context) as at:
        view = messages.message(at.session, at.community, ref)
        operations.put_in_queue(at.session, OPERATOR, view.row)
        facts = _facts(view)
    answer(facts, json, f"{ref} er satt i kø.")


@command(app, "send-mail", "Send det som venter i utboksen. For cron; sender aldri noe to ganger.")
def send_mail(context: typer.Context, json: Json = False) -> None:
    """Exit 1 where something that waited was not taken; it waits still, or says why not."""
    from registry import sending
    from registry.mail import Fate
    from registry.permissions import OPERATOR
    from registry.queries import messages

    with the_house(context) as house:
        tried = sending.send_waiting(house.database, house.settings, OPERATOR)
        with house.database.reading() as session:
            left = len(messages.in_queue(session))
    facts = {
        "tried": [
            {"ref": each.ref, "fate": each.answer.fate.value, "why": each.answer.why} for each in tried
        ],
        "waiting": left,
    }
    taken = sum(each.answer.fate is Fate.TATT_IMOT for each in tried)
    troubles = [f"{each.ref}: {each.answer.why}" for each in tried if each.answer.fate is not Fate.TATT_IMOT]
    answer(facts, json, f"{taken} brev er sendt, og {left} venter i kø.", *troubles)
    if troubles:
        raise typer.Exit(1)


@command(app, "calendar", "Kalenderen til et organ eller en rolle (iCalendar), som alle kan lese den.")
def calendar(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ORGAN|ROLLE", help="psu, asu ... eller sekretariatet, rhf, alle ...")
    ],
    out: Out = None,
) -> None:
    """Only what everybody may know. To standard output where no file is named."""
    from registry import clock

    with reading(context) as at:
        data = _calendar(at, name, clock.today())
    write_out(data, out, is_text=True)


@command(app, "party-mail", "Si hvor brev til en part går. Tom adresse tar den bort.")
def party_mail(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="PART", help="Partens korte navn: granvik.")],
    mail: Annotated[str, typer.Argument(metavar="ADRESSE", help="post@granvik.example.")],
    json: Json = False,
) -> None:
    """One address."""
    from registry.operations.parties_mail import set_mail
    from registry.permissions import OPERATOR
    from registry.queries import parties

    with writing(context) as at:
        row = set_mail(at.session, OPERATOR, parties.party(at.session, at.community, ref), mail)
    told = (
        f"Brev til {row.name} går til {row.mail}." if row.mail else f"{row.name} har ingen adresse for brev."
    )
    answer({"ref": row.ref, "mail": row.mail}, json, told)


def _calendar(at: Register, name: str, today: date) -> bytes:
    from registry.permissions import PUBLIC
    from registry.queries import bodies, calendars, deadlines

    rows = {row.ref: row for row in bodies.all_bodies(at.session, at.community)}
    if name in rows:
        found = deadlines.deadlines(at.session, at.community, today, PUBLIC, body=name)
        called = bodies.body_values(at.session, at.community)[rows[name].id].name_on(today)
    else:
        role = deadlines.holder(name) if name != "alle" else None
        found = deadlines.deadlines(at.session, at.community, today, PUBLIC, role=role)
        called = f"{at.community.name}, {role.label}" if role else at.community.name
    return calendars.calendar(at.session, at.community, called, found, at.house.settings.base_url)


def _facts(view: "MessageView") -> dict[str, object]:
    row = view.row
    return {
        "ref": row.ref,
        "state": row.state.value,
        "about": row.about,
        "party": view.party.ref if view.party else None,
        "addresses": list(view.addresses),
        "subject": row.subject,
        "body": row.body,
        "attempts": row.attempts,
        "trouble": row.trouble,
        "sent_at": row.sent_at.isoformat() if row.sent_at else None,
    }

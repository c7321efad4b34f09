"""Meetings and cases: the agenda with its verdicts, and the work from the call to the approved minutes."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading, writing
from registry.cli.options import Json, On
from registry.cli.output import Rows, answer
from registry.cli.versions import the_version
from registry.cli.words import one_of, unknown
from registry.errors import BadInput

if TYPE_CHECKING:
    from decisions.outcomes import Act
    from decisions.proposals import Kind
    from registry.operations.cases import CaseEntry
    from registry.queries.agendas import ItemView, WholeMeeting
    from registry.queries.minutes import Table
    from registry.tables import BodyRow, MeetingRow

app = group("Møter og saker.")
Meeting = Annotated[str, typer.Argument(metavar="MØTE", help="For eksempel psu-2026-12-10.")]
Position = Annotated[int, typer.Argument(metavar="PLASS", min=1, help="Plassen på dagsordenen.")]


@command(app, "meetings", "Møtene: de som kommer, først.")
def meetings(
    context: typer.Context,
    body: Annotated[str, typer.Option("--body", metavar="ORGAN", help="Bare dette organets.")] = "",
    on: On = "",
    json: Json = False,
) -> None:
    """Meetings, those to come by the day first."""
    from registry.queries import bodies
    from registry.queries import meetings as queries

    day = dates.the_day(on)
    with reading(context) as at:
        whose = bodies.body(at.session, at.community, body) if body else None
        found = queries.meetings(at.session, at.community, day, body=whose)
        facts = [
            {
                "ref": each.row.ref,
                "body": each.body.ref,
                "on": each.row.meeting_on.isoformat(),
                "stage": each.row.stage.value,
                "items": each.items,
                "without_outcome": each.without_outcome,
            }
            for each in found
        ]
        rows = [
            (
                each.row.ref,
                each.body_name,
                dates.in_words(each.row.meeting_on),
                each.row.stage,
                f"{each.items}",
            )
            for each in found
        ]
    answer({"meetings": facts}, json, Rows(("Møte", "Organ", "Dag", "Stand", "Saker"), rows))


@command(app, "meeting", "Ett møte: dagsordenen med vurderinger. Svarer 1 når en sak er utenfor mandatet.")
def meeting(context: typer.Context, ref: Meeting, json: Json = False) -> None:
    """The agenda or the minutes of a meeting. Exit 1 when a case is beyond the body's mandate."""
    from registry.permissions import OPERATOR
    from registry.queries import agendas
    from registry.queries import meetings as queries
    from registry.queries.minutes import read_by

    with reading(context) as at:
        row = queries.meeting(at.session, at.community, ref)
        whole = agendas.whole(at.session, at.community, row)
        facts: Table = read_by(at.session, at.community, row, OPERATOR)
        facts |= {
            "minutes_hash": row.minutes_hash,
            "beyond": [item.row.position for item in whole.beyond],
            "waiting": [
                {"case": view.row.ref, "title": view.row.title, "where": view.where} for view in whole.waiting
            ],
        }
        told = _told(whole)
    answer(facts, json, *told)
    if whole.beyond:
        raise typer.Exit(1)


@command(app, "call-meeting", "Kall inn til et møte. Saker organet har utsatt, kommer på dagsordenen selv.")
def call_meeting(
    context: typer.Context,
    body: Annotated[str, typer.Argument(metavar="ORGAN", help="Det korte navnet, for eksempel psu.")],
    on: Annotated[str, typer.Option("--on", metavar="DATO", help="Møtedagen.")],
    at_time: Annotated[str, typer.Option("--at", metavar="KLOKKESLETT", help="For eksempel 09:00.")] = "",
    place: Annotated[str, typer.Option("--place", metavar="STED", help="Hvor.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Organet møtes flere ganger den dagen.")] = False,
    json: Json = False,
) -> None:
    """Call a body to a meeting."""
    from registry import clock, fields
    from registry.operations import meetings as operations
    from registry.operations.meetings import MeetingHead
    from registry.permissions import OPERATOR
    from registry.queries import bodies

    day = fields.day(on, "on", "Møtedagen")
    with writing(context) as at:
        row = operations.call_meeting(
            at.session,
            OPERATOR,
            at.community,
            bodies.body(at.session, at.community, body),
            day,
            clock.now(),
            MeetingHead(starts_at=at_time, place=place),
            one_more=again,
        )
        facts, numbers = _on_agenda(at, row)
    by_itself = f"På dagsordenen av seg selv: {', '.join(numbers)}." if numbers else ""
    answer(facts, json, f"Møtet er innkalt: {row.ref}.", by_itself)


@command(app, "open-case", "Åpne en sak. Uten --route følger den veien mandatreglene peker på.")
def open_case(
    context: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITTEL", help="Hva saken heter.")],
    version: Annotated[
        str, typer.Option("--version", metavar="REF@VERSJON", help="Versjonen den gjelder.")
    ] = "",
    matter: Annotated[
        str, typer.Option("--matter", metavar="SAK", help="Eller hva annet: midler, tvist, annen sak ...")
    ] = "",
    change: Annotated[str, typer.Option("--change", metavar="ENDRING", help="ny, revisjon, mindre ...")] = "",
    description: Annotated[str, typer.Option("--description", metavar="TEKST", help="Hva det er.")] = "",
    route: Annotated[
        str,
        typer.Option("--route", metavar="VEI", help="Organene i rekkefølge: «asu:innstiller,psu:vedtar»."),
    ] = "",
    json: Json = False,
) -> None:
    """Open a case about a version, or about another matter."""
    from registry import clock
    from registry.operations import cases as operations
    from registry.permissions import OPERATOR
    from registry.queries import cases as queries

    with writing(context) as at:
        entry = _entry(at, title, description, version, matter, change)
        way = (
            _route(at, route)
            if route
            else queries.route_to_follow(
                at.session, at.community, operations.proposal_of(entry), clock.today()
            )
        )
        row = operations.open_case(
            at.session, OPERATOR, at.community, operations.with_route(entry, way), clock.now()
        )
        view = queries.case(at.session, at.community, row.ref)
        facts = {
            "ref": row.ref,
            "title": row.title,
            "matter": row.matter,
            "version": view.version_ref or None,
            "route": [{"body": body.ref, "act": act.value} for body, act in view.route],
            "where": view.where,
        }
    answer(facts, json, f"Saken er åpnet: {row.ref}.", view.where)


@command(app, "put-case", "Sett en sak på dagsordenen, med organets neste saksnummer.")
def put_case(
    context: typer.Context,
    meeting_ref: Meeting,
    case: Annotated[str, typer.Argument(metavar="SAK", help="Saken: s- og ti tegn.")],
    number: Annotated[
        str, typer.Option("--number", metavar="NUMMER", help="Saksnummeret; ellers det neste ledige.")
    ] = "",
    act: Annotated[
        str, typer.Option("--act", metavar="HANDLING", help="Det organet skal gjøre: vedtar, innstiller ...")
    ] = "",
    proposal: Annotated[
        str, typer.Option("--proposal", metavar="TEKST", help="Det som foreslås vedtatt.")
    ] = "",
    proposed_by: Annotated[
        str, typer.Option("--proposed-by", metavar="HVEM", help="Hvem som foreslår.")
    ] = "",
    json: Json = False,
) -> None:
    """Put a case on the agenda. Exit 1 when it is beyond the body's mandate; it is put there all the same."""
    from decisions.outcomes import Act
    from registry.operations import agendas as operations
    from registry.permissions import OPERATOR
    from registry.queries import agendas, cases
    from registry.queries import meetings as queries
    from registry.queries.minutes import item_table

    with writing(context) as at:
        row = queries.meeting(at.session, at.community, meeting_ref)
        item = operations.put_on_agenda(
            at.session,
            OPERATOR,
            row,
            cases.case_row(at.session, at.community, case),
            number=number,
            act=one_of(Act, act, "handling") if act else None,
            proposal=proposal,
            proposed_by=proposed_by,
        )
        whole = agendas.whole(at.session, at.community, row)
        view = next(each for each in whole.items if each.row.id == item.id)
        facts = item_table(view)
    answer(facts, json, f"Saken har nummer {item.printed} i møtet {meeting_ref}.", *_verdict_lines(view))
    if view.is_beyond:
        raise typer.Exit(1)


@command(app, "type-case", "Før hva møtet gjorde med en sak, og med --settle før det som vedtak.")
def type_case(
    context: typer.Context,
    meeting_ref: Meeting,
    position: Position,
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="UTFALL", help="vedtatt, avvist, utsatt, returnert ...")
    ],
    text: Annotated[str, typer.Option("--text", metavar="TEKST", help="Vedtaket; ellers forslaget.")] = "",
    for_: Annotated[int | None, typer.Option("--for", metavar="ANTALL", min=0, help="Stemmer for.")] = None,
    against: Annotated[
        int | None, typer.Option("--against", metavar="ANTALL", min=0, help="Stemmer mot.")
    ] = None,
    abstained: Annotated[
        int | None, typer.Option("--abstained", metavar="ANTALL", min=0, help="Avholdende.")
    ] = None,
    returned_to: Annotated[
        str, typer.Option("--returned-to", metavar="ORGAN", help="Hvem saken er sendt tilbake til.")
    ] = "",
    settle: Annotated[bool, typer.Option("--settle", help="Før det som organets vedtak nå.")] = False,
    reason: Annotated[
        str, typer.Option("--reason", metavar="GRUNN", help="Grunnen, når et ført vedtak rettes.")
    ] = "",
    json: Json = False,
) -> None:
    """Type what the meeting did. Exit 1 when the decision is recorded and its verdict is not VALID."""
    from decisions.outcomes import Outcome
    from decisions.verdict import Answer
    from registry import clock
    from registry.operations import settling, treating
    from registry.operations.treating import ItemTyped
    from registry.permissions import OPERATOR
    from registry.queries import agendas, bodies
    from registry.queries import meetings as queries
    from registry.queries.minutes import item_table

    result = one_of(Outcome, outcome, "utfall")
    with writing(context) as at:
        row = queries.meeting(at.session, at.community, meeting_ref)
        item = queries.item(at.session, row, position)
        to = bodies.body(at.session, at.community, returned_to) if returned_to else None
        typed = ItemTyped(
            text=text or item.proposal,
            outcome=result,
            votes_for=for_,
            votes_against=against,
            abstained=abstained,
            returned_to=to,
        )
        treating.type_item(at.session, OPERATOR, row, item, item.revision, typed)
        if settle:
            settling.settle_item(at.session, OPERATOR, row, item, clock.now(), reason=reason)
        whole = agendas.whole(at.session, at.community, row)
        view = next(each for each in whole.items if each.row.id == item.id)
        facts = item_table(view)
    answer(facts, json, f"{item.printed} er ført som «{result.value}».", *_verdict_lines(view))
    if settle and view.verdict.answer is not Answer.VALID:
        raise typer.Exit(1)


@command(app, "approve-minutes", "Godkjenn protokollen. Etterpå endres ingenting i møtet.")
def approve_minutes(
    context: typer.Context,
    meeting_ref: Meeting,
    by: Annotated[str, typer.Option("--by", metavar="HVEM", help="Hvem som godkjente den.")],
    on: On = "",
    json: Json = False,
) -> None:
    """Approve the minutes: what is not recorded yet is recorded, and then the meeting is locked."""
    from registry import clock
    from registry.operations import minutes
    from registry.permissions import OPERATOR
    from registry.queries import meetings as queries

    with writing(context) as at:
        row = queries.meeting(at.session, at.community, meeting_ref)
        minutes.approve_minutes(at.session, OPERATOR, row, by, dates.the_day(on), clock.now())
        decided = len(queries.items(at.session, row))
    facts = {"ref": row.ref, "approved_on": dates.iso(row.approved_on), "hash": row.minutes_hash}
    answer(facts, json, f"Protokollen fra {row.ref} er godkjent, med {decided} saker.", row.minutes_hash)


@command(app, "correct-minutes", "Rett noe i en godkjent protokoll: en egen rettelse ved siden av den.")
def correct_minutes(
    context: typer.Context,
    meeting_ref: Meeting,
    text: Annotated[str, typer.Option("--text", metavar="TEKST", help="Hva som er rett.")],
    reason: Annotated[str, typer.Option("--reason", metavar="GRUNN", help="Hvorfor.")],
    position: Annotated[
        int | None, typer.Option("--case", metavar="PLASS", min=1, help="Saken det gjelder.")
    ] = None,
    json: Json = False,
) -> None:
    """Write a correction beside approved minutes."""
    from registry import clock
    from registry.operations import minutes
    from registry.permissions import OPERATOR
    from registry.queries import meetings as queries

    with writing(context) as at:
        row = queries.meeting(at.session, at.community, meeting_ref)
        about = queries.item(at.session, row, position) if position else None
        made = minutes.correct_minutes(at.session, OPERATOR, row, text, reason, clock.now(), about)
        facts = {"ref": row.ref, "number": about.printed if about else None, "text": made.text}
    answer(facts, json, "Rettelsen står ved siden av protokollen. Protokollen er som den var.")


def _told(whole: "WholeMeeting") -> "list[str | Rows]":
    head = f"{whole.body_name}, {dates.in_words(whole.row.meeting_on)} ({whole.row.stage.value})."
    rows = [
        (
            f"{item.row.position}",
            item.row.printed,
            item.case.row.title,
            item.row.outcome.value if item.row.outcome else "",
            item.verdict.answer.label,
        )
        for item in whole.items
    ]
    beyond = [line for item in whole.beyond for line in (f"{item.row.printed}:", *_verdict_lines(item))]
    waiting = [f"Venter, og står ikke på dagsordenen: {view.row.title}." for view in whole.waiting]
    return [head, Rows(("Plass", "Sak", "Tittel", "Utfall", "Mandat"), rows), *beyond, *waiting]


def _verdict_lines(item: "ItemView") -> list[str]:
    verdict = item.verdict
    instead = [f"Kan vedta: {each}" for each in verdict.instead]
    return [*verdict.reasons, *(f"Mangler: {each}" for each in verdict.missing), verdict.question, *instead]


def _on_agenda(at: Register, row: "MeetingRow") -> tuple[dict[str, object], list[str]]:
    from registry.queries import meetings as queries

    numbers = [item.printed for item in queries.items(at.session, row)]
    return {"ref": row.ref, "on": row.meeting_on.isoformat(), "items": numbers}, numbers


def _entry(at: Register, title: str, description: str, version: str, matter: str, change: str) -> "CaseEntry":
    from documents.kinds import ChangeClass
    from registry import clock
    from registry.operations.cases import CaseEntry

    if bool(version) == bool(matter):
        raise BadInput(
            "Saken er ikke åpnet.",
            "Den gjelder enten en versjon eller en annen sak.",
            "Skriv --version REF@VERSJON, eller --matter SAK.",
        )
    size = one_of(ChangeClass, change, "slag endring") if change else None
    if matter:
        return CaseEntry(title, description, matter=_matter(matter), change=size)
    about = the_version(at, version, clock.today())
    return CaseEntry(title, description, about.document, about.row, change=size)


def _matter(typed: str) -> "Kind":
    from decisions.proposals import KIND_WORDS, kind_of

    try:
        return kind_of(typed.strip().lower())
    except ValueError as wrong:
        raise unknown(typed, "slag sak", KIND_WORDS) from wrong


def _route(at: Register, typed: str) -> "tuple[tuple[BodyRow, Act], ...]":
    from decisions.outcomes import Act
    from registry.queries import bodies

    steps = []
    for each in typed.split(","):
        ref, _, act = each.strip().partition(":")
        steps.append((bodies.body(at.session, at.community, ref), one_of(Act, act or "vedtar", "handling")))
    return tuple(steps)

"""A text on its way through many parties: where each stands, and what is said of the round."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json, On, VersionName
from registry.cli.output import Rows, answer
from registry.cli.versions import the_version
from registry.cli.words import one_of
from registry.errors import BadInput

if TYPE_CHECKING:
    from registry.queries.adoption import Adoption
    from registry.queries.documents import VersionView
    from registry.queries.rounds import RoundView
    from registry.queries.rounds_under_way import RoundUnderWay

app = group("Vedtaksrunder.")
NOBODY = "–"


@command(app, "rounds", "Vedtaksrundene som er i gang, hver med hvor langt den er kommet.")
def rounds_command(context: typer.Context, on: On = "", json: Json = False) -> None:
    """Texts that wait for many parties that day."""
    from registry.permissions import OPERATOR
    from registry.queries import rounds_under_way

    day = dates.the_day(on)
    with reading(context) as at:
        found = rounds_under_way.rounds_under_way(at.session, at.community, OPERATOR, day)
    facts = {"on": day.isoformat(), "rounds": [_round_facts(each) for each in found]}
    several = "1 vedtaksrunde" if len(found) == 1 else f"{len(found)} vedtaksrunder"
    told = f"{several} er i gang {dates.in_words(day)}."
    columns = ("Versjon", "Vedtatt", "Parter", "Neste møte", "Frist")
    answer(facts, json, told, Rows(columns, [_round_row(each) for each in found]))


@command(
    app,
    "adoption",
    "Hvor langt hver part er kommet med en versjon. Sier når den gjelder, eller hva som mangler.",
)
def adoption(context: typer.Context, version: VersionName, on: On = "", json: Json = False) -> None:
    """The adoption board of one version: those that are missing first, by their next meeting."""
    from registry.queries import adoption as queries
    from registry.queries import rounds
    from registry.queries.exports import content_hash

    day = dates.the_day(on)
    with reading(context) as at:
        view = the_version(at, version, day)
        stand = queries.adoption(at.session, at.community, view.document, view.row, day)
        known = rounds.round_of(at.session, view.row, day)
    facts = {
        "document": view.document.ref,
        "version": view.row.number,
        "on": day.isoformat(),
        "stage": view.row.stage.value,
        "text_hash": content_hash(view),
        "by_each_party": stand.by_each_party,
        "rows": [row.to_dict() for row in stand.board.rows] if stand.by_each_party else [],
        **_entry_facts(view, stand),
        **_round_of_board(stand, known),
    }
    answer(
        facts,
        json,
        f"{view.ref} er {view.row.stage.value}.",
        _deadline_words(stand, known),
        Rows(("Part", "Stand", "Organ", "Sak", "Dato", "Neste møte", "Bekreftet av"), _rows(stand)),
        str(facts["sentence"]),
        stand.entry.possible if stand.by_each_party else "",
        *_what_must_happen(stand),
    )


@command(app, "start-round", "Legg en frosset versjon fram for partene, med den fristen de får.")
def start_round(
    context: typer.Context,
    version: VersionName,
    on: Annotated[str, typer.Option("--on", metavar="DATO", help="Dagen den startet; ellers i dag.")] = "",
    deadline: Annotated[
        str, typer.Option("--deadline", metavar="DATO", help="Dagen partene bes om å ha vedtatt innen.")
    ] = "",
    json: Json = False,
) -> None:
    """Begin the round of a frozen version."""
    from registry import clock, fields
    from registry.operations import rounds as operations
    from registry.permissions import OPERATOR

    started = dates.the_day(on)
    asked = fields.day_or_none(deadline, "deadline", "Fristen")
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        told = at.session, OPERATOR, at.community, view.document, view.row
        row = operations.start_round(*told, started, clock.now(), deadline=asked)
        facts = {
            "version": view.ref,
            "started_on": row.started_on.isoformat(),
            "deadline": dates.iso(row.deadline),
        }
    until = f" Fristen er {dates.in_words(asked)}." if asked else ""
    answer(facts, json, f"Runden om {facts['version']} startet {dates.in_words(started)}.{until}")


@command(app, "move-deadline", "Flytt fristen i en runde. Den som var, blir stående i det som har hendt.")
def move_deadline(
    context: typer.Context,
    version: VersionName,
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor den flyttes.")],
    to: Annotated[str, typer.Option("--to", metavar="DATO", help="Den nye fristen; uten: ingen frist.")] = "",
    json: Json = False,
) -> None:
    """Another deadline, or none."""
    from registry import clock, fields
    from registry.operations import rounds as operations
    from registry.permissions import OPERATOR

    day = fields.day_or_none(to, "to", "Den nye fristen")
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        told = at.session, OPERATOR, at.community, view.document, view.row
        row = operations.move_deadline(*told, day, reason, clock.now())
        facts = {"version": view.ref, "deadline": dates.iso(row.deadline), "reason": row.reason}
    now = f"Fristen er {dates.in_words(day)}." if day else "Runden har ingen frist."
    answer(facts, json, now)


@command(app, "execute-rule", "Før en tekst som vedtatt når regelen ble oppfylt fordi partene ble andre.")
def execute_rule(context: typer.Context, version: VersionName, json: Json = False) -> None:
    """Adopt a version whose own rule is met, without a decision that day."""
    from registry import clock
    from registry.operations import rounds as operations
    from registry.permissions import OPERATOR

    with writing(context) as at:
        view = the_version(at, version, clock.today())
        told = at.session, OPERATOR, at.community, view.document, view.row
        operations.execute_rule(*told, clock.now())
        facts = {"version": view.ref, "valid_from": dates.iso(view.row.valid_from)}
    answer(facts, json, f"{facts['version']} er ført som vedtatt og gjelder fra {facts['valid_from']}.")


@command(app, "note-step", "Før det som hendte hos en part eller flere, før vedtaket: sendt, berammet ...")
def note_step(
    context: typer.Context,
    version: VersionName,
    step: Annotated[
        str,
        typer.Option("--step", metavar="STEG", help="sendt, i utvalg, innstilt, berammet, avlyst ..."),
    ],
    party: Annotated[
        list[str] | None, typer.Option("--party", metavar="PART", help="Parten; kan gjentas.")
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Alle som ikke har vedtatt teksten.")] = False,
    on: Annotated[
        str, typer.Option("--on", metavar="DATO", help="Dagen det hendte, eller møtedagen; ellers i dag.")
    ] = "",
    known: Annotated[
        str, typer.Option("--known", metavar="DATO", help="Dagen det ble kjent; ellers i dag.")
    ] = "",
    body: Annotated[str, typer.Option("--body", metavar="ORGAN", help="For eksempel formannskapet.")] = "",
    case: Annotated[str, typer.Option("--case", metavar="NUMMER", help="Saksnummeret.")] = "",
    link: Annotated[str, typer.Option("--link", metavar="ADRESSE", help="Hvor det kan ses.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Det som er verdt å vite.")] = "",
    json: Json = False,
) -> None:
    """Note a step with several parties at once: all of them, or none."""
    from decisions.rounds import RoundStep
    from registry import clock, fields
    from registry.operations import rounds as operations
    from registry.permissions import OPERATOR
    from registry.queries import adoption as queries
    from registry.queries import parties

    if bool(party) == everyone:
        raise BadInput("Steget er ikke ført.", "", "Skriv enten --party PART eller --all.")
    what = one_of(RoundStep, step, "steg")
    day, known_on = dates.the_day(on), fields.day_or_none(known, "known", "Dagen det ble kjent")
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        refs = list(dict.fromkeys(party or ()))
        if everyone:
            stand = queries.adoption(at.session, at.community, view.document, view.row, clock.today())
            refs = [row.party.ref for row in stand.board.missing]
        for ref in refs:
            operations.note_step(
                at.session,
                OPERATOR,
                at.community,
                view.document,
                view.row,
                parties.party(at.session, at.community, ref),
                what,
                day,
                clock.now(),
                known_on=known_on,
                body=body,
                case_number=case,
                link=link,
                reason=reason,
            )
    facts = {"version": view.ref, "step": what.value, "on": day.isoformat(), "parties": refs}
    answer(facts, json, f"Ført for {len(refs)} parter: {what.value}, {dates.in_words(day)}.")


def _round_facts(each: "RoundUnderWay") -> dict[str, object]:
    meeting = each.next_meetings[0].next_meeting if each.next_meetings else None
    return {
        "version": each.view.ref,
        "title": each.view.document.title,
        "started_on": dates.iso(each.round.started_on) if each.round else None,
        "deadline": dates.iso(each.deadline),
        "overdue": each.is_overdue,
        "parties": len(each.stand.board.rows),
        "adopted": each.stand.board.adopted,
        "next_meeting": dates.iso(meeting),
        "next_parties": [row.party.name for row in each.next_meetings],
        "earliest_possible": dates.iso(each.stand.entry.earliest_possible),
    }


def _round_row(each: "RoundUnderWay") -> tuple[str, ...]:
    board = each.stand.board
    meeting = each.next_meetings[0].next_meeting if each.next_meetings else None
    whom = ", ".join(row.party.name for row in each.next_meetings)
    late = f"{dates.iso(each.deadline) or NOBODY}{' (over)' if each.is_overdue else ''}"
    return (
        each.view.ref,
        str(board.adopted),
        str(len(board.rows)),
        f"{dates.iso(meeting)} {whom}" if meeting else NOBODY,
        late,
    )


def _round_of_board(stand: "Adoption", known: "RoundView | None") -> dict[str, object]:
    """What the board says beside its rows and its rule."""
    board = stand.board
    return {
        "counts": {state.value: count for state, count in board.counts.items()},
        "next_meetings": [row.party.ref for row in board.by_next_meeting],
        "started_on": dates.iso(known.started_on) if known else None,
        "deadline": dates.iso(known.deadline) if known else None,
        "overdue": [row.party.name for row in board.overdue(board.on)],
    }


def _deadline_words(stand: "Adoption", known: "RoundView | None") -> str:
    if known is None or not stand.by_each_party:
        return ""
    if known.deadline is None:
        return f"Runden startet {dates.in_words(known.started_on)}."
    over = stand.board.overdue(stand.board.on)
    late = f", og {len(over)} mangler" if over else ""
    return (
        f"Runden startet {dates.in_words(known.started_on)}. "
        f"Fristen {'var' if over else 'er'} {dates.in_words(known.deadline)}{late}."
    )


def _rows(stand: "Adoption") -> list[tuple[str, ...]]:
    """Those that are missing first, by their next meeting."""
    if not stand.by_each_party:
        return []
    board = stand.board
    rows = [*board.by_next_meeting, *(row for row in board.rows if row.adopted)]
    return [
        (
            row.party.name,
            row.state.value,
            row.body,
            row.case,
            dates.iso(row.on) or "",
            dates.iso(row.next_meeting) or "",
            row.certified_by,
        )
        for row in rows
    ]


def _what_must_happen(stand: "Adoption") -> list[str]:
    """A line for each party that has begun and is missing: what must happen there."""
    from decisions.adoption import AdoptionState

    if not stand.by_each_party:
        return []
    waiting = [row for row in stand.board.by_next_meeting if row.state is not AdoptionState.IKKE_STARTET]
    return [f"{row.party.name}: {row.note}" for row in waiting if row.note]


def _entry_facts(view: "VersionView", stand: "Adoption") -> dict[str, object]:
    """From when it applies, or what is missing: by the board, or by the joint body's decision."""
    if stand.by_each_party:
        return stand.entry.to_dict()
    first_day = view.row.valid_from
    who = ", ".join(body.decider.words for body in stand.who.bodies)
    applies = f"{view.ref} gjelder fra {dates.in_words(first_day)}."
    return {
        "in_force_from": dates.iso(first_day),
        "missing": [] if first_day else [who],
        "sentence": applies if first_day else f"{view.ref} er ikke vedtatt av {who} ennå.",
    }

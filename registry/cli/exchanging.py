"""Drafts sent out in Word, files that come back, and what they propose."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading, writing
from registry.cli.options import Json, Limit, Offset, Out, VersionName
from registry.cli.output import Rows, answer, complain, read_in, write_out
from registry.cli.versions import the_version
from registry.cli.words import one_of
from registry.errors import BadInput, RegisterError

if TYPE_CHECKING:
    from registry.queries.amendments import AmendmentView
    from registry.queries.documents import VersionView

app = group("Send ut og ta inn.")


@command(app, "send", "Send et utkast ut i Word. Teksten og filen tas vare på, så svaret kjennes igjen.")
def send(
    context: typer.Context,
    version: VersionName,
    recipient: Annotated[str, typer.Option("--recipient", metavar="NAVN", help="Hvem den sendes til.")] = "",
    out: Out = None,
    json: Json = False,
) -> None:
    """The draft as a Word file with a seal, kept as it was sent."""
    from registry import clock
    from registry.operations.exchange import send as send_out
    from registry.permissions import OPERATOR

    if out is None:
        raise BadInput("Ingenting er sendt ut.", "Filen har ikke noe sted.", "Si hvor, med -o FIL.")
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        told = at.session, OPERATOR, view.document, view.row, recipient
        row = send_out(*told, at.house.seal_key, clock.now())
        write_out(row.data, out, is_text=False)
    facts = {
        "document": view.document.ref,
        "version": view.row.number,
        "sending": row.ref,
        "recipient": row.recipient,
        "hash": row.text_hash,
        "file": str(out),
    }
    answer(facts, json, f"{view.ref} er klar til å sendes{f' til {row.recipient}' if row.recipient else ''}.")


@command(app, "take-back", "Ta inn filer som er kommet tilbake. Det de foreslår, blir forslag til utkastet.")
def take_back(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FIL ...", help="Word-filene (.docx).")],
    version: Annotated[str, typer.Option("--version", metavar="REF@VERSJON", help="Utkastet de er svar på.")],
    sender: Annotated[
        str, typer.Option("--sender", metavar="NAVN", help="Hvem de er fra; ellers den de ble sendt til.")
    ] = "",
    json: Json = False,
) -> None:
    """Each file by itself: one that is refused leaves the others in. Exit 1 where one was refused."""
    taken, refused = [], []
    for path in files:
        try:
            taken.append(_take(context, path, version, sender))
        except RegisterError as wrong:
            refused.append({"file": path.name, "why": str(wrong)})
            complain(str(wrong))
    rows = [
        (str(each["file"]), str(each["sender"]), str(each["amendments"]), str(each["base"])) for each in taken
    ]
    total = sum(each["amendments"] for each in taken if isinstance(each["amendments"], int))
    told = f"{len(taken)} av {len(files)} filer er tatt inn, med {total} forslag."
    answer(
        {"taken": taken, "refused": refused}, json, told, Rows(("Fil", "Fra", "Forslag", "Holdt mot"), rows)
    )
    if refused:
        raise typer.Exit(1)


@command(app, "amendments", "Forslagene til et utkast fra filene som er kommet tilbake.")
def amendments(
    context: typer.Context,
    version: VersionName,
    state: Annotated[
        str, typer.Option("--state", metavar="STAND", help="Bare de som er åpent, godtatt eller avvist.")
    ] = "",
    limit: Limit = 1000,
    offset: Offset = 0,
    json: Json = False,
) -> None:
    """What is proposed, what stands against one another, and what was answered."""
    from documents.returning.kinds import AmendmentState
    from registry import clock
    from registry.queries import amendments as queries

    wanted = one_of(AmendmentState, state, "stand") if state else None
    with reading(context) as at:
        told = queries.answers(at.session, the_version(at, version, clock.today()).row)
    found = [each for each in told.every if wanted is None or each.row.state is wanted]
    against = {each.row.id: group for group in told.clashes for each in group}
    shown = found[offset : offset + limit]
    facts = {"total": len(found), "amendments": [_facts(each, against) for each in shown]}
    columns = ("Nr.", "Punkt", "Hva", "Av", "Fil", "Stand", "Merk")
    answer(facts, json, told.summary, Rows(columns, [_row(each, against) for each in shown]))


@command(app, "amend", "Svar på et forslag: godta det, så det skrives i utkastet, eller avvis det.")
def amend(
    context: typer.Context,
    identity: Annotated[int, typer.Argument(metavar="NR", help="Nummeret fra «amendments».")],
    accept: Annotated[bool, typer.Option("--accept", help="Godta.")] = False,
    refuse: Annotated[bool, typer.Option("--refuse", help="Avvis.")] = False,
    because: Annotated[str, typer.Option("--because", metavar="TEKST", help="Hvorfor.")] = "",
    json: Json = False,
) -> None:
    """Accept or refuse one amendment."""
    from registry import clock
    from registry.operations import answering
    from registry.permissions import OPERATOR
    from registry.queries import amendments as queries

    if accept == refuse:
        raise BadInput("Forslaget er ikke besvart.", "", "Skriv enten --accept eller --refuse.")
    with writing(context) as at:
        view, found = _named(at, identity)
        told = at.session, OPERATOR, view.document, view.row, found.row, found.row.revision, because
        (answering.accept if accept else answering.refuse)(*told, clock.now())
        found = queries.amendment(at.session, view.row, identity)
        left = queries.answers(at.session, view.row)
    sentence = f"Forslag {identity} er {found.row.state.value}. {left.summary}"
    answer(_facts(found, {}), json, sentence)


def _take(context: typer.Context, path: Path, version: str, sender: str) -> dict[str, object]:
    from registry import clock
    from registry.operations.exchange import take_back as take_in
    from registry.permissions import OPERATOR
    from registry.queries.amendments import count_of
    from registry.queries.exchange import report_of

    data = read_in(path)
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        told = at.session, OPERATOR, view.document, view.row, path.name, data, sender
        row = take_in(*told, at.house.seal_key, clock.now())
        report = report_of(row)
        return {
            "file": path.name,
            "ref": row.ref,
            "sender": row.sender,
            "amendments": count_of(at.session, row),
            "base": report["ground"],
            "seal": report["seal"],
            "remarks": [*report["about"], *(each["message"] for each in report["remarks"])],
            "matches": report["matches"],
        }


def _named(at: Register, identity: int) -> "tuple[VersionView, AmendmentView]":
    """The amendment with this number in this helsefellesskap, and its draft; raises NotFound."""
    from registry import clock
    from registry.queries import amendments as queries
    from registry.queries import documents

    version, document = queries.draft_of(at.session, at.community, identity)
    view = documents.view(at.session, document, version, clock.today())
    return view, queries.amendment(at.session, version, identity)


def _facts(each: "AmendmentView", against: "Mapping[int, Sequence[AmendmentView]]") -> dict[str, object]:
    row, kept = each.row, each.amendment
    return {
        "id": row.id,
        **kept.to_dict(),
        "author": row.author,
        "file": each.file.name,
        "state": row.state.value,
        "because": row.answer,
        "answered_by": each.answered_by,
        "answered_at": row.answered_at.isoformat() if row.answered_at else None,
        "obstacle": each.obstacle,
        "clashes_with": [other.row.id for other in against.get(row.id, ()) if other.row.id != row.id],
    }


def _row(each: "AmendmentView", against: "Mapping[int, Sequence[AmendmentView]]") -> tuple[str, ...]:
    row = each.row
    clash = "kan ikke godtas sammen med et annet" if row.id in against else ""
    day = f", {dates.in_words(row.made_on)}" if row.made_on else ""
    return (
        str(row.id),
        each.amendment.heading or "Tittel og innledning",
        row.kind.value,
        f"{row.author}{day}",
        each.file.name,
        row.state.value,
        clash or each.obstacle,
    )

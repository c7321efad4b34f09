"""Papers that came back from the parties: taken in, listed, put where they belong, and classified."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading, writing
from registry.cli.options import Json, On, VersionName
from registry.cli.output import Rows, answer, read_in
from registry.cli.versions import the_version
from registry.cli.words import one_of

if TYPE_CHECKING:
    from registry.queries.adopted_papers import PaperView
    from registry.queries.documents import VersionView
    from registry.tables import DecisionRow, PartyRow

app = group("Papirer som partene sender tilbake.")
PaperName = Annotated[str, typer.Argument(metavar="PAPIR", help="Navnet fra «papers».")]
OfParty = Annotated[str, typer.Option("--party", metavar="PART", help="Hvem det kom fra.")]
OfDecision = Annotated[str, typer.Option("--decision", metavar="VEDTAK", help="Vedtaket det hører til.")]
COLUMNS = ("Papir", "Fil", "Lest som", "Part", "Stand", "Hva må til")


@command(app, "take-paper", "Ta inn teksten eller protokollen en part har sendt, eller en zip av mange.")
def take_paper(
    context: typer.Context,
    version: VersionName,
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Word, Markdown, PDF, bilde eller zip.")],
    party: OfParty = "",
    decision: OfDecision = "",
    json: Json = False,
) -> None:
    """Hold a file against the text that was laid forth. The same bytes again are the same paper."""
    from documents.attached import is_zip
    from registry import clock
    from registry.operations import adopted_papers as operations
    from registry.operations.source_files import SourceFile
    from registry.permissions import OPERATOR
    from registry.queries import adopted_papers as queries

    source = SourceFile(file.name, read_in(file))
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        told = at.session, OPERATOR, at.community, view.document, view.row, source, clock.now()
        refused: list[str] = []
        if is_zip(source.data):
            taken = operations.receive_zip(*told)
            rows, refused = taken.rows, [str(each) for each in taken.refused]
        else:
            rows = (operations.receive(*told, party=_party(at, party), decision=_decision(at, decision)),)
        found = [queries.paper(at.session, view.row, row.ref) for row in rows]
    facts = {"version": view.ref, "papers": [_facts(each) for each in found], "refused": refused}
    answer(facts, json, *refused, Rows(COLUMNS, [_row(each) for each in found]), *_told(found))
    if refused and not found:
        raise typer.Exit(1)


@command(app, "papers", "Papirene som er kommet tilbake i en runde, og hvordan hvert av dem står.")
def papers(context: typer.Context, version: VersionName, on: On = "", json: Json = False) -> None:
    """Every paper that had come by the day."""
    from registry.queries import adopted_papers as queries

    day = dates.the_day(on)
    with reading(context) as at:
        view = the_version(at, version, day)
        found = queries.papers(at.session, view.row, day)
    facts = {"version": view.ref, "on": day.isoformat(), "papers": [_facts(each) for each in found]}
    answer(
        facts,
        json,
        Rows(COLUMNS, [_row(each) for each in found]) if found else "Ingen papirer er kommet inn.",
    )


@command(app, "assign-paper", "Si hvilken part et papir kom fra, og hvilket vedtak det hører til.")
def assign_paper(
    context: typer.Context,
    paper: PaperName,
    party: OfParty = "",
    decision: OfDecision = "",
    json: Json = False,
) -> None:
    """Put a paper where it belongs; with a decision it is fixed."""
    from registry.operations import adopted_papers as operations
    from registry.permissions import OPERATOR

    with writing(context) as at:
        view, found = _named(at, paper)
        told = at.session, OPERATOR, at.community, view.document, view.row, found.row
        operations.assign(*told, party=_party(at, party), decision=_decision(at, decision))
        _, found = _named(at, paper)
    answer(_facts(found), json, found.must_happen)


@command(app, "classify-paper", "Si hva avviket i et papir betyr: redaksjonell, merknad eller endring.")
def classify_paper(
    context: typer.Context,
    paper: PaperName,
    sort: Annotated[str, typer.Option("--as", metavar="SLAG", help="redaksjonell, merknad eller endring.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor.")],
    authority: Annotated[
        str, typer.Option("--authority", metavar="TEKST", help="Hvem har sagt det, og i kraft av hva.")
    ],
    on: On = "",
    json: Json = False,
) -> None:
    """What a person says of it; the last word counts."""
    from decisions.rounds import DeviationSort
    from registry import clock
    from registry.operations.deviations import classify
    from registry.permissions import OPERATOR

    wanted, day = one_of(DeviationSort, sort, "slag avvik"), dates.the_day(on)
    with writing(context) as at:
        view, found = _named(at, paper)
        told = at.session, OPERATOR, at.community, view.document, view.row, found.row
        classify(*told, wanted, reason, authority, clock.now(), day)
        _, found = _named(at, paper)
    answer(_facts(found), json, f"{wanted.label} er registrert. {found.must_happen}")


def _named(at: Register, ref: str) -> "tuple[VersionView, PaperView]":
    """The paper with this name in this helsefellesskap, and the version it came back for; raises NotFound."""
    from registry import clock
    from registry.queries import adopted_papers as queries
    from registry.queries import documents

    document, version = queries.round_of_paper(at.session, at.community, ref)
    view = documents.view(at.session, document, version, clock.today())
    return view, queries.paper(at.session, version, ref)


def _party(at: Register, ref: str) -> "PartyRow | None":
    from registry.queries import parties

    return parties.party(at.session, at.community, ref) if ref else None


def _decision(at: Register, ref: str) -> "DecisionRow | None":
    from registry.queries import decisions

    return decisions.decision(at.session, at.community, ref).row if ref else None


def _facts(view: "PaperView") -> dict[str, object]:
    row, last = view.row, view.last
    return {
        "paper": row.ref,
        "file": row.name,
        "sha256": row.sha256,
        "kind": row.kind.value,
        "party": view.party.ref if view.party else None,
        "decision": view.decision.ref if view.decision else None,
        "state": view.state,
        "must_happen": view.must_happen,
        "differs": row.differs,
        "read_hash": row.read_hash,
        "classified": last.sort.value if last else None,
        "differences": [each.to_dict() for each in view.differences],
        "minutes": dict(view.minutes),
        "remarks": [*view.mismatch, *view.remarks],
    }


def _row(view: "PaperView") -> tuple[str, ...]:
    party = view.party.name if view.party else "–"
    return (view.row.ref, view.row.name, view.row.kind.value, party, view.state, view.must_happen)


def _told(found: "list[PaperView]") -> list[str]:
    """Of one paper: each place where it reads otherwise, with what that touches."""
    if len(found) != 1:
        return []
    (view,) = found
    return [
        f"{each.heading}: {each.what}. {' '.join(each.touches)}".strip() for each in view.differences
    ] + list(view.remarks)

"""Bringing texts in."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.norwegian import command, group
from registry.cli.opening import Register, writing
from registry.cli.options import Json
from registry.cli.output import Rows, answer, complain, read_in
from registry.cli.words import one_of
from registry.errors import BadInput

if TYPE_CHECKING:
    from documents.kinds import ChangeClass, Language
    from registry.operations.imports import Choices, Imported
    from registry.tables import DocumentRow, PairRow, VersionRow

app = group("Skriv i registeret.")


@command(
    app, "import", "Les en .docx- eller .md-fil inn som utkast. Det som ikke kom med, står i merknadene."
)
def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FIL", help="En .docx- eller .md-fil.")],
    document: Annotated[
        str, typer.Option("--document", metavar="REF", help="Ny versjon av dette dokumentet.")
    ] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="SLAG", help="Nytt dokument av dette slaget.")] = "",
    title: Annotated[
        str, typer.Option("--title", metavar="TITTEL", help="Tittelen på et nytt dokument.")
    ] = "",
    ref: Annotated[str, typer.Option("--ref", metavar="NAVN", help="Kort navn på et nytt dokument.")] = "",
    pair: Annotated[
        str, typer.Option("--pair", metavar="KOMMUNE+FORETAK", help="Paret en særavtale gjelder.")
    ] = "",
    number: Annotated[
        str, typer.Option("--number", metavar="NUMMER", help="Versjonsnummer; ellers det neste.")
    ] = "",
    change: Annotated[str, typer.Option("--change", metavar="ENDRING", help="ny, revisjon, mindre ...")] = "",
    language: Annotated[str, typer.Option("--language", metavar="nb|nn", help="Målform.")] = "",
    changes: Annotated[
        str,
        typer.Option(
            "--changes", metavar="VALG", help="Sporede endringer: godta (ellers dette), avvis eller forslag."
        ),
    ] = "godta",
    headings: Annotated[
        str,
        typer.Option(
            "--headings",
            metavar="all|none",
            help="Foreslåtte overskrifter i en fil uten overskriftsstiler: alle (ellers dette) eller ingen.",
        ),
    ] = "all",
    json: Json = False,
) -> None:
    """A file becomes a draft of a new version, of a document there is or of a new one."""
    from documents.docx import Tracked
    from documents.kinds import ChangeClass, Language
    from registry.operations.imports import Choices

    _refuse_both(document, kind, title)
    data = read_in(file)
    wanted_change = one_of(ChangeClass, change, "slag endring") if change else None
    wanted_language = one_of(Language, language, "målform") if language else None
    tracked = one_of(Tracked, changes, "valg for sporede endringer")
    choices = Choices(tracked, _chosen_headings(headings))
    with writing(context) as at:
        row = _known(at, document) if document else _new(at, kind, title, ref, pair)
        wanted = _Wanted(number, wanted_change, wanted_language, choices)
        imported, version, amendments = _draft(at, row, file.name, data, wanted)
    facts = {
        "document": row.ref,
        "version": version.number,
        "sections": [
            {"id": each.id, "number": each.number, "title": each.title} for each in imported.text.walk()
        ],
        "remarks": [{"code": r.code, "message": r.message, "place": r.place} for r in imported.remarks],
        "account": _account(imported),
        "changes": tracked.value,
        "amendments": amendments,
    }
    sections = sum(1 for _ in imported.text.walk())
    rows = [(remark.place, remark.message) for remark in imported.remarks]
    told = f"{file.name} er nå utkastet {row.ref}@{version.number}, med {sections} punkter."
    account = imported.reading.account.sentence if imported.reading else ""
    proposals = f"{amendments} forslag venter på svar." if amendments else ""
    answer(facts, json, told, account, proposals, Rows(("Sted", "Merknad"), rows))
    if rows and json:
        complain(f"{len(rows)} merknader: se «remarks».")


@dataclass(frozen=True, slots=True)
class _Wanted:
    number: str
    change: "ChangeClass | None"
    language: "Language | None"
    choices: "Choices"


def _chosen_headings(typed: str) -> dict[str, int] | None:
    """None takes what is proposed; an empty choice is no heading at all."""
    if typed not in {"all", "none"}:
        raise BadInput("Filen er ikke lest inn.", f"--headings {typed} er ukjent.", "Skriv all eller none.")
    return None if typed == "all" else {}


def _account(imported: "Imported") -> dict[str, object] | None:
    """What became of every word of a Word file."""
    if imported.reading is None:
        return None
    account = imported.reading.account
    return {"sentence": account.sentence, "balances": account.balances, **asdict(account)}


def _refuse_both(document: str, kind: str, title: str) -> None:
    if bool(document) == bool(kind or title) or bool(kind) != bool(title):
        raise BadInput(
            "Filen er ikke lest inn.",
            "Det er ikke klart om den er en ny versjon eller et nytt dokument.",
            "Skriv enten --document REF, eller både --kind SLAG og --title TITTEL.",
        )


def _known(at: Register, ref: str) -> "DocumentRow":
    from registry.queries import documents

    return documents.document(at.session, at.community, ref)


def _new(at: Register, kind: str, title: str, ref: str, pair: str) -> "DocumentRow":
    from documents.kinds import DocumentKind
    from registry import clock
    from registry.operations.documents import add_document
    from registry.operations.imports import short_name_of
    from registry.permissions import OPERATOR

    return add_document(
        at.session,
        OPERATOR,
        at.community,
        ref or short_name_of(title),
        one_of(DocumentKind, kind, "slag dokument"),
        title,
        clock.now(),
        pair=_pair(at, pair) if pair else None,
    )


def _draft(
    at: Register,
    row: "DocumentRow",
    name: str,
    data: bytes,
    wanted: _Wanted,
) -> "tuple[Imported, VersionRow, int]":
    """Read the file and make the draft, on the ground of the version before it where there is one.

    Answers with how many amendments were made of what the file's authors propose.
    """
    from documents.kinds import ChangeClass, Language
    from registry import clock
    from registry.operations.bringing_in import bring_in, make_of
    from registry.operations.documents import Draft
    from registry.operations.imports import next_number
    from registry.permissions import OPERATOR
    from registry.queries import documents

    versions = documents.versions_of(at.session, row)
    before = versions[-1] if versions else None
    now = clock.now()
    kept, imported = bring_in(
        at.session, OPERATOR, at.community, name, data, row, before, row.title, wanted.choices, {}, now
    )
    draft = Draft(
        number=wanted.number or next_number([version.number for version in versions], clock.today()),
        source=imported.source,
        language=wanted.language or (before.language if before else Language.NB),
        change=wanted.change or (ChangeClass.REVISJON if before else ChangeClass.NY),
        based_on=before,
    )
    version, amendments = make_of(at.session, OPERATOR, kept, row, draft, now)
    return imported, version, amendments


def _pair(at: Register, typed: str) -> "PairRow":
    from registry.queries import parties

    views = parties.pairs(at.session, at.community)
    found = next((view for view in views if f"{view.kommune.ref}+{view.foretak.ref}" == typed.strip()), None)
    if found is None:
        raise BadInput(
            f"Paret «{typed}» finnes ikke.", "", "Skriv kommunens og foretakets korte navn med + mellom."
        )
    return found.row

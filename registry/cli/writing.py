"""Bringing texts in."""

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
    from registry.operations.imports import Imported
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
    json: Json = False,
) -> None:
    """A file becomes a draft of a new version, of a document there is or of a new one."""
    from documents.kinds import ChangeClass, Language

    _refuse_both(document, kind, title)
    data = read_in(file)
    wanted_change = one_of(ChangeClass, change, "slag endring") if change else None
    wanted_language = one_of(Language, language, "målform") if language else None
    with writing(context) as at:
        row = _known(at, document) if document else _new(at, kind, title, ref, pair)
        imported, version = _draft(at, row, file.name, data, number, wanted_change, wanted_language)
    facts = {
        "document": row.ref,
        "version": version.number,
        "sections": [
            {"id": each.id, "number": each.number, "title": each.title} for each in imported.text.walk()
        ],
        "remarks": [{"code": r.code, "message": r.message, "place": r.place} for r in imported.remarks],
    }
    sections = sum(1 for _ in imported.text.walk())
    rows = [(remark.place, remark.message) for remark in imported.remarks]
    told = f"{file.name} er nå utkastet {row.ref}@{version.number}, med {sections} punkter."
    answer(facts, json, told, Rows(("Sted", "Merknad"), rows))
    if rows and json:
        complain(f"{len(rows)} merknader: se «remarks».")


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
    number: str,
    change: "ChangeClass | None",
    language: "Language | None",
) -> "tuple[Imported, VersionRow]":
    """Read the file and make the draft, on the ground of the version before it where there is one."""
    from documents.kinds import ChangeClass, Language
    from registry import clock
    from registry.operations.documents import Draft, make_draft
    from registry.operations.imports import next_number, read_file
    from registry.permissions import OPERATOR
    from registry.queries import documents
    from registry.queries.identities import identities_elsewhere

    versions = documents.versions_of(at.session, row)
    before = versions[-1] if versions else None
    elsewhere = identities_elsewhere(at.session, row.community_id, row)
    imported = read_file(name, data, row.title, before, elsewhere)
    draft = Draft(
        number=number or next_number([version.number for version in versions], clock.today()),
        source=imported.source,
        language=language or (before.language if before else Language.NB),
        change=change or (ChangeClass.REVISJON if before else ChangeClass.NY),
        based_on=before,
    )
    return imported, make_draft(at.session, OPERATOR, row, draft, clock.now())


def _pair(at: Register, typed: str) -> "PairRow":
    from registry.queries import parties

    views = parties.pairs(at.session, at.community)
    found = next((view for view in views if f"{view.kommune.ref}+{view.foretak.ref}" == typed.strip()), None)
    if found is None:
        raise BadInput(
            f"Paret «{typed}» finnes ikke.", "", "Skriv kommunens og foretakets korte navn med + mellom."
        )
    return found.row

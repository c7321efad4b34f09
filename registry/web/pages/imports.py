"""A file becomes a draft: read, shown as it will stand with every remark, and then confirmed."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.comparing.diff import Comparison, compare
from documents.html import render
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.markdown import NotALegalText, plain, read
from documents.remarks import Remark
from documents.text import LegalText
from registry import clock
from registry.errors import BadInput, NotFound, RegisterError
from registry.operations import imports
from registry.operations.documents import Draft, add_document, make_draft
from registry.operations.imports import Imported
from registry.permissions import Permission
from registry.queries import documents, parties
from registry.queries.identities import identities_elsewhere
from registry.queries.parties import PairView
from registry.tables import DocumentRow, PairRow, VersionRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/dokumenter")


@router.get("/hent-inn")
def choose(visit: Annotated[Visit, reading(Permission.DRAFTS_WRITE)], dokument: str = "") -> Response:
    """Choose the file, and the document it is a version of."""
    return _form(visit, {"dokument": dokument, "language": "nb"})


@router.post("/hent-inn")
def preview(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)], form: Annotated[Typed, Depends(typed)]
) -> Response:
    """The sections as they will stand, the remarks, and what differs. Nothing is stored."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _read(visit, form))
    if isinstance(outcome, RegisterError):
        return _form(visit, form.values(), outcome)
    document, known, imported = outcome
    told = {**form.values(), "title": form["title"] or plain(imported.text.title), "source": imported.source}
    return _shown(visit, told, document, known, imported.text, imported.remarks)


@router.post("/hent-inn/bekreft")
def confirm(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)], form: Annotated[Typed, Depends(typed)]
) -> Response:
    """Make the draft of what was shown."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _keep(visit, form))
    if isinstance(outcome, RegisterError):
        return _refused(visit, form, outcome)
    document, version = outcome
    path = f"/dokumenter/{document.ref}/{version.number}"
    return see(visit, path, f"Utkastet {document.ref} {version.number} er laget.")


def _form(visit: Visit, values: object, refused: RegisterError | None = None) -> Response:
    rows = documents.all_documents(visit.session, visit.community)
    return show(
        visit,
        "hent-inn.html",
        refused.status if refused else 200,
        values=values,
        errors=errors_of(refused) if refused else {},
        options=[(row.ref, row.title) for row in rows],
        **_choices(visit),
    )


def _shown(
    visit: Visit,
    values: Mapping[str, str],
    document: DocumentRow | None,
    known: VersionRow | None,
    text: LegalText,
    remarks: tuple[Remark, ...] | None,
    refused: RegisterError | None = None,
) -> Response:
    """The text as it will stand. `remarks` are known while the file is at hand; None: shown before."""
    return show(
        visit,
        "hent-inn-se.html",
        refused.status if refused else 200,
        values=values,
        errors=errors_of(refused) if refused else {},
        document=document,
        known=known,
        source=values["source"],
        text=text,
        remarks=remarks,
        html=render(text),
        comparison=_difference(known, text),
        **_choices(visit),
    )


def _refused(visit: Visit, form: Typed, refused: RegisterError) -> Response:
    """The same page with what was typed, so that no file must be chosen again; unless its text is no text."""
    try:
        text = read(form["source"])
        document, known = _document(visit, form["dokument"])
    except (NotALegalText, NotFound):
        return _form(visit, form.values(), refused)
    return _shown(visit, {"source": "", **form.values()}, document, known, text, None, refused)


def _choices(visit: Visit) -> dict[str, object]:
    standing = parties.pairs(visit.session, visit.community, visit.page.today)
    return {
        "kind_options": options(visit.page, DocumentKind),
        "pair_options": [
            (_pair_ref(pair), f"{pair.kommune.name} og {pair.foretak.name}") for pair in standing
        ],
        "language_options": options(visit.page, Language),
    }


def _read(visit: Visit, form: Typed) -> tuple[DocumentRow | None, VersionRow | None, Imported]:
    upload = form.file("file")
    if upload is None:
        raise BadInput("Ingen fil er valgt.", "", "Velg en .docx- eller .md-fil.", "file")
    document, known = _document(visit, form["dokument"])
    title = form["title"] or (document.title if document else "")
    elsewhere = identities_elsewhere(visit.session, visit.community.id, document)
    imported = imports.read_file(upload.filename or "fil", upload.file.read(), title, known, elsewhere)
    return document, known, imported


def _document(visit: Visit, ref: str) -> tuple[DocumentRow | None, VersionRow | None]:
    """The document chosen, and the version the file is held against: the one in force, or else the latest."""
    if not ref:
        return None, None
    document = documents.document(visit.session, visit.community, ref)
    applying = documents.version_in_force(visit.session, visit.community, ref, visit.page.today)
    versions = documents.versions_of(visit.session, document)
    return document, applying.row if applying else versions[-1] if versions else None


def _difference(known: VersionRow | None, text: LegalText) -> Comparison | None:
    return compare(documents.legal_text(known), text) if known else None


def _keep(visit: Visit, form: Typed) -> tuple[DocumentRow, VersionRow]:
    session, community, now = visit.session, visit.community, clock.now()
    document, known = _document(visit, form["dokument"])
    if document is None:
        title = form.line("title", "Tittelen")
        kind = form.choice("kind", DocumentKind, "Slaget dokument")
        ref = imports.short_name_of(title)
        pair = _pair(visit, form["pair"])
        document = add_document(session, visit.who, community, ref, kind, title, now, pair=pair)
    numbers = [each.number for each in documents.versions_of(session, document)]
    draft = Draft(
        number=form["number"] or imports.next_number(numbers, visit.page.today),
        source=form["source"],
        language=form.choice("language", Language, "Språket"),
        change=ChangeClass.REVISJON if known else ChangeClass.NY,
        reason=form.text("reason", "Begrunnelsen", required=False),
        based_on=known,
    )
    return document, make_draft(session, visit.who, document, draft, now)


def _pair(visit: Visit, ref: str) -> PairRow | None:
    """The pair that was chosen for a special agreement."""
    standing = parties.pairs(visit.session, visit.community, visit.page.today)
    return next((pair.row for pair in standing if ref and _pair_ref(pair) == ref), None)


def _pair_ref(pair: PairView) -> str:
    return f"{pair.kommune.ref}+{pair.foretak.ref}"

"""A file becomes a draft: kept, shown as it will stand with every remark, read otherwise, confirmed."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.comparing.diff import Comparison, compare
from documents.docx import Tracked
from documents.docx.reading.proposals import DEEPEST
from documents.html import render
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.markdown import plain
from documents.remarks import Remark
from documents.text import LegalText
from registry import clock
from registry.errors import BadInput, NotFound, RegisterError
from registry.operations import imports
from registry.operations.bringing_in import Waiting, bring_in, make_of, read_again, waiting
from registry.operations.documents import Draft, add_document
from registry.operations.imports import Choices
from registry.permissions import Permission
from registry.queries import documents, incoming, parties
from registry.queries.parties import PairView
from registry.tables import DocumentRow, PairRow, ReceivedFileRow, VersionRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/dokumenter")

SAID = ("dokument", "title", "kind", "pair", "number", "language", "reason")
"""What a person says of a file."""
NEEDS_YOU = {
    "equation",
    "figure",
    "hidden-text",
    "image",
    "link",
    "lost",
    "note-missing",
    "note-without-mark",
    "number-form",
    "object",
    "outside-field",
    "proposed-headings",
    "symbol",
    "text-box",
    "title-guessed",
}
"""The codes of remarks on what somebody may have to mend; all others only tell."""


@router.get("/hent-inn")
def choose(visit: Annotated[Visit, reading(Permission.DRAFTS_WRITE)], dokument: str = "") -> Response:
    """Choose the file, and the document it is a version of; or go on with one that is here."""
    return _form(visit, {"dokument": dokument, "language": "nb"})


@router.post("/hent-inn")
def receive(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)], form: Annotated[Typed, Depends(typed)]
) -> Response:
    """Read the file and keep it until it is known what becomes of it."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _receive(visit, form))
    if isinstance(outcome, RegisterError):
        return _form(visit, form.values(), outcome)
    return see(visit, f"/dokumenter/hent-inn/{outcome.ref}")


@router.get("/hent-inn/{ref}")
def preview(visit: Annotated[Visit, reading(Permission.DRAFTS_WRITE)], ref: str) -> Response:
    """The sections as they will stand, what became of every word, the remarks, and what differs."""
    row = incoming.incoming_file(visit.session, visit.community, ref)
    if row.version_id:
        return see(visit, _made_of(visit, row))
    return _shown(visit, row, waiting(row))


@router.post("/hent-inn/{ref}/les")
def read_otherwise(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)],
    form: Annotated[Typed, Depends(typed)],
    ref: str,
) -> Response:
    """Read the same file again as somebody now chooses."""
    check_form(visit, form["csrf"])
    row = incoming.incoming_file(visit.session, visit.community, ref)
    if row.version_id:
        return see(visit, _made_of(visit, row))
    outcome = visit.act(lambda: _read_again(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _shown(visit, row, waiting(row), refused=outcome)
    return see(visit, f"/dokumenter/hent-inn/{ref}", "Filen er lest på nytt.")


@router.post("/hent-inn/{ref}/bekreft")
def confirm(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)],
    form: Annotated[Typed, Depends(typed)],
    ref: str,
) -> Response:
    """Make the draft of what was shown."""
    check_form(visit, form["csrf"])
    row = incoming.incoming_file(visit.session, visit.community, ref)
    if row.version_id:
        return see(visit, _made_of(visit, row))
    outcome = visit.act(lambda: _make(visit, row, form))
    if isinstance(outcome, RegisterError):
        return _shown(visit, row, waiting(row), form.values(), outcome)
    document, version, amendments = outcome
    path = f"/dokumenter/{document.ref}/{version.number}"
    waits = f" {amendments} forslag venter på svar." if amendments else ""
    return see(visit, path, f"Utkastet {document.ref} {version.number} er laget.{waits}")


def _form(visit: Visit, values: object, refused: RegisterError | None = None) -> Response:
    rows = documents.all_documents(visit.session, visit.community)
    return show(
        visit,
        "hent-inn.html",
        refused.status if refused else 200,
        values=values,
        errors=errors_of(refused) if refused else {},
        options=[(row.ref, row.title) for row in rows],
        waiting=incoming.waiting_files(visit.session, visit.community),
        **_options(visit),
    )


def _shown(
    visit: Visit,
    row: ReceivedFileRow,
    found: Waiting,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
) -> Response:
    """The text as it will stand, with all that is to be said of it."""
    text, read = found.imported.text, found.imported.reading
    said = {**found.typed, **(values or {})}
    document, known = _document_or_none(visit, found.typed.get("dokument", ""))
    remarks = found.imported.remarks
    return show(
        visit,
        "hent-inn-se.html",
        refused.status if refused else 200,
        file=row,
        values={**said, "title": said.get("title") or plain(text.title), "endringer": found.choices.tracked},
        errors=errors_of(refused) if refused else {},
        document=document,
        known=known,
        text=text,
        html=render(text),
        account=read.account if read else None,
        needs_you=[each for each in remarks if each.code in NEEDS_YOU],
        others=_by_kind([each for each in remarks if each.code not in NEEDS_YOU]),
        changes=read.changes if read else {},
        proposed=read.proposed if read else (),
        ranks=[(str(rank), str(rank)) for rank in range(1, DEEPEST + 1)],
        comparison=_difference(known, text),
        **_options(visit),
    )


def _by_kind(remarks: Sequence[Remark]) -> list[Remark]:
    """Those of one kind side by side, in the order the kinds were met."""
    kinds = list(dict.fromkeys(each.code for each in remarks))
    return sorted(remarks, key=lambda each: kinds.index(each.code))


def _options(visit: Visit) -> dict[str, object]:
    standing = parties.pairs(visit.session, visit.community, visit.page.today)
    return {
        "kind_options": options(visit.page, DocumentKind),
        "pair_options": [
            (_pair_ref(pair), f"{pair.kommune.name} og {pair.foretak.name}") for pair in standing
        ],
        "language_options": options(visit.page, Language),
    }


def _receive(visit: Visit, form: Typed) -> ReceivedFileRow:
    upload = form.file("file")
    if upload is None:
        raise BadInput("Ingen fil er valgt.", "", "Velg en .docx- eller .md-fil.", "file")
    document, known = _document(visit, form["dokument"])
    said = {name: form[name] for name in SAID if form[name]}
    row, _ = bring_in(
        visit.session,
        visit.who,
        visit.community,
        upload.filename or "fil",
        upload.file.read(),
        document,
        known,
        form["title"],
        Choices(),
        said,
        clock.now(),
    )
    return row


def _read_again(visit: Visit, row: ReceivedFileRow, form: Typed) -> None:
    found = waiting(row)
    document, known = _document(visit, found.typed.get("dokument", ""))
    choices = Choices(
        form.choice("endringer", Tracked, "Hva som skal gjøres med sporede endringer,")
        if form["endringer"]
        else found.choices.tracked,
        _headings(form) if form["velger-overskrifter"] else found.choices.headings,
    )
    read_again(visit.session, visit.community, row, document, known, choices, found.typed)


def _headings(form: Typed) -> dict[str, int]:
    """The lines that were ticked, by place, each with the rank that was chosen for it."""
    return {
        place: form.number(f"niva-{place}", "Nivået", 1, DEEPEST) or 1 for place in form.all("overskrift")
    }


def _document(visit: Visit, ref: str) -> tuple[DocumentRow | None, VersionRow | None]:
    """The document chosen, and the version the file is held against: the one in force, or else the latest."""
    if not ref:
        return None, None
    document = documents.document(visit.session, visit.community, ref)
    applying = documents.version_in_force(visit.session, visit.community, ref, visit.page.today)
    versions = documents.versions_of(visit.session, document)
    return document, applying.row if applying else versions[-1] if versions else None


def _document_or_none(visit: Visit, ref: str) -> tuple[DocumentRow | None, VersionRow | None]:
    try:
        return _document(visit, ref)
    except NotFound:
        return None, None


def _difference(known: VersionRow | None, text: LegalText) -> Comparison | None:
    return compare(documents.legal_text(known), text) if known else None


def _make(visit: Visit, row: ReceivedFileRow, form: Typed) -> tuple[DocumentRow, VersionRow, int]:
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
        source=waiting(row).imported.source,
        language=form.choice("language", Language, "Språket"),
        change=ChangeClass.REVISJON if known else ChangeClass.NY,
        reason=form.text("reason", "Begrunnelsen", required=False),
        based_on=known,
    )
    version, amendments = make_of(session, visit.who, row, document, draft, now)
    return document, version, amendments


def _made_of(visit: Visit, row: ReceivedFileRow) -> str:
    """The page of the version that the file became."""
    version = incoming.became(visit.session, row)
    document = visit.session.get(DocumentRow, version.document_id) if version else None
    return f"/dokumenter/{document.ref}/{version.number}" if document and version else "/dokumenter"


def _pair(visit: Visit, ref: str) -> PairRow | None:
    """The pair that was chosen for a special agreement."""
    standing = parties.pairs(visit.session, visit.community, visit.page.today)
    return next((pair.row for pair in standing if ref and _pair_ref(pair) == ref), None)


def _pair_ref(pair: PairView) -> str:
    return f"{pair.kommune.ref}+{pair.foretak.ref}"

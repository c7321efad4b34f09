"""Files that come back: taken in, held against what was sent, and listed suggestion by suggestion."""

from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from documents.docx import Reading
from documents.docx.reading.carrying import account_of
from documents.lifecycle import Stage
from documents.returning.kinds import AmendmentState
from registry import clock, fields
from registry.errors import BadInput, Changed, RegisterError
from registry.operations import answering
from registry.operations import exchange as operations
from registry.permissions import Permission
from registry.queries import amendments, exchange
from registry.queries.amendments import AmendmentView, Only
from registry.queries.documents import VersionView
from registry.queries.exports import File, Format
from registry.tables import ReceivedFileRow
from registry.web.answers import download, see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.pages.amendments import here, sections_to_choose
from registry.web.pages.drafting import version
from registry.web.visits import Visit, before_writing, check_form, reading, writing

router = APIRouter()
HERE = "/dokumenter/{ref}/{number}/svar"
MOST_AT_ONCE = 25
"""Files that may be taken in at once."""
ALL = Only()
Form = Annotated[Typed, Depends(typed)]


def _read_ahead(request: Request, form: Form) -> Mapping[str, Reading | RegisterError]:
    """The files by their SHA-256, read before the register is held for writing: 25 take a while.

    None is read of more than may be taken in: nobody waits for that to be told that they are too many.
    """
    before_writing(request, Permission.DRAFTS_WRITE, form["csrf"])
    found: dict[str, Reading | RegisterError] = {}
    chosen = form.files("file")
    for upload in chosen if len(chosen) <= MOST_AT_ONCE else ():
        data = upload.file.read()
        upload.file.seek(0)
        try:
            found[sha256(data).hexdigest()] = operations.read_returned(_name(upload), data)
        except RegisterError as refused:
            found[sha256(data).hexdigest()] = refused
    return found


ReadAhead = Annotated[Mapping[str, Reading | RegisterError], Depends(_read_ahead)]
Reads = Annotated[Visit, reading(Permission.DRAFTS_READ)]
Writing = Annotated[Visit, writing(Permission.DRAFTS_WRITE)]


@router.get(HERE)
def suggestions(
    visit: Reads, ref: str, number: str, fil: str = "", forfatter: str = "", stand: str = ""
) -> Response:
    """Every suggestion to the draft in one list: what clashes, what has no place, section by section."""
    unchanged(visit)
    return _list(visit, version(visit, ref, number), Only(fil, forfatter, stand))


@router.post(HERE)
def take_in(read: ReadAhead, visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Take in the files. Each stands by itself: one that cannot be read leaves the others in."""
    check_form(visit, form["csrf"])
    view = version(visit, ref, number)
    chosen = form.files("file")
    if len(chosen) > MOST_AT_ONCE or not chosen:
        return _list(visit, view, refused=[_wrong_count(len(chosen))], values=form.values())
    told: list[str] = []
    refused: list[RegisterError] = []
    for upload in chosen:
        taking = partial(_take, visit, view, _name(upload), upload.file.read(), form["sender"], read)
        outcome = visit.act(taking)
        if isinstance(outcome, RegisterError):
            refused.append(outcome)
        else:
            told.append(outcome)
    if refused:
        return _list(visit, view, refused=refused, told=told, values=form.values())
    return see(visit, f"{here(view)}#forslagene", " ".join(told))


@router.get(HERE + "/alle")
def several(visit: Reads, ref: str, number: str, fil: str = "", punkt: str = "") -> Response:
    """What will be accepted, if all that fit from one file or about one section are."""
    unchanged(visit)
    return _several(visit, version(visit, ref, number), fil, punkt)


@router.post(HERE + "/alle")
def accept_several(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Accept them, all or none."""
    check_form(visit, form["csrf"])
    view = version(visit, ref, number)
    told = visit.session, visit.who, view.document, view.row
    outcome = visit.act(lambda: answering.accept_all(*told, _revisions(form), clock.now()))
    if isinstance(outcome, RegisterError):
        return _several(visit, view, form["fil"], form["punkt"], outcome)
    return see(visit, f"{here(view)}#forslagene", f"{len(outcome)} forslag er godtatt og skrevet i utkastet.")


@router.get(HERE + "/fil/{file}")
def how_read(visit: Reads, ref: str, number: str, file: str, rett: str = "") -> Response:
    """How a file was read: what it was held against, and what each of its sections was held to be."""
    unchanged(visit)
    return _how_read(visit, version(visit, ref, number), file, rett)


@router.post(HERE + "/fil/{file}")
def correct(visit: Writing, ref: str, number: str, file: str, form: Form) -> Response:
    """Say which section one of the file's sections is. What nobody has answered is made anew."""
    check_form(visit, form["csrf"])
    view = version(visit, ref, number)
    outcome = visit.act(lambda: _correct(visit, view, file, form))
    if isinstance(outcome, RegisterError):
        return _how_read(visit, view, file, form["sted"], outcome)
    told = f"Punktet er rettet. Filen har {outcome} åpne forslag nå. De som var besvart, står som før."
    return see(visit, f"{here(view)}/fil/{quote(file)}#lest", told)


@router.get(HERE + "/fil/{file}/som-den-kom")
def as_it_came(visit: Reads, ref: str, number: str, file: str) -> Response:
    """The file itself, as it came in."""
    row = exchange.received_file(visit.session, version(visit, ref, number).row, file)
    return download(File(row.name, Format.DOCX.media_type, row.data))


def _wrong_count(count: int) -> BadInput:
    if not count:
        return BadInput("Ingen fil er valgt.", "", "Velg Word-filen du fikk tilbake.", "file")
    return BadInput(
        "Det er valgt for mange filer.",
        f"Det er {count}, og det er plass til {MOST_AT_ONCE} om gangen.",
        "Ta dem inn i flere omganger. Ingen av dem er tatt inn.",
        "file",
    )


def _name(upload: UploadFile) -> str:
    return (upload.filename or "fil").replace("\\", "/").rpartition("/")[2][-fields.LINE_LENGTH :]


def _take(
    visit: Visit,
    view: VersionView,
    name: str,
    data: bytes,
    sender: str,
    read: Mapping[str, Reading | RegisterError],
) -> str:
    """Take in one file, which is read already; a word about what it proposes."""

    def known(_: str, content: bytes) -> Reading:
        found = read[sha256(content).hexdigest()]
        if isinstance(found, RegisterError):
            raise found
        return found

    now, before = clock.now(), {row.id for row in exchange.received(visit.session, view.row)}
    told = visit.session, visit.who, view.document, view.row, name, data, sender
    row = operations.take_back(*told, visit.house.seal_key, now, known)
    if row.id in before:
        return f"«{name}» er tatt inn før, som «{row.name}», og er ikke tatt inn en gang til."
    count = amendments.count_of(visit.session, row)
    return f"«{name}» har {count} forslag." if count else f"«{name}» har ingenting å foreslå."


def _list(
    visit: Visit,
    view: VersionView,
    only: Only = ALL,
    refused: Sequence[RegisterError] = (),
    told: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
) -> Response:
    answers = amendments.answers(visit.session, view.row, only)
    names = exchange.names_of(visit.session, (row.received_by for row in answers.files))
    return show(
        visit,
        "svar.html",
        refused[0].status if refused else 200,
        view=view,
        answers=answers,
        only=only,
        names=names,
        is_draft=view.row.stage is Stage.DRAFT,
        state_options=options(visit.page, AmendmentState),
        base_sections={
            row.id: sections_to_choose(exchange.base_text(row)) for row in _files_of(answers.tray)
        },
        most=MOST_AT_ONCE,
        told=told,
        refused=refused,
        values=values or {},
        errors={"file": " ".join(map(str, refused))} if refused else {},
    )


def _files_of(tray: Sequence[AmendmentView]) -> Sequence[ReceivedFileRow]:
    return list({each.file.id: each.file for each in tray}.values())


def _revisions(form: Typed) -> dict[int, int]:
    """Each suggestion and the edition of it that the person saw, as the page wrote them: "12-1"."""
    pairs = [each.partition("-")[::2] for each in form.all("forslag")]
    if not pairs or not all(
        part.isascii() and part.isdecimal() and len(part) < 10 for p in pairs for part in p
    ):
        raise BadInput("Ingen forslag er valgt.", "", "Åpne siden på nytt. Ingenting er endret.")
    return {int(identity): int(revision) for identity, revision in pairs}


def _several(
    visit: Visit, view: VersionView, file: str, section: str, refused: RegisterError | None = None
) -> Response:
    answers = amendments.answers(visit.session, view.row)
    asked = [each for each in answers.every if each.is_open and _asked_for(each, file, section)]
    chosen = answers.without_clash(asked)
    return show(
        visit,
        "svar-alle.html",
        refused.status if refused else 200,
        view=view,
        chosen=chosen,
        left=len(asked) - len(chosen),
        file=next((row for row in answers.files if row.ref == file), None),
        section=next((each for each in answers.sections if each.id == section), None),
        asked={"fil": file, "punkt": section},
        errors=errors_of(refused) if refused else {},
        changed=isinstance(refused, Changed),
    )


def _asked_for(each: AmendmentView, file: str, section: str) -> bool:
    """Is it of the file, or about the section? Where neither is named, nothing is asked for."""
    if file:
        return each.file.ref == file
    return bool(section) and amendments.home_of(each) == (section if section != "tekst" else "")


def _correct(visit: Visit, view: VersionView, file: str, form: Typed) -> int:
    row = exchange.received_file(visit.session, view.row, file)
    at = form.number("sted", "Punktet i filen")
    if at is None or not form["punkt"]:
        raise BadInput("Ingenting er endret.", "Det er ikke valgt hvilket punkt det er.", "", "punkt")
    told = visit.session, visit.who, view.document, view.row, row, at
    return operations.correct_match(*told, "" if form["punkt"] == "nytt" else form["punkt"])


def _how_read(
    visit: Visit, view: VersionView, file: str, wanted: str = "", refused: RegisterError | None = None
) -> Response:
    row = exchange.received_file(visit.session, view.row, file)
    report = exchange.report_of(row)
    sections = sections_to_choose(exchange.base_text(row))
    return show(
        visit,
        "svar-fil.html",
        refused.status if refused else 200,
        view=view,
        file=row,
        report=report,
        account=account_of(report["account"]),
        names=exchange.names_of(visit.session, [row.received_by]),
        sending=exchange.sending_of(visit.session, row),
        headings=dict(sections),
        sections=sections,
        wanted=int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else None,
        is_draft=view.row.stage is Stage.DRAFT,
        errors=errors_of(refused) if refused else {},
    )

"""Papers that come back from the parties: dropped, put where they belong, read, and classified."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from decisions.rounds import DeviationSort
from decisions.words import day_in_words
from documents.attached import FileRead, is_zip
from documents.lifecycle import Stage
from registry import clock, fields
from registry.errors import BadInput, RegisterError
from registry.operations import adopted_papers as operations
from registry.operations.deviations import classify
from registry.operations.source_files import SourceFile
from registry.permissions import Permission
from registry.queries import adopted_papers as queries
from registry.queries import decisions, documents, parties
from registry.queries.adopted_papers import PaperView
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView
from registry.queries.paper_owners import Suggestion, suggestion
from registry.tables import DeviationRow, PaperKind
from registry.web.answers import download, see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, before_writing, check_form, reading, writing

router = APIRouter()
HERE = "/dokumenter/{ref}/{number}/runde/papirer"
MOST_AT_ONCE = 25
"""Files that may be chosen at once; a zip may hold more."""
READ_AT_ONCE = 2
Form = Annotated[Typed, Depends(typed)]
Reads = Annotated[Visit, reading(Permission.DRAFTS_READ)]
Writing = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
Known = Mapping[str, FileRead | RegisterError]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper that nobody has said whose it is, and whose it seems to be."""

    view: PaperView
    suggested: Suggestion | None


def _read_ahead(request: Request, form: Form) -> Known:
    """The files by their SHA-256, read before the register is held for writing: many take a while."""
    before_writing(request, Permission.DECISIONS_RECORD, form["csrf"])
    files = [each for file in _chosen(form)[:MOST_AT_ONCE] for each in _unpacked(file)]
    with ThreadPoolExecutor(READ_AT_ONCE) as readers:  # each waits for a process of its own
        read = readers.map(_tried, files)
        return {sha256(file.data).hexdigest(): found for file, found in zip(files, read, strict=True)}


ReadAhead = Annotated[Known, Depends(_read_ahead)]


@router.get(HERE)
def all_papers(visit: Reads, ref: str, number: str) -> Response:
    """What has come back by the day: what waits for a person first, then every paper with how it stands."""
    unchanged(visit)
    return _list(visit, _version(visit, ref, number))


@router.post(HERE)
def take_in(known: ReadAhead, visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Take in files, or a zip of them. Each stands by itself: one that is unfit leaves the others in."""
    check_form(visit, form["csrf"])
    view, chosen = _version(visit, ref, number), _chosen(form)
    if not chosen or len(chosen) > MOST_AT_ONCE:
        return _list(visit, view, [_wrong_count(len(chosen))], values=form.values())
    told: list[str] = []
    refused: list[RegisterError] = []
    last = ""
    for file in chosen:
        outcome = visit.act(partial(_take, visit, view, file, form["party"], known))
        if isinstance(outcome, RegisterError):
            refused.append(outcome)
            continue
        words, bad, last = outcome
        told.append(words)
        refused += bad
    if refused:
        return _list(visit, view, refused, told, form.values())
    return see(
        visit, f"{_address(view)}/{last}" if len(chosen) == 1 and last else _address(view), " ".join(told)
    )


@router.get(HERE + "/{paper}")
def one_paper(visit: Reads, ref: str, number: str, paper: str) -> Response:
    """What the paper was read as, where it reads otherwise than the text, and what must happen now."""
    unchanged(visit)
    return _show(visit, _version(visit, ref, number), paper)


@router.post(HERE + "/{paper}")
def assign(visit: Writing, ref: str, number: str, paper: str, form: Form) -> Response:
    """Say which party it came from, and which of the party's decisions it belongs to."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _assign(visit, view, paper, form))
    if isinstance(outcome, RegisterError):
        return _show(visit, view, paper, form.values(), outcome)
    return see(visit, f"{_address(view)}/{paper}", "Papiret er knyttet.")


@router.post(HERE + "/{paper}/klassifiser")
def classify_it(visit: Writing, ref: str, number: str, paper: str, form: Form) -> Response:
    """Say what the difference amounts to."""
    check_form(visit, form["csrf"])
    view = _version(visit, ref, number)
    outcome = visit.act(lambda: _classify(visit, view, paper, form))
    if isinstance(outcome, RegisterError):
        return _show(visit, view, paper, form.values(), outcome)
    return see(visit, f"{_address(view)}/{paper}", f"{outcome.sort.label} er registrert.")


@router.get(HERE + "/{paper}/fil")
def as_it_came(visit: Reads, ref: str, number: str, paper: str) -> Response:
    """The file itself, as it came in. It is never shown as a page, whatever it is."""
    view = _version(visit, ref, number)
    return download(queries.file_of(visit.session, queries.paper(visit.session, view.row, paper).row))


def _version(visit: Visit, ref: str, number: str) -> VersionView:
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def _address(view: VersionView) -> str:
    return f"/dokumenter/{view.document.ref}/{view.row.number}/runde/papirer"


def _chosen(form: Typed) -> list[SourceFile]:
    return [_file(upload) for upload in form.files("file")]


def _file(upload: UploadFile) -> SourceFile:
    data = upload.file.read()
    upload.file.seek(0)
    return SourceFile((upload.filename or "fil").replace("\\", "/").rpartition("/")[2], data)


def _unpacked(file: SourceFile) -> list[SourceFile]:
    """The file, or those in it; none of a zip that is to be refused: whoever takes it in says why."""
    if not is_zip(file.data):
        return [file]
    try:
        return operations.unpacked(file)
    except RegisterError:
        return []


def _tried(file: SourceFile) -> FileRead | RegisterError:
    try:
        return operations.read(file)
    except RegisterError as refused:
        return refused


def _wrong_count(count: int) -> BadInput:
    if not count:
        return BadInput(
            "Ingen fil er valgt.", "", "Velg filene partene har sendt, eller en zip av dem.", "file"
        )
    return BadInput(
        "Det er valgt for mange filer.",
        f"Det er {count}, og det er plass til {MOST_AT_ONCE} om gangen.",
        "Pakk dem i en zip, eller ta dem inn i flere omganger. Ingen av dem er tatt inn.",
        "file",
    )


def _take(
    visit: Visit, view: VersionView, file: SourceFile, party: str, known: Known
) -> tuple[str, Sequence[RegisterError], str]:
    """Take in one file or zip: a word about it, what of it was refused, and the paper's ref."""

    def reader(each: SourceFile) -> FileRead:
        found = known[sha256(each.data).hexdigest()]
        if isinstance(found, RegisterError):
            raise found
        return found

    now = clock.now()
    told = visit.session, visit.who, visit.community, view.document, view.row, file, now
    if is_zip(file.data):
        taken = operations.receive_zip(*told, reader=reader)
        count = len(taken.rows)
        words = f"{count} {'papir' if count == 1 else 'papirer'} fra «{file.name}» er tatt inn."
        return words, taken.refused, ""
    before = {row.id for row in queries.same_bytes(visit.session, view.row, sha256(file.data).hexdigest())}
    sender = parties.party(visit.session, visit.community, party) if party else None
    row = operations.receive(*told, party=sender, reader=reader)
    if row.id in before:
        return f"«{file.name}» er tatt inn før, og er ikke tatt inn en gang til.", (), row.ref
    words = "tatt vare på, men ikke lest" if row.kind is PaperKind.UKJENT else f"lest som {row.kind.value}"
    return f"«{file.name}» er {words}.", (), row.ref


def _assign(visit: Visit, view: VersionView, paper: str, form: Typed) -> PaperView:
    found = queries.paper(visit.session, view.row, paper)
    party = parties.party(visit.session, visit.community, form["party"]) if form["party"] else None
    decision = (
        decisions.decision(visit.session, visit.community, form["decision"]).row if form["decision"] else None
    )
    told = visit.session, visit.who, visit.community, view.document, view.row, found.row
    operations.assign(*told, party=party, decision=decision)
    return queries.paper(visit.session, view.row, paper)


def _classify(visit: Visit, view: VersionView, paper: str, form: Typed) -> DeviationRow:
    found = queries.paper(visit.session, view.row, paper)
    return classify(
        visit.session,
        visit.who,
        visit.community,
        view.document,
        view.row,
        found.row,
        form.choice("sort", DeviationSort, "Hva avviket er,"),
        form["reason"],
        form["authority"],
        clock.now(),
        fields.day(form["classified_on"], "classified_on", "Dagen"),
    )


def _list(
    visit: Visit,
    view: VersionView,
    refused: Sequence[RegisterError] = (),
    told: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
) -> Response:
    found = queries.papers(visit.session, view.row, visit.on)
    return show(
        visit,
        "papir-liste.html",
        refused[0].status if refused else 200,
        view=view,
        papers=[each for each in found if not each.waits],
        waiting=[Waiting(each, _suggested(visit, view, each)) for each in found if each.waits],
        asking=sum(each.asks for each in found),
        may=_may(visit, view),
        most=MOST_AT_ONCE,
        party_options=_party_options(visit),
        told=told,
        refused=refused,
        values=values or {},
        errors={"file": " ".join(map(str, refused))} if refused else {},
    )


def _show(
    visit: Visit,
    view: VersionView,
    paper: str,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
) -> Response:
    found = queries.paper(visit.session, view.row, paper)
    suggested = _suggested(visit, view, found) if found.waits else None
    made = decisions.decisions(visit.session, visit.community, version=view.row, uncorrected=True)
    return show(
        visit,
        "papir.html",
        refused.status if refused else 200,
        view=view,
        paper=found,
        suggested=suggested,
        may=_may(visit, view),
        can_classify=not found.waits and (found.row.differs or found.row.kind is not PaperKind.TEKST),
        sort_options=options(visit.page, DeviationSort),
        party_options=_party_options(visit),
        decision_options=[(each.row.ref, _named(each)) for each in made],
        values=values or _first_values(visit, found, suggested),
        errors=errors_of(refused) if refused else {},
    )


def _first_values(visit: Visit, found: PaperView, suggested: Suggestion | None) -> Mapping[str, str]:
    made = suggested.decisions if suggested else ()
    return {
        "party": suggested.party.ref if suggested else "",
        "decision": made[0].row.ref if len(made) == 1 else "",
        "classified_on": day_in_words(visit.page.today),
        "sort": found.last.sort.value if found.last else "",
    }


def _may(visit: Visit, view: VersionView) -> bool:
    return visit.who.may(Permission.DECISIONS_RECORD) and view.row.stage in {Stage.FROZEN, Stage.ADOPTED}


def _suggested(visit: Visit, view: VersionView, found: PaperView) -> Suggestion | None:
    return suggestion(visit.session, visit.community, view.row, found.row, found.minutes)


def _party_options(visit: Visit) -> list[tuple[str, str]]:
    return [(row.ref, row.name) for row in parties.all_parties(visit.session, visit.community)]


def _named(view: DecisionView) -> str:
    return f"{view.body.name}, sak {view.row.case_number}, {day_in_words(view.row.meeting_on)}"

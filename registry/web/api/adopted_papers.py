"""Papers that came back from the parties: taken in, put where they belong, read, and classified."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, UploadFile
from fastapi.responses import Response

from documents.attached.files import LARGEST
from registry import clock
from registry.fields import LINE_LENGTH
from registry.operations import adopted_papers as operations
from registry.operations import deviations
from registry.operations.source_files import SourceFile
from registry.permissions import Permission
from registry.queries import adopted_papers as queries
from registry.queries import decisions, parties
from registry.queries.documents import VersionView
from registry.tables import DecisionRow, PartyRow
from registry.web.answers import download
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import act, create, keyed_read
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_adopted_papers import (
    AssignmentSent,
    DeviationSent,
    DeviationTold,
    PaperSent,
    PapersTold,
    PaperTold,
)
from registry.web.api.types import DecisionRef, DocumentInPath, On, Ref, SectionId, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["rounds"], route_class=ApiRoute)
HERE = VERSION + "/returned-papers"
Reading = Annotated[Call, api_reading(Permission.DRAFTS_READ)]
Writing = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
PaperInPath = Annotated[SectionId, Path(description="The paper's name.", examples=["k3m9x2p7qa"])]
OfParty = Annotated[Ref | None, Form(description="Whom it came from.", examples=["granvik"])]
OfDecision = Annotated[
    DecisionRef | None, Form(description="The decision it belongs to.", examples=["v-0a1b2c3d4e"])
]
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.post(HERE, response_model=PaperTold, **create("take_paper", "Take in a paper that came back"))
def take(
    call: Writing,
    ref: DocumentInPath,
    number: VersionInPath,
    file: Annotated[UploadFile, File(description="The text or the minutes, at most 20 MB.")],
    party: OfParty = None,
    decision: OfDecision = None,
    repeat: RepeatKey = None,
) -> Response:
    """Hold it against the text that was laid forth. The same bytes from the same party are one paper.

    Needs vedtak:registrere.
    """
    data = file.file.read(LARGEST + 1)
    name = (file.filename or "fil")[-LINE_LENGTH:]
    digest = hashlib.sha256(data).hexdigest()
    known = PaperSent(name=name, sha256=digest, party=party or "", decision=decision or "")
    view = known_version(call, ref, number)
    return once(call, repeat, known, lambda: _take(call, view, SourceFile(name, data), known))


@router.post(HERE + "/zip", response_model=PapersTold, **create("take_papers", "Take in a zip of papers"))
def take_many(
    call: Writing,
    ref: DocumentInPath,
    number: VersionInPath,
    file: Annotated[UploadFile, File(description="A zip of at most 100 files, together 100 MB.")],
    repeat: RepeatKey = None,
) -> Response:
    """One paper each; one that cannot be used leaves the others in. Needs vedtak:registrere."""
    data = file.file.read(LARGEST + 1)
    name = (file.filename or "papirer.zip")[-LINE_LENGTH:]
    known = PaperSent(name=name, sha256=hashlib.sha256(data).hexdigest(), party="", decision="")
    view = known_version(call, ref, number)
    return once(call, repeat, known, lambda: _take_many(call, view, SourceFile(name, data)))


@router.get(HERE, **keyed_read("list_returned_papers", "The papers that came back"))
def papers(
    call: Reading, ref: DocumentInPath, number: VersionInPath, wanted: Ask, on: On = None
) -> Page[PaperTold]:
    """Every paper that had come by the day, in the order they came. Needs utkast:lese."""
    found = queries.papers(call.session, known_version(call, ref, number).row, call.day(on))
    return page(call, wanted, found, lambda view: view.row.ref, PaperTold.of)


@router.get(HERE + "/{paper}", **keyed_read("get_returned_paper", "One paper, and where it differs"))
def one_paper(call: Reading, ref: DocumentInPath, number: VersionInPath, paper: PaperInPath) -> PaperTold:
    """What it was read as, where it reads otherwise, and what was said of that. Needs utkast:lese."""
    return PaperTold.of(queries.paper(call.session, known_version(call, ref, number).row, paper))


@router.get(
    HERE + "/{paper}/file",
    response_class=Response,
    **keyed_read("get_returned_paper_file", "The file of a paper", content=_BYTES),
)
def paper_file(call: Reading, ref: DocumentInPath, number: VersionInPath, paper: PaperInPath) -> Response:
    """The file as it came, as bytes to keep. Needs utkast:lese."""
    view = queries.paper(call.session, known_version(call, ref, number).row, paper)
    return download(queries.file_of(call.session, view.row))


@router.post(HERE + "/{paper}/assignment", **act("assign_paper", "Say whose a paper is"))
def assign(
    call: Writing, ref: DocumentInPath, number: VersionInPath, paper: PaperInPath, sent: AssignmentSent
) -> PaperTold:
    """Put it to a party, or to the decision it belongs to; that is fixed. Needs vedtak:registrere."""
    view = known_version(call, ref, number)
    found = queries.paper(call.session, view.row, paper)
    told = call.session, call.who, call.community, view.document, view.row, found.row
    operations.assign(
        *told, party=_party(call, sent.party or ""), decision=_decision(call, sent.decision or "")
    )
    return PaperTold.of(queries.paper(call.session, view.row, paper))


@router.post(
    HERE + "/{paper}/classifications",
    response_model=DeviationTold,
    **create("classify_paper", "Say what a paper's differences amount to"),
)
def classify(
    call: Writing,
    ref: DocumentInPath,
    number: VersionInPath,
    paper: PaperInPath,
    sent: DeviationSent,
    repeat: RepeatKey = None,
) -> Response:
    """The last word counts; a version that only waited for it is then adopted. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _classify(call, known_version(call, ref, number), paper, sent))


def _take(call: Call, view: VersionView, file: SourceFile, known: PaperSent) -> PaperTold:
    told = call.session, call.who, call.community, view.document, view.row, file, clock.now()
    party, decision = _party(call, known.party), _decision(call, known.decision)
    row = operations.receive(*told, party=party, decision=decision)
    return PaperTold.of(queries.paper(call.session, view.row, row.ref))


def _take_many(call: Call, view: VersionView, file: SourceFile) -> PapersTold:
    told = call.session, call.who, call.community, view.document, view.row, file, clock.now()
    taken = operations.receive_zip(*told)
    found = [queries.paper(call.session, view.row, row.ref) for row in taken.rows]
    return PapersTold(papers=list(map(PaperTold.of, found)), refused=list(map(str, taken.refused)))


def _classify(call: Call, view: VersionView, paper: str, sent: DeviationSent) -> DeviationTold:
    found = queries.paper(call.session, view.row, paper)
    told = call.session, call.who, call.community, view.document, view.row, found.row
    row = deviations.classify(*told, sent.sort, sent.reason, sent.authority, clock.now(), sent.on)
    return DeviationTold.of(row)


def _party(call: Call, ref: str) -> PartyRow | None:
    return parties.party(call.session, call.community, ref) if ref else None


def _decision(call: Call, ref: str) -> DecisionRow | None:
    return decisions.decision(call.session, call.community, ref).row if ref else None

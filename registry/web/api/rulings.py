"""What stands beside a decision: a person's answer to the question, and who vouches for the record."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, UploadFile
from fastapi.responses import Response

from registry import clock
from registry.fields import LINE_LENGTH
from registry.operations import certifying
from registry.operations.certifying import LARGEST_FILE
from registry.operations.rulings import RulingEntry, rule_on
from registry.operations.source_files import SourceFile
from registry.permissions import Permission
from registry.queries import certifications, decisions, rulings
from registry.queries.decisions import DecisionView
from registry.tables import DecisionRow
from registry.web.answers import download
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, keyed_read, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_decisions import DECISIONS
from registry.web.api.schemas_rulings import (
    CertificationSent,
    CertificationTold,
    FileSent,
    RulingSent,
    RulingTold,
)
from registry.web.api.types import DecisionRef, Text

router = APIRouter(tags=["decisions"], route_class=ApiRoute)
HERE = "/decisions/{ref}"
DecisionInPath = Annotated[
    DecisionRef, Path(description="The decision's reference.", examples=["v-0a1b2c3d4e"])
]
FileInPath = Annotated[
    str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the file.", examples=["a1f3" * 16])
]
Writing = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
Reading = Annotated[Call, api_reading(Permission.DRAFTS_READ)]
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.get(HERE + "/rulings", **public_read("list_rulings", "What people answered about a decision"))
def list_rulings(call: Annotated[Call, api_reading()], ref: DecisionInPath, wanted: Ask) -> Page[RulingTold]:
    """Every ruling, the latest first: it alone stands. The verdict is as it was."""
    view = open_to(call, ref)
    found = rulings.rulings_of(call.session, view.row)
    return page(call, wanted, found, lambda row: row.ref, lambda row: RulingTold.of(row, _address(view.row)))


@router.post(HERE + "/rulings", response_model=RulingTold, **create("rule_on", "Answer what a verdict asks"))
def rule(call: Writing, ref: DecisionInPath, sent: RulingSent, repeat: RepeatKey = None) -> Response:
    """Keep a person's answer beside the verdict. Only where it is NEEDS_HUMAN. Needs vedtak:registrere.

    A later ruling replaces an earlier; both are kept. A version that only waited for this is then adopted.
    """
    return once(call, repeat, sent, lambda: _rule(call, ref, sent))


@router.get(HERE + "/certifications", **public_read("list_certifications", "Who vouches for a decision"))
def list_certifications(
    call: Annotated[Call, api_reading()], ref: DecisionInPath, wanted: Ask
) -> Page[CertificationTold]:
    """Every certification, the latest first. None: nobody has vouched for the record."""
    view = open_to(call, ref)
    found = certifications.of_decision(call.session, view.row)
    return page(
        call,
        wanted,
        found,
        lambda row: row.certified_at.isoformat(),
        lambda row: CertificationTold.of(row, _address(view.row)),
    )


@router.post(
    HERE + "/certifications",
    response_model=CertificationTold,
    **create("certify_decision", "Vouch for a decision by a link"),
)
def certify(
    call: Writing, ref: DecisionInPath, sent: CertificationSent, repeat: RepeatKey = None
) -> Response:
    """Say that you have seen the decision where the link leads, and that the record says the same.

    Needs vedtak:registrere.
    """
    return once(call, repeat, sent, lambda: _certify(call, ref, sent.note, link=sent.link))


@router.post(
    HERE + "/certifications/files",
    response_model=CertificationTold,
    **create("certify_decision_by_file", "Vouch for a decision by a file"),
)
def certify_by_file(
    call: Writing,
    ref: DecisionInPath,
    file: Annotated[UploadFile, File(description="A file of at most 20 MB, kept byte for byte.")],
    note: Annotated[
        Text, Form(description="What should be known beside it.", examples=["Side 3 i protokollen."])
    ] = "",
    repeat: RepeatKey = None,
) -> Response:
    """Hand in the minutes or the extract you have seen. The register never opens it.

    Needs vedtak:registrere.
    """
    data = file.file.read(LARGEST_FILE + 1)
    name = (file.filename or "fil")[-LINE_LENGTH:]
    known = FileSent(name=name, sha256=hashlib.sha256(data).hexdigest(), note=note)
    return once(call, repeat, known, lambda: _certify(call, ref, note, file=SourceFile(name, data)))


@router.get(
    HERE + "/certifications/files/{sha256}",
    response_class=Response,
    **keyed_read("get_certification_file", "The file a decision was certified by", content=_BYTES),
)
def certification_file(call: Reading, ref: DecisionInPath, sha256: FileInPath) -> Response:
    """The file as it came, as bytes to keep. Needs utkast:lese."""
    view = decisions.decision(call.session, call.community, ref)
    return download(certifications.file_of(call.session, view.row, sha256))


def open_to(call: Call, ref: str) -> DecisionView:
    """The decision, whose words this caller may read; raises NotFound."""
    view = decisions.decision(call.session, call.community, ref)
    view.refuse_closed(call.who)
    return view


def _rule(call: Call, ref: str, sent: RulingSent) -> RulingTold:
    row = decisions.decision(call.session, call.community, ref).row
    entry = RulingEntry(sent.answer, sent.reason, sent.authority, sent.by, sent.on)
    made = rule_on(call.session, call.who, call.community, row, entry, clock.now())
    return RulingTold.of(made, _address(row))


def _certify(
    call: Call, ref: str, note: str, link: str = "", file: SourceFile | None = None
) -> CertificationTold:
    row = decisions.decision(call.session, call.community, ref).row
    made = certifying.certify(
        call.session, call.who, call.community, row, clock.now(), link=link, file=file, note=note
    )
    return CertificationTold.of(made, _address(row))


def _address(row: DecisionRow) -> str:
    return f"{DECISIONS}/{row.ref}"

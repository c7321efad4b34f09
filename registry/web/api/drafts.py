"""Drafts: begun, written, frozen for decision, withdrawn."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from decisions.proposals import Certainty, Finding
from registry import clock
from registry.operations import documents as operations
from registry.operations.documents import Draft
from registry.permissions import Permission
from registry.queries import documents, evidence, findings
from registry.queries.documents import VersionView
from registry.queries.evidence import EvidenceSheet
from registry.tables import VersionRow
from registry.web.api.calls import Call, api_writing
from registry.web.api.conditions import IfMatch, mark_of, require_same
from registry.web.api.described import change, create
from registry.web.api.documents import known_document, known_version
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_documents import DraftSent, FreezeSent, TextSent, WithdrawSent
from registry.web.api.schemas_versions import TextTold, VersionTold
from registry.web.api.types import DocumentInPath, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["drafts"], route_class=ApiRoute)
Writing = Annotated[Call, api_writing(Permission.DRAFTS_WRITE)]
Freezing = Annotated[Call, api_writing(Permission.VERSIONS_FREEZE)]


@router.post(
    "/documents/{ref}/versions",
    response_model=VersionTold,
    **create("make_draft", "Make a draft of a new version"),
)
def make_draft(call: Writing, ref: DocumentInPath, sent: DraftSent, repeat: RepeatKey = None) -> Response:
    """Make a draft. Sections and points without a lasting identity are given one. Needs utkast:skrive."""
    return once(call, repeat, sent, lambda: _make(call, ref, sent))


@router.put(VERSION + "/text", **change("change_draft", "Change a draft's text"))
def change_draft(
    call: Writing,
    ref: DocumentInPath,
    number: VersionInPath,
    sent: TextSent,
    answer: Response,
    if_match: IfMatch = None,
) -> TextTold:
    """Put a new text in the draft, if it is still the one you had before you. Needs utkast:skrive."""
    view = _locked(call, ref, number)
    require_same(if_match, mark_of(view.row), view.row.text, sent.text)
    operations.change_draft(call.session, call.who, view.document, view.row, sent.text, view.row.revision)
    told = TextTold.of(view)
    answer.headers["ETag"] = told.etag
    return told


@router.post(VERSION + "/freeze", **change("freeze_version", "Freeze a draft for decision"))
def freeze(
    call: Freezing, ref: DocumentInPath, number: VersionInPath, sent: FreezeSent, if_match: IfMatch = None
) -> VersionTold:
    """From now on the text is what its hash says, for ever. Needs versjoner:fryse."""
    view = _locked(call, ref, number)
    require_same(if_match, mark_of(view.row), view.row.text)
    held = evidence.sheet_from_base(call.session, view, call.who)
    operations.freeze(
        call.session,
        call.who,
        view.document,
        view.row,
        clock.now(),
        confirmed_change=sent.change,
        suggested=held[1].suggestion.change if held else None,
        findings=_found(sent, held[1] if held else None, call.who.name),
        terms=sent.terms(view.row),
    )
    return _again(call, view)


@router.post(VERSION + "/withdraw", **change("withdraw_version", "Withdraw a draft or a frozen text"))
def withdraw(
    call: Writing, ref: DocumentInPath, number: VersionInPath, sent: WithdrawSent, if_match: IfMatch = None
) -> VersionTold:
    """Take a text that is not adopted out of the way. It stays readable. Needs utkast:skrive."""
    view = _locked(call, ref, number)
    require_same(if_match, mark_of(view.row), view.row.text)
    operations.withdraw(call.session, call.who, view.document, view.row, sent.reason)
    return _again(call, view)


def _found(sent: FreezeSent, sheet: EvidenceSheet | None, who: str) -> frozenset[Finding]:
    """What the caller says that the change does; of what nobody has looked at, what its words point to."""
    if sent.findings is None:
        return findings.possible(sheet.findings) if sheet else frozenset()
    return frozenset(
        Finding(each.trait, each.certainty, each.place, each.by or _by(each.certainty, who))
        for each in sent.findings
    )


def _by(certainty: Certainty, who: str) -> str:
    return who if certainty is Certainty.BEKREFTET else ""


def _make(call: Call, ref: str, sent: DraftSent) -> VersionTold:
    document = known_document(call, ref)
    draft = Draft(
        sent.number,
        sent.text,
        sent.language,
        sent.change,
        sent.label,
        sent.reason,
        sent.entry_rule,
        sent.earliest_from,
        _base(call, ref, sent.based_on),
    )
    row = operations.make_draft(call.session, call.who, document, draft, clock.now())
    return VersionTold.of(documents.view(call.session, document, row, clock.today()))


def _base(call: Call, ref: str, number: str | None) -> VersionRow | None:
    if number is None:
        return None
    return known_version(call, ref, number).row


def _locked(call: Call, ref: str, number: str) -> VersionView:
    """The version, kept from other writers until this call is done."""
    view = known_version(call, ref, number)
    operations.hold(call.session, view.row)
    return view


def _again(call: Call, view: VersionView) -> VersionTold:
    return VersionTold.of(documents.view(call.session, view.document, view.row, clock.today()))

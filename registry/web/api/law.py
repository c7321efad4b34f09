"""The law: does what applies meet it, and which section covers which item, as people have judged."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from documents.coverage import Coverage, Suspicion
from registry import clock
from registry.operations import coverage as operations
from registry.permissions import Permission
from registry.queries import coverage, documents, judgement_rows, parties
from registry.queries.coverage import Compliance
from registry.queries.documents import VersionView
from registry.queries.gaps import Gaps, GapView, gaps
from registry.queries.judgement_list import judgements
from registry.queries.pairs_by_name import pair_named, pair_ref
from registry.queries.parties import PairView
from registry.tables import MarkRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, mark_of_judgement, require_same
from registry.web.api.described import change, create, public_read, remove
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_law import (
    ComplianceTold,
    ConfirmedTold,
    ConfirmSent,
    GapTold,
    JudgementTold,
    MarkSent,
    MarkTold,
    PairComplianceTold,
)
from registry.web.api.types import DocumentInPath, IdInPath, KnownBy, OfPair, OfParty, On, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["law"], route_class=ApiRoute)
Judging = Annotated[Call, api_writing(Permission.COVERAGE_JUDGE)]


@router.get("/compliance", **public_read("get_compliance", "Does what is in force meet the law on a day?"))
def compliance(
    call: Annotated[Call, api_reading()],
    on: On = None,
    party: OfParty = None,
    pair: OfPair = None,
    known: KnownBy = None,
) -> ComplianceTold:
    """Every item of helse- og omsorgstjenesteloven § 6-2 held against the set in force."""
    day = call.day(on)
    if pair is not None:
        found = Gaps(call.session, call.community, day, known).compliance(_pair(call, pair, day))
    else:
        row = parties.party(call.session, call.community, party) if party else None
        found = coverage.compliance(call.session, call.community, day, row, known)
    return ComplianceTold.of(found, party, known or day)


@router.get("/compliance/gaps", **public_read("list_gaps", "What the law demands and the texts do not cover"))
def list_gaps(
    call: Annotated[Call, api_reading()],
    wanted: Ask,
    on: On = None,
    party: OfParty = None,
    pair: OfPair = None,
    known: KnownBy = None,
) -> Page[GapTold]:
    """Open since when and past which date, pairs that stand alike together. Nothing of it is stored."""
    day = call.day(on)
    row = parties.party(call.session, call.community, party) if party else None
    one = _pair(call, pair, day) if pair else None
    found = gaps(call.session, call.community, day, known, row, one)
    return page(call, wanted, found, _gap_key, GapTold.of)


@router.get("/compliance/pairs", **public_read("list_compliance_by_pair", "The same, pair by pair"))
def compliance_by_pair(
    call: Annotated[Call, api_reading()], wanted: Ask, on: On = None, known: KnownBy = None
) -> Page[PairComplianceTold]:
    """The law binds each kommune and trust to one another, so each pair has its own answer."""
    found = coverage.compliance_by_pair(call.session, call.community, call.day(on), known)
    told = [_of_pair(each) for each in found]
    return page(call, wanted, told, lambda each: f"{each.kommune}+{each.foretak}", lambda each: each)


@router.get(
    "/compliance/judgements", **public_read("list_judgements", "Every judgement that counts on a day")
)
def list_judgements(
    call: Annotated[Call, api_reading()],
    wanted: Ask,
    on: On = None,
    party: OfParty = None,
    suspect: Annotated[bool, Query(description="Only those that must be looked at again.")] = False,
) -> Page[JudgementTold]:
    """Those that must be looked at again first, each with both readings."""
    row = parties.party(call.session, call.community, party) if party else None
    found = judgements(call.session, call.community, call.day(on), row)
    kept = [each for each in found if each.suspect or not suspect]
    return page(call, wanted, kept, lambda each: f"{each.mark.id}+{each.view.row.id}", JudgementTold.of)


@router.get(VERSION + "/marks", **public_read("list_marks", "What people judged that a version covers"))
def marks(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, wanted: Ask
) -> Page[MarkTold]:
    """The judgements on one version, in the law's order."""
    found = known_version(call, ref, number)
    suspects = _suspects(call, found)
    return page(
        call,
        wanted,
        coverage.mark_rows(call.session, found.row),
        lambda row: str(row.id),
        lambda row: MarkTold.of(row, suspects.get(row.id, ())),
    )


@router.post(
    VERSION + "/marks", response_model=MarkTold, **create("judge_coverage", "Judge what a section covers")
)
def judge(
    call: Judging, ref: DocumentInPath, number: VersionInPath, sent: MarkSent, repeat: RepeatKey = None
) -> Response:
    """Say how far a section covers an item. A new judgement replaces the old; the log keeps both.

    Needs lovkrav:vurdere.
    """
    return once(call, repeat, sent, lambda: _judge(call, ref, number, sent))


@router.post(
    VERSION + "/marks/{mark_id}/confirm",
    **change("confirm_mark", "Say that an earlier judgement still holds"),
)
def confirm(
    call: Judging,
    ref: DocumentInPath,
    number: VersionInPath,
    mark_id: IdInPath,
    sent: ConfirmSent,
    if_match: IfMatch = None,
) -> ConfirmedTold:
    """Confirm it for this version, on the words as they now read. Needs lovkrav:vurdere."""
    found = known_version(call, ref, number)
    _require_same(judgement_rows.counting(call.session, found.row, mark_id), if_match)
    rows = operations.confirm(
        call.session, call.who, found.document, found.row, mark_id, clock.today(), sent.reason
    )
    return ConfirmedTold(confirmed=[MarkTold.of(row) for row in rows])


@router.delete(VERSION + "/marks/{mark_id}", **remove("withdraw_mark", "Take a judgement back", 412, 428))
def withdraw(
    call: Judging, ref: DocumentInPath, number: VersionInPath, mark_id: IdInPath, if_match: IfMatch = None
) -> None:
    """Take a judgement back from this version on, if it is still the one you had before you.

    Needs lovkrav:vurdere.
    """
    found = known_version(call, ref, number)
    _require_same(judgement_rows.counting(call.session, found.row, mark_id), if_match)
    operations.withdraw(call.session, call.who, found.document, found.row, mark_id, clock.today())


def _require_same(row: MarkRow, if_match: str | None) -> None:
    require_same(if_match, mark_of_judgement(row), row.reason)


def _suspects(call: Call, found: VersionView) -> dict[int, tuple[Suspicion, ...]]:
    """What has changed by today under the judgements of a document, by their number."""
    now = documents.version_in_force(call.session, call.community, found.document.ref, clock.today())
    view = now or found
    judged = coverage.Judged(call.session, call.community, clock.today())
    return {mark.id: mark.suspects for mark in judged.marks(view.document, view.row)}


def _judge(call: Call, ref: str, number: str, sent: MarkSent) -> MarkTold:
    found = known_version(call, ref, number)
    row = operations.judge(
        call.session,
        call.who,
        found.document,
        found.row,
        sent.section,
        sent.nr,
        sent.degree,
        clock.today(),
        sent.reason,
        sent.cited,
        replaces=sent.replaces,
    )
    return MarkTold.of(row)


def _gap_key(view: GapView) -> str:
    """A pair has one gap in each demand at the most."""
    return f"{view.gap.minimum.key}/{pair_ref(view.pairs[0])}"


def _pair(call: Call, typed: str, day: date) -> PairView:
    return pair_named(call.session, call.community, typed.replace(" ", "+"), day)


def _of_pair(found: Compliance) -> PairComplianceTold:
    pair = found.pair
    assert pair is not None, "compliance_by_pair gives a pair each"
    missing = [item.minimum.nr for item in found.items if item.status is Coverage.MISSING]
    return PairComplianceTold(
        kommune=pair.kommune.ref, foretak=pair.foretak.ref, on=found.on, totals=found.totals, missing=missing
    )

"""The law: does what applies meet it, and which section covers which item, as people have judged."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from documents.coverage import Coverage
from registry import clock
from registry.errors import NotFound
from registry.operations import coverage as operations
from registry.permissions import Permission
from registry.queries import coverage, parties
from registry.queries.coverage import Compliance
from registry.tables import MarkRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.conditions import IfMatch, mark_of_judgement, require_same
from registry.web.api.described import create, public_read, remove
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_law import ComplianceTold, MarkSent, MarkTold, PairComplianceTold
from registry.web.api.types import DocumentInPath, IdInPath, OfParty, On, VersionInPath
from registry.web.api.versions import VERSION

router = APIRouter(tags=["law"], route_class=ApiRoute)
Judging = Annotated[Call, api_writing(Permission.COVERAGE_JUDGE)]


@router.get("/compliance", **public_read("get_compliance", "Does what is in force meet the law on a day?"))
def compliance(call: Annotated[Call, api_reading()], on: On = None, party: OfParty = None) -> ComplianceTold:
    """Every item of helse- og omsorgstjenesteloven § 6-2 held against the set in force."""
    row = parties.party(call.session, call.community, party) if party else None
    return ComplianceTold.of(coverage.compliance(call.session, call.community, call.day(on), row), party)


@router.get("/compliance/pairs", **public_read("list_compliance_by_pair", "The same, pair by pair"))
def compliance_by_pair(
    call: Annotated[Call, api_reading()], wanted: Ask, on: On = None
) -> Page[PairComplianceTold]:
    """The law binds each kommune and trust to one another, so each pair has its own answer."""
    found = coverage.compliance_by_pair(call.session, call.community, call.day(on))
    told = [_of_pair(each) for each in found]
    return page(call, wanted, told, lambda each: f"{each.kommune}+{each.foretak}", lambda each: each)


@router.get(VERSION + "/marks", **public_read("list_marks", "What people judged that a version covers"))
def marks(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, wanted: Ask
) -> Page[MarkTold]:
    """The judgements on one version, in the law's order."""
    found = known_version(call, ref, number)
    return page(
        call, wanted, coverage.mark_rows(call.session, found.row), lambda row: str(row.id), MarkTold.of
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


@router.delete(VERSION + "/marks/{mark_id}", **remove("withdraw_mark", "Take a judgement back", 412, 428))
def withdraw(
    call: Judging, ref: DocumentInPath, number: VersionInPath, mark_id: IdInPath, if_match: IfMatch = None
) -> None:
    """Take a judgement back, if it is still the one you had before you. Needs lovkrav:vurdere."""
    found = known_version(call, ref, number)
    row = call.session.get(MarkRow, mark_id)
    if row is None or row.version_id != found.row.id:
        raise NotFound("Vurderingen finnes ikke.", "Den kan være trukket alt.")
    require_same(if_match, mark_of_judgement(row), row.reason)
    operations.withdraw(call.session, call.who, found.document, found.row, mark_id, clock.today())


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
    )
    return MarkTold.of(row)


def _of_pair(found: Compliance) -> PairComplianceTold:
    pair = found.pair
    assert pair is not None, "compliance_by_pair gives a pair each"
    missing = [item.minimum.nr for item in found.items if item.status is Coverage.MISSING]
    return PairComplianceTold(
        kommune=pair.kommune.ref, foretak=pair.foretak.ref, on=found.on, totals=found.totals, missing=missing
    )

"""Joint measures with their four answers, and the duties of the field."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from registry import clock
from registry.operations.measures import MeasureEntry, add_measure, end_measure, judge_measure
from registry.permissions import Permission
from registry.queries import documents, field_duties, measures, parties
from registry.queries.measures import Measure
from registry.queries.pairs_by_name import pair_named
from registry.queries.process_facts import field_facts, measure_facts
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_processes import (
    FieldCoverageTold,
    MeasureEndSent,
    MeasureJudgedSent,
    MeasureRef,
    MeasureSent,
    MeasureTold,
)
from registry.web.api.types import OfParty, On

router = APIRouter(tags=["law"], route_class=ApiRoute)
InPath = Annotated[MeasureRef, Path(description="The measure's name.", examples=["t-0a1b2c3d4e"])]
Reading = Annotated[Call, api_reading()]
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
Judging = Annotated[Call, api_writing(Permission.COVERAGE_JUDGE)]


@router.get("/measures", **public_read("list_measures", "The joint measures that stand on a day"))
def all_of_them(call: Reading, wanted: Ask, on: On = None, party: OfParty = None) -> Page[MeasureTold]:
    """For all or for one party, in the order they were agreed."""
    row = parties.party(call.session, call.community, party) if party else None
    found = measures.measures(call.session, call.community, call.day(on), row)
    return page(call, wanted, found, lambda each: each.row.ref, _told)


@router.get("/measures/{ref}", **public_read("get_measure", "A joint measure with its four answers"))
def one(call: Reading, ref: InPath, on: On = None) -> MeasureTold:
    """Also one that has ended, or is not yet agreed that day."""
    return _told(measures.measure(call.session, call.community, ref, call.day(on)))


@router.post("/measures", response_model=MeasureTold, **create("add_measure", "Record a joint measure"))
def add(call: Recording, sent: MeasureSent, repeat: RepeatKey = None) -> Response:
    """Record that the parties have agreed on something to do together. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _add(call, sent))


@router.post(
    "/measures/{ref}/ends", response_model=MeasureTold, **create("end_measure", "Say which day is the last")
)
def end(call: Recording, ref: InPath, sent: MeasureEndSent, repeat: RepeatKey = None) -> Response:
    """The last word counts; all are kept. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _end(call, ref, sent))


@router.post(
    "/measures/{ref}/marks",
    response_model=MeasureTold,
    **create("judge_measure", "Judge one of the four questions"),
)
def judge(call: Judging, ref: InPath, sent: MeasureJudgedSent, repeat: RepeatKey = None) -> Response:
    """Say how far a place settles the question, and on which words. Needs lovkrav:vurdere."""
    return once(call, repeat, sent, lambda: _judge(call, ref, sent))


@router.get(
    "/compliance/field-duties",
    **public_read("list_field_duties", "The duties of the field, beside § 6-2"),
)
def duties(call: Reading, wanted: Ask, on: On = None, party: OfParty = None) -> Page[FieldCoverageTold]:
    """Pairs that the same texts bind stand together. Judged with the catalogue `feltets-plikter`."""
    row = parties.party(call.session, call.community, party) if party else None
    found = field_duties.field_duties(call.session, call.community, call.day(on), row)
    return page(
        call,
        wanted,
        found,
        lambda each: " ".join(str(pair.row.id) for pair in each.pairs),
        lambda each: FieldCoverageTold.model_validate(field_facts(each)),
    )


def _told(measure: Measure) -> MeasureTold:
    return MeasureTold.model_validate(measure_facts(measure))


def _again(call: Call, ref: str) -> MeasureTold:
    return _told(measures.measure(call.session, call.community, ref, clock.today()))


def _add(call: Call, sent: MeasureSent) -> MeasureTold:
    pair = pair_named(call.session, call.community, sent.pair, sent.agreed_on) if sent.pair else None
    document = documents.document(call.session, call.community, sent.document)
    entry = MeasureEntry(sent.title, document, sent.section, sent.agreed_on, pair, sent.last_day)
    return _again(call, add_measure(call.session, call.who, call.community, entry, clock.now()).ref)


def _end(call: Call, ref: str, sent: MeasureEndSent) -> MeasureTold:
    measure = measures.measure(call.session, call.community, ref, clock.today())
    told = call.session, call.who, call.community, measure
    end_measure(*told, sent.last_day, sent.reason, clock.now())
    return _again(call, ref)


def _judge(call: Call, ref: str, sent: MeasureJudgedSent) -> MeasureTold:
    measure = measures.measure(call.session, call.community, ref, clock.today())
    document, _, number = sent.version.partition("@")
    view = known_version(call, document, number)
    told = call.session, call.who, measure, view, sent.section, sent.nr, sent.degree
    judge_measure(*told, clock.today(), sent.reason, sent.cited)
    return _again(call, ref)

"""Users' part in the making of texts, and the yearly reviews."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from registry import clock
from registry.operations.involvement import InvolvementEntry, not_involved, record_involvement
from registry.operations.reviews import ReviewEntry, not_reviewed, record_review
from registry.permissions import Permission
from registry.queries import documents, involvement, parties, reviews
from registry.queries.involvement import InvolvementView
from registry.queries.pairs_by_name import pair_named
from registry.queries.process_facts import involvement_facts, review_facts, year_facts
from registry.queries.reviews import ReviewView
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.documents import known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_processes import (
    InvolvementSent,
    InvolvementTold,
    NotSoSent,
    ReviewSent,
    ReviewsTold,
    ReviewTold,
)
from registry.web.api.types import OfParty, On

router = APIRouter(tags=["law"], route_class=ApiRoute)
Reading = Annotated[Call, api_reading()]
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]


@router.get("/involvement", **public_read("list_involvement", "What is recorded of users' part"))
def users_part(call: Reading, wanted: Ask) -> Page[InvolvementTold]:
    """Of texts that the caller may read, the latest day first; also what was said not to be so."""
    found = involvement.recorded_involvement(call.session, call.community, call.who)
    return page(call, wanted, found, lambda each: str(each.row.id), _involvement_told)


@router.post(
    "/involvement",
    response_model=InvolvementTold,
    **create("record_involvement", "Record users' part in the work with a text"),
)
def involve(call: Recording, sent: InvolvementSent, repeat: RepeatKey = None) -> Response:
    """The last word about the same thing counts. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _involve(call, sent))


@router.post(
    "/involvement/corrections",
    response_model=InvolvementTold,
    **create("take_back_involvement", "Say that a record of users' part is not so"),
)
def not_so(call: Recording, sent: NotSoSent, repeat: RepeatKey = None) -> Response:
    """Nothing is deleted: the record stays, with this after it. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _not_involved(call, sent))


@router.get("/reviews", **public_read("list_reviews", "The yearly reviews, pair by pair"))
def yearly(call: Reading, on: On = None, party: OfParty = None) -> ReviewsTold:
    """How last year and this stand on the day, and what is recorded."""
    row = parties.party(call.session, call.community, party) if party else None
    day = call.day(on)
    years = reviews.years_of_review(call.session, call.community, day, row)
    recorded = reviews.recorded_reviews(call.session, call.community, day)
    return ReviewsTold.model_validate(
        {
            "on": day,
            "years": [year_facts(each) for each in years],
            "recorded": [review_facts(each) for each in recorded],
        }
    )


@router.post("/reviews", response_model=ReviewTold, **create("record_review", "Record a review"))
def reviewed(call: Recording, sent: ReviewSent, repeat: RepeatKey = None) -> Response:
    """The last word about the same review counts. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _review(call, sent))


@router.post(
    "/reviews/corrections",
    response_model=ReviewTold,
    **create("take_back_review", "Say that a review did not take place"),
)
def not_reviewed_after_all(call: Recording, sent: NotSoSent, repeat: RepeatKey = None) -> Response:
    """Nothing is deleted: the record stays, with this after it. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _not_reviewed(call, sent))


def _involvement_told(view: InvolvementView) -> InvolvementTold:
    return InvolvementTold.model_validate(involvement_facts(view))


def _review_told(view: ReviewView) -> ReviewTold:
    return ReviewTold.model_validate(review_facts(view))


def _involve(call: Call, sent: InvolvementSent) -> InvolvementTold:
    ref, _, number = sent.version.partition("@")
    view = known_version(call, ref, number)
    entry = InvolvementEntry(sent.sort, sent.whom, sent.how, sent.took_part_on, sent.answer, sent.link)
    told = call.session, call.who, call.community, view.document, view.row
    row = record_involvement(*told, entry, clock.now())
    return _involvement_told(InvolvementView(row, view.document, view.row))


def _not_involved(call: Call, sent: NotSoSent) -> InvolvementTold:
    view = involvement.involvement(call.session, call.community, call.who, sent.id)
    row = not_involved(call.session, call.who, view, sent.reason, clock.now())
    return _involvement_told(InvolvementView(view.row, view.document, view.version, row))


def _review(call: Call, sent: ReviewSent) -> ReviewTold:
    document = documents.document(call.session, call.community, sent.document)
    pair = pair_named(call.session, call.community, sent.pair, sent.reviewed_on) if sent.pair else None
    entry = ReviewEntry(document, sent.year, sent.reviewed_on, sent.outcome, sent.told, pair, sent.link)
    row = record_review(call.session, call.who, call.community, entry, clock.now())
    return _review_told(ReviewView(row, document, pair))


def _not_reviewed(call: Call, sent: NotSoSent) -> ReviewTold:
    view = reviews.review(call.session, call.community, sent.id)
    row = not_reviewed(call.session, call.who, view, sent.reason, clock.now())
    return _review_told(ReviewView(view.row, view.document, view.pair, row))

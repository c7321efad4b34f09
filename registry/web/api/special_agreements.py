"""Special agreements: all of a day, what one rests on, and what a version of a text above would touch."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from registry import clock
from registry.operations.special_agreements import read_together
from registry.permissions import Permission
from registry.queries import special_agreements, special_suggestions, special_words
from registry.queries.documents import legal_text
from registry.queries.mandates import clause_named
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.documents import known_document, known_version
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_special import (
    ReadingSent,
    ReadingTold,
    SpecialAgreementTold,
    SpecialAgreementWhole,
    TouchedAgreementTold,
)
from registry.web.api.types import DocumentInPath, On, Ref, VersionInPath

router = APIRouter(tags=["special agreements"], route_class=ApiRoute)
SpecialInPath = Annotated[
    Ref, Path(description="The special agreement's short name.", examples=["saeravtale-granvik"])
]


@router.get("/special-agreements", **public_read("list_special_agreements", "Every special agreement"))
def all_of_them(
    call: Annotated[Call, api_reading()], wanted: Ask, on: On = None
) -> Page[SpecialAgreementTold]:
    """Those you may read, those in force that day first, with how many of their clauses must be read anew."""
    found = special_agreements.special_agreements(call.session, call.community, call.day(on), call.who)
    return page(
        call,
        wanted,
        found,
        lambda each: each.document.ref,
        lambda each: SpecialAgreementTold.model_validate(special_words.summary(each)),
    )


@router.get(
    "/documents/{ref}/governing",
    **public_read("get_governing_clauses", "What a special agreement rests on"),
)
def one(call: Annotated[Call, api_reading()], ref: SpecialInPath, on: On = None) -> SpecialAgreementWhole:
    """The clauses above it as persons read them, what has become of each, its times, and suggestions."""
    known_document(call, ref)
    found = special_agreements.special_agreement(call.session, call.community, ref, call.day(on), call.who)
    history = special_agreements.history(call.session, found.document, call.day(on))
    told = special_words.whole(found, special_suggestions.suggestions(found), history)
    return SpecialAgreementWhole.model_validate(told)


@router.post(
    "/documents/{ref}/governing",
    response_model=ReadingTold,
    **create("read_governing_clause", "Say that a special agreement rests on a clause, or no more"),
)
def read(
    call: Annotated[Call, api_writing(Permission.DRAFTS_WRITE)],
    ref: SpecialInPath,
    sent: ReadingSent,
    repeat: RepeatKey = None,
) -> Response:
    """Keep that the two were read together; the last word about a clause counts. Needs utkast:skrive."""
    return once(call, repeat, sent, lambda: _read(call, ref, sent))


@router.get(
    "/documents/{ref}/versions/{number}/special-agreements",
    **public_read("list_touched_special_agreements", "Which special agreements a version would touch"),
)
def touched(
    call: Annotated[Call, api_reading()], ref: DocumentInPath, number: VersionInPath, on: On = None
) -> list[TouchedAgreementTold]:
    """The clauses that special agreements in force rest on, and that this version changes or takes out."""
    view = known_version(call, ref, number, on)
    found = special_agreements.would_be_flagged(call.session, call.community, view, call.day(on), call.who)
    return [TouchedAgreementTold.model_validate(special_words.touched_dict(each)) for each in found]


def _read(call: Call, ref: str, sent: ReadingSent) -> ReadingTold:
    document = known_document(call, ref)
    view = known_version(call, sent.document, sent.version)
    row = read_together(
        call.session,
        call.who,
        call.community,
        document,
        view.row,
        clause_named(legal_text(view.row), sent.clause),
        sent.on,
        clock.now(),
        holds=sent.holds,
        note=sent.note,
    )
    made = next(
        each for each in special_agreements.history(call.session, document, sent.on) if each.row.id == row.id
    )
    return ReadingTold.model_validate(special_words.reading_dict(made))

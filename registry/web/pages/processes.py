"""What the law asks of the process: users' part in the making of texts, and the yearly review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.involvement import Involvement
from decisions.participation import Participation
from decisions.reviews import ReviewOutcome
from documents.kinds import DocumentKind
from documents.lifecycle import Stage
from registry import clock, fields
from registry.errors import BadInput, RegisterError
from registry.operations.involvement import InvolvementEntry, not_involved, record_involvement
from registry.operations.reviews import ReviewEntry, not_reviewed, record_review
from registry.permissions import Permission
from registry.queries import documents, involvement, participation, parties, reviews
from registry.queries.documents import VersionView
from registry.queries.involvement import InvolvementView
from registry.queries.pairs_by_name import pair_named, pair_ref
from registry.queries.participation import PARTS_OF_THE_AGREEMENT, with_its_drafts
from registry.tables import InvolvementRow, ReviewRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/lovkrav")
Reads = Annotated[Visit, reading()]
Records = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Recording = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]
Form = Annotated[Typed, Depends(typed)]
INVOLVEMENT, REVIEWS = "/lovkrav/medvirkning", "/lovkrav/gjennomganger"


@dataclass(frozen=True, slots=True)
class TextWithUsers:
    """A version, the users' part in it as it stands, and what is recorded of it."""

    view: VersionView
    part: Participation
    recorded: tuple[InvolvementView, ...]

    def is_late(self, each: InvolvementView) -> bool:
        """Did it come when the text was finished?"""
        finished = self.part.finished_on
        return finished is not None and each.row.took_part_on >= finished


@router.get("/medvirkning")
def users_part(visit: Reads) -> Response:
    """The users' part in each text that applies, and in those under way as far as the reader may know."""
    unchanged(visit)
    return show(
        visit,
        "medvirkning.html",
        texts=[
            _with_users(visit, view)
            for view in (
                *documents.the_set(visit.session, visit.community, visit.on),
                *documents.under_way(visit.session, visit.community, visit.who, visit.on),
            )
            if view.document.kind in PARTS_OF_THE_AGREEMENT
        ],
    )


@router.get("/medvirkning/ny")
def involve_form(visit: Records, versjon: str = "") -> Response:
    """Who, how, when, on which version, and what came of it."""
    return _involve_form(visit, {"version": versjon, "sort": Involvement.ORGANISASJON.value})


@router.post("/medvirkning/ny")
def involved(visit: Recording, form: Form) -> Response:
    """Record it, also where it came too late to count."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _involve(visit, form))
    if isinstance(outcome, RegisterError):
        return _involve_form(visit, form.values(), outcome)
    return see(visit, INVOLVEMENT, "Medvirkningen er ført.")


@router.get("/medvirkning/rett")
def not_involved_form(visit: Records) -> Response:
    """Which record is not so, and why."""
    return _correct_form(visit, INVOLVEMENT, _involvement_options(visit), {})


@router.post("/medvirkning/rett")
def taken_back(visit: Recording, form: Form) -> Response:
    """Say that a record is not so. It stays, with this after it."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _not_involved(visit, form))
    if isinstance(outcome, RegisterError):
        return _correct_form(visit, INVOLVEMENT, _involvement_options(visit), form.values(), outcome)
    return see(visit, INVOLVEMENT, "Føringen teller ikke lenger. Den står i loggen, med grunnen.")


@router.get("/gjennomganger")
def yearly_reviews(visit: Reads, part: str = "") -> Response:
    """How last year and this stand for every pair, and the reviews that are recorded."""
    unchanged(visit)
    told = visit.session, visit.community
    party = parties.party(*told, part) if part else None
    return show(
        visit,
        "gjennomganger.html",
        years=reviews.years_of_review(*told, visit.on, party),
        recorded=reviews.recorded_reviews(*told, visit.on),
        parties=parties.adopting_parties(*told, visit.on),
        party=party,
    )


@router.get("/gjennomganger/ny")
def review_form(visit: Records) -> Response:
    """For whom, of which year, when, and what it came to."""
    today = visit.page.today
    return _review_form(visit, {"year": str(today.year), "reviewed_on": today})


@router.post("/gjennomganger/ny")
def reviewed(visit: Recording, form: Form) -> Response:
    """Record a review. That nothing needs to be changed is an answer as good as the other."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _review(visit, form))
    if isinstance(outcome, RegisterError):
        return _review_form(visit, form.values(), outcome)
    return see(visit, REVIEWS, "Gjennomgangen er ført.")


@router.get("/gjennomganger/rett")
def not_reviewed_form(visit: Records) -> Response:
    """Which review did not take place, and why it was recorded."""
    return _correct_form(visit, REVIEWS, _review_options(visit), {})


@router.post("/gjennomganger/rett")
def review_taken_back(visit: Recording, form: Form) -> Response:
    """Say that a review is not so. It stays, with this after it."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _not_reviewed(visit, form))
    if isinstance(outcome, RegisterError):
        return _correct_form(visit, REVIEWS, _review_options(visit), form.values(), outcome)
    return see(visit, REVIEWS, "Føringen teller ikke lenger. Den står i loggen, med grunnen.")


def _with_users(visit: Visit, view: VersionView) -> TextWithUsers:
    told = visit.session, visit.community
    part = participation.participation_in(*told, view.document, view.row, visit.on)
    lineage = with_its_drafts(visit.session, view.row)
    recorded = involvement.recorded_involvement(*told, visit.who, lineage)
    by_the_day = (each for each in recorded if each.row.took_part_on <= visit.on)
    return TextWithUsers(view, part, tuple(by_the_day))


def _involve(visit: Visit, form: Typed) -> InvolvementRow:
    ref, _, number = form["version"].partition("@")
    if not number:
        raise BadInput("Versjonen er ikke valgt.", "", "Velg fra listen.", "version")
    view = documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)
    entry = InvolvementEntry(
        form.choice("sort", Involvement, "Hva det gjelder,"),
        form["whom"],
        form["how"],
        fields.day(form["took_part_on"], "took_part_on", "Dagen"),
        form["answer"],
        form["link"],
    )
    told = visit.session, visit.who, visit.community, view.document, view.row
    return record_involvement(*told, entry, clock.now())


def _not_involved(visit: Visit, form: Typed) -> InvolvementRow:
    view = involvement.involvement(visit.session, visit.community, visit.who, _record(form))
    return not_involved(visit.session, visit.who, view, form["reason"], clock.now())


def _review(visit: Visit, form: Typed) -> ReviewRow:
    reviewed_on = fields.day(form["reviewed_on"], "reviewed_on", "Dagen")
    year = form.number("year", "Året", fields.FIRST_YEAR, fields.LAST_YEAR)
    if not form["document"]:
        raise BadInput("Avtalen er ikke valgt.", "", "Velg fra listen.", "document")
    entry = ReviewEntry(
        documents.document(visit.session, visit.community, form["document"]),
        year or reviewed_on.year,
        reviewed_on,
        form.choice("outcome", ReviewOutcome, "Hva gjennomgangen kom til,"),
        form["told"],
        pair_named(visit.session, visit.community, form["pair"], reviewed_on) if form["pair"] else None,
        form["link"],
    )
    return record_review(visit.session, visit.who, visit.community, entry, clock.now())


def _not_reviewed(visit: Visit, form: Typed) -> ReviewRow:
    view = reviews.review(visit.session, visit.community, _record(form))
    return not_reviewed(visit.session, visit.who, view, form["reason"], clock.now())


def _record(form: Typed) -> int:
    id_ = form.number("record", "Føringen", 1, 2**31 - 1)
    if id_ is None:
        raise BadInput("Føringen er ikke valgt.", "", "Velg fra listen.", "record")
    return id_


def _involvement_options(visit: Visit) -> list[tuple[str, str]]:
    return [
        (str(each.row.id), f"{each.row.whom}, {_short(each.row.took_part_on)} ({each.ref})")
        for each in involvement.recorded_involvement(visit.session, visit.community, visit.who)
        if each.counts
    ]


def _review_options(visit: Visit) -> list[tuple[str, str]]:
    return [
        (str(each.row.id), f"{each.row.year}: {_short(each.row.reviewed_on)}, {each.whose or 'alle parene'}")
        for each in reviews.recorded_reviews(visit.session, visit.community)
        if each.counts
    ]


def _short(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _involve_form(
    visit: Visit, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    told = visit.session, visit.community
    return show(
        visit,
        "medvirkning-ny.html",
        refused.status if refused else 200,
        version_options=[
            (view.ref, f"{view.document.title}, versjon {view.row.number}")
            for document in documents.all_documents(*told)
            if document.kind in PARTS_OF_THE_AGREEMENT
            for view in documents.views_of(visit.session, document, visit.who, visit.page.today)
            if view.row.stage is not Stage.WITHDRAWN
        ],
        sort_options=options(visit.page, Involvement),
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _review_form(
    visit: Visit, values: Mapping[str, object], refused: RegisterError | None = None
) -> Response:
    told = visit.session, visit.community
    agreements = [
        (row.ref, row.title)
        for row in documents.all_documents(*told)
        if row.kind is DocumentKind.SAMARBEIDSAVTALE
    ]
    first = agreements[0][0] if len(agreements) == 1 else ""
    return show(
        visit,
        "gjennomgang-ny.html",
        refused.status if refused else 200,
        document_options=agreements,
        pair_options=[(pair_ref(each), each.told) for each in parties.pairs(*told, visit.page.today)],
        outcome_options=options(visit.page, ReviewOutcome),
        values={"document": first, **values},
        errors=errors_of(refused) if refused else {},
    )


def _correct_form(
    visit: Visit,
    back: str,
    record_options: list[tuple[str, str]],
    values: Mapping[str, object],
    refused: RegisterError | None = None,
) -> Response:
    return show(
        visit,
        "prosess-rett.html",
        refused.status if refused else 200,
        back=back,
        record_options=record_options,
        values=values,
        errors=errors_of(refused) if refused else {},
    )

"""Documents and their versions: found, read, taken out."""

from datetime import date
from itertools import zip_longest
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from documents import lifecycle
from documents.lifecycle import Stage, Standing
from registry.errors import BadInput, NotFound
from registry.queries import (
    clauses,
    comparisons,
    coverage,
    decisions,
    documents,
    exports,
    findings,
    mandates,
    participation,
    parties,
    points,
    rule_reviews,
)
from registry.queries.documents import VersionView
from registry.queries.exports import Format
from registry.queries.findings import Asked
from registry.queries.shaken import shaken_by
from registry.tables import BodyRow
from registry.web.answers import download, show, unchanged
from registry.web.days import on_the_day
from registry.web.pages.collection import choosable
from registry.web.pages.special_agreements import beside_special_agreements, resting_on_place
from registry.web.visits import Visit, reading

router = APIRouter(prefix="/dokumenter")


@router.get("")
def all_documents(visit: Annotated[Visit, reading()], part: str = "") -> Response:
    """The set in force in order of precedence, for all or for one party, and everything else there is."""
    unchanged(visit)
    session, community = visit.session, visit.community
    party = parties.party(session, community, part) if part else None
    applying = documents.the_set(session, community, visit.on, party)
    held = {view.document.id for view in applying}
    others = [
        (row, documents.views_of(session, row, visit.who, visit.on))
        for row in documents.all_documents(session, community)
        if row.id not in held
    ]
    return show(
        visit,
        "dokumenter.html",
        applying=applying,
        others=[(row, views) for row, views in others if views],
        parties=choosable(visit),
        party=party,
    )


@router.get("/{ref}")
def document(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """One document through time: its versions, and the one that applies on the day."""
    unchanged(visit)
    row = documents.document(visit.session, visit.community, ref)
    views = documents.views_of(visit.session, row, visit.who, visit.on)
    if not views:
        raise NotFound(f"Dokumentet «{ref}» finnes ikke.", "", "Se listen over dokumenter.")
    applying = next((view for view in views if view.standing is Standing.IN_FORCE), None)
    return show(
        visit,
        "dokument.html",
        document=row,
        views=[(view, comparisons.base_among(views, view)) for view in views],
        applying=applying,
        owner=visit.session.get(BodyRow, row.owner_id) if row.owner_id else None,
        pair=_pair(visit, row.pair_id),
        rows=_timeline(visit, views),
    )


@router.get("/{ref}/{number}")
def version(visit: Annotated[Visit, reading()], ref: str, number: str, historikk: str = "") -> Response:
    """One version, to be read: what it is, whether it applies on the day, and what one can do with it."""
    if historikk:
        return RedirectResponse(
            visit.page.to(f"/dokumenter/{quote(ref)}/{quote(number)}/punkt/{quote(historikk)}"), 303
        )
    unchanged(visit)
    session, community = visit.session, visit.community
    view = documents.version(session, community, ref, number, visit.who, visit.on)
    if number in {"draft", "latest"}:
        return RedirectResponse(visit.page.to(f"/dokumenter/{ref}/{view.row.number}"), 307)
    views = documents.views_of(session, view.document, visit.who, visit.on)
    return show(
        visit,
        "versjon.html",
        view=view,
        text=documents.legal_text(view.row),
        html=on_the_day(documents.html_of(view.row.text), visit.page),
        hash=exports.content_hash(view),
        applying=next((each for each in views if each.standing is Standing.IN_FORCE), None),
        coming=next((each for each in reversed(views) if each.standing is Standing.COMING), None),
        period=_period(views, view),
        previous=comparisons.base_among(views, view),
        decisions=decisions.decisions(session, community, version=view.row),
        marks=coverage.marks_of(session, view),
        rules=mandates.kept_of(session, view.row),
        asked=_asked(visit, view),
        touched=rule_reviews.touched_by(session, view.row),
        formats=exports.formats(),
        part=participation.of_view(session, community, view),
        special_agreements=beside_special_agreements(visit, view),
        shaken=shaken_by(session, community, view.row),
    )


def _asked(visit: Visit, view: VersionView) -> Asked | None:
    """Who may decide it, while it is not decided: else nothing."""
    if view.row.stage not in {Stage.DRAFT, Stage.FROZEN}:
        return None
    return findings.asked(visit.session, visit.community, view, visit.who, visit.on)


@router.get("/{ref}/{number}/fil")
def file(visit: Annotated[Visit, reading()], ref: str, number: str, som: str = "docx") -> Response:
    """The version as a file to keep."""
    if som not in set(Format):
        raise BadInput(
            f"Registeret lager ikke filer av slaget «{som[:20]}».", "", "Velg docx, md, html, json eller pdf."
        )
    view = documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)
    return download(exports.export(visit.session, visit.community, view, Format(som), visit.house.seal_key))


@router.get("/{ref}/{number}/punkt/{identity}")
def clause(visit: Annotated[Visit, reading()], ref: str, number: str, identity: str) -> Response:
    """One point: what is to be done, its words, and below them how it has read and what leans on it."""
    unchanged(visit)
    session, community = visit.session, visit.community
    view = documents.version(session, community, ref, number, visit.who, visit.on)
    views = documents.views_of(session, view.document, visit.who, visit.on)
    point = points.point_text(view, identity)
    history = clauses.clause_history(session, view, identity, visit.who)
    return show(
        visit,
        "punkt.html",
        view=view,
        point=point,
        place=point.place,
        hash=exports.content_hash(view),
        html=on_the_day(point.html, visit.page),
        rest=on_the_day(point.section_html, visit.page),
        elsewhere=points.elsewhere(view, views, identity),
        applying=next((each for each in views if each.standing is Standing.IN_FORCE), None),
        coming=next((each for each in reversed(views) if each.standing is Standing.COMING), None),
        period=_period(views, view),
        history=[(each, on_the_day(each.html, visit.page)) for each in history],
        support=clauses.leaning_on(session, community, view, point.place, visit.on),
        resting=resting_on_place(visit, view, point.place),
    )


def _pair(visit: Visit, pair_id: int | None) -> parties.PairView | None:
    standing = parties.pairs(visit.session, visit.community)
    return next((pair for pair in standing if pair.row.id == pair_id), None)


def _period(views: list[VersionView], view: VersionView) -> lifecycle.Period | None:
    """The days the version is in force among the others."""
    lives = [documents.life(each.document, each.row) for each in views]
    return lifecycle.period(documents.life(view.document, view.row), lives)


def _timeline(visit: Visit, views: list[VersionView]) -> list[dict[str, object]]:
    """A row for each version that has a day, as the timeline macro wants it."""
    begun = sorted(
        (view for view in views if view.row.valid_from), key=lambda view: view.row.valid_from or date.min
    )
    return [
        {
            "words": view.row.number,
            "start": view.row.valid_from,
            "end": view.row.valid_to or (after.row.valid_from if after else None),
            "standing": view.standing,
            "href": visit.page.to(f"/dokumenter/{view.document.ref}/{view.row.number}"),
        }
        for view, after in reversed(list(zip_longest(begun, begun[1:])))
    ]

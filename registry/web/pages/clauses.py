"""The lasting address of a clause: it leads to the clause as it reads on the day."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from decisions.words import day_in_words
from documents.lifecycle import Standing
from documents.text import Place
from registry.errors import NotFound
from registry.queries import documents
from registry.queries.documents import VersionView
from registry.web.answers import see
from registry.web.visits import Visit, reading

router = APIRouter(prefix="/dokumenter")


@router.get("/{ref}/punkt/{identity}")
def clause(visit: Annotated[Visit, reading()], ref: str, identity: str) -> Response:
    """Go to the clause in the version in force on the day, or to the nearest thing to it there is.

    A clause that is gone leads to its history in the last version that had it; one that has not come yet, to
    the first version that has it.
    """
    row = documents.document(visit.session, visit.community, ref)
    views = documents.views_of(visit.session, row, visit.who, visit.on)
    having = [view for view in views if _place(view, identity)]
    if not having:
        raise NotFound(
            f"Punktet finnes ikke i noen versjon av «{row.title if views else ref}».",
            "Adressen kan være skrevet feil.",
            f"Se innholdet på /dokumenter/{ref}.",
        )
    applying = next((view for view in views if view.standing is Standing.IN_FORCE), None)
    if applying in having:
        return see(visit, _text(visit, applying, identity))
    begun = [view for view in having if view.row.valid_from and view.row.valid_from <= visit.on]
    if begun:
        return _gone(visit, max(begun, key=_first_day), applying, identity)
    return _not_yet(visit, having, identity)


def _gone(visit: Visit, last: VersionView, applying: VersionView | None, identity: str) -> Response:
    """It was there, and the version in force has it no more; or no version is in force."""
    if applying is None:
        told = f"Ingen versjon gjelder {day_in_words(visit.on)}. Her er den siste som hadde punktet."
        return see(visit, _text(visit, last, identity), told)
    told = (
        f"Punktet står ikke i versjon {applying.row.number}, som gjelder {day_in_words(visit.on)}. "
        f"Her er hvordan det lød, til og med versjon {last.row.number}."
    )
    path = f"/dokumenter/{last.document.ref}/{last.row.number}/punkt/{identity}"
    return see(visit, visit.page.to(path), told)


def _not_yet(visit: Visit, having: list[VersionView], identity: str) -> Response:
    """It stands only in versions that had not begun that day; the first to begin is the nearest."""
    dated = [view for view in having if view.row.valid_from]
    first = min(dated, key=_first_day) if dated else having[-1]
    when = f", som gjelder fra {day_in_words(first.row.valid_from)}" if first.row.valid_from else ""
    told = f"Punktet står ikke i det som gjelder {day_in_words(visit.on)}."
    told += f" Her er versjon {first.row.number}{when}."
    return see(visit, _text(visit, first, identity), told)


def _text(visit: Visit, view: VersionView, identity: str) -> str:
    return visit.page.to(f"/dokumenter/{view.document.ref}/{view.row.number}", identity)


def _place(view: VersionView, identity: str) -> Place | None:
    return documents.legal_text(view.row).find(identity)


def _first_day(view: VersionView) -> str:
    return view.row.valid_from.isoformat() if view.row.valid_from else ""

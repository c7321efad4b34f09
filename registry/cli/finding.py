"""Searching from the terminal: the same index and the same hits as on the page."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, Offset, On
from registry.cli.output import Rows, answer, working
from registry.errors import BadInput, RegisterError

if TYPE_CHECKING:
    from search.entries import Hit, Order

app = group("Søk.")


@command(
    app,
    "search",
    "Søk i det som gjelder og er på vei, eller i det som gjaldt en dag. Skriv ord, «fraser», § 4-2.",
)
def search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="ORD...", help="Det som søkes.")],
    public: Annotated[bool, typer.Option("--public", help="Bare det alle kan lese.")] = False,
    order: Annotated[
        str,
        typer.Option(
            "--order", metavar="REKKEFØLGE", help="best, nyeste, eller dokument: slik det står i dokumentene."
        ),
    ] = "best",
    exact: Annotated[
        bool, typer.Option("--exact", help="Søk etter ordene akkurat slik de er skrevet.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="ANTALL", min=1, max=1000, help="Høyst så mange.")
    ] = 20,
    offset: Offset = 0,
    on: On = "",
    json: Json = False,
) -> None:
    """Hits by section, best first. No hits is an answer, not a failure.

    On another day than today only what was in force that day is searched.
    """
    from registry import clock
    from registry.database import let_go
    from registry.permissions import OPERATOR, PUBLIC
    from registry.queries import searching
    from search.engine import Page, SearchUnavailable
    from search.entries import Filters

    day, page = dates.the_day(on), Page(limit, offset, _order(order))
    with reading(context) as at, working("Søker"):
        try:
            filters = Filters(at.community.ref, public_only=public, on=None if day == clock.today() else day)
            let_go(at.session)
            results = at.house.index.search(" ".join(query), filters, page, exact=exact)
        except SearchUnavailable as not_now:
            raise RegisterError(str(not_now)) from not_now
        base = at.house.settings.base_url.rstrip("/")
        told = searching.told(
            results, searching.names(at.session, at.community, PUBLIC if public else OPERATOR)
        )
    if told.problem:
        raise BadInput(told.problem)
    facts = {
        "total": results.total,
        "hits": [_hit_facts(hit, base) for hit in results.hits],
        "near": [_hit_facts(hit, base) for hit in results.near],
        "facets": results.facets,
        "query": told.words,
        "understood": told.sentence,
        "corrected": [{"typed": typed, "read_as": read} for typed, read in results.corrected],
        "suggested": results.suggested,
        "relaxed": results.relaxed,
        "remarks": list(told.remarks),
    }
    rows = [_row(hit) for hit in results.hits]
    sentences = (
        told.corrected,
        told.relaxed,
        told.suggested,
        *told.remarks,
        told.sentence,
        f"{results.total} treff.",
    )
    columns = ("Dokument", "Versjon", "Punkt", "Status", "Utdrag")
    near = ("Disse mangler noen av ordene.", Rows(columns, [_row(hit) for hit in results.near]))
    answer(facts, json, *sentences, Rows(columns, rows), *(near if results.near else ()))


def _row(hit: "Hit") -> tuple[str, ...]:
    entry = hit.entry
    return (entry.document or entry.kind, entry.version, _heading(hit), entry.status, _marked(hit))


def _order(typed: str) -> "Order":
    """The order that is asked for; raises BadInput."""
    from search.entries import Order

    if typed not in set(Order):
        raise BadInput(
            f"Rekkefølgen «{typed[:20]}» finnes ikke.", "", f"Velg en av disse: {', '.join(Order)}."
        )
    return Order(typed)


def _hit_facts(hit: "Hit", base: str) -> dict[str, object]:
    from registry.queries.searching import glance_of
    from search.snippets import plain

    entry, glance = hit.entry, glance_of(hit)
    return {
        "document": entry.document,
        "version": entry.version,
        "kind": entry.kind,
        "section": entry.section_id,
        "number": entry.number,
        "title": entry.title,
        "path": entry.path,
        "point": {"section": hit.point.id, "number": hit.point.number} if hit.point else None,
        "glance": {"what": glance.what, "who": glance.who, "due": glance.due},
        "snippet": plain(hit.snippet),
        "marked": [piece.text for piece in hit.snippet if piece.marked],
        "status": entry.status,
        "first_day": entry.since,
        "last_day": entry.last_day,
        "language": entry.language,
        "url": f"{base}{hit.url}",
    }


def _heading(hit: "Hit") -> str:
    return f"{hit.number} {hit.entry.title}".strip()


def _marked(hit: "Hit") -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in hit.snippet)

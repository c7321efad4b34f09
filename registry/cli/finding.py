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
    from search.entries import Hit

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
    from search.engine import Page, SearchUnavailable
    from search.entries import Filters

    day = dates.the_day(on)
    with reading(context) as at, working("Søker"):
        try:
            filters = Filters(at.community.ref, public_only=public, on=None if day == clock.today() else day)
            results = at.house.index.search(" ".join(query), filters, Page(limit, offset))
        except SearchUnavailable as not_now:
            raise RegisterError(str(not_now)) from not_now
        base = at.house.settings.base_url.rstrip("/")
    if results.problem:
        raise BadInput(results.problem)
    facts = {
        "total": results.total,
        "hits": [_hit_facts(hit, base) for hit in results.hits],
        "facets": results.facets,
        "relaxed": results.relaxed,
    }
    rows = [
        (hit.entry.document, hit.entry.version, _heading(hit), hit.entry.status, _marked(hit))
        for hit in results.hits
    ]
    some = " Ingen steder hadde alle ordene; disse har noen av dem." if results.relaxed else ""
    columns = ("Dokument", "Versjon", "Punkt", "Status", "Utdrag")
    answer(facts, json, f"{results.total} treff.{some}", Rows(columns, rows))


def _hit_facts(hit: "Hit", base: str) -> dict[str, object]:
    from search.snippets import plain

    entry = hit.entry
    return {
        "document": entry.document,
        "version": entry.version,
        "kind": entry.kind,
        "section": entry.section_id,
        "number": entry.number,
        "title": entry.title,
        "snippet": plain(hit.snippet),
        "marked": [piece.text for piece in hit.snippet if piece.marked],
        "status": entry.status,
        "language": entry.language,
        "url": f"{base}{entry.url}",
    }


def _heading(hit: "Hit") -> str:
    return f"{hit.entry.number} {hit.entry.title}".strip()


def _marked(hit: "Hit") -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in hit.snippet)

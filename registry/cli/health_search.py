"""Is the search as it should be: how new is its index, how large, and where does it lie? Changes nothing."""

import stat
from collections.abc import Iterator
from pathlib import Path

from registry.cli.findings import Finding
from registry.database import Database
from registry.indexing.keeping import Index
from registry.indexing.noted import Noted, standing
from registry.queries import log
from registry.settings import SearchEngine, Settings
from search.whoosh_engine import COMFORTABLE

NEAR = 0.8
"""The share of what the embedded engine is comfortable with, from which somebody should know."""


def of_search(settings: Settings, database: Database) -> Iterator[Finding]:
    """How new the index is, what it has left out, how large it is, and who can get at it."""
    index = Index(settings, database)
    try:
        is_there = not index.engine.needs_rebuild()
        before = index.engine.reached()
        with database.reading() as session:
            stands = standing(session, before)
            head = log.head(session)
        if not is_there or not stands.is_ours:
            told = "Søkeregisteret må bygges. Det gjøres av seg selv når serveren starter, eller noen søker."
            yield Finding("søk", True, told)
        else:
            yield _how_new(before.position, head.seq if head else 0, index.engine.size())
            yield from _left_out(Noted.of(before))
            if settings.search_engine is SearchEngine.WHOOSH:
                yield _how_large(index.engine.size())
    finally:
        index.close()
    if settings.search_engine is SearchEngine.WHOOSH:
        yield from _folder(settings.data / "search")


def _how_new(position: int, last: int, size: int) -> Finding:
    if position == last:
        return Finding("søk", True, f"Søket er à jour med loggen ({last} innslag), og kjenner {size} ting.")
    behind = last - position
    return Finding("søk", True, f"Søket er {behind} innslag bak loggen, og tar dem igjen ved neste søk.")


def _left_out(noted: Noted | None) -> Iterator[Finding]:
    if noted and noted.left_out:
        names = ", ".join("/".join(group) for group in noted.left_out)
        told = f"Dette kunne ikke leses, og finnes ikke i søket: {names}. Kjør «avtaleverk verify»."
        yield Finding("utelatt av søket", False, told)


def _how_large(size: int) -> Finding:
    told = f"Det innebygde søket kjenner {size} ting, og er raskt til omtrent {COMFORTABLE}."
    if size < NEAR * COMFORTABLE:
        return Finding("søkets størrelse", True, told)
    way_on = "Flytt registeret til PostgreSQL; da søkes det der. Se «Search» i docs/running.md."
    return Finding("søkets størrelse", False, f"{told} {way_on}")


def _folder(folder: Path) -> Iterator[Finding]:
    """Whoosh keeps pickles: whoever can write in its folder can run programs as the register."""
    if not folder.is_dir():
        return
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        told = f"{folder} er åpen for andre enn eieren. Rett det med: chmod 700 {folder}"
        yield Finding("søkemappen", False, told)
    else:
        half = max(0, len(list(folder.glob("index-*"))) - 1)
        more = f" {half} halvferdige ligger igjen, og ryddes av «avtaleverk reindex»." if half else ""
        yield Finding("søkemappen", True, f"Bare eieren kommer til i {folder}.{more}")

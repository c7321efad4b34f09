"""What the index holds of the law: each demand in each of its states, in both written forms."""

from collections.abc import Iterator
from datetime import timedelta

from documents.lifecycle import Standing
from documents.minimums import CONTENT, Catalogue, Minimum
from documents.sources import LegalSource
from registry.indexing.common import Common
from registry.operations import catalogues as pages
from search.entries import Entry
from search.laws import around, place_of

KIND = "lovkrav"
A_DAY = timedelta(days=1)


def entries_of(common: Common, ref: str) -> Iterator[Entry]:
    """Every state of every demand of the catalogue with this reference; nothing where there is none."""
    for catalogue in common.catalogues:
        if catalogue.ref == ref:
            for place, state in enumerate(catalogue.entries):
                yield _entry(common, catalogue, state, place)


def group_name(ref: str) -> str:
    """The name of the catalogue's group."""
    return f"{KIND}:{ref}"


def _entry(common: Common, catalogue: Catalogue, state: Minimum, place: int) -> Entry:
    name = group_name(catalogue.ref)
    address, _, anchor = _address(common, state).partition("#")
    return Entry(
        key=f"{common.community.ref}/{name}#{state.nr}-{state.since}",
        document="",
        document_title="",
        kind=KIND,
        version="",
        section_id=anchor,
        number=_number(state.source),
        title=state.label,
        path=state.source.law,
        body="\n".join(dict.fromkeys(filter(None, (state.demand, *_in_nynorsk(state))))),
        status=_standing(common, state).value,
        language="nb",
        year=state.since.year,
        public=True,
        community=common.community.ref,
        url=f"{address}#{anchor}",
        first_day=state.since.isoformat(),
        last_day=(state.until - A_DAY).isoformat() if state.until else "",
        past=state.until is not None and state.until <= common.today,
        group=name,
        laws=around(place_of(state.source)),
        place=place,
        known_at=common.known_since(state),
    )


def _in_nynorsk(state: Minimum) -> tuple[str, str]:
    """What it is called, where that is another word, and what it demands."""
    return state.label_nn if state.label_nn != state.label else "", state.demand_nn


def _address(common: Common, state: Minimum) -> str:
    """Where it is read: beside what covers it, if that page shows this state today; else in its catalogue."""
    if state.catalogue == CONTENT and common.demands.get(state.key) == state:
        return f"/lovkrav#krav-{state.nr}"
    return pages.address(state)


def _number(source: LegalSource) -> str:
    """The place as it is printed where the law is known: "§ 6-2 nr. 4", "§ 3-4 første ledd"."""
    within = f"nr. {source.number}" if source.number else source.ledd
    letter = f"bokstav {source.letter}" if source.letter else ""
    return " ".join(filter(None, (f"§ {source.paragraph}" if source.paragraph else "", within, letter)))


def _standing(common: Common, state: Minimum) -> Standing:
    if state.applies(common.today):
        return Standing.IN_FORCE
    return Standing.COMING if common.today < state.since else Standing.REPEALED

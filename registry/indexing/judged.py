"""Which places of the law people have judged that the places of a text cover."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from documents.carrying import spells
from documents.coverage import Degree
from documents.lifecycle import Stage
from registry.indexing.common import Common
from registry.queries.judgement_rows import begins, word_of
from registry.tables import MarkRow, VersionRow
from search.laws import around, place_of

COVERING = {Degree.FULL, Degree.PARTLY}

Laws = Mapping[str, tuple[str, ...]]
"""Places of the law, by the identity of the section or point that covers them."""


def covered(common: Common, rows: Sequence[VersionRow]) -> Mapping[int, Laws]:
    """What each of these versions of one document is judged to cover, by the version's id.

    A judgement goes with its place to the versions that come after, until somebody says otherwise. A demand
    that was repealed is left out; one that is still to come counts.
    """
    said = _said(common, rows)
    return {row.id: _laws(common, _counting(row, rows, said)) for row in rows} if said else {}


def _said(common: Common, rows: Sequence[VersionRow]) -> Mapping[int, list[MarkRow]]:
    found = common.session.scalars(
        select(MarkRow)
        .where(MarkRow.version_id.in_([row.id for row in rows]))
        .order_by(MarkRow.judged_on, MarkRow.id)
    )
    said: dict[int, list[MarkRow]] = {}
    for mark in found:
        said.setdefault(mark.version_id, []).append(mark)
    return said


def _counting(
    row: VersionRow, rows: Sequence[VersionRow], said: Mapping[int, list[MarkRow]]
) -> list[MarkRow]:
    """The judgements that count for the version: on it, and on those it replaced or is to replace."""
    before = sorted(
        (
            each
            for each in rows
            if each.stage is Stage.ADOPTED
            and each.id != row.id
            and (row.valid_from is None or begins(each) < begins(row))
        ),
        key=begins,
    )
    marks = [said.get(each.id, []) for each in (*before, row)]
    counting = {
        each.id for each in spells([[word_of(mark) for mark in each] for each in marks]) if each.end is None
    }
    return [mark for each in marks for mark in each if mark.id in counting]


def _laws(common: Common, marks: Iterable[MarkRow]) -> Laws:
    found: dict[str, tuple[str, ...]] = {}
    for mark in marks:
        demand = common.demands.get(f"{mark.catalogue}:{mark.nr}")
        if demand and mark.section_id and mark.degree in COVERING:
            places = around(place_of(demand.source))
            found[mark.section_id] = (*found.get(mark.section_id, ()), *places)
    return found

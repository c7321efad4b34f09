"""Which groups of the index an act reaches, and in which a day begins or ends something."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from registry.indexing import bodies, decided, demands
from registry.indexing.common import Common
from registry.indexing.reaching import Reach
from registry.queries.corrections import first_of
from registry.tables import (
    AgendaItemRow,
    BodyAliasRow,
    BodyRow,
    BodySuccessionRow,
    DecisionRow,
    DocumentRow,
    MarkRow,
    MeetingRow,
    VersionRow,
)
from search.entries import Group


def reached(common: Common, reach: Reach, name: str) -> Iterator[Group]:
    """The groups within this reach of what has this name: "samarbeidsavtalen@2025.1", "asu"."""
    match reach:
        case Reach.VERSION:
            yield common.community.ref, name
        case Reach.DOCUMENT:
            yield from _versions(common, DocumentRow.ref == name.partition("@")[0])
        case Reach.DECISION:
            yield from _decisions(common, DecisionRow.ref == name)
        case Reach.MEETING:
            treated = select(AgendaItemRow.decision_id).join(
                MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id
            )
            yield from _decisions(common, DecisionRow.id.in_(treated.where(MeetingRow.ref == name)))
        case Reach.BODY:
            yield from _about_body(common, name)
        case Reach.LAW:
            yield from _about_law(common)


def begun(common: Common, last: date, today: date) -> Iterator[Group]:
    """The groups in which something began or ended from the day the index was last brought up to date."""

    def within(*days: InstrumentedAttribute[date | None]) -> ColumnElement[bool]:
        return or_(*(day.between(last, today) for day in days))

    moved = select(VersionRow.document_id).where(within(VersionRow.valid_from, VersionRow.valid_to))
    yield from _versions(common, DocumentRow.id.in_(moved))
    renamed = select(BodyAliasRow.body_id).where(within(BodyAliasRow.valid_from, BodyAliasRow.valid_to))
    yield from _bodies(common, or_(within(BodyRow.valid_from, BodyRow.valid_to), BodyRow.id.in_(renamed)))
    states = (state for catalogue in common.catalogues for state in catalogue.entries)
    if any(day and last <= day <= today for state in states for day in (state.since, state.until)):
        yield from _about_law(common)


def all_versions(common: Common) -> Iterator[Group]:
    """A group for each version of each document, those of one document together."""
    yield from _versions(common, DocumentRow.id.is_not(None))


def all_decisions(common: Common) -> Iterator[Group]:
    """A group for each decision, in the order they were recorded."""
    found = common.session.scalars(
        select(DecisionRow.ref)
        .where(DecisionRow.community_id == common.community.id)
        .order_by(DecisionRow.id)
    )
    yield from ((common.community.ref, decided.group_name(ref)) for ref in found.all())


def all_bodies(common: Common) -> Iterator[Group]:
    """A group for each body."""
    yield from _bodies(common, BodyRow.id.is_not(None))


def all_catalogues(common: Common) -> Iterator[Group]:
    """A group for each catalogue of what the law demands."""
    for catalogue in common.catalogues:
        yield common.community.ref, demands.group_name(catalogue.ref)


def _versions(common: Common, which: ColumnElement[bool]) -> Iterator[Group]:
    """All versions of these documents."""
    found = common.session.execute(
        select(DocumentRow.ref, VersionRow.number)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(DocumentRow.community_id == common.community.id, which)
        .order_by(DocumentRow.ref, VersionRow.id)
    )
    yield from ((common.community.ref, f"{ref}@{number}") for ref, number in found.all())


def _decisions(common: Common, which: ColumnElement[bool]) -> Iterator[Group]:
    """These decisions, those they correct and that correct them, and the versions they are about."""
    found = common.session.scalars(
        select(DecisionRow.id).where(DecisionRow.community_id == common.community.id, which)
    )
    ids = _along_corrections(common, set(found.all()))
    rows = common.session.execute(
        select(DecisionRow.ref, DocumentRow.ref, VersionRow.number)
        .outerjoin(VersionRow, VersionRow.id == DecisionRow.version_id)
        .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(DecisionRow.id.in_(ids))
    )
    for ref, document, number in rows.all():
        yield common.community.ref, decided.group_name(ref)
        if document is not None:
            yield common.community.ref, f"{document}@{number}"


def _along_corrections(common: Common, ids: set[int]) -> set[int]:
    """The same decisions, with all of their chains of corrections."""
    first = {first_of(each, common.corrects) for each in ids}
    chained = {*common.corrects, *common.corrects.values()}
    return {*ids, *(each for each in chained if first_of(each, common.corrects) in first)}


def _about_body(common: Common, ref: str) -> Iterator[Group]:
    """The body, those next to it in succession, and its decisions."""
    mine = select(BodyRow.id).where(BodyRow.community_id == common.community.id, BodyRow.ref == ref)
    before, after = BodySuccessionRow.predecessor_id, BodySuccessionRow.successor_id
    beside = (select(before).where(after.in_(mine)), select(after).where(before.in_(mine)))
    yield from _bodies(common, or_(*(BodyRow.id.in_(each) for each in (mine, *beside))))
    refs = common.session.scalars(select(DecisionRow.ref).where(DecisionRow.body_id.in_(mine)))
    yield from ((common.community.ref, decided.group_name(each)) for each in refs.all())


def _bodies(common: Common, which: ColumnElement[bool]) -> Iterator[Group]:
    refs = common.session.scalars(
        select(BodyRow.ref).where(BodyRow.community_id == common.community.id, which).order_by(BodyRow.id)
    )
    yield from ((common.community.ref, bodies.group_name(ref)) for ref in refs.all())


def _about_law(common: Common) -> Iterator[Group]:
    """Every catalogue, and the texts that somebody has judged by one."""
    yield from all_catalogues(common)
    judged = select(VersionRow.document_id).join(MarkRow, MarkRow.version_id == VersionRow.id)
    yield from _versions(common, DocumentRow.id.in_(judged))

"""What the index holds of texts: the document itself and each of its sections, version by version."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cached_property

from sqlalchemy import func, select

from decisions.outcomes import Act
from documents.lifecycle import Period, Stage, Standing, period
from registry.audit import Event
from registry.indexing.common import Common
from registry.indexing.judged import Laws, covered
from registry.indexing.parts import parts_of
from registry.permissions import OPERATOR
from registry.queries import documents
from registry.queries.documents import VersionView
from registry.tables import AuditRow, BodyRow, DecisionRow, DocumentRow, VersionRow
from search.entries import Entry

SEARCHED = {
    Standing.IN_FORCE,
    Standing.COMING,
    Standing.ADOPTED,
    Standing.FROZEN,
    Standing.DRAFT,
    Standing.REPLACED,
    Standing.REPEALED,
}
"""What the index holds: all but what was withdrawn. Only what is adopted is public."""
PAST = {Standing.REPLACED, Standing.REPEALED}
PUBLIC = {Standing.IN_FORCE, Standing.COMING, Standing.ADOPTED} | PAST
HAVING_TO_DO = (*(act for act in Act if act.decides), Act.INNSTILLER)
"""A body that did this with a version is found by `organ:`."""
MADE_KNOWN = {
    Stage.DRAFT: (Event.DRAFT_MADE, Event.DRAFT_CHANGED),
    Stage.FROZEN: (Event.VERSION_FROZEN,),
    Stage.ADOPTED: (Event.VERSION_ADOPTED,),
}
"""The acts by which a version came to be what those who may read it now find."""


class Texts:
    """The versions of one document, for one session and one moment."""

    def __init__(self, common: Common, row: DocumentRow) -> None:
        """Read its versions; the rest when it is asked for."""
        self._common = common
        self._document = row
        views = documents.views_of(common.session, row, OPERATOR, common.today)
        self._views = {view.row.number: view for view in views}

    def entries_of(self, number: str) -> Iterator[Entry]:
        """What the index holds of the version with this number; nothing where there is none.

        Raises `documents.markdown.NotALegalText` where the text cannot be read.
        """
        view = self._views.get(number)
        if view is not None and view.standing in SEARCHED:
            yield from self._entries(view)

    def _entries(self, view: VersionView) -> Iterator[Entry]:
        of_version, parts = self._of_version(view), parts_of(view.row.text)
        judged = self._judged.get(view.row.id, {})
        for place, part in enumerate(parts):
            covers = (
                law
                for each in (part.id, *(point.id for point in part.points))
                for law in judged.get(each, ())
            )
            yield replace(
                of_version,
                key=f"{self._common.community.ref}/{view.ref}#{part.id}",
                document_title=parts[0].title,
                section_id=part.id,
                number=part.number,
                title=part.title,
                path=part.path,
                body=part.body,
                url=f"{of_version.url}#{part.id}" if part.id else of_version.url,
                laws=tuple(dict.fromkeys((*covers, *part.cites))),
                points=part.points,
                glance=part.glance,
                place=place,
            )

    def _of_version(self, view: VersionView) -> Entry:
        """What the entries of the version have in common."""
        row, days = view.row, self._days(view)
        return Entry(
            key="",
            document=view.document.ref,
            document_title="",
            kind=view.document.kind.value,
            version=row.number,
            section_id="",
            number="",
            title="",
            path="",
            body="",
            status=view.standing.value,
            language=row.language.value,
            bodies=self._bodies.get(row.id, ()),
            year=row.valid_from.year if row.valid_from else row.created_at.year,
            public=view.standing in PUBLIC,
            community=self._common.community.ref,
            url=f"/dokumenter/{view.document.ref}/{row.number}",
            first_day=days.first.isoformat() if days else "",
            last_day=days.last.isoformat() if days and days.last else "",
            past=view.standing in PAST,
            parties=self._common.pairs[view.document.pair_id] if view.document.pair_id else (),
            known_at=self._known.get((row.number, row.stage)) or _known_by_rows(row),
        )

    def _days(self, view: VersionView) -> Period | None:
        lives = [documents.life(each.document, each.row) for each in self._views.values()]
        return period(documents.life(view.document, view.row), lives)

    @cached_property
    def _rows(self) -> list[VersionRow]:
        return [view.row for view in self._views.values()]

    @cached_property
    def _judged(self) -> Mapping[int, Laws]:
        return covered(self._common, self._rows)

    @cached_property
    def _bodies(self) -> Mapping[int | None, tuple[str, ...]]:
        """The kinds and short names of the bodies that have decided about each version, by its row's id.

        What was done behind closed doors is left out: it would tell what the case was about.
        """
        found = self._common.session.execute(
            select(DecisionRow.id, DecisionRow.version_id, BodyRow.kind, BodyRow.ref)
            .join(BodyRow, BodyRow.id == DecisionRow.body_id)
            .where(DecisionRow.version_id.in_([row.id for row in self._rows]))
            .where(DecisionRow.act.in_(HAVING_TO_DO))
        ).all()
        bodies: dict[int | None, set[str]] = {}
        for decision, version, kind, ref in found:
            if decision not in self._common.closed and decision not in self._common.corrects.values():
                bodies.setdefault(version, set()).update((kind.value.lower(), ref))
        return {version: tuple(sorted(names)) for version, names in bodies.items()}

    @cached_property
    def _known(self) -> Mapping[tuple[str, Stage], str]:
        """When the log says that each version became what those who may read it find, by number and stage."""
        subjects = {f"versjon:{self._document.ref}@{row.number}": row.number for row in self._rows}
        stages = {event.value: stage for stage, events in MADE_KNOWN.items() for event in events}
        found = self._common.session.execute(
            select(AuditRow.subject, AuditRow.event, func.max(AuditRow.at))
            .where(AuditRow.community_id == self._common.community.id)
            .where(AuditRow.subject.in_(subjects), AuditRow.event.in_(stages))
            .group_by(AuditRow.subject, AuditRow.event)
        )
        known: dict[tuple[str, Stage], str] = {}
        for subject, event, at in found:
            about = subjects[subject], stages[event]
            known[about] = max(at, known.get(about, ""))
        return known


def _known_by_rows(row: VersionRow) -> str:
    """The moment as the row tells it, where the log does not."""
    if row.adopted_on:
        return datetime.combine(row.adopted_on, time(), UTC).isoformat()
    return (row.frozen_at or row.created_at).isoformat()

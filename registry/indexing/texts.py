"""What the index holds of texts: the document itself and each of its sections, version by version."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.outcomes import Act
from documents.at_a_glance import glance
from documents.laws.citations import laws_named
from documents.lifecycle import Period, Stage, Standing, period
from documents.markdown import plain
from documents.text import LegalText, Place, Section
from registry.audit import Event
from registry.indexing.common import Common
from registry.indexing.judged import Laws, covered
from registry.indexing.points import body_and_points
from registry.permissions import OPERATOR
from registry.queries import documents
from registry.queries.documents import VersionView
from registry.tables import AuditRow, BodyRow, CommunityRow, DecisionRow, DocumentRow, VersionRow
from search.entries import Entry, Glance, Point
from search.laws import laws_in

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
MAY_NAME_A_LAW = re.compile("§|lov|forskrift", re.IGNORECASE)
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

    @property
    def numbers(self) -> list[str]:
        """The numbers of its versions."""
        return list(self._views)

    def entries_of(self, number: str) -> Iterator[Entry]:
        """What the index holds of the version with this number; nothing where there is none.

        Raises `documents.markdown.NotALegalText` where the text cannot be read.
        """
        view = self._views.get(number)
        if view is not None and view.standing in SEARCHED:
            yield from self._entries(view)

    def _entries(self, view: VersionView) -> Iterator[Entry]:
        text = documents.legal_text(view.row)
        of_version = self._of_version(view, plain(text.title))
        judged = self._judged.get(view.row.id, {})
        parts = list(_parts(text))
        named = _laws_named(parts)
        for place, part in enumerate(parts):
            identity = part.section.id
            yield replace(
                of_version,
                key=f"{self._common.community.ref}/{view.ref}#{identity}",
                section_id=identity,
                number=part.section.number,
                title=part.title,
                path=part.path,
                body=part.body,
                url=f"{of_version.url}#{identity}" if identity else of_version.url,
                laws=tuple(dict.fromkeys((*_judged(part.section, judged), *_cited(part, named)))),
                points=part.points,
                glance=_glance(part.section, text),
                place=place,
            )

    def _of_version(self, view: VersionView, title: str) -> Entry:
        """What the entries of the version have in common."""
        row, days = view.row, self._days(view)
        return Entry(
            key="",
            document=view.document.ref,
            document_title=title,
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A section as it is found: its own words, without what lies under it."""

    section: Section
    path: str
    title: str
    body: str
    points: tuple[Point, ...]

    @property
    def may_cite(self) -> bool:
        """Could a law be named here? What cannot need not be read for it."""
        return bool(MAY_NAME_A_LAW.search(self.body) or MAY_NAME_A_LAW.search(self.title))


def _parts(text: LegalText) -> Iterator[_Part]:
    """The document itself with what stands before its first section, and each section, in reading order."""
    yield _part(Section("", "", text.title, text.preamble), "")
    for section in text.sections:
        yield from _with_those_under(section, "")


def _with_those_under(section: Section, path: str) -> Iterator[_Part]:
    yield _part(section, path)
    heading = plain(section.heading)
    below = f"{path} › {heading}" if path else heading
    for child in section.children:
        yield from _with_those_under(child, below)


def _part(section: Section, path: str) -> _Part:
    return _Part(section, path, plain(section.title), *body_and_points(section))


def _laws_named(parts: list[_Part]) -> frozenset[str]:
    """The links of the laws that the text names somewhere: what "loven" may mean in it."""
    return frozenset(law.link for part in parts if part.may_cite for law in laws_named(part.body) if law.link)


def _cited(part: _Part, named: frozenset[str]) -> Iterator[str]:
    if part.may_cite:
        yield from laws_in(f"{part.title}\n{part.body}", named)


def _judged(section: Section, judged: Laws) -> Iterator[str]:
    for identity in (section.id, *(point.id for point in section.points())):
        yield from judged.get(identity, ())


def _glance(section: Section, text: LegalText) -> Glance:
    found = glance(Place(section), text)
    return Glance(found.what, found.who, found.due)


def entries_of(session: Session, community: CommunityRow, row: DocumentRow) -> Iterator[Entry]:
    """What the index holds of one document."""
    texts = Texts(Common(session, community), row)
    for number in texts.numbers:
        yield from texts.entries_of(number)


def entries_of_version(session: Session, community: CommunityRow, view: VersionView) -> Iterator[Entry]:
    """What the index holds of one version."""
    yield from Texts(Common(session, community), view.document).entries_of(view.row.number)

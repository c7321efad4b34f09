"""What the index holds of texts: a section each, of every version but those withdrawn."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from decisions.outcomes import Act
from documents.lifecycle import Period, Standing, period
from documents.markdown import plain, section_words
from documents.text import LegalText, Section
from registry import clock
from registry.permissions import OPERATOR
from registry.queries import decisions, documents
from registry.queries.documents import VersionView
from registry.tables import CommunityRow, DocumentRow
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
"""What the index holds. Only what is adopted is public."""
PAST = {Standing.REPLACED, Standing.REPEALED}
PUBLIC = {Standing.IN_FORCE, Standing.COMING, Standing.ADOPTED} | PAST


def entries_of(session: Session, community: CommunityRow, row: DocumentRow) -> Iterator[Entry]:
    """What the index holds of one document: a section each, of every version but those withdrawn."""
    for view in documents.views_of(session, row, OPERATOR, clock.today()):
        if view.standing in SEARCHED:
            yield from entries_of_version(session, community, view)


def entries_of_version(session: Session, community: CommunityRow, view: VersionView) -> Iterator[Entry]:
    """What the index holds of one version."""
    text = documents.legal_text(view.row)
    bodies = _bodies(session, community, view)
    days = _days(session, view)
    year = view.row.valid_from.year if view.row.valid_from else view.row.created_at.year
    for section in text.walk():
        yield Entry(
            key=f"{community.ref}/{view.ref}#{section.id}",
            document=view.document.ref,
            document_title=text.title,
            kind=view.document.kind.value,
            version=view.row.number,
            section_id=section.id,
            number=section.number,
            title=plain(section.title),
            path=_path(text, section),
            body=section_words(section),
            status=view.standing.value,
            language=view.row.language.value,
            bodies=bodies,
            year=year,
            public=view.standing in PUBLIC,
            community=community.ref,
            url=f"/dokumenter/{view.document.ref}/{view.row.number}#{section.id}",
            first_day=days.first.isoformat() if days else "",
            last_day=days.last.isoformat() if days and days.last else "",
            past=view.standing in PAST,
        )


def _days(session: Session, view: VersionView) -> Period | None:
    rows = documents.versions_of(session, view.document)
    lives = [documents.life(view.document, row) for row in rows]
    return period(documents.life(view.document, view.row), lives)


def _path(text: LegalText, section: Section) -> str:
    return " › ".join(plain(each.heading) for each in text.path(section.id)[:-1])


def _bodies(session: Session, community: CommunityRow, view: VersionView) -> tuple[str, ...]:
    """The kinds of body that have decided about the version: "organ:asu"."""
    made: Iterable[str] = (
        each.body.kind.value.lower()
        for each in decisions.decisions(session, community, version=view.row)
        if each.row.act in {Act.VEDTAR, Act.INNSTILLER}
    )
    return tuple(sorted(set(made)))

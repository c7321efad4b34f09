"""The rows of what people have judged, and which of them count."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.carrying import Word, spells
from documents.coverage import Mark
from documents.glancing import Glances, glance
from documents.lifecycle import Stage
from registry.errors import NotFound
from registry.queries.documents import VersionView
from registry.tables import CommunityRow, DocumentRow, MarkRow, VersionRow


def marks_of(session: Session, version: VersionView) -> list[Mark]:
    """What people have judged that this very version covers, in the law's order."""
    return [mark_of(version.document, version.row, row) for row in mark_rows(session, version.row)]


def mark_rows(session: Session, row: VersionRow) -> list[MarkRow]:
    """The judgements on a version that stand: of each place and demand the last, unless it was taken back."""
    rows = session.scalars(
        select(MarkRow).where(MarkRow.version_id == row.id).order_by(MarkRow.judged_on, MarkRow.id)
    ).all()
    counting = {each.id for each in spells([[word_of(row) for row in rows]])}
    return sorted((each for each in rows if each.id in counting), key=lambda each: (each.nr, each.id))


def rows_about(session: Session, version: VersionRow, row: MarkRow) -> list[MarkRow]:
    """All that was ever said of the same place and demand in this version, in the order it was said."""
    same = (
        MarkRow.version_id == version.id,
        MarkRow.section_id == row.section_id,
        MarkRow.catalogue == row.catalogue,
        MarkRow.nr == row.nr,
    )
    found = session.scalars(select(MarkRow).where(*same).order_by(MarkRow.id))
    return [each for each in found if each.measure_id == row.measure_id]


def rows_counting(session: Session, row: VersionRow) -> list[MarkRow]:
    """The judgements that count for a version: on it, and on those it replaced."""
    others = session.scalars(
        select(VersionRow).where(VersionRow.document_id == row.document_id, VersionRow.stage == Stage.ADOPTED)
    )
    before = [
        each
        for each in sorted(others, key=begins)
        if each.id != row.id and (row.valid_from is None or begins(each) < begins(row))
    ]
    chain = [each.id for each in (*before, row)]
    rows = session.scalars(
        select(MarkRow).where(MarkRow.version_id.in_(chain)).order_by(MarkRow.judged_on, MarkRow.id)
    ).all()
    said = [[word_of(each) for each in rows if each.version_id == version] for version in chain]
    counting = {each.id for each in spells(said) if each.end is None}
    return [each for each in rows if each.id in counting]


@lru_cache(maxsize=512)
def glances_of(text: str) -> Glances:
    """The places of a stored text, kept by the text itself."""
    return glance(text)


def counting(session: Session, version: VersionRow, mark_id: int) -> MarkRow:
    """The judgement with this number, if it counts for the version; raises NotFound."""
    found = next((row for row in rows_counting(session, version) if row.id == mark_id), None)
    if found is None:
        raise NotFound(
            "Vurderingen finnes ikke.",
            "Den kan være trukket alt, eller en nyere kom i stedet. Se listen på nytt.",
        )
    return found


def word_of(row: MarkRow) -> Word:
    """The row as a word about a place and a demand."""
    return Word(
        row.id,
        row.section_id,
        f"{row.catalogue}:{row.nr}",
        str(row.measure_id or ""),
        row.kind,
        row.replaces_id,
    )


def mark_of(document: DocumentRow, version: VersionRow, row: MarkRow) -> Mark:
    """The row as a judgement of this version."""
    place = glances_of(version.text).places.get(row.section_id)
    return Mark(
        nr=row.nr,
        document=document.ref,
        version=version.number,
        section_id=row.section_id,
        section_number=place.number if place else "",
        section_title=place.title if place else "",
        degree=row.degree,
        judged_by=row.judged_by,
        judged_on=row.judged_on,
        reason=row.reason,
        cited=row.cited,
        kind=row.kind,
        catalogue=row.catalogue,
        measure=str(row.measure_id or ""),
        id=row.id,
    )


def begins(row: VersionRow) -> tuple[date, int]:
    """Sorts versions by when they begin to apply."""
    return row.valid_from or date.max, row.id


def has_begun(row: VersionRow, on: date) -> bool:
    """Does it apply that day, or did it before?"""
    return row.valid_from is not None and row.valid_from <= on


def adopted_versions(session: Session, community: CommunityRow) -> dict[int, list[VersionRow]]:
    """The adopted versions of each document, in the order they began to apply."""
    rows = session.scalars(
        select(VersionRow).where(VersionRow.community_id == community.id, VersionRow.stage == Stage.ADOPTED)
    )
    found: dict[int, list[VersionRow]] = {}
    for row in sorted(rows, key=begins):
        found.setdefault(row.document_id, []).append(row)
    return found


def version_numbers(session: Session, community: CommunityRow) -> Mapping[int, tuple[int, str]]:
    """The document and the number of every version."""
    rows = session.execute(
        select(VersionRow.id, VersionRow.document_id, VersionRow.number).where(
            VersionRow.community_id == community.id
        )
    )
    return {version: (document, number) for version, document, number in rows}


def rows_by(session: Session, community: CommunityRow, known: date) -> Iterable[MarkRow]:
    """The judgements made by that day, in the order they were made."""
    return session.scalars(
        select(MarkRow)
        .where(MarkRow.community_id == community.id, MarkRow.judged_on <= known)
        .order_by(MarkRow.judged_on, MarkRow.id)
    )

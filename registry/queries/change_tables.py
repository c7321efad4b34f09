"""The change table of two versions, taken out as a Word file."""

from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from sqlalchemy.orm import Session

from documents.comparing.change_table import Row, change_rows
from documents.comparing.whole_text import Stretch, whole_text
from documents.docx import TableHead, write_change_table
from documents.docx.papers.changes import summary
from documents.kinds import Language
from documents.lifecycle import Stage
from documents.markdown import plain
from registry.errors import BadInput
from registry.queries import comparisons
from registry.queries.documents import VersionView, legal_text, tree_of
from registry.queries.exports import File, Format, content_hash, status_line
from registry.queries.templates import template_of
from registry.tables import CommunityRow


class TableForm(StrEnum):
    """What a change table can be taken out as."""

    DOCX = "docx"


def form_of(word: str) -> TableForm:
    """The form a person asked for; Word where they said nothing. Raises BadInput for one nobody knows."""
    if word and word not in set(TableForm):
        raise BadInput(
            f"«{word[:20]}» er ikke et filformat her.", "", "Endringstabellen tas ut som docx.", "som"
        )
    return TableForm(word or TableForm.DOCX)


def rows_of(session: Session, old: VersionView, new: VersionView) -> tuple[Row, ...]:
    """The rows of the change table, with the reasons that are written of the new version."""
    reasons = comparisons.reasons_of(session, new.row)
    rows = _rows_without_reasons(old.row.text, new.row.text)
    return tuple(replace(row, reason=reasons.get(row.change.place.id, row.reason)) for row in rows)


def stretches_of(old: VersionView, new: VersionView) -> tuple[Stretch, ...]:
    """The whole text in the new reading order, with what was struck and added."""
    return _stretches(old.row.text, new.row.text)


@lru_cache(maxsize=16)
def _rows_without_reasons(old: str, new: str) -> tuple[Row, ...]:
    """Kept by the texts themselves, so that it can never be stale."""
    return change_rows(comparisons.of_texts(old, new), tree_of(old), tree_of(new), {})


@lru_cache(maxsize=16)
def _stretches(old: str, new: str) -> tuple[Stretch, ...]:
    return tuple(whole_text(comparisons.of_texts(old, new), tree_of(old), tree_of(new)))


def table_file(
    session: Session, community: CommunityRow, old: VersionView, new: VersionView, form: TableForm
) -> File:
    """The change table as a Word file."""
    head = head_of(community, old, new, new.row.language)
    data = write_change_table(rows_of(session, old, new), head, template_of(session, community))
    name = f"{new.document.ref}-endringer-{old.row.number}-{new.row.number}.{form.value}"
    return File(name, Format.DOCX.media_type, data)


def head_of(community: CommunityRow, old: VersionView, new: VersionView, language: Language) -> TableHead:
    """What the file says of the two texts, in this form of Norwegian."""
    return TableHead(
        title=plain(legal_text(new.row).title),
        old=old.row.number,
        new=new.row.number,
        summary=summary(comparisons.between(old.row, new.row), language),
        reason=new.row.change_reason,
        status=status_line(new, language),
        hash=content_hash(new),
        language=language,
        text_language=new.row.language,
        kind=new.document.kind,
        organisation=community.name,
        identifier=new.ref,
        created=new.row.frozen_at or new.row.created_at,
        draft=new.row.stage is Stage.DRAFT,
    )

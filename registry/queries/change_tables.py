"""The change table of two versions, taken out as a Word file."""

from enum import StrEnum

from sqlalchemy.orm import Session

from documents.comparing.change_table import Row, change_rows
from documents.docx import TableHead, write_change_table
from documents.lifecycle import Stage
from documents.markdown import plain
from registry.errors import BadInput
from registry.queries import comparisons
from registry.queries.documents import VersionView, legal_text
from registry.queries.exports import File, Format, content_hash, status_line
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
    comparison = comparisons.between(old.row, new.row)
    reasons = comparisons.reasons_of(session, new.row)
    return change_rows(comparison, legal_text(old.row), legal_text(new.row), reasons)


def table_file(
    session: Session, community: CommunityRow, old: VersionView, new: VersionView, form: TableForm
) -> File:
    """The change table as a Word file."""
    head = TableHead(
        title=plain(legal_text(new.row).title),
        old=old.row.number,
        new=new.row.number,
        summary=comparisons.between(old.row, new.row).summary,
        reason=new.row.change_reason,
        status=status_line(new),
        hash=content_hash(new),
        language=new.row.language,
        kind=new.document.kind,
        organisation=community.name,
        identifier=new.ref,
        created=new.row.frozen_at or new.row.created_at,
        draft=new.row.stage is Stage.DRAFT,
    )
    data = write_change_table(rows_of(session, old, new), head)
    name = f"{new.document.ref}-endringer-{old.row.number}-{new.row.number}.{form.value}"
    return File(name, Format.DOCX.media_type, data)

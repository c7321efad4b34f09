"""Which template are the Word files set in?"""

from collections import OrderedDict
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.docx.writing import house
from documents.docx.writing.template import Template
from registry.tables import CommunityRow, TemplateRow

PRODUCTS_NAME = "mal.docx"
"""What the product's own template is called when it is taken out."""
_MOST_KEPT = 8


def chosen_template(session: Session, community: CommunityRow) -> TemplateRow | None:
    """The office's own template; None where the product's is in use."""
    latest = (
        select(TemplateRow)
        .where(TemplateRow.community_id == community.id)
        .order_by(TemplateRow.id.desc())
        .limit(1)
    )
    row = session.scalars(latest).first()
    return row if row is not None and row.sha256 else None


def template_of(session: Session, community: CommunityRow) -> Template | None:
    """The office's own template, ready to write in; None where the product's is in use."""
    row = chosen_template(session, community)
    return None if row is None else _KEPT.of(row)


def template_bytes(session: Session, community: CommunityRow) -> tuple[str, bytes]:
    """The name and the bytes of the template in use: the office's own, or the product's to begin from."""
    row = chosen_template(session, community)
    return (row.name, row.data) if row is not None else (PRODUCTS_NAME, house.FILE.read_bytes())


class _Kept:
    """Templates that have been read, by the hash of their bytes, so that none can be stale."""

    def __init__(self) -> None:
        self._by_hash: OrderedDict[str, Template] = OrderedDict()
        self._lock = Lock()

    def of(self, row: TemplateRow) -> Template:
        """The template of this row; read once."""
        with self._lock:
            if row.sha256 in self._by_hash:
                self._by_hash.move_to_end(row.sha256)
                return self._by_hash[row.sha256]
        read = Template.of(row.data)
        with self._lock:
            self._by_hash[row.sha256] = read
            while len(self._by_hash) > _MOST_KEPT:
                self._by_hash.popitem(last=False)
        return read


_KEPT = _Kept()

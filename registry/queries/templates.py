"""Which template are the Word files set in?"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.docx.trial import TemplateReport, try_apart
from documents.docx.writing import house
from documents.docx.writing.template import Template
from documents.docx.writing.template_reader import read_template
from registry.permissions import OPERATOR
from registry.tables import CommunityRow, PersonRow, TemplateRow

T = TypeVar("T")
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
    return None if row is None else _KEPT.of(row.sha256, lambda: read_template(row.data))


def template_bytes(session: Session, community: CommunityRow, own: bool = True) -> tuple[str, bytes]:
    """The name and the bytes of the template in use; without `own`, of the product's to begin from."""
    row = chosen_template(session, community) if own else None
    return (row.name, row.data) if row is not None else (PRODUCTS_NAME, house.FILE.read_bytes())


def chooser_of(session: Session, row: TemplateRow) -> str:
    """The name of whoever chose it."""
    name = session.scalars(select(PersonRow.name).where(PersonRow.ref == row.chosen_by)).first()
    return name or (OPERATOR.name if row.chosen_by == OPERATOR.ref else row.chosen_by)


def report_of(row: TemplateRow) -> TemplateReport:
    """What the trial of the template found; tried again where this process has not seen it."""
    return _REPORTS.of(row.sha256, lambda: try_apart(row.data))


class _Kept(Generic[T]):
    """What has been made of templates, by the hash of their bytes, so that none of it can be stale."""

    def __init__(self) -> None:
        self._by_hash: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def of(self, sha256: str, make: Callable[[], T]) -> T:
        """What was made of the template with this hash; made once."""
        with self._lock:
            if sha256 in self._by_hash:
                self._by_hash.move_to_end(sha256)
                return self._by_hash[sha256]
        made = make()
        with self._lock:
            self._by_hash[sha256] = made
            while len(self._by_hash) > _MOST_KEPT:
                self._by_hash.popitem(last=False)
        return made


_KEPT: _Kept[Template] = _Kept()
_REPORTS: _Kept[TemplateReport] = _Kept()

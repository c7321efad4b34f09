"""How a draft would read with suggestions accepted, before anybody has answered them. Nothing is written."""

from collections.abc import Iterable

from documents.drafting.editing import with_wording
from documents.drafting.tree import CannotEdit
from documents.returning.amendments import Amendment
from documents.returning.applying import Overtaken, moved, new_wording, with_new, without
from documents.returning.kinds import AmendmentKind
from documents.text import LegalText


def supposing(draft: LegalText, amendments: Iterable[Amendment]) -> tuple[LegalText, int]:
    """The draft with these carried out in their order, and how many of them could not be."""
    left_out = 0
    for each in amendments:
        try:
            draft = _with(draft, each)
        except (Overtaken, CannotEdit):
            left_out += 1
    return draft, left_out


def _with(draft: LegalText, amendment: Amendment) -> LegalText:
    match amendment.kind:
        case AmendmentKind.WORDING:
            return with_wording(draft, amendment.section, new_wording(draft, amendment))
        case AmendmentKind.NEW | AmendmentKind.UNPLACED:
            return with_new(draft, amendment)[0]
        case AmendmentKind.MOVED:
            return moved(draft, amendment)
        case AmendmentKind.REMOVED:
            return without(draft, amendment)
        case _:
            return draft

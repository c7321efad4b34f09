"""An amendment carried out in the draft as it reads now, whatever has become of it since it was sent."""

from collections.abc import Sequence
from dataclasses import replace

from documents.drafting.editing import Wording, wording_of
from documents.drafting.tree import (
    CannotEdit,
    changed,
    children_of,
    cut,
    height_of,
    level_of,
    put,
    refuse_too_deep,
    section_of,
    spot_of,
)
from documents.markdown import read, with_ids, write
from documents.returning.amendments import Amendment, Spot, section_in
from documents.returning.kinds import AmendmentKind
from documents.returning.weaving import woven
from documents.text import LegalText, Section


class Overtaken(Exception):
    """The draft has been changed where the amendment would change it. The message says so, in Norwegian."""


def new_wording(draft: LegalText, amendment: Amendment) -> Wording:
    """How the section reads with what the amendment changes in it, and all that stands there already.

    Raises Overtaken where the draft has changed the same words, and CannotEdit where the section is gone.
    """
    assert amendment.before is not None
    assert amendment.after is not None
    now = wording_of(draft, amendment.section)
    title = woven(amendment.before.title, now.title, amendment.after.title)
    body = woven(amendment.before.body, now.body, amendment.after.body)
    if title is None or body is None:
        raise Overtaken(
            "De samme ordene er endret i utkastet siden filen ble sendt, "
            "eller av et annet forslag som er godtatt."
        )
    return Wording(title, body)


def with_new(draft: LegalText, amendment: Amendment) -> tuple[LegalText, str]:
    """The draft with the new section where the amendment wants it; and its identity. Raises CannotEdit."""
    section, spot = _new_section(draft, amendment)
    return _settled(put(draft, section, spot.under, _place(draft, spot))), section.id


def without(draft: LegalText, amendment: Amendment) -> LegalText:
    """The draft without the section. What has come to lie under it since, takes its place.

    Raises Overtaken where its words are others than those the author had before them, and CannotEdit where it
    is gone already.
    """
    assert amendment.before is not None
    if wording_of(draft, amendment.section) != amendment.before:
        raise Overtaken("Punktet er skrevet om i utkastet siden filen ble sendt.")
    going = {amendment.section, *amendment.below}

    def left(section: Section) -> tuple[Section, ...]:
        children = tuple(each for child in section.children for each in left(child))
        return children if section.id in going else (replace(section, children=children),)

    return changed(draft, amendment.section, left)


def moved(draft: LegalText, amendment: Amendment) -> LegalText:
    """The draft with the section, and all under it, where the amendment wants it. Raises CannotEdit."""
    section, spot = _moved_section(draft, amendment)
    rest = cut(draft, section.id)
    return _settled(put(rest, section, spot.under, _place(rest, spot)))


def fits(draft: LegalText, amendment: Amendment) -> str:
    """Why it cannot be carried out as it stands; empty where it can. Comments always can."""
    try:
        match amendment.kind:
            case AmendmentKind.WORDING:
                new_wording(draft, amendment)
            case AmendmentKind.NEW:
                _new_section(draft, amendment)
            case AmendmentKind.REMOVED:
                without(draft, amendment)
            case AmendmentKind.MOVED:
                _moved_section(draft, amendment)
            case AmendmentKind.UNPLACED:
                return "En person må si hvilket punkt dette er, eller at det er nytt."
            case AmendmentKind.COMMENT:
                return ""
    except (Overtaken, CannotEdit) as reason:
        return str(reason)
    return ""


def _new_section(draft: LegalText, amendment: Amendment) -> tuple[Section, Spot]:
    """The section and where it is to stand; raises CannotEdit where it cannot."""
    section = section_in(amendment.text)
    if any(place.id == section.id for place in draft.places()):
        raise CannotEdit("Punktet står i utkastet allerede.")
    return section, _spot(draft, section, amendment)


def _moved_section(draft: LegalText, amendment: Amendment) -> tuple[Section, Spot]:
    """The same of a section that the draft has."""
    section = section_of(draft, amendment.section)
    spot = _spot(draft, section, amendment)
    if any(each.id == spot.under for each in section.walk()):
        raise CannotEdit("Punktet kan ikke stå under seg selv.")
    return section, spot


def _spot(draft: LegalText, section: Section, amendment: Amendment) -> Spot:
    assert amendment.spot is not None
    under = amendment.spot.under
    if under and all(each.id != under for each in draft.walk()):
        raise CannotEdit(
            "Punktet skal stå under et punkt som ikke finnes i utkastet. Svar på det punktet først."
        )
    refuse_too_deep((level_of(draft, under) if under else 0) + height_of(section))
    return amendment.spot


def _settled(text: LegalText) -> LegalText:
    return with_ids(read(write(text)))


def _place(draft: LegalText, spot: Spot) -> int:
    """Which place among those under it: right after the one it follows; last, where that is gone."""
    siblings: Sequence[Section] = children_of(draft, spot.under)
    if not spot.after:
        return 0
    if any(each.id == spot.after for each in siblings):
        return spot_of(draft, spot.after).at + 1
    return len(siblings)

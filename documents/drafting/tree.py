"""A text's tree of sections, changed in one place: every other section stays as it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from documents.markdown.limits import DEEPEST_HEADING
from documents.text import LegalText, Section

DEEPEST = DEEPEST_HEADING - 1
"""Levels of sections that a text has room for: Markdown's headings are six, and the title is one."""


class CannotEdit(ValueError):
    """The text cannot be changed in this way; the message says why, in Norwegian."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a section stands: under what ("" is the text itself), among whom, as which."""

    parent: str
    siblings: tuple[Section, ...]
    at: int


def section_of(text: LegalText, identity: str) -> Section:
    """The section with this identity; raises CannotEdit."""
    found = next((section for section in text.walk() if section.id == identity), None)
    if found is None:
        raise CannotEdit("Punktet finnes ikke i utkastet. Kanskje er det fjernet i mellomtiden.")
    return found


def spot_of(text: LegalText, identity: str) -> Spot:
    """Where the section stands; raises CannotEdit."""
    path = (*_above(text.sections, identity), section_of(text, identity))
    siblings = path[-2].children if len(path) > 1 else text.sections
    at = next(at for at, each in enumerate(siblings) if each.id == identity)
    return Spot(path[-2].id if len(path) > 1 else "", siblings, at)


def level_of(text: LegalText, identity: str) -> int:
    """How deep the section lies: 1 for a chapter."""
    return len(_above(text.sections, identity)) + 1


def height_of(section: Section) -> int:
    """How many levels the section has, itself one."""
    return 1 + max((height_of(child) for child in section.children), default=0)


def refuse_too_deep(levels: int) -> None:
    """Raises CannotEdit for more levels than a text has room for."""
    if levels > DEEPEST:
        raise CannotEdit(f"En tekst har plass til {DEEPEST} nivåer med punkter, og dette ville blitt flere.")


def changed(text: LegalText, identity: str, change: Callable[[Section], tuple[Section, ...]]) -> LegalText:
    """The text with what the change makes of one section standing in its place; raises CannotEdit."""
    section_of(text, identity)
    return replace(text, sections=tuple(_changed(text.sections, identity, change)))


def cut(text: LegalText, identity: str) -> LegalText:
    """The text without the section and what lies under it; raises CannotEdit."""
    return changed(text, identity, lambda _: ())


def put(text: LegalText, section: Section, parent: str, at: int) -> LegalText:
    """The text with the section as number `at` under `parent`; raises CannotEdit."""

    def among(them: tuple[Section, ...]) -> tuple[Section, ...]:
        return (*them[:at], section, *them[at:])

    if not parent:
        return replace(text, sections=among(text.sections))
    return changed(text, parent, lambda it: (replace(it, children=among(it.children)),))


def children_of(text: LegalText, parent: str) -> tuple[Section, ...]:
    """The sections right under this one, or right under the text itself; raises CannotEdit."""
    return section_of(text, parent).children if parent else text.sections


def _above(sections: tuple[Section, ...], identity: str) -> tuple[Section, ...]:
    """The sections that hold this one, from the top down."""
    for section in sections:
        if any(child.id == identity for child in section.children):
            return (section,)
        if below := _above(section.children, identity):
            return (section, *below)
    return ()


def _changed(
    sections: tuple[Section, ...], identity: str, change: Callable[[Section], tuple[Section, ...]]
) -> Iterator[Section]:
    for section in sections:
        if section.id == identity:
            yield from change(section)
        else:
            yield replace(section, children=tuple(_changed(section.children, identity, change)))

"""Identities in a Word file: hidden bookmarks on headings, their first paragraphs, and lettered points.

A bookmark that lies within one paragraph survives Word and LibreOffice, .odt and .rtf; content controls
and paragraph ids do not. Word hides names that begin with a low line and allows them 40 characters.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.docx.xml import Element, w
from documents.text import new_id

HEADING, BODY, POINT, NOTE = "_sh_", "_sb_", "_sp_", "_sn_"
COPY = "_Copy_1"
"""Ends the name of a second bookmark of one place, as programs write it when marked words are copied."""
LONGEST_NAME = 40
_PLACE = "{urn:avtaleverk}place"
TOP = "top"
"""Where a note stands that stands before the first section."""

_NAME = re.compile(r"(?P<kind>_s[hbp]_)(?P<id>[a-z0-9]{1,30})(?P<copy>_Copy_\d+)?")
_NOTE_NAME = re.compile(r"_sn_(?P<section>[a-z0-9]{1,30})_(?P<label>[A-Za-z0-9]{1,20})(?:_Copy_\d+)?")


class Births:
    """Identities for what has none yet: the same for the same paragraph of a file, however it is read."""

    def __init__(self) -> None:
        """Nothing is born yet."""
        self._by_place: dict[str, str] = {}

    def of(self, place: str) -> str:
        """The identity of what begins at this place."""
        return self._by_place.setdefault(place, new_id()) if place else new_id()


def name_places(root: Element) -> None:
    """Give every paragraph of the part a name of its own, which it keeps when the tree is copied."""
    for at, paragraph in enumerate(root.iter(w("p")), start=1):
        paragraph.set(_PLACE, str(at))


def place_of(paragraph: Element) -> str:
    """The name of the paragraph; empty where it has none."""
    return paragraph.get(_PLACE, "")


@dataclass(frozen=True, slots=True)
class Mark:
    """One bookmark of ours that came back."""

    kind: str
    id: str
    copy: bool
    """Made by a program when the marked words were copied, or moved with tracking on."""


def marks(root: Element) -> dict[str, tuple[Mark, ...]]:
    """The marks of each paragraph, by its place. Read before tracked changes are resolved: a heading that is
    resolved away would hand its marks to the paragraph after it."""
    found: dict[str, list[Mark]] = defaultdict(list)
    seen: set[str] = set()
    for bookmark in root.iter(w("bookmarkStart")):
        name = bookmark.get(w("name"), "")
        read = _NAME.fullmatch(name)
        paragraph = _paragraph_of(bookmark)
        if read and paragraph is not None and name not in seen:
            seen.add(name)
            found[place_of(paragraph)].append(Mark(read["kind"], read["id"], bool(read["copy"])))
    return {place: tuple(each) for place, each in found.items()}


def note_mark(note: Element) -> tuple[str, str]:
    """The section that a note of ours stood in, and its label; twice empty for any other note."""
    for bookmark in note.iter(w("bookmarkStart")):
        if read := _NOTE_NAME.fullmatch(bookmark.get(w("name"), "")):
            return read["section"], read["label"]
    return "", ""


def claim(places: Sequence[tuple[Sequence[Mark], Sequence[Mark]]]) -> list[Mark | None]:
    """The mark that gives each place its identity, or None; no identity twice.

    A place brings its own marks and those of the text under it. The mark on the heading itself goes
    before the one in its text, and within each kind a plain one before a copy.
    """
    claimed: list[Mark | None] = [None] * len(places)
    taken: set[str] = set()
    for which, copy in ((0, False), (0, True), (1, False), (1, True)):
        for at, place in enumerate(places):
            if claimed[at] is None and (mark := _first_free(place[which], copy, taken)):
                claimed[at] = mark
                taken.add(mark.id)
    return claimed


def _first_free(marks: Iterable[Mark], copy: bool, taken: set[str]) -> Mark | None:
    return next((mark for mark in marks if mark.copy == copy and mark.id not in taken), None)


def _paragraph_of(bookmark: Element) -> Element | None:
    above: Element | None = bookmark
    while above is not None and above.tag != w("p"):
        above = above.getparent()
    if above is None:  # it stands between paragraphs, and speaks of the next one
        above = next((each for each in bookmark.itersiblings() if each.tag == w("p")), None)
    return above

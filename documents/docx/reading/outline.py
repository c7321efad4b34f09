"""Lines put together: points into lists, lines into sections, sections into a text."""

import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TypeVar

from documents.docx.identity import BODY, HEADING, POINT, TOP, Births, Mark, claim
from documents.docx.reading.body import QUOTES, Line, without_start
from documents.docx.reading.inline import compose, without_look
from documents.docx.reading.notes import Notes
from documents.docx.reading.remarks import Remarks
from documents.markdown import Run, is_lettered
from documents.markdown import runs as read_runs
from documents.numbering import split_heading
from documents.text import Block, Footnote, Item, ItemList, Paragraph, Quote, Section, Table, plain_text

NOTE_STYLE = "footnote text"
_CARRIED_LABEL = re.compile(r"-|\d{1,9}[.)]|[a-zæøå]\)")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Draft:
    """A heading and the lines under it, before it has its place in the tree."""

    level: int
    number: str
    title: str
    id: str
    lines: tuple[Line | Table, ...]
    notes: tuple[str, ...]
    """Labels of the notes that the heading itself carries."""


class Outline:
    """Builds the tree of sections from lines whose headings are known."""

    def __init__(
        self, lines: Sequence[Line | Table], title: str, notes: Notes, remarks: Remarks, births: Births
    ) -> None:
        """Take the lines; the title, for the notes it may carry; the notes that were met; new identities."""
        self._notes = notes.found
        self._remarks = remarks
        self._births = births
        self._point_ids = _point_ids(lines)
        parts = list(_parts(lines))
        self._before, self._title_notes = parts[0], _labels(title)
        claimed = claim([_heading_marks(part) for part in parts[1:]])
        self.marked = {mark.id: mark for mark in claimed if mark}
        """By identity: the mark of ours that a section was known by."""
        ids = [mark.id if mark else "" for mark in claimed]
        self.sunk = _sunk(parts, self.marked.keys())
        """The words of paragraphs that bear a heading's mark and are no headings, by the mark's identity."""
        self._drafts = [self._draft(part, identity) for part, identity in zip(parts[1:], ids, strict=True)]
        self.homes = {
            part[0].place: draft.id
            for part, draft in zip(parts[1:], self._drafts, strict=True)
            if isinstance(part[0], Line)
        }
        """The identity of the section that begins at each place of the file."""
        known = {TOP, *ids} - {""}
        self._stood: dict[str, list[str]] = {home: [] for home in known}
        for label in notes.found:
            self._stood.get(notes.homes.get(label, ""), []).append(label)
        self._at_home = {label for labels in self._stood.values() for label in labels}

    def preamble(self) -> tuple[Block, ...]:
        """What stands before the first heading."""
        return self._blocks(self._before, self._title_notes, TOP)

    def sections(self) -> tuple[Section, ...]:
        """The sections with what lies under them."""
        return self._tree(self._drafts)

    def _draft(self, part: Sequence[Line | Table], identity: str) -> Draft:
        heading, *lines = part
        assert isinstance(heading, Line)
        number, runs = heading.label, heading.runs
        if not (number or heading.label_is_known):
            number, _ = split_heading(heading.words)
            runs = tuple(without_start(without_look(runs), len(number)))
        title, _ = compose(without_look(runs), in_heading=True)
        notes = tuple(run.footnote for run in runs if run.footnote)
        identity = identity or self._births.of(heading.place)
        return Draft(heading.heading or 1, number, title, identity, tuple(lines), notes)

    def _tree(self, drafts: Sequence[Draft]) -> tuple[Section, ...]:
        """Each draft, with the deeper ones that follow it as its children."""
        return tuple(
            Section(
                head.id,
                head.number,
                head.title,
                self._blocks(head.lines, head.notes, head.id),
                self._tree(under),
            )
            for head, under in _families(drafts, lambda draft, head: draft.level > head.level)
        )

    def _blocks(
        self, lines: Sequence[Line | Table], heading_notes: Sequence[str], section: str
    ) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for kind, group in groupby(lines, key=_kind):
            members = list(group)
            paragraphs = [line for line in members if isinstance(line, Line)]
            match kind:
                case "table":
                    blocks += [each for each in members if isinstance(each, Table)]
                case "point":
                    blocks += self._points(paragraphs)
                case "quote":
                    blocks.append(Quote(tuple(self._paragraph(line) for line in paragraphs)))
                case "note":
                    self._remarks.told += [line.label for line in paragraphs]
                    blocks += [Footnote(line.label, self._paragraph(line).text) for line in paragraphs]
                case _:
                    blocks += [self._paragraph(line) for line in paragraphs]
        return (*blocks, *self._notes_of(blocks, heading_notes, section))

    def _notes_of(
        self, blocks: Sequence[Block], heading_notes: Sequence[str], section: str
    ) -> Iterator[Footnote]:
        """The notes that stood here before; those marked here; and those marked in these notes."""
        marked = [
            *heading_notes,
            *(label for inline in plain_text(tuple(blocks)) for label in _labels(inline)),
        ]
        strangers = (label for label in marked if label not in self._at_home)
        waiting = deque([*self._stood.get(section, ()), *strangers])
        given: set[str] = set()
        while waiting:
            note = self._notes.get(waiting.popleft())
            if note and note.label not in given:
                given.add(note.label)
                yield note
                waiting += [label for label in _labels(note.text) if label not in self._at_home]

    def _points(self, lines: Sequence[Line]) -> list[Block]:
        """Points of a list: each takes the deeper ones and the further paragraphs that follow it."""
        found: list[Item | Block] = []
        for head, under in _families(lines, _is_under):
            found += self._point(head, self._points(under))
        return list(_grouped(found))

    def _point(self, head: Line, inner: list[Block]) -> list[Item | Block]:
        own = [self._paragraph(head)] if head.runs else []
        if _CARRIED_LABEL.fullmatch(head.label):
            identity = self._point_ids.get(id(head), "")
            if not identity and is_lettered(head.label):
                identity = self._births.of(head.place)
            return [Item(head.label, (*own, *inner), identity)]
        if not head.label:
            return [*own, *inner]
        self._remarks.count("list-label", f"{head.label} {head.words}")
        return [self._paragraph(replace(head, runs=(Run(head.label + " "), *head.runs))), *inner]

    def _paragraph(self, line: Line) -> Paragraph:
        inline, whole = compose(line.runs)
        if not whole:
            self._remarks.count("look", line.words)
        return Paragraph(inline)


def _parts(lines: Sequence[Line | Table]) -> Iterator[Sequence[Line | Table]]:
    """What stands before the first heading; then each heading with the lines under it."""
    heads = [at for at, line in enumerate(lines) if isinstance(line, Line) and line.heading]
    for start, end in pairwise([0, *heads, len(lines)]):
        yield lines[start:end]


def _families(members: Sequence[_T], is_under: Callable[[_T, _T], bool]) -> Iterator[tuple[_T, Sequence[_T]]]:
    """Each head with those that follow it and belong under it."""
    at = 0
    while at < len(members):
        end = at + 1
        while end < len(members) and is_under(members[end], members[at]):
            end += 1
        yield members[at], members[at + 1 : end]
        at = end


def _labels(inline: str) -> list[str]:
    return [run.footnote for run in read_runs(inline) if run.footnote]


def _kind(line: Line | Table) -> str:
    if isinstance(line, Table):
        return "table"
    if line.style == NOTE_STYLE and line.label:
        return "note"
    if line.depth is not None and (line.label or line.continues):
        return "point"
    return "quote" if line.style in QUOTES else "text"


def _is_under(line: Line, head: Line) -> bool:
    """Does the line lie within the point that this head begins?"""
    depth, above = line.depth or 0, head.depth or 0
    return bool(head.label) and (depth > above or (line.continues and depth == above))


def _grouped(found: Sequence[Item | Block]) -> Iterator[Block]:
    """Points of one kind that stand together as one list, as the stored form has them."""
    for kind, group in groupby(found, key=_list_kind):
        members = list(group)
        if kind:
            yield ItemList(tuple(each for each in members if isinstance(each, Item)))
        else:
            yield from [each for each in members if not isinstance(each, Item)]


def _list_kind(each: Item | Block) -> str:
    """Which sign ends its label, or that it is lettered; empty for what is no point."""
    if not isinstance(each, Item):
        return ""
    return "letter" if each.label[0].isalpha() else each.label[-1]


def _heading_marks(lines: Sequence[Line | Table]) -> tuple[list[Mark], list[Mark]]:
    own = [line for line in lines if isinstance(line, Line)]
    heading = [mark for mark in own[0].marks if mark.kind == HEADING]
    return heading, [mark for line in own[1:] for mark in line.marks if mark.kind == BODY]


def _sunk(parts: Sequence[Sequence[Line | Table]], claimed: Collection[str]) -> dict[str, str]:
    own = [line for at, part in enumerate(parts) for line in part[bool(at) :] if isinstance(line, Line)]
    return {
        mark.id: line.words
        for line in own
        for mark in line.marks
        if mark.kind == HEADING and mark.id not in claimed
    }


def _point_ids(lines: Sequence[Line | Table]) -> dict[int, str]:
    points = [line for line in lines if isinstance(line, Line) and line.label]
    ids = claim([([mark for mark in line.marks if mark.kind == POINT], []) for line in points])
    return {id(line): mark.id for line, mark in zip(points, ids, strict=True) if mark}

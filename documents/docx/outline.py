"""Lines put together: points into lists, lines into sections, sections into a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from documents.docx.body import QUOTES, Line, without_start
from documents.docx.identity import BODY, HEADING, POINT, Mark, claim
from documents.docx.inline import compose, without_look
from documents.docx.remarks import Remarks
from documents.markdown import Run
from documents.markdown import runs as read_runs
from documents.numbering import split_heading
from documents.text import Block, Footnote, Item, ItemList, Paragraph, Quote, Section, Table, plain_text

_CARRIED_LABEL = re.compile(r"-|\d{1,9}[.)]|[a-zæøå]\)")


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

    def __init__(self, lines: Sequence[Line | Table], notes: dict[str, Footnote], remarks: Remarks) -> None:
        """Take the lines, and the notes by label."""
        self._notes = notes
        self._remarks = remarks
        self._point_ids = _point_ids(lines)
        heads = [at for at, line in enumerate(lines) if isinstance(line, Line) and line.heading]
        self._first = lines[: heads[0]] if heads else lines
        ends = [*heads[1:], len(lines)]
        own_ids = claim([_heading_marks(lines[start:end]) for start, end in zip(heads, ends, strict=False)])
        self._drafts = [
            self._draft(lines[start], lines[start + 1 : end], identity)
            for start, end, identity in zip(heads, ends, own_ids, strict=False)
        ]

    def preamble(self) -> tuple[Block, ...]:
        """What stands before the first heading."""
        return self._blocks(self._first, ())

    def sections(self) -> tuple[Section, ...]:
        """The sections with what lies under them."""
        return self._tree(list(self._drafts))

    def _draft(self, heading: Line | Table, lines: Sequence[Line | Table], identity: str) -> Draft:
        assert isinstance(heading, Line)
        number, runs = heading.label, heading.runs
        if not (number or heading.label_is_known):
            number, _ = split_heading(heading.words)
            runs = tuple(without_start(without_look(runs), len(number)))
        title, _ = compose(without_look(runs))
        notes = tuple(run.footnote for run in runs if run.footnote)
        return Draft(heading.heading or 1, number, title, identity, tuple(lines), notes)

    def _tree(self, drafts: list[Draft]) -> tuple[Section, ...]:
        """Each draft, with the deeper ones that follow it as its children."""
        sections = []
        while drafts:
            head, rest = drafts[0], drafts[1:]
            under = next((at for at, draft in enumerate(rest) if draft.level <= head.level), len(rest))
            blocks = self._blocks(head.lines, head.notes)
            sections.append(Section(head.id, head.number, head.title, blocks, self._tree(rest[:under])))
            drafts = rest[under:]
        return tuple(sections)

    def _blocks(self, lines: Sequence[Line | Table], heading_notes: Sequence[str]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for kind, group in groupby(lines, key=_kind):
            match kind:
                case "table":
                    blocks += [line for line in group if isinstance(line, Table)]
                case "point":
                    blocks += self._points([line for line in group if isinstance(line, Line)])
                case "quote":
                    quoted = [self._paragraph(line) for line in group if isinstance(line, Line)]
                    blocks.append(Quote(tuple(quoted)))
                case _:
                    blocks += [self._paragraph(line) for line in group if isinstance(line, Line)]
        return (*blocks, *self._notes_of(blocks, heading_notes))

    def _notes_of(self, blocks: Sequence[Block], heading_notes: Sequence[str]) -> Iterator[Footnote]:
        """The notes marked in these blocks, and those marked in the notes, in order."""
        waiting = [*heading_notes, *(label for text in plain_text(tuple(blocks)) for label in _labels(text))]
        given: set[str] = set()
        while waiting:
            note = self._notes.get(waiting.pop(0))
            if note and note.label not in given:
                given.add(note.label)
                yield note
                waiting += _labels(note.text)

    def _points(self, lines: Sequence[Line]) -> list[Block]:
        """Points of a list: each takes the deeper ones and the further paragraphs that follow it."""
        found: list[Item | Block] = []
        while lines:
            head, rest = lines[0], lines[1:]
            under = next((at for at, line in enumerate(rest) if not _is_under(line, head)), len(rest))
            found += self._point(head, self._points(rest[:under]))
            lines = rest[under:]
        return list(_grouped(found))

    def _point(self, head: Line, inner: list[Block]) -> list[Item | Block]:
        own = [self._paragraph(head)] if head.runs else []
        if _CARRIED_LABEL.fullmatch(head.label):
            return [Item(head.label, (*own, *inner), self._point_ids.get(id(head), ""))]
        if not head.label:
            return [*own, *inner]
        self._remarks.count("list-label", f"{head.label} {head.words}")
        return [self._paragraph(replace(head, runs=(Run(head.label + " "), *head.runs))), *inner]

    def _paragraph(self, line: Line) -> Paragraph:
        inline, whole = compose(line.runs)
        if not whole:
            self._remarks.count("look", line.words)
        return Paragraph(inline)


def _labels(inline: str) -> list[str]:
    return [run.footnote for run in read_runs(inline) if run.footnote]


def _kind(line: Line | Table) -> str:
    if isinstance(line, Table):
        return "table"
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


def _point_ids(lines: Sequence[Line | Table]) -> dict[int, str]:
    points = [line for line in lines if isinstance(line, Line) and line.label]
    ids = claim([([mark for mark in line.marks if mark.kind == POINT], []) for line in points])
    return {id(line): identity for line, identity in zip(points, ids, strict=True) if identity}

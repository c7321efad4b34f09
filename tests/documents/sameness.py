"""What a text says, as far as a Word file can say it: equal values say the same."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from documents import markdown
from documents.markdown import Run
from documents.text import Block, Footnote, Item, ItemList, LegalText, Paragraph, Quote, Section, Table

Told = tuple[object, ...]
"""What something says: equal values say the same."""


class _Notes:
    """Labels of notes by the order in which they are met: Word counts them itself."""

    def __init__(self) -> None:
        self._order: dict[str, int] = {}

    def place(self, label: str) -> int:
        return self._order.setdefault(label, len(self._order))


def sections_told(text: LegalText, identities: bool = False) -> list[Told]:
    """What stands before the first section, with the title; then each section by itself, in reading order."""
    notes = _Notes()
    opening = Section("", "", text.title, text.preamble)
    return [
        _section(section, depth, notes, identities)
        for section, depth in ((opening, 0), *_deep(text.sections, 1))
    ]


def _deep(sections: Sequence[Section], depth: int) -> Iterator[tuple[Section, int]]:
    for section in sections:
        yield section, depth
        yield from _deep(section.children, depth + 1)


def _section(section: Section, depth: int, notes: _Notes, identities: bool) -> Told:
    title = _inline(section.title, notes)
    running = tuple(
        _block(each, notes, identities) for each in section.blocks if not isinstance(each, Footnote)
    )
    # Notes stand at the foot of a page, in the order of their marks, wherever the text keeps them.
    foot = sorted(_note(each, notes) for each in section.blocks if isinstance(each, Footnote))
    return depth, section.id if identities else "", section.number, title, running, tuple(foot)


def _note(note: Footnote, notes: _Notes) -> tuple[int, Told]:
    return notes.place(note.label), _inline(note.text, notes)


def _block(block: Block, notes: _Notes, identities: bool) -> Told:
    match block:
        case Paragraph(text=text):
            return "paragraph", _inline(text, notes)
        case ItemList(items=items):
            return "list", tuple(_item(item, notes, identities) for item in items)
        case Table(header=header, rows=rows):
            return "table", tuple(tuple(_inline(cell, notes) for cell in row) for row in (header, *rows))
        case Quote(blocks=inner):
            return "quote", tuple(_block(each, notes, identities) for each in inner)
        case Footnote():
            return "note", _note(block, notes)


def _item(item: Item, notes: _Notes, identities: bool) -> Told:
    blocks = tuple(_block(each, notes, identities) for each in item.blocks)
    return item.label, item.id if identities else "", blocks


def _inline(inline: str, notes: _Notes) -> Told:
    runs = groupby(markdown.runs(inline), key=lambda run: (run.bold, run.italic, run.link, run.footnote))
    return tuple(_look(look, list(same), notes) for look, same in runs)


def _look(look: tuple[bool, bool, str, str], runs: Sequence[Run], notes: _Notes) -> Told:
    bold, italic, link, footnote = look
    mark = notes.place(footnote) if footnote else ""
    return bold, italic, link, mark, "".join(run.text for run in runs)

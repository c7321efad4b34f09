"""A legal text and its cover as plain data, in the shape that `house.typ` prints.

Words stay words: nothing here is Typst, so nothing a person wrote can be read as Typst.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC

from documents import markdown
from documents.docx.writing.cover import CONTENTS_DEPTH, Cover
from documents.markdown import Run
from documents.pdf.limits import Data
from documents.text import (
    Block,
    Footnote,
    Item,
    ItemList,
    LegalText,
    Paragraph,
    Quote,
    Section,
    Table,
)

_ADDRESSES = ("https://", "http://", "mailto:")
"""Where a link may lead out of the file. What leads to another document of the register stays words."""
_SHORT_HASH = 12
_SHORT = 700
"""Signs: a row stays whole on its page where no cell of the table is longer."""
_NARROWEST, _WIDEST = 7, 42
"""Signs: a column is neither narrower nor wider than cells of this length would make it."""


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text, and and at the head and foot of its pages."""

    head: tuple[str, str]
    """At the head of every page: left and right."""
    foot: str
    """At the foot of every page, to the left of the page number."""
    is_paper: bool = False
    """A paper begins on its first page; a text has a title page and a table of contents first."""


def front_of(cover: Cover) -> Front:
    """The running heads of a version: title and version above, status and short hash below, as in Word."""
    day = "" if cover.day in cover.status_line else cover.day
    version = f"{cover.word('version')} {cover.version}"
    right = ", ".join(part for part in (version, cover.state_in_short, day) if part)
    mark = f"{cover.word('hash').lower()} {cover.hash[:_SHORT_HASH]}" if cover.hash else ""
    return Front((cover.title, right), " · ".join(part for part in (cover.status_line, mark) if part))


def tree(text: LegalText, cover: Cover, front: Front) -> Data:
    """Everything that is printed, as data."""
    writer = _Writer.of(text)
    sections = [writer.section(section) for section in text.sections]
    created = cover.created.astimezone(UTC)
    day = {name: getattr(created, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    dates = [list(pair) for pair in cover.dates]
    named = [[cover.word("document"), cover.identifier]] if cover.identifier else []
    return {
        "is-paper": front.is_paper,
        "language": str(cover.language),
        "created": day,
        "organisation": cover.organisation,
        "kind": cover.category,
        "plain-title": cover.title,
        "description": cover.status_line,
        "title": writer.runs(text.title),
        "status": cover.status_line,
        "draft": cover.word("draft") if cover.draft else "",
        "version": f"{cover.word('version')} {cover.version}" if cover.version else "",
        "facts": dates if front.is_paper else [*dates, *named],
        "decisions": list(cover.decisions),
        "hash": f"{cover.word('hash')} {cover.hash}" if cover.hash else "",
        "words": {word: cover.word(word) for word in ("contents", "decisions", "page", "of")},
        "head": list(front.head),
        "foot": front.foot,
        "contents-depth": CONTENTS_DEPTH,
        "blocks": writer.blocks(text.preamble),
        "sections": sections,
        "titles": writer.titles,
        "after": "",
    }


@dataclass(slots=True)
class _Writer:
    """Names every place once. Two marks to one note are two notes, as in Word."""

    notes: Mapping[str, Footnote]
    """Notes that a mark points to, by label; of two with one label the first is the note."""
    marked: frozenset[str]
    places: frozenset[str]
    _named: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    """Plain titles by the name of their place, for the contents: a note is not to stand there again."""

    @classmethod
    def of(cls, text: LegalText) -> "_Writer":
        notes: dict[str, Footnote] = {}
        for note in _notes(_all_blocks(text)):
            notes.setdefault(note.label, note)
        marked = frozenset(run.footnote for inline in _running(text) for run in markdown.runs(inline))
        return cls(notes, marked & notes.keys(), frozenset(place.id for place in text.places() if place.id))

    def section(self, section: Section) -> Data:
        name = self._name(section.id) or f"overskrift-{len(self.titles) + 1}"
        self.titles[name] = markdown.plain(section.title)
        # A number without words is the heading's words.
        number, title = (
            (section.number, section.title) if section.title else ("", markdown.escape(section.number))
        )
        return {
            "place": name,
            "number": number,
            "title": self.runs(title),
            "blocks": self.blocks(section.blocks),
            "children": [self.section(child) for child in section.children],
        }

    def blocks(self, blocks: Sequence[Block]) -> list[Data]:
        return [made for block in blocks for made in self._block(block)]

    def runs(self, inline: str) -> list[Data]:
        return [
            self._note(run) if run.footnote in self.marked else self._run(run)
            for run in markdown.runs(inline)
        ]

    def _block(self, block: Block) -> Iterator[Data]:
        match block:
            case Paragraph(text=text):
                yield {"is": "paragraph", "runs": self.runs(text)}
            case ItemList(items=items) if items:
                dashes = all(item.label == "-" for item in items)
                yield {
                    "is": "dashes" if dashes else "points",
                    "items": [self._item(item) for item in items],
                }
            case Table() if block.header:
                yield self._table(block)
            case Quote(blocks=inner):
                yield {"is": "quote", "blocks": self.blocks(inner)}
            case Footnote(label=label, text=text) if (
                self.notes.get(label) is not block or label not in self.marked
            ):
                yield {"is": "note", "label": label, "runs": [self._run(run) for run in markdown.runs(text)]}

    def _item(self, item: Item) -> Data:
        named = {"place": name} if (name := self._name(item.id)) else {}
        label = "–" if item.label == "-" else item.label
        return {"label": label, "blocks": self.blocks(item.blocks), **named}

    def _table(self, table: Table) -> Data:
        columns = zip(table.header, *table.rows, strict=True)
        longest = [max(len(markdown.plain(cell)) for cell in column) for column in columns]
        return {
            "is": "table",
            "short": max(longest) <= _SHORT,
            "widths": [min(max(length, _NARROWEST), _WIDEST) for length in longest],
            "header": [self.runs(cell) for cell in table.header],
            "rows": [[self.runs(cell) for cell in row] for row in table.rows],
        }

    def _run(self, run: Run) -> Data:
        if run.footnote:
            return {"text": f"[^{run.footnote}]"}
        made: Data = {"text": run.text}
        made |= {name: True for name in ("bold", "italic", "code") if getattr(run, name)}
        if run.link.startswith(_ADDRESSES):
            made["address"] = run.link
        elif run.link.startswith("#") and run.link[1:] in self.places:
            made["place"] = run.link[1:]
        return made

    def _note(self, run: Run) -> Data:
        return {"note": [self._run(each) for each in markdown.runs(self.notes[run.footnote].text)]}

    def _name(self, identity: str) -> str:
        """The identity, the first time; a name may stand once in a file."""
        if not identity or identity in self._named:
            return ""
        self._named.add(identity)
        return identity


def _all_blocks(text: LegalText) -> Iterator[Block]:
    yield from text.preamble
    for section in text.walk():
        yield from section.blocks


def _running(text: LegalText) -> Iterator[str]:
    """Every stretch of inline Markdown but that of the notes: a mark within a note is words."""
    yield text.title
    yield from (section.title for section in text.walk())
    yield from _words(_all_blocks(text))


def _words(blocks: Iterator[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield text
            case Table(header=header, rows=rows):
                yield from header
                for row in rows:
                    yield from row
            case Quote(blocks=inner):
                yield from _words(iter(inner))
            case ItemList(items=items):
                for item in items:
                    yield from _words(iter(item.blocks))


def _notes(blocks: Iterator[Block]) -> Iterator[Footnote]:
    for block in blocks:
        match block:
            case Footnote():
                yield block
            case Quote(blocks=inner):
                yield from _notes(iter(inner))
            case ItemList(items=items):
                for item in items:
                    yield from _notes(iter(item.blocks))

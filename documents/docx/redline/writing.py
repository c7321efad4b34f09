"""Two texts become one Word file with tracked changes: accept all is the new text, reject all the old one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from documents.comparing.alignment import Alignment
from documents.docx.redline.aligning import Apart, Pair, Part, paired
from documents.docx.redline.lists import with_shared_lists
from documents.docx.redline.marks import Marks
from documents.docx.redline.notes import BothNotes
from documents.docx.redline.paragraphs import Paragraphs, Words
from documents.docx.redline.tables import Tables
from documents.docx.writing import cover as front
from documents.docx.writing.cover import Cover
from documents.docx.writing.heading_numbers import patterns_of_both
from documents.docx.writing.lines import Grid, Line, Lines
from documents.docx.writing.list_numbers import ListNumbers
from documents.docx.writing.note_writer import NoteWriter
from documents.docx.writing.run_writer import RunWriter
from documents.docx.xml import Element, build, build_text, child, local
from documents.text import LegalText


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of a redline before they are packed."""

    body: Element
    footnotes: Element
    numbers: ListNumbers
    links: Sequence[str]
    note_links: Sequence[str]
    words: int
    """How many stretches of words, paragraphs and rows are tracked."""
    looks: int
    """How many changes of look alone are."""
    old: "Side"
    new: "Side"


@dataclass(slots=True)
class Side:
    """One of the two texts, with what writes its words."""

    text: LegalText
    numbers: ListNumbers
    notes: NoteWriter = field(init=False)
    points: frozenset[str] = field(init=False)
    lines: list[Part] = field(init=False)

    def __post_init__(self) -> None:
        """Lay the text out."""
        self.notes = NoteWriter.of(self.text)
        self.points = frozenset(place.id for place in self.text.places() if place.point)
        self.lines = list(Lines(self.numbers, self.notes).text(self.text))


def written(
    old: LegalText, new: LegalText, cover: Cover, marks: Marks, found: Alignment, apart: Apart
) -> Written:
    """The redline, with the sections that are `apart` struck and inserted whole.

    Front matter and running heads are those of `cover` and are never tracked; the title is a text's own, and
    is. The last paragraph is a fixed one, for a tracked mark at the end of a file has nothing to join.
    """
    patterns = patterns_of_both(old, new)
    was, now = Side(old, ListNumbers(patterns)), Side(new, ListNumbers(patterns))
    pairs = list(paired(was.lines, now.lines, found, apart))
    numbers, pairs = with_shared_lists(pairs, was.numbers, now.numbers)
    notes, links, note_links = BothNotes(was.notes, now.notes), list[str](), list[str]()
    words = Words(
        RunWriter(None, links, points=was.points), RunWriter(None, links, points=now.points), marks, notes
    )
    body = [
        *front.title_page(cover, words.changed(old.title, new.title)),
        *front.contents(new, cover),
        front.end_of_front_matter(),
        *_with_room_before_tables(_elements(pairs, words, marks)),
        front.line("CoverEnd", _space()),
        front.page_setup(first_page_apart=False),
    ]
    note_words = Words(
        RunWriter(None, note_links, points=was.points),
        RunWriter(None, note_links, points=now.points),
        marks,
        _without_notes(notes),
    )
    footnotes = notes.part(note_words.changed, marks.numbers.next)
    return Written(
        build("body", *body),
        footnotes,
        numbers,
        links,
        note_links,
        words=marks.words,
        looks=marks.looks,
        old=was,
        new=now,
    )


def _without_notes(notes: BothNotes) -> BothNotes:
    """Within a note there are no notes: a mark there is words."""
    nothing = NoteWriter.of(LegalText(""))
    return replace(notes, old=nothing, new=nothing)


def _elements(pairs: Sequence[Pair[Part]], words: Words, marks: Marks) -> Iterator[Element]:
    paragraphs, tables = Paragraphs(words, marks), Tables(words, marks)
    for pair in pairs:
        if isinstance(pair.old, Grid) or isinstance(pair.new, Grid):
            assert not isinstance(pair.old, Line), "a table is no paragraph's pair"
            assert not isinstance(pair.new, Line), "a table is no paragraph's pair"
            yield from tables.table(Pair(pair.old, pair.new))
        else:
            yield paragraphs.paragraph(Pair(pair.old, pair.new))


def _with_room_before_tables(elements: Iterator[Element]) -> Iterator[Element]:
    """A tracked paragraph cannot join a table: LibreOffice leaves an empty one, in the style of the one that
    went. So there is a paragraph between that is never tracked, as low as Word allows. It holds a space:
    to an empty one LibreOffice gives the style of what went before it."""
    before: Element | None = None
    for element in elements:
        if local(element) == "tbl" and before is not None and child(before, "pPr", "rPr") is not None:
            yield _room()
        yield element
        before = element


def _room() -> Element:
    low = build("spacing", before=0, after=0, line=20, lineRule="exact")
    return build("p", build("pPr", build("pStyle", val="AfterTable"), low), _space())


def _space() -> Element:
    return build("r", build_text(" "))

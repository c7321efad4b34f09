"""Does a redline hold both texts? The finished file is read again, accepted and rejected, and held to them.

What is compared is everything the paragraphs say: style (which is rank and depth), the number as Word will
print it, words, looks, links, notes, rows and cells. Changes are resolved and labels computed by the code
that reads other people's files; what is expected comes from the texts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, zip_longest

from documents import markdown
from documents.docx.identity import HEADING, name_places, place_of
from documents.docx.reading.labels import Labels
from documents.docx.reading.package import Package
from documents.docx.reading.revisions import Judge, everyone, nobody
from documents.docx.reading.stylesheet import ListPlace, StyleSheet
from documents.docx.redline.writing import Side
from documents.docx.writing.lines import Line
from documents.docx.writing.note_writer import NoteWriter
from documents.docx.writing.run_writer import leads
from documents.docx.xml import Element, child, local, r, switch, value, w
from documents.markdown import Run

Look = tuple[bool, bool, bool, str]
"""Bold, italic, code, and where it leads."""
Words = tuple[tuple[Look, object], ...]
"""Stretches of one look; a note is the words of the note."""
Told = tuple[str, str, object]
"""What a paragraph or a table says: its style, what is printed before it, its words or rows."""
_PLAIN: Look = (False, False, False, "")
_TITLE, _NUMBER, _CODE = "Title", "HouseNumber", "HTMLCode"
_TRACKED = tuple(w(name) for name in ("ins", "del", "rPrChange", "pPrChange"))
_NOT_TEXT = ("AfterTable", "Cover", "ContentsHeading")
"""Styles of what stands round the text."""


def unlike(data: bytes, old: Side, new: Side) -> tuple[list[str], frozenset[str]]:
    """Where the file does not hold both texts: in words, and the sections by identity.

    Nothing where it does. No sections are named where paragraphs are missing or too many.
    """
    package = Package(data)
    name_places(package.main)
    memory = _Memory(_untracked(package.main))
    styles, labels = StyleSheet(package.part("styles")), Labels(package.part("numbering"))
    spelled: dict[str, Words] = {}
    told: list[str] = []
    sections: frozenset[str] = frozenset()
    for judge, side, which in ((everyone, new, "accepted"), (nobody, old, "rejected")):
        found, wanted = (
            list(_Reader(package, judge, memory, styles, labels.anew()).told()),
            list(_wanted(side, spelled)),
        )
        wrong = [at for at, (one, other) in enumerate(zip_longest(found, wanted)) if one != other]
        told += [
            f"{which}, paragraph {at}: {_told_at(found, at)}, not {_told_at(wanted, at)}" for at in wrong[:3]
        ]
        if len(found) == len(wanted):
            places = list(_sections(side))
            sections |= {places[at] for at in wrong}
    return told, sections


@dataclass(frozen=True, slots=True)
class _Memory:
    """What paragraphs without any change say; it is the same whatever becomes of the changes round them."""

    untracked: frozenset[str]
    """Their places in the file."""
    said: dict[tuple[str, int], tuple[str, Words]] = field(default_factory=dict)
    """By place and number of elements: where anything of another paragraph has joined it, it is read anew."""


def _untracked(main: Element) -> frozenset[str]:
    """The places of paragraphs in which nothing is tracked and no note is marked."""
    marks = main.iter(*_TRACKED, w("footnoteReference"))
    touched = {place_of(above) for mark in marks for above in mark.iterancestors(w("p"))}
    return frozenset(place_of(paragraph) for paragraph in main.iter(w("p"))) - touched


def _told_at(told: Sequence[Told], at: int) -> str:
    return repr(told[at]) if at < len(told) else "nothing"


def _wanted(side: Side, spelled: dict[str, Words]) -> Iterator[Told]:
    """What the text says: its title, then each paragraph and table. `spelled`: what inline Markdown without
    notes says, where that is known already."""

    def words(inline: str) -> Words:
        if "[^" in inline:
            return _words(inline, side.notes)
        if inline not in spelled:
            spelled[inline] = _words(inline, None)
        return spelled[inline]

    yield _TITLE, "", words(side.text.title)
    for line in side.lines:
        if isinstance(line, Line):
            yield line.style, line.label, words(line.words)
        else:
            rows = (line.table.header, *line.table.rows)
            yield "table", "", tuple(tuple(words(cell) for cell in row) for row in rows)


def _sections(side: Side) -> Iterator[str]:
    """The section that each of these stands in."""
    section = ""
    yield section
    for line in side.lines:
        if isinstance(line, Line):
            section = next((identity for kind, identity in line.marks if kind == HEADING), section)
        yield section


def _words(inline: str, notes: NoteWriter | None) -> Words:
    """What inline Markdown says; marks lead to `notes`, or are words where there are none."""
    found = markdown.runs(inline)
    if len(found) == 1 and found[0] == Run(inline):
        return ((_PLAIN, inline),)
    return _joined(_stretch(run, notes) for run in found)


def _stretch(run: Run, notes: NoteWriter | None) -> tuple[Look, object]:
    link = run.link if leads(run.link) else ""
    if not run.footnote:
        return (run.bold, run.italic, run.code and not run.link, link), run.text
    home = notes.home(run.footnote) if notes else None
    if home is None:
        return (False, False, False, link), f"[^{run.footnote}]"
    return _PLAIN, _words(home.note.text, None)


def _joined(stretches: Iterator[tuple[Look, object]]) -> Words:
    """Words of one look as one stretch; every note by itself."""
    found: list[tuple[Look, object]] = []
    for look, said in stretches:
        if found and isinstance(said, str) and found[-1][0] == look and isinstance(found[-1][1], str):
            found[-1] = look, found[-1][1] + said
        elif said != "":
            found.append((look, said))
    return tuple(found)


class _Reader:
    """Tells what the file says when its tracked changes are resolved in one way."""

    def __init__(
        self, source: Package, judge: Judge, memory: _Memory, styles: StyleSheet, labels: Labels
    ) -> None:
        """Resolve; `source` stays as it is."""
        self._memory = memory
        self._places: dict[tuple[str, str, str], ListPlace | None] = {}
        package = source.resolved(judge)
        self._body = child(package.main, "body")
        self._styles, self._labels = styles, labels
        self._links = {each.id: each.target for each in source.relationships(source.main_name)}
        (notes_name,) = source.related("footnotes")
        self._note_links = {each.id: each.target for each in source.relationships(notes_name)}
        notes = package.tree(notes_name)
        self._notes = {note.get(w("id"), ""): note for note in notes.iterchildren(w("footnote"))}

    def told(self) -> Iterator[Told]:
        """The title, then each paragraph and table."""
        body = [] if self._body is None else list(self._body)
        # An office's template may put pictures of its own before the title.
        for element in dropwhile(lambda each: self._style(each) != _TITLE, body):
            if local(element) == "tbl":
                rows = [list(row.iterchildren(w("tc"))) for row in element.iterchildren(w("tr"))]
                yield "table", "", tuple(tuple(self._cell(cell) for cell in row) for row in rows)
            elif local(element) == "p" and not self._style(element).startswith(_NOT_TEXT):
                yield self._paragraph(element)

    def _paragraph(self, paragraph: Element) -> Told:
        style = self._style(paragraph)
        place = self._list_place(paragraph, style)
        counted = self._labels.next(place) if place else None
        number, words = self._remembered(paragraph)
        return style, counted.text if counted else number, words

    def _cell(self, cell: Element) -> Words:
        return tuple(each for found in cell.iterchildren(w("p")) for each in self._remembered(found)[1])

    def _list_place(self, paragraph: Element, style: str) -> ListPlace | None:
        """Where the paragraph is counted; looked up once for all that are alike."""
        numbers = child(paragraph, "pPr", "numPr")
        key = (style, value(numbers, "ilvl") or "", value(numbers, "numId") or "")
        if key not in self._places:
            self._places[key] = self._styles.list_place(paragraph, self._labels.linked_styles)
        return self._places[key]

    def _remembered(self, paragraph: Element) -> tuple[str, Words]:
        """The number that stands as words, and the words after it; known already where nothing is tracked."""
        place = place_of(paragraph)
        if place not in self._memory.untracked:
            return self._number_and_words(paragraph)
        key = place, len(paragraph)
        if key not in self._memory.said:
            self._memory.said[key] = self._number_and_words(paragraph)
        return self._memory.said[key]

    def _number_and_words(self, paragraph: Element) -> tuple[str, Words]:
        runs = list(_runs(paragraph))
        as_words = [run for run, _ in runs if value(run, "rPr", "rStyle") == _NUMBER]
        number = "".join(map(_text, as_words))
        # The number and the space after it are the first two runs; an empty number has no space.
        return number, self._said(runs[2 if number else len(as_words) :], self._links)

    def _said(self, runs: Sequence[tuple[Element, Element | None]], links: dict[str, str]) -> Words:
        return _joined(self._run(run, link, links) for run, link in runs)

    def _run(self, run: Element, link: Element | None, links: dict[str, str]) -> tuple[Look, object]:
        mark = child(run, "footnoteReference")
        if mark is not None:
            return _PLAIN, self._note(self._notes[mark.get(w("id"), "")])
        look = child(run, "rPr")
        code = value(look, "rStyle") == _CODE
        return (bool(switch(look, "b")), bool(switch(look, "i")), code, _leads(link, links)), _text(run)

    def _note(self, note: Element) -> Words:
        """The words of a note, after its own mark and the tab that follows it."""
        runs = [run for each in note.iterchildren(w("p")) for run in _runs(each)]
        return self._said(runs[2:], self._note_links)

    @staticmethod
    def _style(paragraph: Element) -> str:
        return value(paragraph, "pPr", "pStyle") or ""


def _runs(paragraph: Element) -> Iterator[tuple[Element, Element | None]]:
    """The runs, each with the link it stands in."""
    for element in paragraph:
        if local(element) == "hyperlink":
            yield from ((run, element) for run in element.iterchildren(w("r")))
        elif local(element) == "r":
            yield element, None


def _leads(link: Element | None, links: dict[str, str]) -> str:
    if link is None:
        return ""
    anchor = link.get(w("anchor"))
    return links[link.get(r("id"), "")] if anchor is None else "#" + anchor[len(HEADING) :]


def _text(run: Element) -> str:
    return "".join("\n" if local(each) == "br" else each.text or "" for each in run.iter(w("t"), w("br")))

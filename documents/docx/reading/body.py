"""The body of a Word file as a row of lines and tables, before they are put together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from documents.docx import house
from documents.docx.identity import Mark, place_of
from documents.docx.reading.fields import tell_contents
from documents.docx.reading.inline import plain, tidy
from documents.docx.reading.labels import Label, Labels
from documents.docx.reading.limits import NotReadable
from documents.docx.reading.remarks import Remarks, tell_cover
from documents.docx.reading.stylesheet import ListPlace, StyleSheet
from documents.docx.reading.words import Words, chosen
from documents.docx.typed import as_label, typed_label
from documents.docx.xml import Element, local, value, w, words_of
from documents.markdown import Run

_LIST_STYLE = re.compile(r"list(?P<continue> continue)?(?: bullet| number| paragraph)?(?: (?P<depth>[2-9]))?")
TITLE_STYLES = {"title", "tittel"}
QUOTES = {"quote", "intense quote", "sitat", "sterkt sitat", "block text"}
"""The names of styles for quotations."""
_WRAPPERS = {"customXml", "smartTag", "ins", "moveTo", "sdtContent"}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the body."""

    runs: tuple[Run, ...]
    style: str = ""
    heading: int | None = None
    """1 to 9, where the file says that it is a heading."""
    label: str = ""
    """What is printed before it: an automatic or a typed number, or "-"."""
    depth: int | None = None
    """How deep in a list, where it stands in one."""
    continues: bool = False
    """Is it a further paragraph of the point above?"""
    label_is_known: bool = False
    """Has the file itself said what the label is, even that there is none?"""
    marks: tuple[Mark, ...] = ()
    style_is_bold: bool = False
    place: str = ""
    """The name of the paragraph in the file (identity.place_of)."""

    @property
    def words(self) -> str:
        """The bare words."""
        return plain(self.runs)

    @property
    def bold(self) -> bool:
        """Are all its words bold?"""
        return self.style_is_bold or all(run.bold for run in self.runs if run.text.strip())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, still as XML; `tables.py` reads it."""

    element: Element


@dataclass(slots=True)
class Body:
    """Reads the paragraphs of the body, in order, for numbers count from the top."""

    styles: StyleSheet
    labels: Labels
    words: Words
    remarks: Remarks
    marks: Mapping[str, tuple[Mark, ...]]
    paragraphs: dict[str, Element] = field(default_factory=dict)
    """The paragraphs that became lines, by place."""

    def lines(self, owner: Element, in_cell: bool = False) -> Iterator[Line | Grid]:
        """The lines and tables under an element: the body, or one cell, where there are no points."""
        for element in self._flow(owner):
            if local(element) == "tbl":
                yield Grid(element)
            elif line := self._line(element, in_cell):
                if line.heading and not in_cell:
                    self.remarks.here = f"{line.label} {line.words}".strip()
                yield line

    def _flow(self, owner: Element) -> Iterator[Element]:
        for element in owner:
            match local(element):
                case "p" | "tbl":
                    yield element
                case "sdt" if _is_contents(element):
                    self.remarks.told.append(words_of(element))
                    tell_contents(self.remarks)
                case "sdt":
                    self.words.tell_control()
                    yield from self._flow(element)
                case "AlternateContent":
                    yield from self._flow(chosen(element))
                case "altChunk":
                    why = "Filen har et annet dokument liggende inni seg, og det kan ikke leses herfra."
                    now = "Åpne filen i Word, lagre den på nytt, og prøv igjen."
                    raise NotReadable("alt-chunk", why, now)
                case name if name in _WRAPPERS:
                    yield from self._flow(element)

    def _line(self, paragraph: Element, in_cell: bool) -> Line | None:
        style = self.styles.name(paragraph)
        if style.startswith(house.OVER_PREFIX):  # a picture of the office's template, which we put there
            tell_cover(words_of(paragraph), self.remarks)
            return None
        place = self.styles.list_place(paragraph, self.labels.linked_styles)
        label = self._label(place)
        runs = tidy(self.words.runs(paragraph))
        if style.startswith(house.COVER_PREFIX):
            tell_cover(words_of(paragraph), self.remarks)
            return None
        if not runs and not label:
            return None
        at = place_of(paragraph)
        self.paragraphs[at] = paragraph
        line = Line(
            tuple(runs),
            style,
            self.styles.heading_level(paragraph),
            label.text if label else "",
            label_is_known=label is not None,
            marks=self.marks.get(at, ()),
            style_is_bold=self.styles.paragraph_switch(paragraph, "b"),
            place=at,
        )
        line = self._with_house_label(line, paragraph)
        return line if in_cell else self._with_list_place(line, place)

    def _label(self, place: ListPlace | None) -> Label | None:
        label = self.labels.next(place) if place else None
        if label and not label.exact:
            self.remarks.count("number-form", label.text)
        if label:
            self.remarks.added.append(label.text)
        return label

    def _with_house_label(self, line: Line, paragraph: Element) -> Line:
        """A number of our own writing that Word does not compute stands in a run of its own style."""
        first = next(iter(paragraph.iter(w("r"))), None)
        if first is None or self.styles.run_style_name(first) != house.NUMBER_STYLE or line.label:
            return line
        label = "".join(each.text or "" for each in first.iter(w("t"))).strip()
        runs = tuple(without_start(line.runs, len(label)))
        return replace(line, label=label, label_is_known=True, runs=runs)

    def _with_list_place(self, line: Line, place: ListPlace | None) -> Line:
        if line.heading or line.style in TITLE_STYLES:
            return line
        named = _LIST_STYLE.fullmatch(line.style)
        by_style = int(named["depth"] or 1) - 1 if named else 0
        depth = max(place.level if place else 0, by_style)
        if line.label:
            return replace(line, depth=depth)
        typed = typed_label("".join(run.text for run in line.runs))
        if typed and not line.label_is_known and line.style not in QUOTES:
            return self._with_typed_label(line, typed, depth)
        if named and named["continue"]:
            return replace(line, depth=depth, continues=True)
        return line

    def _with_typed_label(self, line: Line, typed: str, depth: int) -> Line:
        label = as_label(typed)
        if label != typed:
            self.remarks.told.append(typed)
            self.remarks.added.append(label)
        return replace(line, label=label, depth=depth, runs=tuple(without_start(line.runs, len(typed))))


def without_start(runs: Sequence[Run], length: int) -> list[Run]:
    """The runs without so many signs at their beginning."""
    kept = []
    for run in runs:
        kept.append(replace(run, text=run.text[length:]))
        length = max(0, length - len(run.text))
    return tidy(kept)


def _is_contents(control: Element) -> bool:
    """Is this content control Word's own table of contents?"""
    return "contents" in (value(control, "sdtPr", "docPartObj", "docPartGallery") or "").lower()

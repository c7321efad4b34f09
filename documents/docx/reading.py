"""A Word file becomes a legal text and remarks. Nothing in it is dropped without being named."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents import markdown
from documents.docx import account, asides, revisions
from documents.docx.body import Body, Line
from documents.docx.identity import marks
from documents.docx.inline import compose
from documents.docx.labels import Labels
from documents.docx.notes import Notes
from documents.docx.outline import Outline
from documents.docx.package import Package
from documents.docx.remarks import Remarks
from documents.docx.stylesheet import StyleSheet
from documents.docx.tables import box_content, is_box, read_table
from documents.docx.titles import find_title, with_proposed_headings
from documents.docx.words import Words
from documents.docx.xml import Element, child, w
from documents.markdown import Run
from documents.remarks import Remark
from documents.text import LegalText, Table

_BETWEEN_PARAGRAPHS = Run("\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file."""

    text: LegalText
    remarks: tuple[Remark, ...]


def read(data: bytes, name: str = "") -> Reading:
    """What does this Word file say, and what in it could not be carried over?

    Tracked changes are read as accepted. Sections and lettered points keep the identities they left with
    if the file is one of ours, and get fresh ones otherwise. `name` is the file's name, used for the title
    only where the file itself gives none. Raises NotReadable where the file is refused.
    """
    package, remarks = Package(data), Remarks()
    sources = [package.main, *_notes_parts(package)]
    source = account.source_words(sources)
    identities = marks(package.main)
    revisions.describe(sources, remarks)
    for tree in sources:
        revisions.accept(tree)

    styles = StyleSheet(package.part("styles"))
    notes = _notes(package, remarks)
    words = _words(package, package.main_name, styles, notes, remarks)
    body = Body(styles, Labels(package.part("numbering")), words, remarks, identities)
    lines = list(_lines(child(package.main, "body"), body))
    notes.read(
        lambda kind, note: _note(
            note, _words(package, package.related(kind + "s")[0], styles, notes, remarks)
        )
    )

    title, lines = find_title(lines, package.property("title"), name, remarks)
    outline = Outline(with_proposed_headings(lines, remarks), title, notes, remarks)
    text = LegalText(title, outline.preamble(), outline.sections())
    asides.tell_asides(package, styles, remarks)
    notes.tell_unmet()
    account.tell_lost(source, text, remarks)
    return Reading(markdown.with_ids(text), remarks.all())


def _lines(owner: Element | None, body: Body) -> Iterator[Line | Table]:
    """The lines of the body, tables read and frames round paragraphs opened."""
    for each in () if owner is None else body.lines(owner):
        if isinstance(each, Line):
            yield each
        elif is_box(each.element):
            body.remarks.count("frame", body.remarks.here)
            yield from _lines(box_content(each.element), body)
        elif table := read_table(each.element, body):
            yield table


def _notes_parts(package: Package) -> list[Element]:
    return [tree for kind in ("footnotes", "endnotes") if (tree := package.part(kind)) is not None]


def _notes(package: Package, remarks: Remarks) -> Notes:
    notes = Notes(remarks)
    notes.add_part("footnote", package.part("footnotes"))
    notes.add_part("endnote", package.part("endnotes"))
    return notes


def _words(package: Package, part: str, styles: StyleSheet, notes: Notes, remarks: Remarks) -> Words:
    links = {each.id: each for each in package.relationships(part) if each.kind == "hyperlink"}
    return Words(styles, links, notes, remarks)


def _note(note: Element, words: Words) -> str:
    runs: list[Run] = []
    for paragraph in note.iter(w("p")):
        runs += [*words.runs(paragraph), _BETWEEN_PARAGRAPHS]
    return compose(runs)[0]

"""A Word file becomes a legal text and remarks. Nothing in it is dropped without being named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from documents import markdown
from documents.docx.identity import Births, Mark, marks, name_places
from documents.docx.reading import account, asides, revisions
from documents.docx.reading.body import Body, Line
from documents.docx.reading.comments import Comment, read_comments
from documents.docx.reading.inline import compose
from documents.docx.reading.labels import Labels
from documents.docx.reading.notes import Notes
from documents.docx.reading.outline import Outline
from documents.docx.reading.package import Package
from documents.docx.reading.remarks import Remarks
from documents.docx.reading.revisions import Judge, Tracked
from documents.docx.reading.seals import read_seal
from documents.docx.reading.stylesheet import StyleSheet
from documents.docx.reading.tables import box_content, is_box, read_table
from documents.docx.reading.titles import find_title, with_proposed_headings
from documents.docx.reading.words import Words
from documents.docx.seal import Seal
from documents.docx.xml import Element, child, w
from documents.markdown import Run
from documents.remarks import Remark
from documents.text import LegalText, Table

_BETWEEN_PARAGRAPHS = Run("\n")


@dataclass(frozen=True, slots=True)
class Authored:
    """The text as it would be if one author's tracked changes alone were accepted."""

    author: str
    first: str
    """The day of the author's first change, YYYY-MM-DD; empty where the file does not say."""
    last: str
    text: LegalText


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file."""

    text: LegalText
    remarks: tuple[Remark, ...]
    authored: tuple[Authored, ...] = ()
    """With Tracked.SUGGEST: one for each author of tracked changes. What is the same paragraph of the file
    has the same identity in all of them, and in `text`."""
    comments: tuple[Comment, ...] = ()
    marked: Mapping[str, Mark] = field(default_factory=dict)
    """The sections that were known by a mark of ours, by identity, in any of the texts."""
    seal: Seal | None = None
    """What the file says of the version it was made of, where it is one of ours."""


def read(data: bytes, name: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    """What does this Word file say, and what in it could not be carried over?

    Sections and lettered points keep the identities they left with if the file is one of ours, and get
    fresh ones otherwise. `name` is the file's name, used for the title only where the file itself gives
    none. Raises NotReadable where the file is refused.
    """
    package, births = Package(data), Births()
    name_places(package.main)
    judge = revisions.everyone if tracked is Tracked.ACCEPT else revisions.nobody
    remarks = Remarks()
    revisions.describe(package.sources(), remarks, tracked)
    first = _Text(package, judge, name, births, remarks)
    authored: list[Authored] = []
    homes, marked = dict(first.homes), dict(first.marked)
    if tracked is Tracked.SUGGEST:
        for author, (since, until) in revisions.authors(package.sources()).items():
            of_author = _Text(package, revisions.only(author), name, births, Remarks())
            authored.append(Authored(author, since, until, of_author.text))
            homes |= of_author.homes
            marked = of_author.marked | marked
    comments = read_comments(package, homes)
    asides.tell_asides(package, comments, first.styles, remarks)
    first.tell_lost()
    return Reading(first.text, remarks.all(), tuple(authored), comments, marked, read_seal(package))


class _Text:
    """The text of a file, its tracked changes resolved in one way."""

    def __init__(self, source: Package, judge: Judge, name: str, births: Births, remarks: Remarks) -> None:
        """Read it; `source` stays as it is."""
        self._said = account.source_words(source.sources(), judge)
        self._remarks = remarks
        identities = marks(source.main)
        package = source.resolved(judge)
        self.styles = StyleSheet(package.part("styles"))
        self._notes = _notes(package, remarks)
        body = Body(
            self.styles,
            Labels(package.part("numbering")),
            self._words(package, package.main_name),
            remarks,
            identities,
        )
        lines = list(_lines(child(package.main, "body"), body))
        self._notes.read(lambda kind, note: _note(note, self._words(package, package.related(kind + "s")[0])))
        title, lines = find_title(lines, package.property("title"), name, remarks)
        outline = Outline(with_proposed_headings(lines, remarks), title, self._notes, remarks, births)
        self.text = markdown.with_ids(LegalText(title, outline.preamble(), outline.sections()))
        self.homes, self.marked = outline.homes, outline.marked
        self._notes.tell_unmet()

    def tell_lost(self) -> None:
        """Name the words of the file that stand neither in the text nor in a remark."""
        account.tell_lost(self._said, self.text, self._remarks)

    def _words(self, package: Package, part: str) -> Words:
        links = {each.id: each for each in package.relationships(part) if each.kind == "hyperlink"}
        return Words(self.styles, links, self._notes, self._remarks)


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


def _notes(package: Package, remarks: Remarks) -> Notes:
    notes = Notes(remarks)
    notes.add_part("footnote", package.part("footnotes"))
    notes.add_part("endnote", package.part("endnotes"))
    return notes


def _note(note: Element, words: Words) -> str:
    runs: list[Run] = []
    for paragraph in note.iter(w("p")):
        runs += [*words.runs(paragraph), _BETWEEN_PARAGRAPHS]
    return compose(runs)[0]

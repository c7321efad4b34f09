"""A Word file becomes a legal text and remarks. Nothing in it is dropped without being named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from documents import markdown
from documents.docx import house
from documents.docx.identity import Births, Mark, marks, name_places
from documents.docx.reading import asides, heirs, revisions
from documents.docx.reading.account import Account
from documents.docx.reading.body import Body, Line
from documents.docx.reading.comments import Comment, read_comments
from documents.docx.reading.inline import compose
from documents.docx.reading.labels import Labels
from documents.docx.reading.looks import look_of
from documents.docx.reading.notes import Notes
from documents.docx.reading.outline import Outline
from documents.docx.reading.package import Package
from documents.docx.reading.proposals import (
    Lines,
    Proposal,
    confirmed,
    propose,
    tell_proposed,
    with_headings,
)
from documents.docx.reading.reckoning import Blocks, missing_letters, reckoned
from documents.docx.reading.remarks import Remarks, shortened
from documents.docx.reading.revisions import Judge, Tracked
from documents.docx.reading.seals import read_seal
from documents.docx.reading.stretches import stretches
from documents.docx.reading.stylesheet import StyleSheet
from documents.docx.reading.tables import box_content, is_box, read_table
from documents.docx.reading.titles import find_title
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
    sunk: Mapping[str, str] = field(default_factory=dict)
    """Headings of ours that are headings no more, by identity: the words of the paragraph they stand in."""
    seal: Seal | None = None
    """What the file says of the version it was made of, where it is one of ours."""
    account: Account = field(default_factory=Account)
    """What became of every word of the file."""
    proposed: tuple[Proposal, ...] = ()
    """Lines that could be headings, where the file has no heading styles."""
    changes: Mapping[str, int] = field(default_factory=dict)
    """How many tracked changes stand open in the file, by author."""


def read(
    data: bytes,
    name: str = "",
    tracked: Tracked = Tracked.ACCEPT,
    headings: Mapping[str, int] | None = None,
) -> Reading:
    """What does this Word file say, and what in it could not be carried over?

    Sections and lettered points keep the identities they left with if the file is one of ours, and get
    fresh ones otherwise. `name` is the file's name, used for the title only where the file itself gives
    none. `headings` says which of the proposed lines are headings, by place, and of which rank; None takes
    what is proposed. Raises NotReadable where the file is refused.
    """
    package, births = Package(data), Births()
    name_places(package.main)
    judge = revisions.everyone if tracked is Tracked.ACCEPT else revisions.nobody
    remarks, seal = Remarks(), read_seal(package)
    heirs.mend(package.main, seal, remarks)
    changes = revisions.describe(package.sources(), remarks, tracked)
    first = _Text(package, judge, name, births, remarks, headings)
    levels = {each.place: each.level for each in first.proposed if each.chosen}
    authored: list[Authored] = []
    homes, marked = dict(first.homes), dict(first.marked)
    if tracked is Tracked.SUGGEST:
        for author, (since, until) in revisions.authors(package.sources()).items():
            of_author = _Text(package, revisions.only(author), name, births, Remarks(), levels)
            authored.append(Authored(author, since, until, of_author.text))
            homes |= of_author.homes
            marked = of_author.marked | marked
    comments = read_comments(package, homes)
    asides.tell_asides(package, comments, first.styles, remarks)
    return Reading(
        first.text,
        account=first.account(),
        remarks=remarks.all(),
        authored=tuple(authored),
        comments=comments,
        marked=marked,
        sunk=first.sunk,
        seal=seal,
        proposed=first.proposed,
        changes=changes,
    )


class _Text:
    """The text of a file, its tracked changes resolved in one way."""

    def __init__(
        self,
        source: Package,
        judge: Judge,
        name: str,
        births: Births,
        remarks: Remarks,
        headings: Mapping[str, int] | None,
    ) -> None:
        """Read it; `source` stays as it is."""
        self._source, self._judge, self._remarks = source, judge, remarks
        identities = marks(source.main)
        package = source.resolved(judge)
        self.styles = StyleSheet(package.part("styles"))
        self._notes = _notes(package, remarks)
        self._body = Body(
            self.styles,
            Labels(package.part("numbering"), self.styles.language),
            self._words(package, package.main_name),
            remarks,
            identities,
        )
        lines = list(_lines(child(package.main, "body"), self._body))
        self._notes.read(lambda kind, note: _note(note, self._words(package, package.related(kind + "s")[0])))
        title, lines = find_title(lines, package.property("title"), name, remarks)
        lines = self._with_proposed_headings(lines, headings)
        outline = Outline(lines, title, self._notes, remarks, births)
        self.text = markdown.with_ids(LegalText(title, outline.preamble(), outline.sections()))
        self.homes, self.marked, self.sunk = outline.homes, outline.marked, outline.sunk
        self._notes.tell_endnotes()
        self._notes.tell_unmet()

    def account(self) -> Account:
        """What became of every word; what is lost is told of in a remark."""
        remarks = self._remarks
        said = stretches(self._source, self._judge)
        blocks = Blocks(self.text)
        account = reckoned(said, blocks, remarks.told, remarks.added, self.styles)
        if account.lost:
            _tell_lost(account.lost_in_words, account.lost[0].near, remarks)
        elif letters := missing_letters(said, blocks, remarks.told, remarks.added):
            _tell_lost(f"«{shortened(letters)}».", "", remarks)
        return account

    def _with_proposed_headings(self, lines: Lines, headings: Mapping[str, int] | None) -> Lines:
        self.proposed: tuple[Proposal, ...] = ()
        if any(isinstance(line, Line) and line.heading for line in lines):
            return lines
        looks = {place: look_of(each, self.styles) for place, each in self._body.paragraphs.items()}
        self.proposed = propose(lines, looks)
        if headings is None and self.styles.has_any(house.COVER_PREFIX):
            headings = {}  # one of ours has styles for its headings: where it uses none, it has none
        if headings is None:
            tell_proposed(self.proposed, self._remarks)
        else:
            self.proposed = confirmed(self.proposed, headings)
        return with_headings(lines, self.proposed)

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


def _tell_lost(words: str, place: str, remarks: Remarks) -> None:
    message = f"Disse ordene i filen kom ikke med i teksten: {words} Finn dem i filen og sett dem inn selv."
    remarks.tell("lost", message, place)

"""Several legal texts in one Word file: a title page, a list of them, and then one text after another.

Every heading keeps its number as words, for Word can count only one numbering by its headings. Bookmarks
are named and notes are counted through the whole file, so that nothing of one text leads into another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents.docx.writing import cover as front
from documents.docx.writing.cover import Cover, line, words
from documents.docx.writing.list_numbers import ListNumbers
from documents.docx.writing.note_writer import NoteWriter
from documents.docx.writing.parts import package, settings_part
from documents.docx.writing.run_writer import RunWriter
from documents.docx.writing.styles import styles_part
from documents.docx.writing.template import Template
from documents.docx.writing.text import Writer
from documents.docx.xml import Element, build, child, w
from documents.kinds import Language
from documents.text import LegalText

_SHORT_HASH = 12


@dataclass(frozen=True, slots=True)
class Member:
    """One text of the collection; its cover stands above it."""

    text: LegalText
    cover: Cover
    remark: str = ""
    """One sentence about it, such as whom it yields to."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Lines under a heading of their own, about texts that are not in the file."""

    heading: str
    lines: tuple[str, ...]


def write_collection(
    cover: Cover,
    sentences: Sequence[str],
    members: Sequence[Member],
    after: Sequence[Listed] = (),
    template: Template | None = None,
) -> bytes:
    """The texts as one .docx file, in this order; the same texts and covers give the same bytes.

    `cover` is for the whole, with no kind and no version; `sentences` stand under its title, and `after`
    under the list of the texts. `template` is an office's own; None: the product's.
    """
    made = _Collection()
    body = [*_title_page(cover, sentences), *_list(members), *_after(after)]
    setup = front.page_setup(first_page_apart=True)
    for at, member in enumerate(members, start=1):
        body += [front.end_of_part(setup), *made.text(at, member, cover.language)]
        setup = front.page_setup(first_page_apart=False, which=str(at))
    note_words = RunWriter(None)
    parts = {
        "styles": styles_part(cover.word_language),
        "settings": settings_part(cover),
        "numbering": made.numbers.part(),
        "footnotes": made.notes.part(note_words),
        "header": build("hdr", line("Header", words(cover.title))),
        "footer": front.footer_part(cover),
        **{f"header{at}": front.header_part(each.cover) for at, each in enumerate(members, start=1)},
        **{f"footer{at}": front.footer_part(each.cover) for at, each in enumerate(members, start=1)},
    }
    links = {"document": made.links, "footnotes": note_words.links}
    covers = {str(at): each.cover for at, each in enumerate(members, start=1)}
    return package(build("document", build("body", *body, setup)), parts, links, cover, template, covers)


@dataclass(slots=True)
class _Collection:
    """What the texts of one file share: notes, lists, links and the count of bookmarks."""

    notes: NoteWriter = field(default_factory=lambda: NoteWriter.of(LegalText("")))
    numbers: ListNumbers = field(default_factory=lambda: ListNumbers(()))
    links: list[str] = field(default_factory=list)
    _bookmarks: int = 0

    def text(self, at: int, member: Member, language: Language) -> list[Element]:
        """A text after its own head. `language` is that of the file."""
        elements = list(self._text(at, member))
        if member.cover.language != language:
            _in_language(elements, member.cover.word_language)
        return elements

    def _text(self, at: int, member: Member) -> Iterator[Element]:
        self.notes = NoteWriter.of(member.text, self.notes)
        runs = RunWriter(self.notes, self.links, prefix=_prefix(at))
        writer = Writer(runs, self.numbers, self.notes, _prefix(at), self._bookmarks + 1)
        yield line("CoverKind", words(member.cover.category))
        yield self._title(at, runs.runs(member.text.title))
        if member.cover.status_line:
            yield line("CoverStatus", words(member.cover.status_line))
        if member.remark:
            yield line("Cover", words(member.remark))
        yield from front.facts(member.cover)
        yield line("Cover")
        yield from writer.text(member.text)
        self._bookmarks = writer.bookmarks

    def _title(self, at: int, runs: Sequence[Element]) -> Element:
        """The title, as a place in the file that its list and its navigation lead to."""
        properties = build("pPr", build("pStyle", val="Title"), build("outlineLvl", val=0))
        self._bookmarks += 1
        start = build("bookmarkStart", id=self._bookmarks, name=_place_of(at))
        return build("p", properties, start, *runs, build("bookmarkEnd", id=self._bookmarks))


def _title_page(cover: Cover, sentences: Sequence[str]) -> Iterator[Element]:
    yield from front.title_page(cover, [words(cover.title)])
    if sentences:
        yield line("CoverLead")
    yield from (line("Cover", words(sentence)) for sentence in sentences)


def _list(members: Sequence[Member]) -> Iterator[Element]:
    yield line("ContentsHeading", words("Innhold"))
    for at, member in enumerate(members, start=1):
        number = [words(str(at)), build("r", build("tab"))]
        yield line("TOC1", build("hyperlink", *number, words(member.cover.title), anchor=_place_of(at)))
        yield front.fact(member.cover.category, _told(member.cover))


def _told(cover: Cover) -> str:
    version = f"{cover.word('version').lower()} {cover.version}"
    hash_ = f"{cover.word('hash').lower()} {cover.hash[:_SHORT_HASH]}"
    return " · ".join(part for part in (version, cover.status_line, hash_) if part)


def _after(listed: Sequence[Listed]) -> Iterator[Element]:
    for each in listed:
        yield line("CoverLead", words(each.heading))
        yield from (line("Cover", words(told)) for told in each.lines)


def _in_language(elements: Sequence[Element], language: str) -> None:
    """Say of every run in which written form it is; spelling and hyphenation go by it."""
    for element in elements:
        for run in element.iter(w("r")):
            looks = child(run, "rPr")
            if looks is None:
                looks = build("rPr")
                run.insert(0, looks)
            looks.append(build("lang", val=language))


def _prefix(at: int) -> str:
    return f"_t{at}"


def _place_of(at: int) -> str:
    return f"{_prefix(at)}_text"

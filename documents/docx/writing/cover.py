"""The title page, the table of contents and the running heads of a Word file of ours."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from documents.docx.identity import HEADING
from documents.docx.writing.styles import QUIET
from documents.docx.xml import SPACE, Element, build, build_text, r
from documents.kinds import DocumentKind, Language
from documents.markdown import plain
from documents.text import LegalText, Section

CONTENTS_DEPTH = 2
WIDE_SPACE = "\u2002"
"""Between a number and its heading, where the number is too long for its place in the margin."""
_LONGEST_IN_CONTENTS = 5
_SHORT_HASH = 12
_LONGEST_HEAD = 102
"""Signs that have room beside one another in a running head."""
_WORDS = {
    Language.NB: {
        "draft": "Utkast. Teksten er ikke vedtatt og kan bli endret.",
        "version": "Versjon",
        "decisions": "Vedtak",
        "contents": "Innhold",
        "document": "Dokument",
        "hash": "Avtrykk",
        "page": "Side",
        "of": "av",
        "draft-short": "utkast",
    },
    Language.NN: {
        "draft": "Utkast. Teksten er ikkje vedteken og kan bli endra.",
        "version": "Versjon",
        "decisions": "Vedtak",
        "contents": "Innhald",
        "document": "Dokument",
        "hash": "Avtrykk",
        "page": "Side",
        "of": "av",
        "draft-short": "utkast",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a Word file says about the version it holds. Words and dates come ready to print."""

    title: str
    """The title in plain words, for the running head and the file's properties."""
    status_line: str
    """One line under the title, such as "Gjelder fra 1. mai 2025"."""
    version: str
    dates: tuple[tuple[str, str], ...]
    """Label and value: ("Vedtatt", "12. april 2025")."""
    decisions: tuple[str, ...]
    hash: str
    """The hash of the canonical text, in full; the foot of the page shows its beginning."""
    language: Language
    """What the cover itself is written in."""
    kind: DocumentKind | None
    """None for several documents together."""
    organisation: str
    identifier: str
    """The document's short name or address."""
    created: datetime
    """When the version was recorded; the same version gives the same bytes."""
    draft: bool
    day: str = ""
    """The day the text is from, in words: "12. april 2025"."""
    state: str = ""
    """What has been done with it, in a word: "Vedtatt"; for the file's properties."""
    text_language: Language | None = None
    """What the text is written in, where that is another form of Norwegian than the cover."""

    @property
    def word_language(self) -> str:
        """The language of the text, as Word names it."""
        return f"{self.text_language or self.language}-NO"

    @property
    def category(self) -> str:
        """What sort of file it is, in a word."""
        return self.kind.label if self.kind else "Samling"

    @property
    def state_in_short(self) -> str:
        """What the running heads say of a text that is not adopted: that it is a draft."""
        return self.word("draft-short") if self.draft else ""

    def word(self, key: str) -> str:
        """A fixed word in the language of the cover."""
        return _WORDS[Language(self.language)][key]


def line(style: str, *runs: Element) -> Element:
    """One paragraph in a style."""
    return build("p", build("pPr", build("pStyle", val=style)), *runs)


def words(text: str, *looks: Element) -> Element:
    """One run of plain words."""
    return build("r", build("rPr", *looks) if looks else None, build_text(text))


def title_page(cover: Cover, title: Sequence[Element]) -> list[Element]:
    """The title page; `title` are the runs of the text's own title."""
    return [
        line("CoverOrganisation", words(cover.organisation)),
        line("CoverKind", words(cover.category)),
        line("Title", *title),
        *([line("CoverStatus", words(cover.status_line))] if _says_more(cover) else []),
        *([line("CoverDraft", words(cover.word("draft")))] if cover.draft else []),
        *facts(cover),
    ]


def _says_more(cover: Cover) -> bool:
    """Does the line of status say more than the mark of a draft under it?"""
    return bool(cover.status_line) and cover.status_line.lower() != cover.state_in_short


def facts(cover: Cover) -> Iterator[Element]:
    """Version, dates, name, decisions and hash, as far as there are any."""
    if cover.version:
        yield line("CoverLead", words(f"{cover.word('version')} {cover.version}"))
    for label, value in cover.dates:
        yield fact(label, value)
    if cover.identifier:
        yield fact(cover.word("document"), cover.identifier)
    if cover.decisions:
        yield line("CoverLead", words(cover.word("decisions")))
        yield from (line("Cover", words(decision)) for decision in cover.decisions)
    if cover.hash:
        yield line("CoverQuiet", words(f"{cover.word('hash')} {cover.hash}"))


def fact(label: str, value: str) -> Element:
    """A label, and what stands for it."""
    quiet = build("color", val=QUIET)
    return line("CoverFacts", words(label, quiet), build("r", build("tab")), words(value))


def contents(text: LegalText, cover: Cover) -> list[Element]:
    """The table of contents: a field of Word's, filled in beforehand with links to the headings.

    It has no page numbers until Word fills them in, for only the one who lays out the pages knows them.
    """
    entries = list(_entries(text.sections, 1))
    if not entries:
        return []
    begin = build("r", build("fldChar", fldCharType="begin", dirty="true"))
    code = build("instrText")
    code.text = f' TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u '
    entries[0][1:1] = [begin, build("r", code), build("r", build("fldChar", fldCharType="separate"))]
    entries[-1].append(build("r", build("fldChar", fldCharType="end")))
    gallery = build("docPartObj", build("docPartGallery", val="Table of Contents"), build("docPartUnique"))
    heading = line("ContentsHeading", words(cover.word("contents")))
    return [build("sdt", build("sdtPr", gallery), build("sdtContent", heading, *entries))]


def _entries(sections: Sequence[Section], depth: int) -> Iterator[Element]:
    for section in sections:
        space = build("tab") if len(section.number) <= _LONGEST_IN_CONTENTS else build_text(WIDE_SPACE)
        number = [words(section.number), build("r", space)] if section.number else []
        link = build("hyperlink", *number, words(plain(section.title)), anchor=HEADING + section.id)
        yield line(f"TOC{depth}", link)
        if depth < CONTENTS_DEPTH:
            yield from _entries(section.children, depth + 1)


def header_part(cover: Cover) -> Element:
    """Title at the left, version at the right; and the day, where the foot of the page gives none."""
    day = "" if any(sign.isdigit() for sign in cover.status_line) else cover.day
    version = f"{cover.word('version')} {cover.version}"
    right = ", ".join(part for part in (version, cover.state_in_short, day) if part)
    title = shortened(cover.title, _LONGEST_HEAD - len(right))
    return build("hdr", line("Header", words(title), build("r", build("tab")), words(right)))


def shortened(title: str, longest: int) -> str:
    """The title in at most so many signs, cut between words."""
    if len(title) <= longest:
        return title
    return title[: max(longest - 1, 1)].rpartition(" ")[0].rstrip(",;:–- ") + "\u2026"


def footer_part(cover: Cover) -> Element:
    """Status and short hash at the left, the page at the right."""
    hash_ = f"{cover.word('hash').lower()} {cover.hash[:_SHORT_HASH]}" if cover.hash else ""
    left = " · ".join(part for part in (cover.status_line, hash_) if part)
    page = [
        words(f"{cover.word('page')} "),
        *field_runs("PAGE"),
        words(f" {cover.word('of')} "),
        *field_runs("NUMPAGES"),
    ]
    return build("ftr", line("Footer", words(left), build("r", build("tab")), *page))


def field_runs(code: str, look: Element | None = None, shown: str = "1") -> list[Element]:
    """A field that Word fills in, in this look; `shown` is what stands there until it does."""
    instruction = build("instrText")
    instruction.text = f" {code} "
    instruction.set(SPACE, "preserve")
    contents = [
        build("fldChar", fldCharType="begin"),
        instruction,
        build("fldChar", fldCharType="separate"),
        build_text(shown),
        build("fldChar", fldCharType="end"),
    ]
    return [build("r", None if look is None else deepcopy(look), content) for content in contents]


def page_setup(first_page_apart: bool, which: str = "") -> Element:
    """A4 with room to breathe; the title page carries no running heads.

    `which` names the running heads of this part of the file, where it has several: "2" for "header2".
    """
    references = []
    for name in ("header", "footer"):
        reference = build(f"{name}Reference", type="default")
        reference.set(r("id"), name + which)
        references.append(reference)
    return build(
        "sectPr",
        *references,
        build("type", val="nextPage"),
        build("pgSz", w=11906, h=16838),
        build("pgMar", top=1701, right=1928, bottom=1701, left=1928, header=794, footer=794, gutter=0),
        build("titlePg") if first_page_apart else None,
    )


def end_of_front_matter() -> Element:
    """The paragraph that carries the first section's page setup; the text begins on a new page."""
    return end_of_part(page_setup(first_page_apart=True))


def end_of_part(setup: Element) -> Element:
    """The paragraph that ends a part of the file and carries its page setup."""
    return build("p", build("pPr", build("pStyle", val="CoverEnd"), setup))

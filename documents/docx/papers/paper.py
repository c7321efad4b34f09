"""A paper as a value, and the few blocks that papers are made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.coverage import Coverage
from documents.docx.writing.cover import Cover
from documents.kinds import Language
from documents.markdown import escape, plain
from documents.text import Block, Item, ItemList, LegalText, Paragraph, Quote, Section, Table

BLANK = "_" * 24
"""A line for a person to write on."""

Say = Callable[[str, str], str]
"""Chooses between bokmål and nynorsk, which stand beside one another where they are written."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What goes with a paper: what it is, the file, and the hash of its text."""

    what: str
    file: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper. Facts and kind are plain words; title and sections hold inline Markdown."""

    kind: str
    """What sort of paper: "Høringsbrev"."""
    title: str
    organisation: str
    facts: tuple[tuple[str, str], ...]
    """Label and value, at the head of the paper."""
    sections: tuple[Section, ...]
    foot: str
    """At the foot of every page, beside the page number."""
    language: Language
    identifier: str
    created: datetime
    """When the facts were recorded that it is made of; the same facts give the same bytes."""

    @property
    def text(self) -> LegalText:
        """The paper's own words, without its head."""
        return LegalText(self.title, (), self.sections)

    @property
    def cover(self) -> Cover:
        """The same for the parts that every file of ours has."""
        return PaperCover(
            title=plain(self.title),
            status_line=self.foot,
            version="",
            dates=self.facts,
            decisions=(),
            hash="",
            language=self.language,
            kind=None,
            organisation=self.organisation,
            identifier=self.identifier,
            created=self.created,
            draft=False,
            state=self.kind,
            paper=self.kind,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCover(Cover):
    """A cover for what is no version of a text."""

    paper: str

    @property
    def category(self) -> str:
        """What sort of paper it is."""
        return self.paper


def speaking(language: Language) -> Say:
    """Chooses the words in this form of Norwegian."""
    return lambda bokmal, nynorsk: nynorsk if language is Language.NN else bokmal


def said(*sentences: str) -> Paragraph:
    """A paragraph of plain words; what is empty is left out."""
    return Paragraph(escape(" ".join(sentence for sentence in sentences if sentence)))


def labelled(label: str, words: str) -> Paragraph:
    """A paragraph that begins with a bold label."""
    return Paragraph(f"**{escape(label)}:** {escape(words)}")


def dashes(lines: Sequence[str]) -> ItemList:
    """Lines with a dash each."""
    return ItemList(tuple(Item("-", (said(line),)) for line in lines))


def steps(lines: Sequence[str]) -> ItemList:
    """Numbered lines."""
    return ItemList(tuple(Item(f"{at}.", (said(line),)) for at, line in enumerate(lines, start=1)))


def grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table of plain words."""
    return Table(
        tuple(escape(cell) for cell in header), tuple(tuple(escape(cell) for cell in row) for row in rows)
    )


def quoted(words: str) -> Quote:
    """Somebody else's words."""
    return Quote((said(words),))


def part(title: str, *blocks: Block | None, below: Sequence[Section] = ()) -> Section:
    """A section without a number; blocks that are None are left out."""
    kept = tuple(block for block in blocks if block is not None)
    return Section("", "", escape(title), kept, tuple(below))


def coverage_word(status: Coverage, say: Say) -> str:
    """How an item of the law stands, in a word."""
    nynorsk = {
        Coverage.COVERED: "dekt",
        Coverage.PARTLY: "delvis",
        Coverage.MISSING: "manglar",
        Coverage.WAITING: "ventar på vurdering",
        Coverage.NOT_YET: "ikkje aktuelt enno",
    }
    return say(status.value, nynorsk[status])


def attachments(attached: Sequence[Attachment], say: Say) -> Section:
    """The list of what goes with the paper, each with the hash of its text."""
    if not attached:
        return part(say("Vedlegg", "Vedlegg"), said(say("Ingen vedlegg.", "Ingen vedlegg.")))
    rows = [(str(at), each.what, each.file, each.hash) for at, each in enumerate(attached, start=1)]
    return part(
        say("Vedlegg", "Vedlegg"),
        grid(("Nr.", say("Hva", "Kva"), "Fil", "Avtrykk"), rows),
        said(
            say(
                "Avtrykket er SHA-256 over teksten. To tekster med samme avtrykk er like, ord for ord.",
                "Avtrykket er SHA-256 over teksten. To tekstar med same avtrykk er like, ord for ord.",
            )
        ),
    )

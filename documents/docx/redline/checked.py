"""No redline leaves that does not hold both texts: it is read again first, accepted and rejected."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from documents.comparing.alignment import Alignment, trace, units
from documents.docx.redline.aligning import Apart
from documents.docx.redline.marks import Marks
from documents.docx.redline.proof import unlike
from documents.docx.redline.soundness import faults
from documents.docx.redline.writing import Written, written
from documents.docx.writing import cover as front
from documents.docx.writing.cover import Cover
from documents.docx.writing.parts import package, settings_part
from documents.docx.writing.styles import styles_part
from documents.docx.writing.template import Template
from documents.docx.xml import build
from documents.text import LegalText


class Way(StrEnum):
    """How the changes are tracked."""

    WORDS = "ord for ord"
    SECTIONS = "noen punkter hele"
    """Some sections could not be tracked word by word; they are struck and inserted whole."""
    WHOLE = "hele teksten"


@dataclass(frozen=True, slots=True)
class Redline:
    """A redline that was read again and found to hold both texts."""

    data: bytes
    way: Way
    """WORDS but for what our writer cannot do; the others are what it falls back to."""
    words: int
    """How many stretches of words, paragraphs and rows are tracked."""
    looks: int
    """How many changes of look alone are."""


class NotExact(ValueError):
    """No redline could be made of these texts that holds them both."""

    def __init__(self, why: str) -> None:
        """`why` is what was found when the file was read again, for whoever mends it."""
        self.what = "Word-filen med sporede endringer er ikke laget."
        self.why = (
            "Kontrollen leste den ferdige filen og fant at den ikke ga nøyaktig de to tekstene tilbake, "
            "og en slik fil skal ikke ut."
        )
        self.now = (
            "Bruk endringstabellen i Word, eller hent begge versjonene og bruk Sammenlign i Word. "
            "Begge tekstene står som før."
        )
        self.found = why
        super().__init__(f"{self.what} {self.why} {self.now}")


def write_redline(
    old: LegalText,
    new: LegalText,
    cover: Cover,
    author: str,
    when: datetime,
    template: Template | None = None,
) -> bytes:
    """The redline as a .docx file; raises NotExact. See `redline`."""
    return redline(old, new, cover, author, when, template).data


def redline(
    old: LegalText,
    new: LegalText,
    cover: Cover,
    author: str,
    when: datetime,
    template: Template | None = None,
) -> Redline:
    """A Word file where accepting all changes gives the new text, and rejecting all gives the old one.

    Changes are the author's, at the time `when`, told in Norwegian time. The same texts, cover, author and
    time give the same bytes. What moved is struck where it stood and inserted where it stands. Every file is
    read again by our own reader before it leaves; where it holds not just the two texts, sections that differ
    are struck and inserted whole, then the whole text. Raises NotExact where even that does not hold.
    """
    task = _Task(old, new, cover, author, when, template)
    found = trace(units(old), units(new))
    for way in Way:
        made = task.attempt(found, way)
        if made is not None:
            return made
    raise NotExact(task.wrong)


@dataclass(slots=True)
class _Task:
    """Makes the file in one way after another, and remembers what was wrong with the last."""

    old: LegalText
    new: LegalText
    cover: Cover
    author: str
    when: datetime
    template: Template | None
    wrong: str = ""
    differing: frozenset[str] = frozenset()
    """The sections, by identity, that did not come back from the last file."""

    def attempt(self, found: Alignment, way: Way) -> Redline | None:
        """The redline in this way; None where it does not hold both texts, or the way leads nowhere new."""
        if way is Way.SECTIONS and not self.differing:
            return None
        marks = Marks(self.author, self.when)
        made = written(self.old, self.new, self.cover, marks, found, self._apart(way))
        data = packed(made, self.cover, self.template)
        missing, self.differing = unlike(data, made.old, made.new)
        self.wrong = "; ".join([*faults(made.body, made.footnotes), *missing])
        return None if self.wrong else Redline(data, way, made.words, made.looks)

    def _apart(self, way: Way) -> Apart:
        return {
            Way.WORDS: lambda _: False,
            Way.SECTIONS: self.differing.__contains__,
            Way.WHOLE: lambda _: True,
        }[way]


def packed(made: Written, cover: Cover, template: Template | None = None) -> bytes:
    """The parts as a file."""
    counted = [level for level, pattern in enumerate(made.numbers.headings, start=1) if pattern]
    parts = {
        "styles": styles_part(cover.word_language, counted),
        "settings": settings_part(cover),
        "numbering": made.numbers.part(),
        "footnotes": made.footnotes,
        "header": front.header_part(cover),
        "footer": front.footer_part(cover),
    }
    links = {"document": made.links, "footnotes": made.note_links}
    return package(build("document", made.body), parts, links, cover, template)

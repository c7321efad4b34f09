"""A comparison as a page, as Markdown, and in Word: with tracked changes, or as a change table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from documents.comparing.change_table import Reason, change_rows, happened
from documents.comparing.diff import ChangeKind, Comparison, SectionChange
from documents.comparing.words import WordChange, WordKind
from documents.markdown import escape as plain_words
from documents.markdown import plain
from documents.text import LegalText
from registry import clock

if TYPE_CHECKING:
    from documents.docx import Cover
    from documents.docx.writing.template import Template

_STYLE = (
    "body{max-width:48rem;margin:2rem auto;font-family:serif}"
    "del{color:#a00}ins{color:#060}p{white-space:pre-line}"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A text that was named in the call, and what the register knows of it; of a file it knows nothing."""

    name: str
    """The number of the version, or the name of the file."""
    text: LegalText
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """Why places were changed in it, by identity."""
    status: str = ""
    cover: "Cover | None" = None
    """What a Word file says of it on its first page; a file brings along nothing but its name and its day."""
    since: str = ""
    """From when it applies, or what it is."""
    template: "Template | None" = None
    """What Word files are set in, where it is of the register."""


def as_word(old: Named, new: Named) -> bytes:
    """A Word file with tracked changes: accept all is the new text, reject all the old one.

    They are told as the community's own, at the time of the new version; for files, at the time of the file.
    """
    from documents.docx.house import PRODUCT
    from registry.queries.redlines import compared_cover, tracked

    assert new.cover is not None, "whoever names a text gives it a first page"
    cover = compared_cover(new.cover, (old.name, old.since), (new.name, new.since))
    author = cover.organisation or PRODUCT
    return tracked(old.text, new.text, cover, author, cover.created, new.template)


def as_table(comparison: Comparison, old: Named, new: Named) -> bytes:
    """The change table as a Word file, with the reasons that are written of the new version."""
    from documents.docx import TableHead, write_change_table

    head = TableHead(
        title=plain(new.text.title),
        old=old.name,
        new=new.name,
        summary=comparison.summary,
        status=new.status,
        created=clock.now(),
    )
    return write_change_table(change_rows(comparison, old.text, new.text, new.reasons), head)


def as_html(comparison: Comparison, old: LegalText, new: LegalText) -> str:
    """A whole page, with what was struck in `<del>` and what is new in `<ins>`."""
    title = escape(plain(new.title))
    parts = "\n".join(_html_part(change) for change in _shown(comparison))
    return (
        f'<!doctype html>\n<html lang="nb"><head><meta charset="utf-8"><title>{title}: endringer</title>'
        f"<style>{_STYLE}</style></head>\n<body><main><h1>{title}: endringer</h1>\n"
        f"<p>Fra «{escape(plain(old.title))}». {escape(comparison.summary)}.</p>\n"
        f"{parts}\n</main></body></html>\n"
    )


def as_markdown(comparison: Comparison, old: LegalText, new: LegalText) -> str:
    """Markdown with what was struck as ~~struck~~ and what is new as **new**."""
    now, was = plain_words(plain(new.title)), plain_words(plain(old.title))
    head = f"# {now}: endringer\n\nFra «{was}». {comparison.summary}.\n"
    return "\n".join((head, *(_markdown_part(change) for change in _shown(comparison))))


def _shown(comparison: Comparison) -> Iterable[SectionChange]:
    return (change for change in comparison.changes if ChangeKind.KEPT not in change.kinds)


def _heading(change: SectionChange) -> str:
    """Number and title now."""
    place = change.place
    title = "" if place.point else plain(place.section.title)
    return f"{place.number} {title}".strip() or "Tittel og innledning"


def _html_part(change: SectionChange) -> str:
    words = "".join(_html_words(word) for word in change.words)
    return f"<h2>{escape(_heading(change))}</h2>\n<p><em>{escape(happened(change))}</em></p>\n<p>{words}</p>"


def _html_words(word: WordChange) -> str:
    tag = {WordKind.ADDED: "ins", WordKind.REMOVED: "del"}.get(word.kind)
    return f"<{tag}>{escape(word.text)}</{tag}>" if tag else escape(word.text)


def _markdown_part(change: SectionChange) -> str:
    words = "".join(_markdown_words(word) for word in change.words)
    return f"## {plain_words(_heading(change))}\n\n*{plain_words(happened(change))}*\n\n{words}\n"


def _markdown_words(word: WordChange) -> str:
    mark = {WordKind.ADDED: "**", WordKind.REMOVED: "~~"}.get(word.kind, "")
    return "\n\n".join(_within(line, mark) for line in word.text.split("\n"))


def _within(line: str, mark: str) -> str:
    """The words of a line within the marks, and the spaces around them outside."""
    core = line.strip()
    if not core:
        return line
    before, _, after = line.partition(core)
    words = plain_words(core).replace(r"\|", "|")  # rows of a table stand as lines here, and need no escape
    return f"{before}{mark}{words}{mark}{after}"

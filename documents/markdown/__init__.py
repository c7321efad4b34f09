"""The stored form of a legal text: canonical Markdown, to the tree and back.

Canonical means: NFC, LF, one line a paragraph, one blank line between blocks, identities written out
(`{#id}` after a heading and after a point's letter), one newline at the end. `write(read(x))` is
canonical for every x that can be read: reading it again gives an equal tree, writing that the same bytes.

What is not part of the form (raw HTML, code blocks, rules across the page, table alignment) is read
as plain words; `lost_words` says if any word went missing on the way. What is larger or deeper than
`documents.markdown.limits` is refused.
"""

import re
import unicodedata
from collections import Counter

from documents.markdown.files import decoded
from documents.markdown.identities import (
    identities_in,
    is_lettered,
    with_fresh_ids,
    with_identities,
    with_ids,
    with_words,
)
from documents.markdown.inline import Run, escape, inline_tokens, plain, runs
from documents.markdown.limits import NotALegalText
from documents.markdown.reading import read
from documents.markdown.writing import write
from documents.text import LegalText, Section, plain_text

__all__ = [
    "NotALegalText",
    "Run",
    "canonical",
    "decoded",
    "escape",
    "identities_in",
    "inline_tokens",
    "is_lettered",
    "lost_words",
    "plain",
    "read",
    "runs",
    "section_words",
    "with_fresh_ids",
    "with_identities",
    "with_ids",
    "with_words",
    "write",
]


def canonical(source: str, title: str = "") -> str:
    """The canonical form of this Markdown, with identities given where they are missing."""
    return write(with_ids(read(source, title)))


def lost_words(source: str, text: LegalText) -> tuple[str, ...]:
    """Words of the source that the tree does not hold, once for each time one is missing."""
    held = Counter(_words(write(text)))
    return tuple((Counter(_words(source)) - held).elements())


def section_words(section: Section) -> str:
    """All words of a section itself, without what lies under it: for search and comparison."""
    return "\n".join(plain(inline) for inline in plain_text(section.blocks))


def _words(source: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", re.sub(r"\{#[a-z0-9]+[^{}]*\}", "", source)))

"""Has the text a heading for what a document of its kind usually has a heading about?"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from documents.checks.values import Check
from documents.kinds import DocumentKind
from documents.markdown import plain
from documents.text import LegalText


@dataclass(frozen=True, slots=True)
class Chapter:
    """What documents of some kinds usually have a heading about."""

    about: str
    """Inside a sentence: «varighet og oppsigelse»."""
    kinds: frozenset[DocumentKind]
    words: re.Pattern[str]
    """Found in a heading about it, in either written form."""


@cache
def expected_chapters() -> tuple[Chapter, ...]:
    """All that is expected of any kind, in the order in which texts usually have it."""
    table = tomllib.loads(files(__package__).joinpath("chapters.toml").read_text(encoding="utf-8"))
    return tuple(_chapter(entry) for entry in table["chapter"])


def chapters(text: LegalText, kind: DocumentKind) -> Iterator[Check]:
    """What the kind usually has a heading about, and this text has none."""
    if not text.sections:
        return
    titles = [plain(section.title) for section in text.walk()]
    article = "et" if kind is DocumentKind.MANDAT else "en"
    for chapter in expected_chapters():
        if kind in chapter.kinds and not any(map(chapter.words.search, titles)):
            message = f"Ingen overskrift handler om {chapter.about}. Det er vanlig i {article} {kind.value}."
            yield Check("missing-chapter", message)


def _chapter(entry: dict[str, object]) -> Chapter:
    words, kinds = entry["words"], entry["kinds"]
    assert isinstance(words, list), "the file is ours and tested"
    assert isinstance(kinds, list), "the file is ours and tested"
    pattern = re.compile("|".join(rf"(?:\b|\w){word}" for word in words), re.IGNORECASE)
    return Chapter(str(entry["about"]), frozenset(map(DocumentKind, kinds)), pattern)

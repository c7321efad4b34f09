"""LibreOffice opens every redline, and its own accept and reject give the same words as ours.

It is asked for the words of every paragraph and for the number of every heading. One fault of LibreOffice 7.4 is
passed by: where a tracked note mark touches another mark, it takes the end of the paragraph along. And notes may
come in another order, so paragraphs are compared sorted.
"""

import os
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from documents import markdown
from documents.docx import read, write
from documents.text import Block, Footnote, ItemList, LegalText, Paragraph, Quote, Table
from tests.documents.editing_texts import edited, with_everything
from tests.documents.redlines import made
from tests.documents.test_docx_writing import COVER
from tests.documents.test_redline_many import FOLDERS, versions
from tests.office import Office

pytestmark = [pytest.mark.office, pytest.mark.slow]
FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"


def paragraphs(text: LegalText) -> list[str]:
    """The words of every paragraph, heading, cell and note; none that is empty."""
    words = [markdown.plain(text.title), *_of(text.preamble)]
    for section in text.walk():
        words += [f"{section.number} {markdown.plain(section.title)}", *_of(section.blocks)]
    return [" ".join(each.split()) for each in words if each.split()]


def _of(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text=words) | Footnote(text=words):
                yield markdown.plain(words)
            case ItemList(items=items):
                for item in items:
                    yield from _of(item.blocks)
            case Table(header=header, rows=rows):
                yield from (markdown.plain(cell) for row in (header, *rows) for cell in row)
            case Quote(blocks=inner):
                yield from _of(inner)


def through(office: Office, text: LegalText) -> list[str]:
    """The paragraphs of a plain export that LibreOffice has opened and saved."""
    return sorted(paragraphs(read(office.converted(write(text, COVER), "docx")).text))


def judged(office: Office, old: LegalText, new: LegalText) -> None:
    data = made(old, new).data
    assert office.opens(data) > 0
    assert sorted(paragraphs(read(office.accepted(data)).text)) == through(office, new)
    assert sorted(paragraphs(read(office.rejected(data)).text)) == through(office, old)


@pytest.mark.parametrize("folder", FOLDERS if FULL else FOLDERS[-1:], ids=lambda folder: folder.name)
def test_versions_of_the_example(office, folder):
    texts = versions(folder)
    for old, new in pairwise(texts):
        judged(office, old, new)


@pytest.mark.parametrize("seed", range(60 if FULL else 5))
def test_texts_with_everything_edited_in_every_way(office, seed):
    chance = random.Random(seed)
    old = with_everything(chance)
    new = edited(old, chance, chance.randint(1, 8))
    if any("][^" in markdown.write(text) for text in (old, new)):
        pytest.skip("two note marks touch each other, which LibreOffice does not track rightly")
    judged(office, old, new)

"""The account of words: everything the file says must stand in the text or in a remark."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from documents import markdown
from documents.docx.reading.pictures import in_unused_fallback
from documents.docx.reading.remarks import Remarks, shortened
from documents.docx.reading.revisions import Judge, is_gone
from documents.docx.reading.words import CONTROL
from documents.docx.xml import Element, w
from documents.text import Block, ItemList, LegalText, Quote, plain_text

_WORD = re.compile(r"\w+|[^\w\s]")


def source_words(trees: Iterable[Element], accepted: Judge) -> str:
    """What these parts say when their tracked changes are resolved so: read by itself, before they are."""
    return "\n".join(_paragraph(paragraph, accepted) for tree in trees for paragraph in tree.iter(w("p")))


def tell_lost(source: str, text: LegalText, remarks: Remarks) -> None:
    """Name the words of the source that stand neither in the text nor in a remark."""
    held = _letters(" ".join((*_said(text), *remarks.told)))
    held.subtract(_letters(" ".join(remarks.added)))
    missing = _letters(source) - held
    if not missing:
        return
    lost = list((_words(source) - _words(" ".join((*_said(text), *remarks.told)))).elements())
    named = shortened(" ".join(lost) or " ".join(missing.elements()))
    message = (
        f"Disse ordene i filen kom ikke med i teksten: «{named}». Finn dem i filen og sett dem inn selv."
    )
    remarks.tell("lost", message)


def _paragraph(paragraph: Element, accepted: Judge) -> str:
    """The paragraph's own words; those of a text box inside it belong to the box's paragraphs."""
    return "".join(_pieces(paragraph, accepted))


def _pieces(paragraph: Element, accepted: Judge) -> Iterator[str]:
    for found in paragraph.iter(w("t"), w("delText"), w("tab"), w("br")):
        if _owner(found) is paragraph and not in_unused_fallback(found) and not is_gone(found, accepted):
            yield " " if found.tag in {w("tab"), w("br")} else (found.text or "")


def _owner(element: Element) -> Element | None:
    return next(element.iterancestors(w("p")), None)


def _said(text: LegalText) -> Iterator[str]:
    """Every word of the text: title, numbers, labels and running words."""
    yield markdown.plain(text.title)
    yield from _labels_and_words(text.preamble)
    for section in text.walk():
        yield section.number
        yield markdown.plain(section.title)
        yield from _labels_and_words(section.blocks)


def _labels_and_words(blocks: tuple[Block, ...]) -> Iterator[str]:
    yield from (markdown.plain(inline) for inline in plain_text(blocks))
    yield from _labels(blocks)


def _labels(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case ItemList(items=items):
                for item in items:
                    yield item.label
                    yield from _labels(item.blocks)
            case Quote(blocks=inner):
                yield from _labels(inner)


def _letters(words: str) -> Counter[str]:
    return Counter("".join(_clean(words).split()))


def _words(words: str) -> Counter[str]:
    return Counter(_WORD.findall(_clean(words)))


def _clean(words: str) -> str:
    return unicodedata.normalize("NFC", CONTROL.sub(" ", words))

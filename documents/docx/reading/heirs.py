"""Headings that took over the style of what is deleted before them.

Where something is deleted with tracking on, LibreOffice gives the paragraph after it the style of the first
one deleted, and does not track that (seen in 7.4). A chapter after a deleted section would read as a section.
Our own files say at which level each heading stood, so it can be told from what somebody wanted.
"""

from collections.abc import Iterator, Mapping

from documents.docx.identity import HEADING
from documents.docx.reading.remarks import Remarks
from documents.docx.seal import Seal
from documents.docx.xml import Element, child, value, w, words_of


def mend(main: Element, seal: Seal | None, remarks: Remarks) -> None:
    """Give such headings the style of their own level back, and tell of it; the tree is changed."""
    levels = {section.id: section.level for section in seal.sections} if seal else {}
    if not levels:
        return
    heirs = dict(_heirs(main))
    styles = _style_of_levels(main, levels, heirs)
    for heading, taken in heirs.items():
        own = styles.get(levels.get(_identity(heading), 0))
        style = child(heading, "pPr", "pStyle")
        if own and style is not None and style.get(w("val")) == taken != own:
            style.set(w("val"), own)
            words = words_of(heading)
            message = (
                f"«{words}» hadde fått stilen til det som er slettet foran. Den er lest på sitt eget nivå."
            )
            remarks.tell("heading-level", message, words)


def _heirs(main: Element) -> Iterator[tuple[Element, str]]:
    """Each paragraph after some that are deleted, mark and all, with the style of the first of those."""
    first = ""
    for paragraph in main.iter(w("p")):
        if child(paragraph, "pPr", "rPr", "del") is not None:
            first = first or value(paragraph, "pPr", "pStyle") or ""
            continue
        if first:
            yield paragraph, first
        first = ""


def _style_of_levels(
    main: Element, levels: Mapping[str, int], heirs: Mapping[Element, str]
) -> dict[int, str]:
    """The style of the headings of each level, as those have it that stand where nothing was deleted."""
    found: dict[int, str] = {}
    for heading in main.iter(w("p")):
        level = levels.get(_identity(heading), 0)
        style = value(heading, "pPr", "pStyle")
        if level and style and heading not in heirs:
            found.setdefault(level, style)
    return found


def _identity(paragraph: Element) -> str:
    """The identity in the heading's mark, or in the name of a copy of it; empty where it has none."""
    names = (bookmark.get(w("name"), "") for bookmark in paragraph.iter(w("bookmarkStart")))
    marked = next((name for name in names if name.startswith(HEADING)), "")
    return marked.removeprefix(HEADING).partition("_")[0]

"""The words of a file as they lie in it, paragraph by paragraph: one side of the account of words.

It walks the parts by itself and knows nothing of lines, lists, notes and tables as the reader builds them, so
that a fault there cannot hide here. Whether a tracked change strikes a word is the one thing both ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.docx.reading.account import Where
from documents.docx.reading.package import Package
from documents.docx.reading.revisions import CHANGES_ROUND_WORDS, Judge, change_goes, row_or_cell_goes
from documents.docx.xml import COMPATIBILITY, MATHS, Element, w

_SPACES = {w("tab"), w("br"), w("cr"), w("ptab")}
_WORDS = {w("t"), w("delText"), f"{{{MATHS}}}t"}
_NOTHING = {
    w(name)
    for name in (
        "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "instrText", "delInstrText",
    )
}  # fmt: skip
_CHOICE, _FALLBACK = f"{{{COMPATIBILITY}}}Choice", f"{{{COMPATIBILITY}}}Fallback"
_PARAGRAPH, _RUN, _TABLE, _BOX = w("p"), w("r"), w("tbl"), w("txbxContent")
_ROW_OR_CELL = {w("tr"), w("tc")}
_HYPHENS = {w("noBreakHyphen")}
_HYPHEN = "\N{NON-BREAKING HYPHEN}"
_PARTS = (
    ("footnotes", Where.FOOTNOTES),
    ("endnotes", Where.ENDNOTES),
    ("comments", Where.COMMENTS),
)


@dataclass(slots=True)
class Stretch:
    """One paragraph of the file: the words that stay, run by run, and those that tracked changes strike."""

    where: Where
    paragraph: Element
    runs: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def stretches(package: Package, accepted: Judge) -> list[Stretch]:
    """Every paragraph that holds words: body, notes, comments, text boxes, headers and footers.

    To be asked of a package whose tracked changes stand unresolved.
    """
    found: list[Stretch] = []
    for root, where in _roots(package):
        _gather(root, _begun(where, root, found), accepted, False, found)
    return [each for each in found if each.runs or each.struck]


def _roots(package: Package) -> Iterator[tuple[Element, Where]]:
    yield package.main, Where.BODY
    for kind, where in _PARTS:
        root = package.part(kind)
        if root is not None:
            yield root, where
    for kind in ("header", "footer"):
        for name in sorted(set(package.related(kind))):
            yield package.tree(name), Where.RUNNING


def _gather(owner: Element, into: Stretch, accepted: Judge, gone: bool, found: list[Stretch]) -> None:
    """Add the words under an element to the paragraph they stand in. Parsed XML is at most 256 deep."""
    for each in owner:
        tag = each.tag
        if tag == _RUN:
            _gather(each, into, accepted, gone, found)
        elif tag in _WORDS:
            (into.struck if gone else into.runs).append(each.text or "")
        elif tag in _SPACES:
            (into.struck if gone else into.runs).append(" ")
        elif tag in _HYPHENS:
            (into.struck if gone else into.runs).append(_HYPHEN)
        elif tag == _PARAGRAPH:
            _gather(each, _begun(into.where, each, found), accepted, gone, found)
        elif tag == _TABLE:
            where = Where.TABLES if into.where is Where.BODY else into.where
            _gather(each, _begun(where, each, found), accepted, gone, found)
        elif tag == _BOX:
            _gather(each, _begun(Where.BOXES, each, found), accepted, gone, found)
        elif tag in CHANGES_ROUND_WORDS:
            _gather(each, into, accepted, gone or change_goes(each, accepted), found)
        elif tag in _ROW_OR_CELL:
            _gather(each, into, accepted, gone or row_or_cell_goes(each, accepted), found)
        elif isinstance(tag, str) and tag not in _NOTHING and not _is_second_form(each):
            _gather(each, into, accepted, gone, found)


def _begun(where: Where, owner: Element, found: list[Stretch]) -> Stretch:
    found.append(Stretch(where, owner))
    return found[-1]


def _is_second_form(element: Element) -> bool:
    """Is it the second form of something that is already there in its first form?"""
    alternatives = element.getparent() if element.tag == _FALLBACK else None
    return alternatives is not None and alternatives.find(_CHOICE) is not None

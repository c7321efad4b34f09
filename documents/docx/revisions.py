"""Tracked changes: count them, then read the text as if all of them were accepted."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from documents.docx.remarks import Remarks, joined, named, shortened
from documents.docx.xml import Element, local, w

_GONE = {w("del"), w("moveFrom")}
_STAYING = {w("ins"), w("moveTo")}
_FORMATTING = {
    w(name)
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "tblGridChange", "numberingChange",
    )
}  # fmt: skip
_RANGES = {
    w(kind + end)
    for kind in (
        "moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange",
        "customXmlMoveFromRange", "customXmlMoveToRange",
    )
    for end in ("Start", "End")
}  # fmt: skip
_MARKERS = {
    w(name)
    for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")
}  # fmt: skip

_KINDS = {
    "ins": ("innsetting", "innsettinger"),
    "del": ("sletting", "slettinger"),
    "moveTo": ("flytting", "flyttinger"),
    "cellIns": ("ny celle", "nye celler"),
    "cellDel": ("slettet celle", "slettede celler"),
    "formatting": ("formatendring", "formatendringer"),
}


def describe(trees: Iterable[Element], remarks: Remarks) -> None:
    """One remark an author: how many changes of each kind stand open, and which words are struck."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    struck: dict[str, list[str]] = defaultdict(list)
    for tree in trees:
        for element in tree.iter():
            if kind := _kind(element):
                author = element.get(w("author")) or "ukjent forfatter"
                counts[author][kind] += 1
                struck[author] += [text.text or "" for text in element.iter(w("delText"))]
    for author, kinds in counts.items():
        remarks.tell("tracked-change", _sentence(author, kinds, " ".join("".join(struck[author]).split())))


def _sentence(author: str, kinds: Counter[str], struck: str) -> str:
    counted = joined([named(kinds[kind], *words) for kind, words in _KINDS.items() if kinds[kind]])
    gone = f" Slettet tekst: «{shortened(struck)}»." if struck else ""
    return f"Sporede endringer fra {author}: {counted}. Teksten er lest som om alle var godtatt.{gone}"


def _kind(element: Element) -> str:
    if element.tag in _FORMATTING:
        return "formatting"
    name = local(element) if isinstance(element.tag, str) and element.tag == w(local(element)) else ""
    return name if name in _KINDS else ""


def is_deleted(element: Element) -> bool:
    """Does it lie within deleted or moved-away text, or in a deleted row or cell?"""
    for above in element.iterancestors():
        if above.tag in _GONE or (above.tag == w("tr") and _has(above, "trPr", _GONE)):
            return True
        if above.tag == w("tc") and _has(above, "tcPr", {w("cellDel")}):
            return True
    return False


def accept(root: Element) -> None:
    """Resolve every tracked change in the tree as accepted; the tree is changed.

    A paragraph whose mark is deleted joins the one that follows, as Word does it.
    """
    _drop(root, _FORMATTING)
    _accept_rows_and_cells(root)
    merging = _paragraphs_without_mark(root)
    _drop(root, _GONE)
    _unwrap(root, _STAYING)
    _drop(root, _RANGES)
    for paragraph in reversed(merging):
        _join_with_next(paragraph)


def _has(owner: Element, properties: str, tags: set[str]) -> bool:
    found = owner.find(w(properties))
    return found is not None and any(each.tag in tags for each in found)


def _drop(root: Element, tags: set[str]) -> None:
    for element in list(root.iter(*tags)):
        _remove(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(root: Element, tags: set[str]) -> None:
    for element in list(root.iter(*tags)):
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = list(element)


def _accept_rows_and_cells(root: Element) -> None:
    for row in list(root.iter(w("tr"))):
        if _has(row, "trPr", _GONE):
            _remove(row)
    for cell in list(root.iter(w("tc"))):
        if _has(cell, "tcPr", {w("cellDel")}):
            _remove(cell)
    for table in list(root.iter(w("tbl"))):
        if next(table.iter(w("tr")), None) is None:
            _remove(table)


def _paragraphs_without_mark(root: Element) -> list[Element]:
    return [
        paragraph
        for paragraph in root.iter(w("p"))
        if any(each.tag in _GONE for each in paragraph.iterfind(f"{w('pPr')}/{w('rPr')}/*"))
    ]


def _join_with_next(paragraph: Element) -> None:
    content = [each for each in paragraph if each.tag != w("pPr")]
    following = _next_after_markers(paragraph)
    if following is not None and following.tag == w("p"):
        at = 1 if len(following) and following[0].tag == w("pPr") else 0
        following[at:at] = content
        _remove(paragraph)
    elif all(each.tag in _MARKERS for each in content) and not _is_only_one_in_cell(paragraph):
        _remove(paragraph)


def _next_after_markers(paragraph: Element) -> Element | None:
    following = paragraph.getnext()
    while following is not None and following.tag in _MARKERS:
        following = following.getnext()
    return following


def _is_only_one_in_cell(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == w("tc") and len(parent.findall(w("p"))) == 1

"""Tracked changes: told of, and resolved, each as accepted or rejected.

What Word does with each kind stands in ECMA-376 part 1, 17.13.5. Whose changes are accepted is asked of a
judge, so that a file with several authors' changes can be read as each of them alone would have it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from documents.docx.reading.remarks import Remarks, joined, named, shortened
from documents.docx.xml import Element, local, w

Judge = Callable[[Element], bool]
"""Is this change accepted? Asked of w:ins, w:del, w:moveTo, w:moveFrom, w:cellIns and every w:...Change."""

_GONE = {w("del"), w("moveFrom")}
_STAYING = {w("ins"), w("moveTo")}
CHANGES_ROUND_WORDS = _GONE | _STAYING
"""The changes that stand round words, or on the mark of a paragraph or a row."""
_CELLS = {w("cellIns"), w("cellDel")}
_CHANGES = {
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
_OUTLIVES_OLD = {
    w("pPr"): {w("rPr"), w("sectPr")},
    w("rPr"): CHANGES_ROUND_WORDS,
    w("trPr"): {w("ins"), w("del")},
    w("tcPr"): {*_CELLS, w("cellMerge")},
    w("sectPr"): {w("headerReference"), w("footerReference")},
}
"""What stands among properties without being one: it is not part of the older ones that come back."""
_OLDER_NAMES = {w("delText"): w("t"), w("delInstrText"): w("instrText")}

NOBODY = "ukjent forfatter"
"""Who made a change that names no author."""


class Tracked(StrEnum):
    """What is to be done with tracked changes."""

    ACCEPT = "godta"
    REJECT = "avvis"
    SUGGEST = "forslag"

    @property
    def read_as(self) -> str:
        """How the text is read, in words."""
        return _READ_AS[self]


_READ_AS = {
    Tracked.ACCEPT: "Teksten er lest som om alle var godtatt.",
    Tracked.REJECT: "Teksten er lest som om alle var avvist.",
    Tracked.SUGGEST: "Teksten er lest som den sto før dem, og endringene ligger som forslag.",
}
_KINDS = {
    "ins": ("innsetting", "innsettinger"),
    "del": ("sletting", "slettinger"),
    "moveTo": ("flytting", "flyttinger"),
    "cellIns": ("ny celle", "nye celler"),
    "cellDel": ("slettet celle", "slettede celler"),
    "formatting": ("formatendring", "formatendringer"),
}


def everyone(_: Element) -> bool:
    """The judge that accepts every change."""
    return True


def nobody(_: Element) -> bool:
    """The judge that rejects every change."""
    return False


def only(author: str) -> Judge:
    """The judge that accepts this author's changes alone."""
    return lambda change: author_of(change) == author


def author_of(change: Element) -> str:
    """Who made the change."""
    return change.get(w("author")) or NOBODY


def authors(trees: Iterable[Element]) -> dict[str, tuple[str, str]]:
    """Who has changed the text, in the order of their first change, with the days of the first and the last.

    Days are YYYY-MM-DD as the file has them; empty where it has none. Changes of look alone count too.
    """
    found: dict[str, list[str]] = {}
    for tree in trees:
        for change in tree.iter(*CHANGES_ROUND_WORDS, *_CELLS, *_CHANGES):
            found.setdefault(author_of(change), []).append(change.get(w("date"), "")[:10])
    return {author: (min(filter(None, days), default=""), max(days)) for author, days in found.items()}


def describe(trees: Iterable[Element], remarks: Remarks, tracked: Tracked) -> dict[str, int]:
    """One remark an author: how many changes of each kind stand open, and which words are struck.

    Answers with how many each author has made.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    struck: dict[str, list[str]] = defaultdict(list)
    for tree in trees:
        for element in tree.iter(*CHANGES_ROUND_WORDS, *_CELLS, *_CHANGES):
            if kind := _kind(element):
                author = author_of(element)
                counts[author][kind] += 1
                struck[author] += [text.text or "" for text in element.iter(w("delText"))]
    for author, kinds in counts.items():
        words = " ".join("".join(struck[author]).split())
        remarks.tell("tracked-change", _sentence(author, kinds, words, tracked))
    return {author: kinds.total() for author, kinds in counts.items()}


def _sentence(author: str, kinds: Counter[str], struck: str, tracked: Tracked) -> str:
    counted = joined([named(kinds[kind], *words) for kind, words in _KINDS.items() if kinds[kind]])
    gone = f" Slettet tekst: «{shortened(struck)}»." if struck else ""
    return f"Sporede endringer fra {author}: {counted}. {tracked.read_as}{gone}"


def _kind(element: Element) -> str:
    if element.tag in _CHANGES:
        return "formatting"
    name = local(element) if isinstance(element.tag, str) and element.tag == w(local(element)) else ""
    return name if name in _KINDS else ""


def has_changes(root: Element) -> bool:
    """Does any tracked change stand open in the tree?"""
    return next(root.iter(*CHANGES_ROUND_WORDS, *_CELLS, *_CHANGES, *_RANGES), None) is not None


def resolve(root: Element, accepted: Judge) -> None:
    """Resolve every tracked change in the tree; the tree is changed.

    A paragraph whose mark goes joins the one that follows, as Word does it.
    """
    _resolve_properties(root, accepted)
    _resolve_numbering(root, accepted)
    _resolve_rows_and_cells(root, accepted)
    merging = _paragraphs_without_mark(root, accepted)
    _resolve_content(root, accepted)
    for marker in list(root.iter(*_RANGES)):
        _remove(marker)
    for paragraph in reversed(merging):
        _join_with_next(paragraph)


def change_goes(change: Element, accepted: Judge) -> bool:
    """Does what this change stands round, or speaks of, go?"""
    return (change.tag in _GONE and accepted(change)) or (change.tag in _STAYING and not accepted(change))


def row_or_cell_goes(owner: Element, accepted: Judge) -> bool:
    """Does a tracked change take this row or cell away?"""
    if owner.tag == w("tr"):
        return any(change_goes(change, accepted) for change in _properties(owner, "trPr"))
    if owner.tag != w("tc"):
        return False
    return any(
        change.tag in _CELLS and accepted(change) == (change.tag == w("cellDel"))
        for change in _properties(owner, "tcPr")
    )


def _properties(owner: Element, name: str) -> list[Element]:
    found = owner.find(w(name))
    return [] if found is None else list(found)


def _resolve_properties(root: Element, accepted: Judge) -> None:
    """Properties that were changed: those of now where that is accepted, those of before where it is not."""
    for change in list(root.iter(*_CHANGES)):
        owner = change.getparent()
        if owner is None:
            continue
        owner.remove(change)
        if accepted(change) or change.tag == w("numberingChange"):
            continue
        beside = _OUTLIVES_OLD.get(owner.tag, set())
        kept = [each for each in owner if each.tag in beside]
        # A mark of its own may stand within the old properties too; what counts is the one among the new.
        old = [each for each in (change[0] if len(change) else ()) if each.tag not in beside]
        first = owner.tag in {w("rPr"), w("sectPr")}
        owner[:] = [*kept, *old] if first else [*old, *kept]


def _resolve_numbering(root: Element, accepted: Judge) -> None:
    """Numbering that was put on a paragraph that was there: w:numPr holds a mark of its own."""
    for mark in [found for place in root.iter(w("numPr")) for found in place.findall(w("ins"))]:
        numbering = mark.getparent()
        if numbering is not None:
            _remove(mark if accepted(mark) else numbering)


def _resolve_rows_and_cells(root: Element, accepted: Judge) -> None:
    marks = list(root.iter(*CHANGES_ROUND_WORDS, *_CELLS))
    owners = [(mark, owner) for mark in marks if (owner := _owner(mark, "trPr", "tcPr")) is not None]
    for _, owner in owners:
        if row_or_cell_goes(owner, accepted):
            _remove(owner)
    for mark, _ in owners:
        _remove(mark)
    for table in list(root.iter(w("tbl"))):
        if next(table.iter(w("tr")), None) is None:
            _remove(table)


def _paragraphs_without_mark(root: Element, accepted: Judge) -> list[Element]:
    """The paragraphs whose mark goes; every mark of a change on a paragraph's own mark is taken off."""
    found: dict[Element, None] = {}
    for mark in list(root.iter(*CHANGES_ROUND_WORDS)):
        properties = _owner(mark, "rPr")
        if properties is None or properties.tag != w("pPr"):
            continue
        paragraph = properties.getparent()
        if paragraph is not None and change_goes(mark, accepted):
            found[paragraph] = None
        _remove(mark)
    return list(found)


def _owner(mark: Element, *names: str) -> Element | None:
    """What has the properties that the mark stands among, where they are properties of this name."""
    properties = mark.getparent()
    return properties.getparent() if properties is not None and local(properties) in names else None


def _resolve_content(root: Element, accepted: Judge) -> None:
    for change in list(root.iter(*CHANGES_ROUND_WORDS)):
        parent = change.getparent()
        if parent is None:
            continue
        if change_goes(change, accepted):
            _remove(change)
            continue
        for words in change.iter(*_OLDER_NAMES):
            words.tag = _OLDER_NAMES[str(words.tag)]
        at = parent.index(change)
        parent[at : at + 1] = list(change)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


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
    return next(_not_markers(paragraph.itersiblings()), None)


def _not_markers(siblings: Iterable[Element]) -> Iterator[Element]:
    return (each for each in siblings if each.tag not in _MARKERS)


def _is_only_one_in_cell(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == w("tc") and len(parent.findall(w("p"))) == 1

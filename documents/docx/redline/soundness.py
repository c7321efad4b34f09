"""Is a Word file with tracked changes built so that Word opens it? Faults that Word is known to refuse."""

from collections import Counter
from collections.abc import Iterator

from documents.docx.identity import LONGEST_NAME
from documents.docx.xml import Element, child, local, w

_TRACKED = {w(name) for name in ("ins", "del", "moveFrom", "moveTo")}
_CHANGED = {
    w(name) for name in ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")
}
_NUMBERED = _TRACKED | _CHANGED | {w("bookmarkStart")}
_PROPERTIES = {w("rPr"), w("trPr"), w("numPr")}
_FIELD_STEPS = {"begin": 1, "end": -1}


def faults(*parts: Element) -> list[str]:
    """What is wrong with these parts of one file, in words; nothing where all is well."""
    return [
        *_twice("number", (each.get(w("id"), "") for part in parts for each in part.iter(*_NUMBERED))),
        *_twice(
            "bookmark", (each.get(w("name"), "") for part in parts for each in part.iter(w("bookmarkStart")))
        ),
        *(fault for part in parts for fault in _faults(part)),
    ]


def _faults(part: Element) -> Iterator[str]:
    yield from _bookmark_faults(part)
    yield from _fields_faults(part)
    for change in part.iter(*_TRACKED, *_CHANGED):
        yield from _change_faults(change)
    for cell in part.iter(w("tc")):
        if local(cell[-1]) != "p":
            yield "a cell does not end in a paragraph"
    yield from _end_faults(part)


def _change_faults(change: Element) -> Iterator[str]:
    name, above = local(change), change.getparent()
    if not (change.get(w("author")) and change.get(w("date"))):
        yield f"{name} without author or date"
    if above is None:
        return
    if change.tag in _CHANGED:
        if above[-1] is not change:
            yield f"{name} is not the last of its properties"
        return
    if above.tag in _PROPERTIES:
        if len(change):
            yield f"{name} among properties holds something"
        if above.tag == w("rPr") and above[0] is not change:
            yield f"{name} is not the first of its properties"
        return
    if any(each.tag in _TRACKED or each.tag == w("r") for each in change.iterancestors()):
        yield f"{name} within a run or another change"
    if any(local(each) != "r" for each in change):
        yield f"{name} holds something else than runs"
    wrong = "t" if name == "del" else "delText"
    if name in {"ins", "del"} and next(change.iter(w(wrong)), None) is not None:
        yield f"{name} holds w:{wrong}"


def _bookmark_faults(part: Element) -> Iterator[str]:
    starts = {each.get(w("id")): each for each in part.iter(w("bookmarkStart"))}
    ends = {each.get(w("id")): each for each in part.iter(w("bookmarkEnd"))}
    if starts.keys() != ends.keys():
        yield "a bookmark without beginning or end"
    for identity, start in starts.items():
        if len(start.get(w("name"), "")) > LONGEST_NAME:
            yield "a bookmark's name is too long"
        if identity in ends and ends[identity].getparent() is not start.getparent():
            yield "a bookmark reaches over several paragraphs"


def _fields_faults(part: Element) -> Iterator[str]:
    open_fields = 0
    for step in part.iter(w("fldChar")):
        open_fields += _FIELD_STEPS.get(step.get(w("fldCharType"), ""), 0)
        if open_fields < 0:
            yield "a field ends that has not begun"
    if open_fields:
        yield "a field has no end"


def _end_faults(part: Element) -> Iterator[str]:
    """The last paragraph of the body, and one before a table, must not be tracked."""
    body = part if local(part) == "body" else child(part, "body")
    if body is None:
        return
    paragraphs = [each for each in body if local(each) == "p"]
    if paragraphs and _is_tracked(paragraphs[-1]):
        yield "the last paragraph is tracked"
    for table in body.iterchildren(w("tbl")):
        before = table.getprevious()
        if before is not None and local(before) == "p" and _is_tracked(before):
            yield "a tracked paragraph stands straight before a table"


def _is_tracked(paragraph: Element) -> bool:
    look = child(paragraph, "pPr", "rPr")
    return look is not None and any(each.tag in _TRACKED for each in look)


def _twice(what: str, values: Iterator[str]) -> list[str]:
    return [f"{what} {value} stands {count} times" for value, count in Counter(values).items() if count > 1]

"""Places in an office's running heads that stand for something of the version: `{versjon}`, `{side}`.

Word is free to part the words of a place in several runs; they are joined before they are looked for.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from documents.docx.writing.cover import Cover, field_runs
from documents.docx.xml import Element, build, build_text, child, local, w

PLACES = ("tittel", "versjon", "dato", "side", "sider", "status", "avtrykk")
SHORT_HASH = 12
_FIELDS = {"side": "PAGE", "sider": "NUMPAGES"}
_PLACE = re.compile(r"\{(" + "|".join(PLACES) + r")\}", re.IGNORECASE)
_PAGES = re.compile(r"(\{sider?\})")
_SEPARATOR = " · "
_NOISE = ("proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "lastRenderedPageBreak")


def tidy(root: Element) -> None:
    """Join the runs that Word has parted without a reason that can be seen."""
    for name in _NOISE:
        for each in list(root.iter(w(name))):
            _remove(each)
    for name in ("lang", "noProof"):
        for each in list(root.iter(w(name))):
            _remove(each)
    for run in list(root.iter(w("r"))):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and _look(before) == _look(run):
            before.extend([each for each in run if each.tag != w("rPr")])
            _remove(run)
    for run in root.iter(w("r")):
        _join_words(run)


def places_in(root: Element) -> frozenset[str]:
    """Which of the places does this part hold? A page field of Word's own counts as the place it fills."""
    words = "".join(each.text or "" for each in root.iter(w("t")))
    found = {each.lower() for each in _PLACE.findall(words)}
    codes = " ".join([*_instructions(root)]).upper().split()
    return frozenset(found | {place for place, code in _FIELDS.items() if code in codes})


def fill(root: Element, cover: Cover) -> None:
    """Put in what each place stands for. A piece between separators goes where its place has nothing."""
    values = values_of(cover)
    for run in list(root.iter(w("r"))):
        if any(_PLACE.search(each.text or "") for each in run.iterchildren(w("t"))):
            _fill_run(run, values)


def values_of(cover: Cover) -> dict[str, str]:
    """What the places stand for; those of pages are left to Word."""
    version = ", ".join(part for part in (cover.version, cover.state_in_short) if part)
    return {
        "tittel": cover.title,
        "versjon": version if cover.version else "",
        "dato": cover.day,
        "status": cover.status_line,
        "avtrykk": cover.hash[:SHORT_HASH],
    }


def _fill_run(run: Element, values: dict[str, str]) -> None:
    look = child(run, "rPr")
    made: list[Element] = []
    for each in run:
        if each.tag == w("rPr"):
            continue
        if each.tag != w("t"):
            made.append(_run(look, each))
            continue
        for piece in _pieces(each.text or "", values):
            code = _FIELDS.get(piece[1:-1]) if piece.startswith("{") else None
            made += field_runs(code, look) if code else [_run(look, build_text(piece))]
    owner = run.getparent()
    assert owner is not None
    at = owner.index(run)
    owner[at : at + 1] = made


def _pieces(words: str, values: dict[str, str]) -> Iterator[str]:
    """Words with the places filled in, and by themselves the places that Word fills."""
    kept = [part for part in words.split(_SEPARATOR) if not _is_empty(part, values)]
    filled = _PLACE.sub(lambda place: values.get(place[1].lower(), place[0].lower()), _SEPARATOR.join(kept))
    yield from (piece for piece in _PAGES.split(filled) if piece)


def _is_empty(part: str, values: dict[str, str]) -> bool:
    return any(values.get(name.lower()) == "" for name in _PLACE.findall(part))


def _run(look: Element | None, content: Element) -> Element:
    return build("r", None if look is None else deepcopy(look), content)


def _look(run: Element) -> bytes:
    look = child(run, "rPr")
    return b"" if look is None or not len(look) else etree.tostring(look, method="c14n")


def _join_words(run: Element) -> None:
    for each in list(run.iterchildren(w("t"))):
        before = each.getprevious()
        if before is not None and before.tag == each.tag:
            joined = build_text((before.text or "") + (each.text or ""))
            run.replace(before, joined)
            run.remove(each)


def _instructions(root: Element) -> Iterator[str]:
    for each in root.iter(w("instrText"), w("fldSimple")):
        yield (each.get(w("instr"), "") if local(each) == "fldSimple" else each.text) or ""


def _remove(element: Element) -> None:
    owner = element.getparent()
    if owner is not None:
        owner.remove(element)

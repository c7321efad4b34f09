"""A file of ours in the look of an office's template.

The file is written as always, in our own look; then styles, pages, running heads and widths are exchanged
for those of the template. So whoever writes a file need not know that there are templates.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from string import ascii_letters

from documents.docx.order import put
from documents.docx.writing import places
from documents.docx.writing.cover import Cover
from documents.docx.writing.styles import HEADING_SIZE, SANS, TEXT_WIDTH
from documents.docx.writing.template import Page, Template
from documents.docx.xml import Element, build, child, local, number, r, switch, value, w

_OUR_WIDTH = TEXT_WIDTH * 20
_OURS_TO_SAY = ("numPr", "tabs", "ind", "outlineLvl")
_COUNTED = ("Heading", "List", "TOC")
"""Beginnings of the ids of styles that stand in lists of ours: their indents follow our numbering."""
_HEADS = ("header", "footer")


def dressed(
    document: Element,
    parts: Mapping[str, Element],
    cover: Cover,
    template: Template,
    covers: Mapping[str, Cover],
) -> dict[str, Element]:
    """The parts in the look of the template; `document` is changed where it stands.

    `covers` are those of the texts of a file with several, by the figures in the names of their parts:
    "2" for "header2".
    """
    made = dict(parts)
    made["styles"] = merged(parts["styles"], template)
    for name, part in parts.items():
        if name.startswith(_HEADS):
            of = covers.get(name.lstrip(ascii_letters), cover)
            made[name] = _running_head(part, name, of, template)
    for name in ("firstheader", "firstfooter"):
        head = _first_head(name, template)
        if head is not None:
            places.fill(head, cover)
            made[name] = head
    for section in document.iter(w("sectPr")):
        _set_page(section, template.page)
        _refer_to_first(section, made)
    if "numbering" in made:
        _make_room_for_numbers(made["numbering"], template)
    _fit(document, template)
    body = child(document, "body")
    if body is not None and _has_title_page(body):
        body[0:0] = [deepcopy(each) for each in template.pictures]
    if "settings" in made and template.colours is not None:
        made["settings"] = deepcopy(made["settings"])
        put(made["settings"], deepcopy(template.colours))
    return made


def merged(ours: Element, template: Template) -> Element:
    """The template's styles, with those of ours that it lacks, in its letters."""
    theirs = deepcopy(template.styles)
    _speak(theirs, ours)
    known = {each.get(w("styleId"), ""): each for each in theirs.iter(w("style"))}
    for style in ours.iter(w("style")):
        own = known.get(style.get(w("styleId"), ""))
        if own is None:
            theirs.append(_in_their_letters(deepcopy(style), template))
        elif style.get(w("styleId"), "").startswith(_COUNTED):
            _stand_in_our_lists(own, style, template)
    return theirs


def _speak(theirs: Element, ours: Element) -> None:
    """The language of the text, which is what Word spells and hyphenates by."""
    language = child(ours, "docDefaults", "rPrDefault", "rPr", "lang")
    owner = theirs
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = child(owner, name)
        if found is None:
            found = build(name)
            owner.insert(0, found)
        owner = found
    if language is not None:
        put(owner, deepcopy(language))


def _in_their_letters(style: Element, template: Template) -> Element:
    """What we look up in goes in the letters of their headings, and what we read in those of their text."""
    looks = child(style, "rPr")
    own = child(looks, "rFonts")
    if looks is not None and own is not None and own.get(w("ascii")) == SANS:
        looks.remove(own)
        theirs = template.fonts("Heading1")
        if theirs is not None:
            put(looks, deepcopy(theirs))
    _reach_the_edge(style, template.page)
    _widen(style, style.get(w("styleId"), ""), template)
    return style


def _stand_in_our_lists(own: Element, style: Element, template: Template) -> None:
    properties = child(own, "pPr")
    if properties is None:
        properties = build("pPr")
        put(own, properties)
    asked = deepcopy(style)
    _reach_the_edge(asked, template.page)
    _widen(asked, style.get(w("styleId"), ""), template)
    for name in _OURS_TO_SAY:
        for old in properties.findall(w(name)):
            properties.remove(old)
        wanted = child(asked, "pPr", name)
        if wanted is not None:
            put(properties, wanted)
    for name in ("keepNext", "keepLines"):
        kept = child(style, "pPr", name)
        if kept is not None and properties.find(w(name)) is None:  # no heading alone at the foot of a page
            put(properties, deepcopy(kept))


def _reach_the_edge(root: Element, page: Page) -> None:
    """Tabs that stand at our right margin stand at theirs."""
    for tab in root.iter(w("tab")):
        if number(tab, attribute="pos") == _OUR_WIDTH:
            tab.set(w("pos"), str(page.text_width))


def _widen(root: Element, style_id: str, template: Template) -> None:
    """Room for the number before a heading, where their letters are larger than ours."""
    level = style_id.removeprefix("Heading")
    if not level.isdigit() or not style_id.startswith("Heading"):
        return
    factor = _room(int(level), template)
    for each in root.iter(w("tab"), w("ind")):
        for name in ("pos", "left", "hanging"):
            length = number(each, attribute=name)
            if length is not None:
                each.set(w(name), str(round(length * factor)))


def _room(level: int, template: Template) -> float:
    return max(1.0, template.size(f"Heading{level}") / (HEADING_SIZE[level] * 2))


def _make_room_for_numbers(numbering: Element, template: Template) -> None:
    for level in numbering.iter(w("lvl")):
        _widen(level, value(level, "pStyle") or "", template)


def _running_head(part: Element, name: str, cover: Cover, template: Template) -> Element:
    """Theirs, with ours under it where theirs has no place for what ours says."""
    kind = "header" if name.startswith("header") else "footer"
    _reach_the_edge(part, template.page)
    head = template.heads.get(kind)
    if head is None:
        return part
    made = deepcopy(head)
    places.fill(made, cover)
    if needs_ours(kind, template):
        made.extend([deepcopy(each) for each in part])
    return made


def needs_ours(kind: str, template: Template) -> bool:
    """Does our own line go under theirs? The header says the version, the footer the page."""
    return {"header": "versjon", "footer": "side"}[kind] not in template.places


def _first_head(name: str, template: Template) -> Element | None:
    """What stands over the title page: the template's own, else what stands over its other pages."""
    found = template.heads.get(name, template.heads.get(name.removeprefix("first")))
    return None if found is None else deepcopy(found)


def _set_page(section: Element, page: Page) -> None:
    """Their page; a page that lies on its side keeps its shape, and the margins beside its tables."""
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    if size is None or margins is None:
        return
    if size.get(w("orient")) != "landscape":
        put(section, build("pgSz", w=page.width, h=page.height, **_lying(page)))
        margins.set(w("left"), str(page.left))
        margins.set(w("right"), str(page.right))
    for name in ("top", "bottom", "header", "footer"):
        margins.set(w(name), str(getattr(page, name)))


def _lying(page: Page) -> dict[str, object]:
    return {"orient": "landscape"} if page.width > page.height else {}


def _refer_to_first(section: Element, parts: Mapping[str, Element]) -> None:
    if not switch(section, "titlePg"):
        return
    for name in ("firstfooter", "firstheader"):
        if name in parts:
            reference = build(f"{name.removeprefix('first')}Reference", type="first")
            reference.set(r("id"), name)
            section.insert(0, reference)


def _has_title_page(body: Element) -> bool:
    return any(switch(section, "titlePg") for section in body.iter(w("sectPr")))


def _fit(document: Element, template: Template) -> None:
    """Tables of our width get theirs, and numbers that stand as words before headings get their room."""
    factor = template.page.text_width / _OUR_WIDTH
    for table in document.iter(w("tbl")):
        width = number(table, "tblPr", "tblW", attribute="w") or 0
        if 0 < width <= _OUR_WIDTH:
            for each in _widths(table):
                each.set(w("w"), str(int((number(each, attribute="w") or 0) * factor)))
    for paragraph in document.iter(w("p")):
        properties = child(paragraph, "pPr")
        if properties is not None and child(properties, "ind") is not None:
            _widen(properties, value(properties, "pStyle") or "", template)


def _widths(table: Element) -> Iterator[Element]:
    for each in table.iter(w("tblW"), w("gridCol"), w("tcW")):
        if local(each) == "gridCol" or each.get(w("type")) == "dxa":
            yield each

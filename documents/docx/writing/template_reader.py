"""An office's own template: a Word file whose look our files take on.

Kept of it: styles, page and margins, running heads with their pictures, pictures in its text (for the title
page), theme and fonts. Left: its words, its numbering, its settings, and whatever points out of the file.
Styles are known by name, for Word gives them ids in the language of the one who made the file.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from documents.docx.house import OVER_PREFIX
from documents.docx.reading import limits
from documents.docx.reading.fields import FROM_OUTSIDE
from documents.docx.reading.limits import NotReadable
from documents.docx.reading.package import Package, Relationship
from documents.docx.reading.revisions import everyone, resolve
from documents.docx.writing import places
from documents.docx.writing.template import Page, Template, Thing, our_ids
from documents.docx.xml import (
    COMPATIBILITY,
    RELATION,
    Element,
    build,
    child,
    local,
    number,
    r,
    switch,
    value,
    w,
)

NARROWEST_TEXT = 4000
"""Twentieths of a point: with less between its margins a page has no room for a table of ours."""
_CARRIED = {"image", "hyperlink", "font"}
_ADDRESSES = ("https://", "http://", "mailto:")
_TOLERATED = {"hyperlink", "attachedTemplate"}
"""Arrows out of the file that do no harm: links to read, and the template's own template, which is left."""
_HEADING = re.compile(r"overskrift ([1-9])")
_PICTURES = ("drawing", "pict", "object")
_IGNORABLE = f"{{{COMPATIBILITY}}}Ignorable"
_MAKE_OWN = "Ta det ut av malen i Word, lagre, og velg filen på nytt."


def read_template(data: bytes) -> Template:
    """Read a template under the guard of every import; raises NotReadable."""
    return _Reader(data).template()


class _Reader:
    """Takes a template apart."""

    def __init__(self, data: bytes) -> None:
        self._bytes = limits.unpack(data)
        self._package = Package(data)
        self._types = _content_types(self._bytes)
        self._things: dict[str, Thing] = {}
        self._renamed: dict[str, str] = {}
        self._left: list[str] = []

    def template(self) -> Template:
        """All of it."""
        for each in self._package.all_relationships():
            self._refuse_outside(each)
        styles = self._styles()
        body = child(self._package.main, "body")
        heads = self._heads(body)
        pictures = self._pictures(body)
        for root in (*heads.values(), *pictures):
            self._own(root, styles)
        return Template(
            styles=styles,
            page=_page(body),
            heads=heads,
            pictures=pictures,
            things=self._things,
            beside=tuple(self._beside()),
            colours=child(self._package.part("settings"), "clrSchemeMapping"),
            found=frozenset(self._renamed.values()) & frozenset(our_ids().values()),
            left=tuple(self._left),
        )

    def _refuse_outside(self, each: Relationship) -> None:
        if each.external and each.kind not in _TOLERATED:
            why = "Malen henter et bilde eller et annet innhold fra et sted utenfor seg selv."
            raise NotReadable(
                "outside", why, "Sett det inn i malen i stedet for å lenke til det, og velg filen på nytt."
            )
        if each.kind == "attachedTemplate":
            self._left.append("Malen er selv knyttet til en annen mal. Den knytningen følger ikke med.")

    def _styles(self) -> Element:
        part = self._package.part("styles")
        styles = deepcopy(part) if part is not None else build("styles")
        _leave_ignorable(styles, styles)
        resolve(styles, everyone)
        for each in list(styles.iter(w("style"))):
            if each.get(w("type")) == "numbering":
                styles.remove(each)
        self._rename(styles)
        for name in ("numPr", "lang"):
            for each in list(styles.iter(w(name))):
                _remove(each)
        return styles

    def _rename(self, styles: Element) -> None:
        """Give the styles that are ours by name our ids, and take those ids from every other."""
        taken = set(our_ids().values())
        for style in styles.iter(w("style")):
            identity, kind = style.get(w("styleId"), ""), style.get(w("type"), "")
            name = _HEADING.sub(r"heading \1", (value(style, "name") or "").lower())
            ours = our_ids().get((kind, name))
            if ours and ours not in self._renamed.values():
                self._renamed[identity] = ours
            elif identity in taken:
                self._renamed[identity] = f"Mal{identity}"
        for style in styles.iter(w("style")):
            identity = style.get(w("styleId"), "")
            style.set(w("styleId"), self._renamed.get(identity, identity))
        self._follow(styles, ("basedOn", "next", "link"))

    def _follow(self, root: Element, names: tuple[str, ...]) -> None:
        for each in root.iter(*(w(name) for name in names)):
            identity = each.get(w("val"), "")
            each.set(w("val"), self._renamed.get(identity, identity))

    def _heads(self, body: Element | None) -> dict[str, Element]:
        """The running heads of the first section, those that a later one repeats being the same."""
        found: dict[str, Element] = {}
        first_apart = False
        for section in () if body is None else body.iter(w("sectPr")):
            first_apart = first_apart or bool(switch(section, "titlePg"))
            for reference in section:
                kind = local(reference).removesuffix("Reference")
                which = {"default": "", "first": "first"}.get(reference.get(w("type"), "default"))
                if kind in {"header", "footer"} and which is None:
                    self._tell_even()
                elif kind in {"header", "footer"} and f"{which}{kind}" not in found:
                    found[f"{which}{kind}"] = self._head(reference.get(r("id"), ""))
        if not first_apart:
            return {name: root for name, root in found.items() if not name.startswith("first")}
        empty = {"firstheader": build("hdr", build("p")), "firstfooter": build("ftr", build("p"))}
        return {**empty, **found}

    def _tell_even(self) -> None:
        told = "Malen har egne topptekster for like sider. De brukes ikke."
        self._left += [] if told in self._left else [told]

    def _head(self, identity: str) -> Element:
        name = next(
            (
                each.target
                for each in self._package.relationships(self._package.main_name)
                if each.id == identity
            ),
            "",
        )
        if name not in self._bytes:
            raise NotReadable("broken", "En topptekst i malen mangler i filen.", limits.SAVE_AGAIN)
        root = deepcopy(self._package.tree(name))
        _leave_ignorable(root, root)
        resolve(root, everyone)
        self._take_along(root, name)
        places.tidy(root)
        return root

    def _pictures(self, body: Element | None) -> tuple[Element, ...]:
        found = []
        for each in () if body is None else body.iterchildren(w("p")):
            if any(True for _ in each.iter(*(w(name) for name in _PICTURES))):
                paragraph = deepcopy(each)
                _leave_ignorable(paragraph, self._package.main)
                for words in list(paragraph.iterdescendants(w("r"))):
                    if not any(True for _ in words.iter(*(w(name) for name in _PICTURES))):
                        _remove(words)
                for name in ("sectPr", "numPr"):
                    for gone in list(paragraph.iter(w(name))):
                        _remove(gone)
                resolve(paragraph, everyone)
                self._take_along(paragraph, self._package.main_name)
                places.tidy(paragraph)
                found.append(paragraph)
        return tuple(found)

    def _take_along(self, root: Element, part: str) -> None:
        """Note what this part of the tree points to, under ids that are unique in the template."""
        arrows = {each.id: each for each in self._package.relationships(part)}
        for element in root.iter():
            self._refuse_field(element)
            for name, identity in list(element.attrib.items()):
                if str(name).startswith(f"{{{RELATION}}}") and str(identity) in arrows:
                    element.set(name, self._noted(arrows[str(identity)]))
        for binding in list(root.iter(w("dataBinding"))):
            _remove(binding)

    def _noted(self, arrow: Relationship) -> str:
        thing = self._thing(arrow)
        identity = next((known for known, each in self._things.items() if each == thing), "")
        if not identity:
            identity = f"mal{len(self._things) + 1}"
            self._things[identity] = thing
        return identity

    def _thing(self, arrow: Relationship) -> Thing:
        if arrow.kind not in _CARRIED or (arrow.external and not arrow.target.lower().startswith(_ADDRESSES)):
            why = "Malen har et innebygd objekt i toppteksten, bunnteksten eller på forsiden."
            raise NotReadable("object", why, _MAKE_OWN)
        return Thing(arrow.kind, arrow.target) if arrow.external else self._inner(arrow)

    def _inner(self, arrow: Relationship) -> Thing:
        if arrow.target not in self._bytes:
            raise NotReadable("broken", "Et bilde i malen mangler i filen.", limits.SAVE_AGAIN)
        inner = {
            each.id: self._inner(each)
            for each in self._package.relationships(arrow.target)
            if each.kind in _CARRIED and not each.external
        }
        return Thing(arrow.kind, arrow.target, self._type(arrow.target), self._bytes[arrow.target], inner)

    def _refuse_field(self, element: Element) -> None:
        code = element.get(w("instr"), "") if local(element) == "fldSimple" else element.text or ""
        if local(element) in {"fldSimple", "instrText"} and FROM_OUTSIDE & set(code.upper().split()):
            why = f"Malen har et felt som henter innhold utenfra: «{code.strip()[:60]}»."
            raise NotReadable("outside", why, _MAKE_OWN)

    def _beside(self) -> Iterator[Thing]:
        for kind in ("theme", "fontTable"):
            for name in self._package.related(kind)[:1]:
                yield self._inner(Relationship("", kind, name, external=False))

    def _type(self, name: str) -> str:
        extension = name.rpartition(".")[2].lower()
        return self._types.get(f"/{name}".lower()) or self._types.get(extension) or "application/octet-stream"

    def _own(self, root: Element, styles: Element) -> None:
        """Put its paragraphs in styles of ours over its own: whoever reads the file knows them by that."""
        self._follow(root, ("pStyle", "rStyle", "tblStyle"))
        names = {each.get(w("styleId"), ""): value(each, "name") or "" for each in styles.iter(w("style"))}
        for paragraph in root.iter(w("p")):
            properties = child(paragraph, "pPr")
            if properties is None:
                properties = build("pPr")
                paragraph.insert(0, properties)
            base = value(properties, "pStyle") or "Normal"
            identity = f"Over{base}"
            places_first = child(properties, "pStyle")
            if places_first is not None:
                properties.remove(places_first)
            properties.insert(0, build("pStyle", val=identity))
            if identity not in names:
                name = names.get(base, base)
                names[identity] = f"{OVER_PREFIX} {name.lower()}"
                styles.append(
                    build(
                        "style",
                        build("name", val=names[identity]),
                        build("basedOn", val=base),
                        type="paragraph",
                        styleId=identity,
                    )
                )


def _page(body: Element | None) -> Page:
    section = None if body is None else next(reversed(list(body.iter(w("sectPr")))), None)
    asked = {
        "width": number(section, "pgSz", attribute="w"),
        "height": number(section, "pgSz", attribute="h"),
        **{
            name: number(section, "pgMar", attribute=name)
            for name in ("top", "right", "bottom", "left", "header", "footer")
        },
    }
    page = Page(**{name: abs(length) for name, length in asked.items() if length is not None})
    if page.text_width < NARROWEST_TEXT or page.height - page.top - page.bottom < NARROWEST_TEXT:
        why = "Margene i malen er så brede at teksten ikke får plass på siden."
        raise NotReadable("narrow", why, "Gjør margene smalere i Word, lagre, og velg filen på nytt.")
    return page


def _leave_ignorable(root: Element, top: Element) -> None:
    """Take out what the file itself says may be ignored: the names it is written in would not go along."""
    named = top.get(_IGNORABLE, "").split()
    root.attrib.pop(_IGNORABLE, "")
    ignorable = {uri for prefix, uri in top.nsmap.items() if prefix in named}
    for element in list(root.iter("*")):
        if etree.QName(element).namespace in ignorable:
            _remove(element)
            continue
        for name in [str(name) for name in element.attrib if etree.QName(str(name)).namespace in ignorable]:
            del element.attrib[name]


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """By the name of the part, or by the ending of its name."""
    root = limits.parse(parts["[Content_Types].xml"])
    return {
        str(each.get("PartName") or each.get("Extension") or "").lower(): each.get("ContentType", "")
        for each in root
    }


def _remove(element: Element) -> None:
    owner = element.getparent()
    if owner is not None:
        owner.remove(element)

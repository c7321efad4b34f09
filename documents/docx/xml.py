"""The XML names of Word, and short ways to ask and to build."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

Element = etree._Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
VML = "urn:schemas-microsoft-com:vml"

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
"""Says that the spaces at the ends of some words count."""
_NAMESPACES = {"w": WORD, "r": RELATION}
_WORD_ALONE = {"w": WORD}
"""Each name that an element brings along must be looked after when it is put into another one."""


@cache
def w(name: str) -> str:
    """The full name of a Word element or attribute: w("p")."""
    return f"{{{WORD}}}{name}"


def r(name: str) -> str:
    """The full name of a relationship attribute: r("id")."""
    return f"{{{RELATION}}}{name}"


def local(element: Element) -> str:
    """The name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first Word element down this path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(w(name)), None)
    return element


def value(element: Element | None, *path: str, attribute: str = "val") -> str | None:
    """The attribute of the element down this path, or None where either is missing."""
    found = child(element, *path)
    return None if found is None else found.get(w(attribute))


def number(element: Element | None, *path: str, attribute: str = "val") -> int | None:
    """The same, as a whole number; None where it is not one."""
    found = value(element, *path, attribute=attribute)
    try:
        return None if found is None else int(found)
    except ValueError:
        return None


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property such as w:b: True, False, or None where it says nothing."""
    found = child(element, name)
    return None if found is None else found.get(w("val"), "1").lower() not in {"0", "false", "off", "none"}


def words_of(element: Element) -> str:
    """All words under an element, deleted ones left out, paragraphs and tabs parted by a space."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    for found in element.iter(w("t"), w("p"), w("tab"), w("br"), w("tc"), f"{{{MATHS}}}t"):
        yield (found.text or "") if local(found) == "t" else " "


def build(element_name: str, *children: "Element | None", **attributes: object) -> Element:
    """A Word element, its attributes in Word's namespace: build("pStyle", val="Title").

    A child that is None is left out, so that a caller can write `thing if wanted else None`.
    """
    element = etree.Element(w(element_name), nsmap=_WORD_ALONE)
    for name, content in attributes.items():
        element.set(w(name), str(content))
    element.extend([each for each in children if each is not None])
    return element


def build_text(words: str) -> Element:
    """A w:t that keeps its spaces."""
    element = build("t")
    element.text = words
    element.set(SPACE, "preserve")
    return element


def serialise(root: Element) -> bytes:
    """The bytes of a part."""
    etree.cleanup_namespaces(root, top_nsmap=_NAMESPACES, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

"""The parts of a Word file and how they point to one another."""

import posixpath
from copy import copy, deepcopy
from dataclasses import dataclass
from urllib.parse import unquote

from documents.docx.reading import limits
from documents.docx.reading.limits import NotReadable
from documents.docx.reading.revisions import Judge, has_changes, resolve
from documents.docx.xml import Element, local

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CUSTOM_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/math": "officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/drawingml/main": "drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
}
"""ISO 29500 Strict says the same as Transitional under other names."""
_TRANSITIONAL = "http://schemas.openxmlformats.org/"


@dataclass(frozen=True, slots=True)
class Relationship:
    """An arrow from one part to another, or out of the file."""

    id: str
    kind: str
    """The last word of the type: "hyperlink", "footnotes", "image"."""
    target: str
    """The name of a part, or an address where `external`."""
    external: bool


class Package:
    """A Word file that has passed the guard."""

    def __init__(self, data: bytes) -> None:
        """Unpack and find the main part; raises NotReadable."""
        self._parts = limits.unpack(data, only_xml=True)
        self._trees: dict[str, Element] = {}
        self.main_name = self._find_main()

    @property
    def main(self) -> Element:
        """The tree of the main part, which need not be called word/document.xml."""
        return self.tree(self.main_name)

    def tree(self, name: str) -> Element:
        """The tree of a part, in transitional names; the same tree each time."""
        if name not in self._trees:
            self._trees[name] = _in_transitional_names(limits.parse(self._parts[name]))
        return self._trees[name]

    def resolved(self, accepted: Judge) -> "Package":
        """The same file with tracked changes resolved so; this one stays as it is."""
        if not any(map(has_changes, self.sources())):
            return self
        other = copy(self)
        other._trees = {name: deepcopy(tree) for name, tree in self._trees.items()}
        for tree in other.sources():
            resolve(tree, accepted)
        return other

    def sources(self) -> list[Element]:
        """The parts that hold the text: the main part and the notes."""
        notes = (self.part(kind) for kind in ("footnotes", "endnotes"))
        return [self.main, *(tree for tree in notes if tree is not None)]

    def relationships(self, name: str = "") -> tuple[Relationship, ...]:
        """The arrows out of a part; of the file itself where no name is given."""
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part not in self._parts:
            return ()
        return tuple(_relationship(each, folder) for each in self.tree(part).iter(_RELATIONSHIPS))

    def related(self, kind: str) -> list[str]:
        """The names of the parts of this kind that the main part points to and that are there."""
        return [
            each.target
            for each in self.relationships(self.main_name)
            if each.kind == kind and not each.external and each.target in self._parts
        ]

    def part(self, kind: str) -> Element | None:
        """The tree of the one part of this kind: "styles", "numbering", "footnotes"."""
        names = self.related(kind)
        return self.tree(names[0]) if names else None

    def property(self, name: str) -> str:
        """A core property by its Dublin Core name, such as "title"; empty where there is none."""
        for each in self.relationships():
            if each.kind == "core-properties" and each.target in self._parts:
                found = self.tree(each.target).findtext(_DUBLIN_CORE + name)
                return " ".join((found or "").split())
        return ""

    def custom_property(self, name: str) -> str:
        """A property that whoever made the file added, as text; empty where there is none."""
        for each in self.relationships():
            if each.kind == "custom-properties" and each.target in self._parts:
                for found in self.tree(each.target).iter(_CUSTOM_PROPERTY):
                    if found.get("name") == name:
                        return "".join(str(words) for words in found.itertext()).strip()
        return ""

    def all_relationships(self) -> list[Relationship]:
        """Every arrow in the file."""
        sources = ["", *(name for name in self._parts if not name.endswith(".rels"))]
        return [each for name in sources for each in self.relationships(name)]

    def _find_main(self) -> str:
        for each in self.relationships():
            if each.kind == "officeDocument" and not each.external and each.target in self._parts:
                if local(self.tree(each.target)) == "document":
                    return each.target
                break
        why = "Filen er laget på samme måte som et Word-dokument, men inneholder ingen tekst Word kan vise."
        raise NotReadable("not-word", why, limits.SAVE_AGAIN)


def _relationship(element: Element, folder: str) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    kind = element.get("Type", "").rstrip("/").rsplit("/", 1)[-1]
    return Relationship(element.get("Id", ""), kind, target, external)


def _in_transitional_names(root: Element) -> Element:
    if not any(uri in _STRICT for uri in root.nsmap.values()):
        return root
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = _transitional(element.tag)
            for name, content in [(str(name), str(content)) for name, content in element.attrib.items()]:
                if _transitional(name) != name:
                    del element.attrib[name]
                    element.set(_transitional(name), content)
    return root


def _transitional(name: str) -> str:
    uri, _, word = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    return f"{{{_TRANSITIONAL}{_STRICT[uri]}}}{word}" if uri in _STRICT else name

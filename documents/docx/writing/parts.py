"""The package of a Word file of ours: its parts, its properties, and the same bytes for the same text."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import PurePosixPath
from string import digits
from types import MappingProxyType

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.package import Package
from lxml import etree

from documents.docx.house import PRODUCT
from documents.docx.writing.cover import Cover
from documents.docx.writing.dressing import dressed
from documents.docx.writing.template import Template, Thing
from documents.docx.xml import Element, build, serialise

_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_CUSTOM_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_KINDS = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "firstheader": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "firstfooter": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


def package(
    document: Element,
    parts: Mapping[str, Element],
    links: Mapping[str, Sequence[str]],
    cover: Cover,
    template: Template | None = None,
    covers: Mapping[str, Cover] = MappingProxyType({}),
) -> bytes:
    """The file: the main part, the parts beside it by kind, and the links of each part in order.

    Part "header" is related under the id "header", and so on; link n of a part under "link<n>". Where a file
    has several of a kind, figures tell them apart: "header2"; `covers` then holds the cover of each text, by
    those figures. `template` is an office's own; None: the product's.
    """
    if template is not None:
        parts = dressed(document, parts, cover, template, covers)
    file = Package()
    carrier = _Carrier(file, template)
    main = Part(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, serialise(document), file)
    file.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, "document")
    _link(main, links.get("document", ()))
    carrier.take_along(main, document)
    for kind, root in parts.items():
        content_type, relationship = _KINDS[kind.rstrip(digits)]
        part = Part(PackURI(f"/word/{kind}.xml"), content_type, serialise(root), file)
        main.load_rel(relationship, part, kind)
        _link(part, links.get(kind, ()))
        carrier.take_along(part, root)
    carrier.take_beside(main)
    file.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, _core_properties(file, cover), "core")
    custom = Part(PackURI("/docProps/custom.xml"), _CUSTOM_CONTENT, _custom_properties(cover), file)
    file.load_rel(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, custom, "custom")
    return _with_fixed_times(file)


@dataclass(slots=True)
class _Carrier:
    """Takes along what a template's running heads, styles and title page point to; each thing once."""

    file: Package
    template: Template | None
    _made: dict[str, Part] = field(default_factory=dict)

    def take_along(self, part: Part, root: Element) -> None:
        """Relate the part to what its tree names."""
        if self.template is None:
            return
        named = {str(content) for each in root.iter() for content in each.attrib.values()}
        for identity, thing in self.template.things.items():
            if identity in named:
                self._relate(part, identity, thing)

    def take_beside(self, main: Part) -> None:
        """Theme and fonts, which no tree names."""
        for at, thing in enumerate(self.template.beside if self.template else (), start=1):
            self._relate(main, f"malen{at}", thing)

    def _relate(self, part: Part, identity: str, thing: Thing) -> None:
        relationship = f"{_RELATIONSHIPS}/{thing.kind}"
        if thing.data is None:
            part.load_rel(relationship, thing.target, identity, is_external=True)
        else:
            part.load_rel(relationship, self._part(thing), identity)

    def _part(self, thing: Thing) -> Part:
        if thing.target not in self._made:
            name = PackURI(f"/word/mal/{len(self._made) + 1}-{PurePosixPath(thing.target).name}")
            self._made[thing.target] = Part(name, thing.content_type, thing.data, self.file)
            for identity, inner in thing.things.items():
                self._relate(self._made[thing.target], identity, inner)
        return self._made[thing.target]


def _link(part: Part, addresses: Sequence[str]) -> None:
    for at, address in enumerate(addresses, start=1):
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, f"link{at}", is_external=True)


def _core_properties(file: Package, cover: Cover) -> CorePropertiesPart:
    part: CorePropertiesPart = CorePropertiesPart.default(file)
    created = cover.created.astimezone(UTC).replace(tzinfo=None) if cover.created.tzinfo else cover.created
    properties = part.core_properties
    properties.title = cover.title
    properties.subject = cover.status_line
    properties.author = properties.last_modified_by = cover.organisation
    properties.category = cover.category
    properties.content_status = cover.state or ("Utkast" if cover.draft else "Vedtatt")
    properties.identifier = cover.identifier
    properties.language = cover.word_language
    properties.version = cover.version
    properties.created = properties.modified = created
    return part


def _custom_properties(cover: Cover) -> bytes:
    """Document, version and hash once more: these outlive a journey through OpenDocument."""
    root = etree.fromstring(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}"/>')
    facts = {"dokument": cover.identifier, "versjon": cover.version, "avtrykk": cover.hash}
    for at, (name, content) in enumerate(facts.items(), start=2):
        named = {"fmtid": _CUSTOM_FORMAT, "pid": str(at), "name": f"{PRODUCT} {name}"}
        fact = etree.SubElement(root, f"{{{_CUSTOM}}}property", named)
        etree.SubElement(fact, f"{{{_VALUES}}}lpwstr").text = content
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def settings_part(cover: Cover) -> Element:
    """Settings: the newest layout rules, Norwegian signs, and tracking switched on in a draft."""
    rule = "http://schemas.microsoft.com/office/word"
    return build(
        "settings",
        build("zoom", percent=100),
        build("trackRevisions") if cover.draft else None,
        build("defaultTabStop", val=567),
        build("autoHyphenation"),
        build("consecutiveHyphenLimit", val=2),
        build("footnotePr", build("footnote", id=-1), build("footnote", id=0)),
        build("compat", build("compatSetting", name="compatibilityMode", uri=rule, val=15)),
        build("themeFontLang", val=cover.word_language),
        build("decimalSymbol", val=","),
        build("listSeparator", val=";"),
    )


def _with_fixed_times(file: Package) -> bytes:
    written, fixed = io.BytesIO(), io.BytesIO()
    file.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            named = zipfile.ZipInfo(entry.filename, _FIRST_DAY_OF_ZIP)
            named.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(named, source.read(entry))
    return fixed.getvalue()

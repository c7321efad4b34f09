"""The seal of a file of ours: which version it was made of, and how every section read then, signed.

It lies in a custom XML part, which Word and LibreOffice keep in a .docx but rename, so it is found by its
namespace. On a journey through OpenDocument it is lost; document, version and hash then still stand among the
file's properties, unsigned.
"""

import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from documents import markdown
from documents.docx.xml import Element
from documents.text import LegalText, Section, plain_text

_NAMESPACE = "urn:avtaleverk:segl:1"
_SEAL, _SECTION = f"{{{_NAMESPACE}}}segl", f"{{{_NAMESPACE}}}punkt"
_ITEM, _PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
_ITEM_ID = "{6B1D7D0E-9C52-4F0B-8E5A-4F2C6A7B1E01}"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class SealedSection:
    """How one section read when the file was made."""

    id: str
    level: int
    """1 for a chapter."""
    title: str
    """Number and title in plain words."""
    hash: str
    """`section_hash` of it."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What the file says of the version it was made of."""

    document: str
    version: str
    sending: str
    """The name of the sending it was part of; empty where it was none."""
    hash: str
    """SHA-256 over the canonical text, in hexadecimal."""
    sections: tuple[SealedSection, ...] = ()
    signature: str = ""


def seal_of(text: LegalText, document: str, version: str, sending: str, hash_: str) -> Seal:
    """The seal for a file of this text, not yet signed."""
    return Seal(document, version, sending, hash_, tuple(_sections(text.sections, 1)))


def signed(seal: Seal, key: bytes) -> Seal:
    """The seal with its signature (HMAC-SHA256) by this installation's key."""
    return replace(seal, signature=_signature(seal, key))


def is_genuine(seal: Seal, key: bytes) -> bool:
    """Was it signed with this key, and is it as it was then?"""
    return hmac.compare_digest(_signature(seal, key), seal.signature)


def section_hash(section: Section) -> str:
    """SHA-256 over the section's own title and words, spaces made single; in hexadecimal."""
    inlines = (section.title, *plain_text(section.blocks))
    words = "\n".join(" ".join(markdown.plain(inline).split()) for inline in inlines)
    return hashlib.sha256(words.encode()).hexdigest()


def sealed(file: bytes, seal: Seal) -> bytes:
    """A Word file of ours with the seal in it; the same file and seal give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(target, "w") as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                content = _with_relation(content, "seal", f"{_OFFICE}/customXml", f"../{_ITEM}")
            elif entry.filename == "[Content_Types].xml":
                content = _with_type(content)
            _put(archive, entry.filename, content)
        none = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        beside = _with_relation(none, "rId1", f"{_OFFICE}/customXmlProps", "itemProps1.xml")
        _put(archive, _ITEM, _xml(_part(seal)))
        _put(archive, "customXml/_rels/item1.xml.rels", beside)
        _put(archive, _PROPERTIES, _xml(_item_properties()))
    return target.getvalue()


def is_seal(root: Element) -> bool:
    """Is this custom XML part a seal of ours?"""
    return root.tag == _SEAL


def read_part(root: Element) -> Seal:
    """The seal that such a part holds."""
    sections = tuple(
        SealedSection(
            each.get("id", ""),
            int(level) if (level := each.get("nivå", "")).isdigit() else 0,
            each.get("tittel", ""),
            each.get("avtrykk", ""),
        )
        for each in root.iterfind(_SECTION)
    )
    return Seal(
        root.get("dokument", ""),
        root.get("versjon", ""),
        root.get("utsending", ""),
        root.get("avtrykk", ""),
        sections,
        root.get("signatur", ""),
    )


def _sections(sections: tuple[Section, ...], level: int) -> Iterator[SealedSection]:
    for section in sections:
        heading = f"{section.number} {markdown.plain(section.title)}".strip()
        yield SealedSection(section.id, level, heading, section_hash(section))
        yield from _sections(section.children, level + 1)


def _signature(seal: Seal, key: bytes) -> str:
    told = [seal.document, seal.version, seal.sending, seal.hash]
    parts = [[each.id, each.level, each.title, each.hash] for each in seal.sections]
    return hmac.new(key, json.dumps([told, parts]).encode(), hashlib.sha256).hexdigest()


def _part(seal: Seal) -> Element:
    root = etree.Element(_SEAL, nsmap={"s": _NAMESPACE})
    for name, content in _facts(seal).items():
        root.set(name, content)
    for each in seal.sections:
        told = {"id": each.id, "nivå": str(each.level), "tittel": each.title, "avtrykk": each.hash}
        etree.SubElement(root, _SECTION, told)
    return root


def _facts(seal: Seal) -> dict[str, str]:
    return {
        "dokument": seal.document,
        "versjon": seal.version,
        "utsending": seal.sending,
        "avtrykk": seal.hash,
        "signatur": seal.signature,
    }


def _item_properties() -> Element:
    root = etree.Element(f"{{{_DATASTORE}}}datastoreItem", nsmap={"ds": _DATASTORE})
    root.set(f"{{{_DATASTORE}}}itemID", _ITEM_ID)
    schemas = etree.SubElement(root, f"{{{_DATASTORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_DATASTORE}}}schemaRef").set(f"{{{_DATASTORE}}}uri", _NAMESPACE)
    return root


def _with_relation(part: bytes, identity: str, kind: str, target: str) -> bytes:
    root = etree.fromstring(part)
    etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", {"Id": identity, "Type": kind, "Target": target})
    return _xml(root)


def _with_type(part: bytes) -> bytes:
    root = etree.fromstring(part)
    told = {"PartName": f"/{_PROPERTIES}", "ContentType": _PROPERTIES_TYPE}
    etree.SubElement(root, f"{{{_TYPES}}}Override", told)
    return _xml(root)


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)

"""The guard at the door: what a file must be before any of it is parsed.

The figures are measured: over 2,801 public Word files the largest honest one stays well below each of
them, and every known bomb above. https://nvd.nist.gov/vuln/detail/CVE-2024-0450 for overlapping entries.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO

from lxml import etree

from documents.docx.xml import Element

MAX_FILE = 20_000_000
MAX_ENTRIES = 2_000
MAX_NAME = 255
MAX_UNPACKED = 200_000_000
MAX_XML_PART = 20_000_000
MAX_XML = 60_000_000
"""All the parts that are parsed, together: what lies in memory at one time."""
MAX_RATIO = 200
RATIO_FROM = 100_000
"""Parts below this many bytes may be packed as tightly as they like."""
MAX_ELEMENTS = 500_000

_OLE = bytes.fromhex("D0CF11E0")
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_PIECE = 65_536
_DOCTYPE = re.compile(rb"<\s*!\s*DOCTYPE|<\s*!\s*ENTITY", re.IGNORECASE)
_XML_NAMES = (".xml", ".rels")
_NOT_LOST = "Ingenting er lagret, og filen din er urørt."


class NotReadable(ValueError):
    """The file is not taken in. `code` is for programs, `message` a whole Norwegian sentence for people."""

    def __init__(self, code: str, why: str, now: str) -> None:
        """Say why it was refused, and what to do now."""
        self.code, self.why, self.now = code, why, now
        self.message = f"{why} {now} {_NOT_LOST}"
        super().__init__(self.message)


SAVE_AGAIN = "Åpne filen i Word, lagre den på nytt som Word-dokument (.docx), og prøv igjen."
ASK_SENDER = "Be avsenderen om en ny kopi av dokumentet."


def unpack(data: bytes, only_xml: bool = False) -> dict[str, bytes]:
    """The parts of the file by name; raises NotReadable where something is wrong with the wrapping.

    Nothing is written to disk, and no part is unpacked further than its stated and allowed size. With
    `only_xml` pictures and the like are counted as they unpack and stand empty: nobody looks into them.
    """
    _check_beginning(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_directory(entries, len(data))
            _check_sizes(entries)
            parts = {each.filename: _read(archive, each, only_xml) for each in entries}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        UnicodeDecodeError,
    ) as problem:
        raise NotReadable("broken", "Filen er skadet eller ikke hel.", ASK_SENDER) from problem
    _check_contents(parts)
    return parts


def parse(part: bytes) -> Element:
    """The tree of one part, read by a parser that fetches nothing and expands nothing."""
    _check_doctype(part)
    _count_elements(part)
    try:
        root = etree.fromstring(part, _parser())
    except etree.XMLSyntaxError as problem:
        raise _malformed() from problem
    if (
        root.getroottree().docinfo.internalDTD is not None
    ):  # written in an encoding the search above does not see through
        raise _has_doctype()
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _malformed() -> NotReadable:
    return NotReadable("malformed", "Innholdet i filen følger ikke reglene for Word-dokumenter.", SAVE_AGAIN)


def _check_beginning(data: bytes) -> None:
    if len(data) > MAX_FILE:
        why = f"Filen er større enn {MAX_FILE // 1_000_000} MB."
        raise NotReadable("too-large", why, "Ta ut eller komprimer bildene i Word, og prøv igjen.")
    if data.startswith(_OLE):
        why = "Filen er beskyttet med passord eller lagret i det gamle formatet .doc."
        now = "Åpne den i Word, ta bort passordet, lagre som Word-dokument (.docx), og prøv igjen."
        raise NotReadable("encrypted", why, now)
    if not data.startswith(b"PK"):
        raise NotReadable("not-word", "Filen er ikke et Word-dokument (.docx).", SAVE_AGAIN)


def _check_directory(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise NotReadable("too-many-parts", f"Filen består av mer enn {MAX_ENTRIES} deler.", SAVE_AGAIN)
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise NotReadable("doubled-part", "Filen inneholder to deler med samme navn.", SAVE_AGAIN)
    if any(_is_bad_name(entry.orig_filename) for entry in entries):
        raise NotReadable("bad-name", "Filen inneholder en del med et ulovlig navn.", SAVE_AGAIN)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        now = "Ta bort passordet i Word, lagre filen på nytt, og prøv igjen."
        raise NotReadable("encrypted", "Filen er beskyttet med passord.", now)
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        raise NotReadable("packing", "Filen er pakket på en måte Word ikke bruker.", SAVE_AGAIN)
    if sum(entry.compress_size for entry in entries) > size or _overlap(entries):
        raise NotReadable("overlap", "Delene i filen ligger oppå hverandre.", ASK_SENDER)


def _is_bad_name(name: str) -> bool:
    steps = name.split("/")
    return len(name) > MAX_NAME or ".." in steps or steps[0] == "" or any(sign in name for sign in "\\:\0")


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Does one entry begin before the one before it can have ended?"""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        before.header_offset + _LOCAL_HEADER + before.compress_size > after.header_offset
        for before, after in pairwise(ordered)
    )


def _check_sizes(entries: Sequence[zipfile.ZipInfo]) -> None:
    now = "Er den laget i god tro, kan du kopiere teksten over i et nytt dokument og prøve igjen."
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        why = f"Filen blir større enn {MAX_UNPACKED // 1_000_000} MB når den pakkes ut."
        raise NotReadable("bomb", why, now)
    if any(_is_xml(entry.filename) and entry.file_size > MAX_XML_PART for entry in entries):
        why = f"En tekstdel i filen er større enn {MAX_XML_PART // 1_000_000} MB."
        raise NotReadable("bomb", why, now)
    if sum(entry.file_size for entry in entries if _is_xml(entry.filename)) > MAX_XML:
        why = f"Tekstdelene i filen er til sammen større enn {MAX_XML // 1_000_000} MB."
        raise NotReadable("bomb", why, now)
    if any(entry.file_size > max(RATIO_FROM, MAX_RATIO * entry.compress_size) for entry in entries):
        raise NotReadable("bomb", "En del av filen er pakket unaturlig tett.", now)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, only_xml: bool) -> bytes:
    """The bytes of an entry, counted while they come; the directory may have lied about the size."""
    kept: list[bytes] = []
    length = 0
    with archive.open(entry) as stream:
        for piece in _pieces(stream, entry.file_size + 1):
            length += len(piece)
            if not only_xml or _is_xml(entry.filename):
                kept.append(piece)
    if length != entry.file_size:
        raise zipfile.BadZipFile(entry.filename)
    return b"".join(kept)


def _pieces(stream: IO[bytes], most: int) -> Iterator[bytes]:
    while most > 0 and (piece := stream.read(min(_PIECE, most))):
        most -= len(piece)
        yield piece


def _check_contents(parts: dict[str, bytes]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in parts) or _declares_macros(parts):
        now = "Lagre den som Word-dokument uten makroer (.docx), og prøv igjen."
        raise NotReadable("macros", "Filen inneholder makroer, som er små programmer.", now)
    if "[Content_Types].xml" not in parts:
        raise NotReadable("not-word", "Filen er et arkiv, men ikke et Word-dokument (.docx).", SAVE_AGAIN)
    for name, part in parts.items():
        if _is_xml(name):
            _check_doctype(part)


def _declares_macros(parts: dict[str, bytes]) -> bool:
    return b"macroenabled" in parts.get("[Content_Types].xml", b"").lower()


def _check_doctype(part: bytes) -> None:
    if _DOCTYPE.search(part.replace(b"\0", b"")):  # without the zero bytes of UTF-16
        raise _has_doctype()


def _has_doctype() -> NotReadable:
    why = "Filen inneholder en dokumenttypeerklæring, som kan hente inn innhold utenfra."
    return NotReadable("doctype", why, ASK_SENDER)


def _count_elements(part: bytes) -> None:
    if part.count(b"<") <= MAX_ELEMENTS:  # each element begins with one: no need to look closer
        return
    count = 0
    try:
        for _, element in etree.iterparse(
            io.BytesIO(part), events=("end",), resolve_entities=False, no_network=True, load_dtd=False
        ):
            count += 1
            element.clear()
            if count > MAX_ELEMENTS:
                why = f"En del av filen har mer enn {MAX_ELEMENTS} elementer."
                raise NotReadable("too-many-elements", why, "Del dokumentet i flere filer, og prøv igjen.")
    except etree.XMLSyntaxError as problem:
        raise _malformed() from problem


def _is_xml(name: str) -> bool:
    return name.lower().endswith(_XML_NAMES)

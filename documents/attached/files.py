"""What kind of file is it, and what does it say? A file is never trusted: its name says nothing.

Word files are read in a process of their own behind the guard of `documents.docx.reading.limits`. What
cannot be read here (a scanned picture, a PDF, OpenDocument) is kept as it is: a person must look.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from documents import docx
from documents.docx import Reading
from documents.docx.identity import Mark
from documents.docx.seal import Seal
from documents.markdown import NotALegalText, decoded, read
from documents.text import LegalText


class FileForm(StrEnum):
    """How the file is written."""

    WORD = "Word"
    WORDS = "Markdown eller ren tekst"
    PDF = "PDF"
    PICTURE = "bilde"
    OPEN_DOCUMENT = "OpenDocument"

    @property
    def is_read(self) -> bool:
        """Can its words be read here?"""
        return self in {FileForm.WORD, FileForm.WORDS}


class NotTaken(ValueError):
    """The file cannot be taken in. The sentence says why; `now` what to do."""

    def __init__(self, why: str, now: str) -> None:
        """Say why it was refused, and what to do now."""
        self.why, self.now = why, now
        super().__init__(f"{why} {now}")


@dataclass(frozen=True, slots=True)
class FileRead:
    """What came out of a file."""

    form: FileForm
    text: LegalText | None = None
    """None where its words cannot be read here."""
    remarks: tuple[str, ...] = ()
    """Whole sentences about what could not be carried over, or has two readings."""
    marked: Mapping[str, Mark] = field(default_factory=dict)
    """The sections that were known by a mark of ours, by identity."""
    seal: Seal | None = None
    """What the file says of the version it was made of, where it is one of ours."""


LARGEST = 20_000_000
"""Bytes in one file."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TAKEN = "Det tas imot Word (.docx), Markdown, ren tekst, PDF og bilder av papirer."
_FIRST_PART = 2_000
"""Bytes at the beginning of a zip in which its first names stand."""


def is_zip(data: bytes) -> bool:
    """Is it a zip with files in it, and neither a Word file nor OpenDocument, which are zips too?"""
    return data.startswith(_ZIP) and not _is_word(data) and not _is_open_document(data)


def read_file(
    data: bytes, name: str, read_word: Callable[[bytes, str], Reading] = docx.read_apart
) -> FileRead:
    """Read the file as far as it can be read here; raises NotTaken for what nobody could use.

    Tracked changes that stand open are read as accepted, and told. `read_word` reads a Word file as
    `documents.docx.read_apart` does.
    """
    if not data.strip():
        raise NotTaken("Filen er tom.", "Velg en annen fil.")
    if len(data) > LARGEST:
        raise NotTaken(
            "Filen er for stor.", f"Det er plass til {LARGEST // 1_000_000} MB. Del den, eller ta ut bildene."
        )
    if data.lstrip()[:5] == b"%PDF-":
        return FileRead(FileForm.PDF)
    if data.startswith(_PICTURES):
        return FileRead(FileForm.PICTURE)
    if _is_open_document(data):
        return FileRead(FileForm.OPEN_DOCUMENT)
    if is_zip(data):
        raise NotTaken(
            "Filen er en zip, og ikke ett dokument.", "Slipp den alene, så tas filene i den inn hver for seg."
        )
    if _is_word(data) or name.lower().endswith((".docx", ".doc")):
        return _word(data, name, read_word)
    return _words(data, name)


def _is_word(data: bytes) -> bool:
    return "[Content_Types].xml" in _names(data)


def _is_open_document(data: bytes) -> bool:
    return data.startswith(_ZIP) and b"mimetypeapplication/vnd.oasis.opendocument" in data[:_FIRST_PART]


def _names(data: bytes) -> frozenset[str]:
    """The names in a zip, as its directory gives them; none where it has no directory that can be read."""
    if not data.startswith(_ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def _word(data: bytes, name: str, read_word: Callable[[bytes, str], Reading]) -> FileRead:
    try:
        reading = read_word(data, name)
    except docx.NotReadable as wrong:
        raise NotTaken(wrong.why, wrong.now) from wrong
    except NotALegalText as wrong:
        raise NotTaken(str(wrong), "Rett det i Word, og prøv igjen.") from wrong
    remarks = tuple(remark.message for remark in reading.remarks)
    return FileRead(FileForm.WORD, reading.text, remarks, reading.marked, reading.seal)


def _words(data: bytes, name: str) -> FileRead:
    if b"\0" in data:
        raise NotTaken("Filen er ikke et dokument som kan leses.", _TAKEN)
    try:
        text = read(decoded(data), name.rpartition(".")[0] or name)
    except NotALegalText as wrong:
        raise NotTaken(str(wrong), _TAKEN) from wrong
    return FileRead(FileForm.WORDS, text)

"""Many files handed in as one zip: taken out one by one, in memory, within limits, or not at all.

The figures leave room for the papers of every party of a round. Nothing is written to disk, so a name in
the zip leads nowhere; one that tries to is refused all the same, for no honest zip has it.
"""

import io
import zipfile
import zlib
from collections.abc import Sequence

from documents.attached.files import LARGEST, NotTaken, is_zip

MOST_FILES = 100
MOST_UNPACKED = 100_000_000
"""Bytes in all the files together."""
MAX_RATIO = 200
RATIO_FROM = 1_000_000
"""A file below this many bytes may be packed as tightly as it likes."""
MOST_ENTRIES = 1_000
"""Folders and what a file manager leaves behind included."""

_ENCRYPTED = 0x1
_LEFT_BEHIND = (".ds_store", "thumbs.db", "desktop.ini")
_SEND_APART = "Slipp filene hver for seg i stedet. Ingen av dem er tatt inn."


def files_in(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """The files in a zip by name, without the folders they lie in; raises NotTaken before any is given."""
    if not data.startswith(b"PK"):
        raise NotTaken(
            f"«{name}» er ikke en zip-fil, hva den enn heter.", "Pakk filene på nytt, og prøv igjen."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _wanted(archive.infolist())
            _refuse_unfit(entries)
            files = [(_last(entry.filename), archive.read(entry)) for entry in entries]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as wrong:
        if isinstance(wrong, NotTaken):
            raise
        raise NotTaken(f"Zip-filen «{name}» er skadet eller ikke hel.", _SEND_APART) from wrong
    if inner := next((each for each, content in files if is_zip(content)), None):
        raise NotTaken(f"I zip-filen ligger en ny zip-fil, «{inner}».", f"Pakk den ut først. {_SEND_APART}")
    return files


def _wanted(entries: Sequence[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    if len(entries) > MOST_ENTRIES:
        raise NotTaken(f"Zip-filen har {len(entries)} innslag.", _SEND_APART)
    return [
        entry
        for entry in entries
        if not entry.is_dir()
        and not entry.filename.startswith("__MACOSX/")
        and _last(entry.filename).lower() not in _LEFT_BEHIND
    ]


def _refuse_unfit(entries: Sequence[zipfile.ZipInfo]) -> None:
    if not entries:
        raise NotTaken("Zip-filen er tom.", "Velg en annen fil.")
    if len(entries) > MOST_FILES:
        raise NotTaken(
            f"Zip-filen har {len(entries)} filer, og det er plass til {MOST_FILES}.", "Del den i flere."
        )
    if outside := next((entry.filename for entry in entries if _leads_out(entry)), None):
        raise NotTaken(f"En fil i zip-filen har et navn som leder ut av den: «{outside[-80:]}».", _SEND_APART)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise NotTaken("Zip-filen er beskyttet med passord.", "Pakk den uten passord, og prøv igjen.")
    if large := next((entry for entry in entries if entry.file_size > LARGEST), None):
        raise NotTaken(
            f"«{_last(large.filename)}» i zip-filen er større enn {LARGEST // 1_000_000} MB.", _SEND_APART
        )
    packed = [max(RATIO_FROM, MAX_RATIO * entry.compress_size) for entry in entries]
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or any(
        entry.file_size > most for entry, most in zip(entries, packed, strict=True)
    ):
        raise NotTaken("Zip-filen blir urimelig stor når den pakkes ut.", _SEND_APART)


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    return name.startswith("/") or ".." in name.split("/") or any(sign in name for sign in "\\:\0")


def _last(name: str) -> str:
    return name.rpartition("/")[2]

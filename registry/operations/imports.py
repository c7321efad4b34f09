"""A file becomes a draft: read, with a remark for everything that could not be carried whole."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from documents import docx
from documents.markdown import NotALegalText, decoded, lost_words, read, with_fresh_ids, with_ids, write
from documents.recognise import recognise
from documents.remarks import Remark
from documents.text import LegalText
from registry import fields
from registry.errors import BadInput
from registry.queries.documents import tree_of
from registry.queries.identities import about_renewed
from registry.tables import VersionRow

LARGEST_FILE = 20_000_000
_PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e", "ä": "a", "ö": "o"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds: its text with identities, its canonical source, and the remarks."""

    text: LegalText
    source: str
    remarks: tuple[Remark, ...]


def read_file(
    name: str,
    data: bytes,
    title: str = "",
    known: VersionRow | None = None,
    elsewhere: Collection[str] = (),
) -> Imported:
    """Read a .docx or .md file. Nothing is stored.

    `known` is the version whose sections the file's should be recognised by, where the file itself does not
    say. `elsewhere` are identities of other documents: what is copied from there is new here, and told.
    Raises BadInput with a whole sentence when the file cannot be read.
    """
    if len(data) > LARGEST_FILE:
        raise BadInput(
            f"«{name}» er for stor.", "Det er plass til 20 MB.", "Ta ut bildene, eller del filen.", "file"
        )
    if not data.strip():
        raise BadInput(f"«{name}» er tom.", "Det er ingenting å lese i den.", "Velg en annen fil.", "file")
    try:
        text, remarks = _read(name, data, title)
        if known is not None:
            found = recognise(text, tree_of(known.text))
            about = _about_recognition(found.known, found.unknown, known.number)
            text, remarks = found.text, (*remarks, *about)
        text, renewed = with_fresh_ids(text, elsewhere)
        remarks = (*remarks, *([Remark("identity", about_renewed(renewed))] if renewed else []))
        source = write(with_ids(text))
        return Imported(read(source), source, remarks)
    except NotALegalText as wrong:
        raise BadInput(f"«{name}» ble ikke lest.", str(wrong), "Ingenting er lagret.", "file") from wrong


def next_number(versions: list[str], on: date) -> str:
    """The number a new version gets: this year, and one more than the highest so far this year."""
    this_year = [number.partition(".")[2] for number in versions if number.partition(".")[0] == str(on.year)]
    highest = max((int(part) for part in this_year if part.isdecimal()), default=0)
    return f"{on.year}.{highest + 1}"


def short_name_of(title: str) -> str:
    """A short name made from a title: small letters, digits and hyphens."""
    plain = title.lower().translate(_PLAIN_LETTERS)
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in plain).split()
    return fields.short_name("-".join(words)[:50].strip("-") or "dokument")


def _read(name: str, data: bytes, title: str) -> tuple[LegalText, tuple[Remark, ...]]:
    kind = name.rpartition(".")[2].lower()
    match kind:
        case "docx":
            return _read_docx(name, data)
        case "md" | "markdown":
            return _read_markdown(name, data, title)
        case _:
            raise BadInput(
                f"«{name}» ble ikke lest.",
                "Registeret leser Word-filer (.docx) og Markdown (.md).",
                "Lagre filen på en av de måtene og prøv igjen.",
                "file",
            )


def _read_docx(name: str, data: bytes) -> tuple[LegalText, tuple[Remark, ...]]:
    try:
        reading = docx.read_apart(data, name)
    except docx.NotReadable as wrong:
        raise BadInput(f"«{name}» ble ikke lest.", wrong.why, wrong.now, "file") from wrong
    return reading.text, reading.remarks


def _read_markdown(name: str, data: bytes, title: str) -> tuple[LegalText, tuple[Remark, ...]]:
    source = decoded(data)
    text = read(source, title)
    lost = lost_words(source, text)
    if not lost:
        return text, ()
    return text, (Remark("lost", f"Disse ordene kom ikke med: {' '.join(lost[:30])}.", name),)


def _about_recognition(known: int, unknown: int, number: str) -> tuple[Remark, ...]:
    if not known and not unknown:
        return ()
    told = f"{known} punkter er kjent igjen fra versjon {number} på overskriften. {unknown} står som nye."
    return (Remark("identity", told),)

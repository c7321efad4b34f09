"""A file becomes a draft: read, with a remark for everything that could not be carried whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from documents import docx
from documents.docx import Reading, Tracked
from documents.markdown import (
    NotALegalText,
    decoded,
    lost_words,
    read,
    with_fresh_ids,
    with_identities,
    with_ids,
    write,
)
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
class Choices:
    """How a person wants a Word file read."""

    tracked: Tracked = Tracked.ACCEPT
    headings: Mapping[str, int] | None = None
    """Which of the proposed lines are headings, by place, and of which rank; None takes what is proposed."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds: its text with identities, its canonical source, and the remarks."""

    text: LegalText
    source: str
    remarks: tuple[Remark, ...]
    reading: Reading | None = None
    """Of a Word file: all that was read, with the same identities and remarks."""


def read_file(
    name: str,
    data: bytes,
    title: str = "",
    known: VersionRow | None = None,
    elsewhere: Collection[str] = (),
    choices: Choices | None = None,
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
        reading = _read(name, data, title, choices or Choices())
        text, remarks = _recognised(reading.text, known, elsewhere)
        text, renewed = with_fresh_ids(text, elsewhere)
        remarks = (*reading.remarks, *remarks)
        remarks = (*remarks, *([Remark("identity", about_renewed(renewed))] if renewed else []))
        source = write(with_ids(text))
        kept = read(source)
        is_word = _kind(name) == "docx"
        return Imported(kept, source, remarks, _as_kept(reading, kept, remarks) if is_word else None)
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


def _kind(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _read(name: str, data: bytes, title: str, choices: Choices) -> Reading:
    match _kind(name):
        case "docx":
            return _read_docx(name, data, choices)
        case "md" | "markdown":
            return _read_markdown(name, data, title)
        case _:
            raise BadInput(
                f"«{name}» ble ikke lest.",
                "Registeret leser Word-filer (.docx) og Markdown (.md).",
                "Lagre filen på en av de måtene og prøv igjen.",
                "file",
            )


def _read_docx(name: str, data: bytes, choices: Choices) -> Reading:
    try:
        return docx.read_apart(data, name, choices.tracked, choices.headings)
    except docx.NotReadable as wrong:
        raise BadInput(f"«{name}» ble ikke lest.", wrong.why, wrong.now, "file") from wrong


def _read_markdown(name: str, data: bytes, title: str) -> Reading:
    source = decoded(data)
    text = read(source, title)
    lost = lost_words(source, text)
    if not lost:
        return Reading(text, ())
    return Reading(text, (Remark("lost", f"Disse ordene kom ikke med: {' '.join(lost[:30])}.", name),))


def _recognised(
    text: LegalText, known: VersionRow | None, elsewhere: Collection[str]
) -> tuple[LegalText, tuple[Remark, ...]]:
    """The text with the identities of the version before it, where headings and letters say so.

    A Word file that is not of ours has identities that were born as it was read: they say nothing.
    """
    if known is None:
        return text, ()
    before = tree_of(known.text)
    meaning = {place.id for place in before.places()} | set(elsewhere)
    newborn = {place.id: "" for place in text.places() if place.id and place.id not in meaning}
    found = recognise(with_identities(text, newborn), before)
    return found.text, _about_recognition(found.known, found.unknown, known.number)


def _as_kept(reading: Reading, kept: LegalText, remarks: tuple[Remark, ...]) -> Reading:
    """The reading with the identities that its text is kept with: in each author's text too."""
    renamed = {
        was.id: now.id
        for was, now in zip(reading.text.places(), kept.places(), strict=True)
        if was.id != now.id
    }
    return replace(
        reading,
        text=kept,
        remarks=remarks,
        authored=tuple(replace(each, text=with_identities(each.text, renamed)) for each in reading.authored),
        comments=tuple(
            replace(each, section=renamed.get(each.section, each.section)) for each in reading.comments
        ),
        marked={renamed.get(identity, identity): mark for identity, mark in reading.marked.items()},
    )


def _about_recognition(known: int, unknown: int, number: str) -> tuple[Remark, ...]:
    if not known and not unknown:
        return ()
    told = f"{known} punkter er kjent igjen fra versjon {number} på overskriften. {unknown} står som nye."
    return (Remark("identity", told),)

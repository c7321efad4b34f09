"""Is the file the text, minutes, something nobody can read here, or another document altogether?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from documents.attached.differences import Difference, differences
from documents.attached.files import FileForm, FileRead
from documents.attached.found_again import ENOUGH, Runs, runs_of, share_found
from documents.attached.minutes import Minutes, minutes_in
from documents.attached.signs import words_of
from documents.comparing.words import WordChange, WordKind
from documents.text import LegalText


class AttachedKind(StrEnum):
    """What a file was read as."""

    TEXT = "teksten selv"
    MINUTES = "protokoll eller særutskrift"
    UNREAD = "ikke lest"
    OTHER = "et annet dokument"


@dataclass(frozen=True)
class Expected:  # no slots: the words of the other texts are kept, for many files are held against them
    """The text that was laid before the party, and what papers about it may name."""

    text: LegalText
    hash: str
    """SHA-256 over the canonical text, hexadecimal."""
    identifier: str = ""
    """As the case paper prints it: «samarbeidsavtalen@2025.1»."""
    names: Collection[str] = ()
    """Names that a paper may be known by: of bodies that may have decided, and of parties."""
    proposal: Collection[str] = ()
    """Sentences of the proposed decision."""
    others: Mapping[str, LegalText] = field(default_factory=dict)
    """Other texts that a paper may be about, by their hash: earlier versions, texts that were sent out."""

    @cached_property
    def words_of_others(self) -> Mapping[str, tuple[str, ...]]:
        """The words of the other texts, by their hash."""
        return {hash_: words_of(text) for hash_, text in self.others.items()}

    @cached_property
    def runs(self) -> Runs:
        """What the text is known again by."""
        return runs_of(self.text)


@dataclass(frozen=True, slots=True)
class Attached:
    """What was found in a file."""

    kind: AttachedKind
    form: FileForm
    found: float = 0.0
    """The share of the text's runs of words that stand in the file, 0 to 1."""
    differences: tuple[Difference, ...] = ()
    minutes: Minutes = field(default_factory=Minutes)
    remarks: tuple[str, ...] = ()
    """Whole sentences that a person should read."""
    other: str = ""
    """The hash of the other known text that the file holds word for word, or that minutes name."""

    @property
    def differs(self) -> bool:
        """Are its words others than those of the text that was laid forth?"""
        return bool(self.differences)

    def to_dict(self) -> dict[str, Any]:
        """All of it as a plain table, for programs and to be kept."""
        return {
            "kind": self.kind.value,
            "form": self.form.value,
            "found": round(self.found, 3),
            "differences": [each.to_dict() for each in self.differences],
            "minutes": self.minutes.to_dict(),
            "remarks": list(self.remarks),
            "other": self.other,
        }


def judge(file: FileRead, expected: Expected) -> Attached:
    """What is this file, and where does it say something else than the text that was laid forth?

    Where its words cannot be read nothing is said about them: a person must look.
    """
    if file.text is None:
        return Attached(AttachedKind.UNREAD, file.form, remarks=(_unread(file.form),))
    minutes = minutes_in(file.text, expected.names, expected.identifier, expected.proposal)
    found = share_found(expected.runs, runs_of(file.text))
    if found >= ENOUGH or (file.seal is not None and file.seal.hash == expected.hash and found > 0):
        return _as_text(file, expected, minutes, found)
    if minutes.signs >= _SIGNS and (minutes.says_so or minutes.fingerprints or minutes.names_text):
        return _as_minutes(file, expected, minutes, found)
    return Attached(AttachedKind.OTHER, file.form, found, minutes=minutes, remarks=file.remarks)


_SIGNS = 2
_TELLING = 8
"""So many signs of a short fingerprint tell one text from the others."""


def _as_text(file: FileRead, expected: Expected, minutes: Minutes, found: float) -> Attached:
    assert file.text is not None
    unlike = differences(expected.text, file.text, file.marked)
    other = ""
    if unlike:
        words = words_of(file.text)
        other = next((hash_ for hash_, known in expected.words_of_others.items() if known == words), "")
    return Attached(AttachedKind.TEXT, file.form, found, unlike, minutes, file.remarks, other)


def _as_minutes(file: FileRead, expected: Expected, minutes: Minutes, found: float) -> Attached:
    named, short = _of_another(minutes, expected.hash)
    other = next((hash_ for hash_ in expected.others if any(hash_.startswith(each) for each in named)), "")
    unlike: tuple[Difference, ...] = ()
    if named:
        unlike = (_fingerprint(expected.hash, named[0]),)
        if other:
            unlike = (*unlike, *differences(expected.text, expected.others[other]))
    unlike = (*unlike, *(_decided(sentence) for sentence in minutes.changes))
    told = list(file.remarks)
    if minutes.is_case_paper:
        told.append("Filen foreslår et vedtak, men sier ikke hva som ble vedtatt. Er den et saksframlegg?")
    if short and not named:
        told.append(
            f"Avtrykket «{short[0]}» er for kort til å vise hvilken tekst det er. En person må se etter."
        )
    if not minutes.fingerprints:
        told.append(
            "Papiret nevner ikke noe avtrykk. En person må se etter at vedtaket gjelder denne teksten."
        )
    return Attached(AttachedKind.MINUTES, file.form, found, unlike, minutes, tuple(told), other)


def _of_another(minutes: Minutes, hash_: str) -> tuple[list[str], list[str]]:
    """The fingerprints that are of another text, and those too short to tell.

    Where the right one stands beside others nothing is wrong: a case paper names the text in force, too.
    """
    telling = [each for each in minutes.fingerprints if len(each) >= _TELLING]
    short = [each for each in minutes.fingerprints if len(each) < _TELLING]
    if any(hash_.startswith(each) for each in telling):
        return [], []
    wrong_at_once = [each for each in short if not hash_.startswith(each)]
    return [*telling, *wrong_at_once], [each for each in short if hash_.startswith(each)]


def _fingerprint(right: str, named: str) -> Difference:
    words = (WordChange(WordKind.REMOVED, right), WordChange(WordKind.ADDED, named))
    told = "Papiret nevner avtrykket til en annen tekst enn den som ble lagt fram."
    return Difference("", "Avtrykket i papiret", "et annet avtrykk", words, (told,))


def _decided(sentence: str) -> Difference:
    told = "Vedtaket i papiret nevner en endring, et tillegg eller en merknad."
    return Difference(
        "", "Vedtaket i papiret", "noe er lagt til", (WordChange(WordKind.ADDED, sentence),), (told,)
    )


def _unread(form: FileForm) -> str:
    match form:
        case FileForm.OPEN_DOCUMENT:
            now = "Lagre den som Word (.docx) og slipp den en gang til, så blir den sammenlignet."
        case FileForm.PDF:
            now = "Har parten teksten i Word, slipp den også, så blir den sammenlignet."
        case _:
            now = "En person må lese bildet og si hva som ble vedtatt."
    return f"Ordene i filen kan ikke leses her ({form.value}). Den er tatt vare på som den kom. {now}"

"""The case packages as files: a folder for each party, in its own form of Norwegian, and what is in it.

The redline with its proof and the text itself cost most; they are made once for all they are the same for.
The same facts give the same bytes: nothing here asks what time it is.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents import docx
from documents.docx.papers import (
    Enclosure,
    party_case_paper,
    proposed_decision,
    write_paper,
)
from documents.docx.papers.paper import Say, speaking
from documents.docx.seal import sealed
from documents.kinds import Language
from registry.errors import RegisterError
from registry.queries.package_facts import Between, PackageFacts, SetFacts
from registry.queries.redlines import tracked

FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
SUMS = "SHA256SUMS"
"""What the program `sha256sum -c` reads."""
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]+$')
"""Signs that Windows does not take in the name of a folder."""
_LONGEST_FOLDER = 80
_NAMES = {
    "case": ("01 Saksframlegg.docx", "01 Saksframlegg.docx"),
    "proposed": ("02 Forslag til vedtak.docx", "02 Framlegg til vedtak.docx"),
    "redline": ("03 Endringer med sporing.docx", "03 Endringar med sporing.docx"),
    "table": ("04 Endringstabell.docx", "04 Endringstabell.docx"),
    "compliance": ("05 Status etter § 6-2.docx", "05 Status etter § 6-2.docx"),
    "text": ("06 Avtaleteksten.docx", "06 Avtaleteksten.docx"),
    "contents": ("Innhold.txt", "Innhald.txt"),
}


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file of a set."""

    name: str
    what: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Of its bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def to_dict(self) -> dict[str, object]:
        """The file as a plain table, without its bytes."""
        return {"name": self.name, "what": self.what, "sha256": self.sha256, "size": len(self.data)}


@dataclass(frozen=True, slots=True)
class PartySet:
    """All the files of one party."""

    party: str
    name: str
    folder: str
    language: Language
    notes: tuple[str, ...]
    """What is not as it should be, a sentence each."""
    files: tuple[PackedFile, ...]

    def to_dict(self) -> dict[str, object]:
        """The set as a plain table."""
        return {
            "party": self.party,
            "name": self.name,
            "folder": self.folder,
            "language": self.language.value,
            "notes": list(self.notes),
            "files": [each.to_dict() for each in self.files],
        }


class Maker:
    """Makes one set after the other; what is the same in several is made the first time somebody needs it."""

    def __init__(self, facts: PackageFacts) -> None:
        self._facts = facts
        self._shared = _Shared(facts)
        self._taken: set[str] = set()

    def made(self, each: SetFacts) -> PartySet:
        """The set of one party."""
        return _set_of(self._facts, each, _folder(each, self._taken), self._shared)


def manifest_of(facts: PackageFacts, sets: Sequence[PartySet]) -> dict[str, object]:
    """What was made, as a plain table: every file with its SHA-256, and what it rests on."""
    return {
        "version": facts.identifier,
        "hash": facts.hash,
        "basis": dict(facts.basis),
        "sets": [each.to_dict() for each in sets],
    }


def zipped(facts: PackageFacts, sets: Sequence[PartySet]) -> bytes:
    """All the sets as one zip, a folder each, with a list of contents and SHA256SUMS at the top."""
    files = {f"{each.folder}/{file.name}": file.data for each in sets for file in each.files}
    contents = _contents_of_all(facts, sets)
    return _zip({**files, "Innhold.txt": contents.encode()})


def party_zip(data: bytes, folder: str) -> bytes:
    """One party's folder, taken out of the zip with all."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        names = [name for name in source.namelist() if name.startswith(f"{folder}/")]
        return _zip({name: source.read(name) for name in names})


def one_file(data: bytes, folder: str, name: str) -> bytes:
    """One file of one party, taken out of the zip with all."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(f"{folder}/{name}")


class _Shared:
    """What is the same in several sets, made the first time somebody needs it."""

    def __init__(self, facts: PackageFacts) -> None:
        self._facts = facts
        self._made: dict[tuple[str, str], bytes | str] = {}

    def text(self) -> bytes:
        """The text itself, sealed."""
        return self._bytes(("text", ""))

    def redline(self, key: str) -> bytes | str:
        """The file with tracked changes; a sentence where it could not be proved to hold both texts."""
        made = ("redline", key)
        if made not in self._made:
            try:
                self._made[made] = _redline(self._facts, self._facts.betweens[key])
            except RegisterError as refused:
                self._made[made] = str(refused)
        return self._made[made]

    def table(self, key: str) -> bytes:
        """The change table."""
        return self._bytes(("table", key))

    def _bytes(self, key: tuple[str, str]) -> bytes:
        if key not in self._made:
            self._made[key] = self._write(*key)
        made = self._made[key]
        assert isinstance(made, bytes)
        return made

    def _write(self, what: str, key: str) -> bytes:
        facts = self._facts
        if what == "text":
            return sealed(docx.write(facts.text, facts.cover, facts.template), facts.seal)
        between = facts.betweens[key]
        return docx.write_change_table(between.rows, between.head, facts.template)


def _redline(facts: PackageFacts, between: Between) -> bytes:
    return tracked(between.old, between.new, between.cover, facts.organisation, facts.created, facts.template)


def _set_of(facts: PackageFacts, each: SetFacts, folder: str, shared: _Shared) -> PartySet:
    say = speaking(each.language)
    behind, notes = _enclosed(facts, each, shared, say)
    enclosures = tuple(Enclosure(file.what, file.name, file.sha256) for file in behind)
    case = write_paper(party_case_paper(each.case, enclosures), facts.template)
    files = (PackedFile(_name("case", each.language), "Saksframlegg", case), *behind)
    told = (*each.case.lacking, *notes)
    contents = _contents(facts, each, files, told, say).encode()
    listed = PackedFile(_name("contents", each.language), say("Innholdsliste", "Innhaldsliste"), contents)
    return PartySet(each.party, each.name, folder, each.language, told, (*files, listed))


def _enclosed(
    facts: PackageFacts, each: SetFacts, shared: _Shared, say: Say
) -> tuple[tuple[PackedFile, ...], tuple[str, ...]]:
    """What goes with the case paper, and what could not be made."""
    proposed = proposed_decision(each.case.proposed, each.name, facts.created)
    made: list[tuple[str, str, bytes]] = [
        ("proposed", say("Forslag til vedtak", "Framlegg til vedtak"), write_paper(proposed, facts.template))
    ]
    notes: tuple[str, ...] = ()
    if each.between:
        old = facts.betweens[each.between].head.old
        redline = shared.redline(each.between)
        if isinstance(redline, bytes):
            what = say(f"Endringer fra {old}, med sporing", f"Endringar frå {old}, med sporing")
            made.append(("redline", what, redline))
        else:
            notes = (redline,)
        what = say(f"Endringstabell mot {old}", f"Endringstabell mot {old}")
        made.append(("table", what, shared.table(each.between)))
    status = say("Status etter § 6-2", "Status etter § 6-2")
    made.append(("compliance", status, write_paper(each.compliance, facts.template)))
    text = say(f"Teksten, versjon {facts.number}", f"Teksten, versjon {facts.number}")
    made.append(("text", text, shared.text()))
    return tuple(PackedFile(_name(key, each.language), what, data) for key, what, data in made), notes


def _name(key: str, language: Language) -> str:
    return _NAMES[key][language is Language.NN]


def _folder(each: SetFacts, taken: set[str]) -> str:
    """The party's name as the name of a folder; with its short name where two are called the same."""
    name = _NOT_IN_NAMES.sub("", each.name)[:_LONGEST_FOLDER].strip() or each.party
    folder = name if name.casefold() not in taken else f"{name} ({each.party})"
    taken.add(folder.casefold())
    return folder


def _contents(
    facts: PackageFacts, each: SetFacts, files: Sequence[PackedFile], notes: Sequence[str], say: Say
) -> str:
    lines = [
        say(f"Sakspakke for {each.name}", f"Sakspakke for {each.name}"),
        say(
            f"{facts.title}, versjon {facts.number} ({facts.identifier}), slik registeret var {facts.day}.",
            f"{facts.title}, versjon {facts.number} ({facts.identifier}), slik registeret var {facts.day}.",
        ),
        "",
        say(
            "Fingeravtrykk av teksten som skal vedtas (SHA-256 over ordene):",
            "Fingeravtrykk av teksten som skal vedtakast (SHA-256 over orda):",
        ),
        f"  {facts.hash}",
        "",
        say("Filene, med SHA-256 av hver fil:", "Filene, med SHA-256 av kvar fil:"),
        *[line for file in files for line in (file.name, f"  {file.sha256}")],
    ]
    if notes:
        lines += ["", say("Merk:", "Merk:"), *[f"- {note}" for note in notes]]
    lines += [
        "",
        say(
            "Papirene gjengir det som er ført i registeret, og er ikke juridisk rådgivning. "
            "De kan rettes i Word.",
            "Papira gjev att det som er ført i registeret, og er ikkje juridisk rådgjeving. "
            "Dei kan rettast i Word.",
        ),
    ]
    return "\r\n".join(lines) + "\r\n"


def _contents_of_all(facts: PackageFacts, sets: Sequence[PartySet]) -> str:
    many = "1 part" if len(sets) == 1 else f"{len(sets)} parter"
    lines = [
        f"Sakspakker for {many}",
        f"{facts.title}, versjon {facts.number} ({facts.identifier}), slik registeret var {facts.day}.",
        f"Fra {facts.organisation}.",
        "",
        "Fingeravtrykk av teksten som skal vedtas (SHA-256 over ordene):",
        f"  {facts.hash}",
        "",
        "Hver part har sin mappe, i sin målform. Avtrykket av hver fil står i innholdslisten i mappen og i "
        f"{SUMS}.",
        "",
        *[f"{each.folder}: {len(each.files)} filer" for each in sets],
    ]
    return "\r\n".join(lines) + "\r\n"


def _zip(files: Mapping[str, bytes]) -> bytes:
    """The files in this order, with the sums of them all last. Names outside ASCII are marked as UTF-8."""
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in (*files.items(), (SUMS, sums.encode())):
            entry = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, data)
    return made.getvalue()


def as_json(manifest: Mapping[str, object]) -> str:
    """The manifest as it is kept."""
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True)

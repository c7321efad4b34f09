"""Reads a file of demands, and says all that is wrong with it: file, line, and what to do."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from typing import Any

from documents.kinds import Language
from documents.minimums.entries import Catalogue, CatalogueKind, Minimum
from documents.minimums.form import ENTRY, HEAD, MORE, SOURCE, TABLES, Name
from documents.minimums.language import foreign_words, name_of, other
from documents.minimums.lines import Lines
from documents.minimums.values import MISSING, SHOULD_BE, fitting
from documents.sources import LegalSource

MOST_BYTES = 256 * 1024
MOST_ENTRIES = 500
_PLACE = ("law", "paragraph", "ledd", "number", "letter", "link")
_TERMS = {"terms_nb": Language.NB, "terms_nn": Language.NN}
_NYNORSK = ("label_nn", "demand_nn", "form_nn", "duty_of_nn", "note_nn", "evidence_nn")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a file."""

    file: str
    line: int
    sentence: str
    """What is wrong and what to do, in whole sentences."""

    def __str__(self) -> str:
        """As a person is told: "egne.toml, linje 12: ..."."""
        return f"{self.file}, linje {self.line}: {self.sentence}"


class NotACatalogue(ValueError):
    """The file cannot be used. `faults` are all that is wrong with it, in the order of the lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Take the faults."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class More:
    """More evidence points and terms for a demand that is there."""

    nr: int
    evidence: tuple[str, ...]
    evidence_nn: tuple[str, ...]
    terms_nb: tuple[str, ...]
    terms_nn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A file that reads well in itself. Whether it agrees with the others is asked in `laying`."""

    name: str
    head: Catalogue
    """With the entries as the file has them. Of one that extends another, the reference alone is said."""
    extends: bool
    more: tuple[More, ...]
    entry_lines: tuple[int, ...]
    """The line on which each entry begins."""
    more_lines: tuple[int, ...]
    head_line: int
    """The line that names the catalogue."""

    @property
    def ref(self) -> str:
        """The catalogue it is, or extends."""
        return self.head.ref

    @property
    def entries(self) -> tuple[Minimum, ...]:
        """Its entries, in the order of the file."""
        return self.head.entries


def read_catalogue(name: str, data: bytes) -> CatalogueFile:
    """The file as demands; raises NotACatalogue with every fault at once."""
    text = _decoded(name, data)
    lines = Lines(text)
    reader = _Reader(name, lines)
    read = reader.file(_parsed(name, text))
    if reader.faults or read is None:
        raise NotACatalogue(tuple(sorted(reader.faults, key=lambda fault: fault.line)))
    return read


def _decoded(name: str, data: bytes) -> str:
    if len(data) > MOST_BYTES:
        told = (
            f"Filen er på {len(data) // 1024} kB, og {MOST_BYTES // 1024} kB er det meste. Del den i flere."
        )
        raise NotACatalogue((Fault(name, 1, told),))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        told = "Filen er ikke skrevet i UTF-8. Lagre den som UTF-8 i programmet du skriver i."
        raise NotACatalogue((Fault(name, line, told),)) from wrong


def _parsed(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as wrong:
        told = "Filen har klammer inni klammer i for mange lag. En kravliste er flat: se docs/catalogues.md."
        raise NotACatalogue((Fault(name, 1, told),)) from wrong
    except ValueError as wrong:
        found = re.search(r"at line (\d+)", str(wrong))
        line = int(found[1]) if found else text.count("\n") + 1
        told = (
            "Her kan filen ikke leses som TOML. Se etter et anførselstegn, et likhetstegn eller en "
            "klamme som mangler, et navn som står to ganger, eller en dato som ikke finnes."
        )
        raise NotACatalogue((Fault(name, line, told),)) from wrong


class _Reader:
    """One file being read. Each question notes its fault and goes on, so that the file is mended once."""

    def __init__(self, name: str, lines: Lines) -> None:
        self.name, self.lines = name, lines
        self.faults: list[Fault] = []
        self.at_head: set[str] = set()
        """The names that stand at the head, right or wrong: no entry is told that they are missing."""

    def file(self, table: Mapping[str, Any]) -> CatalogueFile | None:
        """The whole file; None where it is too broken to say more of."""
        extends = "extends" in table
        head = self._head(table, extends)
        entries = self._tables(table, "entry")
        more = self._tables(table, "more")
        if len(entries) + len(more) > MOST_ENTRIES:
            self._fault(1, f"Filen har over {MOST_ENTRIES} oppføringer. Del den i flere.")
            return None
        if more and not extends:
            self._fault(
                self.lines.table("more"), "«more» står bare i en fil med [extends]. Skriv det i oppføringen."
            )
        if not entries and not more:
            self._fault(
                1, "Filen har ingen oppføringer. Skriv minst én [[entry]], eller [[more]] i en utvidelse."
            )
        ref = head.get("catalogue", "")
        read = [self._entry(each, at, head, extends) for at, each in enumerate(entries)]
        added = [self._more(each, at) for at, each in enumerate(more)]
        if self.faults:
            return None
        made = tuple(each for each in read if each)
        self._states(made)
        kind = CatalogueKind(head["kind"]) if not extends else CatalogueKind.CONTENT
        title = head.get("title", "")
        return CatalogueFile(
            self.name,
            Catalogue(ref, kind, title, head.get("title_nn", "") or title, head.get("link", ""), made),
            extends,
            tuple(each for each in added if each),
            tuple(self.lines.table("entry", at) for at in range(len(entries))),
            tuple(self.lines.table("more", at) for at in range(len(more))),
            self.lines.key("catalogue", within="extends" if extends else ""),
        )

    def _head(self, table: Mapping[str, Any], extends: bool) -> dict[str, Any]:
        """What stands at the head for all entries."""
        plain = {key: value for key, value in table.items() if key not in TABLES}
        self.at_head |= set(plain)
        if not extends:
            return self._values(plain, {**HEAD, **SOURCE}, "", required=set(_required(HEAD)) | {"link"})
        inner = table["extends"]
        if not isinstance(inner, Mapping):
            self._fault(
                self.lines.key("extends"), 'Skriv [extends] på en egen linje, og catalogue = "…" under.'
            )
            return {}
        self.at_head |= set(inner)
        above = self._values(plain, SOURCE, "", required=set())
        names = {"catalogue": HEAD["catalogue"], **SOURCE}
        return {**above, **self._values(inner, names, "extends", required={"catalogue"})}

    def _tables(self, table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        found = table.get(name, [])
        if isinstance(found, list) and all(isinstance(each, Mapping) for each in found):
            return found
        self._fault(self.lines.table(name), f"Skriv hver oppføring under sin egen linje med [[{name}]].")
        return []

    def _entry(
        self, table: Mapping[str, Any], at: int, head: Mapping[str, Any], extends: bool
    ) -> Minimum | None:
        before = len(self.faults)
        own = self._values(table, {**ENTRY, **SOURCE}, "entry", at, required=set(_required(ENTRY)))
        told = {**{name: head[name] for name in SOURCE if name in head}, **own}
        for name in _required(SOURCE):
            told_above = name == "link" and not extends
            if name not in told and name not in table and name not in self.at_head and not told_above:
                line = self.lines.table("entry", at)
                self._fault(
                    line, f"«{name}» mangler ({MISSING[name]}). Skriv det her, eller øverst for alle."
                )
        self._days(told, at)
        self._language(own, "entry", at)
        if len(self.faults) > before:
            return None
        return _minimum({**told, "catalogue": head.get("catalogue", "")})

    def _more(self, table: Mapping[str, Any], at: int) -> More | None:
        before = len(self.faults)
        own = self._values(table, MORE, "more", at, required=set(_required(MORE)))
        self._language(own, "more", at)
        if len(self.faults) > before:
            return None
        return More(own["nr"], *(own.get(each.name, ()) for each in fields(More)[1:]))

    def _days(self, told: Mapping[str, Any], at: int) -> None:
        since = told.get("since")
        if since is None:
            return
        for name, words in (("until", "slutter"), ("guidance", "er ventet"), ("deadline", "har frist")):
            day = told.get(name)
            too_early = day is not None and (day <= since if name == "until" else day < since)
            if too_early:
                line = self.lines.key(name, within="entry", index=at)
                self._fault(
                    line, f"Kravet {words} {day}, men begynner først {since}. Rett «{name}» eller «since»."
                )

    def _language(self, own: Mapping[str, Any], within: str, at: int) -> None:
        for name, language in (*_TERMS.items(), *((name, Language.NN) for name in _NYNORSK)):
            value = own.get(name, ())
            words = " ".join([value] if isinstance(value, str) else value)
            found = foreign_words(words, language)
            if found:
                what = ", ".join(f"«{word}»" for word in found[:5])
                self._fault(
                    self.lines.key(name, within=within, index=at),
                    f"«{name}» skal være {name_of(language)}, men {what} er {name_of(other(language))}. "
                    f"Skriv det på {name_of(language)}, eller flytt det dit det hører hjemme.",
                )
        evidence, nynorsk = own.get("evidence", ()), own.get("evidence_nn", ())
        if nynorsk and len(nynorsk) != len(evidence):
            self._fault(
                self.lines.key("evidence_nn", within=within, index=at),
                f"«evidence» har {len(evidence)} punkter og «evidence_nn» {len(nynorsk)}. "
                "Skriv de samme punktene i samme rekkefølge.",
            )

    def _states(self, entries: tuple[Minimum, ...]) -> None:
        """One number may have several states, one after the other."""
        seen: dict[tuple[int, date], int] = {}
        for at, entry in enumerate(entries):
            first = seen.setdefault((entry.nr, entry.since), at)
            if first != at:
                line, there = self.lines.table("entry", at), self.lines.table("entry", first)
                told = f"Krav nr. {entry.nr} fra {entry.since} står alt på linje {there}."
                self._fault(line, f"{told} Ta bort den ene, eller gi den et eget nummer eller en annen dag.")
        for at, entry in enumerate(entries):
            for state in entries:
                if state.nr == entry.nr and overlaps(entry, state):
                    self._fault(self.lines.table("entry", at), overlap_told(entry, state))

    def _values(
        self,
        table: Mapping[str, Any],
        names: Mapping[str, Name],
        within: str,
        at: int = 0,
        required: set[str] = frozenset(),  # type: ignore[assignment]
    ) -> dict[str, Any]:
        """The values under these names, each of its sort; notes those that are missing, wrong or unknown."""
        for name in sorted(required - set(table)):
            told = MISSING.get(name, names[name].sort.value)
            self._fault(self.lines.table(within, at), f"«{name}» mangler. Skriv det: {told}.")
        for name in table:
            if name not in names:
                near = get_close_matches(name, names, 1)
                meant = (
                    f"Mente du «{near[0]}»?" if near else "Ta det bort. Navnene står i docs/catalogues.md."
                )
                self._fault(
                    self.lines.key(name, within=within, index=at),
                    f"«{name[:40]}» er ikke et navn her. {meant}",
                )
        found = {}
        for name, value in table.items():
            if name not in names:
                continue
            fits = fitting(value, names[name].sort)
            if fits is None:
                line = self.lines.key(name, within=within, index=at)
                self._fault(line, f"«{name}» skal være {SHOULD_BE[names[name].sort]}.")
            else:
                found[name] = fits
        return found

    def _fault(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(self.name, line, sentence))


def overlaps(entry: Minimum, other_state: Minimum) -> bool:
    """Does the entry say that it is in force beyond the day on which a later state of it begins?

    One that says nothing of its end is ended by the later state, and overlaps nothing.
    """
    return entry.since < other_state.since and entry.until is not None and entry.until > other_state.since


def overlap_told(entry: Minimum, later: Minimum) -> str:
    """That two states of one number are in force at once, as a sentence."""
    return (
        f"Krav nr. {entry.nr} fra {entry.since} gjelder til {entry.until}, men det samme kravet har en ny "
        f"tilstand fra {later.since}. Rett den ene dagen, så de følger etter hverandre."
    )


def _required(names: Mapping[str, Name]) -> Iterator[str]:
    return (name for name, what in names.items() if what.required)


def _minimum(told: dict[str, Any]) -> Minimum:
    place = {name: told.pop(name, "") for name in _PLACE}
    source = LegalSource(**place, since=told["since"], until=told.get("until"))
    told.setdefault("read_at", source.link)
    return Minimum(source=source, **told)

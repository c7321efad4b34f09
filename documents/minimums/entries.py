"""One demand of the law in one of its states, and the catalogues that demands stand in."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.sources import LegalSource

CONTENT = "hol-6-2"
"""The catalogue of § 6-2 første ledd: what the set of texts must hold."""


class CatalogueKind(StrEnum):
    """What a catalogue's demands are asked of."""

    CONTENT = "innhold i avtaleverket"
    MEASURE = "hvert samarbeidstiltak"
    PROCESS = "prosess og frister"
    FIELD = "feltets plikter"
    NEIGHBOUR = "nabobestemmelser"


@dataclass(frozen=True, slots=True)
class Minimum:
    """One thing the law demands, in our own short words, from the day it came into force."""

    nr: int
    label: str
    demand: str
    form: str
    """What the law's wording asks for: retningslinjer, beskrivelse, planer, samarbeid, enighet."""
    source: LegalSource
    since: date
    until: date | None = None
    guidance: date | None = None
    """The day from which the Directorate of Health expects it in agreements. Guidance, not law."""
    deadline: date | None = None
    """The last day the ministry has set for having it agreed (§ 6-3); None where it has set none."""
    amended_by: str = ""
    catalogue: str = CONTENT
    label_nn: str = ""
    demand_nn: str = ""
    evidence: tuple[str, ...] = ()
    """What a reviewer looks for, in bokmål: one short sentence each."""
    terms_nb: tuple[str, ...] = ()
    """Words that find candidates in a bokmål text. They never prove anything."""
    terms_nn: tuple[str, ...] = ()
    evidence_nn: tuple[str, ...] = ()
    """The same points in nynorsk, in the same order; empty where nobody has written them."""
    duty_of: str = ""
    """Who has the duty, in bokmål: "kommunen", "det regionale helseforetaket"; empty: the parties."""
    reading: bool = False
    """Is it our reading of the sources, rather than what one of them says?"""
    read_in: str = ""
    """What was read to write it: "lovteksten", with the edition."""
    read_at: str = ""
    """The address of that."""
    read_by: str = ""
    """Who read it. It is not a lawyer's signature: an office signs for an entry itself."""
    read_on: date | None = None
    note: str = ""
    """What else is to be known of this entry, in a sentence."""
    form_nn: str = ""
    duty_of_nn: str = ""
    note_nn: str = ""
    """The same in nynorsk; empty where it is the same word, or nobody has written it."""

    @property
    def key(self) -> str:
        """The demand through all its states, as "hol-6-2:4"."""
        return f"{self.catalogue}:{self.nr}"

    @property
    def entry_hash(self) -> str:
        """SHA-256 over what the entry says of the law: what a person stands for who signs for it.

        Evidence points and terms help a reader and are no law; a later state ends an entry without
        changing what it said, so the day it ends is not among them.
        """
        said = (
            *(self.key, self.since, self.label, self.demand, self.label_nn, self.demand_nn, self.form),
            *(str(self.source), self.source.link, self.guidance, self.deadline, self.amended_by),
            *(self.duty_of, self.reading, self.note, self.form_nn, self.duty_of_nn, self.note_nn),
        )
        return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()

    def applies(self, on: date) -> bool:
        """Is it in force that day?"""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Demands that are asked of the same thing, each in all its states, in the law's order."""

    ref: str
    """Short and lasting, as "hol-6-2": it stands in judgements and addresses."""
    kind: CatalogueKind
    title: str
    title_nn: str
    link: str
    """Where the law stands."""
    entries: tuple[Minimum, ...]

    def on(self, on: date) -> tuple[Minimum, ...]:
        """The demands in force that day."""
        return tuple(entry for entry in self.entries if entry.applies(on))

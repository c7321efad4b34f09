"""The bodies that treat and decide: kind, tier, whose they are, and what they were called when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.parties import PartyKind
from decisions.periods import holds_on


class Tier(StrEnum):
    """Where a body stands in a helsefellesskap. Names differ from place to place; the tiers do not."""

    PART = "part"
    PARTNERSKAP = "partnerskap"
    STRATEGISK = "strategisk"
    FAGLIG = "faglig"
    LOKALT = "lokalt"
    FORHANDLING = "forhandling"
    SEKRETARIAT = "sekretariat"
    MEDVIRKNING = "medvirkning"


class BodyKind(StrEnum):
    """What sort of body is it? ASU in one place is SSU in another; both words are kept."""

    KOMMUNESTYRE = "kommunestyre"
    FORMANNSKAP = "formannskap"
    KOMMUNEDIREKTOR = "kommunedirektør"
    STYRE = "styre"
    DIREKTOR = "administrerende direktør"
    PARTNERSKAPSMOTE = "partnerskapsmøte"
    PSU = "PSU"
    ASU = "ASU"
    SSU = "SSU"
    FSU = "FSU"
    AU = "AU"
    LOKALT_UTVALG = "lokalt samarbeidsutvalg"
    FORHANDLINGSUTVALG = "forhandlingsutvalg"
    BRUKERUTVALG = "brukerutvalg"
    SEKRETARIAT = "sekretariat"
    ANNET = "annet organ"

    @property
    def label(self) -> str:
        """The whole name of the kind, as it begins a line on the screen."""
        return _LABELS.get(self, self.value.capitalize())

    @property
    def tier(self) -> Tier:
        """The tier such a body usually stands on."""
        return _TIERS.get(self, Tier.FAGLIG)

    @property
    def owner_kinds(self) -> tuple[PartyKind, ...]:
        """The kinds of party that have such a body of their own; empty for joint bodies."""
        return _OWNERS.get(self, ())


@dataclass(frozen=True, slots=True)
class Alias:
    """A name a body had from a day to a day (both included)."""

    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """One body. `owner` is the ref of the party whose body it is; empty for a joint body."""

    ref: str
    name: str
    kind: BodyKind
    owner: str = ""
    tier: Tier | None = None
    """Only where it differs from what the kind usually is."""
    aliases: tuple[Alias, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    """Refs of bodies that this one came after: a rule that names one of them reaches this one."""

    @property
    def stands_on(self) -> Tier:
        """The tier of this body."""
        return self.tier or self.kind.tier

    def exists_on(self, day: date) -> bool:
        """Did the body exist that day?"""
        return holds_on(day, self.valid_from, self.valid_to)

    def is_or_came_after(self, ref: str) -> bool:
        """Is this the body with that ref, or one that took its place?"""
        return bool(ref) and (ref == self.ref or ref in self.predecessors)

    def is_same_as(self, other: "Body") -> bool:
        """Is it the same body? By ref; where neither has one, by name and kind."""
        if self.ref or other.ref:
            return self.ref == other.ref
        return (self.name, self.kind) == (other.name, other.kind)

    def name_on(self, day: date) -> str:
        """What was the body called that day? The alias of the day if there is one, else its name now."""
        return next((a.name for a in self.aliases if holds_on(day, a.valid_from, a.valid_to)), self.name)


_LABELS = {
    BodyKind.PSU: "Politisk samarbeidsutvalg (PSU)",
    BodyKind.ASU: "Administrativt samarbeidsutvalg (ASU)",
    BodyKind.SSU: "Strategisk samarbeidsutvalg (SSU)",
    BodyKind.FSU: "Faglig samarbeidsutvalg (FSU)",
    BodyKind.AU: "Arbeidsutvalg (AU)",
}

_TIERS = {
    BodyKind.KOMMUNESTYRE: Tier.PART,
    BodyKind.FORMANNSKAP: Tier.PART,
    BodyKind.KOMMUNEDIREKTOR: Tier.PART,
    BodyKind.STYRE: Tier.PART,
    BodyKind.DIREKTOR: Tier.PART,
    BodyKind.PARTNERSKAPSMOTE: Tier.PARTNERSKAP,
    BodyKind.PSU: Tier.PARTNERSKAP,
    BodyKind.ASU: Tier.STRATEGISK,
    BodyKind.SSU: Tier.STRATEGISK,
    BodyKind.AU: Tier.SEKRETARIAT,
    BodyKind.LOKALT_UTVALG: Tier.LOKALT,
    BodyKind.FORHANDLINGSUTVALG: Tier.FORHANDLING,
    BodyKind.BRUKERUTVALG: Tier.MEDVIRKNING,
    BodyKind.SEKRETARIAT: Tier.SEKRETARIAT,
}

_FORETAK = (PartyKind.HELSEFORETAK, PartyKind.REGIONALT_HELSEFORETAK, PartyKind.PRIVAT_SYKEHUS)

_OWNERS = {
    BodyKind.KOMMUNESTYRE: (PartyKind.KOMMUNE,),
    BodyKind.FORMANNSKAP: (PartyKind.KOMMUNE,),
    BodyKind.KOMMUNEDIREKTOR: (PartyKind.KOMMUNE,),
    BodyKind.STYRE: _FORETAK,
    BodyKind.DIREKTOR: _FORETAK,
}

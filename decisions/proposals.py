"""What is put to a body: the kind of matter, the size of the change, and what a closer look found in it.

The label is not the class: a body may call a change «mindre». Both words are kept, and what decides is the
class and the findings.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from documents.kinds import ChangeClass, DocumentKind


class Matter(StrEnum):
    """What bodies decide about that is not a document."""

    MIDLER = "midler"
    TILSKUDD = "samhandlingstilskudd"
    """The state's rekrutterings- og samhandlingstilskudd: it demands agreement between kommuner and trust."""
    TVIST = "tvist"
    GJENNOMGANG = "årlig gjennomgang"
    """The yearly review of hol. § 6-5 første ledd."""
    ARSMELDING = "årsmelding"
    STRATEGI = "strategi"
    REPRESENTASJON = "representasjon"
    """Who sits where, and how the kommuner or users are represented."""
    ANNEN = "annen sak"

    @property
    def label(self) -> str:
        """The words as they begin a line on the screen."""
        if self is Matter.TILSKUDD:
            return "Rekrutterings- og samhandlingstilskudd"
        return self.value.capitalize()


Kind = DocumentKind | Matter


def kind_of(word: str) -> Kind:
    """The document kind or matter with this Norwegian word; raises ValueError when there is none."""
    try:
        return Matter(word)
    except ValueError:
        return DocumentKind(word)


KIND_WORDS = tuple(kind.value for enum in (DocumentKind, Matter) for kind in enum)
"""Every word that `kind_of` reads."""


class Scope(StrEnum):
    """Whom does the matter reach?"""

    ALLE_PARTER = "alle parter"
    ETT_PAR = "ett par"
    INTERNT = "internt i organet"


class Trait(StrEnum):
    """What a matter is or does, that decides which body it belongs to."""

    FLYTTER_ANSVAR = "flytter ansvar"
    ENDRER_KOSTNAD = "endrer kostnad"
    BERORER_MINIMUM = "berører § 6-2-innhold"
    ENDRER_PARTER = "endrer parter eller varighet"
    ENDRER_VEDTAKSREGLER = "endrer vedtaksregler"
    PRINSIPIELL = "prinsipiell eller kostbar"
    FAGLIG = "faglig"
    MINDRE_SAK = "mindre økonomisk eller administrativ"
    BINDER_PARTENE = "binder partene"
    UTENFOR_RAMMER = "går ut over rammene"

    @property
    def question(self) -> str:
        """Has the matter this trait? As it is asked of a person: «Binder saken partene?»."""
        if self in OF_THE_MATTER:
            return f"Er saken {self.value}?"
        verb, _, rest = self.value.partition(" ")
        return f"{verb.capitalize()} saken {rest}?"


OF_THE_MATTER = (Trait.PRINSIPIELL, Trait.FAGLIG, Trait.MINDRE_SAK)
"""Traits that say what a matter is; the others say what it does."""


def asked_of(traits: Iterable[Trait]) -> str:
    """Which of these traits has it? One question: «Er saken faglig, eller prinsipiell eller kostbar?»."""
    asked = sorted(set(traits), key=list(Trait).index)
    said = ", eller ".join(trait.value for trait in asked if trait in OF_THE_MATTER)
    done = [trait.question for trait in asked if trait not in OF_THE_MATTER]
    return " ".join([*([f"Er saken {said}?"] if said else []), *done])


class Certainty(StrEnum):
    """Has a person confirmed the finding, or does the comparison only point to it?"""

    BEKREFTET = "bekreftet"
    MULIG = "mulig"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in the change: where it stands, and who confirmed it."""

    trait: Trait
    certainty: Certainty
    place: str = ""
    by: str = ""

    def to_dict(self) -> dict[str, str]:
        """The finding as a plain table of words."""
        return {
            "trait": self.trait.value,
            "certainty": self.certainty.value,
            "place": self.place,
            "by": self.by,
        }

    @classmethod
    def from_dict(cls, table: Mapping[str, str]) -> "Finding":
        """The finding that `to_dict` wrote; raises KeyError or ValueError for anything else."""
        return cls(Trait(table["trait"]), Certainty(table["certainty"]), table["place"], table["by"])

    @property
    def words(self) -> str:
        """The finding inside a sentence: «flytter ansvar (punkt 3.4)»."""
        return f"{self.trait.value} ({self.place})" if self.place else self.trait.value

    @property
    def told(self) -> str:
        """The finding with how sure it is: «flytter ansvar (punkt 3.4), bekreftet av Kari Nordmann»."""
        by = f" av {self.by}" if self.by and self.certainty is Certainty.BEKREFTET else ""
        return f"{self.words}, {self.certainty.value}{by}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A matter as it is put to a body."""

    kind: Kind
    change: ChangeClass
    """The class of the change. Where nobody has classified it yet, the body's own label stands here too."""
    scope: Scope | None = None
    """None: as is usual for the kind."""
    label: ChangeClass | None = None
    """What the body itself called the change."""
    findings: frozenset[Finding] = frozenset()

    @property
    def reach(self) -> Scope:
        """Whom it reaches: a særavtale one pair, all else all parties, unless something else is said."""
        return self.scope or (Scope.ETT_PAR if self.kind is DocumentKind.SAERAVTALE else Scope.ALLE_PARTER)

    @property
    def has_text(self) -> bool:
        """Is it about a text, so that a decision must say exactly which?"""
        return isinstance(self.kind, DocumentKind)

    @property
    def words(self) -> str:
        """The proposal inside a sentence: «revisjon av retningslinje», «tvisten»."""
        if self.kind in _SPOKEN_OF:
            return _SPOKEN_OF[self.kind]
        match self.change:
            case ChangeClass.NY:
                return f"{_NEW.get(self.kind, 'ny')} {self.kind.value}"
            case ChangeClass.DISPONERING:
                return f"disponering av {self.kind.value}"
            case _:
                return f"{self.change.label} av {self.kind.value}"

    @property
    def verb(self) -> str:
        """What a body does that decides it: «vedta», «avgjøre»."""
        return _DECIDED.get(self.kind, "vedta")

    def lacking(self, traits: tuple[Trait, ...]) -> tuple[Trait, ...]:
        """Which of these traits nobody has found in it, not even as possible?"""
        known = {finding.trait for finding in self.findings}
        return tuple(trait for trait in traits if trait not in known)

    def unsure_of(self, traits: tuple[Trait, ...]) -> tuple[Trait, ...]:
        """Which of these traits are only possible, confirmed by nobody?"""
        sure = {f.trait for f in self.findings if f.certainty is Certainty.BEKREFTET}
        return tuple(trait for trait in traits if trait not in sure)

    def found(self, traits: tuple[Trait, ...]) -> tuple[Finding, ...]:
        """The findings with one of these traits, in a fixed order."""
        hits = (finding for finding in self.findings if finding.trait in traits)
        return tuple(
            sorted(hits, key=lambda finding: (finding.trait, finding.certainty, finding.place, finding.by))
        )


_SPOKEN_OF: dict[Kind, str] = {
    Matter.TVIST: "tvisten",
    Matter.GJENNOMGANG: "den årlige gjennomgangen",
    Matter.REPRESENTASJON: "representasjonen",
    Matter.ANNEN: "saken",
}
"""Matters that are not revised or disposed of: how they stand in a sentence, whatever the class."""

_DECIDED: dict[Kind, str] = {Matter.TVIST: "avgjøre", Matter.GJENNOMGANG: "gjøre"}

_NEW: dict[Kind, str] = {DocumentKind.MANDAT: "nytt", Matter.TILSKUDD: "nytt", Matter.MIDLER: "nye"}

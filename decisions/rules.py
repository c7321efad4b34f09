"""A mandate rule: which body may do what with which matter, by which clause, from which day.

Rules are data. A rule is carried by a clause of an adopted text and is in force with it; the statutory floor
has the same form, with a law as its source. `decisions.rule_files` reads and writes them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.bodies import Body, BodyKind
from decisions.outcomes import Act
from decisions.parties import Party, PartyKind
from decisions.periods import holds_on
from decisions.proposals import Kind, Proposal, Scope, Trait
from decisions.votes import Abstention, Quorum, Threshold
from decisions.words import begun
from documents.kinds import ChangeClass


class Per(StrEnum):
    """Does one joint body decide, or a body of every party, or of the two parties of a pair?"""

    FELLES = "felles"
    HVER_PART = "hver part"
    HVER_I_PARET = "hver part i paret"


class Quantifier(StrEnum):
    """How many of the bodies that fit must decide?"""

    ETT = "ett"
    ALLE = "alle"


class Confidence(StrEnum):
    """How sure is it that the clause means this?"""

    ORDRETT = "ordrett"
    ANTATT = "antatt"
    OMSTRIDT = "omstridt"


@dataclass(frozen=True, slots=True)
class Named:
    """A body as a rule names it: by ref, or by kind and perhaps by whose body it is."""

    body: str = ""
    kind: BodyKind | None = None
    of: PartyKind | None = None

    def fits(self, body: Body, owner: Party | None) -> bool:
        """Does the rule mean this body of this party?"""
        if self.body and self.body != body.ref:
            return False
        if self.kind and self.kind is not body.kind:
            return False
        return self.of is None or self.of is owner_kind(body, owner)

    @property
    def words(self) -> str:
        """The body inside a sentence: «ASU», «styret for helseforetaket»."""
        of = f" for {_DEFINITE[self.of]}" if self.of and self.kind is not BodyKind.KOMMUNESTYRE else ""
        return (_ONE_OF_KIND.get(self.kind, self.kind.value) if self.kind else self.body) + of


@dataclass(frozen=True, slots=True)
class Decider:
    """One of the bodies that must all decide before the matter is settled."""

    who: Named
    per: Per = Per.FELLES
    quantifier: Quantifier = Quantifier.ETT

    @property
    def words(self) -> str:
        """The decider inside a sentence: «alle kommunestyrene»."""
        if self.per is Per.HVER_PART and self.quantifier is Quantifier.ALLE and self.who.kind in _ALL_OF_KIND:
            return _ALL_OF_KIND[self.who.kind]
        return self.who.words


@dataclass(frozen=True, slots=True)
class Prior:
    """A treatment in another body that shall, or may, come before the decision."""

    who: Named
    act: Act = Act.INNSTILLER


@dataclass(frozen=True, slots=True)
class Mode:
    """How the deciding bodies decide, as far as the clause says."""

    threshold: Threshold = Threshold.IKKE_OPPGITT
    quorum: Quorum = Quorum.IKKE_OPPGITT
    abstention: Abstention = Abstention.IKKE_OPPGITT


@dataclass(frozen=True, slots=True)
class Source:
    """The words a rule rests on: a clause of a version, or a paragraph of a law."""

    document: str
    version: str = ""
    clause: str = ""
    clause_id: str = ""
    """The identity of the section or point, which survives renumbering; empty for laws."""
    excerpt: str = ""
    link: str = ""

    @property
    def words(self) -> str:
        """The source inside a sentence: «samarbeidsavtalen 2025.1 punkt 5.2 c»."""
        mark = self.clause if self.clause.startswith("§") else f"punkt {self.clause}"
        return " ".join(part for part in (self.document, self.version, mark if self.clause else "") if part)


@dataclass(frozen=True, slots=True)
class MandateRule:
    """One clause's answer to «who may decide this?». Empty kinds, changes or scope mean any."""

    id: str
    source: Source
    deciders: tuple[Decider, ...]
    """All must decide. Empty: the clause does not say who."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day; both days as for the version that carries the clause."""
    kinds: tuple[Kind, ...] = ()
    changes: tuple[ChangeClass, ...] = ()
    scope: Scope | None = None
    act: Act = Act.VEDTAR
    mode: Mode = Mode()
    requires: tuple[Prior, ...] = ()
    optional: tuple[Prior, ...] = ()
    limits: tuple[Trait, ...] = ()
    """What the change must not do: confirmed, the body lacks the mandate; possible, a person must look."""
    doubts: tuple[Trait, ...] = ()
    """What makes it doubtful whether the clause reaches so far; a person must look in either case."""
    exception_from: str = ""
    """The id of the rule this one eases («kan vedtas av»): its deciders keep their power, the safe way."""
    effect: str = ""
    floor: tuple[str, ...] = ()
    """Ids of statutory rules to show beside this one."""
    delegable: bool = False
    confidence: Confidence = Confidence.ORDRETT
    note: str = ""

    def in_force(self, day: date) -> bool:
        """Was the rule in force that day?"""
        return holds_on(day, self.valid_from, self.valid_to)

    def covers(self, proposal: Proposal) -> bool:
        """Does the rule speak of such a proposal?"""
        return (
            (not self.kinds or proposal.kind in self.kinds)
            and (not self.changes or proposal.change in self.changes)
            and (self.scope is None or self.scope is proposal.reach)
        )

    @property
    def weight(self) -> int:
        """How specific the rule is: one for each of kind, change and scope that it names."""
        return bool(self.kinds) + bool(self.changes) + (self.scope is not None)

    def gives_mandate(self, body: Body, owner: Party | None) -> bool:
        """Is this body among the deciders?"""
        return any(decider.who.fits(body, owner) for decider in self.deciders)

    @property
    def quoted(self) -> str:
        """The source and its words as a sentence of its own."""
        excerpt = f": «{self.source.excerpt}»" if self.source.excerpt else ""
        return f"{begun(self.source.words)}{excerpt}."

    @property
    def decider_words(self) -> tuple[str, ...]:
        """The deciders, each as it stands in a sentence."""
        return tuple(decider.words for decider in self.deciders)


def in_force(rules: Iterable[MandateRule], day: date) -> tuple[MandateRule, ...]:
    """Which of the rules were in force that day?"""
    return tuple(rule for rule in rules if rule.in_force(day))


def owner_kind(body: Body, owner: Party | None) -> PartyKind | None:
    """Whose body is it? A kommunestyre is always a kommune's. None for a joint body, or unsaid."""
    if owner:
        return owner.kind
    kinds = body.kind.owner_kinds
    return kinds[0] if len(kinds) == 1 else None


_DEFINITE = {
    PartyKind.KOMMUNE: "kommunen",
    PartyKind.HELSEFORETAK: "helseforetaket",
    PartyKind.REGIONALT_HELSEFORETAK: "det regionale helseforetaket",
    PartyKind.PRIVAT_SYKEHUS: "det private sykehuset",
    PartyKind.BRUKERORGANISASJON: "brukerorganisasjonen",
}

_ONE_OF_KIND = {
    BodyKind.KOMMUNESTYRE: "kommunestyret i kommunen",
    BodyKind.FORMANNSKAP: "formannskapet",
    BodyKind.STYRE: "styret",
    BodyKind.PARTNERSKAPSMOTE: "partnerskapsmøtet",
    BodyKind.FORHANDLINGSUTVALG: "forhandlingsutvalget",
    BodyKind.BRUKERUTVALG: "brukerutvalget",
    BodyKind.SEKRETARIAT: "sekretariatet",
}

_ALL_OF_KIND: dict[BodyKind | None, str] = {BodyKind.KOMMUNESTYRE: "alle kommunestyrene"}

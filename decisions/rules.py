"""A mandate rule: which body may do what with which matter, by which clause, from which day.

Rules are data. A rule is carried by a clause of an adopted text and is in force with it; the statutory floor
has the same form, with a law as its source. `decisions.rule_files` reads and writes them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.bodies import Body
from decisions.modes import SILENT, Mode
from decisions.named import Decider, Prior
from decisions.outcomes import Act, Evidence
from decisions.parties import Party
from decisions.periods import holds_on
from decisions.proposals import Kind, Proposal, Scope, Trait
from decisions.words import begun
from documents.kinds import ChangeClass


class Confidence(StrEnum):
    """How sure is it that the clause means this?"""

    ORDRETT = "ordrett"
    ANTATT = "antatt"
    OMSTRIDT = "omstridt"


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
        """The source inside a sentence: «samarbeidsavtalen 2025.1 punkt 5.2 c», «avtalen, kapittel II»."""
        whole = " ".join(part for part in (self.document, self.version) if part)
        if not self.clause:
            return whole
        if self.clause[:1].isdigit():
            return f"{whole} punkt {self.clause}"
        return f"{whole} {self.clause}" if self.clause.startswith("§") else f"{whole}, {self.clause}"


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
    when: tuple[Trait, ...] = ()
    """Only a matter with all these traits is reached. Where one is only possible, a person must look."""
    act: Act = Act.VEDTAR
    mode: Mode = SILENT
    delegated_from: tuple[Decider, ...] = ()
    """The body decides on power that each of these must have delegated to it, in force on the day."""
    requires: tuple[Prior, ...] = ()
    optional: tuple[Prior, ...] = ()
    limits: tuple[Trait, ...] = ()
    """What the change must not do: confirmed, the body lacks the mandate; possible, a person must look."""
    doubts: tuple[Trait, ...] = ()
    """What makes it doubtful whether the clause reaches so far; a person must look in either case."""
    exception_from: str = ""
    """The id of the rule this one eases («kan vedtas av»): its deciders keep their power, the safe way."""
    effect: str = ""
    fallback: tuple[str, ...] = ()
    """Where it goes when there is no agreement, step by step: «partnerskapsmøtet», «tvisteløsningsnemnda»."""
    evidence: tuple[Evidence, ...] = ()
    """Documents the clause asks for."""
    next: str = ""
    """Where the case goes after this body: «partene»."""
    every: str = ""
    """How often it is to be done: «år». Shown, and decides nothing."""
    floor: tuple[str, ...] = ()
    """Ids of statutory rules to show beside this one."""
    delegable: bool = False
    confidence: Confidence = Confidence.ORDRETT
    note: str = ""

    def in_force(self, day: date) -> bool:
        """Was the rule in force that day?"""
        return holds_on(day, self.valid_from, self.valid_to)

    def covers(self, proposal: Proposal) -> bool:
        """Does the rule speak of such a proposal, as far as anybody knows?"""
        return self.would_cover(proposal) and not (self.when and proposal.lacking(self.when))

    def would_cover(self, proposal: Proposal) -> bool:
        """Would the rule speak of it, if the proposal had the traits the rule asks for?"""
        return (
            (not self.kinds or proposal.kind in self.kinds)
            and (not self.changes or proposal.change in self.changes)
            and (self.scope is None or self.scope is proposal.reach)
        )

    @property
    def weight(self) -> int:
        """How specific the rule is: one for each of kind, change, scope and traits that it names."""
        return bool(self.kinds) + bool(self.changes) + (self.scope is not None) + bool(self.when)

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

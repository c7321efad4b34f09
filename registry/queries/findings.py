"""What does a change do that decides who may adopt it? The words of the comparison, and what persons said.

The evidence finds words, and no more than that: what it finds is "mulig" until a named person has looked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from decisions.proposals import Certainty, Finding, Proposal, Trait
from decisions.who_may import WhoMay
from documents.evidence import DUTIES, FindingKind
from documents.evidence import Finding as Found
from documents.evidence.suggestion import about_duration
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry.permissions import Actor
from registry.queries import evidence, mandates
from registry.queries.classifications import Classified, classified, joined
from registry.queries.documents import VersionView
from registry.queries.evidence import EvidenceSheet
from registry.tables import CommunityRow

TRAITS: Mapping[FindingKind, Trait] = {
    FindingKind.DUTY_MOVED: Trait.FLYTTER_ANSVAR,
    FindingKind.SUM: Trait.ENDRER_KOSTNAD,
    FindingKind.SHARE: Trait.ENDRER_KOSTNAD,
    FindingKind.MANDATE: Trait.ENDRER_VEDTAKSREGLER,
    FindingKind.VOTING: Trait.ENDRER_VEDTAKSREGLER,
}
"""What a kind of finding points to, wherever it stands."""

_LOOKS_ALONE = frozenset({FindingKind.SPELLING, FindingKind.MOVED})
_PLACES = frozenset({FindingKind.MANDATE, FindingKind.LAW})


def possible(found: Iterable[Found]) -> frozenset[Finding]:
    """What the evidence of a comparison points to, each with its place, and all of it only possible.

    What stands in a clause that carries a rule, or meets an item of the law, counts where more than spelling
    changed; the law's items where a duty, a time or a sum did.
    """
    everything = tuple(found)
    worded = {each.place.id for each in everything if each.kind not in _LOOKS_ALONE | _PLACES}
    binding = {each.place.id for each in everything if each.kind in _BINDING}
    return frozenset(
        Finding(trait, Certainty.MULIG, _where(each))
        for each in everything
        for trait in _traits(each, worded, binding)
    )


_BINDING = DUTIES | {FindingKind.DEADLINE, FindingKind.DATE, FindingKind.SUM, FindingKind.SHARE}


def _traits(found: Found, worded: set[str], binding: set[str]) -> Iterable[Trait]:
    if found.kind is FindingKind.MANDATE and found.place.id not in worded:
        return
    if found.kind in TRAITS:
        yield TRAITS[found.kind]
    if found.kind is FindingKind.LAW and found.place.id in binding:
        yield Trait.BERORER_MINIMUM
    if about_duration(found):
        yield Trait.ENDRER_PARTER


def _where(found: Found) -> str:
    if not found.place.id:
        return "tittel og innledning"
    return f"punkt {found.place.number}" if found.place.number else f"«{found.place.section.title}»"


@dataclass(frozen=True, slots=True)
class Asked:
    """«Hvem kan vedta dette?» about one version: what is asked, on what ground, and the answer of a day."""

    view: VersionView
    proposal: Proposal
    said: Classified
    sheet: EvidenceSheet | None
    """None where there is no older text to hold it against."""
    base: VersionView | None
    answer: WhoMay

    @property
    def is_confirmed(self) -> bool:
        """Has a named person said what class of change it is?"""
        return bool(self.said.by)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is found, what is confirmed first."""
        return tuple(
            sorted(
                self.proposal.findings,
                key=lambda each: (each.certainty is not Certainty.BEKREFTET, each.trait, each.place),
            )
        )

    @property
    def named_otherwise(self) -> ChangeClass | None:
        """What the drafters call it, where the suggestion is something else."""
        drafted = self.view.row.change
        return None if self.is_confirmed or drafted is self.proposal.change else drafted


def asked(session: Session, community: CommunityRow, view: VersionView, who: Actor, on: date) -> Asked:
    """Who may decide this version that day, with what is known of its change.

    Confirmed by a person: that class and those findings, with what the words point to of what the person has
    said nothing of, unless the version was classified anew. Else the class the evidence suggests.
    """
    said = classified(session, view.row)
    held = evidence.sheet_from_base(session, view, who)
    base, sheet = held or (None, None)
    proposal = Proposal(view.document.kind, _change(said, sheet), None, None, known(view, said, sheet))
    answer = mandates.may_decide(session, community, proposal, on)
    return Asked(view, proposal, said, sheet, base, answer)


def known(view: VersionView, said: Classified, sheet: EvidenceSheet | None) -> frozenset[Finding]:
    """What persons said of a version; of a draft, joined with what its words point to."""
    if sheet is None or view.row.stage is not Stage.DRAFT:
        return said.findings
    return joined(said.findings, possible(sheet.findings))


def _change(said: Classified, sheet: EvidenceSheet | None) -> ChangeClass:
    if said.by or sheet is None or not sheet.comparison.changed:
        return said.change
    return sheet.suggestion.change

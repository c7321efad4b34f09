"""How far has a version come: who has adopted these very words, who has not, and from when does it apply?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.adoption import AdoptionBoard, PartyDecision, board
from decisions.entry_into_force import EntryIntoForce, in_force_from
from decisions.named import Per
from decisions.parties import Pair, Party
from decisions.proposals import Proposal
from decisions.who_may import WhoMay
from documents.lifecycle import Stage
from registry.fingerprints import text_hash
from registry.queries import decisions, mandates, parties
from registry.queries.decisions import DecisionView
from registry.tables import CommunityRow, DocumentRow, PairRow, PartyRow, VersionRow


@dataclass(frozen=True, slots=True)
class Adoption:
    """The board of one version on one day, and what its entry-into-force rule says."""

    board: AdoptionBoard
    entry: EntryIntoForce
    pairs: tuple[Pair, ...]
    who: WhoMay

    @property
    def told(self) -> str:
        """How far it has come, in a sentence."""
        return self.entry.sentence if self.by_each_party else self.who.sentence

    @property
    def by_each_party(self) -> bool:
        """Must every party adopt for itself, or does one joint body decide for all?"""
        return any(body.decider.per is not Per.FELLES for body in self.who.bodies)


def adoption(
    session: Session, community: CommunityRow, document: DocumentRow, version: VersionRow, on: date
) -> Adoption:
    """Where every party stands with this version on that day, and from when it applies or what is missing.

    Who must adopt is asked of the rules on the day of the first decision, for they were the rules then.
    """
    made = _that_stand(decisions.decisions(session, community, version=version, uncorrected=True), on)
    rules_day = min((each.row.meeting_on for each in made), default=on)
    who = mandates.may_decide(session, community, Proposal(document.kind, version.change), rules_day)
    circle, pairs = _circle(session, community, document, on)
    words = version.frozen_hash or text_hash(version.text)
    party_decisions = [
        each for view in reversed(made) if (each := _party_decision(session, view)) is not None
    ]
    stand = board(words, circle, party_decisions, on)
    return Adoption(stand, in_force_from(stand, version.entry_rule, version.earliest_from, pairs), pairs, who)


def _that_stand(made: list[DecisionView], on: date) -> list[DecisionView]:
    """Those that decide, made by that day."""
    return [each for each in made if each.row.act.decides and each.row.meeting_on <= on]


def _circle(
    session: Session, community: CommunityRow, document: DocumentRow, on: date
) -> tuple[tuple[Party, ...], tuple[Pair, ...]]:
    """The parties that must adopt and the pairs they stand in: all, or the two of a special agreement.

    With them come those they came after, for what these adopted may be asked about.
    """
    if document.pair_id is None:
        standing = parties.pairs(session, community, on)
    else:
        standing = [view for view in parties.pairs(session, community) if view.row.id == document.pair_id]
    pairs = tuple(
        Pair(view.kommune.ref, view.foretak.ref, view.row.valid_from, view.row.valid_to) for view in standing
    )
    refs = {ref for pair in pairs for ref in (pair.kommune, pair.foretak)}
    everyone = parties.party_values(session, community)
    return tuple(each for each in everyone if refs & {each.ref, *each.successors}), pairs


def _party_decision(session: Session, view: DecisionView) -> PartyDecision | None:
    """The decision as one party's word; None for a joint body, which speaks for no single party.

    Where the register could only ask, what a person answered is what counts.
    """
    owner = session.get(PartyRow, view.body.owner_id) if view.body.owner_id else None
    if owner is None:
        return None
    return PartyDecision(
        owner.ref,
        view.body.name,
        view.row.meeting_on,
        view.row.outcome,
        view.row.text_hash or "",
        view.standing,
        view.row.case_number,
        view.row.deviation or view.row.remark,
        view.row.act,
    )


def pair_row(session: Session, community: CommunityRow, pair: Pair) -> PairRow:
    """The row of this pair."""
    found = next(
        view
        for view in parties.pairs(session, community)
        if (view.kommune.ref, view.foretak.ref) == (pair.kommune, pair.foretak)
    )
    return found.row


def versions_in_round(session: Session, community: CommunityRow) -> list[tuple[DocumentRow, VersionRow]]:
    """Frozen versions that wait for decisions, the oldest first."""
    found = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(VersionRow.community_id == community.id, VersionRow.stage == Stage.FROZEN)
        .order_by(VersionRow.frozen_at, VersionRow.id)
    )
    return [(document, version) for document, version in found]

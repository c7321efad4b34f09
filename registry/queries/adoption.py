"""How far has a version come: who has adopted these very words, who has not, and from when does it apply?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.adoption import AdoptionBoard, board
from decisions.entry_into_force import Entered, EntryCondition, EntryIntoForce, in_force_from
from decisions.named import Per
from decisions.outcomes import Act
from decisions.parties import Pair, Party
from decisions.proposals import Proposal
from decisions.who_may import WhoMay
from documents.lifecycle import Stage
from registry.fingerprints import text_hash
from registry.queries import decisions, mandates, parties, rounds
from registry.queries.decisions import DecisionView
from registry.queries.party_decisions import party_decisions
from registry.queries.rounds import RoundView
from registry.tables import CommunityRow, DocumentRow, PairEntryRow, PairRow, VersionRow


@dataclass(frozen=True, slots=True)
class Adoption:
    """The board of one version on one day, and what its entry-into-force rule says."""

    board: AdoptionBoard
    entry: EntryIntoForce
    pairs: tuple[Pair, ...]
    who: WhoMay
    round: RoundView | None = None
    """When it was laid before the parties, and the deadline; None where nobody has said."""

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
    deciding = [each.row.meeting_on for each in made if each.row.act.decides]
    who = mandates.may_decide(
        session, community, Proposal(document.kind, version.change), min(deciding, default=on)
    )
    circle, pairs = _circle(session, community, document, on)
    the_round = rounds.round_of(session, version, on)
    stand = board(
        version.frozen_hash or text_hash(version.text),
        circle,
        party_decisions(session, community, made, on),
        on,
        steps=rounds.steps(session, version, on),
        deadline=the_round.deadline if the_round else None,
    )
    entry = in_force_from(stand, condition_of(version), pairs, _entered(session, community, version, on))
    return Adoption(stand, entry, pairs, who, the_round)


def condition_of(version: VersionRow) -> EntryCondition:
    """The version's own rule for coming into force."""
    return EntryCondition(version.entry_rule, version.earliest_from, version.entry_count, version.entry_by)


def _that_stand(made: list[DecisionView], on: date) -> list[DecisionView]:
    """Those made by that day that decide or recommend, in the order they were recorded."""
    wanted = [each for each in made if each.row.act.decides or each.row.act is Act.INNSTILLER]
    return sorted((each for each in wanted if each.row.meeting_on <= on), key=lambda each: each.row.id)


def _entered(session: Session, community: CommunityRow, version: VersionRow, on: date) -> Entered | None:
    """What had come into force by the register's own reckoning, as it stood that day."""
    if version.adopted_on is None or version.valid_from is None or version.adopted_on > on:
        return None
    if version.taken_over:
        return None
    found = session.execute(
        select(PairEntryRow, PairRow)
        .join(PairRow, PairRow.id == PairEntryRow.pair_id)
        .where(PairEntryRow.version_id == version.id, PairEntryRow.valid_from <= on)
    ).all()
    refs = {row.id: row.ref for row in parties.all_parties(session, community)} if found else {}
    own = {(refs[pair.kommune_id], refs[pair.foretak_id]): row.valid_from for row, pair in found}
    return Entered(version.adopted_on, version.valid_from, own)


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

"""How far has a version come: who has adopted these very words, who has not, and from when does it apply?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from decisions.adopting.circle import those_who_must_adopt
from decisions.adoption import AdoptionBoard, board
from decisions.entry_into_force import Entered, EntryCondition, EntryIntoForce, in_force_from
from decisions.named import Per
from decisions.outcomes import Act
from decisions.parties import Pair, Party, pairs_on
from decisions.proposals import Proposal
from decisions.who_may import WhoMay
from documents.lifecycle import Stage
from registry.clock import day_of
from registry.fingerprints import text_hash
from registry.queries import mandates, parties, rounds
from registry.queries.parties import PairView
from registry.queries.party_decisions import about_adopting, party_decisions
from registry.queries.recorded_after import signed_refs
from registry.queries.rounds import RoundView
from registry.tables import (
    AdoptedPaperRow,
    CommunityRow,
    DecisionRow,
    DeviationRow,
    DocumentRow,
    PairEntryRow,
    PairRow,
    RoundStepRow,
    RulingRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class Adoption:
    """The board of one version on one day, and what its entry-into-force rule says."""

    board: AdoptionBoard
    entry: EntryIntoForce
    pairs: tuple[Pair, ...]
    who: WhoMay
    round: RoundView | None = None
    """When it was laid before the parties, and the deadline; None where nobody has said."""
    every_pair: tuple[Pair, ...] = ()
    """Those of other days too."""
    entered: Entered | None = None
    """What had come into force by then."""

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
    who = mandates.may_decide(
        session,
        community,
        Proposal(document.kind, version.change),
        _first_decision(session, community, version, on),
    )
    circle, pairs = circle_of(session, community, document)
    the_round = rounds.round_of(session, version, on)
    stand = board(
        version.frozen_hash or text_hash(version.text),
        circle,
        party_decisions(session, community, version, on),
        on,
        steps=rounds.steps(session, version, on),
        signed=signed_refs(session, version, on),
        deadline=the_round.deadline if the_round else None,
    )
    entered = _entered(session, community, version, on)
    entry = in_force_from(stand, condition_of(version), pairs, entered)
    return Adoption(stand, entry, pairs_on(pairs, on), who, the_round, pairs, entered)


def condition_of(version: VersionRow) -> EntryCondition:
    """The version's own rule for coming into force."""
    return EntryCondition(version.entry_rule, version.earliest_from, version.entry_count, version.entry_by)


def _first_decision(session: Session, community: CommunityRow, version: VersionRow, on: date) -> date:
    """The day of the first decision made by that day; that day itself where there is none."""
    first = session.scalar(
        select(func.min(DecisionRow.meeting_on)).where(
            *about_adopting(community, version, on), DecisionRow.act.in_([act for act in Act if act.decides])
        )
    )
    return first or on


def _entered(session: Session, community: CommunityRow, version: VersionRow, on: date) -> Entered | None:
    """What had come into force by the register's own reckoning, as it stood that day."""
    if version.adopted_on is None or version.valid_from is None or version.adopted_on > on:
        return None
    if version.taken_over:
        return None
    days = session.execute(
        select(PairEntryRow.pair_id, PairEntryRow.valid_from).where(
            PairEntryRow.version_id == version.id, PairEntryRow.valid_from <= on
        )
    )
    own = {found.pair_id: found.valid_from for found in days}
    by_pair = {pair: own[row.id] for pair, row in pair_rows(session, community).items() if row.id in own}
    return Entered(version.adopted_on, version.valid_from, by_pair)


def days_of(session: Session, version: VersionRow) -> list[date]:
    """The last days on which something was decided about the version, or became known of it."""
    of_version = DecisionRow.version_id == version.id
    asked = (
        select(func.max(DecisionRow.meeting_on)).where(of_version),
        select(func.max(RulingRow.ruled_on))
        .join(DecisionRow, DecisionRow.id == RulingRow.decision_id)
        .where(of_version),
        select(func.max(RoundStepRow.known_on)).where(RoundStepRow.version_id == version.id),
        select(func.max(DeviationRow.classified_on))
        .join(AdoptedPaperRow, AdoptedPaperRow.id == DeviationRow.paper_id)
        .where(AdoptedPaperRow.version_id == version.id),
    )
    days = [day for each in asked if (day := session.scalar(each)) is not None]
    came = session.scalar(
        select(func.max(AdoptedPaperRow.received_at)).where(
            AdoptedPaperRow.version_id == version.id, AdoptedPaperRow.decision_id.is_not(None)
        )
    )
    return [*days, day_of(came)] if came else days


def circle_of(
    session: Session, community: CommunityRow, document: DocumentRow
) -> tuple[tuple[Party, ...], tuple[Pair, ...]]:
    """Those that must adopt, and the pairs they stand in, of all days; of a special agreement, its two.

    One who came after any of them is there too, from its day, whether its own pair is recorded yet or not.
    """
    pairs = tuple(
        _pair(view)
        for view in parties.pairs(session, community)
        if document.pair_id is None or view.row.id == document.pair_id
    )
    return those_who_must_adopt(parties.party_values(session, community), pairs), pairs


def pair_rows(session: Session, community: CommunityRow) -> dict[Pair, PairRow]:
    """The row of each pair there has been."""
    return {_pair(view): view.row for view in parties.pairs(session, community)}


def _pair(view: PairView) -> Pair:
    return Pair(view.kommune.ref, view.foretak.ref, view.row.valid_from, view.row.valid_to)


def versions_in_round(session: Session, community: CommunityRow) -> list[tuple[DocumentRow, VersionRow]]:
    """Frozen versions that wait for decisions, the oldest first."""
    found = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .where(VersionRow.community_id == community.id, VersionRow.stage == Stage.FROZEN)
        .order_by(VersionRow.frozen_at, VersionRow.id)
    )
    return [(document, version) for document, version in found]

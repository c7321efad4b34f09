"""What follows when the decisions a version needs are there: it is adopted, and has its day."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.entry_into_force import PairEntry, entries_of, was_there
from decisions.outcomes import Outcome
from decisions.verdict import Answer
from documents.lifecycle import Stage
from registry import audit
from registry.audit import Event
from registry.operations import documents, rules
from registry.permissions import Actor
from registry.queries import adoption, decisions
from registry.queries.adoption import Adoption
from registry.tables import CommunityRow, DocumentRow, PairEntryRow, VersionRow


def settle(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    on: date,
) -> None:
    """Adopt the version if what the rules ask is now there; else leave it as it is.

    Where each party decides, the text's own entry-into-force rule is executed; where one joint body
    decides, its valid decision is enough, and the version applies from the text's day or the meeting's.
    What is in force never moves because something is recorded later: a pair that comes to have its day gets
    it, and nothing else changes.
    """
    if version.stage not in {Stage.FROZEN, Stage.ADOPTED} or version.taken_over:
        return
    latest = max([on, *adoption.days_of(session, version)])
    stand = adoption.adoption(session, community, document, version, latest)
    if stand.by_each_party:
        _settle_by_parties(session, who, community, document, version, stand)
    elif version.stage is Stage.FROZEN and (decided := _joint_decision(session, community, version)):
        first_day = max(decided, version.earliest_from or decided)
        documents.adopt(session, who, document, version, decided, first_day)
        rules.carry_over(session, who, community, document, version)


def _settle_by_parties(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    stand: Adoption,
) -> None:
    condition = adoption.condition_of(version)
    entries = entries_of(stand.every_pair, stand.board, condition, stand.entered)
    adopted, first_day = stand.entry.met_on, stand.entry.in_force_from
    if condition.is_for_pairs:
        adopted = min((each.adopted_on for each in entries if each.adopted_on), default=None)
        first_day = min((each.in_force_from for each in entries if each.in_force_from), default=None)
    if version.stage is Stage.FROZEN and adopted is not None and first_day is not None:
        documents.adopt(session, who, document, version, adopted, first_day)
        rules.carry_over(session, who, community, document, version)
    if version.adopted_on is not None:
        of_their_own = [
            each for each in entries if condition.is_for_pairs or not was_there(each.pair, version.adopted_on)
        ]
        _enter_pairs(session, who, community, document, version, of_their_own)


def _enter_pairs(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    entries: Iterable[PairEntry],
) -> None:
    """Remember each pair's own day, once; a version that has ended begins for nobody."""
    known = set(session.scalars(select(PairEntryRow.pair_id).where(PairEntryRow.version_id == version.id)))
    rows = adoption.pair_rows(session, community)
    for each in entries:
        pair, day = each.pair, each.in_force_from
        row = rows[pair]
        if day is None or row.id in known or (version.valid_to and day > version.valid_to):
            continue
        session.add(
            PairEntryRow(community_id=community.id, version_id=version.id, pair_id=row.id, valid_from=day)
        )
        data = {"pair": f"{pair.kommune}+{pair.foretak}", "from": day.isoformat()}
        audit.record(
            session, Event.PAIR_ENTERED, documents.subject(document, version), who.ref, community.id, data
        )


def _joint_decision(session: Session, community: CommunityRow, version: VersionRow) -> date | None:
    """The day a joint body validly adopted the version, if one did, by the verdict or a person's ruling."""
    for view in decisions.decisions(session, community, version=version, uncorrected=True):
        row = view.row
        adopted = row.act.decides and row.outcome is Outcome.VEDTATT and view.standing is Answer.VALID
        if adopted and view.body.owner_id is None and row.text_hash == version.frozen_hash:
            return row.meeting_on
    return None

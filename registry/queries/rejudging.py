"""Would the register say the same of a decision today, by the rules it now knows for the meeting day?"""

from sqlalchemy.orm import Session

from decisions.facts import DecisionFacts
from decisions.mandate import judge
from decisions.matching import deciding
from decisions.outcomes import Outcome, Reservation, ReservationSort
from decisions.proposals import Proposal, kind_of
from decisions.rule_files import statutory_floor
from decisions.rules import MandateRule, in_force
from decisions.verdict import Verdict
from decisions.votes import Votes
from documents.kinds import ChangeClass
from registry.queries import bodies, mandates, parties
from registry.queries.decisions import DecisionView, prior_treatments
from registry.tables import CommunityRow, DecisionRow


def judged_again(session: Session, community: CommunityRow, view: DecisionView) -> Verdict | None:
    """The verdict on what is recorded, as it would be given today.

    None where what is kept is not all that the verdict rested on: what a person found in the change, or
    whether something added was a change.
    """
    rules = mandates.all_rules(session, community)
    if not _is_whole(view.row, rules):
        return None
    return judge(_facts(session, community, view), rules, statutory_floor())


def differs(given: Verdict, now: Verdict) -> bool:
    """Is the answer another, or does it rest on other rules? Mere wording does not count."""
    return given.answer is not now.answer or given.grounds != now.grounds


def _is_whole(row: DecisionRow, rules: tuple[MandateRule, ...]) -> bool:
    if row.deviation and row.outcome is not Outcome.VEDTATT_MED_ENDRING:
        return False
    speaking = deciding(_proposal(row), in_force(rules, row.meeting_on))
    return not any(rule.limits or rule.doubts for rule in speaking)


def _facts(session: Session, community: CommunityRow, view: DecisionView) -> DecisionFacts:
    row = view.row
    body = bodies.body_values(session, community)[view.body.id]
    owners = {party.ref: party for party in parties.party_values(session, community)}
    return DecisionFacts(
        proposal=_proposal(row),
        body=body,
        on=row.meeting_on,
        act=row.act,
        outcome=row.outcome,
        owner=owners.get(body.owner),
        version=view.version_ref,
        text_hash=row.text_hash or "",
        votes=_votes(row),
        reservation=_reservation(row),
        prior=prior_treatments(session, community, view.version, row.meeting_on) if view.version else (),
        case=row.case_number,
    )


def _proposal(row: DecisionRow) -> Proposal:
    label = ChangeClass(row.change_label) if row.change_label else None
    return Proposal(kind_of(row.matter), row.change, None, label)


def _votes(row: DecisionRow) -> Votes | None:
    if row.votes_for is None or row.votes_against is None:
        return None
    return Votes(
        row.votes_for, row.votes_against, row.abstained or 0, row.present, row.members, row.chair_for
    )


def _reservation(row: DecisionRow) -> Reservation | None:
    if row.deviation:
        return Reservation(row.deviation, ReservationSort.ENDRING)
    return Reservation(row.remark, ReservationSort.MERKNAD) if row.remark else None

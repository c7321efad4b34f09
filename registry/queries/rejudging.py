"""Would the register say the same of a decision today, by the rules it now knows for the meeting day?"""

import json

from sqlalchemy.orm import Session

from decisions.facts import DecisionFacts
from decisions.mandate import judge
from decisions.outcomes import Reservation
from decisions.proposals import Finding, Proposal, kind_of
from decisions.rule_files import statutory_floor
from decisions.verdict import Verdict
from decisions.votes import Votes
from documents.kinds import ChangeClass
from registry.queries import bodies, mandates, parties
from registry.queries.decisions import DecisionView, prior_treatments
from registry.tables import CommunityRow, DecisionRow


def judged_again(session: Session, community: CommunityRow, view: DecisionView) -> Verdict:
    """The verdict on what is recorded, as it would be given today."""
    rules = mandates.all_rules(session, community)
    return judge(_facts(session, community, view), rules, statutory_floor())


def differs(given: Verdict, now: Verdict) -> bool:
    """Is the answer another, or does it rest on other rules? Mere wording does not count."""
    return given.answer is not now.answer or given.grounds != now.grounds


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
        votes=votes_of(row),
        reservation=_reservation(row),
        prior=prior_treatments(session, community, view.version, row.meeting_on) if view.version else (),
        case=row.case_number,
    )


def _proposal(row: DecisionRow) -> Proposal:
    label = ChangeClass(row.change_label) if row.change_label else None
    found = frozenset(Finding.from_dict(each) for each in json.loads(row.findings))
    return Proposal(kind_of(row.matter), row.change, None, label, found)


def votes_of(row: DecisionRow) -> Votes | None:
    """The vote as it was recorded; None where the numbers are not known."""
    if row.votes_for is None or row.votes_against is None:
        return None
    return Votes(
        row.votes_for, row.votes_against, row.abstained or 0, row.present, row.members, row.chair_for
    )


def _reservation(row: DecisionRow) -> Reservation | None:
    if row.reservation_sort is None:
        return None
    return Reservation(row.deviation or row.remark, row.reservation_sort)

"""What verdict is to be expected of a case on an agenda, before anybody has met?"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from decisions.foreseen import foreseen
from decisions.outcomes import Outcome
from decisions.rule_files import statutory_floor
from decisions.rules import MandateRule
from decisions.verdict import Verdict
from decisions.votes import BlocVotes
from registry.queries import facts, mandates
from registry.queries.cases import CaseView
from registry.queries.decisions import DecisionView
from registry.queries.facts import Surroundings
from registry.queries.meetings import OnRoll
from registry.queries.votes_cast import SIDE_NAMES
from registry.tables import (
    AgendaItemRow,
    BodyRow,
    CommunityRow,
    DecisionDetailRow,
    DecisionRow,
    MeetingRow,
)


def expected(
    session: Session,
    community: CommunityRow,
    item: AgendaItemRow,
    case: CaseView,
    meeting: MeetingRow,
    body: BodyRow,
    on_roll: Sequence[OnRoll] = (),
    rules: Sequence[MandateRule] | None = None,
    around: Surroundings | None = None,
) -> Verdict:
    """The verdict to expect if the body adopts the case as proposed, by all its members.

    `rules` are all there have been, and `around` what cases are read against, where they are read already.
    """
    record = _imagined(community, item, case, meeting)
    detail = DecisionDetailRow(
        community_id=community.id, text="", procedure=meeting.procedure, blocs="[]", evidence=""
    )
    detail.all_consent = meeting.all_consent
    view = DecisionView(record, body, case.document, case.version, detail, case.row.id)
    sides: dict[str, int] = {}
    for each in on_roll:
        if each.seat.may_vote and not each.deputy_for:
            name = SIDE_NAMES.get(each.side, each.side)
            sides[name] = sides.get(name, 0) + 1
    blocs = tuple(BlocVotes(name, number) for name, number in sorted(sides.items()) if name)
    known = mandates.all_rules(session, community) if rules is None else rules
    given = facts.facts_of(session, community, view, around)
    return foreseen(given, body.members, known, statutory_floor(), blocs)


def _imagined(
    community: CommunityRow, item: AgendaItemRow, case: CaseView, meeting: MeetingRow
) -> DecisionRow:
    """The record that would be made, never stored."""
    return DecisionRow(
        community_id=community.id,
        body_id=item.body_id,
        meeting_on=meeting.meeting_on,
        case_number=item.printed,
        case_year=item.case_year,
        title=case.row.title,
        act=item.act,
        outcome=Outcome.VEDTATT,
        matter=case.row.matter,
        version_id=case.row.version_id,
        text_hash=case.version.frozen_hash if case.version else None,
        change=case.row.change,
        change_label=case.row.change_label,
        findings=case.row.findings,
    )

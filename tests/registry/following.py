"""A small circle whose agreement is adopted, signed, sent in and terminated, as the tests of that tell it."""

from datetime import UTC, date, datetime
from typing import Any

from decisions.rounds import NoticeStep
from decisions.verdict import Answer
from documents.kinds import ChangeClass
from registry.operations.decisions import record_decision
from registry.operations.notices import FollowUp, NoticeEntry, follow_up, receive_notice
from registry.operations.rulings import RulingEntry, rule_on
from registry.operations.signatures import SignatureEntry, sign
from registry.operations.submissions import SubmissionEntry, submit
from registry.permissions import OPERATOR
from registry.queries import notices, parties
from registry.queries.notices import NoticeView
from registry.queries.parties import PairView
from registry.tables import DecisionRow, DocumentRow, NoticeRow, SignatureRow, SubmissionRow, VersionRow
from tests.registry.builders import Circle

LATER = datetime(2029, 1, 15, 12, tzinfo=UTC)
"""When things are written down: long after all of it has happened."""
RECEIVED, ENDS = date(2026, 3, 15), date(2027, 3, 15)
COUNCIL_DAY = date(2026, 3, 5)


def pair_of(circle: Circle, kommune: str) -> PairView:
    """The kommune's pair, with both its parties."""
    found = parties.pairs(circle.session, circle.community)
    return next(view for view in found if view.kommune.ref == kommune)


def signs(
    circle: Circle, document: DocumentRow, version: VersionRow, party: str, on: date, **told: Any
) -> SignatureRow:
    """The party's signature is recorded."""
    entry = SignatureEntry(
        circle.parties[party], on, **({"signer": f"Signe {party}", "title": "ordfører"} | told)
    )
    return sign(circle.session, OPERATOR, circle.community, document, version, entry, LATER)


def sends(
    circle: Circle, document: DocumentRow, version: VersionRow, kommune: str, on: date, **told: Any
) -> SubmissionRow:
    """That the agreement of the kommune's pair was sent is recorded."""
    given = {"sender": "Helse Nord RHF", "link": "https://rhf.example/avtalen"} | told
    entry = SubmissionEntry(pair_of(circle, kommune), on, **given)
    return submit(circle.session, OPERATOR, circle.community, document, version, entry, LATER)


def receives(circle: Circle, document: DocumentRow, kommune: str = "granvik", **told: Any) -> NoticeRow:
    """A letter that terminates the agreement of the kommune's pair is recorded."""
    given = {
        "party": circle.parties[kommune],
        "received_on": RECEIVED,
        "sender": "kommunedirektøren i Granvik",
    } | told
    entry = NoticeEntry(document, pair_of(circle, kommune), **given)
    return receive_notice(circle.session, OPERATOR, circle.community, entry, LATER)


def resolves(
    circle: Circle,
    version: VersionRow,
    body: str = "granvik",
    on: date = COUNCIL_DAY,
    answered: Answer | None = Answer.VALID,
    **told: Any,
) -> DecisionRow:
    """A body resolves to terminate, and a person answers the question of who may."""
    said = circle.entry(body, version, on, change=ChangeClass.OPPSIGELSE, **told)
    row = record_decision(circle.session, OPERATOR, circle.community, said, LATER)
    if answered is not None and row.answer is Answer.NEEDS_HUMAN:
        entry = RulingEntry(answered, "Avtalen er inngått av det.", "kommuneadvokaten", "Nina Nes", on)
        rule_on(circle.session, OPERATOR, circle.community, row, entry, LATER)
    return row


def stands(circle: Circle, row: NoticeRow, on: date) -> NoticeView:
    """The notice as it stands on the day."""
    return notices.notice(circle.session, circle.community, row.ref, OPERATOR, on)


def follows(circle: Circle, row: NoticeRow, step: NoticeStep, on: date, **told: Any) -> None:
    """What was done with the notice is recorded."""
    said = FollowUp(step, on, **({"done_by": "Helse Nord RHF"} | told))
    follow_up(circle.session, OPERATOR, circle.community, stands(circle, row, on), said, LATER)

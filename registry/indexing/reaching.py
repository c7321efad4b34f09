"""What of the index each act may have changed, told for every sort of act there is.

An act that touches too much costs some reading; one that touches too little leaves something wrong standing,
so a sort of act that is not entered here is a fault (tests/registry/test_indexing_reach.py).
"""

from enum import Enum, auto

from registry.audit import Event


class Reach(Enum):
    """What an act may have changed, of what its subject names."""

    NOTHING = auto()
    VERSION = auto()
    """The version named, and no other."""
    DOCUMENT = auto()
    """All versions of the document: one that begins ends another, and judgements go with a place."""
    DECISION = auto()
    """The record, those it corrects, and the versions they are about."""
    MEETING = auto()
    """What was decided in the meeting: its doors may have been opened or closed."""
    BODY = auto()
    """The body, those next to it in succession, and its decisions: they name it as it was called."""
    LAW = auto()
    """Every catalogue of the helsefellesskap, and the texts that are judged by one."""


REACHES = {
    Event.AMENDMENTS_MADE: Reach.VERSION,
    Event.AMENDMENT_ANSWERED: Reach.VERSION,
    Event.BODY_ADDED: Reach.BODY,
    Event.BODY_CHANGED: Reach.BODY,
    Event.CALENDAR_KEY_MADE: Reach.NOTHING,
    Event.CALENDAR_KEY_REVOKED: Reach.NOTHING,
    Event.CASE_CHANGED: Reach.NOTHING,
    Event.CASE_CLOSED: Reach.NOTHING,
    Event.CASE_OPENED: Reach.NOTHING,
    Event.CATALOGUE_ADDED: Reach.LAW,
    Event.CATALOGUE_SIGNED: Reach.NOTHING,
    Event.CHANGE_CLASSIFIED: Reach.NOTHING,
    Event.CHANGE_EXPLAINED: Reach.NOTHING,
    Event.CLAUSE_READ: Reach.NOTHING,
    Event.COMMUNITY_ADDED: Reach.LAW,
    Event.COVERAGE_CONFIRMED: Reach.DOCUMENT,
    Event.COVERAGE_JUDGED: Reach.DOCUMENT,
    Event.COVERAGE_WITHDRAWN: Reach.DOCUMENT,
    Event.DECISIONS_REJUDGED: Reach.NOTHING,
    Event.DECISION_CERTIFIED: Reach.NOTHING,
    Event.DECISION_RECORDED: Reach.DECISION,
    Event.DEVIATION_CLASSIFIED: Reach.NOTHING,
    Event.DOCUMENT_ADDED: Reach.NOTHING,
    Event.DRAFT_CHANGED: Reach.VERSION,
    Event.DRAFT_MADE: Reach.VERSION,
    Event.DRAFT_SENT: Reach.NOTHING,
    Event.FILE_RECEIVED: Reach.NOTHING,
    Event.FUND_ADDED: Reach.NOTHING,
    Event.FUND_ALLOCATED: Reach.NOTHING,
    Event.INVOLVEMENT_RECORDED: Reach.NOTHING,
    Event.ITEM_TYPED: Reach.MEETING,
    Event.MEASURE_ADDED: Reach.NOTHING,
    Event.MEASURE_ENDED: Reach.NOTHING,
    Event.MEETING_CALLED: Reach.MEETING,
    Event.MEETING_CHANGED: Reach.MEETING,
    Event.MESSAGE_CHANGED: Reach.NOTHING,
    Event.MESSAGE_SENT: Reach.NOTHING,
    Event.MESSAGE_WRITTEN: Reach.NOTHING,
    Event.MINUTES_APPROVED: Reach.MEETING,
    Event.MINUTES_CORRECTED: Reach.MEETING,
    Event.MISSES_CLEARED: Reach.NOTHING,
    Event.NOTICE_FOLLOWED: Reach.NOTHING,
    Event.NOTICE_RECEIVED: Reach.NOTHING,
    Event.PACKAGES_ASKED: Reach.NOTHING,
    Event.PACKAGES_MADE: Reach.NOTHING,
    Event.PACKAGES_STOPPED: Reach.NOTHING,
    Event.PAIR_ADDED: Reach.NOTHING,
    Event.PAIR_ENDED: Reach.NOTHING,
    Event.PAIR_ENTERED: Reach.DOCUMENT,
    Event.PAPER_ASSIGNED: Reach.NOTHING,
    Event.PAPER_RECEIVED: Reach.NOTHING,
    Event.PARTY_ADDED: Reach.NOTHING,
    Event.PARTY_CHANGED: Reach.NOTHING,
    Event.PARTY_ENDED: Reach.NOTHING,
    Event.PARTY_SUCCEEDED: Reach.NOTHING,
    Event.PASSWORD_SET: Reach.NOTHING,
    Event.PERSON_ADDED: Reach.NOTHING,
    Event.PERSON_DISABLED: Reach.NOTHING,
    Event.POWER_DELEGATED: Reach.NOTHING,
    Event.REVIEW_RECORDED: Reach.NOTHING,
    Event.ROLE_GIVEN: Reach.NOTHING,
    Event.ROLE_TAKEN: Reach.NOTHING,
    Event.ROUND_SET: Reach.NOTHING,
    Event.RULE_ADDED: Reach.NOTHING,
    Event.RULE_CORRECTED: Reach.NOTHING,
    Event.RULING_GIVEN: Reach.NOTHING,
    Event.SEARCH_FEED_MADE: Reach.NOTHING,
    Event.SEARCH_FEED_REVOKED: Reach.NOTHING,
    Event.SEARCH_FORGOTTEN: Reach.NOTHING,
    Event.SEARCH_SAVED: Reach.NOTHING,
    Event.SEAT_CHANGED: Reach.NOTHING,
    Event.SEAT_TAKEN: Reach.NOTHING,
    Event.SIGNATURE_RECORDED: Reach.NOTHING,
    Event.SIGNED_IN: Reach.NOTHING,
    Event.SIGNED_OUT: Reach.NOTHING,
    Event.STEP_NOTED: Reach.NOTHING,
    Event.SUBMISSION_RECORDED: Reach.NOTHING,
    Event.SYNONYMS_CHANGED: Reach.NOTHING,
    Event.TEMPLATE_CHOSEN: Reach.NOTHING,
    Event.TOKEN_MADE: Reach.NOTHING,
    Event.TOKEN_REVOKED: Reach.NOTHING,
    Event.VERSION_ADOPTED: Reach.DOCUMENT,
    Event.VERSION_FROZEN: Reach.VERSION,
    Event.VERSION_PUBLISHED: Reach.NOTHING,
    Event.VERSION_REPEALED: Reach.DOCUMENT,
    Event.VERSION_WITHDRAWN: Reach.VERSION,
}
"""Members, funds, rules and letters are not in the index. A version that is adopted by a vote, a signature
or a merger is logged as adopted besides."""

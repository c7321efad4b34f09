"""The register's tables, one file a concept. Importing this package makes the metadata whole."""

from registry.tables.audit import AuditRow
from registry.tables.base import Base
from registry.tables.bodies import (
    BodyAliasRow,
    BodyOrderRow,
    BodyRow,
    BodySuccessionRow,
    SeatRightRow,
    SeatRow,
)
from registry.tables.communities import CommunityRow
from registry.tables.comparisons import ComparisonRow, DecisionBasisRow, ReasonRow
from registry.tables.decisions import DecisionRow, MandateRuleRow
from registry.tables.documents import DocumentRow, MarkRow, PairEntryRow, VersionRow
from registry.tables.exchange import AmendmentRow, ReceivedFileRow, SendingRow, TemplateRow
from registry.tables.judgements import (
    AllocationRow,
    CertificationRow,
    ClassificationRow,
    DecisionDetailRow,
    DelegationRow,
    FundRow,
    RejudgingRow,
    RuleCorrectionRow,
    RulingRow,
)
from registry.tables.meetings import (
    AgendaItemRow,
    AttendanceRow,
    CaseRow,
    CaseStepRow,
    CounterProposalRow,
    MeetingRow,
    MemberVoteRow,
    MinutesCorrectionRow,
)
from registry.tables.parties import PairRow, PartyRow, SuccessionRow
from registry.tables.people import GrantRow, LoginFailureRow, PersonRow, RepeatRow, SessionRow, TokenRow

__all__ = [
    "AgendaItemRow",
    "AllocationRow",
    "AmendmentRow",
    "AttendanceRow",
    "AuditRow",
    "Base",
    "BodyAliasRow",
    "BodyOrderRow",
    "BodyRow",
    "BodySuccessionRow",
    "CaseRow",
    "CaseStepRow",
    "CertificationRow",
    "ClassificationRow",
    "CommunityRow",
    "ComparisonRow",
    "CounterProposalRow",
    "DecisionBasisRow",
    "DecisionDetailRow",
    "DecisionRow",
    "DelegationRow",
    "DocumentRow",
    "FundRow",
    "GrantRow",
    "LoginFailureRow",
    "MandateRuleRow",
    "MarkRow",
    "MeetingRow",
    "MemberVoteRow",
    "MinutesCorrectionRow",
    "PairEntryRow",
    "PairRow",
    "PartyRow",
    "PersonRow",
    "ReasonRow",
    "ReceivedFileRow",
    "RejudgingRow",
    "RepeatRow",
    "RuleCorrectionRow",
    "RulingRow",
    "SeatRightRow",
    "SeatRow",
    "SendingRow",
    "SessionRow",
    "SuccessionRow",
    "TemplateRow",
    "TokenRow",
    "VersionRow",
]

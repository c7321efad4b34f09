"""The register's tables, one file a concept. Importing this package makes the metadata whole."""

from registry.tables.afterwards import (
    GoverningClauseRow,
    NoticeRow,
    NoticeStepRow,
    PublicationRow,
    SignatureRow,
    SubmissionRow,
)
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
from registry.tables.compliance import (
    CatalogueRow,
    CatalogueSignOffRow,
    InvolvementRow,
    JointMeasureEndRow,
    JointMeasureRow,
    ReviewRow,
)
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
from registry.tables.messages import CalendarKeyRow, MessageRow, MessageState
from registry.tables.parties import PairRow, PartyRow, SuccessionRow
from registry.tables.people import GrantRow, LoginFailureRow, PersonRow, RepeatRow, SessionRow, TokenRow
from registry.tables.rounds import (
    AdoptedPaperRow,
    CasePackageRow,
    DeviationRow,
    PackageState,
    PaperKind,
    RoundRow,
    RoundStepRow,
)
from registry.tables.searches import MissedSearchRow, SavedSearchRow, SynonymRow

__all__ = [
    "AdoptedPaperRow",
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
    "CalendarKeyRow",
    "CasePackageRow",
    "CaseRow",
    "CaseStepRow",
    "CatalogueRow",
    "CatalogueSignOffRow",
    "CertificationRow",
    "ClassificationRow",
    "CommunityRow",
    "ComparisonRow",
    "CounterProposalRow",
    "DecisionBasisRow",
    "DecisionDetailRow",
    "DecisionRow",
    "DelegationRow",
    "DeviationRow",
    "DocumentRow",
    "FundRow",
    "GoverningClauseRow",
    "GrantRow",
    "InvolvementRow",
    "JointMeasureEndRow",
    "JointMeasureRow",
    "LoginFailureRow",
    "MandateRuleRow",
    "MarkRow",
    "MeetingRow",
    "MemberVoteRow",
    "MessageRow",
    "MessageState",
    "MinutesCorrectionRow",
    "MissedSearchRow",
    "NoticeRow",
    "NoticeStepRow",
    "PackageState",
    "PairEntryRow",
    "PairRow",
    "PaperKind",
    "PartyRow",
    "PersonRow",
    "PublicationRow",
    "ReasonRow",
    "ReceivedFileRow",
    "RejudgingRow",
    "RepeatRow",
    "ReviewRow",
    "RoundRow",
    "RoundStepRow",
    "RuleCorrectionRow",
    "RulingRow",
    "SavedSearchRow",
    "SeatRightRow",
    "SeatRow",
    "SendingRow",
    "SessionRow",
    "SignatureRow",
    "SubmissionRow",
    "SuccessionRow",
    "SynonymRow",
    "TemplateRow",
    "TokenRow",
    "VersionRow",
]

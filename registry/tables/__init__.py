"""The register's tables, one file a concept. Importing this package makes the metadata whole."""

from registry.tables.audit import AuditRow
from registry.tables.base import Base
from registry.tables.bodies import BodyAliasRow, BodyRow, SeatRow
from registry.tables.communities import CommunityRow
from registry.tables.comparisons import ComparisonRow, DecisionBasisRow, ReasonRow
from registry.tables.decisions import DecisionRow, MandateRuleRow
from registry.tables.documents import DocumentRow, MarkRow, PairEntryRow, VersionRow
from registry.tables.exchange import AmendmentRow, ReceivedFileRow, SendingRow, TemplateRow
from registry.tables.parties import PairRow, PartyRow, SuccessionRow
from registry.tables.people import GrantRow, LoginFailureRow, PersonRow, RepeatRow, SessionRow, TokenRow

__all__ = [
    "AmendmentRow",
    "AuditRow",
    "Base",
    "BodyAliasRow",
    "BodyRow",
    "CommunityRow",
    "ComparisonRow",
    "DecisionBasisRow",
    "DecisionRow",
    "DocumentRow",
    "GrantRow",
    "LoginFailureRow",
    "MandateRuleRow",
    "MarkRow",
    "PairEntryRow",
    "PairRow",
    "PartyRow",
    "PersonRow",
    "ReasonRow",
    "ReceivedFileRow",
    "RepeatRow",
    "SeatRow",
    "SendingRow",
    "SessionRow",
    "SuccessionRow",
    "TemplateRow",
    "TokenRow",
    "VersionRow",
]

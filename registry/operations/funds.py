"""Money placed at the helsefellesskap's disposal, and what decisions gave of it (samarbeidsavtalen 5.2 e)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.funds import GIVES, MONEY
from decisions.proposals import Matter
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fields import in_kroner
from registry.fingerprints import remembered
from registry.permissions import Actor
from registry.queries import funds
from registry.queries.decisions import DecisionView
from registry.tables import AllocationRow, CommunityRow, FundRow

LARGEST_AMOUNT = 2_000_000_000
FIRST_YEAR, LAST_YEAR = 2012, 2100


@dataclass(frozen=True, slots=True)
class FundEntry:
    """Money to add: whole kroner, for a year."""

    ref: str
    name: str
    matter: Matter
    source: str
    """Who gives it."""
    year: int
    amount: int


def add_fund(
    session: Session, who: Actor, community: CommunityRow, entry: FundEntry, now: datetime
) -> FundRow:
    """Add money that somebody has placed at the helsefellesskap's disposal for a year."""
    ref = fields.short_name(entry.ref)
    name, source = (
        fields.line(entry.name, "name", "Navnet"),
        fields.line(entry.source, "source", "Hvem som gir midlene"),
    )
    _refuse_what_is_no_money(entry.matter)
    _refuse_amount(entry.amount)
    if not FIRST_YEAR <= entry.year <= LAST_YEAR:
        raise BadInput(f"Året må være fra {FIRST_YEAR} til {LAST_YEAR}.", field="year")
    known = select(FundRow).where(FundRow.community_id == community.id, FundRow.ref == ref)
    if row := session.scalars(known).first():
        raise AlreadyThere(
            f"Midlene «{ref}» finnes fra før.",
            f"De er {in_kroner(row.amount)} for {row.year} ({row.name}).",
            "Velg et annet kort navn. Ingenting er lagret.",
            f"/midler/{ref}",
        )
    row = FundRow(
        community_id=community.id,
        ref=ref,
        name=name,
        matter=entry.matter.value,
        source=source,
        year=entry.year,
        amount=entry.amount,
        recorded_by=who.ref,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    data = {"amount": entry.amount, "year": entry.year, "rows": remembered(row)}
    audit.record(session, Event.FUND_ADDED, f"midler:{ref}", who.ref, community.id, data)
    return row


def allocate(
    session: Session,
    who: Actor,
    fund: FundRow,
    decision: DecisionView,
    recipient: str,
    purpose: str,
    amount: int,
    now: datetime,
) -> AllocationRow:
    """Say what a decision gave of a fund, to whom and for what.

    A decision that does not stand, or not yet, is kept with what it would give, and nothing is spent. Raises
    RuleSaysNo where the decision is of something else or gives nothing, and where more is given than is left.
    """
    recipient = fields.line(recipient, "recipient", "Mottakeren")
    purpose = fields.line(purpose, "purpose", "Formålet")
    _refuse_amount(amount)
    _hold(session, fund)
    _refuse_decision_of_something_else(fund, decision)
    _refuse_what_was_not_given(decision)
    _refuse_known(session, fund, decision, recipient, purpose)
    _refuse_more_than_is_left(session, fund, amount)
    row = AllocationRow(
        community_id=fund.community_id,
        fund_id=fund.id,
        decision_id=decision.row.id,
        recipient=recipient,
        purpose=purpose,
        amount=amount,
        recorded_by=who.ref,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    data = {"decision": decision.row.ref, "amount": amount, "rows": remembered(row)}
    audit.record(session, Event.FUND_ALLOCATED, f"midler:{fund.ref}", who.ref, fund.community_id, data)
    return row


def _hold(session: Session, fund: FundRow) -> None:
    """One at a time gives of a fund, so that two at once cannot give the same money."""
    session.execute(select(FundRow.id).where(FundRow.id == fund.id).with_for_update())


def _refuse_what_is_no_money(matter: Matter) -> None:
    if matter not in MONEY:
        raise BadInput(
            f"«{matter.value}» er ikke midler.", "", "Velg midler eller samhandlingstilskudd.", "matter"
        )


def _refuse_amount(amount: int) -> None:
    if not 1 <= amount <= LARGEST_AMOUNT:
        raise BadInput("Beløpet må være hele kroner, fra 1 til 2 milliarder.", "", "Rett beløpet.", "amount")


def _refuse_decision_of_something_else(fund: FundRow, decision: DecisionView) -> None:
    if decision.row.community_id != fund.community_id or decision.row.matter != fund.matter:
        raise RuleSaysNo(
            "Fordelingen er ikke ført.",
            f"Vedtaket i {decision.body.name} {decision.row.case_number} gjelder {decision.row.matter}, "
            f"og {fund.name} er {fund.matter}.",
            "Velg et vedtak om disse midlene. Det du skrev, står fortsatt i skjemaet.",
        )


def _refuse_what_was_not_given(decision: DecisionView) -> None:
    if not decision.row.act.decides or decision.row.outcome not in GIVES:
        raise RuleSaysNo(
            "Fordelingen er ikke ført.",
            f"{decision.body.name} ga ingenting i {decision.row.case_number}: saken ble "
            f"{decision.row.outcome.value}"
            + ("." if decision.row.act.decides else f", og organet {decision.row.act.value}."),
            "Velg vedtaket som ga midlene.",
        )


def _refuse_known(
    session: Session, fund: FundRow, decision: DecisionView, recipient: str, purpose: str
) -> None:
    same = select(AllocationRow).where(
        AllocationRow.fund_id == fund.id,
        AllocationRow.decision_id == decision.row.id,
        AllocationRow.recipient == recipient,
        AllocationRow.purpose == purpose,
    )
    if row := session.scalars(same).first():
        raise AlreadyThere(
            "Fordelingen er ført fra før.",
            f"{recipient} fikk {in_kroner(row.amount)} til {purpose} ved det samme vedtaket.",
            "Er det en annen fordeling, skriv et annet formål. Ingenting er lagret.",
            f"/midler/{fund.ref}",
        )


def _refuse_more_than_is_left(session: Session, fund: FundRow, amount: int) -> None:
    left = funds.balance_of(session, fund).left
    if amount > left:
        raise RuleSaysNo(
            "Fordelingen er ikke ført.",
            f"Den er på {in_kroner(amount)}, og av {fund.name} er det {in_kroner(left)} igjen.",
            "Rett beløpet, eller velg andre midler. Det du skrev, står fortsatt i skjemaet.",
        )

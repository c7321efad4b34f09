"""The facts of a decision, as `decisions.mandate.judge` is given them.

There is one way from a record to its facts, for what is being recorded now and for what was recorded years
ago: so the same record always gives the same facts, and judging anew differs only where the register has
learnt something.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from decisions.bodies import Body
from decisions.case_number import CaseNumber
from decisions.delegations import Delegation
from decisions.facts import DecisionFacts, PriorTreatment
from decisions.outcomes import Act, Evidence, Outcome, Procedure, Reservation
from decisions.parties import Pair, Party
from decisions.periods import holds_on
from decisions.proposals import Proposal, kind_of
from decisions.seats import Seat
from decisions.votes import BlocVotes, Votes
from documents.kinds import ChangeClass
from registry.queries import bodies, classifications, parties
from registry.queries.classifications import Classified, findings_in
from registry.queries.corrections import along_corrections, first_of, links
from registry.queries.decisions import DecisionView
from registry.queries.delegations import delegation_values
from registry.queries.kept import WRITING, kept
from registry.tables import (
    AgendaItemRow,
    CommunityRow,
    DecisionDetailRow,
    DecisionRow,
    PartyRow,
    PersonRow,
    SeatRow,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What decisions are read against: bodies, parties, seats, delegations, and what was treated before.

    Read once (`surroundings`), it serves any number of decisions.
    """

    bodies: Mapping[int, Body]
    """By the row's id."""
    parties: Mapping[str, Party]
    pairs: tuple[Pair, ...]
    seats: Mapping[int, tuple[Seat, ...]]
    """By the id of the body's row."""
    delegations: tuple[Delegation, ...]
    treated: "Treated"
    classified: Mapping[int, Classified] = field(default_factory=dict)
    """What persons said anew of a version's change, by its id."""
    _adopting: dict[date, tuple[Party, ...]] = field(default_factory=dict, repr=False, compare=False)
    _told: dict[int, PriorTreatment] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out before: many decisions are made on the same days, and after the same treatments."""

    def adopting(self, on: date) -> tuple[Party, ...]:
        """The parties that stood in a pair that day."""
        if on not in self._adopting:
            self._adopting[on] = self._standing(on)
        return self._adopting[on]

    def told(self, treatment: "Treatment") -> PriorTreatment:
        """An earlier treatment as the knowledge packages know it."""
        if treatment.id not in self._told:
            self._told[treatment.id] = self._as_told(treatment)
        return self._told[treatment.id]

    def _as_told(self, treatment: "Treatment") -> PriorTreatment:
        body, to = self.bodies[treatment.body_id], treatment.returned_to_id
        return PriorTreatment(
            body,
            treatment.act,
            treatment.outcome,
            treatment.on,
            treatment.text_hash,
            self.parties.get(body.owner),
            self.bodies[to].ref if to else "",
            treatment.case_number,
        )

    def _standing(self, on: date) -> tuple[Party, ...]:
        standing = (pair for pair in self.pairs if holds_on(on, pair.valid_from, pair.valid_to))
        refs = {ref for pair in standing for ref in (pair.kommune, pair.foretak)}
        return tuple(party for party in self.parties.values() if party.ref in refs)


def facts_of(
    session: Session, community: CommunityRow, view: DecisionView, around: Surroundings | None = None
) -> DecisionFacts:
    """The facts of one decision. Raises ImpossibleVotes where what is recorded contradicts itself.

    `around` is for a caller with some decisions: `the_circle`, read once for all of them.
    """
    if around is None:
        return facts_in(surroundings(session, community, view), view)
    return facts_in(replace(around, treated=_treated(session, community, view)), view)


def facts_in(around: Surroundings, view: DecisionView) -> DecisionFacts:
    """The facts of one of many decisions, read against surroundings that are known."""
    row, detail = view.row, view.detail
    body = around.bodies[row.body_id]
    return DecisionFacts(
        proposal=_as_classified(around, row),
        body=body,
        on=row.meeting_on,
        act=row.act,
        outcome=row.outcome,
        owner=around.parties.get(body.owner),
        version=view.version_ref,
        text_hash=row.text_hash or "",
        votes=votes_of(row),
        reservation=_reservation(row),
        prior=_prior(around, view),
        case=row.case_number,
        blocs=blocs_of(detail),
        procedure=Procedure(detail.procedure) if detail and detail.procedure else Procedure.MOTE,
        all_consent=detail.all_consent if detail else None,
        delegations=around.delegations,
        evidence=evidence_of(detail),
        seats=around.seats.get(row.body_id, ()),
        parties=around.adopting(row.meeting_on),
    )


def proposal_of(row: DecisionRow) -> Proposal:
    """What was put to the body."""
    label = ChangeClass(row.change_label) if row.change_label else None
    return Proposal(kind_of(row.matter), row.change, None, label, findings_in(row.findings or "[]"))


def _as_classified(around: Surroundings, row: DecisionRow) -> Proposal:
    """What was put to the body, by what has been said of the version's change after it was recorded."""
    proposal = proposal_of(row)
    said = around.classified.get(row.version_id or 0)
    if said is None or row.recorded_at is None or (said.at and said.at < row.recorded_at):
        return proposal
    return replace(proposal, change=said.change, findings=said.findings)


def votes_of(row: DecisionRow) -> Votes | None:
    """The vote as it was recorded; None where the numbers are not known."""
    if row.votes_for is None or row.votes_against is None:
        return None
    return Votes(
        row.votes_for, row.votes_against, row.abstained or 0, row.present, row.members, row.chair_for
    )


def blocs_of(detail: DecisionDetailRow | None) -> tuple[BlocVotes, ...]:
    """How each side voted; none where nobody said."""
    told = json.loads(detail.blocs or "[]") if detail else []
    return tuple(BlocVotes(each["name"], each["for"], each["against"], each["abstained"]) for each in told)


def evidence_of(detail: DecisionDetailRow | None) -> frozenset[Evidence] | None:
    """The papers that exist; None where nobody said."""
    if detail is None or not detail.evidence:
        return None
    return frozenset(Evidence(word) for word in json.loads(detail.evidence))


def _reservation(row: DecisionRow) -> Reservation | None:
    if row.reservation_sort is None:
        return None
    return Reservation(row.deviation or row.remark, row.reservation_sort)


def surroundings(
    session: Session, community: CommunityRow, about: DecisionView | None = None
) -> Surroundings:
    """All that decisions are read against; with `about`, only what is needed for that one."""
    return replace(the_circle(session, community), treated=_treated(session, community, about))


@kept(unmoved_by=WRITING)
def the_circle(session: Session, community: CommunityRow) -> Surroundings:
    """What all decisions are read against alike; of what was treated before, nothing yet."""
    values = bodies.body_values(session, community)
    return Surroundings(
        bodies=values,
        parties={party.ref: party for party in parties.party_values(session, community)},
        pairs=parties.pair_values(session, community),
        seats=_seats(session, community, values),
        delegations=delegation_values(session, community),
        classified=classifications.latest(session, community),
        treated=Treated({}, {}),
    )


def _seats(
    session: Session, community: CommunityRow, values: Mapping[int, Body]
) -> Mapping[int, tuple[Seat, ...]]:
    """Every seat as the knowledge packages know it, people by their refs."""
    found = session.execute(
        select(SeatRow, PersonRow.ref, PartyRow.ref)
        .join(PersonRow, PersonRow.id == SeatRow.person_id)
        .outerjoin(PartyRow, PartyRow.id == SeatRow.party_id)
        .where(SeatRow.community_id == community.id)
        .order_by(SeatRow.id)
    ).all()
    holders = {row.id: person for row, person, _ in found}
    seats: dict[int, list[Seat]] = {}
    for row, person, party in found:
        seats.setdefault(row.body_id, []).append(
            Seat(
                person,
                values[row.body_id].ref,
                party or row.organisation,
                row.role,
                row.may_vote,
                row.valid_from,
                row.valid_to,
                holders.get(row.deputy_for_id or 0, ""),
            )
        )
    return {body: tuple(held) for body, held in seats.items()}


@dataclass(frozen=True, slots=True)
class Treatment:
    """What one body did in one case, as far as it matters to what comes after."""

    id: int
    body_id: int
    act: Act
    outcome: Outcome
    on: date
    text_hash: str
    case_number: str
    case_year: int
    version_id: int | None
    returned_to_id: int | None


@dataclass(frozen=True, slots=True)
class Treated:
    """What has been treated and not since corrected, found by version, by case, and by number."""

    cases: Mapping[int, int]
    """Which case (its row's id) a decision belongs to, by the decision's id."""
    corrects: Mapping[int, int]
    """What each correction corrects, by their ids."""
    by_version: dict[int, list[Treatment]] = field(default_factory=dict)
    by_case: dict[int, list[Treatment]] = field(default_factory=dict)
    by_number: dict[tuple[int, int, int], list[Treatment]] = field(default_factory=dict)
    """By body, year and number."""

    def add(self, treatment: Treatment) -> None:
        """Let this one be found."""
        if treatment.version_id is not None:
            self.by_version.setdefault(treatment.version_id, []).append(treatment)
        if treatment.id in self.cases:
            self.by_case.setdefault(self.cases[treatment.id], []).append(treatment)
        number = CaseNumber.parse(treatment.case_number).number
        self.by_number.setdefault((treatment.body_id, treatment.case_year, number), []).append(treatment)

    def before(self, view: DecisionView) -> list[Treatment]:
        """What was done with the same matter up to and with the day of this decision, the oldest first.

        The same matter is the same version, the same case, or for what has no version the same number in the
        same body: a postponed case that comes back. The record itself, and its corrections, do not count.
        """
        row = view.row
        case = view.case_id or self.cases.get(row.id or 0) or self.cases.get(row.corrects_id or 0) or 0
        found = [*self.by_version.get(row.version_id or 0, []), *self.by_case.get(case, [])]
        if row.version_id is None:
            number = CaseNumber.parse(row.case_number).number
            found += self.by_number.get((row.body_id, row.case_year, number), [])
        own = first_of(row.id or row.corrects_id or 0, self.corrects)
        others = (each for each in found if first_of(each.id, self.corrects) != own)
        once = {each.id: each for each in others if each.on <= row.meeting_on}
        return sorted(once.values(), key=lambda each: (each.on, each.id))


def _prior(around: Surroundings, view: DecisionView) -> tuple[PriorTreatment, ...]:
    return tuple(map(around.told, around.treated.before(view)))


def _treated(session: Session, community: CommunityRow, about: DecisionView | None) -> Treated:
    cases = _cases(session, community, about)
    treated = Treated(cases, links(session, community))
    corrected = select(DecisionRow.corrects_id).where(
        DecisionRow.community_id == community.id, DecisionRow.corrects_id.is_not(None)
    )
    found = session.execute(
        select(
            DecisionRow.id,
            DecisionRow.body_id,
            DecisionRow.act,
            DecisionRow.outcome,
            DecisionRow.meeting_on,
            DecisionRow.text_hash,
            DecisionRow.case_number,
            DecisionRow.case_year,
            DecisionRow.version_id,
            DecisionDetailRow.returned_to_id,
        )
        .outerjoin(DecisionDetailRow, DecisionDetailRow.decision_id == DecisionRow.id)
        .where(
            DecisionRow.community_id == community.id,
            DecisionRow.id.not_in(corrected),
            *([_like(about, cases)] if about else []),
        )
        .order_by(DecisionRow.id)
    )
    for id_, body, act, outcome, on, hash_, number, year, version, to in found:
        treated.add(Treatment(id_, body, act, outcome, on, hash_ or "", number, year, version, to))
    return treated


def _like(view: DecisionView, cases: Collection[int]) -> ColumnElement[bool]:
    """What may be about the same matter as this decision."""
    row = view.row
    same_body = and_(DecisionRow.body_id == row.body_id, DecisionRow.case_year == row.case_year)
    about = DecisionRow.version_id == row.version_id if row.version_id is not None else same_body
    return or_(about, DecisionRow.id.in_(cases)) if cases else about


def _cases(session: Session, community: CommunityRow, about: DecisionView | None) -> Mapping[int, int]:
    """Which case each decision belongs to; with `about`, only those of its own case.

    The agenda names one record of a chain of corrections; all of the chain are of that case.
    """
    items = select(AgendaItemRow.decision_id, AgendaItemRow.case_id).where(
        AgendaItemRow.community_id == community.id, AgendaItemRow.decision_id.is_not(None)
    )
    if about is not None:
        case = about.case_id or _case_of(session, about.row)
        if not case:
            return {}
        items = items.where(AgendaItemRow.case_id == case)
    found = {decision: case for decision, case in session.execute(items) if decision is not None}
    return along_corrections(found, links(session, community))


def _case_of(session: Session, row: DecisionRow) -> int | None:
    """The case a decision belongs to, if it went through a meeting that is kept here."""
    chain = _chain(session, row)
    return session.scalars(
        select(AgendaItemRow.case_id).where(AgendaItemRow.decision_id.in_(chain)).limit(1)
    ).first()


def _chain(session: Session, row: DecisionRow) -> set[int]:
    """The record, what it corrects, and what corrects it, all the way."""
    chain = {id_ for id_ in (row.id, row.corrects_id) if id_}
    while chain:
        linked = session.execute(
            select(DecisionRow.id, DecisionRow.corrects_id).where(
                or_(DecisionRow.id.in_(chain), DecisionRow.corrects_id.in_(chain))
            )
        )
        more = {id_ for pair in linked for id_ in pair if id_} - chain
        if not more:
            break
        chain |= more
    return chain

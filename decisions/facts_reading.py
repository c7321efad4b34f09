"""Reads the parts of a decision's facts from plain tables: bodies, votes, treatments, delegations, seats."""

from decisions.bodies import Alias, Body, BodyKind, Tier
from decisions.delegations import Delegation
from decisions.facts import PriorTreatment, is_text_hash
from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from decisions.parties import Party, PartyKind
from decisions.proposals import Certainty, Finding, Kind, Proposal, Scope, Trait
from decisions.reading import Fields
from decisions.rule_reading import read_kind, read_kinds, read_named
from decisions.seats import Seat
from decisions.votes import BlocVotes, ImpossibleVotes, Votes, whole_vote
from documents.kinds import ChangeClass, DocumentKind

BOTH_NUMBERS = "både «for» og «against» må være med, også når tallet er 0."


def proposal_in(fields: Fields) -> Proposal:
    """What was put to the body."""
    proposal = Proposal(
        kind=_kind(fields),
        change=fields.needed("change", ChangeClass),
        scope=fields.word("scope", Scope),
        label=fields.word("label", ChangeClass),
        findings=frozenset(_finding(finding) for finding in fields.tables("findings")),
    )
    fields.leftovers()
    return proposal


def _kind(fields: Fields) -> Kind:
    word = fields.text("kind", required=True)
    kind = read_kind(fields, "kind", word) if word else None
    # After a fault any kind will do: the facts are never handed out.
    return kind or DocumentKind.SAMARBEIDSAVTALE


def _finding(fields: Fields) -> Finding:
    finding = Finding(
        fields.needed("trait", Trait),
        fields.needed("certainty", Certainty),
        fields.text("place"),
        fields.text("by"),
    )
    fields.leftovers()
    return finding


def body_in(fields: Fields) -> tuple[Body, Party | None]:
    """One body, and the party whose it is; none for a joint body."""
    kind = fields.needed("kind", BodyKind)
    owner = party_in(fields.table("party")) if fields.has("party") else None
    body = Body(
        ref=fields.text("ref"),
        name=fields.text("name") or kind.value,
        kind=kind,
        owner=owner.ref if owner else "",
        tier=fields.word("tier", Tier),
        aliases=tuple(_alias(alias) for alias in fields.tables("aliases")),
        valid_from=fields.day("from"),
        valid_to=fields.day("to"),
        predecessors=fields.texts("predecessors"),
    )
    fields.leftovers()
    return body, owner


def _alias(fields: Fields) -> Alias:
    alias = Alias(fields.text("name", required=True), fields.day("from"), fields.day("to"))
    fields.leftovers()
    return alias


def party_in(fields: Fields) -> Party:
    """One party, with the days it was one."""
    party = Party(
        ref=fields.text("ref"),
        name=fields.text("name", required=True),
        kind=fields.needed("kind", PartyKind),
        valid_from=fields.day("from"),
        valid_to=fields.day("to"),
    )
    fields.leftovers()
    return party


def vote_in(fields: Fields) -> tuple[Votes | None, tuple[BlocVotes, ...]]:
    """The vote of all and of each side; where they contradict each other, that is noted."""
    votes = _votes(fields.table("votes")) if fields.has("votes") else None
    blocs = tuple(_bloc(table) for table in fields.tables("blocs"))
    try:
        whole_vote(votes, blocs)
    except ImpossibleVotes as fault:
        fields.fault(str(fault))
        return None, ()
    return votes, blocs


def _bloc(fields: Fields) -> BlocVotes:
    for_, against = fields.number("for"), fields.number("against")
    if for_ is None or against is None:
        fields.fault(BOTH_NUMBERS)
    bloc = BlocVotes(
        fields.text("name", required=True), for_ or 0, against or 0, fields.number("abstained") or 0
    )
    fields.leftovers()
    return bloc


def _votes(fields: Fields) -> Votes | None:
    for_, against = fields.number("for"), fields.number("against")
    if for_ is None or against is None:
        fields.fault(BOTH_NUMBERS)
    abstained, present, members = (fields.number(key) for key in ("abstained", "present", "members"))
    chair_for = fields.maybe("chair_for")
    fields.leftovers()
    try:
        return Votes(for_ or 0, against or 0, abstained or 0, present, members, chair_for)
    except ImpossibleVotes as fault:
        fields.fault(str(fault))
        return None


def reservation_in(fields: Fields) -> Reservation:
    """What the body added."""
    sort = fields.word("sort", ReservationSort) or ReservationSort.UAVKLART
    reservation = Reservation(fields.text("text", required=True), sort)
    fields.leftovers()
    return reservation


def prior_in(fields: Fields) -> PriorTreatment:
    """What a body did with the case before."""
    body, owner = body_in(fields.table("body"))
    prior = PriorTreatment(
        body=body,
        act=fields.word("act", Act) or Act.INNSTILLER,
        outcome=fields.word("outcome", Outcome) or Outcome.VEDTATT,
        on=fields.needed_day("on"),
        text_hash=hash_in(fields),
        owner=owner,
        returned_to=fields.text("returned_to"),
        case=fields.text("case"),
    )
    fields.leftovers()
    return prior


def delegation_in(fields: Fields) -> Delegation:
    """Power given away: «from» is the body that gives, «to» a body as a rule names it."""
    body, owner = body_in(fields.table("from"))
    to, valid = fields.table("to"), fields.table("valid")
    delegation = Delegation(
        from_body=body,
        to=read_named(to),
        owner=owner,
        kinds=read_kinds(fields),
        changes=fields.words("changes", ChangeClass),
        valid_from=valid.day("from"),
        valid_to=valid.day("to"),
        source=fields.text("source"),
    )
    to.leftovers()
    valid.leftovers()
    fields.leftovers()
    return delegation


def seat_in(fields: Fields, body: str) -> Seat:
    """One place in the body that decides, unless another body is named."""
    seat = Seat(
        person=fields.text("person", required=True),
        body=fields.text("body") or body,
        speaks_for=fields.text("speaks_for"),
        role=fields.text("role") or "medlem",
        may_vote=fields.maybe("may_vote") is not False,
        valid_from=fields.day("from"),
        valid_to=fields.day("to"),
        deputy_for=fields.text("deputy_for"),
    )
    fields.leftovers()
    return seat


def hash_in(fields: Fields) -> str:
    """The hash of a text; empty where there is none."""
    text = fields.text("text_hash")
    if text and not is_text_hash(text):
        fields.fault("«text_hash» må være en SHA-256: 64 tegn av 0-9 og a-f.")
    return text

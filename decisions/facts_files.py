"""The facts of a decision as a plain table (JSON): what `judge FACTS.json` reads. The form: docs/rules.md."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from decisions.bodies import Body, BodyKind
from decisions.facts import DecisionFacts, PriorTreatment, is_text_hash
from decisions.outcomes import Act, Outcome, Reservation, ReservationSort
from decisions.parties import Party, PartyKind
from decisions.proposals import Certainty, Finding, Kind, Proposal, Scope, Trait
from decisions.reading import Fields
from decisions.rule_files import SHIPPED, read_kind, rule_from, shipped_rules
from decisions.rules import MandateRule
from decisions.votes import ImpossibleVotes, Votes
from documents.kinds import ChangeClass, DocumentKind


class NotFacts(ValueError):
    """The text is not the facts of a decision. `faults` are whole sentences, one for each thing to mend."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Take the faults."""
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class FactsFile:
    """A decision to be judged, with the mandate rules the file names or holds."""

    facts: DecisionFacts
    rules: tuple[MandateRule, ...]


def read_facts(json_text: str) -> FactsFile:
    """Read a FACTS.json; raises NotFacts with all faults at once."""
    try:
        table = json.loads(json_text)
    except (ValueError, RecursionError) as fault:
        raise NotFacts([f"Filen er ikke gyldig JSON: {fault}"]) from fault
    return facts_from_dict(table)


def facts_from_dict(table: object) -> FactsFile:
    """Read the facts from a plain table; raises NotFacts with all faults at once."""
    faults: list[str] = []
    fields = Fields(table, "Opplysningene", faults)
    body, owner = _body(fields.table("body"))
    facts = DecisionFacts(
        proposal=_proposal(fields.table("proposal")),
        body=body,
        on=fields.needed_day("on"),
        act=fields.word("act", Act) or Act.VEDTAR,
        outcome=fields.word("outcome", Outcome) or Outcome.VEDTATT,
        owner=owner,
        version=fields.text("version"),
        text_hash=_hash(fields),
        votes=_votes(fields.table("votes")) if fields.has("votes") else None,
        reservation=_reservation(fields.table("reservation")) if fields.has("reservation") else None,
        prior=tuple(_prior(prior) for prior in fields.tables("prior")),
        case=fields.text("case"),
    )
    rules = _rules(fields)
    fields.leftovers()
    if faults:
        raise NotFacts(faults)
    return FactsFile(facts, rules)


def _proposal(fields: Fields) -> Proposal:
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


def _body(fields: Fields) -> tuple[Body, Party | None]:
    kind = fields.needed("kind", BodyKind)
    owner = _party(fields.table("party")) if fields.has("party") else None
    body = Body(
        ref=fields.text("ref"),
        name=fields.text("name") or kind.value,
        kind=kind,
        owner=owner.ref if owner else "",
        valid_from=fields.day("from"),
        valid_to=fields.day("to"),
    )
    fields.leftovers()
    return body, owner


def _party(fields: Fields) -> Party:
    party = Party(
        ref=fields.text("ref"),
        name=fields.text("name", required=True),
        kind=fields.needed("kind", PartyKind),
        valid_from=fields.day("from"),
        valid_to=fields.day("to"),
    )
    fields.leftovers()
    return party


def _votes(fields: Fields) -> Votes | None:
    for_, against = fields.number("for"), fields.number("against")
    if for_ is None or against is None:
        fields.fault("både «for» og «against» må være med, også når tallet er 0.")
    abstained, present, members = (fields.number(key) for key in ("abstained", "present", "members"))
    chair_for = fields.maybe("chair_for")
    fields.leftovers()
    try:
        return Votes(for_ or 0, against or 0, abstained or 0, present, members, chair_for)
    except ImpossibleVotes as fault:
        fields.fault(str(fault))
        return None


def _reservation(fields: Fields) -> Reservation:
    sort = fields.word("sort", ReservationSort) or ReservationSort.UAVKLART
    reservation = Reservation(fields.text("text", required=True), sort)
    fields.leftovers()
    return reservation


def _prior(fields: Fields) -> PriorTreatment:
    body, owner = _body(fields.table("body"))
    prior = PriorTreatment(
        body=body,
        act=fields.word("act", Act) or Act.INNSTILLER,
        outcome=fields.word("outcome", Outcome) or Outcome.VEDTATT,
        on=fields.needed_day("on"),
        text_hash=_hash(fields),
        owner=owner,
    )
    fields.leftovers()
    return prior


def _hash(fields: Fields) -> str:
    text = fields.text("text_hash")
    if text and not is_text_hash(text):
        fields.fault("«text_hash» må være en SHA-256: 64 tegn av 0-9 og a-f.")
    return text


def _rules(fields: Fields) -> tuple[MandateRule, ...]:
    found: list[MandateRule] = []
    for number, value in enumerate(fields.values("rules"), start=1):
        if isinstance(value, str) and value in SHIPPED:
            found += shipped_rules(value)
        elif isinstance(value, str):
            fields.unknown("rules", value, SHIPPED)
        else:
            found.append(rule_from(Fields(value, f"«rules» nr. {number}", fields.faults)))
    return tuple(found)

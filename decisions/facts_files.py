"""The facts of a decision as a plain table (JSON): what `judge FACTS.json` reads. The form: docs/rules.md."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from decisions.facts import DecisionFacts
from decisions.facts_reading import (
    body_in,
    delegation_in,
    hash_in,
    party_in,
    prior_in,
    proposal_in,
    reservation_in,
    seat_in,
    vote_in,
)
from decisions.outcomes import Act, Evidence, Outcome, Procedure
from decisions.reading import Fields
from decisions.rule_files import SHIPPED, shipped_rules
from decisions.rule_reading import rule_from
from decisions.rules import MandateRule


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
    body, owner = body_in(fields.table("body"))
    votes, blocs = vote_in(fields)
    facts = DecisionFacts(
        proposal=proposal_in(fields.table("proposal")),
        body=body,
        on=fields.needed_day("on"),
        act=fields.word("act", Act) or Act.VEDTAR,
        outcome=fields.word("outcome", Outcome) or Outcome.VEDTATT,
        owner=owner,
        version=fields.text("version"),
        text_hash=hash_in(fields),
        votes=votes,
        reservation=reservation_in(fields.table("reservation")) if fields.has("reservation") else None,
        prior=tuple(prior_in(prior) for prior in fields.tables("prior")),
        case=fields.text("case"),
        blocs=blocs,
        procedure=fields.word("procedure", Procedure) or Procedure.MOTE,
        all_consent=fields.maybe("all_consent"),
        delegations=tuple(delegation_in(each) for each in fields.tables("delegations")),
        evidence=frozenset(fields.words("evidence", Evidence)) if fields.has("evidence") else None,
        seats=tuple(seat_in(seat, body.ref) for seat in fields.tables("seats")),
        parties=tuple(party_in(party) for party in fields.tables("parties")),
    )
    rules = _rules(fields)
    fields.leftovers()
    if faults:
        raise NotFacts(faults)
    return FactsFile(facts, rules)


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

"""The form of FACTS.json as a JSON Schema (2020-12), made from the same enums that the reader reads by.

`docs/facts.schema.json` is this schema as a file; a test holds the two equal. What the schema cannot say (a
day that exists, votes that add up) the reader says in sentences (`decisions.facts_files`).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from decisions.bodies import BodyKind, Tier
from decisions.modes import (
    Abstention,
    CastingVote,
    Quorum,
    ReservationRule,
    Threshold,
    WrittenProcedure,
)
from decisions.named import Per, Quantifier
from decisions.outcomes import Act, Evidence, Outcome, Procedure, ReservationSort
from decisions.parties import PartyKind
from decisions.proposals import KIND_WORDS, Certainty, Scope, Trait
from decisions.rule_files import SHIPPED
from decisions.rules import Confidence
from documents.kinds import ChangeClass

Schema = dict[str, object]

MOST = 100_000
"""No number of votes is larger."""


def facts_schema() -> Schema:
    """The schema of the facts of one decision, with the rules the file names or holds."""
    facts = {
        "on": _told(_DAY, "The day of the meeting: the rules of that day are used."),
        "body": _told(_ref("body"), "The body that decided."),
        "case": _told(_TEXT, "The case number as printed."),
        "act": _told(_one_of(Act), "What the body did; left out: vedtar."),
        "outcome": _told(_one_of(Outcome), "What came out; left out: vedtatt."),
        "proposal": _told(_ref("proposal"), "What was put to the body."),
        "version": _told(_TEXT, "The exact version: REF@VERSION."),
        "text_hash": _told(_HASH, "SHA-256 of the canonical text."),
        "votes": _told(_ref("votes"), "The vote of all; left out: not recorded."),
        "blocs": _told(_list(_ref("bloc")), "How each side voted; the sums are those of the vote."),
        "procedure": _told(_one_of(Procedure), "How the case was treated; left out: møte."),
        "all_consent": _told(_YES_NO, "Did every member consent to written treatment?"),
        "reservation": _told(_ref("reservation"), "What the body added."),
        "prior": _told(_list(_ref("treatment")), "What bodies did with the case before, in any order."),
        "delegations": _told(_list(_ref("delegation")), "Power that others have given this body."),
        "evidence": _told(_list(_one_of(Evidence)), "The documents there are; left out: nobody has said."),
        "seats": _told(_list(_ref("seat")), "The seats of the body."),
        "parties": _told(_list(_ref("party")), "Who were parties, where all of them must have delegated."),
        "rules": _told(
            _list({"anyOf": [{"enum": list(SHIPPED)}, _ref("rule")]}),
            "Names of sets that follow the product, or whole rules. Left out: only the law speaks.",
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The facts of a decision",
        "description": "What ./avtaleverk judge and POST /api/v1/judge read. See rules.md.",
        **_table(facts, ("on", "body", "proposal")),
        "$defs": {**_parts_of_facts(), **_parts_of_rules()},
    }


def _parts_of_facts() -> Schema:
    return {
        "period": _table({"from": _DAY, "to": _DAY}),
        "party": _table(
            {"ref": _TEXT, "name": _FILLED, "kind": _one_of(PartyKind), "from": _DAY, "to": _DAY},
            ("name", "kind"),
        ),
        "alias": _table({"name": _FILLED, "from": _DAY, "to": _DAY}, ("name",)),
        "body": _table(
            {
                "ref": _TEXT,
                "name": _TEXT,
                "kind": _one_of(BodyKind),
                "tier": _told(_one_of(Tier), "Only where it is not the usual one of the kind."),
                "party": _told(_ref("party"), "The party whose body it is; left out: a joint body."),
                "aliases": _told(_list(_ref("alias")), "Names it had from a day to a day."),
                "predecessors": _told(_list(_TEXT), "Refs of bodies that it came after."),
                "from": _DAY,
                "to": _DAY,
            },
            ("kind",),
        ),
        "finding": _table(
            {"trait": _one_of(Trait), "certainty": _one_of(Certainty), "place": _TEXT, "by": _TEXT},
            ("trait", "certainty"),
        ),
        "proposal": _table(
            {
                "kind": {"enum": list(KIND_WORDS)},
                "change": _one_of(ChangeClass),
                "scope": _one_of(Scope),
                "label": _told(_one_of(ChangeClass), "What the body itself called the change."),
                "findings": _list(_ref("finding")),
            },
            ("kind", "change"),
        ),
        "votes": _table(
            {
                **dict.fromkeys(("for", "against", "abstained", "present", "members"), _COUNT),
                "chair_for": _told(_YES_NO, "Did the chair vote for?"),
            },
            ("for", "against"),
        ),
        "bloc": _table(
            {"name": _FILLED, "for": _COUNT, "against": _COUNT, "abstained": _COUNT},
            ("name", "for", "against"),
        ),
        "reservation": _table({"text": _FILLED, "sort": _one_of(ReservationSort)}, ("text",)),
        "treatment": _table(
            {
                "body": _ref("body"),
                "act": _told(_one_of(Act), "Left out: innstiller."),
                "outcome": _told(_one_of(Outcome), "Left out: vedtatt."),
                "on": _DAY,
                "text_hash": _HASH,
                "returned_to": _told(_TEXT, "The ref of the body it was sent back to."),
                "case": _TEXT,
            },
            ("body", "on"),
        ),
        "delegation": _table(
            {
                "from": _told(_ref("body"), "The body that gave its power away."),
                "to": _told(_ref("named"), "The body that got it."),
                "kinds": _list({"enum": list(KIND_WORDS)}),
                "changes": _list(_one_of(ChangeClass)),
                "valid": _ref("period"),
                "source": _told(_TEXT, "Where it is written."),
            },
            ("from", "to"),
        ),
        "seat": _table(
            {
                "person": _FILLED,
                "body": _told(_TEXT, "Left out: the body that decided."),
                "speaks_for": _TEXT,
                "role": _TEXT,
                "may_vote": _YES_NO,
                "deputy_for": _told(_TEXT, "Whose place it takes."),
                "from": _DAY,
                "to": _DAY,
            },
            ("person",),
        ),
    }


def _parts_of_rules() -> Schema:
    kinds, changes = _list({"enum": list(KIND_WORDS)}), _list(_one_of(ChangeClass))
    named: Schema = {
        "body": _TEXT,
        "kind": _one_of(BodyKind),
        "of": _one_of(PartyKind),
        "tier": _one_of(Tier),
        "any_party": _YES_NO,
    }
    says_whom = [{"required": [key]} for key in ("body", "kind", "tier", "any_party")]
    prior = {**named, "act": _one_of(Act), "alternatives": _list(_ref("named")), "earlier": _YES_NO}
    return {
        "named": {**_table(named), "anyOf": says_whom},
        "decider": {
            **_table({**named, "per": _one_of(Per), "quantifier": _one_of(Quantifier)}),
            "anyOf": says_whom,
        },
        "demand": {**_table(prior), "anyOf": [*says_whom, {"required": ["alternatives"]}]},
        "source": _table(
            {
                "document": _FILLED,
                "version": _TEXT,
                "clause": _FILLED,
                "clause_id": _TEXT,
                "excerpt": _TEXT,
                "link": _TEXT,
            },
            ("document", "clause"),
        ),
        "mode": _table(
            {
                "threshold": _one_of(Threshold),
                "quorum": _one_of(Quorum),
                "abstention": _one_of(Abstention),
                "steps": {"enum": [1, 2]},
                "casting_vote": _one_of(CastingVote),
                "written": _one_of(WrittenProcedure),
                "reservation": _one_of(ReservationRule),
            }
        ),
        "rule": _table(
            {
                "id": _FILLED,
                "kinds": kinds,
                "changes": changes,
                "scope": _one_of(Scope),
                "when": _list(_one_of(Trait)),
                "act": _one_of(Act),
                "deciders": _list(_ref("decider")),
                "delegated_from": _list(_ref("decider")),
                "mode": _ref("mode"),
                "requires": _list(_ref("demand")),
                "optional": _list(_ref("demand")),
                "limits": _list(_one_of(Trait)),
                "doubts": _list(_one_of(Trait)),
                "exception_from": _TEXT,
                "fallback": _list(_TEXT),
                "evidence": _list(_one_of(Evidence)),
                "next": _TEXT,
                "every": _TEXT,
                "floor": _list(_TEXT),
                "delegable": _YES_NO,
                "confidence": _one_of(Confidence),
                "effect": _TEXT,
                "note": _TEXT,
                "source": _ref("source"),
                "valid": _ref("period"),
            },
            ("id", "source"),
        ),
    }


def _table(properties: Mapping[str, object], required: Iterable[str] = ()) -> Schema:
    needed = list(required)
    return {
        "type": "object",
        "properties": dict(properties),
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(words: type[StrEnum]) -> Schema:
    return {"enum": [word.value for word in words]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _told(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


_TEXT: Schema = {"type": "string"}
_FILLED: Schema = {"type": "string", "pattern": r"\S"}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_HASH: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
_COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": MOST}
_YES_NO: Schema = {"type": "boolean"}

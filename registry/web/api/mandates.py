"""Mandate: who may decide what on a day, and a verdict on facts that are sent."""

from typing import Annotated

from fastapi import APIRouter, Body, Query
from pydantic import JsonValue

from decisions.facts_files import NotFacts, facts_from_dict
from decisions.facts_schema import facts_schema
from decisions.mandate import judge
from decisions.proposals import Proposal
from decisions.rule_files import statutory_floor
from documents.kinds import ChangeClass
from registry.queries import mandates
from registry.web.api.calls import Call, api_reading
from registry.web.api.described import public_read, question
from registry.web.api.problems import ApiRoute, WrongRequest
from registry.web.api.schemas_decisions import Kind, VerdictTold
from registry.web.api.schemas_mandates import WhoMayTold
from registry.web.api.types import On

router = APIRouter(tags=["mandate"], route_class=ApiRoute)
FACTS = {
    "on": "2025-06-12",
    "body": {"kind": "ASU", "ref": "asu"},
    "proposal": {"kind": "retningslinje", "change": "revisjon"},
    "version": "retningslinje-5@2025.1",
    "text_hash": "0" * 64,
    "rules": ["fjordmark-2025"],
}


@router.get("/who-may", **public_read("who_may_decide", "Who may decide this, on a day?"))
def who_may(
    call: Annotated[Call, api_reading()],
    kind: Annotated[
        Kind, Query(description="A kind of document, or another matter.", examples=["retningslinje"])
    ],
    change: Annotated[ChangeClass, Query(description="How large the change is.", examples=["revisjon"])],
    on: On = None,
) -> WhoMayTold:
    """The bodies that must decide, the majority, what comes first, the clause, and the law above it."""
    found = mandates.may_decide(call.session, call.community, Proposal(kind, change), call.day(on))
    return WhoMayTold.model_validate(found.to_dict())


@router.post("/judge", **question("judge_facts", "A verdict on a decision described in full", public=True))
def judge_facts(
    _call: Annotated[Call, api_reading(anywhere=True)],
    facts: Annotated[
        dict[str, JsonValue],
        Body(description="As in docs/rules.md; the schema is at /judge/schema.", examples=[FACTS]),
    ],
) -> VerdictTold:
    """Judge the facts that are sent, by the rules they name or hold. Nothing in the register is changed."""
    try:
        read = facts_from_dict(facts)
    except NotFacts as wrong:
        raise WrongRequest([("", fault) for fault in wrong.faults]) from wrong
    return VerdictTold.model_validate(judge(read.facts, read.rules, statutory_floor()).to_dict())


@router.get("/judge/schema", **public_read("facts_schema", "The form of the facts, as a JSON Schema"))
def schema_of_facts(_call: Annotated[Call, api_reading(anywhere=True)]) -> dict[str, object]:
    """What `judge` reads, as a JSON Schema (2020-12): the same as docs/facts.schema.json."""
    return facts_schema()

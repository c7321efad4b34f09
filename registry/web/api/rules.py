"""Rules of who may decide: those of a day, one of them, written down, and read anew."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from decisions.rule_files import NotRules, rule_from_dict
from decisions.rules import MandateRule
from registry import clock
from registry.errors import BadInput
from registry.operations import rules as operations
from registry.permissions import Permission
from registry.queries import documents, mandates, rule_reviews
from registry.queries.rule_reviews import RuleView
from registry.tables import MandateRuleRow
from registry.web.api.calls import Call, api_reading, api_writing
from registry.web.api.described import create, public_read
from registry.web.api.paging import Ask, Page, page
from registry.web.api.problems import ApiRoute, WrongRequest
from registry.web.api.repeats import RepeatKey, once
from registry.web.api.schemas_rules import RuleCorrectionSent, RuleSent, RuleTold, Table
from registry.web.api.types import On
from registry.web.api.versions import named_version

router = APIRouter(tags=["mandate"], route_class=ApiRoute)
Recording = Annotated[Call, api_writing(Permission.DECISIONS_RECORD)]
RuleInPath = Annotated[
    str, Path(max_length=200, description="The rule's name in the register.", examples=["FM-2025-5.2d"])
]


@router.get("/rules", **public_read("list_rules", "The rules in force on a day"))
def all_rules(call: Annotated[Call, api_reading()], wanted: Ask, on: On = None) -> Page[RuleTold]:
    """The rules in force that day, those that wait to be read anew first."""
    waiting = rule_reviews.waiting_rules(call.session, call.community)
    holding = mandates.rules_on(call.session, call.community, call.day(on))
    names = [rule.id for rule in rule_reviews.in_order(holding, waiting)]
    views = rule_reviews.rules_named(call.session, call.community, names)
    return page(call, wanted, views, lambda view: view.kept.ref, RuleTold.of)


@router.get("/rules/{ref}", **public_read("get_rule", "One rule"))
def rule(call: Annotated[Call, api_reading()], ref: RuleInPath) -> RuleTold:
    """One rule with its clause as it reads, its days, and what it was corrected by."""
    return RuleTold.of(_readable(call, ref))


@router.post("/rules", response_model=RuleTold, **create("write_rule", "Write down what a clause says"))
def write(call: Recording, sent: RuleSent, repeat: RepeatKey = None) -> Response:
    """Write down a rule; all decisions are judged anew where its text applies. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _write(call, sent))


@router.post(
    "/rules/{ref}/corrections", response_model=RuleTold, **create("correct_rule", "Read a rule anew")
)
def correct(call: Recording, ref: RuleInPath, sent: RuleCorrectionSent, repeat: RepeatKey = None) -> Response:
    """Confirm, correct or withdraw a rule; all decisions are judged anew. Needs vedtak:registrere."""
    return once(call, repeat, sent, lambda: _correct(call, ref, sent))


def _readable(call: Call, ref: str) -> RuleView:
    """The rule, where the caller may read its text; raises NotFound."""
    view = rule_reviews.rule(call.session, call.community, ref)
    if view.kept.version is not None and view.kept.document is not None:
        named_version(call, f"{view.kept.document.ref}@{view.kept.version.number}")
    return view


def _write(call: Call, sent: RuleSent) -> RuleTold:
    view = named_version(call, sent.version)
    row = operations.write_rule(
        call.session,
        call.who,
        call.community,
        _rule(sent.rule),
        view.document,
        view.row,
        mandates.clause_named(documents.legal_text(view.row), sent.clause),
        clock.now(),
    )
    return RuleTold.of(rule_reviews.rule(call.session, call.community, row.ref))


def _correct(call: Call, ref: str, sent: RuleCorrectionSent) -> RuleTold:
    view = _readable(call, ref)
    new = _meaning(view, sent)
    made = operations.correct_rule(call.session, call.who, view.kept.row, new, sent.reason, clock.now())
    instead = call.session.get(MandateRuleRow, made.by_id) if made.by_id else None
    return RuleTold.of(rule_reviews.rule(call.session, call.community, instead.ref if instead else ref))


def _meaning(view: RuleView, sent: RuleCorrectionSent) -> MandateRule | None:
    if sent.confirm and sent.rule is not None:
        raise BadInput(
            "Regelen er ikke rettet.",
            "Kallet både bekrefter den («confirm») og sier at den betyr noe annet («rule»).",
            "Send det ene av dem.",
            "rule",
        )
    if sent.confirm:
        return replace(view.kept.rule, confidence=sent.confidence or view.usual_confidence)
    return _rule(sent.rule) if sent.rule is not None else None


def _rule(table: Table) -> MandateRule:
    try:
        return rule_from_dict(table)
    except NotRules as wrong:
        raise WrongRequest([("rule", fault) for fault in wrong.faults]) from wrong

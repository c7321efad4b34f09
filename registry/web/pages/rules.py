"""Rules of who may decide: all of a day, one of them whole, written down, and read anew."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.rules import Confidence, MandateRule
from decisions.verdict import Ground
from documents.lifecycle import Stage
from documents.text import Place
from registry import clock
from registry.errors import BadInput, RegisterError
from registry.operations import rules as operations
from registry.permissions import Permission
from registry.queries import documents, log, mandates, rejudging, rule_reviews
from registry.queries.documents import VersionView
from registry.queries.mandates import KeptRule
from registry.queries.rule_reviews import RuleView
from registry.queries.rule_words import rule_of_toml, toml_of
from registry.tables import MandateRuleRow, RuleCorrectionRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/regler")
Form = Annotated[Typed, Depends(typed)]
Recording = Annotated[Visit, reading(Permission.DECISIONS_RECORD)]
Writing = Annotated[Visit, writing(Permission.DECISIONS_RECORD)]


@router.get("")
def all_rules(visit: Annotated[Visit, reading()]) -> Response:
    """The rules in force that day, those that wait to be looked at first, with clause and confidence."""
    unchanged(visit)
    session, community = visit.session, visit.community
    waiting = [each for each in rule_reviews.waiting_rules(session, community) if _readable(visit, each)]
    holding = mandates.rules_on(session, community, visit.on)
    return show(
        visit,
        "regler.html",
        waiting=waiting,
        in_force=[(rule, Ground.of(rule).to_dict()) for rule in rule_reviews.in_order(holding, waiting)],
        waits={each.ref for each in waiting},
    )


@router.get("/ny")
def new_form(visit: Recording, versjon: str = "", punkt: str = "") -> Response:
    """Write down what a clause of a version says: first which clause, then the rule."""
    view = _version(visit, versjon)
    return _new_form(visit, view, punkt, {"clause": punkt, "rule": _example(view, punkt) if punkt else ""})


@router.post("/ny")
def new(visit: Writing, form: Form) -> Response:
    """Keep the rule, checked with all its faults at once."""
    check_form(visit, form["csrf"])
    view = _version(visit, form["version"])
    outcome = visit.act(lambda: _write(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _new_form(visit, view, form["clause"], form.values(), outcome)
    return see(
        visit, f"/regler/{quote(outcome.ref)}", f"Regelen er skrevet ned. {_turned(visit, view)}".strip()
    )


@router.get("/{ref}")
def rule(visit: Annotated[Visit, reading()], ref: str) -> Response:
    """One rule in words, its clause as it reads now and as it read before, and what became of it."""
    unchanged(visit)
    return _rule(visit, _view(visit, ref))


@router.post("/{ref}")
def read_anew(visit: Writing, ref: str, form: Form) -> Response:
    """Confirm that the rule still means the same, correct it, or withdraw it."""
    check_form(visit, form["csrf"])
    view = _view(visit, ref)
    outcome = visit.act(lambda: _correct(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _rule(visit, view, form.values(), outcome)
    instead = visit.session.get(MandateRuleRow, outcome.by_id) if outcome.by_id else None
    done = "Regelen er lest på nytt." if instead else "Regelen er trukket."
    last = rejudging.last_run(visit.session, visit.community)
    return see(
        visit, f"/regler/{quote(instead.ref if instead else ref)}", f"{done} {last.sentence if last else ''}"
    )


def _view(visit: Visit, ref: str) -> RuleView:
    view = rule_reviews.rule(visit.session, visit.community, ref)
    if view.kept.version is not None and view.kept.document is not None:
        _version(visit, f"{view.kept.document.ref}@{view.kept.version.number}")
    return view


def _readable(visit: Visit, kept: KeptRule) -> bool:
    return kept.version is None or documents.visible(visit.who, kept.version)


def _version(visit: Visit, typed_ref: str) -> VersionView:
    """The version that is named, as the visitor may read it; raises NotFound."""
    ref, _, number = typed_ref.partition("@")
    return documents.version(visit.session, visit.community, ref, number or "latest", visit.who, visit.on)


def _rule(
    visit: Visit,
    view: RuleView,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
) -> Response:
    shown = view.in_force or view.kept.rule
    settled = replace(rule_reviews.without_question(view.kept.rule), confidence=view.usual_confidence)
    may_log = visit.who.may(Permission.AUDIT_READ)
    history = log.history_of(visit.session, visit.community, f"regel:{view.kept.ref}") if may_log else ()
    return show(
        visit,
        "regel.html",
        refused.status if refused else 200,
        view=view,
        rule=shown,
        ground=Ground.of(shown).to_dict(),
        is_draft=view.kept.version is not None and view.kept.version.stage is not Stage.ADOPTED,
        values=values or {"confidence": settled.confidence.value, "rule": toml_of(settled)},
        errors=errors_of(refused) if refused else {},
        refused=refused,
        confidences=options(visit.page, Confidence),
        history=[log.told(visit.session, row) for row in history],
    )


def _correct(visit: Visit, view: RuleView, form: Typed) -> RuleCorrectionRow:
    new = _new_meaning(view, form)
    return operations.correct_rule(visit.session, visit.who, view.kept.row, new, form["reason"], clock.now())


def _new_meaning(view: RuleView, form: Typed) -> MandateRule | None:
    match form["gjor"]:
        case "bekreft":
            sure = form.choice("confidence", Confidence, "Hvor sikkert det er")
            return replace(view.kept.rule, confidence=sure)
        case "rett":
            return rule_of_toml(form["rule"], "rule")
        case "trekk":
            return None
        case _:
            raise BadInput(
                "Det er ikke valgt hva som skal gjøres med regelen.", "", "Velg ett av de tre.", "gjor"
            )


def _write(visit: Visit, view: VersionView, form: Typed) -> MandateRuleRow:
    return operations.write_rule(
        visit.session,
        visit.who,
        visit.community,
        rule_of_toml(form["rule"], "rule"),
        view.document,
        view.row,
        form["clause"],
        clock.now(),
    )


def _new_form(
    visit: Visit,
    view: VersionView,
    clause: str,
    values: Mapping[str, str],
    refused: RegisterError | None = None,
) -> Response:
    text = documents.legal_text(view.row)
    return show(
        visit,
        "regel-ny.html",
        refused.status if refused else 200,
        view=view,
        clause=text.find(clause) if clause else None,
        words=_words(text.find(clause) if clause else None),
        clause_options=[(place.id, _named(place)) for place in text.places()],
        there=[each for each in mandates.kept_of(visit.session, view.row) if each.row.section_id == clause],
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _words(place: Place | None) -> str:
    return mandates.clause_words(place) if place else ""


def _named(place: Place) -> str:
    words = mandates.clause_words(place)
    head = place.section.title if place.point is None else words[:70]
    return f"{place.number} {head}".strip()


def _example(view: VersionView, clause: str) -> str:
    """A rule to begin from: the clause's own source, and the rest to be filled in."""
    place = documents.legal_text(view.row).find(clause)
    number = place.number if place else ""
    name = f"{view.document.ref}-{number}".replace(" ", "")
    return (
        f'[[rule]]\nid = "{name}@{view.row.number}"\nkinds = []\nchanges = []\nact = "vedtar"\n'
        f'confidence = "ordrett"\nnote = ""\n\n[rule.source]\ndocument = "{view.document.ref}"\n'
        f'version = "{view.row.number}"\nclause = "{number}"\n\n[[rule.deciders]]\nkind = "PSU"\n'
    )


def _turned(visit: Visit, view: VersionView) -> str:
    if view.row.stage is not Stage.ADOPTED:
        return "Den gjelder når teksten er vedtatt."
    last = rejudging.last_run(visit.session, visit.community)
    return last.sentence if last else ""

"""Drafts: begun, written, frozen for decision, withdrawn."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.entry_into_force import EnteredBy, EntryRule
from decisions.words import day_in_words
from documents.kinds import ChangeClass
from documents.text import Section
from registry import clock, fields
from registry.errors import RegisterError
from registry.operations import documents as operations
from registry.operations.documents import Draft
from registry.operations.entry_terms import EntryTerms
from registry.operations.imports import next_number
from registry.permissions import Permission
from registry.queries import adoption, documents, evidence, findings, parties, rule_reviews, waiting
from registry.queries.documents import VersionView
from registry.queries.findings import Asked
from registry.tables import DocumentRow, VersionRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.pages.draft_coverage import effect_of
from registry.web.pages.drafting import draft, version
from registry.web.pages.findings_form import CHANGES, TRAITS, findings_of, places_of, values_of
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
MOST_PARTIES = 1000
DraftsWriting = Annotated[Visit, writing(Permission.DRAFTS_WRITE)]
Form = Annotated[Typed, Depends(typed)]


@router.get("/arbeid")
def work(visit: Annotated[Visit, reading(Permission.DRAFTS_READ)]) -> Response:
    """What is under way, and what waits for the reader."""
    unchanged(visit)
    session, community = visit.session, visit.community
    return show(
        visit,
        "arbeid.html",
        waiting=waiting.waiting(session, community, visit.who, visit.on),
        coming=documents.under_way(session, community, visit.who, visit.on),
    )


@router.get("/dokumenter/{ref}/nytt-utkast")
def new_form(visit: Annotated[Visit, reading(Permission.DRAFTS_WRITE)], ref: str, fra: str = "") -> Response:
    """Begin a draft on the latest text, or on the version that is named."""
    document = documents.document(visit.session, visit.community, ref)
    numbers = [each.number for each in documents.versions_of(visit.session, document)]
    values = {"number": next_number(numbers, visit.page.today), "change": "revisjon", "based_on": fra}
    return _new_form(visit, document, values)


@router.post("/dokumenter/{ref}/nytt-utkast")
def new(visit: DraftsWriting, ref: str, form: Form) -> Response:
    """Make the draft: the text of the version it is based on, to be written in."""
    check_form(visit, form["csrf"])
    document = documents.document(visit.session, visit.community, ref)
    outcome = visit.act(lambda: _new(visit, document, form))
    if isinstance(outcome, RegisterError):
        return _new_form(visit, document, form.values(), outcome)
    return see(visit, f"/dokumenter/{ref}/{outcome.number}/skriv", "Utkastet er laget. Skriv i vei.")


@router.get("/dokumenter/{ref}/{number}/frys")
def freeze_form(
    visit: Annotated[Visit, reading(Permission.VERSIONS_FREEZE)], ref: str, number: str
) -> Response:
    """What freezing means, and who may then decide."""
    view = draft(visit, ref, number)
    return _freeze_form(visit, view)


@router.post("/dokumenter/{ref}/{number}/frys")
def freeze(
    visit: Annotated[Visit, writing(Permission.VERSIONS_FREEZE)], ref: str, number: str, form: Form
) -> Response:
    """Freeze the text for decision."""
    check_form(visit, form["csrf"])
    view = draft(visit, ref, number)
    outcome = visit.act(lambda: _freeze(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _freeze_form(visit, view, form.values(), outcome)
    told = "Teksten er frosset. Nå kan den sendes til vedtak."
    if visit.who.may(Permission.DECISIONS_RECORD) and _by_each_party(visit, view):
        return see(visit, f"/dokumenter/{ref}/{number}/runde", f"{told} Start runden nedenfor.")
    return see(visit, f"/dokumenter/{ref}/{number}", told)


@router.get("/dokumenter/{ref}/{number}/ta-over")
def take_over_form(
    visit: Annotated[Visit, reading(Permission.VERSIONS_FREEZE)], ref: str, number: str
) -> Response:
    """A text that applied before the register began: who adopted it, when, and from when?"""
    return show(visit, "ta-over.html", view=draft(visit, ref, number), values={}, errors={})


@router.post("/dokumenter/{ref}/{number}/ta-over")
def take_over(
    visit: Annotated[Visit, writing(Permission.VERSIONS_FREEZE)], ref: str, number: str, form: Form
) -> Response:
    """Bring the text in as adopted before the register began."""
    check_form(visit, form["csrf"])
    view = draft(visit, ref, number)
    outcome = visit.act(lambda: _take_over(visit, view, form))
    if isinstance(outcome, RegisterError):
        return show(
            visit, "ta-over.html", outcome.status, view=view, values=form.values(), errors=errors_of(outcome)
        )
    return see(visit, f"/dokumenter/{ref}/{number}", "Teksten er ført inn slik den ble vedtatt.")


@router.get("/dokumenter/{ref}/{number}/trekk")
def withdraw_form(
    visit: Annotated[Visit, reading(Permission.DRAFTS_WRITE)], ref: str, number: str
) -> Response:
    """Why is it withdrawn?"""
    return show(visit, "trekk.html", view=version(visit, ref, number), values={}, errors={})


@router.post("/dokumenter/{ref}/{number}/trekk")
def withdraw(visit: DraftsWriting, ref: str, number: str, form: Form) -> Response:
    """Withdraw the version; it stays readable for those who may read drafts."""
    check_form(visit, form["csrf"])
    view = version(visit, ref, number)
    outcome = visit.act(
        lambda: operations.withdraw(visit.session, visit.who, view.document, view.row, form["reason"])
    )
    if isinstance(outcome, RegisterError):
        return show(
            visit, "trekk.html", outcome.status, view=view, values=form.values(), errors=errors_of(outcome)
        )
    return see(visit, f"/dokumenter/{ref}", f"Versjon {number} er trukket.")


def _take_over(visit: Visit, view: VersionView, form: Typed) -> None:
    operations.take_over(
        visit.session,
        visit.who,
        view.document,
        view.row,
        fields.day(form["adopted_on"], "adopted_on", "Vedtaksdagen"),
        fields.day(form["valid_from"], "valid_from", "Første dag"),
        form["source"],
        clock.now(),
    )


def _new_form(
    visit: Visit, document: DocumentRow, values: object, refused: RegisterError | None = None
) -> Response:
    views = documents.views_of(visit.session, document, visit.who, visit.on)
    return show(
        visit,
        "nytt-utkast.html",
        refused.status if refused else 200,
        document=document,
        version_options=[(view.row.number, view.row.number) for view in views],
        change_options=options(visit.page, CHANGES),
        values=values,
        errors=errors_of(refused) if refused else {},
    )


def _new(visit: Visit, document: DocumentRow, form: Typed) -> VersionRow:
    base = documents.version(
        visit.session, visit.community, document.ref, form["based_on"] or "latest", visit.who, visit.on
    )
    begun = Draft(
        number=form["number"],
        source=base.row.text,
        language=base.row.language,
        change=form.choice("change", ChangeClass, "Slaget endring"),
        label=form["label"],
        reason=form["reason"],
        entry_rule=base.row.entry_rule,
        based_on=base.row,
    )
    return operations.make_draft(visit.session, visit.who, document, begun, clock.now())


def _freeze_form(
    visit: Visit,
    view: VersionView,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
) -> Response:
    asked = findings.asked(visit.session, visit.community, view, visit.who, visit.on)
    return show(
        visit,
        "frys.html",
        refused.status if refused else 200,
        view=view,
        base=asked.base,
        sheet=asked.sheet,
        asked=asked,
        touched=rule_reviews.touched_by(visit.session, view.row),
        effect=effect_of(visit, view),
        traits=[(number, trait, places_of(asked.proposal.findings, trait)) for number, trait in TRAITS],
        change_options=options(visit.page, CHANGES),
        entry_clauses=_about_entry(view),
        everyone=2
        if view.document.pair_id
        else len(parties.adopting_parties(visit.session, visit.community, visit.on)),
        values=values or _first_values(view, asked),
        errors=errors_of(refused) if refused else {},
    )


def _first_values(view: VersionView, asked: Asked) -> dict[str, str]:
    """What the form begins with: what the words point to is possible until the one who freezes has looked."""
    drafted = {
        "change": view.row.change.value,
        "entry_rule": view.row.entry_rule.value,
        "earliest_from": day_in_words(view.row.earliest_from) if view.row.earliest_from else "",
        "entry_count": str(view.row.entry_count or ""),
        "entered_by": (view.row.entered_by or EnteredBy.VEDTAK).value,
    }
    return drafted | values_of(asked.proposal.findings)


def _freeze(visit: Visit, view: VersionView, form: Typed) -> VersionRow:
    terms = _terms(form)
    held = evidence.sheet_from_base(visit.session, view, visit.who)
    return operations.freeze(
        visit.session,
        visit.who,
        view.document,
        view.row,
        clock.now(),
        confirmed_change=form.choice("change", ChangeClass, "Slaget endring"),
        suggested=held[1].suggestion.change if held else None,
        findings=findings_of(form, visit.who.name),
        terms=terms,
    )


def _terms(form: Typed) -> EntryTerms:
    return EntryTerms(
        form.choice("entry_rule", EntryRule, "Regelen for ikrafttreden"),
        fields.day_or_none(form["earliest_from"], "earliest_from", "Første dag"),
        form.number("entry_count", "Antallet parter", highest=MOST_PARTIES),
        fields.day_or_none(form["entry_by"], "entry_by", "Siste dag for å vedta"),
        form.choice("entered_by", EnteredBy, "Hva som gjør at en part har inngått avtalen,"),
        form["entry_clause"],
    )


def _about_entry(view: VersionView) -> list[Section]:
    """Sections whose title speaks of coming into force: shown to whoever freezes, who says which it is."""
    words = ("ikraft", "trer i kraft", "trår i kraft", "gyldighet", "varighet", "varigheit")
    every = documents.legal_text(view.row).walk()
    return [each for each in every if each.number and any(word in each.title.lower() for word in words)]


def _by_each_party(visit: Visit, view: VersionView) -> bool:
    """Must every party adopt it for itself? Then there is a round to start."""
    stand = adoption.adoption(visit.session, visit.community, view.document, view.row, visit.on)
    return stand.by_each_party

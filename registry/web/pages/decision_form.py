"""The form in which a decision is recorded: what it can choose from, what it begins with, what was typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from decisions.outcomes import Act, Evidence, Outcome, Procedure, Reservation, ReservationSort
from decisions.proposals import KIND_WORDS, Certainty, Finding, Matter, Trait
from decisions.verdict import Verdict
from decisions.votes import ImpossibleVotes, Votes
from decisions.words import day_in_words
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from documents.numbering import NotANumber
from registry import clock, fields
from registry.errors import BadInput, NotFound
from registry.operations.decisions import DecisionEntry, record_decision
from registry.queries import bodies, decisions, documents
from registry.queries.adopted_papers import named_paper
from registry.queries.decisions import DecisionView
from registry.queries.documents import VersionView
from registry.tables import BodyRow, DecisionRow, VersionRow
from registry.web.forms import Typed, options
from registry.web.pages.treatment_form import PAPERS, SIDES, treatment_values, with_treatment
from registry.web.visits import Visit

TRAITS = tuple(enumerate(Trait, 1))
"""The traits with the numbers that their fields carry."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What recording would do: the verdict, and what would follow for the version."""

    verdict: Verdict
    consequence: str


def try_it(visit: Visit, form: Typed) -> Tried:
    """Record it and undo it: every refusal comes now, and the verdict is the very one that would be kept."""
    entry = entry_of(visit, form)
    before = entry.version.stage if entry.version else None
    attempt = visit.session.begin_nested()
    try:
        row = record_decision(visit.session, visit.who, visit.community, entry, clock.now())
        return Tried(Verdict.from_dict(json.loads(row.verdict)), _consequence(entry.version, before))
    finally:
        attempt.rollback()


def _consequence(version: VersionRow | None, before: Stage | None) -> str:
    """What the decision makes of the version, where it takes it a step on; else empty."""
    if version is None or version.stage is before or version.valid_from is None:
        return ""
    return f"Versjon {version.number} er vedtatt og gjelder fra {day_in_words(version.valid_from)}."


def entry_of(visit: Visit, form: Typed) -> DecisionEntry:
    """What was typed, as an entry; raises BadInput with the field that must be mended."""
    view, matter = _about(visit, form["about"])
    body = _body(visit, form["body"])
    entry = DecisionEntry(
        body=body,
        meeting_on=fields.day(form["meeting_on"], "meeting_on", "Møtedagen"),
        case_number=form["case_number"],
        title=form["title"],
        act=form.choice("act", Act, "Hva organet gjorde"),
        outcome=form.choice("outcome", Outcome, "Utfallet"),
        document=view.document if view else None,
        version=view.row if view else None,
        matter=matter,
        change=form.choice("change", ChangeClass, "Slaget endring") if form["change"] else None,
        label=form.choice("label", ChangeClass, "Organets eget ord") if form["label"] else None,
        findings=_findings(visit, form),
        votes=_votes(form, body),
        reservation=_reservation(form),
        deviation_section_id=_place_id(view, form["deviation"]),
        minutes=form["minutes"],
        corrects=_corrected(visit, form["corrects"]),
        paper=named_paper(visit.session, visit.community, form["paper"]),
    )
    return with_treatment(visit, form, entry)


def first_values(visit: Visit, about: str) -> dict[str, str]:
    """What the empty form holds; raises NotFound for a version that is not there."""
    view, matter = _asked(visit, about)
    values = {"about": about, "act": (Act.DISPONERER if matter else Act.VEDTAR).value}
    values |= {"outcome": Outcome.VEDTATT.value, "sort": ReservationSort.UAVKLART.value}
    values |= {"side_1": "kommunene", "side_2": "helseforetaket"}
    if view is not None:
        values["about"] = view.ref
        values |= _ticked(view.row.findings)
    return values


def values_of(visit: Visit, view: DecisionView) -> dict[str, str]:
    """The form as it was filled in for this decision, to be corrected."""
    row = view.row
    counted = {
        "votes_for": row.votes_for,
        "votes_against": row.votes_against,
        "abstained": row.abstained,
        "present": row.present,
        "members": row.members,
    }
    place = documents.legal_text(view.version).find(row.deviation_section_id) if view.version else None
    return {
        "corrects": row.ref,
        "about": view.version_ref or row.matter,
        "body": view.body.ref,
        "meeting_on": day_in_words(row.meeting_on),
        "case_number": row.case_number,
        "title": row.title,
        "act": row.act.value,
        "outcome": row.outcome.value,
        "change": "" if view.version and row.change is view.version.change else row.change.value,
        "label": row.change_label,
        "chair_for": {True: "for", False: "mot", None: ""}[row.chair_for],
        "reservation": row.deviation or row.remark,
        "sort": (row.reservation_sort or ReservationSort.UAVKLART).value,
        "deviation": place.number if place else "",
        "minutes": row.minutes,
        **_ticked(row.findings),
        **treatment_values(visit, view),
        **{name: str(number) for name, number in counted.items() if number is not None},
    }


def choices(visit: Visit, values: Mapping[str, str]) -> dict[str, object]:
    """What the form's lists offer. The version that was asked for is among them, whatever its stage."""
    page = visit.page
    return {
        "about_options": _about_options(visit, values.get("about", "")),
        "body_options": [(row.ref, row.name) for row in bodies.all_bodies(visit.session, visit.community)],
        "act_options": options(page, Act),
        "outcome_options": options(page, Outcome),
        "change_options": options(page, ChangeClass),
        "sort_options": options(page, ReservationSort),
        "procedure_options": options(page, Procedure),
        "sides": SIDES,
        "papers": [
            (number, words) for (number, _), (_, words) in zip(PAPERS, options(page, Evidence), strict=True)
        ],
        "traits": [
            (number, words) for (number, _), (_, words) in zip(TRAITS, options(page, Trait), strict=True)
        ],
    }


def _about_options(visit: Visit, asked: str) -> list[tuple[str, str]]:
    views = [
        view
        for row in documents.all_documents(visit.session, visit.community)
        for view in documents.views_of(visit.session, row, visit.who, visit.page.today)
        if view.row.stage in {Stage.FROZEN, Stage.ADOPTED} or view.ref == asked
    ]
    first_those_that_wait = sorted(views, key=lambda view: view.row.stage is not Stage.FROZEN)
    told = [
        (view.ref, f"{view.document.title} {view.row.number} ({view.standing.value})")
        for view in first_those_that_wait
    ]
    return told + [(matter, label) for matter, label in options(visit.page, Matter)]


def _about(visit: Visit, typed: str) -> tuple[VersionView | None, Matter | None]:
    if not typed:
        raise BadInput(
            "Det er ikke valgt hva vedtaket gjelder.", "", "Velg en versjon eller en sak.", "about"
        )
    try:
        return _asked(visit, typed)
    except NotFound as unknown:
        raise BadInput(
            unknown.what, unknown.why, "Velg fra listen. Det du skrev, står.", "about"
        ) from unknown


def _asked(visit: Visit, typed: str) -> tuple[VersionView | None, Matter | None]:
    """The version or matter that is meant; neither where nothing is; raises NotFound."""
    if not typed:
        return None, None
    if typed in KIND_WORDS and typed in set(Matter):
        return None, Matter(typed)
    ref, _, number = typed.partition("@")
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.page.today), None


def _ticked(findings: str) -> dict[str, str]:
    """What a person confirmed about the change, as JSON: ticked beforehand."""
    confirmed = {
        found["trait"]: str(found.get("place", ""))
        for found in json.loads(findings)
        if found.get("certainty") == Certainty.BEKREFTET
    }
    ticked = {f"trait_{number}": "ja" for number, trait in TRAITS if trait in confirmed}
    return ticked | {f"place_{number}": confirmed[trait] for number, trait in TRAITS if trait in confirmed}


def _body(visit: Visit, ref: str) -> BodyRow:
    if not ref:
        raise BadInput("Organet er ikke valgt.", "", "Velg fra listen.", "body")
    try:
        return bodies.body(visit.session, visit.community, ref)
    except NotFound as unknown:
        raise BadInput(unknown.what, "", "Velg fra listen.", "body") from unknown


def _findings(visit: Visit, form: Typed) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            trait,
            Certainty.BEKREFTET,
            fields.line(form[f"place_{number}"], f"place_{number}", "Stedet", required=False),
            visit.who.name,
        )
        for number, trait in TRAITS
        if form[f"trait_{number}"]
    )


def _votes(form: Typed, body: BodyRow) -> Votes | None:
    """The vote; where the form does not say how many members the body has, what the register says of it."""
    for_, against = form.number("votes_for", "Stemmer for"), form.number("votes_against", "Stemmer mot")
    abstained, present = form.number("abstained", "Avholdende"), form.number("present", "Til stede")
    members = form.number("members", "Medlemmer")
    if for_ is None and against is None and abstained is None:
        return None
    if for_ is None or against is None:
        missing = "votes_for" if for_ is None else "votes_against"
        raise BadInput(
            "Stemmetallene er ikke hele.", "Både for og mot må stå, også når det er 0.", field=missing
        )
    chair = {"for": True, "mot": False}.get(form["chair_for"])
    try:
        return Votes(
            for_, against, abstained or 0, present, body.members if members is None else members, chair
        )
    except ImpossibleVotes as wrong:
        raise BadInput("Stemmetallene kan ikke stemme.", str(wrong), "Rett dem.", "votes_for") from wrong


def _reservation(form: Typed) -> Reservation | None:
    words = form.text("reservation", "Det organet la til", required=False)
    if not words:
        return None
    sort = form.choice("sort", ReservationSort, "Om det organet la til, endrer teksten,")
    return Reservation(words, sort)


def _place_id(view: VersionView | None, number: str) -> str:
    """The identity of the clause that people mean by this number."""
    if view is None or not number.strip():
        return ""
    try:
        found = documents.legal_text(view.row).find_number(number)
    except NotANumber as wrong:
        raise BadInput("Punktet ble ikke funnet.", str(wrong), field="deviation") from wrong
    if found is None:
        raise BadInput(f"{view.ref} har ikke noe punkt {number.strip()[:20]}.", field="deviation")
    return found.id


def _corrected(visit: Visit, ref: str) -> DecisionRow | None:
    return decisions.decision(visit.session, visit.community, ref).row if ref else None

"""The form of a case: what it can choose from, what it begins with, what was typed."""

import json
from collections.abc import Iterable, Mapping
from itertools import count

from decisions.outcomes import Act
from decisions.proposals import KIND_WORDS, Certainty, Finding, Kind, Matter, Proposal, Trait
from documents.kinds import ChangeClass
from documents.lifecycle import Stage
from registry import fields
from registry.errors import BadInput, NotFound
from registry.operations.cases import CaseEntry
from registry.queries import bodies, cases, documents, meetings
from registry.queries.cases import CaseView
from registry.queries.documents import VersionView
from registry.tables import BodyRow
from registry.web.forms import Typed, options
from registry.web.visits import Visit

TRAITS = tuple(enumerate(Trait, 1))
"""The traits with the numbers that their fields carry."""
STEPS = 6
"""Rows there are at least for the bodies of a route; a longer route has two more than it uses."""
BY_RULES, OWN = "regler", "egen"


def entry_of(visit: Visit, form: Typed) -> CaseEntry:
    """What was typed, as an entry; raises BadInput with the field that must be mended."""
    view, matter = _about(visit, form["about"])
    return CaseEntry(
        title=form["title"],
        description=form["description"],
        document=view.document if view else None,
        version=view.row if view else None,
        matter=matter,
        change=form.choice("change", ChangeClass, "Slaget endring") if form["change"] else None,
        label=form.choice("label", ChangeClass, "Navnet på endringen") if form["label"] else None,
        findings=_findings(visit, form),
        route=_own_route(visit, form) if form["route"] == OWN else _route_of_the_rules(visit, form),
    )


def proposal_of(visit: Visit, form: Typed) -> Proposal:
    """What was typed, as it is put to a body; raises BadInput."""
    view, matter = _about(visit, form["about"])
    kind: Kind = view.document.kind if view else matter or Matter.ANNEN
    typed_change = form.choice("change", ChangeClass, "Slaget endring") if form["change"] else None
    change = typed_change or (view.row.change if view else _usual(kind))
    label = form.choice("label", ChangeClass, "Navnet på endringen") if form["label"] else None
    return Proposal(kind, change, None, label, frozenset(_findings(visit, form)))


def first_values(visit: Visit, meeting: str, version: str) -> dict[str, str]:
    """What the empty form holds; raises NotFound for a meeting or version that is not there."""
    values = {"route": BY_RULES, "about": version, "meeting": meeting}
    if meeting:
        meetings.meeting(visit.session, visit.community, meeting)
    if version:
        view, _ = _asked(visit, version)
        values["title"] = f"{view.document.title}, versjon {view.row.number}" if view else ""
        values |= _ticked(Finding.from_dict(each) for each in json.loads(view.row.findings)) if view else {}
    return values


def values_of(view: CaseView) -> dict[str, str]:
    """The form as it was filled in for this case."""
    usual = view.version.change if view.version else None
    return {
        "title": view.row.title,
        "description": view.row.description,
        "about": view.version_ref or view.row.matter,
        "change": "" if view.row.change is usual else view.row.change.value,
        "label": view.row.change_label,
        "route": OWN,
        "revision": str(view.row.revision),
        **{f"step_{at}": body.ref for at, (body, _) in enumerate(view.route, 1)},
        **{f"act_{at}": act.value for at, (_, act) in enumerate(view.route, 1)},
        **_ticked(view.findings),
    }


def choices(visit: Visit, values: Mapping[str, str]) -> dict[str, object]:
    """What the form's lists offer, and as many rows for bodies as are in use and some more."""
    page = visit.page
    used = max((at for at in range(1, 200) if values.get(f"step_{at}")), default=0)
    return {
        "about_options": _about_options(visit),
        "body_options": [(row.ref, row.name) for row in bodies.all_bodies(visit.session, visit.community)],
        "change_options": options(page, ChangeClass),
        "act_options": options(page, Act),
        "traits": [
            (number, words) for (number, _), (_, words) in zip(TRAITS, options(page, Trait), strict=True)
        ],
        "steps": range(1, max(STEPS, used + 2) + 1),
    }


def _about_options(visit: Visit) -> list[tuple[str, str]]:
    """The texts on their way first, then those that are adopted, then what is no text."""
    views = [
        view
        for row in documents.all_documents(visit.session, visit.community)
        for view in documents.views_of(visit.session, row, visit.who, visit.page.today)
        if view.row.stage is not Stage.WITHDRAWN
    ]
    order = {Stage.FROZEN: 0, Stage.DRAFT: 1}
    texts = sorted(views, key=lambda view: order.get(view.row.stage, 2))
    return [
        *((view.ref, f"{view.document.title} {view.row.number} ({view.standing.value})") for view in texts),
        *options(visit.page, Matter),
    ]


def _about(visit: Visit, asked: str) -> tuple[VersionView | None, Matter | None]:
    if not asked:
        raise BadInput("Det er ikke valgt hva saken gjelder.", "", "Velg fra listen.", "about")
    try:
        return _asked(visit, asked)
    except NotFound as unknown:
        raise BadInput(unknown.what, unknown.why, "Velg fra listen.", "about") from unknown


def _asked(visit: Visit, asked: str) -> tuple[VersionView | None, Matter | None]:
    """The version or matter that is meant; raises NotFound."""
    if asked in KIND_WORDS and asked in set(Matter):
        return None, Matter(asked)
    ref, _, number = asked.partition("@")
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.page.today), None


def _usual(kind: Kind) -> ChangeClass:
    return ChangeClass.DISPONERING if kind in {Matter.MIDLER, Matter.TILSKUDD} else ChangeClass.NY


def _ticked(findings: Iterable[Finding]) -> dict[str, str]:
    """What a person has confirmed, ticked beforehand."""
    confirmed = {each.trait: each.place for each in findings if each.certainty is Certainty.BEKREFTET}
    found = [(number, confirmed[trait]) for number, trait in TRAITS if trait in confirmed]
    ticked = {f"trait_{number}": "ja" for number, _ in found}
    return ticked | {f"place_{number}": place for number, place in found}


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


def _own_route(visit: Visit, form: Typed) -> tuple[tuple[BodyRow, Act], ...]:
    """The bodies that were chosen, in order; an empty row is passed over."""
    there = {row.ref: row for row in bodies.all_bodies(visit.session, visit.community)}
    route = []
    for at in count(1):
        ref = form[f"step_{at}"]
        if ref and ref not in there:
            raise BadInput(f"Organ {at} finnes ikke.", "", "Velg fra listen.", f"step_{at}")
        if ref:
            route.append((there[ref], form.choice(f"act_{at}", Act, f"Hva organ {at} gjør,")))
        elif at > STEPS and not form[f"step_{at + 1}"] and not form[f"step_{at + 2}"]:
            break
    return tuple(route)


def _route_of_the_rules(visit: Visit, form: Typed) -> tuple[tuple[BodyRow, Act], ...]:
    """The bodies that the rules of today point to; empty where they do not say."""
    there = {row.ref: row for row in bodies.all_bodies(visit.session, visit.community)}
    steps = cases.suggested_route(visit.session, visit.community, proposal_of(visit, form), visit.page.today)
    return tuple((there[ref], step.act) for step in steps for ref in step.bodies)

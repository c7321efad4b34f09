"""Writing in a draft, one section at a time: the text in force beside it, saved as one goes."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.proposals import Proposal
from documents.drafting import arranging
from documents.drafting.arranging import Way
from documents.drafting.editing import Wording, wording
from documents.drafting.merging import Conflict
from documents.lifecycle import Stage
from documents.text import LegalText
from registry import clock
from registry.clock import OSLO
from registry.errors import BadInput, RegisterError
from registry.operations import drafts as operations
from registry.operations.documents import subject
from registry.operations.drafts import WrittenByTwo
from registry.permissions import Permission
from registry.queries import documents, drafting, findings, mandates, rule_reviews
from registry.queries.conflicts import side
from registry.queries.documents import VersionView, legal_text
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
HERE = "/dokumenter/{ref}/{number}/skriv"
OPENING = "tekst"
"""What addresses call the title and what stands before the first section, which have no identity."""
Reading = Annotated[Visit, reading(Permission.DRAFTS_WRITE)]
Writing = Annotated[Visit, writing(Permission.DRAFTS_WRITE)]
Form = Annotated[Typed, Depends(typed)]


class Act(StrEnum):
    """What is done with a whole section; moving it is a `Way`."""

    AFTER = "etter"
    UNDER = "under"
    SPLIT = "del"
    MERGE = "sla-sammen"
    REMOVE = "fjern"
    RESTORE = "hent-tilbake"


@router.get(HERE)
def sections(visit: Reading, ref: str, number: str) -> Response:
    """The draft as it will read, section by section, each with the way to write in it."""
    unchanged(visit)
    return _sections(visit, draft(visit, ref, number))


@router.post(HERE)
def arrange(visit: Writing, ref: str, number: str, form: Form) -> Response:
    """Do something with whole sections: add, move, split, merge, remove, bring back; or number anew."""
    check_form(visit, form["csrf"])
    view = draft(visit, ref, number)
    outcome = visit.act(lambda: _arranged(visit, view, form))
    if isinstance(outcome, RegisterError):
        return _sections(visit, view, outcome)
    return see(visit, *outcome)


@router.get(HERE + "/{place}")
def section(visit: Reading, ref: str, number: str, place: str) -> Response:
    """One section: its title and words, and beside them how they stand in the text in force."""
    unchanged(visit)
    view = draft(visit, ref, number)
    return _section(visit, view, _identity(place))


@router.post(HERE + "/{place}")
def save(visit: Writing, ref: str, number: str, place: str, form: Form) -> Response:
    """Save the section; what others have written elsewhere stays, and what they wrote here is shown."""
    check_form(visit, form["csrf"])
    view, identity = version(visit, ref, number), _identity(place)
    outcome = visit.act(lambda: _save(visit, view, identity, form))
    if isinstance(outcome, WrittenByTwo):
        rest = _rest(outcome.conflicts[0])
        return conflict(
            visit, view, outcome, outcome.conflicts, rest, form.values(), f"{_here(view)}/{place}"
        )
    if isinstance(outcome, RegisterError):
        return _section(visit, view, identity, form.values(), outcome)
    return see(visit, _next(view, place, form["til"]), f"Lagret {clock.now().astimezone(OSLO):%H.%M}.")


def version(visit: Visit, ref: str, number: str) -> VersionView:
    """The version named in the address, if the visitor may read it."""
    return documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)


def draft(visit: Visit, ref: str, number: str) -> VersionView:
    """The same, if it is a draft; raises BadInput."""
    view = version(visit, ref, number)
    if view.row.stage is not Stage.DRAFT:
        raise BadInput(
            f"Versjon {number} er ikke et utkast.", "Bare utkast kan endres.", "Lag et nytt utkast av den."
        )
    return view


def conflict(
    visit: Visit,
    view: VersionView,
    refused: RegisterError,
    conflicts: Sequence[Conflict],
    rest: Mapping[str, str],
    values: Mapping[str, str],
    action: str,
) -> Response:
    """What both have changed, side by side, with what was typed in fields that can be saved from there.

    `rest` is what the form carries unseen. Fields are called as in the form it came from.
    """
    document = subject(view.document, view.row)
    only = conflicts[0].identity if len(conflicts) == 1 else ""
    return show(
        visit,
        "konflikt.html",
        refused.status,
        view=view,
        error=refused,
        who=drafting.last_writer(visit.session, visit.community, document, only),
        sides=[side(each) for each in conflicts],
        rest=rest,
        values=values,
        action=action,
        errors=errors_of(refused) if isinstance(refused, BadInput) else {},
    )


def _here(view: VersionView) -> str:
    return f"/dokumenter/{quote(view.document.ref)}/{quote(view.row.number)}/skriv"


def _identity(place: str) -> str:
    return "" if place == OPENING else place


def _rest(found: Conflict) -> dict[str, str]:
    """What the next saving is held against: theirs as it was shown; or that the section is to come back."""
    began = side(found).theirs or side(found).base or Wording("", "")
    again = {} if found.theirs else {"igjen": "ja"}
    return {"opened_title": began.title, "opened_body": began.body} | again


def _sections(visit: Visit, view: VersionView, refused: RegisterError | None = None) -> Response:
    return show(
        visit,
        "skriv.html",
        refused.status if refused else 200,
        view=view,
        asked=findings.asked(visit.session, visit.community, view, visit.who, visit.on),
        touched=rule_reviews.touched_by(visit.session, view.row),
        desk=drafting.desk(visit.session, visit.community, view, visit.on),
        errors=errors_of(refused) if refused else {},
    )


def _section(
    visit: Visit,
    view: VersionView,
    identity: str,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
) -> Response:
    desk = drafting.desk(visit.session, visit.community, view, visit.on)
    sheet = desk.sheet(identity)
    stands = wording(sheet.section)
    kept = {"title": stands.title, "body": stands.body}
    opened = {f"opened_{name}": value for name, value in kept.items()}
    proposal = Proposal(view.document.kind, view.row.change)
    return show(
        visit,
        "skriv-punkt.html",
        refused.status if refused else 200,
        view=view,
        desk=desk,
        sheet=sheet,
        following=desk.following(identity),
        pieces=arranging.pieces(desk.text, identity) if identity else (),
        values=values or kept | opened,
        errors=errors_of(refused) if refused else {},
        answer=mandates.may_decide(visit.session, visit.community, proposal, visit.on).to_dict(),
    )


def _save(visit: Visit, view: VersionView, identity: str, form: Typed) -> object:
    told = visit.session, visit.who, view.document, view.row, identity
    opened, mine = Wording(form["opened_title"], form["opened_body"]), Wording(form["title"], form["body"])
    return operations.write_section(*told, opened, mine, again=bool(form["igjen"]))


def _next(view: VersionView, place: str, wanted: str) -> str:
    """Where one goes on after saving: the same section, the next one, or the whole draft."""
    if wanted == "neste":
        places = [OPENING, *(each.id for each in legal_text(view.row).walk())]
        after = places[places.index(place) + 1 :] if place in places else []
        return f"{_here(view)}/{after[0]}" if after else _here(view)
    return f"{_here(view)}#{place}" if wanted == "utkast" else f"{_here(view)}/{quote(place)}"


def _arranged(visit: Visit, view: VersionView, form: Typed) -> tuple[str, str]:
    """Do what the form asks for: where one goes on, and a word about what was done."""
    told = visit.session, visit.who, view.document, view.row
    if form["gjor"] == "nummerer":
        operations.number_anew(*told)
        return _here(view), "Utkastet er nummerert på nytt. Fra nå av følger numrene rekkefølgen."
    if form["gjor"] == "henvis":
        operations.arrange(
            *told,
            lambda text: (drafting.with_references(visit.session, visit.community, view, text), ""),
        )
        return _here(view), "Ordene er gjort om til henvisninger. De følger punktet når det får nytt nummer."
    change, notice = _change(visit, view, form)
    touched = operations.arrange(*told, change, form["punkt"], form["sett"])
    if form["gjor"] in {Act.AFTER, Act.UNDER, Act.SPLIT}:
        return f"{_here(view)}/{touched}", notice
    return f"{_here(view)}#{touched or OPENING}", notice


def _change(visit: Visit, view: VersionView, form: Typed) -> tuple[operations.Arrangement, str]:
    """What to do with the text, and the word about it."""
    identity, asked = form["punkt"], form["gjor"]
    if asked in set(Way):
        way = Way(asked)
        return lambda text: (arranging.moved(text, identity, way), identity), "Punktet er flyttet."
    match form.choice("gjor", Act, "Hva som skal gjøres"):
        case Act.AFTER | Act.UNDER as act:
            title = form.line("title", "Tittelen på det nye punktet")
            under = act is Act.UNDER
            return lambda text: arranging.added(text, identity, title, under=under), "Punktet er laget."
        case Act.SPLIT:
            title, at = form.line("title", "Tittelen på det nye punktet"), form.number("at", "Delingsstedet")
            return (
                lambda text: arranging.split(text, identity, at or 0, title),
                "Punktet er delt. Her er det nye.",
            )
        case Act.MERGE:
            return lambda text: arranging.merged(text, identity), "Punktet er slått sammen med det foran."
        case Act.REMOVE:
            return lambda text: _removed(text, identity), "Punktet er fjernet. Du kan hente det tilbake."
        case Act.RESTORE:
            held = drafting.held_against(visit.session, view, visit.on)
            return lambda text: (
                arranging.restored(text, held, identity),
                identity,
            ), "Punktet er hentet tilbake."


def _removed(text: LegalText, identity: str) -> tuple[LegalText, str]:
    """The text without the section, and the section that stands before it."""
    before = ""
    for section in text.walk():
        if section.id == identity:
            break
        before = section.id
    return arranging.removed(text, identity), before

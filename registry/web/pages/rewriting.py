"""Writing in a draft's whole text at once, for those who would rather."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from decisions.proposals import Proposal
from documents.drafting.editing import Wording
from documents.markdown import identities_in, read
from registry.errors import BadInput, RegisterError
from registry.operations import drafts as operations
from registry.operations.drafts import Answer, WrittenByTwo
from registry.permissions import Permission
from registry.queries import documents, mandates
from registry.queries.conflicts import Side, side
from registry.queries.documents import VersionView
from registry.queries.identities import about_renewed, identities_elsewhere
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, typed
from registry.web.pages.drafting import OPENING, conflict, draft, version
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
HERE = "/dokumenter/{ref}/{number}/rediger"


@router.get(HERE)
def edit_form(visit: Annotated[Visit, reading(Permission.DRAFTS_WRITE)], ref: str, number: str) -> Response:
    """The draft's text, with the text in force and «who may decide this?» beside it."""
    view = draft(visit, ref, number)
    return _edit_form(visit, view, {"text": view.row.text, "opened": view.row.text})


@router.post(HERE)
def edit(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)],
    ref: str,
    number: str,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Save the text, with what others have saved since; where both changed the same, both are shown."""
    check_form(visit, form["csrf"])
    view = version(visit, ref, number)
    answers = _answers(form)
    outcome = visit.act(
        lambda: operations.write_text(
            visit.session, visit.who, view.document, view.row, form["opened"], form["text"], answers
        )
    )
    if isinstance(outcome, WrittenByTwo):
        return _conflict(visit, view, outcome, form)
    if isinstance(outcome, BadInput) and answers:
        return _conflict(visit, view, outcome, form)
    if isinstance(outcome, RegisterError):
        return _edit_form(visit, view, form.values(), outcome)
    return see(
        visit,
        f"/dokumenter/{ref}/{number}",
        f"Utkastet er lagret. {_about_pasted(visit, view, form)}".strip(),
    )


def _about_pasted(visit: Visit, view: VersionView, form: Typed) -> str:
    """What to say of sections that were pasted from another document, identities and all."""
    elsewhere = identities_elsewhere(visit.session, visit.community.id, view.document)
    pasted = identities_in(form["text"]) & elsewhere
    places = read(form["text"]).places() if pasted else ()
    renewed = [place.number for place in places if place.id in pasted]
    return about_renewed(renewed) if renewed else ""


def _answers(form: Typed) -> dict[str, Answer]:
    """What was decided about each section that two had changed, as the page of conflicts asks for it."""
    places = [name.removeprefix("sett-") for name in form.values() if name.startswith("sett-")]
    return {"" if place == OPENING else place: _answer(form, place) for place in places}


def _answer(form: Typed, place: str) -> Answer:
    wording = Wording(form[f"title-{place}"], form[f"body-{place}"])
    return Answer(None if form[f"fjern-{place}"] else wording, form[f"sett-{place}"])


def _conflict(visit: Visit, view: VersionView, refused: RegisterError, form: Typed) -> Response:
    """The page of conflicts, where what was decided before stands, but for what has changed since."""
    both = operations.merged_with(view.document, view.row, form["opened"], form["text"])
    values: dict[str, str] = {}
    for each in map(side, both.conflicts):
        place = each.identity or OPENING
        known = form[f"sett-{place}"] != ""
        values |= _typed(form, place) if known else _begun(each, place)
    rest = {"opened": form["opened"], "text": form["text"]}
    return conflict(
        visit,
        view,
        refused,
        both.conflicts,
        rest,
        values,
        f"/dokumenter/{view.document.ref}/{view.row.number}/rediger",
    )


def _typed(form: Typed, place: str) -> dict[str, str]:
    return {f"{name}-{place}": form[f"{name}-{place}"] for name in ("title", "body", "fjern")}


def _begun(each: Side, place: str) -> dict[str, str]:
    mine = each.mine or each.theirs or Wording("", "")
    return {f"title-{place}": mine.title, f"body-{place}": mine.body}


def _edit_form(
    visit: Visit, view: VersionView, values: Mapping[str, str], refused: RegisterError | None = None
) -> Response:
    proposal = Proposal(view.document.kind, view.row.change)
    return show(
        visit,
        "rediger.html",
        refused.status if refused else 200,
        view=view,
        values=values,
        errors=errors_of(refused) if refused else {},
        applying=documents.version_in_force(visit.session, visit.community, view.document.ref, visit.on),
        answer=mandates.may_decide(visit.session, visit.community, proposal, visit.on).to_dict(),
    )

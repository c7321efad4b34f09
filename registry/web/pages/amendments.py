"""One suggestion of a returned file: seen whole, accepted, refused, or given its place."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.comparing.words import compare_words
from documents.drafting.editing import Wording, wording
from documents.drafting.tree import CannotEdit, section_of, spot_of
from documents.returning.amendments import Spot
from documents.returning.kinds import AmendmentKind
from documents.returning.matching import heading_of
from documents.text import LegalText, Section
from registry import clock
from registry.errors import BadInput, NotFound, RegisterError
from registry.operations import answering
from registry.operations import exchange as operations
from registry.operations.answering import Decided
from registry.operations.drafts import WrittenByTwo
from registry.permissions import Permission
from registry.queries import amendments, exchange
from registry.queries.amendments import AmendmentView, Only, words_of
from registry.queries.documents import VersionView, legal_text
from registry.queries.drafting import section_mark
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.pages.drafting import version
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
HERE = "/dokumenter/{ref}/{number}/svar/{identity}"
FIRST = "forst"
"""What a form calls the place before all sections."""


@router.get(HERE)
def suggestion(
    visit: Annotated[Visit, reading(Permission.DRAFTS_READ)], ref: str, number: str, identity: str
) -> Response:
    """One suggestion: as it was sent, as the draft reads now, as it is proposed; and what shall stand."""
    unchanged(visit)
    view = version(visit, ref, number)
    return _one(visit, view, _known(visit, view, identity))


@router.post(HERE)
def answer(
    visit: Annotated[Visit, writing(Permission.DRAFTS_WRITE)],
    ref: str,
    number: str,
    identity: str,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Accept it, refuse it or give it its place, and go on to the next that is open."""
    check_form(visit, form["csrf"])
    view = version(visit, ref, number)
    asked, only = _known(visit, view, identity), Only(form["fil"], form["forfatter"])
    following = amendments.answers(visit.session, view.row, only).following(asked.row.id)
    outcome = visit.act(lambda: _answer(visit, view, asked, form))
    if isinstance(outcome, RegisterError):
        return _one(visit, view, _known(visit, view, identity), form.values(), outcome)
    left = amendments.answers(visit.session, view.row, only).in_order
    goal = _goal(left, asked, following)
    told = {"fil": only.file, "forfatter": only.author}
    query = urlencode({name: value for name, value in told.items() if value})
    place = f"f-{goal.row.id}" if goal else "forslagene"
    return see(visit, f"{here(view)}{f'?{query}' if query else ''}#{place}", outcome)


def here(view: VersionView) -> str:
    """The address of the list of suggestions to a draft."""
    return f"/dokumenter/{quote(view.document.ref)}/{quote(view.row.number)}/svar"


def sections_to_choose(text: LegalText) -> list[tuple[str, str]]:
    """The sections of a text as a select wants them."""
    return [(section.id, heading_of(section)) for section in text.walk()]


def _known(visit: Visit, view: VersionView, identity: str) -> AmendmentView:
    if not identity.isascii() or not identity.isdecimal() or len(identity) > 9:
        raise NotFound("Forslaget finnes ikke.", "", "Se listen over forslagene til utkastet.")
    return amendments.amendment(visit.session, view.row, int(identity))


def _goal(
    left: list[AmendmentView], asked: AmendmentView, following: AmendmentView | None
) -> AmendmentView | None:
    """Where one goes on: what the answer made of it, else the next that is still open, else the first."""
    here_again = [each for each in left if each.row.file_id == asked.row.file_id]
    if asked.row.kind is AmendmentKind.UNPLACED and asked.is_open:
        return next(iter(here_again or left), None)
    ids = [each.row.id for each in left]
    return following if following and following.row.id in ids else next(iter(left), None)


def _answer(visit: Visit, view: VersionView, asked: AmendmentView, form: Typed) -> str:
    """Do what the form asks for; a word about what was done."""
    told = visit.session, visit.who, view.document, view.row
    revision = form.number("revisjon", "Utgaven av forslaget") or 0
    whole = (*told, asked.row, revision, form["answer"], clock.now())
    match form["svar"]:
        case "godta":
            answering.accept(*whole)
            return "Besvart." if asked.is_comment else "Godtatt og skrevet i utkastet."
        case "avvis":
            answering.refuse(*whole)
            return "Avvist. Utkastet er som før, og forslaget kan godtas senere."
        case "skriv":
            opened = Wording(form["opened_title"], form["opened_body"]) if form["finnes"] else None
            mine = Wording(form["title"], form["body"])
            answering.accept(*whole, Decided(opened=opened, wording=mine))
            return "Godtatt. Utkastet har fått det du skrev."
        case "sett":
            answering.accept(*whole, Decided(spot=_spot(legal_text(view.row), form["sted"])))
            return "Godtatt. Punktet står der du sa."
        case "fjern":
            answering.accept(*whole, Decided(seen=form["sett"]))
            return "Godtatt. Punktet er fjernet."
        case "er":
            return _placed(visit, view, asked, form)
        case _:
            raise BadInput("Ingenting er endret.", "Det er ikke sagt hva som skal gjøres.", "", "svar")


def _placed(visit: Visit, view: VersionView, asked: AmendmentView, form: Typed) -> str:
    """A section without place is the one that the person chose."""
    if not form["punkt"]:
        raise BadInput("Ingenting er endret.", "Det er ikke valgt hvilket punkt det er.", "", "punkt")
    matches = exchange.report_of(asked.file)["matches"]
    at = next((at for at, each in enumerate(matches) if each["section"] == asked.row.section_id), -1)
    told = visit.session, visit.who, view.document, view.row, asked.file, at
    operations.correct_match(*told, form["punkt"])
    return "Punktet har fått sin plass. Det filen foreslår om det, står i listen."


def _spot(text: LegalText, wanted: str) -> Spot:
    """Right after the section that was chosen, or before all."""
    if wanted == FIRST:
        return Spot("", "")
    try:
        return Spot(spot_of(text, wanted).parent, wanted)
    except CannotEdit as wrong:
        raise BadInput("Ingenting er endret.", str(wrong), "Velg et annet sted.", "sted") from wrong


def _one(
    visit: Visit,
    view: VersionView,
    asked: AmendmentView,
    values: Mapping[str, str] | None = None,
    refused: RegisterError | None = None,
) -> Response:
    text = legal_text(view.row)
    now = _section_now(text, asked.row.section_id)
    stands = wording(now) if now else None
    before, after = asked.amendment.before, asked.amendment.after
    begun = {
        "title": after.title if after else "",
        "body": after.body if after else "",
        "opened_title": stands.title if stands else "",
        "opened_body": stands.body if stands else "",
        "answer": asked.row.answer,
        "sted": asked.amendment.spot.after if asked.amendment.spot else "",
        "punkt": asked.amendment.candidate,
    }
    typed_in = dict(values or {})
    if isinstance(refused, WrittenByTwo):  # what is saved next is held against theirs as it is shown now
        typed_in |= {name: begun[name] for name in ("opened_title", "opened_body")}
    return show(
        visit,
        "svar-ett.html",
        refused.status if refused else 200,
        view=view,
        each=asked,
        now=stands,
        since=compare_words(words_of(before), words_of(stands)) if before and stands else (),
        before=words_of(before),
        mark=section_mark(now) if now and now.id else "",
        sections=sections_to_choose(text),
        base_sections=sections_to_choose(exchange.base_text(asked.file)),
        values=begun | typed_in,
        errors=errors_of(refused) if refused else {},
    )


def _section_now(text: LegalText, identity: str) -> Section | None:
    if not identity:
        return Section("", "", text.title, text.preamble)
    try:
        return section_of(text, identity)
    except CannotEdit:
        return None

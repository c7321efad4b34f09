"""Every judgement that counts on a day; those in doubt with both readings, to be confirmed or judged anew."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.comparing.words import WordChange, compare_words
from documents.coverage import Suspicion
from registry.errors import BadInput, RegisterError
from registry.operations import coverage as operations
from registry.permissions import Permission
from registry.queries import documents, parties
from registry.queries.judgement_list import Judgement, doubt_words, judgements
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, errors_of, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter()
PATH = "/lovkrav/vurderinger"


@dataclass(frozen=True, slots=True)
class DoubtShown:
    """What changed under a judgement, marked word by word."""

    doubt: Suspicion
    told: str
    words: tuple[WordChange, ...]


@router.get(PATH)
def all_judgements(visit: Annotated[Visit, reading()], part: str = "") -> Response:
    """Every judgement that counts on the day, for all or for one party."""
    unchanged(visit)
    return _page(visit, part)


@router.post("/dokumenter/{ref}/{number}/lovkrav/{mark_id}")
def settle(
    visit: Annotated[Visit, writing(Permission.COVERAGE_JUDGE)],
    ref: str,
    number: str,
    mark_id: int,
    form: Annotated[Typed, Depends(typed)],
) -> Response:
    """Confirm that a judgement still holds for this version, or take it back from this version on."""
    check_form(visit, form["csrf"])
    done = visit.act(lambda: _settle(visit, ref, number, mark_id, form))
    if isinstance(done, RegisterError):
        return _page(visit, form["part"], done)
    return see(visit, visit.page.to(PATH, part=form["part"]), done)


def _settle(visit: Visit, ref: str, number: str, mark_id: int, form: Typed) -> str:
    view = documents.version(visit.session, visit.community, ref, number, visit.who, visit.on)
    session, who, today = visit.session, visit.who, visit.page.today
    if form["gjor"] == "trekk":
        operations.withdraw(session, who, view.document, view.row, mark_id, today)
        return "Vurderingen er trukket. Loggen husker at den var der."
    if form["gjor"] != "bekreft":
        raise BadInput("Det er ikke valgt hva som skal gjøres.", "", "Velg en av knappene.", "gjor")
    rows = operations.confirm(session, who, view.document, view.row, mark_id, today, form["reason"])
    return f"Vurderingen av lovkrav nr. {rows[0].nr} er bekreftet på ordene slik de står nå."


def _page(visit: Visit, part: str, refused: RegisterError | None = None) -> Response:
    party = parties.party(visit.session, visit.community, part) if part else None
    found = judgements(visit.session, visit.community, visit.on, party)
    doubted = [each for each in found if each.suspect]
    return show(
        visit,
        "lovkrav-vurderinger.html",
        refused.status if refused else 200,
        party=party,
        parties=parties.adopting_parties(visit.session, visit.community, visit.on),
        doubted=[(each, _shown(each)) for each in doubted],
        sound=[each for each in found if not each.suspect],
        may_judge=visit.who.may(Permission.COVERAGE_JUDGE) and visit.on == visit.page.today,
        values={},
        errors=errors_of(refused) if refused else {},
    )


def _shown(each: Judgement) -> list[DoubtShown]:
    return [
        DoubtShown(doubt, doubt_words(doubt), compare_words(doubt.before, doubt.now))
        for doubt in each.mark.suspects
    ]

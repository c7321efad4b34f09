"""The duties of the field beside § 6-2: does what applies order them, as people have judged?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from documents.coverage import Degree, ItemCoverage
from documents.minimums import Minimum
from registry.errors import NotFound, RegisterError
from registry.operations.coverage import judge, require_reason
from registry.permissions import Permission
from registry.queries import documents, field_duties, parties
from registry.queries.field_duties import FieldCoverage
from registry.queries.pairs_by_name import pair_named
from registry.queries.parties import PairView
from registry.tables import MarkRow
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, typed
from registry.web.pages.asked_of_places import Asked, chosen, judging_page
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/lovkrav/feltets-plikter")
HERE = "/lovkrav/feltets-plikter"
Form = Annotated[Typed, Depends(typed)]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a duty stands for pairs for which it stands alike."""

    item: ItemCoverage
    pairs: tuple[PairView, ...]


@dataclass(frozen=True, slots=True)
class FieldDuty:
    """One duty, and how it stands for whom."""

    minimum: Minimum
    standing: tuple[Standing, ...]


@router.get("")
def duties(visit: Annotated[Visit, reading()], part: str = "") -> Response:
    """Each duty on the day, for the pairs that the same texts bind."""
    unchanged(visit)
    told = visit.session, visit.community
    party = parties.party(*told, part) if part else None
    return show(
        visit,
        "feltets-plikter.html",
        duties=_by_duty(field_duties.field_duties(*told, visit.on, party)),
        titles={row.ref: row.title for row in documents.all_documents(*told)},
        parties=parties.adopting_parties(*told, visit.on),
        party=party,
    )


@router.get("/vurder")
def judge_form(
    visit: Annotated[Visit, reading(Permission.COVERAGE_JUDGE)],
    krav: str = "",
    par: str = "",
    i: str = "",
    punkt: str = "",
) -> Response:
    """Choose a place, see its words, and say how far they order the duty."""
    return judging_page(visit, _asked(visit, krav, par), {"i": i, "punkt": punkt})


@router.post("/vurder")
def judged(visit: Annotated[Visit, writing(Permission.COVERAGE_JUDGE)], form: Form) -> Response:
    """Keep what the person says."""
    check_form(visit, form["csrf"])
    asked = _asked(visit, form["krav"], form["par"])
    outcome = visit.act(lambda: _judge(visit, asked, form))
    if isinstance(outcome, RegisterError):
        return judging_page(visit, asked, form.values(), outcome)
    return see(visit, HERE, "Vurderingen er lagret.")


def _by_duty(held: Sequence[FieldCoverage]) -> list[FieldDuty]:
    """Each duty once, and under it the pairs for which the answers are the same together."""
    found = []
    for nr, first in enumerate(held[0].items if held else ()):
        alike: dict[tuple[object, ...], tuple[ItemCoverage, list[PairView]]] = {}
        for each in held:
            item = each.items[nr]
            alike.setdefault((item.status, item.evidence), (item, []))[1].extend(each.pairs)
        standing = tuple(Standing(item, tuple(pairs)) for item, pairs in alike.values())
        found.append(FieldDuty(first.minimum, standing))
    return found


def _asked(visit: Visit, key: str, pair: str) -> Asked:
    """The duty of this name, asked of the texts that bind the pair; raises NotFound."""
    party = pair_named(visit.session, visit.community, pair, visit.on).kommune if pair else None
    held = field_duties.field_duties(visit.session, visit.community, visit.on, party)
    for each in held:
        for item in each.items:
            if item.minimum.key == key:
                keep = (("krav", key), ("par", pair))
                return Asked(item.minimum, each.applying, f"{HERE}/vurder", keep, HERE, "Feltets plikter")
    raise NotFound("Plikten finnes ikke.", "", "Velg den fra listen over feltets plikter.")


def _judge(visit: Visit, asked: Asked, form: Typed) -> MarkRow:
    view, place = chosen(visit, form["i"], form["punkt"])
    degree = form.choice("degree", Degree, "Hvor langt ordene rekker,")
    require_reason(degree, form["reason"])
    return judge(
        visit.session,
        visit.who,
        view.document,
        view.row,
        place.id,
        asked.minimum.nr,
        degree,
        visit.page.today,
        form["reason"],
        form["cited"],
        asked.minimum.catalogue,
    )

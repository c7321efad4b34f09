"""All decisions by what the register knows today: within, outside, cannot tell, waits; and what turned."""

from collections import Counter
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from decisions.verdict import Answer
from registry import clock
from registry.errors import BadInput, RegisterError
from registry.operations.rejudging import rejudge
from registry.permissions import Permission
from registry.queries import bodies, decisions, rejudging
from registry.queries.rejudging import Shown
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/vedtak/vurdert-pa-nytt")
PER_PAGE, MOST_PAGES, RUNS_SHOWN = 25, 1000, 20


@router.get("")
def all_answers(
    visit: Annotated[Visit, reading()],
    organ: str = "",
    ar: str = "",
    svar: str = "",
    side: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> Response:
    """Every decision with the answer of today, its rule and why; what turned first."""
    unchanged(visit)
    session, community = visit.session, visit.community
    body = bodies.body(session, community, organ) if organ else None
    answer = _answer(svar)
    found = rejudging.listed(session, community, body=body, year=_year(ar))
    counts = Counter(each.now for each in found)
    wanted = [each for each in found if answer is None or each.now is answer]
    shown = wanted[(side - 1) * PER_PAGE : side * PER_PAGE]
    return show(
        visit,
        "vurdert-pa-nytt.html",
        runs=rejudging.runs(session, community, RUNS_SHOWN),
        counts={each: counts[each] for each in Answer},
        turned=sum(each.has_turned for each in found),
        total=len(wanted),
        number=side,
        count=min(MOST_PAGES, ceil(len(wanted) / PER_PAGE)),
        rows=_told(visit, shown),
        bodies=bodies.body_values(session, community),
        narrowed={"organ": organ, "ar": ar, "svar": svar},
        body_options=[(row.ref, row.name) for row in bodies.all_bodies(session, community)],
        year_options=[(str(year), str(year)) for year in decisions.meeting_years(session, community)],
        answer_options=options(visit.page, Answer),
    )


@router.post("")
def judge_now(
    visit: Annotated[Visit, writing(Permission.DECISIONS_RECORD)], form: Annotated[Typed, Depends(typed)]
) -> Response:
    """Judge all of them now, and keep what came out."""
    check_form(visit, form["csrf"])
    because = form["because"].strip() or "Noen ba om det."
    outcome = visit.act(lambda: rejudge(visit.session, visit.who, visit.community, because, clock.now()))
    if isinstance(outcome, RegisterError):
        return see(visit, "/vedtak/vurdert-pa-nytt", str(outcome))
    last = rejudging.last_run(visit.session, visit.community)
    told = (
        f"Alle vedtakene er vurdert på nytt. {last.sentence}" if outcome and last else "Det er ingen vedtak."
    )
    return see(visit, "/vedtak/vurdert-pa-nytt", told)


def _told(visit: Visit, shown: list[Shown]) -> list[dict[str, object]]:
    """The decisions of one page, each with the verdict of today in full."""
    judged = rejudging.verdicts_of(visit.session, visit.community, [each.ref for each in shown])
    return [
        {"shown": each, "view": judged[each.ref][0], "verdict": judged[each.ref][1].to_dict()}
        for each in shown
    ]


def _year(typed_year: str) -> int | None:
    if not typed_year:
        return None
    if not (typed_year.isascii() and typed_year.isdecimal() and 1900 <= int(typed_year[:5]) <= 2200):
        raise BadInput(f"«{typed_year[:20]}» er ikke et årstall.", "", "Velg et år fra listen.", "ar")
    return int(typed_year)


def _answer(word: str) -> Answer | None:
    if word and word not in set(Answer):
        raise BadInput(f"«{word[:20]}» er ikke en vurdering.", "", "Velg en vurdering fra listen.", "svar")
    return Answer(word) if word else None

"""All decisions by what the register knows today: within, outside, cannot tell, waits; and what turned."""

from collections import Counter
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from decisions.verdict import Answer
from registry import clock
from registry.errors import RegisterError
from registry.operations.rejudging import rejudge
from registry.permissions import Permission
from registry.queries import bodies, rejudging
from registry.queries.rejudging import Shown
from registry.web.answers import see, show, unchanged
from registry.web.forms import Typed, typed
from registry.web.pages.narrowing import answer_asked, to_narrow_by, year_asked
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
    answer = answer_asked(svar)
    found = rejudging.listed(session, community, body=body, year=year_asked(ar))
    counts = Counter(each.now for each in found)
    wanted = [each for each in found if answer is None or each.now is answer]
    shown = wanted[(side - 1) * PER_PAGE : side * PER_PAGE]
    return show(
        visit,
        "vurdert-pa-nytt.html",
        200,
        runs=rejudging.runs(session, community, RUNS_SHOWN),
        counts={each: counts[each] for each in Answer},
        turned=sum(each.has_turned for each in found),
        total=len(wanted),
        number=side,
        count=min(MOST_PAGES, ceil(len(wanted) / PER_PAGE)),
        rows=_told(visit, shown),
        bodies=bodies.body_values(session, community),
        narrowed={"organ": organ, "ar": ar, "svar": svar},
        **to_narrow_by(visit),
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

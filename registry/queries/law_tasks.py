"""What waits for those who judge: gaps, judgements on words that have changed, and what nobody has judged."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from decisions.words import day_in_words, listed
from documents.coverage import Coverage, Doubt, Mark, Suspicion
from documents.minimums import Minimum
from registry.queries.gaps import Gaps, GapView, together
from registry.queries.parties import PairView
from registry.queries.tasks import Task
from registry.tables import CommunityRow

FEW = 3
"""So many kommuner are named; of more, the number is told."""


def law_tasks(session: Session, community: CommunityRow, on: date) -> list[Task]:
    """One task for each open demand, one for each that rests on changed words, and one for the unjudged."""
    held = Gaps(session, community, on)
    pairs = held.pairs()
    views = together(held, pairs)
    lacking = [view for view in views if view.gap.status is not Coverage.WAITING]
    unjudged = [view for view in views if view.gap.status is Coverage.WAITING and not view.gap.suspect]
    return [
        *(_lacking(alike, len(pairs)) for alike in _by_demand(lacking)),
        *_suspect(held, pairs),
        *_unjudged(unjudged, len(pairs)),
    ]


def _by_demand(views: Iterable[GapView]) -> list[list[GapView]]:
    """The gaps in the same demand together, that of most pairs first."""
    found: dict[str, list[GapView]] = {}
    for view in views:
        found.setdefault(view.gap.minimum.key, []).append(view)
    return [sorted(alike, key=lambda view: -len(view.pairs)) for alike in found.values()]


def _lacking(alike: Sequence[GapView], everyone: int) -> Task:
    first = alike[0].gap
    whose = [pair for view in alike for pair in view.pairs]
    partly = all(view.gap.status is Coverage.PARTLY for view in alike)
    how = "er bare delvis dekket" if partly else "mangler"
    why = alike[0].told
    if len(alike) > 1:
        why = f"{why} Det står ulikt til i parene."
    return Task(
        f"Lovkrav {first.minimum.nr} ({_short(first.minimum)}) {how} {_for_whom(whose, everyone)}",
        why,
        f"/lovkrav#krav-{first.minimum.nr}",
    )


def _suspect(held: Gaps, pairs: Iterable[PairView]) -> Iterable[Task]:
    """Judgements whose ground has changed, also where something else covers the demand."""
    found: dict[str, tuple[Minimum, dict[int, Mark]]] = {}
    for pair in pairs:
        for item in held.compliance(pair).items:
            marks = {mark.id: mark for mark in item.evidence if mark.suspects}
            if marks and item.status is not Coverage.NOT_YET:
                found.setdefault(item.minimum.key, (item.minimum, {}))[1].update(marks)
    for minimum, marks in found.values():
        reasons = {_doubt(each) for mark in marks.values() for each in mark.suspects}
        yield Task(
            f"Vurderingen av lovkrav {minimum.nr} ({_short(minimum)}) må ses på nytt",
            " ".join(sorted(reasons)),
            "/lovkrav/vurderinger",
        )


def _doubt(suspicion: Suspicion) -> str:
    day = day_in_words(suspicion.since)
    if suspicion.doubt is Doubt.GONE:
        return f"Punktet er tatt ut {day}."
    if suspicion.doubt is Doubt.DEMAND:
        return f"Lovkravet er endret {day}."
    return f"Ordene er endret {day}."


def _unjudged(views: Sequence[GapView], everyone: int) -> Iterable[Task]:
    """One sitting: all that nobody has judged."""
    if not views:
        return
    whose = {pair.row.id: pair for view in views for pair in view.pairs}
    since = min(view.gap.since for view in views)
    demands = sorted({view.gap.minimum.nr for view in views})
    which = f"Lovkrav {listed(map(str, demands))}" if len(demands) <= FEW else f"{len(demands)} lovkrav"
    yield Task(
        f"{which} venter på vurdering {_for_whom(list(whose.values()), everyone)}",
        f"Ingen har sagt om det som gjelder, dekker dem. Slik har det vært siden {day_in_words(since)}.",
        "/lovkrav/vurder",
    )


def _short(minimum: Minimum) -> str:
    """The label inside a sentence; what is written in capitals stays so."""
    first, second = minimum.label[:1], minimum.label[1:2]
    return minimum.label if second.isupper() else first.lower() + minimum.label[1:]


def _for_whom(pairs: Sequence[PairView], everyone: int) -> str:
    if len(pairs) == everyone and everyone > 1:
        return f"for alle {everyone} par"
    if len(pairs) <= FEW:
        return f"for {listed(sorted(pair.kommune.name for pair in pairs))}"
    return f"for {len(pairs)} av {everyone} par"

"""Days that follow from the law's demands: in force, expected by guidance, and the ministry's last day."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy.orm import Session

from decisions.deadlines import LAW_BEGINS, LAW_DEADLINE, LAW_GUIDANCE, Deadline, DeadlineState, state_of
from documents.minimums import Minimum
from registry.queries import catalogues
from registry.queries.gaps import gaps
from registry.tables import CommunityRow


def days_of_law(session: Session, community: CommunityRow, on: date) -> Iterator[Deadline]:
    """All of them, each leading to the demand; a deadline is met where no pair has it open that day."""
    demands = catalogues.content_demands(session, community)
    open_ = _open(session, community, on) if any(each.deadline for each in demands) else set()
    for demand in demands:
        yield from _days(demand, open_, on)


def _open(session: Session, community: CommunityRow, on: date) -> set[str]:
    return {view.gap.minimum.key for view in gaps(session, community, on)}


def _days(demand: Minimum, open_: Collection[str], on: date) -> Iterator[Deadline]:
    named = f"Lovkrav {demand.nr}, {demand.label}"
    about = f"{demand.key}@{demand.since.isoformat()}"
    path = f"/lovkrav#krav-{demand.nr}"
    begins = LAW_BEGINS.citing(str(demand.source), demand.source.link)
    yield Deadline(
        begins,
        demand.since,
        f"{named}, trer i kraft",
        about,
        state_of(begins, demand.since, on),
        path,
        note=demand.demand,
    )
    if demand.guidance is not None:
        state = state_of(LAW_GUIDANCE, demand.guidance, on)
        yield Deadline(LAW_GUIDANCE, demand.guidance, f"{named}: veiledende dato", about, state, path)
    if demand.deadline is not None:
        rule = LAW_DEADLINE.citing("helse- og omsorgstjenesteloven § 6-3", demand.source.link)
        met = demand.since <= on and demand.key not in open_
        state = DeadlineState.GJORT if met else state_of(rule, demand.deadline, on)
        yield Deadline(rule, demand.deadline, f"{named}: departementets frist", about, state, path)

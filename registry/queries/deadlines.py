"""Which days should the helsefellesskap know of: deadlines with rule and source, meetings, terms?

All are derived when they are asked for, from what the register held on the day; none is stored.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from decisions.deadlines import Deadline, Holder, in_order, within_year
from registry.errors import NotFound
from registry.permissions import Actor, Permission
from registry.queries import days_of_bodies, days_of_law, days_of_texts
from registry.tables import CommunityRow

HOLDERS = {holder.ref: holder for holder in Holder}


def deadlines(
    session: Session,
    community: CommunityRow,
    on: date,
    who: Actor,
    *,
    year: int | None = None,
    role: Holder | None = None,
    party: str = "",
    body: str = "",
) -> list[Deadline]:
    """The deadlines known on the day, as far as this reader may see them, in order.

    Narrowed to those that fall in a calendar year, that concern a role or a party, or that are one body's.
    """
    whole = [
        *days_of_texts.days_of_texts(session, community, on, who),
        *days_of_bodies.days_of_bodies(session, community, on),
        *days_of_law.days_of_law(session, community, on),
    ]
    seen = [
        each
        for each in whole
        if (each.is_public or who.may(Permission.DRAFTS_READ))
        and (role is None or each.rule.holder.concerns(role))
        and (not party or each.concerns(party))
        and (not body or each.body == body)
    ]
    return in_order(seen) if year is None else within_year(seen, year)


def holder(ref: str) -> Holder:
    """The role with this word in addresses; raises NotFound."""
    if ref not in HOLDERS:
        raise NotFound(
            f"«{ref[:40]}» er ingen rolle her.", "", f"De som finnes, er: {', '.join(sorted(HOLDERS))}."
        )
    return HOLDERS[ref]


def named(
    session: Session, community: CommunityRow, on: date, who: Actor, keys: Sequence[str]
) -> list[Deadline]:
    """The deadlines with these lasting names, in order; raises NotFound where one of them is not there."""
    wanted = set(keys)
    found = [each for each in deadlines(session, community, on, who) if each.key in wanted]
    if not wanted or len(found) < len(wanted):
        raise NotFound(
            "Fristen finnes ikke lenger.",
            "Det den bygger på, er endret, eller den gjelder en annen dag.",
            "Se årshjulet.",
        )
    return found

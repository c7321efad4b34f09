"""A decision recorded from minutes that came back: what they say stands in the form, to be checked."""

from decisions.bodies import BodyKind
from decisions.words import day_in_words
from registry.queries import adopted_papers as queries
from registry.queries import bodies
from registry.queries.adopted_papers import PaperView
from registry.queries.paper_owners import suggestion
from registry.tables import BodyRow, VersionRow
from registry.web.visits import Visit

DECIDING = (BodyKind.KOMMUNESTYRE, BodyKind.STYRE)
"""Kinds of body that commonly decide for a party, where the paper names none."""


def values_from(visit: Visit, ref: str) -> tuple[str, dict[str, str]]:
    """The version that the paper is about, and the fields as the paper seems to say; raises NotFound."""
    document, version = queries.round_of_paper(visit.session, visit.community, ref)
    view = queries.paper(visit.session, version, ref)
    body, day = _body(visit, view), view.met_on
    read = {
        "paper": ref,
        "body": body.ref if body else "",
        "meeting_on": day_in_words(day) if day and day <= visit.page.today else "",
        "case_number": next(iter(view.minutes.get("cases", ())), ""),
        "title": document.title,
        "minutes": view.row.name,
    }
    return f"{document.ref}@{version.number}", read


def _body(visit: Visit, view: PaperView) -> BodyRow | None:
    """The body that the paper names, else the one that commonly decides for the party it seems to be from."""
    session, community = visit.session, visit.community
    version = session.get_one(VersionRow, view.row.version_id)
    seems = suggestion(session, community, version, view.row, view.minutes)
    owned = [row for row in bodies.all_bodies(session, community) if seems and row.owner_id == seems.party.id]
    named = view.minutes.get("names", ())
    return next((row for row in owned if row.name in named), None) or next(
        (row for row in owned if row.kind in DECIDING), None
    )

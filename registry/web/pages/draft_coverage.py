"""What a draft would do to the coverage of the law, on a day one chooses, alone or with other drafts."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from documents.comparing.words import WordChange, compare_words
from documents.draft_coverage import Fate, MarkFate
from registry.permissions import Permission
from registry.queries import amendments, documents
from registry.queries.documents import VersionView
from registry.queries.draft_coverage import (
    AHEAD,
    DraftCoverage,
    draft_coverage,
    named_together,
    the_day_it_applies,
)
from registry.web.answers import show, unchanged
from registry.web.visits import Visit, reading

router = APIRouter(prefix="/dokumenter")


@router.get("/{ref}/{number}/lovkrav/virkning")
def effect(
    visit: Annotated[Visit, reading(Permission.DRAFTS_READ)],
    ref: str,
    number: str,
    med: Annotated[Sequence[str], Query()] = (),
    forslag: str = "",
) -> Response:
    """Which judgements the draft keeps, makes uncertain and takes out, and the demands before and after."""
    unchanged(visit)
    session, community = visit.session, visit.community
    view = documents.version(session, community, ref, number, visit.who, visit.on)
    drafts = named_together(session, community, view, [each for each in med if each], visit.who, visit.on)
    return show(
        visit,
        "dokument-lovkrav-virkning.html",
        view=view,
        found=draft_coverage(session, community, drafts, visit.on, suggested=bool(forslag)),
        suggested=bool(forslag),
        waiting=sum(amendments.open_counts(session, [each.row for each in drafts]).values()),
        titles={row.ref: row.title for row in documents.all_documents(session, community)},
        drafts={each.document.ref: f"/dokumenter/{each.document.ref}/{each.row.number}" for each in drafts},
        others=_others(visit, view),
        chosen={each.ref for each in drafts},
        applies=the_day_it_applies(view, visit.page.today),
        fates=Fate,
        marked=marked,
        keep=[
            *(("med", each.ref) for each in drafts if each.ref != view.ref),
            *((("forslag", forslag),) if forslag else ()),
        ],
    )


def effect_of(visit: Visit, view: VersionView) -> DraftCoverage | None:
    """The same for one draft on the day it is to apply, to be told in a line; None where it is no draft."""
    if view.row.stage not in AHEAD:
        return None
    day = the_day_it_applies(view, visit.page.today)
    return draft_coverage(visit.session, visit.community, [view], day)


def marked(each: MarkFate) -> tuple[WordChange, ...]:
    """The two readings of a judged place as one, with what was struck and added."""
    return compare_words(each.doubt.before, each.doubt.now) if each.doubt else ()


def _others(visit: Visit, view: VersionView) -> list[VersionView]:
    """What else is on its way, one version a document, that may be asked about together with it."""
    ahead = documents.under_way(visit.session, visit.community, visit.who, visit.on)
    found = {each.document.id: each for each in ahead if each.row.stage in AHEAD}
    return [each for document_id, each in found.items() if document_id != view.document.id]

"""What the index holds of decisions: each as its own page tells it, and no more."""

from collections.abc import Iterator

from decisions.proposals import kind_of
from decisions.words import day_in_words
from registry.indexing.common import Common
from registry.indexing.statuses import Found
from registry.queries.decisions import DecisionView
from search.entries import Entry
from search.laws import laws_in

KIND = "vedtak"
BEHIND_CLOSED_DOORS = "En sak for lukkede dører"


def entries_of(common: Common, view: DecisionView) -> Iterator[Entry]:
    """The decision; where the doors were closed, for those who read drafts, with a stand-in for all others.

    The stand-in says what everybody may know: body, number, day and ground, and no word of the case.
    """
    if not view.closed_under:
        yield _entry(common, view, view.row.title, _words(common, view), public=True)
        return
    yield _entry(common, view, view.row.title, _words(common, view), public=False)
    told = f"{_treated(common, view)}\n{view.closed_under}"
    yield _entry(common, view, BEHIND_CLOSED_DOORS, told, public=True, stands_in=True)


def group_name(ref: str) -> str:
    """The name of the decision's group."""
    return f"{KIND}:{ref}"


def _entry(
    common: Common, view: DecisionView, title: str, body: str, *, public: bool, stands_in: bool = False
) -> Entry:
    row = view.row
    name = group_name(row.ref)
    return Entry(
        key=f"{common.community.ref}/{name}{'#lukket' if stands_in else ''}",
        document="",
        document_title="",
        kind=KIND,
        version="",
        section_id="",
        number=row.case_number,
        title=title,
        path=_body(common, view),
        body=body,
        status=_status(common, view, stands_in),
        language="nb",
        bodies=tuple(dict.fromkeys((view.body.kind.value.lower(), view.body.ref))),
        year=row.meeting_on.year,
        public=public,
        stands_in=stands_in,
        community=common.community.ref,
        url=f"/vedtak/{row.ref}",
        first_day=row.meeting_on.isoformat(),
        group=name,
        parties=_parties(common, view, stands_in),
        laws=tuple(laws_in(body)),
        known_at=row.recorded_at.isoformat(),
    )


def _status(common: Common, view: DecisionView, stands_in: bool) -> str:
    if view.row.id in common.corrects.values():
        return Found.CORRECTED.value
    return "" if stands_in else view.row.outcome.value


def _parties(common: Common, view: DecisionView, stands_in: bool) -> tuple[str, ...]:
    """Whose body decided, and whom the text is for; nobody in particular where it concerns them all."""
    owner = common.parties.get(view.body.owner_id or 0)
    pair = view.document.pair_id if view.document and not stands_in else None
    of_text = common.pairs[pair] if pair else ()
    return tuple(dict.fromkeys((*([owner.ref] if owner else []), *of_text)))


def _body(common: Common, view: DecisionView) -> str:
    return common.bodies[view.body.id].name_on(view.row.meeting_on)


def _words(common: Common, view: DecisionView) -> str:
    """The case, what it was about, and what was decided in the body's own words."""
    row = view.row
    text = f"{view.document.title} {view.version.number}" if view.document and view.version else ""
    about = text or kind_of(row.matter).label
    said = (view.detail.text if view.detail else "", row.deviation, row.remark, row.change_label)
    return "\n".join((_treated(common, view), about, *filter(None, said)))


def _treated(common: Common, view: DecisionView) -> str:
    """Who treated it, under which number, on which day: «ASU, sak 12/25, 22. mai 2025»."""
    number = view.row.case_number
    case = f"sak {number}" if number[:1].isdecimal() else number
    return f"{_body(common, view)}, {case}, {day_in_words(view.row.meeting_on)}"

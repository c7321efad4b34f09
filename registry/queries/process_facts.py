"""Joint measures, the field's duties, users' part and reviews as plain facts, for terminal and API."""

from documents.coverage import ItemCoverage, Mark
from registry.queries.field_duties import FieldCoverage
from registry.queries.involvement import InvolvementView
from registry.queries.measures import Measure
from registry.queries.pairs_by_name import pair_ref
from registry.queries.parties import PairView
from registry.queries.reviews import ReviewView, YearOfReview


def measure_facts(measure: Measure) -> dict[str, object]:
    """A joint measure on a day, with its four answers."""
    row = measure.row
    return {
        "ref": row.ref,
        "title": row.title,
        "on": measure.on.isoformat(),
        "document": measure.document.ref if measure.document else None,
        "section": row.section_id,
        "version": measure.version.row.number if measure.version else None,
        "number": measure.place.number if measure.place else None,
        "pair": _pair(measure.pair),
        "agreed_on": row.agreed_on.isoformat(),
        "last_day": measure.last_day.isoformat() if measure.last_day else None,
        "stands": measure.stands,
        "state": measure.duty.state.value,
        "sentence": measure.duty.sentence,
        "answers": [_answer(each) for each in measure.answers],
    }


def field_facts(held: FieldCoverage) -> dict[str, object]:
    """The duties of the field for pairs that the same texts bind."""
    return {
        "pairs": [pair_ref(each) for each in held.pairs],
        "texts": [view.ref for view in held.applying],
        "duties": [_answer(each) for each in held.items],
    }


def involvement_facts(view: InvolvementView) -> dict[str, object]:
    """A record of users' part, with what was said of it afterwards."""
    row = view.row
    return {
        "id": row.id,
        "version": view.ref,
        "sort": row.sort.value,
        "whom": row.whom,
        "how": row.how,
        "took_part_on": row.took_part_on.isoformat(),
        "answer": row.answer,
        "link": row.link,
        "recorded_by": row.recorded_by,
        "holds": view.counts,
        "reason": view.taken_back.reason if view.taken_back else "",
    }


def review_facts(view: ReviewView) -> dict[str, object]:
    """A review as it was recorded, with what was said of it afterwards."""
    row = view.row
    return {
        "id": row.id,
        "document": view.document.ref,
        "pair": _pair(view.pair),
        "year": row.year,
        "reviewed_on": row.reviewed_on.isoformat(),
        "outcome": row.outcome.value,
        "told": row.told,
        "link": row.link,
        "recorded_by": row.recorded_by,
        "holds": view.counts,
        "reason": view.taken_back.reason if view.taken_back else "",
    }


def year_facts(year: YearOfReview) -> dict[str, object]:
    """How one year stands for pairs that stand alike."""
    duty = year.duty
    return {
        "year": year.year,
        "pairs": [pair_ref(each) for each in year.pairs],
        "all_pairs": year.all_pairs,
        "state": duty.state.value,
        "due": duty.due.isoformat() if duty.due else None,
        "sentence": duty.sentence,
        "cases": [each.row.ref for each in year.cases],
    }


def _pair(pair: PairView | None) -> str | None:
    return pair_ref(pair) if pair else None


def _answer(item: ItemCoverage) -> dict[str, object]:
    minimum = item.minimum
    return {
        "nr": minimum.nr,
        "catalogue": minimum.catalogue,
        "label": minimum.label,
        "demand": minimum.demand,
        "source": str(minimum.source),
        "link": minimum.source.link,
        "in_force_since": minimum.since.isoformat(),
        "status": item.status.value,
        "suspect": item.suspect,
        "evidence": [_mark(each) for each in item.evidence],
    }


def _mark(mark: Mark) -> dict[str, object]:
    return {
        "document": mark.document,
        "version": mark.version,
        "section": mark.section_id,
        "number": mark.section_number,
        "degree": mark.degree.value,
        "cited": mark.cited,
        "reason": mark.reason,
        "judged_by": mark.judged_by,
        "judged_on": mark.judged_on.isoformat(),
        "suspect": bool(mark.suspects),
    }

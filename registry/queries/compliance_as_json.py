"""The compliance report for programs. The names that `compliance` has are the same here (docs/running.md)."""

from datetime import date

from documents.compliance import Compliance, DutyTold, GapTold, Held, PairTold, StaleTold, TextInForce
from documents.coverage import Mark, Suspicion, totals


def as_dict(facts: Compliance) -> dict[str, object]:
    """The report as a plain table."""
    return {
        "helsefellesskap": facts.organisation,
        "on": facts.on.isoformat(),
        "known": facts.known.isoformat(),
        "party": facts.whom or None,
        "language": facts.language.value,
        "catalogue": {"demands": facts.demands, "edition": facts.edition},
        "log": facts.log,
        "totals": totals(facts.covered),
        "suspects": facts.suspects,
        "items": [_item(held, facts) for held in facts.items],
        "texts": [_text(text) for text in facts.texts],
        "pairs": [_pair(pair) for pair in facts.pairs],
        "duties": [_duty(duty) for duty in facts.duties],
        "stale_references": None if facts.stale is None else [_stale(each) for each in facts.stale],
        "recorded_after": list(facts.recorded_after),
    }


def _item(held: Held, facts: Compliance) -> dict[str, object]:
    minimum = held.item.minimum
    return {
        "item": minimum.label,
        "nr": minimum.nr,
        "demand": minimum.demand,
        "source": str(minimum.source),
        "link": minimum.source.link,
        "in_force_since": minimum.since.isoformat(),
        "guidance": _iso(minimum.guidance),
        "due": _iso(minimum.deadline or minimum.guidance),
        "status": held.item.status.value,
        "since": _iso(held.since),
        "suspect": held.item.suspect,
        "gaps": [_gap(gap) for gap in held.gaps],
        "evidence": [_evidence(mark, facts.text_of(mark)) for mark in held.item.evidence],
    }


def _gap(gap: GapTold) -> dict[str, object]:
    return {
        "sentence": gap.sentence,
        "open_since": gap.open_since.isoformat(),
        "overdue_since": _iso(gap.overdue_since),
        "whom": gap.whom or None,
    }


def _evidence(mark: Mark, text: TextInForce | None) -> dict[str, object]:
    return {
        "document": mark.document,
        "version": mark.version,
        "section": mark.section_id,
        "number": mark.section_number,
        "title": mark.section_title,
        "cited": mark.cited,
        "degree": mark.degree.value,
        "kind": mark.kind.value,
        "judged_by": mark.judged_by,
        "judged_on": mark.judged_on.isoformat(),
        "reason": mark.reason,
        "read_in": text.ref if text else None,
        "suspects": [_suspicion(each) for each in mark.suspects],
    }


def _suspicion(each: Suspicion) -> dict[str, object]:
    return {
        "doubt": each.doubt.value,
        "since": each.since.isoformat(),
        "before": each.before,
        "now": each.now,
        "version": each.version or None,
    }


def _text(text: TextInForce) -> dict[str, object]:
    decided = text.decided
    return {
        "ref": text.ref,
        "title": text.title,
        "version": text.number,
        "in_force_since": _iso(text.since),
        "decision": decided
        and {
            "body": decided.body,
            "case": decided.case,
            "on": decided.day.isoformat(),
            "outcome": decided.outcome,
        },
        "further_decisions": text.others,
        "adopted_by": text.adopted,
        "of": text.parties if text.adopted is not None else None,
        "taken_over": text.taken_over or None,
    }


def _pair(pair: PairTold) -> dict[str, object]:
    items = [{"nr": item.minimum.nr, "status": item.status.value} for item in pair.items]
    return {"kommune": pair.kommune, "foretak": pair.foretak, "totals": dict(pair.totals), "items": items}


def _duty(duty: DutyTold) -> dict[str, object]:
    return {
        "duty": duty.name,
        "state": duty.state,
        "sentence": duty.sentence,
        "due": _iso(duty.due),
        "whose": duty.whose or None,
        "source": duty.source,
        "link": duty.link,
        "cases": list(duty.cases),
    }


def _stale(each: StaleTold) -> dict[str, object]:
    return {
        "text": each.text,
        "place": each.place,
        "words": each.words,
        "cites": each.cited,
        "since": each.since.isoformat(),
        "instead": each.instead or None,
        "doubtful": each.doubtful,
        "link": each.link or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

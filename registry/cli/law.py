"""The answers of `compliance` and `gaps` as plain tables: items, pairs, what is open, duties of time."""

from collections.abc import Sequence
from datetime import date

from documents.coverage import ItemCoverage, Mark, Suspicion
from registry.cli.dates import iso
from registry.queries.coverage import Compliance
from registry.queries.documents import VersionView
from registry.queries.duties import DutyView
from registry.queries.gaps import GapView
from registry.queries.parties import PairView
from registry.tables import PartyRow

FEW = 3
"""So many pairs are named in a row; of more, the number is told."""


def compliance_facts(
    held: Compliance,
    by_pair: Sequence[Compliance],
    applying: Sequence[VersionView],
    due: Sequence[DutyView],
    party: PartyRow | None,
    known: date,
    gaps: Sequence[GapView],
) -> dict[str, object]:
    """The whole answer; the names are stable (docs/running.md)."""
    return {
        "on": held.on.isoformat(),
        "known": known.isoformat(),
        "party": party.ref if party else None,
        "pair": _pair(held.pair) if held.pair else None,
        "set": [view.ref for view in applying],
        "items": [_item(item) for item in held.items],
        "pairs": [{**_pair(each.pair), "totals": each.totals} for each in by_pair if each.pair],
        "duties": [_duty(each) for each in due],
        "gaps": [gap_facts(each) for each in gaps],
        "totals": held.totals,
    }


def gap_facts(view: GapView) -> dict[str, object]:
    """One gap and the pairs it stands so for; the names are stable (docs/running.md)."""
    gap, limit = view.gap, view.gap.limit
    return {
        "key": gap.minimum.key,
        "nr": gap.minimum.nr,
        "item": gap.minimum.label,
        "status": gap.status.value,
        "state": gap.state.value,
        "since": gap.since.isoformat(),
        "opened_by": gap.opening.value,
        "limit": iso(limit.day if limit else None),
        "limit_is_law": limit.is_law if limit else None,
        "overdue_since": iso(gap.overdue_since),
        "suspect": gap.suspect,
        "sentence": view.told,
        "pairs": [_pair(pair) for pair in view.pairs],
    }


def gap_rows(gaps: Sequence[GapView]) -> list[tuple[str, ...]]:
    """The gaps as rows for people."""
    return [
        (str(each.gap.minimum.nr), each.gap.minimum.label, each.gap.state.value, each.told, _whose(each))
        for each in gaps
    ]


def item_rows(held: Compliance) -> list[tuple[str, ...]]:
    """The items as rows for people."""
    return [
        (
            str(item.minimum.nr),
            item.minimum.label,
            item.status.value,
            item.minimum.since.isoformat(),
            _places(item),
            "ja" if item.suspect else "",
        )
        for item in held.items
    ]


def duty_rows(due: Sequence[DutyView]) -> list[tuple[str, ...]]:
    """The duties as rows for people."""
    return [(each.name, each.duty.state.value, each.duty.sentence, each.whose) for each in due]


def _item(item: ItemCoverage) -> dict[str, object]:
    minimum = item.minimum
    return {
        "item": minimum.label,
        "nr": minimum.nr,
        "demand": minimum.demand,
        "status": item.status.value,
        "since": iso(item.since),
        "in_force_since": minimum.since.isoformat(),
        "due": iso(minimum.guidance),
        "deadline": iso(minimum.deadline),
        "suspect": item.suspect,
        "source": str(minimum.source),
        "link": minimum.source.link,
        "evidence": [_evidence(mark) for mark in item.evidence],
    }


def _evidence(mark: Mark) -> dict[str, object]:
    return {
        "document": mark.document,
        "version": mark.version,
        "section": mark.section_id,
        "number": mark.section_number,
        "title": mark.section_title,
        "degree": mark.degree.value,
        "judged_by": mark.judged_by,
        "judged_on": mark.judged_on.isoformat(),
        "reason": mark.reason,
        "kind": mark.kind.value,
        "cited": mark.cited,
        "read_in": mark.read_in or mark.version,
        "suspects": [_suspicion(each) for each in mark.suspects],
    }


def _suspicion(suspicion: Suspicion) -> dict[str, object]:
    return {
        "doubt": suspicion.doubt.value,
        "since": suspicion.since.isoformat(),
        "version": suspicion.version,
        "before": suspicion.before,
        "now": suspicion.now,
    }


def _pair(pair: PairView) -> dict[str, object]:
    return {"kommune": pair.kommune.ref, "foretak": pair.foretak.ref}


def _duty(view: DutyView) -> dict[str, object]:
    return {
        "duty": view.name,
        "pairs": [_pair(pair) for pair in view.pairs],
        "state": view.duty.state.value,
        "due": iso(view.duty.due),
        "sentence": view.duty.sentence,
        "source": view.duty.source,
        "link": view.duty.link,
        "cases": [each.row.ref for each in view.cases],
        "notice": view.notice.row.ref if view.notice else None,
    }


def _whose(view: GapView) -> str:
    """The pairs by their short names; of many, how many."""
    if len(view.pairs) > FEW:
        return f"{len(view.pairs)} par"
    return ", ".join(f"{pair.kommune.ref}+{pair.foretak.ref}" for pair in view.pairs)


def _places(item: ItemCoverage) -> str:
    """Where the item is covered, version by version: "samarbeidsavtalen@2025.1 punkt 4.1, 4.2"."""
    by_version: dict[str, list[str]] = {}
    for mark in item.evidence:
        by_version.setdefault(f"{mark.document}@{mark.version}", []).append(mark.section_number)
    return "; ".join(f"{version} punkt {', '.join(numbers)}" for version, numbers in by_version.items())

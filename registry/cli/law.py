"""The answer of `compliance` as a plain table: items, pairs, and the duties of time laid on pairs."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from decisions.duties import HOL_6_4, Duty, DutyState, add_months, entered_on, submission, yearly_review
from decisions.words import day_in_words
from documents.coverage import ItemCoverage, Mark
from documents.kinds import DocumentKind
from registry.cli.dates import iso
from registry.queries import adoption, documents, parties
from registry.queries.coverage import Compliance
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, PartyRow

PairDuty = tuple[PairView | None, str, Duty]
"""Whose duty (None: the whole circle's), its name for programs, and how it stands."""


def compliance_facts(
    held: Compliance,
    by_pair: Sequence[Compliance],
    applying: Sequence[VersionView],
    due: Sequence[PairDuty],
    party: PartyRow | None,
) -> dict[str, object]:
    """The whole answer; the names are stable (docs/running.md)."""
    return {
        "on": held.on.isoformat(),
        "party": party.ref if party else None,
        "set": [view.ref for view in applying],
        "items": [_item(item) for item in held.items],
        "pairs": [{**_pair(each.pair), "totals": each.totals} for each in by_pair],
        "duties": [_duty(*each) for each in due],
        "totals": held.totals,
    }


def item_rows(held: Compliance) -> list[tuple[str, ...]]:
    """The items as rows for people."""
    return [
        (
            str(item.minimum.nr),
            item.minimum.label,
            item.status.value,
            item.minimum.since.isoformat(),
            ", ".join(
                sorted({f"{mark.document}@{mark.version} {mark.section_number}" for mark in item.evidence})
            ),
        )
        for item in held.items
    ]


def duties(session: Session, community: CommunityRow, on: date) -> list[PairDuty]:
    """The duties of time under helse- og omsorgstjenesteloven §§ 6-4 and 6-5 that day.

    Whether an agreement was sent to Helsedirektoratet is not kept in the register, so that is left open and
    never guessed.
    """
    agreement = next(
        (
            view
            for view in documents.the_set(session, community, on)
            if view.document.kind is DocumentKind.SAMARBEIDSAVTALE
        ),
        None,
    )
    if agreement is None:
        return []
    stand = adoption.adoption(session, community, agreement.document, agreement.row, on)
    adopted = {row.party.ref: row.on for row in stand.board.rows if row.adopted}
    sent: list[PairDuty] = [
        (
            pair,
            "innsending",
            _submission(entered_on(adopted.get(pair.kommune.ref), adopted.get(pair.foretak.ref)), on),
        )
        for pair in parties.pairs(session, community, on)
    ]
    return [*sent, (None, "gjennomgang", yearly_review(on.year, (), on))]


def _submission(entered: date | None, on: date) -> Duty:
    if entered is None or entered > on or on <= add_months(entered, 1):
        return submission(entered, None, on)
    due = add_months(entered, 1)
    sentence = (
        f"Fristen for å sende avtalen til Helsedirektoratet var {day_in_words(due)}. "
        "Registeret vet ikke om den er sendt. Er den det?"
    )
    return Duty(DutyState.UAVKLART, due, sentence, *HOL_6_4)


def _item(item: ItemCoverage) -> dict[str, object]:
    minimum = item.minimum
    return {
        "item": minimum.label,
        "nr": minimum.nr,
        "demand": minimum.demand,
        "status": item.status.value,
        "in_force_since": minimum.since.isoformat(),
        "due": iso(minimum.guidance),
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
    }


def _pair(pair: PairView | None) -> dict[str, object]:
    return (
        {"kommune": pair.kommune.ref, "foretak": pair.foretak.ref}
        if pair
        else {"kommune": None, "foretak": None}
    )


def _duty(pair: PairView | None, name: str, duty: Duty) -> dict[str, object]:
    return {
        "duty": name,
        **_pair(pair),
        "state": duty.state.value,
        "due": iso(duty.due),
        "sentence": duty.sentence,
        "source": duty.source,
        "link": duty.link,
    }

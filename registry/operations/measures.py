"""A joint measure is agreed, ends, and is judged: is it settled who answers, employs, organises and pays?

Law: helse- og omsorgstjenesteloven § 6-2 andre ledd (https://lovdata.no/lov/2011-06-24-30/§6-2). What is kept
is about services, never about patients.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.words import day_in_words
from documents.coverage import Degree
from documents.lifecycle import Stage
from documents.minimums import CatalogueKind
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput
from registry.fingerprints import remembered
from registry.operations import coverage
from registry.operations.following_up import refuse_the_future
from registry.permissions import Actor
from registry.queries import catalogues, documents
from registry.queries.documents import VersionView
from registry.queries.measures import Measure
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, JointMeasureEndRow, JointMeasureRow, MarkRow

NOT_KEPT = "Samarbeidstiltaket er ikke lagt til."
NOT_ENDED = "Siste dag er ikke ført."


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """What is typed of a joint measure."""

    title: str
    document: DocumentRow
    """The text it is agreed in."""
    section_id: str
    """The identity of the place there."""
    agreed_on: date
    pair: PairView | None = None
    """The one pair it is of; None: all of them."""
    last_day: date | None = None


def add_measure(
    session: Session, who: Actor, community: CommunityRow, entry: MeasureEntry, now: datetime
) -> JointMeasureRow:
    """Record that the parties have agreed on a joint measure.

    Raises BadInput for a place that no adopted version has, and AlreadyThere for the same one again.
    """
    title = fields.line(entry.title, "title", "Navnet på tiltaket")
    fields.without_patients(title, "title", "Navnet på tiltaket")
    refuse_the_future(NOT_KEPT, entry.agreed_on, clock.day_of(now), "agreed_on")
    _refuse_unknown_place(session, entry)
    pair_id = entry.pair.row.id if entry.pair else entry.document.pair_id
    if entry.document.pair_id not in {None, pair_id}:
        raise BadInput(
            NOT_KEPT, f"{entry.document.title} gjelder et annet par.", "Velg paret teksten er for.", "pair"
        )
    row = JointMeasureRow(
        community_id=community.id,
        ref=f"t-{secrets.token_hex(5)}",
        title=title,
        document_id=entry.document.id,
        section_id=entry.section_id,
        pair_id=pair_id,
        agreed_on=entry.agreed_on,
        added_by=who.name,
        added_at=now,
    )
    _refuse_twice(session, row)
    session.add(row)
    session.flush()
    data = {"title": title, "on": row.agreed_on.isoformat(), "rows": remembered(row)}
    audit.record(session, Event.MEASURE_ADDED, f"tiltak:{row.ref}", who.ref, community.id, data)
    if entry.last_day is not None:
        _end(session, who, community, row, entry.last_day, "", now)
    return row


def end_measure(
    session: Session,
    who: Actor,
    community: CommunityRow,
    measure: Measure,
    last_day: date | None,
    reason: str,
    now: datetime,
) -> JointMeasureEndRow:
    """Say which day is the last of a joint measure, or with None that it goes on after all.

    One that was recorded by mistake ends on the day before it was agreed. The last word counts.
    """
    told = fields.text(reason, "reason", "Grunnen", required=last_day is None)
    fields.without_patients(told, "reason", "Grunnen")
    if measure.last_day == last_day:
        what = f"Siste dag er alt ført: {day_in_words(last_day)}." if last_day else "Det er ikke avsluttet."
        raise AlreadyThere(NOT_ENDED, what, "", f"/lovkrav/tiltak/{measure.row.ref}")
    return _end(session, who, community, measure.row, last_day, told, now)


def judge_measure(
    session: Session,
    who: Actor,
    measure: Measure,
    view: VersionView,
    section_id: str,
    nr: int,
    degree: Degree,
    on: date,
    reason: str = "",
    cited: str = "",
) -> MarkRow:
    """Say how far a place settles one of the four questions for a measure, and on which words."""
    community = session.get_one(CommunityRow, measure.row.community_id)
    demands = catalogues.demands(session, community, CatalogueKind.MEASURE)
    catalogue = next((each.catalogue for each in demands if each.nr == nr), "")
    return coverage.judge(
        session,
        who,
        view.document,
        view.row,
        section_id,
        nr,
        degree,
        on,
        reason,
        cited,
        catalogue,
        measure=measure.row,
    )


def _end(
    session: Session,
    who: Actor,
    community: CommunityRow,
    measure: JointMeasureRow,
    last_day: date | None,
    reason: str,
    now: datetime,
) -> JointMeasureEndRow:
    if last_day is not None and last_day < measure.agreed_on - timedelta(days=1):
        raise BadInput(
            NOT_ENDED,
            f"Tiltaket ble avtalt {day_in_words(measure.agreed_on)}, og kan ikke ha sluttet før det.",
            "Rett datoen. Ble tiltaket ført ved en feil, er siste dag dagen før det ble avtalt.",
            "last_day",
        )
    row = JointMeasureEndRow(
        community_id=community.id,
        measure_id=measure.id,
        last_day=last_day,
        reason=reason,
        said_by=who.name,
        said_at=now,
    )
    session.add(row)
    session.flush()
    data = {
        "last_day": last_day.isoformat() if last_day else None,
        "reason": reason,
        "rows": remembered(row),
    }
    audit.record(session, Event.MEASURE_ENDED, f"tiltak:{measure.ref}", who.ref, community.id, data)
    return row


def _refuse_unknown_place(session: Session, entry: MeasureEntry) -> None:
    adopted = [row for row in documents.versions_of(session, entry.document) if row.stage is Stage.ADOPTED]
    if not any(documents.legal_text(row).find(entry.section_id) for row in adopted):
        raise BadInput(
            NOT_KEPT,
            f"Ingen vedtatt versjon av {entry.document.title} har det punktet.",
            "Velg punktet der tiltaket er avtalt.",
            "section",
        )


def _refuse_twice(session: Session, row: JointMeasureRow) -> None:
    known = session.scalars(
        select(JointMeasureRow).where(
            JointMeasureRow.community_id == row.community_id,
            JointMeasureRow.title == row.title,
            JointMeasureRow.agreed_on == row.agreed_on,
        )
    )
    same = next((each for each in known if each.pair_id == row.pair_id), None)
    if same is not None:
        raise AlreadyThere(
            "Samarbeidstiltaket er ikke lagt til en gang til.",
            f"«{same.title}», avtalt {day_in_words(same.agreed_on)}, er alt ført.",
            "",
            f"/lovkrav/tiltak/{same.ref}",
        )

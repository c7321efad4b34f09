"""The joint measures that the parties have agreed on, and what people have judged of each on a day.

Law: helse- og omsorgstjenesteloven § 6-2 andre ledd (https://lovdata.no/lov/2011-06-24-30/§6-2): for each,
responsibility, responsibility as employer, organisation and financing must be settled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.demanded import measure_duty
from decisions.duties import Duty
from documents.coverage import ItemCoverage
from documents.minimums import CatalogueKind
from documents.text import Place
from registry.errors import NotFound
from registry.queries import catalogues, documents, parties
from registry.queries.binding import Binding
from registry.queries.coverage import Bound, Judged
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, JointMeasureEndRow, JointMeasureRow, PartyRow


@dataclass(frozen=True, slots=True)
class Measure:
    """A joint measure as it stands on a day."""

    row: JointMeasureRow
    on: date
    pair: PairView | None
    """The one pair it is of; None: all of them."""
    document: DocumentRow | None
    """The text it is agreed in."""
    version: VersionView | None
    """The version of it that applies that day to those the measure is of."""
    place: Place | None
    """The place it is agreed in, in that version; None where it is not there."""
    ends: tuple[JointMeasureEndRow, ...]
    """What was said of its last day, the first word first."""
    answers: tuple[ItemCoverage, ...]
    """The questions of the law, in its order, each as people have judged."""
    applying: tuple[VersionView, ...]
    """What applies that day to those the measure is of: where the answers are looked for."""

    @property
    def last_day(self) -> date | None:
        """By the last word that was said of it."""
        return self.ends[-1].last_day if self.ends else None

    @property
    def stands(self) -> bool:
        """Is it agreed that day, and not over?"""
        return self.row.agreed_on <= self.on and (self.last_day is None or self.on <= self.last_day)

    @property
    def duty(self) -> Duty:
        """The four questions in one answer."""
        return measure_duty(self.row.title, self.answers)


def measures(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    known: date | None = None,
    binding: Binding | None = None,
) -> list[Measure]:
    """The joint measures that stand that day, for all or for one party, in the order they were agreed.

    `binding` is what binds the pairs that day, where it is read already.
    """
    return [each for each in _every(session, community, on, party, known, binding) if each.stands]


def ended_measures(
    session: Session, community: CommunityRow, on: date, party: PartyRow | None = None
) -> list[Measure]:
    """Those that stand no longer that day, or not yet."""
    return [each for each in _every(session, community, on, party) if not each.stands]


def measure(
    session: Session, community: CommunityRow, ref: str, on: date, known: date | None = None
) -> Measure:
    """The joint measure with this name as it stands that day; raises NotFound."""
    row = session.scalars(
        select(JointMeasureRow).where(
            JointMeasureRow.community_id == community.id, JointMeasureRow.ref == ref
        )
    ).first()
    if row is None:
        raise NotFound(f"Samarbeidstiltaket «{ref[:40]}» finnes ikke.", "", "Se listen over tiltak.")
    return _Room(session, community, on, known).told(row)


def _every(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None,
    known: date | None = None,
    binding: Binding | None = None,
) -> list[Measure]:
    rows = session.scalars(
        select(JointMeasureRow)
        .where(JointMeasureRow.community_id == community.id)
        .order_by(JointMeasureRow.agreed_on, JointMeasureRow.id)
    ).all()
    if not rows:
        return []
    room = _Room(session, community, on, known, binding)
    found = (room.told(row) for row in rows)
    return [each for each in found if party is None or each.pair is None or _is_of(each.pair, party)]


def _is_of(pair: PairView, party: PartyRow) -> bool:
    return party.id in {pair.kommune.id, pair.foretak.id}


class _Room:
    """What is read once for many measures."""

    def __init__(
        self,
        session: Session,
        community: CommunityRow,
        on: date,
        known: date | None,
        binding: Binding | None = None,
    ) -> None:
        self.on = on
        demands = catalogues.demands(session, community, CatalogueKind.MEASURE, known)
        self._judged = Judged(session, community, on, known, demands)
        self._pairs = {view.row.id: view for view in parties.pairs(session, community)}
        self._documents = {row.id: row for row in documents.all_documents(session, community)}
        self._binding = binding or Binding(session, community, on)
        self._for_all = documents.the_set(session, community, on)
        self._ends = _ends(session, community)

    def told(self, row: JointMeasureRow) -> Measure:
        """The measure with what is judged of it."""
        pair = self._pairs[row.pair_id] if row.pair_id else None
        applying = documents.set_of(self._binding, [pair]) if pair else self._for_all
        version = next((each for each in applying if each.document.id == row.document_id), None)
        text = documents.legal_text(version.row) if version else None
        return Measure(
            row,
            self.on,
            pair,
            self._documents.get(row.document_id or 0),
            version,
            text.find(row.section_id) if text and row.section_id else None,
            tuple(self._ends.get(row.id, ())),
            self._judged.items(
                applying, str(row.id), row.agreed_on, Bound(self._binding, pair) if pair else None
            ),
            tuple(applying),
        )


def _ends(session: Session, community: CommunityRow) -> Mapping[int, Sequence[JointMeasureEndRow]]:
    found: dict[int, list[JointMeasureEndRow]] = {}
    for row in session.scalars(
        select(JointMeasureEndRow)
        .where(JointMeasureEndRow.community_id == community.id)
        .order_by(JointMeasureEndRow.id)
    ):
        found.setdefault(row.measure_id, []).append(row)
    return found

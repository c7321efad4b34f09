"""What the law demands and a pair's texts do not cover, open since when: reckoned anew each time.

A judgement that counts today is held against what bound the pair on each day that something began or ended.
That a person judged late makes no gap, and closes none that the law had not opened.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.duties import add_months
from decisions.gaps import told
from documents import lifecycle
from documents.coverage import Coverage, Degree, ItemCoverage, Mark, coverage
from documents.gaps import Gap, Stretch, gap
from documents.kinds import DocumentKind
from documents.lifecycle import Life
from documents.minimums import Minimum
from registry.queries import notices, parties
from registry.queries.binding import Binding
from registry.queries.coverage import Bound, Compliance, Judged
from registry.queries.parties import PairView
from registry.tables import CommunityRow, MarkRow, NoticeRow, PartyRow, VersionRow

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap, and the pairs in which it stands exactly so."""

    gap: Gap
    pairs: tuple[PairView, ...]

    @property
    def told(self) -> str:
        """The gap in whole sentences."""
        return told(self.gap)


class Gaps:
    """How each pair stands against the law on a day, with what is open. Everything is read once for all."""

    def __init__(
        self, session: Session, community: CommunityRow, on: date, known: date | None = None
    ) -> None:
        """`known` is the day whose judgements count; left out, those made by `on`."""
        self.on, self.known = on, known or on
        self.binding = Binding(session, community, on)
        self._session, self._community = session, community
        self._judged = Judged(session, community, on, known)
        self._documents = {text.document.id: text.document for text in self.binding.texts}
        self._texts = {(text.document.ref, text.row.number): text for text in self.binding.texts}
        self._covering = _covering(session, community, self.known)
        self._notice_ends = _notice_ends(session, community)
        self._ended: dict[date, Collection[tuple[int, int]]] = {}
        self._compliance: dict[int, Compliance] = {}
        self._gaps: dict[object, tuple[Gap, ...]] = {}

    def pairs(self, party: PartyRow | None = None) -> list[PairView]:
        """The pairs that stand that day, all or those of one party."""
        if party is not None:
            return self.binding.pairs_of(party)
        return parties.pairs(self._session, self._community, self.on)

    def compliance(self, pair: PairView) -> Compliance:
        """The items of the law held against what binds this pair."""
        if pair.row.id not in self._compliance:
            items = self._judged.items_of(Bound(self.binding, pair))
            self._compliance[pair.row.id] = Compliance(self.on, pair, items)
        return self._compliance[pair.row.id]

    def binds(self, pair: PairView) -> bool:
        """Does an agreement apply to the pair?"""
        return self._binds_on(pair, self.on)

    def of(self, pair: PairView) -> tuple[Gap, ...]:
        """What is open for this pair, in the law's order; nothing where no agreement binds it."""
        if not self.binds(pair):
            return ()
        found = self.compliance(pair)
        lacking = [item for item in found.items if item.status in _LACKING]
        alike = (
            tuple((item.minimum.key, item.status, item.suspect) for item in lacking),
            self._lives_behind(pair, lacking),
        )
        if alike not in self._gaps:
            self._gaps[alike] = tuple(self._open(pair, lacking))
        return self._gaps[alike]

    def _open(self, pair: PairView, lacking: Iterable[ItemCoverage]) -> Iterator[Gap]:
        for item in lacking:
            states = self._states(item.minimum.key)
            if (found := gap(item, states, self._history(pair, item.minimum.key), self.on)) is not None:
                yield found

    def _history(self, pair: PairView, key: str) -> list[Stretch]:
        """How the demand stood for the pair from each day on which that may have become otherwise."""
        covering = [self._lives(pair, each) for each in self._covering.get(key, ())]
        states = [day for each in self._states(key) for day in (each.since, each.until) if day]
        days = {
            *states,
            *self._notice_ends.get(pair.row.id, ()),
            *(day for each in self._agreements() for day in _days(self._lives(pair, each))),
            *(day for lives in covering for day in _days(lives)),
        }
        marks = self._marks(pair, covering, key)
        return [
            Stretch(day, self._binds_on(pair, day), self._is_covered(day, covering, key, marks))
            for day in sorted(days)
            if day <= self.on
        ]

    def _binds_on(self, pair: PairView, day: date) -> bool:
        """Does an agreement apply to the pair that day?"""
        ended = self._ended_by(day)
        return any(
            lifecycle.in_force(self._lives(pair, each), day) is not None
            for each in self._agreements()
            if (each, pair.row.id) not in ended
        )

    def _is_covered(
        self, day: date, covering: Iterable[Sequence[Life]], key: str, marks: Sequence[Mark]
    ) -> bool:
        """Did the texts of the pair cover the demand that day, by what is known now?"""
        applying = {life.document for lives in covering if (life := lifecycle.in_force(lives, day))}
        then = [mark.as_on(day) for mark in marks if mark.document in applying and mark.stands(day)]
        items = coverage(then, day, self._states(key)) if then else ()
        return any(item.status is Coverage.COVERED for item in items)

    def _marks(self, pair: PairView, covering: Iterable[Sequence[Life]], key: str) -> list[Mark]:
        """What people have said of these texts and the demand: what counts, and what counted before."""
        begun = (
            max(
                (life for life in lives if life.valid_from and life.valid_from <= self.on),
                key=_first_day,
                default=None,
            )
            for lives in covering
        )
        texts = [self._texts[life.document, life.number] for life in begun if life]
        held = [self._judged.held(each.document, each.row, Bound(self.binding, pair)) for each in texts]
        return [mark for each in held for said in (each.standing, each.before) for mark in said.get(key, ())]

    def _states(self, key: str) -> list[Minimum]:
        return [each for each in self._judged.demands if each.key == key]

    def _agreements(self) -> list[int]:
        return [each.id for each in self._documents.values() if each.kind is DocumentKind.SAMARBEIDSAVTALE]

    def _lives(self, pair: PairView, document_id: int) -> list[Life]:
        return self.binding.lives(pair, self._documents[document_id])

    def _lives_behind(self, pair: PairView, lacking: Iterable[ItemCoverage]) -> object:
        """All that the history of these items rests on: pairs that have it in common stand alike."""
        covering = {each for item in lacking for each in self._covering.get(item.minimum.key, ())}
        lives = (tuple(self._lives(pair, each)) for each in sorted({*covering, *self._agreements()}))
        return tuple(lives), self._notice_ends.get(pair.row.id, ())

    def _ended_by(self, day: date) -> Collection[tuple[int, int]]:
        """The agreements, each with its pair, that a notice has ended by that day."""
        if not self._notice_ends:
            return ()
        if day not in self._ended:
            self._ended[day] = notices.ended_pairs(self._session, self._community, day)
        return self._ended[day]


def gaps(
    session: Session,
    community: CommunityRow,
    on: date,
    known: date | None = None,
    party: PartyRow | None = None,
    pair: PairView | None = None,
) -> list[GapView]:
    """What is open that day, for all pairs, those of a party, or one: by demand, the longest open first.

    Pairs in which a gap stands alike are told of together.
    """
    held = Gaps(session, community, on, known)
    return together(held, [pair] if pair else held.pairs(party))


def together(held: Gaps, pairs: Iterable[PairView]) -> list[GapView]:
    """The gaps of these pairs, those that are alike as one."""
    alike: dict[Gap, list[PairView]] = {}
    for pair in pairs:
        for each in held.of(pair):
            alike.setdefault(each, []).append(pair)
    views = [GapView(each, tuple(whose)) for each, whose in alike.items()]
    return sorted(views, key=lambda view: (view.gap.minimum.nr, view.gap.since, -len(view.pairs)))


_LACKING = {Coverage.MISSING, Coverage.PARTLY, Coverage.WAITING}


def _covering(session: Session, community: CommunityRow, known: date) -> Mapping[str, list[int]]:
    """The documents of which somebody has said that they cover a demand, by the demand's key."""
    found = session.execute(
        select(MarkRow.catalogue, MarkRow.nr, VersionRow.document_id)
        .join(VersionRow, VersionRow.id == MarkRow.version_id)
        .where(
            MarkRow.community_id == community.id, MarkRow.degree == Degree.FULL, MarkRow.judged_on <= known
        )
        .distinct()
    )
    documents_of: dict[str, set[int]] = {}
    for catalogue, nr, document_id in found:
        documents_of.setdefault(f"{catalogue}:{nr}", set()).add(document_id)
    return {key: sorted(each) for key, each in documents_of.items()}


def _notice_ends(session: Session, community: CommunityRow) -> Mapping[int, tuple[date, ...]]:
    """The first days without an agreement, by pair, if the notices that were received hold."""
    rows = session.scalars(select(NoticeRow).where(NoticeRow.community_id == community.id))
    found: dict[int, list[date]] = {}
    for row in rows:
        found.setdefault(row.pair_id, []).append(add_months(row.received_on, 12))
    return {pair: tuple(sorted(days)) for pair, days in found.items()}


def _first_day(life: Life) -> date:
    return life.valid_from or date.min


def _days(lives: Sequence[Life]) -> Iterator[date]:
    """The days on which another version, or none, begins to apply."""
    for life in lives:
        if life.valid_from is not None:
            yield life.valid_from
        if life.valid_to is not None:
            yield life.valid_to + A_DAY

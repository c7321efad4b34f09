"""What a special agreement rests on in the texts above it, and whether that is still as a person read it.

A reading counts from the day it was done. A clause that was changed stays flagged until a person has read the
two together anew, also when the words have become the same again in the meantime.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.notices import NoticeState
from documents import lifecycle
from documents.comparing.change_table import Row, change_rows
from documents.comparing.changes import Comparison
from documents.governing import ClauseState, Since, as_reprinted, compared, since_read
from documents.kinds import DocumentKind
from documents.lifecycle import Period
from documents.text import Place
from registry.permissions import OPERATOR
from registry.queries import notices
from registry.queries.binding import Binding
from registry.queries.documents import VersionView, legal_text, tree_of
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, GoverningClauseRow, VersionRow

ABOVE = (DocumentKind.SAMARBEIDSAVTALE, DocumentKind.DELAVTALE, DocumentKind.RETNINGSLINJE)
"""The kinds of text that a special agreement stands under."""


class Flag(StrEnum):
    """How it is with a clause that a special agreement rests on."""

    STANDS = "som lest"
    AHEAD = "lest på forhånd"
    """Read in a version that does not yet apply to the pair, and in none that does."""
    CHANGED = "endret"
    REMOVED = "tatt bort"
    AGAIN = "endret, og som lest igjen"
    """The words are as read, but they were others in the meantime, or the text did not apply."""
    ENDED = "gjelder ikke for paret"
    """The text that the clause stands in does not apply to the pair that day."""

    @property
    def label(self) -> str:
        """The words as they begin a line on the screen."""
        return self.value[:1].upper() + self.value[1:]

    @property
    def is_up(self) -> bool:
        """Must a person read the two together anew?"""
        return self not in {Flag.STANDS, Flag.AHEAD}


@dataclass(frozen=True, slots=True)
class Began:
    """A version of a text, and the days it applies to one pair."""

    row: VersionRow
    period: Period


@dataclass(frozen=True, slots=True)
class Ahead:
    """A version that is adopted and does not yet apply to the pair, and what becomes of the clause in it."""

    row: VersionRow
    first: date | None
    """The day it begins to apply to the pair; None while that is not settled."""
    since: Since
    reading: GoverningClauseRow | None
    """A person has read the clause in it already."""

    @property
    def must_be_read(self) -> bool:
        """Will it be flagged that day, as things are?"""
        return self.since.state.must_be_read and self.reading is None


@dataclass(frozen=True, slots=True)
class Resting:
    """One clause that a special agreement rests on, on a day."""

    document: DocumentRow
    """The text it stands in."""
    reading: GoverningClauseRow
    """The reading that counts that day."""
    read_in: VersionRow
    place: Place
    """The clause as it was read."""
    flag: Flag
    flagged_from: date | None
    now: VersionRow | None
    """The version that applies to the pair that day."""
    since: Since | None
    """What has become of the clause from the reading to that version."""
    ahead: tuple[Ahead, ...]
    """What is adopted and not begun, and changes the clause."""

    @property
    def place_now(self) -> Place:
        """The clause where it stands that day; as it was read, where it does not."""
        return self.since.now if self.since and self.since.now else self.place

    @property
    def may_be_read_in(self) -> VersionRow | None:
        """The version to read it in anew: the one that applies, if it still has the clause."""
        return self.now if self.since and self.since.now else None


class AboveThePair:
    """The adopted texts above one pair's special agreements, and the days each applies to the pair."""

    def __init__(self, known: Binding, pair: PairView, ended: Mapping[int, date]) -> None:
        """Take what binds whom that day, and the pair.

        `ended`: by document, the first day the pair is without it because somebody gave notice.
        """
        self.pair, self.on, self._ended = pair, known.on, ended
        self._applying = {text.document.id: text.row for text in known.applying(pair)}
        texts = [text for text in known.texts if text.document.kind in ABOVE]
        self.documents = {text.document.id: text.document for text in texts}
        rows = {(text.document.id, text.row.number): text.row for text in texts}
        self._versions = {
            document.id: [(rows[document.id, life.number], life) for life in known.lives(pair, document)]
            for document in self.documents.values()
        }

    def begun(self, document_id: int) -> list[Began]:
        """The versions that had begun to apply to the pair that day, the first to begin first."""
        found = [each for each in self._with_periods(document_id) if each.period.first <= self.on]
        return sorted(found, key=lambda each: each.period.first)

    def ahead(self, document_id: int) -> list[tuple[VersionRow, date | None]]:
        """What was adopted by that day and had not begun to apply to the pair."""
        return [
            (row, life.valid_from)
            for row, life in self._versions.get(document_id, [])
            if (life.valid_from is None or life.valid_from > self.on)
            and (row.adopted_on is None or row.adopted_on <= self.on)
        ]

    def applying(self, document_id: int) -> VersionRow | None:
        """The version that applies to the pair that day."""
        return None if self.last_day(document_id) < self.on else self._applying.get(document_id)

    def last_day(self, document_id: int) -> date:
        """The last day it can apply to the pair: while they are a pair, and no notice has run out."""
        notice = self._ended.get(document_id)
        return min(self.pair.row.valid_to or date.max, notice - timedelta(days=1) if notice else date.max)

    def all_applying(self) -> list[VersionView]:
        """Every text that applies to the pair that day, the highest first."""
        found = [
            VersionView(document, row, lifecycle.Standing.IN_FORCE, self.on)
            for document in self.documents.values()
            if (row := self.applying(document.id))
        ]
        return sorted(found, key=lambda view: (view.document.kind.precedence, view.document.ref))

    def _with_periods(self, document_id: int) -> Iterable[Began]:
        them = self._versions.get(document_id, [])
        lives = [life for _, life in them]
        for row, life in them:
            if period := lifecycle.period(life, lives):
                yield Began(row, period)


def ended_by_notice(session: Session, community: CommunityRow, on: date) -> dict[int, dict[int, date]]:
    """By pair and document: the first day without it, where a notice has run out by that day."""
    days: dict[int, dict[int, date]] = {}
    for each in notices.notices(session, community, on, OPERATOR):
        if each.standing.state is NoticeState.UTEN_AVTALE:
            known = days.setdefault(each.row.pair_id, {})
            known[each.document.id] = min(each.value.ends, known.get(each.document.id, date.max))
    return days


def readings(
    session: Session, community: CommunityRow, until: date | None = None
) -> list[GoverningClauseRow]:
    """Every reading done by that day, in the order they count: the last one for a clause is the word."""
    rows = select(GoverningClauseRow).where(GoverningClauseRow.community_id == community.id)
    if until is not None:
        rows = rows.where(GoverningClauseRow.read_on <= until)
    return list(session.scalars(rows.order_by(GoverningClauseRow.read_on, GoverningClauseRow.id)))


def resting(session: Session, above: AboveThePair, rows: Sequence[GoverningClauseRow]) -> tuple[Resting, ...]:
    """What one special agreement rests on that day, by the readings of it; not what was ended.

    In the order of the texts, and of the clauses in each as they were read.
    """
    by_clause: dict[tuple[int, str], list[tuple[GoverningClauseRow, VersionRow]]] = {}
    for row in rows:
        version = session.get_one(VersionRow, row.version_id)
        by_clause.setdefault((version.document_id, row.section_id), []).append((row, version))
    found = [
        told
        for (document_id, _), them in by_clause.items()
        if (told := _resting(session, above, document_id, them))
    ]
    return tuple(sorted(found, key=_in_order))


def against(row: VersionRow, identity: str, other: VersionRow) -> Since:
    """What has become of a clause from one stored version to another."""
    return _since(row.text, other.text, identity)


def rows_between(row: VersionRow, other: VersionRow, since: Since) -> tuple[Row, ...]:
    """What became of the clause, as rows of the change table; none where it is gone."""
    told = {change.place.id for change in since.changes}
    if not told:
        return ()
    old, new = as_reprinted(legal_text(row), legal_text(other)), legal_text(other)
    rows = change_rows(_compared(row.text, other.text), old, new, {})
    return tuple(each for each in rows if each.change.place.id in told)


@lru_cache(maxsize=512)
def _since(old: str, new: str, identity: str) -> Since:
    """Kept by the texts themselves, so that it is never stale: the front page asks of every clause."""
    comparison = _compared(old, new) if old != new else None
    return since_read(tree_of(old), tree_of(new), identity, comparison)


@lru_cache(maxsize=64)
def _compared(old: str, new: str) -> Comparison:
    """Kept by the texts themselves, so that it is never stale."""
    return compared(tree_of(old), tree_of(new))


def _resting(
    session: Session,
    above: AboveThePair,
    document_id: int,
    them: Sequence[tuple[GoverningClauseRow, VersionRow]],
) -> Resting | None:
    begun = above.begun(document_id)
    has_begun = {each.row.id for each in begun}
    counting = [each for each in them if each[1].id in has_begun]
    reading, read_in = (counting or them)[-1]
    if not reading.holds:
        return None
    place = legal_text(read_in).find(reading.section_id)
    assert place is not None, "a clause is read in a version that has it"
    now = above.applying(document_id)
    since = against(read_in, reading.section_id, now) if now and counting else None
    flag, from_day = _flag(above, document_id, reading, read_in, since) if counting else (Flag.AHEAD, None)
    document = above.documents.get(document_id) or session.get_one(DocumentRow, document_id)
    coming = _ahead(above, document_id, reading, read_in, them)
    return Resting(document, reading, read_in, place, flag, from_day, now, since, coming)


def _flag(
    above: AboveThePair,
    document_id: int,
    reading: GoverningClauseRow,
    read_in: VersionRow,
    since: Since | None,
) -> tuple[Flag, date | None]:
    """How it is with the clause that day, and since when it has been flagged."""
    begun = above.begun(document_id)
    start = next(each.period.first for each in begun if each.row.id == read_in.id)
    from_day = _first_trouble([each for each in begun if each.period.first >= start], reading, read_in, above)
    if since is None:
        return Flag.ENDED, from_day
    if since.state is ClauseState.REMOVED:
        return Flag.REMOVED, from_day
    if since.state is ClauseState.CHANGED:
        return Flag.CHANGED, from_day
    return (Flag.AGAIN, from_day) if from_day else (Flag.STANDS, None)


def _first_trouble(
    begun: Sequence[Began], reading: GoverningClauseRow, read_in: VersionRow, above: AboveThePair
) -> date | None:
    """The first day since the reading on which the clause read otherwise, or the text did not apply."""
    before: Began | None = None
    for each in begun:
        if before and before.period.last and before.period.last + timedelta(days=1) < each.period.first:
            return before.period.last + timedelta(days=1)
        if against(read_in, reading.section_id, each.row).state.must_be_read:
            return each.period.first
        before = each
    ends = [before.period.last if before else None, above.last_day(read_in.document_id)]
    ended = min((day for day in ends if day is not None and day < above.on), default=None)
    return ended + timedelta(days=1) if ended else None


def _ahead(
    above: AboveThePair,
    document_id: int,
    reading: GoverningClauseRow,
    read_in: VersionRow,
    them: Sequence[tuple[GoverningClauseRow, VersionRow]],
) -> tuple[Ahead, ...]:
    read = {version.id: row for row, version in them}
    found = (
        Ahead(row, first, against(read_in, reading.section_id, row), read.get(row.id))
        for row, first in above.ahead(document_id)
    )
    return tuple(each for each in found if each.since.state.must_be_read and each.row.id != read_in.id)


def _in_order(each: Resting) -> tuple[int, str, int]:
    at = [place.id for place in legal_text(each.read_in).places()].index(each.place.id)
    return each.document.kind.precedence, each.document.ref, at

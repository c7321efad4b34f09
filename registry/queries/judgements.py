"""What people have judged of a helsefellesskap's texts, and what has changed under it by a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.carrying import Spell, Word, spells
from documents.coverage import ItemCoverage, Mark, MarkKind, Suspicion, item_coverage
from documents.holding import Reading, suspicions
from documents.kinds import DocumentKind
from documents.lifecycle import Stage
from documents.minimums import Minimum, items_on
from documents.statements import Statement, statements_at
from documents.text import Place
from registry.queries import catalogues, documents
from registry.queries.binding import Binding, Text
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, MarkRow, VersionRow

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bound:
    """A pair, and what is read of which texts bind it since when."""

    binding: Binding
    pair: PairView

    def day(self, document: DocumentRow, row: VersionRow) -> date | None:
        """The pair's own first day under this version; that of the text where it never bound the pair."""
        return self.binding.bond(Text(document, row), self.pair).since or row.valid_from

    def was_bound(self, document: DocumentRow, row: VersionRow, on: date) -> bool:
        """Has the version bound the pair before this day?"""
        if document.pair_id is not None:
            return document.pair_id == self.pair.row.id
        since = self.binding.bond(Text(document, row), self.pair).since
        return since is not None and since <= on


@dataclass(frozen=True, slots=True)
class Held:
    """The judgements of one document by demand: those that count, and those that counted before."""

    standing: Mapping[str, Sequence[Mark]]
    before: Mapping[str, Sequence[Mark]]


NOTHING_HELD = Held({}, {})


class Judged:
    """All that people of a helsefellesskap had judged by a day, and the texts they judged.

    Everything is read at once, so that many pairs cost no more than one.
    """

    def __init__(
        self,
        session: Session,
        community: CommunityRow,
        on: date,
        known: date | None = None,
        demands: Sequence[Minimum] | None = None,
    ) -> None:
        """`known` is the day whose judgements and files of demands count; left out, the judgements made by
        `on`, and all files.

        `demands` are those asked of; left out, those on what the set of texts must hold.
        """
        self.on = on
        self.known = known or on
        self.demands = catalogues.content_demands(session, community, known) if demands is None else demands
        self._states = _by_key(self.demands)
        self._rows = {row.id: row for row in _rows(session, community, self.known)}
        self._said: dict[int, list[MarkRow]] = {}
        for row in self._rows.values():
            self._said.setdefault(row.version_id, []).append(row)
        self._adopted = _adopted(session, community)
        self._numbers = _numbers(session, community)
        self._judged_documents = {self._numbers[each][0] for each in self._said}
        self._documents = {row.id: row for row in documents.all_documents(session, community)}
        self._held: dict[object, Held] = {}
        self._items: dict[object, ItemCoverage] = {}

    def items(
        self,
        applying: Sequence[VersionView],
        measure: str = "",
        since: date | None = None,
        bound: Bound | None = None,
    ) -> tuple[ItemCoverage, ...]:
        """The demands held against these versions in force; with `measure`, those asked of it.

        `since` is the day from which they are asked; left out, that of the agreement. `bound` is the pair
        that is asked about, which may have days of its own.
        """
        counting = [self.held(each.document, each.row, bound) for each in applying]
        ended = list(self._ended(applying, bound))
        agreed = [each for each in applying if each.document.kind is DocumentKind.SAMARBEIDSAVTALE]
        first_days = tuple(day for each in agreed for day in self._days(each.document, each.row, bound))
        texts_since = since or max(
            (days[-1] for each in agreed if (days := self._days(each.document, each.row, bound))),
            default=None,
        )
        return tuple(
            self._item(minimum, counting, ended, measure, texts_since, first_days)
            for minimum in items_on(self.demands, self.on)
        )

    def marks(self, document: DocumentRow, row: VersionRow) -> list[Mark]:
        """What counts for this version: judgements on it and on those it replaced, with what has changed."""
        found = [mark for marks in self.held(document, row).standing.values() for mark in marks]
        return sorted(found, key=lambda mark: (mark.nr, mark.id))

    def lapsed(self, applying: Sequence[VersionView], bound: Bound | None = None) -> list[Mark]:
        """Judgements on the last texts in force of documents of which none applies now."""
        ended = self._ended(applying, bound)
        return [mark for held in ended for marks in held.standing.values() for mark in marks]

    def held(self, document: DocumentRow, row: VersionRow, bound: Bound | None = None) -> Held:
        """The judgements that count for this version, and those that counted for it or its forerunners."""
        if document.id not in self._judged_documents:
            return NOTHING_HELD
        chain = self._chain(document, row)
        days = tuple(self._day(document, each, bound) for each in chain)
        if (row.id, days) not in self._held:
            self._held[row.id, days] = _grouped(self._marks(document, chain, days))
        return self._held[row.id, days]

    def _item(
        self,
        minimum: Minimum,
        counting: Iterable[Held],
        ended: Iterable[Held],
        measure: str,
        texts_since: date | None,
        agreed: tuple[date, ...],
    ) -> ItemCoverage:
        key = minimum.key
        marks = _of_measure((each.standing.get(key, ()) for each in counting), measure)
        lapsed = _of_measure((each.standing.get(key, ()) for each in ended), measure)
        before = _of_measure((each.before.get(key, ()) for each in (*counting, *ended)), measure)
        alike = key, texts_since, agreed, *(tuple(map(id, each)) for each in (marks, lapsed, before))
        if alike not in self._items:
            self._items[alike] = item_coverage(
                self._states[key], self.on, marks, lapsed, before, texts_since=texts_since, agreed=agreed
            )
        return self._items[alike]

    def _ended(self, applying: Sequence[VersionView], bound: Bound | None) -> Iterator[Held]:
        """What was judged of documents that have applied and do so no longer: all of it has ended."""
        applies = {view.document.id for view in applying}
        for document_id in sorted(self._judged_documents - applies):
            document = self._documents[document_id]
            begun = [row for row in self._adopted.get(document_id, ()) if _has_begun(row, self.on)]
            if not begun or (bound and not bound.was_bound(document, begun[-1], self.on)):
                continue
            last_day = begun[-1].valid_to
            if last_day is not None and last_day < self.on:
                yield self._closed(document, begun[-1], last_day + A_DAY, bound)
            elif bound:
                yield self._closed(document, begun[-1], None, bound)

    def _closed(self, document: DocumentRow, row: VersionRow, end: date | None, bound: Bound | None) -> Held:
        """The same judgements, which no longer count from this day on."""
        held = self.held(document, row, bound)
        if (id(held), end) not in self._held:
            standing = {
                key: tuple(replace(mark, until=end) for mark in marks) for key, marks in held.standing.items()
            }
            self._held[id(held), end] = Held(standing, held.before)
        return self._held[id(held), end]

    def _days(self, document: DocumentRow, row: VersionRow, bound: Bound | None) -> list[date]:
        days = (self._day(document, each, bound) for each in self._chain(document, row))
        return [day for day in days if day is not None]

    def _day(self, document: DocumentRow, row: VersionRow, bound: Bound | None) -> date | None:
        return bound.day(document, row) if bound else row.valid_from

    def _chain(self, document: DocumentRow, row: VersionRow) -> list[VersionRow]:
        """The adopted versions up to this one, in the order they began to apply, and this one last."""
        before = [
            each
            for each in self._adopted.get(document.id, ())
            if each.id != row.id and (row.valid_from is None or _begins(each) < _begins(row))
        ]
        return [*before, row]

    def _marks(
        self, document: DocumentRow, chain: Sequence[VersionRow], days: Sequence[date | None]
    ) -> Iterator[Mark]:
        for spell in spells([[_word(row) for row in self._said.get(each.id, ())] for each in chain]):
            row = self._rows[spell.id]
            end = len(chain) if spell.end is None else spell.end
            mark = replace(
                _mark(document, chain[spell.first], row),
                since=days[spell.first],
                until=None if spell.end is None else days[spell.end],
                together=self._together(row),
                read_in=chain[-1].number if spell.end is None and spell.first < len(chain) - 1 else "",
            )
            yield replace(mark, suspects=self._suspicions(row, mark, spell, chain[:end], days))

    def _suspicions(
        self, row: MarkRow, mark: Mark, spell: Spell, chain: Sequence[VersionRow], days: Sequence[date | None]
    ) -> tuple[Suspicion, ...]:
        readings = [
            Reading(each.number, min(day or self.on, self.on), _statements_at(each.text, row.section_id))
            for each, day in _that_applied(chain, days, spell.first)
            if row.section_id
        ]
        states = self._states.get(mark.key, [])
        judged = next((each for each in states if each.since == row.entry_since), None)
        if judged is None:
            judged = next(iter(items_on(states, row.judged_on)), None)
        return suspicions(row.cited, readings, states, judged, self.on)

    def _together(self, row: MarkRow) -> tuple[object, ...]:
        """Whoever confirms a judgement adds none: it stands or falls with those it was made with."""
        root = row
        while root.kind is MarkKind.CONFIRMED and root.replaces_id in self._rows:
            root = self._rows[root.replaces_id]
        if root is row:
            return ()
        document_id, number = self._numbers[root.version_id]
        ref = self._documents[document_id].ref
        return ref, number, root.degree, root.judged_by, root.judged_on, root.reason


def marks_of(session: Session, version: VersionView) -> list[Mark]:
    """What people have judged that this very version covers, in the law's order."""
    return [_mark(version.document, version.row, row) for row in mark_rows(session, version.row)]


def mark_rows(session: Session, row: VersionRow) -> list[MarkRow]:
    """The judgements on a version that stand: of each place and demand the last, unless it was taken back."""
    rows = session.scalars(
        select(MarkRow).where(MarkRow.version_id == row.id).order_by(MarkRow.judged_on, MarkRow.id)
    ).all()
    counting = {each.id for each in spells([[_word(row) for row in rows]])}
    return sorted((each for each in rows if each.id in counting), key=lambda each: (each.nr, each.id))


def _that_applied(
    chain: Sequence[VersionRow], days: Sequence[date | None], first: int
) -> Iterator[tuple[VersionRow, date | None]]:
    """The judged version and those after it, but for one that another took the place of before it began."""
    for at in range(first, len(chain)):
        begins, follows = days[at], days[at + 1] if at + 1 < len(chain) else None
        if at == first or begins is None or follows is None or begins < follows:
            yield chain[at], begins


def _grouped(marks: Iterable[Mark]) -> Held:
    standing: dict[str, list[Mark]] = {}
    before: dict[str, list[Mark]] = {}
    for mark in marks:
        (standing if mark.until is None else before).setdefault(mark.key, []).append(mark)
    return Held(standing, before)


def _of_measure(groups: Iterable[Sequence[Mark]], measure: str) -> tuple[Mark, ...]:
    found = [mark for marks in groups for mark in marks if mark.measure == measure]
    return tuple(sorted(found, key=lambda mark: mark.document))


def _by_key(demands: Iterable[Minimum]) -> Mapping[str, list[Minimum]]:
    found: dict[str, list[Minimum]] = {}
    for each in demands:
        found.setdefault(each.key, []).append(each)
    return found


@lru_cache(maxsize=256)
def _places(text: str) -> Mapping[str, Place]:
    """The places of a stored text by their identity, kept by the text itself."""
    return {place.id: place for place in documents.tree_of(text).places() if place.id}


@lru_cache(maxsize=4096)
def _statements_at(text: str, identity: str) -> tuple[Statement, ...] | None:
    return statements_at(documents.tree_of(text), identity)


def _word(row: MarkRow) -> Word:
    return Word(
        row.id,
        row.section_id,
        f"{row.catalogue}:{row.nr}",
        str(row.measure_id or ""),
        row.kind,
        row.replaces_id,
    )


def _mark(document: DocumentRow, version: VersionRow, row: MarkRow) -> Mark:
    place = _places(version.text).get(row.section_id)
    return Mark(
        nr=row.nr,
        document=document.ref,
        version=version.number,
        section_id=row.section_id,
        section_number=place.number if place else "",
        section_title=place.section.title if place else "",
        degree=row.degree,
        judged_by=row.judged_by,
        judged_on=row.judged_on,
        reason=row.reason,
        cited=row.cited,
        kind=row.kind,
        catalogue=row.catalogue,
        measure=str(row.measure_id or ""),
        id=row.id,
    )


def _begins(row: VersionRow) -> tuple[date, int]:
    return row.valid_from or date.max, row.id


def _has_begun(row: VersionRow, on: date) -> bool:
    return row.valid_from is not None and row.valid_from <= on


def _adopted(session: Session, community: CommunityRow) -> dict[int, list[VersionRow]]:
    """The adopted versions of each document, in the order they began to apply."""
    rows = session.scalars(
        select(VersionRow).where(VersionRow.community_id == community.id, VersionRow.stage == Stage.ADOPTED)
    )
    found: dict[int, list[VersionRow]] = {}
    for row in sorted(rows, key=_begins):
        found.setdefault(row.document_id, []).append(row)
    return found


def _numbers(session: Session, community: CommunityRow) -> Mapping[int, tuple[int, str]]:
    """The document and the number of every version."""
    rows = session.execute(
        select(VersionRow.id, VersionRow.document_id, VersionRow.number).where(
            VersionRow.community_id == community.id
        )
    )
    return {version: (document, number) for version, document, number in rows}


def _rows(session: Session, community: CommunityRow, known: date) -> Iterable[MarkRow]:
    """The judgements made by that day, in the order they were made."""
    return session.scalars(
        select(MarkRow)
        .where(MarkRow.community_id == community.id, MarkRow.judged_on <= known)
        .order_by(MarkRow.judged_on, MarkRow.id)
    )

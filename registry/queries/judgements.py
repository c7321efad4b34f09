"""What people have judged of a helsefellesskap's texts, and what has changed under it by a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from documents.carrying import Spell, spells
from documents.coverage import ItemCoverage, Mark, MarkKind, Suspicion, item_coverage
from documents.holding import Reading, suspicions
from documents.kinds import DocumentKind
from documents.minimums import Minimum, items_on
from registry.queries import catalogues, documents
from registry.queries.binding import Binding, Text
from registry.queries.documents import VersionView
from registry.queries.judgement_rows import (
    adopted_versions,
    begins,
    glances_of,
    has_begun,
    mark_of,
    rows_by,
    version_numbers,
    word_of,
)
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
        """Has the version bound the pair by this day?"""
        since = self.binding.bond(Text(document, row), self.pair).since
        return since is not None and since <= on


@dataclass(frozen=True, slots=True)
class Held:
    """Judgements by demand: those that count, and those that counted before."""

    standing: Mapping[str, Sequence[Mark]]
    before: Mapping[str, Sequence[Mark]]


NOTHING_HELD = Held({}, {})


class Judged:
    """All that people of a helsefellesskap had judged by a day, and the texts they judged.

    Everything is read at once, and what many pairs have in common is reckoned once for all of them.
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
        self._minimums = items_on(self.demands, on)
        self._rows = {row.id: row for row in rows_by(session, community, self.known)}
        self._said: dict[int, list[MarkRow]] = {}
        for row in self._rows.values():
            self._said.setdefault(row.version_id, []).append(row)
        self._numbers = version_numbers(session, community)
        self._adopted = adopted_versions(session, community)
        self._documents = {row.id: row for row in documents.all_documents(session, community)}
        self._judged_documents = {self._numbers[each][0] for each in self._said}
        self._begun = {
            each: begun[-1]
            for each in sorted(self._judged_documents)
            if (begun := [row for row in self._adopted.get(each, ()) if has_begun(row, on)])
        }
        self._pair_of = {each: self._documents[each].pair_id for each in self._begun}
        self._shared = [each for each, pair_id in self._pair_of.items() if pair_id is None]
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
        texts = [Text(each.document, each.row) for each in applying]
        counting = [self.held(each.document, each.row, bound) for each in applying]
        return self._held_against(texts, counting, measure, since, bound)

    def items_of(self, bound: Bound) -> tuple[ItemCoverage, ...]:
        """The demands held against what binds this pair that day."""
        texts = bound.binding.applying(bound.pair)
        shared, own = [], []
        for text in texts:
            document_id = text.document.id
            if document_id not in self._judged_documents:
                continue
            if bound.binding.is_alike(document_id, bound.pair):
                shared.append(self._plainly(text))
            else:
                own.append(self.held(text.document, text.row, bound))
        return self._held_against(texts, [self._merged(shared), *own], "", None, bound)

    def marks(self, document: DocumentRow, row: VersionRow) -> list[Mark]:
        """What counts for this version: judgements on it and on those it replaced, with what has changed."""
        found = [mark for marks in self.held(document, row).standing.values() for mark in marks]
        return sorted(found, key=lambda mark: (mark.nr, mark.id))

    def lapsed(self, applying: Sequence[VersionView], bound: Bound | None = None) -> list[Mark]:
        """Judgements on the last texts in force of documents of which none applies now."""
        ended = self._ended({view.document.id for view in applying}, bound)
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

    def _plainly(self, text: Text) -> Held:
        """The same for all pairs that have no day of their own."""
        key = "plainly", text.row.id
        if key not in self._held:
            self._held[key] = self.held(text.document, text.row)
        return self._held[key]

    def _merged(self, every: Sequence[Held]) -> Held:
        """What many documents hold, as one."""
        key = "merged", tuple(map(id, every))
        if key not in self._held:
            self._held[key] = _as_one(every)
        return self._held[key]

    def _held_against(
        self,
        texts: Sequence[Text],
        counting: Sequence[Held],
        measure: str,
        since: date | None,
        bound: Bound | None,
    ) -> tuple[ItemCoverage, ...]:
        ended = list(self._ended({text.document.id for text in texts}, bound))
        agreed = [each for each in texts if each.document.kind is DocumentKind.SAMARBEIDSAVTALE]
        days = [self._days(each.document, each.row, bound) for each in agreed]
        texts_since = since or max((each[-1] for each in days if each), default=None)
        first_days = tuple(day for each in days for day in each)
        return tuple(
            self._item(minimum, counting, ended, measure, texts_since, first_days)
            for minimum in self._minimums
        )

    def _item(
        self,
        minimum: Minimum,
        counting: Sequence[Held],
        ended: Sequence[Held],
        measure: str,
        texts_since: date | None,
        agreed: tuple[date, ...],
    ) -> ItemCoverage:
        key = minimum.key
        groups = (
            [found for each in counting if (found := each.standing.get(key))],
            [found for each in ended if (found := each.standing.get(key))],
            [found for each in (*counting, *ended) if (found := each.before.get(key))],
        )
        alike = key, measure, texts_since, agreed, *(tuple(map(id, each)) for each in groups)
        if alike not in self._items:
            marks, lapsed, before = (_of_measure(each, measure) for each in groups)
            self._items[alike] = item_coverage(
                self._states[key], self.on, marks, lapsed, before, texts_since=texts_since, agreed=agreed
            )
        return self._items[alike]

    def _ended(self, applies: set[int], bound: Bound | None) -> Iterator[Held]:
        """What was judged of documents that have applied and do so no longer: all of it has ended."""
        candidates = self._begun if bound is None else self._of_pair(bound)
        for document_id in candidates:
            if document_id in applies:
                continue
            document, last = self._documents[document_id], self._begun[document_id]
            if bound and not bound.was_bound(document, last, self.on):
                continue
            if last.valid_to is not None and last.valid_to < self.on:
                yield self._closed(document, last, last.valid_to + A_DAY, bound)
            elif bound:
                yield self._closed(document, last, None, bound)

    def _of_pair(self, bound: Bound) -> list[int]:
        """The documents that somebody has judged, as far as they concern the pair."""
        pair_id = bound.pair.row.id
        own = [each for each in self._begun if self._pair_of.get(each) == pair_id]
        return [*self._shared, *own]

    def _closed(self, document: DocumentRow, row: VersionRow, end: date | None, bound: Bound | None) -> Held:
        """The same judgements, which no longer count from this day on."""
        held = self.held(document, row, bound)
        key = "closed", id(held), end
        if key not in self._held:
            standing = {
                key: tuple(replace(mark, until=end) for mark in marks) for key, marks in held.standing.items()
            }
            self._held[key] = Held(standing, held.before)
        return self._held[key]

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
            if each.id != row.id and (row.valid_from is None or begins(each) < begins(row))
        ]
        return [*before, row]

    def _marks(
        self, document: DocumentRow, chain: Sequence[VersionRow], days: Sequence[date | None]
    ) -> Iterator[Mark]:
        for spell in spells([[word_of(row) for row in self._said.get(each.id, ())] for each in chain]):
            row = self._rows[spell.id]
            end = len(chain) if spell.end is None else spell.end
            mark = replace(
                mark_of(document, chain[spell.first], row),
                since=days[spell.first],
                until=None if spell.end is None else days[spell.end],
                together=self._together(row),
                read_in=chain[-1].number if spell.end is None and spell.first < len(chain) - 1 else "",
            )
            yield replace(mark, suspects=self._suspicions(row, mark, spell, chain[:end], days))

    def _suspicions(
        self, row: MarkRow, mark: Mark, spell: Spell, chain: Sequence[VersionRow], days: Sequence[date | None]
    ) -> tuple[Suspicion, ...]:
        readings = list(_readings(row, _that_applied(chain, days, spell.first), self.on))
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


def _as_one(every: Iterable[Held]) -> Held:
    standing: dict[str, list[Mark]] = {}
    before: dict[str, list[Mark]] = {}
    for each in every:
        for key, marks in each.standing.items():
            standing.setdefault(key, []).extend(marks)
        for key, marks in each.before.items():
            before.setdefault(key, []).extend(marks)
    return Held(standing, before)


def _readings(
    row: MarkRow, versions: Iterable[tuple[VersionRow, date | None]], on: date
) -> Iterator[Reading]:
    """How the place reads in each version; nothing where the same words stand in all of them."""
    glances = [(version, min(day or on, on), glances_of(version.text)) for version, day in versions]
    if not row.section_id or len({each.sources(row.section_id) for _, _, each in glances}) == 1:
        return
    for version, day, each in glances:
        yield Reading(version.number, day, each.statements(row.section_id))

"""What does the law demand that day, and does the set in force hold it?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.coverage import Coverage, ItemCoverage, Mark, MarkKind, coverage, totals
from documents.holding import Reading, suspicions, words_at
from documents.kinds import DocumentKind
from documents.lifecycle import Stage
from documents.minimums import Minimum, items_on
from documents.text import Place
from registry.queries import catalogues, documents, parties
from registry.queries.binding import Binding
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.tables import CommunityRow, DocumentRow, MarkRow, PartyRow, VersionRow


@dataclass(frozen=True, slots=True)
class Compliance:
    """The items of the law held against the set that binds one pair, or all."""

    on: date
    pair: PairView | None
    items: tuple[ItemCoverage, ...]

    @property
    def totals(self) -> dict[str, int]:
        """How many items are in force, and how many have each status."""
        return totals(self.items)


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
        """`known` is the day whose judgements count; left out, those made by `on`.

        `demands` are those asked of; left out, those on what the set of texts must hold.
        """
        self.on = on
        self.known = known or on
        self.demands = catalogues.content_demands(session, community) if demands is None else demands
        self._documents = {row.id: row for row in documents.all_documents(session, community)}
        self._adopted = _adopted(session, community)
        self._rows = _rows(session, community, self.known)
        self._by_text: dict[int, list[Mark]] = {}

    def items(
        self, applying: Sequence[VersionView], measure: str = "", since: date | None = None
    ) -> tuple[ItemCoverage, ...]:
        """The demands held against these versions in force; with `measure`, those asked of it.

        `since` is the day from which they are asked; left out, that of the agreement.
        """
        marks = [mark for each in applying for mark in self.marks(each.document, each.row)]
        of_it = [mark for mark in marks if mark.measure == measure]
        lapsed = [mark for mark in self.lapsed(applying) if mark.measure == measure]
        return coverage(of_it, self.on, self.demands, lapsed, since or _agreed_since(applying))

    def marks(self, document: DocumentRow, row: VersionRow) -> list[Mark]:
        """What counts for this version: judgements on it and on those it replaced, with what has changed."""
        if row.id not in self._by_text:
            self._by_text[row.id] = self._carried(document, self._chain(document, row))
        return self._by_text[row.id]

    def lapsed(self, applying: Sequence[VersionView]) -> list[Mark]:
        """Judgements on the last texts in force of documents of which none applies now."""
        applies = {view.document.id for view in applying}
        found = []
        for document in self._documents.values():
            ended = [row for row in self._adopted.get(document.id, ()) if _has_ended(row, self.on)]
            if document.id not in applies and ended:
                found += self.marks(document, ended[-1])
        return found

    def _chain(self, document: DocumentRow, row: VersionRow) -> list[VersionRow]:
        """The adopted versions up to this one, in the order they began to apply, and this one last."""
        before = [
            each
            for each in self._adopted.get(document.id, ())
            if each.id != row.id and (row.valid_from is None or _begins(each) < _begins(row))
        ]
        return [*before, row]

    def _carried(self, document: DocumentRow, chain: Sequence[VersionRow]) -> list[Mark]:
        """For each place and demand the last word of a person on the newest version that has one."""
        last: dict[tuple[str, str, int, int | None], tuple[MarkRow, int]] = {}
        for at, version in enumerate(chain):
            for row in self._rows.get(version.id, ()):
                last[row.section_id, row.catalogue, row.nr, row.measure_id] = (row, at)
        found = [
            self._held(document, row, chain[at:])
            for row, at in last.values()
            if row.kind is not MarkKind.WITHDRAWN and (row.section_id or at == len(chain) - 1)
        ]
        return sorted(found, key=lambda mark: (mark.nr, mark.id))

    def _held(self, document: DocumentRow, row: MarkRow, chain: Sequence[VersionRow]) -> Mark:
        mark = _mark(document, chain[0], row)
        readings = [
            Reading(each.number, each.valid_from or self.on, _words_at(each.text, row.section_id))
            for each in chain
        ]
        states = [each for each in self.demands if each.key == mark.key]
        judged = next((each for each in states if each.since == row.entry_since), None)
        if judged is None:
            judged = next(iter(items_on(states, row.judged_on)), None)
        read_in = chain[-1].number if len(chain) > 1 else ""
        return replace(
            mark, suspects=suspicions(row.cited, readings, states, judged, self.on), read_in=read_in
        )


def compliance(
    session: Session,
    community: CommunityRow,
    on: date,
    party: PartyRow | None = None,
    known: date | None = None,
) -> Compliance:
    """Does what is in force meet helse- og omsorgstjenesteloven § 6-2 that day, for all or for one party?

    The law binds pair by pair: where a party's pairs are bound by different texts, each item counts as it
    stands in the pair that is worst off. Judgements made after `known` do not count; left out, after `on`.
    """
    judged = Judged(session, community, on, known)
    if party is None:
        return Compliance(on, None, judged.items(documents.the_set(session, community, on)))
    binding = Binding(session, community, on)
    pairs = binding.pairs_of(party)
    sets = {_names(held): held for pair in pairs for held in [documents.set_of(binding, [pair])]} or {"": []}
    held = [judged.items(each) for each in sets.values()]
    return Compliance(on, None, tuple(max(each, key=_how_bad) for each in zip(*held, strict=True)))


def compliance_by_pair(
    session: Session, community: CommunityRow, on: date, known: date | None = None
) -> list[Compliance]:
    """The same for every pair that stands that day: the law binds pair by pair."""
    judged = Judged(session, community, on, known)
    binding = Binding(session, community, on)
    items: dict[str, tuple[ItemCoverage, ...]] = {}
    found = []
    for pair in parties.pairs(session, community, on):
        applying = documents.set_of(binding, [pair])
        named = _names(applying)
        if named not in items:
            items[named] = judged.items(applying)
        found.append(Compliance(on, pair, items[named]))
    return found


def _names(applying: Sequence[VersionView]) -> str:
    return " ".join(view.ref for view in applying)


_WORSE = (Coverage.NOT_YET, Coverage.COVERED, Coverage.PARTLY, Coverage.WAITING, Coverage.MISSING)


def _how_bad(item: ItemCoverage) -> int:
    return _WORSE.index(item.status)


def _agreed_since(applying: Iterable[VersionView]) -> date | None:
    """The day from which the agreement of the set applies."""
    days = [
        view.row.valid_from
        for view in applying
        if view.document.kind is DocumentKind.SAMARBEIDSAVTALE and view.row.valid_from
    ]
    return max(days, default=None)


def marks_of(session: Session, version: VersionView) -> list[Mark]:
    """What people have judged that this very version covers, in the law's order."""
    return [_mark(version.document, version.row, row) for row in mark_rows(session, version.row)]


def mark_rows(session: Session, row: VersionRow) -> list[MarkRow]:
    """The judgements on a version that stand: of each place and demand the last, unless it was taken back."""
    rows = session.scalars(
        select(MarkRow).where(MarkRow.version_id == row.id).order_by(MarkRow.judged_on, MarkRow.id)
    )
    last = {(each.section_id, each.catalogue, each.nr, each.measure_id): each for each in rows}
    standing = [each for each in last.values() if each.kind is not MarkKind.WITHDRAWN]
    return sorted(standing, key=lambda each: (each.nr, each.id))


@lru_cache(maxsize=256)
def _places(text: str) -> Mapping[str, Place]:
    """The places of a stored text by their identity, kept by the text itself."""
    return {place.id: place for place in documents.tree_of(text).places() if place.id}


@lru_cache(maxsize=4096)
def _words_at(text: str, identity: str) -> str | None:
    return words_at(documents.tree_of(text), identity)


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


def _has_ended(row: VersionRow, on: date) -> bool:
    """Did it apply before that day?"""
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


def _rows(session: Session, community: CommunityRow, known: date) -> Mapping[int, Collection[MarkRow]]:
    """The judgements made by that day, by version, in the order they were made."""
    rows = session.scalars(
        select(MarkRow)
        .where(MarkRow.community_id == community.id, MarkRow.judged_on <= known)
        .order_by(MarkRow.judged_on, MarkRow.id)
    )
    found: dict[int, list[MarkRow]] = {}
    for row in rows:
        found.setdefault(row.version_id, []).append(row)
    return found

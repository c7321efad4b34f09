"""The law held against what applies on a day, with what a reader asks of each demand.

On which words, judged by whom, what has changed under it, what is open, and what was judged only later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from documents.comparing.words import WordChange, WordKind, compare_words
from documents.coverage import Coverage, Degree, ItemCoverage, Mark, MarkKind, Suspicion, totals
from documents.kinds import DocumentKind, Language
from registry.queries import coverage, documents
from registry.queries.documents import VersionView
from registry.queries.gaps import Gaps, GapView, together
from registry.queries.parties import PairView
from registry.tables import CommunityRow, PartyRow

MOST_WORDS = 12
"""Of what changed under a judgement so many words are told on a line; all of it stands on its own page."""


@dataclass(frozen=True, slots=True)
class Shaken:
    """What changed under a judgement, told on a line."""

    mark: Mark
    suspicion: Suspicion
    before: str
    """The words that went; empty where none did."""
    now: str
    """The words that came; empty where none did."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Places of one version that a person judged in one breath."""

    document: str
    version: str
    title: str
    degree: Degree
    judged_by: str
    judged_on: date
    reason: str
    places: tuple[Mark, ...]
    shaken: tuple[Shaken, ...] = ()

    @property
    def read_in(self) -> str:
        """The version in force that the words are held against: the judged one, or one that came after."""
        return self.places[0].read_in or self.version

    @property
    def confirmed(self) -> bool:
        """Did the person confirm what was judged before?"""
        return all(mark.kind is MarkKind.CONFIRMED for mark in self.places)

    @property
    def cited(self) -> tuple[Mark, ...]:
        """The places whose words were cited."""
        return tuple(mark for mark in self.places if mark.cited)


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One demand with all that is known of it that day."""

    item: ItemCoverage
    evidence: tuple[Evidence, ...]
    gaps: tuple[GapView, ...]
    judged_later: bool
    """Is there a judgement of what applied that was made after the day that is asked about?"""

    def label(self, language: Language) -> str:
        """The demand in short, in this written form."""
        minimum = self.item.minimum
        return (minimum.label_nn if language is Language.NN else "") or minimum.label

    def demand(self, language: Language) -> str:
        """The demand in own words, in this written form."""
        minimum = self.item.minimum
        return (minimum.demand_nn if language is Language.NN else "") or minimum.demand


@dataclass(frozen=True, slots=True)
class HeldLaw:
    """The law of a day held against what applies that day, for all, for a party, or for a pair."""

    on: date
    known: date
    """The day whose judgements count."""
    items: tuple[HeldItem, ...]
    applying: tuple[VersionView, ...]
    pairs: tuple[PairView, ...]
    """Those it is asked for."""
    bound: int
    """How many of them an agreement binds."""

    @property
    def totals(self) -> dict[str, int]:
        """How many items are in force, and how many have each status."""
        return totals([each.item for each in self.items])

    @property
    def judged_later(self) -> int:
        """How many items have a judgement that was made after the day that counts."""
        return sum(each.judged_later for each in self.items)

    @property
    def agreement(self) -> VersionView | None:
        """The agreement that applies."""
        kind = DocumentKind.SAMARBEIDSAVTALE
        return next((each for each in self.applying if each.document.kind is kind), None)


def held_law(
    session: Session,
    community: CommunityRow,
    on: date,
    today: date,
    known: date | None = None,
    party: PartyRow | None = None,
    pair: PairView | None = None,
) -> HeldLaw:
    """Does what is in force meet helse- og omsorgstjenesteloven § 6-2 that day, and what is open?

    For a party each item counts as it stands in the pair that is worst off. Judgements made after `known`
    (left out: after `on`) do not count; that there are such by `today`, is told.
    """
    gaps = Gaps(session, community, on, known)
    pairs = [pair] if pair else gaps.pairs(party)
    views = together(gaps, pairs)
    found = gaps.compliance(pair) if pair else coverage.compliance(session, community, on, party, known)
    later = _judged_later(session, community, on, today, gaps.known, party, pair)
    titles = {row.ref: row.title for row in documents.all_documents(session, community)}
    items = tuple(
        HeldItem(
            item,
            tuple(evidence(item, titles)),
            tuple(view for view in views if view.gap.minimum.key == item.minimum.key),
            item.minimum.key in later,
        )
        for item in found.items
    )
    applying = documents.the_set(session, community, on, None if pair else party, pair.row if pair else None)
    bound = sum(gaps.binds(each) for each in pairs)
    return HeldLaw(on, gaps.known, items, tuple(applying), tuple(pairs), bound)


def _judged_later(
    session: Session,
    community: CommunityRow,
    on: date,
    today: date,
    known: date,
    party: PartyRow | None,
    pair: PairView | None,
) -> set[str]:
    """The demands with a judgement of what applied that day, made after the day that counts."""
    if today <= known:
        return set()
    if pair is not None:
        items = Gaps(session, community, on, today).compliance(pair).items
    else:
        items = coverage.compliance(session, community, on, party, today).items
    return {
        item.minimum.key
        for item in items
        if item.status is not Coverage.NOT_YET and any(mark.judged_on > known for mark in item.evidence)
    }


def evidence(item: ItemCoverage, titles: Mapping[str, str]) -> Iterator[Evidence]:
    """The judgements on an item, those said at once as one: what holds first, and the furthest first."""
    together: dict[tuple[object, ...], list[Mark]] = {}
    for mark in item.evidence:
        together.setdefault(mark.told_with, []).append(mark)
    yield from sorted((_told(marks, titles) for marks in together.values()), key=_in_order)


def _in_order(each: Evidence) -> tuple[bool, int]:
    return bool(each.shaken), list(Degree).index(each.degree)


def _told(marks: Sequence[Mark], titles: Mapping[str, str]) -> Evidence:
    first = marks[0]
    return Evidence(
        first.document,
        first.version,
        titles[first.document],
        first.degree,
        first.judged_by,
        first.judged_on,
        first.reason,
        tuple(marks),
        tuple(_shaken(mark, each) for mark in marks for each in mark.suspects),
    )


def _shaken(mark: Mark, suspicion: Suspicion) -> Shaken:
    changes = compare_words(suspicion.before, suspicion.now) if suspicion.now else ()
    return Shaken(mark, suspicion, _first(changes, WordKind.REMOVED), _first(changes, WordKind.ADDED))


def _first(changes: Iterable[WordChange], kind: WordKind) -> str:
    """The first words of this fate; empty where no word met it."""
    words = next((each.text.split() for each in changes if each.kind is kind and each.word_count), [])
    return " ".join(words if len(words) <= MOST_WORDS else [*words[:MOST_WORDS], "…"])

"""One clause: how it has read through the versions, and what leans on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from sqlalchemy.orm import Session

from decisions.rules import MandateRule
from documents.comparing.history import ClauseReading, history
from documents.coverage import Mark
from documents.html import render_place
from documents.kinds import DocumentKind
from documents.references import Reference, references
from documents.text import Place
from registry.permissions import Actor
from registry.queries import comparisons, coverage, documents, mandates
from registry.queries.documents import VersionView
from registry.tables import CommunityRow


@dataclass(frozen=True, slots=True)
class ClauseView:
    """The clause in one version, against the version before."""

    view: VersionView
    reading: ClauseReading
    before: VersionView | None

    @property
    def html(self) -> str:
        """Its own words; empty where it is not."""
        return render_place(self.reading.place, self.view.document.ref) if self.reading.place else ""

    @property
    def was_there(self) -> bool:
        """Did the version before have it, too?"""
        return any(change.old and change.old.id for change in self.reading.changes)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A place that refers to the clause."""

    view: VersionView
    place: Place
    words: str
    """The reference as printed: "punkt 5.2 c"."""


@dataclass(frozen=True, slots=True)
class Support:
    """All that leans on a clause on a day."""

    references: tuple[Leaning, ...]
    rules: tuple[MandateRule, ...]
    marks: tuple[Mark, ...]

    @property
    def count(self) -> int:
        """How many things lean on it."""
        return len(self.references) + len(self.rules) + len(self.marks)

    def of(self, *kinds: DocumentKind) -> tuple[Leaning, ...]:
        """The references that stand in documents of these kinds."""
        return tuple(each for each in self.references if each.view.document.kind in kinds)


def clause_history(session: Session, view: VersionView, identity: str, who: Actor) -> list[ClauseView]:
    """How the clause has read in every version this actor may read, the newest first.

    Versions stand in the order they began to apply; those that have not, last made last.
    """
    views = sorted(documents.views_of(session, view.document, who, view.on), key=_begins)
    texts = [documents.legal_text(each.row) for each in views]
    compared = [comparisons.between(before.row, each.row) for before, each in pairwise(views)]
    readings = history(texts, identity, compared)
    return [ClauseView(*told) for told in zip(views, readings, [None, *views], strict=False)][::-1]


def leaning_on(
    session: Session, community: CommunityRow, view: VersionView, place: Place, on: date
) -> Support:
    """What leans on this clause of this version, or on a lettered point of it, on that day?

    Guidelines, special agreements and actions by their references in the texts in force; mandate rules and
    the law's items by what people have said that this version's clauses carry.
    """
    held = frozenset(_held(place))
    return Support(
        tuple(_leanings(documents.the_set(session, community, on), view, held)),
        tuple(rule for identity, rule in mandates.rules_of(session, view.row) if identity in held),
        tuple(mark for mark in coverage.marks_of(session, view) if mark.section_id in held),
    )


@lru_cache(maxsize=256)
def references_of(text: str) -> tuple[Reference, ...]:
    """The references in a stored text, kept by the text itself."""
    return references(documents.tree_of(text))


def _begins(view: VersionView) -> tuple[date, int]:
    return view.row.valid_from or date.max, view.row.id


def _held(place: Place) -> Iterator[str]:
    yield place.id
    if place.point is None:
        yield from (point.id for point in place.section.points())


def _leanings(applying: Sequence[VersionView], view: VersionView, held: frozenset[str]) -> Iterator[Leaning]:
    for each in applying:
        own = each.document.id == view.document.id
        for reference in references_of(each.row.text):
            aims_here = own if not reference.document else reference.document == view.document.ref
            if aims_here and reference.target in held and reference.place.id not in held:
                yield Leaning(each, reference.place, reference.words)

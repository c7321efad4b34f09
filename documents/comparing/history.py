"""One clause through the versions of its document: how it read, where it stood, what it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.comparing.diff import Comparison, SectionChange, compare
from documents.text import LegalText, Place


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """The clause in one text, against the text before."""

    place: Place | None
    """None where the text has no such clause."""
    changes: tuple[SectionChange, ...] = ()
    """What happened to it, and to its lettered points, since the text before; empty in the first text."""
    origins: tuple[Place, ...] = ()
    """The places of the text before that it was split from or took up: now told for the first time."""
    heirs: tuple[Place, ...] = ()
    """The places of this text that were split from it, or that took it up."""
    standing: frozenset[str] = frozenset()
    """Which of the origins still stand in this text."""

    @property
    def split_from(self) -> tuple[Place, ...]:
        """The origins that still stand beside it."""
        return tuple(origin for origin in self.origins if origin.id in self.standing)

    @property
    def took_up(self) -> tuple[Place, ...]:
        """The origins that are in it and nowhere else."""
        return tuple(origin for origin in self.origins if origin.id not in self.standing)

    @property
    def unchanged(self) -> bool:
        """Is it here, and just as it was, save perhaps its number?"""
        return self.place is not None and not any(change.changed for change in self.changes)


def history(
    texts: Sequence[LegalText], identity: str, comparisons: Sequence[Comparison] = ()
) -> tuple[ClauseReading, ...]:
    """How has the clause with this identity read? One reading a text, the oldest text first.

    What lies under a section as sections of its own is not part of it; its lettered points are. A caller that
    keeps the comparisons of each text with the next may give them.
    """
    known = comparisons or [compare(before, text) for before, text in pairwise(texts)]
    first = [ClauseReading(text.find(identity)) for text in texts[:1]]
    later = [
        _reading(before, text, identity, comparison)
        for (before, text), comparison in zip(pairwise(texts), known, strict=True)
    ]
    return (*first, *later)


def _reading(before: LegalText, text: LegalText, identity: str, comparison: Comparison) -> ClauseReading:
    place, was = text.find(identity), before.find(identity)
    origins = tuple(found for origin in _new_origins(was, place) if (found := before.find(origin)))
    return ClauseReading(
        place,
        tuple(change for change in comparison.changes if _is_about(change, identity)),
        origins,
        tuple(other for other in text.places() if _is_heir(other, before, identity)),
        frozenset(origin.id for origin in origins if text.find(origin.id)),
    )


def _is_heir(other: Place, before: LegalText, identity: str) -> bool:
    return identity in other.origins and identity in _new_origins(before.find(other.id), other)


def _is_about(change: SectionChange, identity: str) -> bool:
    return any(
        identity in (place.id, place.section.id)
        for place in (change.old, change.new, *change.sources)
        if place
    )


def _new_origins(was: Place | None, now: Place | None) -> tuple[str, ...]:
    """Where it comes from, as far as that is new since the text before."""
    known = was.origins if was else ()
    return tuple(origin for origin in (now.origins if now else ()) if origin not in known)

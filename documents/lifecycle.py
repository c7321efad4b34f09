"""What we did with a version, and what it is on a day.

The stage is stored: it is what people did. The standing is computed: it is what follows from dates.
No nightly job brings an agreement into force; the day does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from documents.kinds import DocumentKind


class Stage(StrEnum):
    """What has been done with the version."""

    DRAFT = "utkast"
    FROZEN = "frosset"
    ADOPTED = "vedtatt"
    WITHDRAWN = "trukket"


class Standing(StrEnum):
    """What the version is on a day."""

    DRAFT = "utkast"
    FROZEN = "til vedtak"
    ADOPTED = "vedtatt"
    COMING = "kommer"
    IN_FORCE = "gjelder"
    REPLACED = "erstattet"
    REPEALED = "opphevet"
    WITHDRAWN = "trukket"

    @property
    def label(self) -> str:
        """The word as it stands on the screen."""
        return self.value.capitalize()

    @property
    def is_ahead(self) -> bool:
        """Is it adopted, and not begun?"""
        return self in {Standing.COMING, Standing.ADOPTED}


_NEXT = {
    Stage.DRAFT: {Stage.FROZEN, Stage.WITHDRAWN},
    Stage.FROZEN: {Stage.ADOPTED, Stage.WITHDRAWN},
    Stage.ADOPTED: frozenset[Stage](),
    Stage.WITHDRAWN: frozenset[Stage](),
}


def may_become(stage: Stage, wanted: Stage) -> bool:
    """May a version take this step? A frozen text never thaws: a change is a new version."""
    return wanted in _NEXT[stage]


@dataclass(frozen=True, slots=True)
class Life:
    """What is needed of a version to say what it is on a day."""

    document: str
    number: str
    kind: DocumentKind
    stage: Stage
    valid_from: date | None = None
    """The day it enters into force; None while that is not settled."""
    valid_to: date | None = None
    """The last day it applies, when it was repealed or ran out."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days a version is in force, both ends counted; `last` is None while no end is known."""

    first: date
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Is the day within it?"""
        return self.first <= on and (self.last is None or on <= self.last)


def in_force(versions: Sequence[Life], on: date) -> Life | None:
    """Which version of one document applies that day? The latest that has begun and not ended."""
    begun = [
        life for life in versions if life.stage is Stage.ADOPTED and life.valid_from and life.valid_from <= on
    ]
    latest = max(begun, key=lambda life: life.valid_from or date.min, default=None)
    if latest is None or (latest.valid_to is not None and latest.valid_to < on):
        return None
    return latest


def period(version: Life, versions: Sequence[Life]) -> Period | None:
    """From when until when is this version in force? Until its own last day, or until the next one begins.

    None for one that has never begun and has no day to begin on.
    """
    if version.stage is not Stage.ADOPTED or version.valid_from is None:
        return None
    first = version.valid_from
    later = [
        each.valid_from
        for each in versions
        if each.stage is Stage.ADOPTED and each.valid_from is not None and each.valid_from > first
    ]
    ends = [day - timedelta(days=1) for day in later] + ([version.valid_to] if version.valid_to else [])
    return Period(first, min(ends, default=None))


def standing(version: Life, versions: Sequence[Life], on: date) -> Standing:
    """What is this version that day, among all versions of the same document?"""
    if version.stage is not Stage.ADOPTED:
        return {
            Stage.DRAFT: Standing.DRAFT,
            Stage.FROZEN: Standing.FROZEN,
            Stage.WITHDRAWN: Standing.WITHDRAWN,
        }[version.stage]
    if version.valid_from is None:
        return Standing.ADOPTED
    if on < version.valid_from:
        return Standing.COMING
    if version == in_force(versions, on):
        return Standing.IN_FORCE
    if version.valid_to is not None and version.valid_to < on:
        return Standing.REPEALED
    return Standing.REPLACED


def the_set(versions: Iterable[Life], on: date) -> tuple[Life, ...]:
    """The versions in force that day, one a document, in order of precedence.

    The agreement stands above what is made under it; a special agreement is under the main agreement
    that governs it (`documents.precedence` says who yields to whom). Within a kind the order is that of the
    documents' short names.
    """
    documents: dict[str, list[Life]] = {}
    for version in versions:
        documents.setdefault(version.document, []).append(version)
    applying = [life for lives in documents.values() if (life := in_force(lives, on))]
    return tuple(sorted(applying, key=lambda life: (life.kind.precedence, life.document)))

"""How each citation of the law in a text stands on a day, told from the text's own first day on.

A text is right as long as the law says what the text cites it for. It turns stale the day the law changes,
and is never so before. Where something else has come to stand in the place, a text that began to apply later
may mean that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.laws import Begun, Change, beginning_of, change_of, followed
from documents.laws.references import LawReference
from documents.sources import LegalSource


class Holds(StrEnum):
    """Does the law say that day what the text cites it for?"""

    STANDS = "står"
    STALE = "står ikke lenger"
    DOUBTFUL = "kan mene noe annet"
    """The text began to apply after the change, and something else stands in the place now."""
    NOT_YET = "gjelder ikke ennå"
    UNKNOWN = "kan ikke holdes mot lovlisten"
    """No law is named, or it is not clear which, or it is none whose changes are entered."""


@dataclass(frozen=True, slots=True)
class HeldReference:
    """One citation of the law, and how it stands on the day."""

    reference: LawReference
    holds: Holds
    change: Change | None = None
    """Why it is stale or doubtful."""
    came: Change | Begun | None = None
    """What it awaits, where the law does not say it yet."""

    @property
    def since(self) -> date | None:
        """From which day it is stale or doubtful, or will say it; None where it stands or is unknown."""
        found = self.change or self.came
        return found.since if found else None

    @property
    def instead(self) -> LegalSource | None:
        """Where the law says it: now for a stale one, until then for one that is not in force yet."""
        if self.change:
            return self.change.replacement
        return self.came.old if isinstance(self.came, Change) else None

    @property
    def is_unclear(self) -> bool:
        """Does the text name no law, or "loven" where nobody can know which?"""
        return self.holds is Holds.UNKNOWN and self.reference.source.law in {"", *GENERIC}

    def to_dict(self) -> dict[str, object]:
        """The citation as a plain table, for programs. The words are bokmål."""
        source, found = self.reference.source, self.change or self.came
        return {
            "section": self.reference.place.id,
            "number": self.reference.place.number,
            "title": self.reference.place.section.title,
            "words": self.reference.words,
            "cites": str(source),
            "link": source.link,
            "holds": self.holds.value,
            "since": found.since.isoformat() if found else None,
            "stood": self.change.stood if self.change else "",
            "now": self.change.now if self.change else "",
            "instead": str(self.instead) if self.instead else "",
            "by": found.by if found else "",
            "act": found.link if found else "",
        }


GENERIC = frozenset({"loven", "lova", "forskriften", "forskrifta"})


def held(
    references: Iterable[LawReference], on: date, text_since: date | None = None
) -> tuple[HeldReference, ...]:
    """How each of these stands on the day, in reading order.

    `text_since` is the day from which the text applies; left out, it was written before all that changed.
    """
    return tuple(_held(each, on, text_since) for each in references)


def _held(reference: LawReference, on: date, text_since: date | None) -> HeldReference:
    source = reference.source
    if not followed(source.law):
        return HeldReference(reference, Holds.UNKNOWN)
    change = change_of(source)
    if change is not None and change.since <= on:
        written_since = text_since is not None and change.since <= text_since
        return HeldReference(
            reference, Holds.DOUBTFUL if written_since and change.reused else Holds.STALE, change
        )
    came = beginning_of(source)
    if came is not None and on < came.since:
        return HeldReference(reference, Holds.NOT_YET, came=came)
    return HeldReference(reference, Holds.STANDS)

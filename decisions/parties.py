"""Who the law and the agreement bind: parties, pairs, and who answers for whom after a merger.

Law: the relation is one kommune and one foretak, pair by pair, also when many sign one text
(helse- og omsorgstjenesteloven § 6-1 første ledd, https://lovdata.no/lov/2011-06-24-30/§6-1).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.periods import holds_on


class PartyKind(StrEnum):
    """What sort of party is it?"""

    KOMMUNE = "kommune"
    HELSEFORETAK = "helseforetak"
    REGIONALT_HELSEFORETAK = "regionalt helseforetak"
    PRIVAT_SYKEHUS = "privat sykehus"
    BRUKERORGANISASJON = "brukerorganisasjon"

    @property
    def label(self) -> str:
        """The word as it begins a line on the screen."""
        return self.value.capitalize()

    @property
    def of_specialist_side(self) -> bool:
        """Can it be the other half of a pair with a kommune?"""
        return self in {PartyKind.HELSEFORETAK, PartyKind.REGIONALT_HELSEFORETAK, PartyKind.PRIVAT_SYKEHUS}


@dataclass(frozen=True, slots=True)
class Party:
    """A kommune, a health trust or another who takes part. `successors` are refs of those who came after."""

    ref: str
    name: str
    kind: PartyKind
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day it existed."""
    successors: tuple[str, ...] = ()

    def exists_on(self, day: date) -> bool:
        """Did the party exist that day?"""
        return holds_on(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Pair:
    """One kommune and one foretak that the law binds to an agreement. Both are refs of parties."""

    kommune: str
    foretak: str
    valid_from: date | None = None
    valid_to: date | None = None

    def exists_on(self, day: date) -> bool:
        """Was there such a pair that day?"""
        return holds_on(day, self.valid_from, self.valid_to)


def parties_on(parties: Iterable[Party], day: date) -> tuple[Party, ...]:
    """Who were parties that day? The set changes with time; every count must say its day."""
    return tuple(party for party in parties if party.exists_on(day))


def pairs_on(pairs: Iterable[Pair], day: date) -> tuple[Pair, ...]:
    """Which pairs were there that day? One kommune may stand in two, with a trust in each."""
    return tuple(pair for pair in pairs if pair.exists_on(day))


def answers_for(ref: str, parties: Sequence[Party], day: date) -> tuple[Party, ...]:
    """Who answers that day for what this party once agreed to: itself, or those who came after it?

    After a merger one, after a split several, in order of ref. Nobody known gives an empty tuple.
    """
    known = {party.ref: party for party in parties}
    found: dict[str, Party] = {}
    seen: set[str] = set()
    waiting = [ref]
    while waiting:
        party = known.get(waiting.pop())
        if party is None or party.ref in seen:
            continue
        seen.add(party.ref)
        if party.exists_on(day):
            found[party.ref] = party
        else:
            waiting.extend(party.successors)
    return tuple(found[key] for key in sorted(found))

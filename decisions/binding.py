"""From which day does a text bind one pair, and on what ground? The law binds pair by pair (hol. § 6-1).

Three ways in. The pair stood when the text came into force, and begins with it. The two have adopted it for
themselves, and have a day of their own: so where the text works pair by pair, and so for whoever joins after
it is in force, since nobody enters an agreement by moving in beside those who did. Or the pair came after
others that were bound: what they had agreed to goes on, and whether it binds is for a person to say, for no
law that the register holds says it (inndelingslova § 13 speaks of regulations,
https://lovdata.no/lov/2001-06-15-70/§13).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from decisions.words import day_in_words, listed


class Ground(Enum):
    """On what ground a text binds a pair, or why it does not."""

    WITH_THE_TEXT = auto()
    OWN_DAY = auto()
    FOLLOWED = auto()
    """The pair came after others that were bound."""
    NOT_ADOPTED = auto()
    TERMINATED = auto()


@dataclass(frozen=True, slots=True)
class Adopted:
    """An adopted text, as far as it matters to whom it binds."""

    begins: date | None
    """Its first day for the parties as a whole."""
    settled_on: date | None
    """The day its own rule was met. Pairs formed later were not part of that."""
    by_each: bool
    """Does every party adopt it for itself, and no joint body for all?"""
    by_pair: bool = False
    """Does its own rule give each pair a day?"""


@dataclass(frozen=True, slots=True)
class Before:
    """A pair that this one came after, and since when the text bound it, or would have; None: it did not."""

    name: str
    """The kommune or the trust that is no more."""
    since: date | None

    @property
    def bound(self) -> bool:
        """Had the pair entered?"""
        return self.since is not None


@dataclass(frozen=True, slots=True)
class Bond:
    """What a text is to one pair: bound since a day, or not bound (`since` None), and why."""

    since: date | None
    ground: Ground
    before: tuple[Before, ...] = ()

    @property
    def is_open(self) -> bool:
        """Is it for a person to say whether it binds?"""
        return self.ground is Ground.FOLLOWED

    def told(self, pair: str) -> str:
        """What is to be said of it beside the text; empty where nothing is. `pair` as «Granvik og HF»."""
        if self.ground is Ground.OWN_DAY and self.since:
            return f"Gjelder for {pair} fra {day_in_words(self.since)}, parets egen dag."
        if self.ground is Ground.FOLLOWED and self.since:
            names = listed(each.name for each in self.before)
            return (
                f"Følger med fra {names} fra {day_in_words(self.since)}. "
                f"{pair} har ikke vedtatt teksten selv; om den binder, må en person avgjøre."
            )
        if self.ground is Ground.TERMINATED:
            return f"Gjelder ikke for {pair}: Avtalen er sagt opp, og oppsigelsestiden er ute."
        if self.ground is Ground.NOT_ADOPTED:
            return f"Gjelder ikke for {pair}: Ikke begge har vedtatt teksten.{self._partly()}"
        return ""

    def _partly(self) -> str:
        bound = [each.name for each in self.before if each.bound]
        free = [each.name for each in self.before if not each.bound]
        return f" {listed(bound)} var bundet, {listed(free)} ikke." if bound and free else ""


def told_of_some(bound: Sequence[str], free: Sequence[str]) -> str:
    """Which of a party's pairs a text binds, where it is not all. Both name the other party."""
    if not free:
        return ""
    if len(bound) < len(free):
        return f"Gjelder bare for {_pairs_with(bound)}."
    return f"Gjelder ikke for {_pairs_with(free)}."


def _pairs_with(names: Sequence[str]) -> str:
    return f"{'paret' if len(names) == 1 else 'parene'} med {listed(names)}"


def bond(
    text: Adopted,
    pair_from: date | None,
    own_day: date | None,
    before: tuple[Before, ...] = (),
    *,
    must_adopt: bool = False,
) -> Bond:
    """What an adopted text is to a pair.

    `pair_from` is the pair's own first day, `own_day` when the text came into force between the two, where
    that is kept. `before` are the pairs this one came after; `must_adopt`: a person has said that it must
    adopt for itself, whatever those did.
    """
    late = bool(pair_from and text.settled_on and pair_from > text.settled_on)
    followed = None if must_adopt else _followed(pair_from, before)
    if own_day is not None:
        return Bond(min(own_day, followed) if late and followed else own_day, Ground.OWN_DAY)
    if late and followed and text.by_each:
        return Bond(followed, Ground.FOLLOWED, before)
    if text.by_pair or (late and text.by_each):
        return Bond(None, Ground.NOT_ADOPTED, before)
    return Bond(text.begins, Ground.WITH_THE_TEXT)


def _followed(pair_from: date | None, before: tuple[Before, ...]) -> date | None:
    """The first day on which a pair can go on with what all those it came after had entered."""
    days = [each.since for each in before if each.since]
    return max([pair_from, *days]) if pair_from and days and len(days) == len(before) else None

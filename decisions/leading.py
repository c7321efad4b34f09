"""Who leads a body, for which side, until when; and whether the leadership goes to the other side as ordered.

In most helsefellesskap the leadership alternates between the kommuner and the trust, every first, second or
fourth year. What a body's own order says is data; where nothing is said, nothing is expected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from decisions.duties import add_months
from decisions.parties import PartyKind
from decisions.periods import holds_on
from decisions.words import day_in_words, listed

LEADER_ROLES = frozenset({"leder", "styreleder", "møteleder", "ordfører", "utvalgsleder"})
"""Roles that lead a body, as they are written in small letters."""


class Side(StrEnum):
    """The two sides of a helsefellesskap."""

    KOMMUNE = "kommune"
    FORETAK = "helseforetak"

    @property
    def words(self) -> str:
        """The side inside a sentence."""
        return {Side.KOMMUNE: "kommunene", Side.FORETAK: "helseforetaket"}[self]


def side_of(kind: PartyKind | None) -> Side | None:
    """The side that a party of this kind is on; None for user organisations and those who are no party."""
    if kind is PartyKind.KOMMUNE:
        return Side.KOMMUNE
    return Side.FORETAK if kind is not None and kind.of_specialist_side else None


def leads(role: str) -> bool:
    """Is this the role of one who leads the body?"""
    return role.strip().lower() in LEADER_ROLES


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody led the body from a day to a day, and spoke for somebody. `side` is None for neither side."""

    name: str
    speaks_for: str
    side: Side | None
    valid_from: date | None = None
    valid_to: date | None = None

    def leads_on(self, day: date) -> bool:
        """Did they lead that day?"""
        return holds_on(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Order:
    """What the body's order says from a day on: after how many years the other side leads; None: nothing."""

    lead_years: int | None
    valid_from: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's time with the leadership: one leader, or several of that side after each other."""

    side: Side | None
    leaders: tuple[Leader, ...]

    @property
    def began(self) -> date | None:
        """Its first day; None where nobody has said."""
        return self.leaders[0].valid_from

    @property
    def ended(self) -> date | None:
        """Its last day; None while it lasts."""
        last = max(each.valid_to or date.max for each in self.leaders)
        return None if last == date.max else last


@dataclass(frozen=True, slots=True)
class Leadership:
    """How a body is led on a day."""

    leading: tuple[Leader, ...]
    """Usually one. Two at once is a fault that is told of."""
    before: tuple[Leader, ...]
    """Those who led before, the latest first."""
    next_change: date | None
    """The day from which the other side is to lead; None where no order says, or nobody leads."""
    next_side: Side | None
    findings: tuple[str, ...]
    """What does not go with the order, or is not known: whole sentences."""


def leadership(leaders: Iterable[Leader], orders: Sequence[Order], day: date) -> Leadership:
    """Who leads that day, who led before, when does it change, and has it gone as the order says?

    `leaders` are all there have been, in any order; those who begin after the day are not looked at.
    """
    known = sorted((each for each in leaders if (each.valid_from or date.min) <= day), key=_by_first_day)
    leading = tuple(each for each in known if each.leads_on(day))
    before = tuple(each for each in reversed(known) if each not in leading)
    turns = turns_of(known)
    order = order_on(orders, day)
    due = _due(turns[-1], order) if turns and leading else None
    findings = [*_two_at_once(leading, day), *_breaches(turns, orders, day)]
    if leading and order and order.lead_years and turns[-1].began is None:
        findings.append(
            f"{turns[-1].leaders[0].name} er ført som leder uten første dag, "
            "så når ledelsen skal gå over, kan ikke regnes ut."
        )
    return Leadership(leading, before, due, _other(turns[-1].side) if due else None, tuple(findings))


def order_on(orders: Iterable[Order], day: date) -> Order | None:
    """The order that holds that day: the latest that had begun; None where there is none."""
    begun = [each for each in orders if (each.valid_from or date.min) <= day]
    return max(begun, key=lambda each: each.valid_from or date.min, default=None)


def turns_of(leaders: Iterable[Leader]) -> tuple[Turn, ...]:
    """The sides' times with the leadership, the first first: leaders of one side after each other are one."""
    turns: list[Turn] = []
    for each in leaders:
        if turns and turns[-1].side is each.side:
            turns[-1] = Turn(each.side, (*turns[-1].leaders, each))
        else:
            turns.append(Turn(each.side, (each,)))
    return tuple(turns)


def _breaches(turns: Sequence[Turn], orders: Sequence[Order], day: date) -> Iterable[str]:
    """A sentence for each turn that lasted longer than the order let it."""
    for turn in turns:
        last = min(turn.ended or day, day)
        order = order_on(orders, last)
        due = _due(turn, order)
        if order and due and last >= due:
            yield _too_long(turn, order, due, ended=turn.ended is not None and turn.ended < day)


def _too_long(turn: Turn, order: Order, due: date, *, ended: bool) -> str:
    side = turn.side.words if turn.side else turn.leaders[-1].speaks_for
    where = f" etter {order.source}" if order.source else ""
    after_due = [second for _, second in pairwise(turn.leaders) if (second.valid_from or date.min) >= due]
    should = f"Ledelsen skulle{where} ha gått over til den andre siden {day_in_words(due)}"
    if after_due:
        index = turn.leaders.index(after_due[0])
        two = listed((turn.leaders[index - 1].name, turn.leaders[index].name))
        return f"{two} ledet etter hverandre, begge for {side}. {should}."
    until = f", men {side} hadde den til {day_in_words(turn.ended)}" if ended and turn.ended else ""
    return f"{should}{until}{'' if until else f', men {side} har den fortsatt'}."


def _due(turn: Turn, order: Order | None) -> date | None:
    """The day from which the other side is to lead; an order reaches no further back than its first day."""
    if order is None or not order.lead_years or turn.began is None or turn.side is None:
        return None
    due = add_months(turn.began, 12 * order.lead_years)
    return max(due, order.valid_from) if order.valid_from else due


def _two_at_once(leading: Sequence[Leader], day: date) -> Iterable[str]:
    if len(leading) > 1:
        names = listed(each.name for each in leading)
        yield f"{names} er alle ført som leder {day_in_words(day)}. Hvem av dem leder?"


def _other(side: Side | None) -> Side | None:
    return {Side.KOMMUNE: Side.FORETAK, Side.FORETAK: Side.KOMMUNE}[side] if side else None


def _by_first_day(leader: Leader) -> tuple[date, date, str, str, str]:
    """By their days; the rest only so that the same leaders always come in the same order."""
    days = leader.valid_from or date.min, leader.valid_to or date.max
    return *days, leader.side or "", leader.name, leader.speaks_for

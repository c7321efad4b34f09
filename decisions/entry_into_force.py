"""When does an adopted text come into force? The text's own rule, executed on the board of adoptions.

The law only says that each kommunestyre itself enters the agreement (helse- og omsorgstjenesteloven § 6-1,
https://lovdata.no/lov/2011-06-24-30/§6-1). That a text which so many of the parties have adopted binds
only the pairs in which both have, and that a fixed day which passes with somebody missing brings nothing into
force, is our reading of that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from decisions.adopting.courses import first_day, first_day_of_both
from decisions.adoption import AdoptionBoard, AdoptionState
from decisions.entering.conditions import Entered, EnteredBy, EntryCondition, EntryRule
from decisions.entering.possible import earliest, possible_for, rule_can_be_met
from decisions.entering.telling import Told, why_not
from decisions.parties import Pair, pairs_on

__all__ = [
    "Entered",
    "EnteredBy",
    "EntryCondition",
    "EntryIntoForce",
    "EntryRule",
    "PairEntry",
    "entries_of",
    "in_force_from",
    "was_there",
]


@dataclass(frozen=True, slots=True)
class PairEntry:
    """Where one kommune and one foretak stand, and from when the text is in force between them."""

    pair: Pair
    in_force_from: date | None
    """None while something is missing."""
    kommune_state: AdoptionState | None = None
    """None for a party that is not on the board that day."""
    foretak_state: AdoptionState | None = None
    possible_from: date | None = None
    """The earliest day it can be in force, from the meetings that are set; None where none can be told."""
    why_not: str = ""
    """What is missing, in a sentence; empty where it is in force or has its day."""
    adopted_on: date | None = None
    """The day both had adopted it and the rule was met: the two had an agreement, in force or not yet."""


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """The day the text is in force, for all or pair by pair, and who is missing."""

    rule: EntryRule
    in_force_from: date | None
    """For the whole set of parties; None while somebody is missing."""
    pairs: tuple[PairEntry, ...]
    missing: tuple[str, ...]
    """Names of the parties that have not adopted the text."""
    sentence: str
    met_on: date | None = None
    """The day the rule was met; None while it is not, and where there is nothing but each pair's own day."""
    earliest_possible: date | None = None
    """The earliest day the text can be in force, from the meetings that are set."""
    without_meeting: tuple[str, ...] = ()
    """Names of the missing parties that have no meeting set."""
    possible: str = ""
    """The earliest day, or why none can be told, in a sentence; empty where it has its day."""
    by_the_rule: str = ""
    """What the text's own rule makes of it so far, in a sentence without names."""

    def to_dict(self) -> dict[str, object]:
        """As a plain table; the names are stable (docs/rules.md)."""
        return {
            "rule": self.rule.value,
            "in_force_from": _iso(self.in_force_from),
            "pairs": [_pair_dict(each) for each in self.pairs],
            "missing": list(self.missing),
            "sentence": self.sentence,
            "met_on": _iso(self.met_on),
            "earliest_possible": _iso(self.earliest_possible),
            "without_meeting": list(self.without_meeting),
            "possible": self.possible,
            "by_the_rule": self.by_the_rule,
        }


def _pair_dict(each: PairEntry) -> dict[str, object]:
    return {
        "kommune": each.pair.kommune,
        "foretak": each.pair.foretak,
        "in_force_from": _iso(each.in_force_from),
        "kommune_state": each.kommune_state.value if each.kommune_state else None,
        "foretak_state": each.foretak_state.value if each.foretak_state else None,
        "possible_from": _iso(each.possible_from),
        "why_not": each.why_not,
    }


def in_force_from(
    board: AdoptionBoard,
    condition: EntryCondition,
    pairs: Iterable[Pair] = (),
    entered: Entered | None = None,
) -> EntryIntoForce:
    """From which day is the text in force, for the whole set and for each pair of the board's day?

    The rule is met on the first day at whose end those who were parties that day had adopted the text, all or
    so many. From then it is in force for each pair in which both have, and never before `earliest`. What had
    come into force already (`entered`) stays as it is.
    """
    met = _met_on(board, condition, entered)
    can_be_met = rule_can_be_met(board, condition, met)
    found = tuple(
        _pair_entry(pair, board, condition, entered, met, can_be_met) for pair in pairs_on(pairs, board.on)
    )
    whole = _whole(board, condition, met, entered)
    coming = (each.possible_from for each in found if each.in_force_from is None)
    possible = None if whole else earliest(condition, can_be_met, coming)
    told = Told(board, condition, met, whole, sum(bool(each.in_force_from) for each in found), len(found))
    return EntryIntoForce(
        condition.rule,
        whole,
        found,
        tuple(row.party.name for row in board.missing),
        told.sentence,
        met,
        possible,
        tuple(row.party.name for row in board.missing if row.next_meeting is None),
        "" if whole else told.possible(possible),
        told.by_the_rule,
    )


def entries_of(
    pairs: Iterable[Pair], board: AdoptionBoard, condition: EntryCondition, entered: Entered | None = None
) -> tuple[PairEntry, ...]:
    """The day of each of these pairs, also of those that are no longer pairs on the board's day."""
    met = _met_on(board, condition, entered)
    can_be_met = rule_can_be_met(board, condition, met)
    return tuple(_pair_entry(pair, board, condition, entered, met, can_be_met) for pair in pairs)


def _met_on(board: AdoptionBoard, condition: EntryCondition, entered: Entered | None) -> date | None:
    """The day the rule was met for the whole set; None where it was not, and pair by pair."""
    if condition.rule is EntryRule.PAR_FOR_PAR:
        return None
    if entered is not None:
        return entered.adopted_on
    until = min(board.on, condition.last_day or board.on)
    return first_day(board.courses.values(), until, condition.is_met)


def _whole(
    board: AdoptionBoard, condition: EntryCondition, met: date | None, entered: Entered | None
) -> date | None:
    """From which day is it in force for all who were parties?"""
    if not condition.is_for_pairs:
        return entered.valid_from if entered else _not_before(met, condition.earliest)
    every = first_day(board.courses.values(), board.on, lambda tally: tally.all_have)
    return _not_before(every, met, condition.earliest) if every else None


def _pair_entry(
    pair: Pair,
    board: AdoptionBoard,
    condition: EntryCondition,
    entered: Entered | None,
    met: date | None,
    can_be_met: date | None,
) -> PairEntry:
    kommune, foretak = board.by_party.get(pair.kommune), board.by_party.get(pair.foretak)
    adopted = _adopted_on(pair, board, condition, met, entered)
    day = _in_force_from(pair, condition, adopted, entered)
    return PairEntry(
        pair,
        day,
        kommune.state if kommune else None,
        foretak.state if foretak else None,
        day or possible_for(pair, board, condition, can_be_met),
        "" if day else why_not((kommune, foretak), condition, met),
        adopted,
    )


def _adopted_on(
    pair: Pair, board: AdoptionBoard, condition: EntryCondition, met: date | None, entered: Entered | None
) -> date | None:
    """The day both had adopted the text, once the rule was met; None while something is missing.

    A pair that came after a text for all was adopted is not bound by that: the two must adopt it themselves.
    """
    if entered is not None and not condition.is_for_pairs and was_there(pair, entered.adopted_on):
        return entered.adopted_on
    one, other = board.courses.get(pair.kommune), board.courses.get(pair.foretak)
    waits = met is None and condition.rule is not EntryRule.PAR_FOR_PAR
    if waits or one is None or other is None:
        return None
    return first_day_of_both(pair, one, other, met or date.min, board.on)


def _in_force_from(
    pair: Pair, condition: EntryCondition, adopted: date | None, entered: Entered | None
) -> date | None:
    if entered is not None:
        if own := entered.pairs.get(pair):
            return own
        if not condition.is_for_pairs and was_there(pair, entered.adopted_on):
            return entered.valid_from
    return _not_before(adopted, condition.earliest)


def was_there(pair: Pair, day: date) -> bool:
    """Was the pair formed by that day? One formed later is not bound by what was adopted then."""
    return pair.valid_from is None or pair.valid_from <= day


def _not_before(day: date | None, *days: date | None) -> date | None:
    """The latest of these; None where the first is not there."""
    return max([day, *(each for each in days if each)]) if day else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

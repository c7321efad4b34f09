"""From the meetings that are set: what is the earliest day the text can be in force?"""

from collections.abc import Iterable
from datetime import date

from decisions.adoption import AdoptionBoard, Row
from decisions.entering.conditions import EntryCondition, EntryRule
from decisions.parties import Pair


def rule_can_be_met(board: AdoptionBoard, condition: EntryCondition, met: date | None) -> date | None:
    """The earliest day the rule can be met, if the text is adopted in every meeting that is set; None: never.

    Pair by pair there is nothing to wait for beside the two.
    """
    if met is not None:
        return met
    if condition.rule is EntryRule.PAR_FOR_PAR:
        return date.min
    days = {row.party.ref: day for row in board.rows if (day := possible_day(row))}
    wanted = condition.count if condition.rule is EntryRule.ET_ANTALL and condition.count else len(board.rows)
    if not board.rows or len(days) < wanted:
        return None
    day = sorted(days.values())[wanted - 1]
    return None if condition.last_day and day > condition.last_day else day


def possible_for(
    pair: Pair, board: AdoptionBoard, condition: EntryCondition, rule_met: date | None
) -> date | None:
    """The earliest day the text can be in force between these two, when the rule can be met on that day."""
    both = [possible_day(row) for ref in (pair.kommune, pair.foretak) if (row := board.by_party.get(ref))]
    days = [day for day in both if day]
    if rule_met is None or len(days) < 2:
        return None
    return max(*days, rule_met, condition.earliest or rule_met)


def possible_day(row: Row) -> date | None:
    """The day the party adopted the text, or can at the earliest; None while no meeting is set."""
    return row.counts_from if row.adopted else row.next_meeting


def earliest(condition: EntryCondition, rule_met: date | None, pairs: Iterable[date | None]) -> date | None:
    """The earliest day the text can be in force: for all, or for the next pair where each has its own day."""
    if condition.is_for_pairs:
        return min((day for day in pairs if day), default=None)
    return max(rule_met, condition.earliest or rule_met) if rule_met else None

"""From a day to a day. Both days are part of the period; an open end has no day."""

from collections.abc import Iterable
from datetime import date, timedelta

Period = tuple[date | None, date | None]
"""The first and the last day; None: open."""


def holds_on(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Does something with this first and this last day hold on the day?"""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def overlap(one: Period, other: Period) -> bool:
    """Is there a day that is part of both?"""
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def first_gap(whole: Period, parts: Iterable[Period]) -> date | None:
    """The first day of the whole that none of the parts holds; None where they hold all of it.

    An open first day of the whole is the first day of all, and an open last day the last.
    """
    day, last = _first(whole), _last(whole)
    for part in sorted(parts, key=_first):
        if _first(part) > day:
            return day
        if _last(part) >= last:
            return None
        if _last(part) >= day:
            day = _last(part) + timedelta(days=1)
    return day


def _first(period: Period) -> date:
    return period[0] or date.min


def _last(period: Period) -> date:
    return period[1] or date.max

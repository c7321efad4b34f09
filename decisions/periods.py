"""From a day to a day. Both days are part of the period; an open end has no day."""

from datetime import date


def holds_on(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Does something with this first and this last day hold on the day?"""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)

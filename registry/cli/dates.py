"""The day a command is asked about."""

from datetime import date


def the_day(typed: str) -> date:
    """The day that was typed, or today; raises BadInput for what is not a date."""
    from registry import clock, fields

    return fields.day_or_none(typed, "on", "Datoen") or clock.today()


def iso(day: date | None) -> str | None:
    """The day as programs read it."""
    return day.isoformat() if day else None


def in_words(day: date | None) -> str:
    """The day as people read it: "1. mai 2025"; empty for none."""
    from decisions.words import day_in_words

    return day_in_words(day) if day else ""

"""What day and time it is. The only place that asks."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def now() -> datetime:
    """This instant, in UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """The date in Norway."""
    return day_of(datetime.now(UTC))


def day_of(instant: datetime) -> date:
    """The date in Norway at this instant: just after midnight it is another than in UTC."""
    return instant.astimezone(OSLO).date()

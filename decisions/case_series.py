"""The next case number of a body, printed as the body prints its numbers."""

import re

from decisions.case_number import CaseNumber

_PARTS = re.compile(r"(?P<before>.*?)(?P<first>[0-9]{1,6})(?P<between>\s*[/\-]\s*)(?P<second>[0-9]{1,6})\s*")
FIRST_PRINTED = "{number}/{year:02}"
"""How a body prints its numbers that has none yet: «1/26»."""


def following(latest: CaseNumber | None, year: int, number: int) -> str:
    """That number of that year, printed like the body's latest: prefix, separator, digits of the year.

    >>> following(CaseNumber.parse("Sak 09-25"), 2026, 1)
    'Sak 01-26'
    >>> following(CaseNumber.parse("041/2012"), 2026, 7)
    '007/2026'
    >>> following(None, 2026, 1)
    '1/26'
    """
    if latest is None or (found := _PARTS.fullmatch(latest.printed)) is None:
        return FIRST_PRINTED.format(number=number, year=year % 100)
    year_first = len(found["first"]) == len("2026") and int(found["first"]) == latest.year
    old_number, old_year = (
        (found["second"], found["first"]) if year_first else (found["first"], found["second"])
    )
    new_year = f"{year}" if len(old_year) == len("2026") else f"{year % 100:02}"
    width = len(old_number) if old_number.startswith("0") else 0
    new_number = f"{number:0{width}}" if width else f"{number}"
    parts = (new_year, new_number) if year_first else (new_number, new_year)
    return f"{found['before']}{parts[0]}{found['between']}{parts[1]}"

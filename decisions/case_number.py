"""The number of a case, as bodies print it in many ways."""

import re
from dataclasses import dataclass, field

TWO_DIGIT_YEAR_FROM = 70
"""«12/98» is 1998 and «12/25» is 2025: two digits from 70 on are of the last century."""


class NotACaseNumber(ValueError):
    """The words are not a case number, or can be read as two."""


_FORM = re.compile(
    r"""
    \s*
    (?P<prefix>[^\W\d_][^\d/]{0,30}?)?      # Sak    PS    K-sak    Sak nr.
    \s*
    (?P<first>[0-9]{1,6})                   # 12     041   2014
    \s*[/\-]\s*
    (?P<second>[0-9]{1,6})                  # 25     2012  16
    \s*
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, order=True, slots=True)
class CaseNumber:
    """A case number, kept as printed; year and number are read out of it. Unique only in body and year.

    >>> CaseNumber.parse("041/2012") < CaseNumber.parse("PS 4/14")
    True
    >>> str(CaseNumber.parse("K-sak 46/15"))
    'K-sak 46/15'
    """

    year: int
    number: int
    prefix: str
    printed: str = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> "CaseNumber":
        """Read «12/25», «Sak 01-21», «PS 96/20», «28-2025», «K-sak 46/15», «041/2012» or «2014/16».

        Raises NotACaseNumber when there is no number and year, or when either part could be the year.
        """
        found = _FORM.fullmatch(text)
        if not found:
            raise NotACaseNumber(f"«{text}» er ikke et saksnummer. Skriv det som «12/25» eller «PS 96/20».")
        year, number = _year_and_number(found["first"], found["second"], text)
        return cls(year, number, (found["prefix"] or "").strip(), " ".join(text.split()))

    def __str__(self) -> str:
        """As printed."""
        return self.printed


def _year_and_number(first: str, second: str, text: str) -> tuple[int, int]:
    match _is_whole_year(first), _is_whole_year(second):
        case True, True:
            raise NotACaseNumber(f"«{text}» kan leses på to måter. Skriv året med to sifre sist: «2014/16».")
        case True, False:
            return int(first), int(second)
        case False, True:
            return int(second), int(first)
    if len(second) != len("25"):
        raise NotACaseNumber(f"«{text}» har ikke noe årstall. Skriv det som «12/25» eller «12/2025».")
    return _century(int(second)) + int(second), int(first)


def _is_whole_year(digits: str) -> bool:
    return re.fullmatch("(?:19|20)[0-9]{2}", digits) is not None


def _century(two_digits: int) -> int:
    return 1900 if two_digits >= TWO_DIGIT_YEAR_FROM else 2000

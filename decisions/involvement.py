"""What people have recorded of the users' part in the making of a text: who, how, when, and what came of it.

Law: helse- og omsorgstjenesteloven § 6-1 tredje ledd (https://lovdata.no/lov/2011-06-24-30/§6-1). What is
dated on the day the text was finished or later is kept and told of, and counts for nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.words import day_in_words

TOLD = 3
"""So many pieces of evidence stand in a sentence; the others are counted."""


class Involvement(StrEnum):
    """The two duties of hol. § 6-1 tredje ledd."""

    ERFARING = "pasient- og brukererfaringer"
    ORGANISASJON = "pasient- og brukerorganisasjoner"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record of how users had a part in the work with a text."""

    sort: Involvement
    whom: str
    """The organisation, or where the experience comes from."""
    how: str
    on: date
    version: str = ""
    """The number of the version it was about, draft or later."""
    answer: str = ""
    """What came of it."""
    link: str = ""

    @property
    def words(self) -> str:
        """Inside a sentence: ««Brukerrådet» 12. mars 2024»."""
        return f"«{self.whom}» {day_in_words(self.on)}"


def in_time(evidence: Iterable[Evidence], finished_on: date | None) -> list[Evidence]:
    """What came before the text was finished, the first first.

    What came on the very day is too late: nobody knows that it was before.
    """
    found = (each for each in evidence if finished_on is None or each.on < finished_on)
    return sorted(found, key=lambda each: (each.on, each.whom))


def of_sort(evidence: Iterable[Evidence], sort: Involvement) -> list[Evidence]:
    """Those about one of the two duties."""
    return [each for each in evidence if each.sort is sort]


def experience_told(counting: Sequence[Evidence]) -> str:
    """Where the experience comes from, in sentences."""
    told = (
        f"Erfaringer fra «{each.whom}» kom med i grunnlaget {day_in_words(each.on)}: «{_quoted(each)}»."
        for each in counting[:TOLD]
    )
    return " ".join([*told, *_the_rest(counting)])


def organisations_told(counting: Sequence[Evidence]) -> str:
    """Which organisations took part, in sentences."""
    told = (
        f"«{each.whom}» deltok i arbeidet {day_in_words(each.on)}: «{_quoted(each)}»."
        for each in counting[:TOLD]
    )
    return " ".join([*told, *_the_rest(counting)])


def _quoted(evidence: Evidence) -> str:
    return evidence.how.rstrip(".")


def _the_rest(counting: Collection[Evidence]) -> list[str]:
    more = len(counting) - TOLD
    return [f"I tillegg er det ført {more} til."] if more > 0 else []

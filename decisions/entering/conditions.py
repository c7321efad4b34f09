"""When does the text itself say that it comes into force? The rule as data, and what is in force already.

The law only says that each kommunestyre itself enters the agreement (helse- og omsorgstjenesteloven § 6-1,
https://lovdata.no/lov/2011-06-24-30/§6-1); the rest is the text's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from decisions.adopting.courses import Tally
from decisions.parties import Pair


class EntryRule(StrEnum):
    """What does the text itself say must happen before it is in force?"""

    ALLE_PARTER = "alle parter"
    PAR_FOR_PAR = "par for par"
    ET_ANTALL = "et antall parter"
    """So many of the parties must have adopted it; from then it binds the pairs in which both have."""
    FAST_DAG = "på en fast dag"
    """On a day the text names, if all have adopted it by a day it names; else not at all by itself."""


class EnteredBy(StrEnum):
    """What makes a party have entered the agreement, as the text says? The clock of § 6-4 starts from it."""

    VEDTAK = "vedtak"
    UNDERSKRIFT = "underskrift"


@dataclass(frozen=True, slots=True)
class EntryCondition:
    """The text's own rule for coming into force, as data."""

    rule: EntryRule = EntryRule.ALLE_PARTER
    earliest: date | None = None
    """The first day the text can be in force; for a fixed day, that day."""
    count: int | None = None
    """How many parties must have adopted it, where the rule is a number of them; None: all."""
    by: date | None = None
    """The last day for adopting it, where the rule is a fixed day; None: the fixed day itself."""

    @property
    def last_day(self) -> date | None:
        """The last day for adopting it; None where there is none."""
        return (self.by or self.earliest) if self.rule is EntryRule.FAST_DAG else None

    @property
    def is_for_pairs(self) -> bool:
        """Does each pair get its own day by the rule, also while others are missing?"""
        return self.rule in {EntryRule.PAR_FOR_PAR, EntryRule.ET_ANTALL}

    def is_met(self, tally: Tally) -> bool:
        """Have those adopted the text who must?"""
        if self.rule is EntryRule.ET_ANTALL and self.count is not None:
            return len(tally.adopted) >= self.count
        return tally.all_have


@dataclass(frozen=True, slots=True)
class Entered:
    """What has come into force already. Nothing that is recorded later moves it."""

    adopted_on: date
    """The day the rule was met."""
    valid_from: date
    pairs: Mapping[Pair, date] = field(default_factory=dict)
    """Each pair's own day, where it has one."""

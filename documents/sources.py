"""How a law is cited, in one way: law, paragraph, ledd, number, from a day to a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LegalSource:
    """A place in a law. `since` and `until` bound the days on which it read so."""

    law: str
    """Short name as people write it: "helse- og omsorgstjenesteloven"."""
    paragraph: str
    """Without the sign: "6-2"."""
    ledd: str = ""
    """In words: "første ledd"."""
    number: str = ""
    link: str = ""
    since: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        """As it is cited: "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 13"."""
        nr = f"nr. {self.number}" if self.number else ""
        return " ".join(part for part in (self.law, f"§ {self.paragraph}", self.ledd, nr) if part)

    def applies(self, on: date) -> bool:
        """Did the law read so on that day? The day it ends, it no longer does."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

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
    letter: str = ""
    """The letter of a point within the ledd or number: "a"."""

    def __str__(self) -> str:
        """As it is cited: "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 13"."""
        paragraph = f"§ {self.paragraph}" if self.paragraph else ""
        nr = f"nr. {self.number}" if self.number else ""
        letter = f"bokstav {self.letter}" if self.letter else ""
        return " ".join(part for part in (self.law, paragraph, self.ledd, nr, letter) if part)

    def applies(self, on: date) -> bool:
        """Did the law read so on that day? The day it ends, it no longer does."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

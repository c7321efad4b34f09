"""The account of words: what became of every word of a file, place by place.

Each word has one fate: it stands in the text, it is told of in a remark, it is struck by a tracked change as
those were chosen to be read, or it is lost. What is lost is named.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_LONGEST_NAMED, _MOST_NAMED = 300, 20


class Where(StrEnum):
    """The places of a file that hold words."""

    BODY = "brødtekst"
    TABLES = "tabeller"
    FOOTNOTES = "fotnoter"
    ENDNOTES = "sluttnoter"
    COMMENTS = "kommentarer"
    BOXES = "tekstbokser"
    RUNNING = "topp- og bunntekst"


class Fate(StrEnum):
    """What became of a word."""

    TEXT = "i teksten"
    TOLD = "i merknader"
    STRUCK = "i endringer som ikke gjelder"
    LOST = "ikke med"


@dataclass(frozen=True, slots=True)
class Tally:
    """The words of one place, counted; `words` is the sum of the four others."""

    where: Where
    words: int
    text: int
    told: int
    struck: int
    lost: int


@dataclass(frozen=True, slots=True)
class LostWords:
    """Words of one paragraph that stand neither in the text nor in a remark."""

    where: Where
    near: str
    """The heading they stand under; empty where there is none."""
    words: str


@dataclass(frozen=True, slots=True)
class Account:
    """The whole account; places without a word are left out."""

    rows: tuple[Tally, ...] = ()
    lost: tuple[LostWords, ...] = ()

    def total(self) -> Tally:
        """All places together (under the name of the body)."""
        return Tally(
            Where.BODY,
            sum(row.words for row in self.rows),
            sum(row.text for row in self.rows),
            sum(row.told for row in self.rows),
            sum(row.struck for row in self.rows),
            sum(row.lost for row in self.rows),
        )

    @property
    def balances(self) -> bool:
        """Does every word have a fate, and one only?"""
        return all(row.words == row.text + row.told + row.struck + row.lost for row in self.rows)

    @property
    def sentence(self) -> str:
        """The account in plain words."""
        total = self.total()
        if not total.words:
            return "Det er ingen ord i filen."
        if total.lost:
            return f"NB: {_words(total.lost)} kom ikke med: {self.lost_in_words}"
        others = [f"{_figure(total.told)} i merknader"] if total.told else []
        others += [f"{_figure(total.struck)} i sporede endringer som ikke gjelder"] if total.struck else []
        rest = ", ".join(("", *others))
        return f"Alt er med: {_words(total.words)} i filen; {_figure(total.text)} i teksten{rest}."

    @property
    def lost_in_words(self) -> str:
        """What is lost, each with its place."""
        named = "; ".join(f"«{_shortened(each.words)}» ({_place(each)})" for each in self.lost[:_MOST_NAMED])
        return f"{named}." if len(self.lost) <= _MOST_NAMED else f"{named}; med flere."


def counted(fates: Iterable[tuple[Where, Fate]], lost: Sequence[LostWords]) -> Account:
    """The account of these words."""
    counts = Counter(fates)
    rows = (
        Tally(
            where,
            sum(counts[where, fate] for fate in Fate),
            *(counts[where, fate] for fate in (Fate.TEXT, Fate.TOLD, Fate.STRUCK, Fate.LOST)),
        )
        for where in Where
    )
    return Account(tuple(row for row in rows if row.words), tuple(lost))


def _place(lost: LostWords) -> str:
    return f"{lost.where}, under «{lost.near}»" if lost.near else str(lost.where)


def _words(many: int) -> str:
    return f"{_figure(many)} ord"


def _figure(many: int) -> str:
    """With a hard space between the thousands, as Norwegian has it."""
    return f"{many:,}".replace(",", "\N{NO-BREAK SPACE}")


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_NAMED else words[: _LONGEST_NAMED - 1].rstrip() + "…"

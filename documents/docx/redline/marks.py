"""Tracked changes as Word writes them (ECMA-376 part 1, 17.13.5): by whom, when, each with its own number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from documents.comparing.words import WordKind
from documents.docx.xml import Element, build, w

_OSLO = ZoneInfo("Europe/Oslo")
_APART = timedelta(minutes=5)
"""Words inserted at the end of a paragraph and a paragraph inserted after it are one change to LibreOffice
where author and time are the same, and rejecting it joins two paragraphs. So they are not the same. But a
paragraph and its own words must be one change: else what is left takes the style of what went."""
_NAMES = {WordKind.ADDED: "ins", WordKind.REMOVED: "del"}


@dataclass(slots=True)
class Numbers:
    """Counts everything that needs a number: changes and bookmarks share one row of them in Word."""

    last: int = 0

    def next(self) -> int:
        """A number nobody has."""
        self.last += 1
        return self.last


@dataclass(slots=True)
class Marks:
    """Makes the elements of tracked changes, and counts how many there are of each sort."""

    author: str
    when: datetime
    numbers: Numbers = field(default_factory=Numbers)
    words: int = 0
    """Stretches of words, paragraphs and rows that were inserted or struck."""
    looks: int = 0
    """Changes of look alone."""
    _inline: str = field(init=False)
    _block: str = field(init=False)

    def __post_init__(self) -> None:
        """Spell the two times once."""
        self._inline, self._block = _spelled(self.when), _spelled(self.when - _APART)

    def of_words(self, fate: WordKind, runs: Sequence[Element], whole: bool = False) -> list[Element]:
        """The runs as inserted or struck, `whole` with their paragraph; as they are, where kept."""
        if fate is WordKind.KEPT or not runs:
            return list(runs)
        if fate is WordKind.REMOVED:
            for text in (each for run in runs for each in run.iter(w("t"))):
                text.tag = w("delText")
        return [self._change(_NAMES[fate], self._block if whole else self._inline, *runs)]

    def of_block(self, fate: WordKind) -> Element | None:
        """The mark on a paragraph's own mark, or on a row; None where it was kept."""
        return None if fate is WordKind.KEPT else self._change(_NAMES[fate], self._block)

    def of_look(self, name: str, old: Element) -> Element:
        """What it looked like before: name "rPrChange" or "pPrChange", `old` the properties then."""
        self.words -= 1
        self.looks += 1
        return self._change(name, self._inline, old)

    def _change(self, name: str, when: str, *inner: Element) -> Element:
        self.words += 1
        return build(name, *inner, id=self.numbers.next(), author=self.author, date=when)


def _spelled(when: datetime) -> str:
    """The time in Norway: Word takes it for local time, whatever the Z says."""
    at = when.astimezone(_OSLO) if when.tzinfo else when
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")

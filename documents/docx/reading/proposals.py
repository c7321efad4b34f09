"""Where the sections of a file begin when no style says so: proposed, for a person to confirm.

A line is proposed on its look: bold, larger than the text, numbered with text under it, or set apart by space
above. Whatever else could be a heading is listed too, so that a person can choose it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from documents.docx.reading.body import Line
from documents.docx.reading.looks import Look
from documents.docx.reading.remarks import Remarks, joined
from documents.numbering import split_heading
from documents.text import Table

LONGEST_HEADING = 90
ENDS_A_SENTENCE = (".", ",", ";", ":", "?", "!")
DEEPEST = 5
"""The title stands above; a text has room for six ranks in all."""
_MOST_LISTED = 150
_FEWEST_HEADINGS = 2
_MOST_OF_ALL = 0.5
"""Where more than this part of the words is bold, bold marks no heading."""

Lines = list[Line | Table]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line that could be a heading."""

    place: str
    """The name of the paragraph in the file: the same each time the file is read."""
    words: str
    level: int
    """1 to 5: the rank it is read with, or would be."""
    ground: str
    """Why it is proposed, in words: "fet skrift, nummer 1.2"; empty where it is only possible."""
    chosen: bool
    """Is it read as a heading?"""


def propose(lines: Lines, looks: Mapping[str, Look]) -> tuple[Proposal, ...]:
    """Every short line that could be a heading, those proposed chosen. Empty where the file has headings."""
    if any(isinstance(line, Line) and line.heading for line in lines):
        return ()
    could = {at: line for at, line in enumerate(lines) if isinstance(line, Line) and _is_short(line)}
    grounds = _Grounds(lines, could, looks)
    chosen = grounds.chosen()
    levels = grounds.levels(chosen)
    return tuple(
        Proposal(line.place, shown(line), levels.get(at) or level_of(line), grounds.of(at), at in chosen)
        for at, line in could.items()
        if line.place
    )[:_MOST_LISTED]


def confirmed(proposals: Sequence[Proposal], levels: Mapping[str, int]) -> tuple[Proposal, ...]:
    """The same lines with the choice a person made: which are headings, and of which rank."""
    return tuple(
        replace(each, chosen=each.place in levels, level=_within(levels.get(each.place, each.level)))
        for each in proposals
    )


def with_headings(lines: Lines, proposals: Sequence[Proposal]) -> Lines:
    """The lines, those chosen made headings."""
    levels = {each.place: each.level for each in proposals if each.chosen}
    return [
        replace(line, heading=levels[line.place]) if isinstance(line, Line) and line.place in levels else line
        for line in lines
    ]


def tell_proposed(proposals: Sequence[Proposal], remarks: Remarks) -> None:
    """Say that headings were proposed, and on which grounds."""
    chosen = [each for each in proposals if each.chosen]
    if not chosen:
        return
    many = f"{len(chosen)} korte linjer er" if len(chosen) > 1 else "1 kort linje er"
    kinds = {ground.split(" ")[0] for each in chosen for ground in each.ground.split(", ") if ground}
    on = joined(sorted({_NAMES.get(kind, kind) for kind in kinds})) if kinds else ""
    message = (
        f"Filen bruker ikke overskriftsstiler. {many} foreslått som overskrifter{' på ' + on if on else ''}; "
        "se over dem før du går videre."
    )
    remarks.tell("proposed-headings", message, chosen[0].words)


_NAMES = {"fet": "fet skrift", "større": "større skrift", "nummer": "nummer", "luft": "luft over"}


def shown(line: Line) -> str:
    """The line as it is printed."""
    return f"{line.label} {line.words}".strip()


def level_of(line: Line) -> int:
    """The rank that a number gives: 1.2 is of the second. Without a number the first."""
    number, _ = _number(line)
    return _within(len(re.findall(r"\d+", number)) if not number.startswith("§") else 1)


def _within(level: int) -> int:
    return min(max(1, level), DEEPEST)


def _number(line: Line) -> tuple[str, str]:
    """Number and title: a label such as a) or - is no number of a section."""
    number, title = split_heading(shown(line))
    return (number, title) if title else ("", title)


def _is_short(line: Line) -> bool:
    has_point = line.label == "-" or line.label.endswith(")")
    words = line.words
    return (
        bool(words)
        and not has_point
        and not line.continues
        and len(words) <= LONGEST_HEADING
        and not words.endswith(ENDS_A_SENTENCE)
        and any(sign.isalpha() for sign in words)
    )


class _Grounds:
    """Why each line could be a heading, held against how the rest of the file looks."""

    def __init__(self, lines: Lines, could: Mapping[int, Line], looks: Mapping[str, Look]) -> None:
        self._lines, self._could = lines, could
        self._looks = {at: looks.get(line.place, Look()) for at, line in could.items()}
        own = [line for line in lines if isinstance(line, Line) and line.words]
        self._size = _usual([(looks.get(line.place, Look()).size, len(line.words)) for line in own])
        self._before = _usual([(looks.get(line.place, Look()).before, 1) for line in own])
        letters = sum(len(line.words) for line in own) or 1
        self._bold_is_rare = sum(len(line.words) for line in own if line.bold) / letters <= _MOST_OF_ALL
        self._numbered = {at: line for at, line in could.items() if _number(line)[0]}
        self._followed = {at for at in could if self._has_text_under(at)}

    def of(self, at: int) -> str:
        """In words, the strongest first."""
        grounds = []
        if self._is_bold(at):
            grounds.append("fet skrift")
        if self._is_large(at):
            grounds.append("større skrift")
        if at in self._numbered and at in self._followed:
            grounds.append(f"nummer {_number(self._could[at])[0].strip(' .')}")
        if self._has_air(at):
            grounds.append("luft over")
        return ", ".join(grounds)

    def chosen(self) -> set[int]:
        """Those proposed: by look where any stand out, else by number, else by the space above them."""
        ways = (
            {at for at in self._could if self._is_bold(at) or self._is_large(at)},
            {at for at in self._numbered if at in self._followed},
            {at for at in self._could if self._has_air(at) and at in self._followed},
        )
        return next((way for way in ways if len(way) >= _FEWEST_HEADINGS), set())

    def levels(self, chosen: set[int]) -> dict[int, int]:
        """By the number; what has none, by its size, larger above smaller."""
        numbered = {at: level_of(self._could[at]) for at in chosen if at in self._numbered}
        if numbered:
            return numbered | {at: self._below(at, numbered) for at in chosen if at not in numbered}
        ranks = sorted({self._rank(at) for at in chosen}, reverse=True)
        return {at: _within(1 + ranks.index(self._rank(at))) for at in chosen}

    def _below(self, at: int, numbered: Mapping[int, int]) -> int:
        """A line without number lies under those numbered ones that are larger than it."""
        larger = [level for other, level in numbered.items() if self._rank(other) > self._rank(at)]
        return _within(max(larger, default=0) + 1)

    def _rank(self, at: int) -> tuple[int, bool]:
        return self._looks[at].size, self._is_bold(at)

    def _is_bold(self, at: int) -> bool:
        return self._bold_is_rare and self._could[at].bold

    def _is_large(self, at: int) -> bool:
        return self._looks[at].size > self._size

    def _has_air(self, at: int) -> bool:
        look = self._looks[at]
        words = self._could[at].words
        return look.before > self._before and look.before > look.after and words[0].isupper()

    def _has_text_under(self, at: int) -> bool:
        """Points of a list follow one another; a heading has sentences, or a deeper heading, under it."""
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        if at in self._numbered and at + 1 in self._numbered:
            return level_of(self._numbered[at + 1]) > level_of(self._numbered[at])
        return isinstance(following, Line) and not following.label and following.words.endswith((".", ":"))


def _usual(weighed: Sequence[tuple[int, int]]) -> int:
    """The value that most of the words have."""
    weights: Counter[int] = Counter()
    for value, weight in weighed:
        weights[value] += weight
    return weights.most_common(1)[0][0] if weights else 0

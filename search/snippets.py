"""The lines of a text that show why it was found, cut from the original words and marked."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import accumulate, takewhile
from unicodedata import category

WIDTH = 240
"""Signs of text a snippet shows, about three lines."""

WORDS = re.compile(r"\S+")
JOINER = "\u200d"
"""Joins the signs of one picture, as of a family."""

Span = tuple[int, int, int]
"""Where a find begins and ends, and the number of the wish it answers."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool


Snippet = tuple[Piece, ...]


def snippet(text: str, found: list[Span], width: int = WIDTH) -> Snippet:
    """The part of the text that answers the most wishes, marked.

    `found` are the spans to mark in the text. Where there are none, the beginning of the text is shown.
    """
    line, spans = _on_one_line(text, sorted(found, key=lambda span: (span[0], -span[1])))
    start, end = _window(line, spans, width)
    return tuple(_pieces(line, spans, start, end))


def moved(spans: list[Span], start: int, end: int) -> list[Span]:
    """The spans that stand within a part of the text, as they stand in that part."""
    return [
        (begin - start, finish - start, wish)
        for begin, finish, wish in spans
        if start <= begin and finish <= end
    ]


def plain(pieces: Snippet) -> str:
    """The snippet without its marks."""
    return "".join(piece.text for piece in pieces)


def to_html(pieces: Snippet) -> str:
    """The snippet as safe HTML, what was found in `<mark>`."""
    return "".join(_marked(piece) for piece in pieces)


def _marked(piece: Piece) -> str:
    return f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text)


def _on_one_line(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """The text with one space between words, and the spans as they stand then."""
    line = " ".join(text.split())
    if line == text or not line:
        return line, spans if line else []
    words = list(WORDS.finditer(text))
    starts = [word.start() for word in words]
    ends = list(accumulate(len(word.group()) + 1 for word in words))

    def place(position: int) -> int:
        number = max(0, bisect_right(starts, position) - 1)
        word = words[number]
        return ends[number] - 1 - len(word.group()) + max(0, min(position, word.end()) - word.start())

    return line, [(place(start), place(end), wish) for start, end, wish in spans]


def _window(line: str, spans: list[Span], width: int) -> tuple[int, int]:
    if len(line) <= width:
        return 0, len(line)
    numbers = range(len(spans))
    first = max(numbers, key=lambda number: _worth(spans, number, width)) if spans else 0
    best = spans[first][0] if spans else 0
    shown = [end for _, end, _ in _within(spans, first, width)]
    room = width - (max(shown, default=best) - best)
    start = _word_start(line, max(0, best - room // 2), best)
    return start, _word_end(line, min(len(line), start + width), max(shown, default=start))


def _worth(spans: list[Span], first: int, width: int) -> tuple[int, int]:
    """How many different wishes a window from this span answers, and how many times."""
    answered = [wish for _, _, wish in _within(spans, first, width)]
    return len(set(answered)), len(answered)


def _within(spans: list[Span], first: int, width: int) -> Iterator[Span]:
    """The spans that a window from this one shows whole."""
    limit = spans[first][0] + width if spans else 0
    near = takewhile(lambda span: span[0] < limit, spans[first : first + width])
    return (span for span in near if span[1] <= limit)


def _word_start(line: str, position: int, found: int) -> int:
    """The first beginning of a word from here to what was found; inside a word where it is that long."""
    space = line.find(" ", position - 1, found) if position else -1
    return _whole_sign(line, position) if space < 0 else space + 1


def _word_end(line: str, position: int, found: int) -> int:
    """The last end of a word up to here, after what was found; inside a word where it is that long."""
    if position >= len(line):
        return len(line)
    space = line.rfind(" ", found, position + 1)
    return _whole_sign(line, position) if space < 0 else space


def _whole_sign(line: str, position: int) -> int:
    """The place itself, or where the sign begins that it would cut in two: "a" with a ring above it."""
    while 0 < position < len(line) and _belongs_to_the_one_before(line, position):
        position -= 1
    return position


def _belongs_to_the_one_before(line: str, position: int) -> bool:
    joined = (line[position], line[position - 1])
    return category(line[position]).startswith("M") or JOINER in joined


def _pieces(line: str, spans: list[Span], start: int, end: int) -> Iterator[Piece]:
    if start > 0:
        yield Piece("… ", False)
    position = start
    for begin, finish, _ in spans:
        if position <= begin and finish <= end:
            if position < begin:
                yield Piece(line[position:begin], False)
            yield Piece(line[begin:finish], True)
            position = finish
    if position < end:
        yield Piece(line[position:end], False)
    if end < len(line):
        yield Piece(" …", False)

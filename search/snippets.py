"""The lines of a text that show why it was found, cut from the original words and marked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

WIDTH = 240
"""Signs of text a snippet shows, about three lines."""

Span = tuple[int, int, int]
"""Where a find begins and ends, and the number of the wish it answers."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool


Snippet = tuple[Piece, ...]


def snippet(text: str, find: Callable[[str], list[Span]], width: int = WIDTH) -> Snippet:
    """The part of the text that answers the most wishes, marked.

    `find` gives the spans to mark in a text. Where it finds nothing, the beginning of the text is shown.
    """
    line = " ".join(text.split())
    spans = sorted(find(line))
    start, end = _window(line, spans, width)
    return tuple(_pieces(line, spans, start, end))


def plain(pieces: Snippet) -> str:
    """The snippet without its marks."""
    return "".join(piece.text for piece in pieces)


def to_html(pieces: Snippet) -> str:
    """The snippet as safe HTML, what was found in `<mark>`."""
    return "".join(_marked(piece) for piece in pieces)


def _marked(piece: Piece) -> str:
    return f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text)


def _window(line: str, spans: list[Span], width: int) -> tuple[int, int]:
    if len(line) <= width:
        return 0, len(line)
    starts = [span[0] for span in spans] or [0]
    best = max(starts, key=lambda start: (*_worth(spans, start, width), -start))
    shown = [end for start, end, _ in spans if best <= start and end <= best + width]
    room = width - (max(shown, default=best) - best)
    start = _word_start(line, max(0, best - room // 2))
    return start, _word_end(line, min(len(line), start + width))


def _worth(spans: list[Span], start: int, width: int) -> tuple[int, int]:
    """How many different wishes a window answers, and how many times."""
    answered = [wish for begin, end, wish in spans if start <= begin and end <= start + width]
    return len(set(answered)), len(answered)


def _word_start(line: str, position: int) -> int:
    return position if position == 0 else line.find(" ", position - 1) + 1


def _word_end(line: str, position: int) -> int:
    if position >= len(line):
        return len(line)
    space = line.rfind(" ", 0, position + 1)
    return space if space > 0 else position


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

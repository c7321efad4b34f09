"""On which line of a TOML file something stands, so that a person finds what is to be mended."""

import re
from collections.abc import Iterator

_HEADING = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_LONG = re.compile(r'"""|\'\'\'')


class Lines:
    """The lines of one file."""

    def __init__(self, text: str) -> None:
        """Take the file as it was handed in."""
        self._lines = list(enumerate(_outside_long_words(text), 1))

    def key(self, name: str, *, within: str = "", index: int = 0) -> int:
        """The line of this name in the `index`-th table called `within`, or that table's first line."""
        begins, ends = self._table(within, index)
        written = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
        for at, line in self._lines[begins - 1 : ends]:
            if written.match(line):
                return at
        return begins

    def table(self, name: str, index: int = 0) -> int:
        """The line that the `index`-th table of this name begins on; the first line where there is none."""
        return self._table(name, index)[0]

    def _table(self, name: str, index: int) -> tuple[int, int]:
        headings = [(at, found[2]) for at, line in self._lines if (found := _HEADING.fullmatch(line))]
        starts = [at for at, called in headings if called == name]
        if not name:
            begins = 1
        elif index < len(starts):
            begins = starts[index]
        else:
            begins = self._written_within_brackets(name)
        after = (at for at, _ in headings if at > begins or not name)
        return begins, next(after, len(self._lines) + 1) - 1

    def _written_within_brackets(self, name: str) -> int:
        """The line of `entry = [...]`, for a file that has its tables that way."""
        written = re.compile(rf"\s*{re.escape(name)}\s*=")
        return next((at for at, line in self._lines if written.match(line)), 1)


def _outside_long_words(text: str) -> Iterator[str]:
    """Each line, but empty where it is inside a string that goes over several lines."""
    closing = ""
    for line in text.split("\n"):
        marks = [found[0] for found in _LONG.finditer(line)]
        yield "" if closing else line.rstrip("\r")
        for mark in marks:
            if not closing:
                closing = mark
            elif mark == closing:
                closing = ""

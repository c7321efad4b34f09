"""A comparison as one text in the new reading order: what stands, what was added, and what was struck."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from documents.comparing.changes import Comparison, SectionChange
from documents.comparing.marking import Blocks, Line, Marked, blocks, marked
from documents.comparing.shapes import Shapes
from documents.comparing.words import WordKind
from documents.text import LegalText, Place

LONG = 60
"""Words: an unchanged stretch of this length may be folded away."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of one place: all of them, or those on one side of its lettered points."""

    change: SectionChange
    lines: tuple[Line, ...]
    begins: bool
    """Does the place begin here? Its heading or label stands before these lines."""

    @property
    def blocks(self) -> Blocks:
        """The lines, those of a table together."""
        return blocks(self.lines)

    @property
    def word_count(self) -> int:
        """How many words the lines hold."""
        return sum(line.word_count for line in self.lines)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces that stand together, all unchanged or all changed."""

    pieces: tuple[Piece, ...]
    changed: bool

    @property
    def word_count(self) -> int:
        """How many words it holds."""
        return sum(piece.word_count for piece in self.pieces)

    @property
    def is_long(self) -> bool:
        """Is it unchanged, and so long that a reader may want to pass it by?"""
        return not self.changed and self.word_count >= LONG


def whole_text(comparison: Comparison, old: LegalText, new: LegalText) -> tuple[Stretch, ...]:
    """The whole new text, place by place, with what was struck where it stood."""
    pieces = list(_Reader.of(comparison, old, new).read())
    groups = groupby(pieces, key=lambda piece: piece.change.changed)
    return tuple(Stretch(tuple(group), changed) for changed, group in groups)


@dataclass(slots=True)
class _Reader:
    """Reads the places in the order of the new text; a point stands among its section's own lines."""

    shapes: Shapes
    now: dict[str, Marked]
    """By identity in the new text."""
    gone: dict[str, list[Marked]]
    """What was struck, by the identity of the place it followed."""
    order: Sequence[Place]
    _read: set[str] = field(default_factory=set)
    _waiting: list[Marked] = field(default_factory=list)
    """Struck sections, until all of the section they followed has been read."""

    @classmethod
    def of(cls, comparison: Comparison, old: LegalText, new: LegalText) -> "_Reader":
        """Sort the changes by where they are to be read."""
        now: dict[str, Marked] = {}
        gone: dict[str, list[Marked]] = {}
        order: list[Place] = []
        last = ""
        for each in marked(comparison, old, new):
            if each.change.new is None:
                gone.setdefault(last, []).append(each)
            else:
                last = each.change.new.id
                now[last] = each
                order.append(each.change.new)
        return cls(Shapes(new, order), now, gone, order)

    def read(self) -> Iterator[Piece]:
        """Every piece, in reading order."""
        for place in self.order:
            if place.id not in self._read:
                yield from self._place(place)

    def _place(self, place: Place) -> Iterator[Piece]:
        """The place, its points where they stand, and what was struck after it."""
        self._read.add(place.id)
        found = self.now[place.id]
        gone = self.gone.get(place.id, [])
        points = [each for each in gone if each.change.place.point]
        self._waiting += [each for each in gone if not each.change.place.point]
        begins, rest = True, list(found.lines)
        frames = self.shapes.with_points(place)
        for at, frame in enumerate(frames):
            if isinstance(frame, str) and frame in self.now:
                later = sum(not isinstance(each, str) for each in frames[at:])
                lines, rest = _parted(rest, later)
                if lines or begins:
                    yield Piece(found.change, lines, begins)
                    begins = False
                yield from _struck(points)
                yield from self._place(self.now[frame].change.place)
        if rest or begins:
            yield Piece(found.change, tuple(rest), begins)
        yield from _struck(points)
        if place.point is None:
            yield from _struck(self._waiting)


def _struck(waiting: list[Marked]) -> Iterator[Piece]:
    """What was struck here, once."""
    while waiting:
        each = waiting.pop(0)
        yield Piece(each.change, each.lines, begins=True)


def _parted(lines: list[Line], later: int) -> tuple[tuple[Line, ...], list[Line]]:
    """The lines before the last `later` lines of the new text, and the rest."""
    standing = [at for at, line in enumerate(lines) if line.fate is not WordKind.REMOVED]
    if later == 0:
        return tuple(lines), []
    cut = standing[-later] if later <= len(standing) else 0
    return tuple(lines[:cut]), lines[cut:]

"""Which line of a place is a paragraph, which a point, and which a row of a table?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from documents.markdown import plain
from documents.text import Block, Footnote, ItemList, LegalText, Paragraph, Place, Quote, Table

CELLS = " | "
"""What stands between the cells of a row where a table is told in words."""


class Shape(StrEnum):
    """What a line is in the text."""

    PARAGRAPH = "avsnitt"
    POINT = "punkt"
    ROW = "rad"
    HEADER = "overskriftsrad"
    NOTE = "fotnote"


@dataclass(frozen=True, slots=True)
class Frame:
    """The shape of one line of a text."""

    shape: Shape
    label: str = ""
    depth: int = 0
    columns: int = 1


@dataclass(slots=True)
class Shapes:
    """The shapes of the lines of every place of a text, without those of points that are told of apart."""

    text: LegalText
    told: Iterable[Place | None]
    _places: Mapping[str, Place] = field(init=False)
    _apart: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Look up once what is asked of every place."""
        self._apart = frozenset(place.id for place in self.told if place and place.point and place.id)
        self._places = {place.id: place for place in self.text.places()}

    def of(self, place: Place | None) -> tuple[Frame, ...]:
        """The shapes of the place's own lines."""
        return tuple(each for each in self.with_points(place) if isinstance(each, Frame))

    def with_points(self, place: Place | None) -> tuple[Frame | str, ...]:
        """The same, and the identities of the points told of apart, where they stand among the lines."""
        if place is None:
            return ()
        if not place.id:
            return tuple(_frames(self.text.preamble, self._apart, 0))
        known = self._places.get(place.id)
        if known is None:
            return ()
        blocks = known.point.blocks if known.point else known.section.blocks
        return tuple(_frames(blocks, self._apart, 0))


def _frames(blocks: tuple[Block, ...], apart: frozenset[str], depth: int) -> Iterator[Frame | str]:
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield from _repeated(Frame(Shape.PARAGRAPH, depth=depth), text)
            case Footnote(label=label, text=text):
                yield from _repeated(Frame(Shape.NOTE, label, depth), text)
            case ItemList(items=items):
                for item in items:
                    if item.id and item.id in apart:
                        yield item.id
                    else:
                        yield from _labelled(item.label, _frames(item.blocks, apart, depth + 1))
            case Table(header=header, rows=rows):
                for at, row in enumerate((header, *rows)):
                    shape = Shape.ROW if at else Shape.HEADER
                    yield from _repeated(Frame(shape, depth=depth, columns=len(row)), CELLS.join(row))
            case Quote(blocks=inner):
                yield from _frames(inner, apart, depth + 1)


def _repeated(frame: Frame, inline: str) -> Iterator[Frame]:
    """Words with hard breaks are several lines; of a row they are no row any more."""
    breaks = plain(inline).count("\n") if "\n" in inline else 0
    if not breaks:
        yield frame
        return
    first = Frame(Shape.PARAGRAPH, depth=frame.depth) if frame.columns > 1 else frame
    yield from (first, *[Frame(Shape.PARAGRAPH, depth=frame.depth)] * breaks)


def _labelled(label: str, frames: Iterator[Frame | str]) -> Iterator[Frame | str]:
    """The first line of a point carries its label."""
    for at, frame in enumerate(frames):
        first = at == 0 and isinstance(frame, Frame) and frame.shape is Shape.PARAGRAPH
        yield replace(frame, shape=Shape.POINT, label=label) if first and isinstance(frame, Frame) else frame

"""Which text covers which item of the law, as a picture: where its cells lie, and what each of them says.

Everything is in the units of the picture. The page says the same in a table below it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.coverage import Degree, ItemCoverage, Mark
from registry.queries.documents import VersionView

LABELS, HEAD, STEP = 275, 205, 34
"""The width of the items' names, the height of the texts' names, and from one cell to the next."""
LONGEST = 22
"""Signs of a text's name that fit above its column."""


class CellKind(StrEnum):
    """How far a text goes towards an item, as people have said."""

    FULL = "dekker"
    PARTLY = "dekker delvis"
    MENTIONS = "nevner"
    NOT = "dekker ikke"
    AGAIN = "må vurderes på nytt"

    @property
    def sign(self) -> str:
        """The letter in the cell, so that the colour never stands alone."""
        return {"dekker": "D", "dekker delvis": "d", "nevner": "n", "dekker ikke": "–"}.get(self, "?")


@dataclass(frozen=True, slots=True)
class Cell:
    """What people have said of one text and one item."""

    kind: CellKind
    view: VersionView
    marks: tuple[Mark, ...]
    shaken: bool
    """Does some judgement stand on words that have changed, even where another holds?"""
    x: int

    @property
    def place(self) -> str:
        """The first place it rests on."""
        return next((mark.section_id for mark in self.marks if not mark.suspects), self.marks[0].section_id)


@dataclass(frozen=True, slots=True)
class Row:
    """One item and its cells."""

    item: ItemCoverage
    cells: tuple[Cell, ...]
    y: int


@dataclass(frozen=True, slots=True)
class Column:
    """One text in force."""

    view: VersionView
    name: str
    x: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The items of the law by the texts of which somebody has said something."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    silent: tuple[VersionView, ...]
    """Texts in force that nobody has held against any item."""
    width: int
    height: int

    @property
    def kinds(self) -> list[CellKind]:
        """What the cells say, the furthest first."""
        found = {cell.kind for row in self.rows for cell in row.cells}
        return [kind for kind in CellKind if kind in found]

    @property
    def shaken(self) -> bool:
        """Does some cell hold a judgement on changed words beside one that stands?"""
        return any(cell.shaken and cell.kind is not CellKind.AGAIN for row in self.rows for cell in row.cells)


def matrix(items: Sequence[ItemCoverage], applying: Sequence[VersionView]) -> Matrix:
    """The picture of these items and the texts that apply."""
    by_text: dict[tuple[str, str], dict[str, list[Mark]]] = {}
    for item in items:
        for mark in item.evidence:
            named = mark.document, mark.read_in or mark.version
            by_text.setdefault(named, {}).setdefault(item.minimum.key, []).append(mark)
    judged = [view for view in applying if _name(view) in by_text]
    columns = tuple(
        Column(view, _short(view.document.title), LABELS + STEP * at) for at, view in enumerate(judged)
    )
    rows = tuple(
        Row(item, tuple(_cells(item, columns, by_text)), HEAD + STEP * at) for at, item in enumerate(items)
    )
    silent = tuple(view for view in applying if _name(view) not in by_text)
    return Matrix(rows, columns, silent, LABELS + STEP * len(columns), HEAD + STEP * len(rows))


def kind_of(marks: Sequence[Mark]) -> CellKind:
    """The furthest that a breath says in which nothing has changed; else that it must be judged anew."""
    shaken = {mark.breath for mark in marks if mark.suspects}
    sound = {mark.degree for mark in marks if mark.breath not in shaken}
    furthest = next((degree for degree in Degree if degree in sound), None)
    return CellKind.AGAIN if furthest is None else CellKind(furthest.value)


def _cells(
    item: ItemCoverage,
    columns: Iterable[Column],
    by_text: dict[tuple[str, str], dict[str, list[Mark]]],
) -> Iterable[Cell]:
    for column in columns:
        marks = by_text[_name(column.view)].get(item.minimum.key, [])
        if marks:
            shaken = any(mark.suspects for mark in marks)
            yield Cell(kind_of(marks), column.view, tuple(marks), shaken, column.x)


def _name(view: VersionView) -> tuple[str, str]:
    return view.document.ref, view.row.number


def _short(title: str) -> str:
    """What stands before the colon of a title: «Retningslinje 5»."""
    name = title.partition(":")[0].strip()
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"

"""Lists on their way out: real Word lists wherever Word prints the labels that we have."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.docx.reading.labels import printed
from documents.docx.writing.heading_numbers import heading_kind, heading_list
from documents.docx.writing.styles import LIST_INDENT
from documents.docx.xml import Element, build
from documents.text import ItemList

_BULLET = "–"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Kind:
    """A sort of list: how its labels are formed."""

    form: str
    pattern: str
    id: int


_KINDS = (
    _Kind("bullet", "", 1),
    _Kind("lowerLetter", ")", 2),
    _Kind("decimal", ".", 3),
    _Kind("decimal", ")", 4),
)


@dataclass(frozen=True, slots=True)
class WordList:
    """What Word must know of a list to print its labels. Lists that are alike may be one and the same."""

    kind: int
    depth: int
    start: int | None
    """The first count; None where nothing is counted."""


@dataclass(slots=True)
class ListNumbers:
    """Hands out one list of Word's for each of ours, so that every list begins anew."""

    headings: Sequence[str]
    """The patterns of numbered headings; empty where headings are not counted."""
    _lists: list[WordList] = field(default_factory=list)

    def list_for(self, points: ItemList, depth: int) -> int | None:
        """The id of a new list of Word's that prints these labels; None where Word would print others."""
        labels = [item.label for item in points.items]
        for kind in _KINDS:
            start = _start(kind, labels)
            if start is not None and depth < _LEVELS:
                return self.new(WordList(kind.id, depth, None if kind.form == "bullet" else start))
        return None

    def new(self, made: WordList) -> int:
        """The id of one more list, of this sort."""
        self._lists.append(made)
        return len(self._lists) + 1

    def copied(self) -> "ListNumbers":
        """The same lists, to which others may be added."""
        return ListNumbers(self.headings, list(self._lists))

    def what(self, list_id: int) -> WordList:
        """What the list with this id is."""
        return self._lists[list_id - 2]

    def part(self) -> Element:
        """The numbering part: all sorts of list before all lists, as Word wants it."""
        kinds = [_list_kind(kind) for kind in _KINDS]
        lists = [_word_list(at, each) for at, each in enumerate(self._lists, start=2)]
        if self.headings:
            return build("numbering", heading_kind(self.headings), *kinds, heading_list(), *lists)
        return build("numbering", *kinds, *lists)


def _word_list(identity: int, made: WordList) -> Element:
    override = build("lvlOverride", build("startOverride", val=made.start), ilvl=made.depth)
    counted = None if made.start is None else override
    return build("num", build("abstractNumId", val=made.kind), counted, numId=identity)


def _start(kind: _Kind, labels: Sequence[str]) -> int | None:
    """The first count, where this kind prints all these labels one after another."""
    if kind.form == "bullet":
        return 1 if set(labels) == {"-"} else None
    first = labels[0].removesuffix(kind.pattern)
    count = ord(first) - ord("a") + 1 if kind.form == "lowerLetter" and len(first) == 1 else None
    if kind.form == "decimal" and first.isascii() and first.isdigit() and len(first) < _LEVELS:
        count = int(first)
    if count is None or count < 0:
        return None
    expected = [printed(count + at, kind.form) + kind.pattern for at in range(len(labels))]
    return count if expected == list(labels) else None


def _list_kind(kind: _Kind) -> Element:
    levels = [
        build(
            "lvl",
            build("start", val=1),
            build("numFmt", val=kind.form),
            build("lvlText", val=_BULLET if kind.form == "bullet" else f"%{depth + 1}{kind.pattern}"),
            build("lvlJc", val="left"),
            build("pPr", build("ind", left=LIST_INDENT * 20 * (depth + 1), hanging=LIST_INDENT * 20)),
            ilvl=depth,
        )
        for depth in range(_LEVELS)
    ]
    return build(
        "abstractNum", build("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=kind.id
    )

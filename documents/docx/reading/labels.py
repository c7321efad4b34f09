"""Automatic numbers: computes the label that Word prints before a paragraph.

Word stores no label, only the rules of numbering.xml (ECMA-376 part 1, 17.9). The rules followed here:
levels linked to styles, lists that borrow another's levels (numStyleLink), overrides and restarts of a
single list, counters shared by lists of one kind, legal numbering (isLgl).
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from documents.docx.reading.stylesheet import ListPlace
from documents.docx.xml import Element, child, number, switch, value, w

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLAIN = {
    "decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman",
    "ordinal", "none", "bullet",
}  # fmt: skip
_ALPHABET = 26
_MOST_REPEATED = 30
BULLET = "-"


@dataclass(frozen=True, slots=True)
class Level:
    """The rule of one level of a list."""

    form: str
    pattern: str
    """Such as "%1.%2" or "%1)"."""
    start: int
    restarts_after: int | None
    legal: bool


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed; `exact` is False where the file asks for a form of number we do not write."""

    text: str
    exact: bool = True


class Labels:
    """Counts paragraphs as they come and answers with their labels."""

    def __init__(self, root: Element | None, language: str = "") -> None:
        """Take the numbering part; a file may lack one. `language` is the file's own, such as "nb-NO"."""
        self._is_english = language.lower().startswith("en")
        self._kinds: dict[int, Element] = {}
        self._lists: dict[int, Element] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        self._rules: dict[tuple[int, int], Level | None] = {}
        if root is not None:
            self._kinds = dict(_by_id(root, "abstractNum", "abstractNumId"))
            self._lists = dict(_by_id(root, "num", "numId"))
        self._sorts: dict[int, int] = {}
        self._starts: dict[ListPlace, int | None] = {}
        self.linked_styles = self._find_linked_styles()
        """The styles that levels are bound to, and where they stand."""

    def anew(self) -> "Labels":
        """The same rules, counted from the beginning."""
        other = copy(self)
        other._counts, other._begun = {}, set()
        return other

    def _find_linked_styles(self) -> dict[str, ListPlace]:
        found: dict[str, ListPlace] = {}
        for list_id in self._lists:
            kind = self._kinds.get(self._kind_of(list_id))
            for level in () if kind is None else kind.iterfind(w("lvl")):
                if style := value(level, "pStyle"):
                    found.setdefault(style, ListPlace(list_id, number_of(level)))
        return found

    def kind(self, place: ListPlace) -> int:
        """Which sort of list: lists of one sort share their counters."""
        return self._kind_of(place.list_id)

    def next(self, place: ListPlace) -> Label | None:
        """The label of the next paragraph standing here; None where nothing is printed."""
        rule = self._level(place.list_id, place.level)
        if rule is None:
            return None
        counts = self._counts.setdefault(self._kind_of(place.list_id), [None] * _LEVELS)
        self._count(counts, place, rule)
        if rule.form == "bullet":
            return Label(BULLET)
        if rule.form == "none" and "%" in rule.pattern:
            return None
        return self._print(counts, place, rule)

    def _count(self, counts: list[int | None], place: ListPlace, rule: Level) -> None:
        now = counts[place.level]
        counts[place.level] = rule.start if now is None else now + 1
        override = self._start_override(place)
        if override is not None and (place.list_id, place.level) not in self._begun:
            counts[place.level] = override
        self._begun.add((place.list_id, place.level))
        for above in range(place.level):
            if counts[above] is None:
                higher = self._level(place.list_id, above)
                counts[above] = higher.start if higher else 1
        for below in range(place.level + 1, _LEVELS):
            if counts[below] is None:
                continue
            lower = self._level(place.list_id, below)
            after = lower.restarts_after if lower else None
            if after is None or place.level < after:
                counts[below] = None

    def _print(self, counts: list[int | None], place: ListPlace, rule: Level) -> Label | None:
        text, exact = rule.pattern, True
        for at in range(_LEVELS):
            if f"%{at + 1}" in text:
                level = self._level(place.list_id, at)
                form = _form_within(level, rule)
                exact = exact and form in _PLAIN
                text = text.replace(f"%{at + 1}", printed(counts[at] or 0, form, self._is_english))
        text = " ".join(text.split())
        return Label(text, exact) if text else None

    def _kind_of(self, list_id: int) -> int:
        """The id of the sort of list, past a borrowed one."""
        if list_id not in self._sorts:
            self._sorts[list_id] = self._find_kind_of(list_id)
        return self._sorts[list_id]

    def _find_kind_of(self, list_id: int) -> int:
        own = number(self._lists.get(list_id), "abstractNumId")
        link = value(self._kinds.get(own or 0), "numStyleLink") if own is not None else None
        if link:
            for identity, kind in self._kinds.items():
                if value(kind, "styleLink") == link:
                    return identity
        return -1 if own is None else own

    def _level(self, list_id: int, level: int) -> Level | None:
        if (list_id, level) not in self._rules:
            self._rules[list_id, level] = self._find_level(list_id, level)
        return self._rules[list_id, level]

    def _find_level(self, list_id: int, level: int) -> Level | None:
        override = self._override(list_id, level)
        rule = child(override, "lvl") if override is not None else None
        if rule is None:
            kind = self._kinds.get(self._kind_of(list_id))
            rule = next((lvl for lvl in _levels(kind) if number_of(lvl) == level), None)
        return None if rule is None else _rule(rule)

    def _override(self, list_id: int, level: int) -> Element | None:
        found = self._lists.get(list_id)
        overrides = () if found is None else found.iterfind(w("lvlOverride"))
        return next((each for each in overrides if number_of(each) == level), None)

    def _start_override(self, place: ListPlace) -> int | None:
        """Where a list of its own begins: a level that is only redrawn (w:lvl) counts on with the others."""
        if place not in self._starts:
            override = self._override(place.list_id, place.level)
            self._starts[place] = number(override, "startOverride")
        return self._starts[place]


def printed(count: int, form: str, english: bool = False) -> str:
    """A number in one of Word's forms; in figures where the form is not known here."""
    match form:
        case "ordinal":
            return f"{count}{_english_ending(count)}" if english else f"{count}."
        case "lowerLetter" | "upperLetter" if count > 0:
            letters = chr(ord("a") + (count - 1) % _ALPHABET) * min(
                (count - 1) // _ALPHABET + 1, _MOST_REPEATED
            )
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman" if 0 < count < 5000:
            return _roman(count).upper() if form == "upperRoman" else _roman(count)
        case "decimalZero":
            return f"{count:02}"
        case "none" | "bullet":
            return ""
    return str(count)


def _form_within(level: Level | None, rule: Level) -> str:
    """The form of a level's number within the label of a deeper one. A dot has no number to print."""
    if level is None:
        return "decimal"
    return "decimal" if rule.legal and level.form not in {"none", "bullet"} else level.form


def _english_ending(count: int) -> str:
    if count % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")


def number_of(level: Element) -> int:
    """Which level a w:lvl or w:lvlOverride speaks of."""
    written = level.get(w("ilvl"), "")
    return int(written) if written.isdigit() else -1


def _roman(count: int) -> str:
    letters = ""
    for size, sign in _ROMAN:
        letters += sign * (count // size)
        count %= size
    return letters


def _rule(level: Element) -> Level:
    start = number(level, "start")
    return Level(
        form=value(level, "numFmt") or "decimal",
        pattern=value(level, "lvlText") or "",
        start=0 if start is None else start,
        restarts_after=number(level, "lvlRestart"),
        legal=bool(switch(level, "isLgl")),
    )


def _levels(kind: Element | None) -> Iterator[Element]:
    yield from () if kind is None else kind.iterfind(w("lvl"))


def _by_id(root: Element, name: str, attribute: str) -> Iterator[tuple[int, Element]]:
    for element in root.iterfind(w(name)):
        identity = element.get(w(attribute), "")
        if identity.lstrip("-").isdigit():
            yield int(identity), element

"""The styles of a file that is being read: what a paragraph inherits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.docx.xml import Element, child, number, switch, value, w

_HEADING_NAME = re.compile(r"(?:heading|overskrift) ?([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9
"""Outline level 9 is how Word says: this is body text."""
_LONGEST_CHAIN = 30
USUAL_SIZE = 20
"""Half points: ten points, where a file says nothing."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which list a paragraph belongs to, and how deep."""

    list_id: int
    level: int


class StyleSheet:
    """Answers questions about paragraphs and runs by way of the style chain."""

    def __init__(self, root: Element | None) -> None:
        """Take the styles part; a file may lack one."""
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._defaults = child(root, "docDefaults")
        self._asked: Element | None = None
        self._answer = ""
        self._names: dict[str, str] = {}
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._levels: dict[str, int | None] = {}
        self._switches: dict[tuple[str, str], bool] = {}
        self._numbered: dict[str, tuple[int | None, int | None]] = {}
        self.language = value(self._defaults, "rPrDefault", "rPr", "lang") or ""
        """The language that the file is written in where it says no other: "nb-NO"."""
        for style in () if root is None else root.iter(w("style")):
            identity = style.get(w("styleId"), "")
            self._styles[identity] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}:
                self._default = identity

    def style_id(self, paragraph: Element) -> str:
        """The id of the paragraph's style. The same paragraph is asked of many times in a row."""
        if paragraph is not self._asked:
            self._asked, self._answer = paragraph, value(paragraph, "pPr", "pStyle") or self._default
        return self._answer

    def name(self, paragraph: Element) -> str:
        """The name of the paragraph's style, in small letters."""
        return self.name_of(self.style_id(paragraph))

    def name_of(self, style_id: str) -> str:
        """The name of a style, in small letters; its id where it has no name."""
        if style_id not in self._names:
            self._names[style_id] = (value(self._styles.get(style_id), "name") or style_id).lower()
        return self._names[style_id]

    def has_any(self, beginning: str) -> bool:
        """Is there a style whose name begins so?"""
        return any(self.name_of(identity).startswith(beginning) for identity in self._styles)

    def chain(self, style_id: str) -> tuple[Element, ...]:
        """The style and what it is based on, nearest first."""
        if style_id not in self._chains:
            self._chains[style_id] = tuple(self._chain(style_id))
        return self._chains[style_id]

    def _chain(self, style_id: str) -> Iterator[Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(style, "basedOn") or ""

    def heading_level(self, paragraph: Element) -> int | None:
        """1 to 9 for a heading: by outline level, through the style chain, else by the style's name."""
        outline = number(paragraph, "pPr", "outlineLvl")
        if outline is not None:
            return outline + 1 if 0 <= outline < _BODY_LEVEL else None
        style_id = self.style_id(paragraph)
        if style_id not in self._levels:
            self._levels[style_id] = self._level_of_style(style_id)
        return self._levels[style_id]

    def _level_of_style(self, style_id: str) -> int | None:
        for style in self.chain(style_id):
            outline = number(style, "pPr", "outlineLvl")
            if outline is not None:
                return outline + 1 if 0 <= outline < _BODY_LEVEL else None
            if named := _HEADING_NAME.fullmatch(value(style, "name") or ""):
                return int(named[1])
        return None

    def list_place(self, paragraph: Element, linked: dict[str, ListPlace]) -> ListPlace | None:
        """Where the paragraph stands in a list, or None. `linked` are levels bound to styles."""
        direct = child(paragraph, "pPr", "numPr")
        level = number(direct, "ilvl")
        list_id = number(direct, "numId")
        if list_id is None:
            list_id, inherited = self._numbering_of(self.style_id(paragraph))
            level = level if level is not None else inherited
        if list_id is None or direct is None:
            list_id, level = self._through_link(paragraph, linked, list_id, level)
        return ListPlace(list_id, min(max(level or 0, 0), 8)) if list_id else None

    def _through_link(
        self, paragraph: Element, linked: dict[str, ListPlace], list_id: int | None, level: int | None
    ) -> tuple[int | None, int | None]:
        """A style that numbers by itself stands on the level of the list that names it."""
        for style in self.chain(self.style_id(paragraph)):
            place = linked.get(style.get(w("styleId"), ""))
            if place and list_id is not None:
                return list_id, place.level
        return list_id, level

    def _numbering_of(self, style_id: str) -> tuple[int | None, int | None]:
        """The list and the level that a style brings with it."""
        if style_id not in self._numbered:
            list_id, level = None, None
            for style in self.chain(style_id):
                inherited = child(style, "pPr", "numPr")
                list_id = number(inherited, "numId")
                level = level if level is not None else number(inherited, "ilvl")
                if list_id is not None:
                    break
            self._numbered[style_id] = list_id, level
        return self._numbered[style_id]

    def run_switch(self, run: Element, name: str) -> bool:
        """Is an on/off property such as "b" on for this run, by itself or by its character style?"""
        look = child(run, "rPr")
        if look is None or not len(look):
            return False
        own = switch(look, name)
        return own if own is not None else self._style_switch(value(look, "rStyle"), name)

    def paragraph_switch(self, paragraph: Element, name: str) -> bool:
        """Is the property on in the paragraph's style? That is the look of the style, nobody's emphasis."""
        return self._style_switch(self.style_id(paragraph), name)

    def run_size(self, run: Element, paragraph: Element) -> int:
        """The size of the letters of a run, in half points."""
        character, own = value(run, "rPr", "rStyle"), self.style_id(paragraph)
        owners = (run, *self.chain(character or ""), *self.chain(own), child(self._defaults, "rPrDefault"))
        stated = (number(owner, "rPr", "sz") for owner in owners)
        return next((size for size in stated if size is not None), USUAL_SIZE)

    def spacing(self, paragraph: Element, side: str) -> int:
        """The space "before" or "after" a paragraph, in twentieths of a point."""
        owners = (paragraph, *self.chain(self.style_id(paragraph)), child(self._defaults, "pPrDefault"))
        stated = (number(owner, "pPr", "spacing", attribute=side) for owner in owners)
        return next((space for space in stated if space is not None), 0)

    def run_style_name(self, run: Element) -> str:
        """The name of the run's character style, in small letters."""
        character = value(run, "rPr", "rStyle")
        return self.name_of(character) if character else ""

    def _style_switch(self, style_id: str | None, name: str) -> bool:
        key = style_id or "", name
        if key not in self._switches:
            said = (switch(child(style, "rPr"), name) for style in self.chain(key[0]))
            self._switches[key] = next((each for each in said if each is not None), False)
        return self._switches[key]

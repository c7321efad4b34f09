"""An office's own template, ready to be put on our files; `template_reader` makes one of a Word file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from documents.docx.writing import places
from documents.docx.writing.styles import styles_part
from documents.docx.xml import Element, child, number, value, w


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its margins, in twentieths of a point."""

    width: int = 11906
    height: int = 16838
    top: int = 1701
    right: int = 1928
    bottom: int = 1701
    left: int = 1928
    header: int = 794
    footer: int = 794

    @property
    def text_width(self) -> int:
        """What is left between the margins, in whole points."""
        return (self.width - self.left - self.right) // 20 * 20


@dataclass(frozen=True, slots=True)
class Thing:
    """What a part of the template points to and takes along: a picture, a font, an address."""

    kind: str
    """The last word of the relationship's type."""
    target: str
    """The name of the part, or an address where there are no bytes."""
    content_type: str = ""
    data: bytes | None = None
    things: Mapping[str, "Thing"] = field(default_factory=dict)
    """What it points to in its turn, by the id it uses."""


@dataclass(frozen=True, slots=True)
class Template:
    """The look of an office, ready to be put on a file of ours. The trees are never changed: take copies."""

    styles: Element
    """Its styles, with our ids where the names are those of our styles."""
    page: Page
    heads: Mapping[str, Element]
    """"header", "footer", "firstheader" and "firstfooter", as far as it has them."""
    pictures: tuple[Element, ...]
    """Paragraphs for the title page."""
    things: Mapping[str, Thing]
    """What heads and pictures point to, by ids that are unique in the template."""
    beside: tuple[Thing, ...]
    """Theme and table of fonts."""
    colours: Element | None
    """Which colour of the theme is used for what."""
    found: frozenset[str]
    """The ids of our styles that it has."""
    left: tuple[str, ...]
    """Sentences about what is in the file and does not go along."""

    @property
    def places(self) -> frozenset[str]:
        """Which places its running heads hold."""
        return frozenset[str]().union(*(places.places_in(head) for head in self.heads.values()))

    def size(self, style_id: str) -> int:
        """The size of the letters of a style, in half points."""
        return next(
            (size for style in self.chain(style_id) if (size := number(style, "rPr", "sz"))),
            number(child(self.styles, "docDefaults", "rPrDefault"), "rPr", "sz") or 20,
        )

    def fonts(self, style_id: str) -> Element | None:
        """The fonts of a style, by itself or by what it is based on."""
        return next(
            (found for each in self.chain(style_id) if (found := child(each, "rPr", "rFonts")) is not None),
            None,
        )

    def chain(self, style_id: str) -> Iterator[Element]:
        """The style and what it is based on, nearest first."""
        by_id = {each.get(w("styleId"), ""): each for each in self.styles.iter(w("style"))}
        seen: set[str] = set()
        while style_id in by_id and style_id not in seen:
            seen.add(style_id)
            yield by_id[style_id]
            style_id = value(by_id[style_id], "basedOn") or ""


@cache
def our_ids() -> Mapping[tuple[str, str], str]:
    """The ids of our styles, by kind and name in small letters."""
    return {
        (style.get(w("type"), ""), (value(style, "name") or "").lower()): style.get(w("styleId"), "")
        for style in styles_part("nb-NO").iter(w("style"))
    }

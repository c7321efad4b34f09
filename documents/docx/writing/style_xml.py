"""One style of a Word file: a value in points, and the XML that Word wants for it."""

from dataclasses import dataclass

from documents.docx.xml import Element, build

_TWENTIETHS, _HALVES, _EIGHTHS = 20, 2, 8
_LINE = 240


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one side of a paragraph, `width` and `space` in points."""

    side: str
    width: float
    space: float
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph looks. Lengths in points, `line` as a multiple of a plain line; None: as around it."""

    id: str
    name: str
    font: str = ""
    size: float | None = None
    bold: bool = False
    italic: bool = False
    colour: str = ""
    letter_space: float = 0
    before: float = 0
    after: float | None = None
    line: float | None = None
    left: float = 0
    right: float = 0
    hanging: float = 0
    tab: float | None = None
    """A place to the left of which the words after a tab begin."""
    right_tab: float | None = None
    leader: bool = False
    """Dots up to the right tab."""
    keep_next: bool = False
    new_page: bool = False
    hyphens: bool = False
    rule: Rule | None = None
    fill: str = ""
    outline: int | None = None
    list_level: tuple[int, int] | None = None
    """The list and the level that number the paragraph."""


def paragraph_style(style: Style) -> Element:
    """The style as w:style; the order of the properties is the one the schema demands."""
    properties = [
        build("keepNext") if style.keep_next else None,
        build("keepLines") if style.keep_next else None,
        build("pageBreakBefore") if style.new_page else None,
        _list_level(style),
        build("pBdr", _rule(style.rule)) if style.rule else None,
        build("shd", val="clear", color="auto", fill=style.fill) if style.fill else None,
        _tabs(style),
        None if style.hyphens else build("suppressAutoHyphens"),
        spacing(style.before, style.after, style.line),
        _indent(style),
        None if style.outline is None else build("outlineLvl", val=style.outline),
    ]
    return build(
        "style",
        build("name", val=style.name),
        build("basedOn", val="Normal"),
        build("qFormat"),
        build("pPr", *properties),
        build("rPr", *run_look(style)),
        type="paragraph",
        styleId=style.id,
    )


def run_look(style: Style) -> list[Element | None]:
    """The properties of the letters."""
    return [
        fonts(style.font) if style.font else None,
        build("b") if style.bold else None,
        build("i") if style.italic else None,
        build("color", val=style.colour) if style.colour else None,
        build("spacing", val=_twentieths(style.letter_space)) if style.letter_space else None,
        *([] if style.size is None else sizes(style.size)),
    ]


def fonts(name: str) -> Element:
    """One font for every script."""
    return build("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def sizes(points: float) -> list[Element]:
    """The size, for every script."""
    return [build(name, val=int(points * _HALVES)) for name in ("sz", "szCs")]


def spacing(before: float, after: float | None, line: float | None) -> Element:
    """Space round a paragraph and between its lines."""
    found: dict[str, object] = {"before": _twentieths(before)}
    if after is not None:
        found["after"] = _twentieths(after)
    if line is not None:
        found |= {"line": int(line * _LINE), "lineRule": "auto"}
    return build("spacing", **found)


def _twentieths(points: float) -> int:
    return round(points * _TWENTIETHS)


def _list_level(style: Style) -> Element | None:
    if style.list_level is None:
        return None
    identity, level = style.list_level
    return build("numPr", build("ilvl", val=level), build("numId", val=identity))


def _rule(rule: Rule) -> Element:
    width = int(rule.width * _EIGHTHS)
    return build(rule.side, val="single", sz=width, space=int(rule.space), color=rule.colour)


def _tabs(style: Style) -> Element | None:
    leader = {"leader": "dot"} if style.leader else {}
    tabs = [
        None if style.tab is None else build("tab", val="left", pos=_twentieths(style.tab)),
        None
        if style.right_tab is None
        else build("tab", val="right", pos=_twentieths(style.right_tab), **leader),
    ]
    return build("tabs", *tabs) if any(tab is not None for tab in tabs) else None


def _indent(style: Style) -> Element | None:
    if not (style.left or style.right or style.hanging):
        return None
    return build(
        "ind",
        left=_twentieths(style.left),
        right=_twentieths(style.right),
        hanging=_twentieths(style.hanging),
    )

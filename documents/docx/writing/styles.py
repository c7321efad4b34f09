"""How our Word files look: a serif for what one reads, a sans for what one looks up, and calm round both.

Style ids are Word's English ones, so that Word shows its own Norwegian names and its navigation works.
Everything a reader must not take for text stands in a style whose name begins with `house.COVER_PREFIX`.
"""

from collections.abc import Collection

from documents.docx.house import COVER_PREFIX, NUMBER_STYLE
from documents.docx.writing.style_xml import Rule, Style, fonts, paragraph_style, sizes, spacing
from documents.docx.xml import Element, build

DEEPEST_HEADING = 6
DEEPEST_LIST = 5
HEADING_LIST = 1
"""The id of the list that counted headings stand in."""
HEADING_INDENT = {1: 28, 2: 34, 3: 43, 4: 51, 5: 60, 6: 68}
"""Points of room for the number before a heading."""
LIST_INDENT = 21
"""Points that each list stands further in."""
TEXT_WIDTH = 402
"""Points between the margins."""
QUIET = "5B6770"

_INK, _RULE, _LINK = "1B2733", "B8C0C8", "1F4E79"
_SERIF, SANS, _MONO = "Times New Roman", "Arial", "Courier New"
HEADING_SIZE = {1: 14, 2: 11, 3: 10, 4: 10, 5: 10, 6: 10}
_FIGURE_WIDTH = 0.56
"""Of the size: a bold figure of the sans."""


def fits_before_heading(number: str, level: int) -> bool:
    """Is there room for the number before the heading, or does the title follow straight upon it?"""
    return len(number) * HEADING_SIZE[level] * _FIGURE_WIDTH <= HEADING_INDENT[level]


def styles_part(language: str, counted: Collection[int] = ()) -> Element:
    """The styles part; `language` is "nb-NO" or "nn-NO", `counted` the heading levels that Word counts."""
    headings = [_heading(level, level in counted) for level in range(1, DEEPEST_HEADING + 1)]
    styles = [*_text(), *headings, *_lists(), *_contents(), *_cover(), *_running(), *_cells()]
    named = [build("name", val="Normal"), build("qFormat")]
    return build(
        "styles",
        _defaults(language),
        build("style", *named, type="paragraph", default=1, styleId="Normal"),
        *[paragraph_style(style) for style in styles],
        *_characters(),
        _table(),
    )


def _defaults(language: str) -> Element:
    languages = build("lang", val=language, eastAsia=language, bidi="ar-SA")
    letters = build("rPr", fonts(_SERIF), build("color", val=_INK), *sizes(11.5), languages)
    lines = build("pPr", build("widowControl"), spacing(0, 6.5, 1.29))
    return build("docDefaults", build("rPrDefault", letters), build("pPrDefault", lines))


def _text() -> list[Style]:
    return [
        Style(id="BodyText", name="Body Text", hyphens=True),
        Style(id="Title", name="Title", font=SANS, size=26, bold=True, before=3, after=15, line=1.1),
        Style(
            id="Quote",
            name="Quote",
            before=3,
            left=21,
            right=21,
            rule=Rule("left", 1.5, 12, _RULE),
            hyphens=True,
        ),
        Style(id="FootnoteText", name="footnote text", size=9, after=2, line=1.05, left=11, hanging=11),
    ]


def _heading(level: int, counted: bool) -> Style:
    before, after = {1: (24, 7), 2: (16, 4.5), 3: (12, 3.5)}.get(level, (10, 3))
    return Style(
        id=f"Heading{level}",
        name=f"heading {level}",
        font=SANS,
        size=HEADING_SIZE[level],
        bold=level <= 3,
        italic=level == 4,
        colour=QUIET if level == 6 else "",
        before=before,
        after=after,
        tab=HEADING_INDENT[level],
        keep_next=True,
        outline=level - 1,
        list_level=(HEADING_LIST, level - 1) if counted else None,
    )


def _lists() -> list[Style]:
    """List and List Continue, each to five levels: the points, and their further paragraphs."""
    found = []
    for depth in range(1, DEEPEST_LIST + 1):
        digit = str(depth) if depth > 1 else ""
        left = LIST_INDENT * depth
        found += [
            Style(
                id=f"List{digit}",
                name=f"List {digit}".strip(),
                after=4,
                left=left,
                hanging=LIST_INDENT,
                tab=left,
                hyphens=True,
            ),
            Style(
                id=f"ListContinue{digit}",
                name=f"List Continue {digit}".strip(),
                after=4,
                left=left,
                hyphens=True,
            ),
        ]
    return found


def _contents() -> list[Style]:
    first = Style(
        id="TOC1",
        name="toc 1",
        font=SANS,
        size=10,
        bold=True,
        before=7,
        after=1,
        left=28,
        right=28,
        hanging=28,
        tab=28,
        right_tab=TEXT_WIDTH,
        leader=True,
        keep_next=True,
    )
    second = Style(
        id="TOC2",
        name="toc 2",
        font=SANS,
        size=9.5,
        after=0.5,
        left=62,
        right=28,
        hanging=34,
        tab=62,
        right_tab=TEXT_WIDTH,
        leader=True,
    )
    return [first, second]


def _cover() -> list[Style]:
    below, above = Rule("bottom", 0.5, 8, _RULE), Rule("top", 0.5, 8, _RULE)
    return [
        Style(id="Cover", name=COVER_PREFIX, font=SANS, size=10, after=2, line=1.17),
        Style(id="CoverEnd", name=f"{COVER_PREFIX} slutt", size=1, after=0, line=0.1),
        Style(
            id="CoverOrganisation",
            name=f"{COVER_PREFIX} virksomhet",
            font=SANS,
            size=10,
            colour=QUIET,
            letter_space=0.5,
            after=95,
            rule=below,
        ),
        Style(id="CoverKind", name=f"{COVER_PREFIX} slag", font=SANS, size=12, colour=QUIET, after=4),
        Style(id="CoverStatus", name=f"{COVER_PREFIX} status", font=SANS, size=12, after=3),
        Style(
            id="CoverDraft",
            name=f"{COVER_PREFIX} utkast",
            font=SANS,
            size=10,
            bold=True,
            colour="6B4A00",
            before=6,
            after=6,
            left=8,
            rule=Rule("left", 3, 6, "D9A441"),
        ),
        Style(
            id="CoverLead",
            name=f"{COVER_PREFIX} ledd",
            font=SANS,
            size=10,
            bold=True,
            before=24,
            after=5,
            keep_next=True,
            rule=above,
        ),
        Style(
            id="CoverFacts",
            name=f"{COVER_PREFIX} fakta",
            font=SANS,
            size=9.5,
            after=2.5,
            line=1.12,
            left=128,
            hanging=128,
            tab=128,
        ),
        Style(id="CoverQuiet", name=f"{COVER_PREFIX} merke", font=SANS, size=7.5, colour=QUIET, before=24),
    ]


def _running() -> list[Style]:
    top, bottom = Rule("bottom", 0.5, 5, _RULE), Rule("top", 0.5, 5, _RULE)
    return [
        Style(
            id="ContentsHeading",
            name=f"{COVER_PREFIX} innhold",
            font=SANS,
            size=16,
            bold=True,
            after=12,
            keep_next=True,
            new_page=True,
        ),
        Style(
            id="Header",
            name=f"{COVER_PREFIX} topp",
            font=SANS,
            size=8,
            colour=QUIET,
            after=0,
            line=1,
            right_tab=TEXT_WIDTH,
            rule=top,
        ),
        Style(
            id="Footer",
            name=f"{COVER_PREFIX} bunn",
            font=SANS,
            size=8,
            colour=QUIET,
            after=0,
            line=1,
            right_tab=TEXT_WIDTH,
            rule=bottom,
        ),
    ]


def _cells() -> list[Style]:
    return [
        Style(id="TableText", name="Table Text", size=10, before=2.5, after=2.5, line=1.1),
        Style(
            id="TableHead",
            name="Table Head",
            font=SANS,
            size=9,
            bold=True,
            before=2.5,
            after=2.5,
            line=1.1,
            keep_next=True,
        ),
        Style(id="AfterTable", name="After Table", size=8, after=0, line=1),
    ]


def _characters() -> list[Element]:
    looks = {
        ("HouseNumber", NUMBER_STYLE): [],
        ("Hyperlink", "Hyperlink"): [build("color", val=_LINK), build("u", val="single")],
        ("FootnoteReference", "footnote reference"): [build("vertAlign", val="superscript")],
        ("HTMLCode", "HTML Code"): [fonts(_MONO), *sizes(10)],
    }
    return [
        build("style", build("name", val=name), build("rPr", *look), type="character", styleId=identity)
        for (identity, name), look in looks.items()
    ]


def _table() -> Element:
    """Rules across and none down: strong above and under the header, fine between the rows."""
    strong = {"val": "single", "sz": 8, "space": 0, "color": _INK}
    fine = {"val": "single", "sz": 4, "space": 0, "color": _RULE}
    borders = build("tblBorders", build("top", **strong), build("bottom", **fine), build("insideH", **fine))
    margins = build("tblCellMar", build("left", w=85, type="dxa"), build("right", w=85, type="dxa"))
    under_header = build("tcPr", build("tcBorders", build("bottom", **strong)))
    return build(
        "style",
        build("name", val="Avtaleverk tabell"),
        build("tblPr", borders, margins),
        build("tblStylePr", under_header, type="firstRow"),
        type="table",
        styleId="HouseTable",
    )

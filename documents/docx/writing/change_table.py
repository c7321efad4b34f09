"""The change table as a Word file: landscape, one row a change, the header on every page.

New words are underlined and struck ones struck out; what is new or gone as a whole has a line in the margin.
Colour only follows, so that the table says the same on a black and white printer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.comparing.change_table import Row, happened, is_new
from documents.comparing.changes import ChangeKind
from documents.comparing.marking import Gap, Line, Rows
from documents.comparing.shapes import CELLS, Shape
from documents.comparing.words import WordChange, WordKind
from documents.docx.writing import cover as front
from documents.docx.writing.cover import Cover, line, words
from documents.docx.writing.parts import package, settings_part
from documents.docx.writing.styles import QUIET, TEXT_WIDTH, styles_part
from documents.docx.writing.template import Template
from documents.docx.xml import Element, build, r
from documents.kinds import DocumentKind, Language
from documents.markdown import plain

COLUMNS = (
    ("Endring", 2350),
    ("Gammel tekst", 3850),
    ("Ny tekst", 3850),
    ("Hvorfor", 2720),
    ("Spilt inn av", 1800),
)
"""Their headings, and their widths in twentieths of a point."""
_NYNORSK = {
    "Gammel tekst": "Gammal tekst",
    "Hvorfor": "Kvifor",
    "Spilt inn av": "Spelt inn av",
    "Endringer i {}": "Endringar i {}",
    "Fra {} til {}.": "Frå {} til {}.",
    "Utkast. Den nye teksten er ikke vedtatt og kan bli endret.": "Utkast. Den nye teksten er ikkje "
    "vedteken og kan bli endra.",
    "Hvorfor: ": "Kvifor: ",
    "Slik leses tabellen: ": "Slik les du tabellen: ",
    "understreket": "understreka",
    " er lagt til, ": " er lagt til, ",
    "gjennomstreket": "gjennomstreka",
    " er tatt bort. Et punkt som er helt nytt eller helt borte, har en strek i margen. ": " er teke bort. "
    "Eit punkt som er heilt nytt eller heilt borte, har ein strek i margen. ",
    "[…] er det samme som før.": "[…] er det same som før.",
    "Ikke begrunnet.": "Ikkje grunngjeve.",
    "Tittel og innledning": "Tittel og innleiing",
    "Fantes ikke.": "Fanst ikkje.",
    "Er tatt bort.": "Er teke bort.",
    "Bare overskriften.": "Berre overskrifta.",
    "{}: endringer fra {}": "{}: endringar frå {}",
}
"""The table's own words in nynorsk; what is not here reads the same in both."""
_WIDTH = sum(width for _, width in COLUMNS)
_MARGIN, _LONG_SIDE, _SHORT_SIDE = 1134, 16838, 11906
_STEP = 240
"""How much further in the points of a list stand."""
_WHOLE = 70
"""Words: a row with more may be parted by the end of a page."""
_ADDED, _STRUCK = "0B5D3B", "8F1D1D"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """What the file says of the two texts."""

    title: str
    """In plain words."""
    old: str
    new: str
    """The versions, or the names of the files."""
    summary: str
    """How many changes, without a full stop."""
    reason: str = ""
    """Why the text was revised."""
    status: str = ""
    hash: str = ""
    """Of the new text."""
    language: Language = Language.NB
    """What the table's own words are written in."""
    text_language: Language | None = None
    """What the texts are written in, where that is another form of Norwegian."""
    kind: DocumentKind | None = None
    organisation: str = ""
    identifier: str = ""
    created: datetime
    draft: bool = False

    @property
    def cover(self) -> Cover:
        """The same for the parts that every Word file of ours has."""
        return Cover(
            title=self.say("{}: endringer fra {}").format(self.title, self.old),
            status_line=self.status,
            version=self.new,
            dates=(),
            decisions=(),
            hash=self.hash,
            language=self.language,
            kind=self.kind,
            organisation=self.organisation,
            identifier=self.identifier,
            created=self.created,
            draft=False,
            text_language=self.text_language,
        )

    def say(self, words: str) -> str:
        """Words of the table's own, in its form of Norwegian."""
        return _NYNORSK.get(words, words) if self.language is Language.NN else words


def write_change_table(rows: Sequence[Row], head: TableHead, template: Template | None = None) -> bytes:
    """The table as a .docx file; the same rows, head and template give the same bytes."""
    body = [*_opening(head), *([_table(rows, head)] if rows else []), line("AfterTable"), _page_setup()]
    parts = {
        "styles": styles_part(head.cover.word_language),
        "settings": settings_part(head.cover),
        "header": _across(front.header_part(head.cover)),
        "footer": _across(front.footer_part(head.cover)),
    }
    return package(build("document", build("body", *body)), parts, {}, head.cover, template)


def _opening(head: TableHead) -> Iterator[Element]:
    yield line("Title", words(head.say("Endringer i {}").format(head.title)))
    yield line("CoverStatus", words(f"{head.summary}.", build("b")))
    yield line("CoverStatus", words(head.say("Fra {} til {}.").format(head.old, head.new)))
    if head.draft:
        yield line(
            "CoverDraft", words(head.say("Utkast. Den nye teksten er ikke vedtatt og kan bli endret."))
        )
    if head.reason:
        yield line("BodyText", words(head.say("Hvorfor: "), build("b")), words(head.reason))
    yield line("BodyText", *_legend(head))


def _legend(head: TableHead) -> Iterator[Element]:
    yield words(head.say("Slik leses tabellen: "))
    yield _run(WordChange(WordKind.ADDED, head.say("understreket")))
    yield words(head.say(" er lagt til, "))
    yield _run(WordChange(WordKind.REMOVED, head.say("gjennomstreket")))
    yield words(
        head.say(" er tatt bort. Et punkt som er helt nytt eller helt borte, har en strek i margen. ")
    )
    yield words(head.say("[…] er det samme som før."))


def _table(rows: Sequence[Row], head: TableHead) -> Element:
    look = {
        "val": "0020",
        "firstRow": 1,
        "lastRow": 0,
        "firstColumn": 0,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    heads = [[line("TableHead", words(head.say(name)))] for name, _ in COLUMNS]
    return build(
        "tbl",
        build(
            "tblPr",
            build("tblStyle", val="HouseTable"),
            build("tblW", w=_WIDTH, type="dxa"),
            build("tblLayout", type="fixed"),
            build("tblLook", **look),
        ),
        build("tblGrid", *[build("gridCol", w=width) for _, width in COLUMNS]),
        _row(heads, build("cantSplit"), build("tblHeader")),
        *[_row(_cells(row, head), build("cantSplit") if _is_short(row) else None) for row in rows],
    )


def _is_short(row: Row) -> bool:
    return sum(each.word_count for each in _told(row, WordKind.REMOVED) if isinstance(each, Line)) <= _WHOLE


def _row(cells: Sequence[Sequence[Element]], *properties: Element | None) -> Element:
    made = [
        build("tc", build("tcPr", build("tcW", w=width, type="dxa")), *cell)
        for cell, (_, width) in zip(cells, COLUMNS, strict=True)
    ]
    return build("tr", build("trPr", *properties), *made)


def _cells(row: Row, head: TableHead) -> list[list[Element]]:
    return [
        _what(row, head),
        list(_words_of(row, WordKind.ADDED, head)),
        list(_words_of(row, WordKind.REMOVED, head)),
        [
            _paragraph(words(part))
            for part in (row.reason.why or head.say("Ikke begrunnet.")).split("\n")
            if part
        ],
        [_paragraph(words(row.reason.asked_by or "–"))],
    ]


def _what(row: Row, head: TableHead) -> list[Element]:
    place = row.change.place
    own = head.say("Tittel og innledning")
    name = f"{place.number} {plain(place.section.title)}".strip() if place.id else own
    quiet = build("color", val=QUIET)
    kind = _paragraph(words(f"{row.number}. {happened(row.change, head.language)}", quiet))
    return [kind, _paragraph(words(name, build("b")))]


def _words_of(row: Row, without: WordKind, head: TableHead) -> Iterator[Element]:
    """The old words (without those added), or the new ones."""
    is_old = without is WordKind.ADDED
    change = row.change
    place = (change.old or next(iter(change.sources), None)) if is_old else change.new
    if place is None:
        gone = head.say("Fantes ikke." if is_old else "Er tatt bort.")
        yield _paragraph(words(gone, build("color", val=QUIET)))
        return
    alone = is_new(change) or change.new is None
    lines = list(_told(row, without))
    if ChangeKind.RETITLED in change.kinds:
        kind = WordKind.REMOVED if is_old else WordKind.ADDED
        yield _paragraph(_run(WordChange(kind, plain(place.section.title))))
    elif not lines:
        yield _paragraph(words(head.say("Bare overskriften."), build("color", val=QUIET)))
    yield from (_line(each, without, alone, is_old) for each in lines)


def _told(row: Row, without: WordKind) -> Iterator[Line | Gap]:
    for block in row.marked.shown(without):
        yield from block.rows if isinstance(block, Rows) else (block,)


def _line(told: Line | Gap, without: WordKind, alone: bool, is_old: bool) -> Element:
    if isinstance(told, Gap):
        return _paragraph(words("[…]", build("color", val=QUIET)))
    runs = [words(f"{'–' if told.label == '-' else told.label} ")] if told.label else []
    for at, cell in enumerate(told.cells):
        runs += [words(CELLS)] if at else []
        runs += [_run(part, alone) for part in cell if part.kind is not without]
    if told.shape is Shape.HEADER:
        runs = [_bold(run) for run in runs]
    return _paragraph(*runs, depth=told.depth, bar=("dashed" if is_old else "single") if alone else "")


def _paragraph(*runs: Element, depth: int = 0, bar: str = "") -> Element:
    style = build("pStyle", val="TableText")
    border = build("pBdr", build("left", val=bar, sz=12, space=4, color=QUIET)) if bar else None
    indent = build("ind", left=_STEP * depth + (120 if bar else 0))
    return build("p", build("pPr", style, border, indent), *runs)


def _run(part: WordChange, alone: bool = False) -> Element:
    if alone or part.kind is WordKind.KEPT:
        return words(part.text)
    if part.kind is WordKind.ADDED:
        return words(part.text, build("color", val=_ADDED), build("u", val="single"))
    return words(part.text, build("strike"), build("color", val=_STRUCK))


def _bold(run: Element) -> Element:
    look = run.find(build("rPr").tag)
    if look is None:
        look = build("rPr")
        run.insert(0, look)
    look.insert(0, build("b"))
    return run


def _across(part: Element) -> Element:
    """The running head with its right side at the right edge of a page that lies on its side."""
    for properties in part.iter(build("pPr").tag):
        gone = build("tab", val="clear", pos=TEXT_WIDTH * 20)
        properties.append(build("tabs", gone, build("tab", val="right", pos=_WIDTH)))
    return part


def _page_setup() -> Element:
    references = []
    for name in ("header", "footer"):
        reference = build(f"{name}Reference", type="default")
        reference.set(r("id"), name)
        references.append(reference)
    edges = dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN)
    return build(
        "sectPr",
        *references,
        build("pgSz", w=_LONG_SIDE, h=_SHORT_SIDE, orient="landscape"),
        build("pgMar", **edges, header=567, footer=567, gutter=0),
    )

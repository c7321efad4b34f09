"""A legal text as safe HTML: numbers as printed, an anchor and a lasting link on every section and point."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import nh3

from documents.markdown import Run, plain, runs
from documents.text import (
    Block,
    Footnote,
    Item,
    ItemList,
    LegalText,
    Paragraph,
    Place,
    Quote,
    Section,
    Table,
)

_TAGS = {
    *("section", "h2", "h3", "h4", "h5", "h6", "div", "p", "blockquote", "ol", "ul", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("a", "span", "strong", "em", "code", "sup", "br"),
}
_ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "aria-label"},
    "th": {"scope"},
    "div": {"tabindex", "role", "aria-label"},
    "sup": set[str](),
}
_SAFE_LINKS = ("https://", "http://", "mailto:")
_REFERENCE = re.compile(r"(?:dok:(?P<ref>[a-z0-9][a-z0-9-]*))?#(?P<id>[a-z0-9]+)")
_LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class _Around:
    """What the words stand among."""

    notes: frozenset[str] = frozenset()
    """Labels of the footnotes that are there to be led to."""
    ref: str = ""
    """The document the words are a part of, where the rest of it is not on the page."""
    history: bool = False


def render(text: LegalText, history: bool = False) -> str:
    """The whole text but its title, ready to stand inside an <article>.

    Headings begin at h2. Every section is `<section id=identity>`, every lettered point `<li id=identity>`.
    With `history` every section also links to how it has read, as `?historikk=identity`.
    A footnote mark leads to its note where the text has it, and is a mere mark where it has not.
    The result is cleaned once more by nh3, so that a fault here cannot become a hole.
    """
    bodies = (text.preamble, *(section.blocks for section in text.walk()))
    around = _Around(frozenset(label for blocks in bodies for label in _notes(blocks)), history=history)
    sections = "".join(_section(section, 2, around) for section in text.sections)
    return _clean(_blocks(text.preamble, around) + sections)


def render_section(section: Section) -> str:
    """One section with what lies under it, its heading as h2."""
    return render(LegalText("", sections=(section,)))


def render_place(place: Place, ref: str = "") -> str:
    """The own words of a section or point, without heading, anchors and what lies under it.

    `ref` is the short name of the document: references within it then lead to the lasting page of the place.
    """
    blocks = place.point.blocks if place.point else place.section.blocks
    return _clean_without_anchors(_blocks(blocks, _Around(ref=ref)))


def render_inline(inline: str, ref: str = "") -> str:
    """Some inline Markdown as safe HTML; `ref` as for `render_place`."""
    return _inline(inline, _Around(ref=ref))


def _clean_without_anchors(html: str) -> str:
    """For words that may stand several times on one page, where an identity may stand once."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES | {"*": {"class"}}, link_rel=None)


def _clean(html: str) -> str:
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto"}
    )


def _notes(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The labels of the footnotes among these blocks."""
    for block in blocks:
        match block:
            case Footnote(label=label):
                yield label
            case ItemList(items=items):
                for item in items:
                    yield from _notes(item.blocks)
            case Quote(blocks=inner):
                yield from _notes(inner)


def _section(section: Section, depth: int, around: _Around) -> str:
    level = min(depth, _LOWEST_HEADING)
    number = f'<span class="number">{escape(section.number)}</span> ' if section.number else ""
    name = f"{section.number} {plain(section.title)}".strip()
    link = _permalink(section.id, name) + (_history(section.id, name) if around.history else "")
    heading = f"<h{level}>{number}{_inline(section.title, around)}{link}</h{level}>"
    below = "".join(_section(child, depth + 1, around) for child in section.children)
    return f'<section id="{escape(section.id)}">{heading}{_blocks(section.blocks, around)}{below}</section>'


def _permalink(identity: str, name: str) -> str:
    label = escape(f"Lenke til {name}", quote=True)
    return f' <a class="permalink" href="#{escape(identity)}" aria-label="{label}">#</a>'


def _history(identity: str, name: str) -> str:
    label = escape(f"Historikk for {name}", quote=True)
    href = f"?historikk={escape(identity)}"
    return f' <a class="permalink history" href="{href}" aria-label="{label}">historikk</a>'


def _blocks(blocks: tuple[Block, ...], around: _Around) -> str:
    return "".join(_block(block, around) for block in blocks)


def _block(block: Block, around: _Around) -> str:
    match block:
        case Paragraph(text=text):
            return f"<p>{_inline(text, around)}</p>"
        case ItemList(items=items):
            kind = "ul" if items[0].label == "-" else "ol"
            return f'<{kind} class="points">{"".join(_item(item, around) for item in items)}</{kind}>'
        case Table():
            return _table(block, around)
        case Quote(blocks=inner):
            return f"<blockquote>{_blocks(inner, around)}</blockquote>"
        case Footnote(label=label, text=text):
            mark = f'<span class="label">{escape(label)}</span>'
            return f'<p class="footnote" id="note-{escape(label)}">{mark} {_inline(text, around)}</p>'


def _item(item: Item, around: _Around) -> str:
    identity = f' id="{escape(item.id)}"' if item.id else ""
    label = "" if item.label == "-" else f'<span class="label">{escape(item.label)}</span> '
    return f"<li{identity}>{label}<div>{_blocks(item.blocks, around)}</div></li>"


def _table(table: Table, around: _Around) -> str:
    head = "".join(_header_cell(cell, around) for cell in table.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell, around)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    # A wide table scrolls by itself on a phone, and must then be reachable by keyboard. It is a group and
    # no region: regions must have different names, and a text may have many tables.
    opening = '<div class="scroll" tabindex="0" role="group" aria-label="Tabell">'
    return (
        f'{opening}<table class="ds-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _header_cell(cell: str, around: _Around) -> str:
    """A heading of a column; an empty corner heads nothing."""
    return f'<th scope="col">{_inline(cell, around)}</th>' if cell else "<td></td>"


def _inline(inline: str, around: _Around) -> str:
    return "".join(_run(run, around) for run in runs(inline))


def _run(run: Run, around: _Around) -> str:
    if run.footnote:
        return _footnote_mark(run.footnote, around)
    html = escape(run.text).replace("\n", "<br>")
    for wanted, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        html = f"<{tag}>{html}</{tag}>" if wanted else html
    if run.link.startswith(_SAFE_LINKS):
        return f'<a href="{escape(run.link, quote=True)}">{html}</a>'
    if found := _REFERENCE.fullmatch(run.link):
        return f'<a class="reference" href="{_address(found["ref"] or around.ref, found["id"])}">{html}</a>'
    return html


def _footnote_mark(written: str, around: _Around) -> str:
    label = escape(written)
    if written not in around.notes:
        return f"<sup>{label}</sup>"
    return f'<sup><a href="#note-{label}" aria-label="Fotnote {label}">{label}</a></sup>'


def _address(ref: str, identity: str) -> str:
    """Where a place is read: further on this page, or on its lasting page."""
    return f"/dokumenter/{ref}/punkt/{identity}" if ref else f"#{identity}"

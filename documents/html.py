"""A legal text as safe HTML: numbers as printed, an anchor and a lasting link on every section and point."""

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
_SAFE_LINKS = ("https://", "http://", "mailto:", "#")
_LOWEST_HEADING = 6


def render(text: LegalText, history: bool = False) -> str:
    """The whole text but its title, ready to stand inside an <article>.

    Headings begin at h2. Every section is `<section id=identity>`, every lettered point `<li id=identity>`.
    With `history` every section also links to how it has read, as `?historikk=identity`.
    The result is cleaned once more by nh3, so that a fault here cannot become a hole.
    """
    return _clean(
        _blocks(text.preamble) + "".join(_section(section, 2, history) for section in text.sections)
    )


def render_section(section: Section) -> str:
    """One section with what lies under it, its heading as h2."""
    return render(LegalText("", sections=(section,)))


def render_place(place: Place) -> str:
    """The own words of a section or point, without heading, anchors and what lies under it."""
    return _clean_without_anchors(_blocks(place.point.blocks if place.point else place.section.blocks))


def render_inline(inline: str) -> str:
    """Some inline Markdown as safe HTML."""
    return "".join(_run(run) for run in runs(inline))


def _clean_without_anchors(html: str) -> str:
    """For words that may stand several times on one page, where an identity may stand once."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES | {"*": {"class"}}, link_rel=None)


def _clean(html: str) -> str:
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto"}
    )


def _section(section: Section, depth: int, history: bool) -> str:
    level = min(depth, _LOWEST_HEADING)
    number = f'<span class="number">{escape(section.number)}</span> ' if section.number else ""
    name = f"{section.number} {plain(section.title)}".strip()
    link = _permalink(section.id, name) + (_history(section.id, name) if history else "")
    heading = f"<h{level}>{number}{render_inline(section.title)}{link}</h{level}>"
    below = "".join(_section(child, depth + 1, history) for child in section.children)
    return f'<section id="{escape(section.id)}">{heading}{_blocks(section.blocks)}{below}</section>'


def _permalink(identity: str, name: str) -> str:
    label = escape(f"Lenke til {name}", quote=True)
    return f' <a class="permalink" href="#{escape(identity)}" aria-label="{label}">#</a>'


def _history(identity: str, name: str) -> str:
    label = escape(f"Historikk for {name}", quote=True)
    href = f"?historikk={escape(identity)}"
    return f' <a class="permalink history" href="{href}" aria-label="{label}">historikk</a>'


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Paragraph(text=text):
            return f"<p>{render_inline(text)}</p>"
        case ItemList(items=items):
            kind = "ul" if items[0].label == "-" else "ol"
            return f'<{kind} class="points">{"".join(_item(item) for item in items)}</{kind}>'
        case Table():
            return _table(block)
        case Quote(blocks=inner):
            return f"<blockquote>{_blocks(inner)}</blockquote>"
        case Footnote(label=label, text=text):
            mark = f'<span class="label">{escape(label)}</span>'
            return f'<p class="footnote" id="note-{escape(label)}">{mark} {render_inline(text)}</p>'


def _item(item: Item) -> str:
    identity = f' id="{escape(item.id)}"' if item.id else ""
    label = "" if item.label == "-" else f'<span class="label">{escape(item.label)}</span> '
    return f"<li{identity}>{label}<div>{_blocks(item.blocks)}</div></li>"


def _table(table: Table) -> str:
    head = "".join(_header_cell(cell) for cell in table.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{render_inline(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    # A wide table scrolls by itself on a phone, and must then be reachable by keyboard. It is a group and
    # no region: regions must have different names, and a text may have many tables.
    opening = '<div class="scroll" tabindex="0" role="group" aria-label="Tabell">'
    return (
        f'{opening}<table class="ds-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _header_cell(cell: str) -> str:
    """A heading of a column; an empty corner heads nothing."""
    return f'<th scope="col">{render_inline(cell)}</th>' if cell else "<td></td>"


def _run(run: Run) -> str:
    if run.footnote:
        label = escape(run.footnote)
        return f'<sup><a href="#note-{label}" aria-label="Fotnote {label}">{label}</a></sup>'
    html = escape(run.text).replace("\n", "<br>")
    for wanted, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        html = f"<{tag}>{html}</{tag}>" if wanted else html
    if run.link.startswith(_SAFE_LINKS):
        return f'<a href="{escape(run.link, quote=True)}">{html}</a>'
    return html

"""Markdown read to the tree: markdown-it's flat tokens, to blocks, to sections."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from documents.markdown.inline import escape
from documents.markdown.parser import PARSER
from documents.numbering import split_heading
from documents.text import (
    Block,
    Footnote,
    Item,
    ItemList,
    LegalText,
    Paragraph,
    Quote,
    Section,
    Table,
    plain_text,
)

MAX_LENGTH = 2_000_000
"""Characters; the longest honest agreement seen is a twentieth of this."""

_IDENTITY = re.compile(
    r"^(?P<heading>.*?) ?\{#(?P<id>[a-z0-9]+)"
    r'(?: nr="(?P<nr>[^"]*)")?(?: fra="(?P<origins>[a-z0-9]+(?: [a-z0-9]+)*)")?\}$',
    re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class NotALegalText(ValueError):
    """The source cannot be read as a legal text; the message says why, in Norwegian."""


def read(source: str, title: str = "") -> LegalText:
    """The tree of this Markdown. `title` stands in where the source has no `#` heading first.

    Raises NotALegalText for control characters, a missing title, or an identity or footnote used twice.
    """
    text = _tree(_blocks(PARSER.parse(_clean(source))), title)
    _refuse_doubled_identities(text)
    _refuse_doubled_footnotes(text)
    return text


def _clean(source: str) -> str:
    if len(source) > MAX_LENGTH:
        raise NotALegalText(
            f"Teksten er lengre enn {MAX_LENGTH} tegn, og ble ikke lest. Del den i flere dokumenter."
        )
    normal = unicodedata.normalize("NFC", source.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    if found := _CONTROL.search(normal):
        line = normal.count("\n", 0, found.start()) + 1
        raise NotALegalText(f"Teksten har et usynlig styretegn på linje {line}. Ta det bort og prøv igjen.")
    return normal.replace("\t", "    ")


def _refuse_doubled_identities(text: LegalText) -> None:
    opening = Section("", "", text.title, text.preamble)
    points_before = [point.id for point in opening.points()]
    counts = Counter(points_before + [place.id for place in text.places() if place.id])
    if doubled := [identity for identity, count in counts.items() if count > 1]:
        raise NotALegalText(
            f"Merket {{#{doubled[0]}}} står to steder i teksten. "
            "Et punkt beholder merket sitt; ta det bort fra det punktet som er nytt."
        )


def _refuse_doubled_footnotes(text: LegalText) -> None:
    bodies = (text.preamble, *(section.blocks for section in text.walk()))
    counts = Counter(label for blocks in bodies for label in _footnote_labels(blocks))
    if doubled := [label for label, count in counts.items() if count > 1]:
        raise NotALegalText(
            f"Fotnoten [^{doubled[0]}] har to tekster, og merket i teksten kan ikke vise til begge. "
            "Gi den ene et annet nummer."
        )


def _footnote_labels(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Footnote(label=label):
                yield label
            case Quote(blocks=inner):
                yield from _footnote_labels(inner)
            case ItemList(items=items):
                for item in items:
                    yield from _footnote_labels(item.blocks)


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str


def _blocks(tokens: Sequence[Token]) -> list[Block | _Heading]:
    blocks: list[Block | _Heading] = []
    at = 0
    while at < len(tokens):
        after = _end_of(tokens, at)
        blocks += _block(tokens[at], tokens[at + 1 : after - 1])
        at = after
    return blocks


def _end_of(tokens: Sequence[Token], start: int) -> int:
    """The index after the token that closes this one."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at + 1
    return len(tokens)


def _block(opening: Token, inner: Sequence[Token]) -> list[Block | _Heading]:
    match opening.type:
        case "heading_open":
            return [_Heading(int(opening.tag[1]), _inline(inner[0].content))]
        case "paragraph_open":
            return [Paragraph(_inline(inner[0].content))]
        case "inline":
            return [Paragraph(_inline(opening.content))]
        case "bullet_list_open" | "ordered_list_open" | "point_list_open":
            return [ItemList(tuple(_items(inner)))]
        case "blockquote_open":
            return [Quote(_inner(inner))]
        case "table_open":
            return [_table(inner)]
        case "footnote_reference_open":
            words = "\\\n".join(plain_text(_inner(inner)))
            return [Footnote(opening.meta["label"], words)]
        case _:
            return [Paragraph(escape(opening.content))]


def _inner(tokens: Sequence[Token]) -> tuple[Block, ...]:
    """Blocks inside a list, quotation or note, where a heading is only words."""
    return tuple(
        Paragraph(f"\\{'#' * block.level} {block.text}".strip()) if isinstance(block, _Heading) else block
        for block in _blocks(tokens)
    )


def _items(tokens: Sequence[Token]) -> list[Item]:
    items = []
    at = 0
    while at < len(tokens):
        after = _end_of(tokens, at)
        opening = tokens[at]
        identity, origins = opening.meta.get("id", ""), opening.meta.get("origins", ())
        items.append(Item(_label(opening), _inner(tokens[at + 1 : after - 1]), identity, origins))
        at = after
    return items


def _label(opening: Token) -> str:
    if opening.type == "point_open":
        return opening.info
    return f"{opening.info}{opening.markup}" if opening.info else "-"


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token.content))
    return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def _inline(content: str) -> str:
    """Inline Markdown on one line; only a hard break (backslash, or two spaces) keeps its line."""
    *lines, last = content.strip().split("\n")
    return "".join(_line_and_break(line) for line in lines) + last.strip()


def _line_and_break(line: str) -> str:
    words = line.strip()
    backslashes = len(words) - len(words.rstrip("\\"))
    if backslashes % 2:
        return f"{words}\n"
    return f"{words}\\\n" if line.endswith("  ") else f"{words} "


def _tree(blocks: list[Block | _Heading], title: str) -> LegalText:
    if blocks and isinstance(first := blocks[0], _Heading) and first.level == 1:
        title, blocks = _IDENTITY.sub(r"\g<heading>", first.text), blocks[1:]
    if not title:
        raise NotALegalText("Teksten mangler tittel. Begynn den med en linje som «# Samarbeidsavtale».")
    preamble, rest = _until_heading(blocks)
    sections, _ = _sections(rest, above=0)
    return LegalText(title, preamble, tuple(sections))


def _until_heading(blocks: list[Block | _Heading]) -> tuple[tuple[Block, ...], list[Block | _Heading]]:
    """The blocks that stand before the next heading, and what follows."""
    own: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, _Heading):
            return tuple(own), blocks[at:]
        own.append(block)
    return tuple(own), []


def _sections(blocks: list[Block | _Heading], above: int) -> tuple[list[Section], list[Block | _Heading]]:
    """The sections deeper than `above` at the head of these blocks, and what is left."""
    sections = []
    while blocks and isinstance(heading := blocks[0], _Heading) and max(heading.level, 2) > above:
        own, blocks = _until_heading(blocks[1:])
        children, blocks = _sections(blocks, max(heading.level, 2))
        sections.append(_section(heading.text, own, tuple(children)))
    return sections, blocks


def _section(heading: str, blocks: tuple[Block, ...], children: tuple[Section, ...]) -> Section:
    found = _IDENTITY.match(heading)
    words, identity, printed = (found["heading"], found["id"], found["nr"]) if found else (heading, "", None)
    number, title = split_heading(words)
    if printed is not None:
        number, title = printed, words.removeprefix(printed).strip()
    origins = tuple(found["origins"].split()) if found and found["origins"] else ()
    return Section(identity, number, title, blocks, children, origins)

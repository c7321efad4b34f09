"""markdown-it's flat tokens, to blocks: one pass, each token met once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from documents.markdown.inline import escape
from documents.markdown.limits import checked_paragraph, checked_table, checked_words
from documents.text import Block, Footnote, Item, ItemList, Paragraph, Quote, Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, before what stands under it is known."""

    level: int
    text: str


def blocks_of(tokens: Sequence[Token]) -> list[Block | Heading]:
    """The blocks and headings of a text in order. Raises NotALegalText for what is too large or too deep."""
    return _blocks(iter(tokens))


def _blocks(tokens: Iterator[Token]) -> list[Block | Heading]:
    """The blocks up to the token that closes what they stand in, and past it."""
    blocks: list[Block | Heading] = []
    for token in tokens:
        if token.nesting < 0:
            break
        blocks += _block(token, tokens)
    return blocks


def _block(opening: Token, tokens: Iterator[Token]) -> list[Block | Heading]:
    match opening.type:
        case "heading_open":
            return [Heading(int(opening.tag[1]), _words_until_close(tokens))]
        case "paragraph_open":
            words = _words_until_close(tokens)
            return [checked_paragraph(Paragraph(words))] if words else []
        case "bullet_list_open" | "ordered_list_open" | "point_list_open":
            return [ItemList(tuple(_items(tokens)))]
        case "blockquote_open":
            return [Quote(_inner(tokens))]
        case "table_open":
            return [checked_table(_table(tokens))]
        case "footnote_reference_open":
            return [Footnote(opening.meta["label"], "\\\n".join(_note_lines(_inner(tokens))))]
        case _:
            return [Paragraph(escape(opening.content))]


def _words_until_close(tokens: Iterator[Token]) -> str:
    inline, _ = next(tokens), next(tokens)
    return _inline(inline.content)


def _inner(tokens: Iterator[Token]) -> tuple[Block, ...]:
    """Blocks inside a list, quotation or note, where a heading is only words."""
    return tuple(
        Paragraph(f"\\{'#' * block.level} {block.text}".strip()) if isinstance(block, Heading) else block
        for block in _blocks(tokens)
    )


def _items(tokens: Iterator[Token]) -> Iterator[Item]:
    for opening in tokens:
        if opening.nesting < 0:
            return
        identity, origins = opening.meta.get("id", ""), opening.meta.get("origins", ())
        yield Item(_label(opening), _inner(tokens), identity, origins)


def _label(opening: Token) -> str:
    if opening.type == "point_open":
        return opening.info
    return f"{opening.info}{opening.markup}" if opening.info else "-"


def _table(tokens: Iterator[Token]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token.content))
    return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def _note_lines(blocks: Sequence[Block]) -> Iterator[str]:
    """A note is words alone: what else was written in it stands as lines, with the labels of its points."""
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield text
            case Footnote(label=label, text=text):
                yield escape(f"[^{label}]: ") + " " + text
            case ItemList(items=items):
                for item in items:
                    first, *rest = [*_note_lines(item.blocks)] or [""]
                    yield f"{escape(item.label)} {first}".rstrip()
                    yield from rest
            case Table(header=header, rows=rows):
                yield from (" ".join(row) for row in (header, *rows))
            case Quote(blocks=inner):
                yield from _note_lines(inner)


def _inline(content: str) -> str:
    """Inline Markdown on one line; only a hard break (backslash, or two spaces) keeps its line."""
    *lines, last = content.strip().split("\n")
    return checked_words("".join(_line_and_break(line) for line in lines) + last.strip())


def _line_and_break(line: str) -> str:
    words = line.strip()
    backslashes = len(words) - len(words.rstrip("\\"))
    if backslashes % 2:
        return f"{words}\n"
    return f"{words}\\\n" if line.endswith("  ") else f"{words} "

"""The tree, written as canonical Markdown."""

import re
import unicodedata

from documents.markdown.limits import DEEPEST_HEADING, too_deep_section
from documents.numbering import split_heading
from documents.text import Block, Footnote, Item, ItemList, LegalText, Paragraph, Quote, Section, Table


def write(text: LegalText) -> str:
    """The canonical Markdown of this tree.

    Raises NotALegalText for a section deeper than Markdown has headings for.
    """
    parts = [f"# {text.title}", *_write_blocks(text.preamble)]
    for section in text.sections:
        parts += _write_section(section, 2)
    return unicodedata.normalize("NFC", "\n\n".join(part for part in parts if part)) + "\n"


def _write_section(section: Section, depth: int) -> list[str]:
    if depth > DEEPEST_HEADING:
        raise too_deep_section(section.heading)
    parts = [_write_heading(section, depth), *_write_blocks(section.blocks)]
    for child in section.children:
        parts += _write_section(child, depth + 1)
    return parts


def _write_heading(section: Section, depth: int) -> str:
    explicit = (
        f' nr="{section.number}"' if split_heading(section.heading) != (section.number, section.title) else ""
    )
    identity = f" {{#{section.id}{explicit}{_write_origins(section.origins)}}}" if section.id else ""
    return f"{'#' * depth} {section.heading}{identity}"


def _write_origins(origins: tuple[str, ...]) -> str:
    return f' fra="{" ".join(origins)}"' if origins else ""


def _write_blocks(blocks: tuple[Block, ...]) -> list[str]:
    return [_write_block(block) for block in blocks]


def _write_block(block: Block) -> str:
    match block:
        case Paragraph(text=text):
            return text
        case ItemList(items=items):
            return "\n\n".join(_write_item(item) for item in items)
        case Quote(blocks=inner):
            return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_write_blocks(inner)).split("\n"))
        case Table(header=header, rows=rows):
            rule = ("---",) * len(header)
            return "\n".join(_write_row(row) for row in (header, rule, *rows))
        case Footnote(label=label, text=text):
            return f"[^{label}]: " + text.replace("\n", "\n    ")


def _write_item(item: Item) -> str:
    identity = f"{{#{item.id}{_write_origins(item.origins)}}} " if item.id else ""
    indent = " " * (len(item.label) + 1)
    body = "\n\n".join(_write_blocks(item.blocks)).replace("\n", f"\n{indent}")
    lines = f"{item.label} {identity}{body}".rstrip()
    return re.sub(r"(?m)^ +$", "", lines)


def _write_row(row: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |"

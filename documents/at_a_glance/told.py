"""What a text says outright: a table with columns for it, or labels as «Hvem:» and «Frist:»."""

import re
from collections.abc import Iterator, Mapping, Sequence

from documents.at_a_glance.values import Glance
from documents.at_a_glance.vocabulary import labels
from documents.markdown import plain
from documents.text import Block, ItemList, LegalText, Paragraph, Quote, Table

Said = Mapping[str, str]
"""What stands for "what", "who" and "due"."""


def rows_of(blocks: Sequence[Block]) -> Iterator[Glance]:
    """What the tables among these blocks say, row by row, where they have columns for it."""
    for table in _tables(blocks):
        if _is_upright(table):
            yield _glance(dict(_upright(table)))
        else:
            yield from (_glance(said) for said, _ in _rows(table))


def row_about(text: LegalText, identity: str) -> Glance | None:
    """The row of a table that refers to this place, and to no other, as what it is about."""
    mark = f"](#{identity})"
    for section in text.walk():
        for table in _tables(section.blocks):
            if not any(mark in cell for row in table.rows for cell in row):
                continue
            for said, cells in _rows(table):
                if _referred(cells) == {identity} and said.get("what"):
                    found = _glance(said)
                    return Glance(found.what, found.who, found.due, section.id)
    return None


def labelled(blocks: Sequence[Block]) -> Glance | None:
    """What labels in these blocks say, where at least two of them are used."""
    said: dict[str, str] = {}
    for line in _lines(blocks):
        for role, words in _labelled(line):
            said.setdefault(role, words)
    return _glance(said) if len(said) > 1 and {"who", "due"} & set(said) else None


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    found = list(_LABEL.finditer(line))
    for at, each in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(line)
        if (role := _role(each["label"])) and (words := line[each.end() : end].strip(" .;|\n")):
            yield role, words


def _rows(table: Table) -> Iterator[tuple[Said, tuple[str, ...]]]:
    """Each row by what its columns say, with its cells as they are stored."""
    roles = [_role(plain(cell)) for cell in table.header]
    if "what" not in roles or not {"who", "due"} & set(roles):
        return
    for row in table.rows:
        said: dict[str, str] = {}
        for role, cell in zip(roles, row, strict=True):
            if role and role not in said:
                said[role] = _without_reference(plain(cell))
        yield said, row


def _is_upright(table: Table) -> bool:
    """Do the labels stand below each other, with what they say beside them?"""
    return len(table.header) == 2 and len({role for role, _ in _upright(table)}) > 1


def _upright(table: Table) -> Iterator[tuple[str, str]]:
    for label, said in (table.header, *table.rows):
        if role := _role(plain(label)):
            yield role, plain(said)


def _role(label: str) -> str:
    wanted = " ".join(label.casefold().strip(" :.").split())
    return next((role for role in ("what", "who", "due") if wanted in labels(role)), "")


def _glance(said: Said) -> Glance:
    return Glance(said.get("what", ""), said.get("who", ""), said.get("due", ""))


def _referred(cells: Sequence[str]) -> set[str]:
    return {found["id"] for cell in cells for found in _REFERENCE.finditer(cell)}


def _without_reference(cell: str) -> str:
    """«Sende henvisning (punkt 5.1)» says what is to be done before the parenthesis."""
    return _REFERRING.sub("", cell).strip()


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case ItemList(items=items):
                for item in items:
                    yield from _tables(item.blocks)
            case Quote(blocks=inner):
                yield from _tables(inner)


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield from plain(_BOLD_LABEL.sub(r"\g<label>: ", text)).split("\n")
            case ItemList(items=items):
                for item in items:
                    yield from _lines(item.blocks)


_ANY_LABEL = "|".join(
    sorted(
        (re.escape(each) for role in ("what", "who", "due") for each in labels(role)), key=len, reverse=True
    )
)
_LABEL = re.compile(rf"(?:^|(?<=[.;|]\s)|(?<=\n))(?P<label>(?i:{_ANY_LABEL})):\s+")
_BOLD_LABEL = re.compile(rf"^\*\*(?P<label>(?i:{_ANY_LABEL}))[:.]?\*\*[:.]?\s+(?=\S)", re.MULTILINE)
_REFERENCE = re.compile(r"\]\(#(?P<id>[a-z0-9]+)\)")
_REFERRING = re.compile(
    r"\s*\((?:jf\.\s|se\s|sjå\s)?(?:punkt|pkt\.?|kapittel|kap\.?|§)[^()]*\)$", re.IGNORECASE
)

"""Somebody edits a text: words, looks, points, tables, notes, sections, by chance and in every way there is."""

import random
from collections.abc import Callable
from dataclasses import replace

from documents import markdown
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
)
from tests.documents.agreements import an_id

_WORDS = (
    "partene",
    "innen",
    "fire",
    "uker",
    "skriftlig",
    "kommunen",
    "skal",
    "bør",
    "§ 6-2",
    "å",
    "«varsel»",
)


def edited(text: LegalText, chance: random.Random, times: int) -> LegalText:
    """The text after so many edits, in its stored form."""
    for _ in range(times):
        edit = chance.choice(_EDITS)
        text = edit(text, chance)
    return markdown.with_ids(markdown.read(markdown.write(text)))


def with_everything(chance: random.Random) -> LegalText:
    """A text of some sections with every sort of block, made anew."""
    text = LegalText(
        f"Avtale om {_some_words(chance, 2)}",
        tuple(_a_block(chance) for _ in range(chance.randrange(3))),
        tuple(_a_section(chance, 1) for _ in range(chance.randint(2, 5))),
    )
    numbered = chance.random() < 0.7
    text = replace(text, sections=_numbered(text.sections, "")) if numbered else text
    for _ in range(chance.randrange(4)):
        text = _add_note(text, chance)
    return markdown.with_ids(markdown.read(markdown.write(text)))


def _some_words(chance: random.Random, least: int = 3) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(least, least + 8)))


def _a_sentence(chance: random.Random) -> str:
    words = [*_some_words(chance).split(" "), "."]
    if chance.random() < 0.3:
        at = chance.randrange(len(words) - 1)
        words[at] = chance.choice(("**{}**", "*{}*", "[{}](https://lovdata.no/)", "{}\\\n")).format(words[at])
    return "Partene " + " ".join(words).replace("\n ", "\n").replace(" .", ".")


def _a_block(chance: random.Random, depth: int = 0) -> Block:
    kind = chance.choice(("paragraph", "paragraph", "paragraph", "list", "list", "table", "quote"))
    if kind == "list" and depth < 3:
        return _a_list(chance, depth)
    if kind == "table":
        wide = chance.randint(2, 4)
        rows = [tuple(_some_words(chance, 1) for _ in range(wide)) for _ in range(chance.randint(2, 5))]
        return Table(rows[0], tuple(rows[1:]))
    if kind == "quote":
        return Quote((Paragraph(_a_sentence(chance)),))
    return Paragraph(_a_sentence(chance))


def _a_list(chance: random.Random, depth: int) -> ItemList:
    form = chance.choice(("{}", "{}.", "-"))
    items = []
    for at in range(chance.randint(1, 4)):
        label = "-" if form == "-" else f"{at + 1}." if form == "{}." else f"{chr(97 + at)})"
        blocks: list[Block] = [Paragraph(_a_sentence(chance))]
        if chance.random() < 0.2:
            blocks.append(_a_block(chance, depth + 1))
        items.append(Item(label, tuple(blocks), an_id(chance) if label.endswith(")") else ""))
    return ItemList(tuple(items))


def _a_section(chance: random.Random, level: int) -> Section:
    below = tuple(_a_section(chance, level + 1) for _ in range(chance.randrange(3))) if level < 3 else ()
    blocks = tuple(_a_block(chance) for _ in range(chance.randrange(4)))
    return Section(an_id(chance), "", _some_words(chance, 1).capitalize(), blocks, below)


def _numbered(sections: tuple[Section, ...], above: str) -> tuple[Section, ...]:
    return tuple(
        replace(section, number=f"{above}{at}", children=_numbered(section.children, f"{above}{at}."))
        for at, section in enumerate(sections, start=1)
    )


def _in_a_block(change: Callable[[Block, random.Random], Block | None]) -> Callable[..., LegalText]:
    """An edit of one block somewhere, within points too."""

    def edit(text: LegalText, chance: random.Random) -> LegalText:
        return _in_blocks(text, chance, lambda blocks: _one_changed(blocks, chance, change))

    return edit


def _one_changed(
    blocks: tuple[Block, ...], chance: random.Random, change: Callable[[Block, random.Random], Block | None]
) -> tuple[Block, ...]:
    if not blocks:
        return blocks
    at = chance.randrange(len(blocks))
    block = blocks[at]
    if isinstance(block, ItemList) and chance.random() < 0.7:
        which = chance.randrange(len(block.items))
        item = block.items[which]
        inner = replace(item, blocks=_one_changed(item.blocks, chance, change) or (Paragraph("Tomt."),))
        changed: Block | None = ItemList((*block.items[:which], inner, *block.items[which + 1 :]))
    else:
        changed = change(block, chance)
    return (*blocks[:at], *([] if changed is None else [changed]), *blocks[at + 1 :])


def _in_blocks(
    text: LegalText, chance: random.Random, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> LegalText:
    sections = list(text.walk())
    if not sections or chance.random() < 0.1:
        return replace(text, preamble=change(text.preamble))
    chosen = chance.choice(sections).id
    return _in_section(text, chosen, lambda section: replace(section, blocks=change(section.blocks)))


def _in_section(text: LegalText, identity: str, change: Callable[[Section], Section | None]) -> LegalText:
    def within(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        found = []
        for section in sections:
            made = change(section) if section.id == identity else section
            if made is not None:
                found.append(replace(made, children=within(made.children)))
        return tuple(found)

    return replace(text, sections=within(text.sections))


def _reword(block: Block, chance: random.Random) -> Block:
    match block:
        case Paragraph(text=text):
            return Paragraph(_other_words(text, chance))
        case Footnote(label=label, text=text):
            return Footnote(label, _other_words(text, chance))
        case Table(header=header, rows=rows):
            grid = [list(row) for row in (header, *rows)]
            row = chance.choice(grid)
            at = chance.randrange(len(row))
            row[at] = _other_words(row[at], chance)
            return Table(tuple(grid[0]), tuple(tuple(each) for each in grid[1:]))
        case Quote(blocks=inner):
            return Quote(_one_changed(inner, chance, _reword))
        case ItemList(items=items):
            return ItemList(items)
    raise AssertionError(block)


def _other_words(inline: str, chance: random.Random) -> str:
    words = inline.split(" ")
    at = chance.randrange(len(words))
    kind = chance.choice(("put", "drop", "change", "look", "all"))
    plain = words[at].isalpha()
    if kind == "all":
        return _a_sentence(chance)
    if kind == "look" and plain:
        words[at] = chance.choice(("**{}**", "*{}*", "[{}](https://lovdata.no/)")).format(words[at])
    elif kind == "drop" and plain and len(words) > 1:
        del words[at]
    elif kind == "change" and plain:
        words[at] = chance.choice(_WORDS)
    else:
        words.insert(at, chance.choice(_WORDS[:6]))
    return " ".join(words)


def _other_rows(block: Block, chance: random.Random) -> Block:
    match block:
        case Table(header=header, rows=rows):
            kind = chance.choice(("row", "no row", "column", "no column"))
            if kind == "row":
                row = tuple(_some_words(chance, 1) for _ in header)
                at = chance.randint(0, len(rows))
                return Table(header, (*rows[:at], row, *rows[at:]))
            if kind == "no row" and rows:
                at = chance.randrange(len(rows))
                return Table(header, (*rows[:at], *rows[at + 1 :]))
            if kind == "column":
                return Table((*header, "Når"), tuple((*row, "nå") for row in rows))
            if len(header) > 1:
                return Table(header[:-1], tuple(row[:-1] for row in rows))
            return block
        case ItemList(items=items):
            return _other_points(items, chance)
        case Paragraph():
            return Quote((block,))
        case Quote(blocks=(Paragraph() as first, *_)):
            return first
    return block


def _other_points(items: tuple[Item, ...], chance: random.Random) -> Block:
    lettered = items[0].label.endswith(")")
    kind = chance.choice(("put", "drop", "turn"))
    if kind == "drop" and len(items) > 1:
        at = chance.randrange(len(items))
        items = (*items[:at], *items[at + 1 :])
    elif kind == "turn":
        items = tuple(reversed(items))
    else:
        new = Item("-", (Paragraph(_a_sentence(chance)),), an_id(chance) if lettered else "")
        at = chance.randint(0, len(items))
        items = (*items[:at], new, *items[at:])
    first = next(each.label for each in items if each.label != "-") if lettered else items[0].label
    return ItemList(tuple(replace(item, label=_label(first, at)) for at, item in enumerate(items)))


def _label(like: str, at: int) -> str:
    return (
        f"{chr(97 + at)})"
        if like.endswith(")") and like[0].isalpha()
        else f"{at + 1}."
        if like != "-"
        else "-"
    )


def _put_block(text: LegalText, chance: random.Random) -> LegalText:
    def put(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        at = chance.randint(0, len(blocks))
        return (*blocks[:at], _a_block(chance), *blocks[at:])

    return _in_blocks(text, chance, put)


def _drop_block(text: LegalText, chance: random.Random) -> LegalText:
    def drop(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        at = chance.randrange(len(blocks)) if blocks else 0
        return (*blocks[:at], *blocks[at + 1 :])

    return _in_blocks(text, chance, drop)


def _turn_blocks(text: LegalText, chance: random.Random) -> LegalText:
    return _in_blocks(text, chance, lambda blocks: tuple(chance.sample(blocks, len(blocks))))


def _add_note(text: LegalText, chance: random.Random) -> LegalText:
    label = str(max([0, *_labels(text)]) + 1)

    def add(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        places = [at for at, block in enumerate(blocks) if isinstance(block, Paragraph)]
        if not places:
            return blocks
        at = chance.choice(places)
        block = blocks[at]
        assert isinstance(block, Paragraph)
        marked = Paragraph(f"{block.text}[^{label}]")
        return (*blocks[:at], marked, *blocks[at + 1 :], Footnote(label, _a_sentence(chance)))

    return _in_blocks(text, chance, add)


def _labels(text: LegalText) -> list[int]:
    notes = [block for section in text.walk() for block in section.blocks if isinstance(block, Footnote)]
    return [
        int(note.label)
        for note in (*notes, *text.preamble)
        if isinstance(note, Footnote) and note.label.isdigit()
    ]


def _retitle(text: LegalText, chance: random.Random) -> LegalText:
    sections = list(text.walk())
    if not sections or chance.random() < 0.1:
        return replace(text, title=f"{text.title} og {chance.choice(_WORDS)}")
    title = _some_words(chance, 1).capitalize()
    return _in_section(text, chance.choice(sections).id, lambda section: replace(section, title=title))


def _drop_section(text: LegalText, chance: random.Random) -> LegalText:
    sections = list(text.walk())
    return _in_section(text, chance.choice(sections).id, lambda _: None) if len(sections) > 1 else text


def _put_section(text: LegalText, chance: random.Random) -> LegalText:
    return _placed(text, _a_section(chance, 2), chance)


def _move_section(text: LegalText, chance: random.Random) -> LegalText:
    sections = list(text.walk())
    if len(sections) < 2:
        return text
    section = chance.choice(sections)
    left = _in_section(text, section.id, lambda _: None)
    return _placed(left, section, chance)


def _placed(text: LegalText, section: Section, chance: random.Random) -> LegalText:
    """The section at the top, or under another one: its rank follows its place."""
    holders = [each for each in text.walk() if not _is_deep(text, each)]
    if not holders or chance.random() < 0.4:
        at = chance.randint(0, len(text.sections))
        return replace(text, sections=(*text.sections[:at], section, *text.sections[at:]))
    holder = chance.choice(holders)
    at = chance.randint(0, len(holder.children))
    children = (*holder.children[:at], section, *holder.children[at:])
    return _in_section(text, holder.id, lambda each: replace(each, children=children))


def _is_deep(text: LegalText, section: Section) -> bool:
    return len(text.path(section.id)) > 2


def _renumber(text: LegalText, chance: random.Random) -> LegalText:
    return replace(text, sections=_numbered(text.sections, "")) if chance.random() < 0.8 else text


_EDITS: tuple[Callable[[LegalText, random.Random], LegalText], ...] = (
    *[_in_a_block(_reword)] * 4,
    *[_in_a_block(_other_rows)] * 3,
    _put_block,
    _drop_block,
    _turn_blocks,
    _add_note,
    _retitle,
    _drop_section,
    _put_section,
    _move_section,
    _renumber,
)

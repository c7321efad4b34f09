"""One section of a draft, as a person writes it: title and body, without numbers and identities.

The identities of its lettered points are known again by their words, so that whoever writes need not
carry them along. `documents.drafting.arranging` moves, splits and merges whole sections.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from documents.comparing.alignment import Unit, align, units
from documents.drafting.arranging import without_identities
from documents.drafting.tree import CannotEdit, changed, section_of
from documents.markdown import plain, read, with_ids, write
from documents.text import Block, Item, ItemList, LegalText, Quote, Section, new_id


@dataclass(frozen=True, slots=True)
class Wording:
    """What a person writes of one section: its title and its own text."""

    title: str
    body: str
    """Markdown."""


def wording_of(text: LegalText, identity: str) -> Wording:
    """How does this section read, without what lies under it? "" is the text's title and opening.

    Raises CannotEdit when there is no such section.
    """
    return wording(section_of(text, identity) if identity else Section("", "", text.title, text.preamble))


def wording(section: Section) -> Wording:
    """How does this section read, without what lies under it?"""
    every = {point.id for point in section.points()}
    _, _, body = write(LegalText("-", without_identities(section.blocks, every))).partition("\n")
    return Wording(section.title, body.strip("\n"))


def with_wording(
    text: LegalText, identity: str, wording: Wording, before: LegalText | None = None
) -> LegalText:
    """The text with this section written so.

    A lettered point is known again by its words, or else by its letter; also one that `before` (the text
    that the draft began from) has and the draft has lost. Raises CannotEdit, and NotALegalText for words
    that no legal text can hold.
    """
    old = section_of(text, identity).blocks if identity else text.preamble
    lost = _lost_points(before, text) if before else ()
    blocks = _recognised(_blocks_of(wording.body), old, lost)
    title = " ".join(wording.title.split())
    if identity:
        made = changed(text, identity, lambda it: (replace(it, title=title, blocks=blocks),))
    else:
        made = replace(text, title=title, preamble=blocks)
    return with_ids(read(write(made)))


def _blocks_of(body: str) -> tuple[Block, ...]:
    """The blocks of what a person wrote in one section; a heading there would be another section."""
    standing_in = new_id()
    text = read(body, standing_in)
    headings = [text.title] if text.title != standing_in else [section.title for section in text.sections]
    if headings:
        raise CannotEdit(
            f"«{plain(headings[0])}» er en overskrift, og hører til et eget punkt. Ta bort # foran den, "
            "lagre, og bruk «Del punktet» der det nye punktet skal begynne."
        )
    return text.preamble


def _recognised(
    blocks: tuple[Block, ...], old: tuple[Block, ...], lost: tuple[Item, ...]
) -> tuple[Block, ...]:
    """The blocks, where every lettered point that is an old one has its identity and lineage.

    First those whose identity is written out, then by likeness of words, the section's own and the lost;
    what is left over keeps its identity where the same letter stands under the same point.
    """
    given = {item.id for item in _items(blocks) if item.id}
    fresh = with_ids(LegalText("", blocks)).preamble
    own, news = units(LegalText("", old)), units(LegalText("", fresh))
    olds = [*own, *units(LegalText("", (ItemList(lost),) if lost else ()))[1:]]
    pairs = align(olds, news)
    pairs |= _by_letter(own, news, pairs)
    known = {news[now].place.id: olds[was].place.point for was, now in pairs.items() if now}
    return _named(fresh, {new: item for new, item in known.items() if item and new not in given - {item.id}})


def _by_letter(own: list[Unit], news: list[Unit], pairs: dict[int, int]) -> dict[int, int]:
    """The old points that are left over and have a new one, left over too, in their place."""
    found: dict[int, int] = {}
    places = {
        (unit.holder, unit.place.point.label): at
        for at, unit in enumerate(news)
        if unit.place.point and at not in pairs.values()
    }
    for at, unit in enumerate(own):
        if at in pairs or unit.place.point is None:
            continue
        holder = pairs.get(unit.holder, found.get(unit.holder, -1))
        now = places.pop((holder, unit.place.point.label), None)
        if now is not None:
            found[at] = now
    return found


def _named(blocks: tuple[Block, ...], known: dict[str, Item]) -> tuple[Block, ...]:
    return tuple(_block_named(block, known) for block in blocks)


def _block_named(block: Block, known: dict[str, Item]) -> Block:
    match block:
        case ItemList(items=items):
            return ItemList(tuple(_item_named(item, known) for item in items))
        case Quote(blocks=inner):
            return Quote(_named(inner, known))
        case _:
            return block


def _item_named(item: Item, known: dict[str, Item]) -> Item:
    was = known.get(item.id, item)
    return Item(item.label, _named(item.blocks, known), was.id, item.origins or was.origins)


def _lost_points(before: LegalText, text: LegalText) -> tuple[Item, ...]:
    """The lettered points that `before` has and this text has not, each with what lies in it."""
    bodies = (text.preamble, *(section.blocks for section in text.walk()))
    present = {item.id for blocks in bodies for item in _items(blocks)} - {""}
    bodies = (before.preamble, *(section.blocks for section in before.walk()))
    return tuple(item for blocks in bodies for item in _lost(blocks, present))


def _lost(blocks: tuple[Block, ...], present: set[str]) -> Iterator[Item]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _lost(block.blocks, present)
        elif isinstance(block, ItemList):
            for item in block.items:
                if item.id and item.id not in present:
                    yield replace(item, blocks=without_identities(item.blocks, present))
                else:
                    yield from _lost(item.blocks, present)


def _items(blocks: tuple[Block, ...]) -> Iterator[Item]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _items(block.blocks)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield item
                yield from _items(item.blocks)

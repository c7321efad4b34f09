"""A draft's sections set in order: added, moved, taken out and back, split, merged.

Every act takes a text and gives another; what is not touched keeps every word, number and identity.
Numbers are left as they stand: `documents.renumbering` sets them in order afterwards.
"""

from dataclasses import replace
from enum import StrEnum

from documents.drafting.tree import (
    CannotEdit,
    Spot,
    changed,
    children_of,
    cut,
    height_of,
    level_of,
    put,
    refuse_too_deep,
    section_of,
    spot_of,
)
from documents.markdown import plain, read, with_ids, write
from documents.text import Block, Item, ItemList, LegalText, Quote, Section, new_id, plain_text


class Way(StrEnum):
    """Where a section is moved: among its neighbours, or a level in or out."""

    UP = "opp"
    DOWN = "ned"
    IN = "inn"
    OUT = "ut"


def added(text: LegalText, beside: str, title: str, *, under: bool = False) -> tuple[LegalText, str]:
    """The text with a new, empty section right after another, or last under it; and its identity.

    With `beside` empty it stands first of all. Raises CannotEdit.
    """
    new = Section(new_id(), "", " ".join(title.split()))
    if not beside:
        return _settled(put(text, new, "", 0)), new.id
    spot = spot_of(text, beside)
    if under:
        refuse_too_deep(level_of(text, beside) + 1)
        return _settled(put(text, new, beside, len(spot.siblings[spot.at].children))), new.id
    return _settled(put(text, new, spot.parent, spot.at + 1)), new.id


def moved(text: LegalText, identity: str, way: Way) -> LegalText:
    """The text with this section, and all under it, moved a step.

    Up from the first place under a chapter leads to the end of the chapter before it; down, likewise, to
    the beginning of the next. Raises CannotEdit where there is nowhere to go.
    """
    section, spot = section_of(text, identity), spot_of(text, identity)
    parent, at = _beside(text, spot, way) if way in {Way.UP, Way.DOWN} else _in_or_out(text, spot, way)
    if way is Way.IN:
        refuse_too_deep(level_of(text, identity) + height_of(section))
    return put(cut(text, identity), section, parent, at)


def removed(text: LegalText, identity: str) -> LegalText:
    """The text without this section and what lies under it. Raises CannotEdit."""
    return cut(text, identity)


def restored(text: LegalText, before: LegalText, identity: str) -> LegalText:
    """The text with a section that `before` has and this has lost, beside its old neighbour.

    What lay under it comes too, unless it stands elsewhere by now. Raises CannotEdit.
    """
    present = {place.id for place in text.places()}
    if identity in present:
        raise CannotEdit("Punktet står i utkastet allerede.")
    section, spot = section_of(before, identity), spot_of(before, identity)
    while spot.parent and spot.parent not in {each.id for each in text.walk()}:
        spot = spot_of(before, spot.parent)  # what held it is gone too: it comes back where that stood
    return _settled(put(text, _without(section, present), spot.parent, _after_neighbour(text, spot)))


def pieces(text: LegalText, identity: str) -> tuple[str, ...]:
    """The words of each piece of a section that a new one may begin with: paragraphs, points, tables."""
    return tuple(" ".join(map(plain, plain_text((block,)))) for block in _pieces(text, identity))


def split(text: LegalText, identity: str, at: int, title: str) -> tuple[LegalText, str]:
    """The text with this section ended before its piece number `at`, and the rest in a new one after it.

    What lies under it follows the rest, so that the text reads on as before. The new section tells whence
    it came. Gives the text and the new identity; raises CannotEdit.
    """
    own = _pieces(text, identity)
    if not 0 < at < len(own):
        raise CannotEdit("Punktet kan ikke deles der. Velg hvor det nye punktet skal begynne.")
    new = Section(new_id(), "", " ".join(title.split()), _joined(own[at:]), origins=(identity,))

    def apart(it: Section) -> tuple[Section, ...]:
        return replace(it, blocks=_joined(own[:at]), children=()), replace(new, children=it.children)

    return _settled(changed(text, identity, apart)), new.id


def merged(text: LegalText, identity: str) -> tuple[LegalText, str]:
    """The text with this section taken up in the one before it, or, where it is the first, in the one above.

    Gives the text and the identity that remains, which tells what it took up, and what that had taken up.
    Raises CannotEdit for the first section of all.
    """
    section, spot = section_of(text, identity), spot_of(text, identity)
    if not spot.at and not spot.parent:
        raise CannotEdit("Det første punktet har ikke noe foran seg å slås sammen med.")

    def taking_up(it: Section) -> tuple[Section, ...]:
        children = it.children + section.children if spot.at else section.children + it.children
        lineage = dict.fromkeys((*it.origins, section.id, *section.origins))
        lineage.pop(it.id, None)  # what was split from it comes home
        blocks = it.blocks + section.blocks
        return (replace(it, blocks=blocks, children=children, origins=tuple(lineage)),)

    remaining = spot.siblings[spot.at - 1].id if spot.at else spot.parent
    return _settled(changed(cut(text, identity), remaining, taking_up)), remaining


def to_be_numbered(text: LegalText, was: LegalText) -> LegalText:
    """The text where each new section among numbered ones has a number, for renumbering to set right.

    It is that of the section before it, or else after it; alone under a numbered one, one below that.
    """
    known = {section.id for section in was.walk()}
    return replace(text, sections=_to_be_numbered(text.sections, known, ""))


def _to_be_numbered(sections: tuple[Section, ...], known: set[str], above: str) -> tuple[Section, ...]:
    done: list[Section] = []
    for at, section in enumerate(sections):
        number = section.number
        if not number and section.id not in known:
            after = next((each.number for each in sections[at + 1 :]), f"{above}.1" if above else "")
            number = done[-1].number if done else after
        children = _to_be_numbered(section.children, known, number)
        done.append(replace(section, number=number, children=children))
    return tuple(done)


_NOWHERE = {
    Way.UP: "Punktet står først, og kan ikke flyttes lenger opp.",
    Way.DOWN: "Punktet står sist, og kan ikke flyttes lenger ned.",
    Way.IN: "Punktet har ikke noe foran seg på samme nivå å legges under.",
    Way.OUT: "Punktet står ikke under noe annet, og kan ikke flyttes lenger ut.",
}


def _beside(text: LegalText, spot: Spot, way: Way) -> tuple[str, int]:
    """Under what, and as which, a section stands when it is moved up or down."""
    step = -1 if way is Way.UP else 1
    if 0 <= spot.at + step < len(spot.siblings):
        return spot.parent, spot.at + step
    if spot.parent:
        above = spot_of(text, spot.parent)
        if 0 <= above.at + step < len(above.siblings):
            neighbour = above.siblings[above.at + step]
            return neighbour.id, len(neighbour.children) if way is Way.UP else 0
    raise CannotEdit(_NOWHERE[way])


def _in_or_out(text: LegalText, spot: Spot, way: Way) -> tuple[str, int]:
    """Under what, and as which, a section stands when it is moved a level."""
    if way is Way.IN and spot.at:
        before = spot.siblings[spot.at - 1]
        return before.id, len(before.children)
    if way is Way.OUT and spot.parent:
        above = spot_of(text, spot.parent)
        return above.parent, above.at + 1
    raise CannotEdit(_NOWHERE[way])


def _after_neighbour(text: LegalText, was: Spot) -> int:
    """The place after the last of those it stood after that still stands there."""
    now = [each.id for each in children_of(text, was.parent)]
    before = [each.id for each in was.siblings[: was.at]]
    return max((now.index(each) + 1 for each in before if each in now), default=0)


def _settled(text: LegalText) -> LegalText:
    """The text as it will be read again, with identities for what is new."""
    return with_ids(read(write(text)))


def _pieces(text: LegalText, identity: str) -> tuple[Block, ...]:
    """The blocks of a section, each point of a list on its own."""
    return tuple(
        piece
        for block in section_of(text, identity).blocks
        for piece in ([ItemList((it,)) for it in block.items] if isinstance(block, ItemList) else [block])
    )


def _joined(own: tuple[Block, ...]) -> tuple[Block, ...]:
    """The pieces as blocks again: points that follow each other, marked alike, are one list."""
    joined: list[Block] = []
    for piece in own:
        last = joined[-1] if joined else None
        if isinstance(piece, ItemList) and isinstance(last, ItemList) and _alike(last, piece):
            joined[-1] = ItemList(last.items + piece.items)
        else:
            joined.append(piece)
    return tuple(joined)


def _alike(one: ItemList, other: ItemList) -> bool:
    return one.items[-1].label[-1:] == other.items[0].label[-1:]


def _without(section: Section, present: set[str]) -> Section:
    """A section that comes back: without sections that stand elsewhere, and points' identities that do."""
    children = tuple(_without(child, present) for child in section.children if child.id not in present)
    return replace(section, blocks=without_identities(section.blocks, present), children=children)


def without_identities(blocks: tuple[Block, ...], taken: set[str]) -> tuple[Block, ...]:
    """The same blocks, where a point whose identity is taken has none."""
    return tuple(_block_without(block, taken) for block in blocks)


def _block_without(block: Block, taken: set[str]) -> Block:
    match block:
        case ItemList(items=items):
            return ItemList(tuple(_item_without(item, taken) for item in items))
        case Quote(blocks=inner):
            return Quote(without_identities(inner, taken))
        case _:
            return block


def _item_without(item: Item, taken: set[str]) -> Item:
    blocks = without_identities(item.blocks, taken)
    return Item(item.label, blocks) if item.id in taken else replace(item, blocks=blocks)

"""Two people's work on one draft, brought together section by section.

Sections are known by identity. Different sections merge by themselves; what both have changed, differently,
is a conflict, which keeps all three wordings, so that no word is lost. Numbers take no part: they follow
from the order (`documents.renumbering`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from documents.comparing.alignment import moved, units
from documents.drafting.arranging import without_identities
from documents.text import Block, Footnote, Item, ItemList, LegalText, Paragraph, Quote, Section, Table


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two have changed differently: one section's own words, without what lies under it."""

    identity: str
    """Empty for the text's title and opening."""
    base: Section | None
    """As both had it before them; None where it is new."""
    theirs: Section | None
    """None where it was removed."""
    mine: Section | None


@dataclass(frozen=True, slots=True)
class Merge:
    """Both people's text. Where there is a conflict it reads as theirs, or as mine where theirs has none."""

    text: LegalText
    conflicts: tuple[Conflict, ...]


def merge(base: LegalText, theirs: LegalText, mine: LegalText) -> Merge:
    """What becomes of two texts that both began as `base`? Every section must have its identity.

    A section moved by both stands where theirs has it. One that was removed by one and rewritten by the
    other is a conflict, and is kept. A section that one moved and the other removed is removed.
    """
    old, them, own = _sections(base), _sections(theirs), _sections(mine)
    found = [_merged(each, old.get(each), them.get(each), own.get(each)) for each in old | them | own]
    kept = {each.id: each for each, _ in found if each is not None}
    tree = _Tree(base, theirs, mine)
    tree.arrange(kept)
    opening = kept[""]
    text = LegalText(opening.title, opening.blocks, tree.built("", kept))
    return Merge(_each_point_once(text), tuple(conflict for _, conflict in found if conflict))


_NUMBER_IN_LINK = re.compile(r"\[([^\]]*)\](?=\((?:#|dok:))")
_NUMBER = re.compile(r"\d+(?:[.\-]\d+)*(?: [a-zæøå]\b)?")


def _sections(text: LegalText) -> dict[str, Section]:
    """Every section by identity, without what lies under it; the text's title and opening first, as ""."""
    opening = Section("", "", text.title, text.preamble)
    return {"": opening} | {section.id: replace(section, children=()) for section in text.walk()}


def _merged(
    identity: str, base: Section | None, theirs: Section | None, mine: Section | None
) -> tuple[Section | None, Conflict | None]:
    """What becomes of one section, and the conflict about it."""
    if theirs is None or mine is None:
        left = theirs or mine
        if left is None or base is None:  # removed by both, or new
            return left, None
        return (None, None) if reads_alike(base, left) else (left, Conflict(identity, base, theirs, mine))
    if base is None:
        return theirs, None if reads_alike(theirs, mine) else Conflict(identity, base, theirs, mine)
    title = _chosen(base.title, theirs.title, mine.title)
    blocks = _chosen_blocks(base.blocks, theirs.blocks, mine.blocks)
    if title is None or blocks is None:
        return theirs, Conflict(identity, base, theirs, mine)
    number = theirs.number if theirs.number != base.number else mine.number
    if theirs.origins == base.origins:
        return Section(identity, number, title, blocks, (), mine.origins), None
    origins = tuple(dict.fromkeys((*theirs.origins, *mine.origins)))
    return Section(identity, number, title, blocks, (), origins), None


def _chosen(base: str, theirs: str, mine: str) -> str | None:
    """What one of them wrote, if only one of them did, or both wrote the same."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _chosen_blocks(
    base: tuple[Block, ...], theirs: tuple[Block, ...], mine: tuple[Block, ...]
) -> tuple[Block, ...] | None:
    was, his, own = _unnumbered(base), _unnumbered(theirs), _unnumbered(mine)
    if own == was:
        return theirs if theirs != base else mine
    if own == his:
        return theirs
    return mine if his == was else None


def reads_alike(one: Section, other: Section) -> bool:
    """Do both have the same title and words? What the register numbers itself takes no part in it."""
    return one.title == other.title and _unnumbered(one.blocks) == _unnumbered(other.blocks)


class _Tree:
    """Where each section stands: as theirs has it, with what mine has moved, added and removed."""

    def __init__(self, base: LegalText, theirs: LegalText, mine: LegalText) -> None:
        self.under, self.mine = _order(theirs), _order(mine)
        self.parent, self.mine_parent = _parents(self.under), _parents(self.mine)
        self.moved_by_theirs, self.moved_by_mine = moved_sections(base, theirs), moved_sections(base, mine)

    def arrange(self, kept: Mapping[str, Section]) -> None:
        """Put in what mine has, in mine's reading order; then take out what is not kept."""
        for identity in self.mine_parent:
            new = identity not in self.parent
            if identity in kept and (new or identity in self.moved_by_mine - self.moved_by_theirs):
                self._place(identity)
        for identity in [each for each in self.parent if each not in kept]:
            self._take_out(identity)

    def built(self, parent: str, kept: Mapping[str, Section]) -> tuple[Section, ...]:
        """The sections under this one, with what lies under them."""
        return tuple(
            replace(kept[each], children=self.built(each, kept)) for each in self.under.get(parent, ())
        )

    def _place(self, identity: str) -> None:
        """Put it under what mine has it under, after the last of those it stands after there.

        Where that is gone, it stands where that stood.
        """
        beside = identity
        while (parent := self.mine_parent[beside]) and parent not in self.parent:
            beside = parent
        if identity in (parent, *self._above(parent)):  # theirs has moved that one under this
            return
        if identity in self.parent:
            self.under[self.parent[identity]].remove(identity)
        siblings, wanted = self.under.setdefault(parent, []), self.mine[parent]
        before = reversed(wanted[: wanted.index(beside)])
        at = next((siblings.index(each) + 1 for each in before if self.parent.get(each) == parent), 0)
        siblings.insert(at, identity)
        self.parent[identity] = parent

    def _above(self, identity: str) -> list[str]:
        above = []
        while identity:
            identity = self.parent[identity]
            above.append(identity)
        return above

    def _take_out(self, identity: str) -> None:
        """What is left under it takes its place."""
        parent, left = self.parent[identity], self.under.pop(identity, [])
        at = self.under[parent].index(identity)
        self.under[parent][at : at + 1] = left
        self.parent |= dict.fromkeys(left, parent)


def _order(text: LegalText) -> dict[str, list[str]]:
    """The identities under each section, in order; those of the text itself under ""."""
    order = {section.id: [child.id for child in section.children] for section in text.walk()}
    return {"": [section.id for section in text.sections]} | order


def _parents(order: Mapping[str, list[str]]) -> dict[str, str]:
    """What each section stands under, in reading order."""
    parents: dict[str, str] = {}

    def down(parent: str) -> None:
        for identity in order[parent]:
            parents[identity] = parent
            down(identity)

    down("")
    return parents


def moved_sections(base: LegalText, text: LegalText) -> frozenset[str]:
    """The identities of the sections that stand elsewhere than in the base."""
    olds, news = units(_bare(base)), units(_bare(text))
    places = {unit.place.id: at for at, unit in enumerate(news)}
    pairs = {at: places[unit.place.id] for at, unit in enumerate(olds) if unit.place.id in places}
    return frozenset(olds[at].place.id for at in moved(olds, news, pairs))


def _bare(text: LegalText) -> LegalText:
    """The sections alone, without words: only where they stand matters."""
    return LegalText("", (), tuple(_bare_section(section) for section in text.sections))


def _bare_section(section: Section) -> Section:
    return Section(section.id, "", "", (), tuple(_bare_section(child) for child in section.children))


def _each_point_once(text: LegalText) -> LegalText:
    """A point that one has moved here and the other there stands twice: the second is a new one."""
    seen: set[str] = set()

    def once(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        points = [point.id for point in Section("", "", "", blocks).points()]
        doubled = {each for each in points if each in seen}
        seen.update(points)
        return without_identities(blocks, doubled)

    def walked(section: Section) -> Section:
        return replace(section, blocks=once(section.blocks), children=tuple(map(walked, section.children)))

    return LegalText(text.title, once(text.preamble), tuple(map(walked, text.sections)))


def _unnumbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without identities and what the register numbers itself: letters, references."""
    return tuple(_unnumbered_block(block) for block in blocks)


def _unnumbered_block(block: Block) -> Block:
    match block:
        case Paragraph(text=text):
            return Paragraph(_words(text))
        case ItemList(items=items):
            labels = ("a)" if item.id else item.label for item in items)
            bodies = (_unnumbered(item.blocks) for item in items)
            return ItemList(tuple(map(Item, labels, bodies)))
        case Table(header=header, rows=rows):
            return Table(tuple(map(_words, header)), tuple(tuple(map(_words, row)) for row in rows))
        case Quote(blocks=inner):
            return Quote(_unnumbered(inner))
        case Footnote(label=label, text=text):
            return Footnote(label, _words(text))


def _words(inline: str) -> str:
    return _NUMBER_IN_LINK.sub(lambda link: _NUMBER.sub("0", link[0]), inline)

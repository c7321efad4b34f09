"""Every sentence that a change touches, with the place it stands at, and where it stood if it moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.comparing.changes import Comparison, SectionChange
from documents.comparing.words import after, before
from documents.evidence.sentences import alike, changed_sentences
from documents.markdown import plain
from documents.text import Block, ItemList, Paragraph, Place, Quote


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence before and now; one of them is empty where the sentence is new or removed."""

    place: Place
    """Where it stands now; where it stood, if it was removed."""
    old: str
    new: str
    is_title: bool = False
    came_from: Place | None = None
    """The other place it stood at, where it was moved."""


def passages(comparison: Comparison) -> tuple[tuple[SectionChange, tuple[Passage, ...]], ...]:
    """For every change, its sentences that are not as they were; a moved one is told where it stands now."""
    found = [(change, list(_of(change))) for change in comparison.changed]
    moved, homes = _moved([passage for _, each in found for passage in each])
    return tuple(
        (change, tuple(homes.get(id(each), each) for each in them if id(each) not in moved))
        for change, them in found
    )


_MOST_PAIRS = 40_000
_SURELY_ALIKE = 0.7
_FEW_WORDS = 4


def _of(change: SectionChange) -> Iterator[Passage]:
    yield from (Passage(change.place, old, new, is_title=True) for old, new in _titles(change))
    leads = lead_in(change.old or next(iter(change.sources), None)), lead_in(change.new)
    for old, new in changed_sentences(before(change.words), after(change.words), *leads):
        yield Passage(change.place, old, new)


def _moved(them: Sequence[Passage]) -> tuple[frozenset[int], dict[int, Passage]]:
    """Those that only went elsewhere, and what became of them there, by the id of the passage object."""
    gone = [each for each in them if not each.new and len(each.old.split()) >= _FEW_WORDS]
    come = [each for each in them if not each.old and len(each.new.split()) >= _FEW_WORDS]
    taken: set[int] = set()
    homes: dict[int, Passage] = {}
    for here in come:
        if there := _home(here, [each for each in gone if id(each) not in taken], len(gone) * len(come)):
            taken.add(id(there))
            homes[id(here)] = replace(here, old=there.old, came_from=there.place)
    return frozenset(taken), homes


def _home(here: Passage, gone: Sequence[Passage], pairs: int) -> Passage | None:
    """The removed sentence that this one is: word for word, else most like it."""
    if same := next((each for each in gone if each.old == here.new), None):
        return same
    if not gone or pairs > _MOST_PAIRS:
        return None
    best = max(gone, key=lambda each: alike(each.old, here.new))
    return best if alike(best.old, here.new) >= _SURELY_ALIKE else None


def _titles(change: SectionChange) -> Iterator[tuple[str, str]]:
    """The title, where a section got another one."""
    if change.old and change.new and not change.place.point:
        old, new = plain(change.old.section.title), plain(change.new.section.title)
        if old != new:
            yield old, new


def lead_in(place: Place | None) -> str:
    """The words that lead into a lettered point: «Kommunen skal:». Empty where the point stands alone."""
    return _lead_before(place.section.blocks, place.point.id) if place and place.point else ""


def _lead_before(blocks: tuple[Block, ...], identity: str) -> str:
    lead = ""
    for block in blocks:
        match block:
            case Paragraph(text=text):
                lead = plain(text).rpartition("\n")[2] if text.rstrip().endswith(":") else ""
            case ItemList(items=items):
                for item in items:
                    if item.id == identity:
                        return lead
                    if found := _lead_before(item.blocks, identity):
                        return found
            case Quote(blocks=inner):
                if found := _lead_before(inner, identity):
                    return found
    return ""

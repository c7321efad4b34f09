"""What a change touches: facts for those who judge whether it is minor. No verdict is given here."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from documents.comparing.changes import ChangeKind, Comparison, SectionChange
from documents.comparing.words import after, before
from documents.evidence.facts import facts, without_references
from documents.evidence.passages import Passage, passages
from documents.evidence.shifts import duty_shifts, kept_duties
from documents.evidence.spelling import same_but_for_spelling
from documents.evidence.values import DUTIES, WHOLE_PLACE, Finding, FindingKind
from documents.text import LegalText, Section

__all__ = ["DUTIES", "WHOLE_PLACE", "Finding", "FindingKind", "evidence", "item_name", "with_sections_below"]

LawItems = Mapping[str, Collection[int]]
"""Numbers of the items in helse- og omsorgstjenesteloven § 6-2 that a person marked a place with."""


def evidence(
    comparison: Comparison, mandate_clauses: Collection[str] = (), law_items: LawItems | None = None
) -> tuple[Finding, ...]:
    """What do the changes touch, sentence by sentence and in reading order?

    Every changed sentence is in it: where nothing else was found, as moved, other wording or spelling.
    `mandate_clauses` are the identities of the sections and points that mandate rules rest on, `law_items`
    those that a person marked with items of § 6-2; a section among them is touched by a change in it or in
    its points, not by one in the sections under it (`with_sections_below` adds these). Found by words
    alone, in bokmål and nynorsk: a finding says where to look.
    """
    clauses, items = frozenset(mandate_clauses), law_items or {}
    return tuple(
        finding
        for change, touched in passages(comparison)
        for finding in (*_of_place(change, clauses, items), *_of_sentences(touched))
    )


def with_sections_below(text: LegalText, law_items: LawItems) -> dict[str, frozenset[int]]:
    """The same items, carried down: what is marked is marked with all that stands under it."""
    carried = {identity: frozenset(numbers) for identity, numbers in law_items.items()}
    for section in text.walk():
        for child in section.children:
            carried[child.id] = carried.get(child.id, frozenset()) | carried.get(section.id, frozenset())
    return {identity: numbers for identity, numbers in carried.items() if numbers}


def item_name(number: int) -> str:
    """An item as people cite it: «§ 6-2 nr. 5»."""
    return f"§ 6-2 nr. {number}"


_TOLD_WITH_OTHERS = frozenset(
    {FindingKind.PARTY, FindingKind.BODY, FindingKind.NUMBER, FindingKind.REFERENCE}
)
"""Of a sentence that is new or gone, told only where it holds nothing weightier, such as a duty or a date."""


_LONGEST = 10_000
"""Signs in a sentence that is looked into; a longer one is no sentence, and is told as other wording."""


def _of_place(change: SectionChange, clauses: frozenset[str], law_items: LawItems) -> Iterator[Finding]:
    identities = list(_identities(change))
    wordings = before(change.words), after(change.words)
    if not clauses.isdisjoint(identities):
        yield Finding(FindingKind.MANDATE, change.place, *wordings)
    if numbers := sorted({number for each in identities for number in law_items.get(each, ())}):
        yield Finding(FindingKind.LAW, change.place, *wordings, about=tuple(map(item_name, numbers)))


def _identities(change: SectionChange) -> Iterator[str]:
    """The identities that this change is about, those of points told of with their section included."""
    for place in (change.old, *change.sources, change.new):
        if place is None:
            continue
        yield from (place.id, place.section.id)
        if change.kinds & {ChangeKind.NEW, ChangeKind.REMOVED}:
            blocks = place.point.blocks if place.point else place.section.blocks
            yield from (point.id for point in Section("", "", "", blocks).points())


def _of_sentences(touched: Sequence[Passage]) -> Iterator[Finding]:
    for passage in touched:
        found = list(_found(passage))
        if not (passage.old and passage.new):
            found = [each for each in found if each.kind not in _TOLD_WITH_OTHERS] or found
        yield from found or [_other(passage)]


def _found(passage: Passage) -> Iterator[Finding]:
    """What the words of this one sentence touch."""
    old, new = passage.old, passage.new
    if max(len(old), len(new)) > _LONGEST:
        return
    shifts = list(duty_shifts(old, new))
    if passage.is_title:
        shifts = [shift for shift in shifts if shift[0] is not FindingKind.DUTY_MOVED]
    was, now = facts(old), facts(new)
    others = [(kind, was[kind], now[kind]) for kind in was if was[kind] != now[kind]]
    if DUTIES.isdisjoint(kind for kind, *_ in shifts) and _other_duty(old, new, bool(others)):
        words = kept_duties(old, new)
        shifts.insert(0, (FindingKind.DUTY_CONTENT, words, words))
    for kind, words_old, words_new in (*shifts, *others):
        yield Finding(kind, passage.place, old, new, words_old, words_new)


def _other_duty(old: str, new: str, touched: bool) -> bool:
    """Is it a duty to do something else? Other spelling or another reference alone does not make it so."""
    if not kept_duties(old, new) or without_references(old) == without_references(new):
        return False
    return touched or not same_but_for_spelling(old, new)


def _other(passage: Passage) -> Finding:
    """What a sentence is called in which nothing was found."""
    if passage.came_from and passage.old == passage.new:
        stood = passage.came_from.number or passage.came_from.section.title
        return Finding(FindingKind.MOVED, passage.place, passage.old, passage.new, about=(stood,))
    same = same_but_for_spelling(passage.old, passage.new)
    kind = FindingKind.SPELLING if same else FindingKind.WORDING
    return Finding(kind, passage.place, passage.old, passage.new)

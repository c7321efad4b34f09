"""What a draft would do to what people have judged: kept, made uncertain, taken out, or judged in the draft.

The draft is asked as if it applied on a day, in the place of the version that does. Nothing is judged here: a
judgement either still rests on its words (documents/holding.py), or a person must look again.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents.checks.values import Check, cited
from documents.coverage import Coverage, Degree, Doubt, ItemCoverage, Mark, Suspicion
from documents.minimums import Minimum


class Fate(StrEnum):
    """What becomes of one judgement if the draft comes to apply. In the order they are told."""

    REMOVED = "tas ut"
    """The point it was about is not in the draft."""
    UNCERTAIN = "blir usikker"
    """The point reads otherwise, so that a person must look again."""
    ALREADY = "var usikker før"
    """A person must look at it whatever becomes of the draft."""
    WITHDRAWN = "trukket i utkastet"
    ANEW = "vurdert i utkastet"
    """A person has judged the draft itself."""
    KEPT = "beholdes"


@dataclass(frozen=True, slots=True)
class MarkFate:
    """One judgement, and what becomes of it."""

    fate: Fate
    before: Mark | None
    """As it counts now; None where only the draft is judged so."""
    after: Mark | None
    """As it would count; None where it would not."""
    doubt: Suspicion | None = None
    """What reads otherwise, both readings."""

    @property
    def mark(self) -> Mark:
        """The judgement that is told of: the one of the draft where there is one."""
        found = self.after or self.before
        assert found is not None, "a fate is of a judgement"
        return found

    @property
    def covers(self) -> bool:
        """Did it, or would it, go some way to cover the item?"""
        return self.mark.degree in {Degree.FULL, Degree.PARTLY}

    @property
    def is_loss(self) -> bool:
        """Does the draft take coverage away, or leave it to be judged anew?"""
        return self.covers and self.fate in {Fate.REMOVED, Fate.UNCERTAIN, Fate.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class ItemFate:
    """One demand of the law, before and after."""

    minimum: Minimum
    before: Coverage
    after: Coverage

    @property
    def changes(self) -> bool:
        """Is the answer another?"""
        return self.before is not self.after

    @property
    def is_worse(self) -> bool:
        """Is less of it covered, or less sure to be?"""
        return _WORSE.index(self.after) > _WORSE.index(self.before)


def mark_fates(before: Sequence[Mark], after: Sequence[Mark], there: Container[str]) -> tuple[MarkFate, ...]:
    """What becomes of each judgement, those that are lost first, then in the law's order.

    `before` are those that count for the version in force, `after` those that would for the draft; `there`
    are the identities of the places that the draft has, or has words of.
    """
    found = [
        *(_fate(mark, after, there) for mark in before if mark.section_id),
        *(MarkFate(Fate.ANEW, None, mark) for mark in _new(before, after)),
    ]
    return tuple(sorted(found, key=_in_order))


def item_fates(before: Iterable[ItemCoverage], after: Iterable[ItemCoverage]) -> tuple[ItemFate, ...]:
    """Each demand before and after, in the law's order. Both are asked of the same day."""
    return tuple(
        ItemFate(old.minimum, old.status, new.status) for old, new in zip(before, after, strict=True)
    )


def lost_items(fates: Iterable[MarkFate], items: Iterable[ItemFate]) -> list[int]:
    """The numbers of the demands of which all that covered them in these texts is taken out."""
    worse = {item.minimum.key: item.minimum.nr for item in items if item.is_worse}
    of_item: dict[str, list[MarkFate]] = {}
    for each in fates:
        if each.before and each.covers:
            of_item.setdefault(each.mark.key, []).append(each)
    return [
        nr
        for key, nr in worse.items()
        if of_item.get(key) and all(each.fate is Fate.REMOVED for each in of_item[key])
    ]


def told(name: str, fates: Sequence[MarkFate], items: Sequence[ItemFate]) -> str:
    """What the draft does, in a sentence or two: "Utkastet tar bort dekningen av krav 4 og gjør 2 vurderinger
    usikre.". `name` is what it is called there, as "Utkastet"."""
    if not fates:
        return f"Ingen har vurdert hva {name[:1].lower()}{name[1:]} dekker, og ingen dekning faller bort."
    gone = lost_items(fates, items)
    uncertain = sum(each.covers and each.fate is Fate.UNCERTAIN for each in fates)
    others = sum(each.covers and each.fate is Fate.REMOVED and each.mark.nr not in gone for each in fates)
    first = " og ".join(part for part in (_takes_away(gone), _makes_uncertain(uncertain)) if part)
    sentences = [f"{name} {first}." if first else "", _takes_out(name if not first else "Det", others)]
    if any(sentences):
        return " ".join(each for each in sentences if each)
    return f"{name} beholder all dekning som er vurdert."


def checks_of(fates: Iterable[MarkFate]) -> Iterator[Check]:
    """What the writer is to look at: judged places that read otherwise or are gone."""
    for each in fates:
        if not each.is_loss or each.before is None:
            continue
        nr, place = each.mark.nr, cited(each.before.section_number, each.before.section_title)
        if each.fate is Fate.UNCERTAIN:
            message = (
                f"Dette er vurdert å dekke lovkrav {nr}. Ordene som vurderingen bygger på, er endret, "
                "så en person må se på den igjen."
            )
            yield Check("coverage-uncertain", message, each.mark.section_id, each.before.section_number)
        elif each.fate is Fate.REMOVED:
            message = f"{place[:1].upper()}{place[1:]} er vurdert å dekke lovkrav {nr}, og er tatt ut."
            yield Check("coverage-removed", message)


def _fate(mark: Mark, after: Sequence[Mark], there: Container[str]) -> MarkFate:
    same = next((each for each in after if each.id == mark.id), None)
    if same is None:
        newer = next((each for each in after if _about(each) == _about(mark)), None)
        if newer:
            return MarkFate(Fate.ANEW, mark, newer)
        lost = Fate.WITHDRAWN if mark.section_id in there else Fate.REMOVED
        return MarkFate(lost, mark, None)
    if mark.section_id not in there:
        gone = next((each for each in same.suspects if each.doubt is Doubt.GONE), None)
        return MarkFate(Fate.REMOVED, mark, same, gone)
    new = next((each for each in same.suspects if each not in mark.suspects), None)
    if new and not mark.suspects:
        return MarkFate(Fate.UNCERTAIN, mark, same, new)
    if same.suspects:
        return MarkFate(Fate.ALREADY, mark, same, same.suspects[0])
    return MarkFate(Fate.KEPT, mark, same)


def _new(before: Sequence[Mark], after: Sequence[Mark]) -> Iterator[Mark]:
    """What is judged of the draft where nothing was judged of the version in force."""
    known, about = {mark.id for mark in before}, {_about(mark) for mark in before}
    return (mark for mark in after if mark.section_id and mark.id not in known and _about(mark) not in about)


def _about(mark: Mark) -> tuple[str, str, str]:
    return mark.section_id, mark.key, mark.measure


def _in_order(each: MarkFate) -> tuple[int, int, str, int]:
    return list(Fate).index(each.fate), each.mark.nr, each.mark.document, each.mark.id


def _takes_away(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    *first, last = (str(each) for each in numbers)
    listed = f"{', '.join(first)} og {last}" if first else last
    return f"tar bort dekningen av krav {listed}"


def _makes_uncertain(count: int) -> str:
    if not count:
        return ""
    return "gjør 1 vurdering usikker" if count == 1 else f"gjør {count} vurderinger usikre"


def _takes_out(who: str, count: int) -> str:
    if not count:
        return ""
    return f"{who} tar ut {count} {'vurdert punkt' if count == 1 else 'vurderte punkter'}."


_WORSE = (Coverage.NOT_YET, Coverage.COVERED, Coverage.PARTLY, Coverage.WAITING, Coverage.MISSING)

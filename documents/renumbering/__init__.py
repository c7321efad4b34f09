"""A draft numbers itself: headings, points and annexes in order, and references that print the number.

For drafts only. Adopted text keeps what was printed, and whoever calls sees to that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from documents.inlines import with_inlines
from documents.markdown import plain
from documents.numbering import LETTERS
from documents.references import numbers, reprinted
from documents.remarks import Remark
from documents.renumbering.habits import (
    ANNEX,
    Habit,
    Level,
    Way,
    flat_groups,
    habits,
    levels,
    running_on,
    taken_apart,
)
from documents.renumbering.point_labels import in_order, past_the_alphabet
from documents.text import Block, LegalText, Place, Section


@dataclass(frozen=True, slots=True)
class Moved:
    """A place that got another number."""

    id: str
    old: str
    """As it is cited: "5.2 c"; empty where it had none."""
    new: str


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A reference that prints another number than before."""

    place: Place
    """Where it stands."""
    target: str
    old: str
    """The printed words, before and now."""
    new: str


@dataclass(frozen=True, slots=True)
class Renumbering:
    """The text in order, and what that changed."""

    text: LegalText
    moved: tuple[Moved, ...]
    references: tuple[Reprinted, ...]
    remarks: tuple[Remark, ...]
    """What could not be numbered, in whole Norwegian sentences."""


def renumbered(text: LegalText, before: LegalText | None = None) -> LegalText:
    """The draft with its numbers in order; `renumbering` also tells what changed."""
    return renumbering(text, before).text


def renumbering(text: LegalText, before: LegalText | None = None) -> Renumbering:
    """Which numbers do the headings, points and annexes of this draft get, in the text's own habit?

    `before` is the text that the draft began from: what had no number there, has none by choice, and its
    habits are followed. Without it, a heading has none by choice when no numbered neighbour stands before
    it, or when it is where people sign. References in the text to its own places print the new
    numbers. Identities are never touched, nor quotations. Doing it twice changes nothing more.
    """
    counting = _Counting(
        _habits(text, before),
        running_on(before or text),
        flat_groups(before or text),
        {section.id: section.number for section in before.walk()} if before else None,
    )
    sections = counting.sections(text.sections, Level(False, 0), (), "")
    ordered = replace(text, preamble=counting.points(text.preamble, text.title), sections=sections)
    own = numbers(ordered)
    printed: list[Reprinted] = []

    def change(place: Place, inline: str) -> str:
        done, changes = reprinted(inline, lambda document, target: "" if document else own.get(target, ""))
        printed.extend(Reprinted(place, change.target, change.old, change.new) for change in changes)
        return done

    done = with_inlines(ordered, change)
    return Renumbering(done, tuple(_moved(text, done)), tuple(printed), tuple(counting.remarks))


_SIGNATURES = {"underskrift", "underskrifter", "signatur", "signaturer", "signering"}


@dataclass
class _Counting:
    """One pass through a text, with what is counted on the way."""

    habits: dict[Level, Habit]
    running_on: frozenset[Level]
    flat: frozenset[str]
    began_with: dict[str, str] | None
    """The numbers of the text the draft began from; None when there is none."""
    remarks: list[Remark] = field(default_factory=list)
    annexes: int = 0
    last: dict[Level, int] = field(default_factory=dict)

    def sections(
        self, group: tuple[Section, ...], level: Level, stem: tuple[int, ...] | None, parent: str
    ) -> tuple[Section, ...]:
        """These neighbours in order. The stem is what their numbers begin with, or None if not known."""
        self._remark_on_the_group(group, level, stem, parent)
        can_count, by_choice = self._can_count(level, stem, parent), self._unnumbered_by_choice(group)
        at = self._before_the_first(group, level)
        done: list[Section] = []
        for section in group:
            number, below = section.number, Level(level.in_annex, level.depth + 1)
            own_stem: tuple[int, ...] | None = None
            if annex := ANNEX.fullmatch(section.number):
                self.annexes += 1
                number = f"{annex['prefix']}{self.annexes}{annex['suffix']}"
                below, own_stem = Level(True, 0), (self.annexes,)
            elif can_count and section.id not in by_choice and (taken_apart(number) or not number):
                at += 1
                number, own_stem = self._number(section, level, stem or (), at)
            blocks = self.points(section.blocks, f"{number} {section.title}".strip())
            children = self.sections(section.children, below, own_stem, section.id)
            done.append(replace(section, number=number, blocks=blocks, children=children))
        self.last[level] = at
        return tuple(done)

    def points(self, blocks: tuple[Block, ...], heading: str) -> tuple[Block, ...]:
        """The points of a section in order."""
        if past_the_alphabet(blocks):
            heading = plain(heading)
            self._remark(
                "too-many-letters",
                f"Under «{heading}» er det flere bokstavpunkter enn bokstaver. De som kommer etter å, "
                "beholdt merket de hadde. Del punktet i flere.",
                heading,
            )
        return in_order(blocks)

    def _number(
        self, section: Section, level: Level, stem: tuple[int, ...], at: int
    ) -> tuple[str, tuple[int, ...] | None]:
        habit = self.habits[level]
        if habit.way is Way.LETTERED and at > len(LETTERS):
            self._remark_unread(section)
            return section.number, None
        if level == Level(True, 0) and habit.way is not Way.JOINED:
            stem = ()  # the annex's own number is no part of 1.0 in it
        return habit.printed(stem, at), habit.stem(stem, at)

    def _can_count(self, level: Level, stem: tuple[int, ...] | None, parent: str) -> bool:
        """Is anything known of how the neighbours under this heading are numbered?"""
        habit = self.habits.get(level)
        return habit is not None and parent not in self.flat and (stem is not None or habit.way is Way.ALONE)

    def _unnumbered_by_choice(self, group: tuple[Section, ...]) -> set[str]:
        """The neighbours without a number that are to have none."""
        began = self.began_with or {}
        old = [began[section.id] for section in group if section.id in began]
        chosen: set[str] = set()
        earlier = ""
        for section in group:
            if section.number:
                earlier = section.number
            elif ANNEX.fullmatch(earlier) or self._choice(section, earlier, bool(old) and not any(old)):
                chosen.add(section.id)
        return chosen

    def _choice(self, section: Section, earlier: str, neighbours_have_none: bool) -> bool:
        if self.began_with is None:
            return not earlier or section.title.strip().lower() in _SIGNATURES
        return not self.began_with[section.id] if section.id in self.began_with else neighbours_have_none

    def _before_the_first(self, group: tuple[Section, ...], level: Level) -> int:
        """The number before that of the first neighbour: 0, or -1 where the text begins with 0."""
        habit = self.habits.get(level)
        if habit and habit.way is Way.ALONE and level in self.running_on:
            return self.last.get(level, 0)
        printed = [number for section in group if (number := taken_apart(section.number))]
        from_nothing = bool(printed) and not any(printed[0].digits) and level.depth == 0
        return -1 if from_nothing else 0

    def _remark_on_the_group(
        self, group: tuple[Section, ...], level: Level, stem: tuple[int, ...] | None, parent: str
    ) -> None:
        for section in group:
            if section.number and not ANNEX.fullmatch(section.number) and not taken_apart(section.number):
                self._remark_unread(section)
        numbered = [section for section in group if taken_apart(section.number)]
        if not numbered or self._can_count(level, stem, parent):
            return
        heading = numbered[0].heading
        why = (
            "kapitler og underpunkter står på samme nivå der"
            if parent in self.flat
            else "overskriften over har ikke noe tall å gå ut fra"
        )
        self._remark("numbers-left", f"Tallene fra og med «{heading}» ble stående, fordi {why}.", heading)

    def _remark_unread(self, section: Section) -> None:
        self._remark(
            "number-not-read",
            f"«{section.number}» i overskriften «{section.heading}» ble stående, fordi det ikke er et tall "
            "som kan telles videre.",
            section.heading,
        )

    def _remark(self, code: str, message: str, heading: str) -> None:
        self.remarks.append(Remark(code, message, heading))


def _habits(text: LegalText, before: LegalText | None) -> dict[Level, Habit]:
    """The habits to follow; a level that is new in the draft is numbered under the one above it."""
    if before is None:
        return habits(text)
    new = levels(text) - levels(before)
    return {level: Habit(Way.JOINED) for level in new} | habits(text) | habits(before)


def _moved(old: LegalText, new: LegalText) -> Iterator[Moved]:
    old_numbers, new_numbers = _cited(old), _cited(new)
    for identity, number in new_numbers.items():
        if old_numbers[identity] != number:
            yield Moved(identity, old_numbers[identity], number)


def _cited(text: LegalText) -> dict[str, str]:
    """How every place is cited, also one whose number only its printer understands."""
    return {place.id: place.number for place in text.places() if place.id} | numbers(text)

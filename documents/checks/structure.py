"""Does the text hang together: numbers in order, nothing empty, nothing twice?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.checks.values import Check, Weight, cited
from documents.markdown import plain
from documents.numbering import NotANumber, SectionNumber
from documents.text import Block, Item, ItemList, LegalText, Place, Quote, Section, plain_text

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


def structure(text: LegalText) -> Iterator[Check]:
    """Number gaps, numbers and titles that stand twice, and sections without words, in reading order."""
    yield from _siblings(text.sections)
    yield from _doubled_numbers(text)
    for section in text.walk():
        yield from _siblings(section.children)
        yield from _empty(section)
        yield from _points(section)


def _siblings(sections: Sequence[Section]) -> Iterator[Check]:
    yield from _doubled_titles(sections)
    rows: dict[tuple[int, ...], list[tuple[int, Section]]] = defaultdict(list)
    for section in sections:
        if number := _number(section):
            rows[number[:-1]].append((number[-1], section))
    for row in rows.values():
        yield from _gaps(row)


def _number(section: Section) -> tuple[int, ...]:
    """The parts of its number, annex first; "2.0" is 2. Empty where what is printed is no number."""
    try:
        number = SectionNumber.parse(section.number)
    except NotANumber:
        return ()
    digits = number.digits[:-1] if len(number.digits) > 1 and number.digits[-1] == 0 else number.digits
    return (number.annex, *digits) if digits else (number.annex,)


def _gaps(row: Sequence[tuple[int, Section]]) -> Iterator[Check]:
    first, section = row[0]
    if first > 1:
        yield Check.at(
            Place(section),
            "number-gap",
            f"Nummereringen begynner med {cited(section.number, section.title)}. "
            "Det som skulle stå foran, mangler, eller nummeret er skrevet feil.",
        )
    for (was, before), (now, here) in pairwise(row):
        if now not in {was, was + 1}:
            yield Check.at(
                Place(here),
                "number-gap",
                f"Etter {cited(before.number, before.title)} kommer {cited(here.number, here.title)}. "
                "Et nummer er hoppet over, eller rekkefølgen er feil.",
            )


def _doubled_numbers(text: LegalText) -> Iterator[Check]:
    """The same number in the same annex, or in the body of the text."""
    seen: set[tuple[str, str]] = set()
    for chapter in text.sections:
        annex = chapter.number if chapter.number.casefold().startswith("vedlegg") else ""
        for section in chapter.walk():
            number = (annex, section.number.rstrip("."))
            if section.number and number in seen:
                message = (
                    f"Nummeret {section.number} er brukt to ganger. Gi «{_title(section)}» et annet nummer."
                )
                yield Check.at(Place(section), "double-number", message, Weight.WRONG)
            seen.add(number)


def _doubled_titles(sections: Sequence[Section]) -> Iterator[Check]:
    """The same title twice side by side; under different chapters it is common and clear."""
    seen: dict[str, Section] = {}
    for section in sections:
        title = _title(section).casefold()
        if title and title in seen:
            other = seen[title]
            yield Check.at(
                Place(section),
                "double-title",
                f"Tittelen «{_title(section)}» står også på {cited(other.number, other.title)}. "
                "Gi den ene en annen tittel, eller slå dem sammen.",
            )
        seen.setdefault(title, section)


def _empty(section: Section) -> Iterator[Check]:
    if not section.children and not any(inline.strip() for inline in plain_text(section.blocks)):
        message = f"Det står ikke noe under overskriften «{plain(section.heading)}»."
        yield Check.at(Place(section), "empty-section", message, Weight.WRONG)


def _points(section: Section) -> Iterator[Check]:
    """Lettered points that skip a letter, use one twice, or have no words."""
    yield from _letters(section, section.blocks)
    for item in section.points():
        if not any(inline.strip() for inline in plain_text(item.blocks)):
            place = Place(section, item)
            message = f"Det står ikke noe i {cited(place.number, _title(section))}."
            yield Check.at(place, "empty-section", message, Weight.WRONG)


def _letters(section: Section, blocks: Sequence[Block]) -> Iterator[Check]:
    """Gaps among the points of these blocks; a list may go on with the letters of the one before it."""
    last = ""
    for row in _rows(blocks):
        for item in row:
            letter = item.label.rstrip(").").casefold()
            begins_anew = item is row[0] and letter == "a"
            if last != ALPHABET[-1] and letter != _after(last) and not begins_anew:
                yield _letter_gap(section, item, last)
            last = letter
        for item in row:
            yield from _letters(section, item.blocks)


def _letter_gap(section: Section, item: Item, was: str) -> Check:
    place = Place(section, item)
    before = f"Etter bokstav {was} kommer bokstav" if was else "Punktene begynner med bokstav"
    message = f"{before} {item.label.rstrip(').')} under {cited(section.number, _title(section))}. "
    return Check.at(place, "number-gap", message + "En bokstav er hoppet over eller brukt to ganger.")


def _rows(blocks: Sequence[Block]) -> Iterator[list[Item]]:
    """The lists of lettered points that stand here, in reading order, without those inside them."""
    for block in blocks:
        match block:
            case ItemList(items=items) if items[0].id:
                yield list(items)
            case Quote(blocks=inner):
                yield from _rows(inner)


def _after(letter: str) -> str:
    """The letter that follows; "a" after none."""
    return ALPHABET[(ALPHABET.find(letter) if letter else -1) + 1 :][:1]


def _title(section: Section) -> str:
    return plain(section.title)

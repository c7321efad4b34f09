"""Where something stands in a text: the number as people write it, in one form that sorts."""

import re
from dataclasses import dataclass, replace
from enum import IntEnum


class NotANumber(ValueError):
    """The words are not a section number."""

    def __init__(self, text: str) -> None:
        """Take the words that could not be read."""
        super().__init__(f"«{text}» er ikke et punktnummer. Skriv det som «5.2», «5.2 c» eller «§ 6-2».")


class Part(IntEnum):
    """What a citation points at within a section or lettered point."""

    LEDD = 1
    LETTER = 2
    NR = 3
    BULLET = 4
    SENTENCE = 5


@dataclass(frozen=True, order=True, slots=True)
class Step:
    """One step further in: the second ledd, nr. 4, letter c, the last bullet."""

    part: Part
    at: int
    """From 1; LAST for the last one. Letters count from a."""

    def __str__(self) -> str:
        """The one printed form, which is right in bokmål and nynorsk."""
        match self.part:
            case Part.NR:
                return f"nr. {self.at}"
            case Part.LETTER:
                return f"bokstav {LETTERS[self.at - 1]}"
            case Part.LEDD | Part.BULLET | Part.SENTENCE:
                return f"{ordinal(self.at)} {_PART_WORDS[self.part]}"


LAST = 999
"""Stands for "the last one", whichever number that has; so it also sorts last."""
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_PART_WORDS = {Part.LEDD: "ledd", Part.BULLET: "kulepunkt", Part.SENTENCE: "punktum"}
_WORDS_OF = {
    1: ("første", "fyrste"),
    2: ("andre", "annet", "anna"),
    3: ("tredje",),
    4: ("fjerde",),
    5: ("femte",),
    6: ("sjette",),
    7: ("sjuende", "syvende", "sjuande"),
    8: ("åttende", "åttande"),
    9: ("niende", "niande"),
    10: ("tiende", "tiande"),
    LAST: ("siste",),
}
_ORDINALS = {word: number for number, words in _WORDS_OF.items() for word in words}
ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}\.)"
"""A regular expression for "annet", "fyrste", "siste" or "2.", in small letters."""

_STEP = re.compile(
    rf"""
    [\s,.]*
    (?: (?P<order>{ORDINAL})\s*(?:(?P<ledd>ledd|avsnitt)|(?P<sentence>punktum)|(?:kule|strek)punkt)
      | (?:kule|strek)punkt\s*(?:nr\.?\s*)?(?P<bullet>\d{{1,2}})
      | (?:nr\.?|nummer)\s*(?P<nr>\d{{1,2}})
      | bokstav\s*(?P<letter>[a-zæøå])\)?
      | (?P<point>[a-zæøå])\)
    )
    (?!\w)
    """,
    re.VERBOSE,
)
_HEAD = re.compile(
    r"""
    \s*
    (?:vedlegg\s*(?P<annex>0{0,2}[1-9]\d{0,2})\b[,.:]?\s*)?             # Vedlegg 12,  (there is no annex 0)
    (?:
        (?:(?:§|pkt\.?|punkt|kap\.?|kapittel)\s*)?                      # § / pkt. / kap.
        (?P<digits>\d{1,4}(?:\s*[.\-]\s*\d{1,4})*)                      # 5.2   6-2   2.0
        (?!\d|\.?\s*(?:ledd|avsnitt|punktum)\b|\.\s*(?:kule|strek)punkt)  # not the 2 of "2. ledd"
    )?
    \s*\.?\s*
    (?:(?:bokstav\s*)?(?P<letter>[a-zæøå])(?!\w)\s*[).]?)?          # d)   bokstav d
    """,
    re.VERBOSE,
)


def ordinal(number: int) -> str:
    """The word for it, right in bokmål and nynorsk as far as there is one: "andre", "siste", "12."."""
    if number > 6 and number != LAST:
        return f"{number}."
    return _WORDS_OF[number][0]


def ordinal_number(word: str) -> int:
    """The number of "annet", "fyrste", "2." or "siste" (LAST); raises NotANumber when it is none."""
    if number := _ORDINALS.get(word.lower()) or int(word.rstrip(".") if word.rstrip(".").isdecimal() else 0):
        return number
    raise NotANumber(word)


@dataclass(frozen=True, order=True, slots=True)
class SectionNumber:
    """A number such as 5.2 c, read from what people write and printed in one form.

    Sorts as people expect: 5.2 before 5.10, the body of a text before its annexes.

    >>> str(SectionNumber.parse("§ 5-2 bokstav C)"))
    '5.2 c'
    >>> str(SectionNumber.parse("Vedlegg 12, pkt. 4.3, siste strekpunkt"))
    'Vedlegg 12 4.3 siste kulepunkt'
    """

    annex: int
    digits: tuple[int, ...]
    letter: str
    within: tuple[Step, ...] = ()
    """Where in the section or point, from the outside in; each part at most once.

    A letter that stands first is the `letter` of the number, so none begins here without one there.
    """

    @classmethod
    def parse(cls, text: str) -> "SectionNumber":
        """Read a number; raises NotANumber when there is none, or when something else stands beside it."""
        words = text.lower()
        head = _HEAD.match(words)
        if not head or not any(head.group("annex", "digits", "letter")):
            raise NotANumber(text)
        digits = tuple(int(part) for part in re.findall(r"\d+", head["digits"] or ""))
        steps = _steps(words, head.end())
        if steps is None:
            raise NotANumber(text)
        return cls(int(head["annex"] or 0), digits, head["letter"] or "", steps)

    @property
    def place(self) -> "SectionNumber":
        """The section or lettered point that the number names: without ledd, nr. and bullet.

        The letter of "5.2 første ledd bokstav a" is that of the point: 5.2 a.
        """
        section = SectionNumber(self.annex, self.digits, self.letter)
        letters = [LETTERS[step.at - 1] for step in self.within if step.part is Part.LETTER]
        return (section.point(letters[0]) or section) if letters else section

    def point(self, letter: str) -> "SectionNumber | None":
        """The number of the point with this letter in it; None where it is too deep to be cited so."""
        if self.within or len(letter) != 1 or letter not in LETTERS:
            return None
        if not self.letter:
            return replace(self, letter=letter)
        return replace(self, within=(Step(Part.LETTER, LETTERS.index(letter) + 1),))

    def __str__(self) -> str:
        """The one printed form."""
        annex = f"Vedlegg {self.annex}" if self.annex else ""
        parts = (annex, ".".join(map(str, self.digits)), self.letter, *map(str, self.within))
        return " ".join(part for part in parts if part)


def _steps(words: str, start: int) -> tuple[Step, ...] | None:
    """The steps that the rest of these words is, or None when it is something else."""
    steps: list[Step] = []
    while found := _STEP.match(words, start):
        steps.append(_step(found))
        start = found.end()
    rest = words[start:].strip().removesuffix(".")
    different = {step.part for step in steps}
    in_order = all(step.at > 0 for step in steps) and len(different) == len(steps)
    return tuple(steps) if not rest and in_order else None


def _step(found: re.Match[str]) -> Step:
    if letter := found["letter"] or found["point"]:
        return Step(Part.LETTER, LETTERS.index(letter) + 1)
    if number := found["nr"]:
        return Step(Part.NR, int(number))
    if number := found["bullet"]:
        return Step(Part.BULLET, int(number))
    part = Part.LEDD if found["ledd"] else Part.SENTENCE if found["sentence"] else Part.BULLET
    return Step(part, _ORDINALS.get(found["order"]) or int(found["order"].rstrip(".")))


_PRINTED = re.compile(
    r"""
    (?P<number>
        (?:Vedlegg\ \d{1,3}\.?)                               # Vedlegg 1
      | (?:§\ ?)?\d{1,3}(?:[.\-]\d{1,3})*\.?(?:\ [a-zæøå]\))? # 5   5.2   § 6-2   2.0   4 g)
    )
    (?:\ (?P<title>\S.*))?$
    """,
    re.VERBOSE,
)


def split_heading(heading: str) -> tuple[str, str]:
    """Number and title of a printed heading: "5.2 Vedtaksmyndighet" is ("5.2", "Vedtaksmyndighet").

    The number is kept as printed and is empty when the heading begins with something else.
    """
    found = _PRINTED.fullmatch(heading.strip())
    if not found:
        return "", heading.strip()
    return found["number"], found["title"] or ""

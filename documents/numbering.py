"""Where something stands in a text: the number as people write it, in one form that sorts."""

import re
from dataclasses import dataclass


class NotANumber(ValueError):
    """The words are not a section number."""

    def __init__(self, text: str) -> None:
        """Take the words that could not be read."""
        super().__init__(f"«{text}» er ikke et punktnummer. Skriv det som «5.2», «5.2 c» eller «§ 6-2».")


_CITED = re.compile(
    r"""
    ^\s*
    (?:vedlegg\s*(?P<annex>0{0,2}[1-9]\d{0,2})\b[,.:]?\s*)?   # Vedlegg 12,  (there is no annex 0)
    (?:(?:§|pkt\.?|punkt|kap\.?|kapittel)\s*)?                # § / pkt. / kap.
    (?P<digits>\d{1,4}(?:\s*[.\-]\s*\d{1,4})*)?               # 5.2   6-2   2.0
    \s*\.?\s*
    (?:(?:bokstav\s*)?(?P<letter>[a-zæøå])\s*[).]?)?          # d)   bokstav d
    \s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, order=True, slots=True)
class SectionNumber:
    """A number such as 5.2 c, read from what people write and printed in one form.

    Sorts as people expect: 5.2 before 5.10, the body of a text before its annexes.

    >>> str(SectionNumber.parse("§ 5-2 bokstav C)"))
    '5.2 c'
    >>> str(SectionNumber.parse("Vedlegg 12, pkt. 4.3"))
    'Vedlegg 12 4.3'
    """

    annex: int
    digits: tuple[int, ...]
    letter: str

    @classmethod
    def parse(cls, text: str) -> "SectionNumber":
        """Read a number; raises NotANumber when there is none, or when something else stands beside it."""
        found = _CITED.match(text)
        if not found or not any(found.group("annex", "digits", "letter")):
            raise NotANumber(text)
        digits = tuple(int(part) for part in re.findall(r"\d+", found["digits"] or ""))
        return cls(int(found["annex"] or 0), digits, (found["letter"] or "").lower())

    def __str__(self) -> str:
        """The one printed form."""
        annex = f"Vedlegg {self.annex}" if self.annex else ""
        return " ".join(part for part in (annex, ".".join(map(str, self.digits)), self.letter) if part)


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

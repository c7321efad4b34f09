"""Citations of the law in running words: "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from documents.laws import MONTHS, Law, all_laws
from documents.numbering import ORDINAL, ordinal, ordinal_number
from documents.sources import LegalSource


@dataclass(frozen=True, slots=True)
class Named:
    """A law as words name it."""

    law: str
    """As it is cited; of "loven" and "forskriften", those words, where it is not known which they mean."""
    link: str
    """Empty for a law that is not entered here."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One sign § and what it cites: several places where it says "§§ 6-1 og 6-2"."""

    start: int
    end: int
    sources: tuple[LegalSource, ...]
    """The law is empty where the words name none."""


def law_citations(words: str, in_the_text: Collection[str] = ()) -> Iterator[Citation]:
    """Every § with a number in these plain words, and the law it belongs to.

    That is the law named after it ("§ 6-2 i helse- og omsorgstjenesteloven"), or else the one named last
    before it. "Loven" and "forskriften" mean the one named earlier in the words, or else the only one in
    the whole text; `in_the_text` are the links of those.
    """
    named = tuple(laws_named(words, in_the_text))
    for found in _CITED.finditer(words):
        law = _law_of(words, found, named)
        start, end = found.span()
        if law and law.start >= end:
            end = law.end
        elif law and _stands_close(words, law.end, start):
            start = _with_name(words, law, named).start
        yield Citation(start, end, tuple(_sources(found[0], law)))


def laws_named(words: str, in_the_text: Collection[str] = ()) -> Iterator[Named]:
    """Every law and regulation that these words name, in reading order."""
    last: dict[str, Named] = {}
    for found in _name_pattern().finditer(words):
        law, link = _law_called(found)
        if found["generic"]:
            law, link = _the_one(found["generic"].lower(), last, in_the_text) or (law, link)
        named = Named(law, link, *found.span())
        last[link.split("/")[3] if link else ""] = named
        yield named


def _law_called(found: re.Match[str]) -> tuple[str, str]:
    """The law with this name, and its link."""
    if found["day"]:
        day, month = int(found["day"]), MONTHS.index(found["month"].lower()) + 1
        sort, year, nr = found["sort"].lower(), found["year"], int(found["nr"])
        link = f"https://lovdata.no/{sort}/{year}-{month:02}-{day:02}-{nr}"
        printed = f"{sort} {day}. {MONTHS[month - 1]} {year} nr. {nr}"
        return next(((law.name, link) for law in all_laws() if law.link == link), (printed, link))
    called = (found["name"] or found["short"] or "").lower()
    law = _by_name().get(called)
    return (law.name, law.link) if law else (found[0].lower(), "")


def _the_one(generic: str, last: Mapping[str, Named], in_the_text: Collection[str]) -> tuple[str, str] | None:
    """The law that "loven" means, or the regulation that "forskriften" does; None when nobody can know."""
    sort = "lov" if generic.startswith("lov") else "forskrift"
    if sort in last:
        return last[sort].law, last[sort].link
    only = {link for link in in_the_text if f"/{sort}/" in link}
    return next(((_printed(link), link) for link in only), None) if len(only) == 1 else None


def _printed(link: str) -> str:
    """The law behind a link of ours, as it is cited."""
    if found := next((law.name for law in all_laws() if law.link == link), ""):
        return found
    sort, _, number = link.removeprefix("https://lovdata.no/").partition("/")
    year, month, day, nr = number.split("-")
    return f"{sort} {int(day)}. {MONTHS[int(month) - 1]} {year} nr. {nr}"


def _law_of(words: str, found: re.Match[str], named: Sequence[Named]) -> Named | None:
    at = bisect_right(named, found.start(), key=lambda law: law.start)
    if at < len(named) and _IN.fullmatch(words, found.end(), named[at].start):
        return named[at]
    if at == 0 or _OTHER_TEXT.search(words[max(0, found.start() - 40) : found.start()]):
        return None
    return named[at - 1]


def _with_name(words: str, law: Named, named: Sequence[Named]) -> Named:
    """The law, or its name before its date: "sivilbeskyttelsesloven (lov 25. juni 2010 nr. 45)"."""
    at = bisect_left(named, law.start, key=lambda each: each.start)
    before = named[at - 1] if at else law
    return before if before.link == law.link and _stands_close(words, before.end, law.start) else law


def _stands_close(words: str, start: int, end: int) -> bool:
    return end - start <= 30 and "§" not in words[start:end] and ". " not in words[start:end]


def _sources(cited: str, law: Named | None) -> Iterator[LegalSource]:
    for found in _ITEM.finditer(cited):
        paragraph = re.sub(r"\s?([a-zæøå])$", r" \1", found["paragraph"].lower())
        link = f"{law.link}/§{paragraph.replace(' ', '')}" if law and law.link else ""
        ledd = [f"{ordinal(ordinal_number(word))} ledd" for word in _words(ORDINAL, found["ledd"])]
        letters = _words(r"(?<!\w)[a-zæøå](?!\w)", found["letters"])
        for each, number, letter in product(ledd or [""], _numbers(found["nr"]) or [""], letters or [""]):
            yield LegalSource(law.law if law else "", paragraph, each, number, link, letter=letter)


def _words(pattern: str, part: str | None) -> list[str]:
    return re.findall(pattern, (part or "").lower())


def _numbers(part: str | None) -> list[str]:
    """The numbers of "nr. 1, 2 og 5 til 7"."""
    numbers: list[int] = []
    for word in _words(r"\d+|til", part):
        if numbers and numbers[-1] == 0:
            numbers[-1:] = range(numbers[-2] + 1, int(word) + 1)
        else:
            numbers.append(0 if word == "til" else int(word))
    return [str(number) for number in numbers]


_IN = re.compile(r"\s+i\s+")
_OTHER_TEXT = re.compile(
    r"(?:avtal|vedtekt|mandat|retningslin|rutin|instruks|kontrakt)\w*,?\s+$", re.IGNORECASE
)
_NR = r"(?:nr\.?\s*)?\d{1,2}(?!\w)"
_PLACE = rf"""
    (?P<paragraph>\d{{1,3}}(?:-\d{{1,3}})?(?:\s?[a-hj-zæø](?![\w)]))?)
    (?:,?\s*(?P<ledd>{ORDINAL}(?:(?:\s+og|,)\s+{ORDINAL})*)\s*ledd)?
    (?:,?\s*(?:nr\.?|nummer)\s*(?P<nr>\d{{1,2}}(?!\w)(?:(?:,\s*{_NR})*\s+(?:og|til)\s+{_NR})*))?
    (?:,?\s*bokstav\s+(?P<letters>[a-zæøå](?!\w)(?:\s+(?:og|eller)\s+[a-zæøå](?!\w))?))?
    (?:,?\s*{ORDINAL}\s*punktum)?
"""
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _PLACE)
_ITEM = re.compile(_PLACE, re.VERBOSE | re.IGNORECASE)
_CITED = re.compile(
    rf"(?:§§\s*{_UNNAMED}(?:(?:\s*,|\s+og|\s+eller|\s+til|\s*[–-])\s*(?=\d){_UNNAMED})*|§\s*{_UNNAMED})",
    re.VERBOSE | re.IGNORECASE,
)


@cache
def _by_name() -> dict[str, Law]:
    return {name: law for law in all_laws() for name in (law.name, *law.names, *law.short)}


@cache
def _name_pattern() -> re.Pattern[str]:
    """Every way in which a law is named."""
    names = sorted((name for law in all_laws() for name in (law.name, *law.names)), key=len, reverse=True)
    short = [name for law in all_laws() for name in law.short]
    return re.compile(
        rf"""
        (?<![\w-])(?:
            (?P<name>{"|".join(map(_spaced, names))})s?(?!\w)
          | (?P<sort>lov|forskrift)\s+(?:om\s[^§.()]{{3,150}}?\s)?(?:av\s+)?
            (?P<day>\d{{1,2}})\.\s*(?P<month>{"|".join(MONTHS)})\s+(?P<year>\d{{4}})\s+(?:nr\.?|nummer)\s*(?P<nr>\d+)
          | (?P<short>{"|".join(short)})\.?(?=\s*§)
          | (?P<generic>loven|lova|forskriften|forskrifta)(?!\w)
          | [\w-]+(?:loven|lova|forskriften|forskrifta)(?!\w)
        )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _spaced(name: str) -> str:
    return re.escape(name).replace(r"\ ", r"\s+")

"""What minutes, an extract or a case paper say of themselves: found by words, never taken for granted."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.attached.signs import same_signs
from documents.inlines import inlines
from documents.markdown import plain
from documents.text import LegalText


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was found in a file that may be minutes."""

    says_so: str = ""
    """The word by which it calls itself: «særutskrift»."""
    names: tuple[str, ...] = ()
    """Of the names of bodies and parties that were asked for, those that stand in it, in that order."""
    cases: tuple[str, ...] = ()
    """Case numbers as printed: «PS 9/25»."""
    days: tuple[date, ...] = ()
    """Dates, the one that is said to be of the meeting first."""
    fingerprints: tuple[str, ...] = ()
    """Fingerprints of texts, whole or short, in lower case."""
    names_text: bool = False
    """Does it name the text by its identifier: «samarbeidsavtalen@2025.1»?"""
    proposal_found: bool = False
    """Do the words of the proposed decision stand in it?"""
    changes: tuple[str, ...] = ()
    """Sentences about what was decided that speak of an addition or a change, in the file's words."""
    is_case_paper: bool = False
    """Does it propose a decision and record none?"""

    @property
    def signs(self) -> int:
        """How many things speak for its being minutes or an extract."""
        told = (self.says_so, self.cases, self.days, self.fingerprints, self.names, self.proposal_found)
        return sum(map(bool, told))

    def to_dict(self) -> dict[str, Any]:
        """What was found as a plain table, for programs and to be kept."""
        return {
            "says_so": self.says_so,
            "names": list(self.names),
            "cases": list(self.cases),
            "days": [day.isoformat() for day in self.days],
            "fingerprints": list(self.fingerprints),
            "names_text": self.names_text,
            "proposal_found": self.proposal_found,
            "changes": list(self.changes),
            "is_case_paper": self.is_case_paper,
        }


def minutes_in(
    text: LegalText, names: Collection[str], identifier: str = "", proposal: Collection[str] = ()
) -> Minutes:
    """What does the file say of meeting, case and text?

    `names` are those of bodies and parties that may be in it, `identifier` that of the text. `proposal` is
    the sentences of the proposed decision as the case paper prints them.
    """
    lines = tuple(_lines(text))
    whole = "\n".join(lines)
    said = _CALLED.search(whole)
    decided = _decided(lines)
    return Minutes(
        says_so=said[0].casefold() if said else "",
        names=_named(whole, names),
        cases=tuple(dict.fromkeys(" ".join(found.group().split()) for found in _CASE.finditer(whole)))[
            :_MOST
        ],
        days=tuple(dict.fromkeys(_days(whole)))[:_MOST],
        fingerprints=tuple(dict.fromkeys(_fingerprints(whole)))[:_MOST],
        names_text=bool(identifier) and identifier.casefold() in whole.casefold(),
        proposal_found=any(same_signs(each).casefold() in whole.casefold() for each in proposal),
        changes=tuple(_changes(decided))[:_MOST],
        is_case_paper=bool(_PROPOSED.search(whole)) and not decided,
    )


_MOST = 20
"""Of a kind; a file that names more is no minutes of one case."""
_CALLED = re.compile(
    r"""
    \b(?:møte|hoved|hovud|styre)?(?:protokoll|møtebok)\w*
  | \b(?:særutskrift|saksutskrift|saksprotokoll|vedtaksbrev|melding\ om\ (?:politisk\ )?vedtak)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CASE = re.compile(
    r"""
    (?<![\w/])
    (?:K-?sak|sak(?:s?nr\.?|\ nr\.?)?|PS|KS|FS|KST|utvalgssak|utvalssak|styresak)[\ :]{1,3}
    \d{1,4}\ ?[/-]\ ?\d{2,4}(?![\d/])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_DAY = re.compile(
    rf"""
    (?<![\d.])
    (?:(?P<year>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)
      |(?P<day>\d{{1,2}})\.\ ?(?:(?P<month>\d{{1,2}})\.|(?P<name>{"|".join(_MONTHS)}))\ ?(?P<of>\d{{4}}))
    (?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MEETING = re.compile(
    r"(?:møtedato|møtedag|møte|dato for møtet|behandlet|behandla|vedtatt|vedteke)\b[^\n]{0,40}$",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{4}[ ]?){15}[0-9a-f]{4}(?![0-9a-f])", re.IGNORECASE)
_SHORT = re.compile(
    r"""
    \b(?:(?:finger)?avtrykk(?:et)?|sha-?256|kontrollsum)\b[^0-9a-f\n]{0,12}
    (?P<hash>[0-9a-f]{4,64})(?:\.\.\.)?(?![0-9a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEAD = re.compile(r"(?:(?:kommunestyrets |styrets |enstemmig )?vedtak|vedtak i saken)\b\s*:?", re.IGNORECASE)
_NOT_HEAD = re.compile(r"vedtak(?:et|ene|a|s)?\s\w", re.IGNORECASE)
_PROPOSED = re.compile(
    r"\b(?:(?:forslag|framlegg|forslaget) til vedtak|innstilling|tilråding)\b", re.IGNORECASE
)
_CHANGED = re.compile(
    r"""
    \bmed\s(?:(?:følgende|følgjande|denne|desse|disse|slike?|ett|ei|en|ein)\s)?
    (?:endring|tillegg|merknad|presisering|strykning|stryking|tilføyelse|tilføying|forbehold|atterhald)\w*
  | \b(?:strykes|strykast|utgår|går\sut|tas\sut|endres\stil|blir\sendra\stil|erstattes\smed|blir\serstatta)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S))+[.!?]?")


def _lines(text: LegalText) -> Iterator[str]:
    return (same_signs(plain(inline)) for _, inline in inlines(text))


def _named(whole: str, names: Collection[str]) -> tuple[str, ...]:
    low = whole.casefold()
    found = {name: low.find(same_signs(name).casefold()) for name in names if name}
    return tuple(sorted((name for name, at in found.items() if at >= 0), key=lambda name: found[name]))


def _days(whole: str) -> Iterator[date]:
    """Every date, those that stand right after a word about the meeting first."""
    found = [
        (bool(_MEETING.search(whole[max(0, each.start() - 60) : each.start()])), each)
        for each in _DAY.finditer(whole)
    ]
    for of_meeting in (True, False):
        for is_so, each in found:
            if is_so is of_meeting and (day := _day(each)):
                yield day


def _day(found: re.Match[str]) -> date | None:
    if found["year"]:
        year, month, day = int(found["year"]), int(found["m"]), int(found["d"])
    else:
        year, day = int(found["of"]), int(found["day"])
        month = int(found["month"]) if found["month"] else _MONTHS.index(found["name"].casefold()) + 1
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fingerprints(whole: str) -> Iterator[str]:
    for found in _LONG.finditer(whole):
        yield found[0].replace(" ", "").casefold()
    for found in _SHORT.finditer(whole):
        if len(found["hash"]) < _WHOLE:
            yield found["hash"].casefold()


_WHOLE = 64


def _decided(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines under the last heading that says that here stands what was decided; empty without one."""
    at = [
        number
        for number, line in enumerate(lines)
        if (found := _HEAD.match(line)) and not _NOT_HEAD.match(line) and (len(line) <= len(found[0]) + 30)
    ]
    return tuple(lines[at[-1] :]) if at else ()


def _changes(decided: Sequence[str]) -> Iterator[str]:
    for line in decided:
        for sentence in _SENTENCE.findall(line):
            if _CHANGED.search(sentence):
                yield sentence.strip()

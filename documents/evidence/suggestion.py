"""How large does a change look? A suggestion with reasons; a named person decides.

The words «vesentlig» and «mindre» stand in mandate clauses and are defined in none of them. What speaks for
a higher body is what such clauses are taken to keep for it: responsibility, cost, what the law demands,
parties and duration, and the rules of decision themselves.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.comparing.changes import ChangeKind, Comparison
from documents.evidence import DUTIES, WHOLE_PLACE, Finding, FindingKind
from documents.kinds import ChangeClass
from documents.markdown import plain


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The class that the facts point to, why, and what speaks against it."""

    change: ChangeClass
    reasons: tuple[str, ...]
    """Whole sentences."""
    against: tuple[str, ...]
    """Whole sentences: what may make the person who confirms choose another class."""
    certain: bool = False
    """Does it follow from the comparison alone, as where there is no older text?"""

    @property
    def sentence(self) -> str:
        """The suggestion in one line, with whose word counts."""
        head = f"Forslag: {self.change.label}."
        return f"{head} Forslaget bygger bare på ordene; en navngitt person avgjør og bekrefter."

    def to_dict(self) -> dict[str, object]:
        """The suggestion as a plain table, for programs."""
        return {
            "change": self.change.value,
            "sentence": self.sentence,
            "reasons": list(self.reasons),
            "against": list(self.against),
            "certain": self.certain,
        }


def suggest(comparison: Comparison, findings: Sequence[Finding]) -> Suggestion:
    """Which class of change do the facts point to? `findings` are the evidence of this comparison."""
    return (
        _whole_document(comparison)
        or _no_other_meaning(comparison, findings)
        or _substantial(comparison, findings)
        or _revision(comparison, findings)
        or _minor(findings)
    )


_AMOUNTS = frozenset({FindingKind.SUM, FindingKind.SHARE})
_TIMES = frozenset({FindingKind.DEADLINE, FindingKind.DATE})
_NAMED = frozenset({FindingKind.PARTY, FindingKind.BODY})
_HARMLESS = frozenset({FindingKind.SPELLING, FindingKind.MOVED})
_DURATION = re.compile(r"varighe|oppseiing|oppsigelse|opphør|\bpart(?:er|ar)\b|avtalepart", re.IGNORECASE)
_READ_ALL = "Les alle endringene før du bekrefter: registeret kjenner bare igjen ord, ikke mening."


def _whole_document(comparison: Comparison) -> Suggestion | None:
    places = [change for change in comparison.changes if change.place.id]
    if places and all(ChangeKind.NEW in change.kinds for change in places):
        return Suggestion(ChangeClass.NY, ("Ingen punkter fra en eldre tekst står igjen.",), (), certain=True)
    if places and all(ChangeKind.REMOVED in change.kinds for change in places):
        return Suggestion(ChangeClass.OPPHEVING, ("Alle punktene er tatt bort.",), (), certain=True)
    return None


def _no_other_meaning(comparison: Comparison, findings: Sequence[Finding]) -> Suggestion | None:
    """Nothing at all, or nothing but how words are written and where sentences stand."""
    if not comparison.changed:
        reason = "Ingen ord er endret, bare numre." if _renumbered(comparison) else "Ingenting er endret."
        return Suggestion(ChangeClass.REDAKSJONELL, (reason,), (), certain=True)
    rest = [finding for finding in findings if finding.kind not in _HARMLESS | WHOLE_PLACE]
    if rest or _came_or_went(comparison, findings):
        return None
    spelling = [finding for finding in findings if finding.kind is FindingKind.SPELLING]
    moved = [change for change in comparison.changed if ChangeKind.MOVED in change.kinds]
    reasons = (
        *_when(spelling, "Bare skrivemåten er endret"),
        *_when(_of(findings, FindingKind.MOVED), "Hele setninger er flyttet ordrett"),
        *([f"{_count(len(moved), 'punkt', 'punkter')} er flyttet uten nye ord."] if moved else ()),
    )
    against = (
        *_when(_of(findings, FindingKind.MANDATE), "Mandatbestemmelser er rørt"),
        "En rettet skrivefeil kan også endre meningen.",
    )
    none = "Ordene er de samme; bare oppdelingen, formen eller en lenke er endret."
    return Suggestion(ChangeClass.REDAKSJONELL, reasons or (none,), against)


def _substantial(comparison: Comparison, findings: Sequence[Finding]) -> Suggestion | None:
    """What is commonly kept for the councils and the board."""
    marked = {finding.place.id for finding in findings if finding.kind is FindingKind.LAW}
    demanded = [finding for finding in findings if finding.place.id in marked and _binding(finding)]
    duration = [finding for finding in findings if about_duration(finding)]
    reasons = (
        *_when(_with_other_words(findings, FindingKind.MANDATE), "Regler om hvem som kan vedta, er rørt"),
        *_when(_of(findings, FindingKind.VOTING), "Måten noe blir vedtatt på, er rørt"),
        *_when(_of(findings, FindingKind.DUTY_MOVED), "En plikt er lagt på en annen"),
        *_when(_of(findings, *_AMOUNTS), "Beløp eller andeler er endret"),
        *_when(demanded, f"Plikter eller frister er endret i det som er vurdert mot {_items(findings)}"),
        *_when(duration, "Bestemmelser om parter, varighet eller oppsigelse er rørt"),
    )
    if not reasons:
        return None
    return Suggestion(ChangeClass.VESENTLIG, reasons, (*_extent(comparison), _READ_ALL))


def _revision(comparison: Comparison, findings: Sequence[Finding]) -> Suggestion | None:
    chapters = [
        *(f"Kapitlet «{name}» er nytt." for name in _chapters(comparison, ChangeKind.NEW)),
        *(f"Kapitlet «{name}» er tatt bort." for name in _chapters(comparison, ChangeKind.REMOVED)),
    ]
    reasons = (
        *chapters,
        *_when(_of(findings, *DUTIES), "Plikter er nye, endret eller tatt bort"),
        *_when(_of(findings, *_TIMES), "Frister eller datoer er endret"),
        *_when(_of(findings, FindingKind.LEAVE), "Hva noen har adgang til, er endret"),
        *_when(_of(findings, *_NAMED), "Parter, tjenester eller organer er nevnt på en annen måte"),
        *_when(_of(findings, FindingKind.NUMBER), "Antall er endret"),
        *_when(
            _with_other_words(findings, FindingKind.LAW),
            f"Det som er vurdert mot {_items(findings)}, er rørt",
        ),
    )
    if not reasons:
        return None
    against = (
        "Ingen regler om vedtak, beløp eller varighet er rørt, og ingen plikt er lagt på en annen.",
        "Er det som er nevnt over, uten betydning i praksis, kan endringen være mindre.",
    )
    return Suggestion(ChangeClass.REVISJON, reasons, against)


def _minor(findings: Sequence[Finding]) -> Suggestion:
    reason = "Ingen plikt, frist, part, mandatbestemmelse eller beløp er rørt, og ikke noe lovkrav."
    others = _of(findings, FindingKind.WORDING, FindingKind.REFERENCE)
    return Suggestion(
        ChangeClass.MINDRE, (reason,), (*_when(others, "Ordlyden er en annen uten slike ord"), _READ_ALL)
    )


def _extent(comparison: Comparison) -> list[str]:
    """How little it is, where something stands as before."""
    kept = len(comparison.changes) - len(comparison.changed)
    touched = f"{_count(len(comparison.changed), 'punkt', 'punkter')} er rørt"
    return [f"Bare {touched}; {kept} står som før."] if kept > len(comparison.changed) else []


def _of(findings: Sequence[Finding], *kinds: FindingKind) -> list[Finding]:
    return [finding for finding in findings if finding.kind in kinds]


def _with_other_words(findings: Sequence[Finding], kind: FindingKind) -> list[Finding]:
    """The places of this kind where more changed than spelling, looks or where a link leads."""
    worded = {each.place.id for each in findings if each.kind not in _HARMLESS | WHOLE_PLACE}
    return [finding for finding in _of(findings, kind) if finding.place.id in worded]


def _binding(finding: Finding) -> bool:
    return finding.kind in DUTIES | _TIMES | _AMOUNTS


def about_duration(finding: Finding) -> bool:
    """Does it stand under a heading about parties, duration or notice, with more than its looks changed?"""
    return finding.kind not in _HARMLESS and bool(_DURATION.search(plain(finding.place.section.title)))


def _items(findings: Sequence[Finding]) -> str:
    numbers = sorted(
        {int(name.rpartition(" ")[2]) for each in _of(findings, FindingKind.LAW) for name in each.about}
    )
    return f"§ 6-2 nr. {_listed(map(str, numbers))}"


def _renumbered(comparison: Comparison) -> bool:
    return any(ChangeKind.RENUMBERED in change.kinds for change in comparison.changes)


def _came_or_went(comparison: Comparison, findings: Sequence[Finding]) -> bool:
    """Is a place new or gone whose sentences did not just move?"""
    moved = any(finding.kind is FindingKind.MOVED for finding in findings)
    return not moved and any(
        change.kinds & {ChangeKind.NEW, ChangeKind.REMOVED} for change in comparison.changed
    )


def _chapters(comparison: Comparison, kind: ChangeKind) -> list[str]:
    """Headings of the uppermost sections that came or went."""
    return [
        plain(change.place.section.heading)
        for change in comparison.changed
        if kind in change.kinds
        and not change.place.point
        and change.place.section.number.strip(".").isdigit()
    ]


def _when(findings: Sequence[Finding], sentence: str) -> list[str]:
    """The sentence with where, if anything was found."""
    if not findings:
        return []
    named = dict.fromkeys(_place(finding) for finding in findings)
    places = sorted(named, key=lambda name: not name[0].isdigit())
    shown, rest = places[:_SHOWN], len(places) - _SHOWN
    if rest > 0:
        shown.append(_count(rest, "annet sted", "andre steder"))
    return [f"{sentence}: {'punkt ' if places[0][0].isdigit() else ''}{_listed(shown)}."]


def _place(finding: Finding) -> str:
    if not finding.place.id:
        return "innledningen"
    return finding.place.number or f"«{plain(finding.place.section.title)}»"


def _listed(words: Iterable[str]) -> str:
    *first, last = (*words,) or ("",)
    return f"{', '.join(first)} og {last}" if first else last


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


_SHOWN = 5

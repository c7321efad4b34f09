"""Words of a case package that are made of facts: whole names, from when a text applies, what is touched."""

import re
from collections.abc import Iterable, Mapping, Sequence

from decisions.entry_into_force import EntryRule
from decisions.parties import PartyKind
from decisions.words import day_in_words, listed
from documents.docx.papers import Side
from documents.docx.papers.paper import Say
from documents.evidence import DUTIES, Finding, FindingKind
from documents.kinds import DocumentKind
from documents.markdown import plain
from registry.tables import PartyRow, VersionRow

AGREEMENTS = frozenset({DocumentKind.SAMARBEIDSAVTALE, DocumentKind.DELAVTALE, DocumentKind.SAERAVTALE})
"""Kinds that parties enter with one another; the others they adopt side by side."""
MOST_TOUCHED = 15
"""So many places are named in a case paper; more are counted."""
_TELLING = DUTIES | {FindingKind.SUM, FindingKind.SHARE, FindingKind.DEADLINE}
"""What a councillor asks about first: who shall do what, what it costs, and by when."""
_OF_SIDE: Mapping[Side, re.Pattern[str]] = {
    Side.KOMMUNE: re.compile(r"\bkommun|\bpart(ene|ane|ar|er)\b|\bbegge\b", re.IGNORECASE),
    Side.FORETAK: re.compile(
        r"foretak|føretak|sykehus|sjukehus|\bpart(ene|ane|ar|er)\b|\bbegge\b", re.IGNORECASE
    ),
    Side.ANNEN: re.compile(""),
}
_NYNORSK = {
    FindingKind.DUTY_MOVED: "plikt lagd på ein annan",
    FindingKind.DUTY_WEAKENED: "svekt plikt",
    FindingKind.DUTY_STRENGTHENED: "skjerpt plikt",
    FindingKind.DUTY_TURNED: "snudd plikt",
    FindingKind.DUTY_REMOVED: "plikt som er fjerna",
    FindingKind.DUTY_CONTENT: "innhaldet i ei plikt",
    FindingKind.SHARE: "prosent eller del",
}


def side_of(party: PartyRow) -> Side:
    """What sort of party it is, for the titles of those who act for it."""
    if party.kind is PartyKind.KOMMUNE:
        return Side.KOMMUNE
    return (
        Side.FORETAK
        if party.kind in {PartyKind.HELSEFORETAK, PartyKind.REGIONALT_HELSEFORETAK}
        else Side.ANNEN
    )


def whole_name(party: PartyRow) -> str:
    """The name as it stands on a letter: "Granvik kommune", where the register says only "Granvik"."""
    told = re.search(r"\b(kommune|herad|by)\b", party.name, re.IGNORECASE)
    return party.name if party.kind is not PartyKind.KOMMUNE or told else f"{party.name} kommune"


def body_name(name: str, party: str) -> str:
    """The body with whose it is, where its own name does not say: "Styret i Helse Fjordmark HF"."""
    return f"{name} i {party}" if name and " " not in name else name


def counterparts(others: Sequence[PartyRow], say: Say) -> str:
    """With whom an agreement is entered: "Helse Fjordmark HF", "kommunene Granvik og Storelv"."""
    kommuner = [row.name for row in others if row.kind is PartyKind.KOMMUNE]
    rest = [row.name for row in others if row.kind is not PartyKind.KOMMUNE]
    if len(kommuner) == 1:
        rest.append(whole_name(next(row for row in others if row.kind is PartyKind.KOMMUNE)))
        kommuner = []
    named = [*rest, *([f"{say('kommunene', 'kommunane')} {listed(kommuner)}"] if kommuner else [])]
    return listed(named)


def begins(version: VersionRow, kind: DocumentKind, party: str, others: str, say: Say) -> str:
    """From when the text applies and on what condition, as its own rule says, in a sentence."""
    what = say("Avtalen", "Avtalen") if kind in AGREEMENTS else "Teksten"
    gjelder = say("gjelder", "gjeld")
    first = version.earliest_from
    earliest = (
        say(f", og tidligst fra {day_in_words(first)}", f", og tidlegast frå {day_in_words(first)}")
        if first
        else ""
    )
    match version.entry_rule:
        case EntryRule.PAR_FOR_PAR:
            between = (
                say(f"mellom {party} og {others}", f"mellom {party} og {others}")
                if " og " not in others
                else say(
                    "for hvert par av kommune og helseforetak", "for kvart par av kommune og helseføretak"
                )
            )
            return say(
                f"{what} {gjelder} {between} fra den dagen begge har vedtatt samme tekst{earliest}.",
                f"{what} {gjelder} {between} frå den dagen begge har vedteke same tekst{earliest}.",
            )
        case EntryRule.ET_ANTALL:
            many = version.entry_count
            return say(
                f"{what} {gjelder} når minst {many} av partene har vedtatt samme tekst, og da mellom dem som "
                f"har vedtatt den{earliest}.",
                f"{what} {gjelder} når minst {many} av partane har vedteke same tekst, og då mellom dei som "
                f"har vedteke han{earliest}.",
            )
        case EntryRule.FAST_DAG:
            by = day_in_words(version.entry_by) if version.entry_by else ""
            day = day_in_words(first) if first else ""
            return say(
                f"{what} {gjelder} fra {day}, dersom alle partene har vedtatt samme tekst senest {by}.",
                f"{what} {gjelder} frå {day}, dersom alle partane har vedteke same tekst seinast {by}.",
            )
        case _:
            return say(
                f"{what} {gjelder} fra den dagen alle partene har vedtatt samme tekst{earliest}.",
                f"{what} {gjelder} frå den dagen alle partane har vedteke same tekst{earliest}.",
            )


def touched(findings: Iterable[Finding], side: Side, say: Say) -> tuple[tuple[str, str], ...]:
    """Places where words touch duties, sums or times of this side: the place, and what, in reading order."""
    places: dict[str, list[str]] = {}
    for each in findings:
        if each.kind not in _TELLING or not _OF_SIDE[side].search(f"{each.old} {each.new}"):
            continue
        title = "" if each.place.point else plain(each.place.section.title)
        place = f"{each.place.number} {title}".strip() or say("Tittel og innledning", "Tittel og innleiing")
        word = say(each.kind.value, _NYNORSK.get(each.kind, each.kind.value))
        if word not in places.setdefault(place, []):
            places[place].append(word)
    return tuple((place, ", ".join(words)) for place, words in places.items())

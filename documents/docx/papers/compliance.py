"""The compliance report: does what applies on a day hold what the law demands, and who has said so?

Law: helse- og omsorgstjenesteloven § 6-2 første ledd.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.coverage import Coverage, ItemCoverage, Mark, totals
from documents.docx.papers.demands import demand_of, label_of
from documents.docx.papers.paper import (
    Paper,
    Say,
    coverage_word,
    dashes,
    grid,
    labelled,
    part,
    said,
    speaking,
)
from documents.kinds import Language
from documents.markdown import escape, plain
from documents.text import Block, Section


@dataclass(frozen=True, slots=True)
class PairTotals:
    """How many items are covered for one pair."""

    pair: str
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """The facts of a day. Words come ready to print."""

    organisation: str
    day: str
    whom: str
    """The party the report is for; empty for the whole circle."""
    items: tuple[ItemCoverage, ...]
    titles: Mapping[str, str]
    """Titles of documents by short name."""
    decided: Mapping[str, str]
    """Who adopted each version and when, by "ref@number", in a line."""
    days: Mapping[str, str]
    """Days in words, by their ISO form: those on which somebody judged."""
    applying: tuple[str, ...]
    """The versions in force that day, in order of precedence."""
    duties: tuple[tuple[str, str], ...]
    """Each duty of time: how it stands, and a sentence."""
    pairs: tuple[PairTotals, ...]
    catalogue: str
    """Which edition of the list of demands this was held against."""
    language: Language
    identifier: str
    created: datetime


def compliance_report(facts: Compliance) -> Paper:
    """The report."""
    say = speaking(facts.language)
    return Paper(
        kind=say("Rapport om lovkrav", "Rapport om lovkrav"),
        title=escape(
            say(f"Lovkravene i § 6-2 per {facts.day}", f"Lovkrava i § 6-2 per {facts.day}")
            + (f": {facts.whom}" if facts.whom else "")
        ),
        organisation=facts.organisation,
        facts=(
            (say("Gjelder", "Gjeld"), facts.whom or facts.organisation),
            (say("Per", "Per"), facts.day),
            (
                say("Lov", "Lov"),
                say("Helse- og omsorgstjenesteloven § 6-2", "Helse- og omsorgstenestelova § 6-2"),
            ),
            (say("Kravliste", "Kravliste"), facts.catalogue),
        ),
        sections=(
            _overview(facts, say),
            _each(facts, say),
            _duties(facts, say),
            *([_pairs(facts, say)] if facts.pairs else []),
            _applying(facts, say),
            _about(facts, say),
        ),
        foot=say(f"Lovkrav per {facts.day}", f"Lovkrav per {facts.day}"),
        language=facts.language,
        identifier=facts.identifier,
        created=facts.created,
    )


def _overview(facts: Compliance, say: Say) -> Section:
    counted = totals(facts.items)
    told = say(
        f"{counted['in_force']} krav gjelder {facts.day}: {counted['dekket']} er dekket, "
        f"{counted['delvis']} delvis, og {counted['mangler']} mangler.",
        f"{counted['in_force']} krav gjeld {facts.day}: {counted['dekket']} er dekte, "
        f"{counted['delvis']} delvis, og {counted['mangler']} manglar.",
    )
    rows = [
        (str(each.minimum.nr), label_of(each.minimum, say), coverage_word(each.status, say))
        for each in facts.items
    ]
    return part(say("Oversikt", "Oversyn"), said(told), grid(("Nr.", "Krav", "Status"), rows))


def _each(facts: Compliance, say: Say) -> Section:
    below = [
        part(f"Krav {each.minimum.nr}: {label_of(each.minimum, say)}", *_item(each, facts, say))
        for each in facts.items
    ]
    return part(say("Krav for krav", "Krav for krav"), below=below)


def _item(item: ItemCoverage, facts: Compliance, say: Say) -> Iterator[Block]:
    yield said(demand_of(item.minimum, say))
    yield labelled(say("Kilde", "Kjelde"), str(item.minimum.source))
    yield labelled("Status", coverage_word(item.status, say))
    if item.evidence:
        header = (say("Hvor", "Kvar"), "Vedtak", say("Vurdert av", "Vurdert av"))
        yield grid(header, [_evidence(marks, facts) for marks in _together(item.evidence)])
    elif item.status is not Coverage.NOT_YET:
        yield said(
            say(
                "Ingen har sagt at noe som gjelder, dekker kravet.",
                "Ingen har sagt at noko som gjeld, dekkjer kravet.",
            )
        )


def _together(evidence: Sequence[Mark]) -> list[list[Mark]]:
    """Places of one version that a person judged in one breath stand as one."""
    found: dict[tuple[object, ...], list[Mark]] = {}
    for mark in evidence:
        key = (mark.document, mark.version, mark.degree, mark.judged_by, mark.judged_on, mark.reason)
        found.setdefault(key, []).append(mark)
    return list(found.values())


def _evidence(marks: Sequence[Mark], facts: Compliance) -> tuple[str, str, str]:
    """Where, who adopted it, and who has said that it covers the item."""
    first = marks[0]
    version = f"{first.document}@{first.version}"
    places = ", ".join(f"{mark.section_number} {plain(mark.section_title)}".strip() for mark in marks)
    day = facts.days.get(first.judged_on.isoformat(), first.judged_on.isoformat())
    reason = f" {first.reason}" if first.reason else ""
    title = facts.titles.get(first.document, first.document)
    judged = f"{first.judged_by}, {day}: {first.degree.value}.{reason}"
    return f"{title}, versjon {first.version}: {places}", facts.decided.get(version, ""), judged


def _duties(facts: Compliance, say: Say) -> Section:
    none = say(
        "Ingen samarbeidsavtale gjelder denne dagen, så ingen frister løper av den.",
        "Ingen samarbeidsavtale gjeld denne dagen, så ingen fristar går av han.",
    )
    return part(
        say("Frister og plikter", "Fristar og plikter"),
        dashes([f"{state}: {sentence}" for state, sentence in facts.duties]) if facts.duties else said(none),
    )


def _pairs(facts: Compliance, say: Say) -> Section:
    rows = [
        (each.pair, *(str(each.totals[word]) for word in ("dekket", "delvis", "mangler")))
        for each in facts.pairs
    ]
    header = ("Par", say("Dekket", "Dekte"), "Delvis", say("Mangler", "Manglar"))
    told = say(
        "Loven binder hver kommune og hvert helseforetak til hverandre, så hvert par har sitt eget svar.",
        "Lova bind kvar kommune og kvart helseføretak til kvarandre, så kvart par har sitt eige svar.",
    )
    return part(say("Par for par", "Par for par"), said(told), grid(header, rows))


def _applying(facts: Compliance, say: Say) -> Section:
    nothing = say(f"Ingenting gjaldt {facts.day}.", f"Ingenting galdt {facts.day}.")
    return part(
        say("Det som gjelder", "Det som gjeld"),
        dashes(facts.applying) if facts.applying else said(nothing),
    )


def _about(facts: Compliance, say: Say) -> Section:
    return part(
        say("Om rapporten", "Om rapporten"),
        said(
            say(
                f"Rapporten viser det som var ført i registeret for {facts.day}. Dekket betyr at en "
                "navngitt person har sagt det; registeret slutter det aldri av ord. Kravene er gjengitt "
                "med egne ord. Rapporten er ikke juridisk rådgivning.",
                f"Rapporten viser det som var ført i registeret for {facts.day}. Dekt tyder at ein "
                "namngjeven person har sagt det; registeret sluttar det aldri av ord. Krava er gjevne "
                "att med eigne ord. Rapporten er ikkje juridisk rådgjeving.",
            )
        ),
    )

"""The case paper: what a body is asked to decide, what changes, and who may decide it under which clause."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from documents.coverage import Coverage, ItemCoverage, totals
from documents.docx.papers.changes import Changes, told
from documents.docx.papers.demands import label_of
from documents.docx.papers.paper import (
    Attachment,
    Paper,
    Say,
    attachments,
    coverage_word,
    dashes,
    grid,
    part,
    quoted,
    said,
    speaking,
    steps,
)
from documents.kinds import Language
from documents.markdown import escape
from documents.text import Block, Section


@dataclass(frozen=True, slots=True)
class Decider:
    """A body that must decide, or one of each party, and the majority it needs."""

    who: str
    majority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The facts of a case. Words come ready to print; what is empty is not known."""

    organisation: str
    recipient: str
    """The body or party that the case goes to."""
    title: str
    version: str
    kind: str
    change: str
    """The class of the change, as it was confirmed: "mindre endring"."""
    confirmed_by: str
    hash: str
    day: str
    reason: str
    in_force: str
    """The version that applies on the day; empty where none does."""
    before: tuple[str, ...]
    """What has been done with these very words, a line each, the oldest first."""
    round: str
    """How far the adoption has come."""
    changes: Changes | None
    may_decide: str
    """Who may decide, in a sentence."""
    deciders: tuple[Decider, ...]
    clauses: tuple[str, ...]
    """The clauses it rests on, quoted with their source."""
    laws: tuple[str, ...]
    question: str
    """What a person must answer first; empty when the rules are clear."""
    items: tuple[ItemCoverage, ...]
    """The law's items held against what applies on the day."""
    covered_here: tuple[int, ...]
    """The numbers of the items that a person says this version covers."""
    attached: tuple[Attachment, ...]
    language: Language
    identifier: str
    created: datetime


def case_paper(facts: Case) -> Paper:
    """The paper, in the recipient's form of Norwegian."""
    say = speaking(facts.language)
    return Paper(
        kind="Saksframlegg",
        title=escape(f"{facts.title}, versjon {facts.version}"),
        organisation=facts.organisation,
        facts=(
            ("Til", facts.recipient),
            ("Dato", facts.day),
            ("Dokument", facts.identifier),
            (say("Slag", "Slag"), f"{facts.kind}, {facts.change}"),
        ),
        sections=(
            _proposed(facts, say),
            matter(facts, say),
            part(say("Hva som endres", "Kva som blir endra"), *told(facts.changes, facts.language)),
            deciding(facts, say),
            ceiling(facts, say),
            law(facts, say),
            attachments(facts.attached, say),
            about(facts, say),
        ),
        foot=say(f"Sak om {facts.identifier}", f"Sak om {facts.identifier}"),
        language=facts.language,
        identifier=facts.identifier,
        created=facts.created,
    )


def _proposed(facts: Case, say: Say) -> Section:
    return part(
        say("Forslag til vedtak", "Framlegg til vedtak"),
        steps(
            (
                say(
                    f"{facts.recipient} vedtar {facts.title}, versjon {facts.version}.",
                    f"{facts.recipient} vedtek {facts.title}, versjon {facts.version}.",
                ),
                say(
                    f"Vedtaket gjelder teksten {facts.identifier} med avtrykk {facts.hash}.",
                    f"Vedtaket gjeld teksten {facts.identifier} med avtrykk {facts.hash}.",
                ),
            )
        ),
        said(
            say(
                "Avtrykket viser hvilken tekst det er. Blir teksten endret, er det en ny tekst som de andre "
                "også må ta stilling til. En merknad som lar teksten stå, hindrer ikke vedtaket.",
                "Avtrykket viser kva tekst det er. Blir teksten endra, er det ein ny tekst som dei andre "
                "òg må ta stilling til. Ein merknad som lèt teksten stå, hindrar ikkje vedtaket.",
            )
        ),
    )


def matter(facts: Case, say: Say) -> Section:
    """What is laid before the body, what applies, why, and what has been done with the words before."""
    applies = (
        say(f"{facts.day} gjelder {facts.in_force}.", f"{facts.day} gjeld {facts.in_force}.")
        if facts.in_force
        else say(
            f"Ingen versjon av dokumentet gjaldt {facts.day}.",
            f"Ingen versjon av dokumentet galdt {facts.day}.",
        )
    )
    unknown = say(
        "Det er ikke ført noen samlet begrunnelse for versjonen i registeret.",
        "Det er ikkje ført noka samla grunngjeving for versjonen i registeret.",
    )
    by = (
        say(
            f"{facts.confirmed_by} har stadfestet at dette er {facts.change}.",
            f"{facts.confirmed_by} har stadfesta at dette er {facts.change}.",
        )
        if facts.confirmed_by
        else ""
    )
    before = say(
        "Ingen behandling av denne teksten er ført i registeret.",
        "Inga behandling av denne teksten er ført i registeret.",
    )
    return part(
        say("Saken og bakgrunnen", "Saka og bakgrunnen"),
        said(
            say(
                f"{facts.recipient} får til behandling {facts.title}, versjon {facts.version}.",
                f"{facts.recipient} får til behandling {facts.title}, versjon {facts.version}.",
            ),
            applies,
            by,
        ),
        *[said(line) for line in facts.reason.split("\n") if line.strip()],
        None if facts.reason.strip() else said(unknown),
        said(say("Dette er gjort med teksten før:", "Dette er gjort med teksten før:"))
        if facts.before
        else said(before),
        dashes(facts.before) if facts.before else None,
        said(facts.round) if facts.round else None,
    )


def deciding(facts: Case, say: Say) -> Section:
    """Who may decide, by which majority, and the clauses that say so."""
    nobody = say(
        "Registeret finner ingen regel som sier hvem som kan vedta dette. Det må avgjøres av en person.",
        "Registeret finn ingen regel som seier kven som kan vedta dette. Det må avgjerast av ein person.",
    )
    return part(
        say("Hvem som kan vedta", "Kven som kan vedta"),
        said(facts.may_decide) if facts.may_decide else said(nobody),
        grid(
            ("Organ", say("Flertall", "Fleirtal")),
            [(each.who, each.majority) for each in facts.deciders],
        )
        if facts.deciders
        else None,
        said(say("Det står i:", "Det står i:")) if facts.clauses else None,
        *[quoted(clause) for clause in facts.clauses],
        said(say(f"Må avklares først: {facts.question}", f"Må avklarast først: {facts.question}"))
        if facts.question and facts.question not in facts.may_decide
        else None,
    )


def ceiling(facts: Case, say: Say) -> Section:
    """The rules of the law that go before the agreement."""
    none = say(
        "Registeret kjenner ingen lovregel som holder denne avgjørelsen hos et bestemt organ.",
        "Registeret kjenner ingen lovregel som held denne avgjerda hos eit bestemt organ.",
    )
    above = say(
        "Loven går foran avtalen. Disse reglene setter grensen:",
        "Lova går føre avtalen. Desse reglane set grensa:",
    )
    return part(
        say("Lovens ramme", "Ramma i lova"),
        said(above if facts.laws else none),
        *[quoted(law) for law in facts.laws],
    )


def law(facts: Case, say: Say) -> Section:
    """How what applies stands to the items of § 6-2, and what this version was said to cover."""
    return part(say("Lovkravene i § 6-2", "Lovkrava i § 6-2"), *_law_told(facts, say))


def _law_told(facts: Case, say: Say) -> Iterator[Block]:
    counted = totals(facts.items)
    yield said(
        say(
            f"{facts.day} gjelder {counted['in_force']} krav etter helse- og omsorgstjenesteloven § "
            f"6-2. Av dem er {counted['dekket']} dekket, {counted['delvis']} delvis dekket og "
            f"{counted['mangler']} uten dekning.",
            f"{facts.day} gjeld {counted['in_force']} krav etter helse- og omsorgstenestelova § 6-2. Av "
            f"dei er {counted['dekket']} dekte, {counted['delvis']} delvis dekte og "
            f"{counted['mangler']} utan dekning.",
        ),
        say(
            "Det er alt som gjelder til sammen, som må dekke kravene.",
            "Det er alt som gjeld til saman, som må dekkje krava.",
        ),
    )
    open_items = [item for item in facts.items if item.status in {Coverage.MISSING, Coverage.PARTLY}]
    if open_items:
        yield grid(
            ("Nr.", "Krav", "Status"),
            [
                (str(each.minimum.nr), label_of(each.minimum, say), coverage_word(each.status, say))
                for each in open_items
            ],
        )
    numbers = ", ".join(map(str, facts.covered_here))
    yield said(
        say(
            f"En person har sagt at denne versjonen dekker krav nr. {numbers}.",
            f"Ein person har sagt at denne versjonen dekkjer krav nr. {numbers}.",
        )
        if facts.covered_here
        else say(
            "Ingen har vurdert hvilke krav denne versjonen dekker.",
            "Ingen har vurdert kva krav denne versjonen dekkjer.",
        )
    )


def about(facts: Case, say: Say) -> Section:
    """What the paper is made of, and that it is no legal advice."""
    return part(
        say("Om dette saksframlegget", "Om dette saksframlegget"),
        said(
            say(
                f"Framlegget er satt sammen av det som var ført i registeret {facts.day}. Det gjengir "
                "regler og opplysninger og er ikke juridisk rådgivning. Den som legger fram saken, "
                "svarer for at den er forsvarlig utredet.",
                f"Framlegget er sett saman av det som var ført i registeret {facts.day}. Det gjev att "
                "reglar og opplysningar og er ikkje juridisk rådgjeving. Den som legg fram saka, svarer "
                "for at ho er forsvarleg utgreidd.",
            )
        ),
    )

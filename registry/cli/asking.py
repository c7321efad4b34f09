"""What the register says about a question: who may decide, whether a decision holds, what the law demands."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, Known, OfPair, On, Party
from registry.cli.output import Rows, answer, read_in
from registry.cli.versions import the_version
from registry.cli.words import one_of, unknown
from registry.errors import BadInput

if TYPE_CHECKING:
    from decisions.verdict import Verdict
    from decisions.who_may import WhoMay

app = group("Spør registeret.")
Kind = Annotated[
    str, typer.Option("--kind", metavar="SLAG", help="Slag dokument eller sak: retningslinje, midler ...")
]
Change = Annotated[
    str, typer.Option("--change", metavar="ENDRING", help="ny, vesentlig, revisjon, mindre ...")
]
Scope = Annotated[
    str, typer.Option("--scope", metavar="REKKEVIDDE", help="alle parter, ett par, internt i organet.")
]


@command(
    app,
    "who-may",
    "Hvem som kan vedta noe en dag. Svarer med organer, flertall, innstilling, bestemmelse og lov.",
)
def who_may(
    context: typer.Context,
    kind: Kind = "",
    change: Change = "",
    scope: Scope = "",
    version: Annotated[
        str,
        typer.Option(
            "--version", metavar="REF@VERSJON", help="Denne versjonen, med det som er funnet i den."
        ),
    ] = "",
    on: On = "",
    json: Json = False,
) -> None:
    """Who may decide such a proposal, or this very version, that day. Exit 1 when no rule says."""
    if bool(version) == bool(kind or change or scope) or bool(kind) != bool(change):
        raise BadInput(
            "Det er ikke klart hva det spørres om.",
            "",
            "Skriv enten --version REF@VERSJON, eller både --kind SLAG og --change ENDRING.",
        )
    if version:
        _who_may_decide(context, version, on, json)
        return
    from decisions import proposals
    from documents.kinds import ChangeClass
    from registry.queries.mandates import may_decide

    try:
        matter = proposals.kind_of(kind.strip().lower())
    except ValueError as wrong:
        raise unknown(kind, "slag dokument eller sak", proposals.KIND_WORDS) from wrong
    size = one_of(ChangeClass, change, "slag endring")
    reach = one_of(proposals.Scope, scope, "rekkevidde") if scope else None
    day = dates.the_day(on)
    with reading(context) as at:
        found = may_decide(at.session, at.community, proposals.Proposal(matter, size, reach), day)
    answer(found.to_dict(), json, *_told(found))
    if not found.bodies:
        raise typer.Exit(1)


def _who_may_decide(context: typer.Context, version: str, on: str, json: bool) -> None:
    """Who may decide this version that day, by what is known of its change."""
    from registry.permissions import OPERATOR
    from registry.queries import findings

    day = dates.the_day(on)
    with reading(context) as at:
        view = the_version(at, version, day)
        asked = findings.asked(at.session, at.community, view, OPERATOR, day)
    facts = {
        **asked.answer.to_dict(),
        "version": asked.view.ref,
        "confirmed_by": asked.said.by,
        "findings": [each.to_dict() for each in asked.findings],
    }
    found = [(each.trait.value, each.place, each.certainty.value, each.by) for each in asked.findings]
    who = f"Bekreftet av {asked.said.by}." if asked.is_confirmed else "Slaget er ikke bekreftet av noen."
    told = f"{asked.view.ref}: {asked.proposal.change.label}. {who}"
    answer(facts, json, told, *_told(asked.answer), Rows(("Funn", "Hvor", "Hvor sikkert", "Av"), found))
    if not asked.answer.bodies:
        raise typer.Exit(1)


@command(
    app, "judge", "Om et vedtak som er beskrevet i en fil, er innenfor mandatet. Trenger ikke noe register."
)
def judge(
    facts: Annotated[
        Path | None, typer.Argument(metavar="FACTS.json", help="Filen; «-» leser standard inn.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Skriv formen filen skal ha, som JSON Schema.")
    ] = False,
    json: Json = False,
) -> None:
    """The verdict on the decision in the file, exit 0 only for VALID; or the form of the file."""
    from decisions import mandate
    from decisions.facts_files import NotFacts, read_facts
    from decisions.facts_schema import facts_schema
    from decisions.rule_files import statutory_floor
    from decisions.verdict import Answer

    if schema == (facts is not None):
        raise BadInput(
            "Si hva som skal vurderes.",
            "Kommandoen tar enten en fil med opplysninger, eller --schema.",
            "Skriv «judge FACTS.json», eller «judge --schema» for å se formen filen skal ha.",
        )
    if facts is None:
        answer(facts_schema(), as_json=True)
        return
    try:
        given = read_facts(_words_of(facts))
    except NotFacts as wrong:
        raise BadInput(
            "Opplysningene kan ikke vurderes.", " ".join(wrong.faults), "Formatet står i docs/rules.md."
        ) from wrong
    verdict = mandate.judge(given.facts, given.rules, statutory_floor())
    answer(verdict.to_dict(), json, *_verdict_told(verdict))
    if verdict.answer is not Answer.VALID:
        raise typer.Exit(1)


@command(app, "compliance", "Om det som gjelder en dag, har det loven krever.")
def compliance(
    context: typer.Context,
    on: On = "",
    known: Known = "",
    party: Party = "",
    pair: OfPair = "",
    json: Json = False,
) -> None:
    """The items of the law held against the set in force: for all, a party or a pair, and pair by pair."""
    from registry.cli.law import compliance_facts, duty_rows, gap_rows, item_rows
    from registry.permissions import OPERATOR
    from registry.queries import coverage, documents, parties
    from registry.queries.duties import duties
    from registry.queries.gaps import Gaps, together
    from registry.queries.pairs_by_name import pair_named

    day = dates.the_day(on)
    judged_by = dates.the_day(known) if known else day
    with reading(context) as at:
        session, community = at.session, at.community
        whose = parties.party(session, community, party) if party else None
        one = pair_named(session, community, pair, day) if pair else None
        gaps = Gaps(session, community, day, judged_by)
        asked = [one] if one else gaps.pairs(whose)
        held = gaps.compliance(one) if one else coverage.compliance(session, community, day, whose, judged_by)
        by_pair = [gaps.compliance(each) for each in gaps.pairs()] if json else []
        applying = documents.the_set(session, community, day, whose, one.row if one else None)
        due = duties(session, community, day, whose, OPERATOR)
        opened = together(gaps, asked)
    facts = compliance_facts(held, by_pair, applying, due, whose, judged_by, opened)
    counted = held.totals
    told = (
        f"{counted['in_force']} lovkrav er i kraft {dates.in_words(day)}: "
        f"{counted['dekket']} dekket, {counted['delvis']} delvis, {counted['mangler']} mangler"
        + (f", {waits} venter på vurdering." if (waits := counted["venter på vurdering"]) else ".")
    )
    items = Rows(("Nr.", "Krav", "Status", "I kraft fra", "Dekkes av", "Må ses på nytt"), item_rows(held))
    answer(
        facts,
        json,
        told,
        items,
        Rows(GAP_COLUMNS, gap_rows(opened)),
        Rows(("Plikt", "Stand", "Hva", "Kommuner"), duty_rows(due)),
    )


@command(app, "gaps", "Det loven krever, og som ikke er dekket: åpent siden når, og over hvilken dato.")
def gaps(
    context: typer.Context,
    on: On = "",
    known: Known = "",
    party: Party = "",
    pair: OfPair = "",
    json: Json = False,
) -> None:
    """What is open that day, the pairs in which it stands alike together. Exit 1 where something is open."""
    from registry.cli.law import gap_facts, gap_rows
    from registry.queries import gaps as queries
    from registry.queries import parties
    from registry.queries.pairs_by_name import pair_named

    day = dates.the_day(on)
    judged_by = dates.the_day(known) if known else day
    with reading(context) as at:
        session, community = at.session, at.community
        whose = parties.party(session, community, party) if party else None
        one = pair_named(session, community, pair, day) if pair else None
        found = queries.gaps(session, community, day, judged_by, whose, one)
    facts = {
        "on": day.isoformat(),
        "known": judged_by.isoformat(),
        "party": whose.ref if whose else None,
        "pair": pair or None,
        "gaps": [gap_facts(each) for each in found],
    }
    told = f"Ingenting er åpent {dates.in_words(day)}." if not found else ""
    answer(facts, json, told, Rows(GAP_COLUMNS, gap_rows(found)))
    if found:
        raise typer.Exit(1)


GAP_COLUMNS = ("Nr.", "Krav", "Stand", "Siden når", "Par")


@command(app, "analyse", "Hva søket ser i et ord i en tekst eller i et spørsmål.")
def analyse(
    words: Annotated[list[str], typer.Argument(metavar="ORD...", help="Ordene.")],
    query: Annotated[bool, typer.Option("--query", help="Som ord i et spørsmål.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Som ord i en tekst.")] = False,
    json: Json = False,
) -> None:
    """The terms of each word, and the terms of its parts."""
    from search.norwegian import query_terms, text_parts, text_terms

    if query == text:
        raise BadInput(
            "Velg én av --query og --text.", "Ordene i et spørsmål deles ikke; ordene i en tekst deles."
        )
    found: list[dict[str, object]] = [
        {
            "word": word,
            "terms": list(query_terms(word) if query else text_terms(word)),
            "parts": [] if query else list(text_parts(word)),
        }
        for given in words
        for word in given.split()
    ]
    rows = [(str(each["word"]), _joined(each["terms"]), _joined(each["parts"])) for each in found]
    answer({"words": found}, json, Rows(("Ord", "Søkes som", "Deler"), rows))


def _words_of(path: Path) -> str:
    data = sys.stdin.buffer.read() if str(path) == "-" else read_in(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadInput(
            f"{path} ble ikke lest.", "Den er ikke skrevet i UTF-8.", "Lagre den som UTF-8."
        ) from wrong


def _told(found: "WhoMay") -> tuple[str | Rows, ...]:
    bodies = [(may.decider.words, may.majority) for may in found.bodies]
    sources = [f"Bestemmelse: {rule.quoted}" for rule in found.shown]
    laws = [f"Lov: {rule.quoted}" for rule in found.laws]
    return (found.sentence, Rows(("Organ", "Flertall"), bodies), *sources, *laws)


def _verdict_told(verdict: "Verdict") -> tuple[str, ...]:
    missing = [f"Mangler: {each}" for each in verdict.missing]
    instead = [f"Kan vedta: {each}" for each in verdict.instead]
    return (f"{verdict.answer.label}.", *verdict.reasons, *missing, verdict.question, *instead)


def _joined(terms: object) -> str:
    return ", ".join(terms) if isinstance(terms, list) else ""

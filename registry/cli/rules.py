"""Rules of who may decide in a terminal: read, written down, read anew; and what turns because of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json, On, VersionName
from registry.cli.output import Rows, answer, read_in
from registry.cli.versions import the_version
from registry.cli.words import one_of, unknown
from registry.errors import BadInput

if TYPE_CHECKING:
    from decisions.proposals import Finding, Kind
    from decisions.rules import MandateRule
    from registry.queries.rejudging import Run
    from registry.queries.rule_reviews import RuleView

app = group("Regler om hvem som kan vedta.")
RuleName = Annotated[str, typer.Argument(metavar="REGEL", help="Regelens navn, som FM-2025-5.2d.")]
RuleFile = Annotated[Path, typer.Argument(metavar="FIL", help="Regelen som TOML, se docs/rules.md.")]
Reason = Annotated[str, typer.Option("--reason", metavar="GRUNN", help="Hvorfor.")]
First = Annotated[str, typer.Option("--from", metavar="DATO", help="Første dag.")]
Last = Annotated[str, typer.Option("--to", metavar="DATO", help="Siste dag.")]


@command(app, "rules", "Reglene som gjelder en dag. De som må leses på nytt, står først.")
def rules(context: typer.Context, on: On = "", json: Json = False) -> None:
    """The rules in force that day."""
    from registry.queries import mandates, rule_reviews

    day = dates.the_day(on)
    with reading(context) as at:
        waiting = rule_reviews.waiting_rules(at.session, at.community)
        holding = rule_reviews.in_order(mandates.rules_on(at.session, at.community, day), waiting)
        names = {each.ref for each in waiting}
        facts = {
            "on": day.isoformat(),
            "rules": [_rule_facts(rule, rule.id in names) for rule in holding],
            "waiting": sorted(names),
        }
        rows = [_rule_row(rule, rule.id in names) for rule in holding]
    told = f"{len(rows)} regler gjelder {dates.in_words(day)}. {len(names)} må leses på nytt."
    answer(facts, json, told, Rows(("Regel", "Bestemmelse", "Hvem", "Hvor sikkert", "Venter"), rows))


@command(app, "rule", "Én regel: punktet slik det lyder, dagene den gjelder, og hva den ble rettet til.")
def rule(context: typer.Context, name: RuleName, json: Json = False) -> None:
    """One rule, as TOML that can be mended and given to correct-rule."""
    from registry.queries import rule_reviews
    from registry.queries.rule_words import toml_of

    with reading(context) as at:
        view = rule_reviews.rule(at.session, at.community, name)
        facts = _view_facts(view)
        words = (view.kept.rule.quoted, _fate(view), toml_of(view.kept.rule))
    answer(facts, json, *words)


@command(app, "add-rule", "Skriv ned hva et punkt i en versjon sier om hvem som kan vedta.")
def add_rule(
    context: typer.Context,
    version: VersionName,
    clause: Annotated[str, typer.Argument(metavar="PUNKT", help="Nummeret eller identiteten: 5.2 d.")],
    file: RuleFile,
    json: Json = False,
) -> None:
    """Write down a rule; also of a draft, to hold when it is adopted."""
    from registry import clock
    from registry.operations.rules import write_rule
    from registry.permissions import OPERATOR
    from registry.queries.documents import legal_text
    from registry.queries.mandates import clause_named

    rule = _read_rule(file)
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        place = clause_named(legal_text(view.row), clause)
        row = write_rule(
            at.session, OPERATOR, at.community, rule, view.document, view.row, place, clock.now()
        )
        facts = {"rule": row.ref, "version": view.ref, "clause": place}
    answer(facts, json, f"Regelen {facts['rule']} er skrevet ned om {view.ref}.")


@command(app, "correct-rule", "Les en regel på nytt: bekreft den, rett den, eller trekk den.")
def correct_rule(
    context: typer.Context,
    name: RuleName,
    reason: Reason,
    confirm: Annotated[bool, typer.Option("--confirm", help="Den betyr det samme.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Punktet gir ingen slik regel.")] = False,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FIL", help="Regelen slik den er, som TOML.")
    ] = None,
    confidence: Annotated[
        str, typer.Option("--confidence", metavar="HVOR", help="ordrett, antatt eller omstridt.")
    ] = "",
    json: Json = False,
) -> None:
    """Read a rule anew; all decisions are judged again, and what turned is told."""
    from registry import clock
    from registry.operations import rules as operations
    from registry.permissions import OPERATOR
    from registry.queries import rejudging, rule_reviews

    if sum((confirm, withdraw, file is not None)) != 1:
        raise BadInput("Regelen er ikke rettet.", "", "Skriv én av --confirm, --file FIL og --withdraw.")
    given = _read_rule(file) if file else None
    with writing(context) as at:
        view = rule_reviews.rule(at.session, at.community, name)
        new = given or (_confirmed(view, confidence) if confirm else None)
        made = operations.correct_rule(at.session, OPERATOR, view.kept.row, new, reason, clock.now())
        instead = rule_reviews.rule(at.session, at.community, name).instead
        last = rejudging.last_run(at.session, at.community)
        facts = {
            "rule": name,
            "instead": instead.ref if instead else None,
            "reason": made.reason,
            "turned": [each.to_dict() for each in last.turned] if last else [],
        }
        words = (
            f"{name} er {'lest på nytt; nå gjelder ' + instead.ref if instead else 'trukket'}.",
            last.sentence if last else "",
            _turned_rows(last),
        )
    answer(facts, json, *words)


@command(app, "classify", "Si på nytt hva slags endring en frosset eller vedtatt versjon er.")
def classify(
    context: typer.Context,
    version: VersionName,
    change: Annotated[
        str, typer.Option("--change", metavar="ENDRING", help="ny, vesentlig, revisjon, mindre ...")
    ],
    reason: Reason,
    finding: Annotated[
        list[str] | None,
        typer.Option(
            "--finding",
            metavar="FUNN",
            help="Hva den gjør: «endrer kostnad», eller «endrer kostnad=mulig». Kan gjentas.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Classify a version; all decisions are judged again, and what turned is told."""
    from documents.kinds import ChangeClass
    from registry import clock
    from registry.operations import classifying
    from registry.permissions import OPERATOR
    from registry.queries import rejudging

    size = one_of(ChangeClass, change, "slag endring")
    found = [_finding(word) for word in finding or []]
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        classifying.classify(at.session, OPERATOR, view.document, view.row, size, found, reason, clock.now())
        last = rejudging.last_run(at.session, at.community)
        facts = {
            "version": view.ref,
            "change": size.value,
            "findings": [each.to_dict() for each in found],
            "turned": [each.to_dict() for each in last.turned] if last else [],
        }
        words = (f"{view.ref} er {size.label}.", last.sentence if last else "", _turned_rows(last))
    answer(facts, json, *words)


@command(app, "delegate", "Før at et organ har delegert myndighet til et annet.")
def delegate(
    context: typer.Context,
    giver: Annotated[str, typer.Argument(metavar="FRA", help="Organet som gir fra seg myndighet.")],
    receiver: Annotated[str, typer.Argument(metavar="TIL", help="Organet som får den.")],
    source: Annotated[str, typer.Option("--source", metavar="HVOR", help="Hvor det står, som PS 4/24.")],
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="SLAG", help="Over hva; ellers alt. Kan gjentas.")
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option("--change", metavar="ENDRING", help="Slag endring; ellers alle. Kan gjentas."),
    ] = None,
    valid_from: First = "",
    valid_to: Last = "",
    decision: Annotated[
        str, typer.Option("--decision", metavar="VEDTAK", help="Vedtaket det ble gjort ved.")
    ] = "",
    json: Json = False,
) -> None:
    """Record a delegation; refused where the law keeps the power."""
    from documents.kinds import ChangeClass
    from registry import clock
    from registry.operations import delegations as operations
    from registry.permissions import OPERATOR
    from registry.queries import bodies, decisions, rejudging

    kinds = tuple(_kind(word) for word in kind or [])
    changes = tuple(one_of(ChangeClass, word, "slag endring") for word in change or [])
    first, last_day = _day(valid_from), _day(valid_to)
    with writing(context) as at:
        entry = operations.DelegationEntry(
            bodies.body(at.session, at.community, giver),
            bodies.body(at.session, at.community, receiver),
            source,
            kinds,
            changes,
            first,
            last_day,
            decisions.decision(at.session, at.community, decision).row if decision else None,
        )
        operations.delegate(at.session, OPERATOR, at.community, entry, clock.now())
        last = rejudging.last_run(at.session, at.community)
        facts = {
            "giver": giver,
            "receiver": receiver,
            "kinds": [each.value for each in kinds],
            "changes": [each.value for each in changes],
            "source": source,
            "turned": [each.to_dict() for each in last.turned] if last else [],
        }
        words = ("Delegasjonen er ført.", last.sentence if last else "", _turned_rows(last))
    answer(facts, json, *words)


@command(app, "rejudge", "Vurder alle vedtak på nytt, etter reglene på hver møtedag. Kode 1 når noe snudde.")
def rejudge(
    context: typer.Context,
    because: Annotated[
        str, typer.Option("--because", metavar="GRUNN", help="Hvorfor nå.")
    ] = "Spurt fra kommandolinjen.",
    json: Json = False,
) -> None:
    """Judge all decisions anew and keep what came out. Exit 1 where something turned."""
    from registry import clock
    from registry.operations import rejudging as operations
    from registry.permissions import OPERATOR
    from registry.queries.rejudging import Run

    with writing(context) as at:
        row = operations.rejudge(at.session, OPERATOR, at.community, because, clock.now())
        run = Run(row) if row else None
        counts = {answer.value: count for answer, count in run.counts.items()} if run else {}
        turned = run.turned if run else ()
        facts = {"counts": counts, "turned": [each.to_dict() for each in turned]}
        words = (run.sentence if run else "Det er ingen vedtak.", _counted(run), _turned_rows(run))
    answer(facts, json, *words)
    if turned:
        raise typer.Exit(1)


def _read_rule(file: Path) -> "MandateRule":
    from registry.queries.rule_words import rule_of_toml

    try:
        words = read_in(file).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadInput(
            f"{file} ble ikke lest.", "Den er ikke skrevet i UTF-8.", "Lagre den som UTF-8."
        ) from wrong
    return rule_of_toml(words, "rule")


def _confirmed(view: "RuleView", confidence: str) -> "MandateRule":
    from dataclasses import replace

    from decisions.rules import Confidence

    sure = one_of(Confidence, confidence, "ord for hvor sikkert det er") if confidence else None
    return replace(view.kept.rule, confidence=sure or view.usual_confidence)


def _finding(typed: str) -> "Finding":
    from decisions.proposals import Certainty, Finding, Trait

    word, _, how = typed.partition("=")
    trait = one_of(Trait, word, "funn")
    certainty = one_of(Certainty, how, "ord for hvor sikkert det er") if how else Certainty.BEKREFTET
    return Finding(trait, certainty)


def _kind(word: str) -> "Kind":
    from decisions.proposals import KIND_WORDS, kind_of

    try:
        return kind_of(word.strip().lower())
    except ValueError as wrong:
        raise unknown(word, "slag dokument eller sak", KIND_WORDS) from wrong


def _day(typed: str) -> date | None:
    return dates.the_day(typed) if typed else None


def _rule_facts(rule: "MandateRule", waits: bool) -> dict[str, object]:
    from decisions.rule_files import rule_to_dict

    return {**rule_to_dict(rule), "waits": waits}


def _rule_row(rule: "MandateRule", waits: bool) -> tuple[str, ...]:
    who = ", ".join(rule.decider_words)
    return (rule.id, rule.source.words, who, rule.confidence.value, "ja" if waits else "")


def _view_facts(view: "RuleView") -> dict[str, object]:
    correction = view.kept.correction
    return {
        **_rule_facts(view.in_force or view.kept.rule, view.waits),
        "gone": view.kept.is_gone,
        "clause_now": view.words_now,
        "clause_before": view.words_before,
        "corrected_by": correction.corrected_by if correction else "",
        "reason": correction.reason if correction else "",
        "instead": view.instead.ref if view.instead else None,
    }


def _fate(view: "RuleView") -> str:
    correction = view.kept.correction
    if correction is None:
        return "Den venter på at en person leser punktet på nytt." if view.waits else ""
    then = f" Nå gjelder {view.instead.ref}." if view.instead else " Punktet gir ingen slik regel."
    return f"{correction.corrected_by} leste den på nytt: {correction.reason}{then}"


def _counted(run: "Run | None") -> Rows:
    rows = [(answer.label, str(count)) for answer, count in run.counts.items()] if run else []
    return Rows(("Svar", "Vedtak"), rows)


def _turned_rows(run: "Run | None") -> Rows:
    turned = run.turned if run else ()
    rows = [(each.ref, each.before.label, each.after.label, each.why) for each in turned]
    return Rows(("Vedtak", "Før", "Nå", "Hvorfor"), rows)

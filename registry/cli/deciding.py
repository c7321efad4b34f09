"""Decisions recorded, answered where the register asks, and vouched for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, writing
from registry.cli.options import Json
from registry.cli.output import answer, read_in
from registry.cli.versions import the_version
from registry.cli.words import one_of, unknown
from registry.errors import BadInput

if TYPE_CHECKING:
    from decisions.verdict import Answer
    from decisions.votes import Votes
    from registry.operations.decisions import DecisionEntry
    from registry.queries.decisions import DecisionView

app = group("Registrer, avgjør og bekreft vedtak.")
Ref = Annotated[str, typer.Argument(metavar="VEDTAK", help="Referansen, for eksempel v-0a1b2c3d4e.")]


@command(app, "record", "Registrer hva et organ vedtok. Svarer 1 når registeret ikke kan si at det holder.")
def record(
    context: typer.Context,
    body: Annotated[str, typer.Argument(metavar="ORGAN", help="Organets korte navn.")],
    on: Annotated[str, typer.Option("--on", metavar="DATO", help="Møtedagen.")],
    case: Annotated[str, typer.Option("--case", metavar="NUMMER", help="Saksnummeret, som «12/25».")],
    title: Annotated[str, typer.Option("--title", metavar="TITTEL", help="Sakens tittel.")],
    version: Annotated[
        str, typer.Option("--version", metavar="REF@VERSJON", help="Teksten det gjelder.")
    ] = "",
    matter: Annotated[
        str, typer.Option("--matter", metavar="SAK", help="Det det gjelder, der det ikke er en tekst.")
    ] = "",
    act: Annotated[str, typer.Option("--act", metavar="HANDLING", help="vedtar, innstiller ...")] = "vedtar",
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="UTFALL", help="vedtatt, avvist, utsatt ...")
    ] = "vedtatt",
    change: Annotated[str, typer.Option("--change", metavar="ENDRING", help="ny, mindre ...")] = "",
    for_: Annotated[int, typer.Option("--for", metavar="ANTALL", help="Stemmer for.")] = -1,
    against: Annotated[int, typer.Option("--against", metavar="ANTALL", help="Stemmer mot.")] = -1,
    abstained: Annotated[int, typer.Option("--abstained", metavar="ANTALL", min=0, help="Avholdende.")] = 0,
    present: Annotated[int, typer.Option("--present", metavar="ANTALL", help="Til stede.")] = -1,
    members: Annotated[int, typer.Option("--members", metavar="ANTALL", help="Medlemmer.")] = -1,
    text: Annotated[str, typer.Option("--text", metavar="TEKST", help="Vedtakets ordlyd.")] = "",
    minutes: Annotated[str, typer.Option("--minutes", metavar="STED", help="Hvor protokollen er.")] = "",
    returned_to: Annotated[
        str, typer.Option("--returned-to", metavar="ORGAN", help="Hvem saken ble sendt tilbake til.")
    ] = "",
    corrects: Annotated[str, typer.Option("--corrects", metavar="VEDTAK", help="Vedtaket det retter.")] = "",
    paper: Annotated[str, typer.Option("--paper", metavar="PAPIR", help="Papiret det er ført etter.")] = "",
    json: Json = False,
) -> None:
    """Record a decision with its verdict; exit 1 where it is not VALID. It is recorded all the same."""
    from decisions.outcomes import Act, Outcome
    from decisions.proposals import Matter
    from decisions.verdict import Answer
    from documents.kinds import ChangeClass
    from registry import clock, fields
    from registry.operations import decisions as operations
    from registry.queries import bodies
    from registry.queries import decisions as queries
    from registry.queries.adopted_papers import named_paper

    if bool(version) == bool(matter):
        raise BadInput("Vedtaket er ikke registrert.", "", "Skriv enten --version eller --matter.")
    day = fields.day(on, "on", "Møtedagen")
    with writing(context) as at:
        about = the_version(at, version, clock.today()) if version else None
        wrong = queries.decision(at.session, at.community, corrects).row if corrects else None
        entry = operations.DecisionEntry(
            body=bodies.body(at.session, at.community, body),
            meeting_on=day,
            case_number=case,
            title=title,
            act=one_of(Act, act, "handling"),
            outcome=one_of(Outcome, outcome, "utfall"),
            document=about.document if about else None,
            version=about.row if about else None,
            matter=one_of(Matter, matter, "sak") if matter else None,
            change=one_of(ChangeClass, change, "slag endring") if change else None,
            votes=_votes(for_, against, abstained, present, members),
            minutes=minutes,
            corrects=wrong,
            paper=named_paper(at.session, at.community, paper),
            text=text,
            returned_to=bodies.body(at.session, at.community, returned_to) if returned_to else None,
        )
        view = _recorded(at, entry)
    verdict = view.verdict
    answer(
        {"ref": view.row.ref, "verdict": verdict.to_dict()},
        json,
        f"Registrert som {view.row.ref}: {verdict.answer.label.lower()}.",
        *verdict.reasons,
        verdict.question,
    )
    if verdict.answer is not Answer.VALID:
        raise typer.Exit(1)


@command(app, "rule-on", "Før en persons svar på det vurderingen av et vedtak spør om.")
def rule_on(
    context: typer.Context,
    ref: Ref,
    word: Annotated[
        str,
        typer.Option(
            "--answer", metavar="SVAR", help="gyldig, venter eller ugyldig; eller VALID, PENDING, INVALID."
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEKST", help="Begrunnelsen.")],
    authority: Annotated[str, typer.Option("--authority", metavar="TEKST", help="Med hvilken myndighet.")],
    by: Annotated[str, typer.Option("--by", metavar="NAVN", help="Hvem som avgjorde.")],
    on: Annotated[
        str, typer.Option("--on", metavar="DATO", help="Dagen det ble avgjort; ellers i dag.")
    ] = "",
    json: Json = False,
) -> None:
    """A person's answer, kept beside the verdict."""
    from registry import clock
    from registry.operations import rulings as operations
    from registry.permissions import OPERATOR
    from registry.queries import decisions as queries

    entry = operations.RulingEntry(_answer(word), reason, authority, by, dates.the_day(on))
    with writing(context) as at:
        row = queries.decision(at.session, at.community, ref).row
        made = operations.rule_on(at.session, OPERATOR, at.community, row, entry, clock.now())
        stage = queries.decision(at.session, at.community, ref).version
        facts = {
            "decision": ref,
            "ruling": made.ref,
            "answer": made.answer.value,
            "question": made.question,
            "stage": stage.stage.value if stage else None,
        }
    told = f"{by} har avgjort {ref}: {made.answer.label.lower()}. Vurderingen blir stående som den er."
    answer(facts, json, told)


@command(app, "certify", "Bekreft at et vedtak står der lenken eller filen sier, og sier det samme.")
def certify(
    context: typer.Context,
    ref: Ref,
    link: Annotated[str, typer.Option("--link", metavar="ADRESSE", help="Adressen til protokollen.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FIL", help="Møteboken eller særutskriften, høyst 20 MB.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEKST", help="For eksempel hvilken side.")] = "",
    json: Json = False,
) -> None:
    """Vouch for a decision by its source. The file is kept byte for byte."""
    from registry import clock
    from registry.operations import certifying as operations
    from registry.operations.source_files import SourceFile
    from registry.permissions import OPERATOR
    from registry.queries import decisions as queries

    source = SourceFile(file.name, read_in(file)) if file else None
    with writing(context) as at:
        row = queries.decision(at.session, at.community, ref).row
        told = at.session, OPERATOR, at.community, row, clock.now()
        made = operations.certify(*told, link=link, file=source, note=note)
        facts = {
            "decision": ref,
            "by": made.certified_by,
            "at": made.certified_at.isoformat(),
            "link": made.link,
            "file": made.file_name,
            "sha256": made.sha256,
        }
    answer(facts, json, f"{ref} er bekreftet av {made.certified_by}.")


def _answer(typed: str) -> "Answer":
    """The answer by its word for programs or for people, in any case; raises BadInput."""
    from decisions.verdict import Answer

    words = {word.lower(): each for each in Answer for word in (each.value, each.label)}
    answers = {word: each for word, each in words.items() if each is not Answer.NEEDS_HUMAN}
    if typed.strip().lower() not in answers:
        raise unknown(typed, "svar", (Answer.VALID.value, Answer.PENDING.value, Answer.INVALID.value))
    return answers[typed.strip().lower()]


def _recorded(at: Register, entry: "DecisionEntry") -> "DecisionView":
    from registry import clock
    from registry.operations.decisions import record_decision
    from registry.permissions import OPERATOR
    from registry.queries.decisions import decision

    row = record_decision(at.session, OPERATOR, at.community, entry, clock.now())
    return decision(at.session, at.community, row.ref)


def _votes(for_: int, against: int, abstained: int, present: int, members: int) -> "Votes | None":
    """The vote; None where neither for nor against is said. Below zero: not said."""
    from decisions.votes import ImpossibleVotes, Votes

    if for_ < 0 and against < 0:
        return None
    if for_ < 0 or against < 0:
        raise BadInput("Stemmetallene er ikke hele.", "", "Skriv både --for og --against, også når det er 0.")
    try:
        return Votes(
            for_, against, abstained, None if present < 0 else present, None if members < 0 else members
        )
    except ImpossibleVotes as wrong:
        raise BadInput("Vedtaket er ikke registrert.", str(wrong), "Rett stemmetallene.") from wrong

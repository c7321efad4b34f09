"""Users' part in the making of texts, and the yearly reviews: what is recorded, and to record more."""

from typing import Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading, writing
from registry.cli.options import Json, On, Party
from registry.cli.output import Rows, answer
from registry.cli.versions import the_version
from registry.cli.words import one_of
from registry.errors import BadInput

app = group("Medvirkning (§ 6-1 tredje ledd) og årlig gjennomgang (§ 6-5).")
Link = Annotated[str, typer.Option("--link", metavar="STED", help="En adresse eller en arkivreferanse.")]
NotSo = Annotated[
    int | None,
    typer.Option("--not-so", metavar="NR", min=1, help="Føringen med dette nummeret stemmer ikke likevel."),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEKST", help="Hvorfor føringen ikke stemmer.")]


@command(app, "involvement", "Medvirkningen som er ført, tekst for tekst.")
def involvement(context: typer.Context, json: Json = False) -> None:
    """Every record of users' part, the latest day first; also what was said not to be so."""
    with reading(context) as at:
        _tell_involvement(at, json)


@command(
    app, "record-involvement", "Før at brukerne tok del i arbeidet med en tekst, eller at de ikke gjorde det."
)
def record_involvement(
    context: typer.Context,
    version: Annotated[
        str, typer.Argument(metavar="REF@VERSJON", help="Utkastet de arbeidet med. Tom med --not-so.")
    ] = "",
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="SLAG",
            help="«pasient- og brukererfaringer» eller «pasient- og brukerorganisasjoner».",
        ),
    ] = "pasient- og brukerorganisasjoner",
    whom: Annotated[
        str, typer.Option("--whom", metavar="HVEM", help="Organisasjonen. Aldri en pasient.")
    ] = "",
    how: Annotated[str, typer.Option("--how", metavar="TEKST", help="Hvordan.")] = "",
    day: Annotated[str, typer.Option("--day", metavar="DATO", help="Dagen det skjedde.")] = "",
    outcome: Annotated[str, typer.Option("--outcome", metavar="TEKST", help="Hva som kom ut av det.")] = "",
    link: Link = "",
    not_so: NotSo = None,
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Record users' part, or that a record is not so. The last word counts."""
    from decisions.involvement import Involvement
    from registry import clock, fields
    from registry.operations import involvement as operations
    from registry.permissions import OPERATOR
    from registry.queries import involvement as queries

    with writing(context) as at:
        if not_so is not None:
            found = queries.involvement(at.session, at.community, OPERATOR, not_so)
            operations.not_involved(at.session, OPERATOR, found, reason, clock.now())
        else:
            if not version:
                raise BadInput("Medvirkningen er ikke ført.", "Versjonen mangler.", "Skriv REF@VERSJON.")
            view = the_version(at, version, clock.today())
            entry = operations.InvolvementEntry(
                one_of(Involvement, sort, "slag medvirkning"),
                whom,
                how,
                fields.day(day, "day", "Dagen"),
                outcome,
                link,
            )
            told = at.session, OPERATOR, at.community, view.document, view.row
            operations.record_involvement(*told, entry, clock.now())
        _tell_involvement(at, json)


@command(app, "reviews", "Den årlige gjennomgangen, par for par, og det som er ført.")
def reviews(context: typer.Context, on: On = "", party: Party = "", json: Json = False) -> None:
    """How last year and this stand on a day, and the reviews that are recorded."""
    with reading(context) as at:
        _tell_reviews(at, on, party, json)


@command(app, "record-review", "Før en gjennomgang av avtalen, eller at den ikke ble gjort.")
def record_review(
    context: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="REF", help="Avtalens korte navn. Tom med --not-so.")
    ] = "",
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="UTFALL", help="«ingen endring trengs» eller «skal endres».")
    ] = "ingen endring trengs",
    told: Annotated[
        str, typer.Option("--told", metavar="TEKST", help="Hvem som var med, og hva de fant.")
    ] = "",
    day: Annotated[str, typer.Option("--day", metavar="DATO", help="Dagen; ellers i dag.")] = "",
    year: Annotated[
        int | None, typer.Option("--year", metavar="ÅR", min=1900, help="Året den er for; ellers dagens.")
    ] = None,
    pair: Annotated[
        str, typer.Option("--pair", metavar="PAR", help="Som granvik+helse-fjordmark; ellers alle sammen.")
    ] = "",
    link: Link = "",
    not_so: NotSo = None,
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Record a review, or that one did not take place. The last word counts."""
    from decisions.reviews import ReviewOutcome
    from registry import clock
    from registry.operations import reviews as operations
    from registry.permissions import OPERATOR
    from registry.queries import documents
    from registry.queries import reviews as queries
    from registry.queries.pairs_by_name import pair_named

    held = dates.the_day(day)
    with writing(context) as at:
        if not_so is not None:
            found = queries.review(at.session, at.community, not_so)
            operations.not_reviewed(at.session, OPERATOR, found, reason, clock.now())
        else:
            if not document:
                raise BadInput("Gjennomgangen er ikke ført.", "Avtalen mangler.", "Skriv det korte navnet.")
            entry = operations.ReviewEntry(
                documents.document(at.session, at.community, document),
                year or held.year,
                held,
                one_of(ReviewOutcome, outcome, "utfall"),
                told,
                pair_named(at.session, at.community, pair, held) if pair else None,
                link,
            )
            operations.record_review(at.session, OPERATOR, at.community, entry, clock.now())
        _tell_reviews(at, "", "", json)


def _tell_involvement(at: Register, json: bool) -> None:
    from registry.permissions import OPERATOR
    from registry.queries import involvement as queries
    from registry.queries.process_facts import involvement_facts

    found = queries.recorded_involvement(at.session, at.community, OPERATOR)
    rows = [
        (
            str(each.row.id),
            each.row.took_part_on.isoformat(),
            each.ref,
            each.row.whom,
            each.row.how
            if each.counts
            else f"Stemmer ikke: {each.taken_back.reason if each.taken_back else ''}",
        )
        for each in found
    ]
    facts = {"involvement": [involvement_facts(each) for each in found]}
    answer(facts, json, Rows(("Nr.", "Dag", "Versjon", "Hvem", "Hvordan"), rows))


def _tell_reviews(at: Register, on: str, party: str, json: bool) -> None:
    from registry.queries import parties
    from registry.queries import reviews as queries
    from registry.queries.process_facts import review_facts, year_facts

    day = dates.the_day(on)
    whose = parties.party(at.session, at.community, party) if party else None
    years = queries.years_of_review(at.session, at.community, day, whose)
    recorded = queries.recorded_reviews(at.session, at.community, day)
    facts = {
        "on": day.isoformat(),
        "years": [year_facts(each) for each in years],
        "recorded": [review_facts(each) for each in recorded],
    }
    of_years = [
        (str(each.year), each.duty.state.value, each.duty.sentence, f"{len(each.pairs)} par")
        for each in years
    ]
    of_records = [
        (
            str(each.row.id),
            each.row.reviewed_on.isoformat(),
            each.whose or "alle",
            each.row.outcome.value if each.counts else "stemmer ikke",
            each.row.told,
        )
        for each in recorded
    ]
    answer(
        facts,
        json,
        Rows(("År", "Stand", "Hva", "For"), of_years),
        Rows(("Nr.", "Dag", "Hvem", "Utfall", "Fortalt"), of_records),
    )

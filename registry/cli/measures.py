"""Joint measures: those that stand, and to add, end and judge one; and the duties of the field."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Register, reading, writing
from registry.cli.options import Json, On, Party
from registry.cli.output import Rows, answer
from registry.cli.versions import the_version
from registry.cli.words import one_of
from registry.errors import BadInput

if TYPE_CHECKING:
    from documents.text import LegalText

app = group("Samarbeidstiltak etter § 6-2 andre ledd, og feltets plikter.")
Measure = Annotated[str, typer.Argument(metavar="TILTAK", help="Referansen, for eksempel t-0a1b2c3d4e.")]
Place = Annotated[
    str, typer.Option("--place", metavar="PUNKT", help="Nummeret i teksten, som 7.1 eller 5.2 c.")
]
OfPair = Annotated[
    str, typer.Option("--pair", metavar="PAR", help="Som granvik+helse-fjordmark; ellers alle.")
]
LastDay = Annotated[str, typer.Option("--last-day", metavar="DATO", help="Siste dag.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEKST", help="Grunnen. Aldri om pasienter.")]


@command(app, "measures", "Samarbeidstiltakene som står en dag, eller ett av dem, med de fire svarene.")
def measures(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="TILTAK", help="Tom: alle som står.")] = "",
    on: On = "",
    party: Party = "",
    json: Json = False,
) -> None:
    """The joint measures of a day, each with the four questions."""
    from registry.queries import measures as queries
    from registry.queries import parties
    from registry.queries.process_facts import measure_facts

    day = dates.the_day(on)
    with reading(context) as at:
        if ref:
            _tell(at, ref, on, json)
            return
        whose = parties.party(at.session, at.community, party) if party else None
        found = queries.measures(at.session, at.community, day, whose)
        facts = {"on": day.isoformat(), "measures": [measure_facts(each) for each in found]}
        rows = [
            (
                each.row.ref,
                each.row.title,
                each.pair.told if each.pair else "alle",
                each.duty.state.value,
                each.duty.sentence,
            )
            for each in found
        ]
    told = f"{len(rows)} samarbeidstiltak står {dates.in_words(day)}."
    answer(facts, json, told, Rows(("Ref", "Tiltak", "Hvem", "Stand", "Hva"), rows))


@command(app, "add-measure", "Legg til et samarbeidstiltak som partene har avtalt.")
def add_measure(
    context: typer.Context,
    title: Annotated[str, typer.Option("--title", metavar="NAVN", help="Navnet på tiltaket.")],
    version: Annotated[str, typer.Option("--version", metavar="REF@VERSJON", help="Der det er avtalt.")],
    place: Place,
    agreed: Annotated[str, typer.Option("--agreed", metavar="DATO", help="Dagen det ble avtalt.")],
    pair: OfPair = "",
    last_day: LastDay = "",
    json: Json = False,
) -> None:
    """Record a joint measure."""
    from registry import clock, fields
    from registry.operations import measures as operations
    from registry.permissions import OPERATOR
    from registry.queries.documents import legal_text
    from registry.queries.pairs_by_name import pair_named

    agreed_on = fields.day(agreed, "agreed", "Dagen det ble avtalt")
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        entry = operations.MeasureEntry(
            title,
            view.document,
            _identity(legal_text(view.row), place),
            agreed_on,
            pair_named(at.session, at.community, pair, agreed_on) if pair else None,
            fields.day_or_none(last_day, "last_day", "Siste dag"),
        )
        row = operations.add_measure(at.session, OPERATOR, at.community, entry, clock.now())
        _tell(at, row.ref, "", json)


@command(app, "end-measure", "Før siste dag for et samarbeidstiltak, eller at det går videre.")
def end_measure(
    context: typer.Context,
    ref: Measure,
    last_day: LastDay = "",
    reason: Reason = "",
    json: Json = False,
) -> None:
    """The last word counts. Without a last day the measure goes on after all."""
    from registry import clock, fields
    from registry.operations import measures as operations
    from registry.permissions import OPERATOR
    from registry.queries import measures as queries

    day = fields.day_or_none(last_day, "last_day", "Siste dag")
    with writing(context) as at:
        found = queries.measure(at.session, at.community, ref, clock.today())
        told = at.session, OPERATOR, at.community, found
        operations.end_measure(*told, day, reason, clock.now())
        _tell(at, ref, "", json)


@command(app, "judge-measure", "Vurder ett av de fire spørsmålene for et samarbeidstiltak.")
def judge_measure(
    context: typer.Context,
    ref: Measure,
    nr: Annotated[
        int,
        typer.Option("--nr", metavar="NR", help="1 ansvar, 2 arbeidsgiver, 3 organisering, 4 finansiering."),
    ],
    version: Annotated[str, typer.Option("--version", metavar="REF@VERSJON", help="Der svaret står.")],
    place: Place,
    degree: Annotated[
        str, typer.Option("--degree", metavar="GRAD", help="dekker, dekker delvis, nevner, dekker ikke.")
    ] = "dekker",
    cited: Annotated[
        str, typer.Option("--cited", metavar="ORD", help="Ordene det hviler på; ellers alle i punktet.")
    ] = "",
    reason: Reason = "",
    json: Json = False,
) -> None:
    """Say how far a place settles the question, and on which words."""
    from documents.coverage import Degree
    from registry import clock
    from registry.operations import measures as operations
    from registry.operations.coverage import require_reason
    from registry.permissions import OPERATOR
    from registry.queries import measures as queries
    from registry.queries.documents import legal_text

    how_far = one_of(Degree, degree, "grad")
    require_reason(how_far, reason)
    with writing(context) as at:
        today = clock.today()
        found = queries.measure(at.session, at.community, ref, today)
        view = the_version(at, version, today)
        identity = _identity(legal_text(view.row), place)
        told = at.session, OPERATOR, found, view, identity, nr, how_far
        operations.judge_measure(*told, today, reason, cited)
        _tell(at, ref, "", json)


@command(app, "field-duties", "Plikter som ligger på tjenestene, og om det som gjelder, ordner dem.")
def field_duties(context: typer.Context, on: On = "", party: Party = "", json: Json = False) -> None:
    """The duties of the field beside § 6-2; pairs that the same texts bind stand together."""
    from registry.queries import field_duties as queries
    from registry.queries import parties
    from registry.queries.process_facts import field_facts

    day = dates.the_day(on)
    with reading(context) as at:
        whose = parties.party(at.session, at.community, party) if party else None
        found = queries.field_duties(at.session, at.community, day, whose)
        facts = {"on": day.isoformat(), "groups": [field_facts(each) for each in found]}
        rows = [
            (item.minimum.key, item.minimum.label, item.status.value, str(len(each.pairs)))
            for each in found
            for item in each.items
        ]
    answer(facts, json, Rows(("Plikt", "Hva", "Status", "Par"), rows))


def _identity(text: "LegalText", number: str) -> str:
    """The identity of the place with this number; raises BadInput."""
    from registry.queries.mandates import clause_named

    named = clause_named(text, number.strip())
    if text.find(named) is None:
        raise BadInput(
            f"Teksten har ikke noe punkt «{number[:40]}».", "", "Skriv nummeret slik det står der.", "place"
        )
    return named


def _tell(at: Register, ref: str, on: str, json: bool) -> None:
    from registry.queries import measures as queries
    from registry.queries.process_facts import measure_facts

    found = queries.measure(at.session, at.community, ref, dates.the_day(on))
    rows = [
        (
            str(each.minimum.nr),
            each.minimum.label,
            each.status.value + (", må ses på nytt" if each.suspect else ""),
            "; ".join(mark.cited for mark in each.evidence),
        )
        for each in found.answers
    ]
    told = f"{ref}: {found.row.title}."
    answer(
        measure_facts(found), json, told, found.duty.sentence, Rows(("Nr.", "Hva", "Status", "Ordene"), rows)
    )

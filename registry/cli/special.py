"""Special agreements in a terminal: all of a day, what one rests on, and reading it anew."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json, On
from registry.cli.output import Rows, answer
from registry.cli.versions import the_version
from registry.errors import BadInput

if TYPE_CHECKING:
    from registry.queries.special_agreements import SpecialAgreement

app = group("Særavtaler, og hva de hviler på.")
Special = Annotated[str, typer.Argument(metavar="SÆRAVTALE", help="Særavtalens korte navn.")]


@command(app, "special-agreements", "Særavtalene en dag, og hva som må leses på nytt.")
def special_agreements(context: typer.Context, on: On = "", json: Json = False) -> None:
    """Every special agreement on the day."""
    from registry.permissions import OPERATOR
    from registry.queries import special_agreements as queries
    from registry.queries.special_words import summary

    day = dates.the_day(on)
    with reading(context) as at:
        found = queries.special_agreements(at.session, at.community, day, OPERATOR)
        facts = {"on": day.isoformat(), "special_agreements": [summary(each) for each in found]}
        rows = [_row(each) for each in found]
        flagged = sum(len(each.flagged) for each in found if each.applies)
    told = f"{len(rows)} særavtaler {dates.in_words(day)}. {flagged} punkter må leses på nytt."
    columns = ("Særavtale", "Mellom", "Står som", "Hviler på", "Leses på nytt", "Funn om frister")
    answer(facts, json, told, Rows(columns, rows))


@command(app, "governing", "Hva en særavtale hviler på. Med --clause: si at de to er lest sammen.")
def governing(
    context: typer.Context,
    special: Special,
    on: On = "",
    clause: Annotated[
        str, typer.Option("--clause", metavar="PUNKT", help="Nummeret eller identiteten: 7.1.")
    ] = "",
    version: Annotated[
        str, typer.Option("--in", metavar="REF@VERSJON", help="Versjonen punktet er lest i.")
    ] = "",
    ends: Annotated[bool, typer.Option("--ends", help="Den hviler ikke på punktet lenger.")] = False,
    note: Annotated[str, typer.Option("--note", metavar="TEKST", help="Merknad.")] = "",
    json: Json = False,
) -> None:
    """What it rests on that day; with a clause, that the two were read together that day."""
    if bool(clause) != bool(version):
        raise BadInput("Lesningen er ikke registrert.", "Si både punktet (--clause) og versjonen (--in).")
    if (ends or note) and not clause:
        raise BadInput("Lesningen er ikke registrert.", "Det er ikke sagt hvilket punkt.", "Skriv --clause.")
    if clause:
        _read(context, special, on, clause, version, not ends, note, json)
    else:
        _told(context, special, on, json)


def _told(context: typer.Context, special: str, on: str, json: bool) -> None:
    from registry.permissions import OPERATOR
    from registry.queries import special_agreements as queries
    from registry.queries.special_suggestions import suggestions
    from registry.queries.special_words import whole

    day = dates.the_day(on)
    with reading(context) as at:
        found = queries.special_agreement(at.session, at.community, special, day, OPERATOR)
        offered = suggestions(found)
        facts = whole(found, offered, queries.history(at.session, found.document, day))
        words: list[str | Rows] = [
            f"{found.document.title} hviler på {len(found.resting)} punkter {dates.in_words(day)}.",
            Rows(("Tekst", "Punkt", "Lest i", "Av", "Den", "Hvordan det er"), _clauses(found)),
            *(f"{each.sort.label}: {each.sentence} {each.now}" for each in found.findings),
            *(
                f"Forslag: {each.view.ref} punkt {each.place.number}. Ikke talt med før noen har lest dem."
                for each in offered
            ),
        ]
    answer(facts, json, *words)


def _read(
    context: typer.Context,
    special: str,
    on: str,
    clause: str,
    version: str,
    holds: bool,
    note: str,
    json: bool,
) -> None:
    from registry import clock
    from registry.operations.special_agreements import read_together
    from registry.permissions import OPERATOR
    from registry.queries import documents
    from registry.queries.documents import legal_text
    from registry.queries.mandates import clause_named

    day = dates.the_day(on)
    with writing(context) as at:
        document = documents.document(at.session, at.community, special)
        view = the_version(at, version, clock.today())
        section = clause_named(legal_text(view.row), clause)
        row = read_together(
            at.session,
            OPERATOR,
            at.community,
            document,
            view.row,
            section,
            day,
            clock.now(),
            holds=holds,
            note=note,
        )
        facts = {
            "special_agreement": document.ref,
            "version": view.ref,
            "section": row.section_id,
            "holds": row.holds,
            "on": row.read_on.isoformat(),
            "note": row.note,
        }
    what = "hviler på" if holds else "hviler ikke lenger på"
    answer(facts, json, f"Registrert: {special} {what} punkt {clause} i {version}.")


def _row(each: "SpecialAgreement") -> tuple[str, ...]:
    return (
        each.view.ref,
        f"{each.pair.kommune.name} og {each.pair.foretak.name}",
        each.view.standing.value,
        str(len(each.resting)),
        str(len(each.flagged)) if each.applies else "",
        ", ".join(dict.fromkeys(found.sort.value for found in each.findings)),
    )


def _clauses(found: "SpecialAgreement") -> list[tuple[str, ...]]:
    from registry.queries.special_words import ahead_sentence, flag_sentence

    return [
        (
            clause.document.ref,
            clause.place.number,
            clause.read_in.number,
            clause.reading.read_by,
            clause.reading.read_on.isoformat(),
            " ".join((flag_sentence(clause), *(ahead_sentence(each) for each in clause.ahead))),
        )
        for clause in found.resting
    ]

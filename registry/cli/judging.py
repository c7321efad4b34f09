"""What people have judged of the texts against the law, in a terminal: seen, made, confirmed, taken back."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json, Known, On, Party, VersionName
from registry.cli.output import Rows, answer
from registry.cli.versions import the_version
from registry.cli.words import one_of
from registry.errors import BadInput

if TYPE_CHECKING:
    from registry.queries.judgement_list import Judgement
    from registry.tables import MarkRow

app = group("Vurderinger av hva tekstene dekker.")
Number = Annotated[int, typer.Argument(metavar="VURDERING", help="Nummeret, som i «judgements».")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEKST", help="Begrunnelsen.")]
WHOLE = "hele"


@command(app, "judgements", "Vurderingene som gjelder en dag; de som må ses på nytt, først.")
def list_judgements(
    context: typer.Context,
    on: On = "",
    known: Known = "",
    party: Party = "",
    suspect: Annotated[bool, typer.Option("--suspect", help="Bare de som må ses på nytt.")] = False,
    json: Json = False,
) -> None:
    """Every judgement that counts that day. With --suspect: exit 1 when there are any to look at."""
    from registry.queries import parties
    from registry.queries.judgement_list import judgements

    day = dates.the_day(on)
    by = dates.the_day(known) if known else None
    with reading(context) as at:
        row = parties.party(at.session, at.community, party) if party else None
        found = judgements(at.session, at.community, day, row, by)
    doubted = [each for each in found if each.suspect]
    shown = doubted if suspect else found
    facts = {"on": day.isoformat(), "party": party or None, "judgements": [_facts(each) for each in shown]}
    told = f"{len(found)} vurderinger gjelder {dates.in_words(day)}. {len(doubted)} må ses på nytt."
    changed = [line for each in doubted for line in _changed(each)]
    columns = ("Nr.", "Krav", "Grad", "Punkt", "Av", "Den", "Må ses på nytt")
    answer(facts, json, told, Rows(columns, [_row(each) for each in shown]), *changed)
    if suspect and doubted:
        raise typer.Exit(1)


@command(app, "judge-coverage", "Si hvor langt et punkt i en versjon dekker et lovkrav.")
def judge_coverage(
    context: typer.Context,
    version: VersionName,
    clause: Annotated[
        str, typer.Option("--clause", metavar="PUNKT", help="Nummeret eller identiteten; «hele» for teksten.")
    ],
    item: Annotated[int, typer.Option("--item", metavar="NR", help="Lovkravets nummer i § 6-2.")],
    degree: Annotated[
        str, typer.Option("--degree", metavar="GRAD", help="dekker, dekker delvis, nevner eller dekker ikke.")
    ],
    reason: Reason = "",
    cited: Annotated[
        str, typer.Option("--cited", metavar="ORD", help="Ordene den hviler på; ellers alle i punktet.")
    ] = "",
    replaces: Annotated[
        int | None,
        typer.Option("--replaces", metavar="VURDERING", help="Vurderingen den kommer i stedet for."),
    ] = None,
    json: Json = False,
) -> None:
    """Judge, today, in the name of whoever runs the register."""
    from documents.coverage import Degree
    from registry import clock
    from registry.operations.coverage import judge, require_reason
    from registry.permissions import OPERATOR
    from registry.queries.documents import legal_text
    from registry.queries.mandates import clause_named

    far = one_of(Degree, degree, "grad")
    if clause == WHOLE and far is not Degree.NOT:
        raise BadInput("Hele teksten kan bare vurderes som «dekker ikke».", "Velg punktet som dekker kravet.")
    require_reason(far, reason)
    with writing(context) as at:
        view = the_version(at, version, clock.today())
        section = "" if clause == WHOLE else clause_named(legal_text(view.row), clause)
        row = judge(
            at.session,
            OPERATOR,
            view.document,
            view.row,
            section,
            item,
            far,
            clock.today(),
            reason,
            cited,
            replaces=replaces,
        )
        facts = _kept(row)
    answer(facts, json, f"Vurderingen av lovkrav nr. {item} er lagret.")


@command(app, "confirm-coverage", "Si at en vurdering fortsatt gjelder, på ordene slik de står nå.")
def confirm_coverage(
    context: typer.Context, version: VersionName, number: Number, reason: Reason = "", json: Json = False
) -> None:
    """Confirm a judgement for the version that is in force now."""
    from registry import clock
    from registry.operations.coverage import confirm
    from registry.permissions import OPERATOR

    with writing(context) as at:
        view = the_version(at, version, clock.today())
        rows = confirm(at.session, OPERATOR, view.document, view.row, number, clock.today(), reason)
        facts = {"confirmed": [_kept(row) for row in rows]}
        told = f"Vurderingen av lovkrav nr. {rows[0].nr} er bekreftet på ordene slik de står nå."
    answer(facts, json, told)


@command(app, "withdraw-coverage", "Trekk en vurdering. At den var der, huskes.")
def withdraw_coverage(
    context: typer.Context, version: VersionName, number: Number, json: Json = False
) -> None:
    """Take a judgement back from this version on."""
    from registry import clock
    from registry.operations.coverage import withdraw
    from registry.permissions import OPERATOR

    with writing(context) as at:
        view = the_version(at, version, clock.today())
        withdraw(at.session, OPERATOR, view.document, view.row, number, clock.today())
    answer({"withdrawn": number}, json, "Vurderingen er trukket. Loggen husker at den var der.")


def _facts(each: "Judgement") -> dict[str, object]:
    mark = each.mark
    return {
        "id": mark.id,
        "nr": mark.nr,
        "catalogue": mark.catalogue,
        "item": each.minimum.label,
        "document": mark.document,
        "version": mark.version,
        "in_force": each.view.ref,
        "section": mark.section_id,
        "number": mark.section_number,
        "degree": mark.degree.value,
        "kind": mark.kind.value,
        "cited": mark.cited,
        "reason": mark.reason,
        "judged_by": mark.judged_by,
        "judged_on": mark.judged_on.isoformat(),
        "suspects": [
            {
                "doubt": doubt.doubt.value,
                "since": doubt.since.isoformat(),
                "version": doubt.version,
                "before": doubt.before,
                "now": doubt.now,
            }
            for doubt in mark.suspects
        ],
    }


def _row(each: "Judgement") -> tuple[str, ...]:
    mark = each.mark
    since = each.since.isoformat() if each.since else ""
    where = f"{mark.document}@{mark.version} {mark.section_number or 'hele teksten'}"
    day = mark.judged_on.isoformat()
    return (
        str(mark.id),
        f"{mark.nr} {each.minimum.label}",
        mark.degree.value,
        where,
        mark.judged_by,
        day,
        since,
    )


def _changed(each: "Judgement") -> list[str]:
    from registry.queries.judgement_list import doubt_words

    return [
        f"Vurdering {each.mark.id}: {doubt_words(doubt)} Før: «{doubt.before}» Nå: «{doubt.now or '–'}»"
        for doubt in each.mark.suspects
    ]


def _kept(row: "MarkRow") -> dict[str, object]:
    return {
        "id": row.id,
        "nr": row.nr,
        "section": row.section_id,
        "degree": row.degree.value,
        "kind": row.kind.value,
        "cited": row.cited,
        "reason": row.reason,
        "judged_by": row.judged_by,
        "judged_on": row.judged_on.isoformat(),
    }

"""What drafts would do to the coverage of the law, in a terminal."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, On
from registry.cli.output import Rows, answer
from registry.cli.versions import the_version

if TYPE_CHECKING:
    from registry.queries.draft_coverage import DraftCoverage

app = group("Utkast og lovkrav.")
Drafts = Annotated[
    list[str],
    typer.Argument(metavar="REF@VERSJON...", help="Utkastet, eller flere som skal gjelde samtidig."),
]


@command(app, "draft-coverage", "Hva et utkast ville gjøre med dekningen av lovkravene.")
def draft_coverage(
    context: typer.Context,
    drafts: Drafts,
    suggestions: Annotated[
        bool, typer.Option("--suggestions", help="Som om de åpne forslagene som passer, var godtatt.")
    ] = False,
    on: On = "",
    json: Json = False,
) -> None:
    """The demands before and after, and each judgement. Exit 1 when coverage is lost or left uncertain."""
    from registry import clock
    from registry.queries import draft_coverage as queries

    with reading(context) as at:
        asked = dates.the_day(on)
        views = [the_version(at, each, asked) for each in drafts]
        day = asked if on else max(queries.the_day_it_applies(each, clock.today()) for each in views)
        found = queries.draft_coverage(
            at.session, at.community, queries.each_once(views), day, suggested=suggestions
        )
        facts = found.to_dict()
        items = _items(found)
        judgements = [
            (
                each.fate.value,
                str(each.mark.nr),
                f"{each.mark.document}@{each.mark.version}",
                each.mark.section_number,
                each.doubt.before if each.doubt else "",
                each.doubt.now if each.doubt else "",
            )
            for each in found.fates
        ]
        worse = found.is_worse
    told = f"{found.told} Regnet for {dates.in_words(day)}."
    columns = ("Vurderingen", "Krav", "Tekst", "Punkt", "Slik det ble vurdert", "Slik det vil lyde")
    answer(facts, json, told, Rows(("Krav", "Før", "Etter", "For"), items), Rows(columns, judgements))
    if worse:
        raise typer.Exit(1)


def _items(found: "DraftCoverage") -> list[tuple[str, ...]]:
    """The demands that change: once where all pairs fare alike, else for each group of pairs."""
    groups = [("alle par", found.changed)]
    if not found.alike:
        groups = [
            (", ".join(f"{pair.kommune.ref}+{pair.foretak.ref}" for pair in each.pairs), each.changed)
            for each in found.pairs
        ]
    return [
        (f"{item.minimum.nr} {item.minimum.label}", item.before.value, item.after.value, whom)
        for whom, items in groups
        for item in items
    ]

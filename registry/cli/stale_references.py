"""What the texts in force cite of the law, held against the dated list of laws."""

from typing import TYPE_CHECKING

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, On, Party
from registry.cli.output import Rows, answer

if TYPE_CHECKING:
    from registry.queries.stale_references import LawReferences

app = group("Henvisninger til loven.")


@command(app, "law-references", "Om det tekstene viser til i loven, fortsatt står der.")
def law_references(context: typer.Context, on: On = "", party: Party = "", json: Json = False) -> None:
    """Every citation of the law in the texts in force that day. Exit 1 when one is stale."""
    from documents.laws.standing import Holds
    from registry.queries import parties
    from registry.queries.stale_references import law_references_on

    day = dates.the_day(on)
    with reading(context) as at:
        whose = parties.party(at.session, at.community, party) if party else None
        found = law_references_on(at.session, at.community, day, whose)
        facts = {"party": whose.ref if whose else None, **found.to_dict()}
        rows = _rows(found)
    counts = found.counts
    told = (
        f"{counts['references']} henvisninger til loven {dates.in_words(day)}: "
        f"{counts[Holds.STANDS]} står, {counts[Holds.STALE]} står ikke lenger, "
        f"{counts[Holds.DOUBTFUL]} kan mene noe annet, {counts[Holds.NOT_YET]} gjelder ikke ennå, "
        f"{counts[Holds.UNKNOWN]} kan ikke holdes mot lovlisten."
    )
    answer(facts, json, told, Rows(("Tekst", "Punkt", "Henvisning", "Hvordan", "Fra", "Se nå"), rows))
    if counts[Holds.STALE]:
        raise typer.Exit(1)


def _rows(found: "LawReferences") -> list[tuple[str, ...]]:
    from documents.laws.standing import Holds

    return [
        (
            each.view.ref,
            one.reference.place.number or one.reference.place.section.title,
            one.reference.words,
            one.holds.value,
            dates.iso(one.since) or "",
            str(one.instead or ""),
        )
        for each in found.texts
        for one in each.every
        if one.holds is not Holds.STANDS
    ]

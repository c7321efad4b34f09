"""Where to look for what the law demands, before a person judges."""

from typing import Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, On, Party
from registry.cli.output import Rows, answer

app = group("Let etter det loven krever.")
SHOWN = 10
"""So many are told unless another number is asked for."""


@command(
    app,
    "candidates",
    "Steder å lete etter det et lovkrav ber om, de mest sannsynlige først. De teller ikke som dekning.",
)
def candidates(
    context: typer.Context,
    nr: Annotated[int, typer.Argument(metavar="NR", help="Nummeret i § 6-2 første ledd.")],
    on: On = "",
    party: Party = "",
    limit: Annotated[
        int, typer.Option("--limit", metavar="ANTALL", min=1, max=200, help="Høyst så mange.")
    ] = SHOWN,
    json: Json = False,
) -> None:
    """The sections to look at, each with the sentence and why, and remarks on the form of what covers it."""
    from documents import forms_of_demand
    from documents.candidates import NONE_FOUND, NOTICE
    from registry.queries import parties
    from registry.queries.candidates import Seeking

    day = dates.the_day(on)
    with reading(context) as at:
        whose = parties.party(at.session, at.community, party) if party else None
        found = Seeking(at.session, at.community, day, whose).of(nr)
        facts = {
            "on": day.isoformat(),
            "party": whose.ref if whose else None,
            "notice": NOTICE,
            **found.to_dict(limit),
        }
    minimum = found.item.minimum
    head = f"Krav {minimum.nr}, {minimum.label}: {found.item.status.value} {dates.in_words(day)}. {NOTICE}"
    rows = [
        (
            f"{each.document}@{each.version} {each.place.number or each.place.section.title}",
            "".join(run.words for run in each.sentence),
            " ".join(each.why),
        )
        for each in found.candidates[:limit]
    ]
    remarks = [(each.sentence,) for each in found.remarks]
    said = f"Til formen: {forms_of_demand.NOTICE}" if remarks else ""
    none = "" if rows else NONE_FOUND
    answer(
        facts, json, head, none, Rows(("Sted", "Setning", "Hvorfor"), rows), said, Rows(("Merknad",), remarks)
    )

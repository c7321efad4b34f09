"""The whole set of a day: told, or taken out as one file."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading
from registry.cli.options import Json, On, Out, Party
from registry.cli.output import Rows, answer, working, write_out
from registry.cli.words import one_of
from registry.errors import BadInput

if TYPE_CHECKING:
    from registry.queries.collections import Collection

app = group("Det som gjelder en dag.")


@command(app, "in-force", "Det som gjelder en dag, i rangorden. Med --to og -o kommer det hele som én fil.")
def in_force(
    context: typer.Context,
    on: On = "",
    party: Party = "",
    other: Annotated[
        str, typer.Option("--with", metavar="PART", help="Sammen med --party: bare det som binder paret.")
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="docx, zip, md eller json.")] = "",
    out: Out = None,
    json: Json = False,
) -> None:
    """What is in force that day, in order of precedence: said, or written to a file."""
    from registry.queries.collection_files import CollectionFormat, manifest, take_out
    from registry.queries.collections import collection

    if to and json:
        raise BadInput("Velg én av --to og --json.", "Begge sier hvordan svaret skal være.")
    if out is not None and not to:
        raise BadInput("Filen er ikke skrevet.", "", "Si hva slags fil det skal være, med --to.")
    form = one_of(CollectionFormat, to, "filformat") if to else None
    day = dates.the_day(on)
    with reading(context) as at, working("Samler"):
        found = collection(at.session, at.community, day, party, other)
        facts = manifest(found)
        file = take_out(at.session, found, form) if form else None
    if file is None:
        answer(facts, json, *_told(found))
    else:
        write_out(file.data, out, is_text=form in {CollectionFormat.MD, CollectionFormat.JSON})


def _told(found: "Collection") -> tuple[str | Rows, ...]:
    from registry.queries.collection_files import since_words, whose, yields_words

    whom = f"for {whose(found)}" if found.party else "i hele helsefellesskapet"
    present = frozenset(each.kind for each in found.kinds)
    rows = [
        (
            each.view.ref,
            each.view.document.kind.value,
            each.view.document.title,
            since_words(each).removeprefix("fra "),
            yields_words(each, present).removeprefix("Viker for ").rstrip("."),
        )
        for each in found.members
    ]
    coming = [f"Vedtatt, men ikke begynt: {each.view.ref}, {since_words(each)}." for each in found.coming]
    columns = ("Versjon", "Slag", "Tittel", "Gjelder fra", "Viker for")
    told = f"{len(rows)} versjoner gjelder {dates.in_words(found.on)} {whom}."
    return (told, Rows(columns, rows), *coming, f"Avtrykk av settet: {found.hash}" if rows else "")

"""Catalogues of demands in a terminal: what the law asks, an office's own files, and who stands for each."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json, On
from registry.cli.output import Rows, answer, read_in
from registry.errors import BadInput

if TYPE_CHECKING:
    from documents.minimums import Catalogue
    from registry.queries.catalogues import Entry, Signature

app = group("Kravlister: det loven krever, med dager, kilder og kvitteringer.")


@command(app, "catalogues", "Kravlistene, oppføring for oppføring, slik de gjelder en dag.")
def catalogues(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[LISTE]", help="Bare denne, som hol-6-2.")] = "",
    on: On = "",
    json: Json = False,
) -> None:
    """Every catalogue, or one, with what is in force that day and who has signed."""
    from registry.queries import catalogues as queries
    from registry.queries.catalogue_facts import catalogue_facts

    day = dates.the_day(on)
    with reading(context) as at:
        signed = queries.signatures(at.session, at.community)
        found = queries.catalogues(at.session, at.community)
        wanted = [queries.catalogue(at.session, at.community, ref)] if ref else list(found)
        facts = {
            "on": day.isoformat(),
            "edition": queries.edition(at.session, at.community),
            "catalogues": [catalogue_facts(each, day, signed) for each in wanted],
        }
        rows = [row for each in wanted for row in _rows(each, signed)]
        counts = {each.ref: len(each.on(day)) for each in wanted}
    told = "; ".join(f"{name}: {count}" for name, count in counts.items())
    answer(
        facts,
        json,
        f"Krav som gjelder {dates.in_words(day)}: {told}. Avtrykk {str(facts['edition'])[:12]}.",
        Rows(("Krav", "Navn", "Fra", "Til", "Kilde", "Kvittert av"), rows),
    )


@command(app, "add-catalogue", "Legg en egen kravliste ved siden av dem som er her.")
def add_catalogue(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FIL", help="TOML, se docs/catalogues.md.")],
    json: Json = False,
) -> None:
    """Add an office's own file; every fault is told at once, and the old ones stay as they were."""
    from registry import clock
    from registry.operations import catalogues as operations
    from registry.permissions import OPERATOR
    from registry.queries import catalogues as queries

    data = read_in(file)
    with writing(context) as at:
        row = operations.add_catalogue(at.session, OPERATOR, at.community, file.name, data, clock.now())
        facts = {
            "name": row.name,
            "hash": row.hash,
            "edition": queries.edition(at.session, at.community),
        }
    answer(facts, json, f"Kravlisten {file.name} er lagt til.")


@command(app, "sign-demand", "Kvitter for at en oppføring er holdt mot kilden, eller trekk kvitteringen.")
def sign_demand(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KRAV", help="Kravlisten og nummeret, som hol-6-2:4.")],
    since: Annotated[str, typer.Option("--since", metavar="DATO", help="Dagen oppføringen gjelder fra.")],
    by: Annotated[str, typer.Option("--by", metavar="NAVN", help="Hvem som står for den.")],
    note: Annotated[
        str, typer.Option("--note", metavar="ORD", help="Merknad; grunnen når kvitteringen trekkes.")
    ] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Trekk kvitteringen.")] = False,
    json: Json = False,
) -> None:
    """A named person stands for one entry, or takes it back with a reason."""
    from registry import clock
    from registry.operations import catalogues as operations
    from registry.permissions import OPERATOR
    from registry.queries import catalogues as queries
    from registry.queries.catalogue_facts import entry_facts

    day = dates.the_day(since)
    if not since:
        raise BadInput("Dagen mangler.", "Et krav kan ha flere tilstander.", "Skriv --since DATO.", "since")
    with writing(context) as at:
        state = queries.entry(at.session, at.community, key, day)
        act = operations.take_back_signature if withdraw else operations.sign_demand
        act(at.session, OPERATOR, at.community, state, by, note, clock.today(), clock.now())
        given = queries.signature_of(at.session, at.community, state)
        facts = entry_facts(state, clock.today(), given)
    did = "Kvitteringen er trukket for" if withdraw else f"{by} står for"
    answer(facts, json, f"{did} {key} fra {dates.in_words(day)}: {state.label}.")


def _rows(catalogue: "Catalogue", signed: "Mapping[Entry, Signature]") -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for state in catalogue.entries:
        given = signed.get((state.catalogue, state.nr, state.since))
        who = f"{given.signed_by} {given.signed_on}" if given and given.counts else ""
        label = f"{state.label} (vår lesning)" if state.reading else state.label
        days = (state.since.isoformat(), state.until.isoformat() if state.until else "")
        found.append((state.key, label, *days, str(state.source), who))
    return found

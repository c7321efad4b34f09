"""Parties and pairs in a terminal: added, ended, and who comes after whom."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json, On
from registry.cli.output import Rows, answer
from registry.cli.words import one_of

if TYPE_CHECKING:
    from datetime import date

app = group("Parter og par.")
PartyRef = Annotated[str, typer.Argument(metavar="PART", help="Det korte navnet: granvik.")]
Kommune = Annotated[str, typer.Argument(metavar="KOMMUNE", help="Kommunens korte navn.")]
Foretak = Annotated[str, typer.Argument(metavar="FORETAK", help="Foretakets korte navn.")]
First = Annotated[str, typer.Option("--from", metavar="DATO", help="Første dag.")]
Last = Annotated[str, typer.Option("--to", metavar="DATO", help="Siste dag.")]
Reason = Annotated[str, typer.Option("--reason", metavar="GRUNN", help="Hvorfor.")]


@command(app, "parties", "Partene som fantes en dag, og parene de sto i.")
def parties_command(context: typer.Context, on: On = "", json: Json = False) -> None:
    """The parties of the day, with those each is in a pair with."""
    from registry.queries import parties

    day = dates.the_day(on)
    with reading(context) as at:
        rows = parties.parties_on(at.session, at.community, day)
        pairs = parties.pairs(at.session, at.community, day)
    facts = [
        {
            "ref": row.ref,
            "name": row.name,
            "kind": row.kind.value,
            "from": _iso(row.valid_from),
            "to": _iso(row.valid_to),
            "pairs": [
                other.ref
                for pair in pairs
                for own, other in ((pair.kommune, pair.foretak), (pair.foretak, pair.kommune))
                if own.id == row.id
            ],
        }
        for row in rows
    ]
    table = [(row.ref, row.name, row.kind.value) for row in rows]
    answer({"on": day.isoformat(), "parties": facts}, json, Rows(("Kort navn", "Navn", "Slag"), table))


@command(app, "add-party", "Legg til en part.")
def add_party(
    context: typer.Context,
    ref: PartyRef,
    name: Annotated[str, typer.Option("--name", metavar="NAVN", help="Navnet.")],
    kind: Annotated[str, typer.Option("--kind", metavar="SLAG", help="kommune, helseforetak ...")],
    valid_from: First = "",
    valid_to: Last = "",
    json: Json = False,
) -> None:
    """All decisions are judged anew."""
    from decisions.parties import PartyKind
    from registry import fields
    from registry.operations import communities
    from registry.permissions import OPERATOR

    first = fields.day_or_none(valid_from, "from", "Første dag")
    last = fields.day_or_none(valid_to, "to", "Siste dag")
    with writing(context) as at:
        row = communities.add_party(
            at.session,
            OPERATOR,
            at.community,
            ref,
            name,
            one_of(PartyKind, kind, "slag part"),
            valid_from=first,
            valid_to=last,
        )
    facts = {"ref": ref, "name": row.name, "kind": row.kind.value, "from": _iso(first), "to": _iso(last)}
    answer(facts, json, f"{row.name} er lagt til.")


@command(app, "add-pair", "Bind en kommune og et foretak til hverandre som par.")
def add_pair(
    context: typer.Context,
    kommune: Kommune,
    foretak: Foretak,
    valid_from: First = "",
    valid_to: Last = "",
    json: Json = False,
) -> None:
    """What is in force for others binds the pair from the day both have adopted it."""
    from registry import fields
    from registry.operations import communities
    from registry.permissions import OPERATOR
    from registry.queries import parties

    first = fields.day_or_none(valid_from, "from", "Første dag")
    last = fields.day_or_none(valid_to, "to", "Siste dag")
    with writing(context) as at:
        one, other = (parties.party(at.session, at.community, each) for each in (kommune, foretak))
        communities.add_pair(at.session, OPERATOR, at.community, one, other, first, last)
        told = f"{one.name} og {other.name} er et par."
    answer({"kommune": kommune, "foretak": foretak, "from": _iso(first), "to": _iso(last)}, json, told)


@command(app, "succeed-party", "Si hvilken part som kommer etter en annen: en sammenslåing eller en deling.")
def succeed_party(
    context: typer.Context,
    old: PartyRef,
    new: Annotated[str, typer.Argument(metavar="NY", help="Den nye partens korte navn.")],
    first_day: Annotated[str, typer.Option("--from", metavar="DATO", help="Den nyes første dag.")],
    json: Json = False,
) -> None:
    """The old one and its pairs end the day before. A merger is one call for each that merged."""
    from registry import fields
    from registry.operations import communities
    from registry.permissions import OPERATOR
    from registry.queries import parties

    day = fields.day(first_day, "from", "Første dag")
    with writing(context) as at:
        before, after = (parties.party(at.session, at.community, each) for each in (old, new))
        communities.succeed(at.session, OPERATOR, at.community, before, after, day)
        told = f"{after.name} etterfølger {before.name} fra {dates.in_words(day)}."
    answer({"party": old, "successor": new, "from": day.isoformat()}, json, told)


@command(app, "end-party", "Si hvilken dag som er den siste for en part som ingen kommer etter.")
def end_party(
    context: typer.Context,
    ref: PartyRef,
    last_day: Annotated[str, typer.Option("--to", metavar="DATO", help="Siste dag.")],
    reason: Reason,
    json: Json = False,
) -> None:
    """A text that lacked only this party is adopted."""
    from registry import fields
    from registry.operations import communities
    from registry.permissions import OPERATOR
    from registry.queries import parties

    last = fields.day(last_day, "to", "Siste dag")
    with writing(context) as at:
        row = parties.party(at.session, at.community, ref)
        communities.end_party(at.session, OPERATOR, at.community, row, last, reason)
        told = f"{row.name} er part til og med {dates.in_words(last)}."
    answer({"party": ref, "to": last.isoformat(), "reason": reason}, json, told)


@command(app, "end-pair", "Si hvilken dag som er den siste for et par der begge går videre hver for seg.")
def end_pair(
    context: typer.Context,
    kommune: Kommune,
    foretak: Foretak,
    last_day: Annotated[str, typer.Option("--to", metavar="DATO", help="Siste dag.")],
    reason: Reason,
    json: Json = False,
) -> None:
    """A notice of termination ends an agreement, not the pair."""
    from registry import fields
    from registry.operations import communities
    from registry.permissions import OPERATOR
    from registry.queries import parties

    last = fields.day(last_day, "to", "Siste dag")
    with writing(context) as at:
        view = parties.pair_named(at.session, at.community, kommune, foretak)
        communities.end_pair(at.session, OPERATOR, at.community, view.row, last, reason)
        told = f"{view.told} er et par til og med {dates.in_words(last)}."
    facts = {"kommune": kommune, "foretak": foretak, "to": last.isoformat(), "reason": reason}
    answer(facts, json, told)


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day else None

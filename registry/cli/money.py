"""Money at the helsefellesskap's disposal: what there is, and what decisions gave of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.norwegian import command, group
from registry.cli.opening import reading, writing
from registry.cli.options import Json
from registry.cli.output import Rows, answer
from registry.cli.words import one_of

if TYPE_CHECKING:
    from registry.queries.funds import FundView, GrantView

app = group("Midler.")
Fund = Annotated[str, typer.Argument(metavar="MIDLER", help="Det korte navnet: tilskudd-2026.")]
Amount = Annotated[str, typer.Option("--amount", metavar="KRONER", help="Hele kroner: 1500000.")]


@command(app, "funds", "Midler, og hva som er gitt av dem; med MIDLER hver fordeling med vedtaket.")
def funds_command(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="[MIDLER]", help="Bare disse, med hver fordeling.")] = "",
    json: Json = False,
) -> None:
    """What there is, what is given by decisions that stand, what waits, and what is left."""
    from registry.queries import funds

    with reading(context) as at:
        if ref:
            views = [funds.view(at.session, at.community, funds.fund(at.session, at.community, ref))]
        else:
            views = funds.views(at.session, at.community)
        facts = [_facts(each) for each in views]
        rows = [_row(each) for each in views]
        grants = [_grant_row(each) for view in views for each in view.grants]
    table = Rows(("Kort navn", "Navn", "I alt", "Gitt", "Venter", "Igjen"), rows)
    given = Rows(("Til", "Kroner", "Vedtak", "Holder", "Enighet"), grants if ref else ())
    answer({"funds": facts}, json, table, given)


@command(app, "add-fund", "Legg til midler som er stilt til rådighet for helsefellesskapet.")
def add_fund(
    context: typer.Context,
    ref: Fund,
    name: Annotated[str, typer.Option("--name", metavar="NAVN", help="Navnet.")],
    matter: Annotated[str, typer.Option("--kind", metavar="SLAG", help="midler eller samhandlingstilskudd.")],
    source: Annotated[str, typer.Option("--source", metavar="NAVN", help="Hvem som gir midlene.")],
    year: Annotated[int, typer.Option("--year", metavar="ÅR", help="Året.")],
    amount: Amount,
    json: Json = False,
) -> None:
    """Whole kroner, for a year."""
    from decisions.proposals import Matter
    from registry import clock, fields
    from registry.operations import funds as operations
    from registry.permissions import OPERATOR

    kind, kroner = one_of(Matter, matter, "slag midler"), fields.kroner(amount, "amount", "Beløpet")
    entry = operations.FundEntry(ref, name, kind, source, year, kroner)
    with writing(context) as at:
        row = operations.add_fund(at.session, OPERATOR, at.community, entry, clock.now())
    told = f"{row.name}: {fields.in_kroner(row.amount)} er lagt til."
    answer({"ref": row.ref, "amount": row.amount}, json, told)


@command(app, "allocate", "Før hva et vedtak ga av noen midler. Mer enn det er igjen, går ikke.")
def allocate(
    context: typer.Context,
    ref: Fund,
    decision: Annotated[str, typer.Argument(metavar="VEDTAK", help="Vedtakets referanse: v-0a1b2c3d4e.")],
    recipient: Annotated[str, typer.Option("--to", metavar="NAVN", help="Hvem som fikk midlene.")],
    purpose: Annotated[str, typer.Option("--for", metavar="FORMÅL", help="Til hva.")],
    amount: Amount,
    json: Json = False,
) -> None:
    """A decision that does not stand is kept with what is missing, and nothing is spent."""
    from registry import clock, fields
    from registry.operations import funds as operations
    from registry.permissions import OPERATOR
    from registry.queries import decisions, funds

    kroner = fields.kroner(amount, "amount", "Beløpet")
    with writing(context) as at:
        row = funds.fund(at.session, at.community, ref)
        made = decisions.decision(at.session, at.community, decision)
        operations.allocate(at.session, OPERATOR, row, made, recipient, purpose, kroner, clock.now())
        view = funds.view(at.session, at.community, row)
        given = view.grants[-1]
        facts = {**_facts(view), "grants": [_grant_facts(given)]}
    spent = "" if given.stands else f"Beløpet er ikke regnet som brukt. {given.lacks}"
    told = f"{fields.in_kroner(kroner)} til {given.row.recipient} er ført."
    answer(facts, json, told, spent, f"Igjen: {fields.in_kroner(view.balance.left)}.")


def _facts(view: "FundView") -> dict[str, object]:
    row, held = view.row, view.balance
    return {
        "ref": row.ref,
        "name": row.name,
        "matter": row.matter,
        "source": row.source,
        "year": row.year,
        "amount": held.amount,
        "spent": held.spent,
        "waiting": held.waiting,
        "left": held.left,
        "grants": [_grant_facts(each) for each in view.grants],
    }


def _grant_facts(view: "GrantView") -> dict[str, object]:
    return {
        "decision": view.decision.row.ref,
        "recipient": view.row.recipient,
        "purpose": view.row.purpose,
        "amount": view.row.amount,
        "answer": view.answer.value,
        "stands": view.stands,
        "lacks": view.lacks,
        "agreement": view.unity.agreement.value,
        "sentence": view.unity.sentence,
        "clause": view.unity.ground.clause if view.unity.ground else "",
    }


def _row(view: "FundView") -> tuple[str, ...]:
    held = view.balance
    numbers = (held.amount, held.spent, held.waiting, held.left)
    return view.row.ref, view.row.name, *(f"{each:,}".replace(",", " ") for each in numbers)


def _grant_row(view: "GrantView") -> tuple[str, ...]:
    made = view.decision.row
    return (
        view.row.recipient,
        f"{view.row.amount:,}".replace(",", " "),
        f"{view.body_name} {made.case_number} ({made.ref})",
        view.answer.label,
        view.unity.agreement.value,
    )

"""Accounts and keys: who may come in, as what, and until when."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import dates
from registry.cli.norwegian import command, group
from registry.cli.opening import Call, the_house
from registry.cli.options import Json
from registry.cli.output import Rows, answer
from registry.cli.words import one_of
from registry.errors import BadInput

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from registry.permissions import Permission
    from registry.tables import CommunityRow, PersonRow, TokenRow

users = group("Brukere: hvem som kan logge inn, og hva de er her.")
tokens = group("Nøkler for programmer: laget, sett på og trukket.")
Person = Annotated[str, typer.Argument(metavar="PERSON", help="E-postadressen, eller referansen i loggen.")]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Les passordet fra standard inn.")]
RoleWord = Annotated[
    str, typer.Option("--role", metavar="ROLLE", help="sekretariat, medlem, leser, administrator ...")
]


@command(users, "add", "Lag en bruker. Passordet spørres det om; det skrives aldri på kommandolinjen.")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAVN", help="Hele navnet.")],
    email: Annotated[
        str, typer.Option("--email", metavar="ADRESSE", help="E-postadressen som brukes til å logge inn.")
    ],
    role: RoleWord = "",
    password_stdin: Stdin = False,
    json: Json = False,
) -> None:
    """A new account, perhaps with a role at once."""
    from registry import clock
    from registry.operations import people as operations
    from registry.permissions import OPERATOR, Role

    wanted = one_of(Role, role, "rolle") if role else None
    with the_house(context) as house:
        password = _password(password_stdin)
        with house.database.writing() as session:
            row = operations.add_person(session, OPERATOR, name, clock.now(), email=email, password=password)
            if wanted:
                operations.give_role(session, OPERATOR, row, wanted, _place(context, session, wanted.value))
    role_told = f" som {wanted.value}" if wanted else ", men har ingen rolle ennå"
    told = f"{row.name} kan logge inn med {row.email}{role_told}."
    answer({"ref": row.ref, "name": row.name, "email": row.email, "role": wanted}, json, told)


@command(users, "list", "Alle som kan logge inn, med rollene de har.")
def list_users(context: typer.Context, json: Json = False) -> None:
    """Everybody with an account."""
    from registry.queries import people as queries

    with the_house(context) as house, house.database.reading() as session:
        found = [_user_facts(session, row) for row in queries.those_who_sign_in(session)]
    rows = [(str(each["name"]), str(each["email"]), _listed(each["roles"]), _state(each)) for each in found]
    answer({"users": found}, json, Rows(("Navn", "E-post", "Roller", "Stand"), rows))


@command(users, "role", "Gi en bruker en rolle. Administrator gjelder hele installasjonen.")
def role_command(
    context: typer.Context,
    person: Person,
    role: Annotated[
        str, typer.Argument(metavar="ROLLE", help="sekretariat, medlem, partskontakt, leser ...")
    ],
    party: Annotated[
        str, typer.Option("--party", metavar="PART", help="Parten en partskontakt hører til.")
    ] = "",
    body: Annotated[str, typer.Option("--body", metavar="ORGAN", help="Organet et medlem sitter i.")] = "",
    valid_from: Annotated[str, typer.Option("--from", metavar="DATO", help="Første dag.")] = "",
    valid_to: Annotated[str, typer.Option("--to", metavar="DATO", help="Siste dag.")] = "",
    json: Json = False,
) -> None:
    """Give a role, in one helsefellesskap or (administrator) in the whole installation."""
    from registry import fields
    from registry.operations import people as operations
    from registry.permissions import OPERATOR, Role
    from registry.queries import bodies, parties
    from registry.queries import people as queries

    wanted = one_of(Role, role, "rolle")
    first, last = (
        fields.day_or_none(valid_from, "from", "Første dag"),
        fields.day_or_none(valid_to, "to", "Siste dag"),
    )
    with the_house(context) as house, house.database.writing() as session:
        row, place = queries.person(session, person), _place(context, session, wanted.value)
        operations.give_role(
            session,
            OPERATOR,
            row,
            wanted,
            place,
            party=parties.party(session, place, party) if party and place else None,
            body=bodies.body(session, place, body) if body and place else None,
            valid_from=first,
            valid_to=last,
        )
    where = f" i {place.name}" if place else ""
    answer({"ref": row.ref, "role": wanted.value}, json, f"{row.name} er nå {wanted.value}{where}.")


@command(users, "password", "Gi en bruker nytt passord. Alle stedene de er logget inn, logges ut.")
def password_command(
    context: typer.Context, person: Person, password_stdin: Stdin = False, json: Json = False
) -> None:
    """A new password, asked for out of sight."""
    from registry.operations import people as operations
    from registry.permissions import OPERATOR
    from registry.queries import people as queries

    with the_house(context) as house:
        with house.database.reading() as session:
            queries.person(session, person)
        typed = _password(password_stdin)
        with house.database.writing() as session:
            row = queries.person(session, person)
            operations.set_password(session, OPERATOR, row, typed)
    answer({"ref": row.ref}, json, f"{row.name} har fått nytt passord og er logget ut alle steder.")


@command(users, "disable", "Steng en bruker ute, med en gang. Det de har gjort, står som det sto.")
def disable(context: typer.Context, person: Person, json: Json = False) -> None:
    """Shut somebody out."""
    from registry import clock
    from registry.operations import people as operations
    from registry.permissions import OPERATOR
    from registry.queries import people as queries

    with the_house(context) as house, house.database.writing() as session:
        row = queries.person(session, person)
        operations.disable(session, OPERATOR, row, clock.now())
    answer({"ref": row.ref}, json, f"{row.name} kan ikke logge inn lenger, og nøklene deres virker ikke.")


@command(tokens, "add", "Lag en nøkkel til et program. Den vises bare denne ene gangen.")
def add_token(
    context: typer.Context,
    person: Person,
    name: Annotated[str, typer.Option("--name", metavar="NAVN", help="Hva nøkkelen er til.")],
    expires: Annotated[
        str, typer.Option("--expires", metavar="DATO", help="Siste dag; ellers om 90 dager.")
    ] = "",
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", metavar="TILGANG", help="Kan gjentas; ellers alt eieren kan."),
    ] = None,
    json: Json = False,
) -> None:
    """A key that can do no more than its owner."""
    from datetime import timedelta

    from registry import clock, fields
    from registry.operations import people as operations
    from registry.permissions import OPERATOR, Actor, permissions_of
    from registry.queries import communities
    from registry.queries import people as queries

    last = fields.day_or_none(expires, "expires", "Siste dag") or clock.today() + timedelta(days=90)
    with the_house(context) as house, house.database.writing() as session:
        place = communities.chosen(session, context.ensure_object(Call).community)
        owner = queries.person(session, person)
        who = Actor(OPERATOR.ref, OPERATOR.name, queries.actor_of(session, owner, place).roles)
        wanted = _scopes(scope) or permissions_of(who.roles)
        key, row = operations.make_token(
            session, who, owner, place, name, wanted, last, house.secret, clock.now()
        )
    told = f"Nøkkelen virker til og med {dates.in_words(row.expires_on)}. Den vises ikke igjen:"
    answer({"token": key, **_token_facts(row)}, json, told, key)


@command(tokens, "list", "Nøklene en bruker har.")
def list_tokens(context: typer.Context, person: Person, json: Json = False) -> None:
    """A person's keys, without the keys themselves."""
    from registry.queries import people as queries

    with the_house(context) as house, house.database.reading() as session:
        found = [_token_facts(row) for row in queries.tokens_of(session, queries.person(session, person))]
    rows = [(str(f["id"]), str(f["name"]), str(f["prefix"]), _listed(f["scopes"]), _life(f)) for f in found]
    answer({"tokens": found}, json, Rows(("Nr.", "Navn", "Begynner med", "Tilganger", "Stand"), rows))


@command(tokens, "revoke", "Gjør en nøkkel ubrukelig, med en gang.")
def revoke_token(
    context: typer.Context,
    person: Person,
    number: Annotated[
        int, typer.Argument(metavar="NR", help="Nummeret fra «token list».", min=1, max=2**31 - 1)
    ],
    json: Json = False,
) -> None:
    """Take a key back."""
    from registry import clock
    from registry.operations import people as operations
    from registry.permissions import OPERATOR
    from registry.queries import people as queries

    with the_house(context) as house, house.database.writing() as session:
        operations.revoke_token(session, OPERATOR, queries.person(session, person), number, clock.now())
    answer({"id": number, "revoked": True}, json, f"Nøkkel {number} virker ikke lenger.")


def _password(from_stdin: bool) -> str:
    """The password, from standard input or asked for twice out of sight."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadInput(
            "Passordet mangler.",
            "Det kan bare spørres om i en terminal.",
            "Send det inn med --password-stdin.",
        )
    from getpass import getpass

    typed = getpass("Passord: ")
    if typed != getpass("En gang til: "):
        raise BadInput("De to passordene er ikke like.", "Ingenting er lagret.", "Prøv igjen.")
    return typed


def _place(context: typer.Context, session: "Session", role: str) -> "CommunityRow | None":
    """Where the role holds; an administrator's holds for the whole installation."""
    from registry.permissions import Role
    from registry.queries import communities

    if role == Role.ADMINISTRATOR:
        return None
    return communities.chosen(session, context.ensure_object(Call).community)


def _scopes(typed: list[str] | None) -> "frozenset[Permission]":
    from registry.permissions import Permission

    return frozenset(one_of(Permission, each, "tilgang") for each in typed or ())


def _user_facts(session: "Session", row: "PersonRow") -> dict[str, object]:
    from registry.queries import people as queries

    return {
        "ref": row.ref,
        "name": row.name,
        "email": row.email,
        "disabled": row.disabled_at is not None,
        "roles": [
            f"{grant.row.role.value}{f' ({grant.community.ref})' if grant.community else ''}"
            for grant in queries.grants(session, row)
        ],
    }


def _token_facts(row: "TokenRow") -> dict[str, object]:
    from registry.queries import people as queries

    return {
        "id": row.id,
        "name": row.name,
        "prefix": row.prefix,
        "scopes": sorted(scope.value for scope in queries.scopes_of(row)),
        "expires_on": row.expires_on.isoformat(),
        "revoked": row.revoked_at is not None,
    }


def _listed(words: object) -> str:
    return ", ".join(words) if isinstance(words, list) else ""


def _state(user: dict[str, object]) -> str:
    return "stengt" if user["disabled"] else "åpen"


def _life(token: dict[str, object]) -> str:
    return "trukket" if token["revoked"] else f"til {token['expires_on']}"

"""How people and keys look in the API."""

import json
from datetime import date, datetime
from typing import Annotated

from pydantic import Field, SecretStr, Strict

from registry.operations.people import LONGEST_PASSWORD
from registry.permissions import Permission, Role
from registry.queries.people import GrantView
from registry.tables import PersonRow, TokenRow
from registry.web.api.types import Day, Line, Ref, Sent, Told, example

PERSONS = "/api/v1/persons"


class MeTold(Told):
    """Whose key it is, and what it opens."""

    ref: str = Field(
        description="The reference that the log knows the person by.", examples=["person-0a1b2c3d4e"]
    )
    name: str = Field(description="The person's name.", examples=["Marte Haugland"])
    helsefellesskap: str = Field(description="Where the key opens.", examples=["fjordmark"])
    roles: list[Role] = Field(description="The person's roles here.", examples=[["sekretariat"]])
    permissions: list[Permission] = Field(description="What this key may do.", examples=[["utkast:lese"]])


class TokenSent(Sent):
    """A key to make. It can do no more than the one it is made with."""

    model_config = example(name="Arkivkoblingen", scopes=["nokler:egne"], expires_on="2027-06-30")

    name: Line = Field(description="What it is for.", examples=["Arkivkoblingen"])
    scopes: list[Permission] = Field(max_length=20, description="What it may do.", examples=[["nokler:egne"]])
    expires_on: Day = Field(description="Its last day, within a year.", examples=["2027-06-30"])


class TokenTold(Told):
    """A key, without the key itself."""

    id: int = Field(description="Its id, for revoking it.", examples=[3])
    name: str = Field(description="What it is for.", examples=["Arkivkoblingen"])
    prefix: str = Field(description="How it begins.", examples=["avt_a1b2c3"])
    scopes: list[Permission] = Field(description="What it may do.", examples=[["nokler:egne"]])
    created_at: datetime = Field(description="When it was made.", examples=["2026-06-01T08:00:00Z"])
    expires_on: date = Field(description="Its last day.", examples=["2027-06-30"])
    used_at: datetime | None = Field(description="When it was last used, to the hour.", examples=[None])
    revoked_at: datetime | None = Field(description="When it was revoked.", examples=[None])

    @classmethod
    def of(cls, row: TokenRow) -> "TokenTold":
        """The key's row."""
        return cls.model_validate(token_facts(row))


class NewTokenTold(TokenTold):
    """A key just made: the only time it is shown."""

    key: str | None = Field(
        None, description="The key. A repeated call does not show it again.", examples=["avt_..."]
    )


class PersonSent(Sent):
    """A person to add."""

    model_config = example(name="Åse Nordmann", email="ase@example.org")

    name: Line = Field(description="The person's name.", examples=["Åse Nordmann"])
    email: Line | None = Field(
        None, description="The address they sign in with.", examples=["ase@example.org"]
    )
    password: Annotated[SecretStr, Strict(), Field(max_length=LONGEST_PASSWORD)] | None = Field(
        None, description="At least 15 signs. Without one they can hold a seat, but not sign in."
    )


class RoleSent(Sent):
    """A role to give. Administrator holds for the whole installation; the others here."""

    model_config = example(role="leser")

    role: Role = Field(description="The role.", examples=["leser"])
    party: Ref | None = Field(None, description="For a partskontakt: the party.", examples=["granvik"])
    body: Ref | None = Field(None, description="For a medlem: the body.", examples=["psu"])
    valid_from: Day | None = Field(None, description="Its first day.", examples=["2030-01-01"])
    valid_to: Day | None = Field(None, description="Its last day.", examples=[None])


class RoleTold(Told):
    """A role somebody has."""

    id: int = Field(description="Its id, for taking it back.", examples=[4])
    role: Role = Field(description="The role.", examples=["leser"])
    helsefellesskap: str | None = Field(
        description="Where; null for the whole installation.", examples=["fjordmark"]
    )
    valid_from: date | None = Field(description="Its first day.", examples=[None])
    valid_to: date | None = Field(description="Its last day.", examples=[None])


class PersonTold(Told):
    """A person."""

    ref: str = Field(description="The reference that the log knows them by.", examples=["person-0a1b2c3d4e"])
    name: str = Field(description="Their name.", examples=["Åse Nordmann"])
    email: str | None = Field(description="The address they sign in with.", examples=["ase@example.org"])
    may_sign_in: bool = Field(description="Have they a password, and are they not shut out?", examples=[True])
    disabled_at: datetime | None = Field(description="When they were shut out.", examples=[None])
    roles: list[RoleTold] = Field(description="The roles they have been given.")
    url: str = Field(description="Their address.", examples=[f"{PERSONS}/person-0a1b2c3d4e"])

    @classmethod
    def of(cls, row: PersonRow, grants: list[GrantView]) -> "PersonTold":
        """The person with their roles."""
        return cls(
            ref=row.ref,
            name=row.name,
            email=row.email,
            may_sign_in=row.password_hash is not None and row.disabled_at is None,
            disabled_at=row.disabled_at,
            roles=[_role(grant) for grant in grants],
            url=f"{PERSONS}/{row.ref}",
        )


def token_facts(row: TokenRow) -> dict[str, object]:
    """What is told of every key."""
    kept = ("id", "name", "prefix", "created_at", "expires_on", "used_at", "revoked_at")
    return {name: getattr(row, name) for name in kept} | {"scopes": json.loads(row.scopes)}


def _role(view: GrantView) -> RoleTold:
    return RoleTold(
        id=view.row.id,
        role=view.row.role,
        helsefellesskap=view.community.ref if view.community else None,
        valid_from=view.row.valid_from,
        valid_to=view.row.valid_to,
    )

"""May this person press this button? One table: role to permissions.

Permission is not mandate: whether a *body* may decide something is asked in `decisions.mandate`.
A grant holds within one helsefellesskap; an administrator's holds for the installation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is here."""

    SECRETARIAT = "sekretariat"
    BODY_MEMBER = "medlem"
    PARTY_CONTACT = "partskontakt"
    READER = "leser"
    AUDITOR = "revisor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What a person may do, `<thing>:<act>`. Reading adopted text needs none: it is public."""

    AUDIT_READ = "logg:lese"
    CATALOGUE_KEEP = "kravliste:endre"
    COVERAGE_JUDGE = "lovkrav:vurdere"
    DECISIONS_RECORD = "vedtak:registrere"
    DRAFTS_READ = "utkast:lese"
    DRAFTS_WRITE = "utkast:skrive"
    PARTIES_MANAGE = "parter:endre"
    PEOPLE_MANAGE = "personer:endre"
    SEARCH_KEEP = "sok:stelle"
    TOKENS_OWN = "nokler:egne"
    VERSIONS_FREEZE = "versjoner:fryse"

    @property
    def label(self) -> str:
        """What it lets somebody do, in words."""
        return _LABELS[self]


_LABELS = {
    Permission.AUDIT_READ: "lese loggen",
    Permission.CATALOGUE_KEEP: "legge til og kvittere for kravlister",
    Permission.COVERAGE_JUDGE: "vurdere hva tekster dekker av lovkravene",
    Permission.DECISIONS_RECORD: "registrere vedtak",
    Permission.DRAFTS_READ: "lese utkast",
    Permission.DRAFTS_WRITE: "skrive utkast",
    Permission.PARTIES_MANAGE: "endre parter, organer og plasser",
    Permission.PEOPLE_MANAGE: "gi og ta roller",
    Permission.SEARCH_KEEP: "se søk uten treff og endre søkeordene",
    Permission.TOKENS_OWN: "lage nøkler",
    Permission.VERSIONS_FREEZE: "fryse tekster for vedtak",
}

_READS = frozenset({Permission.DRAFTS_READ, Permission.TOKENS_OWN})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.SECRETARIAT: _READS
    | {
        Permission.AUDIT_READ,
        Permission.CATALOGUE_KEEP,
        Permission.COVERAGE_JUDGE,
        Permission.DECISIONS_RECORD,
        Permission.DRAFTS_WRITE,
        Permission.PARTIES_MANAGE,
        Permission.SEARCH_KEEP,
        Permission.VERSIONS_FREEZE,
    },
    Role.BODY_MEMBER: _READS,
    Role.PARTY_CONTACT: _READS,
    Role.READER: frozenset(),
    Role.AUDITOR: _READS | {Permission.AUDIT_READ},
    Role.ADMINISTRATOR: frozenset({Permission.PEOPLE_MANAGE, Permission.AUDIT_READ, Permission.TOKENS_OWN}),
}

REFUSALS: dict[Permission, str] = {
    Permission.AUDIT_READ: "Loggen leses av sekretariatet, revisor og administrator.",
    Permission.CATALOGUE_KEEP: "Det er sekretariatet som legger til kravlister og kvitterer for dem.",
    Permission.COVERAGE_JUDGE: "Det er sekretariatet som vurderer hva en tekst dekker.",
    Permission.DECISIONS_RECORD: "Det er sekretariatet som registrerer vedtak.",
    Permission.DRAFTS_READ: "Utkast leses av sekretariatet, medlemmer, partskontakter og revisor.",
    Permission.DRAFTS_WRITE: "Det er sekretariatet som skriver utkast.",
    Permission.PARTIES_MANAGE: "Det er sekretariatet som endrer parter, organer og plasser.",
    Permission.PEOPLE_MANAGE: "Det er administrator som gir og tar roller.",
    Permission.SEARCH_KEEP: "Det er sekretariatet som ser søk uten treff og endrer søkeordene.",
    Permission.TOKENS_OWN: "Nøkler gis til den som er innlogget med en rolle her.",
    Permission.VERSIONS_FREEZE: "Det er sekretariatet som fryser en tekst før den sendes til vedtak.",
}


def allowed(roles: Iterable[Role], permission: Permission) -> bool:
    """Do these roles together give the permission?"""
    return any(permission in PERMISSIONS[role] for role in roles)


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that these roles give."""
    return frozenset[Permission]().union(*(PERMISSIONS[role] for role in roles))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person, a program with a person's key, or the one at the keyboard of the server."""

    ref: str
    name: str
    roles: frozenset[Role] = frozenset()
    scopes: frozenset[Permission] | None = None
    """What a key is limited to; None: all that the roles give."""

    def may(self, permission: Permission) -> bool:
        """Does the actor have this permission here?"""
        within = self.scopes is None or permission in self.scopes
        return within and allowed(self.roles, permission)

    @property
    def is_anonymous(self) -> bool:
        """Is it somebody who has not signed in?"""
        return self is PUBLIC


PUBLIC = Actor("offentlig", "Alle")
OPERATOR = Actor("drift", "Drift (kommandolinjen)", frozenset(Role))
"""Whoever has the machine: the command line asks for no password."""

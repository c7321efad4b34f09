"""The register's errors. Each speaks to a person: what happened, why, what now, what was not lost."""

from dataclasses import dataclass


@dataclass
class RegisterError(Exception):
    """Something a person must be told. `status` is the HTTP status; `code` is for programs."""

    what: str
    why: str = ""
    now: str = ""

    status = 400
    code = "feil"

    def __str__(self) -> str:
        """The whole message."""
        return " ".join(part for part in (self.what, self.why, self.now) if part)


class NotFound(RegisterError):
    """There is no such thing, or the person may not know of it."""

    status, code = 404, "finnes-ikke"


class NotAllowed(RegisterError):
    """The person is known and may not do this."""

    status, code = 403, "ikke-tilgang"


class NotSignedIn(RegisterError):
    """Nobody is signed in, and this needs somebody."""

    status, code = 401, "ikke-innlogget"


class RuleSaysNo(RegisterError):
    """The act is understood, and a rule of the register stands against it."""

    status, code = 409, "regelen-sier-nei"


class AlreadyThere(RuleSaysNo):
    """Somebody has done the same before. `path` is where it can be seen: "/vedtak/v-0a1b2c3d4e"."""

    code = "finnes-fra-for"

    def __init__(self, what: str, why: str = "", now: str = "", path: str = "") -> None:
        """Take the sentence in three parts, and the address of what is there."""
        super().__init__(what, why, now)
        self.path = path


class BadInput(RegisterError):
    """What was typed or sent cannot be used. `field` names the field in the form or body."""

    status, code = 422, "kan-ikke-brukes"

    def __init__(self, what: str, why: str = "", now: str = "", field: str = "") -> None:
        """Take the sentence in three parts and the field it belongs to."""
        super().__init__(what, why, now)
        self.field = field


class Changed(RegisterError):
    """Somebody else changed the thing in the meantime."""

    status, code = 412, "endret-i-mellomtiden"


class ConditionMissing(RegisterError):
    """The call does not say which state of the thing it wants to change."""

    status, code = 428, "mangler-if-match"


class TooManyTries(RegisterError):
    """Too many tries in a short time."""

    status, code = 429, "for-mange-forsok"

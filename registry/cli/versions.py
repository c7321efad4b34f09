"""The version that a call names."""

from datetime import date
from typing import TYPE_CHECKING

from registry.cli import dates
from registry.cli.opening import Register
from registry.errors import BadInput, RegisterError

if TYPE_CHECKING:
    from registry.queries.documents import VersionView


def the_version(at: Register, typed: str, on: date) -> "VersionView":
    """The version named as REF@VERSJON; for REF alone the one in force that day.

    Raises NotFound for a name nobody knows, RegisterError where nothing was in force.
    """
    from registry.permissions import OPERATOR
    from registry.queries import documents

    ref, _, number = typed.strip().partition("@")
    if not ref:
        raise BadInput("Dokumentet er ikke navngitt.", "", "Skriv det som samarbeidsavtalen@2025.1.")
    if number:
        return documents.version(at.session, at.community, ref, number, OPERATOR, on)
    found = documents.version_in_force(at.session, at.community, ref, on)
    if found is None:
        raise RegisterError(
            f"Ingen versjon av «{ref}» gjaldt {dates.in_words(on)}.",
            "",
            f"Nevn en versjon, for eksempel {ref}@latest.",
        )
    return found

"""My page: who I am here, and my keys for programs."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from registry import clock, fields
from registry.errors import BadInput, NotSignedIn, RegisterError
from registry.operations import people as operations
from registry.permissions import Permission
from registry.queries import people
from registry.tables import PersonRow
from registry.web.answers import see, show
from registry.web.forms import Typed, errors_of, options, typed
from registry.web.visits import Visit, check_form, reading, writing

router = APIRouter(prefix="/min-side")
USUAL_LIFE = timedelta(days=180)
TokenId = Annotated[int, Path(ge=1, lt=2**63)]


@router.get("")
def mine(visit: Annotated[Visit, reading()]) -> Response:
    """Roles and keys."""
    _me(visit)
    return _show(visit, {"expires_on": visit.page.today + USUAL_LIFE})


@router.post("/passord")
def change_password(visit: Annotated[Visit, writing()], form: Annotated[Typed, Depends(typed)]) -> Response:
    """Choose a new password; one must then sign in again, everywhere."""
    check_form(visit, form["csrf"])
    person = _me(visit)
    outcome = visit.act(
        lambda: operations.change_password(
            visit.session,
            visit.who,
            person,
            form["old"],
            form["password"],
            visit.house.secret,
            clock.now(),
        )
    )
    if outcome is False:
        outcome = BadInput("Passordet er ikke endret.", "Det gamle passordet stemmer ikke.", "", "old")
    if isinstance(outcome, RegisterError):
        return _show(visit, {}, refused=outcome)
    return see(visit, "/logg-inn", "Passordet er endret. Logg inn med det nye.")


@router.post("/nokler")
def make(
    visit: Annotated[Visit, writing(Permission.TOKENS_OWN)], form: Annotated[Typed, Depends(typed)]
) -> Response:
    """Make a key, and show it this once."""
    check_form(visit, form["csrf"])
    outcome = visit.act(lambda: _make(visit, form))
    if isinstance(outcome, RegisterError):
        return _show(visit, {**form.values(), "scopes": form.all("scopes")}, refused=outcome)
    answer = _show(visit, {}, key=outcome)
    answer.headers["Cache-Control"] = "no-store"  # the key must not come back with the page
    return answer


@router.post("/nokler/{token_id}/trekk")
def revoke(
    visit: Annotated[Visit, writing()], token_id: TokenId, form: Annotated[Typed, Depends(typed)]
) -> Response:
    """Make a key useless."""
    check_form(visit, form["csrf"])
    operations.revoke_token(visit.session, visit.who, _me(visit), token_id, clock.now())
    return see(visit, "/min-side", "Nøkkelen er trukket tilbake og åpner ingenting lenger.")


def _me(visit: Visit) -> PersonRow:
    if visit.person is None:
        raise NotSignedIn("Du må logge inn for å se siden din.")
    return visit.person


def _make(visit: Visit, form: Typed) -> str:
    try:
        scopes = frozenset(Permission(word) for word in form.all("scopes"))
    except ValueError as wrong:
        raise BadInput("En av tilgangene finnes ikke.", "", "Velg fra listen.", "scopes") from wrong
    expires = fields.day(form["expires_on"], "expires_on", "Siste dag")
    key, _ = operations.make_token(
        visit.session,
        visit.who,
        _me(visit),
        visit.community,
        form["name"],
        scopes,
        expires,
        visit.house.secret,
        clock.now(),
    )
    return key


def _show(visit: Visit, values: object, refused: RegisterError | None = None, key: str = "") -> Response:
    person = _me(visit)
    return show(
        visit,
        "min-side.html",
        refused.status if refused else 200,
        grants=people.grants(visit.session, person),
        tokens=people.tokens_of(visit.session, person),
        permission_options=options(visit.page, (each for each in Permission if visit.who.may(each))),
        values=values,
        errors=errors_of(refused) if refused else {},
        key=key,
    )

"""Coming in, going out, and how the pages look to this reader."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from registry import clock
from registry.errors import BadInput, RegisterError
from registry.operations import people
from registry.web.answers import A_YEAR, see, show
from registry.web.forms import Typed, errors_of, typed
from registry.web.rendering import Scheme
from registry.web.visits import Visit, check_form, cookie_name, reading, writing

router = APIRouter()


@router.get("/logg-inn")
def sign_in_form(visit: Annotated[Visit, reading()], videre: str = "/") -> Response:
    """The form."""
    return show(visit, "logg-inn.html", values={}, errors={}, onward=_ours(videre))


@router.post("/logg-inn")
def sign_in(visit: Annotated[Visit, writing()], form: Annotated[Typed, Depends(typed)]) -> Response:
    """Open a session, or say that the two do not fit, without saying which of them is wrong."""
    check_form(visit, form["csrf"])
    onward = _ours(form["videre"])
    address = visit.request.client.host if visit.request.client else ""
    try:
        opened = people.sign_in(
            visit.session, form["email"], form["password"], address, visit.house.secret, clock.now()
        )
    except RegisterError as refused:
        return show(
            visit,
            "logg-inn.html",
            refused.status,
            values=_kept(form),
            errors=errors_of(refused),
            onward=onward,
        )
    if opened is None:
        wrong = BadInput(
            "E-postadressen og passordet hører ikke sammen.",
            "",
            "Prøv igjen, eller spør den som driver registeret.",
        )
        return show(visit, "logg-inn.html", 401, values=_kept(form), errors=errors_of(wrong), onward=onward)
    answer = see(visit, onward)
    base = visit.house.settings.base_url
    https = base.startswith("https://")
    answer.set_cookie(cookie_name(base), opened.cookie, httponly=True, secure=https, samesite="lax", path="/")
    return answer


@router.post("/logg-ut")
def sign_out(visit: Annotated[Visit, writing()], form: Annotated[Typed, Depends(typed)]) -> Response:
    """End the session."""
    check_form(visit, form["csrf"])
    if visit.signed_in is not None:
        people.sign_out(visit.session, visit.signed_in, visit.who, clock.now())
    answer = see(visit, "/", "Du er logget ut.")
    answer.delete_cookie(cookie_name(visit.house.settings.base_url), path="/")
    return answer


@router.post("/visning")
def look(form: Annotated[Typed, Depends(typed)]) -> Response:
    """Remember light or dark. It changes nothing in the register, so it needs no more than a cookie."""
    answer = RedirectResponse(_ours(form["tilbake"]), 303)
    if form["farge"] in set(Scheme):
        answer.set_cookie("visning", form["farge"], A_YEAR, samesite="lax", httponly=True)
    return answer


def _kept(form: Typed) -> dict[str, str]:
    """What may be shown again: all but the password."""
    return {"email": form["email"]}


def _ours(path: str) -> str:
    """The path, if it leads within this site; else the front page."""
    within = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if within else "/"

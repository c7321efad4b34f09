"""The answers a page gives: itself, a way on, a file."""

from urllib.parse import quote

from fastapi.responses import HTMLResponse, RedirectResponse, Response

from registry.queries.exports import File
from registry.web.pages_made import PAGES
from registry.web.rendering import render
from registry.web.visits import AlreadyMade, NotModified, Visit, etag_of

NOTICE_SECONDS = 30
A_YEAR = 365 * 24 * 3600


def show(visit: Visit, template: str, status: int = 200, **context: object) -> Response:
    """The page, made from its template, with the mark by which a browser can ask if it is still the same."""
    answer = show_now(visit, template, status, **context)
    if status == 200 and _lasts(visit):
        etag = etag_of(visit)
        answer.headers["ETag"] = etag
        if visit.who.is_anonymous:
            PAGES.keep(etag, bytes(answer.body))
    return answer


def show_now(visit: Visit, template: str, status: int = 200, **context: object) -> Response:
    """The page without such a mark, for it rests on more than what is in the register."""
    answer = HTMLResponse(render(template, visit.page, **context), status)
    answer.headers["Cache-Control"] = "private, no-cache"
    if visit.page.notice:
        answer.delete_cookie("beskjed")
    _remember_choices(visit, answer)
    return answer


def unchanged(visit: Visit) -> None:
    """Stop here if the page is known: 304 where the browser has it, the page where we just made it.

    Stands first in a page that only shows what is in the register; raises NotModified or AlreadyMade.
    """
    if not _lasts(visit):
        return
    etag = etag_of(visit)
    if visit.request.headers.get("if-none-match") == etag:
        raise NotModified(etag)
    if visit.who.is_anonymous and (made := PAGES.get(etag)):
        raise AlreadyMade(etag, made)


def _lasts(visit: Visit) -> bool:
    """Will the same address give this reader the same page, until somebody does something?"""
    chooses = {"sprak", "helsefellesskap"} & visit.request.query_params.keys()
    return visit.request.method in {"GET", "HEAD"} and not visit.page.notice and not chooses


def _remember_choices(visit: Visit, answer: Response) -> None:
    """Keep the written form and the helsefellesskap that the address asked for."""
    asked = visit.request.query_params
    if asked.get("sprak") == visit.page.language:
        answer.set_cookie("sprak", visit.page.language, A_YEAR, samesite="lax", httponly=True)
    if asked.get("helsefellesskap") == visit.community.ref:
        answer.set_cookie("helsefellesskap", visit.community.ref, A_YEAR, samesite="lax", httponly=True)


def see(visit: Visit, path: str, notice: str = "") -> Response:
    """Go on to another page, with a word about what was done."""
    answer = RedirectResponse(path, 303)
    if notice:
        https = visit.house.settings.base_url.startswith("https://")
        answer.set_cookie(
            "beskjed", quote(notice), NOTICE_SECONDS, httponly=True, samesite="lax", secure=https
        )
    return answer


def download(file: File) -> Response:
    """A file to keep. The name is given both plainly and in full (RFC 6266)."""
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name)}"
    return Response(file.data, media_type=file.media_type, headers={"Content-Disposition": told})

"""Every answer carries what keeps its reader safe: pages, files, refusals, errors, and what programs get."""

from collections.abc import Callable

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from registry.house import House
from registry.web.app import make_app
from tests.house import ADDRESS
from tests.pages import PAGES

WANTED = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
OTHERS = {
    "/finnes-ikke": 404,
    "/dokumenter/finnes-ikke": 404,
    "/arbeid": 401,
    "/vedtak?side=0": 422,
    "/?dato=i%20morgen": 422,
    "/dokumenter/samarbeidsavtalen/latest": 307,
    "/static/avtaleverk.css": 200,
    "/static/ds/src/index.css": 200,
    "/static/finnes-ikke.css": 404,
    "/api/openapi.json": 200,
    "/api/v1/in-force": 200,
    "/api/v1/finnes-ikke": 404,
    "/api/v1/log": 401,
    "/livez": 200,
    "/readyz": 200,
    "/version": 200,
}


def lacking(answer: Response) -> dict[str, str | None]:
    return {name: answer.headers.get(name) for name in WANTED if answer.headers.get(name) != WANTED[name]}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_every_page_carries_them(
    page, visitor: Callable[[str], TestClient], place: Callable[[str], str]
) -> None:
    assert lacking(visitor(page.reader).get(place(page.address))) == {}


@pytest.mark.parametrize(("address", "status"), OTHERS.items())
def test_everything_else_carries_them_too(
    address: str, status: int, visitor: Callable[[str], TestClient]
) -> None:
    answer = visitor("").get(address)

    assert (answer.status_code, lacking(answer)) == (status, {})


def test_an_answer_without_a_body_carries_them(visitor: Callable[[str], TestClient]) -> None:
    page = visitor("").get("/")
    unchanged = visitor("").get("/", headers={"if-none-match": page.headers["etag"]})

    assert (unchanged.status_code, lacking(unchanged)) == (304, {})


def test_what_the_address_does_not_take_is_answered_with_them(visitor: Callable[[str], TestClient]) -> None:
    answer = visitor("").delete("/vedtak")

    assert (answer.status_code, lacking(answer)) == (405, {})


def test_a_body_that_is_too_large_is_answered_with_them(visitor: Callable[[str], TestClient]) -> None:
    answer = visitor("").post("/logg-inn", headers={"content-length": "25000001"}, content=b"x")

    assert (answer.status_code, lacking(answer)) == (413, {})
    assert "Ingenting er lagret" in answer.text


@pytest.mark.parametrize("address", ["/", "/api/v1/in-force"])
def test_our_own_fault_is_answered_with_them_and_in_words(example: House, address: str) -> None:
    app = make_app(example)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as browser:
        with example.database.writing() as session:
            session.connection().exec_driver_sql("ALTER TABLE document RENAME TO borte")
        answer = browser.get(address)

    assert (answer.status_code, lacking(answer)) == (500, {})
    assert "Noe gikk galt hos oss." in answer.text
    assert "borte" not in answer.text
    assert "Traceback" not in answer.text


def test_over_https_browsers_are_told_to_come_back_that_way(example: House) -> None:
    example.settings.base_url = "https://avtaleverk.example"
    with TestClient(make_app(example), base_url="https://avtaleverk.example") as browser:
        answer = browser.get("/")

    assert "max-age=" in answer.headers["strict-transport-security"]


def test_an_answer_about_a_person_is_not_kept_by_others(visitor: Callable[[str], TestClient]) -> None:
    assert "private" in visitor("sekretariat").get("/arbeid").headers["cache-control"]


def test_a_file_is_taken_down_and_not_opened_in_the_page(
    visitor: Callable[[str], TestClient],
) -> None:
    for form in ("docx", "md", "html", "json"):
        answer = visitor("").get(f"/dokumenter/samarbeidsavtalen/2025.1/fil?som={form}")
        assert answer.headers["content-disposition"].startswith("attachment; ")

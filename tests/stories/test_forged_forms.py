"""A form that one of our own pages did not show is not taken, and nothing is changed by it."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from registry.house import House
from registry.queries import log
from registry.tables import AuditRow, SessionRow
from tests.house import token_of
from tests.pages import ACTS, Act

GUARDED = [act for act in ACTS if act.needs_token]
ELSEWHERE = (
    {"origin": "https://et-annet-sted.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
)


def sender(act: Act, visitor: Callable[[str], TestClient]) -> TestClient:
    """Somebody who may."""
    return visitor("sekretariat" if "sekretariat" in act.who else "administrator")


def state(house: House) -> tuple[str, int]:
    """What an act would change: the head of the log, and the open sessions."""
    with house.database.reading() as session:
        head = log.head(session)
        opened = session.scalar(
            select(func.count()).select_from(SessionRow).where(SessionRow.ended_at.is_(None))
        )
        assert session.scalar(select(func.max(AuditRow.seq)))
        return head.hash if head else "", opened or 0


@pytest.mark.parametrize(
    "act", [act for act in GUARDED if act.route != "/logg-inn"], ids=lambda act: act.route
)
@pytest.mark.parametrize("token", ["", "en gammel eller gjettet verdi"])
def test_a_form_without_the_mark_of_the_session_is_refused(
    act: Act, token: str, stage: House, visitor: Callable[[str], TestClient], place: Callable[[str], str]
) -> None:
    browser = sender(act, visitor)
    before = state(stage)

    answer = browser.post(place(act.address), data={"csrf": token, **dict(act.form)})

    assert answer.status_code == 403
    assert "Ingenting er endret" in answer.text
    assert state(stage) == before


@pytest.mark.parametrize("act", GUARDED, ids=lambda act: act.route)
@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_form_from_another_site_is_refused_even_with_the_mark(
    act: Act,
    headers: dict[str, str],
    stage: House,
    visitor: Callable[[str], TestClient],
    place: Callable[[str], str],
) -> None:
    browser = sender(act, visitor)
    form = {"csrf": token_of(browser), **dict(act.form)}
    before = state(stage)

    answer = browser.post(place(act.address), data=form, headers=headers)

    assert answer.status_code == 403
    assert state(stage) == before


@pytest.mark.parametrize("headers", [{"origin": "http://testserver"}, {"sec-fetch-site": "same-origin"}, {}])
def test_a_form_from_our_own_page_is_taken(
    headers: dict[str, str], visitor: Callable[[str], TestClient]
) -> None:
    browser = visitor("sekretariat")

    answer = browser.post("/vedtak/nytt", data={"csrf": token_of(browser)}, headers=headers)

    assert answer.status_code == 422


def test_the_cookie_of_the_session_is_out_of_reach_for_scripts_and_other_sites(
    visitor: Callable[[str], TestClient],
) -> None:
    form = {"email": "leser@fjordmark.example", "password": "fjordmark-eksempel-2025"}
    cookie = visitor("").post("/logg-inn", data=form).headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    visitor("").cookies.clear()

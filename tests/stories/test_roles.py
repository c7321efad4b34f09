"""Who may see what, and do what: every page for every role. A page that is not in the table fails."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.house import token_of
from tests.pages import ACCOUNTS, ACTS, EVERYBODY, NOBODY, PAGES, Act, Page, routes_of_pages
from tests.stories.conftest import Visitors

UNKNOWN, KNOWN = 401, 403
"""How somebody who may not is refused: told to sign in, or told that it is not for them."""
VISITORS = (NOBODY, *ACCOUNTS)


def expected(account: str, who: frozenset[str]) -> int:
    """The refusal somebody should meet; 0 for none."""
    if account in who:
        return 0
    return UNKNOWN if account == NOBODY else KNOWN


@pytest.mark.parametrize(("method", "table"), [("GET", PAGES), ("POST", ACTS)])
def test_every_page_is_in_the_table(method: str, table: tuple[Page | Act, ...]) -> None:
    assert sorted(each.route for each in table) == sorted(routes_of_pages(method))


def test_a_page_does_nothing_but_be_read_and_take_forms() -> None:
    assert not [route for method in ("PUT", "PATCH", "DELETE") for route in routes_of_pages(method)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_a_page_opens_for_those_who_may_and_for_nobody_else(
    page: Page, visitor: Callable[[str], TestClient], place: Callable[[str], str]
) -> None:
    answers = {account: visitor(account).get(place(page.address)).status_code for account in VISITORS}

    assert answers == {account: expected(account, page.who) or page.answer for account in VISITORS}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.route)
def test_a_form_is_taken_from_those_who_may_and_from_nobody_else(
    act: Act,
    visitor: Callable[[str], TestClient],
    place: Callable[[str], str],
    arrivals: Visitors,
) -> None:
    met = {account: refusal(visitor(account), place(act.address), act) for account in VISITORS}
    if act.route == "/logg-ut":
        for account in ACCOUNTS:
            del arrivals[account]

    assert met == {account: expected(account, act.who) for account in VISITORS}


def refusal(browser: TestClient, address: str, act: Act) -> int:
    """The refusal that was met, or 0 when the form was read, whatever was then said of what is in it."""
    answer = browser.post(address, data={"csrf": token_of(browser), **dict(act.form)})
    assert answer.status_code < 500, answer.text
    signing_in = act.route == "/logg-inn"
    return answer.status_code if answer.status_code in {UNKNOWN, KNOWN} and not signing_in else 0


def test_some_pages_are_for_everybody_and_some_acts_for_one_role_alone() -> None:
    """So that the tests above could not pass by asking nothing."""
    assert {len(page.who) for page in PAGES} >= {1, 4, len(EVERYBODY)}


def test_the_menu_shows_only_what_opens(visitor: Callable[[str], TestClient]) -> None:
    for account in VISITORS:
        browser = visitor(account)
        menu = browser.get("/").text.partition('<nav class="menu"')[2].partition("</nav>")[0]
        links = [part.partition('"')[0] for part in menu.split('href="')[1:]]
        assert {link: browser.get(link).status_code for link in links} == dict.fromkeys(links, 200)

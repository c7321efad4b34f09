"""A draft in the example, begun by the secretariat on a page, and read again as it is kept."""

from itertools import count

from starlette.testclient import TestClient

from registry import clock
from registry.house import House
from registry.permissions import OPERATOR
from registry.queries import communities, documents
from registry.tables import VersionRow
from tests.registry.typed_forms import form_on, words

ROUTINE = "/dokumenter/rutine-tidligmelding"
NUMBERS = count(1)


def begun(browser: TestClient, **typed: str) -> str:
    """A draft with a number of its own: the address of its page."""
    form = form_on(browser, f"{ROUTINE}/nytt-utkast") | {"number": f"2098.{next(NUMBERS)}"} | typed
    answer = browser.post(f"{ROUTINE}/nytt-utkast", data=form)
    assert answer.status_code == 303, words(answer.text)
    return answer.headers["location"].removesuffix("/skriv")


def kept(house: House, page: str) -> VersionRow:
    """The version that has its page there, as it is in the register now."""
    _, ref, number = page.rsplit("/", 2)
    with house.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        return documents.version(session, community, ref, number, OPERATOR, clock.today()).row

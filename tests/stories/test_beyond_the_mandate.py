"""ASU adopts a guideline that is new. It did happen, and is recorded; it cannot hold, so nothing follows."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from registry import clock
from tests.house import form_ending, form_on, send, token_of, words

RECORD = "/vedtak/nytt"
TEXT = b"""# Retningslinje 9: Velferdsteknologi

## 1 Form\xc3\xa5l

Partene skal pr\xc3\xb8ve ut ny teknologi sammen.
"""


@dataclass
class Beyond:
    """What the secretariat met on the way."""

    version: str
    shown: Response
    first_try: Response
    with_an_old_reading: Response
    recorded: Response


@pytest.fixture(scope="module")
def secretary(visitor: Callable[[str], TestClient]) -> TestClient:
    return visitor("sekretariat")


@pytest.fixture(scope="module")
def beyond(secretary: TestClient) -> Beyond:
    version = a_new_guideline(secretary)
    name = version.removeprefix("/dokumenter/").replace("/", "@")
    form = form_on(secretary.get(f"{RECORD}?versjon={name}").text, RECORD) | {
        "body": "asu",
        "meeting_on": clock.today().isoformat(),
        "case_number": "31/26",
        "title": "Ny retningslinje om velferdsteknologi",
        "votes_for": "12",
        "votes_against": "0",
    }
    shown = secretary.post(RECORD, data=form | {"press": "vis"})
    first_try = secretary.post(RECORD, data=form | {"press": "registrer"})
    ticked = {"read": "ja", "press": "registrer"}
    with_an_old_reading = secretary.post(RECORD, data=form | ticked | {"seen": "et annet svar"})
    recorded = secretary.post(RECORD, data=form_on(first_try.text, RECORD) | ticked)
    return Beyond(version, shown, first_try, with_an_old_reading, recorded)


def a_new_guideline(secretary: TestClient) -> str:
    """Brought in as a file, and frozen as the new document it is; the address of its version."""
    about = {"csrf": token_of(secretary), "title": "Retningslinje 9: Velferdsteknologi"}
    about |= {"kind": "retningslinje", "language": "nb"}
    kept = secretary.post("/dokumenter/hent-inn", data=about, files={"file": ("ny.md", TEXT)})
    confirm, form = form_ending(secretary.get(kept.headers["location"]).text, "/bekreft")
    version = secretary.post(confirm, data=form).headers["location"]
    frozen = send(secretary, f"{version}/frys", change="ny", entry_rule="alle parter", entered_by="vedtak")
    assert frozen.status_code == 303
    return version


def test_the_register_says_so_before_anything_is_recorded(beyond: Beyond) -> None:
    told = words(beyond.shown.text)

    assert beyond.shown.status_code == 200
    assert "Ingenting er registrert ennå." in told
    assert "Registerets vurdering: Ugyldig" in told


def test_it_says_by_which_clause_and_who_may_instead(beyond: Beyond) -> None:
    told = words(beyond.shown.text)

    assert "punkt 5.2" in told
    assert "Disse kan vedta i stedet" in told
    assert "kommunestyrene" in told.partition("Disse kan vedta i stedet")[2][:200]


def test_it_is_recorded_only_when_somebody_has_read_that(beyond: Beyond) -> None:
    assert beyond.first_try.status_code == 409
    assert "Jeg har lest vurderingen" in beyond.first_try.text
    assert beyond.with_an_old_reading.status_code == 409
    assert beyond.recorded.status_code == 303


def test_what_was_typed_stands_in_the_form_that_was_refused(beyond: Beyond) -> None:
    kept = form_on(beyond.first_try.text, RECORD)

    assert (kept["body"], kept["case_number"], kept["votes_for"]) == ("asu", "31/26", "12")


def test_the_decision_stands_with_its_verdict(beyond: Beyond, visitor: Callable[[str], TestClient]) -> None:
    told = words(visitor("").get(beyond.recorded.headers["location"]).text)

    assert "Registerets vurdering: Ugyldig" in told
    assert "12 for, 0 mot" in told


def test_the_guideline_is_not_adopted_by_it(
    beyond: Beyond, secretary: TestClient, visitor: Callable[[str], TestClient]
) -> None:
    assert "Til vedtak" in words(secretary.get(beyond.version).text)
    assert visitor("").get(beyond.version).status_code == 404


def test_asu_may_revise_the_guidelines_that_are_there(visitor: Callable[[str], TestClient]) -> None:
    """The other side: the answer above is about new guidelines, not about ASU."""
    new, revised = (
        words(visitor("").get(f"/hvem-kan-vedta?slag=retningslinje&endring={change}").text)
        for change in ("ny", "revisjon")
    )

    assert "ASU kan vedta" in revised
    assert "ASU kan vedta" not in new

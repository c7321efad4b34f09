"""Coming in: guessing is slowed down, and nobody is told more than they should know."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from registry import clock
from registry.house import House
from registry.operations.people import TRIES, WITHIN, keyed
from registry.tables import LoginFailureRow
from tests.house import PASSPHRASE, another_browser

ACCOUNT = "medlem@fjordmark.example"
HERE = "testclient"
"""Where this browser comes from."""


def try_to_come_in(browser: TestClient, email: str = ACCOUNT, password: str = "en gjetning til") -> int:
    return browser.post("/logg-inn", data={"email": email, "password": password}).status_code


def remember_guesses(house: House, account: str, address: str, count: int = TRIES) -> None:
    """Let so many wrong guesses have been made already: each real one takes its time, as it should."""
    known_as = keyed(house.secret, account)
    with house.database.writing() as session:
        for _ in range(count):
            session.add(LoginFailureRow(email_hash=known_as, address=address, at=clock.now()))


@pytest.fixture
def guessed(client: TestClient, example: House) -> TestClient:
    """A browser that has guessed wrong as often as is allowed."""
    remember_guesses(example, ACCOUNT, HERE)
    return client


def test_ten_wrong_guesses_are_enough(client: TestClient) -> None:
    answers = [try_to_come_in(client) for _ in range(11)]

    assert answers == [401] * 10 + [429]


def test_then_the_right_password_must_wait_too(guessed: TestClient) -> None:
    assert try_to_come_in(guessed, password=PASSPHRASE) == 429


def test_the_place_that_guessed_gets_no_other_account_either(guessed: TestClient) -> None:
    assert try_to_come_in(guessed, "sekretariat@fjordmark.example", PASSPHRASE) == 429


def test_the_account_is_guarded_wherever_the_guesses_come_from(client: TestClient, example: House) -> None:
    remember_guesses(example, ACCOUNT, "192.0.2.7")

    assert try_to_come_in(client, password=PASSPHRASE) == 429


def test_somebody_else_elsewhere_is_not_slowed_down(client: TestClient, example: House) -> None:
    remember_guesses(example, "sekretariat@fjordmark.example", "192.0.2.7")

    assert try_to_come_in(client, password=PASSPHRASE) == 303


def test_nine_guesses_are_not_enough(client: TestClient, example: House) -> None:
    remember_guesses(example, ACCOUNT, HERE, 9)

    assert try_to_come_in(client, password=PASSPHRASE) == 303


def test_after_a_quarter_of_an_hour_one_may_try_again(guessed: TestClient, example: House) -> None:
    assert timedelta(minutes=15) == WITHIN
    with example.database.writing() as session:
        for row in session.scalars(select(LoginFailureRow)):
            row.at = row.at - WITHIN - timedelta(seconds=1)
    assert try_to_come_in(guessed, password=PASSPHRASE) == 303


def test_an_unknown_account_is_answered_like_a_wrong_password(client: TestClient) -> None:
    known, unknown = (
        client.post("/logg-inn", data={"email": email, "password": "en gjetning til"})
        for email in (ACCOUNT, "finnes.ikke@fjordmark.example")
    )

    assert known.status_code == unknown.status_code == 401
    assert known.text.replace(ACCOUNT, "") == unknown.text.replace("finnes.ikke@fjordmark.example", "")


def test_the_password_is_not_shown_again(client: TestClient) -> None:
    answer = client.post("/logg-inn", data={"email": ACCOUNT, "password": "et svært hemmelig ord"})

    assert ACCOUNT in answer.text
    assert "hemmelig" not in answer.text


@pytest.mark.parametrize(
    ("onward", "led_to"),
    [
        ("/arbeid", "/arbeid"),
        ("https://et-annet-sted.example", "/"),
        ("//et-annet-sted.example", "/"),
        ("/\\et-annet-sted.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_one_is_led_on_within_the_site_and_nowhere_else(client: TestClient, onward: str, led_to: str) -> None:
    form = {"email": ACCOUNT, "password": PASSPHRASE, "videre": onward}

    assert client.post("/logg-inn", data=form).headers["location"] == led_to


def test_who_has_signed_out_is_out_also_with_the_old_cookie(client: TestClient, sign_in) -> None:
    browser = sign_in("sekretariat")
    copy = another_browser(client)
    copy.cookies.update(browser.cookies)
    assert copy.get("/arbeid").status_code == 200
    csrf = browser.get("/tilgjengelighet").text.partition('name="csrf" value="')[2].partition('"')[0]

    assert browser.post("/logg-ut", data={"csrf": csrf}).status_code == 303
    assert browser.get("/arbeid").status_code == 401
    assert copy.get("/arbeid").status_code == 401


def test_who_is_shut_out_is_out_at_once(client: TestClient, sign_in) -> None:
    browser = sign_in("medlem")
    administrator = another_browser(client)
    form = {"email": "administrator@fjordmark.example", "password": PASSPHRASE}
    assert administrator.post("/logg-inn", data=form).status_code == 303
    people = administrator.get("/personer").text
    csrf = people.partition('name="csrf" value="')[2].partition('"')[0]
    closing = people.partition("medlem@fjordmark.example")[2].partition("/steng")[0].rpartition('"')[2]

    assert administrator.post(f"{closing}/steng", data={"csrf": csrf}).status_code == 303
    assert browser.get("/arbeid").status_code == 401
    assert try_to_come_in(another_browser(client), password=PASSPHRASE) == 401

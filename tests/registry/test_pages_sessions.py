"""Coming in, staying in while one works, and going out."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from registry import clock
from registry.operations import people as operations
from registry.permissions import OPERATOR
from registry.queries import people
from tests.house import PASSPHRASE, another_browser, send, signed_in
from tests.registry.typed_forms import form_on, summary, typed_in, words

SECRETARY = "sekretariat@fjordmark.example"


def entering(browser, email=SECRETARY, password=PASSPHRASE, onward="/"):
    return browser.post("/logg-inn", data={"email": email, "password": password, "videre": onward})


def is_in(browser):
    return browser.get("/arbeid").status_code == 200


@pytest.fixture
def time(monkeypatch):
    """Let time pass: `time(minutes=61)` from when the test began."""
    began = clock.now()

    def pass_by(**told):
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(**told))

    pass_by()
    return pass_by


def test_who_signs_in_comes_to_where_they_were_going(client):
    onward = form_on(client, "/logg-inn?videre=/arbeid")["videre"]

    answer = entering(client, onward=onward)

    assert (answer.status_code, answer.headers["location"]) == (303, "/arbeid")
    assert is_in(client)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://ondt.example",
        "//ondt.example",
        "/\\ondt.example",
        "javascript:alert(1)",
        "/\tondt",
        "ondt",
        "",
    ],
)
def test_nobody_is_sent_off_to_another_site(client, elsewhere):
    assert form_on(client, f"/logg-inn?{urlencode({'videre': elsewhere})}")["videre"] == "/"
    assert entering(client, onward=elsewhere).headers["location"] == "/"


@pytest.mark.parametrize(
    ("email", "password"),
    [(SECRETARY, "feil passord"), ("ukjent@fjordmark.example", PASSPHRASE), ("", ""), ("\x00", "\x00")],
)
def test_the_wrong_password_and_the_unknown_address_are_answered_alike(client, email, password):
    answer = entering(client, email, password)

    assert answer.status_code == 401
    assert "E-postadressen og passordet hører ikke sammen." in summary(answer.text)
    assert typed_in(answer.text).get("password", "") == ""
    if email.isprintable():
        assert typed_in(answer.text)["email"] == email
    assert not is_in(client)


def test_after_ten_failures_the_answer_is_to_wait_and_the_page_says_so(client):
    for _ in range(10):
        assert entering(client, password="feil").status_code == 401

    answer = entering(client)

    assert answer.status_code == 429
    assert "Vent et kvarter" in summary(answer.text)
    assert typed_in(answer.text)["email"] == SECRETARY


def test_somebody_who_works_is_not_shut_out_after_an_hour(time, sign_in):
    browser = sign_in("sekretariat")

    for minutes in range(50, 600, 50):
        time(minutes=minutes)
        assert is_in(browser), minutes


def test_somebody_who_writes_for_a_while_may_save(time, sign_in):
    """On SQLite the note that a session is in use must not wait for the very request that notes it."""
    browser = sign_in("sekretariat")
    form = form_on(browser, "/dokumenter/rutine-tidligmelding/nytt-utkast") | {"number": "2095.1"}

    time(minutes=30)
    answer = browser.post("/dokumenter/rutine-tidligmelding/nytt-utkast", data=form)

    assert answer.status_code == 303
    time(minutes=80)
    assert is_in(browser)


def test_an_hour_without_a_sign_of_life_ends_the_session(time, sign_in):
    browser = sign_in("sekretariat")

    time(minutes=60, seconds=1)

    answer = browser.get("/arbeid")
    assert answer.status_code == 401
    assert "/logg-inn?videre=/arbeid" in answer.text


def test_after_twelve_hours_one_signs_in_again_however_busy(time, sign_in):
    browser = sign_in("sekretariat")
    for minutes in range(50, 720, 50):
        time(minutes=minutes)
        browser.get("/arbeid")

    time(hours=12)
    assert is_in(browser)
    time(hours=12, seconds=1)
    assert not is_in(browser)


def test_what_was_typed_when_the_session_ran_out_is_shown_again(time, sign_in):
    browser = sign_in("sekretariat")
    path = "/dokumenter/rutine-tidligmelding/nytt-utkast"
    form = form_on(browser, path) | {"reason": "Etter høringen. <script>alert(1)</script>", "label": "mindre"}

    time(minutes=61)
    answer = browser.post(path, data=form)

    assert answer.status_code == 401
    assert "Etter høringen. <script>alert(1)</script>" in words(answer.text, "textarea")
    assert "<script>alert" not in answer.text
    assert form["csrf"] not in answer.text


def test_a_password_is_never_shown_again(client):
    answer = send(client, "/min-side/passord", old="hemmelig gammelt", password="hemmelig nytt")

    assert answer.status_code == 401
    assert "hemmelig" not in answer.text


def test_who_signs_out_is_out_and_the_cookie_opens_nothing_more(sign_in):
    browser = sign_in("sekretariat")
    cookie = browser.cookies["avtaleverk"]

    answer = send(browser, "/logg-ut")

    assert answer.status_code == 303
    assert not is_in(browser)
    browser.cookies.set("avtaleverk", cookie)
    assert not is_in(browser)


def test_to_sign_out_twice_is_no_fault(sign_in):
    browser = sign_in("sekretariat")
    send(browser, "/logg-ut")

    assert browser.post("/logg-ut").status_code == 303


def test_two_browsers_are_two_sessions(sign_in):
    here = sign_in("sekretariat")
    there = signed_in(another_browser(here), "sekretariat")

    send(there, "/logg-ut")

    assert is_in(here)
    assert not is_in(there)


def test_who_is_shut_out_is_out_at_the_next_page(sign_in, example):
    browser = sign_in("sekretariat")
    with example.database.writing() as session:
        operations.disable(session, OPERATOR, people.person(session, SECRETARY), clock.now())

    assert not is_in(browser)
    assert entering(browser).status_code == 401


@pytest.mark.parametrize(("asked", "kept"), [("dark", "dark"), ("light", "light"), ("rosa", None)])
def test_light_or_dark_is_remembered(client, asked, kept):
    answer = client.post("/visning", data={"farge": asked, "tilbake": "/dokumenter"})

    assert answer.headers["location"] == "/dokumenter"
    assert client.cookies.get("visning") == kept


def test_the_choice_of_light_sends_nobody_elsewhere(client):
    answer = client.post("/visning", data={"farge": "dark", "tilbake": "//ondt.example"})

    assert answer.headers["location"] == "/"

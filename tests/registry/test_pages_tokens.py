"""My page: who I am here, my password, and keys for programs that are shown once."""

from datetime import date, timedelta

import pytest

from registry import clock
from tests.house import PASSPHRASE, another_browser, signed_in, token_of
from tests.registry.typed_forms import sentence_for, summary, words

NEW = "et passord med flere ord"


@pytest.fixture
def secretary(sign_in):
    return sign_in("sekretariat")


def in_days(days: int) -> str:
    day = clock.today() + timedelta(days=days)
    return f"{day.day}.{day.month}.{day.year}"


def a_key(browser, **typed):
    form = {
        "csrf": token_of(browser),
        "name": "Rapport til Excel",
        "scopes": ["utkast:lese"],
        "expires_on": in_days(30),
    }
    return browser.post("/min-side/nokler", data=form | typed)


def the_key(page: str) -> str:
    return words(page, ".key")


def calls(browser, key):
    """Does the key open something the public may not read?"""
    headers = {"Authorization": f"Bearer {key}"}
    return another_browser(browser).get(
        "/api/v1/documents/samarbeidsavtalen/versions/2026.1", headers=headers
    )


def test_a_stranger_has_no_page(client):
    assert client.get("/min-side").status_code == 401


def test_my_page_says_my_roles(secretary):
    page = words(secretary.get("/min-side").text)

    assert "Marte Haugland" in page
    assert "Helsefellesskapet Fjordmark" in page


def test_a_key_is_shown_once_and_opens_what_it_was_made_for(secretary):
    answer = a_key(secretary)

    key = the_key(answer.text)
    assert answer.status_code == 200
    assert key.startswith("avt_")
    assert "Den vises bare denne ene gangen" in words(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    assert key not in secretary.get("/min-side").text
    assert key[:10] in secretary.get("/min-side").text
    assert calls(secretary, key).status_code == 200


@pytest.mark.parametrize(
    ("typed", "status", "field", "told"),
    [
        ({"name": " "}, 422, "name", "Navnet mangler"),
        ({"expires_on": "neste år"}, 422, "expires_on", "ikke en dato"),
        ({"expires_on": "1.1.2020"}, 422, "expires_on", "innen ett år"),
        ({"expires_on": "1.1.2199"}, 422, "expires_on", "innen ett år"),
        ({"scopes": ["alt"]}, 422, "scopes", "finnes ikke"),
        ({"scopes": ["utkast:lese", "personer:endre"]}, 403, "", "Du har ikke selv tilgang"),
    ],
)
def test_a_key_that_cannot_be_made_is_said_and_what_was_typed_stands(secretary, typed, status, field, told):
    answer = a_key(secretary, **typed)

    assert answer.status_code == status
    assert told in (sentence_for(answer.text, field) if field else summary(answer.text))
    assert the_key(answer.text) == ""
    if "name" not in typed:
        assert 'value="Rapport til Excel"' in answer.text
    if "scopes" not in typed:
        assert 'value="utkast:lese" checked' in answer.text
    assert "Rapport til Excel" not in words(secretary.get("/min-side").text)


def test_only_what_i_may_do_is_offered(sign_in):
    offered = sign_in("medlem").get("/min-side").text

    assert 'value="utkast:lese"' in offered
    assert 'value="vedtak:registrere"' not in offered


def test_a_key_drawn_back_opens_nothing(secretary):
    key = the_key(a_key(secretary).text)
    page = secretary.get("/min-side").text
    path = page.split('action="/min-side/nokler/')[1].split('"')[0]

    answer = secretary.post(f"/min-side/nokler/{path}", data={"csrf": token_of(secretary)})

    assert answer.status_code == 303
    assert "trukket tilbake" in words(secretary.get("/min-side").text)
    assert calls(secretary, key).status_code == 401


@pytest.mark.parametrize("token", ["999", "0", "-1", str(2**70), "x"])
def test_a_key_that_is_not_mine_is_not_there(secretary, token):
    answer = secretary.post(f"/min-side/nokler/{token}/trekk", data={"csrf": token_of(secretary)})

    assert answer.status_code in {404, 422}
    assert words(answer.text).strip()


def test_nobody_draws_back_the_key_of_another(secretary):
    key = the_key(a_key(secretary).text)
    path = secretary.get("/min-side").text.split('action="/min-side/nokler/')[1].split('"')[0]
    auditor = signed_in(another_browser(secretary), "revisor")

    answer = auditor.post(f"/min-side/nokler/{path}", data={"csrf": token_of(auditor)})

    assert answer.status_code == 404
    assert calls(secretary, key).status_code == 200


def test_a_key_is_dead_the_day_after_its_last(secretary, monkeypatch):
    key = the_key(a_key(secretary, expires_on=in_days(1)).text)
    now = clock.now()

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))

    assert calls(secretary, key).status_code == 401


def test_the_last_day_is_offered_in_words(secretary):
    assert str(clock.today().year) in secretary.get("/min-side").text.split('id="felt-expires_on"')[1][:300]
    assert date.today().isoformat()[:4] in in_days(0)


def changed(browser, old=PASSPHRASE, new=NEW):
    return browser.post("/min-side/passord", data={"csrf": token_of(browser), "old": old, "password": new})


def test_a_new_password_ends_every_session_and_the_old_one_opens_nothing(secretary):
    elsewhere = signed_in(another_browser(secretary), "sekretariat")

    answer = changed(secretary)

    assert answer.headers["location"] == "/logg-inn"
    assert [browser.get("/min-side").status_code for browser in (secretary, elsewhere)] == [401, 401]
    entering = {"email": "sekretariat@fjordmark.example", "password": PASSPHRASE}
    assert secretary.post("/logg-inn", data=entering).status_code == 401
    assert secretary.post("/logg-inn", data=entering | {"password": NEW}).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("feil", NEW, "old"), (PASSPHRASE, "kort", "password"), (PASSPHRASE, "", "password")],
)
def test_a_password_is_not_changed_without_the_old_one_or_to_a_short_one(secretary, old, new, field):
    answer = changed(secretary, old, new)

    assert answer.status_code == 422
    assert sentence_for(answer.text, field)
    assert summary(answer.text)
    assert new not in answer.text or not new
    assert secretary.get("/min-side").status_code == 200


def test_a_reader_without_keys_may_change_their_password_too(sign_in):
    reader = sign_in("leser")

    assert summary(changed(reader, old="feil").text)
    assert changed(reader).status_code == 303

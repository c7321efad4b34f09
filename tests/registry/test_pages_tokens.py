"""My page: who I am here, my password, and keys for programs that are shown once."""

import re
from datetime import timedelta

import pytest
from lxml import html

from decisions.words import day_in_words
from registry import clock, fields
from tests.house import PASSPHRASE, another_browser, signed_in, token_of
from tests.registry.typed_forms import sentence_for, summary, words

NEW = "et passord med flere ord"


@pytest.fixture
def secretary(sign_in):
    """The secretary in a register of her own, for what ends her session."""
    return sign_in("sekretariat")


@pytest.fixture(scope="module")
def member(secretariat):
    """A member of a body, at another browser."""
    return signed_in(another_browser(secretariat), "medlem")


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


def forms(browser) -> list[str]:
    """The addresses of the forms that draw my keys back, the newest key's first."""
    return re.findall('action="(/min-side/nokler/[0-9]+/trekk)"', browser.get("/min-side").text)


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


def test_my_page_says_my_roles(secretariat):
    page = words(secretariat.get("/min-side").text)

    assert "Marte Haugland" in page
    assert "Helsefellesskapet Fjordmark" in page


def test_a_key_is_shown_once_and_opens_what_it_was_made_for(secretariat):
    answer = a_key(secretariat)

    key = the_key(answer.text)
    assert answer.status_code == 200
    assert key.startswith("avt_")
    assert "Den vises bare denne ene gangen" in words(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    assert key not in secretariat.get("/min-side").text
    assert key[:10] in secretariat.get("/min-side").text
    assert calls(secretariat, key).status_code == 200


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
def test_a_key_that_cannot_be_made_is_said_and_what_was_typed_stands(secretariat, typed, status, field, told):
    before = forms(secretariat)

    answer = a_key(secretariat, **typed)

    assert answer.status_code == status
    assert told in (sentence_for(answer.text, field) if field else summary(answer.text))
    assert the_key(answer.text) == ""
    if "name" not in typed:
        assert 'value="Rapport til Excel"' in answer.text
    if "scopes" not in typed:
        assert 'value="utkast:lese" checked' in answer.text
    assert forms(secretariat) == before


def test_only_what_i_may_do_is_offered(member):
    offered = member.get("/min-side").text

    assert 'value="utkast:lese"' in offered
    assert 'value="vedtak:registrere"' not in offered


def test_a_key_drawn_back_opens_nothing(secretariat):
    key = the_key(a_key(secretariat).text)

    answer = secretariat.post(forms(secretariat)[0], data={"csrf": token_of(secretariat)})

    assert answer.status_code == 303
    assert "trukket tilbake" in words(secretariat.get("/min-side").text)
    assert calls(secretariat, key).status_code == 401


@pytest.mark.parametrize("token", ["999", "0", "-1", str(2**70), "x"])
def test_a_key_that_is_not_mine_is_not_there(secretariat, token):
    answer = secretariat.post(f"/min-side/nokler/{token}/trekk", data={"csrf": token_of(secretariat)})

    assert answer.status_code in {404, 422}
    assert words(answer.text).strip()


def test_nobody_draws_back_the_key_of_another(secretariat, member):
    key = the_key(a_key(secretariat).text)

    answer = member.post(forms(secretariat)[0], data={"csrf": token_of(member)})

    assert answer.status_code == 404
    assert calls(secretariat, key).status_code == 200


def test_a_key_is_dead_the_day_after_its_last(secretariat, monkeypatch):
    key = the_key(a_key(secretariat, expires_on=in_days(1)).text)
    now = clock.now()

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))

    assert calls(secretariat, key).status_code == 401


def test_a_last_day_is_proposed_in_words(secretariat):
    page = html.document_fromstring(secretariat.get("/min-side").text)

    proposed = page.get_element_by_id("felt-expires_on").get("value")

    day = fields.day(proposed, "expires_on", "Siste dag")
    assert clock.today() < day <= clock.today() + timedelta(days=366)
    assert proposed == day_in_words(day)


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

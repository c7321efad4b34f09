"""People and their roles: added, given, taken, shut out, at once and with a word about what was done."""

import re
from itertools import count

import pytest

from tests.house import another_browser, signed_in, token_of
from tests.registry.hostile import what_runs
from tests.registry.typed_forms import sentence_for, summary, words

PASSWORD = "fire ord etter hverandre"
NUMBERS = count(1)


@pytest.fixture(scope="module")
def administrator(secretariat):
    return signed_in(another_browser(secretariat), "administrator")


@pytest.fixture
def kari():
    """Somebody nobody has added yet."""
    number = next(NUMBERS)
    return {
        "name": f"Kari Nordmann {number}",
        "email": f"kari-{number}@fjordmark.example",
        "password": PASSWORD,
        "role": "sekretariat",
    }


@pytest.fixture
def added(administrator, kari):
    """Her name, now that she is added."""
    assert sent(administrator, "/personer", **kari).status_code == 303
    return kari["name"]


def sent(browser, path, **typed):
    return browser.post(path, data={"csrf": token_of(browser)} | typed)


def entering(browser, kari):
    """She signs in at a browser of her own: the browser, and the answer."""
    hers = another_browser(browser)
    return hers, hers.post("/logg-inn", data={"email": kari["email"], "password": PASSWORD})


def of_person(browser, name):
    """What the page says of the person with this name."""
    page = browser.get("/personer").text
    return next(each for each in page.split('<p class="name">') if each.startswith(f"{name}</p>"))


def forms_of(browser, name, ending):
    """The addresses of the forms about this person that end so."""
    found = re.findall('action="([^"]*)"', of_person(browser, name))
    return [address for address in found if address.endswith(ending) and address.startswith("/personer/")]


def test_somebody_who_was_added_can_sign_in_and_work(administrator, kari):
    answer = sent(administrator, "/personer", **kari)

    assert answer.status_code == 303
    assert f"{kari['name']} er lagt til." in words(administrator.get("/personer").text)
    browser, _ = entering(administrator, kari)
    assert browser.get("/arbeid").status_code == 200


@pytest.mark.parametrize(
    ("typed", "status", "field", "told"),
    [
        ({"name": ""}, 422, "name", "Navnet mangler"),
        ({"email": ""}, 422, "email", "E-postadressen mangler"),
        ({"email": "kari"}, 422, "email", "ikke en e-postadresse"),
        ({"password": ""}, 422, "password", "Passordet mangler"),
        ({"password": "kort"}, 422, "password", "15-200 tegn"),
        ({"role": "sjef"}, 422, "role", "Rollen er ikke valgt"),
        ({"email": "sekretariat@fjordmark.example"}, 409, "", "Gi den personen rollen i stedet"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_half_added(administrator, kari, typed, status, field, told):
    before = words(administrator.get("/personer").text, ".documents")

    answer = sent(administrator, "/personer", **(kari | typed))

    assert answer.status_code == status
    assert told in (sentence_for(answer.text, field) if field else summary(answer.text))
    for name in ("name", "email"):
        assert f'value="{(kari | typed)[name]}"' in answer.text
    assert PASSWORD not in answer.text
    assert words(administrator.get("/personer").text, ".documents") == before


def test_a_role_is_given_and_taken(administrator, added):
    (give,) = forms_of(administrator, added, "/rolle")
    assert sent(administrator, give, role="revisor").status_code == 303
    assert "<li>Revisor</li>" in of_person(administrator, added)

    take = forms_of(administrator, added, "/ta")[-1]
    assert sent(administrator, take).status_code == 303
    assert "<li>Revisor</li>" not in of_person(administrator, added)
    assert sent(administrator, take).status_code == 404


@pytest.mark.parametrize(
    ("role", "status", "told"), [("sekretariat", 409, "har rollen fra før"), ("x", 422, "ikke valgt")]
)
def test_a_role_that_cannot_be_given_is_said(administrator, added, role, status, told):
    (give,) = forms_of(administrator, added, "/rolle")

    answer = sent(administrator, give, role=role)

    assert answer.status_code == status
    assert told in summary(answer.text)


def test_who_loses_a_role_loses_it_at_once(administrator, kari, added):
    browser, _ = entering(administrator, kari)
    assert browser.get("/arbeid").status_code == 200

    sent(administrator, forms_of(administrator, added, "/ta")[0])

    assert browser.get("/arbeid").status_code == 403


def test_who_is_shut_out_is_out_at_once_and_stays_on_the_list(administrator, kari, added):
    browser, _ = entering(administrator, kari)

    answer = sent(administrator, forms_of(administrator, added, "/steng")[0])

    assert answer.status_code == 303
    assert "stengt ute" in of_person(administrator, added)
    assert browser.get("/arbeid").status_code == 401
    assert entering(administrator, kari)[1].status_code == 401


@pytest.mark.parametrize("does", ["rolle", "steng", "rolle/1/ta"])
def test_somebody_who_is_not_there_is_said(administrator, does):
    answer = sent(administrator, f"/personer/person-0000/{does}", role="revisor")

    assert answer.status_code == 404
    assert "Personen finnes ikke" in words(answer.text)


@pytest.mark.parametrize("grant", ["0", "-1", str(2**70), "x"])
def test_a_role_with_an_impossible_number_is_said(administrator, added, grant):
    (path,) = forms_of(administrator, added, "/rolle")

    assert sent(administrator, f"{path}/{grant}/ta").status_code in {404, 422}


def test_a_name_is_only_a_name(administrator, kari):
    hostile = '<script>alert(1)</script>" onfocus="alert(2)'
    sent(administrator, "/personer", **(kari | {"name": hostile}))

    page = administrator.get("/personer").text

    assert what_runs(page) == []
    assert hostile in words(page)
    assert what_runs(administrator.get("/logg").text) == []


def test_those_who_only_hold_a_seat_are_not_among_those_who_sign_in(administrator):
    page = words(administrator.get("/personer").text, ".documents")

    assert "Marte Haugland" in page
    assert "Berit Aasland" not in page

"""People and their roles: added, given, taken, shut out, at once and with a word about what was done."""

import pytest

from tests.house import another_browser, signed_in, token_of
from tests.registry.test_pages_drafts import what_runs
from tests.registry.typed_forms import sentence_for, summary, words

KARI = {
    "name": "Kari Nordmann",
    "email": "kari@fjordmark.example",
    "password": "fire ord etter hverandre",
    "role": "sekretariat",
}


@pytest.fixture
def administrator(sign_in):
    return sign_in("administrator")


def sent(browser, path, **typed):
    return browser.post(path, data={"csrf": token_of(browser)} | typed)


def entering(browser, **typed):
    told = {"email": KARI["email"], "password": KARI["password"]} | typed
    return another_browser(browser).post("/logg-inn", data=told)


def form_of(browser, name, does):
    """The address of the form that does this with the person of this name."""
    (item,) = [
        each for each in browser.get("/personer").text.split("<li>") if f'<p class="name">{name}</p>' in each
    ][:1]
    return next(part.split('"')[0] for part in item.split('action="')[1:] if does in part.split('"')[0])


def of_person(browser, name):
    """What the page says of the person with this name."""
    page = browser.get("/personer").text
    return next(each for each in page.split('<p class="name">') if each.startswith(f"{name}</p>"))


def test_somebody_who_was_added_can_sign_in_and_work(administrator):
    answer = sent(administrator, "/personer", **KARI)

    assert answer.status_code == 303
    assert "Kari Nordmann er lagt til." in words(administrator.get("/personer").text)
    kari = another_browser(administrator)
    kari.post("/logg-inn", data={"email": KARI["email"], "password": KARI["password"]})
    assert kari.get("/arbeid").status_code == 200


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
def test_what_is_missing_is_said_and_nobody_is_half_added(administrator, typed, status, field, told):
    before = words(administrator.get("/personer").text, ".documents")

    answer = sent(administrator, "/personer", **(KARI | typed))

    assert answer.status_code == status
    assert told in (sentence_for(answer.text, field) if field else summary(answer.text))
    for name in ("name", "email"):
        assert f'value="{(KARI | typed)[name]}"' in answer.text
    assert KARI["password"] not in answer.text
    assert words(administrator.get("/personer").text, ".documents") == before


def test_a_role_is_given_and_taken(administrator):
    sent(administrator, "/personer", **KARI)
    give = form_of(administrator, "Kari Nordmann", "/rolle")

    assert sent(administrator, give, role="revisor").status_code == 303
    assert "Revisor" in of_person(administrator, "Kari Nordmann")

    grants = [
        part.split('"')[0]
        for part in of_person(administrator, "Kari Nordmann").split('action="')[1:]
        if part.split('"')[0].endswith("/ta")
    ]
    assert sent(administrator, grants[-1]).status_code == 303
    assert "Revisor" not in of_person(administrator, "Kari Nordmann").split("<details>")[0]
    assert sent(administrator, grants[-1]).status_code == 404


@pytest.mark.parametrize(
    ("role", "status", "told"), [("sekretariat", 409, "har rollen fra før"), ("x", 422, "ikke valgt")]
)
def test_a_role_that_cannot_be_given_is_said(administrator, role, status, told):
    sent(administrator, "/personer", **KARI)

    answer = sent(administrator, form_of(administrator, "Kari Nordmann", "/rolle"), role=role)

    assert answer.status_code == status
    assert told in summary(answer.text)


def test_who_loses_a_role_loses_it_at_once(administrator):
    secretary = signed_in(another_browser(administrator), "sekretariat")
    assert secretary.get("/arbeid").status_code == 200
    taken = next(
        part.split('"')[0]
        for part in of_person(administrator, "Marte Haugland").split('action="')[1:]
        if part.split('"')[0].endswith("/ta")
    )

    sent(administrator, taken)

    assert secretary.get("/arbeid").status_code == 403


def test_who_is_shut_out_is_out_at_once_and_stays_on_the_list(administrator):
    sent(administrator, "/personer", **KARI)
    kari = another_browser(administrator)
    kari.post("/logg-inn", data={"email": KARI["email"], "password": KARI["password"]})

    answer = sent(administrator, form_of(administrator, "Kari Nordmann", "/steng"))

    assert answer.status_code == 303
    assert "stengt ute" in of_person(administrator, "Kari Nordmann")
    assert kari.get("/arbeid").status_code == 401
    assert entering(administrator).status_code == 401


@pytest.mark.parametrize("does", ["rolle", "steng", "rolle/1/ta"])
def test_somebody_who_is_not_there_is_said(administrator, does):
    answer = sent(administrator, f"/personer/person-0000/{does}", role="revisor")

    assert answer.status_code == 404
    assert "Personen finnes ikke" in words(answer.text)


@pytest.mark.parametrize("grant", ["0", "-1", str(2**70), "x"])
def test_a_role_with_an_impossible_number_is_said(administrator, grant):
    sent(administrator, "/personer", **KARI)
    path = form_of(administrator, "Kari Nordmann", "/rolle")

    assert sent(administrator, f"{path}/{grant}/ta").status_code in {404, 422}


def test_a_name_is_only_a_name(administrator):
    hostile = '<script>alert(1)</script>" onfocus="alert(2)'
    sent(administrator, "/personer", **(KARI | {"name": hostile}))

    page = administrator.get("/personer").text

    assert what_runs(page) == []
    assert hostile in words(page)
    assert what_runs(administrator.get("/logg").text) == []


def test_those_who_only_hold_a_seat_are_not_among_those_who_sign_in(administrator):
    page = words(administrator.get("/personer").text, ".documents")

    assert "Marte Haugland" in page
    assert "Berit Aasland" not in page

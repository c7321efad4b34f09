"""The log as people read it, and the check that nothing was changed behind its back."""

import re

import pytest

from registry.queries import log
from tests.house import another_browser, send, signed_in
from tests.registry.test_log import behind_its_back
from tests.registry.typed_forms import form_on, words


@pytest.fixture
def secretary(sign_in):
    """The secretary in a register of her own, for what is done behind its back."""
    return sign_in("sekretariat")


def numbers(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'<li value="(\d+)">', page)]


def test_what_was_just_done_stands_first_with_name_and_act(secretariat):
    form = form_on(secretariat, "/dokumenter/rutine-tidligmelding/nytt-utkast") | {"number": "2094.1"}
    secretariat.post("/dokumenter/rutine-tidligmelding/nytt-utkast", data=form)

    page = secretariat.get("/logg").text

    first = page.split("<li value=")[1]
    assert "Marte Haugland laget utkastet" in words(f"<ol><li value={first}", "li")
    assert 'href="/dokumenter/rutine-tidligmelding/2094.1"' in first


def test_people_are_told_by_name(secretariat):
    page = words(secretariat.get("/logg").text, "ol")

    assert "Marte Haugland logget inn" in page
    assert not re.search(r"person-[0-9a-f]{10}", page)


def test_older_entries_are_a_page_away_until_the_first(secretariat):
    seen = numbers(page := secretariat.get("/logg").text)
    while onward := re.search(r'href="(/logg\?[^"]*eldre_enn=\d+)"', page):
        page = secretariat.get(onward[1].replace("&amp;", "&")).text
        seen += numbers(page)

    assert seen == list(range(seen[0], 0, -1))


@pytest.mark.parametrize("older", ["1", str(2**31), str(2**62)])
def test_any_place_in_the_log_may_be_asked_for(secretariat, older):
    assert secretariat.get(f"/logg?eldre_enn={older}").status_code == 200


@pytest.mark.parametrize("older", ["0", "-5", "x", str(2**80)])
def test_a_place_that_cannot_be_is_said(secretariat, older):
    answer = secretariat.get(f"/logg?eldre_enn={older}")

    assert answer.status_code == 422
    assert "kan ikke brukes" in words(answer.text)


@pytest.mark.parametrize(("account", "status"), [("medlem", 403), ("leser", 403), ("revisor", 200)])
def test_the_log_is_for_those_who_look_after_the_register(secretariat, account, status):
    browser = signed_in(another_browser(secretariat), account)

    assert browser.get("/logg").status_code == status
    assert browser.get("/logg/kontroll").status_code == status


def test_every_link_in_the_log_leads_somewhere(secretariat):
    page = secretariat.get("/logg").text
    paths = set(re.findall(r'<a class="ds-link" href="(/(?:dokumenter|vedtak|organer|parter)/[^"]+)"', page))

    assert paths
    assert {path: secretariat.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_the_check_says_that_all_is_as_it_was_written_and_gives_the_head(secretary, example):
    page = words(secretary.get("/logg/kontroll").text)

    assert "Alt stemmer" in page
    with example.database.reading() as session:
        assert log.head(session).hash in page


def test_the_check_says_which_text_was_changed_and_which_guard_is_gone(secretary, example):
    behind_its_back(
        example,
        "UPDATE version SET text = text || 'x' WHERE number = '2025.1' AND document_id = "
        "(SELECT id FROM document WHERE ref = 'retningslinje-5')",
    )

    page = words(secretary.get("/logg/kontroll").text)

    assert "Alt stemmer" not in page
    assert "Teksten i retningslinje-5@2025.1 er en annen enn den som ble vedtatt." in page
    assert "Vakten «version_text_is_fixed» i databasen er borte." in page


def test_the_check_is_never_an_old_page(secretary, example):
    assert "Alt stemmer" in secretary.get("/logg/kontroll").text
    headers = {"If-None-Match": secretary.get("/logg/kontroll").headers.get("etag", '"x"')}
    behind_its_back(example, "UPDATE audit SET actor = 'en-annen' WHERE seq = 12")

    answer = secretary.get("/logg/kontroll", headers=headers)

    assert answer.status_code == 200
    assert "Innslag 12" in words(answer.text)


def test_to_read_the_log_leaves_no_entry(secretariat):
    before = numbers(secretariat.get("/logg").text)[0]
    secretariat.get("/logg/kontroll")

    assert numbers(secretariat.get("/logg").text)[0] == before
    assert send(secretariat, "/logg").status_code == 405

"""Writing one section at a time on the pages, without scripts: two clicks to writing, and nothing is lost."""

import re

import pytest
from lxml import html

from tests.house import another_browser, signed_in
from tests.registry.drafting import begun, kept
from tests.registry.hostile import HOSTILE, what_runs
from tests.registry.typed_forms import form_on, sentence_for, summary, typed_in, words


@pytest.fixture
def draft(secretariat):
    return begun(secretariat, based_on="2025.1")


@pytest.fixture
def colleague(secretariat):
    """Somebody else in the secretariat, at another browser."""
    return signed_in(another_browser(secretariat), "sekretariat")


@pytest.fixture
def text(stage, draft):
    return lambda: kept(stage, draft).text


def link(page, name):
    """Where the link with these words leads."""
    found = (each for each in html.document_fromstring(page).iter("a") if name in " ".join(each.itertext()))
    return next(found).get("href")


def desk(browser, draft):
    return browser.get(f"{draft}/skriv").text


def place(browser, draft, title):
    """The page where the section with this title is written."""
    return link(desk(browser, draft), f"i {title}")


def saved(browser, path, **typed):
    return browser.post(path, data=form_on(browser, path) | typed)


def does(browser, draft, path, act, **typed):
    """Press one of the buttons by a section."""
    section = path.rsplit("/", 1)[1]
    forms = html.document_fromstring(desk(browser, draft)).forms
    form = next(dict(each.form_values()) for each in forms if each.fields.get("punkt") == section)
    return browser.post(f"{draft}/skriv", data=form | {"gjor": act} | typed)


def headings(page):
    """Number and title of every section of the draft, as they stand on its page."""
    found = html.document_fromstring(page).xpath(
        "//section[@class='sheet']/*[self::h2 or self::h3 or self::h4]"
    )
    return [" ".join(each.text_content().split()) for each in found]


def test_from_the_draft_one_is_writing_after_two_clicks(secretariat, draft):
    page = secretariat.get(link(secretariat.get(draft).text, "Skriv i utkastet")).text
    section = secretariat.get(link(page, "i 2 Virkeområde")).text

    assert typed_in(section)["body"].startswith("Rutinen gjelder alle avdelinger")
    assert typed_in(section)["title"] == "Virkeområde"


def test_beside_the_words_stand_the_text_in_force_and_who_may_decide(secretariat, draft):
    section = words(secretariat.get(place(secretariat, draft, "2 Virkeområde")).text)

    assert "Slik lyder det i 2025.1" in section
    assert "Hvem kan vedta dette?" in section
    assert "Punktet lyder som før." in section


def test_whoever_writes_sees_no_marks(secretariat, draft):
    form = typed_in(secretariat.get(place(secretariat, draft, "3.1 Innholdet")).text)

    assert form["body"].startswith("a) Pasientens status nå")
    assert not any("{#" in value for value in form.values())


def test_what_is_saved_stands_in_the_draft_with_its_redline_and_nothing_else_is_touched(
    secretariat, draft, text
):
    before, path = text(), place(secretariat, draft, "3.1 Innholdet")
    body = typed_in(secretariat.get(path).text)["body"]

    answer = saved(secretariat, path, body=body.replace("status nå", "tilstand nå").replace("\n", "\r\n"))

    assert answer.status_code == 303
    assert answer.headers["location"] == path
    assert text() == before.replace("status nå", "tilstand nå")
    page = secretariat.get(path).text
    assert re.search(r"Lagret \d\d\.\d\d\.", words(page))
    assert "Fjernet: status Slutt." in words(page)
    assert "Lagt til: tilstand Slutt." in words(page)
    assert "Endret: se hva" in words(desk(secretariat, draft))


@pytest.mark.parametrize(
    ("wanted", "leads_to"), [("utkast", "/skriv#{}"), ("neste", "/skriv/"), ("her", "/skriv/{}")]
)
def test_after_saving_one_goes_on_where_one_asked(secretariat, draft, wanted, leads_to):
    path = place(secretariat, draft, "2 Virkeområde")

    answer = saved(secretariat, path, til=wanted)

    went = answer.headers["location"].removeprefix(draft)
    assert went.startswith(leads_to.format(path.rsplit("/", 1)[1]))
    if wanted == "neste":
        assert typed_in(secretariat.get(answer.headers["location"]).text)["title"] == "Meldingene"


def test_the_title_and_the_opening_are_written_like_a_section(secretariat, draft, text):
    saved(secretariat, f"{draft}/skriv/tekst", title="Ny tittel", body="Ny innledning.")

    assert text().startswith("# Ny tittel\n\nNy innledning.\n\n## 1 ")


@pytest.mark.parametrize(
    ("body", "told"),
    [("## Overskrift\n\nMine ord.", "er en overskrift"), ("Mine ord.\x1b", "usynlig styretegn")],
)
def test_what_cannot_be_saved_stands_in_the_field_with_the_reason(secretariat, draft, text, body, told):
    before, path = text(), place(secretariat, draft, "2 Virkeområde")
    opened = form_on(secretariat, path)

    answer = saved(secretariat, path, body=body)

    assert answer.status_code == 422
    assert told in sentence_for(answer.text, "body")
    assert "Mine ord." in typed_in(answer.text)["body"]
    assert typed_in(answer.text)["opened_body"].strip() == opened["opened_body"].strip()
    assert text() == before


def test_two_who_write_in_different_sections_are_both_saved(secretariat, colleague, draft, text):
    here, there = place(secretariat, draft, "2 Virkeområde"), place(secretariat, draft, "5 Ansvar")
    mine, theirs = form_on(secretariat, here), form_on(colleague, there)

    assert colleague.post(there, data=theirs | {"body": "Deres ord."}).status_code == 303
    assert secretariat.post(here, data=mine | {"body": "Mine ord."}).status_code == 303

    assert "Deres ord." in text()
    assert "Mine ord." in text()


def test_two_who_write_in_the_same_section_see_all_three_texts_and_may_save_from_there(
    secretariat, colleague, draft, text
):
    path = place(secretariat, draft, "2 Virkeområde")
    mine, theirs = form_on(secretariat, path), form_on(colleague, path)
    colleague.post(path, data=theirs | {"body": "Deres ord."})

    conflict = secretariat.post(path, data=mine | {"body": "Mine ord.", "title": "Hvor det gjelder"})

    assert conflict.status_code == 412
    page = words(conflict.text)
    assert "Marte Haugland lagret det samme mens du skrev" in page
    assert "Rutinen gjelder alle avdelinger" in page
    assert "Deres ord" in page
    assert typed_in(conflict.text)["body"] == "Mine ord."
    assert "Mine ord." not in text()

    answer = secretariat.post(path, data=typed_in(conflict.text) | {"body": "Mine og deres ord."})

    assert answer.status_code == 303
    assert "Mine og deres ord." in text()
    assert "Hvor det gjelder" in text()


def test_a_third_who_saves_meanwhile_is_not_overwritten_from_the_page_of_conflict(
    secretariat, colleague, draft, text
):
    path = place(secretariat, draft, "2 Virkeområde")
    mine, theirs = form_on(secretariat, path), form_on(colleague, path)
    colleague.post(path, data=theirs | {"body": "Deres ord."})
    conflict = secretariat.post(path, data=mine | {"body": "Mine ord."})
    saved(colleague, path, body="Deres nyere ord.")

    again = secretariat.post(path, data=typed_in(conflict.text))

    assert again.status_code == 412
    assert "Lagt til: nyere Slutt." in words(again.text)
    assert typed_in(again.text)["body"] == "Mine ord."
    assert "Deres nyere ord." in text()


def test_what_one_writes_in_a_section_that_another_removes_is_not_lost(secretariat, colleague, draft, text):
    path = place(secretariat, draft, "2 Virkeområde")
    mine = form_on(secretariat, path)
    assert does(colleague, draft, path, "fjern").status_code == 303

    conflict = secretariat.post(path, data=mine | {"body": "Mine ord."})
    assert conflict.status_code == 412
    assert "Punktet er fjernet." in words(conflict.text)
    assert "Mine ord." not in text()

    assert secretariat.post(path, data=typed_in(conflict.text)).status_code == 303
    assert "## 2 Virkeområde" in text()
    assert "Mine ord." in text()


def test_what_one_writes_when_another_freezes_the_text_is_not_lost(secretariat, colleague, draft, text):
    path = place(secretariat, draft, "2 Virkeområde")
    mine = form_on(secretariat, path)
    assert colleague.post(f"{draft}/frys", data=form_on(colleague, f"{draft}/frys")).status_code == 303

    answer = secretariat.post(path, data=mine | {"body": "Mine ord."})

    assert answer.status_code == 409
    assert "frosset" in summary(answer.text)
    assert typed_in(answer.text)["body"] == "Mine ord."
    assert secretariat.get(path).status_code == secretariat.get(f"{draft}/skriv").status_code == 422


def test_a_new_section_is_made_where_it_was_asked_for_and_the_rest_is_numbered_after_it(secretariat, draft):
    path = place(secretariat, draft, "2 Virkeområde")

    answer = does(secretariat, draft, path, "etter", title="Varsling")

    assert typed_in(secretariat.get(answer.headers["location"]).text)["title"] == "Varsling"
    after = headings(desk(secretariat, draft))
    assert after[2:5] == ["2 Virkeområde", "3 Varsling", "4 Meldingene"]
    assert "4.1 Innholdet i tidligmeldingen" in after


def test_a_section_is_moved_in_and_out_and_up_and_down(secretariat, draft):
    path = place(secretariat, draft, "5 Ansvar")

    does(secretariat, draft, path, "opp")
    assert headings(desk(secretariat, draft))[-2:] == ["4 Ansvar for rutinen", "5 Overvåking og feil"]
    does(secretariat, draft, path, "inn")
    assert "3.5 Ansvar for rutinen" in headings(desk(secretariat, draft))
    does(secretariat, draft, path, "ut")
    does(secretariat, draft, path, "ned")
    assert headings(desk(secretariat, draft))[-2:] == ["4 Overvåking og feil", "5 Ansvar for rutinen"]


def test_where_a_section_cannot_go_it_is_said(secretariat, draft, text):
    before = text()

    answer = does(secretariat, draft, place(secretariat, draft, "1 Kort fortalt"), "opp")

    assert answer.status_code == 422
    assert "står først" in summary(answer.text)
    assert text() == before


def test_a_section_is_split_where_one_points_and_merged_again(secretariat, draft, text):
    path = place(secretariat, draft, "3.1 Innholdet")
    form = {"gjor": "del", "punkt": path.rsplit("/", 1)[1], "at": "1", "title": "Utskrivning"}
    csrf = form_on(secretariat, path)["csrf"]
    before = text()

    answer = secretariat.post(f"{draft}/skriv", data=form | {"csrf": csrf})

    new = answer.headers["location"]
    assert typed_in(secretariat.get(new).text)["body"].startswith("a) Forventet forløp")
    assert f'fra="{form["punkt"]}"' in text()
    does(secretariat, draft, new, "sla-sammen")
    assert re.sub(' fra="[a-z0-9 ]+"', "", text()) == before


@pytest.mark.parametrize("typed", [{"at": ""}, {"at": "99"}, {"at": "x"}, {"title": " "}])
def test_a_split_that_is_not_said_where_or_what_is_not_made(secretariat, draft, text, typed):
    path, before = place(secretariat, draft, "3.1 Innholdet"), text()

    answer = does(secretariat, draft, path, "del", **({"at": "1", "title": "Nytt"} | typed))

    assert answer.status_code == 422
    assert text() == before


def test_what_was_removed_stands_in_its_place_and_is_brought_back(secretariat, draft, text):
    before, path = text(), place(secretariat, draft, "3 Meldingene")

    assert does(secretariat, draft, path, "fjern").status_code == 303
    page = desk(secretariat, draft)
    assert "3 Overvåking og feil" in headings(page)
    assert "Fjernet: 3 Meldingene" in words(page)

    assert does(secretariat, draft, path, "hent-tilbake").status_code == 303
    assert text() == before


def test_what_another_wrote_since_is_not_removed_unseen(secretariat, colleague, draft, text):
    path = place(secretariat, draft, "2 Virkeområde")
    forms = html.document_fromstring(desk(secretariat, draft)).forms
    old = next(
        dict(each.form_values()) for each in forms if each.fields.get("punkt") == path.rsplit("/", 1)[1]
    )
    saved(colleague, path, body="Deres ord.")

    answer = secretariat.post(f"{draft}/skriv", data=old | {"gjor": "fjern"})

    assert answer.status_code == 412
    assert "endret etter at du åpnet siden" in summary(answer.text)
    assert "Deres ord." in text()


@pytest.mark.parametrize("form", [{}, {"gjor": "hva som helst"}, {"gjor": "fjern", "punkt": "finnesikke"}])
def test_a_form_that_asks_for_nothing_known_does_nothing(secretariat, draft, text, form):
    before = text()

    answer = secretariat.post(
        f"{draft}/skriv", data=form | {"csrf": form_on(secretariat, f"{draft}/skriv/tekst")["csrf"]}
    )

    assert answer.status_code == 422
    assert text() == before


def test_a_section_that_is_not_there_has_no_page(secretariat, draft):
    assert secretariat.get(f"{draft}/skriv/finnesikke").status_code == 404


def test_printed_numbers_stand_until_somebody_asks_for_new_ones(secretariat, draft, text):
    form = form_on(secretariat, f"{draft}/rediger")
    printed = form["text"].replace("## 5 Ansvar", "## 9 Ansvar")
    secretariat.post(f"{draft}/rediger", data=form | {"text": printed})
    assert "Numrene er slik de var trykt" in words(desk(secretariat, draft))

    saved(secretariat, place(secretariat, draft, "2 Virkeområde"), body="Nye ord.")
    assert "## 9 Ansvar" in text()

    csrf = form_on(secretariat, f"{draft}/skriv/tekst")["csrf"]
    secretariat.post(f"{draft}/skriv", data={"gjor": "nummerer", "csrf": csrf})
    assert "## 5 Ansvar" in text()
    assert "Numrene er slik de var trykt" not in words(desk(secretariat, draft))


def test_a_number_in_the_text_is_made_a_reference_that_follows_its_clause(secretariat, draft, text):
    path = place(secretariat, draft, "2 Virkeområde")
    saved(secretariat, path, body="Kommunen varsler etter punkt 3, og svarer etter punkt 99.")
    assert "1 sted i teksten nevner et punkt med nummer" in words(desk(secretariat, draft))

    csrf = form_on(secretariat, f"{draft}/skriv/tekst")["csrf"]
    secretariat.post(f"{draft}/skriv", data={"gjor": "henvis", "csrf": csrf})
    assert re.search(r"etter \[punkt 3\]\(#[a-z0-9]+\), og svarer etter punkt 99\.", text())
    assert "Gjør om til henvisninger" not in words(desk(secretariat, draft))

    does(secretariat, draft, path, "etter", title="Nytt punkt foran")
    assert re.search(r"etter \[punkt 4\]\(#[a-z0-9]+\)", text())


def test_what_there_is_to_look_at_is_counted_on_top_and_said_at_the_section(secretariat, draft):
    path = place(secretariat, draft, "2 Virkeområde")

    saved(secretariat, path, body="")

    assert re.search(r"\d+ ting å se over", words(desk(secretariat, draft)))
    assert "Det står ikke noe under overskriften" in words(secretariat.get(path).text)


@pytest.mark.parametrize("words_of_a_stranger", HOSTILE)
def test_nothing_written_runs_in_anybodys_browser(secretariat, colleague, draft, words_of_a_stranger):
    path = place(secretariat, draft, "2 Virkeområde")
    mine = form_on(secretariat, path)
    hostile = {"title": words_of_a_stranger, "body": f"Ord: {words_of_a_stranger}"}
    assert saved(colleague, path, **hostile).status_code == 303

    conflict = secretariat.post(path, data=mine | {"body": f"Mitt: {words_of_a_stranger}"})
    does(colleague, draft, path, "fjern")
    pages = [conflict, secretariat.get(f"{draft}/skriv"), secretariat.get(f"{draft}/skriv/tekst")]

    assert [page.status_code for page in pages] == [412, 200, 200]
    assert [what_runs(page.text) for page in pages] == [[]] * 3

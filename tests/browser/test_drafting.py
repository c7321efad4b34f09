"""Writing in a browser: saved as one goes, with the redline beside it; nothing typed is lost, ever."""

import re
from collections.abc import Callable
from itertools import count
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Page, expect

from documents.kinds import ChangeClass, Language
from registry import clock
from registry.operations.documents import Draft, make_draft
from registry.permissions import OPERATOR
from registry.queries import communities, documents
from tests.browser.conftest import NARROW, WIDE, Site, Visit
from tests.browser.looking import Looker

pytestmark = pytest.mark.browser

ROUTINE = "rutine-tidligmelding"
NUMBERS = count(1)
SAVED = re.compile(r"^Lagret \d\d\.\d\d\.$")


@pytest.fixture
def draft(site: Site) -> str:
    """A draft of its own: its address."""
    number = f"2096.{next(NUMBERS)}"
    with site.house.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        found = documents.version_in_force(session, community, ROUTINE, clock.today())
        assert found is not None
        draft = Draft(number, found.row.text, Language.NB, ChangeClass.REVISJON, based_on=found.row)
        make_draft(session, OPERATOR, found.document, draft, clock.now())
    return f"/dokumenter/{ROUTINE}/{number}"


@pytest.fixture
def kept(site: Site, draft: str) -> Callable[[], str]:
    """The draft as it is in the register now."""

    def text() -> str:
        with site.house.database.reading() as session:
            community = communities.chosen(session, "fjordmark")
            number = draft.rpartition("/")[2]
            return documents.version(session, community, ROUTINE, number, OPERATOR, clock.today()).row.text

    return text


@pytest.fixture
def writes(visit: Visit, draft: str) -> Callable[..., Page]:
    """Somebody with a section open to write in: 2 Virkeområde, unless another is told."""

    def opened(section: str = "2 Virkeområde", *, scripts: bool = True, account: str = "sekretariat") -> Page:
        page = visit(account, scripts=scripts)
        page.goto(f"{draft}/skriv")
        page.get_by_role("link", name=f"Skriv i {section}").click()
        page.wait_for_url(re.compile("/skriv/"))  # its script is there when it has loaded
        return page

    return opened


def body(page: Page):
    return page.get_by_label("Tekst", exact=True)


def said(page: Page):
    return page.locator("[data-said]")


def test_what_is_typed_is_saved_on_leaving_the_field_and_the_redline_follows(writes, kept) -> None:
    page = writes()
    expect(page.locator("#endringene")).to_contain_text("Punktet lyder som før.")

    body(page).fill("Rutinen gjelder for alle.")
    body(page).press("Tab")

    expect(said(page)).to_have_text(SAVED)
    assert "Rutinen gjelder for alle." in kept()
    expect(page.locator("#endringene ins").first).to_be_visible()
    expect(page.locator("#endringene del").first).to_be_visible()


def test_what_is_typed_is_saved_at_a_pause_and_the_cursor_stays(writes, kept) -> None:
    page = writes()
    body(page).click()
    page.keyboard.press("Control+End")

    page.keyboard.type(" Nytt.")

    expect(said(page)).to_have_text(SAVED)
    expect(body(page)).to_be_focused()
    with page.expect_response(lambda answer: "Og mer." in unquote_plus(answer.request.post_data or "")):
        page.keyboard.type(" Og mer.")
    expect(body(page)).to_have_value(re.compile(r"Nytt\. Og mer\.$"))
    assert "Nytt. Og mer." in kept()


def test_what_there_is_to_look_at_follows_what_is_typed(writes) -> None:
    page = writes()

    body(page).fill("")
    body(page).press("Tab")

    expect(page.locator("#sjekkene")).to_contain_text("Det står ikke noe under overskriften")
    body(page).fill("Ord.")
    body(page).press("Tab")
    expect(page.locator("#sjekkene")).not_to_contain_text("Det står ikke noe under overskriften")


def test_what_was_not_changed_is_not_saved_again(writes, site: Site) -> None:
    page = writes()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))

    body(page).focus()
    body(page).press("Tab")
    body(page).fill(body(page).input_value())
    body(page).press("Tab")
    page.wait_for_timeout(200)

    assert "POST" not in sent


def test_a_page_with_everything_saved_is_left_without_a_question(writes, draft: str) -> None:
    page = writes()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    body(page).fill("Rutinen gjelder alle.")
    body(page).press("Tab")
    expect(said(page)).to_have_text(SAVED)

    page.goto(draft)

    assert asked == []


def test_two_in_different_sections_are_both_saved(writes, kept) -> None:
    one, other = writes(), writes("5 Ansvar")

    body(one).fill("Den ene skriver her.")
    body(other).fill("Den andre skriver der.")
    body(one).press("Tab")
    body(other).press("Tab")

    expect(said(one)).to_have_text(SAVED)
    expect(said(other)).to_have_text(SAVED)
    assert "Den ene skriver her." in kept()
    assert "Den andre skriver der." in kept()


def test_two_in_the_same_section_are_told_and_both_texts_stand_to_be_chosen_from(writes, kept) -> None:
    one, other = writes(), writes()
    body(other).fill("Den andre skriver.")
    body(other).press("Tab")
    expect(said(other)).to_have_text(SAVED)

    body(one).fill("Den ene skriver.")
    body(one).press("Tab")

    expect(said(one)).to_contain_text("Ikke lagret: Marte Haugland lagret det samme mens du skrev")
    expect(body(one)).to_have_value("Den ene skriver.")
    one.get_by_role("button", name="Lagre", exact=True).click()
    expect(one.locator(".three")).to_contain_text("Rutinen gjelder alle avdelinger")
    expect(one.get_by_label("Teksten som skal stå")).to_have_value("Den ene skriver.")
    one.get_by_label("Teksten som skal stå").fill("Begge skriver.")
    one.get_by_role("button", name="Lagre det som står i feltene").click()
    expect(one.get_by_role("status").first).to_contain_text("Lagret")
    assert "Begge skriver." in kept()


def test_offline_the_words_stay_and_are_saved_when_the_register_answers_again(writes, kept) -> None:
    page = writes()
    page.route("**/skriv/**", lambda route: route.abort())

    body(page).fill("Skrevet uten nett.")
    body(page).press("Tab")
    expect(said(page)).to_contain_text("registeret svarer ikke")
    expect(body(page)).to_have_value("Skrevet uten nett.")
    assert "Skrevet uten nett." not in kept()

    page.unroute("**/skriv/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(said(page)).to_have_text(SAVED)
    assert "Skrevet uten nett." in kept()


def test_signed_out_the_words_stay_and_are_saved_when_one_has_signed_in_again(
    site: Site, browser, draft: str, kept
) -> None:
    mine = browser.new_context(base_url=site.address, locale="nb-NO")
    form = {"email": "sekretariat@fjordmark.example", "password": "fjordmark-eksempel-2025"}
    assert mine.request.post("/logg-inn", form=form).ok
    page = mine.new_page()
    page.goto(f"{draft}/skriv")
    page.get_by_role("link", name="Skriv i 2 Virkeområde").click()
    mine.clear_cookies()

    body(page).fill("Skrevet uten innlogging.")
    body(page).press("Tab")
    expect(said(page)).to_contain_text("Ikke lagret: Du må logge inn for å gjøre dette.")
    expect(said(page)).to_contain_text("Logg inn i et annet vindu")
    expect(body(page)).to_have_value("Skrevet uten innlogging.")

    assert mine.request.post("/logg-inn", form=form).ok
    body(page).fill("Skrevet uten innlogging, og litt til.")
    body(page).press("Tab")
    expect(said(page)).to_have_text(SAVED)
    assert "Skrevet uten innlogging, og litt til." in kept()
    mine.close()


def test_without_scripts_the_button_saves(writes, kept) -> None:
    page = writes(scripts=False)

    body(page).fill("Skrevet uten skript.")
    page.get_by_role("button", name="Lagre", exact=True).click()

    expect(page.get_by_role("status").first).to_have_text(SAVED)
    expect(page.locator("#endringene ins").first).to_be_visible()
    assert "Skrevet uten skript." in kept()


def test_without_scripts_a_section_is_made_moved_removed_and_brought_back(visit: Visit, draft, kept) -> None:
    before, page = kept(), visit("sekretariat")

    def by(section: str):
        page.goto(f"{draft}/skriv")
        sheet = page.locator("section.sheet").filter(has=page.get_by_role("link", name=f"Skriv i {section}"))
        sheet.locator("summary").filter(has_text="Nytt punkt").click()
        return sheet

    by("2 Virkeområde").get_by_label("Tittel på et nytt punkt").fill("Varsling")
    page.get_by_role("button", name="Lag det etter dette").locator("visible=true").click()
    expect(page.locator("h1")).to_have_text("3 Varsling")
    by("3 Varsling").get_by_role("button", name="Flytt ned").click()
    expect(page.locator("section.sheet h2").filter(has_text="Varsling")).to_have_text("4 Varsling")
    by("4 Varsling").get_by_role("button", name="Fjern punktet").click()
    assert kept() == before
    by("4 Overvåking").get_by_role("button", name="Fjern punktet").click()
    page.get_by_role("button", name="Hent tilbake").click()
    assert kept() == before


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_draft_with_much_on_it_can_be_used_by_all(visit: Visit, draft: str, kept, size) -> None:
    """Redlines, checks, a removed section and an open form, in light and dark, on a wide and a narrow screen."""
    page = visit("sekretariat", scripts=True)
    page.goto(f"{draft}/skriv")
    page.get_by_role("link", name="Skriv i 2 Virkeområde").click()
    body(page).fill("")
    page.get_by_label("Tittel", exact=True).fill("Hvor rutinen gjelder")
    page.get_by_role("button", name="Lagre og se utkastet").click()
    page.set_viewport_size(size)

    def with_all_open(page: Page) -> None:
        page.goto(f"{draft}/skriv")
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")

    seen = Looker(page).look(with_all_open)

    assert seen.faults == {}
    assert seen.too_wide == 0
    assert seen.complaints == []


def test_a_conflict_in_the_whole_text_can_be_used_by_all_and_is_decided(
    visit: Visit, draft: str, kept
) -> None:
    """One wrote in a section that another removed, and both wrote in one: on a wide screen, in dark, narrow."""
    one, other = visit("sekretariat", scripts=True), visit("sekretariat", scripts=True)
    for page, words in ((one, "Mine ord."), (other, "Deres ord.")):
        page.goto(f"{draft}/rediger")
        field = page.get_by_label("Teksten", exact=True)
        text = field.input_value().replace("Rutinen gjelder alle avdelinger", words)
        field.fill(text if page is one else re.sub(r"(?s)### 3\.4 .*?(?=## 4)", "", text))
    field = one.get_by_label("Teksten", exact=True)
    field.fill(field.input_value().replace("Gjelder meldingen et barn", "Er det et barn"))
    other.get_by_role("button", name="Lagre utkastet").click()

    seen = Looker(one).look(lambda page: page.get_by_role("button", name="Lagre utkastet").click())

    assert seen.faults == {}
    assert seen.too_wide == 0
    expect(one.get_by_role("heading", level=2)).to_have_text(["2 Virkeområde", "3.4 Barn og unge"])
    one.get_by_label("Fjern punktet").check()
    one.get_by_role("button", name="Lagre det som står i feltene").click()
    expect(one.get_by_role("status").first).to_have_text("Utkastet er lagret.")
    assert "Mine ord." in kept()
    assert "Barn og unge" not in kept()

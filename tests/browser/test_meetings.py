"""A secretary in the meeting: six cases, one beyond the mandate, typed by keyboard and without scripts."""

import io
import re
import zipfile
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from documents.docx import read
from documents.markdown import plain
from documents.text import plain_text
from tests.browser.conftest import NARROW, Visit
from tests.browser.looking import TOO_WIDE, Looker

pytestmark = pytest.mark.browser

DAYS = count(1)
"""One meeting a test: PSU meets on its own day in each."""
CASES = (
    ("Disponering av midler til kurs", "midler", "PSU gir 90 000 kroner til kurset."),
    ("Rutine for tidligmelding", "rutine-tidligmelding@2099.2", "PSU vedtar rutinen."),
    ("Tilskudd til vaktordning", "samhandlingstilskudd", "PSU slutter seg til søknaden."),
    ("Årsmelding 2026", "årsmelding", "PSU godkjenner årsmeldingen."),
    ("Midler til hospitering", "midler", "PSU gir 40 000 kroner til hospitering."),
    ("Årlig gjennomgang av avtalen", "årlig gjennomgang", "Avtalen er gjennomgått."),
)


def press(page: Page, words: str) -> None:
    """Reach a button or link with the keyboard, and press it."""
    target = page.locator("main").locator("button, a, summary").filter(has_text=words).first
    target.focus()
    page.keyboard.press("Enter")


def called(page: Page) -> str:
    """A meeting on a day that has come: its address."""
    day = next(DAYS)
    page.goto("/moter")
    press(page, "Kall inn til et møte")
    page.get_by_label("Organ", exact=True).select_option("psu")
    page.get_by_label("Møtedag", exact=True).fill(f"{day}.9.2026")
    page.get_by_label("Begynner klokken").fill("09.00")
    page.get_by_label("Sted", exact=False).first.fill("Storelv rådhus")
    press(page, "Kall inn")
    expect(page.locator(".ds-alert")).to_contain_text("Møtet er innkalt.")
    return f"/moter/psu-2026-09-{day:02}"


def put_on(page: Page, title: str, about: str, proposal: str) -> None:
    press(page, "Ny sak på dagsordenen")
    page.get_by_label("Sakens tittel").fill(title)
    page.get_by_label("Hva gjelder saken?").select_option(about)
    page.get_by_label("Det som foreslås i møtet").fill(proposal)
    page.get_by_label("Hvem foreslår det?").fill("Sekretariatet")
    press(page, "Åpne saken")
    expect(page.locator(".ds-alert")).to_contain_text(title)


@pytest.mark.parametrize("size", [None, NARROW], ids=["wide", "narrow"])
def test_six_cases_one_beyond_the_mandate_from_the_notice_to_the_minutes_in_word(visit: Visit, size) -> None:
    page = visit("sekretariat", **({"size": size} if size else {}))
    meeting = called(page)
    for case in CASES:
        put_on(page, *case)
    expect(page.locator(".agenda > li")).to_have_count(6)
    expect(page.locator(".lead")).to_contain_text("6 saker. 1 av dem er utenfor mandatet.")
    beyond = page.locator(".agenda > li").nth(1)
    expect(beyond).to_contain_text("Utenfor mandatet")
    expect(beyond).to_contain_text("Disse kan vedta i stedet:")
    assert page.evaluate(TOO_WIDE) <= 0

    press(page, "Før frammøtet")
    press(page, "Før frammøtet")
    expect(page.locator(".ds-alert")).to_contain_text("8 møtte med stemme.")

    clicks = 0
    while page.get_by_role("button", name="Enstemmig som foreslått").count():
        press(page, "Enstemmig som foreslått")
        expect(page.locator(".ds-alert")).to_contain_text("enstemmig vedtatt, 8 for.")
        clicks += 1
    assert clicks == 5, "one press a case, for all but the one beyond the mandate"

    press(page, "Skriv vedtaket")
    page.get_by_label("Utfall").select_option("avvist")
    page.get_by_label("Vedtaket, med møtets ord").fill("PSU kan ikke vedta dette selv.")
    press(page, "Lagre")
    expect(page.locator(".ds-alert")).to_contain_text("er lagret")
    assert page.evaluate(TOO_WIDE) <= 0

    page.goto(f"{meeting}/endre")
    page.get_by_label("Hevet klokken").fill("11.15")
    page.get_by_label("Møteleder").fill("Berit Aasland")
    page.get_by_label("Protokollfører").fill("Marte Haugland")
    press(page, "Lagre møtet")
    press(page, "Se protokollen og godkjenn den")
    page.get_by_label("Godkjent av").fill("Berit Aasland og Ingrid Solheim")
    page.get_by_label("Dagen den ble godkjent", exact=True).fill("30.9.2026")
    press(page, "Godkjenn og lås møtet")
    expect(page.locator(".ds-alert")).to_contain_text("Protokollen er godkjent, og møtet er låst.")
    assert page.evaluate(TOO_WIDE) <= 0

    told = words_of(page)
    assert "Berit Aasland og Ingrid Solheim" in told
    assert "kl. 09.00–11.15" in told
    for title, _, _ in CASES:
        assert title in told
    assert "PSU gir 90 000 kroner til kurset." in told
    assert "8 for, 0 mot, 8 til stede" in told
    assert "PSU kan ikke vedta dette selv." in told


def words_of(page: Page) -> str:
    """The words of the minutes as they are taken out as Word."""
    with page.expect_download() as download:
        press(page, "Word")
    text = read(download.value.path().read_bytes()).text
    told = [line for section in text.walk() for line in (section.title, *plain_text(section.blocks))]
    cover = plain_of_cover(download.value.path().read_bytes())
    return "\n".join((cover, *(plain(each) for each in told)))


def plain_of_cover(data: bytes) -> str:
    """What stands at the head of the file, which is no part of the text."""
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return " ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml))


def test_the_form_of_a_case_fits_a_phone_and_can_be_used_by_all_when_something_is_wrong(visit: Visit) -> None:
    page = visit("sekretariat", scripts=True)
    meeting = called(page)
    put_on(page, *CASES[0])
    page.goto(f"{meeting}/frammote")
    press(page, "Før frammøtet")
    expect(page.locator(".ds-alert")).to_contain_text("Frammøtet er ført.")

    def wrong(at: Page) -> None:
        at.goto(f"{meeting}/sak/1")
        at.locator("#felt-cast").click()
        at.locator("#felt-counters").click()
        at.get_by_label("Utfall").select_option("vedtatt")
        at.locator("#felt-votes_for").fill("99")
        at.get_by_label("Foreslått av").fill("Berit Aasland")
        press(at, "Lagre")
        expect(at.locator(".ds-error-summary")).to_be_visible()

    seen = Looker(page).look(wrong)

    assert not seen.faults
    assert seen.too_wide <= 0
    assert not seen.complaints


def test_both_texts_are_there_for_all_when_two_type_at_once(visit: Visit) -> None:
    mine, other = visit("sekretariat", scripts=True), visit("sekretariat")
    meeting = called(other)
    put_on(other, *CASES[0])

    def both(at: Page) -> None:
        at.goto(f"{meeting}/sak/1")
        other.goto(f"{meeting}/sak/1")
        other.get_by_label("Utfall").select_option("avvist")
        press(other, "Lagre")
        expect(other.locator(".ds-alert")).to_contain_text("er lagret")
        at.get_by_label("Vedtaket, med møtets ord").fill("PSU sier ja.")
        press(at, "Lagre")
        expect(at.get_by_role("heading", name="Slik har den andre ført saken")).to_be_visible()
        expect(at.get_by_label("Vedtaket, med møtets ord")).to_have_value("PSU sier ja.")

    seen = Looker(mine).look(both)

    assert not seen.faults
    assert seen.too_wide <= 0

"""The journeys the register is made for, walked without scripts, by keyboard, with the steps counted.

A step is a press of Enter on something that has the focus, as a click is for those who point. What is typed
or chosen in a field is no step; sending it is.
"""

import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from documents.kinds import ChangeClass, Language
from registry import clock
from registry.operations.documents import Draft, make_draft
from registry.permissions import OPERATOR
from registry.queries import communities, documents
from tests.browser.conftest import NARROW, Site, Visit

pytestmark = pytest.mark.browser


@dataclass
class Walker:
    """Somebody with a keyboard, who counts their steps."""

    page: Page
    steps: int = 0

    def start(self, address: str) -> "Walker":
        self.page.goto(address)
        self.steps = 0
        return self

    def press(self, target: Locator) -> None:
        """Go to it with the keyboard, and press Enter."""
        target.focus()
        expect(target).to_be_focused()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.steps += 1

    def follow(self, words: str | re.Pattern[str], within: str = "main") -> None:
        self.press(self.page.locator(within).get_by_role("link", name=words).first)

    def button(self, words: str, within: str = "main") -> None:
        self.press(self.page.locator(within).get_by_role("button", name=words, exact=True).first)

    def field(self, label: str) -> Locator:
        return self.page.locator("main").get_by_label(label, exact=True)

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.locator("main")).to_contain_text(words)


Walk = Callable[..., Walker]


@pytest.fixture
def walk(visit: Visit) -> Walk:
    return lambda account="", **how: Walker(visit(account, **how))


def test_a_nurse_finds_what_to_do_on_a_phone_in_two_steps(walk: Walk) -> None:
    nurse = walk(size=NARROW).start("/")
    search = nurse.page.locator("#sok-stor")
    search.fill("pasienten er utskrivningsklar varsel kommunen")

    nurse.press(search)
    nurse.follow(re.compile("."), within=".hits h2 >> nth=0")

    assert nurse.steps == 2
    point = nurse.page.locator(".legal").first
    expect(point).to_be_in_viewport()
    expect(point).to_contain_text(re.compile("utskrivningsklar|utskriving", re.IGNORECASE))
    nurse.sees("Gjelder")


def test_the_secretariat_brings_in_a_word_file_in_three_steps(walk: Walk) -> None:
    secretary = walk("sekretariat").start("/arbeid")

    secretary.follow("Hent inn en fil")
    secretary.field("Fil").set_input_files(
        {"name": "avtale.docx", "mimeType": "application/octet-stream", "buffer": a_word_file()}
    )
    secretary.page.locator("#felt-title").fill("Retningslinje 12: Fysioterapi")
    secretary.page.locator("#felt-kind").select_option("retningslinje")
    secretary.button("Se hvordan den blir")
    secretary.sees("Utkastet er ikke laget ennå.")
    secretary.sees("Et bilde er ikke tatt med.")
    secretary.sees("1.1 Hvem det gjelder")
    secretary.button("Lag utkastet")

    assert secretary.steps == 3
    secretary.sees("er laget.")
    expect(secretary.page.locator(".page-head")).to_contain_text("Utkast")
    expect(secretary.page.locator("article.legal")).to_contain_text("Partene samarbeider om fysioterapi.")


def test_the_secretariat_is_writing_after_two_steps_with_all_it_needs_beside(walk: Walk) -> None:
    secretary = walk("sekretariat").start("/dokumenter/retningslinje-2")
    secretary.follow("Lag et nytt utkast")
    secretary.button("Lag utkastet")
    secretary.start(secretary.page.url.removesuffix("/skriv"))

    secretary.follow("Skriv i utkastet")
    secretary.follow(re.compile("Skriv i 2 "))

    assert secretary.steps == 2
    expect(secretary.field("Tekst")).to_be_editable()
    secretary.sees("Hvem kan vedta dette?")
    secretary.sees("ASU kan vedta")
    secretary.sees("Slik lyder det i")


def test_a_coordinator_sees_every_case_with_its_verdict_and_the_clause_in_one_step(walk: Walk) -> None:
    coordinator = walk().start("/vedtak?organ=psu")
    for line in coordinator.page.locator("ul.documents > li").all():
        expect(line).to_contain_text(re.compile("Gyldig|Ugyldig|Venter|Må avgjøres"))

    coordinator.press(coordinator.page.locator("ul.documents li a").first)

    assert coordinator.steps == 1
    coordinator.sees("Registerets vurdering")
    expect(coordinator.page.locator(".grounds").first).to_contain_text("punkt")


def test_a_decision_beyond_the_mandate_says_who_may_instead(walk: Walk) -> None:
    coordinator = walk().start("/vedtak?organ=psu&svar=INVALID")

    coordinator.follow(re.compile("Samarbeidsavtalen 2025.2"))

    coordinator.sees("Ugyldig")
    coordinator.sees("Disse kan vedta i stedet")


def test_from_draft_to_the_board_each_decision_typed_once(walk: Walk, site: Site) -> None:
    address = a_draft_of_the_agreement(site, "2097.1")
    secretary = walk("sekretariat").start(address)

    secretary.follow("Frys for vedtak")
    secretary.button("Frys teksten")
    secretary.sees("Teksten er frosset.")
    secretary.follow("Registrer et vedtak")
    secretary.field("Organ").select_option(label="Granvik kommunestyre")
    secretary.field("Møtedag").fill((clock.today() - timedelta(days=1)).isoformat())
    secretary.page.locator("#felt-case_number").fill("77/26")
    secretary.page.locator("#felt-title").fill("Revidert samarbeidsavtale")
    secretary.page.locator("#felt-votes_for").fill("33")
    secretary.page.locator("#felt-votes_against").fill("2")
    secretary.button("Registrer vedtaket")
    assert secretary.steps == 4
    secretary.sees("Vedtaket er registrert.")

    board = walk().start(address)
    secretary.start(address).follow("hvem har vedtatt?")
    assert secretary.steps == 1
    secretary.sees("1 av 21 har vedtatt teksten")
    expect(secretary.page.locator(".tiles li", has_text="Granvik")).to_contain_text("Vedtatt")
    expect(secretary.page.locator(".tiles li", has_text="Storelv")).to_contain_text("Ikke startet")
    assert board.page.locator("h1").text_content() != "Samarbeidsavtalen"


def test_the_law_is_held_against_what_applies_for_a_day_and_a_kommune(walk: Walk) -> None:
    checker = walk().start("/")

    checker.follow("Lovkrav", within="nav.menu > ul")
    assert checker.steps == 1
    assert checker.page.locator("[id^='krav-']").count() == 13
    checker.field("Vis det som gjelder").fill("3.5.2023")
    checker.field("For").select_option(label="Granvik")
    checker.button("Vis")

    assert checker.steps == 2
    expect(checker.page.locator(".day-banner")).to_contain_text("3. mai 2023")
    checker.sees("Granvik")
    checker.sees("13 krav gjelder 3. mai 2023. 11 er dekket, 2 mangler.")
    expect(checker.page.locator("#krav-13")).to_contain_text("Mangler")


@pytest.mark.parametrize(
    ("day", "count", "word"), [("2022-07-31", 11, "Ikke aktuelt ennå"), ("2022-08-01", 13, "Mangler")]
)
def test_an_item_is_demanded_from_the_day_the_law_has_it(walk: Walk, day: str, count: int, word: str) -> None:
    checker = walk().start(f"/lovkrav?dato={day}")

    checker.sees(f"{count} krav gjelder")
    expect(checker.page.locator("#krav-13")).to_contain_text(word)


def test_a_councillor_reads_what_changes_and_why_in_one_step(walk: Walk) -> None:
    councillor = walk(size=NARROW).start("/dokumenter/samarbeidsavtalen/2025.1")

    councillor.follow("endringer fra 2021.1")

    assert councillor.steps == 1
    councillor.sees(re.compile(r"\d+ endringer: "))
    councillor.sees("Hvorfor:")
    councillor.sees("Loven krever fra 1. august 2022")
    expect(councillor.page.locator(".change-table ins").first).to_contain_text("Lagt til:")
    expect(councillor.page.locator(".change-table del").first).to_contain_text("Fjernet:")


def test_what_applied_for_granvik_on_the_third_of_may_2023_in_two_steps(walk: Walk) -> None:
    anyone = walk(size=NARROW).start("/dokumenter")

    anyone.field("Vis det som gjelder").fill("3.5.2023")
    anyone.field("For").select_option(label="Granvik")
    anyone.button("Vis")
    anyone.sees("Gjelder for Granvik 3. mai 2023")
    applying = anyone.page.locator("section[aria-labelledby=settet] ul.documents > li")
    expect(applying.filter(has_text="Særavtale med Granvik")).to_contain_text("versjon 2021.1")
    expect(applying.filter(has_text="Særavtale med Storelv")).to_have_count(0)
    anyone.follow("Retningslinje 5: Utskrivningsklare pasienter")

    assert anyone.steps == 2
    anyone.sees("versjon 2021.1")
    expect(anyone.page.locator(".page-head")).to_contain_text("Gjelder")
    expect(anyone.page.locator(".day-banner")).to_contain_text("3. mai 2023")

    lasting = anyone.page.url
    somebody_else = walk("leser").start(lasting)
    somebody_else.sees("versjon 2021.1")
    expect(somebody_else.page.locator(".day-banner")).to_contain_text("3. mai 2023")


def test_an_auditor_sees_in_one_step_that_nothing_was_changed(walk: Walk) -> None:
    auditor = walk("revisor").start("/logg")

    auditor.follow("Kontroller at ingenting er endret")

    assert auditor.steps == 1
    auditor.sees("Alt stemmer: tekstene, vedtakene og loggen er slik de ble skrevet.")


def test_the_keyboard_begins_at_the_content_and_passes_everything(walk: Walk) -> None:
    reader = walk().start("/")
    skip = reader.page.get_by_role("link", name="Hopp til innholdet")

    reader.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    expect(reader.page.locator("#sok-stor")).to_be_focused()
    for _ in range(60):
        reader.page.keyboard.press("Tab")
        if reader.page.locator("footer.bottom button:focus").count():
            return
    pytest.fail("Tab kom aldri fram til bunnen av siden.")


def test_light_or_dark_is_chosen_by_a_press_and_stays(walk: Walk) -> None:
    reader = walk("leser").start("/dokumenter?dato=2023-05-03")

    reader.button("Mørke", within="footer.bottom")

    assert reader.page.url.endswith("/dokumenter?dato=2023-05-03")
    expect(reader.page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    reader.start("/")
    expect(reader.page.locator("html")).to_have_attribute("data-color-scheme", "dark")


def test_who_must_sign_in_is_led_back_to_where_they_were_going(site: Site, visit: Visit) -> None:
    guest = Walker(visit("", scripts=False))
    guest.page.context.clear_cookies()
    guest.start("/arbeid")

    guest.follow("Logg inn")
    guest.field("E-post").fill("revisor@fjordmark.example")
    guest.field("Passord").fill("fjordmark-eksempel-2025")
    guest.press(guest.field("Passord"))

    expect(guest.page).to_have_url(f"{site.address}/arbeid")
    guest.button("Logg ut", within="header.top")
    expect(guest.page.locator("main")).to_contain_text("Du er logget ut.")


def a_word_file() -> bytes:
    """A Word file as somebody might have written it: headings, a list, and a picture that cannot come."""
    file = Document()
    file.add_heading("Retningslinje 12: Fysioterapi", 0)
    file.add_heading("1 Formål", 1)
    file.add_paragraph("Partene samarbeider om fysioterapi.")
    file.add_heading("1.1 Hvem det gjelder", 2)
    file.add_paragraph("a) pasienter som skrives ut")
    file.add_paragraph("b) barn og unge")
    file.add_picture(BytesIO(a_picture()))
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def a_picture() -> bytes:
    """The smallest PNG there is: one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def a_draft_of_the_agreement(site: Site, number: str) -> str:
    """A new draft of the agreement as it stands; its address."""
    with site.house.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        found = documents.version_in_force(session, community, "samarbeidsavtalen", clock.today())
        assert found is not None
        text = f"{found.row.text}\nPartene møtes hvert halvår.\n"
        draft = Draft(number, text, Language.NB, ChangeClass.REVISJON, based_on=found.row)
        make_draft(session, OPERATOR, found.document, draft, clock.now())
    return f"/dokumenter/samarbeidsavtalen/{number}"

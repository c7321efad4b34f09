"""A secretary gets one text adopted by four, by keyboard and without scripts, from freezing it until it applies."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import ViewportSize as Size

from decisions.outcomes import ReservationSort
from decisions.words import day_in_words
from registry import clock
from tests.browser.conftest import NARROW, PATIENCE, WIDE
from tests.browser.looking import TOO_WIDE
from tests.browser.serving import serving
from tests.registry.builders import PASSPHRASE, a_circle
from tests.registry.small_round import a_secretary, a_small_house

pytestmark = pytest.mark.browser

TODAY = clock.today()
DRAFT = "/dokumenter/avtalen/2026.1"


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Three kommuner and a trust, with the draft of an agreement, served."""
    with a_small_house(tmp_path_factory.mktemp("rundt") / "data") as house:
        with house.database.writing() as session:
            circle = a_circle(session, kommuner=("granvik", "nygrend", "storelv"))
            circle.draft(circle.document(title="Samarbeidsavtalen"), "2026.1")
            a_secretary(session, circle)
        with serving(house) as address:
            yield address


@pytest.fixture
def at_her_desk(address: str, browser: Browser) -> Iterator[Callable[[Size], Page]]:
    """Kari Nordmann, signed in, without scripts, on a screen of this size."""
    opened = []

    def page(size: Size) -> Page:
        context = browser.new_context(
            java_script_enabled=False, locale="nb-NO", base_url=address, viewport=size
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        form = {"email": "kari@sted.example", "password": PASSPHRASE}
        assert context.request.post("/logg-inn", form=form).ok
        return context.new_page()

    yield page
    for context in opened:
        context.close()


def press(page: Page, target: Locator) -> None:
    """Reach a link or button with the keyboard, and press it."""
    target.focus()
    expect(target).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate(TOO_WIDE) <= 0, page.url


def follow(page: Page, words: str) -> None:
    press(page, page.locator("main").get_by_role("link", name=words).first)


def button(page: Page, words: str) -> None:
    press(page, page.locator("main").get_by_role("button", name=words, exact=True).first)


def choose(page: Page, words: str) -> None:
    """Choose a round button by its words, with the keyboard."""
    page.locator("main").get_by_role("radio", name=words, exact=True).focus()
    page.keyboard.press("Space")


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#felt-{name}")


def tiles(page: Page) -> dict[str, str]:
    """What the picture says, by the party."""
    every = page.locator(".tiles li").all()
    return {
        each.locator(".name").inner_text(): each.locator(".state").inner_text().rstrip("0123456789. ")
        for each in every
    }


def decide(page: Page, party: str, case: str, outcome: str = "", change: str = "") -> None:
    """Record what the party's own body decided, from its line on the board."""
    follow(page, f"Registrer vedtak i {party}")
    field(page, "meeting_on").fill(TODAY.isoformat())
    field(page, "case_number").fill(case)
    if outcome:
        field(page, "outcome").select_option(outcome)
    if change:
        field(page, "reservation").fill(change)
        field(page, "sort").select_option(ReservationSort.ENDRING.value)
    for name in ("votes_for", "present", "members"):
        field(page, name).fill("9" if party == "Foretaket HF" else "25")
    field(page, "votes_against").fill("0")
    button(page, "Registrer vedtaket")
    if page.locator("#felt-read").count():
        page.locator("#felt-read").check()
        button(page, "Registrer vedtaket")
    follow(page, "Vedtaksrunden")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_one_text_and_four_adoptions_from_freezing_it_until_it_applies(
    at_her_desk: Callable[[Size], Page], size: Size
) -> None:
    page = at_her_desk(size)
    page.goto(DRAFT)
    follow(page, "Frys for vedtak")
    choose(page, "Når alle parter har vedtatt den")
    field(page, "entry_clause").fill("1")
    button(page, "Frys teksten")
    expect(page.locator("h1")).to_contain_text("Vedtaksrunde")
    expect(page.locator(".lead")).to_contain_text("0 av 4 parter har vedtatt teksten, og 4 mangler.")

    follow(page, "Start runden")
    field(page, "deadline").fill((TODAY + timedelta(days=60)).isoformat())
    button(page, "Start runden")
    follow(page, "Før at saken er sendt til alle")
    button(page, "Før steget")
    assert set(tiles(page).values()) == {"Sendt"}

    follow(page, "Før steg i Granvik")
    choose(page, "I utvalg")
    field(page, "body").fill("utvalg for helse")
    button(page, "Før steget")
    assert tiles(page)["Granvik"] == "I utvalg"
    follow(page, "Før steg i Granvik")
    choose(page, "Innstilt")
    field(page, "body").fill("formannskapet")
    button(page, "Før steget")
    assert tiles(page)["Granvik"] == "Innstilt"
    follow(page, "Før steg i Granvik")
    choose(page, "Berammet")
    field(page, "case_number").fill("PS 9/26")
    button(page, "Før steget")
    assert tiles(page)["Granvik"] == "Berammet"
    expect(page.locator("main")).to_contain_text(f"Neste møte: Granvik {day_in_words(TODAY)}.")

    decide(page, "Granvik", "PS 9/26")
    decide(page, "Storelv", "12/26")
    decide(page, "Foretaket HF", "Styresak 3/26")
    decide(page, "Nygrend", "14/26", "vedtatt med endring", "Punkt 2 b går ut.")
    assert tiles(page)["Nygrend"] == "Vedtatt med endring"
    expect(page.locator(".lead")).to_contain_text("3 av 4 parter har vedtatt teksten, og 1 mangler.")
    expect(page.locator("main")).to_contain_text("En endret tekst er et nytt tilbud.")

    decide(page, "Nygrend", "20/26")
    expect(page.locator(".lead")).to_contain_text(
        f"Alle 4 parter har vedtatt samme tekst. Den gjelder fra {day_in_words(TODAY)}."
    )
    assert set(tiles(page).values()) == {"Vedtatt"}

    page.goto("/dokumenter/avtalen/2026.1")
    expect(page.locator(".page-head")).to_contain_text("Gjelder")
    page.goto(f"{DRAFT}/runde")
    follow(page, "Ordne etter part")
    assert "ordne=part" in page.url
    expect(page.locator("tbody").first.locator("tr").first).to_contain_text("Foretaket HF")

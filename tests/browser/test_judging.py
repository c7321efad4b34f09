"""Judging the law's demands in a browser without scripts: by mouse at a desk, by keyboard, and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import ViewportSize as Size

from tests.browser.conftest import NARROW, PATIENCE, WIDE
from tests.browser.looking import TOO_WIDE
from tests.browser.serving import serving
from tests.house import PASSPHRASE, opened_copy
from tests.registry.imported_agreement import OFFICE, bring_in

pytestmark = pytest.mark.browser

SAVE = "Lagre og gå til neste"


@pytest.fixture(scope="module")
def office(chromium: str, loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office with its agreement brought in and nothing judged, served: its address."""
    with opened_copy(loaded, tmp_path_factory.mktemp("kontor") / "data") as house:
        bring_in(house)
        with serving(house) as address:
            yield address


@pytest.fixture
def secretary(browser: Browser, office: str) -> Iterator[Page]:
    """The office's secretary, with scripts off."""
    context = browser.new_context(java_script_enabled=False, locale="nb-NO", base_url=office)
    context.set_default_timeout(PATIENCE)
    form = {"email": "sekretariat@fjordmark.example", "password": PASSPHRASE}
    assert context.request.post("/logg-inn", form=form).ok
    context.add_cookies([{"name": "helsefellesskap", "value": OFFICE, "url": office}])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("nr", "size"), [(7, WIDE), (10, NARROW)])
def test_three_clicks_and_a_sentence_judge_a_demand_when_the_first_place_is_right(
    secretary: Page, nr: int, size: Size
) -> None:
    secretary.set_viewport_size(size)
    secretary.goto(f"/lovkrav/vurder?krav={nr}")

    secretary.locator("input[name=punkt]").first.click()
    secretary.get_by_label("Dekker", exact=True).click()
    secretary.get_by_label("Begrunnelse").fill("Punktet ordner dette.")
    secretary.get_by_role("button", name=SAVE).click()

    expect(secretary.get_by_text(f"Vurderingen av krav {nr} er lagret: 1 punkt dekker.")).to_be_visible()
    expect(secretary.get_by_role("heading", level=1)).to_contain_text(f"Vurder krav {nr + 1}")


def test_the_words_found_are_marked_and_the_place_can_be_read_without_leaving(secretary: Page) -> None:
    secretary.goto("/lovkrav/vurder?krav=13")
    second = secretary.locator("fieldset .documents > li").nth(1)

    expect(second.locator("mark").first).to_be_visible()
    expect(second.locator("textarea")).to_be_hidden()
    second.get_by_text("Ordene vurderingen skal hvile på").click()
    expect(second.locator("textarea")).to_be_visible()


def test_a_demand_is_judged_by_the_keyboard_alone(secretary: Page) -> None:
    secretary.goto("/lovkrav/vurder?krav=1")
    tick = secretary.locator("input[name=punkt]").first
    tick.focus()
    secretary.keyboard.press("Space")
    _tab_to(secretary, "degree")
    secretary.keyboard.press("Space")
    _tab_to(secretary, "reason")
    secretary.keyboard.type("Punktet ordner dette.")
    _tab_to(secretary, "", SAVE)
    secretary.keyboard.press("Enter")

    expect(secretary.get_by_role("heading", level=1)).to_contain_text("Vurder krav 2:")


@pytest.mark.parametrize("address", ["/lovkrav/vurder?krav=4", "/lovkrav/vurder/oppsummering"])
def test_nothing_scrolls_sideways_on_a_phone(
    browser: Browser, secretary: Page, office: str, address: str
) -> None:
    kept = secretary.context.storage_state()
    with browser.new_context(base_url=office, viewport=NARROW, storage_state=kept) as context:
        page = context.new_page()
        page.goto(address)
        for closed in page.locator("details:not([open]) > summary").all():
            if closed.is_visible():
                closed.click()

        assert page.evaluate(TOO_WIDE) == 0


def _tab_to(page: Page, name: str, words: str = "") -> None:
    """Press Tab until the field with this name, or the button with these words, has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and (
            focused.get_attribute("name") == name if name else words in (focused.inner_text() or "")
        ):
            return
    pytest.fail(f"Tab never came to {name or words}")

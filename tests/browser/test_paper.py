"""On paper every page is ink on white, also for those who read in the dark, and says what it is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

A_TEXT = "/dokumenter/rutine-tidligmelding/2025.1"
PAGES = (A_TEXT, "/", "/vedtak", "/lovkrav", "/dokumenter/samarbeidsavtalen/2025.1/runde")

DARK_GROUNDS = """() => [...document.querySelectorAll("html, body, body *")].flatMap(each => {
  const [red, green, blue, alpha] = getComputedStyle(each).backgroundColor.match(/[\\d.]+/g).map(Number);
  const shown = each.checkVisibility() && alpha !== 0;
  return shown && (red + green + blue) / 3 < 180 ? [each.tagName + "." + each.className] : [];
})"""
PALE_WORDS = """() => [...document.querySelectorAll("main, main *")].flatMap(each => {
  const words = [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  const [red, green, blue] = getComputedStyle(each).color.match(/[\\d.]+/g).map(Number);
  const pale = (red + green + blue) / 3 > 120;
  return each.checkVisibility() && words && pale ? [each.tagName + "." + each.className] : [];
})"""


@pytest.fixture
def printed(visit: Visit):
    """A page as a reader with dark colours prints it."""

    def on_paper(address: str) -> Page:
        page = visit(scripts=True)
        page.goto(address)
        page.emulate_media(media="print", color_scheme="dark")
        return page

    return on_paper


@pytest.mark.parametrize("address", PAGES)
def test_a_dark_page_is_printed_as_ink_on_white(printed, address: str) -> None:
    page = printed(address)

    assert page.evaluate(DARK_GROUNDS) == []
    assert page.evaluate(PALE_WORDS) == []


def test_on_the_screen_the_same_page_is_dark(visit: Visit) -> None:
    """So that the test above could fail."""
    page = visit(scripts=True)
    page.goto(A_TEXT)
    page.emulate_media(media="screen", color_scheme="dark")

    assert page.evaluate(DARK_GROUNDS)
    assert page.evaluate(PALE_WORDS)


def test_a_print_says_which_text_it_is_and_that_it_is_not_the_text_that_applies(printed) -> None:
    page = printed(A_TEXT)
    stamp = page.locator(".stamp")

    expect(stamp).to_be_visible()
    expect(stamp).to_contain_text(re.compile("versjon 2025.1, fingeravtrykk [0-9a-f]{64}"))
    expect(stamp).to_contain_text("Utskriften er ikke den gjeldende teksten")
    for gone in (page.get_by_role("navigation"), page.get_by_role("button")):
        assert not [each for each in gone.all() if each.is_visible()]


def test_it_becomes_a_file_of_a4_pages(printed) -> None:
    made = printed(A_TEXT).pdf(prefer_css_page_size=True)

    assert made.startswith(b"%PDF-")
    boxes = [[float(side) for side in box.split()] for box in re.findall(rb"/MediaBox \[([^\]]+)\]", made)]
    assert boxes
    for _, _, width, height in boxes:
        assert (width, height) == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))

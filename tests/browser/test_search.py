"""Searching in a real browser: a nurse with a phone and no scripts, and somebody who only has a keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, Visit

pytestmark = pytest.mark.browser

SMALL = {"width": 320, "height": 568}
"""The smallest phone that is still in use."""


def ask(page: Page, words: str) -> None:
    """Type in the search field of the page and press Enter."""
    field = page.get_by_role("searchbox")
    field.fill(words)
    with page.expect_navigation():
        field.press("Enter")


def on_the_first_screen(place: Locator) -> None:
    """It is seen whole, without scrolling."""
    expect(place).to_be_in_viewport(ratio=1)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_nurse_knows_what_who_and_by_when_after_two_words_and_one_press(visit: Visit) -> None:
    page = visit(size=SMALL)
    page.goto("/")

    ask(page, "utskrivningsklar melding")
    first = page.locator(".hits h2 a").first
    on_the_first_screen(first)
    assert fits(page)
    with page.expect_navigation():
        first.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Melding om utskrivningsklar pasient")
    for term, words in (("Hva", "Melde pasienten"), ("Hvem", "Sengeposten"), ("Frist", "Straks")):
        told = page.locator("dl.glance > div", has=page.get_by_text(term, exact=True)).first
        expect(told).to_contain_text(words)
        on_the_first_screen(told)
    assert fits(page)
    page.set_viewport_size(NARROW)
    expect(page.locator(".legal").first).to_be_in_viewport()


def test_what_was_set_right_is_said_before_the_first_hit_and_can_be_undone(visit: Visit) -> None:
    page = visit(size=NARROW)
    page.goto("/sok")

    ask(page, "utskrivnigsklar melding")
    expect(page.get_by_role("status").first).to_contain_text("Ingen treff på «utskrivnigsklar»")
    on_the_first_screen(page.locator(".hits h2 a").first)

    page.get_by_role("link", name=re.compile("Søk i stedet etter")).click()
    expect(page.locator("main")).not_to_contain_text("Søkte i stedet")
    expect(page.get_by_role("searchbox")).to_have_value("utskrivnigsklar melding")


def test_a_search_is_narrowed_and_widened_on_a_phone(visit: Visit) -> None:
    page = visit(size=NARROW)
    page.goto("/sok?q=utskrivning")
    before = page.locator(".count strong").inner_text()

    page.get_by_role("link", name="Avgrens eller sorter").click()
    page.get_by_role("link", name="Rutine", exact=True).click()
    expect(page.get_by_role("searchbox")).to_have_value("utskrivning type:rutine")
    assert page.locator(".count strong").inner_text() != before
    assert fits(page)

    page.get_by_role("link", name="ta bort Rutine").click()
    expect(page.locator(".count strong")).to_have_text(before)


def test_from_the_field_the_keyboard_is_at_the_first_hit_in_a_few_presses(visit: Visit) -> None:
    page = visit()
    page.goto("/sok?q=utskrivning")
    page.get_by_role("searchbox").focus()

    for _ in range(3):
        page.keyboard.press("Tab")
        if page.locator(".hits h2 a").first.evaluate("link => link === document.activeElement"):
            return
    pytest.fail("Det første treffet ble ikke nådd.")


def test_a_key_leads_to_the_search_field_and_escape_back_to_where_one_was(visit: Visit) -> None:
    page = visit(scripts=True)
    page.goto("/dokumenter")
    link = page.locator("main a").first
    link.focus()

    page.keyboard.press("Shift+/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("1/2")
    expect(field).to_have_value("1/2")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(field).to_have_value("1/2")

    page.keyboard.press("Control+/")
    expect(link).to_be_focused()


def test_the_key_can_be_switched_off_and_stays_so(visit: Visit) -> None:
    page = visit(scripts=True)
    page.goto("/dokumenter")
    switch = page.get_by_role("button", name="Tasten / går til søkefeltet")
    expect(page.get_by_role("searchbox")).to_have_attribute("aria-keyshortcuts", "/")

    switch.click()
    page.goto("/vedtak")
    expect(switch).to_have_attribute("aria-pressed", "false")
    page.locator("main a").first.focus()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    switch.click()


def test_without_scripts_there_is_no_key_and_no_switch_for_it(visit: Visit) -> None:
    page = visit()
    page.goto("/dokumenter")

    expect(page.get_by_text("Tasten / går til søkefeltet")).to_be_hidden()


def test_on_paper_the_hits_are_a_list_with_the_search_and_the_day(visit: Visit) -> None:
    page = visit()
    page.goto("/sok?q=utskrivning&dato=2025-06-01")
    page.emulate_media(media="print")

    for gone in (".narrowing", "form[role=search]", ".pages", ".to-narrow"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.get_by_text("Søk: utskrivning", exact=True)).to_be_visible()
    expect(page.locator(".stamp")).to_contain_text("Slik det er 1. juni 2025.")
    expect(page.locator(".hits h2").first).to_be_visible()

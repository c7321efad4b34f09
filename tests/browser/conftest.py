"""A real browser before a real server: one of each for all the tests here.

Pages must work without scripts, so they are off unless a test asks for them.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import ViewportSize as Size

from registry.house import House
from tests.browser.serving import serving
from tests.house import PASSPHRASE, opened_copy
from tests.pages import NOBODY, prepare

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE, NARROW = Size(width=1280, height=900), Size(width=320, height=640)
PATIENCE = 15_000
"""Milliseconds to wait for a page on a machine that is busy with other things."""


@dataclass(frozen=True, slots=True)
class Site:
    """The example, served."""

    address: str
    house: House
    fill: Callable[[str], str]
    """Fills in the addresses of tests.pages."""

    def at(self, path: str) -> str:
        """The whole address of a page."""
        return self.address + self.fill(path)


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; without it the tests here are skipped, and fail where CI=true asks for them."""
    found = os.environ.get("AVTALEVERK_TEST_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")
    if not found and os.environ.get("CI") == "true":
        pytest.fail("Chromium mangler, og CI=true krever nettlesertestene.", pytrace=False)
    if not found:
        pytest.skip("Chromium mangler. Installer pakken chromium, eller sett AVTALEVERK_TEST_CHROMIUM.")
    return found


@pytest.fixture(scope="session")
def site(chromium: str, loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server, with its own copy of the example; not begun where there is no browser to see it."""
    with opened_copy(loaded, tmp_path_factory.mktemp("nettsted") / "data") as house:
        fill = prepare(house)
        with serving(house) as address:
            yield Site(address, house, fill)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium. Its own walls against hostile pages do not stand up for root, and these pages are ours."""
    walls = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=walls)
        yield started
        started.close()


@pytest.fixture(scope="session")
def arrive(site: Site, browser: Browser) -> Callable[[str, bool], BrowserContext]:
    """Let somebody come, with or without scripts; who has come before keeps their cookies."""

    @cache
    def context(account: str, scripts: bool) -> BrowserContext:
        made = browser.new_context(
            java_script_enabled=scripts, locale="nb-NO", reduced_motion="reduce", base_url=site.address
        )
        made.set_default_timeout(PATIENCE)
        if account != NOBODY:
            form = {"email": f"{account}@fjordmark.example", "password": PASSPHRASE}
            assert made.request.post("/logg-inn", form=form).ok
        # It stays open: beside a page of the site the next one begins in half the time.
        made.new_page().goto("/tilgjengelighet")
        return made

    return context


@pytest.fixture
def visit(arrive: Callable[[str, bool], BrowserContext]) -> Iterator[Visit]:
    """A new page for somebody: `visit("sekretariat")`, `visit(scripts=True)`, `visit(size=NARROW)`."""
    opened: list[Page] = []

    def page(account: str = NOBODY, *, scripts: bool = False, size: Size = WIDE) -> Page:
        made = arrive(account, scripts).new_page()
        made.set_viewport_size(size)
        opened.append(made)
        return made

    yield page
    for each in opened:
        each.close()

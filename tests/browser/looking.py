"""What a browser sees of one page: what axe finds, how wide it is, whom it asks, what it complains of."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, Response
from playwright.sync_api import ViewportSize as Size

from tests.browser.conftest import NARROW, WIDE

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RUN = """rules => axe.run(document, rules).then(found => found.violations.flatMap(each =>
    each.nodes.map(node => `${each.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"


@dataclass(frozen=True, slots=True)
class Mode:
    """How a page is looked at."""

    name: str
    size: Size
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["none", "active"] = "none"


MODES = (
    Mode("light", WIDE),
    Mode("narrow and dark", NARROW, "dark"),
    *(
        (Mode("dark", WIDE, "dark"), Mode("narrow", NARROW), Mode("forced", WIDE, forced="active"))
        if FULL
        else ()
    ),
)
"""Both widths and both schemes in two looks, for axe takes a second a look; every mode by itself in full."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One page, looked at in every mode."""

    faults: dict[str, list[str]]
    """What axe found, by mode."""
    too_wide: int
    """How many points the page is wider than a screen of 320."""
    hosts: set[str]
    complaints: list[str]


class Looker:
    """A page of the browser that goes from one page of the register to the next, and notes what happens.

    It must allow scripts, for axe is one.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def look(self, reach: Callable[[Page], object]) -> Seen:
        """Go to a page, and look at it in every mode."""
        self.status, self.hosts, self.complaints = 0, set[str](), list[str]()
        self._change_to(MODES[0])
        reach(self.page)
        assert 200 <= self.status < 500, f"{self.page.url}: {self.status}"
        self.page.evaluate(AXE_SCRIPT)
        faults, too_wide = {}, 0
        for mode in MODES:
            self._change_to(mode)
            faults[mode.name] = self.page.evaluate(RUN, RULES)
            too_wide = max(too_wide, self.page.evaluate(TOO_WIDE) if mode.size == NARROW else 0)
        found = {name: each for name, each in faults.items() if each}
        return Seen(found, too_wide, self.hosts, self.complaints)

    def _change_to(self, mode: Mode) -> None:
        self.page.set_viewport_size(mode.size)
        self.page.emulate_media(color_scheme=mode.scheme, forced_colors=mode.forced)

    def _request(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status

    def _console(self, message: ConsoleMessage) -> None:
        about_status = "Failed to load resource: the server responded with a status of 4" in message.text
        if message.type in {"error", "warning"} and not about_status:
            self.complaints.append(message.text)

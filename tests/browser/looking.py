"""What a browser sees of one page: what axe finds, how wide it is, whom it asks, what it complains of."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request

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
    size: Mapping[str, int]
    scheme: str = "light"
    forced: str = "none"


MODES = (
    Mode("light", WIDE),
    Mode("dark", WIDE, "dark"),
    Mode("narrow", NARROW),
    *((Mode("forced", WIDE, forced="active"), Mode("narrow and dark", NARROW, "dark")) if FULL else ()),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One page, looked at in every mode."""

    faults: dict[str, list[str]]
    """What axe found, by mode."""
    too_wide: int
    """How many points the page is wider than a screen of 320."""
    hosts: set[str]
    complaints: list[str]


@dataclass
class _Noted:
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)

    def console(self, message: ConsoleMessage) -> None:
        about_status = "Failed to load resource: the server responded with a status of 4" in message.text
        if message.type in {"error", "warning"} and not about_status:
            self.complaints.append(message.text)


def look(page: Page, reach: Callable[[Page], object]) -> Seen:
    """Go to a page, and look at it in every mode. The page must allow scripts, for axe is one."""
    noted = _Noted()
    page.on("request", noted.request)
    page.on("console", noted.console)
    page.on("pageerror", lambda error: noted.complaints.append(str(error)))
    reach(page)
    page.evaluate(AXE_SCRIPT)
    faults, too_wide = {}, 0
    for mode in MODES:
        page.set_viewport_size({"width": mode.size["width"], "height": mode.size["height"]})
        page.emulate_media(color_scheme=mode.scheme, forced_colors=mode.forced)  # type: ignore[arg-type]
        faults[mode.name] = page.evaluate(RUN, RULES)
        too_wide = max(too_wide, page.evaluate(TOO_WIDE) if mode.size == NARROW else 0)
    return Seen(
        {name: found for name, found in faults.items() if found}, too_wide, noted.hosts, noted.complaints
    )

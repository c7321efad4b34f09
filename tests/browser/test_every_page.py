"""Every page in a browser: it can be used by all, fits a phone, and asks nobody else for anything."""

from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from registry.web.rendering import TEMPLATES
from tests.browser.conftest import Site, Visit
from tests.browser.looking import FULL, Looker, Seen
from tests.pages import DRAFT, MADE_BY_FORMS, NOBODY, PAGES, ROUTINE, UNDER_WAY

pytestmark = pytest.mark.browser

Reach = Callable[[Page], object]


def press(words: str) -> Reach:
    """Press a button of the page's own form."""
    return lambda page: page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def sent(address: str, words: str) -> Reach:
    """A form sent as it stands, empty."""

    def reach(page: Page) -> None:
        page.goto(address)
        press(words)(page)

    return reach


def a_file_shown(page: Page) -> None:
    page.goto("/dokumenter/hent-inn?dokument=retningslinje-1")
    page.locator("#felt-file").set_input_files(
        {"name": "ny.md", "mimeType": "text/markdown", "buffer": b"# R\n\n## 1 A\n\nTekst.\n\n<b>rest</b>\n"}
    )
    press("Se hvordan den blir")(page)


def a_conflict(page: Page) -> None:
    page.goto(f"{DRAFT}/skriv/tekst")
    page.locator("[name=opened_body]").evaluate("field => { field.value = 'Noe annet.' }")
    page.locator("[name=body]").fill("Mine ord.")
    press("Lagre")(page)


def a_verdict(page: Page) -> None:
    page.goto("/vedtak/nytt?versjon=rutine-tidligmelding@2099.2")
    page.get_by_label("Organ", exact=True).select_option("psu")
    for label, words in (("Møtedag", "2.11.2026"), ("Saksnummer", "4/26"), ("Sakens tittel", "Rutine")):
        page.get_by_label(label, exact=True).fill(words)
    press("Registrer vedtaket")(page)


def a_key(page: Page) -> None:
    page.goto("/min-side")
    page.get_by_label("Hva skal den brukes til?").fill("Nettsidene våre")
    press("Lag nøkkelen")(page)


def a_saved_search(page: Page) -> None:
    page.goto("/sok?q=utskriving")
    press("Lagre søket")(page)
    page.locator("main").get_by_role("link", name="utskriving", exact=True).click()
    press("Lag en hemmelig adresse")(page)


STATES: dict[str, tuple[str, Reach | str]] = {
    "a file with something left out": ("sekretariat", a_file_shown),
    "konflikt.html": ("sekretariat", a_conflict),
    "feil.html": (NOBODY, "/finnes-ikke"),
    "vedtaket-lukket.html": (NOBODY, "/vedtak/{closed}"),
    "sok-lagret.html": ("medlem", a_saved_search),
    "faults in the search words": ("sekretariat", sent("/sok/ord", "Legg til")),
    "a verdict that must be read": ("sekretariat", a_verdict),
    "a key just made": ("sekretariat", a_key),
    "the front page with what waits": ("sekretariat", "/"),
    "another day": (NOBODY, "/?dato=2023-05-03"),
    "nothing applies": (NOBODY, "/dokumenter?dato=1999-01-01"),
    "nothing found": (NOBODY, "/sok?q=qqqq"),
    "nothing asked for": (NOBODY, "/sok"),
    "a search with much to tell": ("sekretariat", "/sok?q=oppf%C3%B8lgign+ab*+-type:vedtak&sorter=nyeste"),
    "before and now side by side": (NOBODY, f"{ROUTINE}/2025.1/endringer?fra=2022.1&vis=ved-siden"),
    "the whole text with its changes": (NOBODY, f"{ROUTINE}/2025.1/endringer?fra=2022.1&vis=hele"),
    "changes that nobody has explained": ("sekretariat", f"{UNDER_WAY}/endringer"),
    "a draft": ("sekretariat", DRAFT),
    "decisions with faults": (NOBODY, "/vedtak?svar=INVALID"),
    "faults in the decision": ("sekretariat", sent("/vedtak/nytt", "Registrer vedtaket")),
    "faults in the import": ("sekretariat", sent("/dokumenter/hent-inn", "Se hvordan den blir")),
    "faults in the person": ("administrator", sent("/personer", "Legg til")),
    "faults in signing in": (NOBODY, sent("/logg-inn", "Logg inn")),
    "nynorsk": (NOBODY, "/dokumenter/retningslinje-4/2025.1"),
}
"""What no plain address leads to, and what pages look like when something is missing or wrong."""

if FULL:
    STATES["a long text"] = (NOBODY, "/dokumenter/samarbeidsavtalen/2025.1")

CASES: dict[str, tuple[str, Reach | str]] = {
    page.route: (page.reader, page.address) for page in PAGES if page.template
} | STATES


@pytest.fixture(scope="session")
def looked_at() -> dict[str, Seen]:
    """The pages that have been looked at: each is opened once, for all the tests of it."""
    return {}


@pytest.fixture(scope="session")
def lookers(arrive: Callable[[str, bool], BrowserContext]) -> Callable[[str], Looker]:
    """Those who look, one for each account."""
    return cache(lambda account: Looker(arrive(account, True).new_page()))


@pytest.fixture(params=CASES)
def seen(
    request: pytest.FixtureRequest,
    looked_at: dict[str, Seen],
    lookers: Callable[[str], Looker],
    site: Site,
) -> Seen:
    """One page, seen."""
    name = request.param
    if name not in looked_at:
        account, reach = CASES[name]
        reached: Reach = (lambda page: page.goto(site.at(reach))) if isinstance(reach, str) else reach
        looked_at[name] = lookers(account).look(reached)
    return looked_at[name]


def test_every_template_is_looked_at() -> None:
    made = {path.name for path in TEMPLATES.glob("*.html")} - {"base.html"}

    assert made == {page.template for page in PAGES if page.template} | set(MADE_BY_FORMS)
    assert set(MADE_BY_FORMS) <= set(STATES)


def test_axe_finds_nothing(seen: Seen) -> None:
    assert seen.faults == {}


def test_nothing_scrolls_sideways_on_a_narrow_screen(seen: Seen) -> None:
    assert seen.too_wide == 0


def test_no_other_host_is_asked_for_anything(seen: Seen, site: Site) -> None:
    assert seen.hosts == {urlsplit(site.address).netloc}


def test_the_browser_complains_of_nothing_not_even_the_content_policy(seen: Seen) -> None:
    assert seen.complaints == []


def test_axe_does_find_a_fault(visit: Visit) -> None:
    """So that finding nothing means something."""

    def broken(page: Page) -> None:
        page.goto("/tilgjengelighet")
        page.locator("main").evaluate("main => { main.innerHTML += '<img src=\"/x.png\"><button></button>' }")

    found = Looker(visit(scripts=True)).look(broken)

    assert any(fault.startswith("image-alt") for fault in found.faults["light"])
    assert any(fault.startswith("button-name") for fault in found.faults["narrow and dark"])


def test_the_content_policy_does_stop_a_script(visit: Visit) -> None:
    def injected(page: Page) -> None:
        page.goto("/tilgjengelighet")
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))")

    seen = Looker(visit(scripts=True)).look(injected)

    assert any("Content Security Policy" in told for told in seen.complaints)


def test_the_pages_of_each_role_are_among_them() -> None:
    assert {account for account, _ in CASES.values()} >= {NOBODY, "leser", "sekretariat", "administrator"}

"""Sending out and taking back in a browser: two clicks and one a suggestion, by keyboard, narrow, in the dark."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from documents.kinds import ChangeClass, Language
from registry import clock
from registry.operations.documents import Draft, make_draft
from registry.permissions import OPERATOR
from registry.queries import communities, documents
from tests.browser.conftest import NARROW, WIDE, Site, Visit
from tests.browser.looking import Looker, Seen
from tests.documents.returned_files import edited, tracked_paragraph, tracked_words, words
from tests.registry.returned import commented

pytestmark = pytest.mark.browser

DAYS, NUMBERS = "innen to virkedager", count(1)
LAST = "En part som vesentlig"


@pytest.fixture
def draft(site: Site) -> str:
    """A draft of the agreement of its own: its address."""
    number = f"2095.{next(NUMBERS)}"
    with site.house.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        found = documents.version(session, community, "samarbeidsavtalen", "2026.1", OPERATOR, clock.today())
        draft = Draft(number, found.row.text, Language.NB, ChangeClass.REVISJON, based_on=found.row)
        make_draft(session, OPERATOR, found.document, draft, clock.now())
    return f"/dokumenter/samarbeidsavtalen/{number}"


@pytest.fixture
def files(site: Site, draft: str, visit: Visit, tmp_path: Path) -> list[Path]:
    """What three kommuner send back of a file that was sent from the page."""
    page = visit("sekretariat")
    page.goto(f"{draft}/send")
    page.get_by_label("Hvem sendes den til?").fill("Granvik kommune")
    page.get_by_role("button", name="Lag filen").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned filen").click()
    sent = Path(download.value.path()).read_bytes()
    answers = {
        "a.docx": commented(edited(sent, tracked_words(DAYS, "straks", "Kari")), LAST, "Hvorfor?", "Kari"),
        "b.docx": edited(sent, tracked_words(DAYS, "innen en uke", "Ola"), words("Årshjulet", "Årets hjul")),
        "c.docx": edited(sent, tracked_paragraph(LAST, "Opplæring", "Per", "Heading2")),
    }
    for name, data in answers.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in answers]


@pytest.fixture
def taken_in(visit: Visit, draft: str, files: list[Path]) -> Callable[..., Page]:
    """The list of suggestions, with the three files taken in."""

    def page(**how: object) -> Page:
        made = visit("sekretariat", **how)
        made.goto(f"{draft}/svar")
        made.get_by_label("Word-filer som er kommet tilbake").set_input_files(files)
        made.get_by_role("button", name="Ta inn").click()
        return made

    return page


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_two_are_accepted_and_one_refused_without_scripts(
    taken_in: Callable[..., Page], draft: str, size: object
) -> None:
    page = taken_in(size=size)
    expect(page.locator("#forslagene")).to_have_text("5 forslag fra 3 filer: 5 åpne, 0 godtatt, 0 avvist.")

    page.get_by_role("button", name="Godta", exact=False).first.click()
    assert page.url.partition("#")[2].startswith("f-")
    page.get_by_role("link", name="Si hva som skal stå").click()
    page.get_by_role("button", name="Avvis").click()
    page.get_by_role("button", name="Godta", exact=False).first.click()

    expect(page.locator("#forslagene")).to_have_text("5 forslag fra 3 filer: 2 åpne, 2 godtatt, 1 avvist.")
    page.goto(draft)
    expect(page.get_by_text("straks").first).to_be_visible()


def test_by_keyboard_alone_one_lands_at_the_next_suggestion(taken_in: Callable[..., Page]) -> None:
    page = taken_in(scripts=True)
    order = [each.get_attribute("id") for each in page.locator("article.suggestion").all()]
    page.get_by_role("button", name="Godta", exact=False).first.focus()

    page.keyboard.press("Enter")
    page.wait_for_url(f"**/svar#{order[1]}")

    assert page.evaluate("document.activeElement.id") == order[1]


@pytest.fixture(scope="module")
def looked_at() -> dict[str, Seen]:
    """The pages that have been looked at: one taking in is enough for all the tests that only look."""
    return {}


@pytest.fixture
def seen(looked_at: dict[str, Seen], request: pytest.FixtureRequest) -> dict[str, Seen]:
    """The pages about what came back, seen."""
    if not looked_at:
        looked_at.update(request.getfixturevalue("looking"))
    return looked_at


@pytest.fixture
def looking(taken_in: Callable[..., Page], visit: Visit, draft: str) -> dict[str, Seen]:
    """Each of the pages, looked at by the same person."""
    page = taken_in()
    first = str(page.locator("article.suggestion").first.get_attribute("id")).removeprefix("f-")
    page.locator("details.files").last.locator("summary").click()
    file = str(page.get_by_role("link", name="slik ble filen lest").last.get_attribute("href"))
    ref = file.rpartition("/")[2]
    addresses = {
        "send": f"{draft}/send",
        "svar": f"{draft}/svar",
        "alle": f"{draft}/svar/alle?fil={ref}",
        "fil": f"{file}?rett=0",
        "ett": f"{draft}/svar/{first}",
    }
    looker = Looker(visit("sekretariat", scripts=True))
    return {place: looker.look(lambda page, at=at: page.goto(at)) for place, at in addresses.items()}


@pytest.mark.parametrize("place", ["send", "svar", "alle", "fil", "ett"])
def test_the_pages_are_for_everybody(seen: dict[str, Seen], place: str) -> None:
    assert seen[place].faults == {}
    assert seen[place].too_wide == 0
    assert seen[place].complaints == []

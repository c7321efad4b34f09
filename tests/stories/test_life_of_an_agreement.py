"""A new agreement, from a Word file until it applies: brought in, written, frozen, adopted by twenty-one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from decisions.bodies import BodyKind
from registry import clock
from registry.house import House
from registry.queries import bodies, communities
from tests.house import another_browser, form_ending, form_on, send, token_of, words

DOCUMENT = "/dokumenter/samarbeidsavtalen"
IMPORT, RECORD = "/dokumenter/hent-inn", "/vedtak/nytt"
MINE = "Partene møtes hver vår."
THEIRS = "Partene møtes hver høst."
CHANGES_IT, LACKS_QUORUM = "ytterholm-kommunestyre", "elveseter-kommunestyre"
CHANGED = {
    "outcome": "vedtatt med endring",
    "reservation": "Siste strekpunkt i 4.3 går ut.",
    "sort": "endring",
    "deviation": "4.3",
}
BEGINS = clock.today() + timedelta(days=60)


@dataclass
class Life:
    """What the secretariat saw on the way, as the pages and answers came."""

    version: str = ""
    preview: str = ""
    conflict: Response | None = None
    kept: str = ""
    changed_after_frozen: Response | None = None
    to_be_read: dict[str, str] = field(default_factory=dict)
    """The verdicts that were shown before they could be recorded, by the body."""
    empty_form: dict[str, str] = field(default_factory=dict)
    board_with_two_left: str = ""
    decided: dict[str, str] = field(default_factory=dict)
    """Where each body's decision stands, by the body."""

    @property
    def number(self) -> str:
        return self.version.rpartition("/")[2]


@pytest.fixture(scope="module")
def secretary(visitor: Callable[[str], TestClient]) -> TestClient:
    return visitor("sekretariat")


@pytest.fixture(scope="module")
def colleague(visitor: Callable[[str], TestClient]) -> TestClient:
    """A second secretary, added by the administrator."""
    mine = {"email": "kari@fjordmark.example", "password": "tre ord etter hverandre"}
    added = send(visitor("administrator"), "/personer", name="Kari Moe", role="sekretariat", **mine)
    assert added.status_code == 303
    browser = another_browser(visitor(""))
    assert browser.post("/logg-inn", data=mine).status_code == 303
    return browser


@pytest.fixture(scope="module")
def life(stage: House, secretary: TestClient, colleague: TestClient) -> Iterator[Life]:
    """The whole course, taken once."""
    life = Life()
    bring_in(life, secretary)
    write_at_once(life, secretary, colleague)
    freeze(life, secretary)
    members = adopting_bodies(stage)
    for body, count in members.items():
        present = 9 if body == LACKS_QUORUM else count
        with_change = CHANGED if body == CHANGES_IT else {}
        adopt(life, secretary, body, "10/26", clock.today() - timedelta(days=1), present, **with_change)
    life.board_with_two_left = words(secretary.get(f"{life.version}/runde").text)
    for body in (CHANGES_IT, LACKS_QUORUM):
        adopt(life, secretary, body, "11/26", clock.today(), members[body])
    return life


def bring_in(life: Life, secretary: TestClient) -> None:
    word = secretary.get(f"{DOCUMENT}/2025.1/fil?som=docx").content
    about = {"csrf": token_of(secretary), "dokument": "samarbeidsavtalen", "language": "nb"}
    kept = secretary.post(IMPORT, data=about, files={"file": ("avtalen.docx", word)})
    life.preview = secretary.get(kept.headers["location"]).text
    confirm, form = form_ending(life.preview, "/bekreft")
    confirmed = secretary.post(confirm, data=form | {"reason": "Årlig gjennomgang."})
    life.version = confirmed.headers["location"]


def write_at_once(life: Life, secretary: TestClient, colleague: TestClient) -> None:
    """Both open the draft; the colleague saves first."""
    address = f"{life.version}/rediger"
    mine, theirs = (form_on(each.get(address).text, address) for each in (secretary, colleague))
    assert colleague.post(address, data=theirs | {"text": f"{theirs['text']}\n{THEIRS}\n"}).status_code == 303
    life.conflict = secretary.post(address, data=mine | {"text": f"{mine['text']}\n{MINE}\n"})
    sent_again = form_on(life.conflict.text, address)
    (both,) = (name for name in sent_again if name.startswith("body-"))
    sent_again[both] += f"\n\n{THEIRS}\n"
    assert secretary.post(address, data=sent_again).status_code == 303
    life.kept = secretary.get(f"{life.version}/fil?som=md").text


def freeze(life: Life, secretary: TestClient) -> None:
    editing, address = f"{life.version}/rediger", f"{life.version}/frys"
    written = form_on(secretary.get(editing).text, editing)
    form = form_on(secretary.get(address).text, address) | {"earliest_from": BEGINS.isoformat()}
    assert secretary.post(address, data=form).status_code == 303
    life.changed_after_frozen = secretary.post(editing, data=written)


def adopt(
    life: Life, secretary: TestClient, body: str, case: str, on: date, present: int, **more: str
) -> None:
    """Record that all who were present voted for; a verdict that must be read is read."""
    name = f"samarbeidsavtalen@{life.number}"
    life.empty_form = life.empty_form or form_on(secretary.get(f"{RECORD}?versjon={name}").text, RECORD)
    form = life.empty_form | {
        "body": body,
        "case_number": case,
        "meeting_on": on.isoformat(),
        "title": "Revidert samarbeidsavtale",
        "votes_for": str(present),
        "votes_against": "0",
        "present": str(present),
        "press": "registrer",
    }
    answer = secretary.post(RECORD, data=form | more)
    if answer.status_code == 409:
        life.to_be_read[body] = words(answer.text)
        read = form_on(answer.text, RECORD) | {"read": "ja", "press": "registrer"}
        answer = secretary.post(RECORD, data=read)
    assert answer.status_code == 303, words(answer.text)
    life.decided[body] = answer.headers["location"]


def adopting_bodies(house: House) -> dict[str, int]:
    """The twenty kommunestyrer and the board, and how many members each has."""
    with house.database.reading() as session:
        rows = bodies.all_bodies(session, communities.chosen(session, "fjordmark"))
        deciding = {BodyKind.KOMMUNESTYRE, BodyKind.STYRE}
        return {row.ref: row.members or 0 for row in rows if row.kind in deciding}


def test_the_file_is_shown_as_it_will_stand_before_there_is_a_draft(life: Life) -> None:
    told = words(life.preview)

    assert "Utkastet er ikke laget ennå." in told
    assert "Alt er med:" in told
    assert "Innholdsfortegnelsen er ikke tatt med" in told
    assert "5.2 Vedtaksmyndighet" in told


def test_the_draft_got_a_number_of_its_own(life: Life) -> None:
    assert re.fullmatch(rf"{DOCUMENT}/\d{{4}}\.\d+", life.version)


def test_who_saves_last_is_told_and_sees_both_texts(life: Life) -> None:
    assert life.conflict is not None
    told = words(life.conflict.text)

    assert life.conflict.status_code == 412
    assert "lagret det samme mens du skrev" in told
    assert MINE in told
    assert THEIRS in told


def test_nothing_that_either_wrote_is_lost(life: Life) -> None:
    assert MINE in life.kept
    assert THEIRS in life.kept


def test_a_frozen_text_is_not_written_in(life: Life, secretary: TestClient) -> None:
    assert life.changed_after_frozen is not None
    assert life.changed_after_frozen.status_code == 409
    assert secretary.get(f"{life.version}/fil?som=md").text == life.kept


def test_twenty_one_bodies_decided(life: Life) -> None:
    assert len(life.decided) == 21


def test_a_meeting_without_quorum_adopts_nothing_and_the_register_says_why(life: Life) -> None:
    told = life.to_be_read[LACKS_QUORUM]

    assert "Ugyldig" in told
    assert "9 av 19" in told
    assert "kommuneloven" in told.lower()


def test_the_board_told_of_the_two_that_were_left(life: Life) -> None:
    told = life.board_with_two_left

    assert "19 av 21 har vedtatt teksten" in told
    assert "Ytterholm Vedtatt med endring" in told
    assert "Elveseter Ugyldig" in told
    assert "Siste strekpunkt i 4.3 går ut." in told


def test_the_old_agreement_applies_until_the_day_the_new_one_begins(
    life: Life, secretary: TestClient, visitor: Callable[[str], TestClient]
) -> None:
    before, on_the_day = (
        words(visitor("").get(f"{DOCUMENT}?dato={day}").text) for day in (BEGINS - timedelta(days=1), BEGINS)
    )

    assert "Les versjon 2025.1, som gjelder" in before
    assert f"Les versjon {life.number}, som gjelder" in on_the_day


def test_once_adopted_it_is_there_for_everybody_with_its_day(
    life: Life, visitor: Callable[[str], TestClient]
) -> None:
    told = words(visitor("").get(life.version).text)

    assert "Kommer" in told
    assert "Gå til den som gjelder, versjon 2025.1" in told


def test_what_the_register_said_at_first_still_stands(
    life: Life, visitor: Callable[[str], TestClient]
) -> None:
    made = words(visitor("").get(f"/vedtak?organ={LACKS_QUORUM}&ar={clock.today().year}").text)

    assert "sak 10/26" in made
    assert "sak 11/26" in made
    assert "Ugyldig" in made
    assert "Gyldig" in made


def test_each_step_is_in_the_log(life: Life, visitor: Callable[[str], TestClient]) -> None:
    log = words(visitor("revisor").get("/logg").text)

    for step in ("Marte Haugland", "Kari Moe"):
        assert step in log


def test_everything_still_agrees(life: Life, visitor: Callable[[str], TestClient]) -> None:
    assert "Alt stemmer" in words(visitor("revisor").get("/logg/kontroll").text)

"""Twenty councils and a board adopt one text, and not all of them had that text before them. Who notices?

A copy of last week's file, a struck bullet, another telephone number, «bør» that became «skal»: each shows as
what it is, a person says what it amounts to, and the board says what must happen. Law: hol. § 6-1.
"""

from collections.abc import Callable
from datetime import date

import pytest
from starlette.testclient import TestClient

from decisions.adoption import AdoptionState
from decisions.outcomes import Outcome
from decisions.votes import Votes
from documents.kinds import ChangeClass, Language
from registry import clock
from registry.house import House
from registry.operations import documents as operations
from registry.operations import exchange
from registry.operations.decisions import DecisionEntry, record_decision
from registry.operations.documents import Draft
from registry.permissions import OPERATOR
from registry.queries import adoption, bodies, communities, documents
from tests.house import form_ending, send, token_of, words

ROUND = "/dokumenter/samarbeidsavtalen/2097.1/runde"
PAPERS = f"{ROUND}/papirer"
DAY = date(2026, 6, 11)
DEADLINE = "Meldinger om feil sendes innen fem virkedager, på telefon 38 00 10 20."
BULLETS = "- felles øvelser for beredskap\n\n- deling av fagstoff\n\n- felles opplæring av vikarer"
LAST_WEEK = DEADLINE.replace("fem", "ti")


@pytest.fixture(scope="module")
def texts(stage: House) -> dict[str, str]:
    """The text as it was sent out last week, and as it was frozen; Granvik, Storelv and others adopt it."""
    with stage.database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        agreement = documents.document(session, community, "samarbeidsavtalen")
        based_on = next(row for row in documents.versions_of(session, agreement) if row.number == "2025.1")
        body = f"{based_on.text}\n## 99 Avvik\n\n{LAST_WEEK}\n\n{BULLETS}\n"
        told = Language.NB, ChangeClass.REVISJON
        draft = Draft("2097.1", body, *told, based_on=based_on)
        row = operations.make_draft(session, OPERATOR, agreement, draft, clock.now())
        old = exchange.send(session, OPERATOR, agreement, row, "Granvik kommune", b"k", clock.now()).text
        operations.change_draft(
            session, OPERATOR, agreement, row, old.replace(LAST_WEEK, DEADLINE), row.revision
        )
        operations.freeze(session, OPERATOR, agreement, row, clock.now())
        for number, ref in enumerate(("granvik", "storelv", "havstrand", "fosslia", "nordheimen"), 10):
            council = bodies.body(session, community, f"{ref}-kommunestyre")
            size = council.members or 19
            entry = DecisionEntry(
                council,
                DAY,
                f"{number}/26",
                "Samarbeidsavtalen",
                outcome=Outcome.VEDTATT,
                document=agreement,
                version=row,
                votes=Votes(size, 0, present=size, members=size),
            )
            record_decision(session, OPERATOR, community, entry, clock.now())
        return {"frozen": row.text, "last week": old, "hash": row.frozen_hash or ""}


@pytest.fixture
def secretary(visitor: Callable[[str], TestClient]) -> TestClient:
    return visitor("sekretariat")


def state(stage: House, party: str, on: date | None = None) -> AdoptionState:
    """Where this party stands with the text."""
    with stage.database.reading() as session:
        community = communities.chosen(session, "fjordmark")
        view = documents.version(session, community, "samarbeidsavtalen", "2097.1", OPERATOR, clock.today())
        stand = adoption.adoption(session, community, view.document, view.row, on or clock.today())
        return next(row.state for row in stand.board.rows if row.party.ref == party)


def dropped(secretary: TestClient, name: str, text: str) -> str:
    """The page of the paper that this file became."""
    files = {"file": (name, text.encode())}
    answer = secretary.post(PAPERS, data={"csrf": token_of(secretary), "party": ""}, files=files)
    assert answer.status_code == 303, words(answer.text)
    return answer.headers["location"]


def put_where_it_belongs(secretary: TestClient, page: str) -> str:
    """Confirm the party and the decision that the page suggests: what the page says then."""
    action, form = form_ending(secretary.get(page).text, page)
    assert form["decision"]
    assert secretary.post(action, data=form).status_code == 303
    return words(secretary.get(page).text)


def say(secretary: TestClient, page: str, sort: str) -> tuple[int, str]:
    """Classify it: the status, and what the page says."""
    told = {"reason": "Slik står det.", "authority": "ordføreren", "classified_on": "12.6.2026"}
    answer = send(secretary, f"{page}/klassifiser", sort=sort, **told)
    return answer.status_code, words(answer.text if answer.status_code != 303 else secretary.get(page).text)


def test_last_weeks_file_is_known_as_the_draft_that_was_sent(
    stage: House, secretary: TestClient, texts: dict[str, str]
) -> None:
    assert state(stage, "granvik") is AdoptionState.VEDTATT
    page = dropped(secretary, "granvik vedtatt.md", texts["last week"])

    told = put_where_it_belongs(secretary, page)

    assert "Dette er utkastet som ble sendt til Granvik kommune" in told
    assert "Frist: «ti virkedager» er blitt" not in told
    assert "Frist: «fem virkedager» er blitt «ti virkedager»." in told
    assert state(stage, "granvik") is AdoptionState.UAVKLART
    status, refused = say(secretary, page, "redaksjonell")
    assert (status, "ikke bare skrivefeil" in refused) == (409, True)
    assert say(secretary, page, "endring")[0] == 303
    assert state(stage, "granvik") is AdoptionState.VEDTATT_MED_ENDRING
    assert "ikke inngått med Granvik" in words(secretary.get(page).text)


def test_a_struck_bullet_is_a_change_however_small_it_looks(
    stage: House, secretary: TestClient, texts: dict[str, str]
) -> None:
    page = dropped(secretary, "storelv.md", texts["frozen"].replace("- deling av fagstoff\n\n", ""))

    assert "«deling av fagstoff» er borte." in put_where_it_belongs(secretary, page)
    assert state(stage, "storelv") is AdoptionState.UAVKLART
    assert say(secretary, page, "redaksjonell")[0] == 409


def test_a_telephone_number_may_be_a_slip_and_then_the_text_is_adopted_all_the_same(
    stage: House, secretary: TestClient, texts: dict[str, str]
) -> None:
    page = dropped(secretary, "havstrand.md", texts["frozen"].replace("10 20", "10 21"))

    told = put_where_it_belongs(secretary, page)
    assert "Telefonnummer: «38 00 10 20» er blitt «38 00 10 21»." in told
    assert say(secretary, page, "redaksjonell")[0] == 303

    assert state(stage, "havstrand") is AdoptionState.VEDTATT


def test_minutes_with_the_right_fingerprint_leave_it_adopted_and_with_another_ask(
    stage: House, secretary: TestClient, texts: dict[str, str]
) -> None:
    head = "# Saksutskrift\n\n{} kommunestyre, møtedato 11.06.2026. Sak {}/26\n\n## Vedtak\n\nAvtrykk: {}\n"
    right = dropped(secretary, "fosslia.md", head.format("Fosslia", 13, texts["hash"]))
    wrong = dropped(secretary, "nordheimen.md", head.format("Nordheimen", 14, "b" * 64))

    assert "samme tekst" in put_where_it_belongs(secretary, right)
    assert "avtrykket til en annen tekst" in put_where_it_belongs(secretary, wrong)

    assert state(stage, "fosslia") is AdoptionState.VEDTATT
    assert state(stage, "nordheimen") is AdoptionState.UAVKLART


def test_the_board_of_the_day_before_the_papers_came_is_as_it_was(
    stage: House, secretary: TestClient, texts: dict[str, str]
) -> None:
    assert state(stage, "granvik", DAY) is AdoptionState.VEDTATT
    assert "Ingen papirer er kommet inn ennå" in words(secretary.get(f"{PAPERS}?dato={DAY}").text)

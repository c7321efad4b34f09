"""The forms of a round: begun, its deadline moved, steps noted for one or for all; nothing typed is lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from lxml import html
from starlette.testclient import TestClient

from decisions.rounds import RoundStep
from decisions.words import day_in_words
from registry import clock
from registry.house import House
from registry.operations import documents
from registry.permissions import OPERATOR
from registry.queries import communities, rounds
from registry.queries import documents as queries
from registry.tables import VersionRow
from tests.house import send, words
from tests.registry.builders import a_circle, the_circle
from tests.registry.small_round import a_secretary, a_small_house, at_her_browser
from tests.registry.typed_forms import form_on, sentence_for, typed_in

TODAY = clock.today()
TOMORROW = TODAY + timedelta(days=1)
LATER = TODAY + timedelta(days=60)
PARTIES = ["granvik", "nygrend", "storelv", "foretaket"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Three kommuner and a trust."""
    with a_small_house(tmp_path_factory.mktemp("runder") / "data") as house:
        with house.database.writing() as session:
            circle = a_circle(session, kommuner=("granvik", "nygrend", "storelv"))
            circle.document(title="Samarbeidsavtalen")
            a_secretary(session, circle)
        yield house


@pytest.fixture(scope="module")
def secretary(house: House) -> Iterator[TestClient]:
    """The secretariat at its browser."""
    with at_her_browser(house) as browser:
        yield browser


@pytest.fixture
def board(house: House, request: pytest.FixtureRequest) -> str:
    """The board of a version frozen today, of which nothing is noted."""
    number = f"2026.{len(known(house)) + 1}"
    with house.database.writing() as session:
        community = communities.chosen(session, "fjord")
        document = queries.document(session, community, "avtalen")
        version = the_circle(session).draft(document, number)
        documents.freeze(session, OPERATOR, document, version, clock.now())
    return f"/dokumenter/avtalen/{number}/runde"


def known(house: House) -> list[VersionRow]:
    with house.database.reading() as session:
        community = communities.chosen(session, "fjord")
        return list(queries.versions_of(session, queries.document(session, community, "avtalen")))


def told_of(house: House, board: str) -> tuple[rounds.RoundView | None, tuple[rounds.Step, ...]]:
    """The round as it is kept, and its steps."""
    number = board.split("/")[3]
    row = next(each for each in known(house) if each.number == number)
    with house.database.reading() as session:
        return rounds.round_of(session, row, TODAY), rounds.steps(session, row, TODAY)


def begun(secretary: TestClient, board: str, **typed: str) -> None:
    form = form_on(secretary, f"{board}/start") | {"deadline": day_in_words(LATER)} | typed
    answer = secretary.post(f"{board}/start", data=form)
    assert answer.status_code == 303, words(answer.text)
    assert answer.headers["location"] == board


def test_a_round_is_begun_today_with_the_deadline_that_was_typed(
    house: House, secretary: TestClient, board: str
) -> None:
    begun(secretary, board)

    view, _ = told_of(house, board)
    assert view is not None
    assert (view.started_on, view.deadline) == (TODAY, LATER)
    told = words(secretary.get(board).text)
    assert day_in_words(LATER) in told
    assert "Start runden" not in told


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"deadline": "31.1.2020"}, "deadline", "det er før runden begynte"),
        ({"deadline": "i vår"}, "deadline", "er ikke en dato"),
        ({"started_on": ""}, "started_on", "er ikke en dato"),
        ({"started_on": TOMORROW.isoformat()}, "started_on", ""),
    ],
)
def test_a_start_that_cannot_be_is_told_of_at_its_field(
    house: House, secretary: TestClient, board: str, typed: dict[str, str], field: str, said: str
) -> None:
    form = form_on(secretary, f"{board}/start") | {"deadline": day_in_words(LATER)} | typed

    answer = secretary.post(f"{board}/start", data=form)

    assert answer.status_code == 422
    assert sentence_for(answer.text, field)
    assert said in sentence_for(answer.text, field)
    assert {name: typed_in(answer.text)[name] for name in typed} == typed
    assert told_of(house, board)[0] is None


def test_a_round_is_not_begun_twice(secretary: TestClient, board: str) -> None:
    begun(secretary, board)

    answer = secretary.post(f"{board}/start", data=form_on(secretary, f"{board}/start"))

    assert answer.status_code == 409
    assert "Runden" in words(answer.text)


def test_a_deadline_is_moved_with_its_reason(house: House, secretary: TestClient, board: str) -> None:
    begun(secretary, board)
    form = form_on(secretary, f"{board}/frist") | {
        "deadline": TOMORROW.isoformat(),
        "reason": "To møter er avlyst.",
    }

    assert secretary.post(f"{board}/frist", data=form).status_code == 303
    view, _ = told_of(house, board)
    assert view is not None
    assert (view.deadline, view.reason) == (TOMORROW, "To møter er avlyst.")
    assert "To møter er avlyst." in words(secretary.get(board).text)


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"reason": ""}, "reason"), ({"deadline": "1.1.2020"}, "deadline"), ({"deadline": "snart"}, "deadline")],
)
def test_a_deadline_without_a_reason_or_before_the_start_stays_where_it_was(
    house: House, secretary: TestClient, board: str, typed: dict[str, str], field: str
) -> None:
    begun(secretary, board)
    mine = {"deadline": TOMORROW.isoformat(), "reason": "Etter ønske fra Storelv."} | typed

    answer = secretary.post(f"{board}/frist", data=form_on(secretary, f"{board}/frist") | mine)

    assert answer.status_code == 422
    assert sentence_for(answer.text, field)
    assert {name: typed_in(answer.text)[name] for name in mine} == mine
    view, _ = told_of(house, board)
    assert view is not None
    assert view.deadline == LATER


def test_the_deadline_of_a_round_that_is_not_begun_cannot_be_moved(secretary: TestClient, board: str) -> None:
    answer = send(secretary, f"{board}/frist", deadline=LATER.isoformat(), reason="Fordi.")

    assert answer.status_code == 409


def test_that_it_was_sent_to_everyone_is_noted_with_one_form(
    house: House, secretary: TestClient, board: str
) -> None:
    begun(secretary, board)
    page = secretary.get(f"{board}/steg?part=alle&steg=sendt").text
    ticked = html.document_fromstring(page).xpath("//input[@name='party'][@checked]/@value")
    assert sorted(ticked) == sorted(PARTIES)

    answer = send(secretary, f"{board}/steg", step="sendt", happens_on=TODAY.isoformat(), party=ticked)

    assert answer.status_code == 303
    _, steps = told_of(house, board)
    assert sorted(each.party for each in steps) == sorted(PARTIES)
    assert {each.step for each in steps} == {RoundStep.SENDT}
    assert "Ført for 4 parter: sendt." in words(secretary.get(board).text)


def test_a_meeting_that_is_set_has_its_day_body_case_and_link(
    house: House, secretary: TestClient, board: str
) -> None:
    begun(secretary, board)
    link = "https://granvik.example/moter/9"
    known_of = {
        "body": "Granvik kommunestyre",
        "case_number": "PS 9/27",
        "link": link,
        "reason": "Etter høringen.",
    }
    send(
        secretary, f"{board}/steg", step="berammet", happens_on=LATER.isoformat(), party="granvik", **known_of
    )

    page = secretary.get(board).text
    assert f"Neste møte: Granvik {day_in_words(LATER)}." in words(page)
    assert html.document_fromstring(page).xpath(f"//a[@href='{link}']")
    _, (step,) = told_of(house, board)
    assert (step.happens_on, step.known_on, step.case, step.reason) == (
        LATER,
        TODAY,
        "PS 9/27",
        "Etter høringen.",
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"party": []}, "party"),
        ({"party": ["granvik", "utopia"]}, "party"),
        ({"step": "spurt"}, "step"),
        ({"happens_on": "i går"}, "happens_on"),
        ({"happens_on": "1.1.2020"}, "happens_on"),
        ({"step": "sendt", "happens_on": LATER.isoformat()}, "happens_on"),
        ({"known_on": LATER.isoformat()}, "known_on"),
    ],
)
def test_a_step_that_cannot_be_is_noted_for_nobody_and_what_was_typed_stands(
    house: House, secretary: TestClient, board: str, typed: dict[str, object], field: str
) -> None:
    begun(secretary, board)
    mine = {"step": "i utvalg", "happens_on": TODAY.isoformat(), "party": ["granvik", "storelv"]} | typed

    answer = send(secretary, f"{board}/steg", body="utvalg for helse", reason="Merk.", **mine)

    assert answer.status_code == 422
    assert sentence_for(answer.text, field)
    again = html.document_fromstring(answer.text)
    ticked = again.xpath("//input[@name='party'][@checked]/@value")
    assert set(ticked) == set(PARTIES) & set(mine["party"])  # type: ignore[call-overload]
    assert typed_in(answer.text)["body"] == "utvalg for helse"
    assert told_of(house, board)[1] == ()


def test_a_decision_is_recorded_from_the_partys_line_with_its_body_and_the_meeting_that_was_set(
    secretary: TestClient, board: str
) -> None:
    begun(secretary, board)
    known_of = {"body": "Granvik kommunestyre", "case_number": "PS 9/27"}
    send(
        secretary, f"{board}/steg", step="berammet", happens_on=TODAY.isoformat(), party="granvik", **known_of
    )
    page = html.document_fromstring(secretary.get(board).text)
    row = page.get_element_by_id("part-granvik")
    (address,) = row.xpath(".//a[starts-with(@href, '/vedtak/nytt')]/@href")

    form = form_on(secretary, address)

    assert form["body"] == "granvik"
    assert (form["meeting_on"], form["case_number"]) == (day_in_words(TODAY), "PS 9/27")
    assert form["about"] == f"avtalen@{board.split('/')[3]}"
    assert "Samarbeidsavtalen" in form["title"]


def test_whoever_is_not_signed_in_may_not_even_see_the_board_of_a_text_that_is_not_adopted(
    secretary: TestClient, board: str
) -> None:
    stranger = TestClient(secretary.app, base_url="http://testserver", follow_redirects=False)

    assert stranger.get(board).status_code == 404
    assert stranger.get(f"{board}/steg").status_code in {303, 401}
    assert "ingen runder" in words(stranger.get("/runder").text).lower()
    assert "Samarbeidsavtalen" in words(secretary.get("/runder").text)

"""One text, four adoptions: the round of a small helsefellesskap, read again day by day as it stood.

From the day the text was frozen to its first day in force: sent, in a committee, recommended, set for a meeting,
adopted one by one, once with a change, and adopted again as it was laid before them.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from registry.house import House
from tests.house import words
from tests.registry.builders import TRUST, the_circle
from tests.registry.small_round import (
    BEGINS,
    BOARD,
    DEADLINE,
    FROZEN,
    MOVED_TO,
    STARTED,
    a_secretary,
    a_small_house,
    at_her_browser,
    the_whole_round,
)
from tests.registry.terminal import call

ADOPTION = "/api/v1/documents/avtalen/versions/2026.1/adoption"
STANDING = {
    date(2026, 1, 19): ("ikke startet", "ikke startet", "ikke startet", "ikke startet"),
    date(2026, 1, 20): ("sendt", "sendt", "sendt", "sendt"),
    date(2026, 1, 25): ("sendt", "sendt", "sendt", "sendt"),
    date(2026, 1, 26): ("i utvalg", "sendt", "sendt", "sendt"),
    date(2026, 2, 3): ("innstilt", "sendt", "sendt", "sendt"),
    date(2026, 2, 4): ("berammet", "sendt", "sendt", "sendt"),
    date(2026, 2, 10): ("berammet", "sendt", "berammet", "sendt"),
    date(2026, 2, 25): ("berammet", "sendt", "berammet", "sendt"),
    date(2026, 2, 26): ("vedtatt", "sendt", "berammet", "sendt"),
    date(2026, 3, 5): ("vedtatt", "vedtatt med endring", "berammet", "sendt"),
    date(2026, 3, 12): ("vedtatt", "vedtatt med endring", "utsatt", "sendt"),
    date(2026, 3, 13): ("vedtatt", "vedtatt med endring", "berammet", "sendt"),
    date(2026, 3, 20): ("vedtatt", "vedtatt med endring", "berammet", "vedtatt"),
    date(2026, 4, 9): ("vedtatt", "vedtatt med endring", "vedtatt med merknad", "vedtatt"),
    date(2026, 4, 22): ("vedtatt", "vedtatt med endring", "vedtatt med merknad", "vedtatt"),
    date(2026, 4, 23): ("vedtatt", "vedtatt", "vedtatt med merknad", "vedtatt"),
}
"""How Granvik, Nygrend, Storelv and the trust stood, on both sides of every day on which something happened."""
PARTIES = ("granvik", "nygrend", "storelv", TRUST)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the small register lies."""
    return tmp_path_factory.mktemp("runde") / "data"


@pytest.fixture(scope="module")
def house(folder: Path) -> Iterator[House]:
    """The register in which all of it has happened."""
    with a_small_house(folder) as house:
        with house.database.writing() as session:
            the_whole_round(session)
            a_secretary(session, the_circle(session))
        yield house


@pytest.fixture(scope="module")
def secretary(house: House) -> Iterator[TestClient]:
    """The secretariat at its browser."""
    with at_her_browser(house) as browser:
        yield browser


def board(browser: TestClient, day: date, **more: str) -> str:
    answer = browser.get(BOARD, params={"dato": day.isoformat(), **more})
    assert answer.status_code == 200
    return answer.text


def states(page: str) -> dict[str, str]:
    """Where each party stands, as the table says it."""
    rows = html.document_fromstring(page).xpath("//tr[starts-with(@id, 'part-')]")
    return {
        row.get("id").removeprefix("part-"): words(html.tostring(row[1]).decode()).lower() for row in rows
    }


@pytest.mark.parametrize("day", STANDING)
def test_the_board_stands_as_it_did_that_day_on_the_page_for_programs_and_in_the_terminal(
    secretary: TestClient, folder: Path, day: date
) -> None:
    told = dict(zip(PARTIES, STANDING[day], strict=True))

    assert states(board(secretary, day)) == told
    for_programs = secretary.get(ADOPTION, params={"on": day.isoformat()}).json()
    assert {row["party"]: row["state"] for row in for_programs["rows"]} == told
    typed = call(folder, "adoption", "avtalen@2026.1", "--on", day.isoformat(), "--json").facts
    shared = for_programs.keys() & typed.keys() - {"version"}
    assert {name: typed[name] for name in shared} == {name: for_programs[name] for name in shared}


def test_the_tiles_say_what_the_table_says(secretary: TestClient) -> None:
    for day, (granvik, nygrend, storelv, trust) in STANDING.items():
        page = html.document_fromstring(board(secretary, day))
        tiles = [" ".join(each.text_content().split()).lower() for each in page.find_class("state")]
        assert [each.rstrip("0123456789. ") for each in tiles] == [trust, granvik, nygrend, storelv]


def test_the_story_can_be_clicked_through_one_day_after_the_other(secretary: TestClient) -> None:
    """From the day it was frozen, «next» leads through every day on which something happened."""
    day, days = FROZEN.isoformat(), []
    while day:
        days.append(day)
        page = html.document_fromstring(secretary.get(BOARD, params={"dato": day}).text)
        onward = page.xpath("//a[@rel='next']/@href")
        day = onward[0].partition("dato=")[2] if onward else ""

    told = [each.isoformat() for each in STANDING if each not in {date(2026, 1, 19), date(2026, 1, 25)}]
    told = [each for each in told if each not in {"2026-02-25", "2026-04-22"}]
    assert days == sorted([FROZEN.isoformat(), "2026-03-25", *told, BEGINS.isoformat()])


def test_each_day_tells_what_happened_on_it(secretary: TestClient) -> None:
    def happened(day: date) -> str:
        return words(
            html.tostring(
                html.document_fromstring(board(secretary, day)).get_element_by_id("denne-dagen").getparent()
            ).decode()
        )

    assert "Granvik, Nygrend, Storelv, Foretaket HF: sendt" in happened(STARTED)
    assert "Runden startet, frist 31. mars 2026" in happened(STARTED)
    assert "Granvik: berammet, Granvik kommunestyre, sak PS 9/26, møte 26. februar 2026" in happened(
        date(2026, 2, 4)
    )
    assert "Nygrend kommunestyre, sak 14/26: vedtatt med endring" in happened(date(2026, 3, 5))
    assert "Ny frist, 30. april 2026. Møtet i Storelv ble utsatt." in happened(date(2026, 3, 25))
    assert "Teksten gjelder fra denne dagen" in happened(BEGINS)
    assert "Dette hendte" not in words(board(secretary, date(2026, 2, 25)))


@pytest.mark.parametrize(
    ("day", "lead"),
    [
        (date(2026, 2, 26), "1 av 4 parter har vedtatt teksten, og 3 mangler."),
        (
            date(2026, 3, 12),
            "1 av 4 parter har vedtatt teksten, og 3 mangler. 1 av dem har vedtatt en endret tekst.",
        ),
        (date(2026, 4, 22), "3 av 4 parter har vedtatt teksten, og 1 mangler."),
        (date(2026, 4, 23), "Alle 4 parter har vedtatt samme tekst. Den gjelder fra 1. mai 2026."),
    ],
)
def test_the_first_sentence_says_how_far_it_has_come(secretary: TestClient, day: date, lead: str) -> None:
    assert lead in words(board(secretary, day))


def test_next_meetings_stand_first_and_are_gone_when_they_are_held(secretary: TestClient) -> None:
    assert "Neste møte: Granvik 26. februar 2026, Storelv 12. mars 2026." in words(
        board(secretary, date(2026, 2, 10))
    )
    assert "Neste møte: Storelv 12. mars 2026." in words(board(secretary, date(2026, 2, 26)))
    assert "Neste møte: Storelv 9. april 2026." in words(board(secretary, date(2026, 3, 13)))
    assert "Neste møte:" not in words(board(secretary, date(2026, 4, 10)))


def test_those_that_are_missing_come_first_by_their_next_meeting_and_by_name_where_that_is_asked(
    secretary: TestClient,
) -> None:
    assert list(states(board(secretary, date(2026, 2, 10)))) == ["granvik", "storelv", TRUST, "nygrend"]
    assert list(states(board(secretary, date(2026, 3, 13)))) == ["storelv", TRUST, "nygrend", "granvik"]
    assert list(states(board(secretary, date(2026, 3, 13), ordne="part"))) == [
        TRUST,
        "granvik",
        "nygrend",
        "storelv",
    ]


def test_a_change_says_what_must_happen_and_an_adoption_afterwards_takes_it_away(
    secretary: TestClient,
) -> None:
    told = words(board(secretary, date(2026, 3, 20)))
    assert "En endret tekst er et nytt tilbud." in told
    assert "Punkt 2 b går ut." in told
    assert "En endret tekst er et nytt tilbud." not in words(board(secretary, date(2026, 4, 23)))


def test_the_deadline_is_as_it_was_known_that_day_and_is_told_of_when_it_is_past(
    secretary: TestClient,
) -> None:
    before, moved = (words(board(secretary, day)) for day in (date(2026, 3, 24), date(2026, 3, 25)))
    assert "Frist31. mars 2026" in before.replace(" Frist ", "Frist")
    assert "30. april 2026 (Møtet i Storelv ble utsatt.)" in moved
    assert "Fristen var" not in words(board(secretary, MOVED_TO))
    assert DEADLINE < MOVED_TO


def test_the_rule_is_told_in_words_with_its_clause(secretary: TestClient) -> None:
    page = board(secretary, STARTED)
    assert "Trer i kraft når alle parter har vedtatt samme tekst. Punkt 2" in words(
        page.replace("</dt>", "</dt> ")
    )
    link = html.document_fromstring(page).xpath("//a[normalize-space()='Punkt 2']/@href")[0]
    anchor = link.partition("#")[2]
    assert f'id="{anchor}"' in secretary.get(link).text


def test_every_pair_tells_why_the_text_is_not_in_force_between_the_two(secretary: TestClient) -> None:
    told = words(board(secretary, date(2026, 3, 20)))
    assert "Det mangler vedtak: Nygrend (vedtatt med endring)." in told
    assert "Begge har vedtatt, men teksten gjelder ikke for noen før alle har det." in told


def test_the_list_of_rounds_has_it_from_the_day_it_was_frozen_until_it_was_adopted(
    secretary: TestClient,
) -> None:
    def listed(day: str) -> str:
        return words(secretary.get("/runder", params={"dato": day}).text)

    assert "Samarbeidsavtalen" not in listed("2026-01-14")
    assert "0 av 4 parter har vedtatt teksten" in listed("2026-01-15")
    assert "neste møte: Storelv 12. mars 2026" in listed("2026-02-26")
    assert "frist 31. mars 2026" in listed("2026-02-26")
    assert "3 av 4 parter har vedtatt teksten" in listed("2026-04-22")
    assert "Samarbeidsavtalen" not in listed("2026-04-23")


def test_the_front_page_and_what_waits_tell_how_far_it_has_come(secretary: TestClient) -> None:
    told = words(secretary.get("/", params={"dato": "2026-02-26"}).text)

    assert "Samarbeidsavtalen Til vedtak" in told
    assert "1 av 4 parter har vedtatt teksten" in told


def test_whoever_has_the_address_and_no_account_sees_the_same_board(
    secretary: TestClient, house: House
) -> None:
    stranger = TestClient(secretary.app, base_url="http://testserver", follow_redirects=False)
    page = board(stranger, date(2026, 3, 13))

    assert states(page) == dict(zip(PARTIES, STANDING[date(2026, 3, 13)], strict=True))
    assert "Registrer vedtak" not in words(page)

"""A round on the command line: begun, moved on, and told of as on the pages."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from registry import clock
from registry.operations import documents
from registry.permissions import OPERATOR
from tests.registry.builders import a_circle
from tests.registry.small_round import a_small_house
from tests.registry.terminal import call

TODAY = clock.today()
LATER = TODAY + timedelta(days=60)
VERSION = "avtalen@2026.1"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three kommuner and a trust, and an agreement frozen today."""
    folder = tmp_path_factory.mktemp("krets") / "data"
    with a_small_house(folder) as house, house.database.writing() as session:
        circle = a_circle(session, kommuner=("granvik", "nygrend", "storelv"))
        agreement = circle.document()
        documents.freeze(session, OPERATOR, agreement, circle.draft(agreement, "2026.1"), clock.now())
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it, this test's own."""
    return shutil.copytree(made, tmp_path / "data")


def adoption(folder: Path) -> dict[str, object]:
    told = call(folder, "adoption", VERSION, "--json")
    assert told.code == 0, told.err
    return dict(told.facts)


def test_a_round_from_its_start_to_the_first_meeting(folder: Path) -> None:
    begun = call(folder, "start-round", VERSION, "--deadline", LATER.isoformat(), "--json")
    assert (begun.code, begun.facts["deadline"]) == (0, LATER.isoformat())
    sent = call(folder, "note-step", VERSION, "--step", "sendt", "--all", "--json")
    assert (sent.code, len(sent.facts["parties"])) == (0, 4)
    meeting = (LATER - timedelta(days=7)).isoformat()
    set_for = ("--step", "berammet", "--party", "granvik", "--party", "storelv", "--on", meeting)
    assert call(folder, "note-step", VERSION, *set_for).code == 0

    facts = adoption(folder)
    assert facts["counts"] == {"sendt": 2, "berammet": 2}
    assert facts["next_meetings"] == ["granvik", "storelv", "foretaket", "nygrend"]
    assert (facts["started_on"], facts["deadline"]) == (TODAY.isoformat(), LATER.isoformat())
    assert facts["without_meeting"] == ["Foretaket HF", "Nygrend"]
    told = call(folder, "adoption", VERSION).out
    assert "Uten møtedag: Foretaket HF og Nygrend." in told
    assert told.index("Granvik") < told.index("Nygrend")


def test_the_rounds_that_are_under_way(folder: Path) -> None:
    call(folder, "start-round", VERSION)
    facts = call(folder, "rounds", "--json").facts

    assert [(each["version"], each["adopted"], each["parties"]) for each in facts["rounds"]] == [
        (VERSION, 0, 4)
    ]
    assert "1 vedtaksrunde er i gang" in call(folder, "rounds").out
    before = (TODAY - timedelta(days=1)).isoformat()
    assert call(folder, "rounds", "--on", before, "--json").facts["rounds"] == []


def test_a_deadline_is_moved_with_a_reason_or_taken_away(folder: Path) -> None:
    call(folder, "start-round", VERSION, "--deadline", LATER.isoformat())
    moved = (LATER + timedelta(days=30)).isoformat()

    assert call(folder, "move-deadline", VERSION, "--to", moved, "--reason", "Møter i april.").code == 0
    assert adoption(folder)["deadline"] == moved
    assert call(folder, "move-deadline", VERSION, "--reason", "Ingen frist lenger.").code == 0
    assert adoption(folder)["deadline"] is None


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("start-round", "avtalen@1999.1"), 2, "har ingen versjon «1999.1»"),
        (("start-round", VERSION, "--deadline", "i vår"), 2, "er ikke en dato"),
        (("start-round", VERSION, "--deadline", "2020-01-01"), 2, "det er før runden begynte"),
        (("move-deadline", VERSION, "--to", LATER.isoformat(), "--reason", "Fordi."), 1, "Runden"),
        (("move-deadline", VERSION, "--to", LATER.isoformat()), 2, "--reason"),
        (("note-step", VERSION, "--step", "sendt"), 2, "Skriv enten --party PART eller --all."),
        (("note-step", VERSION, "--step", "sent", "--all"), 2, "Mente du «sendt»?"),
        (("note-step", VERSION, "--step", "sendt", "--party", "utopia"), 2, "Parten «utopia» finnes ikke."),
        (("note-step", VERSION, "--step", "sendt", "--all", "--on", "2020-01-01"), 2, "Steget"),
    ],
)
def test_what_cannot_be_done_is_told_on_standard_error_and_nothing_is_kept(
    folder: Path, typed: tuple[str, ...], code: int, said: str
) -> None:
    told = call(folder, *typed)

    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert adoption(folder)["counts"] == {"ikke startet": 4}


def test_a_rule_is_not_executed_while_somebody_is_missing(folder: Path) -> None:
    told = call(folder, "execute-rule", VERSION, "--json")
    assert told.code == 1
    assert "mangler" in told.err
    assert "Ingenting er endret." in told.err

"""Judging in a terminal: seen, made, confirmed and taken back."""

from pathlib import Path

import pytest

from registry.house import House
from tests.registry.terminal import Told, call

AGREEMENT = "samarbeidsavtalen@2025.1"


@pytest.fixture
def own(example: House) -> Path:
    """The folder of this test's own register."""
    return example.settings.data


def judged(data: Path, *options: str) -> Told:
    """Point 7.2 of the agreement covers number 13 so far."""
    return call(data, "judge-coverage", AGREEMENT, "--clause", "7.2", "--item", "13", *options, "--json")


def test_a_judgement_is_made_listed_and_taken_back(own: Path) -> None:
    cited = "Partene forebygger sykdom og skade"
    made = judged(own, "--degree", "nevner", "--reason", "Bare forebygging.", "--cited", cited)

    assert (made.code, made.facts["cited"]) == (0, cited)
    listed = call(own, "judgements", "--json").facts["judgements"]
    assert made.facts["id"] in {each["id"] for each in listed}
    gone = call(own, "withdraw-coverage", AGREEMENT, str(made.facts["id"]), "--json")
    assert (gone.code, gone.facts) == (0, {"withdrawn": made.facts["id"]})
    again = call(own, "withdraw-coverage", AGREEMENT, str(made.facts["id"]))
    assert (again.code, "Vurderingen finnes ikke" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--degree", "dekker"), "Begrunnelsen mangler"),
        (("--degree", "litt", "--reason", "x"), "litt"),
        (
            ("--degree", "nevner", "--reason", "x", "--cited", "Månen er en ost."),
            "De siterte ordene står ikke",
        ),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(loaded: Path, options: tuple[str, ...], told: str) -> None:
    refused = judged(loaded, *options)

    assert refused.code == 2
    assert told in refused.err


def test_a_whole_text_can_only_be_said_not_to_cover(loaded: Path) -> None:
    refused = call(
        loaded, "judge-coverage", AGREEMENT, "--clause", "hele", "--item", "4", "--degree", "dekker"
    )

    assert (refused.code, "Hele teksten kan bare" in refused.err) == (2, True)


def test_what_is_in_doubt_is_confirmed(own: Path) -> None:
    before = call(own, "judgements", "--suspect", "--json")
    one = next(each for each in before.facts["judgements"] if each["nr"] == 9)

    done = call(own, "confirm-coverage", one["in_force"], str(one["id"]), "--json")

    assert (before.code, done.code, done.facts["confirmed"][0]["kind"]) == (1, 0, "bekreftet")
    after = call(own, "judgements", "--suspect", "--json").facts["judgements"]
    assert one["id"] not in {each["id"] for each in after}

"""Decisions from a terminal: recorded with their verdict, answered where it asks, vouched for."""

import pytest

from tests.registry.terminal import call

MONEY = (
    "record",
    "psu",
    "--on",
    "2026-06-11",
    "--title",
    "Midler til felles opplæring",
    "--matter",
    "midler",
)
ALL_FOR = ("--act", "disponerer", "--for", "8", "--against", "0", "--present", "8")


@pytest.fixture
def folder(example):
    return example.settings.data


def recorded(folder, *arguments, case="61/26"):
    return call(folder, *MONEY, "--case", case, "--json", *arguments)


def test_a_decision_is_recorded_with_its_verdict_and_found_again(folder):
    made = recorded(folder, *ALL_FOR, "--text", "PSU gir 100 000 kroner.")

    assert made.code == 0, made.err
    assert made.facts["verdict"]["verdict"] == "VALID"
    first = call(folder, "decisions", "--body", "psu", "--on", "2026-06-11", "--json").facts["decisions"][0]
    assert (first["ref"], first["text"]) == (made.facts["ref"], "PSU gir 100 000 kroner.")
    assert (first["standing"], first["certified_by"]) == ("VALID", None)


def test_a_decision_the_register_cannot_say_holds_is_recorded_and_exits_1(folder):
    made = recorded(folder)

    assert made.code == 1
    assert made.facts["verdict"]["verdict"] == "PENDING"
    assert made.facts["verdict"]["missing"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--for", "9", "--against", "0"), "9 deltok, men Politisk samarbeidsutvalg (PSU) har 8 medlemmer."),
        (("--for", "8", "--against", "0", "--present", "7"), "talt 8 stemmer, men bare 7 var til stede"),
        (("--for", "8"), "Skriv både --for og --against"),
        (("--version", "samarbeidsavtalen@2025.1"), "Skriv enten --version eller --matter."),
        (("--returned-to", "asu"), "men saken er også ført som sendt tilbake"),
        (("--act", "danser"), "ikke noe handling"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(folder, arguments, sentence):
    before = call(folder, "decisions", "--json").facts["total"]

    refused = recorded(folder, *arguments)

    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.err
    assert call(folder, "decisions", "--json").facts["total"] == before


def test_the_same_twice_is_refused_and_says_so(folder):
    recorded(folder, *ALL_FOR)

    again = recorded(folder, *ALL_FOR)

    assert again.code == 1
    assert "har alt et vedtak i sak 61/26" in again.err


def test_a_persons_answer_stands_beside_the_verdict_in_the_list(folder):
    asked = recorded(folder, "--act", "disponerer", "--for", "7", "--against", "0", "--abstained", "1")
    ref = asked.facts["ref"]
    question = asked.facts["verdict"]["question"]
    assert asked.facts["verdict"]["verdict"] == "NEEDS_HUMAN"

    told = call(
        folder, "rule-on", ref, "--answer", "gyldig", "--reason", "Slik er punktet lest før.",
        "--authority", "leder av PSU", "--by", "Turid Nygård", "--on", "2026-06-18", "--json",
    )  # fmt: skip

    assert told.code == 0, told.err
    assert (told.facts["answer"], told.facts["question"]) == ("VALID", question)
    listed = call(folder, "decisions", "--body", "psu", "--on", "2026-06-11")
    assert "Må avgjøres av en person · avgjort: Gyldig" in listed.out


@pytest.mark.parametrize(
    ("answer", "on", "sentence"),
    [
        ("kanskje", "", "VALID, PENDING, INVALID"),
        ("NEEDS_HUMAN", "", "VALID, PENDING, INVALID"),
        ("gyldig", "2026-01-01", "men møtet var først 11. juni 2026"),
    ],
)
def test_an_answer_that_is_none_is_refused(folder, answer, on, sentence):
    ref = recorded(folder, "--act", "disponerer", "--for", "7", "--against", "0", "--abstained", "1").facts[
        "ref"
    ]
    said = ("--reason", "Fordi.", "--authority", "leder", "--by", "Per")

    refused = call(folder, "rule-on", ref, "--answer", answer, *said, *(("--on", on) if on else ()))

    assert refused.code == 2
    assert sentence in refused.err


def test_a_decision_is_vouched_for_by_a_file_or_a_link(folder, tmp_path):
    ref = recorded(folder, *ALL_FOR).facts["ref"]
    paper = tmp_path / "protokoll.pdf"
    paper.write_bytes(b"%PDF-1.7")

    by_file = call(folder, "certify", ref, "--file", str(paper), "--note", "Side 2.", "--json")
    by_link = call(folder, "certify", ref, "--link", "https://fjordmark.example/moter/61", "--json")

    assert by_file.facts["file"] == "protokoll.pdf"
    assert len(by_file.facts["sha256"]) == 64
    assert by_link.facts["link"] == "https://fjordmark.example/moter/61"
    assert call(folder, "verify").code == 0


def test_a_file_that_is_not_there_or_no_source_is_told(folder):
    ref = recorded(folder, *ALL_FOR).facts["ref"]

    assert "ble ikke lest" in call(folder, "certify", ref, "--file", "finnes-ikke.pdf").err
    assert "ikke sagt hva det bygger på" in call(folder, "certify", ref).err
    assert call(folder, "certify", "v-0000000000", "--link", "https://a.example").code == 2

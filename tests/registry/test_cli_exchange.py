"""Sending out, taking back and answering at the command line."""

from tests.documents.returned_files import edited, tracked_words, words
from tests.registry.terminal import call

DRAFT = "samarbeidsavtalen@2026.1"
DAYS = "innen to virkedager"


def data_of(example):
    return example.settings.data


def sent(example, tmp_path, recipient="Granvik kommune"):
    path = tmp_path / "ut.docx"
    told = call(data_of(example), "send", DRAFT, "--recipient", recipient, "-o", str(path), "--json")
    assert told.code == 0, told.err
    return path.read_bytes(), told.facts


def came(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


def test_a_draft_goes_out_comes_back_and_is_answered(example, tmp_path):
    file, facts = sent(example, tmp_path)
    assert (facts["document"], facts["version"], facts["recipient"]) == (
        "samarbeidsavtalen", "2026.1", "Granvik kommune",
    )  # fmt: skip
    answer = came(tmp_path, "svar.docx", edited(file, words(DAYS, "straks")))

    taken = call(data_of(example), "take-back", answer, "--version", DRAFT, "--json")

    assert taken.code == 0
    (told,) = taken.facts["taken"]
    assert (told["sender"], told["amendments"], told["seal"]) == ("Granvik kommune", 1, "ekte")
    listed = call(data_of(example), "amendments", DRAFT, "--json").facts
    (amendment,) = listed["amendments"]
    assert (amendment["kind"], amendment["state"], amendment["obstacle"]) == ("annen ordlyd", "åpent", "")

    done = call(data_of(example), "amend", str(amendment["id"]), "--accept", "--because", "Enig.")

    assert done.code == 0
    assert "er godtatt. 1 forslag fra 1 fil: 0 åpne, 1 godtatt, 0 avvist." in done.out
    text = call(data_of(example), "export", DRAFT, "--to", "md").out
    assert "straks" in text
    assert call(data_of(example), "verify").code == 0


def test_what_clashes_is_told_of_both(example, tmp_path):
    file, _ = sent(example, tmp_path)
    kari = came(tmp_path, "kari.docx", edited(file, tracked_words(DAYS, "straks", "Kari")))
    ola = came(tmp_path, "ola.docx", edited(file, tracked_words(DAYS, "innen en uke", "Ola")))
    assert call(data_of(example), "take-back", kari, ola, "--version", DRAFT).code == 0

    listed = call(data_of(example), "amendments", DRAFT, "--json").facts["amendments"]

    assert [each["clashes_with"] for each in listed] == [[listed[1]["id"]], [listed[0]["id"]]]
    assert "kan ikke godtas sammen med et annet" in call(data_of(example), "amendments", DRAFT).out


def test_one_file_that_cannot_be_read_leaves_the_others_in(example, tmp_path):
    file, _ = sent(example, tmp_path)
    good = came(tmp_path, "god.docx", edited(file, words(DAYS, "straks")))
    bad = came(tmp_path, "darlig.docx", b"ikke Word")

    told = call(data_of(example), "take-back", bad, good, "--version", DRAFT, "--json")

    assert told.code == 1
    assert [each["file"] for each in told.facts["taken"]] == ["god.docx"]
    assert "«darlig.docx» ble ikke lest" in told.err


def test_an_amendment_is_either_accepted_or_refused_and_only_if_it_is_there(example):
    for words_ in ((), ("--accept", "--refuse")):
        told = call(data_of(example), "amend", "1", *words_)
        assert told.code == 2
        assert "enten --accept eller --refuse" in told.err
    assert call(data_of(example), "amend", "1", "--accept").code == 2


def test_nothing_is_sent_without_a_place_for_the_file_or_of_an_adopted_text(example, tmp_path):
    assert "-o FIL" in call(data_of(example), "send", DRAFT).err
    told = call(data_of(example), "send", "samarbeidsavtalen@2025.1", "-o", str(tmp_path / "x.docx"))
    assert told.code == 1
    assert not (tmp_path / "x.docx").exists()
    assert "Lag et nytt utkast" in told.err


def test_a_file_that_was_only_exported_comes_back_just_as_well(example, tmp_path):
    path = tmp_path / "eksport.docx"
    assert call(data_of(example), "export", DRAFT, "--to", "docx", "-o", str(path)).code == 0
    answer = came(tmp_path, "svar.docx", edited(path.read_bytes(), words(DAYS, "straks")))

    told = call(data_of(example), "take-back", answer, "--version", DRAFT, "--sender", "Kari", "--json")

    (taken,) = told.facts["taken"]
    assert (taken["base"], taken["seal"]) == ("teksten i versjonen filen ble laget av", "ekte")

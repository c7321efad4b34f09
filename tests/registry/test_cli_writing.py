"""Bringing texts in from the command line."""

from pathlib import Path

import pytest

from registry.house import House
from tests.registry.terminal import Told, call

TEXT = "# Rutine for noe\n\n## 1 Formål\n\nDette er formålet.\n\n## 2 Ansvar\n\na) Kommunen svarer.\n"


@pytest.fixture
def folder(example: House) -> Path:
    """The folder of this test's own register."""
    return example.settings.data


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A text in a file."""
    path = tmp_path / "rutine.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def import_new(folder: Path, file: Path, *more: str) -> Told:
    return call(folder, "import", str(file), "--kind", "rutine", "--title", "Rutine for noe", "--json", *more)


def test_a_file_becomes_a_draft_of_a_new_document(folder: Path, file: Path):
    told = import_new(folder, file)

    assert told.code == 0
    assert told.facts["document"] == "rutine-for-noe"
    assert [(each["number"], each["title"]) for each in told.facts["sections"]] == [
        ("1", "Formål"),
        ("2", "Ansvar"),
    ]
    assert all(each["id"] for each in told.facts["sections"])
    assert call(folder, "export", "rutine-for-noe@draft", "--to", "md").out.startswith("# Rutine for noe")


def test_a_word_file_of_ours_comes_back_as_the_next_version_with_its_identities(folder: Path, tmp_path: Path):
    word = tmp_path / "retningslinje-6.docx"
    call(folder, "export", "retningslinje-6@2023.1", "--to", "docx", "-o", str(word))

    told = call(folder, "import", str(word), "--document", "retningslinje-6", "--json")

    assert told.code == 0
    changes = call(
        folder, "redline", "retningslinje-6@2023.1", f"retningslinje-6@{told.facts['version']}", "--json"
    )
    assert changes.facts["changes"] == []


def test_what_could_not_be_carried_is_told(folder: Path, tmp_path: Path):
    file = tmp_path / "med-html.md"
    file.write_text(TEXT + "\n<details><summary>Skjult</summary>Innhold</details>\n", encoding="utf-8")

    told = import_new(folder, file)

    assert told.code == 0
    exported = call(folder, "export", f"{told.facts['document']}@draft", "--to", "md").out
    kept = "Skjult" in exported and "Innhold" in exported
    assert kept or told.facts["remarks"]


def test_number_and_language_can_be_chosen(folder: Path, file: Path):
    told = import_new(folder, file, "--number", "2030.7", "--language", "nn")

    assert told.facts["version"] == "2030.7"
    exported = call(folder, "export", "rutine-for-noe@2030.7", "--to", "json").facts
    assert exported["language"] == "nn"


@pytest.mark.parametrize(
    "options",
    [(), ("--kind", "rutine"), ("--title", "Noe"), ("--document", "retningslinje-5", "--kind", "rutine")],
)
def test_it_must_be_clear_whether_it_is_a_new_document(folder: Path, file: Path, options: tuple[str, ...]):
    told = call(folder, "import", str(file), *options)

    assert told.code == 2
    assert "--document" in told.err


def test_a_file_of_another_kind_is_refused_and_nothing_is_made(folder: Path, tmp_path: Path):
    file = tmp_path / "notat.pdf"
    file.write_bytes(b"%PDF-1.7")

    told = import_new(folder, file)

    assert (told.code, told.out) == (2, "")
    assert call(folder, "export", "rutine-for-noe@draft", "--to", "md").code == 2


def test_a_damaged_word_file_is_refused(folder: Path, tmp_path: Path):
    file = tmp_path / "ødelagt.docx"
    file.write_bytes(b"PK\x03\x04 ikke en Word-fil")

    assert import_new(folder, file).code == 2


def test_a_special_agreement_needs_its_pair(folder: Path, file: Path):
    special = ("import", str(file), "--kind", "særavtale", "--title", "Særavtale med Myrvang")

    assert call(folder, *special).code == 1
    assert call(folder, *special, "--pair", "myrvang+helse-fjordmark").code == 0


def test_an_unknown_document_is_a_wrong_call(folder: Path, file: Path):
    assert call(folder, "import", str(file), "--document", "finnes-ikke").code == 2

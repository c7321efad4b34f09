"""The office's template and the check of a Word file from the command line; several files in one go."""

import io
import zipfile
from pathlib import Path

import pytest

from documents.docx import read
from documents.docx.writing.house import FILE
from tests.documents.docx_files import p, word_file
from tests.documents.office_templates import LOGO_WORDS, office_template
from tests.registry.terminal import call

WORD = "retningslinje-5@2025.1"


@pytest.fixture
def office_file(tmp_path: Path) -> Path:
    """An office's own template, in a file."""
    path = tmp_path / "Granvik.docx"
    path.write_bytes(office_template())
    return path


def header_of(path: Path) -> str:
    return zipfile.ZipFile(path).read("word/header.xml").decode()


def test_a_template_that_is_chosen_is_shown_used_and_given_back(example, tmp_path: Path, office_file: Path):
    folder, out = example.settings.data, tmp_path / "ut.docx"

    assert call(folder, "template", "show", "--json").facts["own"] is False
    told = call(folder, "template", "choose", str(office_file))
    assert told.code == 0
    assert "Granvik.docx er nå malen" in told.out
    assert "lest tilbake: den var lik" in told.out
    assert call(folder, "template", "show", "--json").facts["name"] == "Granvik.docx"
    assert call(folder, "export", WORD, "--to", "docx", "-o", str(out)).code == 0
    assert LOGO_WORDS in header_of(out)

    assert call(folder, "template", "reset").code == 0
    assert call(folder, "export", WORD, "--to", "docx", "-o", str(out)).code == 0
    assert LOGO_WORDS not in header_of(out)


def test_the_products_own_template_can_be_taken_out_to_begin_from(loaded: Path, tmp_path: Path):
    out = tmp_path / "mal.docx"

    assert call(loaded, "template", "show", "-o", str(out)).code == 0
    assert out.read_bytes() == FILE.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("mal.docx", b"ikke Word", "Filen er ikke et Word-dokument"),
        ("mal.txt", b"ord", "Malen må være en Word-fil"),
        ("mal.docx", office_template(others={"word/vbaProject.bin": b"x"}), "makroer"),
        (
            "mal.docx",
            office_template(external=(("r", "image", "http://example.no/a.png"),)),
            "utenfor seg selv",
        ),
    ],
)
def test_what_cannot_be_a_template_is_refused_and_the_one_in_use_stays(
    loaded: Path, tmp_path: Path, name: str, data: bytes, why: str
):
    path = tmp_path / name
    path.write_bytes(data)
    told = call(loaded, "template", "choose", str(path))

    assert told.code == 2
    assert why in told.err
    assert "Malen som er i bruk, er ikke endret." in told.err
    assert call(loaded, "template", "show", "--json").facts["own"] is False


def test_a_word_file_is_checked_without_a_register(tmp_path: Path):
    bad, good = tmp_path / "brev.docx", tmp_path / "mal.docx"
    bad.write_bytes(word_file(p("En", "Overskrift2")))
    good.write_bytes(FILE.read_bytes())
    told = call(tmp_path / "ingen", "check-word", str(bad), "--json")

    assert told.code == 1
    assert [each["code"] for each in told.facts["findings"]] == ["title", "language", "heading-order"]
    assert told.err.startswith("3 ting må rettes i brev.docx")
    assert call(tmp_path / "ingen", "check-word", str(good)).out == "mal.docx: ingenting å rette.\n"


def test_a_file_that_is_no_word_file_is_not_checked(tmp_path: Path):
    path = tmp_path / "x.docx"
    path.write_bytes(b"ord")

    assert call(tmp_path, "check-word", str(path)).code == 2


# Several files in one go


def test_all_that_applies_is_taken_out_to_a_folder_in_silence(loaded: Path, tmp_path: Path):
    folder = tmp_path / "ut"
    told = call(loaded, "export", "--all", "--to", "docx", "-o", str(folder), "--on", "2026-01-01")
    files = sorted(folder.iterdir())

    assert told.code == 0
    assert told.err.startswith(f"Skrev {len(files)} filer i {folder} (")
    assert told.err.count("\n") == 1
    assert "samarbeidsavtalen-2025.1.docx" in [each.name for each in files]
    assert all(read(each.read_bytes()).text.sections for each in files)


def test_named_versions_are_taken_out_once_each_to_a_folder(loaded: Path, tmp_path: Path):
    names = ("samarbeidsavtalen@2021.1", "samarbeidsavtalen@2025.1", "samarbeidsavtalen@2021.1")
    told = call(loaded, "export", *names, "--to", "md", "-o", str(tmp_path / "ut"))

    assert told.code == 0
    assert [each.name for each in sorted((tmp_path / "ut").iterdir())] == [
        "samarbeidsavtalen-2021.1.md",
        "samarbeidsavtalen-2025.1.md",
    ]


def test_a_name_nobody_knows_stops_all_before_the_first_is_written(loaded: Path, tmp_path: Path):
    told = call(loaded, "export", WORD, "finnes-ikke", "--to", "md", "-o", str(tmp_path / "ut"))

    assert told.code == 2
    assert not (tmp_path / "ut").exists()


def test_one_version_to_a_folder_that_is_there_is_put_in_it(loaded: Path, tmp_path: Path):
    assert call(loaded, "export", WORD, "--to", "md", "-o", str(tmp_path)).code == 0
    assert (tmp_path / "retningslinje-5-2025.1.md").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "md"], "Ingen versjon er nevnt."),
        ([WORD, "--all", "--to", "md", "-o", "x"], "Både --all og enkelte versjoner er nevnt."),
        (["--all", "--to", "md"], "Si hvilken mappe de skal i, med -o MAPPE."),
        (["--all", "--to", "md", "-o", "x", "--on", "1990-01-01"], "Ingen versjon gjaldt 1. januar 1990."),
        (["--all", "--to", "md", "-o", __file__], "er en fil."),
        (["--all", "--to", "md", "-o", "/finnes/ikke/her"], "ble ikke laget."),
    ],
)
def test_what_is_wrong_with_a_batch_is_said_and_nothing_is_written(loaded: Path, arguments, told):
    answer = call(loaded, "export", *arguments)

    assert answer.code == 2
    assert told in answer.err


def test_a_batch_gives_the_same_bytes_each_time(loaded: Path, tmp_path: Path):
    for name in ("en", "to"):
        call(loaded, "export", "--all", "--to", "docx", "-o", str(tmp_path / name), "--on", "2026-01-01")

    first, second = (
        {each.name: each.read_bytes() for each in (tmp_path / name).iterdir()} for name in ("en", "to")
    )
    assert first == second
    assert all(zipfile.is_zipfile(io.BytesIO(data)) for data in first.values())

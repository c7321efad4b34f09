"""The whole set of a day on the command line: told, and written as one file."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.registry.terminal import call

DAY = ("in-force", "--on", "2025-04-30")


def test_it_says_what_applies_since_when_and_what_it_yields_to(loaded: Path):
    told = call(loaded, *DAY, "--party", "granvik")

    assert told.code == 0
    assert "10 versjoner gjelder 30. april 2025 for Granvik." in told.out
    assert "1. januar 2021 til og med 30. april 2025" in told.out
    assert "loven, samarbeidsavtalen og retningslinjene" in told.out
    assert "Vedtatt, men ikke begynt: samarbeidsavtalen@2025.1, fra 1. mai 2025." in told.out


def test_the_facts_are_those_of_the_manifest(loaded: Path):
    facts = call(loaded, *DAY, "--json").facts
    agreement = facts["documents"][0]

    assert (facts["on"], facts["helsefellesskap"], facts["party"]) == ("2025-04-30", "fjordmark", None)
    assert (agreement["document"], agreement["version"]) == ("samarbeidsavtalen", "2021.1")
    assert (agreement["valid_from"], agreement["last_day"]) == ("2021-01-01", "2025-04-30")
    assert agreement["yields_to"] == ["lov"]
    assert len(agreement["adopted_by"]) == 21
    assert facts["precedence"]["agreement_says"][0]["number"] == "5.1"


def test_it_narrows_to_one_pair(loaded: Path):
    facts = call(loaded, *DAY, "--party", "helse-fjordmark", "--with", "granvik", "--json").facts

    assert [each["document"] for each in facts["documents"] if each["kind"] == "særavtale"] == [
        "saeravtale-granvik"
    ]


@pytest.mark.parametrize("form", ["docx", "zip", "md", "json"])
def test_it_is_written_to_a_file_the_same_each_time(loaded: Path, tmp_path: Path, form: str):
    files = [tmp_path / f"{name}.{form}" for name in ("en", "to")]
    codes = {call(loaded, *DAY, "--to", form, "-o", str(file)).code for file in files}

    assert codes == {0}
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_manifest_goes_to_standard_output_where_no_file_is_named(loaded: Path):
    told = call(loaded, *DAY, "--to", "json")

    assert json.loads(told.out)["on"] == "2025-04-30"
    assert call(loaded, *DAY, "--to", "md").out.startswith("# Avtaleverket 30. april 2025")


def test_the_zip_can_be_opened(loaded: Path, tmp_path: Path):
    call(loaded, *DAY, "--to", "zip", "-o", str(tmp_path / "sett.zip"))

    assert "SHA256SUMS" in zipfile.ZipFile(tmp_path / "sett.zip").namelist()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--to", "docx"), "Si hvor den skal ligge, med -o FIL."),
        (("--to", "pdf", "-o", "x.pdf"), "docx, zip, md"),
        (("-o", "x.docx"), "med --to"),
        (("--to", "md", "--json"), "Velg én av --to og --json."),
        (("--party", "finnes-ikke"), "Parten «finnes-ikke» finnes ikke."),
        (("--with", "granvik"), "Bare den ene i paret er nevnt."),
        (("--party", "granvik", "--with", "storelv"), "er ikke et par"),
    ],
)
def test_what_cannot_be_done_is_told(loaded: Path, more: tuple[str, ...], sentence: str):
    told = call(loaded, *DAY, *more)

    assert (told.code, told.out) == (2, "")
    assert sentence in told.err


def test_search_on_a_day_finds_what_applied_then(loaded: Path):
    then, now = (
        {(each["document"], each["version"], each["status"]) for each in call(loaded, *asked).facts["hits"]}
        for asked in (
            ("search", "motstrid", "--on", "2023-05-03", "--json"),
            ("search", "motstrid", "--json"),
        )
    )

    assert ("samarbeidsavtalen", "2021.1", "gjelder") in then
    assert ("samarbeidsavtalen", "2025.1", "gjelder") in now
    assert "2021.1" not in {version for document, version, _ in now if document == "samarbeidsavtalen"}

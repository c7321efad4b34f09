"""Reading on the command line: what applies, who decided, how far a version has come, files, search."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.registry.terminal import call


def in_force(folder: Path, on: str, *more: str) -> list[str]:
    told = call(folder, "in-force", "--on", on, "--json", *more)
    assert told.code == 0
    return [f"{each['document']}@{each['version']}" for each in told.facts["documents"]]


def test_the_old_agreement_applies_until_the_day_the_new_one_begins(loaded: Path):
    assert in_force(loaded, "2025-04-30")[0] == "samarbeidsavtalen@2021.1"
    assert in_force(loaded, "2025-05-01")[0] == "samarbeidsavtalen@2025.1"


def test_a_special_agreement_binds_its_own_kommune_alone(loaded: Path):
    assert "saeravtale-granvik@2025.1" in in_force(loaded, "2025-06-01", "--party", "granvik")
    assert "saeravtale-granvik@2025.1" not in in_force(loaded, "2025-06-01", "--party", "storelv")


@pytest.mark.parametrize("typed", ["1.6.2025", "01.06.25", "2025-06-01", "1. juni 2025"])
def test_a_day_can_be_written_as_people_write_it(loaded: Path, typed: str):
    assert call(loaded, "in-force", "--on", typed, "--json").facts["on"] == "2025-06-01"


@pytest.mark.parametrize("typed", ["31.2.2025", "i morgen", "2025-13-01", "6/1/2025"])
def test_what_is_no_day_is_told_so(loaded: Path, typed: str):
    told = call(loaded, "in-force", "--on", typed)

    assert (told.code, told.out) == (2, "")
    assert "er ikke en dato" in told.err


def test_decisions_of_one_body_known_on_a_day(loaded: Path):
    facts = call(loaded, "decisions", "--body", "asu", "--on", "2025-06-01", "--json").facts

    assert {each["body"] for each in facts["decisions"]} == {"asu"}
    assert max(each["date"] for each in facts["decisions"]) <= "2025-06-01"
    assert all(each["verdict"]["verdict"] == each["answer"] for each in facts["decisions"])


def test_decisions_can_be_taken_a_few_at_a_time(loaded: Path):
    whole = call(loaded, "decisions", "--json").facts
    part = call(loaded, "decisions", "--offset", "3", "--limit", "2", "--json").facts

    assert part["decisions"] == whole["decisions"][3:5]
    assert part["total"] == whole["total"] == len(whole["decisions"])


def test_the_adoption_board_has_a_row_for_every_party_and_the_first_day(loaded: Path):
    facts = call(loaded, "adoption", "samarbeidsavtalen@2025.1", "--on", "2025-05-01", "--json").facts

    assert len(facts["rows"]) == 21
    assert {row["state"] for row in facts["rows"]} == {"vedtatt", "vedtatt med merknad"}
    assert {row["text_hash"] for row in facts["rows"]} == {facts["text_hash"]}
    assert (facts["in_force_from"], facts["missing"]) == ("2025-05-01", [])


def test_before_all_have_adopted_the_board_says_who_is_missing(loaded: Path):
    facts = call(loaded, "adoption", "samarbeidsavtalen@2025.1", "--on", "2025-03-01", "--json").facts

    assert facts["in_force_from"] is None
    assert len(facts["missing"]) == sum(not row["adopted"] for row in facts["rows"])


def test_what_a_joint_body_adopts_has_no_row_for_each_party(loaded: Path):
    facts = call(loaded, "adoption", "retningslinje-5@2025.1", "--json").facts

    assert (facts["rows"], facts["by_each_party"]) == ([], False)
    assert facts["in_force_from"] == "2025-05-01"


def test_an_unknown_version_names_those_there_are(loaded: Path):
    told = call(loaded, "adoption", "samarbeidsavtalen@1999.1")

    assert told.code == 2
    assert "2021.1" in told.err


def test_export_without_a_version_takes_the_one_in_force_that_day(loaded: Path, tmp_path: Path):
    file = tmp_path / "avtale.json"

    assert (
        call(
            loaded, "export", "samarbeidsavtalen", "--on", "2022-01-01", "--to", "json", "-o", str(file)
        ).code
        == 0
    )
    assert json.loads(file.read_text(encoding="utf-8"))["version"] == "2021.1"


def test_export_to_word_writes_a_file_that_word_can_open(loaded: Path, tmp_path: Path):
    file = tmp_path / "avtale.docx"

    assert call(loaded, "export", "samarbeidsavtalen@2025.1", "--to", "docx", "-o", str(file)).code == 0
    assert "word/document.xml" in zipfile.ZipFile(file).namelist()


def test_text_goes_to_standard_output_and_word_does_not(loaded: Path):
    assert call(loaded, "export", "retningslinje-5@2025.1", "--to", "md").out.startswith("# ")
    assert call(loaded, "export", "retningslinje-5@2025.1", "--to", "docx").code == 2


def test_a_version_comes_as_pdf_for_the_archive(loaded: Path, tmp_path: Path):
    file = tmp_path / "avtalen.pdf"
    told = call(loaded, "export", "samarbeidsavtalen@2025.1", "--to", "pdf", "-o", str(file))

    assert told.code == 0
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in file.read_bytes()


def test_where_pdf_cannot_be_made_there_is_a_way_on(loaded: Path, monkeypatch: pytest.MonkeyPatch):
    from registry.queries import pdf_files

    monkeypatch.setattr(pdf_files, "can_make_pdf", lambda: False)
    told = call(loaded, "export", "samarbeidsavtalen", "--to", "pdf", "-o", "x.pdf")

    assert told.code == 2
    assert "Tillegget «pdf» er ikke installert" in told.err
    assert "Velg docx" in told.err


def test_nothing_in_force_that_day_is_a_no(loaded: Path):
    told = call(loaded, "export", "retningslinje-8", "--on", "2020-01-01", "--to", "md")

    assert (told.code, told.out) == (1, "")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(loaded: Path, tmp_path: Path):
    told = call(
        loaded, "export", "retningslinje-5@2025.1", "--to", "md", "-o", str(tmp_path / "ingen" / "x.md")
    )

    assert told.code == 2
    assert list(tmp_path.iterdir()) == []


def test_search_finds_the_section_and_says_where_it_is(loaded: Path):
    facts = call(loaded, "search", "utskrivningsklare", "pasienter", "--json").facts
    hit = next(hit for hit in facts["hits"] if hit["document"] == "retningslinje-5" and hit["section"])

    assert facts["total"] >= len(facts["hits"]) > 0
    assert hit["url"].endswith(f"/dokumenter/retningslinje-5/{hit['version']}#{hit['section']}")
    assert {"kind", "status", "document"} <= facts["facets"].keys()


def test_search_among_what_is_public_finds_no_drafts(loaded: Path):
    facts = call(loaded, "search", "samarbeid", "--public", "--limit", "1000", "--json").facts

    assert "utkast" not in {hit["status"] for hit in facts["hits"]}


def test_no_hits_is_an_answer(loaded: Path):
    told = call(loaded, "search", "xyzzyq", "--json")

    assert (told.code, told.facts["total"]) == (0, 0)

"""The change table: its rows, their numbers, and what happened in words."""

import pytest

from documents.comparing.change_table import Reason, change_rows, happened
from documents.comparing.diff import compare
from documents.markdown import read

OLD = """# Avtale

## 4 Ansvar {#ansvar}

### 4.1 Melding {#melding}

Kommunen melder fra til sykehuset samme dag når en pasient med kommunale tjenester blir lagt inn.

### 4.2 Svar {#svar}

Sykehuset svarer kommunen innen tre dager og sier hvem som har ansvaret for pasienten videre.

### 4.3 Utstyr {#utstyr}

Sykehuset sender med legemidler for tre døgn. Kommunen har seng og rullestol klar når pasienten kommer.
"""
BED = "Kommunen har seng og rullestol klar når pasienten kommer."


def rows(new: str, reasons: dict[str, Reason] | None = None):
    old, now = read(OLD), read(new)
    return change_rows(compare(old, now), old, now, reasons or {})


def only(new: str) -> str:
    (row,) = rows(new)
    return happened(row.change)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (OLD.replace("tre dager", "to dager"), "Omformulert"),
        (OLD.replace("4.2 Svar", "4.2 Svarfrist"), "Ny tittel"),
        (OLD.replace("tre dager", "**tre** dager"), "Ny form"),
        (OLD.replace("tre dager", "to dager").replace("4.2", "4.4"), "Omformulert, før 4.2"),
        (OLD + "\n### 4.4 Mer {#mer}\n\nNoe helt annet.\n", "Nytt punkt"),
        (OLD + "\n## 5 Mer {#mer}\n\nNoe helt annet.\n", "Nytt kapittel"),
        (OLD + "\n## Vedlegg 1 Ord {#ord}\n\nNoe helt annet.\n", "Nytt vedlegg"),
        (OLD.partition("### 4.3")[0], "Punkt fjernet"),
    ],
)
def test_what_happened_is_told_in_words(new, told):
    assert only(new) == told


def test_a_new_number_alone_makes_no_row():
    assert rows(OLD.replace("4.3 Utstyr", "4.4 Utstyr")) == ()


def split() -> str:
    part = f'### 4.4 Seng {{#seng fra="utstyr"}}\n\n{BED}\n'
    return OLD.replace(f" {BED}", "") + "\n" + part


def test_a_section_split_in_two_is_one_change_told_at_both_places():
    first, second = rows(split())

    assert [happened(first.change), happened(second.change)] == ["Delt opp", "Delt ut fra 4.3"]
    assert first.number == second.number == 1


def test_the_highest_number_is_the_count_of_the_first_line():
    new = split().replace("samme dag", "straks") + "\n## 5 Mer {#mer}\n\nNoe helt annet.\n"
    old, now = read(OLD), read(new)
    comparison = compare(old, now)

    assert max(row.number for row in rows(new)) == 3
    assert comparison.summary.startswith("3 endringer")


def test_what_took_up_another_section_says_which():
    svar = "Sykehuset svarer kommunen innen tre dager og sier hvem som har ansvaret for pasienten videre."
    new = OLD.replace(f"### 4.2 Svar {{#svar}}\n\n{svar}\n\n", "").replace(
        "{#melding}", '{#melding fra="svar"}'
    )
    new = new.replace("blir lagt inn.", f"blir lagt inn. {svar}")

    assert "Har tatt opp 4.2" in [happened(row.change) for row in rows(new)]


def test_each_row_has_the_reason_of_its_place():
    reasons = {"svar": Reason("Loven krever det.", "Storelv"), "melding": Reason("Ikke endret.", "")}
    (row,) = rows(OLD.replace("tre dager", "to dager"), reasons)

    assert row.reason == Reason("Loven krever det.", "Storelv")


def test_a_removed_place_has_the_reason_written_of_the_old_one():
    (row,) = rows(OLD.partition("### 4.3")[0], {"utstyr": Reason("Står i retningslinjen.", "")})

    assert row.reason.why == "Står i retningslinjen."

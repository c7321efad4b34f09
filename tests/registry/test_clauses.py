"""One clause, as a page and for programs: how it has read, what it came from, and what leans on it."""

import html
import re
from datetime import date

import pytest

from documents.markdown import read
from registry.house import House
from registry.operations import documents
from registry.permissions import OPERATOR
from registry.queries import communities
from tests.registry.builders import AGREEMENT, GUIDELINE, NOW, Circle

OLD = """# Fjordavtalen

## 5 Vedtak {#vedtak2222}

Avtalen vedtas av kommunestyrene. Varsel gis innen fire uker.

a) {#punkt22222} ASU vedtar retningslinjene.
"""
NEW = """# Fjordavtalen

## 5 Vedtak {#vedtak2222}

Avtalen vedtas av kommunestyrene.

a) {#punkt22222} ASU vedtar retningslinjene etter høring.

## 6 Varsel {#varsel2222 fra="vedtak2222"}

Varsel gis innen seks uker, jf. [punkt 5 a](#punkt22222).
"""
LEANING = """# Retningslinje om varsel

## 1 Grunnlag {#grunnlag22}

Retningslinjen bygger på [Fjordavtalen punkt 5 a](dok:fjordavtalen#punkt22222).
"""
HISTORY = "/dokumenter/fjordavtalen/2025.1/punkt"


@pytest.fixture
def fjord(example: House) -> House:
    """The example with one more agreement in two versions, and a guideline that leans on it."""
    with example.database.writing() as session:
        circle = Circle(session, communities.chosen(session, None))
        agreement = circle.document("fjordavtalen", AGREEMENT, title="Fjordavtalen")
        guideline = circle.document("retningslinje-om-varsel", GUIDELINE, title="Retningslinje om varsel")
        for document, number, text, day in (
            (agreement, "2021.1", OLD, date(2021, 1, 1)),
            (agreement, "2025.1", NEW, date(2025, 5, 1)),
            (guideline, "2025.1", LEANING, date(2025, 6, 1)),
        ):
            draft = circle.draft(document, number, text)
            documents.take_over(session, OPERATOR, document, draft, day, day, "Protokollen", NOW)
    return example


def words_of(page: str) -> str:
    """What the page says, without its tags, spaces as people see them."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.split("<main")[1])).split())


def test_a_clause_is_followed_back_to_what_it_was_split_from(fjord, client):
    page = words_of(client.get(f"{HISTORY}/varsel2222").text)

    assert "Skilt ut fra punkt 5 Vedtak" in page
    assert "Punktet står ikke i denne versjonen." in page


def test_the_clause_it_was_split_from_tells_of_it_and_of_its_own_change(fjord, client):
    page = words_of(client.get(f"{HISTORY}/vedtak2222").text)

    assert "Herfra ble det skilt ut: punkt 6 Varsel" in page
    assert "Vis hva som ble endret fra 2021.1" in page
    assert page.index("Versjon 2025.1") < page.index("Versjon 2021.1")


def test_what_leans_on_a_clause_is_listed_by_what_it_is(fjord, client):
    page = words_of(client.get(f"{HISTORY}/punkt22222").text)

    assert "støtter seg på dette: 2" in page
    assert "Retningslinjer og rutiner Retningslinje om varsel, punkt 1 Grunnlag" in page
    assert "Avtalen og mandatene Fjordavtalen, punkt 6 Varsel : «punkt 5 a»" in page


@pytest.mark.parametrize(("day", "count"), [("2025-05-31", 1), ("2025-06-01", 2)])
def test_a_guideline_leans_on_the_clause_from_its_own_first_day(fjord, client, day, count):
    page = words_of(client.get(f"{HISTORY}/punkt22222?dato={day}").text)

    assert f"støtter seg på dette: {count}" in page


def test_a_section_is_leant_on_by_what_leans_on_its_points(fjord, client):
    assert "støtter seg på dette: 2" in words_of(client.get(f"{HISTORY}/vedtak2222").text)


def test_the_mandate_rules_and_the_law_lean_on_their_clauses(client):
    source = client.get("/dokumenter/samarbeidsavtalen/2025.1/fil?som=md").text
    identity = read(source).find_number("5.2").id
    page = words_of(client.get(f"/dokumenter/samarbeidsavtalen/2025.1/punkt/{identity}").text)

    assert "Regler om hvem som vedtar" in page
    assert "Rutine: nytt dokument" in page
    assert "Retningslinje: revisjon" in page


def test_a_clause_that_nothing_leans_on_says_so(fjord, client):
    page = words_of(client.get(f"{HISTORY}/varsel2222").text)

    assert "Ingenting i registeret viser til punktet" in page


def test_programs_are_told_the_same(fjord, client):
    told = client.get("/api/v1/documents/fjordavtalen/versions/2025.1/places/punkt22222/support").json()

    assert [(each["document"], each["number"]) for each in told["references"]] == [
        ("fjordavtalen", "6"),
        ("retningslinje-om-varsel", "1"),
    ]
    assert (told["rules"], told["items"]) == ([], [])


def test_programs_are_told_which_rules_and_items_of_the_law_rest_on_a_clause(client):
    version = "/api/v1/documents/samarbeidsavtalen/versions/2025.1"
    identity = read(client.get(f"{version}/text").json()["text"]).find_number("5.2").id
    told = client.get(f"{version}/places/{identity}/support").json()

    assert {rule["clause"] for rule in told["rules"]} == {"5.2 a", "5.2 b", "5.2 c", "5.2 d", "5.2 e"}
    assert client.get(f"{version}/places/finnesikke/support").status_code == 404


def test_programs_are_told_where_a_clause_came_from(fjord, client):
    (told,) = client.get("/api/v1/documents/fjordavtalen/places/varsel2222").json()

    assert told["origins"] == ["vedtak2222"]

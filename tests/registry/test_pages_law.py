"""The pages about what the law demands: items, pairs, duties, and judging what a text covers."""

import re

import pytest

from tests.registry.typed_forms import words


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2022-07-31", "11 krav gjelder 31. juli 2022. 11 er dekket."),
        ("2022-08-01", "13 krav gjelder 1. august 2022. 11 er dekket, 2 mangler."),
        ("2025-04-30", "13 krav gjelder 30. april 2025. 11 er dekket, 2 mangler."),
        ("2025-05-01", "13 krav gjelder 1. mai 2025. 13 er dekket."),
    ],
)
def test_the_items_of_the_day_are_counted_in_a_sentence(client, day, told):
    assert words(client.get(f"/lovkrav?dato={day}").text, ".lead") == told


def test_an_item_says_what_since_when_and_who_judged_what_covers_it(client):
    item = words(client.get("/lovkrav").text, "#krav-13")

    assert item.startswith("13 Barn og unge Dekket")
    assert "i kraft fra 1. august 2022" in item
    assert "veiledende dato 1. juli 2023" in item
    assert "lov 11. juni 2021 nr. 78" in item
    assert "Retningslinje 8" in item
    assert "Vurdert av Marte Haugland" in item


def test_the_evidence_leads_to_the_very_section(client):
    page = client.get("/lovkrav").text
    address = page.split('id="krav-5"')[1].split('href="/dokumenter/')[2].split('"')[0]
    path, _, anchor = address.partition("#")

    assert f'id="{anchor}"' in client.get(f"/dokumenter/{path}").text


def test_an_item_not_yet_in_force_stands_with_its_day(client):
    page = client.get("/lovkrav?dato=2022-07-31").text

    assert "13 Barn og unge Ikke aktuelt ennå" in words(page, "#krav-13")
    assert "trer i kraft 1. august 2022" in words(page, "#krav-13")


def test_an_item_nobody_covers_says_so(client):
    page = client.get("/lovkrav?dato=2022-08-01").text

    assert "Ingen har sagt at noe som gjelder, dekker kravet" in words(page, "#krav-12")
    assert "Mangler" in words(page, "#krav-12 .ds-tag")


def test_the_items_are_shown_for_one_party(client):
    page = client.get("/lovkrav?part=granvik").text

    assert words(page, "h1") == "Lovkrav for Granvik"
    assert client.get("/lovkrav?part=finnes-ikke").status_code == 404


def test_pairs_that_stand_alike_are_told_of_together_with_what_is_open_since_when(client):
    page = client.get("/lovkrav/par?dato=2023-07-01").text

    assert words(page, ".lead") == "0 av 20 par har alt loven krever."
    assert words(page, "#gruppe-1") == "20 par: 2 mangler"
    assert page.count("/lovkrav?dato=2023-07-01&amp;part=granvik&amp;med=helse-fjordmark") == 1
    assert "nr. 13 Barn og unge: mangler. Åpent siden 1. august 2022, da loven begynte å kreve det." in words(
        page
    )
    assert "nr. 12" not in words(client.get("/lovkrav/par?dato=2022-07-31").text)


def test_pairs_without_an_agreement_are_not_said_to_lack_its_content(client):
    page = words(client.get("/lovkrav/par?dato=2019-01-01").text)

    assert "21 par: ingen samarbeidsavtale" in page
    assert "mangler" not in page


def test_one_pair_is_asked_about(client):
    page = client.get("/lovkrav?part=granvik&med=helse-fjordmark&dato=2023-07-01").text
    turned = client.get("/lovkrav?part=helse-fjordmark&med=granvik&dato=2023-07-01").text

    assert words(page, "h1") == words(turned, "h1") == "Lovkrav for Granvik og Helse Fjordmark HF"
    assert "Det gjelder" not in words(page, "#krav-12")
    assert client.get("/lovkrav?part=granvik&med=storelv").status_code == 404
    assert client.get("/lovkrav?med=granvik").status_code == 422


def test_what_was_judged_after_the_day_is_told_of_and_counts_when_it_is_asked_for(client):
    before = client.get("/lovkrav?dato=2021-01-17").text
    (way,) = re.findall(r'href="([^"]*kjent=[^"]*)"', before)
    known = client.get(way.replace("&amp;", "&")).text

    assert words(before, ".lead") == "11 krav gjelder 17. januar 2021. 0 er dekket, 11 venter på vurdering."
    assert "krav ble vurdert etter denne dagen." in words(before)
    assert words(known, ".lead") == "11 krav gjelder 17. januar 2021. 11 er dekket."
    assert "Bare vurderinger gjort til og med 17. januar 2021" in words(known)
    assert client.get("/lovkrav?kjent=i+går").status_code == 422


def test_where_no_agreement_applies_the_demands_stand_alone(client):
    page = client.get("/lovkrav?dato=2019-01-01").text

    assert words(page, ".lead") == "11 krav gjelder 1. januar 2019, men ingen samarbeidsavtale."
    assert "Mangler" not in words(page)


def test_the_law_is_told_in_nynorsk(client):
    page = client.get("/lovkrav?sprak=nn&dato=2023-07-01").text

    assert "Ope sidan 1. august 2022, då lova byrja å krevje det. Over rettleiande dato" in words(
        page, "#krav-12"
    )
    assert "Samarbeid om tenester til barn og unge" in words(page, "#krav-13")


def test_cited_words_stand_with_the_judgement_and_changed_words_are_told(client):
    before = words(client.get("/lovkrav?dato=2023-06-14").text, "#krav-9")
    changed = words(client.get("/lovkrav?dato=2023-06-15").text, "#krav-9")

    assert "Alle ordene det bygger på" in before
    assert "Må vurderes på nytt" not in before
    assert "Må vurderes på nytt. Ordene i punkt 5.3 er endret 15. juni 2023. Det sto «" in changed


def test_the_matrix_says_the_same_as_a_picture_and_as_a_table(client):
    page = client.get("/lovkrav/matrise?dato=2025-06-01").text
    table = words(page, "table")

    assert page.count('class="label') == 13
    assert "13 Barn og unge Dekket Samarbeidsavtalen 2025.1 dekker delvis" in table
    assert 'aria-label="Samarbeidsavtalen, krav 13: dekker delvis"' in page
    assert "Rutine: Tidligmelding" in words(page, "main")
    assert "er holdt mot kravene" in words(client.get("/lovkrav/matrise?dato=2019-01-01").text)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            "2025-05-01",
            "Fristen for å sende avtalen til Helsedirektoratet var 27. april 2025, og den er ikke",
        ),
        ("2025-05-02", "Den ble sendt 5 dager for sent."),
    ],
)
def test_the_month_for_sending_the_agreement_is_told_for_the_pair_as_it_stood_that_day(client, day, told):
    page = client.get(f"/lovkrav?part=granvik&dato={day}").text

    assert told in words(page)
    assert f'href="/dokumenter/samarbeidsavtalen/2025.1/etterpa?dato={day}"' in page


@pytest.mark.parametrize(
    ("day", "told"),
    [("2025-11-12", "skal gjennomgås i løpet av 2025"), ("2025-11-13", "ble gjennomgått 13. november 2025")],
)
def test_the_yearly_review_is_the_case_in_which_it_was_treated(client, day, told):
    page = client.get(f"/lovkrav?dato={day}").text

    assert f"Avtalen {told}" in page
    assert ("sak 37/25" in page) is (day == "2025-11-13")


def test_before_there_is_an_agreement_no_deadline_runs(client):
    assert "ingen frister løper" in client.get("/lovkrav?dato=2019-01-01").text

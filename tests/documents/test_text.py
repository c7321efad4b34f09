"""The tree of a text answers where things stand."""

from dataclasses import replace

import pytest

from documents.markdown import read
from documents.numbering import NotANumber
from documents.text import (
    ID_ALPHABET,
    Footnote,
    Item,
    ItemList,
    Paragraph,
    Quote,
    Section,
    Table,
    new_id,
    plain_text,
)

AGREEMENT = read("""# Samarbeidsavtale

## 4 g) IKT {#ikt}

a) {#ikta} Partene varsler hverandre.

## 5 Styring {#styring}

### 5.2 Vedtak {#vedtak}

a) {#vedtaka} Avtalen vedtas av kommunestyrene:

   a) {#nested} også endringer

> b) {#quoted} Sitert bokstav

## IV Romertall {#roman nr="IV"}

## Vedlegg 1 Parter {#annex}

### 5 Kommuner {#annexfive}

a) {#annexfivea} Granvik

### Helseforetak {#annextrust}

a) {#annextrusta} Helse Fjordmark HF
""")


def test_places_come_in_reading_order_with_points_after_their_section():
    assert [place.id for place in AGREEMENT.places()] == [
        *("ikt", "ikta", "styring", "vedtak", "vedtaka", "nested", "quoted", "roman", "annex"),
        *("annexfive", "annexfivea", "annextrust", "annextrusta"),
    ]


def test_a_point_is_cited_by_its_section_and_letter():
    point, section = AGREEMENT.find("vedtaka"), AGREEMENT.find("vedtak")

    assert (point.number, section.number) == ("5.2 a", "5.2")


def test_a_point_in_a_section_without_number_is_cited_by_its_letter():
    text = replace(AGREEMENT, sections=(replace(AGREEMENT.find("vedtak").section, number=""),))

    assert text.find("vedtaka").number == "a"


@pytest.mark.parametrize(
    ("cited", "identity"),
    [
        ("5.2", "vedtak"),
        ("§ 5-2 bokstav b)", "quoted"),
        ("4 g", "ikt"),
        ("vedlegg 1", "annex"),
        ("5.2 a", "vedtaka"),
        ("pkt. 5", "styring"),
        ("pkt. 5 første ledd nr. 2", "styring"),
        ("5.2 første ledd bokstav a", "vedtaka"),
        ("5.2 a bokstav a", "nested"),
        ("4 g bokstav a", "ikta"),
        ("Vedlegg 1 5", "annexfive"),
        ("vedlegg 1, punkt 5 bokstav a", "annexfivea"),
        ("vedlegg 1 a", "annextrusta"),
    ],
)
def test_a_cited_number_leads_to_its_place(cited, identity):
    assert AGREEMENT.find_number(cited).id == identity


def test_a_number_that_is_not_there_leads_nowhere():
    assert AGREEMENT.find_number("5.3") is None
    assert AGREEMENT.find_number("5.2 c") is None
    assert AGREEMENT.find_number("Vedlegg 1 5.2") is None
    assert AGREEMENT.find_number("Vedlegg 2 5") is None
    assert AGREEMENT.find("finnesikke") is None


def test_words_that_are_no_number_are_refused_and_not_searched_for():
    with pytest.raises(NotANumber):
        AGREEMENT.find_number("Romertall")


def test_the_path_goes_from_the_top_down_to_the_place():
    assert [section.id for section in AGREEMENT.path("vedtaka")] == ["styring", "vedtak"]
    assert [section.id for section in AGREEMENT.path("styring")] == ["styring"]
    assert AGREEMENT.path("finnesikke") == ()


def test_a_heading_is_number_and_title_and_neither_needs_be():
    assert Section("x", "5.2", "Vedtak").heading == "5.2 Vedtak"
    assert Section("x", "", "Vedtak").heading == "Vedtak"
    assert Section("x", "5.2", "").heading == "5.2"


def test_plain_text_reaches_into_every_kind_of_block():
    blocks = (
        Paragraph("avsnitt"),
        ItemList((Item("-", (Paragraph("strek"), ItemList((Item("a)", (Paragraph("bokstav"),), "x"),)))),)),
        Table(("hode",), (("celle",),)),
        Quote((Paragraph("sitat"),)),
        Footnote("1", "note"),
    )

    assert list(plain_text(blocks)) == ["avsnitt", "strek", "bokstav", "hode", "celle", "sitat", "note"]


def test_a_new_identity_is_ten_signs_that_read_well_aloud():
    identities = {new_id() for _ in range(100)}

    assert len(identities) == 100
    assert {len(identity) for identity in identities} == {10}
    assert set("".join(identities)) <= set(ID_ALPHABET)
    assert not set("l10o") & set(ID_ALPHABET)

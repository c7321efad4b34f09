"""Is what covers a demand of the form that the law's words ask for? Remarks, on both sides of each line."""

import pytest

from documents.forms_of_demand import Covering, form_remarks
from documents.kinds import DocumentKind
from documents.markdown import read
from documents.minimums import minimum_number
from tests.decisions.read_in_nynorsk import assert_read_in_nynorsk

LONG = "Kommunen skal sende melding innen 24 timer, og sykehuset skal svare samme dag. " * 4
ALL = {"Granvik": (), "Storelv": ()}


def covering(words, kind=DocumentKind.SAMARBEIDSAVTALE, title="Avtalen", more=""):
    text = read(f"# Avtale\n\n## 7 Punktet {{#p}}\n\n{words}\n{more}")
    place = text.find("p")
    assert place
    return Covering(place, "avtalen", "2025.1", title, kind, text)


def codes(nr, *places, kommuner=None):
    return [each.code for each in form_remarks(minimum_number(nr), places, kommuner or {})]


@pytest.mark.parametrize("nr", [2, 3, 5, 6])
def test_guidelines_are_asked_for_and_a_long_clause_of_the_agreement_is_none(nr) -> None:
    assert codes(nr, covering(LONG)) == ["no-guideline"]
    assert codes(nr, covering(LONG, DocumentKind.RETNINGSLINJE)) == []
    assert (
        codes(nr, covering(LONG, DocumentKind.DELAVTALE, "Delavtale 3: Retningslinjer for innleggelse")) == []
    )


@pytest.mark.parametrize("nr", [1, 2, 7, 8, 9, 10, 13])
def test_a_promise_in_one_line_is_remarked_and_a_clause_of_some_length_is_not(nr) -> None:
    guideline = DocumentKind.RETNINGSLINJE

    assert "promise-only" in codes(nr, covering("Partene skal samarbeide om dette.", guideline))
    assert "promise-only" not in codes(nr, covering(LONG, guideline))


def test_two_places_are_read_together() -> None:
    short = covering("Partene skal samarbeide om jordmortjenester.")

    assert codes(8, short) == ["promise-only"]
    assert codes(8, short, covering(LONG)) == []


def test_every_kommune_is_described_by_name_or_has_a_special_agreement_of_its_own() -> None:
    table = covering("I Granvik er det seks plasser, og i Storelvs helsehus fire.\n\n" + LONG)
    only_one = covering("I Granvik er det seks plasser.\n\n" + LONG)

    assert codes(4, table, kommuner=ALL) == []
    assert codes(4, only_one, kommuner=ALL) == ["kommune-lacking"]
    assert codes(4, only_one, kommuner={"Granvik": (), "Storelv": ("Særavtale med Storelv",)}) == []


def test_the_remark_names_the_kommuner_and_the_place() -> None:
    only_one = covering("I Granvik er det seks plasser.\n\n" + LONG)
    (remark,) = form_remarks(minimum_number(4), [only_one], ALL)

    assert remark.sentence == (
        "Krav 4 ber om en beskrivelse av tilbudet i den enkelte kommunen. "
        "Storelv er ikke nevnt ved navn i punkt 7 i Avtalen, og har ingen særavtale om det."
    )
    assert (remark.document, remark.version, remark.section) == ("avtalen", "2025.1", "p")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Beredskapsplanene ble omforente i ASU 14. november 2024.", []),
        ("Begge parter godkjente planene i november 2024.", []),
        ("Planane vart godkjende av begge partane 14. november 2024.", []),
        ("Planene skal være omforente.", ["no-joint-date"]),
        ("Kommunen vedtok sin plan 14. november 2024.", ["no-joint-date"]),
        ("Avtalen ble vedtatt av begge 14. november 2024.", ["no-joint-date"]),
    ],
)
def test_plans_have_a_day_on_which_both_sides_approved_them(told, expected) -> None:
    assert codes(11, covering(f"{told}\n\n{LONG}")) == expected


def test_the_day_may_stand_elsewhere_in_the_same_document() -> None:
    annex = (
        "\n## Vedlegg 1 Planer {#v}\n\n| Plan | Sist omforent i ASU |\n| --- | --- |\n"
        "| Smittevernplan | November 2024 |\n"
    )

    assert codes(11, covering(LONG)) == ["no-joint-date"]
    assert codes(11, covering(LONG, more=annex)) == []


def test_a_mere_promise_to_plan_together_is_not_concrete() -> None:
    (remark,) = form_remarks(
        minimum_number(12),
        [covering("Partene skal samarbeide om planlegging og utvikling av tjenestene.")],
        {},
    )

    assert remark.code == "promise-to-cooperate"
    assert "er bare et løfte om å samarbeide" in remark.sentence
    assert "hvem som gjør det, hvordan det gjøres eller når det gjøres" in remark.sentence


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ("ASU legger fram et forslag innen 1. oktober hvert år.", ""),
        ("ASU skal legge fram et forslag til handlingsplan.", "når det gjøres"),
        ("Partene skal sende tallene til hverandre innen 1. oktober.", "hvem som gjør det"),
        ("ASU og PSU møtes om planene.", "når det gjøres"),
    ],
)
def test_who_how_and_when_are_each_asked_for(words, lacking) -> None:
    found = form_remarks(minimum_number(12), [covering(words)], {})

    assert [each.code for each in found] == (["not-concrete"] if lacking else [])
    assert all(each.sentence.endswith(f"står det ikke {lacking}.") for each in found)


def test_nothing_is_remarked_where_nobody_has_judged() -> None:
    assert all(codes(nr, kommuner=ALL) == [] for nr in range(1, 14))


def test_points_are_read_by_their_own_words_and_chapters_with_what_stands_under_them() -> None:
    text = read(
        f"# A\n\n## 4 Jordmor {{#k}}\n\n### 4.1 Vakt {{#v}}\n\n{LONG}\n\na) {{#a}} Partene skal samarbeide.\n"
    )
    chapter, point = text.find("k"), text.find("a")
    assert chapter
    assert point
    both = [
        Covering(each, "r", "1", "Avtalen", DocumentKind.SAMARBEIDSAVTALE, text) for each in (chapter, point)
    ]

    assert codes(8, both[0]) == []
    assert codes(8, both[1]) == ["promise-only"]


@pytest.mark.parametrize("nr", range(1, 14))
def test_every_remark_can_be_read_in_nynorsk(nr) -> None:
    place, another = covering("Partene skal samarbeide."), covering("Vi skal planlegge.", title="Avtale 2")
    several = (place, another, place, another)
    found = [each for places in ((place,), several) for each in form_remarks(minimum_number(nr), places, ALL)]

    assert found
    assert_read_in_nynorsk(*(each.sentence for each in found))

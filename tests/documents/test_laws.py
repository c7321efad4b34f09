"""Citations of the law are read as people write them, and the dead ones are told."""

import re
from datetime import date, timedelta
from importlib.resources import files

import pytest

from documents.inlines import inlines
from documents.laws import all_changes, all_laws, dated
from documents.laws.citations import law_citations
from documents.laws.references import dead, law_references
from documents.markdown import plain, read
from documents.minimums import all_minimums
from documents.sources import LegalSource

HOL, SPHL = "helse- og omsorgstjenesteloven", "spesialisthelsetjenesteloven"


def cited(words):
    return [str(source) for citation in law_citations(words) for source in citation.sources]


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ("helse- og omsorgstjenesteloven § 6-2 første ledd nr. 4", [f"{HOL} § 6-2 første ledd nr. 4"]),
        ("Helse- og omsorgstenestelova § 6-2 fyrste ledd nr 4", [f"{HOL} § 6-2 første ledd nr. 4"]),
        ("lov om kommunale helse- og omsorgstjenester av 24. juni 2011 nr. 30 § 6-1", [f"{HOL} § 6-1"]),
        ("lov 24. juni 2011 nr. 30 om kommunale helse- og omsorgstjenester § 6-1", [f"{HOL} § 6-1"]),
        ("hol. § 6-1", [f"{HOL} § 6-1"]),
        ("hol § 6-2, 2. ledd", [f"{HOL} § 6-2 andre ledd"]),
        ("sphl. § 2-1 e annet ledd", [f"{SPHL} § 2-1 e andre ledd"]),
        ("sphl. § 2-1e andre ledd", [f"{SPHL} § 2-1 e andre ledd"]),
        ("spesialisthelsetjenesteloven § 2-1 e fjerde ledd", [f"{SPHL} § 2-1 e fjerde ledd"]),
        ("spesialisthelsetenestelova § 6-3", [f"{SPHL} § 6-3"]),
        ("helse- og omsorgstjenesteloven §§ 6-1 og 6-2", [f"{HOL} § 6-1", f"{HOL} § 6-2"]),
        ("helsepersonelloven §§ 21, 25 og 45", [f"helsepersonelloven § {nr}" for nr in (21, 25, 45)]),
        ("helsepersonellova § 25 og § 45", ["helsepersonelloven § 25", "helsepersonelloven § 45"]),
        ("hol. § 6-2 første ledd nr. 6 og nr. 7", [f"{HOL} § 6-2 første ledd nr. {nr}" for nr in (6, 7)]),
        ("hol. § 6-2 nr. 1, 3 og 5 til 7", [f"{HOL} § 6-2 nr. {nr}" for nr in (1, 3, 5, 6, 7)]),
        ("hol. § 6-1 første og tredje ledd", [f"{HOL} § 6-1 første ledd", f"{HOL} § 6-1 tredje ledd"]),
        ("hol. § 3-2 første ledd nr. 6 bokstav a", [f"{HOL} § 3-2 første ledd nr. 6 bokstav a"]),
        ("§ 6-2 i helse- og omsorgstjenesteloven", [f"{HOL} § 6-2"]),
        ("hpl. § 25 og § 6-2 i hol. § 6-5", ["helsepersonelloven § 25", f"{HOL} § 6-2", f"{HOL} § 6-5"]),
        ("forskrift 18. november 2011 nr. 1115 § 3", ["forskrift 18. november 2011 nr. 1115 § 3"]),
        (
            "Forskrift om betaling for utskrivningsklare pasienter av 18. november 2011 nr. 1115 § 8. Se også § 9.",
            [f"forskrift 18. november 2011 nr. 1115 § {nr}" for nr in (8, 9)],
        ),
        ("pasient- og brukerrettighetslovens § 2-2", ["pasient- og brukerrettighetsloven § 2-2"]),
        ("pasient- og brukarrettslova § 2-2", ["pasient- og brukerrettighetsloven § 2-2"]),
        ("psykisk helsevernloven § 3-1", ["psykisk helsevernloven § 3-1"]),
        ("kommunelova § 11-9", ["kommuneloven § 11-9"]),
        ("forvaltningsloven § 6 første ledd bokstav e", ["forvaltningsloven § 6 første ledd bokstav e"]),
        ("folkehelselova § 4", ["folkehelseloven § 4"]),
        ("opplæringsloven § 24-1", ["opplæringslova § 24-1"]),
        (
            "barnevernsloven § 13-4 og barnevernloven § 6-4",
            ["barnevernsloven § 13-4", "barnevernloven § 6-4"],
        ),
        ("sikkerhetsloven § 4-3", ["sikkerhetsloven § 4-3"]),
        ("etter § 6-2", ["§ 6-2"]),
        ("etter loven § 6-2", ["loven § 6-2"]),
        ("etter hol. § 3-1 og avtalen § 6", [f"{HOL} § 3-1", "§ 6"]),
        ("§ og §§", []),
    ],
)
def test_a_citation_is_read_as_people_write_it(words, sources):
    assert cited(words) == sources


def test_a_known_law_has_a_link_to_the_very_paragraph_and_an_unknown_none():
    (known,), (unknown,) = (
        citation.sources for citation in law_citations("sphl. § 2-1 e annet ledd og sikkerhetsloven § 4-3")
    )

    assert known.link == "https://lovdata.no/lov/1999-07-02-61/§2-1e"
    assert unknown.link == ""


def test_the_words_of_a_citation_begin_with_the_law_that_stands_close():
    words = "Etter sivilbeskyttelsesloven (lov 25. juni 2010 nr. 45) § 14 og § 15, jf. § 6-2 i hol. § 6-1."

    assert [words[each.start : each.end] for each in law_citations(words)] == [
        "sivilbeskyttelsesloven (lov 25. juni 2010 nr. 45) § 14",
        "§ 15",
        "§ 6-2 i hol.",
        "hol. § 6-1",
    ]


def text(*paragraphs):
    return read(
        "# Avtale\n\n" + "\n\n".join(f"## {at} {words}" for at, words in enumerate(paragraphs, 1)) + "\n"
    )


def test_the_regulation_is_the_one_that_the_text_names_somewhere():
    named = "Om forskrift 18. november 2011 nr. 1115"

    assert [str(each.source) for each in law_references(text("Se forskriften § 12", named))] == [
        "forskrift 18. november 2011 nr. 1115 § 12"
    ]
    two = text("Se forskriften § 12", named, "Og forskrift 1. juli 2016 nr. 1 § 2")
    assert str(law_references(two)[0].source) == "forskriften § 12"


def test_references_tell_where_they_stand():
    agreement = read(
        "# Avtale\n\nEtter hol. § 6-1.\n\n## 1 Plikt {#plikt}\n\na) {#plikta} Se **hpl.** § 25.\n"
    )

    assert [(each.place.id, each.words) for each in law_references(agreement)] == [
        ("", "hol. § 6-1"),
        ("plikta", "hpl. § 25"),
    ]


DAY = date(2022, 8, 1)
BEFORE = DAY - timedelta(days=1)


def test_the_duty_to_agree_moved_from_the_second_to_the_fourth_ledd():
    old = text("Etter sphl. § 2-1 e annet ledd")

    assert dead(old, BEFORE) == ()
    (remark,) = dead(old, DAY)
    assert remark.code == "dead-law-reference"
    assert remark.place == "1 Etter sphl. § 2-1 e annet ledd"
    assert remark.message == (
        "Teksten viser til «sphl. § 2-1 e annet ledd». Der sto plikten til å sørge for samarbeidsavtaler med "
        "kommunene fram til 1. august 2022. Fra den dagen er det spesialisthelsetjenesteloven § 2-1 e fjerde "
        "ledd som gjelder, og andre ledd handler om noe annet. Rett henvisningen hvis det er dette teksten mener."
    )


def test_the_fourth_ledd_says_it_from_that_day_and_not_before():
    new = text("Etter spesialisthelsetjenesteloven § 2-1 e fjerde ledd")

    assert dead(new, DAY) == ()
    (remark,) = dead(new, BEFORE)
    assert remark.code == "law-not-yet-in-force"
    assert "som først gjelder fra 1. august 2022" in remark.message
    assert "spesialisthelsetjenesteloven § 2-1 e andre ledd" in remark.message


@pytest.mark.parametrize(
    "words", ["sphl. § 2-1 e", "sphl. § 2-1 e tredje ledd", "sphl. § 2-1 a annet ledd", "hol. § 6-1"]
)
def test_other_ledd_and_paragraphs_live_on(words):
    assert dead(text(words), BEFORE) == dead(text(words), DAY) == ()


@pytest.mark.parametrize("change", all_changes(), ids=lambda change: str(change.old))
def test_every_change_bites_on_its_day_and_not_the_day_before(change):
    paragraph = "" if change.old.paragraph else "§ 1-1"
    cites_it = text(f"Etter {change.old} {paragraph}")

    assert dead(cites_it, change.since - timedelta(days=1)) == ()
    (remark,) = dead(cites_it, change.since)
    assert re.fullmatch(r"(?:[^.]|\d\.|nr\.)+\.(?: (?:[^.]|\d\.|nr\.)+\.)+", remark.message)


def test_a_source_is_bounded_by_the_day_of_the_change():
    assert dated(LegalSource(SPHL, "2-1 e", "andre ledd")).until == DAY
    assert dated(LegalSource(SPHL, "2-1 e", "fjerde ledd")).since == DAY
    assert dated(LegalSource(HOL, "6-1")) == LegalSource(HOL, "6-1")


def test_one_citation_repeated_under_one_heading_is_told_once():
    old = read("# A\n\n## 1 B {#b}\n\nSphl. § 2-1 e annet ledd.\n\nSphl. § 2-1 e annet ledd.\n")

    assert len(law_references(old)) == 2
    assert len(dead(old, DAY)) == 1


def test_no_two_laws_share_a_name_and_all_have_a_link():
    names = [name for law in all_laws() for name in (law.name, *law.names, *law.short)]

    assert len(names) == len(set(names))
    assert all(
        re.fullmatch(r"https://lovdata\.no/(lov|forskrift)/\d{4}-\d\d-\d\d(-\d+)?", law.link)
        for law in all_laws()
    )
    assert all(change.old.link and change.old.law in names for change in all_changes())


def test_the_link_of_a_minimum_is_that_of_its_citation():
    minimum = all_minimums()[0].source
    ((source,),) = (citation.sources for citation in law_citations(str(minimum)))

    assert (source.law, source.paragraph, source.ledd, source.number, source.link) == (
        minimum.law,
        minimum.paragraph,
        minimum.ledd,
        minimum.number,
        minimum.link,
    )


FOLDER = files("registry.examples").joinpath("fjordmark", "texts")
EXAMPLE = [
    (f"{document.name} {version.name}", read(version.read_text(encoding="utf-8")))
    for document in FOLDER.iterdir()
    if document.is_dir()
    for version in document.iterdir()
]
WITHOUT_LAW = {"§ 6-2"}
"""The head of a column in the list of annexes: "§ 6-2 nr."."""


@pytest.mark.parametrize(("name", "legal_text"), EXAMPLE, ids=[name for name, _ in EXAMPLE])
def test_every_citation_in_the_example_is_read_with_its_law(name, legal_text):
    stretches = [plain(inline) for _, inline in inlines(legal_text)]
    read_signs = [each for words in stretches for each in law_citations(words)]
    references = law_references(legal_text)

    assert sum(len(re.findall("§+", words)) for words in stretches) == len(read_signs)
    assert {each.words for each in references if not each.source.link} <= WITHOUT_LAW

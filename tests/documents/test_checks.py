"""What there is to look at in a draft: found where it is, and not found where it is not."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from documents.checks import Check, Weight, check
from documents.checks.chapters import expected_chapters
from documents.kinds import DocumentKind
from documents.markdown import read
from tests.documents.texts import LEGAL_TEXTS

DAY = date(2026, 11, 23)
EXAMPLE = Path(__file__).parents[2] / "registry" / "examples" / "fjordmark" / "texts"
KINDS = {
    "samarbeidsavtalen": DocumentKind.SAMARBEIDSAVTALE,
    "handlingsplanen": DocumentKind.HANDLINGSPLAN,
    "rutine": DocumentKind.RUTINE,
    "retningslinje": DocumentKind.RETNINGSLINJE,
    "saeravtale": DocumentKind.SAERAVTALE,
}


def checks(source, before="", kind=DocumentKind.DELAVTALE, known=None):
    """All checks of this text but those on missing chapters."""
    found = check(
        read(f"# Avtale\n\n{source}"), read(f"# Avtale\n\n{before}") if before else None, kind, DAY, known
    )
    return [each for each in found if each.code != "missing-chapter"]


def told(source, **more):
    """Code and place of each."""
    return [(each.code, each.place_number) for each in checks(source, **more)]


GOOD = """## 1 Formål {#formaal}

Vi samarbeider.

### 1.1 Mål {#maal}

a) {#maala} Det ene.

b) {#maalb} Det andre.

### 1.2 Midler {#midler}

Penger.

## 2 Ansvar {#ansvar}

Kommunen skal svare.
"""


def test_a_text_in_order_has_nothing_to_look_at():
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("was", "now", "code", "place"),
    [
        ("### 1.2 Midler", "### 1.3 Midler", "number-gap", "1.3"),
        ("### 1.1 Mål", "### 1.2 Mål", "number-gap", "1.2"),
        ("## 2 Ansvar", "## 3 Ansvar", "number-gap", "3"),
        ("b) {#maalb}", "c) {#maalb}", "number-gap", "1.1 c"),
        ("Penger.", "", "empty-section", "1.2"),
        ("## 2 Ansvar", "## 2 Formål", "double-title", "2"),
        ("### 1.2 Midler", "### 1.2 Mål", "double-title", "1.2"),
    ],
)
def test_what_does_not_hang_together_is_found_where_it_stands(was, now, code, place):
    assert (code, place) in told(GOOD.replace(was, now))


def test_the_same_number_twice_is_wrong_whatever_was_meant():
    (found,) = [each for each in checks(GOOD.replace("## 2 Ansvar", "## 1 Ansvar")) if "double" in each.code]

    assert found == Check(
        "double-number",
        "Nummeret 1 er brukt to ganger. Gi «Ansvar» et annet nummer.",
        "ansvar",
        "1",
        Weight.WRONG,
    )


def test_an_annex_has_numbers_of_its_own():
    annex = "\n## Vedlegg 1 Skjema {#vedlegg}\n\n### 1 Formål {#f}\n\nMål.\n\n### 2 Bruk {#b}\n\nBruk det.\n"

    assert told(GOOD + annex) == []
    assert told(GOOD + annex.replace("### 2", "### 3")) == [("number-gap", "3")]


def test_letters_may_go_on_after_a_paragraph_and_begin_anew():
    goes_on = GOOD.replace("b) {#maalb}", "Og så:\n\nb) {#maalb}")

    assert told(goes_on) == []
    assert told(goes_on.replace("b) {#maalb}", "a) {#maalb}")) == []


def test_numbers_such_as_2_0_are_no_gap():
    assert told("## 1.0 Mål {#a}\n\nOrd.\n\n## 2.0 Midler {#b}\n\nOrd.\n\n### 2.1 Mer {#c}\n\nOrd.\n") == []


def test_sections_without_numbers_are_no_gap():
    assert told("## Mål {#a}\n\nOrd.\n\n## Midler {#b}\n\nOrd.\n") == []


def test_the_same_title_under_two_chapters_is_common_and_clear():
    source = "## 1 Barn {#a}\n\n### 1.1 Ansvar {#b}\n\nX.\n\n## 2 Eldre {#c}\n\n### 2.1 Ansvar {#d}\n\nY.\n"

    assert told(source) == []


def test_a_duty_weaker_than_in_force_is_found_at_its_place():
    weaker = GOOD.replace("Kommunen skal svare.", "Kommunen bør svare.")
    (found,) = checks(weaker, before=GOOD)

    assert (found.code, found.place_id) == ("weakened", "ansvar")
    assert found.message == (
        "Her står «bør» der teksten som gjelder, har «skal». Plikten er svakere enn før."
    )
    assert checks(GOOD, before=weaker) == []
    assert checks(weaker) == []


def test_a_reserve_that_came_in_is_told_in_a_whole_sentence():
    weaker = GOOD.replace("Kommunen skal svare.", "Kommunen skal om mulig svare.")
    (found,) = checks(weaker, before=GOOD)

    assert found.message == "Plikten har fått forbeholdet «om mulig», som den ikke har i teksten som gjelder."


def test_a_reference_that_leads_nowhere_is_wrong():
    source = GOOD + "\nSe [punkt 1.1](#maal), [punkt 9](#borte) og [avtalen](dok:avtalen#mal).\n"
    here, there = checks(source)

    assert {here.code, there.code} == {"dead-reference"}
    assert here.weight is there.weight is Weight.WRONG
    assert "«punkt 9»" in here.message
    assert len(checks(source, known={"avtalen": ["mal"]})) == 1


LAW = "\nAvtalen følger spesialisthelsetjenesteloven § 2-1 e annet ledd.\n"


def test_a_citation_of_the_law_that_moved_is_found_on_the_days_it_no_longer_holds():
    def cited(on):
        found = check(read(f"# Avtale\n\n{GOOD}{LAW}"), None, DocumentKind.RETNINGSLINJE, on)
        return [(each.code, each.place_id) for each in found if "law" in each.code]

    assert cited(date(2022, 7, 31)) == []
    assert cited(date(2022, 8, 1)) == [("dead-law-reference", "ansvar")]


TERMS = """## 1 Organ {#organ}

Administrativt samarbeidsutvalg (ASU) møtes. ASU svarer. %s

## 2 Definisjoner {#ord}

- ASU: %s
- Virkedag: hverdag

## 3 Frist {#frist}

Svar gis på tre %s.
"""


def terms(sentence="", meaning="administrativt samarbeidsutvalg", used="virkedager"):
    return told(TERMS % (sentence, meaning, used))


def test_terms_that_mean_one_thing_written_one_way_and_used_are_in_order():
    assert terms() == []


def test_a_term_with_two_meanings_is_found():
    assert terms(meaning="akuttmedisinsk sentral") == [("term-twice", "2")]


@pytest.mark.parametrize(
    "written", ["Adm. samarbeidsutvalg vedtar.", "Det administrative samarbeidsutvalget."]
)
def test_a_term_written_out_though_it_has_a_short_form_is_found(written):
    source = TERMS % ("", "administrativt samarbeidsutvalg", "virkedager") + f"\n{written}\n"

    assert told(source) == [("term-otherwise", "3")]


def test_a_term_that_is_never_used_is_found():
    assert terms(used="døgn") == [("term-unused", "2")]


def test_more_terms_than_can_be_looked_into_are_told_of():
    source = "## 1 Definisjoner {#ord}\n\n" + "".join(f"- Ord{number}: noe\n" for number in range(201))
    found = checks(source)

    assert found[0].message == "Teksten forklarer 201 ord. Bare de 200 første etter alfabetet er prøvd."
    assert found[0].place_id == ""


@pytest.mark.parametrize(
    ("kind", "headings", "missing"),
    [
        (
            DocumentKind.RETNINGSLINJE,
            ["Føremål", "Verkeområde", "Ansvar", "Usemje"],
            [],
        ),
        (
            DocumentKind.RETNINGSLINJE,
            ["Formål", "Hvem retningslinjen gjelder for", "Hva, hvem og frist", "Avvik og revisjon"],
            [],
        ),
        (DocumentKind.RETNINGSLINJE, ["Formål", "Målgruppe", "Avvik"], ["ansvar og oppgaver"]),
        (DocumentKind.HANDLINGSPLAN, ["Formål", "Tiltak"], ["avvik, uenighet eller oppfølging"]),
        (DocumentKind.MANDAT, ["Formål", "Oppgaver", "Samansetning", "Møte"], []),
    ],
)
def test_a_heading_that_is_usual_in_its_kind_is_missed_in_either_written_form(kind, headings, missing):
    source = "# Tekst\n\n" + "".join(f"## {at} {title}\n\nOrd.\n\n" for at, title in enumerate(headings, 1))
    found = [each for each in check(read(source), None, kind, DAY) if each.code == "missing-chapter"]

    assert [each.message for each in found] == [
        f"Ingen overskrift handler om {about}. Det er vanlig i en {kind.value}." for about in missing
    ]
    assert all(each.place_id == "" for each in found)


def test_every_kind_has_something_it_usually_has_a_heading_about():
    assert {kind for chapter in expected_chapters() for kind in chapter.kinds} == set(DocumentKind)


def example_texts():
    return [
        pytest.param(path, id=f"{path.parent.name}@{path.stem}") for path in sorted(EXAMPLE.glob("*/*.md"))
    ]


@pytest.fixture(scope="module")
def known():
    """The identities of the clauses of each of the example's documents, in any of its versions."""
    found = {}
    for path in EXAMPLE.glob("*/*.md"):
        places = read(path.read_text(encoding="utf-8")).places()
        found.setdefault(path.parent.name, set()).update(place.id for place in places)
    return found


@pytest.mark.parametrize("path", example_texts())
def test_the_examples_texts_give_few_remarks_and_only_true_ones(path, known):
    """What remains is true: KAD and BTI are explained in the agreement's annex and used nowhere in it, and its
    newest draft still cites helsepersonelloven § 45, repealed on 1 July 2026."""
    kind = next(kind for word, kind in KINDS.items() if path.parent.name.startswith(word))
    year_it_was_made = date(int(path.stem[:4]), 12, 31)
    found = check(read(path.read_text(encoding="utf-8")), None, kind, year_it_was_made, known)

    assert {each.code for each in found} <= {"term-unused", "dead-law-reference"}
    assert {each.message.split("»")[0] for each in found} <= {"«KAD", "«BTI", "Teksten viser til «§ 45"}


def test_a_check_can_be_told_to_programs():
    assert Check("weakened", "Her står det.", "ansvar", "2").to_dict() == {
        "code": "weakened",
        "message": "Her står det.",
        "section": "ansvar",
        "number": "2",
        "weight": "se over",
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_every_check_is_a_sentence_about_a_place_that_is_there(text, before):
    places = {"", *(place.id for place in text.places()), *(place.id for place in before.places())}

    for each in check(text, before, DocumentKind.SAMARBEIDSAVTALE, DAY):
        assert each.message.endswith(".")
        assert each.place_id in places

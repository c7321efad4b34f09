"""What a nurse asks of a point: hva, hvem, frist. What is shown stands in the text, and is what she would say."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.at_a_glance import GAP, NOTHING, Glance, glance, glances
from documents.markdown import plain, read
from documents.statements import words_of
from documents.text import LegalText, Place, plain_text

HERE = Path(__file__).parent
EXAMPLE = Path("registry/examples/fjordmark/texts")
FIELDS = ("what", "who", "due")


@cache
def of_the_example(name: str) -> LegalText:
    return read((EXAMPLE / f"{name}.md").read_text(encoding="utf-8"))


def a_section(words: str, title: str = "Oppgaver") -> Place:
    return Place(read(f"# Retningslinje\n\n## 1 {title}\n\n{words}").sections[0])


def of_words(words: str, title: str = "Oppgaver") -> tuple[str, str, str]:
    found = glance(a_section(words, title))
    return found.what, found.who, found.due


def asked(file: str) -> list[tuple[dict[str, str], Glance]]:
    """Each point of the file as a nurse would answer, and as it is shown."""
    told = []
    for point in tomllib.loads((HERE / file).read_text(encoding="utf-8"))["point"]:
        if "words" in point:
            told.append((point, glance(a_section(point["words"]))))
        else:
            text = of_the_example(point["text"])
            place = text.find(point["id"])
            assert place, point
            told.append((point, glance(place, text)))
    return told


def is_right(point: dict[str, str], shown: Glance, field: str) -> bool:
    wanted, found = point.get(field, ""), getattr(shown, field)
    return wanted in found if field == "what" and wanted else wanted == found


@pytest.mark.parametrize("file", ["at_a_glance.toml", "at_a_glance_held_out.toml"])
def test_nine_of_ten_things_shown_are_what_a_nurse_would_say_and_nine_of_ten_she_would_say_are_shown(file):
    told = asked(file)
    shown = [(p, g, f) for p, g in told for f in FIELDS if getattr(g, f)]
    wanted = [(p, g, f) for p, g in told for f in FIELDS if p.get(f)]
    wrong = [(p.get("id") or p["words"], f, getattr(g, f)) for p, g, f in shown if not is_right(p, g, f)]

    assert len(wrong) / len(shown) < 0.1, wrong
    assert sum(is_right(*each) for each in wanted) / len(wanted) > 0.9


def test_no_deed_and_no_limit_is_shown_where_a_nurse_finds_none_in_the_example():
    points = [each for each in asked("at_a_glance.toml") if "what" not in each[0]]

    assert len(points) > 15
    assert [point["id"] for point, shown in points if shown and point.get("id") != "7my5uez3db"] == []


def stands_in(shown: str, text: str) -> bool:
    """Whatever stands between two gaps stands in the text."""
    return all(part.strip(" …") in text for part in shown.split(GAP))


BEGINNINGS = ["Sengeposten", "Kommunen og helseforetaket", "Behandlende lege ved avdelingen", "Den som ringer,", "Meldingen",
    "Når pasienten reiser, skal legen", "Trenger kommunen hjelp, ringer den", "Avdelinga", "Dersom det hastar, skal jordmora",
    "Er systemet nede i to timer, varsler posten", "Det er fastlegens ansvar å", "Før utskrivning", "Frist:", "Hvem:"]  # fmt: skip
MIDDLES = ["sender melding", "skal varsle kommunen", "meldes av avdelingen", "kan be om møte", "skal ikke vente", "har ansvaret for planen",
    "er", "varslar", "blir sendt av sjukepleiar", "som kjenner pasienten, melder", "avtaler hvem som ringer", "og legen"]  # fmt: skip
ENDS = ["innen 24 timer etter innleggelsen.", "senest dagen før, og straks ved behov.", "så snart som mulig", "uten ugrunnet opphold.",
    "innan tre dagar.", "24–48 timer etter hjemkomst", "i tre måneder.", "før barnet bytter skole, hjem eller kommune.", "hver måned;", "."]  # fmt: skip
SENTENCES = st.tuples(*map(st.sampled_from, (BEGINNINGS, MIDDLES, ENDS))).map(" ".join)
WORDS = st.lists(
    SENTENCES | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.sampled_from([" ", "\n\n", "\n\n- ", " | "]))
def test_whatever_is_shown_stands_in_the_text(sentences, between):
    text = read(
        "# T\n\n## 1 Kommunens oppgaver {#sted}\n\n| Hva | Hvem |\n| --- | --- |\n| x | y |\n\n"
        + between.join(sentences)
    )
    for place in text.places():
        words = " ".join(
            [plain(place.section.title), *(plain(each) for each in plain_text(place.section.blocks))]
        )
        for shown in (glance(place, text), *glances(place)):
            assert all(stands_in(getattr(shown, field), words) for field in FIELDS), shown


def test_every_word_shown_of_the_example_stands_in_the_document():
    for file in sorted(EXAMPLE.glob("retningslinje-*/202[5-6].1.md")):
        text = of_the_example(f"{file.parent.name}/{file.stem}")
        words = "\n".join(
            [plain(each) for section in text.walk() for each in (section.title, *plain_text(section.blocks))]
        )
        for place in text.places():
            found = glance(place, text)
            assert all(stands_in(getattr(found, field), words) for field in FIELDS), (
                file,
                place.number,
                found,
            )


TABLE = """# Retningslinje

## 1 Hva, hvem og frist {#oversikt}

| Hva | Hvem | Frist |
| --- | --- | --- |
| Melde pasienten ([punkt 2](#melding)) | Sengeposten | Innen to timer |
| Svare ([punkt 3](#svar)) | Kommunen | Samme dag |

## 2 Melding {#melding}

Avdelingen melder pasienten innen WHEN.

## 3 Svar {#svar}

Tjenestekontoret svarer så snart det kan.
"""


def test_a_row_that_refers_to_a_point_speaks_for_it_and_is_told_with_where_it_stands():
    text = read(TABLE.replace("WHEN", "to timer"))

    told = glance(text.find("melding"), text)
    assert (told.what, told.who, told.due) == ("Melde pasienten", "Sengeposten", "Innen to timer")
    assert told.stands_at == "oversikt"
    assert glance(text.find("melding")).who == "Avdelingen", "without the text, its own words"


def test_a_row_that_gives_another_time_than_the_point_yields_to_it():
    text = read(TABLE.replace("WHEN", "tre timer"))

    told = glance(text.find("melding"), text)
    assert (told.who, told.due, told.stands_at) == ("Avdelingen", "innen tre timer", "")


def test_an_overview_of_several_duties_speaks_with_none_of_them_and_lists_them_all():
    overview = read(TABLE).find("oversikt")

    assert glance(overview) == NOTHING
    assert [each.what for each in glances(overview)] == ["Melde pasienten", "Svare"]


def test_of_several_duties_the_first_with_both_who_and_when_goes_first_and_all_are_listed():
    place = a_section("Legen vurderer pasienten. Posten melder samme dag. Kommunen svarer innen to timer.")

    assert glance(place).who == "Posten"
    assert [each.who for each in glances(place)] == ["Legen", "Posten", "Kommunen"]


@pytest.mark.parametrize(
    ("words", "who", "due"),
    [
        ("Er systemet nede i mer enn én time, ringer posten kommunen.", "posten", ""),
        (
            "Legges pasienten inn igjen innen 30 dager, varsler posten kommunen samme dag.",
            "posten",
            "samme dag",
        ),
        ("Pasienter som legges inn igjen innen 30 dager, følges opp av fastlegen.", "fastlegen", ""),
        ("Legen skal varsles innen en time.", "", "innen en time"),
        ("Rapporten skal ikke sendes av posten før utvalget har uttalt seg.", "posten", ""),
        ("Kommunen varsles av sengeposten straks.", "sengeposten", "straks"),
        ("Kommunen betaler, og sykehuset sender regning innen en uke.", "sykehuset", "innen en uke"),
        ("Avdelinga tingar time, og kommunen betalar innan tre veker.", "kommunen", "innan tre veker"),
    ],
)
def test_a_condition_is_no_limit_and_who_is_told_is_not_who_tells(words, who, due):
    assert of_words(words)[1:] == (who, due)


@pytest.mark.parametrize(
    "words",
    [
        "Kommunen kan be om møte innen en uke.",
        "Kommunen plikter ikke å svare innen en uke.",
        "Tiltaket varer i seks måneder.",
        "Pasienten har krav på svar.",
        "",
    ],
)
def test_what_nobody_must_do_is_not_shown(words):
    assert of_words(words) == ("", "", "")


def test_where_a_heading_says_what_a_text_is_for_only_what_has_both_who_and_when_is_shown():
    assert of_words("Partene følger planen.", "Formål") == ("", "", "")
    assert of_words("Partene møtes. Kommunen svarer innen en uke.", "Målgruppe")[1] == "Kommunen"


def test_what_is_long_is_cut_where_a_clause_ends():
    words = "Sengeposten sender melding med " + ", ".join(f"opplysning nummer {n}" for n in range(20)) + "."
    what = of_words(words)[0]

    assert len(what) <= 160
    assert what.endswith("…")
    assert words.startswith(what.removesuffix("…").strip())


def test_a_heading_alone_says_nothing_of_its_own():
    text = read("# T\n\n## 1 Kapittel\n\n### 1.1 Punkt\n\nKommunen svarer innen en uke.\n")

    assert glance(Place(text.sections[0])) == NOTHING
    assert "svarer" in words_of(Place(text.sections[0]))

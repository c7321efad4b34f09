"""Does a judgement still rest on the words it was made on? What is spelling, and what is another rule."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.coverage import Doubt
from documents.holding import Reading, rests_on, says, suspicions
from documents.markdown import read
from documents.minimums import minimum_number
from documents.statements import statements_at, words_at

JUDGED, LATER, LATEST = date(2021, 1, 1), date(2023, 6, 15), date(2025, 5, 1)
PLACE = "varsel"
WORDS = "Kommunen skal varsle foretaket innen 24 timer. Foretaket svarer samme dag."


def a_text(words: str = WORDS, identity: str = PLACE, more: str = "") -> str:
    return f"# Retningslinje\n\n## 1 Varsel {{#{identity}}}\n\n{words}\n{more}"


def readings(*texts: str) -> list[Reading]:
    days = (JUDGED, LATER, LATEST, date(2026, 1, 1))
    numbers = ("2021.1", "2023.1", "2025.1", "2026.1")
    return [
        Reading(number, day, statements_at(read(text), PLACE))
        for number, day, text in zip(numbers, days, texts, strict=False)
    ]


def doubts(*texts: str, cited: str = "", on: date = date(2026, 6, 1)):
    return suspicions(cited, readings(*texts), [], None, on)


def now_reads(words: str, cited: str = ""):
    return doubts(a_text(), a_text(words), cited=cited)


@pytest.mark.parametrize(
    "words",
    [
        "Kommunen må varsle foretaket innen 24 timer. Foretaket svarer samme dag.",
        "Kommunen kan varsle foretaket innen 24 timer. Foretaket svarer samme dag.",
        "Kommunen skal ikke varsle foretaket innen 24 timer. Foretaket svarer samme dag.",
        "Kommunen skal varsle foretaket innen 48 timer. Foretaket svarer samme dag.",
        "Kommunen skal varsle foretaket etter 24 timer. Foretaket svarer samme dag.",
        "Foretaket skal varsle kommunen innen 24 timer. Foretaket svarer samme dag.",
        "Kommunene skal varsle foretaket innen 24 timer. Foretaket svarer samme dag.",
        "Kommunen skal varsle foretaket innen 24 timer, men ikke i helgene. Foretaket svarer samme dag.",
        "Kommunen skal varsle foretaket ingen 24 timer. Foretaket svarer samme dag.",
        "Foretaket svarer samme dag.",
    ],
)
def test_another_rule_must_be_looked_at_again(words):
    (doubt,) = now_reads(words)

    assert (doubt.doubt, doubt.since, doubt.version) == (Doubt.WORDS, LATER, "2023.1")
    assert doubt.before == "Kommunen skal varsle foretaket innen 24 timer."


@pytest.mark.parametrize(
    "words",
    [
        "kommunen skal varsle foretaket innen 24 timer; foretaket svarer samme dag",
        "Kommunen skal varsle føretaket innen 24 timer. Foretaket svarer samme dag.",
        "Kommunen skal varsle **foretaket** innen 24 timer. Foretaket svarer samme dag!",
        "Partene er enige om dette. Kommunen skal varsle foretaket innen 24 timer. Foretaket svarer samme dag.",
        "Foretaket svarer samme dag.\n\nKommunen skal varsle foretaket innen 24 timer.",
    ],
)
def test_spelling_marks_and_order_change_nothing(words):
    assert now_reads(words) == ()


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Møtet holdes hver tirsdag.", "Møtet holdes hver torsdag."),
        ("Kommunen gir faglig støtte.", "Kommunen gir farlig støtte."),
        ("Avtalen gjelder for Sandvik.", "Avtalen gjelder for Sandvik og Storelv."),
        ("Avtalen gjelder for Sandvika.", "Avtalen gjelder for Sandvikka."),
    ],
)
def test_a_letter_may_make_another_day_another_word_or_another_party(before, now):
    assert doubts(a_text(before), a_text(now))


def test_half_a_sentence_may_be_cited_and_the_other_half_decides_what_it_means():
    cited = "innen 24 timer"

    assert now_reads("Kommunen kan varsle foretaket innen 24 timer. Foretaket svarer samme dag.", cited)
    assert not now_reads("Kommunen skal varsle foretaket innen 24 timer. Foretaket svarer ikke.", cited)


LIST = "Kommunen {} sørge for:\n\na) {{#varsel}} varsel innen 24 timer\n\nb) {{#annet}} en fast kontakt\n"


def test_the_line_above_a_list_decides_what_its_points_say():
    was, now = (f"# R\n\n## 1 Varsel {{#hel}}\n\n{LIST.format(verb)}" for verb in ("skal", "kan"))

    (doubt,) = doubts(was, now)

    assert doubt.before == "Kommunen skal sørge for: varsel innen 24 timer"
    assert doubt.now == "Kommunen kan sørge for: varsel innen 24 timer"


def test_a_cross_reference_prints_another_number_and_means_the_same():
    was = "Kommunen melder som i [punkt 5.2](#maate)."

    assert not doubts(a_text(was), a_text(was.replace("5.2", "5.3")))
    assert doubts(a_text(was), a_text(was.replace("maate", "annen")))


def test_words_that_were_split_off_are_found_where_they_went():
    heir = '\n## 2 Svar {#svar fra="varsel"}\n\nForetaket svarer samme dag.\n'
    one = WORDS.split(". ", maxsplit=1)[0]

    assert not doubts(a_text(), a_text(f"{one}.", more=heir))
    assert doubts(a_text(), a_text(f"{one}.", more=heir.replace("samme dag", "innen en uke")))
    assert not doubts(a_text(), f'# R\n\n## 1 Alt {{#alt fra="varsel"}}\n\nFørst noe annet. {WORDS}\n')


def test_a_place_that_is_taken_out_must_be_looked_at():
    (doubt,) = doubts(a_text(), a_text(identity="annet"))

    assert (doubt.doubt, doubt.since, doubt.now) == (Doubt.GONE, LATER, "")


@pytest.mark.parametrize("words", [WORDS, "Kommunen varsler."])
def test_that_it_later_reads_as_before_changes_nothing_since_nobody_has_looked(words):
    other = a_text("Kommunen kan varsle foretaket. Foretaket svarer samme dag.")

    assert [each.since for each in doubts(a_text(), other, a_text(words))] == [LATER]


def test_what_comes_after_the_day_is_not_known_that_day():
    texts = a_text(), a_text("Noe annet.")

    assert doubts(*texts, on=date(2023, 6, 14)) == ()
    assert len(doubts(*texts, on=LATER)) == 1


def test_a_chapter_alone_is_judged_with_what_lies_under_it():
    chapter = "# R\n\n## 1 Varsel {#varsel}\n\n### 1.1 Hvem {#hvem}\n\nKommunen skal varsle.\n"

    assert words_at(read(chapter), "varsel") == "Varsel\nHvem\nKommunen skal varsle."
    assert doubts(chapter, chapter.replace("skal", "kan"))


def test_a_row_of_a_table_is_read_with_its_columns():
    table = "| Oppgave | Skal |\n| --- | --- |\n| Varsel | Kommunen |\n| Svar | Foretaket |\n"

    assert not doubts(a_text(table), a_text(table), cited="Kommunen")
    assert doubts(a_text(table), a_text(table.replace("Skal", "Kan")), cited="Kommunen")


DEMAND = minimum_number(5)


def test_the_demand_may_change_under_a_judgement_and_the_text_stand():
    new = replace(DEMAND, since=LATER, demand=f"{DEMAND.demand} Retningslinjene skal være skriftlige.")
    spelt = replace(DEMAND, since=LATER, demand=DEMAND.demand.upper())
    form = replace(DEMAND, since=LATER, form="en annen form")

    def of_demand(demand, on):
        return suspicions("", readings(a_text()), [DEMAND, demand], DEMAND, on)

    assert of_demand(new, date(2023, 6, 14)) == ()
    (doubt,) = of_demand(new, LATER)
    assert (doubt.doubt, doubt.before, doubt.now) == (Doubt.DEMAND, DEMAND.demand, new.demand)
    assert of_demand(spelt, LATER) == ()
    assert of_demand(form, LATER)


def test_cited_words_stand_in_the_place_or_do_not():
    assert says(WORDS, "varsle foretaket innen 24 timer")
    assert says(WORDS, "skal varsle\nsamme dag")
    assert not says(WORDS, "innen 48 timer")
    assert not says(WORDS, "svarer samme dag som kommunen")
    assert [each.words for each in rests_on("samme dag", readings(a_text())[0].said)] == [
        "Foretaket svarer samme dag."
    ]


NOUNS = ["kommunen", "foretaket", "fastlegen", "pasienten", "legevakten", "koordinatoren"]
DECIDES = st.sampled_from(["skal", "må", "kan", "skal ikke", "bør"])
SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(NOUNS), DECIDES, st.sampled_from(["varsle", "svare", "vurdere"]), st.integers(2, 90)
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


def told(sentences) -> str:
    return " ".join(
        f"{who.capitalize()} {how} {what} {whom} innen {hours} timer."
        for (who, how, what, hours) in sentences
        for whom in ("hverandre",)
    )


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.data())
def test_another_verb_number_or_party_is_always_seen(sentences, data):
    at = data.draw(st.integers(0, len(sentences) - 1))
    who, how, what, hours = sentences[at]
    changed = data.draw(
        st.one_of(
            DECIDES.filter(lambda other: other != how).map(lambda other: (who, other, what, hours)),
            st.integers(2, 90)
            .filter(lambda other: other != hours)
            .map(lambda other: (who, how, what, other)),
            st.sampled_from([each for each in NOUNS if each != who]).map(
                lambda other: (other, how, what, hours)
            ),
        ).filter(lambda one: one not in sentences)
    )
    now = [*sentences[:at], changed, *sentences[at + 1 :]]

    assert doubts(a_text(told(sentences)), a_text(told(now)))


@settings(max_examples=60, deadline=None)
@given(
    SENTENCES,
    st.sampled_from(
        [
            str.upper,
            str.lower,
            lambda words: words.replace(".", " ;"),
            lambda words: words.replace("hverandre", "hverandrre"),
        ]
    ),
)
def test_spelling_alone_is_never_doubted(sentences, spelt):
    assert doubts(a_text(told(sentences)), a_text(spelt(told(sentences)))) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "spelt", "gone"]), min_size=1, max_size=3), st.integers(0, 3))
def test_a_doubt_stays_whatever_comes_after(later, cut):
    """Nothing but a person takes it away: no later version, no spelling, no reading as before."""
    words = {"a": WORDS, "b": "Kommunen kan varsle.", "spelt": WORDS.upper()}
    texts = [a_text(), *(a_text(words[each]) if each in words else a_text(identity="x") for each in later)]
    early, all_of_them = doubts(*texts[: 1 + cut]), doubts(*texts)

    if early:
        assert all_of_them[0].since == early[0].since
        assert all_of_them[0].doubt == early[0].doubt

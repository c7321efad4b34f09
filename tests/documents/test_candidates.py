"""Where to look for what the law demands: ranked, told with why, and never coverage."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.candidates import Found, candidates, every_term, names_of, read_for_candidates, terms_of
from documents.coverage import Degree, Mark, coverage, totals
from documents.kinds import DocumentKind, Language
from documents.markdown import read
from documents.minimums import all_minimums, minimum_number

DISCHARGE = minimum_number(5)
DAY = date(2025, 6, 10)
GUIDELINE = """# Retningslinje 5

## 1 Formål {#formal}

Retningslinjen gjelder pasienter som er utskrivningsklare.

## 2 Tidligmelding {#tidlig}

Sykehuset skal sende tidligmelding innen 24 timer. Epikrise følger pasienten.

## 3 Parkering {#parkering}

Partene skal merke plassene.
"""


def plain_finder(terms):
    """Finds terms that begin a word as they are written; inflection is the search's own matter."""

    def find(words):
        return [
            Found(term, found.start(), found.end())
            for term in terms
            for found in re.finditer(rf"\b{re.escape(term)}\w*", words, re.IGNORECASE)
        ]

    return find


def text(
    source=GUIDELINE, document="retningslinje-5", kind=DocumentKind.RETNINGSLINJE, title="Retningslinje 5"
):
    finder = plain_finder(every_term(all_minimums(), Language.NB))
    return read_for_candidates(read(source), finder, document, "2025.1", title, kind)


def mark(section, degree, on=DAY):
    return Mark(5, "retningslinje-5", "2025.1", section, "", "", degree, "Kari Nordmann", on)


def places(found):
    return [each.place.id for each in found]


def test_the_section_with_the_words_comes_first_and_one_without_any_is_not_there() -> None:
    assert places(candidates(DISCHARGE, [text()])) == ["tidlig", "formal"]


def test_each_says_why_in_whole_sentences_and_shows_the_sentence_marked() -> None:
    first = candidates(DISCHARGE, [text()])[0]

    assert first.why == (
        "Overskriften har «tidligmelding».",
        "Teksten har «tidligmelding» og «epikrise».",
        "Dokumentet er slikt som loven ber om: retningslinje.",
    )
    assert (
        "".join(run.words for run in first.sentence) == "Sykehuset skal sende tidligmelding innen 24 timer."
    )
    assert [run.words for run in first.sentence if run.marked] == ["tidligmelding"]
    assert first.words.endswith("Epikrise følger pasienten.")


def test_what_only_says_what_the_text_is_for_comes_behind_what_binds_somebody() -> None:
    source = "# R\n\n## 1 Formål {#a}\n\nOm epikrise.\n\n## 2 Melding {#b}\n\nLegen skal sende epikrise.\n"

    assert places(candidates(DISCHARGE, [text(source)])) == ["b", "a"]


def test_a_guideline_goes_before_another_kind_where_the_law_asks_for_guidelines() -> None:
    agreement = text(GUIDELINE, "avtalen", DocumentKind.SAMARBEIDSAVTALE, "Avtale")
    found = candidates(DISCHARGE, [agreement, text()])

    assert [(each.document, each.place.id) for each in found][:2] == [
        ("retningslinje-5", "tidlig"),
        ("avtalen", "tidlig"),
    ]
    assert not found[1].fits


def test_a_heading_above_and_the_name_of_the_document_say_what_stands_under_them() -> None:
    source = (
        "# R\n\n## 4 Utskrivningsklar pasient {#k}\n\n### 4.1 Frister {#f}\n\nLegen skal svare samme dag.\n"
    )
    (found,) = candidates(DISCHARGE, [text(source)])

    assert found.place.id == "f", "the chapter has no words of its own to cite"
    assert "Det står under en tittel med «utskrivningsklar»." in found.why


@pytest.mark.parametrize(
    ("degree", "order", "told"),
    [
        (Degree.FULL, ["formal", "tidlig"], "En person har før sagt at det dekker kravet."),
        (Degree.PARTLY, ["formal", "tidlig"], "En person har før sagt at det dekker kravet delvis."),
        (Degree.NOT, ["tidlig", "formal"], "En person har før sagt at det ikke dekker kravet."),
    ],
)
def test_what_a_person_said_before_goes_before_what_words_say(degree, order, told) -> None:
    found = candidates(DISCHARGE, [text()], [mark("formal", degree)])

    assert places(found) == order
    assert told in next(each for each in found if each.place.id == "formal").why


def test_a_judgement_without_any_of_the_words_is_a_candidate_still() -> None:
    assert places(candidates(DISCHARGE, [text()], [mark("parkering", Degree.FULL)]))[0] == "parkering"


def test_a_judgement_of_another_demand_says_nothing_here() -> None:
    other = Mark(4, "retningslinje-5", "2025.1", "parkering", "", "", Degree.FULL, "Kari Nordmann", DAY)

    assert "parkering" not in places(candidates(DISCHARGE, [text()], [other]))


def test_candidates_never_count_as_coverage() -> None:
    found = [each for minimum in all_minimums() for each in candidates(minimum, [text()])]

    assert found
    assert totals(coverage([], DAY))["dekket"] == 0


def test_terms_of_the_texts_own_written_form_are_asked_first_and_a_demand_without_terms_by_its_name() -> None:
    assert terms_of(DISCHARGE, Language.NN)[0] == DISCHARGE.terms_nn[0]
    assert set(terms_of(DISCHARGE, Language.NB)) == set(terms_of(DISCHARGE, Language.NN))
    assert names_of(minimum_number(9), Language.NB) == ("IKT-løsninger",)
    assert all(terms_of(minimum, language) for minimum in all_minimums() for language in Language)


def test_a_sentence_without_end_is_shown_around_its_words() -> None:
    long = "og så videre " * 400 + "epikrise " + "og mer til " * 400
    (found,) = candidates(DISCHARGE, [text(f"# R\n\n## 2 Melding {{#b}}\n\n{long}\n")])
    shown = "".join(run.words for run in found.sentence)

    assert "epikrise" in shown
    assert len(shown.split()) < 80


WORDS = st.lists(
    st.sampled_from(["epikrise", "Legen", "skal", "sende", "betalingsplikt", "og", "døgnpris.", "Hva?"]),
    min_size=1,
    max_size=90,
).map(" ".join)


@given(bodies=st.lists(WORDS, min_size=1, max_size=4))
def test_whatever_the_words_are_what_is_marked_is_sought_and_what_is_shown_stands_there(bodies) -> None:
    source = "# R\n\n" + "\n".join(f"## {at} Del {{#s{at}}}\n\n{body}\n" for at, body in enumerate(bodies, 1))
    found = candidates(DISCHARGE, [text(source)])

    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    for each in found:
        shown = "".join(run.words for run in each.sentence).strip("… ")
        assert shown in each.words
        assert all(
            run.words.rstrip(".") in terms_of(DISCHARGE, Language.NB) for run in each.sentence if run.marked
        )

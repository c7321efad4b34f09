"""Which text goes before which, and what an agreement says of it itself."""

from itertools import combinations, pairwise

import pytest

from documents.kinds import DocumentKind
from documents.markdown import read
from documents.precedence import LAW, goes_before, own_words, precedence

AGREEMENT, PART, GUIDELINE, ROUTINE, SPECIAL = (
    DocumentKind.SAMARBEIDSAVTALE,
    DocumentKind.DELAVTALE,
    DocumentKind.RETNINGSLINJE,
    DocumentKind.RUTINE,
    DocumentKind.SAERAVTALE,
)


@pytest.mark.parametrize(("higher", "lower"), list(pairwise([AGREEMENT, PART, GUIDELINE, ROUTINE])))
def test_each_kind_goes_before_the_next(higher, lower):
    assert goes_before(higher, lower) is higher
    assert goes_before(lower, higher) is higher


def test_a_special_agreement_stands_under_the_main_one():
    assert goes_before(SPECIAL, AGREEMENT) is AGREEMENT
    assert "kan ikke stride mot den" in precedence(SPECIAL).sentence


@pytest.mark.parametrize("other", [GUIDELINE, ROUTINE, PART, DocumentKind.HANDLINGSPLAN])
def test_the_usual_order_does_not_set_a_special_agreement_against_the_others(other):
    assert goes_before(SPECIAL, other) is None


@pytest.mark.parametrize("kind", DocumentKind)
def test_no_text_goes_before_another_of_its_kind(kind):
    assert goes_before(kind, kind) is None


@pytest.mark.parametrize(("one", "other"), list(combinations(DocumentKind, 2)))
def test_whoever_wins_is_listed_above(one, other):
    winner = goes_before(one, other)

    assert winner in (None, min(one, other, key=lambda kind: kind.precedence))


@pytest.mark.parametrize("kind", DocumentKind)
def test_what_goes_before_the_higher_goes_before_the_lower(kind):
    for higher in precedence(kind).yields_to:
        assert set(precedence(higher).yields_to) <= set(precedence(kind).yields_to)


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_yields_to_the_law_first(kind):
    assert precedence(kind).to_dict()["yields_to"][0] == "lov"


def test_the_law_is_the_one_that_says_what_an_agreement_must_hold():
    assert str(LAW) == "helse- og omsorgstjenesteloven § 6-2 første ledd"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ved motstrid går loven foran avtalen.",
        "Ved motstrid går lova framfor avtalen.",
        "Er det strid mellom dem, viker rutinen.",
        "Delavtalen har ikke forrang for denne avtalen.",
    ],
)
def test_an_agreement_is_quoted_where_it_speaks_of_conflict(sentence):
    text = read(f"# Avtale\n\n## 5 Struktur {{#aaaaaaaaaa}}\n\nAvtalen har vedlegg. {sentence} De er like.\n")

    (found,) = own_words(text)

    assert found.words == sentence
    assert found.place.number == "5"


@pytest.mark.parametrize(
    "sentence",
    [
        "Sekretariatet peker på motstrid og hull.",
        "Pasientens behov går foran spørsmålet om hvem som skal betale.",
        "Kommunen rår over veien foran sykehuset.",
        "Partene samarbeider uten stridigheter foran hvert møte.",
    ],
)
def test_it_is_not_quoted_where_it_speaks_of_something_else(sentence):
    assert own_words(read(f"# Avtale\n\n## 5 Struktur\n\n{sentence}\n")) == ()

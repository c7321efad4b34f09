"""Terms of a catalogue are found inflected, in nynorsk, within compounds and as whole expressions."""

import pytest

from search.terms import TermFinder


def found(term, words):
    return [words[each.start : each.end] for each in TermFinder([term])(words)]


@pytest.mark.parametrize(
    ("term", "words", "stands"),
    [
        ("epikrise", "Epikrisen sendes samme dag.", ["Epikrisen"]),
        ("øvelse", "Partane held øving kvart år.", ["øving"]),
        ("koordinator", "Kommunen oppnevner barnekoordinator.", ["barnekoordinator"]),
        ("individuell plan", "Pasienten har rett til individuelle planer.", ["individuelle planer"]),
        ("individuell plan", "Planen er individuell.", []),
        ("barn og unge", "For barn og unge gjelder dette.", ["barn og unge"]),
        (
            "lærings- og mestringstilbud",
            "Det er et lærings- og mestringstilbud.",
            ["lærings- og mestringstilbud"],
        ),
        ("forskning", "Dei samarbeider om forsking.", ["forsking"]),
        ("vakt", "Brannvesenet kommer.", []),
    ],
)
def test_a_term_is_found_as_people_write_it(term, words, stands) -> None:
    assert found(term, words) == stands


def test_many_terms_are_found_in_one_pass_each_where_it_stands() -> None:
    words = "AMK varsler legevakt og ambulanse."
    told = [
        (each.term, words[each.start : each.end])
        for each in TermFinder(["AMK", "legevakt", "ambulanse"])(words)
    ]

    assert told == [("AMK", "AMK"), ("legevakt", "legevakt"), ("ambulanse", "ambulanse")]


@pytest.mark.parametrize("term", ["", "–", "..."])
def test_a_term_without_anything_to_look_for_finds_nothing(term) -> None:
    assert found(term, "Hva som helst – og mer.") == []

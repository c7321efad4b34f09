"""References hold identities, and print the number that is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.markdown import read, write
from documents.numbering import LETTERS, SectionNumber
from documents.references import dangling, number_in, numbers, references, reprinted, with_numbers

TEXT = read("""# Retningslinje

Se [kapittel 5](#styring).

## 5 Styring {#styring}

### 5.2 Unntak fra [kapittel 5](#styring) {#unntak}

a) {#unntaka} Meld fra etter [samarbeidsavtalen punkt 9.2](dok:samarbeidsavtalen#avvik), jf. [punkt 7](#borte).

| Hva | Hvor |
| --- | --- |
| Frist | [bokstav a](#unntaka) |

> Sitert: [punkt 5](dok:ukjent#noe)

Fotnote.[^1]

[^1]: Se [punkt 3](dok:samarbeidsavtalen#borte) og `[ikke](#lenke)` og [nettet](https://lovdata.no/#x).

## Vedlegg 1 Skjema {#skjema}

### 2.1 Felt {#felt}
""")


def test_references_are_told_in_reading_order_with_the_place_they_stand_in():
    assert [(each.place.id, each.document, each.target, each.words) for each in references(TEXT)] == [
        ("", "", "styring", "kapittel 5"),
        ("unntak", "", "styring", "kapittel 5"),
        ("unntaka", "samarbeidsavtalen", "avvik", "samarbeidsavtalen punkt 9.2"),
        ("unntaka", "", "borte", "punkt 7"),
        ("unntak", "", "unntaka", "bokstav a"),
        ("unntak", "ukjent", "noe", "punkt 5"),
        ("unntak", "samarbeidsavtalen", "borte", "punkt 3"),
    ]


def test_a_reference_to_what_is_not_there_is_dead_and_says_why():
    dead = dangling(TEXT, {"samarbeidsavtalen": {"avvik"}})

    assert [(each.reference.target, each.why) for each in dead] == [
        ("borte", "«punkt 7» viser til et punkt som ikke lenger står i teksten."),
        ("noe", "«punkt 5» viser til dokumentet «ukjent», som ikke finnes i registeret."),
        ("borte", "«punkt 3» viser til et punkt som ikke står i «samarbeidsavtalen»."),
    ]


def test_a_reference_to_a_whole_document_is_alive_while_the_document_is_known():
    text = read("# A\n\nSe [rutinen](dok:rutine) og [[1] punkt 4](#borte).\n")

    assert [each.reference.words for each in dangling(text, {"rutine": set()})] == ["[1] punkt 4"]
    assert [each.reference.document for each in dangling(text, {})] == ["rutine", ""]


def test_numbers_name_every_place_that_has_one():
    assert numbers(TEXT) == {
        "styring": "5",
        "unntak": "5.2",
        "unntaka": "5.2 a",
        "skjema": "Vedlegg 1",
        "felt": "Vedlegg 1 2.1",
    }


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("punkt 5.2 c", "5.2 c"),
        ("pkt. 5.2 bokstav c)", "5.2 c"),
        ("kapittel 5", "5"),
        ("bokstav å", "å"),
        ("c)", "c"),
        ("5.2 i", "5.2 i"),
        ("§ 6-2", "6.2"),
        ("Vedlegg 12, pkt. 4.3 siste kulepunkt", "Vedlegg 12 4.3"),
        ("retningslinje 5 punkt 4.1", "4.1"),
        ("punkt 5.2 i samarbeidsavtalen", "5.2"),
        ("punkt 5.2 a bokstav b", "5.2 a bokstav b"),
    ],
)
def test_printed_words_hold_one_number(words, number):
    assert str(number_in(words)) == number


@pytest.mark.parametrize(
    "words", ["", "kravene", "innen 24 timer", "punkt 5.2 og punkt 5.3", "retningslinje 5"]
)
def test_words_with_no_number_or_several_hold_none(words):
    assert number_in(words) is None


@pytest.mark.parametrize(
    ("words", "number", "printed"),
    [
        ("punkt 5.2 c", "6.1 d", "punkt 6.1 d"),
        ("pkt. 5.2 c)", "6.1 d", "pkt. 6.1 d)"),
        ("kapittel 5", "6", "kapittel 6"),
        ("kap. 2.0", "3.0", "kap. 3.0"),
        ("§ 6-2 første ledd", "6.3", "§ 6-3 første ledd"),
        ("bokstav c", "6.1 d", "bokstav d"),
        ("bokstav b", "5.2 c bokstav d", "bokstav d"),
        ("punkt 5.2 bokstav c nr. 2", "5.2 d", "punkt 5.2 bokstav d nr. 2"),
        ("punkt 5.2", "6.1 d", "punkt 6.1"),
        ("punkt **5.2**", "5.3", "punkt **5.3**"),
        ("retningslinje 5 punkt 4.1", "4.2", "retningslinje 5 punkt 4.2"),
        ("punkt 5.2 i samarbeidsavtalen", "5.3 c", "punkt 5.3 i samarbeidsavtalen"),
        ("vedlegg 1", "Vedlegg 2", "vedlegg 2"),
        ("punkt 4.3", "Vedlegg 2 4.4", "punkt 4.4"),
        ("punkt 5.2 h", "5.2 i", "punkt 5.2 bokstav i"),
        ("kravene", "6.1", "kravene"),
        ("innen 24 timer", "6.1", "innen 24 timer"),
        ("punkt 5.2 og punkt 5.3", "6.1", "punkt 5.2 og punkt 5.3"),
    ],
)
def test_the_number_is_printed_and_the_words_around_it_stay(words, number, printed):
    assert reprinted(f"Se [{words}](#a).", lambda document, target: number)[0] == f"Se [{printed}](#a)."


@given(
    st.builds(
        SectionNumber,
        st.sampled_from([0, 7]),
        st.lists(st.integers(0, 40), min_size=1, max_size=3).map(tuple),
        st.sampled_from(["", *LETTERS]),
    ),
    st.sampled_from(["punkt 5.2 c", "pkt. 1.1 b) i avtalen", "§ 6-2 a", "Vedlegg 3 punkt 4.3 h", "5.2h"]),
)
def test_a_printed_number_is_found_again(number, words):
    once, changes = reprinted(f"[{words}](#a)", lambda document, target: str(number))
    read_back = number_in(once[1 : once.index("]")])

    assert read_back.digits == number.digits
    assert read_back.letter == (number.letter or number_in(words).letter)
    assert [(each.target, each.old) for each in changes] == [("a", words)] * (once != f"[{words}](#a)")
    assert reprinted(once, lambda document, target: str(number)) == (once, ())


def test_references_to_other_documents_print_the_number_that_applies_there():
    done = write(with_numbers(TEXT, {("samarbeidsavtalen", "avvik"): "9.3 b", ("", "styring"): "4"}))

    assert "[samarbeidsavtalen punkt 9.3](dok:samarbeidsavtalen#avvik), jf. [punkt 7](#borte)" in done
    assert "\nSe [kapittel 4](#styring).\n" in done
    assert "[punkt 3](dok:samarbeidsavtalen#borte)" in done


def test_titles_quotations_and_code_keep_what_is_printed():
    text = read("# A\n\n## 1 Om [punkt 5](#a) {#a}\n\n> [punkt 5](#a)\n\n`[punkt 5](#a)` og [punkt 5](#a)\n")

    assert write(with_numbers(text, {("", "a"): "1"})) == (
        "# A\n\n## 1 Om [punkt 5](#a) {#a}\n\n> [punkt 5](#a)\n\n`[punkt 5](#a)` og [punkt 1](#a)\n"
    )

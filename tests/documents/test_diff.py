"""What became of every place of a text: told once, nothing hidden, and a new number alone is no change."""

import doctest
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.comparing import alignment
from documents.comparing.alignment import longest_rising
from documents.comparing.diff import ALGORITHM, ChangeKind, compare
from documents.comparing.words import WordKind, after, before
from documents.markdown import plain, read
from documents.text import ItemList, LegalText, Paragraph, Section, plain_text
from tests.documents.texts import LEGAL_TEXTS

AGREEMENT = """# Samarbeidsavtale

Mellom partene.

## 1 Formål {#formaal}

Avtalen skal gi pasientene helhetlige tjenester.

## 5 Styring {#styring}

### 5.1 Organer {#organer}

Partnerskapsmøtet møtes en gang i året og drøfter felles planer.

### 5.2 Vedtak {#vedtak}

Vedtak treffes slik:

a) {#vedtaka} Avtalen vedtas av kommunestyrene og styret.

b) {#vedtakb} Handlingsplanen vedtas av PSU etter innstilling.

c) {#vedtakc} Revisjon av retningslinjer vedtas av ASU.

## 6 Varighet {#varighet}

Avtalen løper til den sies opp med ett års varsel.
"""
OLD = read(AGREEMENT)


def changed(new, old=OLD):
    """What counts as changed between the texts, by identity: the kinds in words."""
    comparison = compare(old, read(new) if isinstance(new, str) else new)
    return {change.place.id: change.label for change in comparison.changed}


def renumbered(text, first=7):
    """The same text with other numbers on all its sections."""

    def again(section, number):
        children = (again(child, f"{number}.{at}") for at, child in enumerate(section.children, start=1))
        return replace(section, number=number, children=tuple(children))

    sections = (again(section, str(at)) for at, section in enumerate(text.sections, start=first))
    return replace(text, sections=tuple(sections))


def without_identities(source):
    """The same Markdown from somebody who never saw our marks: other identities on everything."""
    return source.replace("{#", "{#x")


def test_a_text_compared_with_itself_is_kept_in_every_place():
    comparison = compare(OLD, OLD)

    assert {change.kinds for change in comparison.changes} == {frozenset({ChangeKind.KEPT})}
    assert comparison.summary == "Ingen endringer"


def test_other_numbers_alone_are_no_change():
    comparison = compare(OLD, renumbered(OLD))

    assert comparison.changed == ()
    assert comparison.counts[ChangeKind.RENUMBERED] == 8
    assert comparison.summary == "Ingen endringer; 8 punkter har bare fått nytt nummer"


def test_a_new_wording_is_told_of_the_point_it_stands_in_and_of_nothing_else():
    assert changed(AGREEMENT.replace("etter innstilling", "uten innstilling")) == {"vedtakb": "omformulert"}


def test_a_change_holds_the_words_that_came_and_went():
    (change,) = compare(OLD, read(AGREEMENT.replace("ett års varsel", "to års varsel"))).changed

    assert [(word.kind, word.text) for word in change.words] == [
        (WordKind.KEPT, "Avtalen løper til den sies opp med "),
        (WordKind.REMOVED, "ett"),
        (WordKind.ADDED, "to"),
        (WordKind.KEPT, " års varsel."),
    ]
    assert (change.words_removed, change.words_added) == (1, 1)


def test_a_new_title_is_told_apart_from_the_words_under_it():
    assert changed(AGREEMENT.replace("6 Varighet", "6 Varighet og oppsigelse")) == {"varighet": "ny tittel"}


def test_a_new_form_is_told_though_the_words_are_the_same():
    linked = AGREEMENT.replace("helhetlige tjenester", "[helhetlige](https://lovdata.no) tjenester")

    assert changed(linked) == {"formaal": "ny form"}
    assert changed(linked.replace("lovdata.no", "eksempel.no"), read(linked)) == {"formaal": "ny form"}
    assert changed(AGREEMENT.replace("6 Varighet", "6 **Varighet**")) == {"varighet": "ny form"}


def test_the_texts_own_title_and_opening_are_compared_too():
    new = AGREEMENT.replace("# Samarbeidsavtale", "# Avtale", 1).replace("Mellom partene.", "Inngått i dag.")

    assert changed(new) == {"": "omformulert, ny tittel"}


def test_of_two_that_changed_places_one_has_moved():
    first, second, third = OLD.sections

    assert changed(replace(OLD, sections=(second, third, first))) == {"formaal": "flyttet"}


def test_a_chapter_that_moves_takes_what_lies_under_it_along():
    first, second, third = OLD.sections
    new = renumbered(replace(OLD, sections=(first, third, second)), first=1)

    assert len(changed(new)) == 1


def test_a_section_under_another_chapter_has_moved_and_its_points_have_not():
    moved = AGREEMENT.replace("## 5 Styring {#styring}", "## 6 Ny styring {#ny}\n\n## 5 Styring {#styring}")
    chapter_of_its_own = AGREEMENT.replace("### 5.2 Vedtak", "## 5.2 Vedtak")

    assert changed(chapter_of_its_own) == {"vedtak": "flyttet"}
    assert changed(moved) == {"ny": "ny"}


def test_a_point_in_another_section_has_moved_and_may_be_reworded_too():
    new = AGREEMENT.replace("c) {#vedtakc} Revisjon av retningslinjer vedtas av ASU.\n", "").replace(
        "felles planer.\n", "felles planer.\n\na) {#vedtakc} Revisjon av retningslinjer vedtas av PSU.\n"
    )

    assert changed(new) == {"vedtakc": "omformulert, flyttet, omnummerert"}


def test_what_was_removed_is_told_after_what_stood_before_it():
    new = AGREEMENT.replace("b) {#vedtakb} Handlingsplanen vedtas av PSU etter innstilling.\n", "")
    told = [change.place.id for change in compare(OLD, read(new)).changes]

    assert changed(new) == {"vedtakb": "fjernet"}
    assert told[told.index("vedtaka") :] == ["vedtaka", "vedtakb", "vedtakc", "varighet"]


def test_a_wholly_new_section_is_one_change_together_with_its_points():
    new = AGREEMENT + "\n## 7 Beredskap {#beredskap}\n\nPlaner samordnes:\n\na) {#planer} hvert år\n"
    (change,) = compare(OLD, read(new)).changed

    assert (change.kinds, change.old, change.new.id) == ({ChangeKind.NEW}, None, "beredskap")
    assert after(change.words) == "Planer samordnes:\nhvert år"
    assert change.words_added == 4


def test_a_section_removed_while_a_point_of_it_lives_on_says_both():
    lines = AGREEMENT.splitlines(keepends=True)
    at = lines.index("### 5.2 Vedtak {#vedtak}\n")
    new = "".join(lines[:at]) + "a) {#vedtaka} Avtalen vedtas av kommunestyrene og styret.\n"

    comparison = compare(OLD, read(new))

    told = {change.place.id: change for change in comparison.changed}
    assert told["vedtaka"].kinds == {ChangeKind.MOVED, ChangeKind.RENUMBERED}
    assert before(told["vedtak"].words) == (
        "Vedtak treffes slik:\nHandlingsplanen vedtas av PSU etter innstilling.\n"
        "Revisjon av retningslinjer vedtas av ASU."
    )


def test_without_identities_places_are_known_again_by_their_words():
    new = without_identities(AGREEMENT).replace("etter innstilling", "etter innstilling fra ASU")

    assert changed(renumbered(read(new))) == {"xvedtakb": "omformulert, omnummerert"}


def test_without_identities_a_chapter_is_known_by_what_lies_under_it():
    new = without_identities(AGREEMENT).replace("5 Styring", "5 Samhandling")

    assert changed(new) == {"xstyring": "ny tittel"}


def test_without_identities_a_moved_section_is_moved_and_not_new():
    first, second, third = read(without_identities(AGREEMENT)).sections

    assert changed(replace(OLD, sections=(second, third, first))) == {"xformaal": "flyttet"}


def test_less_than_a_quarter_alike_is_another_section():
    new = without_identities(AGREEMENT).replace(
        "## 6 Varighet {#xvarighet}\n\nAvtalen løper til den sies opp med ett års varsel.",
        "## 7 Tvister {#xtvister}\n\nAvtalen løper til tross for uenighet, som løses i nærmeste fellesorgan.",
    )

    assert changed(new) == {"xtvister": "ny", "varighet": "fjernet"}


def test_a_section_with_the_same_number_and_title_is_itself_whatever_its_words():
    new = without_identities(AGREEMENT).replace(
        "Avtalen løper til den sies opp med ett års varsel.", "Gjelder fram til sommeren."
    )

    assert changed(new) == {"xvarighet": "omformulert"}


def test_of_two_alike_the_one_with_the_same_number_is_the_same():
    old = read("# T\n\n## 1 Ansvar {#a}\n\nHver part svarer.\n\n## 2 Ansvar {#b}\n\nHver part svarer.\n")
    new = read("# T\n\n## 2 Ansvar {#x}\n\nHver part svarer.\n\n## 3 Nytt {#y}\n\nNoe annet.\n")

    assert changed(new, old) == {"a": "fjernet", "y": "ny"}


def test_identity_is_stronger_than_words():
    new = AGREEMENT.replace("{#formaal}", "{#tmp}").replace("{#varighet}", "{#formaal}")
    kinds = compare(OLD, read(new.replace("{#tmp}", "{#varighet}"))).counts

    assert (kinds[ChangeKind.REWORDED], kinds[ChangeKind.NEW], kinds[ChangeKind.REMOVED]) == (2, 0, 0)


def test_a_comparison_says_by_which_algorithm_it_was_made():
    assert compare(OLD, OLD).algorithm == ALGORITHM == "2"


@pytest.mark.parametrize(
    ("new", "summary"),
    [
        (AGREEMENT, "Ingen endringer"),
        (AGREEMENT + "\n## 7 Sju {#sju}\n", "1 endring: 1 ny"),
        (AGREEMENT + "\n## 7 Sju {#sju}\n\n## 8 Åtte {#aatte}\n", "2 endringer: 2 nye"),
        (
            AGREEMENT.replace("## 6 Varighet", "## 7 Varighet og slutt"),
            "1 endring: 1 endret",
        ),
        (
            AGREEMENT.replace("## 6 ", "## 6 Sju {#sju}\n\n## 7 ").replace("} Avtalen", "} Teksten"),
            "2 endringer: 1 ny, 1 endret; 1 punkt har bare fått nytt nummer",
        ),
        (AGREEMENT.split("## 6", maxsplit=1)[0], "1 endring: 1 fjernet"),
    ],
)
def test_the_first_line_counts_each_changed_place_once(new, summary):
    assert compare(OLD, read(new)).summary == summary


def test_counts_are_by_kind_and_the_tally_counts_each_place_once():
    new = renumbered(read(AGREEMENT.replace("Avtalen løper", "Den løper").replace("Varighet", "Slutt")))
    comparison = compare(OLD, new)

    assert comparison.counts[ChangeKind.REWORDED] == comparison.counts[ChangeKind.RETITLED] == 1
    assert {word: count for word, count in comparison.tally.items() if count} == {
        "endret": 1,
        "omnummerert": 7,
    }


def signs(inlines):
    """Every sign as often as it stands there, but for what parts lines and cells."""
    return Counter("".join(inlines).replace("\n", "").replace("|", "").replace(" ", ""))


def signs_of(text):
    """Every sign under a title of the text."""
    bodies = (text.preamble, *(section.blocks for section in text.walk()))
    return signs(plain(inline) for blocks in bodies for inline in plain_text(blocks))


@st.composite
def pairs(draw):
    """Two texts: of different origin, or the second made of the sections of the first in another order."""
    old = draw(LEGAL_TEXTS)
    if draw(st.booleans()):
        return old, draw(LEGAL_TEXTS)
    sections = draw(st.permutations([replace(section, children=()) for section in old.walk()]))
    return old, LegalText(old.title, (), tuple(sections[: draw(st.integers(0, 6))]))


SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(pairs())
def test_nothing_of_either_text_is_hidden_and_nothing_is_told_twice(pair):
    old, new = pair
    comparison = compare(old, new)

    assert signs(before(change.words) for change in comparison.changes) == signs_of(old)
    assert signs(after(change.words) for change in comparison.changes) == signs_of(new)


@SLOW
@given(pairs())
def test_every_section_of_both_texts_is_told_of_just_once_or_where_its_words_went(pair):
    old, new = pair
    changes = compare(old, new).changes
    told = [c.old.section.id for c in changes if c.old and not c.old.point]
    sources = {place.section.id for c in changes for place in c.sources if not place.point}

    assert len(told) == len(set(told))
    assert {*told, *sources} == {"", *(section.id for section in old.walk())}
    assert [c.new.section.id for c in changes if c.new and not c.new.point] == [
        "",
        *(section.id for section in new.walk()),
    ]


@SLOW
@given(LEGAL_TEXTS)
def test_no_text_differs_from_itself_or_from_itself_with_other_numbers(text):
    assert compare(text, text).changed == ()
    assert compare(text, renumbered(text)).changed == ()


@given(st.permutations(range(8)))
def test_in_a_new_order_as_few_as_can_be_have_moved(order):
    sections = [Section(f"id{at}", str(at), f"Tittel {at}", (Paragraph(f"Ord {at}"),)) for at in range(8)]
    old, new = LegalText("T", (), tuple(sections)), LegalText("T", (), tuple(sections[at] for at in order))
    moved = compare(old, new).counts[ChangeKind.MOVED]

    assert moved == 8 - len(longest_rising(order))
    assert (moved == 0) == (order == sorted(order))


@given(st.lists(st.integers(0, 30), unique=True, max_size=12))
def test_the_longest_rising_selection_rises_in_order_and_none_is_longer(numbers):
    rising = longest_rising(numbers)
    longest = [0] * len(numbers)
    for at, number in enumerate(numbers):
        longest[at] = 1 + max((longest[i] for i in range(at) if numbers[i] < number), default=0)

    assert rising == sorted(rising)
    assert [number for number in numbers if number in rising] == rising
    assert len(rising) == max(longest, default=0)


def test_a_lettered_point_without_identity_is_compared_as_part_of_its_section():
    old, new = (read(f"# T\n\n## 1 En {{#en}}\n\na) {word}\n") for word in ("først", "sist"))

    assert isinstance(old.sections[0].blocks[0], ItemList)
    assert changed(new, old) == {"en": "omformulert"}


def test_the_examples_in_the_description_are_true():
    assert doctest.testmod(alignment) == (0, 1)

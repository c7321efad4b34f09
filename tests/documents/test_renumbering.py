"""A draft numbers itself, in the habit of the text it began from."""

import re
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.markdown import read, with_ids, write
from documents.references import number_in, references
from documents.renumbering import Moved, renumbered, renumbering
from documents.text import Item, ItemList, LegalText, Paragraph, Section


def text(*lines: str) -> LegalText:
    return with_ids(read("# Avtale\n\n" + "\n\n".join(lines) + "\n"))


def headings(of: LegalText) -> list[str]:
    return [section.heading for section in of.walk()]


def labels(of: LegalText) -> list[str]:
    return re.findall(r"(?m)^ *(\w+[.)]|-) ", write(of))


def test_chapters_and_sections_are_numbered_as_deep_as_they_go():
    draft = text(
        "## 1 En", "### 1.1 To", "### 1.3 Tre", "#### 1.3.2 Fire", "## 3 Fem", "### 1.2 Seks", "#### 9 Sju"
    )

    assert headings(renumbered(draft)) == [
        *("1 En", "1.1 To", "1.2 Tre", "1.2.1 Fire", "2 Fem", "2.1 Seks", "2.1.1 Sju")
    ]


@pytest.mark.parametrize(
    ("draft", "numbered"),
    [
        (["## 1. En", "## 3. To"], ["1. En", "2. To"]),
        (["## 1.0 En", "### 1.1 a", "## 3.0 To", "### 3.4 b"], ["1.0 En", "1.1 a", "2.0 To", "2.1 b"]),
        (["## § 1 En", "## § 3 To"], ["§ 1 En", "§ 2 To"]),
        (["## 1 En", "### § 1-1 a", "### § 1-3 b"], ["1 En", "§ 1-1 a", "§ 1-2 b"]),
        (
            ["## 1 En", "### § 1 a", "### § 2 b", "## 2 To", "### § 4 c"],
            ["1 En", "§ 1 a", "§ 2 b", "2 To", "§ 3 c"],
        ),
        (
            ["## 1 En", "### 1. a", "### 3. b", "## 2 To", "### 1. c"],
            ["1 En", "1. a", "2. b", "2 To", "1. c"],
        ),
        (["## 4 En", "### 4 a) x", "### 4 c) y"], ["1 En", "1 a) x", "1 b) y"]),
        (["## 0 En", "## 2 To"], ["0 En", "1 To"]),
        (["## Innledning", "## 2 En", "## 2 To"], ["Innledning", "1 En", "2 To"]),
        (["## 1 En", "## Ny", "## 2 To", "## Underskrifter"], ["1 En", "2 Ny", "3 To", "Underskrifter"]),
        (["## En", "## To", "### a"], ["En", "To", "a"]),
        (
            ['## Artikkel 1 {#a nr="Artikkel 1"}', '## Artikkel 4 {#b nr="Artikkel 4"}'],
            ["Artikkel 1", "Artikkel 2"],
        ),
    ],
)
def test_the_text_goes_on_in_its_own_habit(draft, numbered):
    assert headings(renumbered(text(*draft))) == numbered


def test_annexes_are_counted_for_themselves_and_have_their_own_numbers_within():
    draft = text("## 1 En", "## Vedlegg 2 A", "### 1 a", "### 4 b", "#### 4.3 c", "## Vedlegg 2 B", "### 5 d")

    assert headings(renumbered(draft)) == [
        *("1 En", "Vedlegg 1 A", "1 a", "2 b", "2.1 c", "Vedlegg 2 B", "1 d")
    ]


def test_an_annex_may_begin_its_numbers_with_its_own():
    draft = text("## Vedlegg 2 A", "### 2.1 a", "### 2.3 b", "## Vedlegg 3 B", "### 3.3 c")

    assert headings(renumbered(draft)) == ["Vedlegg 1 A", "1.1 a", "1.2 b", "Vedlegg 2 B", "2.1 c"]


def test_points_are_labelled_in_their_order():
    draft = text(
        "## 1 En", "a) x", "c) y\n\n   2. z\n\n   4. w", "Så:", "- strek", "b) ny liste\n\n   - strek"
    )

    assert labels(renumbered(draft)) == ["a)", "b)", "1.", "2.", "-", "a)", "-"]


def test_a_list_that_went_on_after_a_paragraph_still_does():
    draft = text("## 1 En", "a) x\n\na) y", "Og:", "c) z\n\nd) w", "Videre:", "1. en", "Og:", "2. to")

    assert labels(renumbered(draft)) == ["a)", "b)", "c)", "d)", "1.", "2."]


def test_a_list_that_has_lost_its_first_point_begins_at_the_first_again():
    draft = text("## 1 En", "a) x\n\nb) y", "Og:", "b) z\n\nc) w")

    assert labels(renumbered(draft)) == ["a)", "b)", "a)", "b)"]


def test_the_alphabet_has_29_letters_and_what_comes_after_is_told():
    draft = text("## 1 En", "\n\n".join(["a) x"] * 31))

    done = renumbering(draft)

    assert labels(done.text)[25:] == ["z)", "æ)", "ø)", "å)", "a)", "a)"]
    assert [(remark.code, remark.place) for remark in done.remarks] == [("too-many-letters", "1 En")]


NUMBERS = st.sampled_from(
    [
        "",
        "0",
        "1",
        "2",
        "1.",
        "2.0",
        "5.1",
        "5.2",
        "5.2.1",
        "§ 3",
        "§ 3-1",
        "4 g)",
        "Vedlegg 1",
        "Vedlegg 4.",
        "IV",
        "Art. 2",
    ]
)
ITEMS = st.sampled_from(["a)", "b)", "å)", "1.", "4.", "3)"]).map(
    lambda label: Item(label, (Paragraph("Ord."),))
)
BLOCKS = st.lists(
    st.lists(ITEMS, min_size=1, max_size=3).map(lambda items: ItemList(tuple(items)))
    | st.just(Paragraph("Mer.")),
    max_size=3,
).map(tuple)
TREES = st.recursive(
    st.builds(Section, st.just(""), NUMBERS, st.sampled_from(["Ord", "Underskrifter"]), BLOCKS),
    lambda below: st.builds(
        Section, st.just(""), NUMBERS, st.just("Ord"), BLOCKS, st.lists(below, max_size=4).map(tuple)
    ),
    max_leaves=8,
)
IDENTITIES = st.permutations([f"{letter}{figure}" for letter in "abcdef" for figure in range(20)])


def identified(sections, identities):
    return tuple(
        replace(section, id=next(identities), children=identified(section.children, identities))
        for section in sections
    )


DRAFTS = st.builds(
    lambda sections, identities: LegalText("Avtale", (), identified(sections, iter(identities))),
    st.lists(TREES, max_size=5),
    IDENTITIES,
)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def unnumbered(of):
    """The same tree without the numbers of headings and the labels of points."""
    match of:
        case LegalText():
            return replace(of, preamble=unnumbered(of.preamble), sections=unnumbered(of.sections))
        case Section():
            return replace(of, number="", blocks=unnumbered(of.blocks), children=unnumbered(of.children))
        case ItemList(items=items):
            return ItemList(tuple(replace(item, label="", blocks=unnumbered(item.blocks)) for item in items))
        case tuple():
            return tuple(map(unnumbered, of))
    return of


BEFORE = text(
    "## Innledning {#innledning}",
    "## 1 Parter {#parter}",
    "### 1.1 Avtalepartene {#avtalepartene}",
    "a) {#pa} Kommunen.\n\nb) {#pb} Helseforetaket.",
    "## Merknad {#merknad}",
    "### Til partene {#tilpartene}",
    "## 2 Styring {#styring}",
    "Se [punkt 1.1 b)](#pb) og [kapittel 1](#parter).",
)
NEW = text("## Ny {#ny}").sections[0]


def test_what_had_no_number_when_the_draft_began_has_none_by_choice():
    draft = replace(BEFORE, sections=(NEW, *BEFORE.sections))

    assert headings(renumbered(draft, BEFORE)) == [
        *("1 Ny", "Innledning", "2 Parter", "2.1 Avtalepartene", "Merknad", "Til partene", "3 Styring")
    ]


def test_a_new_heading_among_neighbours_without_number_has_none():
    merknad = BEFORE.find("merknad").section
    draft = replace(
        BEFORE,
        sections=(
            *BEFORE.sections[:2],
            replace(merknad, children=(*merknad.children, NEW)),
            BEFORE.sections[3],
        ),
    )

    assert "Ny" in headings(renumbered(draft, BEFORE))


def test_a_level_that_is_new_in_the_draft_is_numbered_under_the_one_above():
    old = text("## 1. En {#en}", "## 2. To {#to}")
    draft = replace(old, sections=(old.sections[0], replace(old.sections[1], children=(NEW,))))

    assert headings(renumbered(draft, old)) == ["1. En", "2. To", "2.1 Ny"]


def test_a_chapter_moved_in_under_another_is_a_section_of_it():
    old = text("## 1 En {#en}", "### 1.1 a {#a}", "## 2 To {#to}", "## 3 Tre {#tre}")
    en, to, tre = old.sections
    draft = replace(old, sections=(en, replace(tre, children=(to,))))

    assert headings(renumbered(draft, old)) == ["1 En", "1.1 a", "2 Tre", "2.1 To"]


def test_it_tells_which_places_got_another_number_and_which_references_print_it():
    draft = replace(BEFORE, sections=(NEW, *BEFORE.sections))

    done = renumbering(draft, BEFORE)

    assert done.moved == (
        Moved("ny", "", "1"),
        Moved("parter", "1", "2"),
        Moved("avtalepartene", "1.1", "2.1"),
        Moved("pa", "1.1 a", "2.1 a"),
        Moved("pb", "1.1 b", "2.1 b"),
        Moved("styring", "2", "3"),
    )
    assert [(each.place.id, each.target, each.old, each.new) for each in done.references] == [
        ("styring", "pb", "punkt 1.1 b)", "punkt 2.1 b)"),
        ("styring", "parter", "kapittel 1", "kapittel 2"),
    ]
    assert "Se [punkt 2.1 b)](#pb) og [kapittel 2](#parter)." in write(done.text)


def test_a_reference_to_another_document_is_not_ours_to_number():
    draft = text("## 3 En {#en}", "Se [punkt 3](dok:rutine#en).")

    assert "[punkt 3](dok:rutine#en)" in write(renumbered(draft))


def test_a_quotation_keeps_what_was_printed():
    draft = text("## 1 En {#en}", "> c) {#sitert} Sitert, se [punkt 5](#en).")

    assert renumbered(draft) == draft


@pytest.mark.parametrize(
    ("draft", "code", "part"),
    [
        (['## IV Fire {#a nr="IV"}'], "number-not-read", "«IV»"),
        (["## Innledning", "### 4.1 x", "## 1 En", "### 1.1 y"], "numbers-left", "«4.1 x»"),
        (["## 5 En", "## 5.1 To", "## 5.3 Tre", "## 7 Fire"], "numbers-left", "samme nivå"),
    ],
)
def test_what_cannot_be_counted_on_from_is_left_and_told(draft, code, part):
    done = renumbering(text(*draft))

    assert headings(done.text)[:2] == [re.sub("^#+ | {.*", "", heading) for heading in draft[:2]]
    (remark,) = done.remarks
    assert remark.code == code
    assert part in remark.message
    assert remark.message.endswith(".")


@MANY
@given(DRAFTS)
def test_numbering_a_text_twice_changes_nothing_more(drawn):
    once = renumbering(drawn)

    again = renumbering(once.text)
    assert again.text == once.text
    assert again.moved == again.references == ()


@MANY
@given(DRAFTS, DRAFTS)
def test_numbering_after_another_text_twice_changes_nothing_more(drawn, before):
    once = renumbered(drawn, before)

    assert renumbered(once, before) == once


@MANY
@given(DRAFTS)
def test_all_but_numbers_and_labels_stays_as_it_is(drawn):
    assert unnumbered(renumbered(drawn)) == unnumbered(drawn)


@MANY
@given(DRAFTS)
def test_neighbours_never_share_a_number_when_nothing_was_left(drawn):
    done = renumbering(drawn)
    if done.remarks:
        return

    for group in (done.text.sections, *(section.children for section in done.text.walk())):
        numbers = [section.number for section in group if section.number]
        assert len(numbers) == len(set(numbers))


FOLDER = files("registry.examples").joinpath("fjordmark", "texts")
EXAMPLE = {
    f"{document.name} {version.name}": read(version.read_text(encoding="utf-8"))
    for document in FOLDER.iterdir()
    if document.is_dir()
    for version in document.iterdir()
}


@pytest.mark.parametrize("name", EXAMPLE)
def test_the_texts_of_the_example_are_in_order_already(name):
    done = renumbering(EXAMPLE[name])

    assert done.text == EXAMPLE[name]
    assert done.moved == done.references == done.remarks == ()


def test_a_chapter_put_first_in_the_agreement_moves_every_number_and_every_reference_after_it():
    agreement = EXAMPLE["samarbeidsavtalen 2025.1.md"]
    links = sum(not reference.document for reference in references(agreement))
    draft = replace(agreement, sections=(NEW, *agreement.sections))

    done = renumbering(draft, agreement)

    assert [section.number for section in done.text.sections][:13] == [str(number) for number in range(1, 14)]
    assert done.text.find_number("6.2 c").id == agreement.find_number("5.2 c").id
    assert done.text.find_number("Vedlegg 1").id == agreement.find_number("Vedlegg 1").id
    assert links - 10 < len(done.references) < links
    assert {"kapittel 11", "punkt 12.2", "punkt 6.3"} <= {each.new for each in done.references}
    for each in references(done.text):
        assert done.text.find_number(str(number_in(each.words))).id == each.target

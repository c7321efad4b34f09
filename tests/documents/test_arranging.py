"""Sections set in order: whatever is done to one, every other keeps its words, number and identity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafting.arranging import (
    Way,
    added,
    merged,
    moved,
    pieces,
    removed,
    restored,
    split,
    to_be_numbered,
)
from documents.drafting.tree import DEEPEST, CannotEdit
from documents.markdown import canonical, read, write
from documents.text import LegalText
from tests.documents.texts import LEGAL_TEXTS

TEXT = read("""# Avtale

## 1 Formål {#formal}

Partene skal samarbeide.

## 2 Ansvar {#ansvar}

Ansvaret er slik:

a) {#kommunen} Kommunen skal melde.

b) {#foretaket} Foretaket skal svare.

### 2.1 Unntak {#unntak}

Unntak avtales.

### 2.2 Mer {#mer}

Mer avtales.

## 3 Varsling {#varsling}

### 3.1 Frist {#frist fra="eldre"}

Innen 24 timer.
""")
CHAPTERS = ["formal", "ansvar", "-unntak", "-mer", "varsling", "-frist"]


def order(text: LegalText) -> list[str]:
    """Every section's identity in reading order, with a dash for each level down."""
    return ["-" * (len(text.path(each.id)) - 1) + each.id for each in text.walk()]


def own(text: LegalText, identity: str) -> str:
    """What a section itself holds."""
    section = text.find(identity).section
    return write(LegalText(section.heading, section.blocks))


def test_the_text_is_in_order_to_begin_with():
    assert order(TEXT) == CHAPTERS


@pytest.mark.parametrize(
    ("beside", "under", "where"),
    [("", False, 0), ("formal", False, 1), ("ansvar", False, 4), ("unntak", False, 3), ("ansvar", True, 4)],
)
def test_a_new_section_stands_where_it_was_asked_for(beside, under, where):
    text, new = added(TEXT, beside, " Ny\ntittel ", under=under)

    assert [each.strip("-") for each in order(text)].index(new) == where
    assert text.find(new).section.title == "Ny tittel"
    assert order(text)[where].startswith("-") == (beside == "unntak" or under)


@pytest.mark.parametrize(
    ("identity", "way", "after"),
    [
        ("ansvar", Way.UP, ["ansvar", "-unntak", "-mer", "formal", "varsling", "-frist"]),
        ("formal", Way.DOWN, ["ansvar", "-unntak", "-mer", "formal", "varsling", "-frist"]),
        ("mer", Way.UP, ["formal", "ansvar", "-mer", "-unntak", "varsling", "-frist"]),
        ("unntak", Way.UP, ["formal", "-unntak", "ansvar", "-mer", "varsling", "-frist"]),
        ("mer", Way.DOWN, ["formal", "ansvar", "-unntak", "varsling", "-mer", "-frist"]),
        ("frist", Way.UP, ["formal", "ansvar", "-unntak", "-mer", "-frist", "varsling"]),
        ("mer", Way.IN, ["formal", "ansvar", "-unntak", "--mer", "varsling", "-frist"]),
        ("ansvar", Way.IN, ["formal", "-ansvar", "--unntak", "--mer", "varsling", "-frist"]),
        ("unntak", Way.OUT, ["formal", "ansvar", "-mer", "unntak", "varsling", "-frist"]),
    ],
)
def test_a_section_moves_a_step_with_all_under_it(identity, way, after):
    assert order(moved(TEXT, identity, way)) == after


@pytest.mark.parametrize(
    ("identity", "way", "told"),
    [
        ("formal", Way.UP, "står først"),
        ("varsling", Way.DOWN, "står sist"),
        ("frist", Way.DOWN, "står sist"),
        ("formal", Way.IN, "ikke noe foran seg"),
        ("unntak", Way.IN, "ikke noe foran seg"),
        ("ansvar", Way.OUT, "står ikke under noe"),
        ("kommunen", Way.UP, "finnes ikke i utkastet"),
    ],
)
def test_where_there_is_nowhere_to_go_it_is_said(identity, way, told):
    with pytest.raises(CannotEdit, match=told):
        moved(TEXT, identity, way)


def test_no_section_lies_deeper_than_headings_go():
    text, holder = TEXT, "mer"
    for _ in range(2, DEEPEST):
        text, holder = added(text, holder, "Under", under=True)

    with pytest.raises(CannotEdit, match="plass til 5 nivåer"):
        added(text, holder, "For dypt", under=True)
    with pytest.raises(CannotEdit, match="plass til 5 nivåer"):
        moved(text, "mer", Way.IN)
    assert read(write(text)) == text


def test_what_is_removed_goes_with_all_under_it():
    assert order(removed(TEXT, "ansvar")) == ["formal", "varsling", "-frist"]


@pytest.mark.parametrize("identity", ["formal", "ansvar", "unntak", "mer", "varsling", "frist"])
def test_what_was_removed_comes_back_where_it_stood(identity):
    assert restored(removed(TEXT, identity), TEXT, identity) == TEXT


def test_what_comes_back_when_its_neighbours_are_gone_stands_as_near_as_it_can():
    without = removed(removed(TEXT, "ansvar"), "varsling")

    assert order(restored(without, TEXT, "mer")) == ["formal", "mer"]
    assert order(restored(removed(TEXT, "formal"), TEXT, "formal"))[0] == "formal"


def test_what_stands_elsewhere_by_now_does_not_come_back_twice():
    without = removed(moved(TEXT, "unntak", Way.UP), "ansvar")

    assert order(restored(without, TEXT, "ansvar")) == [
        "formal", "-unntak", "ansvar", "-mer", "varsling", "-frist",
    ]  # fmt: skip


@pytest.mark.parametrize("identity", ["formal", "finnesikke"])
def test_only_what_is_lost_comes_back(identity):
    with pytest.raises(CannotEdit):
        restored(TEXT, TEXT, identity)


def test_a_section_may_be_split_before_any_of_its_pieces():
    assert pieces(TEXT, "ansvar") == ("Ansvaret er slik:", "Kommunen skal melde.", "Foretaket skal svare.")


def test_a_split_section_keeps_its_identity_and_the_new_one_tells_whence_it_came():
    text, new = split(TEXT, "ansvar", 2, "Foretakets ansvar")

    assert own(text, "ansvar").endswith("a) {#kommunen} Kommunen skal melde.\n")
    assert own(text, new) == "# Foretakets ansvar\n\nb) {#foretaket} Foretaket skal svare.\n"
    assert text.find(new).origins == ("ansvar",)
    assert order(text) == ["formal", "ansvar", new, "-unntak", "-mer", "varsling", "-frist"]


@pytest.mark.parametrize("at", [-1, 0, 3, 99])
def test_there_is_a_piece_on_each_side_of_a_split(at):
    with pytest.raises(CannotEdit, match="kan ikke deles der"):
        split(TEXT, "ansvar", at, "Nytt")


def test_a_merged_section_is_taken_up_in_the_one_before_it_with_its_lineage():
    text, remaining = merged(TEXT, "mer")

    assert remaining == "unntak"
    assert own(text, "unntak") == "# 2.1 Unntak\n\nUnntak avtales.\n\nMer avtales.\n"
    assert text.find("unntak").origins == ("mer",)
    assert order(text) == ["formal", "ansvar", "-unntak", "varsling", "-frist"]


def test_the_first_section_under_a_chapter_is_taken_up_in_the_chapter():
    text, remaining = merged(TEXT, "frist")

    assert remaining == "varsling"
    assert text.find("varsling").origins == ("frist", "eldre")


def test_the_first_section_of_all_has_nothing_to_be_merged_with():
    with pytest.raises(CannotEdit, match="ikke noe foran seg"):
        merged(TEXT, "formal")


def test_what_was_split_and_merged_again_reads_as_before():
    text, new = split(TEXT, "ansvar", 2, "Nytt")
    back, _ = merged(text, new)

    assert own(back, "ansvar") == own(TEXT, "ansvar")
    assert order(back) == order(TEXT)


@given(LEGAL_TEXTS.filter(lambda text: text.sections), st.data())
def test_whatever_is_done_to_one_section_every_other_keeps_every_word(drawn, data):
    text = read(write(drawn))
    identity = data.draw(st.sampled_from([section.id for section in text.walk()]))
    way, at = data.draw(st.sampled_from(Way)), data.draw(st.integers(1, 3))
    acts = {
        "added": lambda: added(text, identity, "Ny"),
        "under": lambda: added(text, identity, "Ny", under=True),
        "moved": lambda: (moved(text, identity, way), ""),
        "split": lambda: split(text, identity, at, "Ny"),
        "merged": lambda: merged(text, identity),
    }
    name = data.draw(st.sampled_from(sorted(acts)))
    try:
        changed, other = acts[name]()
    except CannotEdit:
        return

    assert canonical(write(changed)) == write(changed)
    touched = {"split": {identity, other}, "merged": {identity, other}}.get(name, {other})
    for section in text.walk():
        if section.id not in touched:
            now = changed.find(section.id).section
            assert (now.heading, now.blocks, now.origins) == (
                section.heading,
                section.blocks,
                section.origins,
            )


@given(LEGAL_TEXTS.filter(lambda text: text.sections), st.data())
def test_whatever_was_removed_comes_back_byte_for_byte(drawn, data):
    text = read(write(drawn))
    identity = data.draw(st.sampled_from([section.id for section in text.walk()]))

    assert write(restored(removed(text, identity), text, identity)) == write(text)


@pytest.mark.parametrize(
    ("beside", "under", "number"),
    [("", False, "1"), ("formal", False, "1"), ("unntak", False, "2.1"), ("formal", True, "1.1")],
)
def test_a_new_section_among_numbered_ones_is_one_to_be_numbered(beside, under, number):
    text, new = added(TEXT, beside, "Ny", under=under)

    numbered = to_be_numbered(text, TEXT)

    assert numbered.find(new).number == number
    assert to_be_numbered(numbered, TEXT) == numbered
    assert to_be_numbered(text, text) == text


def test_a_new_section_after_one_without_a_number_has_none():
    signed = read(write(TEXT) + "\n## Underskrifter {#underskrifter}\n")
    text, new = added(signed, "underskrifter", "Ny")

    assert to_be_numbered(text, signed).find(new).number == ""

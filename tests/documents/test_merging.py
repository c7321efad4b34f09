"""Two people at one draft: different sections merge, the same one is a conflict, and no word is lost."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.drafting.arranging import Way, added, merged, moved, removed, split
from documents.drafting.editing import Wording, with_wording, wording_of
from documents.drafting.merging import Merge, merge
from documents.drafting.tree import CannotEdit
from documents.markdown import read, write
from documents.text import LegalText
from tests.documents.texts import LEGAL_TEXTS

BASE = read("""# Avtale

Mellom partene.

## 1 Formål {#formal}

Partene skal samarbeide.

## 2 Ansvar {#ansvar}

a) {#kommunen} Kommunen skal melde.

b) {#foretaket} Foretaket skal svare etter [punkt 3.1](#frist).

## 3 Varsling {#varsling}

### 3.1 Frist {#frist}

Varsel gis innen 24 timer.

### 3.2 Form {#form}

Varsel er skriftlig.
""")


def write_in(text: LegalText, identity: str, body: str, title: str = "") -> LegalText:
    """The text with another body, and maybe another title, in one section."""
    return with_wording(text, identity, Wording(title or wording_of(text, identity).title, body))


def order(text: LegalText) -> list[str]:
    """Every section's identity in reading order, with dashes for its level."""
    return ["-" * (len(text.path(each.id)) - 1) + each.id for each in text.walk()]


def test_different_sections_merge_by_themselves():
    theirs = write_in(BASE, "formal", "Partene skal samarbeide tett.")
    mine = write_in(BASE, "frist", "Varsel gis innen 12 timer.")

    both = merge(BASE, theirs, mine)

    assert both.conflicts == ()
    assert wording_of(both.text, "formal").body == "Partene skal samarbeide tett."
    assert wording_of(both.text, "frist").body == "Varsel gis innen 12 timer."


def test_a_section_both_rewrote_is_a_conflict_that_keeps_all_three_wordings():
    theirs = write_in(BASE, "frist", "Varsel gis innen 12 timer.")
    mine = write_in(BASE, "frist", "Varsel gis straks.")

    both = merge(BASE, theirs, mine)

    (conflict,) = both.conflicts
    assert conflict.identity == "frist"
    told = [write(LegalText("-", each.blocks)) for each in (conflict.base, conflict.theirs, conflict.mine)]
    assert [re.search(r"(\d+ timer|straks)", each)[1] for each in told] == ["24 timer", "12 timer", "straks"]
    assert both.text == theirs


def test_the_same_change_by_both_is_no_conflict():
    changed = write_in(BASE, "frist", "Varsel gis innen 12 timer.")

    assert merge(BASE, changed, changed) == Merge(changed, ())


def test_the_title_by_one_and_the_words_by_the_other_merge():
    theirs = write_in(BASE, "frist", wording_of(BASE, "frist").body, "Frist for varsel")
    mine = write_in(BASE, "frist", "Varsel gis straks.")

    both = merge(BASE, theirs, mine)

    assert both.conflicts == ()
    assert wording_of(both.text, "frist") == Wording("Frist for varsel", "Varsel gis straks.")


def test_the_texts_own_title_and_opening_are_merged_like_a_section():
    theirs = write_in(BASE, "", "Mellom partene.", "Samarbeidsavtale")
    mine = write_in(BASE, "", "Mellom kommunen og foretaket.")

    both = merge(BASE, theirs, mine)

    assert wording_of(both.text, "") == Wording("Samarbeidsavtale", "Mellom kommunen og foretaket.")
    assert merge(BASE, write_in(BASE, "", "A"), write_in(BASE, "", "B")).conflicts[0].identity == ""


@pytest.mark.parametrize("who_removes", ["theirs", "mine"])
def test_what_one_removed_and_the_other_rewrote_is_a_conflict_and_stays(who_removes):
    gone, rewritten = removed(BASE, "form"), write_in(BASE, "form", "Varsel gis i brev.")

    both = merge(BASE, gone, rewritten) if who_removes == "theirs" else merge(BASE, rewritten, gone)

    (conflict,) = both.conflicts
    assert getattr(conflict, who_removes) is None
    assert both.text == rewritten


def test_what_one_removed_and_the_other_left_alone_is_removed():
    gone, other = removed(BASE, "varsling"), write_in(BASE, "formal", "Nytt formål.")

    assert merge(BASE, gone, other) == merge(BASE, other, gone)
    assert order(merge(BASE, gone, other).text) == ["formal", "ansvar"]


def test_a_section_written_under_one_that_was_removed_is_kept():
    gone = removed(BASE, "varsling")
    mine = write_in(BASE, "frist", "Varsel gis straks.")

    both = merge(BASE, gone, mine)

    assert [conflict.identity for conflict in both.conflicts] == ["frist"]
    assert order(both.text) == ["formal", "ansvar", "frist"]


def test_new_sections_of_both_stand_where_they_were_put():
    theirs, their_new = added(BASE, "formal", "Parter")
    mine, my_new = added(BASE, "form", "Språk")

    both = merge(BASE, theirs, mine)

    assert order(both.text) == ["formal", their_new, "ansvar", "varsling", "-frist", "-form", f"-{my_new}"]


def test_one_moves_a_section_and_the_other_writes_in_it():
    theirs = moved(BASE, "varsling", Way.UP)
    mine = write_in(BASE, "frist", "Varsel gis straks.")

    both = merge(BASE, theirs, mine)

    assert order(both.text) == ["formal", "varsling", "-frist", "-form", "ansvar"]
    assert wording_of(both.text, "frist").body == "Varsel gis straks."


def test_a_section_both_moved_stands_where_theirs_has_it():
    theirs, mine = moved(BASE, "form", Way.OUT), moved(moved(BASE, "form", Way.UP), "form", Way.UP)
    assert order(mine) == ["formal", "ansvar", "-form", "varsling", "-frist"]

    assert merge(BASE, theirs, mine) == Merge(theirs, ())


def test_two_who_each_put_a_section_under_the_others_lose_neither():
    theirs = moved(BASE, "ansvar", Way.IN)
    mine = moved(moved(BASE, "formal", Way.DOWN), "formal", Way.IN)
    assert order(theirs)[:2] == ["formal", "-ansvar"]
    assert order(mine)[:2] == ["ansvar", "-formal"]

    both = merge(BASE, theirs, mine)

    assert sorted(each.strip("-") for each in order(both.text)) == sorted(
        each.strip("-") for each in order(BASE)
    )


def test_new_numbers_alone_are_nobodys_change():
    source = write(BASE).replace("[punkt 3.1](#frist)", "[punkt 4.1](#frist)").replace("## 3 ", "## 4 ")
    theirs = read(source.replace("b) {#foretaket}", "c) {#foretaket}"))
    mine = write_in(BASE, "ansvar", "a) Kommunen skal melde straks.")

    both = merge(BASE, theirs, mine)

    assert both.conflicts == ()
    assert wording_of(both.text, "ansvar").body == "a) Kommunen skal melde straks."
    assert both.text.find("varsling").number == "4"


def test_the_words_of_a_link_are_somebodys_change():
    theirs = write_in(BASE, "ansvar", "Se [fristen](#frist).")
    mine = write_in(BASE, "ansvar", "Se [varselet](#frist).")

    assert merge(BASE, theirs, mine).conflicts


def test_a_point_that_both_moved_to_different_sections_stands_in_both_once_with_its_identity():
    without = write_in(BASE, "ansvar", "a) Kommunen skal melde.")
    point = "\n\na) {#foretaket} Foretaket skal svare."
    theirs = write_in(without, "formal", wording_of(BASE, "formal").body + point)
    mine = write_in(without, "form", wording_of(BASE, "form").body + point)

    both = merge(BASE, theirs, mine)

    assert write(both.text).count("{#foretaket}") == 1
    assert write(both.text).count("Foretaket skal svare.") == 2


def test_the_lineage_that_both_recorded_is_kept():
    theirs, _ = split(BASE, "ansvar", 1, "Foretakets ansvar")
    mine, remaining = merged(BASE, "form")

    both = merge(BASE, theirs, mine)

    assert remaining == "frist"
    assert both.text.find("frist").origins == ("form",)
    assert [place.origins for place in both.text.places() if place.section.title == "Foretakets ansvar"][
        :1
    ] == [("ansvar",)]


def an_edit(draw: st.DrawFn, text: LegalText) -> LegalText:
    """Something a person may do to a text."""
    sections = [section.id for section in text.walk()]
    identity = draw(st.sampled_from(["", *sections]))
    body = draw(st.sampled_from(["Nye ord.", "a) Et nytt punkt.\n\nb) Og ett til.", ""]))
    new = f"Tittel{draw(st.integers(0, 99))}"
    acts = [lambda: with_wording(text, identity, Wording(new, body)), lambda: added(text, identity, new)[0]]
    if identity:
        way = draw(st.sampled_from(Way))
        acts += [
            lambda: moved(text, identity, way),
            lambda: removed(text, identity),
            lambda: added(text, identity, new, under=True)[0],
            lambda: merged(text, identity)[0],
            lambda: split(text, identity, 1, new)[0],
        ]
    try:
        return draw(st.sampled_from(acts))()
    except CannotEdit:
        return text


@st.composite
def three(draw: st.DrawFn) -> tuple[LegalText, LegalText, LegalText]:
    """A text, and what two people made of it."""
    base = read(write(draw(LEGAL_TEXTS)))
    made = []
    for _ in range(2):
        text = base
        for _ in range(draw(st.integers(0, 3))):
            text = an_edit(draw, text)
        made.append(text)
    return base, made[0], made[1]


def words(text: LegalText) -> Counter[str]:
    return Counter(re.findall(r"\w+", re.sub(r"\{#[^}]*\}", "", write(text))))


@given(three())
def test_who_changed_nothing_gets_the_others_text(texts):
    base, theirs, mine = texts

    assert merge(base, base, mine) == Merge(mine, ())
    assert merge(base, theirs, base) == Merge(theirs, ())
    assert merge(base, mine, mine) == Merge(mine, ())


@given(three())
def test_no_word_is_lost(texts):
    base, theirs, mine = texts

    both = merge(base, theirs, mine)

    held = words(both.text)
    for conflict in both.conflicts:
        for section in (conflict.theirs, conflict.mine):
            held |= words(LegalText("", sections=(section,))) if section else held
    for text in (theirs, mine):
        assert set(words(text)) - set(words(base)) <= set(held)


@given(three())
def test_every_identity_stands_once_and_none_is_made_up(texts):
    base, theirs, mine = texts

    both = merge(base, theirs, mine).text

    identities = [place.id for place in both.places()]
    assert len(identities) == len(set(identities))
    assert {section.id for section in both.walk()} <= {
        section.id for text in texts for section in text.walk()
    }


@given(three())
def test_what_was_merged_can_be_stored_and_read_again(texts):
    both = merge(*texts).text

    assert set(words(read(write(replace(both, title=both.title or "-"))))) >= set(words(both)) - {"_"}

"""Whatever a person did to a file: who accepts all of it, has the text that came back, and nothing else."""

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.docx import Tracked, read, write
from documents.drafting.editing import with_wording
from documents.inlines import inlines
from documents.markdown import runs
from documents.returning.amendments import Amendment, returned
from documents.returning.applying import moved, new_wording, with_new, without
from documents.returning.kinds import AmendmentKind as Kind
from documents.returning.weaving import woven
from documents.text import LegalText, Section
from tests.documents.returned_files import COVER
from tests.documents.revisions import revision

SEEDS = range(60 if os.environ.get("AVTALEVERK_TEST_FULL") else 6)
PLACED = (Kind.NEW, Kind.UNPLACED, Kind.MOVED)


@pytest.mark.parametrize("seed", SEEDS)
def test_all_that_a_reviser_did_accepted_gives_the_revised_text(seed):
    made = revision(seed, identities=True, sections=60, chapters=6)
    reading = read(write(made.new, COVER), "svar.docx", Tracked.SUGGEST)

    found = returned(reading, made.old, "Granvik")
    text = with_all(made.old, found.amendments, made.new)

    assert shape(text) == shape(made.new)
    assert {one.id: words(one) for one in text.walk()} == {one.id: words(one) for one in made.new.walk()}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_file_that_comes_back_without_a_word_changed_proposes_nothing(seed):
    old = revision(seed, identities=True, sections=60, chapters=6).old

    assert not returned(read(write(old, COVER), "svar.docx", Tracked.SUGGEST), old, "Granvik").amendments


def with_all(text: LegalText, amendments: tuple[Amendment, ...], new: LegalText) -> LegalText:
    """Every amendment carried out: places in reading order, then words, then what goes."""
    order = {section.id: at for at, section in enumerate(new.walk())}
    placing = [each for each in amendments if each.kind in PLACED]
    for each in sorted(placing, key=lambda each: order[each.section]):
        text = moved(text, each) if each.kind is Kind.MOVED else with_new(text, each)[0]
    for each in amendments:
        if each.kind is Kind.WORDING:
            text = with_wording(text, each.section, new_wording(text, each))
    for each in amendments:
        if each.kind is Kind.REMOVED:
            text = without(text, each)
    return text


def shape(text: LegalText) -> list[tuple[str, str]]:
    """Each section with the one it stands under, in reading order."""

    def below(under: str, sections: tuple[Section, ...]):
        for section in sections:
            yield under, section.id
            yield from below(section.id, section.children)

    return list(below("", text.sections))


def words(section: Section) -> list[object]:
    alone = LegalText("", (), (replace(section, children=()),))
    return [runs(inline) for _, inline in inlines(alone)]


WORDS = st.lists(st.sampled_from(["skal", "bør", "kommunen", "fire", "timer", "straks", "og"]), max_size=12)


@given(WORDS, WORDS)
def test_what_one_alone_has_changed_stands(base, changed):
    was, now = " ".join(base), " ".join(changed)

    assert woven(was, was, now) == now
    assert woven(was, now, was) == now
    assert woven(was, now, now) == now


@given(WORDS, WORDS, WORDS)
def test_it_does_not_matter_who_came_first(base, one, other):
    was, first, second = (" ".join(each) for each in (base, one, other))

    assert woven(was, first, second) == woven(was, second, first)


@given(WORDS, st.lists(st.sampled_from(["innen", "senest"]), min_size=1, max_size=3))
@settings(max_examples=200)
def test_a_sentence_added_at_one_end_and_one_at_the_other_both_stand(base, added):
    middle = " ".join([*base, "avtalen", "gjelder", "her"])
    first, second = " ".join(added) + " " + middle, middle + " " + " ".join(reversed(added))

    assert woven(middle, first, second) == " ".join(added) + " " + middle + " " + " ".join(reversed(added))

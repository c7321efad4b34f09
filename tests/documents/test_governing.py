"""A clause that a special agreement rests on: what counts as a change of it, and what does not."""

import pytest
from hypothesis import given, settings

from documents.governing import ClauseState, NoSuchClause, compared, since_read
from documents.markdown import read
from tests.documents.texts import LEGAL_TEXTS

READ = """# Avtalen

## 7 Samarbeid {#samarbeid}

### 7.1 Døgnopphold {#dogn}

Sykehuset betaler halvparten av utgiftene, se [punkt 7.2](#transport).

a) {#varsler} Kommunen skal varsle sykehuset.

b) {#svarer} Sykehuset skal svare innen to timer.

### 7.2 Transport {#transport}

Kommunen bestiller transporten.
"""


def since(identity, *changes, text=READ):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return since_read(read(READ), read(text), identity)


def test_the_same_words_are_as_read():
    assert since("dogn").state is ClauseState.AS_READ
    assert not since("dogn").state.must_be_read


@pytest.mark.parametrize(
    ("old", "new"),
    [("halvparten", "en tredel"), ("skal varsle", "bør varsle"), ("to timer", "fire timer")],
)
def test_other_content_in_the_section_or_in_one_of_its_points_is_a_change(old, new):
    found = since("dogn", (old, new))

    assert found.state is ClauseState.CHANGED
    assert new in " ".join(each.new for each in found.touches)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("utgiftene, se", "utgifftene, se"),
        ("Døgnopphold {", "Døgn-opphold {"),
        ("utgiftene,", "utgiftene;"),
    ],
)
def test_another_spelling_is_not(old, new):
    assert since("dogn", (old, new)).state is ClauseState.EDITORIAL


def test_another_number_is_not_neither_its_own_nor_one_that_a_reference_prints():
    later = READ.replace("## 7 Samarbeid", "## 8 Samarbeid").replace("7.1 Døgn", "8.1 Døgn")
    later = later.replace("7.2", "8.2")

    assert since_read(read(READ), read(later), "dogn").state is ClauseState.EDITORIAL
    assert since_read(read(READ), read(later), "dogn").changes == ()


def test_a_reference_that_prints_the_same_and_leads_elsewhere_is_a_change():
    found = since("dogn", ("(#transport)", "(#samarbeid)"))

    assert found.state is ClauseState.CHANGED
    assert found.leads_elsewhere


def test_plain_words_that_became_a_link_are_as_read():
    plain_words = READ.replace("[punkt 7.2](#transport)", "punkt 7.2")

    assert since_read(read(plain_words), read(READ), "dogn").state is ClauseState.AS_READ


def test_a_chapter_holds_what_stands_under_it_and_a_section_does_not_hold_its_neighbour():
    told = ("Kommunen bestiller", "Sykehuset bestiller")

    assert since("samarbeid", told).state is ClauseState.CHANGED
    assert since("dogn", told).state is ClauseState.AS_READ


def test_a_new_section_under_the_chapter_is_a_change_of_the_chapter():
    grown = f"{READ}\n### 7.3 Utstyr {{#utstyr}}\n\nKommunen eier utstyret.\n"

    assert since("samarbeid", text=grown).state is ClauseState.CHANGED


def test_a_point_rests_on_the_words_that_lead_into_it():
    led = read("# A\n\n## 1 Varsel {#varsel}\n\nKommunen skal:\n\na) {#melde} varsle.\n")
    other = read("# A\n\n## 1 Varsel {#varsel}\n\nSykehuset skal:\n\na) {#melde} varsle.\n")

    found = since_read(led, other, "melde")
    assert found.state is ClauseState.CHANGED
    assert [change.place.id for change in found.changes] == ["varsel"]


def test_a_clause_that_is_gone_and_who_took_it_up():
    gone = READ.replace("### 7.2 Transport {#transport}\n\nKommunen bestiller transporten.\n", "")
    gone = gone.replace("{#dogn}", '{#dogn fra="transport"}').replace(", se [punkt 7.2](#transport)", "")
    found = since("transport", text=gone)

    assert (found.state, found.now) == (ClauseState.REMOVED, None)
    assert [place.id for place in found.heirs] == ["dogn"]


def test_a_clause_that_was_not_in_the_text_it_was_read_in():
    with pytest.raises(NoSuchClause):
        since("ukjent")


@settings(max_examples=40, deadline=None)
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_every_clause_of_any_text_is_found_again_in_itself_and_told_of_in_any_other(one, other):
    comparison = compared(one, other)
    for place in one.places():
        assert since_read(one, one, place.id).state is ClauseState.AS_READ
        found = since_read(one, other, place.id, comparison)
        assert (found.now is None) == (found.state is ClauseState.REMOVED)

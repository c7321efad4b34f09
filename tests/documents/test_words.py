"""Two wordings are compared word by word, and nothing is lost between them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.comparing.words import WordChange, WordKind, after, before, compare_parts, compare_words

WORDINGS = st.text(max_size=60) | st.lists(
    st.sampled_from(["partene", "skal", "melde", "innen", "24", "timer", ",", ".", " ", " ", "\n"]),
    max_size=40,
).map("".join)


def struck(old, new):
    """The comparison as one line: [-struck-] and {+written+}."""
    marks = {WordKind.KEPT: "{}", WordKind.REMOVED: "[-{}-]", WordKind.ADDED: "{{+{}+}}"}
    return "".join(marks[change.kind].format(change.text) for change in compare_words(old, new))


@given(WORDINGS, WORDINGS)
def test_what_was_kept_and_removed_is_the_old_wording_and_kept_and_added_the_new(old, new):
    words = compare_words(old, new)

    assert before(words) == old
    assert after(words) == new


@given(WORDINGS, WORDINGS)
def test_no_stretch_is_empty_and_no_two_of_a_kind_stand_side_by_side(old, new):
    words = compare_words(old, new)

    assert all(change.text for change in words)
    assert all(one.kind is not other.kind for one, other in pairwise(words))


@given(WORDINGS)
def test_the_same_wording_is_kept_whole(wording):
    assert compare_words(wording, wording) == ((WordChange(WordKind.KEPT, wording),) if wording else ())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "Helt nytt.", "{+Helt nytt.+}"),
        ("Helt borte.", "", "[-Helt borte.-]"),
        ("Partene skal melde fra.", "Partene bør melde fra.", "Partene [-skal-]{+bør+} melde fra."),
        ("innen 24 timer", "innen 48 timer", "innen [-24-]{+48+} timer"),
        ("kommunen, foretaket", "kommunen og foretaket", "kommunen[-,-]{+ og+} foretaket"),
        ("Må", "må", "[-Må-]{+må+}"),
    ],
)
def test_only_the_words_that_differ_are_struck(old, new, expected):
    assert struck(old, new) == expected


def test_changes_with_two_words_between_are_told_as_one():
    assert struck("a en to b", "x en to y") == "[-a en to b-]{+x en to y+}"


def test_changes_with_three_words_between_are_told_apart():
    assert struck("a en to tre b", "x en to tre y") == "[-a-]{+x+} en to tre [-b-]{+y+}"


def test_changes_on_two_lines_are_told_apart():
    assert struck("a\nb", "x\ny") == "[-a-]{+x+}\n[-b-]{+y+}"


def test_words_are_counted_and_punctuation_is_not():
    assert WordChange(WordKind.ADDED, " innen 24 timer, jf. § 8.").word_count == 5


def test_a_wording_too_long_for_words_is_compared_line_by_line_first():
    old = "".join(f"linje {number} står\n" for number in range(8000))
    new = old.replace("linje 4000 står", "linje 4000 gikk")

    words = compare_words(old, new)

    assert [change.text for change in words if change.kind is not WordKind.KEPT] == ["står", "gikk"]
    assert (before(words), after(words)) == (old, new)


def test_a_wording_too_long_even_for_lines_is_struck_whole():
    old, new = "a\n" * 40_000, "b\n" * 40_000

    assert compare_words(old, new) == (WordChange(WordKind.REMOVED, old), WordChange(WordKind.ADDED, new))


def test_of_a_paragraph_of_a_million_signs_only_the_word_that_changed_is_struck():
    old = "Partene skal varsle hverandre om endringer i tjenestene. " * 20_000
    new = old[:570_000] + old[570_000:].replace("skal", "bør", 1)

    words = [change for change in compare_words(old, new) if change.kind is not WordKind.KEPT]

    assert [(word.kind, word.text) for word in words] == [(WordKind.REMOVED, "skal"), (WordKind.ADDED, "bør")]


@given(WORDINGS, st.lists(WORDINGS, min_size=1, max_size=3))
def test_parts_that_stand_in_for_a_wording_share_its_words_and_have_all_of_their_own(old, parts):
    shares = compare_parts(old, parts)

    assert [after(share) for share in shares] == parts
    assert "".join("".join(map(before, shares)).split()) == ("".join(old.split()) if any(parts) else "")


def test_words_that_stand_in_two_parts_are_kept_in_both():
    first, second = compare_parts(
        "Meld fra straks. Hold tavla oppdatert.", ["Meld fra straks.", "Hold tavla ved like."]
    )

    assert first == (WordChange(WordKind.KEPT, "Meld fra straks."), WordChange(WordKind.REMOVED, " "))
    assert [change.text for change in second] == ["Hold tavla ", "oppdatert", "ved like", "."]

"""A draft as it would read with suggestions accepted, told before anybody has answered them."""

from documents.markdown import write
from documents.returning.amendments import returned
from documents.returning.supposing import supposing
from tests.documents.returned_files import (
    SENT,
    came_back,
    carried,
    new_paragraph,
    taken_out,
    words,
)


def proposed(*edits):
    return returned(came_back(*edits), SENT, "Granvik").amendments


def test_words_that_are_proposed_stand_in_it_and_the_draft_is_as_it_was():
    before = write(SENT)
    text, left_out = supposing(SENT, proposed(words("fire timer", "to timer")))

    assert left_out == 0
    assert "to timer" in write(text)
    assert "fire timer" not in write(text)
    assert write(SENT) == before


def test_sections_that_are_new_moved_and_taken_out_are_so_in_it():
    new = proposed(
        new_paragraph("Avtalen skal gi", "Partene møtes to ganger i året."),
        new_paragraph("Avtalen skal gi", "Møter", "Heading1"),
    )
    text, left_out = supposing(SENT, new)
    assert (left_out, "Møter" in [each.title for each in text.walk()]) == (0, True)

    text, left_out = supposing(SENT, proposed(carried(("Uenighet", "Uenighet løses"), "Avtalen skal gi")))
    assert (left_out, [each.title for each in text.sections][1]) == (0, "Uenighet")

    text, left_out = supposing(SENT, proposed(taken_out("Uenighet løses", "Uenighet")))
    assert (left_out, text.find("uenighetaa")) == (0, None)


def test_nothing_proposed_is_the_draft_itself():
    assert supposing(SENT, ()) == (SENT, 0)


def test_what_another_suggestion_has_overtaken_is_left_out_and_counted():
    one, other = proposed(words("fire timer", "to timer")), proposed(words("fire timer", "åtte timer"))
    text, left_out = supposing(SENT, (*one, *other))

    assert left_out == 1
    assert "to timer" in write(text)

"""A comparison read as one text."""

from hypothesis import HealthCheck, given, settings

from documents.comparing.diff import compare
from documents.comparing.whole_text import Piece, whole_text
from documents.markdown import read
from tests.documents.texts import LEGAL_TEXTS

OLD = """# Avtale

## 1 Formål {#formal}

Partene samarbeider.

## 2 Ansvar {#ansvar}

Slik er det:

a) {#kommunen} Kommunen melder.

b) {#foretaket} Foretaket svarer.

Ingen venter.

## 3 Slutt {#slutt}

Avtalen varer.
"""


def pieces(old: str, new: str) -> list[Piece]:
    before_, now = read(old), read(new)
    stretches = whole_text(compare(before_, now), before_, now)
    return [piece for stretch in stretches for piece in stretch.pieces]


def told(old: str, new: str) -> list[str]:
    """What the reader meets: each piece with its place and its words."""
    return [f"{piece.change.place.number} {words(piece)}".strip() for piece in pieces(old, new)]


def words(piece: Piece) -> str:
    return " ".join("".join(part.text for cell in line.cells for part in cell) for line in piece.lines)


def test_points_stand_between_the_words_around_them():
    assert told(OLD, OLD)[1:] == [
        "1 Partene samarbeider.",
        "2 Slik er det:",
        "2 a Kommunen melder.",
        "2 b Foretaket svarer.",
        "2 Ingen venter.",
        "3 Avtalen varer.",
    ]


def test_a_place_begins_once():
    begun = [piece.change.place.id for piece in pieces(OLD, OLD) if piece.begins]

    assert begun == ["", "formal", "ansvar", "kommunen", "foretaket", "slutt"]


def test_a_struck_point_stands_where_it_stood():
    new = OLD.replace("b) {#foretaket} Foretaket svarer.\n\n", "")

    assert told(OLD, new)[3:6] == ["2 a Kommunen melder.", "2 b Foretaket svarer.", "2 Ingen venter."]


def test_a_struck_section_stands_after_all_that_came_before_it():
    new = OLD.replace("## 3 Slutt {#slutt}\n\nAvtalen varer.\n", "")

    assert told(OLD, new)[-2:] == ["2 Ingen venter.", "3 Avtalen varer."]


def test_a_new_closing_line_stands_after_the_points():
    new = OLD.replace("Ingen venter.", "Ingen venter.\n\nSe punkt 3.")

    assert told(OLD, new)[5] == "2 Ingen venter. Se punkt 3."


def test_what_is_unchanged_and_long_may_be_folded():
    long = "Partene samarbeider om alt. " * 30
    old = OLD.replace("Partene samarbeider.", long.strip())
    new = old.replace("Avtalen varer", "Avtalen varer lenge")

    stretches = whole_text(compare(read(old), read(new)), read(old), read(new))

    assert [(stretch.changed, stretch.is_long) for stretch in stretches] == [(False, True), (True, False)]


SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(LEGAL_TEXTS, LEGAL_TEXTS)
def test_every_change_is_read_once_with_all_its_words(old, new):
    comparison = compare(old, new)
    read_ = [piece for stretch in whole_text(comparison, old, new) for piece in stretch.pieces]

    assert sorted(id(piece.change) for piece in read_ if piece.begins) == sorted(map(id, comparison.changes))
    assert sum(piece.word_count for piece in read_) == sum(
        part.word_count for change in comparison.changes for part in change.words
    ) or any(line.in_table for piece in read_ for line in piece.lines)


@SLOW
@given(LEGAL_TEXTS)
def test_a_text_compared_with_itself_is_one_unchanged_stretch(text):
    stretches = whole_text(compare(text, text), text, text)

    assert not any(stretch.changed for stretch in stretches)

"""A text that comes back from Word is known again: its sections, its points, and what they came from."""

from documents.markdown import read
from documents.recognise import recognise

KNOWN = read("""# Avtale

## 4 Ansvar {#ansvar}

Partene har ansvar.

## 5 Varsel {#varsel fra="ansvar"}

a) {#frist fra="ansvar"} Fristen er fire uker.
""")


def places(text):
    return [(place.number, place.id, place.origins) for place in text.places()]


def test_sections_are_known_by_their_heading_and_points_by_their_letter_with_their_lineage():
    came_back = read("# Avtale\n\n## 4 Ansvar\n\nAnnet.\n\n## 5 Varsel\n\na) Seks uker.\n\nb) Ny.\n")

    found = recognise(came_back, KNOWN)

    assert places(found.text)[:3] == [
        ("4", "ansvar", ()),
        ("5", "varsel", ("ansvar",)),
        ("5 a", "frist", ("ansvar",)),
    ]
    assert (found.known, found.unknown) == (2, 0)


def test_what_carries_its_identity_gets_its_lineage_back_whatever_it_is_called_now():
    came_back = read("# Avtale\n\n## 7 Melding {#varsel}\n\nOrd.\n")

    assert places(recognise(came_back, KNOWN).text) == [("7", "varsel", ("ansvar",))]


def test_lineage_that_the_text_tells_itself_stands():
    came_back = read('# Avtale\n\n## 7 Melding {#varsel fra="annet"}\n\nOrd.\n')

    assert places(recognise(came_back, KNOWN).text) == [("7", "varsel", ("annet",))]


def test_a_heading_nobody_knows_is_new_and_counted():
    found = recognise(read("# Avtale\n\n## 9 Tvist\n\nOrd.\n"), KNOWN)

    assert places(found.text) == [("9", "", ())]
    assert (found.known, found.unknown) == (0, 1)

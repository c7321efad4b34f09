"""A clause is followed through every version, whatever number it bears and whatever becomes of it."""

from documents.comparing.diff import ChangeKind
from documents.comparing.history import history
from documents.markdown import read

FIRST = """# Avtale

## 5 Vedtak {#vedtak}

Avtalen vedtas av kommunestyrene.

a) {#frist} Fristen er fire uker.

## 6 Varsel og oppsigelse {#varsel}

Partene varsler hverandre straks.

Avtalen kan sies opp med ett års varsel.
"""
RENUMBERED = FIRST.replace("## 5 Vedtak", "## 7 Vedtak")
REWORDED = RENUMBERED.replace("fire uker", "seks uker")
SPLIT = REWORDED.replace(
    "\n\nAvtalen kan sies opp",
    '\n\n## 8 Oppsigelse {#oppsigelse fra="varsel"}\n\nAvtalen kan sies opp',
).replace("Varsel og oppsigelse", "Varsel")
MERGED = """# Avtale

## 7 Vedtak og varsel {#vedtak fra="varsel"}

Avtalen vedtas av kommunestyrene. Partene varsler hverandre straks.
"""


def readings(*sources, of):
    return history([read(source) for source in sources], of)


def test_a_clause_keeps_its_history_when_it_gets_another_number():
    first, second = readings(FIRST, RENUMBERED, of="vedtak")

    assert (first.place.number, second.place.number) == ("5", "7")
    assert second.unchanged


def test_what_happened_to_its_points_is_part_of_its_history():
    _, _, third = readings(FIRST, RENUMBERED, REWORDED, of="vedtak")

    (change,) = [change for change in third.changes if change.changed]
    assert change.kinds >= {ChangeKind.REWORDED}
    assert change.place.id == "frist"


def test_a_point_has_a_history_of_its_own():
    first, second = readings(RENUMBERED, REWORDED, of="frist")

    assert (first.place.number, second.place.number) == ("7 a", "7 a")
    assert not second.unchanged


def test_a_section_that_was_split_off_names_where_it_came_from_and_the_old_one_what_it_became():
    before, after = readings(REWORDED, SPLIT, of="oppsigelse")
    _, split = readings(REWORDED, SPLIT, of="varsel")

    assert before.place is None
    assert [place.id for place in after.split_from] == ["varsel"]
    assert [place.id for place in split.heirs] == ["oppsigelse"]


def test_lineage_is_told_once_in_the_version_where_it_happened():
    _, _, later = readings(REWORDED, SPLIT, SPLIT, of="oppsigelse")

    assert (later.split_from, later.took_up) == ((), ())


def test_a_section_that_was_taken_up_by_another_ends_there():
    here, gone = readings(SPLIT, MERGED, of="varsel")

    assert here.place is not None
    assert gone.place is None
    assert [place.id for place in gone.heirs] == ["vedtak"]
    assert not gone.unchanged


def test_the_section_that_took_another_up_says_so():
    _, merged = readings(SPLIT, MERGED, of="vedtak")

    assert [place.id for place in merged.took_up] == ["varsel"]
    assert merged.split_from == ()


def test_a_clause_that_no_text_has_is_nowhere():
    assert [reading.place for reading in readings(FIRST, REWORDED, of="ukjent")] == [None, None]

"""An index is never taken for that of another register, however alike the two look."""

from registry.house import House
from tests.registry.searching import ALL, done, opened_again, opened_on, written


def found(house: House, words: str) -> set[str]:
    hits = house.index.search(words, ALL, exact=True).hits
    return {hit.entry.document for hit in hits if hit.entry.section_id}


def test_a_register_laid_in_the_folder_of_another_does_not_find_what_the_other_had(with_tables, tmp_path):
    for name in ("her", "der"):
        (tmp_path / name).mkdir()
    here, there = (with_tables("sqlite", tmp_path / name) for name in ("her", "der"))
    first = opened_on(here, tmp_path / "data")
    done(first, lambda circle: written(circle, "Ambulansen henter"))
    assert found(first, "ambulansen") == {"avtalen"}
    first.close()

    second = opened_on(there, tmp_path / "data")
    done(second, lambda circle: written(circle, "Helikopteret henter"))
    assert found(second, "ambulansen") == set()
    assert found(second, "helikopteret") == {"avtalen"}
    done(second, lambda circle: written(circle, "Bilen henter", "b"))
    second.close()

    again = opened_again(here, tmp_path / "data")
    assert found(again, "bilen") == set()
    assert found(again, "ambulansen") == {"avtalen"}
    again.close()
    for each in (here, there):
        each.close()

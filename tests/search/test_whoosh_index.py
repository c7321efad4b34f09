"""The Whoosh index as files: who may read them, what becomes of harmed ones, how a new one takes over."""

import stat
from pathlib import Path

import pytest

from search.engine import Page, SearchUnavailable
from search.entries import Filters
from search.generations import Generations
from search.query import parse
from search.whoosh_engine import WhooshEngine
from search.whoosh_engine.merging import MOST_SEGMENTS
from tests.search.builders import an_entry, at, put

ENTRIES = [
    an_entry(f"plan nummer {number} om varsling", key=f"{number}", version=str(number))
    for number in range(30)
]


def total(engine: WhooshEngine, typed: str = "plan") -> int:
    return engine.search(parse(typed), Filters(), Page(limit=100)).total


pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a whole index in it."""
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild(ENTRIES, at(5))
    engine.close()
    return tmp_path / "index"


def files(folder: Path) -> list[Path]:
    (generation,) = folder.glob("index-*")
    return sorted(
        path for path in generation.iterdir() if path.suffix != ".lock" and not path.name.endswith("LOCK")
    )


def test_the_folder_is_its_owners_alone(folder):
    for path in (folder, *folder.glob("index-*")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_folder_that_stood_open_is_closed(tmp_path):
    (tmp_path / "index").mkdir(mode=0o755)

    WhooshEngine(tmp_path / "index").rebuild([], at(0))

    assert stat.S_IMODE((tmp_path / "index").stat().st_mode) == 0o700


def test_an_index_is_found_again_by_the_next_process(folder):
    engine = WhooshEngine(folder)

    assert not engine.needs_rebuild()
    assert engine.reached().position == 5
    assert total(engine) == 30


HARMS = {
    "removed": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "zeroed": lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    "overwritten": lambda path: path.write_bytes(b"\xff" * path.stat().st_size),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_index_is_built_again_whichever_file_it_was(folder, harm):
    for number in range(len(files(folder))):
        HARMS[harm](files(folder)[number])
        engine = WhooshEngine(folder)

        assert engine.needs_rebuild()
        with pytest.raises(SearchUnavailable):
            total(engine)
        assert engine.reached().position == 0

        engine.rebuild(ENTRIES, at(6))
        assert not engine.needs_rebuild()
        assert total(engine) == 30
        engine.close()


@pytest.mark.parametrize(
    "written", ["", "index-gone abc", "nonsense", "../.. x y", pytest.param("\x00 \x00", id="nul")]
)
def test_a_note_that_cannot_be_read_means_build_again(folder, written):
    (folder / "CURRENT").write_text(written)

    assert WhooshEngine(folder).needs_rebuild()


def test_an_index_made_with_other_words_is_built_again(folder):
    name, rules = (folder / "CURRENT").read_text().split()
    (folder / "CURRENT").write_text(f"{name} {rules[:-1]}x\n")

    assert WhooshEngine(folder).needs_rebuild()


def test_files_that_vanish_under_a_reader_end_in_a_sentence_and_not_in_an_error(folder):
    engine = WhooshEngine(folder)
    assert total(engine) == 30
    for path in files(folder):
        path.unlink()

    with pytest.raises(SearchUnavailable):
        engine.replace({}, at(7))
    assert engine.needs_rebuild()


def test_a_new_generation_takes_over_in_other_processes_too(folder):
    here, there = WhooshEngine(folder), WhooshEngine(folder)
    assert total(here) == total(there) == 30

    there.rebuild(ENTRIES[:3], at(6))

    assert total(here) == 3
    assert here.reached().position == 6


def test_what_another_process_writes_is_seen(folder):
    here, there = WhooshEngine(folder), WhooshEngine(folder)
    assert total(here) == 30

    put(there, "7", [], 6)

    assert total(here) == 29


def test_only_the_newest_generation_stays(folder):
    engine = WhooshEngine(folder)
    (folder / "index-left-behind").mkdir()

    engine.rebuild(ENTRIES, at(6))

    assert len(list(folder.glob("index-*"))) == 1


def test_a_build_that_breaks_off_leaves_the_old_generation(folder):
    before = (folder / "CURRENT").read_text()

    def build():
        with Generations(folder).building("other"):
            raise OSError("Disken er full.")

    with pytest.raises(OSError, match="Disken er full"):
        build()
    assert (folder / "CURRENT").read_text() == before
    assert len(list(folder.glob("index-*"))) == 1


def test_an_index_that_is_written_in_again_and_again_stays_in_few_pieces(folder):
    engine = WhooshEngine(folder)
    for turn in range(60):
        version = str(turn % 20)
        put(engine, version, [an_entry(f"plan i utgave {turn}", key=version, version=version)], turn)

    assert len(list(folder.rglob("*.seg"))) <= MOST_SEGMENTS + 1
    assert total(engine) == 30
    assert total(engine, '"utgave 59"') == 1
    assert total(engine, '"utgave 39"') == 0

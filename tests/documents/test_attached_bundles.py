"""Many papers in one zip: taken out one by one, or refused whole with a sentence that says why."""

import io
import zipfile
from collections.abc import Iterator, Mapping

import pytest

from documents.attached.bundles import MOST_FILES, files_in
from documents.attached.files import NotTaken
from tests.documents.returned_files import sent


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def locked() -> bytes:
    """A zip that says its one file is encrypted, in both places where it is said."""
    made = bytearray(zipped({"a.md": b"x"}))
    made[made.index(b"PK\x03\x04") + 6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def test_folders_and_what_file_managers_leave_behind_are_no_papers():
    left = {"__MACOSX/._a.md": b"x", "papirer/.DS_Store": b"x", "papirer/Thumbs.db": b"x"}

    found = files_in(zipped({"papirer/a.md": b"ord", "papirer/b.docx": sent(), **left}), "papirer.zip")

    assert [name for name, _ in found] == ["a.md", "b.docx"]


def bad() -> Iterator[tuple[str, bytes]]:
    """What a zip may be that is not taken in, with a word of the sentence it gets."""
    yield "ikke en zip-fil", b"MZ program"
    yield "skadet", zipped({"a.md": b"ord" * 100})[:-30]
    yield "ny zip-fil", zipped({"inni.zip": zipped({"a.md": b"x"})})
    yield "leder ut", zipped({"../../etc/passwd": b"x"})
    yield "leder ut", zipped({"mappe\\a.md": b"x"})
    yield "urimelig stor", zipped({"bombe.md": b"0" * 15_000_000})
    yield "større enn 20 MB", zipped({"stor.md": b"0" * 20_000_001})
    yield f"plass til {MOST_FILES}", zipped({f"{at}.md": b"x" for at in range(MOST_FILES + 1)})
    yield "tom", zipped({})
    yield "passord", locked()


BAD = list(bad())


@pytest.mark.parametrize(("told", "data"), BAD, ids=[told for told, _ in BAD])
def test_a_zip_that_is_none_or_is_not_to_be_trusted_gets_a_sentence(told, data):
    with pytest.raises(NotTaken, match=told) as refused:
        files_in(data, "papirer.zip")
    assert str(refused.value).endswith(".")

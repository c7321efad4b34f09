"""Accept all is the new text and reject all the old one: the example's versions, revisions, others' files.

All of it with AVTALEVERK_TEST_FULL=1; else a share. Our own reader is the judge here, and where pandoc is
installed, pandoc; LibreOffice is in test_redline_office.py.
"""

import io
import os
import random
import re
import shutil
import subprocess
import zipfile
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import markdown
from documents.docx import read, write
from documents.docx.redline import Way
from documents.text import LegalText
from tests.documents.editing_texts import edited, with_everything
from tests.documents.redlines import accepted, made, rejected, same
from tests.documents.revisions import revision
from tests.documents.rich_texts import RICH_TEXTS
from tests.documents.test_docx_round_trip import EXAMPLES
from tests.documents.test_docx_samples import FILES, READABLE
from tests.documents.test_docx_writing import COVER
from tests.documents.texts import LEGAL_TEXTS

FULL = os.environ.get("AVTALEVERK_TEST_FULL") == "1"
FOLDERS = sorted({path.parent for path in EXAMPLES.rglob("*.md")})
SEEDS = range(500 if FULL else 20)


def holds_both(old: LegalText, new: LegalText) -> bytes:
    """The file, tracked word for word, after our reader has found just the two texts in it."""
    found = made(old, new)
    assert found.way is Way.WORDS
    assert same(accepted(found.data), new)
    assert same(rejected(found.data), old)
    return found.data


def versions(folder: Path) -> list[LegalText]:
    paths = sorted(folder.glob("*.md"))
    return [markdown.with_ids(markdown.read(path.read_text(encoding="utf-8"))) for path in paths]


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_pair_of_versions_of_the_example(folder):
    texts = versions(folder)
    for old, new in permutations(texts, 2) if FULL else pairwise(texts):
        holds_both(old, new)
    assert (made(texts[0], texts[0]).words, made(texts[0], texts[0]).looks) == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_text_with_everything_edited_in_every_way(seed):
    chance = random.Random(seed)
    old = with_everything(chance)
    holds_both(old, edited(old, chance, chance.randint(1, 8)))


@pytest.mark.slow
@pytest.mark.parametrize("identities", [True, False], ids=["ours", "from one who never saw our marks"])
@pytest.mark.parametrize("seed", range(20 if FULL else 2))
def test_a_revision_that_moves_splits_and_merges(seed, identities):
    made_up = revision(seed, identities, sections=60, chapters=6)

    holds_both(made_up.old, made_up.new)


@given(LEGAL_TEXTS, LEGAL_TEXTS)
@settings(max_examples=200 if FULL else 15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_two_texts(old, new):
    holds_both(old, new)


@given(RICH_TEXTS, st.integers(0, 10_000))
@settings(max_examples=200 if FULL else 5, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_rich_text_after_some_edits(text, seed):
    old = markdown.with_ids(markdown.read(markdown.write(text)))

    holds_both(old, edited(old, random.Random(seed), 3))


@pytest.mark.skipif(not FILES, reason="The foreign Word files are not on this machine")
@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_other_peoples_files_edited(path):
    old = read(path.read_bytes(), path.name).text
    chance = random.Random(path.stem)

    holds_both(old, edited(old, chance, 6))


# Pandoc, which knows nothing of our reader


def words_by_pandoc(data: bytes, path: Path, tracked: str) -> list[str]:
    """The words that pandoc finds when changes are accepted or rejected, sorted, for it prints notes last.

    Without the contents; and without single letters and figures: of a point whose paragraph is gone pandoc still
    prints the label.
    """
    path.write_bytes(without_contents(data))
    command = ["pandoc", f"--track-changes={tracked}", "-f", "docx", "-t", "plain", "--wrap=none", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return sorted(re.findall(r"[^\W\d_]{2,}", told))


def without_contents(data: bytes) -> bytes:
    """The file without what is never tracked and is that of the new text: contents, and what tables are called."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:sdt>.*?</w:sdt>|<w:tblCaption[^>]*>", b"", content, flags=re.DOTALL)
            target.writestr(name, content)
    return out.getvalue()


@pytest.mark.skipif(
    not shutil.which("pandoc"), reason="pandoc is not installed: it did not judge the redlines"
)
@pytest.mark.parametrize("seed", range(60 if FULL else 6))
def test_pandoc_finds_the_words_of_plain_exports(seed, tmp_path):
    chance = random.Random(seed)
    old = with_everything(chance)
    new = edited(old, chance, chance.randint(1, 8))
    data, path = made(old, new).data, tmp_path / "sporet.docx"

    for text, tracked in ((new, "accept"), (old, "reject")):
        plain = words_by_pandoc(write(text, COVER), path, "accept")
        assert words_by_pandoc(data, path, tracked) == plain

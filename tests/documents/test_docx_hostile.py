"""Files that mean harm: each is answered with a reason, in little memory, and none of them calls home."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.docx import NotReadable, Tracked, read, read_apart
from documents.docx.reading import apart
from tests.documents import hostile_files as hostile

ROOT = Path(__file__).parents[2]
MOST_MEMORY = 512_000_000
MOST_SECONDS = 25
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from documents.docx import NotReadable, Tracked, read_apart
begun = time.monotonic()
try:
    reading = read_apart(Path(sys.argv[1]).read_bytes(), "fil.docx", Tracked.SUGGEST)
    code = "read"
except NotReadable as refused:
    code = refused.code
    assert refused.message.count(".") >= 3, refused.message
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps({"code": code, "peak": peak, "seconds": time.monotonic() - begun}))
"""
"""Reads one file apart, and tells how much memory the process took that read it: its parent has no other."""

FILES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a bomb": (hostile.bomb, {"bomb"}),
    "many small bombs": (hostile.many_bombs, {"bomb"}),
    "a billion laughs": (hostile.laughing, {"doctype"}),
    "200 000 paragraphs": (lambda: hostile.paragraphs(200_000), {"too-many-elements"}),
    "60 000 runs in one paragraph": (lambda: hostile.runs(60_000), {"not-a-text", "too-heavy"}),
    "tables 80 deep": (lambda: hostile.nested(80), {"read"}),
    "tables 5 000 deep": (lambda: hostile.nested(5_000), {"malformed"}),
    "a table of 2 000 columns": (lambda: hostile.wide_table(2_000, 3), {"not-a-text"}),
    "a word of three million letters": (lambda: hostile.one_word(1_000_000), {"not-a-text"}),
    "styles and lists in circles": (hostile.circles, {"read"}),
    "cut off": (lambda: hostile.runs(500)[:3_000], {"broken"}),
    "another sort of file": (lambda: b"%PDF-1.7\n" + b"0" * 5_000, {"not-word"}),
    "with a password": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 5_000, {"encrypted"}),
    "larger than is taken": (lambda: b"PK" + b"0" * 20_000_001, {"too-large"}),
    "nothing": (lambda: b"", {"not-word"}),
}
HEAVY: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "240 000 runs in one paragraph": (lambda: hostile.runs(240_000), {"read", "too-heavy"}),
    "as many paragraphs as are let in": (lambda: hostile.paragraphs(120_000), {"read", "too-heavy"}),
    "a thousand authors": (lambda: hostile.authors(1_000), {"read", "too-heavy"}),
    "20 000 notes upside down": (lambda: hostile.upside_down(20_000), {"read", "too-heavy"}),
}
"""Each may take all the time that is given to it."""
if os.environ.get("AVTALEVERK_TEST_FULL") == "1":
    FILES |= HEAVY


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_answered_in_little_memory_and_before_anybody_gives_up(name, tmp_path):
    make, answers = FILES[name]
    file = tmp_path / "fil.docx"
    file.write_bytes(make())

    told = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )

    found = json.loads(told.stdout)
    assert found["code"] in answers
    assert found["peak"] < MOST_MEMORY
    assert found["seconds"] < MOST_SECONDS


def test_the_bounds_of_the_process_are_those_that_were_promised():
    assert apart.MEMORY <= MOST_MEMORY
    assert apart.SECONDS < MOST_SECONDS


@pytest.fixture
def canary():
    with hostile.canary() as listener:
        yield listener


def test_the_canary_hears_when_it_is_called(canary):
    import urllib.request

    for host in ("127.0.0.1", "localhost"):
        urllib.request.urlopen(canary.address("her", host)).read()

    assert canary.heard == ["GET /her", "GET /her"]


@pytest.mark.parametrize("reads", [read, read_apart], ids=["in the process", "apart"])
@pytest.mark.parametrize("tracked", Tracked)
def test_no_file_fetches_anything(canary, reads, tracked):
    answers = {}
    for name, data in hostile.calling(canary).items():
        try:
            answers[name] = {remark.code for remark in reads(data, "fil.docx", tracked).remarks}
        except NotReadable as refused:
            answers[name] = {refused.code}

    assert canary.heard == []
    assert {"outside", "outside-field"} <= answers["links, pictures, fields"]
    assert answers["a piece of another file"] == {"alt-chunk"}
    assert answers["a document type"] == answers["an external entity"] == {"doctype"}


def test_what_would_be_fetched_is_named_with_its_address(canary):
    found = read(hostile.calling(canary)["links, pictures, fields"], "fil.docx")

    told = " ".join(remark.message for remark in found.remarks)
    for kind in (
        "image-0",
        "oleObject-0",
        "frame-0",
        "subDocument-0",
        "attachedTemplate-0",
        "INCLUDEPICTURE",
    ):
        assert canary.address(kind) in told, kind

"""A Word file of 40 pages read, against pandoc in the same run.

    .venv/bin/python -m benchmarks.word_import

Prints what is read, then the median of each way in turn: ours in this process with the account of every word,
ours in a process of its own as the register does it, each author's tracked changes apart, and pandoc's whole
process to Markdown. Wanted: ours in this process in at most half of pandoc's time.
"""

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.agreement import agreement, counts
from documents.docx import Tracked, read, read_apart, write
from tests.documents.test_docx_writing import COVER

TIMES, WANTED = 7, 0.5


def main() -> None:
    """Measure and print."""
    text = agreement(random.Random(40))
    data = write(text, replace(COVER, title=text.title))
    reading = read(data, "avtale.docx")
    print(f"{counts(text)}, {len(data) // 1000} kB")
    print(reading.account.sentence)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "avtale.docx"
        file.write_bytes(data)
        medians = measured(ways(data, file))
    for way, seconds in medians.items():
        print(f"{way:40} {seconds:7.3f} s")
    if "pandoc to Markdown" not in medians:
        print("pandoc is not installed: no ratio")
        return
    ratio = medians["read"] / medians["pandoc to Markdown"]
    print(f"{'read / pandoc':40} {ratio:7.2f}   (wanted: at most {WANTED})")
    sys.exit(ratio > WANTED)


def ways(data: bytes, file: Path) -> dict[str, Callable[[], object]]:
    """Each way to read the file."""
    found: dict[str, Callable[[], object]] = {
        "read": lambda: read(data, "avtale.docx"),
        "read_apart": lambda: read_apart(data, "avtale.docx"),
        "read_apart, changes as suggestions": lambda: read_apart(data, "avtale.docx", Tracked.SUGGEST),
    }
    if pandoc := shutil.which("pandoc"):
        command = [pandoc, "-f", "docx", "-t", "markdown", str(file), "-o", str(file.with_suffix(".md"))]
        found["pandoc to Markdown"] = lambda: subprocess.run(command, check=True)
    return found


def measured(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each, taken in turn so that a busy moment of the machine is shared by all."""
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(TIMES):
        for way, run in ways.items():
            begun = time.perf_counter()
            run()
            seconds[way].append(time.perf_counter() - begun)
    return {way: statistics.median(each) for way, each in seconds.items()}


if __name__ == "__main__":
    main()

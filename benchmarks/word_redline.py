"""A redline of two versions of a 40-page agreement against a plain export: how much longer does it take?

    .venv/bin/python -m benchmarks.word_redline

Both sides in one process, by turns: the export, the redline as it is written, and the redline as it leaves,
read again and held against both texts. Two revisions: a heavy one that edits, moves, splits and merges half
of the sections and adds chapters, and a light one with more words in every tenth paragraph. Prints medians of
processor time, for other programs may be running, and their ratios to the export.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from benchmarks.agreement import agreement, counts
from documents.comparing.alignment import trace, units
from documents.docx import write
from documents.docx.redline import redline
from documents.docx.redline.checked import packed
from documents.docx.redline.marks import Marks
from documents.docx.redline.writing import written
from documents.text import LegalText, Paragraph, Section
from tests.documents.revisions import revised
from tests.documents.test_docx_writing import COVER

AUTHOR, WHEN = "Sekretariatet", datetime(2025, 4, 12, 12, 0)
SEED = 2026
WANTED = 2.0


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=15)
    rounds: int = options.parse_args().rounds
    chance = random.Random(SEED)
    old = agreement(chance)
    light = replace(old, sections=tuple(_reworded(each, chance) for each in old.sections))
    heavy = revised(old, chance, identities=True).new
    print(f"old: {counts(old)}; {rounds} rounds, ms of processor time, medians (wanted: at most {WANTED} x)")
    for name, new in (("light", light), ("heavy", heavy)):
        _report(name, old, new, rounds)


def _report(name: str, old: LegalText, new: LegalText, rounds: int) -> None:
    sides: dict[str, Callable[[], object]] = {
        "export": lambda: write(new, COVER),
        "redline, written": lambda: _unproved(old, new),
        "redline, proved": lambda: redline(old, new, COVER, AUTHOR, WHEN),
    }
    taken: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(rounds):
        for side, work in sides.items():
            begun = time.process_time()
            work()
            taken[side].append(1000 * (time.process_time() - begun))
    made = redline(old, new, COVER, AUTHOR, WHEN)
    print(f"{name}: {made.words} changes of words, {made.looks} of looks, {made.way.value}")
    export = statistics.median(taken["export"])
    for side, times in taken.items():
        median = statistics.median(times)
        print(f"  {side:17} {median:7.1f}  {median / export:4.2f} x")


def _unproved(old: LegalText, new: LegalText) -> bytes:
    found = trace(units(old), units(new))
    made = written(old, new, COVER, Marks(AUTHOR, WHEN), found, lambda _: False)
    return packed(made, COVER)


def _reworded(section: Section, chance: random.Random) -> Section:
    """The section, and what lies under it, with a word put into some paragraphs."""
    blocks = tuple(
        Paragraph(f"{block.text} Dette gjelder også ved ferie.")
        if isinstance(block, Paragraph) and chance.random() < 0.1
        else block
        for block in section.blocks
    )
    children = tuple(_reworded(child, chance) for child in section.children)
    return replace(section, blocks=blocks, children=children)


if __name__ == "__main__":
    main()

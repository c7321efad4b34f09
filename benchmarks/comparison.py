"""Two versions of a 40-page agreement compared, against what else one would take; and is it true?

    .venv/bin/python -m benchmarks.comparison

Both sides in one run, on the same two texts, round by round; medians and ratios.

* difflib: every section with the one it has the best ratio to, then the words of both; autojunk off. It is
  given the sections, as we are, and gets the help of its own quick_ratio, as get_close_matches does.
* git: `git diff --no-index --word-diff` on the two files, as a process, with its start.
* ours: align and compare words, of two texts that were read; with reading them as well, said apart.
* reading: one of the files, against markdown-it-py alone (commonmark and tables).

The revision is one whose truth is known (tests/documents/revisions.py). Then the same judgement for texts of
500 sections, with identities and by content alone.
"""

import argparse
import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks.agreement import agreement, counts
from documents.comparing.diff import compare
from documents.markdown import read, section_words, write
from documents.text import LegalText
from tests.documents.revisions import Revision, judge, revised, revision

SEED = 2026


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=21)
    options.add_argument("--seeds", type=int, default=5, help="texts of 500 sections to judge")
    chosen = options.parse_args()
    marked, bare = _agreement(identities=True), _agreement(identities=False)
    print(f"old: {counts(marked.old)}; new: {counts(marked.new)}; medians of {chosen.rounds} rounds in ms")
    with tempfile.TemporaryDirectory() as folder:
        _report(_medians(_ways(Path(folder), marked, bare), chosen.rounds))
    _report_truth("the agreement", marked, bare)
    for seed in range(chosen.seeds):
        _report_truth(f"500 sections, {seed}", *(revision(seed, identities) for identities in (True, False)))


def _agreement(identities: bool) -> Revision:
    chance = random.Random(SEED)
    return revised(agreement(chance), chance, identities)


def _ways(folder: Path, marked: Revision, bare: Revision) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    files = [folder / "old.md", folder / "new.md"]
    sources = [write(text) for text in (marked.old, marked.new)]
    for file, source in zip(files, sources, strict=True):
        file.write_text(source, encoding="utf-8")
    bare_sources = [write(text) for text in (bare.old, bare.new)]
    old, new = map(read, sources)
    bare_old, bare_new = map(read, bare_sources)
    markdown = MarkdownIt("commonmark").enable("table")
    git = ["git", "diff", "--no-index", "--word-diff", *map(str, files)]
    return {
        "ours, with identities": lambda: compare(old, new),
        "ours, without": lambda: compare(bare_old, bare_new),
        "ours, with, and reading both": lambda: compare(*map(read, sources)),
        "ours, without, and reading both": lambda: compare(*map(read, bare_sources)),
        "git diff --word-diff": lambda: subprocess.run(git, stdout=subprocess.DEVNULL, check=False),
        "difflib": lambda: by_difflib(bare_old, bare_new),
        "reading": lambda: read(sources[1]),
        "markdown-it-py": lambda: markdown.parse(sources[1]),
    }


def by_difflib(old: LegalText, new: LegalText) -> list[object]:
    """Every new section with the old one that it is likest, and what became of the words."""
    olds = [_words(section_words(section)) for section in old.walk()]
    found: list[object] = []
    for section in new.walk():
        words = _words(section_words(section))
        matcher = SequenceMatcher(None, b=words, autojunk=False)
        best, likest = 0.0, list[str]()
        for other in olds:
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, likest = matcher.ratio(), other
        found.append(SequenceMatcher(None, likest, words, autojunk=False).get_opcodes())
    return found


def _words(wording: str) -> list[str]:
    return wording.split()


def _medians(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for at in range(rounds):
        for name, act in ways.items():
            if name == "difflib" and at >= SLOW_ROUNDS:
                continue
            begun = time.perf_counter()
            act()
            taken[name].append(1000 * (time.perf_counter() - begun))
    return {name: statistics.median(times) for name, times in taken.items()}


SLOW_ROUNDS = 3
RATIOS = (
    ("ours, without", "difflib", 0.25),
    ("ours, with identities", "git diff --word-diff", 1.0),
    ("ours, without", "git diff --word-diff", 4.0),
    ("reading", "markdown-it-py", 1.5),
)


def _report(medians: Mapping[str, float]) -> None:
    for name, median in medians.items():
        print(f"{name:32} {median:9.2f}")
    for ours, theirs, wanted in RATIOS:
        ratio = medians[ours] / medians[theirs]
        print(f"{ours} / {theirs}: {ratio:.3f} (wanted: at most {wanted})")


def _report_truth(name: str, *revisions: Revision) -> None:
    for made, how in zip(revisions, ("with identities", "by content"), strict=True):
        judged = judge(compare(made.old, made.new), made)
        fates = ", ".join(f"{count} {fate}" for fate, count in sorted(judged.fates.items()))
        print(
            f"{name:16} {how:16} {100 * judged.right:6.2f} % of {judged.sections} sections right, "
            f"{len(judged.false_pairs)} false pairs ({fates})"
        )


if __name__ == "__main__":
    main()

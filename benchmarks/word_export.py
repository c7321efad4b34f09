"""A 40-page agreement to Word, against pandoc, in one run.

    .venv/bin/python -m benchmarks.word_export

Writes the agreement (15,000 words, 165 headings, 41 tables) with our writer in this process, parsing of the
stored Markdown included, and with `pandoc -f markdown -t docx` as a process of its own from the same Markdown
file. They take turns, so that both meet the same machine. Then 20 exports in a row on both sides, and ours in
an office's own template. Prints medians and the ratio; what is asked for is at most 1.0.
"""

import argparse
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.agreement import agreement, counts
from documents import docx, markdown
from documents.docx.writing.house import FILE
from documents.docx.writing.template import Template
from documents.docx.writing.template_reader import read_template
from documents.kinds import DocumentKind, Language

WANTED = 1.0
SEED = 2026
BATCH = 20
COVER = docx.Cover(
    title="Måleavtalen",
    status_line="Gjelder fra 1. mai 2025",
    version="2025.1",
    dates=(("Vedtatt", "12. april 2025"), ("Gjelder fra", "1. mai 2025")),
    decisions=("ASU, sak 12/25, 12. april 2025: vedtatt",),
    hash="0123456789abcdef" * 4,
    language=Language.NB,
    kind=DocumentKind.SAMARBEIDSAVTALE,
    organisation="Helsefellesskapet",
    identifier="måleavtalen@2025.1",
    created=datetime(2025, 4, 12, tzinfo=UTC),
    draft=False,
)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=9)
    rounds: int = options.parse_args().rounds
    text = agreement(random.Random(SEED))
    source = markdown.write(text)
    office = read_template(FILE.read_bytes())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "avtale.md").write_text(source)
        print(f"{counts(text)}; {rounds} rounds, medians in ms")
        sides: dict[str, Callable[[], object]] = {
            "ours": lambda: _ours(source),
            "ours, in a template": lambda: _ours(source, office),
            "ours, the text parsed before": lambda: docx.write(text, COVER),
        }
        if shutil.which("pandoc"):
            sides["pandoc"] = lambda: _pandoc(folder)
        _report(_taken(sides, rounds))
        batches = {side: _twenty(sides[side]) for side in sides if side in {"ours", "pandoc"}}
        print(f"{BATCH} exports in a row, one round:")
        _report(_taken(batches, 1))


def _ours(source: str, template: Template | None = None) -> bytes:
    return docx.write(markdown.read(source), COVER, template)


def _pandoc(folder: Path) -> None:
    command = ["pandoc", "-f", "markdown", "-t", "docx", "-o", "avtale.docx", "avtale.md"]
    subprocess.run(command, cwd=folder, check=True)


def _twenty(once: Callable[[], object]) -> Callable[[], object]:
    return lambda: [once() for _ in range(BATCH)]


def _taken(sides: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median of each side in ms, one unmeasured round first where there are several."""
    taken: dict[str, list[float]] = {side: [] for side in sides}
    for at in range(rounds + (rounds > 1)):
        for side, once in sides.items():
            before = time.perf_counter()
            once()
            if at or rounds == 1:
                taken[side].append((time.perf_counter() - before) * 1000)
    return {side: statistics.median(each) for side, each in taken.items()}


def _report(medians: dict[str, float]) -> None:
    for side, median in medians.items():
        print(f"  {side:<30}{median:>8.0f}")
    if "pandoc" not in medians:
        print("  pandoc is not installed here: nothing to compare with")
        return
    ratio = medians["ours"] / medians["pandoc"]
    verdict = "ok" if ratio <= WANTED else "TOO SLOW"
    print(f"  ours / pandoc {ratio:.2f} (asked for: at most {WANTED}): {verdict}")


if __name__ == "__main__":
    main()

"""The page that shows what changes in a 40-page agreement: how long does a reader wait for it?

    .venv/bin/python -m benchmarks.redlines

Serves a register with the agreement in two versions (15,000 words, 165 headings, 41 tables) and asks for each
way of showing the changes: when the two texts were compared before, and when they must be compared anew. The
page is made each time. Prints median and 95th percentile.
"""

import argparse
import random
import statistics
import tempfile
import time
from datetime import date
from itertools import count
from pathlib import Path

from benchmarks.agreement import agreement, counts
from benchmarks.installations import example_in
from benchmarks.serving import get, serve
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.markdown import write
from registry import clock
from registry.house import House, open_house
from registry.operations import documents
from registry.operations.documents import Draft
from registry.permissions import OPERATOR
from registry.queries import change_tables, communities, comparisons
from registry.settings import Settings
from registry.web.app import make_app
from tests.documents.revisions import Revision, revised

PAGE = "/dokumenter/maleavtalen/2/endringer?fra=1"
SHOWN = ("", "&vis=ved-siden", "&vis=hele")
WANTED = 150
SEED = 2026


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=60)
    rounds: int = options.parse_args().rounds
    chance = random.Random(SEED)
    revision = revised(agreement(chance), chance, identities=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        example_in(data)
        house = open_house(Settings(data=data))
        _bring_in(house, revision)
        port = serve(make_app(house))
        print(f"old: {counts(revision.old)}; new: {counts(revision.new)}; {rounds} rounds, ms")
        for shown in SHOWN:
            _report(port, shown, rounds)


def _bring_in(house: House, revision: Revision) -> None:
    """The agreement as two versions that apply one after the other."""
    with house.database.writing() as session:
        community = communities.chosen(session, None)
        kind, now = DocumentKind.SAMARBEIDSAVTALE, clock.now()
        document = documents.add_document(
            session, OPERATOR, community, "maleavtalen", kind, "Måleavtalen", now
        )
        for number, text, day in (
            ("1", revision.old, date(2021, 1, 1)),
            ("2", revision.new, date(2025, 1, 1)),
        ):
            draft = Draft(number, write(text), Language.NB, ChangeClass.REVISJON)
            row = documents.make_draft(session, OPERATOR, document, draft, now)
            documents.take_over(session, OPERATOR, document, row, day, day, "Protokollen", now)


def _report(port: int, shown: str, rounds: int) -> None:
    unseen = count()
    for name, anew in (("compared before", False), ("compared anew", True)):
        taken = []
        get(port, f"{PAGE}{shown}")
        for _ in range(rounds):
            if anew:
                for kept in (
                    comparisons.of_texts,
                    change_tables._rows_without_reasons,
                    change_tables._stretches,
                ):
                    kept.cache_clear()
            begun = time.perf_counter()
            _, body = get(port, f"{PAGE}{shown}&sett={next(unseen)}")  # an address nobody asked for before
            taken.append(1000 * (time.perf_counter() - begun))
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(
            f"{shown.removeprefix('&') or 'vis=':14} {name:16} {len(body):8} bytes  "
            f"median {statistics.median(taken):7.1f}  p95 {p95:7.1f}  (wanted: at most {WANTED})"
        )


if __name__ == "__main__":
    main()

"""Case packages for 21 parties and an agreement of 40 pages: how long, how much memory, how large?

    .venv/bin/python -m benchmarks.case_packages

The example's helsefellesskap on SQLite, with 20 kommuner and the trust. A heavy agreement of 40 pages is
taken over as in force; a revision of it with edits, moves, splits and new chapters is frozen, so that the
redline and the change table have much to tell. Each round asks for the packages as the page does, and waits
until the server's own thread has made and kept them. Prints the median of the rounds, in seconds as they
pass and in processor time (other programs may be running), the largest memory of the process, and the size
of the zip. Wanted: at most 60 s on two cores.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.agreement import agreement, counts
from benchmarks.installations import example_in
from documents import markdown
from documents.kinds import ChangeClass, DocumentKind, Language
from registry import clock
from registry.house import House, open_house
from registry.operations import case_packages, documents
from registry.operations.documents import Draft
from registry.packing import packer_of
from registry.permissions import OPERATOR
from registry.queries import case_packages as queries
from registry.queries.communities import chosen
from registry.queries.documents import document, versions_of
from registry.settings import Settings
from tests.documents.revisions import revised

SEED, WANTED = 2026, 60.0
BEGAN, DAY = date(2024, 1, 1), date(2025, 2, 20)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=3)
    rounds: int = options.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="avtaleverk-pakker-") as folder:
        example_in(Path(folder))
        house = open_house(Settings(data=Path(folder)))
        with house.database.writing() as session:
            _lay_forth(session)
        taken, worked, size = [], [], 0
        for _ in range(rounds):
            begun = time.process_time()
            seconds, size = _made(house)
            taken.append(seconds)
            worked.append(time.process_time() - begun)
            print(f"  {seconds:.1f} s, of the processor {worked[-1]:.1f} s")
        house.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    median, processor = statistics.median(taken), statistics.median(worked)
    print(f"21 parties: median {median:.1f} s (wanted: at most {WANTED:.0f} s), processor {processor:.1f} s")
    print(f"peak memory {peak:.0f} MB, zip {size / 1_000_000:.1f} MB")


def _lay_forth(session: Session) -> None:
    """The heavy agreement in force for all, and its revision frozen."""
    chance = random.Random(SEED)
    old = agreement(chance)
    new = revised(old, chance, identities=True).new
    print(f"old: {counts(old)}; new: {counts(new)}")
    community, now = chosen(session, "fjordmark"), clock.now()
    made = documents.add_document(
        session, OPERATOR, community, "stor-avtale", DocumentKind.SAMARBEIDSAVTALE, "Stor avtale", now
    )
    for number, text in (("2024.1", markdown.write(old)), ("2025.1", markdown.write(new))):
        draft = Draft(number, text, Language.NB, ChangeClass.VESENTLIG)
        row = documents.make_draft(session, OPERATOR, made, draft, now)
        if number == "2024.1":
            documents.take_over(session, OPERATOR, made, row, BEGAN, BEGAN, "Til måling.", now)
        else:
            documents.freeze(session, OPERATOR, made, row, now)


def _made(house: House) -> tuple[float, int]:
    begun = time.perf_counter()
    with house.database.writing() as session:
        community = chosen(session, "fjordmark")
        large = document(session, community, "stor-avtale")
        ref = case_packages.ask_for(
            session, OPERATOR, community, large, versions_of(session, large)[-1], DAY, clock.now()
        ).ref
    packer_of(house).wake()
    packer_of(house).wait()
    seconds = time.perf_counter() - begun
    with house.database.reading() as session:
        view = queries.package(session, chosen(session, "fjordmark"), ref)
        if not view.is_made or view.row.total != 21:
            raise RuntimeError(f"{view.row.state.value}: {view.row.total} parties. {view.row.trouble}")
        if any(each["notes"] for each in view.sets):
            raise RuntimeError(str([each["notes"] for each in view.sets]))
        return seconds, len(queries.whole_file(session, view).data)


if __name__ == "__main__":
    main()

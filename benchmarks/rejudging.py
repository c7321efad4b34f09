"""Ten thousand decisions of a real register judged anew: how long, and how much memory?

    .venv/bin/python -m benchmarks.rejudging

Loads the example and lets its twenty councils and the board decide about as many texts as are needed, with
recommendations, votes and findings. Then, in a process of its own, the operation as it is run when a rule is
corrected: rules, bodies, parties and earlier treatments read, every decision judged, the answers kept and
remembered in the log. Prints the seconds and the most memory that process ever had.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from decisions.bodies import BodyKind
from decisions.outcomes import Act, Outcome
from decisions.periods import holds_on
from decisions.proposals import Certainty, Finding, Trait
from decisions.verdict import Answer, Verdict
from documents.kinds import ChangeClass, DocumentKind
from documents.lifecycle import Stage
from registry import clock, schema
from registry.database import Database
from registry.examples.loading import load_fjordmark
from registry.fingerprints import text_hash
from registry.operations.rejudging import rejudge
from registry.permissions import OPERATOR
from registry.queries import communities
from registry.tables import BodyRow, CommunityRow, DecisionRow, DocumentRow, VersionRow

DECISIONS, SECONDS, MEGABYTES = 10_000, 10.0, 300
FIRST_DAY, DAYS = date(2025, 5, 5), 500
KINDS = (DocumentKind.RETNINGSLINJE, DocumentKind.SAMARBEIDSAVTALE, DocumentKind.HANDLINGSPLAN)
CHANGES = (ChangeClass.NY, ChangeClass.REVISJON, ChangeClass.MINDRE)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--database", default="", help="address of an empty database; else SQLite")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = chosen.database or f"sqlite:///{Path(folder) / 'mange.sqlite3'}"
        _apart(_fill, address)
        measured = [_apart(_measure, address) for _ in range(chosen.rounds)]
    seconds = statistics.median(each["seconds"] for each in measured)
    processor = statistics.median(each["processor"] for each in measured)
    most = max(each["megabytes"] for each in measured)
    print(f"{measured[0]['decisions']} decisions, {chosen.rounds} rounds: {measured[0]['answers']}")
    print(
        f"median {seconds:.1f} s, of which {processor:.1f} s of the processor (wanted: at most {SECONDS:.0f})"
    )
    print(f"most memory {most:.0f} MB (wanted: at most {MEGABYTES})")


def _apart(act: Any, address: str) -> Any:
    """What it answers, in a process of its own, so that its memory is its own too."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(act, (address,))


def _measure(address: str) -> dict[str, Any]:
    database = Database(address)
    begun, busy = time.perf_counter(), time.process_time()
    with database.writing() as session:
        community = communities.chosen(session, "fjordmark")
        row = rejudge(session, OPERATOR, community, "Målt.", clock.now())
        answers = list(json.loads(row.answers).values()) if row else []
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    database.close()
    return {
        "seconds": seconds,
        "processor": busy,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "decisions": len(answers),
        "answers": {word: answers.count(word) for word in sorted(set(answers))},
    }


def _fill(address: str) -> None:
    database = Database(address)
    schema.upgrade(database)
    with database.writing() as session:
        load_fjordmark(session, clock.now())
        community = communities.chosen(session, "fjordmark")
        bodies = list(session.scalars(select(BodyRow).where(BodyRow.community_id == community.id)))
        rows: list[dict[str, Any]] = []
        for number, version in enumerate(_versions(session, community)):
            rows += _decided(community, version, bodies, number)
            if len(rows) >= DECISIONS:
                break
        session.execute(insert(DecisionRow), rows[:DECISIONS])
    database.close()


def _versions(session: Session, community: CommunityRow) -> Iterator[VersionRow]:
    """New texts, one after another, each frozen for decision."""
    source = session.scalars(select(VersionRow).where(VersionRow.stage == Stage.ADOPTED)).first()
    if source is None:
        raise LookupError("the example has no adopted text")
    for number in range(DECISIONS):
        document = DocumentRow(
            community_id=community.id,
            ref=f"maalt-{number}",
            kind=KINDS[number % len(KINDS)],
            title=f"Tekst {number}",
            created_at=clock.now(),
        )
        session.add(document)
        session.flush()
        text = f"{source.text}\nUtgave {number}.\n"
        version = VersionRow(
            community_id=community.id,
            document_id=document.id,
            number="2025.1",
            language=source.language,
            stage=Stage.FROZEN,
            text=text,
            frozen_hash=text_hash(text),
            frozen_at=clock.now(),
            change=CHANGES[number % len(CHANGES)],
            entry_rule=source.entry_rule,
            created_at=clock.now(),
        )
        session.add(version)
        session.flush()
        yield version


def _decided(
    community: CommunityRow, version: VersionRow, bodies: list[BodyRow], number: int
) -> Iterator[dict[str, Any]]:
    """What the bodies decided about one text: recommendations first, then the councils and the board."""
    on = FIRST_DAY + timedelta(days=number % DAYS)
    kind, change = KINDS[number % len(KINDS)], CHANGES[number % len(CHANGES)]
    found = [Finding(Trait.ENDRER_KOSTNAD, Certainty.MULIG, "punkt 2")] if number % 4 == 0 else []
    said = Verdict(Answer.VALID, on, "Målt. " * 40, "Fordi. " * 40, "Nå.").to_dict()
    for at, body in enumerate(bodies):
        day = on + timedelta(days=at % 20)
        if not holds_on(day, body.valid_from, body.valid_to):
            continue
        advises = body.kind is BodyKind.ASU
        counted = _votes(body, at)
        yield {
            "community_id": community.id,
            "ref": f"v-{number:05x}{at:05x}",
            "body_id": body.id,
            "meeting_on": day,
            "case_number": f"{number + 1}/{(on.year) % 100}",
            "case_year": on.year,
            "title": f"Tekst {number}",
            "act": Act.INNSTILLER if advises else Act.VEDTAR,
            "outcome": Outcome.VEDTATT,
            "matter": kind.value,
            "version_id": version.id,
            "text_hash": version.frozen_hash,
            "change": change,
            "change_label": "",
            **counted,
            "findings": json.dumps([each.to_dict() for each in found], ensure_ascii=False),
            "deviation": "",
            "deviation_section_id": "",
            "remark": "",
            "minutes": "",
            "answer": Answer.VALID,
            "verdict": json.dumps(said, ensure_ascii=False),
            "recorded_by": "Målt",
            "recorded_at": clock.now(),
        }


def _votes(body: BodyRow, at: int) -> dict[str, int | bool | None]:
    """The vote of a council or a board; of the joint bodies the minutes have only what came out."""
    if body.owner_id is None or not body.members:
        return dict.fromkeys(("votes_for", "votes_against", "abstained", "present", "members", "chair_for"))
    against = at % 3
    return {
        "votes_for": body.members - against,
        "votes_against": against,
        "abstained": 0,
        "present": body.members,
        "members": body.members,
        "chair_for": True,
    }


if __name__ == "__main__":
    main()

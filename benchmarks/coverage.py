"""The law held against what binds 400 pairs on one day: 13 items, 200 documents, on both databases.

    .venv/bin/python -m benchmarks.coverage

Makes a helsefellesskap of 400 kommuner and a trust. 150 documents bind all, 50 special agreements bind a pair
each; every fourth has a later version, the agreement works pair by pair so that a third of the pairs has
entered its new version on a day of their own, and each of the 13 items is judged in each of the documents,
some of it in words that a later version changed. Then asks for every pair, each time in a process of its own:
nothing is kept from the time before. "naive" asks pair by pair, as one would who had no bulk; it is run for
few pairs and reckoned up, since it takes long. Prints medians, and the most memory that was held.
PostgreSQL is the one that the tests start; `--sqlite` leaves it out.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.board import _addresses as addresses
from decisions.bodies import BodyKind
from decisions.entry_into_force import EntryRule
from decisions.outcomes import Act, Outcome
from decisions.parties import PartyKind
from decisions.verdict import Answer
from documents.coverage import Coverage, Degree, MarkKind
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.lifecycle import Stage
from documents.minimums import all_minimums
from registry import schema
from registry.database import Database
from registry.fingerprints import text_hash
from registry.house import open_house
from registry.operations import communities
from registry.permissions import OPERATOR
from registry.queries import communities as community_queries
from registry.queries import coverage
from registry.settings import Settings
from registry.tables import (
    BodyRow,
    CommunityRow,
    DecisionRow,
    DocumentRow,
    MarkRow,
    PairEntryRow,
    PairRow,
    PartyRow,
    VersionRow,
)

PAIRS, DOCUMENTS, SPECIAL, ITEMS = 400, 200, 50, 13
SECONDS, MEGABYTES = 2, 300
SECTIONS = 24
"""Sections of a text; with what stands in each, as long as the guidelines of the example."""
FEW = 8
"""How many pairs the naive way is measured on."""
NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)
BEGAN, CHANGED, TODAY = date(2021, 1, 1), date(2025, 5, 1), date(2026, 11, 30)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--sqlite", action="store_true", help="leave PostgreSQL out")
    options.add_argument("--once", metavar="JSON", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.once:
        print(json.dumps(_once(**json.loads(chosen.once))))
        return
    print(f"{PAIRS} pairs, {ITEMS} items, {DOCUMENTS} documents; medians of {chosen.rounds}, each cold")
    print(f"(wanted: at most {SECONDS} s and {MEGABYTES} MB)")
    with tempfile.TemporaryDirectory() as folder:
        for name, address in addresses(Path(folder), chosen.sqlite):
            data = str(Path(folder) / name)
            marks = _fill(Settings(data=Path(data), database_url=address))
            asked = {"data": data, "address": address}
            bulk = [_in_a_process({**asked, "pairs": PAIRS}) for _ in range(chosen.rounds)]
            naive = [_in_a_process({**asked, "pairs": FEW}) for _ in range(min(chosen.rounds, 3))]
            _tell(name, marks, bulk, naive)


def _tell(name: str, marks: int, bulk: list[dict[str, float]], naive: list[dict[str, float]]) -> None:
    def middle(found: list[dict[str, float]], what: str) -> float:
        return statistics.median(each[what] for each in found)

    seconds, each_alone = middle(bulk, "seconds"), middle(naive, "seconds") / FEW * PAIRS
    worked, most = middle(bulk, "busy"), middle(bulk, "megabytes")
    print(f"{name:12} {marks} judgements: {seconds:.2f} s, {worked:.2f} s of the processor; {most:.0f} MB")
    ratio = each_alone / seconds
    print(f"{'':12} each pair alone, by {FEW} pairs: {each_alone:.0f} s; {ratio:.0f} times as long")


def _in_a_process(asked: dict[str, object]) -> dict[str, float]:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.coverage", "--once", json.dumps(asked)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(told.stdout)
    return found


def _once(data: str, address: str, pairs: int) -> dict[str, float]:
    """Ask once for all pairs in bulk, or for fewer one by one."""
    house = open_house(Settings(data=Path(data), database_url=address))
    begun, busy = time.perf_counter(), time.process_time()
    with house.database.reading() as session:
        community = community_queries.chosen(session, "maalt")
        (_in_bulk if pairs == PAIRS else _one_by_one(pairs))(session, community)
    seconds, worked = time.perf_counter() - begun, time.process_time() - busy
    house.close()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "busy": worked, "megabytes": most}


def _in_bulk(session: Session, community: CommunityRow) -> None:
    found = coverage.compliance_by_pair(session, community, TODAY)
    statuses = {item.status for each in found for item in each.items}
    if len(found) != PAIRS or not {Coverage.COVERED, Coverage.WAITING} <= statuses:
        raise RuntimeError(f"{len(found)} pairs, {statuses}")


def _one_by_one(pairs: int) -> Callable[[Session, CommunityRow], None]:
    def ask(session: Session, community: CommunityRow) -> None:
        for row in session.query(PartyRow).where(PartyRow.kind == PartyKind.KOMMUNE).limit(pairs):
            session.expire_all()
            coverage.compliance(session, community, TODAY, row)

    return ask


def _fill(settings: Settings) -> int:
    """Lay the register; answers how many judgements there are."""
    database = Database(settings.database)
    schema.upgrade(database)
    with database.writing() as session:
        community = communities.add_community(session, OPERATOR, "maalt", "Målt", NOW)
        pairs = _parties(session, community)
        versions = _documents(session, community, pairs)
        _entered(session, community, versions, pairs)
        marks = _judgements(session, community, versions)
    database.close()
    return marks


def _ids(session: Session, table: Any, rows: list[dict[str, Any]]) -> list[int]:
    key = table.__table__.primary_key.columns[0]
    return list(session.scalars(insert(table).returning(key, sort_by_parameter_order=True), rows))


def _parties(session: Session, community: CommunityRow) -> list[int]:
    own = {"community_id": community.id}
    kinds = [PartyKind.HELSEFORETAK, *[PartyKind.KOMMUNE] * PAIRS]
    trust, *kommuner = _ids(
        session,
        PartyRow,
        [
            {**own, "ref": f"part-{at}", "name": f"Part {at:03d}", "kind": kind, "language": Language.NB}
            for at, kind in enumerate(kinds)
        ],
    )
    return _ids(session, PairRow, [{**own, "kommune_id": each, "foretak_id": trust} for each in kommuner])


def _documents(
    session: Session, community: CommunityRow, pairs: list[int]
) -> list[tuple[int, int, list[str]]]:
    """Lay documents and versions; answers version, document and the places of each, the agreement's first."""
    own = {"community_id": community.id}
    common = DOCUMENTS - SPECIAL
    ids = _ids(
        session,
        DocumentRow,
        [
            {
                **own,
                "ref": f"dokument-{at}",
                "kind": _kind(at, common),
                "title": f"Dokument {at}",
                "created_at": NOW,
                "pair_id": pairs[at - common] if at >= common else None,
            }
            for at in range(DOCUMENTS)
        ],
    )
    wanted: list[dict[str, Any]] = []
    for at, document in enumerate(ids):
        wanted.append(_version(own, document, at, "2021.1", BEGAN))
        if at % 4 == 0:
            wanted.append(_version(own, document, at, "2025.1", CHANGED))
    versions = _ids(session, VersionRow, wanted)
    return [
        (
            version,
            row["document_id"],
            [_place(ids.index(row["document_id"]), each) for each in range(SECTIONS)],
        )
        for version, row in zip(versions, wanted, strict=True)
    ]


def _kind(at: int, common: int) -> DocumentKind:
    if at == 0:
        return DocumentKind.SAMARBEIDSAVTALE
    return DocumentKind.RETNINGSLINJE if at < common else DocumentKind.SAERAVTALE


def _version(own: dict[str, int], document: int, at: int, number: str, begins: date) -> dict[str, Any]:
    text = _text(at, number)
    return {
        **own,
        "document_id": document,
        "number": number,
        "text": text,
        "frozen_hash": text_hash(text),
        "language": Language.NB,
        "change": ChangeClass.NY,
        "stage": Stage.ADOPTED,
        "adopted_on": begins,
        "valid_from": begins,
        "entry_rule": EntryRule.PAR_FOR_PAR if at == 0 else EntryRule.ALLE_PARTER,
        "revision": 1,
        "created_at": NOW,
    }


def _place(at: int, section: int) -> str:
    return f"p{at}s{section}"


def _text(at: int, number: str) -> str:
    """A text of some 9 000 signs; the later version changes a word in every sixth section."""
    parts = [f"# Dokument {at}"]
    for section in range(SECTIONS):
        verb = "kan" if number == "2025.1" and section % 6 == 5 else "skal"
        parts.append(
            f"## {section + 1} Punkt {section + 1} {{#{_place(at, section)}}}\n\n"
            f"Kommunen {verb} melde fra til foretaket innen {section + 2} timer når pasienten er vurdert. "
            "Foretaket svarer kommunen samme dag, og sier hvem som har ansvaret videre i forløpet.\n\n"
            f"a) {{#{_place(at, section)}a}} Kommunen {verb} ha en fast kontakt hele døgnet.\n\n"
            f"b) {{#{_place(at, section)}b}} Foretaket {verb} gi råd til legen på vakt."
        )
    return "\n\n".join(parts) + "\n"


def _entered(
    session: Session, community: CommunityRow, versions: list[tuple[int, int, list[str]]], pairs: list[int]
) -> None:
    """A body of a party has decided the agreement, and a third of the pairs entered its new version later."""
    own = {"community_id": community.id}
    first, second = versions[0][0], versions[1][0]
    (body,) = _ids(
        session,
        BodyRow,
        [
            {
                **own,
                "ref": "styret",
                "name": "Styret",
                "kind": BodyKind.STYRE,
                "tier": BodyKind.STYRE.tier,
                "owner_id": session.query(PartyRow).where(PartyRow.kind == PartyKind.HELSEFORETAK).one().id,
                "members": 11,
            }
        ],
    )
    session.execute(
        insert(DecisionRow),
        [_decision(own, body, version, at) for at, version in enumerate((first, second))],
    )
    days = [{**own, "version_id": first, "pair_id": pair, "valid_from": BEGAN} for pair in pairs] + [
        {**own, "version_id": second, "pair_id": pair, "valid_from": CHANGED + timedelta(days=at % 60)}
        for at, pair in enumerate(pairs)
        if at % 3 == 0
    ]
    session.execute(insert(PairEntryRow), days)


def _decision(own: dict[str, int], body: int, version: int, at: int) -> dict[str, Any]:
    return {
        **own,
        "ref": f"v-{at:010x}",
        "body_id": body,
        "meeting_on": BEGAN,
        "case_number": f"{at + 1}/21",
        "case_year": 2021,
        "title": "Avtalen",
        "act": Act.VEDTAR,
        "outcome": Outcome.VEDTATT,
        "matter": DocumentKind.SAMARBEIDSAVTALE.value,
        "version_id": version,
        "text_hash": "",
        "change": ChangeClass.NY,
        "change_label": "",
        "findings": "[]",
        "deviation": "",
        "deviation_section_id": "",
        "remark": "",
        "minutes": "Møteboka.",
        "answer": Answer.VALID,
        "verdict": "{}",
        "recorded_by": "Målt",
        "recorded_at": NOW,
    }


def _judgements(session: Session, community: CommunityRow, versions: list[tuple[int, int, list[str]]]) -> int:
    """On the first version of each document: every item in one place; those of 6 and 12 changed later."""
    seen: set[int] = set()
    wanted: list[dict[str, Any]] = []
    sinces = {each.nr: each.since for each in all_minimums()}
    for version, document, places in versions:
        if document in seen:
            continue
        seen.add(document)
        for nr in range(1, ITEMS + 1):
            place = places[nr - 1]
            full = document == versions[0][1] or nr % 5 == 0
            wanted.append(
                {
                    "community_id": community.id,
                    "version_id": version,
                    "section_id": place,
                    "nr": nr,
                    "entry_since": sinces[nr],
                    "kind": MarkKind.JUDGED,
                    "degree": Degree.FULL if full else Degree.PARTLY,
                    "cited": "Foretaket svarer kommunen samme dag" if nr % 2 else "",
                    "reason": "Punktet sier det.",
                    "judged_by": "Målt",
                    "judged_on": BEGAN,
                    "recorded_at": NOW,
                }
            )
    session.execute(insert(MarkRow), wanted)
    return len(wanted)


if __name__ == "__main__":
    main()

"""The board of one text on its way through 400 parties: the query and the page, on both databases.

    .venv/bin/python -m benchmarks.board

Makes a helsefellesskap of 399 kommuner and a trust, one agreement that takes effect pair by pair, and a round
in which every party has been sent it, has had it in a committee, has a recommendation and a meeting set, and
300 have decided. Then asks for the board of a day, each time in a session of its own, and for its page from a
running server, made anew each time. Prints medians of both. PostgreSQL is the one that the tests start;
`--sqlite` leaves it out.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.serving import get, serve
from decisions.bodies import BodyKind
from decisions.entry_into_force import EntryRule
from decisions.outcomes import Act, Outcome
from decisions.parties import PartyKind
from decisions.rounds import RoundStep
from decisions.rule_files import shipped_rules
from decisions.verdict import Answer, Verdict
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.lifecycle import Stage
from registry import schema
from registry.database import Database
from registry.house import open_house
from registry.operations import communities, documents, rounds, rules
from registry.operations.documents import Draft
from registry.permissions import OPERATOR
from registry.queries import adoption
from registry.queries import communities as community_queries
from registry.queries import documents as document_queries
from registry.settings import Settings
from registry.tables import (
    BodyRow,
    CommunityRow,
    DecisionRow,
    DocumentRow,
    PairEntryRow,
    PairRow,
    PartyRow,
    RoundStepRow,
    VersionRow,
)
from registry.web.app import make_app

PARTIES, DECIDED, MILLISECONDS = 400, 300, 300
NOW = datetime(2025, 5, 1, 12, tzinfo=UTC)
BEGUN, FIRST_MEETING, TODAY = date(2025, 5, 2), date(2025, 6, 2), date(2025, 9, 30)
PAGE = f"/dokumenter/avtalen/2025.1/runde?dato={TODAY}"
TEXT = "# Avtale\n\n## 1 Formål {#formal}\n\nPartene skal samarbeide.\n"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--sqlite", action="store_true", help="leave PostgreSQL out")
    chosen = options.parse_args()
    print(f"{PARTIES} parties, {DECIDED} of them have decided; medians of {chosen.rounds}")
    print(f"(wanted: at most {MILLISECONDS} ms)")
    with tempfile.TemporaryDirectory() as folder:
        for name, address in _addresses(Path(folder), chosen.sqlite):
            settings = Settings(data=Path(folder) / name, database_url=address)
            _fill(settings)
            for what, (waited, worked) in _measure(settings, chosen.rounds).items():
                print(f"{name:12} {what}  {waited:6.0f} ms, of which {worked:.0f} ms of the processor")


def _addresses(folder: Path, only_sqlite: bool) -> list[tuple[str, str]]:
    found = [("SQLite", f"sqlite:///{folder / 'tavle.sqlite3'}")]
    if not only_sqlite:
        from tests.postgres import new_database_url  # noqa: PLC0415 - started only where it is asked for

        found.append(("PostgreSQL", new_database_url()))
    return found


def _measure(settings: Settings, times: int) -> dict[str, tuple[float, float]]:
    house = open_house(settings)

    def the_board() -> None:
        with house.database.reading() as session:
            community = community_queries.chosen(session, "maalt")
            document = document_queries.document(session, community, "avtalen")
            version = document_queries.versions_of(session, document)[0]
            found = adoption.adoption(session, community, document, version, TODAY)
            if len(found.board.rows) != PARTIES or len(found.board.missing) != PARTIES - DECIDED:
                raise RuntimeError(found.told)

    port, unseen = serve(make_app(house)), count()
    found = {
        "query": _medians(the_board, times),
        "page ": _medians(lambda: get(port, f"{PAGE}&sett={next(unseen)}"), times),
    }
    house.close()
    return found


def _medians(act: Callable[[], object], times: int) -> tuple[float, float]:
    """Milliseconds waited, and of the processor."""
    act()  # the first one compiles statements and templates
    waited, worked = [], []
    for _ in range(times):
        begun, busy = time.perf_counter(), time.process_time()
        act()
        waited.append(1000 * (time.perf_counter() - begun))
        worked.append(1000 * (time.process_time() - busy))
    return statistics.median(waited), statistics.median(worked)


def _fill(settings: Settings) -> None:
    database = Database(settings.database)
    schema.upgrade(database)
    with database.writing() as session:
        community = communities.add_community(session, OPERATOR, "maalt", "Målt", NOW)
        for rule in shipped_rules("fjordmark-2025"):
            rules.add_rule(session, OPERATOR, community, rule)
        document = documents.add_document(
            session, OPERATOR, community, "avtalen", DocumentKind.SAMARBEIDSAVTALE, "Avtalen", NOW
        )
        version = _frozen(session, document)
        parties = _parties(session, community)
        rounds.start_round(
            session, OPERATOR, community, document, version, BEGUN, NOW + timedelta(days=1), deadline=TODAY
        )
        _steps(session, community, version, parties)
        _decisions(session, community, version, parties)
    database.close()


def _frozen(session: Session, document: DocumentRow) -> VersionRow:
    draft = Draft("2025.1", TEXT, Language.NB, ChangeClass.NY, entry_rule=EntryRule.PAR_FOR_PAR)
    version = documents.make_draft(session, OPERATOR, document, draft, NOW)
    return documents.freeze(session, OPERATOR, document, version, NOW)


def _parties(session: Session, community: CommunityRow) -> list[tuple[int, int]]:
    """Make the parties, their bodies and pairs; answers the party and its body, by id, the trust first."""
    kinds = [PartyKind.HELSEFORETAK, *[PartyKind.KOMMUNE] * (PARTIES - 1)]
    wanted = [
        {
            "community_id": community.id,
            "ref": f"part-{number}",
            "name": f"Part {number:03d}",
            "kind": kind,
            "language": Language.NB,
        }
        for number, kind in enumerate(kinds)
    ]
    ids = list(session.scalars(insert(PartyRow).returning(PartyRow.id, sort_by_parameter_order=True), wanted))
    own = [
        {
            "community_id": community.id,
            "ref": f"organ-{number}",
            "name": f"Organet i part {number:03d}",
            "kind": BodyKind.STYRE if number == 0 else BodyKind.KOMMUNESTYRE,
            "tier": (BodyKind.STYRE if number == 0 else BodyKind.KOMMUNESTYRE).tier,
            "owner_id": party,
            "members": 25,
        }
        for number, party in enumerate(ids)
    ]
    bodies = list(session.scalars(insert(BodyRow).returning(BodyRow.id, sort_by_parameter_order=True), own))
    pairs = [{"community_id": community.id, "kommune_id": each, "foretak_id": ids[0]} for each in ids[1:]]
    session.execute(insert(PairRow), pairs)
    return list(zip(ids, bodies, strict=True))


def _meeting(number: int) -> date:
    return FIRST_MEETING + timedelta(days=number % 90)


def _steps(
    session: Session, community: CommunityRow, version: VersionRow, parties: list[tuple[int, int]]
) -> None:
    """Four steps at each party."""
    rows: list[dict[str, Any]] = []
    for number, (party, _) in enumerate(parties):
        meeting = _meeting(number) if number < DECIDED else TODAY + timedelta(days=1 + number % 40)
        for step, on in (
            (RoundStep.SENDT, BEGUN),
            (RoundStep.I_UTVALG, FIRST_MEETING - timedelta(days=20)),
            (RoundStep.INNSTILT, FIRST_MEETING - timedelta(days=10)),
            (RoundStep.BERAMMET, meeting),
        ):
            rows.append(
                {
                    "community_id": community.id,
                    "version_id": version.id,
                    "party_id": party,
                    "step": step,
                    "happens_on": on,
                    "known_on": min(on, FIRST_MEETING - timedelta(days=10)),
                    "body": "kommunestyret",
                    "case_number": "",
                    "link": "",
                    "reason": "",
                    "noted_by": "Målt",
                    "noted_at": NOW,
                }
            )
    session.execute(insert(RoundStepRow), rows)


def _decisions(
    session: Session, community: CommunityRow, version: VersionRow, parties: list[tuple[int, int]]
) -> None:
    """A valid decision of each of those that have decided, and the day their pair entered."""
    said = Verdict(Answer.VALID, TODAY, "Målt.", "Fordi.", "Nå.").to_dict()
    rows = [
        {
            "community_id": community.id,
            "ref": f"v-{number:010x}",
            "body_id": body,
            "meeting_on": _meeting(number),
            "case_number": f"{number + 1}/25",
            "case_year": 2025,
            "title": "Avtalen",
            "act": Act.VEDTAR,
            "outcome": Outcome.VEDTATT,
            "matter": DocumentKind.SAMARBEIDSAVTALE.value,
            "version_id": version.id,
            "text_hash": version.frozen_hash,
            "change": ChangeClass.NY,
            "change_label": "",
            "findings": "[]",
            "deviation": "",
            "deviation_section_id": "",
            "remark": "",
            "minutes": "Møteboka.",
            "answer": Answer.VALID,
            "verdict": json.dumps(said, ensure_ascii=False),
            "recorded_by": "Målt",
            "recorded_at": NOW,
        }
        for number, (_, body) in enumerate(parties[:DECIDED])
    ]
    session.execute(insert(DecisionRow), rows)
    version.stage, version.adopted_on, version.valid_from = Stage.ADOPTED, FIRST_MEETING, FIRST_MEETING
    session.flush()
    pairs = {pair.kommune_id: pair.id for pair in session.query(PairRow)}
    entries = [
        {
            "community_id": community.id,
            "version_id": version.id,
            "pair_id": pairs[party],
            "valid_from": _meeting(number),
        }
        for number, (party, _) in enumerate(parties[:DECIDED])
        if party in pairs
    ]
    session.execute(insert(PairEntryRow), entries)


if __name__ == "__main__":
    main()

"""A frozen version is laid before its parties; what happens with it there is noted, one step at a time.

Nothing noted is changed: a deadline that is moved is a new row, and so is every step. What was meant to be
otherwise is noted anew, and the last word of a kind counts.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from decisions.rounds import RoundStep
from decisions.words import day_in_words
from documents.lifecycle import Stage
from registry import audit, clock, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RuleSaysNo
from registry.fingerprints import remembered
from registry.operations import adoption, documents
from registry.operations.following_up import place
from registry.operations.rounds_unfit import (
    KEPT,
    NOT_MET,
    NOT_MOVED,
    NOT_NOTED,
    NOT_STARTED,
    refuse_unfit_day,
    refuse_unfit_party,
    refuse_unfounded,
)
from registry.permissions import Actor
from registry.queries import adoption as queries
from registry.queries import rounds
from registry.tables import (
    CommunityRow,
    DocumentRow,
    PartyRow,
    RoundRow,
    RoundStepRow,
    VersionRow,
)


def start_round(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    started_on: date,
    now: datetime,
    *,
    deadline: date | None = None,
) -> RoundRow:
    """Lay a frozen version before its parties, with the day they are asked to have decided by.

    Raises RuleSaysNo for a version that is not frozen, AlreadyThere where the round has begun, BadInput for a
    day before the text was frozen or ahead of today, and for a deadline before the start.
    """
    documents.hold(session, version)
    _refuse_stage(document, version, NOT_STARTED, Stage.FROZEN)
    if begun := rounds.rounds_of(session, version):
        raise AlreadyThere(
            NOT_STARTED,
            f"Runden begynte {day_in_words(begun[0].started_on)}; det førte {begun[0].said_by}.",
            "Skal fristen være en annen, så flytt den.",
            _page(document, version),
        )
    refuse_unfit_day(version, started_on, "started_on", NOT_STARTED)
    if started_on > clock.day_of(now):
        raise BadInput(
            NOT_STARTED,
            f"Runden er satt til å begynne {day_in_words(started_on)}, og den dagen er ikke kommet.",
            f"Start runden den dagen, eller rett datoen. {KEPT}",
            "started_on",
        )
    return _say(session, who, community, document, version, now, NOT_STARTED, started_on, deadline)


def move_deadline(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    deadline: date | None,
    reason: str,
    now: datetime,
) -> RoundRow:
    """Give the round another deadline, or none. The earlier one stands on boards of earlier days.

    Raises RuleSaysNo where no round has begun, BadInput for a deadline before the start.
    """
    documents.hold(session, version)
    _refuse_stage(document, version, NOT_MOVED, Stage.FROZEN)
    said = rounds.rounds_of(session, version)
    if not said:
        raise RuleSaysNo(NOT_MOVED, "Runden er ikke startet.", "Start runden, og sett fristen der.")
    words = fields.line(reason, "reason", "Grunnen til at fristen flyttes")
    if deadline == said[-1].deadline:
        told = f"Fristen er alt {day_in_words(deadline)}." if deadline else "Runden har ingen frist."
        raise BadInput(NOT_MOVED, told, f"Skriv en annen dag. {KEPT}", "deadline")
    return _say(
        session, who, community, document, version, now, NOT_MOVED, said[0].started_on, deadline, words
    )


def note_step(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    party: PartyRow,
    step: RoundStep,
    happens_on: date,
    now: datetime,
    *,
    known_on: date | None = None,
    body: str = "",
    case_number: str = "",
    link: str = "",
    reason: str = "",
) -> RoundStepRow:
    """Note what happened with the version at one party. `known_on`, left out, is today.

    Raises RuleSaysNo for a draft or a withdrawn version, and for BUNDET where those the party came after have
    not all adopted this very text; AlreadyThere for what was noted last; BadInput for a party that is not in
    the round, a day before the text was frozen, and a day ahead that is not a meeting's.
    """
    documents.hold(session, version)
    _refuse_stage(document, version, NOT_NOTED, Stage.FROZEN, Stage.ADOPTED)
    row = RoundStepRow(
        community_id=community.id,
        version_id=version.id,
        party_id=party.id,
        step=step,
        happens_on=happens_on,
        known_on=known_on or clock.day_of(now),
        body=fields.line(body, "body", "Organet", required=False),
        case_number=fields.line(case_number, "case_number", "Saksnummeret", required=False),
        link=place(link, "link", "Lenken", required=False),
        reason=fields.text(reason, "reason", "Grunnen", required=False),
        noted_by=who.name,
        noted_at=now,
    )
    refuse_unfit_day(version, row.happens_on, "happens_on", NOT_NOTED)
    refuse_unfit_day(version, row.known_on, "known_on", NOT_NOTED)
    refuse_unfit_party(session, community, document, party, row)
    refuse_unfounded(session, community, document, version, party, row, clock.day_of(now))
    _refuse_again(session, document, version, row)
    session.add(row)
    session.flush()
    data = {
        "party": party.ref,
        "step": step.value,
        "date": happens_on.isoformat(),
        "rows": remembered(row),
    }
    subject = documents.subject(document, version)
    audit.record(session, Event.STEP_NOTED, subject, who.ref, community.id, data)
    if step in {RoundStep.BUNDET, RoundStep.MA_VEDTA}:
        adoption.settle(session, who, community, document, version, row.known_on)
    return row


def execute_rule(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    now: datetime,
) -> None:
    """Hold the text's own rule against today, and adopt the version if the rule is met.

    Decisions do this by themselves. It is needed where the rule came to be met because the parties changed:
    the last one that was missing ceased to be a party. Raises RuleSaysNo while something is missing.
    """
    documents.hold(session, version)
    _refuse_stage(document, version, NOT_MET, Stage.FROZEN)
    today = clock.day_of(now)
    adoption.settle(session, who, community, document, version, today)
    if version.stage is Stage.FROZEN:
        stand = queries.adoption(session, community, document, version, today)
        raise RuleSaysNo(NOT_MET, stand.told, "Ingenting er endret.")


def _say(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    now: datetime,
    what: str,
    started_on: date,
    deadline: date | None,
    reason: str = "",
) -> RoundRow:
    if deadline is not None and deadline < started_on:
        raise BadInput(
            what,
            f"Fristen er satt til {day_in_words(deadline)}, og det er før runden begynte, "
            f"{day_in_words(started_on)}.",
            f"Rett fristen. {KEPT}",
            "deadline",
        )
    row = RoundRow(
        community_id=community.id,
        version_id=version.id,
        started_on=started_on,
        deadline=deadline,
        reason=reason,
        said_by=who.name,
        said_at=now,
    )
    session.add(row)
    session.flush()
    data = {
        "started": started_on.isoformat(),
        "deadline": deadline.isoformat() if deadline else None,
        "reason": reason,
        "rows": remembered(row),
    }
    subject = documents.subject(document, version)
    audit.record(session, Event.ROUND_SET, subject, who.ref, community.id, data)
    return row


def _refuse_stage(document: DocumentRow, version: VersionRow, what: str, *stages: Stage) -> None:
    """A draft may be another text tomorrow, and what is withdrawn is laid before nobody."""
    if version.stage in stages:
        return
    now = {
        Stage.DRAFT: "Frys teksten først.",
        Stage.WITHDRAWN: "Velg den versjonen som skal vedtas.",
        Stage.ADOPTED: "Runden er over.",
    }.get(version.stage, "")
    raise RuleSaysNo(what, f"{document.ref} {version.number} er {version.stage.value}.", now)


def _refuse_again(session: Session, document: DocumentRow, version: VersionRow, row: RoundStepRow) -> None:
    """The same noted twice is one thing. A meeting set anew after it was called off is another."""
    sorts = next((group for group in _ANSWERING if row.step in group), {row.step})
    last = session.scalars(
        select(RoundStepRow)
        .where(
            RoundStepRow.version_id == version.id,
            RoundStepRow.party_id == row.party_id,
            RoundStepRow.step.in_(sorts),
        )
        .order_by(RoundStepRow.known_on.desc(), RoundStepRow.id.desc())
        .limit(1)
    ).first()
    if last is not None and _told(last) == _told(row):
        raise AlreadyThere(
            NOT_NOTED,
            f"{last.noted_by} har alt ført det: {row.step.value}, {day_in_words(row.happens_on)}.",
            "Det står på tavla.",
            _page(document, version),
        )


def _told(row: RoundStepRow) -> tuple[object, ...]:
    return row.step, row.happens_on, row.body, row.case_number, row.link, row.reason


def _page(document: DocumentRow, version: VersionRow) -> str:
    return f"/dokumenter/{document.ref}/{version.number}/runde"


_ANSWERING = ({RoundStep.BERAMMET, RoundStep.AVLYST}, {RoundStep.BUNDET, RoundStep.MA_VEDTA})
"""Steps of which one answers the other: the last word of both counts."""

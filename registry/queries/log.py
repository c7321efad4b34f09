"""What has been done, and does everything still agree with the log?"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, undefer

from documents.lifecycle import Stage
from registry import audit
from registry.audit import Event
from registry.fingerprints import decision_hash, reason_hash, rule_hash, text_hash
from registry.tables import (
    AuditRow,
    CommunityRow,
    ComparisonRow,
    DecisionBasisRow,
    DecisionRow,
    DocumentRow,
    MandateRuleRow,
    PersonRow,
    ReasonRow,
    ReceivedFileRow,
    SendingRow,
    VersionRow,
)

LARGEST_SEQ = 2**31 - 1
"""The largest number PostgreSQL keeps in the column; a larger one must not be asked for."""


def head(session: Session) -> AuditRow | None:
    """The last entry of the log."""
    return session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()


def entries(session: Session, community: CommunityRow, before: int | None, limit: int) -> Sequence[AuditRow]:
    """Entries of this helsefellesskap and of the installation, the newest first."""
    older = AuditRow.seq < min(before or LARGEST_SEQ, LARGEST_SEQ)
    return session.scalars(_of(community).where(older).limit(limit)).all()


def history_of(session: Session, community: CommunityRow, subject: str) -> Sequence[AuditRow]:
    """All that was done with one thing, the oldest first."""
    return session.scalars(
        select(AuditRow)
        .where(AuditRow.community_id == community.id, AuditRow.subject == subject)
        .order_by(AuditRow.seq)
    ).all()


def since(session: Session, seq: int) -> Sequence[AuditRow]:
    """Entries after this one, in order: what the search index has not seen."""
    return session.scalars(select(AuditRow).where(AuditRow.seq > seq).order_by(AuditRow.seq)).all()


def faults(session: Session) -> Iterator[str]:
    """A sentence for everything that does not agree: texts, decisions, the log. Nothing: all is as it was."""
    yield from audit.broken_links(session)
    yield from _changed_versions(session)
    yield from _changed_decisions(session)
    yield from _changed_days(session)
    yield from _changed_rules(session)
    yield from _changed_bases(session)
    yield from _changed_reasons(session)
    yield from _changed_sendings(session)
    yield from _changed_files(session)


def counted(session: Session) -> dict[str, int]:
    """How much `faults` looks at."""
    return {
        "versions": session.scalar(select(func.count()).select_from(VersionRow)) or 0,
        "decisions": session.scalar(select(func.count()).select_from(DecisionRow)) or 0,
        "entries": session.scalar(select(func.count()).select_from(AuditRow)) or 0,
    }


def _changed_versions(session: Session) -> Iterator[str]:
    frozen = _said(session, (Event.VERSION_FROZEN, Event.VERSION_ADOPTED, Event.VERSION_WITHDRAWN), "hash")
    seen = set()
    for row, document in session.execute(
        select(VersionRow, DocumentRow).join(DocumentRow, DocumentRow.id == VersionRow.document_id)
    ):
        name = f"versjon:{document.ref}@{row.number}"
        key = (row.community_id, name)
        seen.add(key)
        shown = f"{document.ref}@{row.number}"
        if row.stage is Stage.DRAFT and key not in frozen:
            continue
        if key not in frozen:
            yield f"{shown} står som {row.stage.value}, men loggen vet ikke om det."
        elif row.frozen_hash != frozen[key] or text_hash(row.text) != frozen[key]:
            yield f"Teksten i {shown} er en annen enn den som ble {row.stage.value}."
    for _, name in sorted(set(frozen) - seen):
        yield f"{name.removeprefix('versjon:')} er borte fra registeret."


def _changed_decisions(session: Session) -> Iterator[str]:
    recorded = _said(session, (Event.DECISION_RECORDED,), "hash")
    seen = set()
    for row in session.scalars(select(DecisionRow)):
        key = (row.community_id, f"vedtak:{row.ref}")
        seen.add(key)
        if recorded.get(key) != decision_hash(row):
            yield f"Vedtaket {row.ref} (sak {row.case_number}) er et annet enn det som ble registrert."
    for _, name in sorted(set(recorded) - seen):
        yield f"Vedtaket {name.removeprefix('vedtak:')} er borte fra registeret."


def _changed_days(session: Session) -> Iterator[str]:
    """The days an adopted version applies, held against the log: they decide what is in force."""
    begins = _said(session, (Event.VERSION_ADOPTED,), "from")
    ends = _said(session, (Event.VERSION_REPEALED,), "to")
    for row, document in session.execute(
        select(VersionRow, DocumentRow).join(DocumentRow, DocumentRow.id == VersionRow.document_id)
    ):
        key = (row.community_id, f"versjon:{document.ref}@{row.number}")
        days = tuple(day.isoformat() if day else None for day in (row.valid_from, row.valid_to))
        if days != (begins.get(key), ends.get(key)):
            yield f"{document.ref}@{row.number} gjelder andre dager enn de som ble ført."


def _changed_rules(session: Session) -> Iterator[str]:
    recorded = _said(session, (Event.RULE_ADDED,), "hash")
    rows = session.scalars(select(MandateRuleRow)).all()
    for row in rows:
        if recorded.get((row.community_id, f"regel:{row.ref}")) != rule_hash(row):
            yield f"Mandatregelen {row.ref} er en annen enn den som ble lagt til."
    for _, name in sorted(set(recorded) - {(row.community_id, f"regel:{row.ref}") for row in rows}):
        yield f"Mandatregelen {name.removeprefix('regel:')} er borte fra registeret."


def _changed_bases(session: Session) -> Iterator[str]:
    """The comparisons that decisions rested on, held against what the log says they were."""
    kept = session.execute(
        select(DecisionRow, ComparisonRow)
        .outerjoin(DecisionBasisRow, DecisionBasisRow.decision_id == DecisionRow.id)
        .outerjoin(ComparisonRow, ComparisonRow.id == DecisionBasisRow.comparison_id)
    )
    recorded = {key: data.get("comparison") for key, data in _data(session, (Event.DECISION_RECORDED,))}
    hashes: dict[int, str] = {}
    for decision, comparison in kept:
        if comparison is not None and comparison.id not in hashes:
            hashes[comparison.id] = text_hash(comparison.content)
        now = hashes[comparison.id] if comparison is not None else None
        if now != recorded.get((decision.community_id, f"vedtak:{decision.ref}")):
            about = f"{decision.ref} (sak {decision.case_number})"
            yield f"Sammenligningen som vedtaket {about} bygde på, er en annen enn den som ble ført."


def _changed_reasons(session: Session) -> Iterator[str]:
    """The reasons for changes, held against the log."""
    said = _data(session, (Event.CHANGE_EXPLAINED,))
    written = {(key, data["section"]): data["hash"] for key, data in said}
    seen = set()
    for row, version, document in session.execute(
        select(ReasonRow, VersionRow, DocumentRow)
        .join(VersionRow, VersionRow.id == ReasonRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
    ):
        name = f"{document.ref}@{version.number}"
        key = ((row.community_id, f"versjon:{name}"), row.section_id)
        seen.add(key)
        if written.get(key) != reason_hash(row):
            yield f"En begrunnelse i {name} er en annen enn den som ble skrevet."
    for (_, name), _section in sorted(written.keys() - seen):
        yield f"En begrunnelse i {name.removeprefix('versjon:')} er borte fra registeret."


def _changed_sendings(session: Session) -> Iterator[str]:
    """The texts that were sent out, and their Word files, held against the log."""
    sent = {(key[0], data["sending"]): (key[1], data) for key, data in _data(session, (Event.DRAFT_SENT,))}
    seen = set()
    for row in session.scalars(
        select(SendingRow).options(undefer(SendingRow.data)).execution_options(yield_per=20)
    ):
        key = (row.community_id, row.ref)
        seen.add(key)
        now = {"hash": text_hash(row.text), "file": hashlib.sha256(row.data).hexdigest()}
        said = sent.get(key, ("", {}))[1]
        if row.text_hash != now["hash"] or any(said.get(name) != value for name, value in now.items()):
            yield f"Utsendingen {row.ref} er en annen enn den som ble sendt."
    for key in sorted(sent.keys() - seen):
        yield f"En utsending av {sent[key][0].removeprefix('versjon:')} er borte fra registeret."


def _changed_files(session: Session) -> Iterator[str]:
    """The files that came in, held against the log. Of those gone, the ones that amendments were made of."""
    said = _said(session, (Event.FILE_RECEIVED,), "sha256")
    seen = set()
    wanted = select(ReceivedFileRow).options(undefer(ReceivedFileRow.data))
    for row in session.scalars(wanted.execution_options(yield_per=20)):
        key = (row.community_id, f"fil:{row.ref}")
        seen.add(key)
        if not row.sha256 == hashlib.sha256(row.data).hexdigest() == said.get(key):
            yield f"Filen «{row.name}» er en annen enn den som kom inn."
    used = {(key[0], f"fil:{data['file']}") for key, data in _data(session, (Event.AMENDMENTS_MADE,))}
    for _, name in sorted(used - seen):
        yield f"Filen {name.removeprefix('fil:')}, som det er ført forslag av, er borte fra registeret."


def _said(session: Session, events: tuple[Event, ...], key: str) -> dict[tuple[int, str], str]:
    """The last value the log gives for each subject in these events."""
    return {subject: data[key] for subject, data in _data(session, events)}


def _data(session: Session, events: tuple[Event, ...]) -> Iterator[tuple[tuple[int, str], dict[str, str]]]:
    """What the log says of each subject in these events, in the order it was said."""
    rows = session.scalars(
        select(AuditRow).where(AuditRow.event.in_([event.value for event in events])).order_by(AuditRow.seq)
    )
    for row in rows:
        yield (row.community_id or 0, row.subject), json.loads(row.payload)["data"]


def _of(community: CommunityRow) -> Select[AuditRow]:
    return (
        select(AuditRow)
        .where((AuditRow.community_id == community.id) | AuditRow.community_id.is_(None))
        .order_by(AuditRow.seq.desc())
    )


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a person reads it."""

    seq: int
    at: datetime
    who: str
    what: str
    subject: str
    """What it was done to; empty where people did something for themselves."""
    path: str
    """Where the thing can be read; empty when it has no page."""
    data: dict[str, object]


def told(session: Session, row: AuditRow) -> Told:
    """The entry in words. Names come from the table of people; the log itself holds only their references."""
    kind, _, thing = row.subject.partition(":")
    return Told(
        row.seq,
        datetime.fromisoformat(row.at),
        _name(session, row.actor),
        _DONE[Event(row.event)],
        thing or (_name(session, kind) if kind != row.actor else ""),
        _path(kind, thing),
        json.loads(row.payload)["data"],
    )


def _name(session: Session, ref: str) -> str:
    name = session.scalars(select(PersonRow.name).where(PersonRow.ref == ref)).first()
    return name or _ACTORS.get(ref, ref)


def _path(kind: str, thing: str) -> str:
    match kind:
        case "versjon":
            return "/dokumenter/" + thing.replace("@", "/")
        case "dokument" | "vedtak" | "organ" | "part":
            return f"/{_PLACES[kind]}/{thing}"
        case _:
            return ""


_PLACES = {"dokument": "dokumenter", "vedtak": "vedtak", "organ": "organer", "part": "parter"}
_ACTORS = {"drift": "Drift (kommandolinjen)", "offentlig": "Uten innlogging"}
_DONE = {
    Event.AMENDMENT_ANSWERED: "svarte på et forslag i",
    Event.AMENDMENTS_MADE: "førte forslagene i en fil til",
    Event.BODY_ADDED: "la til organet",
    Event.CHANGE_EXPLAINED: "begrunnet en endring i",
    Event.COMMUNITY_ADDED: "la til helsefellesskapet",
    Event.COVERAGE_JUDGED: "vurderte hva teksten dekker i",
    Event.COVERAGE_WITHDRAWN: "trakk en vurdering av",
    Event.DECISION_RECORDED: "registrerte vedtaket",
    Event.DOCUMENT_ADDED: "la til dokumentet",
    Event.DRAFT_CHANGED: "skrev i utkastet",
    Event.DRAFT_MADE: "laget utkastet",
    Event.DRAFT_SENT: "sendte ut",
    Event.FILE_RECEIVED: "tok imot filen",
    Event.PAIR_ADDED: "la til paret",
    Event.PAIR_ENTERED: "førte i kraft for et par",
    Event.PARTY_ADDED: "la til parten",
    Event.PARTY_SUCCEEDED: "førte etterfølgeren til",
    Event.PASSWORD_SET: "satte passordet til",
    Event.PERSON_ADDED: "la til",
    Event.PERSON_DISABLED: "stengte ute",
    Event.ROLE_GIVEN: "ga en rolle til",
    Event.ROLE_TAKEN: "tok en rolle fra",
    Event.RULE_ADDED: "la til regelen",
    Event.SEAT_TAKEN: "førte en plass i",
    Event.SIGNED_IN: "logget inn",
    Event.SIGNED_OUT: "logget ut",
    Event.TEMPLATE_CHOSEN: "valgte mal for Word-filer",
    Event.TOKEN_MADE: "laget en nøkkel til",
    Event.TOKEN_REVOKED: "trakk en nøkkel fra",
    Event.VERSION_ADOPTED: "førte som vedtatt",
    Event.VERSION_FROZEN: "frøs",
    Event.VERSION_REPEALED: "førte som opphevet",
    Event.VERSION_WITHDRAWN: "trakk",
}

"""What goes out in Word and comes in again."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from documents import docx
from documents.docx import Reading, Tracked
from documents.lifecycle import Stage
from documents.markdown import NotALegalText
from documents.returning.amendments import Amendment, Returned, returned
from documents.returning.kinds import AmendmentKind, AmendmentState
from documents.text import new_id
from registry import audit, fields
from registry.audit import Event
from registry.clock import OSLO
from registry.errors import BadInput, RuleSaysNo
from registry.fingerprints import text_hash
from registry.operations.documents import hold, subject
from registry.operations.imports import LARGEST_FILE
from registry.permissions import Actor
from registry.queries import documents, exports
from registry.queries.documents import tree_of
from registry.queries.exchange import (
    Base,
    BaseGround,
    SealAnswer,
    base_of,
    community_of,
    received,
    report_of,
    same_sending,
)
from registry.tables import AmendmentRow, CommunityRow, DocumentRow, ReceivedFileRow, SendingRow, VersionRow

SENDABLE = (Stage.DRAFT, Stage.FROZEN)


def send(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    recipient: str,
    key: bytes,
    now: datetime,
) -> SendingRow:
    """Send out a version as it reads now, in Word, with a seal that tells which sending it was.

    The text and the file are kept. The same words to the same recipient again are the same sending.
    """
    hold(session, version)
    if version.stage not in SENDABLE:
        raise RuleSaysNo(
            f"Versjon {version.number} er ikke sendt ut.",
            f"Den er {version.stage.value}, og svar på den kan ikke tas inn.",
            "Lag et nytt utkast på grunnlag av den, og send ut det.",
        )
    told = fields.line(recipient, "recipient", "Mottakeren", required=False)
    if again := same_sending(session, version, told):
        return again
    ref, community = new_id(), community_of(session, document)
    view = documents.view(session, document, version, now.astimezone(OSLO).date())
    row = SendingRow(
        community_id=document.community_id,
        version_id=version.id,
        ref=ref,
        text=version.text,
        text_hash=text_hash(version.text),
        recipient=told,
        data=exports.sealed_word(session, community, view, key, ref),
        sent_by=who.ref,
        sent_at=now,
    )
    session.add(row)
    session.flush()
    data = {"sending": ref, "hash": row.text_hash, "file": hashlib.sha256(row.data).hexdigest()}
    audit.record(session, Event.DRAFT_SENT, subject(document, version), who.ref, document.community_id, data)
    return row


def receive(
    session: Session, who: Actor, community: CommunityRow, name: str, data: bytes, now: datetime
) -> ReceivedFileRow:
    """Keep a file as it came, until it is known what becomes of it. The caller has read it under guard."""
    row = ReceivedFileRow(
        community_id=community.id,
        ref=new_id(),
        name=fields.line(name, "file", "Filens navn"),
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        received_by=who.ref,
        received_at=now,
    )
    session.add(row)
    session.flush()
    told = {"name": row.name, "sha256": row.sha256}
    audit.record(session, Event.FILE_RECEIVED, f"fil:{row.ref}", who.ref, community.id, told)
    return row


def take_back(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    name: str,
    data: bytes,
    sender: str,
    key: bytes,
    now: datetime,
    read: Callable[[str, bytes], Reading] | None = None,
) -> ReceivedFileRow:
    """Take in a file that was sent out and has come back: what it proposes becomes amendments of the draft.

    The very same file again is the one that is there already. `read` is for a caller who has read the file
    before the register was held for writing; it does as `read_returned`. Raises BadInput for a file that
    cannot be read or is another document's, RuleSaysNo for a version that is no draft.
    """
    hold(session, version)
    refuse_no_draft(document, version)
    told = fields.line(sender, "sender", "Avsenderen", required=False)
    sha256 = hashlib.sha256(data).hexdigest()
    if again := next((row for row in received(session, version) if row.sha256 == sha256), None):
        return again
    reading = (read or read_returned)(name, data)
    base = base_of(session, document, version, reading, name, key)
    row = receive(session, who, community_of(session, document), name, data, now)
    row.version_id, row.base = version.id, base.text
    row.sending_id = base.sending.id if base.sending else None
    row.sender = told or (base.sending.recipient if base.sending else "")
    _fill(session, who, document, version, row, reading, base, {})
    return row


def make_amendments(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    file_row: ReceivedFileRow,
    reading: Reading,
    now: datetime,
) -> int:
    """Make the tracked changes and comments of a file that became this draft amendments of it: how many?

    `reading` is the file read with Tracked.SUGGEST; the base is the draft's text.
    """
    hold(session, version)
    refuse_no_draft(document, version)
    file_row.version_id, file_row.base = version.id, version.text
    base = Base(version.text, BaseGround.IMPORTED, SealAnswer.NONE)
    file_row.received_at = file_row.received_at or now
    return _fill(session, who, document, version, file_row, reading, base, {})


def correct_match(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    file_row: ReceivedFileRow,
    at: int,
    identity: str,
) -> int:
    """Say which section of the base the file's section number `at` is; empty: it is new.

    The amendments of the file that nobody has answered are made anew: how many? Those that are answered stay.
    """
    hold(session, version)
    refuse_no_draft(document, version)
    session.refresh(file_row)
    report = report_of(file_row)
    told = {int(place): section for place, section in report["told"].items()} | {at: identity}
    _refuse_impossible(file_row, report, told, at)
    reading = read_returned(file_row.name, file_row.data)
    base = Base(file_row.base, BaseGround(report["ground"]), SealAnswer(report["seal"]))
    made_anew = AmendmentRow.file_id == file_row.id, AmendmentRow.state == AmendmentState.OPEN
    session.execute(delete(AmendmentRow).where(*made_anew))
    return _fill(session, who, document, version, file_row, reading, base, told)


def read_returned(name: str, data: bytes) -> Reading:
    """The file with each author's tracked changes apart, read in a process of its own; raises BadInput."""
    if len(data) > LARGEST_FILE:
        raise BadInput(f"«{name}» er for stor.", "Det er plass til 20 MB.", "Ta ut bildene.", "file")
    if not data.strip():
        raise BadInput(f"«{name}» er tom.", "Det er ingenting å lese i den.", "Velg en annen fil.", "file")
    try:
        return docx.read_apart(data, name, Tracked.SUGGEST)
    except docx.NotReadable as wrong:
        raise BadInput(f"«{name}» ble ikke lest.", wrong.why, wrong.now, "file") from wrong
    except NotALegalText as wrong:
        raise BadInput(f"«{name}» ble ikke lest.", str(wrong), "Rett det i Word.", "file") from wrong


def refuse_no_draft(document: DocumentRow, version: VersionRow) -> None:
    """Answers belong to drafts; raises RuleSaysNo for what is frozen, adopted or withdrawn."""
    if version.stage is not Stage.DRAFT:
        raise RuleSaysNo(
            f"{document.ref} {version.number} kan ikke endres.",
            f"Versjonen er {version.stage.value}, og teksten i den ligger fast. "
            "Forslagene som er kommet inn, blir stående.",
            "Lag et nytt utkast på grunnlag av den, og ta filene inn der.",
        )


def _refuse_impossible(
    row: ReceivedFileRow, report: Mapping[str, Any], told: Mapping[int, str], at: int
) -> None:
    identity = told[at]
    known = {section.id for section in tree_of(row.base).walk()}
    if not 0 <= at < len(report["matches"]) or (identity and identity not in known):
        raise BadInput(
            "Ingenting er endret.",
            "Punktet finnes ikke i filen, eller ikke i teksten den er holdt mot.",
            "Åpne siden på nytt.",
            "punkt",
        )
    if identity and list(told.values()).count(identity) > 1:
        raise BadInput(
            "Ingenting er endret.",
            "Et annet punkt i filen er sagt å være det samme.",
            "Rett det andre punktet først.",
            "punkt",
        )


def _fill(
    session: Session,
    who: Actor,
    document: DocumentRow,
    version: VersionRow,
    row: ReceivedFileRow,
    reading: Reading,
    base: Base,
    told: Mapping[int, str],
) -> int:
    """Make the rows of what the file proposes, but for what is answered already; and the report of it."""
    sender = row.sender or f"Avsenderen av «{row.name}»"
    found = returned(reading, tree_of(base.text), sender, told)
    row.report = json.dumps(_report(reading, base, found, told), ensure_ascii=False)
    answered = session.scalars(select(AmendmentRow).where(AmendmentRow.file_id == row.id)).all()
    before = {_told_by(each.kind, each.section_id, each.author, each.content) for each in answered}
    position = max((each.position for each in answered), default=0)
    count = 0
    for amendment in map(_tidied, found.amendments):
        content = json.dumps(amendment.to_dict(), ensure_ascii=False)
        if _told_by(amendment.kind, amendment.section, amendment.author, content) in before:
            continue
        count += 1
        session.add(
            AmendmentRow(
                community_id=document.community_id,
                file_id=row.id,
                version_id=version.id,
                position=position + count,
                section_id=amendment.section,
                kind=amendment.kind,
                author=amendment.author,
                made_on=_day(amendment.made_on),
                content=content,
                state=AmendmentState.OPEN,
            )
        )
    session.flush()
    data = {"file": row.ref, "count": count, "base": text_hash(base.text)}
    audit.record(
        session, Event.AMENDMENTS_MADE, subject(document, version), who.ref, document.community_id, data
    )
    return count


def _report(reading: Reading, base: Base, found: Returned, told: Mapping[int, str]) -> dict[str, object]:
    about = [*base.remarks, *found.remarks]
    if not found.amendments:
        about = ["Filen har ingenting å foreslå: teksten er som den var.", *about]
    return {
        "remarks": [asdict(remark) for remark in reading.remarks],
        "about": about,
        "ground": base.ground.value,
        "seal": base.seal.value,
        "matches": [asdict(match) for match in found.matches],
        "told": {str(at): identity for at, identity in told.items()},
        "account": asdict(reading.account),
    }


def _told_by(kind: AmendmentKind, section: str, author: str, content: str) -> tuple[str, ...]:
    """What an amendment says, however often it is made: what is new has a fresh identity each time."""
    kept = json.loads(content)
    is_new = kind in {AmendmentKind.NEW, AmendmentKind.UNPLACED}
    words = json.dumps([kept["after"], kept["words"], None if is_new else kept["spot"]], ensure_ascii=False)
    return ("", "", author, words) if is_new else (kind.value, section, author, words)


def _tidied(amendment: Amendment) -> Amendment:
    """Names and comments come from the file as anybody may write them: without signs that deceive."""
    author = _visible(amendment.author) or "Ukjent"
    words = "\n".join(map(_visible, amendment.words.splitlines()))
    return replace(
        amendment, author=author[: fields.LINE_LENGTH], words=words, anchor=_visible(amendment.anchor)
    )


def _visible(words: str) -> str:
    return " ".join("".join(_each_visible(words)).split())


def _each_visible(words: str) -> Iterable[str]:
    return (sign if sign.isprintable() else " " if sign.isspace() else "" for sign in words)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None

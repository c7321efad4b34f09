"""What went out in Word and what came in again: sendings, received files, and what a file is held against."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.docx import Reading
from documents.docx.seal import Seal, is_genuine
from documents.markdown import write
from documents.text import LegalText
from registry.errors import BadInput, NotFound
from registry.fingerprints import text_hash
from registry.permissions import OPERATOR
from registry.queries import documents
from registry.tables import CommunityRow, DocumentRow, PersonRow, ReceivedFileRow, SendingRow, VersionRow


class BaseGround(StrEnum):
    """What a returned file is held against."""

    SENDING = "teksten som ble sendt"
    VERSION = "teksten i versjonen filen ble laget av"
    FILE = "filens egen tekst uten de sporede endringene"
    DRAFT = "utkastet slik det var da filen kom"
    IMPORTED = "teksten slik den ble hentet inn"


class SealAnswer(StrEnum):
    """What the seal of a file says."""

    GENUINE = "ekte"
    FOREIGN = "ikke laget her"
    UNSIGNED = "bare filens egenskaper"
    NONE = "ikke noe segl"


@dataclass(frozen=True, slots=True)
class Base:
    """What a returned file is held against, and why that."""

    text: str
    """Canonical Markdown."""
    ground: BaseGround
    seal: SealAnswer
    sending: SendingRow | None = None
    remarks: tuple[str, ...] = ()
    """What a person should know of it, in sentences."""


def sendings(session: Session, version: VersionRow) -> Sequence[SendingRow]:
    """All that was sent of this version, the newest first."""
    wanted = select(SendingRow).where(SendingRow.version_id == version.id)
    return session.scalars(wanted.order_by(SendingRow.id.desc())).all()


def sending(session: Session, version: VersionRow, ref: str) -> SendingRow:
    """One sending of this version; raises NotFound."""
    found = next((row for row in sendings(session, version) if row.ref == ref), None)
    if found is None:
        raise NotFound("Utsendingen finnes ikke.", "", "Se listen over det som er sendt ut.")
    return found


def same_sending(session: Session, version: VersionRow, recipient: str) -> SendingRow | None:
    """The sending of these very words, in this stage, to this recipient, if there is one."""
    for row in sendings(session, version):
        in_this_stage = version.frozen_at is None or row.sent_at >= version.frozen_at
        if row.text == version.text and row.recipient == recipient and in_this_stage:
            return row
    return None


def received(session: Session, version: VersionRow) -> Sequence[ReceivedFileRow]:
    """The files that came in with answers to this version, in the order they came.

    A file that merely became the version, and proposes nothing, is none of them.
    """
    wanted = select(ReceivedFileRow).where(ReceivedFileRow.version_id == version.id)
    rows = session.scalars(wanted.order_by(ReceivedFileRow.id)).all()
    return [row for row in rows if "matches" in report_of(row)]


def received_file(session: Session, version: VersionRow, ref: str) -> ReceivedFileRow:
    """One of them; raises NotFound."""
    found = next((row for row in received(session, version) if row.ref == ref), None)
    if found is None:
        raise NotFound("Filen finnes ikke.", "", "Se listen over filene som er kommet inn.")
    return found


def report_of(row: ReceivedFileRow) -> dict[str, Any]:
    """What was said of the file when it was read."""
    report: dict[str, Any] = json.loads(row.report)
    return report


def base_text(row: ReceivedFileRow) -> LegalText:
    """The text that the file was held against."""
    return documents.tree_of(row.base)


def sending_of(session: Session, row: ReceivedFileRow) -> SendingRow | None:
    """The sending that the file is an answer to, where it is known."""
    return session.get(SendingRow, row.sending_id) if row.sending_id else None


def names_of(session: Session, refs: Iterable[str]) -> Mapping[str, str]:
    """The names of those who acted, by the references that rows hold."""
    found = session.execute(select(PersonRow.ref, PersonRow.name).where(PersonRow.ref.in_(set(refs))))
    return {OPERATOR.ref: OPERATOR.name} | {row.ref: row.name for row in found}


def base_of(
    session: Session, document: DocumentRow, version: VersionRow, reading: Reading, name: str, key: bytes
) -> Base:
    """What the file was made of: by its seal, else by its hash, else by its own words, else the draft now.

    Raises BadInput for a file that says it is another document's.
    """
    seal = reading.seal
    answer = _answer(seal, key)
    if seal is None:
        return _draft_now(version, answer, "Filen har ikke noe segl fra registeret.")
    _refuse_another_document(session, document, seal, answer, name)
    remarks = _remarks(seal, answer, version)
    if answer is SealAnswer.GENUINE and (sent := _sent(session, document, seal.sending)):
        return Base(sent.text, BaseGround.SENDING, answer, sent, remarks)
    for sent in _sendings_of(session, document):
        if sent.text_hash == seal.hash:
            return Base(sent.text, BaseGround.SENDING, answer, sent, remarks)
    for row in documents.versions_of(session, document):
        if text_hash(row.text) == seal.hash:
            return Base(row.text, BaseGround.VERSION, answer, None, remarks)
    if text_hash(own := write(reading.text)) == seal.hash:
        return Base(own, BaseGround.FILE, answer, None, remarks)
    why = "Registeret har ikke lenger teksten som filen ble laget av."
    return _draft_now(version, answer, why, remarks)


def _answer(seal: Seal | None, key: bytes) -> SealAnswer:
    if seal is None:
        return SealAnswer.NONE
    if not seal.signature and not seal.sections:
        return SealAnswer.UNSIGNED
    return SealAnswer.GENUINE if is_genuine(seal, key) else SealAnswer.FOREIGN


def _refuse_another_document(
    session: Session, document: DocumentRow, seal: Seal, answer: SealAnswer, name: str
) -> None:
    """What another installation, or nobody we know, has written in a seal is no ground to refuse a file."""
    ref = seal.document.partition("@")[0]
    if ref == document.ref or answer is SealAnswer.FOREIGN:
        return
    beside = {each.ref: each.title for each in documents.documents_beside(session, document)}
    if answer is SealAnswer.UNSIGNED and ref not in beside:
        return
    raise BadInput(
        f"«{name}» er ikke tatt inn.",
        f"Filen ble laget av «{beside.get(ref, ref)}», og ikke av «{document.title}».",
        "Ta den inn der den hører til. Ingenting er endret.",
        "file",
    )


def _remarks(seal: Seal, answer: SealAnswer, version: VersionRow) -> tuple[str, ...]:
    told = {
        SealAnswer.FOREIGN: "Seglet i filen er ikke laget av dette registeret, eller det er endret. Det som "
        "står i det, er derfor ikke lagt til grunn.",
        SealAnswer.UNSIGNED: "Seglet er borte fra filen. Det skjer når den lagres i et annet format på "
        "veien. Filens egenskaper sier hvilken tekst den ble laget av, men det er ikke bevist.",
    }
    other = (
        f"Filen ble laget av versjon {seal.version}, og tas inn i versjon {version.number}."
        if answer is SealAnswer.GENUINE and seal.version != version.number
        else ""
    )
    return tuple(each for each in (told.get(answer, ""), other) if each)


def _draft_now(version: VersionRow, answer: SealAnswer, why: str, also: tuple[str, ...] = ()) -> Base:
    told = (
        f"{why} Den er holdt mot utkastet slik det er nå, og det som er skrevet i utkastet siden filen "
        "ble laget, kan derfor se ut som noe avsenderen vil ha bort. Se nøye på hvert forslag."
    )
    return Base(version.text, BaseGround.DRAFT, answer, None, (*also, told))


def _sent(session: Session, document: DocumentRow, ref: str) -> SendingRow | None:
    return next((row for row in _sendings_of(session, document) if ref and row.ref == ref), None)


def _sendings_of(session: Session, document: DocumentRow) -> Sequence[SendingRow]:
    """All that was sent of any version of the document, the newest first."""
    of_document = select(VersionRow.id).where(VersionRow.document_id == document.id)
    wanted = select(SendingRow).where(SendingRow.version_id.in_(of_document))
    return session.scalars(wanted.order_by(SendingRow.id.desc())).all()


def community_of(session: Session, document: DocumentRow) -> CommunityRow:
    """The helsefellesskap that the document belongs to."""
    return session.get_one(CommunityRow, document.community_id)

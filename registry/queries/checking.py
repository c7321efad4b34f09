"""Does everything in the register still agree with the log?"""

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from documents.lifecycle import Stage
from registry import audit
from registry.audit import Event
from registry.fingerprints import decision_hash, reason_hash, remembered, rule_hash, text_hash
from registry.tables import (
    AdoptedPaperRow,
    AllocationRow,
    AuditRow,
    Base,
    CasePackageRow,
    CatalogueRow,
    CatalogueSignOffRow,
    CertificationRow,
    ClassificationRow,
    ComparisonRow,
    DecisionBasisRow,
    DecisionDetailRow,
    DecisionRow,
    DelegationRow,
    DeviationRow,
    DocumentRow,
    FundRow,
    GoverningClauseRow,
    InvolvementRow,
    JointMeasureEndRow,
    JointMeasureRow,
    MandateRuleRow,
    MarkRow,
    MeetingRow,
    MessageRow,
    MinutesCorrectionRow,
    NoticeRow,
    NoticeStepRow,
    PackageState,
    PartyRow,
    PublicationRow,
    ReasonRow,
    ReceivedFileRow,
    RejudgingRow,
    ReviewRow,
    RoundRow,
    RoundStepRow,
    RuleCorrectionRow,
    RulingRow,
    SendingRow,
    SignatureRow,
    SubmissionRow,
    SynonymRow,
    VersionRow,
)

REMEMBERED: dict[type[Base], str] = {
    AllocationRow: "En fordeling av midler",
    CatalogueRow: "En kravliste",
    CatalogueSignOffRow: "En kvittering for en kravliste",
    CertificationRow: "En bekreftelse av et vedtak",
    ClassificationRow: "En klassifisering av en endring",
    DecisionDetailRow: "Ordlyden i et vedtak",
    DelegationRow: "En delegasjon",
    DeviationRow: "En klassifisering av et avvik",
    FundRow: "En post med midler",
    GoverningClauseRow: "En lesning av et punkt som styrer en særavtale",
    InvolvementRow: "En medvirkning",
    JointMeasureEndRow: "En siste dag for et samarbeidstiltak",
    JointMeasureRow: "Et samarbeidstiltak",
    MarkRow: "En vurdering av et lovkrav",
    MessageRow: "Et brev i utboksen",
    MinutesCorrectionRow: "En rettelse av en protokoll",
    NoticeRow: "En oppsigelse",
    NoticeStepRow: "Et steg i en oppsigelse",
    PublicationRow: "En publisering",
    RejudgingRow: "En ny vurdering av vedtakene",
    ReviewRow: "En gjennomgang",
    RoundRow: "En vedtaksrunde",
    RoundStepRow: "Et steg i en vedtaksrunde",
    RuleCorrectionRow: "En rettelse av en mandatregel",
    RulingRow: "En persons avgjørelse",
    SignatureRow: "En underskrift",
    SubmissionRow: "En innsending",
    SynonymRow: "En endring av søkeordene",
}
"""Tables of which the log remembers every row (`fingerprints.remembered`), and what a row is called."""


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
    yield from _changed_packages(session)
    yield from _changed_papers(session)
    yield from _changed_rows(session)
    yield from _changed_minutes(session)


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


def _changed_papers(session: Session) -> Iterator[str]:
    """The papers that came back from the parties, held against the log: file, owner, how it was read."""
    said: dict[tuple[int, str], dict[str, str]] = {}
    for (community, _), data in _data(session, (Event.PAPER_RECEIVED, Event.PAPER_ASSIGNED)):
        said[community, data["paper"]] = data
    wanted = (
        select(AdoptedPaperRow, PartyRow.ref, DecisionRow.ref)
        .outerjoin(PartyRow, PartyRow.id == AdoptedPaperRow.party_id)
        .outerjoin(DecisionRow, DecisionRow.id == AdoptedPaperRow.decision_id)
        .options(undefer(AdoptedPaperRow.data))
    )
    seen = set()
    for row, party, decision in session.execute(wanted.execution_options(yield_per=20)):
        seen.add((row.community_id, row.ref))
        known = said.get((row.community_id, row.ref), {})
        now = {
            "sha256": hashlib.sha256(row.data).hexdigest(),
            "kind": row.kind.value,
            "differs": row.differs,
            "report": text_hash(row.report),
            "party": party or "",
            "decision": decision or "",
        }
        if row.sha256 != now["sha256"] or any(known.get(name) != value for name, value in now.items()):
            yield f"Papiret «{row.name}» er et annet enn det som kom inn."
    for key in sorted(said.keys() - seen):
        yield f"Papiret «{said[key]['name']}» er borte fra registeret."


def _changed_packages(session: Session) -> Iterator[str]:
    """The case packages that were handed out, held against the log: the zip and what is said to be in it."""
    made = {data["package"]: (key[1], data) for key, data in _data(session, (Event.PACKAGES_MADE,))}
    seen = set()
    wanted = select(CasePackageRow).where(CasePackageRow.state == PackageState.FERDIG)
    for row in session.scalars(wanted.options(undefer(CasePackageRow.data)).execution_options(yield_per=5)):
        seen.add(row.ref)
        said = made.get(row.ref, ("", {}))[1]
        now = {"zip": hashlib.sha256(row.data).hexdigest(), "manifest": text_hash(row.manifest)}
        if any(said.get(name) != value for name, value in now.items()):
            yield f"Sakspakken {row.ref} er en annen enn den som ble laget."
    for ref in sorted(made.keys() - seen):
        yield f"En sakspakke for {made[ref][0].removeprefix('versjon:')} er borte fra registeret."


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


def _changed_rows(session: Session) -> Iterator[str]:
    """Every row that the log remembers by table and number, held against it."""
    said: dict[str, str] = {}
    for payload in session.scalars(select(AuditRow.payload).where(AuditRow.payload.contains('"rows":'))):
        said |= json.loads(payload)["data"].get("rows", {})
    for table, called in REMEMBERED.items():
        there: dict[str, str] = {}
        for row in session.scalars(select(table).options(undefer("*"))):
            if not (isinstance(row, MarkRow) and row.entry_since is None):
                there |= remembered(row)
        known = {key: hash_ for key, hash_ in said.items() if key.partition(":")[0] == table.__tablename__}
        for key in sorted(there):
            if known.get(key) != there[key]:
                yield f"{called} ({key}) er en annen enn den som ble ført."
        for key in sorted(set(known) - set(there)):
            yield f"{called} ({key}) er borte fra registeret."


def _changed_minutes(session: Session) -> Iterator[str]:
    """Approved minutes, held against the log: they are what was approved, and they are there."""
    said = _said(session, (Event.MINUTES_APPROVED,), "hash")
    seen = set()
    for row in session.scalars(select(MeetingRow).where(MeetingRow.approved_at.is_not(None))):
        key = (row.community_id, f"møte:{row.ref}")
        seen.add(key)
        if not row.minutes_hash == text_hash(row.minutes) == said.get(key):
            yield f"Protokollen fra møtet {row.ref} er en annen enn den som ble godkjent."
    for _, name in sorted(set(said) - seen):
        yield f"Den godkjente protokollen fra møtet {name.removeprefix('møte:')} er borte fra registeret."

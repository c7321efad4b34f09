"""Papers that come back from the parties: kept as they came, held against the round's text, and classified.

A decision counts for the text whose hash it was recorded about. The paper beside it shows whether the party
had that text before it: while its words differ and nobody has said what that amounts to, the party's
adoption is unsettled; what a person says of it counts from the day it was said.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from decisions.words import day_in_words
from documents.attached import Attached, AttachedKind, Expected, FileRead, judge, read_file
from documents.attached.bundles import files_in
from documents.attached.files import NotTaken
from documents.lifecycle import Stage
from documents.text import new_id
from registry import audit, fields
from registry.audit import Event
from registry.errors import AlreadyThere, BadInput, RegisterError, RuleSaysNo
from registry.fingerprints import text_hash
from registry.operations import adoption
from registry.operations.documents import hold, subject
from registry.operations.papers_unfit import refuse_unfit
from registry.operations.source_files import SourceFile
from registry.permissions import Actor
from registry.queries import adopted_papers as queries
from registry.tables import (
    AdoptedPaperRow,
    BodyRow,
    CommunityRow,
    DecisionRow,
    DocumentRow,
    PaperKind,
    PartyRow,
    VersionRow,
)

NOTHING_LOST = "Ingenting annet er endret."
_KINDS = {
    AttachedKind.TEXT: PaperKind.TEKST,
    AttachedKind.MINUTES: PaperKind.PROTOKOLL,
    AttachedKind.UNREAD: PaperKind.UKJENT,
}
Reader = Callable[[SourceFile], FileRead]


@dataclass(frozen=True, slots=True)
class TakenZip:
    """What became of the files of a zip. Each stands by itself."""

    rows: tuple[AdoptedPaperRow, ...]
    refused: tuple[RegisterError, ...]
    """Those that were not taken in; each sentence names its file."""


def read(file: SourceFile) -> FileRead:
    """Read a file in a process of its own; raises BadInput for what nobody could use."""
    try:
        return read_file(file.data, file.name)
    except NotTaken as wrong:
        raise BadInput(f"«{_name(file)}» er ikke tatt inn.", wrong.why, wrong.now, "file") from wrong


def unpacked(file: SourceFile) -> list[SourceFile]:
    """The files in a zip; raises BadInput where it is none, or is not to be trusted."""
    try:
        return [SourceFile(name, data) for name, data in files_in(file.data, _name(file))]
    except NotTaken as wrong:
        raise BadInput("Ingen filer er tatt inn.", wrong.why, wrong.now, "file") from wrong


def receive(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    file: SourceFile,
    now: datetime,
    *,
    party: PartyRow | None = None,
    decision: DecisionRow | None = None,
    reader: Reader = read,
    laid_forth: Expected | None = None,
) -> AdoptedPaperRow:
    """Keep a file that came back, and hold it against the text that was laid before the parties.

    The very same bytes from the same party are the paper that is there already, whatever the file is called;
    where the party or the decision is said the second time, the paper gets it. Byte-equal files of two
    parties are two papers. `reader` is for a caller who has read the file beforehand, `laid_forth` for one
    with many files (`queries.adopted_papers.expected`). Raises BadInput for a
    file that cannot be used, is another document or another party's, RuleSaysNo for a version that waits for
    no papers.
    """
    hold(session, version)
    _refuse_stage(document, version)
    party = party or _owner(session, decision)
    refuse_unfit(session, document, version, party, decision)
    sha256 = hashlib.sha256(file.data).hexdigest()
    if known := _known(session, version, sha256, party):
        return _told_again(session, who, community, document, version, known, party, decision)
    laid_forth = laid_forth or queries.expected(session, community, document, version)
    found = _judged(session, document, file, reader, laid_forth)
    row = _row(session, community, document, version, file, sha256, found)
    row.received_by, row.received_at = who.name, now
    row.party_id, row.decision_id = party.id if party else None, decision.id if decision else None
    refuse_unfit(session, document, version, party, decision, row)
    session.add(row)
    session.flush()
    audit.record(
        session,
        Event.PAPER_RECEIVED,
        subject(document, version),
        who.ref,
        community.id,
        _told(row, party, decision),
    )
    _settle(session, who, community, document, version, decision)
    return row


def receive_zip(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    file: SourceFile,
    now: datetime,
    *,
    reader: Reader = read,
) -> TakenZip:
    """Take in every file of a zip, one paper each; one that cannot be used leaves the others in.

    Raises BadInput where the zip itself is none, or is not to be trusted: then nothing of it is taken in.
    """
    told = session, who, community, document, version
    laid_forth = queries.expected(session, community, document, version)
    rows: list[AdoptedPaperRow] = []
    refused: list[RegisterError] = []
    for each in unpacked(file):
        try:
            with session.begin_nested():
                rows.append(receive(*told, each, now, reader=reader, laid_forth=laid_forth))
        except RegisterError as wrong:
            refused.append(wrong)
    return TakenZip(tuple(dict.fromkeys(rows)), tuple(refused))


def assign(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    paper: AdoptedPaperRow,
    *,
    party: PartyRow | None = None,
    decision: DecisionRow | None = None,
) -> AdoptedPaperRow:
    """Say which party a paper came from, and which of its decisions it belongs to. From then it is fixed.

    Where it differs the party's adoption is unsettled until a person has classified the difference. Raises
    AlreadyThere where the same is said before, RuleSaysNo where it belongs to another decision.
    """
    hold(session, version)
    party = party or _owner(session, decision)
    if party is None and decision is None:
        raise BadInput(
            "Papiret er ikke knyttet.", "Det er ikke sagt hvem det kom fra.", "Velg parten.", "party"
        )
    refuse_unfit(session, document, version, party, decision, paper)
    _refuse_fixed(session, document, version, paper, party, decision)
    paper.party_id = party.id if party else None
    paper.decision_id = decision.id if decision else None
    session.flush()
    audit.record(
        session,
        Event.PAPER_ASSIGNED,
        subject(document, version),
        who.ref,
        community.id,
        _told(paper, party, decision),
    )
    _settle(session, who, community, document, version, decision)
    return paper


def address_of(document: DocumentRow, version: VersionRow, paper: AdoptedPaperRow) -> str:
    """Where the paper can be seen."""
    return f"/dokumenter/{document.ref}/{version.number}/runde/papirer/{paper.ref}"


def _settle(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    decision: DecisionRow | None,
) -> None:
    if decision is not None:
        adoption.settle(session, who, community, document, version, decision.meeting_on)


def _refuse_stage(document: DocumentRow, version: VersionRow) -> None:
    if version.stage in {Stage.FROZEN, Stage.ADOPTED}:
        return
    why = (
        "Teksten er ikke frosset, så ingen kan ha vedtatt den ennå."
        if version.stage is Stage.DRAFT
        else f"Versjonen er {version.stage.value}, og venter ikke på noe vedtak."
    )
    now = "Se etter at du har valgt riktig versjon."
    raise RuleSaysNo(
        f"Papirer om {document.ref} {version.number} tas ikke inn.", why, f"{now} {NOTHING_LOST}"
    )


def _owner(session: Session, decision: DecisionRow | None) -> PartyRow | None:
    """The party whose body made the decision; None for a joint body, and where no decision is said."""
    body = session.get(BodyRow, decision.body_id) if decision else None
    return session.get(PartyRow, body.owner_id) if body and body.owner_id else None


def _known(
    session: Session, version: VersionRow, sha256: str, party: PartyRow | None
) -> AdoptedPaperRow | None:
    """The paper with these bytes: the party's own, else nobody's yet; any of them, where no party is said."""
    rows = queries.same_bytes(session, version, sha256)
    if party is None:
        return next(iter(rows), None)
    own = (row for row in rows if row.party_id == party.id)
    return next(own, None) or next((row for row in rows if row.party_id is None), None)


def _told_again(
    session: Session,
    who: Actor,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    known: AdoptedPaperRow,
    party: PartyRow | None,
    decision: DecisionRow | None,
) -> AdoptedPaperRow:
    """The paper that is there, with whose it is where that is said for the first time."""
    is_new = (party is not None and known.party_id is None) or (
        decision is not None and known.decision_id is None
    )
    if is_new:
        return assign(session, who, community, document, version, known, party=party, decision=decision)
    if decision is not None and known.decision_id != decision.id:
        _refuse_fixed(session, document, version, known, party, decision)
    return known


def _judged(
    session: Session, document: DocumentRow, file: SourceFile, reader: Reader, laid_forth: Expected
) -> Attached:
    """What the file is; raises BadInput where it is another document."""
    content = reader(file)
    found = judge(content, laid_forth)
    in_doubt = found.kind is AttachedKind.OTHER or (found.kind is AttachedKind.TEXT and found.found < _SURELY)
    like = queries.most_like(session, document, content) if in_doubt else None
    nearer = like is not None and like[1] > max(found.found, _WORTH_NAMING)
    if found.kind is AttachedKind.OTHER or (found.kind is AttachedKind.TEXT and nearer):
        seems = (
            f"Den ligner mest på «{like[0].title}» ({_percent(like[1])} av den står i filen)."
            if like is not None and nearer
            else "Den ligner heller ikke på noe annet dokument i registeret, eller på en protokoll."
        )
        raise BadInput(
            f"«{_name(file)}» er ikke tatt inn.",
            f"Av «{document.title}» står {_percent(found.found)} i filen. {seems}",
            f"Velg papiret som hører til denne runden. {NOTHING_LOST}",
            "file",
        )
    return found


_WORTH_NAMING = 0.2
_SURELY = 0.9
"""A file that holds this share of the text, of 1, is a copy of it, and no other document is asked for."""


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _row(
    session: Session,
    community: CommunityRow,
    document: DocumentRow,
    version: VersionRow,
    file: SourceFile,
    sha256: str,
    found: Attached,
) -> AdoptedPaperRow:
    report = found.to_dict()
    if named := queries.known_text(session, document, found.other) if found.other else "":
        report["remarks"] = [f"Dette er {named}, ikke den frosne teksten.", *report["remarks"]]
    is_text = found.kind is AttachedKind.TEXT
    read_as = (
        (found.other if found.differs else version.frozen_hash or text_hash(version.text)) if is_text else ""
    )
    return AdoptedPaperRow(
        community_id=community.id,
        ref=new_id(),
        version_id=version.id,
        name=_name(file),
        sha256=sha256,
        data=file.data,
        kind=_KINDS[found.kind],
        read_hash=read_as,
        differs=found.differs,
        report=json.dumps(report, ensure_ascii=False),
    )


def _name(file: SourceFile) -> str:
    """The name of the file, without the folders it lay in."""
    last = file.name.replace("\\", "/").rpartition("/")[2]
    return fields.line(last[-fields.LINE_LENGTH :], "file", "Filnavnet", required=False) or "fil"


def _told(row: AdoptedPaperRow, party: PartyRow | None, decision: DecisionRow | None) -> dict[str, object]:
    """What the log keeps of a paper: enough to see that nothing of it was changed afterwards."""
    return {
        "paper": row.ref,
        "name": row.name,
        "sha256": row.sha256,
        "kind": row.kind.value,
        "differs": row.differs,
        "report": text_hash(row.report),
        "party": party.ref if party else "",
        "decision": decision.ref if decision else "",
    }


def _refuse_fixed(
    session: Session,
    document: DocumentRow,
    version: VersionRow,
    paper: AdoptedPaperRow,
    party: PartyRow | None,
    decision: DecisionRow | None,
) -> None:
    wanted = (party.id if party else None, decision.id if decision else None)
    if (paper.party_id, paper.decision_id) == wanted:
        raise AlreadyThere(
            "Papiret er ikke knyttet en gang til.",
            "Det hører alt til dette vedtaket."
            if decision
            else "Det er alt sagt at det kom fra denne parten.",
            "Det står på papirets side.",
            address_of(document, version, paper),
        )
    if paper.decision_id is not None:
        made = session.get_one(DecisionRow, paper.decision_id)
        raise RuleSaysNo(
            "Papiret er ikke knyttet til et annet vedtak.",
            f"Det hører til vedtaket i sak {made.case_number}, "
            f"{day_in_words(made.meeting_on)}, og det ligger fast.",
            "Er det feil part, slipp filen på nytt og velg den riktige. Er vedtaket feil ført, registrer en "
            f"rettelse av det. {NOTHING_LOST}",
        )
    twin = next(
        (
            row
            for row in queries.same_bytes(session, version, paper.sha256)
            if party is not None and row.party_id == party.id and row.id != paper.id
        ),
        None,
    )
    if twin is not None and party is not None:
        raise AlreadyThere(
            "Papiret er ikke knyttet.",
            f"Den samme filen er tatt inn fra {party.name} før, som «{twin.name}».",
            "Bruk det papiret.",
            address_of(document, version, twin),
        )

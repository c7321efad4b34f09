"""The papers that came back from the parties: what each was read as, whose it is, what was said of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from decisions.rounds import DeviationSort
from decisions.words import day_in_words
from documents.attached import Difference, Expected, FileRead, share_found
from documents.attached.found_again import Runs, runs_of
from registry.clock import day_of
from registry.errors import NotFound
from registry.fingerprints import text_hash
from registry.queries import documents
from registry.queries.documents import tree_of
from registry.queries.exports import File
from registry.queries.paper_owners import disagreement, names_of_parties
from registry.tables import (
    AdoptedPaperRow,
    BodyRow,
    CommunityRow,
    DecisionRow,
    DeviationRow,
    DocumentRow,
    PaperKind,
    PartyRow,
    SendingRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper with whose it is, and what persons have said of its differences, the last word first."""

    row: AdoptedPaperRow
    party: PartyRow | None
    decision: DecisionRow | None
    body: BodyRow | None
    """The body that made the decision."""
    words: tuple[DeviationRow, ...] = ()
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def last(self) -> DeviationRow | None:
        """What was last said of its differences."""
        return self.words[0] if self.words else None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where it reads otherwise than the round's text."""
        return tuple(map(Difference.from_dict, self.report.get("differences", ())))

    @property
    def weighty(self) -> tuple[str, ...]:
        """What in the differences no slip of the pen explains, a sentence each."""
        return tuple(dict.fromkeys(words for each in self.differences for words in each.weighty))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person should know of how it was read."""
        return tuple(self.report.get("remarks", ()))

    @property
    def minutes(self) -> Mapping[str, Any]:
        """What it says of meeting, case and text (`documents.attached.minutes`)."""
        found: Mapping[str, Any] = self.report.get("minutes", {})
        return found

    @property
    def met_on(self) -> date | None:
        """The day it seems to say that the body met."""
        days = self.minutes.get("days") or ()
        return date.fromisoformat(days[0]) if days else None

    @property
    def mismatch(self) -> tuple[str, ...]:
        """What minutes say of case and day that is not so of the decision they belong to, a sentence each."""
        if self.decision is None or self.row.kind is not PaperKind.PROTOKOLL:
            return ()
        return disagreement(self.minutes, self.decision)

    @property
    def waits(self) -> bool:
        """Does it wait for a person to say whose it is?"""
        return self.row.decision_id is None

    @property
    def asks(self) -> bool:
        """Does it wait for a person to say what its differences amount to?"""
        return not self.waits and self.row.differs and self.last is None

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        if self.waits:
            return "venter på å bli knyttet til et vedtak"
        if self.last is not None:
            return f"avviker: {self.last.sort.value}"
        if self.row.differs:
            return "avviker: ikke vurdert"
        return "ikke sammenlignet" if self.row.kind is PaperKind.UKJENT else "samme tekst"

    @property
    def must_happen(self) -> str:
        """What must happen now, in sentences."""
        return _must_happen(self)


def papers(session: Session, version: VersionRow, on: date | None = None) -> list[PaperView]:
    """Every paper of this round, in the order they came; with `on`, those received by that day."""
    rows = session.scalars(
        select(AdoptedPaperRow).where(AdoptedPaperRow.version_id == version.id).order_by(AdoptedPaperRow.id)
    ).all()
    return _views(session, [row for row in rows if on is None or day_of(row.received_at) <= on])


def paper(session: Session, version: VersionRow, ref: str) -> PaperView:
    """One paper of this round; raises NotFound."""
    row = session.scalars(
        select(AdoptedPaperRow).where(AdoptedPaperRow.version_id == version.id, AdoptedPaperRow.ref == ref)
    ).first()
    if row is None:
        raise NotFound(f"Papiret «{ref}» finnes ikke.", "", "Se listen over papirene i runden.")
    return _views(session, [row])[0]


def round_of_paper(session: Session, community: CommunityRow, ref: str) -> tuple[DocumentRow, VersionRow]:
    """The document and version that this paper came back for; raises NotFound."""
    found = session.execute(
        select(DocumentRow, VersionRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(AdoptedPaperRow, AdoptedPaperRow.version_id == VersionRow.id)
        .where(AdoptedPaperRow.community_id == community.id, AdoptedPaperRow.ref == ref)
    ).first()
    if found is None:
        raise NotFound(f"Papiret «{ref}» finnes ikke.", "", "Se listen over papirene i runden.")
    return found[0], found[1]


def named_paper(session: Session, community: CommunityRow, ref: str) -> AdoptedPaperRow | None:
    """The paper with this name, whichever version it is about; None for no name; raises NotFound."""
    if not ref:
        return None
    _, version = round_of_paper(session, community, ref)
    return paper(session, version, ref).row


def of_decision(session: Session, decision: DecisionRow) -> list[PaperView]:
    """The papers that belong to this decision, in the order they came."""
    rows = session.scalars(
        select(AdoptedPaperRow).where(AdoptedPaperRow.decision_id == decision.id).order_by(AdoptedPaperRow.id)
    ).all()
    return _views(session, rows)


def file_of(session: Session, row: AdoptedPaperRow) -> File:
    """The file as it came, as bytes and nothing more: no browser shall open it as a page."""
    kept = session.scalars(
        select(AdoptedPaperRow).where(AdoptedPaperRow.id == row.id).options(undefer(AdoptedPaperRow.data))
    ).one()
    return File(kept.name, "application/octet-stream", kept.data)


def same_bytes(session: Session, version: VersionRow, sha256: str) -> Sequence[AdoptedPaperRow]:
    """The papers of this round with these very bytes: one for each party that sent them."""
    return session.scalars(
        select(AdoptedPaperRow)
        .where(AdoptedPaperRow.version_id == version.id, AdoptedPaperRow.sha256 == sha256)
        .order_by(AdoptedPaperRow.id)
    ).all()


def expected(
    session: Session, community: CommunityRow, document: DocumentRow, version: VersionRow
) -> Expected:
    """What a paper of this round is held against: its text, and what else a paper may be about or name."""
    others = {text_hash(row.text): row.text for row in documents.versions_of(session, document)}
    others |= {row.text_hash: row.text for row in _sent(session, document)}
    own = text_hash(version.text)
    title = document.title
    return Expected(
        tree_of(version.text),
        own,
        f"{document.ref}@{version.number}",
        tuple(names_of_parties(session, community)),
        (f"vedtar {title}, versjon {version.number}", f"vedtek {title}, versjon {version.number}"),
        {hash_: tree_of(text) for hash_, text in others.items() if hash_ != own},
    )


def known_text(session: Session, document: DocumentRow, hash_: str) -> str:
    """Which text of the document this is, in words: «utkastet som ble sendt 3. mars 2025»; empty if none."""
    for row in documents.versions_of(session, document):
        if text_hash(row.text) == hash_:
            return f"teksten i versjon {row.number}"
    for sent in _sent(session, document):
        if sent.text_hash == hash_:
            whom = f" til {sent.recipient}" if sent.recipient else ""
            return f"utkastet som ble sendt{whom} {day_in_words(day_of(sent.sent_at))}"
    return ""


def most_like(session: Session, document: DocumentRow, file: FileRead) -> tuple[DocumentRow, float] | None:
    """The other document of the register that the file is most like, and the share of it that is there."""
    if file.text is None:
        return None
    words = runs_of(file.text)
    found = [
        (each, share_found(_runs_of(rows[-1].text), words))
        for each in documents.documents_beside(session, document)
        if (rows := documents.versions_of(session, each))
    ]
    return max(found, key=lambda each: each[1], default=None)


@lru_cache(maxsize=64)
def _runs_of(text: str) -> Runs:
    """What a stored text is known again by. Kept by the text itself, so that it can never be stale."""
    return runs_of(tree_of(text))


def _sent(session: Session, document: DocumentRow) -> Sequence[SendingRow]:
    of_document = select(VersionRow.id).where(VersionRow.document_id == document.id)
    return session.scalars(
        select(SendingRow).where(SendingRow.version_id.in_(of_document)).order_by(SendingRow.id.desc())
    ).all()


def _views(session: Session, rows: Sequence[AdoptedPaperRow]) -> list[PaperView]:
    """The rows with what stands beside them, read together."""
    made: dict[int, tuple[DecisionRow | None, BodyRow | None]] = {
        row.id: (row, body)
        for row, body in session.execute(
            select(DecisionRow, BodyRow)
            .join(BodyRow, BodyRow.id == DecisionRow.body_id)
            .where(DecisionRow.id.in_([row.decision_id for row in rows if row.decision_id]))
        )
    }
    known = {
        row.id: row
        for row in session.scalars(
            select(PartyRow).where(PartyRow.id.in_([row.party_id for row in rows if row.party_id]))
        )
    }
    said: dict[int, list[DeviationRow]] = {}
    for each in session.scalars(
        select(DeviationRow)
        .where(DeviationRow.paper_id.in_([row.id for row in rows]))
        .order_by(DeviationRow.id.desc())
    ):
        said.setdefault(each.paper_id, []).append(each)
    return [
        PaperView(row, known.get(row.party_id or 0), decision, body, tuple(said.get(row.id, ())), report)
        for row in rows
        for decision, body in [made.get(row.decision_id or 0, (None, None))]
        for report in [json.loads(row.report)]
    ]


def _must_happen(view: PaperView) -> str:
    if view.decision is None:
        return "En person må si hvilken part papiret kom fra, og hvilket vedtak det hører til."
    name = view.party.name if view.party else "organet"
    if view.last is None:
        if view.row.differs:
            return f"En person må si hva avviket betyr. Til det er gjort, står {name} som uavklart i runden."
        if view.row.kind is PaperKind.UKJENT:
            return (
                "Ordene er ikke sammenlignet. En person må lese papiret; vedtaket står som det er registrert."
            )
        return "Ingenting. Ordene er de samme som i teksten som ble lagt fram."
    match view.last.sort:
        case DeviationSort.REDAKSJONELL:
            return f"Vedtaket gjelder teksten som ble lagt fram. Be {name} rette avskriften."
        case DeviationSort.MERKNAD:
            return "Teksten er vedtatt, og merknaden står ved siden av den. Ingenting mer må til."
        case DeviationSort.ENDRING:
            return (
                f"Avtalen er ikke inngått med {name}: andre ord er vedtatt enn de som ble lagt fram. "
                f"Enten vedtar {name} teksten slik den ble lagt fram, eller så blir de endrede ordene "
                f"lagt fram for alle partene som en ny versjon. Til da gjelder den gamle teksten for {name}."
            )

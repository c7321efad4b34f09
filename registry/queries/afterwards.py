"""What has followed the adoption of a version: signatures, what was sent in for each pair, publication."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from decisions.afterwards import (
    SignatureBoard,
    from_before,
    pair_entered,
    pair_submission,
    signature_board,
)
from decisions.duties import Duty, DutyState
from decisions.entry_into_force import EnteredBy
from decisions.parties import Pair
from decisions.words import day_in_words
from documents.kinds import DocumentKind
from documents.text import Place
from registry.queries import adoption, documents, parties
from registry.queries.documents import VersionView
from registry.queries.parties import PairView
from registry.queries.recorded_after import publications_of, submissions_of, values_of
from registry.tables import CommunityRow, PublicationRow, SubmissionRow

SENT_IN = (DocumentKind.SAMARBEIDSAVTALE, DocumentKind.DELAVTALE, DocumentKind.SAERAVTALE)
"""What § 6-4 has the regional trust send. Other documents can be recorded as sent, and no clock runs."""


@dataclass(frozen=True, slots=True)
class PairAfterwards:
    """One pair: when it entered the agreement, what was sent, and how the month stands."""

    pair: PairView
    entered: date | None
    duty: Duty | None
    """None where no clock runs for such a document."""
    sendings: tuple[SubmissionRow, ...]
    """By the day asked about, the first one first."""

    @property
    def due(self) -> bool:
        """Does the pair's agreement wait to be sent?"""
        waiting = {DutyState.LOPER, DutyState.FORFALT, DutyState.UAVKLART}
        return self.duty is not None and self.duty.state in waiting


@dataclass(frozen=True, slots=True)
class Afterwards:
    """A version after its adoption, on a day."""

    view: VersionView
    by_each_party: bool
    """Does every party adopt it for itself? Else one joint body does, and nobody signs or enters."""
    signatures: SignatureBoard
    pairs: tuple[PairAfterwards, ...]
    publications: tuple[PublicationRow, ...]
    clause: Place | None
    """The clause that says what makes a party have entered it; None where nobody has named it."""

    @property
    def clocks(self) -> bool:
        """Does § 6-4 set a clock for such a document?"""
        return any(each.duty is not None for each in self.pairs)

    @property
    def entered_by_signature(self) -> bool:
        """Does the text make the signature the moment of entering?"""
        return self.view.row.entered_by is EnteredBy.UNDERSKRIFT

    @property
    def submitted(self) -> str:
        """How far the sending in has come, in a sentence."""
        sent = sum(bool(each.sendings) for each in self.pairs)
        told = f"For {sent} av {len(self.pairs)} par er avtalen sendt til Helsedirektoratet."
        late = sum(each.duty is not None and each.duty.state is DutyState.FORFALT for each in self.pairs)
        running = [
            each.duty.due
            for each in self.pairs
            if each.duty and each.duty.state is DutyState.LOPER and each.duty.due
        ]
        if late:
            told = f"{told} For {late} par er fristen ute."
        if running:
            told = f"{told} Neste frist er {day_in_words(min(running))}."
        return told

    @property
    def published(self) -> str:
        """Whether it is published, in a sentence."""
        if not self.publications:
            return "Det er ikke ført at teksten er publisert."
        first = self.publications[0]
        return f"Teksten ble publisert {day_in_words(first.published_on)} av {first.publisher}."


def afterwards(session: Session, community: CommunityRow, view: VersionView) -> Afterwards:
    """What has followed the adoption of this version, by the view's day."""
    row, on = view.row, view.on
    stand = adoption.adoption(session, community, view.document, row, on)
    board = signature_board(stand.board, values_of(session, row))
    text = documents.legal_text(row)
    return Afterwards(
        view,
        stand.by_each_party,
        board,
        _pairs(session, community, view, stand.by_each_party, board),
        tuple(each for each in publications_of(session, row) if each.published_on <= on),
        text.find(row.entry_section_id) if row.entry_section_id else None,
    )


def _pairs(
    session: Session, community: CommunityRow, view: VersionView, by_each_party: bool, board: SignatureBoard
) -> tuple[PairAfterwards, ...]:
    """The pairs of the day that the text is for, each with its own clock."""
    sent = submissions_of(session, view.row)
    days = {
        each.row.party.ref: each.row.counts_from or each.row.on for each in board.rows if each.row.adopted
    }
    adopted = {ref: day for ref, day in days.items() if day is not None}
    signed = {each.row.party.ref: each.signature.on for each in board.rows if each.signature}
    has_clock = by_each_party and view.document.kind in SENT_IN
    found = []
    for pair in parties.pairs(session, community, view.on):
        if view.document.pair_id not in {None, pair.row.id}:
            continue
        value = Pair(pair.kommune.ref, pair.foretak.ref)
        entered = pair_entered(value, view.row.entered_by, adopted, signed)
        sendings = tuple(row for row in sent.get(pair.row.id, ()) if row.sent_on <= view.on)
        sent_on = [row.sent_on for row in sendings]
        duty = pair_submission(entered, sent_on, view.on) if has_clock else None
        if duty and entered is None and view.row.taken_over:
            duty = from_before(sent_on)
        found.append(PairAfterwards(pair, entered, duty, sendings))
    return tuple(found)

"""After the adoption: who has signed, when did each pair enter the agreement, and was it sent in time?

Law: kommuneloven § 6-1 (https://lovdata.no/lov/2018-06-22-83/§6-1): the ordfører signs for the kommune. A
signature carries out what the kommunestyre has resolved and never stands in for it, for the kommunestyre
itself enters the agreement (helse- og omsorgstjenesteloven § 6-1). § 6-4 of that law gives the regional trust
one month to send the agreement to Helsedirektoratet; what makes a pair have entered it, the text itself says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decisions.adopting.rows import Row
from decisions.adoption import AdoptionBoard
from decisions.duties import HOL_6_4, Duty, DutyState, add_months, entered_on, submission
from decisions.entry_into_force import EnteredBy
from decisions.parties import Pair, PartyKind
from decisions.words import day_in_words, listed

KOML_6_1 = ("kommuneloven § 6-1", "https://lovdata.no/lov/2018-06-22-83/§6-1")


@dataclass(frozen=True, slots=True)
class Signature:
    """A party's signature under the text."""

    party: str
    """The party's ref."""
    on: date
    signer: str
    title: str = ""
    """The office the person signed in: «ordfører»."""
    link: str = ""

    @property
    def by(self) -> str:
        """Who signed, inside a sentence: «Kari Nordmann (ordfører)»."""
        return f"{self.signer} ({self.title})" if self.title else self.signer


@dataclass(frozen=True, slots=True)
class SignedRow:
    """One party: has it adopted, and has it signed?"""

    row: Row
    """Where it stands on the board of adoptions."""
    signature: Signature | None
    remark: str = ""
    """What is odd about the signature; empty where nothing is."""

    @property
    def early(self) -> bool:
        """Is it signed, and not adopted by the day it was signed?"""
        return bool(self.remark)


@dataclass(frozen=True, slots=True)
class SignatureBoard:
    """Who has signed and who has adopted, beside each other, of the parties of the board's day."""

    rows: tuple[SignedRow, ...]

    @property
    def signed(self) -> int:
        """How many have signed?"""
        return sum(each.signature is not None for each in self.rows)

    @property
    def adopted(self) -> int:
        """How many have adopted the very text?"""
        return sum(each.row.adopted for each in self.rows)

    @property
    def sentence(self) -> str:
        """Both counts, for all and for the kommuner by themselves."""
        if not self.rows:
            return "Teksten har ingen parter den dagen."
        told = _counted("parter", self.rows)
        kommuner = [each for each in self.rows if each.row.party.kind is PartyKind.KOMMUNE]
        if len(kommuner) > 1 and len(kommuner) < len(self.rows):
            told = f"{told} {_counted('kommuner', kommuner)}"
        early = [each.row.party.name for each in self.rows if each.signature and not each.row.adopted]
        if early:
            told = f"{told} En underskrift er ikke et vedtak. Undertegnet uten vedtak: {listed(early)}."
        return told


def signature_board(board: AdoptionBoard, signatures: Sequence[Signature]) -> SignatureBoard:
    """The signatures of the board's day beside its adoptions. The last word about a party counts."""
    known = {each.party: each for each in signatures}
    return SignatureBoard(tuple(_signed(row, known.get(row.party.ref), board.on) for row in board.rows))


def _signed(row: Row, signature: Signature | None, on: date) -> SignedRow:
    if signature is None or signature.on > on:
        return SignedRow(row, None)
    return SignedRow(row, signature, _remark(row, signature))


def _remark(row: Row, signature: Signature) -> str:
    body = "kommunestyret" if row.party.kind is PartyKind.KOMMUNE else "styret"
    day = day_in_words(signature.on)
    if not row.adopted:
        return f"Undertegnet {day}, men {body} har ikke vedtatt teksten."
    if row.on is not None and signature.on < row.on:
        return f"Undertegnet {day}, før {body} vedtok teksten {day_in_words(row.on)}."
    return ""


def _counted(whom: str, rows: Sequence[SignedRow]) -> str:
    signed = sum(each.signature is not None for each in rows)
    adopted = sum(each.row.adopted for each in rows)
    return f"{signed} av {len(rows)} {whom} har undertegnet, og {adopted} av {len(rows)} har vedtatt teksten."


def pair_entered(
    pair: Pair, rule: EnteredBy, adopted: Mapping[str, date], signed: Mapping[str, date]
) -> date | None:
    """When did the pair enter the agreement, as the text itself says? None until then.

    By adoption: when the later of the two had adopted. By signature: when both had signed as well, for a
    signature without an adoption enters nothing. Both maps go from a party's ref to its day.
    """
    days = entered_on(adopted.get(pair.kommune), adopted.get(pair.foretak))
    if rule is EnteredBy.VEDTAK or days is None:
        return days
    signatures = entered_on(signed.get(pair.kommune), signed.get(pair.foretak))
    return max(days, signatures) if signatures else None


def sending_that_counts(entered: date | None, sendings: Sequence[date]) -> date | None:
    """The first sending after the pair had entered; where there is none, the last one before."""
    days = sorted(sendings)
    after = [day for day in days if entered is not None and day >= entered]
    return after[0] if after else (days[-1] if days else None)


def pair_submission(entered: date | None, sendings: Sequence[date], on: date) -> Duty:
    """Has the regional trust sent the pair's agreement within a month of its being entered?

    What was sent before there was an agreement is no answer, and a question.
    """
    known = [day for day in sendings if day <= on]
    sent = sending_that_counts(entered, known)
    if sent is None or (entered is not None and entered <= sent):
        return submission(entered, sent, on)
    if entered is None or entered > on:
        told = (
            f"Teksten ble sendt {day_in_words(sent)}, men paret har ikke inngått avtalen. "
            "Fristen har ikke begynt."
        )
        return Duty(DutyState.IKKE_BEGYNT, None, told, *HOL_6_4)
    told = (
        f"Teksten ble sendt {day_in_words(sent)}, før paret inngikk avtalen {day_in_words(entered)}. "
        "Er det den inngåtte avtalen som er sendt?"
    )
    return Duty(DutyState.UAVKLART, add_months(entered, 1), told, *HOL_6_4)


def from_before(sendings: Sequence[date]) -> Duty:
    """The month of a text from before the register began: nobody has said when the pair entered it."""
    if sendings:
        told = (
            f"Avtalen ble sendt {day_in_words(min(sendings))}. Paret inngikk den før registeret ble tatt i "
            "bruk. Ble den sendt i tide?"
        )
    else:
        told = (
            "Avtalen ble inngått før registeret ble tatt i bruk, og det er ikke ført om den er sendt. "
            "Er den det?"
        )
    return Duty(DutyState.UAVKLART, None, told, *HOL_6_4)

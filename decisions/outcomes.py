"""What a body did with a case, and what came out of it."""

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What did the body do? The same act may be final in one place and advice in another."""

    VEDTAR = "vedtar"
    DISPONERER = "disponerer"
    INNSTILLER = "innstiller"
    BEHANDLER = "behandler"
    FORESLAR = "foreslår"
    SIGNERER = "signerer"

    @property
    def decides(self) -> bool:
        """Does the act settle the matter, if the body has the power?"""
        return self in {Act.VEDTAR, Act.DISPONERER}


class Outcome(StrEnum):
    """What came out?"""

    VEDTATT = "vedtatt"
    VEDTATT_MED_ENDRING = "vedtatt med endring"
    AVVIST = "avvist"
    UTSATT = "utsatt"
    TIL_ORIENTERING = "tatt til orientering"
    RETURNERT = "returnert"

    @property
    def settles(self) -> bool:
        """Was there a vote for or against, or is the case still open in the body?"""
        return self in {Outcome.VEDTATT, Outcome.VEDTATT_MED_ENDRING, Outcome.AVVIST}


class ReservationSort(StrEnum):
    """Does what the body added change the text? A person must say; words do not tell."""

    MERKNAD = "merknad"
    ENDRING = "endring"
    UAVKLART = "uavklart"


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a body added when it adopted: a remark in the minutes, or in truth a change of the text."""

    text: str
    sort: ReservationSort = ReservationSort.UAVKLART

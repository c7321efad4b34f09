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
    AVGJOR = "avgjør"
    """Settles a dispute."""
    UTTALER = "uttaler seg"
    GODKJENNER = "godkjenner"
    """Decides, in the words of some clauses: the same as VEDTAR."""

    @property
    def decides(self) -> bool:
        """Does the act settle the matter, if the body has the power?"""
        return self in _DECIDING

    @property
    def noun(self) -> str:
        """What the body gave, inside a sentence: «innstilling»."""
        return _NOUNS[self]

    @property
    def past(self) -> str:
        """What the body did, inside a sentence: «foreslo»."""
        return _PAST[self]

    @property
    def means(self) -> "Act":
        """The act as rules compare it: to approve is to adopt."""
        return Act.VEDTAR if self is Act.GODKJENNER else self


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


class Procedure(StrEnum):
    """How was the case treated?"""

    MOTE = "møte"
    FJERNMOTE = "fjernmøte"
    SKRIFTLIG = "skriftlig"
    """Without a meeting, by letter or mail (kommuneloven § 11-8)."""
    HASTESAK = "hastesak"
    """By a body that has been given the power in urgent cases (kommuneloven § 11-8)."""


class Evidence(StrEnum):
    """A document that shows what was decided."""

    MOTEBOK = "møtebok"
    SARUTSKRIFT = "særutskrift"
    PROTOKOLL = "protokoll"
    SIGNATUR = "signatur"
    INNSENDING = "innsending"


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


_DECIDING = frozenset({Act.VEDTAR, Act.DISPONERER, Act.AVGJOR, Act.GODKJENNER})

_NOUNS = {
    Act.VEDTAR: "vedtak",
    Act.DISPONERER: "vedtak",
    Act.INNSTILLER: "innstilling",
    Act.BEHANDLER: "behandling",
    Act.FORESLAR: "forslag",
    Act.SIGNERER: "signatur",
    Act.AVGJOR: "avgjørelse",
    Act.UTTALER: "uttalelse",
    Act.GODKJENNER: "godkjenning",
}

_PAST = {
    Act.VEDTAR: "vedtok",
    Act.DISPONERER: "disponerte",
    Act.INNSTILLER: "innstilte",
    Act.BEHANDLER: "behandlet",
    Act.FORESLAR: "foreslo",
    Act.SIGNERER: "signerte",
    Act.AVGJOR: "avgjorde",
    Act.UTTALER: "uttalte seg",
    Act.GODKJENNER: "godkjente",
}

"""How a mandate clause says that a body decides: majority, quorum, meetings, and what may be written.

A clause is silent about most of this. «ikke oppgitt» says so, and the judge says it aloud.
"""

from dataclasses import dataclass
from enum import StrEnum


class Threshold(StrEnum):
    """How large a majority does a mandate clause ask for?"""

    LOVBESTEMT = "lovbestemt"
    FLERTALL = "flertall"
    ENSTEMMIG = "enstemmig"
    KONSENSUS = "konsensus"
    KONSENSUS_PER_BLOKK = "konsensus i hver blokk"
    IKKE_OPPGITT = "ikke oppgitt"


class Quorum(StrEnum):
    """How many of the members must attend?"""

    MINST_HALVPARTEN = "minst halvparten"
    MER_ENN_HALVPARTEN = "mer enn halvparten"
    MINST_TO_TREDELER = "minst to tredeler"
    IKKE_OPPGITT = "ikke oppgitt"

    def met(self, present: int, members: int) -> bool:
        """Are so many enough? Where the quorum is not given, no number is too small."""
        match self:
            case Quorum.MINST_HALVPARTEN:
                return present * 2 >= members
            case Quorum.MER_ENN_HALVPARTEN:
                return present * 2 > members
            case Quorum.MINST_TO_TREDELER:
                return present * 3 >= members * 2
            case Quorum.IKKE_OPPGITT:
                return True


class Abstention(StrEnum):
    """What does one who attends without voting do to unanimity?"""

    TELLER_IKKE = "teller ikke"
    TELLER_MOT = "teller mot"
    IKKE_OPPGITT = "ikke oppgitt"


class CastingVote(StrEnum):
    """Whose vote decides when as many are for as against?"""

    IKKE_OPPGITT = "ikke oppgitt"
    MOTELEDER = "møteleder"
    INGEN = "ingen"


class WrittenProcedure(StrEnum):
    """May the body decide without a meeting?"""

    IKKE_OPPGITT = "ikke oppgitt"
    TILLATT = "tillatt"
    IKKE_TILLATT = "ikke tillatt"


class ReservationRule(StrEnum):
    """What does a reservation in the minutes do to the decision?"""

    IKKE_OPPGITT = "ikke oppgitt"
    LAR_STA = "lar vedtaket stå"
    BRYTER = "bryter enigheten"


@dataclass(frozen=True, slots=True)
class Mode:
    """How the deciding bodies decide, as far as the clause says."""

    threshold: Threshold = Threshold.IKKE_OPPGITT
    quorum: Quorum = Quorum.IKKE_OPPGITT
    abstention: Abstention = Abstention.IKKE_OPPGITT
    steps: int = 1
    """2: the body treats the case in an earlier meeting before it decides."""
    casting_vote: CastingVote = CastingVote.IKKE_OPPGITT
    written: WrittenProcedure = WrittenProcedure.IKKE_OPPGITT
    reservation: ReservationRule = ReservationRule.IKKE_OPPGITT


SILENT = Mode()
"""What a clause says that says nothing of how its body decides."""

"""Meetings and cases: how far a meeting has come, who attended, how each voted, and where a case goes next.

Law: kommuneloven § 11-4 (https://lovdata.no/lov/2018-06-22-83/§11-4) says what the minutes of a folkevalgt
organ hold; joint bodies such as ASU and PSU keep theirs in the same way.
"""

from enum import StrEnum


class MeetingStage(StrEnum):
    """What has been done with the meeting."""

    INNKALT = "innkalt"
    GODKJENT = "protokoll godkjent"


class Attended(StrEnum):
    """Did the holder of a seat come?"""

    TIL_STEDE = "til stede"
    FRAVAERENDE = "fraværende"


class Cast(StrEnum):
    """How one member voted in one case."""

    FOR = "for"
    MOT = "mot"
    AVHOLDENDE = "avholdende"
    IKKE_TIL_STEDE = "ikke til stede"
    INHABIL = "inhabil"


class CounterState(StrEnum):
    """What became of a counter-proposal."""

    FREMMET = "fremmet"
    VEDTATT = "vedtatt"
    FALT = "falt"
    TRUKKET = "trukket"

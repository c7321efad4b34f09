"""What happens around one text on its way through many parties, and afterwards: the words for it.

The decisions themselves are `decisions.outcomes`; these are the steps before them, what a person says of a
difference between two texts, and what becomes of a notice.
"""

from enum import StrEnum


class RoundStep(StrEnum):
    """What happened with the text at one party, short of a decision on it."""

    SENDT = "sendt"
    """The case package was sent to the party."""
    I_UTVALG = "i utvalg"
    """A committee of the party has it before it."""
    INNSTILT = "innstilt"
    """A body of the party has recommended what its deciding body should do."""
    BERAMMET = "berammet"
    """The deciding body is to treat it in a meeting on a known day."""
    AVLYST = "avlyst"
    """The meeting that was set is called off; nothing is set in its place."""
    BUNDET = "bundet av forgjengeren"
    """A person has said that what the party's predecessors adopted binds it."""
    MA_VEDTA = "må vedta selv"
    """A person has said that the party must adopt for itself, whatever its predecessors did."""

    @property
    def label(self) -> str:
        """The word as it begins a line on the screen."""
        return self.value.capitalize()


class DeviationSort(StrEnum):
    """What does a difference between the text laid before a body and the text it adopted amount to?"""

    REDAKSJONELL = "redaksjonell"
    """A slip of writing in the copy: the body adopted the text that was laid before it."""
    MERKNAD = "merknad"
    """Something said beside the text, which leaves its words alone."""
    ENDRING = "endring"
    """Other words were adopted: a new offer to the other parties."""

    @property
    def label(self) -> str:
        """The word as it begins a line on the screen."""
        return self.value.capitalize()


class NoticeStep(StrEnum):
    """What happened after a notice of termination was received."""

    VARSLET = "Helsedirektoratet er varslet"
    """The regional trust has told the directorate of it (hol. § 6-5)."""
    TRUKKET = "trukket"
    FEILFORT = "ført ved en feil"
    """There was no such notice, or not as it was recorded: it counts for nothing."""

    @property
    def label(self) -> str:
        """The words as they begin a line on the screen."""
        return self.value[:1].upper() + self.value[1:]

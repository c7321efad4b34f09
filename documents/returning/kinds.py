"""What an amendment proposes, and what became of it."""

from enum import StrEnum


class AmendmentKind(StrEnum):
    """What a returned file proposes about one section."""

    WORDING = "annen ordlyd"
    NEW = "nytt punkt"
    REMOVED = "fjerne punktet"
    MOVED = "flytte punktet"
    COMMENT = "kommentar"
    UNPLACED = "uten plass"
    """A section of the file that we do not know for certain: a person says which it is, or that it is new."""


class AmendmentState(StrEnum):
    """What a person has answered."""

    OPEN = "åpent"
    ACCEPTED = "godtatt"
    REFUSED = "avvist"

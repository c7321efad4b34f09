"""What the index says of things that are neither texts nor demands; those have their standing."""

from enum import StrEnum


class Found(StrEnum):
    """How a body or a record stands."""

    EXISTS = "finnes"
    COMES = "opprettes"
    CLOSED_DOWN = "nedlagt"
    CORRECTED = "rettet"
    """A later record corrects it: what it says no longer counts."""

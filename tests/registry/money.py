"""Decisions about money, as PSU makes them."""

from typing import Any

from decisions.outcomes import Act
from decisions.proposals import Matter
from decisions.votes import Votes
from documents.kinds import ChangeClass
from registry.tables import DecisionRow
from tests.registry.builders import DAY, Circle


def a_grant(circle: Circle, *votes: int, case: str = "9/25", **told: Any) -> DecisionRow:
    """PSU disposes of the state's grant: for, against and abstained, of the eight members."""
    for_, against, abstained = (*votes, 0, 0, 0)[:3] if votes else (8, 0, 0)
    given: dict[str, Any] = {
        "matter": Matter.TILSKUDD,
        "act": Act.DISPONERER,
        "change": ChangeClass.DISPONERING,
        "title": "Tilskudd",
        "votes": Votes(for_, against, abstained, present=for_ + against + abstained, members=8),
    }
    return circle.decides("psu", None, DAY, case, **(given | told))

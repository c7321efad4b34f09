"""One thing that waits for somebody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, why, and where."""

    what: str
    why: str
    path: str

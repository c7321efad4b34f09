"""A file as somebody hands it in: what decisions are vouched for by, and what parties send back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was handed in."""

    name: str
    data: bytes

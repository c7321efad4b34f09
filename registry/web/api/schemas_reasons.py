"""How reasons for changes, and comparisons that decisions rested on, look in the API."""

from datetime import datetime

from pydantic import Field

from registry.fingerprints import text_hash
from registry.queries.comparisons import Basis
from registry.queries.documents import VersionView
from registry.tables import ReasonRow
from registry.web.api.conditions import MARK_SIGNS
from registry.web.api.schemas_versions import ComparisonTold
from registry.web.api.types import LineOrEmpty, Sent, Text, Told, example

OPENING = "tekst"
"""The title and what stands before the first section, which have no identity."""


class ReasonTold(Told):
    """Why a place was changed in a version."""

    section: str = Field(
        description="The lasting identity of the place, that of the old one where it was removed; "
        "`tekst` is the title and opening.",
        examples=["k3m9x2p7qa"],
    )
    why: str = Field(description="In a sentence or two.", examples=["Loven krever det."])
    asked_by: str = Field(description="Who asked for it; may be empty.", examples=["Storelv kommune"])
    written_by: str = Field(description="Who wrote the reason.", examples=["Marte Haugland"])
    written_at: datetime = Field(description="When.", examples=["2024-08-29T10:00:00Z"])

    @classmethod
    def of(cls, row: ReasonRow) -> "ReasonTold":
        """The reason as it is."""
        return cls(
            section=row.section_id or OPENING,
            why=row.why,
            asked_by=row.asked_by,
            written_by=row.written_by,
            written_at=row.written_at,
        )


class WrittenTold(Told):
    """What is written of one place; `reason` is null where nobody has written yet."""

    section: str = Field(description="The place.", examples=["k3m9x2p7qa"])
    reason: ReasonTold | None = Field(description="The reason, if there is one.")
    etag: str = Field(description="What If-Match wants.", examples=['"1-0123456789abcdef"'])


class ReasonSent(Sent):
    """Why a place was changed."""

    model_config = example(
        why="Loven krever det fra 1. august 2022.", asked_by="Storelv kommune, innspill i høringen"
    )

    why: Text = Field(min_length=1, description="In a sentence or two.", examples=["Loven krever det."])
    asked_by: LineOrEmpty = Field("", description="Who asked for it.", examples=["Storelv kommune"])


class BasisTold(Told):
    """The comparison that a decision rested on, as it was made then."""

    decision: str = Field(description="The decision.", examples=["v-0a1b2c3d4e"])
    comparison: ComparisonTold = Field(description="What the body had before it.")
    algorithm: str = Field(description="The version of the method it was made by.", examples=["2"])
    made_at: datetime = Field(description="When it was made.", examples=["2024-08-29T10:00:00Z"])
    hash: str = Field(
        description="SHA-256 over what was kept, hexadecimal; it stands in the log.", examples=["a1f3" * 16]
    )
    is_current: bool = Field(description="Is that still the method?", examples=[True])
    would_be_the_same: bool = Field(
        description="Would today's method tell the same of these two texts?", examples=[True]
    )

    @classmethod
    def of(cls, decision: str, basis: Basis, old: VersionView, new: VersionView) -> "BasisTold":
        """What was kept of these two versions; nothing is compared anew."""
        return cls(
            decision=decision,
            comparison=ComparisonTold.of(old, new, basis.comparison),
            algorithm=basis.row.algorithm,
            made_at=basis.row.made_at,
            hash=text_hash(basis.row.content),
            is_current=basis.is_current,
            would_be_the_same=basis.would_be_the_same,
        )


def mark_of_reason(row: ReasonRow | None) -> str:
    """The strong ETag of what is written of a place."""
    if row is None:
        return '"0"'
    return f'"{row.revision}-{text_hash(row.why + chr(10) + row.asked_by)[:MARK_SIGNS]}"'

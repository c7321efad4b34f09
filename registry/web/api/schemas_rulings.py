"""How a person's ruling, and the certification of a decision, look in the API."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, Strict

from decisions.verdict import Answer
from registry.operations.certifying import LONGEST_LINK
from registry.operations.rulings import LONGEST_AUTHORITY
from registry.tables import CertificationRow, RulingRow
from registry.web.api.types import Day, Line, Sent, Text, Told, example

Link = Annotated[str, Strict(), Field(min_length=1, max_length=LONGEST_LINK)]
WHEN, HASH = "2026-11-30T10:00:00Z", "a1f3" * 16
LINK = "https://granvik.kommune.example/moter/2025/sak-12"


class RulingSent(Sent):
    """A person's answer to the question of a verdict."""

    model_config = example(
        answer="VALID",
        reason="Punktet sier det samme som før, med andre ord.",
        authority="leder av PSU",
        by="Turid Nygård",
        on="2026-11-20",
    )

    answer: Literal[Answer.VALID, Answer.PENDING, Answer.INVALID] = Field(
        description="The answer.", examples=["VALID"]
    )
    reason: Text = Field(
        min_length=1, description="Why.", examples=["Punktet sier det samme som før, med andre ord."]
    )
    authority: Line = Field(
        max_length=LONGEST_AUTHORITY, description="By what right.", examples=["leder av PSU"]
    )
    by: Line = Field(description="Who answered.", examples=["Turid Nygård"])
    on: Day = Field(description="The day it was answered.", examples=["2026-11-20"])


class RulingTold(Told):
    """A person's answer, kept beside the verdict."""

    ref: str = Field(description="Its reference.", examples=["a-0a1b2c3d4e"])
    answer: Answer = Field(description="The answer.", examples=["VALID"])
    question: str = Field(description="The question, as the verdict asked it.", examples=["Flyttes ansvar?"])
    reason: str = Field(description="Why.", examples=["Punktet sier det samme som før, med andre ord."])
    authority: str = Field(description="By what right.", examples=["leder av PSU"])
    by: str = Field(description="Who answered.", examples=["Turid Nygård"])
    on: date = Field(description="The day it was answered.", examples=["2026-11-20"])
    recorded_at: datetime = Field(description="When it was recorded.", examples=[WHEN])
    url: str = Field(description="The address of the decision.", examples=["/api/v1/decisions/v-0a1b2c3d4e"])

    @classmethod
    def of(cls, row: RulingRow, address: str) -> "RulingTold":
        """The ruling; `address` is that of the decision."""
        return cls(
            ref=row.ref,
            answer=row.answer,
            question=row.question,
            reason=row.reason,
            authority=row.authority,
            by=row.ruled_by,
            on=row.ruled_on,
            recorded_at=row.recorded_at,
            url=address,
        )


class CertificationSent(Sent):
    """Where the decision stands, as the person who vouches for it has seen it."""

    model_config = example(link=LINK, note="Side 3 i protokollen.")

    link: Link = Field(description="The address of the source.", examples=[LINK])
    note: Text = Field("", description="What should be known beside it.", examples=["Side 3 i protokollen."])


class FileSent(BaseModel):
    """What a call that hands in a file is known again by."""

    name: str
    sha256: str
    note: str


class CertificationTold(Told):
    """Who vouches for the decision, by what, and when."""

    by: str = Field(description="Who vouches for it.", examples=["Marte Haugland"])
    at: datetime = Field(description="When.", examples=[WHEN])
    link: str = Field(description="The source, where it is a link; else empty.", examples=[LINK])
    file: str = Field(description="The name of the file, where it is one.", examples=["særutskrift.pdf"])
    sha256: str = Field(description="Of the file, hexadecimal; empty for a link.", examples=[HASH])
    note: str = Field(description="What should be known beside it.", examples=["Side 3 i protokollen."])
    url: str = Field(description="The address of the decision.", examples=["/api/v1/decisions/v-0a1b2c3d4e"])

    @classmethod
    def of(cls, row: CertificationRow, address: str) -> "CertificationTold":
        """The certification; `address` is that of the decision."""
        return cls(
            by=row.certified_by,
            at=row.certified_at,
            link=row.link,
            file=row.file_name,
            sha256=row.sha256,
            note=row.note,
            url=address,
        )

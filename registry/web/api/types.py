"""What a call is made of: text, lines, short names, days and whole numbers that the register can keep.

What breaks databases or deceives readers (NUL, half signs, control characters, signs that turn the reading
direction) is refused here, before anything is asked of the register. Nothing is guessed: a number is no
text, `true` is no number, and a day is written 2025-05-01.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import Path, Query
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    Strict,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from documents.markdown.limits import MAX_LENGTH
from registry import fields
from registry.errors import BadInput
from registry.fields import FIRST_YEAR, LAST_YEAR, LINE_LENGTH, TEXT_LENGTH

LARGEST_ID = 2**31 - 1  # PostgreSQL keeps ids in 32 bits
MOST = 100_000


class Sent(BaseModel):
    """What a caller sends. A name that is not known is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def example(**values: JsonValue) -> ConfigDict:
    """The whole body of a call, as an example that can be sent."""
    return ConfigDict(json_schema_extra={"examples": [values]})


class Told(BaseModel):
    """What the register answers."""

    model_config = ConfigDict(frozen=True)


def _line(words: str) -> str:
    return _read(lambda: fields.line(words, "", "Feltet"))


def _line_or_empty(words: str) -> str:
    return _read(lambda: fields.line(words, "", "Feltet", required=False))


def _text(words: str) -> str:
    return _read(lambda: fields.text(words, "", "Feltet", required=False, longest=MAX_LENGTH))


def _read(read: Callable[[], str]) -> str:
    """What a person's words become, with a refusal as pydantic wants it."""
    try:
        return read()
    except BadInput as wrong:
        raise PydanticCustomError("register", "{sentence}", {"sentence": str(wrong)}) from wrong


def _iso_day(value: object) -> date:
    if isinstance(value, str) and value.isascii():
        try:
            day = date.fromisoformat(value)
        except ValueError as wrong:
            raise _no_day() from wrong
        if day.isoformat() == value and FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    raise _no_day()


def _no_day() -> PydanticCustomError:
    told = f"Skriv dagen som 2025-05-01, med et år fra {FIRST_YEAR} til {LAST_YEAR}."
    return PydanticCustomError("register", "{sentence}", {"sentence": told})


Line = Annotated[str, Strict(), Field(min_length=1, max_length=LINE_LENGTH), AfterValidator(_line)]
"""One line of words."""
LineOrEmpty = Annotated[str, Strict(), Field(max_length=LINE_LENGTH), AfterValidator(_line_or_empty)]
Text = Annotated[str, Strict(), Field(max_length=TEXT_LENGTH), AfterValidator(_text)]
"""Some lines of words, or none."""
Source = Annotated[str, Strict(), Field(min_length=1, max_length=MAX_LENGTH), AfterValidator(_text)]
"""A whole legal text as Markdown."""

Ref = Annotated[str, Strict(), Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
"""The short name of a document, party or body."""
PersonRef = Annotated[str, Strict(), Field(pattern=r"^person-[0-9a-f]{10}$")]
DecisionRef = Annotated[str, Strict(), Field(pattern=r"^v-[0-9a-f]{10}$")]
CaseRef = Annotated[str, Strict(), Field(pattern=r"^s-[0-9a-f]{10}$")]
MeetingRef = Annotated[str, Strict(), Field(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")]
"""The body's short name and the day: psu-2026-12-10."""
Number = Annotated[str, Strict(), Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,3}){0,2}$")]
"""A printed version number."""
VersionRef = Annotated[
    str, Strict(), Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}@[0-9]{1,4}(\.[0-9]{1,3}){0,2}$")
]
"""One exact version: document, @, number."""
SectionId = Annotated[str, Strict(), Field(pattern=r"^[a-z0-9]{1,40}$")]
"""The lasting identity of a section or lettered point."""
Count = Annotated[int, Strict(), Field(ge=0, le=MOST)]
Id = Annotated[int, Strict(), Field(ge=1, le=LARGEST_ID)]
Money = Annotated[int, Strict(), Field(ge=1, le=2_000_000_000)]
"""Whole kroner."""
YesNo = Annotated[bool, Strict()]
Day = Annotated[
    date, BeforeValidator(_iso_day), WithJsonSchema({"type": "string", "format": "date"}, mode="validation")
]

BodyInPath = Annotated[Ref, Path(description="The body's short name.", examples=["psu"])]
PartyInPath = Annotated[Ref, Path(description="The party's short name.", examples=["granvik"])]
MeetingInPath = Annotated[MeetingRef, Path(description="The meeting's name.", examples=["psu-2026-12-10"])]
CaseInPath = Annotated[CaseRef, Path(description="The case's reference.", examples=["s-0a1b2c3d4e"])]
PositionInPath = Annotated[int, Path(ge=1, le=1000, description="Its place on the agenda.", examples=[1])]
DocumentInPath = Annotated[
    Ref, Path(description="The document's short name.", examples=["samarbeidsavtalen"])
]
VersionInPath = Annotated[
    str,
    Path(
        pattern=r"^([0-9]{1,4}(\.[0-9]{1,3}){0,2}|draft|latest)$",
        description="The version's printed number, or `draft`, or `latest`.",
        examples=["2025.1"],
    ),
]
IdInPath = Annotated[int, Path(ge=1, le=LARGEST_ID, description="The id that the list gave.", examples=[1])]
On = Annotated[
    Day | None, Query(description="The day asked about; today where it is left out.", examples=["2025-06-01"])
]
KnownBy = Annotated[
    Day | None,
    Query(
        description="Only judgements made by this day count; left out, those made by the day asked about.",
        examples=["2026-06-01"],
    ),
]
OfPair = Annotated[
    str | None,
    Query(
        pattern=r"^[a-z0-9][a-z0-9-]{0,62}[+ ][a-z0-9][a-z0-9-]{0,62}$",
        description="Only this pair: the short names of the kommune and the trust with + between (%2B).",
        examples=["granvik+helse-fjordmark"],
    ),
]
"""A plus that nobody encoded arrives as a space."""
OfParty = Annotated[
    Ref | None,
    Query(description="Only what binds this party, by its short name.", examples=["granvik"]),
]

"""How search words, searches in vain and saved searches look in the API."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, Strict

from registry.queries.synonyms import SynonymGroup
from registry.tables import MissedSearchRow, SavedSearchRow
from registry.web.api.types import Line, Sent, Text, Told, example
from search.query import LONGEST_QUERY

SAVED = "/api/v1/me/saved-searches"
SavedRef = Annotated[str, Strict(), Field(pattern=r"^sok-[0-9a-f]{10}$")]


class SynonymsSent(Sent):
    """Words and expressions that are to find each other."""

    model_config = example(words=["pilar", "avlastningsbolig"], reason="Huset heter Pilar.")

    words: list[Line] = Field(
        min_length=2, max_length=50, description="Two at least.", examples=[["pilar", "avlastningsbolig"]]
    )
    reason: Text = Field("", description="Why.", examples=["Huset heter Pilar."])


class SynonymsSaid(Sent):
    """That a group is put aside, or taken back."""

    model_config = example(name="hf", counts=False, reason="HF betyr noe annet her.")

    name: Line = Field(description="What names the group, as the list tells.", examples=["hf"])
    counts: Annotated[bool, Strict()] = Field(
        description="False: its words no longer find each other.", examples=[False]
    )
    reason: Text = Field(
        "", description="Why; must be told where it is put aside.", examples=["HF betyr noe annet her."]
    )


class SynonymsTold(Told):
    """Words and expressions that find each other."""

    name: str = Field(description="What names the group, for ever.", examples=["vår:pilar"])
    words: list[str] = Field(description="The words.", examples=[["pilar", "avlastningsbolig"]])
    own: bool = Field(description="Did the office add it? Else the product comes with it.", examples=[True])
    counts: bool = Field(description="False where it is put aside.", examples=[True])
    reason: str = Field(description="Why it was added, put aside or taken back.", examples=[""])
    said_by: str = Field(description="Who said so last; empty: nobody has.", examples=["Marte Haugland"])
    said_at: datetime | None = Field(description="When.", examples=["2026-11-30T10:00:00Z"])

    @classmethod
    def of(cls, group: SynonymGroup) -> "SynonymsTold":
        """The group."""
        return cls(
            name=group.name,
            words=list(group.words),
            own=group.is_own,
            counts=group.counts,
            reason=group.reason,
            said_by=group.said_by,
            said_at=group.said_at,
        )


class MissedSearchTold(Told):
    """Words that were searched for in vain. Nobody is told who searched."""

    id: int = Field(description="Its number.", examples=[1])
    words: str = Field(description="The words.", examples=["pilar"])
    times: int = Field(description="How often.", examples=[4])
    first_on: date = Field(description="The first day.", examples=["2026-11-02"])
    last_on: date = Field(description="The last.", examples=["2026-11-30"])

    @classmethod
    def of(cls, row: MissedSearchRow) -> "MissedSearchTold":
        """The row."""
        return cls(id=row.id, words=row.words, times=row.times, first_on=row.first_on, last_on=row.last_on)


class SavedSearchSent(Sent):
    """A search to keep."""

    model_config = example(query="utskrivningsklar type:retningslinje", feed=False)

    query: Annotated[Line, Field(max_length=LONGEST_QUERY)] = Field(
        description="As it is typed.", examples=["utskrivningsklar type:retningslinje"]
    )
    feed: Annotated[bool, Strict()] = Field(
        False, description="Make a secret address for a feed of it as well.", examples=[False]
    )


class SavedSearchTold(Told):
    """A search that the caller has saved."""

    ref: str = Field(description="Its name.", examples=["sok-0a1b2c3d4e"])
    query: str = Field(description="As it was typed.", examples=["utskrivningsklar"])
    saved_at: datetime = Field(description="When.", examples=["2026-11-30T10:00:00Z"])
    seen_at: datetime = Field(
        description="What came later is new to the caller.", examples=["2026-11-30T10:00:00Z"]
    )
    new: int | None = Field(
        description="How many hits have come since; null right after it was saved.", examples=[2]
    )
    has_feed: bool = Field(description="Does a secret address open it?", examples=[False])
    address: str | None = Field(None, description="The secret address, told only once.", examples=[None])
    url: str = Field(description="Where it is taken away.", examples=[f"{SAVED}/sok-0a1b2c3d4e"])

    @classmethod
    def of(cls, row: SavedSearchRow, new: int | None = None, address: str | None = None) -> "SavedSearchTold":
        """The row."""
        return cls(
            ref=row.ref,
            query=row.query,
            saved_at=row.saved_at,
            seen_at=row.seen_at,
            new=new,
            has_feed=row.feed_hash is not None,
            address=address,
            url=f"{SAVED}/{row.ref}",
        )


class SavedSearchSeen(Sent):
    """That the caller has seen what has come."""

    model_config = example(until="2026-11-30T10:00:00Z")

    until: datetime = Field(
        description="What came until then is no longer new.", examples=["2026-11-30T10:00:00Z"]
    )

"""How the effect of drafts on the coverage of the law looks in the API."""

import datetime

from pydantic import Field

from documents.coverage import Coverage, Degree
from documents.draft_coverage import Fate
from registry.web.api.types import Told


class ItemFateTold(Told):
    """One demand of the law, before and after."""

    nr: int = Field(description="Its number in the law.", examples=[5])
    item: str = Field(description="What it is about.", examples=["Utskrivningsklare pasienter"])
    before: Coverage = Field(description="With what is in force.", examples=["dekket"])
    after: Coverage = Field(description="With the drafts in its place.", examples=["venter på vurdering"])
    worse: bool = Field(description="Is less of it covered, or less sure to be?", examples=[True])


class PairNameTold(Told):
    """A kommune and a trust that the law binds to one another."""

    kommune: str = Field(description="The kommune.", examples=["granvik"])
    foretak: str = Field(description="The trust.", examples=["helse-fjordmark"])


class PairFatesTold(Told):
    """Pairs for which the demands fare alike."""

    pairs: list[PairNameTold] = Field(description="The pairs.")
    items: list[ItemFateTold] = Field(description="The demands whose answer becomes another.")


class JudgementFateTold(Told):
    """One judgement, and what becomes of it."""

    fate: Fate = Field(description="What becomes of it.", examples=["blir usikker"])
    nr: int = Field(description="The demand.", examples=[5])
    document: str = Field(description="The text judged.", examples=["retningslinje-5"])
    version: str = Field(description="The version judged.", examples=["2025.1"])
    section: str = Field(description="The identity of the place.", examples=["k3m9x2p7qa"])
    number: str = Field(description="Its number there.", examples=["5.3"])
    title: str = Field(description="The title of its section.", examples=["Kommunens svar"])
    degree: Degree = Field(description="How far it was judged to go.", examples=["dekker"])
    judged_by: str = Field(description="By whom.", examples=["Marte Haugland"])
    judged_on: datetime.date = Field(description="When.", examples=["2025-05-02"])
    reads: str = Field(
        description="The sentences that would read otherwise.", examples=["Senest innen tre timer."]
    )
    would_read: str = Field(
        description="How they would read; empty where they are gone.", examples=["Senest innen to timer."]
    )


class SuggestionsTold(Told):
    """Open suggestions from returned files, where they are reckoned with."""

    accepted: int = Field(description="Reckoned as if they were accepted.", examples=[4])
    left_out: int = Field(description="Stand against one another, or no longer fit.", examples=[1])


class DraftCoverageTold(Told):
    """What drafts that apply together would do to the coverage of the law."""

    drafts: list[str] = Field(description="The drafts.", examples=[["retningslinje-5@2026.1"]])
    replaces: list[str] = Field(
        description="What is in force in their place that day.", examples=[["retningslinje-5@2025.1"]]
    )
    on: datetime.date = Field(description="The day.", examples=["2027-01-01"])
    suggestions: SuggestionsTold = Field(description="How many suggestions are reckoned with.")
    told: str = Field(description="The same in a sentence.", examples=["Utkastet gjør 1 vurdering usikker."])
    worse: bool = Field(
        description="Would coverage be lost, or be left to be judged anew, for anybody?", examples=[True]
    )
    items: list[ItemFateTold] = Field(description="Every demand, held against the whole set.")
    pairs: list[PairFatesTold] = Field(description="The same pair by pair, those alike together.")
    judgements: list[JudgementFateTold] = Field(description="Those that are lost first.")

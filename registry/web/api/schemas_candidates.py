"""How places to look at for a demand of the law, and remarks on form, look in the API."""

from datetime import date

from pydantic import Field

from documents.coverage import Coverage, Degree
from documents.kinds import DocumentKind
from registry.web.api.types import Told


class CandidateTold(Told):
    """A section to look at. It covers nothing until a person has judged it."""

    document: str = Field(description="The document.", examples=["retningslinje-5"])
    version: str = Field(description="Its version.", examples=["2025.1"])
    title: str = Field(description="The document's title.", examples=["Retningslinje 5"])
    kind: DocumentKind = Field(description="What sort of document.", examples=["retningslinje"])
    section: str = Field(description="The section's lasting identity.", examples=["k3m9x2p7qa"])
    number: str = Field(description="The section's number.", examples=["4.1"])
    heading: str = Field(description="The section's title.", examples=["Tidligmelding innen 24 timer"])
    sentence: str = Field(
        description="The sentence with most of the words.", examples=["Sykehuset melder ..."]
    )
    marked: list[str] = Field(description="The words in it that are sought, as they stand.")
    why: list[str] = Field(description="Why it is here, as whole Norwegian sentences.")
    earlier: Degree | None = Field(
        description="What a person last said of this place for the same demand.", examples=[None]
    )
    score: float = Field(description="Higher is likelier; comparable within one answer.", examples=[23.4])


class RemarkTold(Told):
    """Something to look at in the form of what covers the demand. It changes no status."""

    code: str = Field(description="What was found wanting.", examples=["promise-only"])
    nr: int = Field(description="Number of the item.", examples=[8])
    sentence: str = Field(description="In whole Norwegian sentences.", examples=["Krav 8 hviler bare på ..."])
    document: str = Field(description="The document; empty where it is about several.", examples=[""])
    version: str = Field(description="Its version.", examples=[""])
    section: str = Field(description="The section's lasting identity.", examples=[""])


class CandidatesTold(Told):
    """Where in what applies a person should look for one demand. Candidates never count as coverage."""

    on: date = Field(description="The day asked about.", examples=["2025-06-01"])
    party: str | None = Field(description="For one party, or for all.", examples=[None])
    notice: str = Field(description="What a candidate is, in Norwegian.", examples=["Et forslag er ..."])
    nr: int = Field(description="The number in § 6-2 first paragraph.", examples=[5])
    item: str = Field(description="The item in short.", examples=["Utskrivningsklare pasienter"])
    status: Coverage = Field(
        description="How it stands that day, by what people judged.", examples=["dekket"]
    )
    total: int = Field(description="How many were found.", examples=[53])
    candidates: list[CandidateTold] = Field(description="The likeliest first, as many as were asked for.")
    remarks: list[RemarkTold] = Field(description="On the form of what covers it; decided by a person.")

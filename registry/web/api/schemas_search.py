"""How a search and what it found look in the API."""

from pydantic import Field

from registry.queries.searching import Told as Understood
from registry.queries.searching import glance_of
from registry.web.api.types import Told
from search import snippets
from search.entries import Glance, Hit, Order, Point, Results


class PointTold(Told):
    """The lettered point of a section that answers alone."""

    section: str = Field(description="The point's lasting identity.", examples=["p8m2v6t4rb"])
    number: str = Field(description="Its number as printed, with the section's.", examples=["5.2 c"])

    @classmethod
    def of(cls, point: Point | None) -> "PointTold | None":
        """The point, where there is one."""
        return cls(section=point.id, number=point.number) if point else None


class GlanceTold(Told):
    """What a health worker asks first, in the text's own words; empty where the text does not say."""

    what: str = Field(description="What is to be done.", examples=["Sykehuset melder fra til kommunen"])
    who: str = Field(description="By whom.", examples=["sykehuset"])
    due: str = Field(description="By when.", examples=["innen 24 timer etter innleggelsen"])

    @classmethod
    def of(cls, glance: Glance) -> "GlanceTold":
        """What the text says."""
        return cls(what=glance.what, who=glance.who, due=glance.due)


class HitTold(Told):
    """What was found: a section of a version, a decision, a body or an item of the law."""

    document: str = Field(
        description="The document; empty for what is no place in a text.", examples=["retningslinje-5"]
    )
    document_title: str = Field(description="Its title.", examples=["Retningslinje 5"])
    kind: str = Field(
        description='What sort of document, or "vedtak", "organ", "lovkrav".', examples=["retningslinje"]
    )
    version: str = Field(description="Its version.", examples=["2025.1"])
    section: str = Field(description="The section's lasting identity.", examples=["k3m9x2p7qa"])
    number: str = Field(description="The section's number.", examples=["4.1"])
    title: str = Field(description="The section's title.", examples=["Melding"])
    path: str = Field(description="What it lies under.", examples=["4 Utskrivning"])
    point: PointTold | None = Field(description="The lettered point that answers alone, if one does.")
    glance: GlanceTold = Field(description="What, who and by when.")
    snippet: str = Field(description="The words that were found, in plain text.", examples=["... meldes ..."])
    snippet_html: str = Field(
        description="The same as safe HTML with <mark>.", examples=["<mark>meldes</mark>"]
    )
    marked: list[str] = Field(description="The words that are marked.", examples=[["meldes"]])
    status: str = Field(description="What it is on the day asked about.", examples=["gjelder"])
    first_day: str = Field(description="The first day it applies; may be empty.", examples=["2025-05-01"])
    last_day: str = Field(description="The last; empty while none is known.", examples=[""])
    language: str = Field(description="The written form.", examples=["nb"])
    url: str = Field(description="The page.", examples=["/dokumenter/retningslinje-5/2025.1#k3m9x2p7qa"])

    @classmethod
    def of(cls, hit: Hit) -> "HitTold":
        """The hit with its lines."""
        entry = hit.entry
        return cls(
            document=entry.document,
            document_title=entry.document_title,
            kind=entry.kind,
            version=entry.version,
            section=entry.section_id,
            number=entry.number,
            title=entry.title,
            path=entry.path,
            point=PointTold.of(hit.point),
            glance=GlanceTold.of(glance_of(hit)),
            snippet=snippets.plain(hit.snippet),
            snippet_html=snippets.to_html(hit.snippet),
            marked=[piece.text for piece in hit.snippet if piece.marked],
            status=entry.status,
            first_day=entry.since,
            last_day=entry.last_day,
            language=entry.language,
            url=hit.url,
        )


class CorrectedTold(Told):
    """A word that nothing was found by, and what was searched for instead."""

    typed: str = Field(description="The word as typed.", examples=["utskriving"])
    read_as: str = Field(description="What was searched for.", examples=["utskrivning"])


class FoundTold(Told):
    """A page of hits, and how the search was understood."""

    total: int = Field(description="How many were found.", examples=[17])
    hits: list[HitTold] = Field(description="The hits of this page.")
    near: list[HitTold] = Field(
        description="Where few places have all the words: some that lack a word, best first. Not counted."
    )
    facets: dict[str, dict[str, int]] = Field(
        description="Hits for each kind, status, document, year and body.",
        examples=[{"kind": {"retningslinje": 9}}],
    )
    order: Order = Field(description="In which order they stand.", examples=["best"])
    query: str = Field(description="The words that were searched for, as they were read.", examples=["frist"])
    understood: str = Field(
        description="How the search was understood, in a sentence.",
        examples=["Søkte etter punkter med ordet «frist»."],
    )
    corrected: list[CorrectedTold] = Field(
        description="Words that nothing was found by, and what was searched for instead."
    )
    suggested: str = Field(
        description="Another search that has hits for all it asks, where this one had none.", examples=[""]
    )
    relaxed: bool = Field(description="No place had all the words; these have some.", examples=[False])
    remarks: list[str] = Field(
        description="What was left out of the search or read otherwise, a sentence each.",
        examples=[["«ab*» er utelatt: skriv minst tre bokstaver foran stjernen."]],
    )
    problem: str = Field(description="Why nothing was searched for; empty when all is well.", examples=[""])
    behind: bool = Field(description="What was done last may not be found yet.", examples=[False])
    next: str | None = Field(description="The address of the next page.", examples=[None])

    @classmethod
    def of(cls, found: Results, told: Understood, order: Order, onward: str | None) -> "FoundTold":
        """The hits, with what is told of the search and where the next page is."""
        return cls(
            total=found.total,
            hits=[HitTold.of(hit) for hit in found.hits],
            near=[HitTold.of(hit) for hit in found.near],
            facets=found.facets,
            order=order,
            query=told.words,
            understood=told.sentence,
            corrected=[CorrectedTold(typed=typed, read_as=read) for typed, read in found.corrected],
            suggested=found.suggested,
            relaxed=found.relaxed,
            remarks=list(told.remarks),
            problem=told.problem,
            behind=found.behind,
            next=onward,
        )

"""How clauses, and what leans on them, look in the API."""

from pydantic import Field

from documents.coverage import Degree
from documents.kinds import DocumentKind
from documents.lifecycle import Standing
from documents.markdown import plain
from documents.text import Place, plain_text
from registry.queries.clauses import Leaning, Support
from registry.queries.documents import VersionView
from registry.web.api.types import Told


class PlaceTold(Told):
    """A section or lettered point as it read in one version."""

    version: str = Field(description="The printed number of the version.", examples=["2025.1"])
    standing: Standing = Field(description="What that version is on the day.", examples=["gjelder"])
    number: str = Field(description="The number it had there.", examples=["5.2 c"])
    title: str = Field(description="The title of the section.", examples=["Vedtaksmyndighet"])
    text: str = Field(description="Its own words.", examples=["ASU vedtar ..."])
    origins: list[str] = Field(description="The identities it was split from or took up.", examples=[[]])

    @classmethod
    def of(cls, view: VersionView, place: Place) -> "PlaceTold":
        """The place in this version."""
        blocks = place.point.blocks if place.point else place.section.blocks
        return cls(
            version=view.row.number,
            standing=view.standing,
            number=place.number,
            title=plain(place.section.title),
            text="\n".join(plain(inline) for inline in plain_text(blocks)),
            origins=list(place.origins),
        )


class LeaningTold(Told):
    """A place that refers to the clause."""

    document: str = Field(description="The document it stands in.", examples=["retningslinje-5"])
    version: str = Field(description="The version.", examples=["2025.1"])
    kind: DocumentKind = Field(description="What sort of document.", examples=["retningslinje"])
    section: str = Field(description="The identity of the place.", examples=["b7n4w8r2tc"])
    number: str = Field(description="Its number as printed.", examples=["3.1 a"])
    words: str = Field(description="The reference as printed.", examples=["samarbeidsavtalen punkt 5.2"])

    @classmethod
    def of(cls, leaning: Leaning) -> "LeaningTold":
        """The place and its words."""
        return cls(
            document=leaning.view.document.ref,
            version=leaning.view.row.number,
            kind=leaning.view.document.kind,
            section=leaning.place.id,
            number=leaning.place.number,
            words=leaning.words,
        )


class RestingRuleTold(Told):
    """A mandate rule that is this clause, or a point of it."""

    rule: str = Field(description="The rule's own name.", examples=["fjordmark-2025-c"])
    clause: str = Field(description="The clause as it is cited.", examples=["5.2 c"])
    who: list[str] = Field(description="Who decides, in words.", examples=[["ASU"]])


class RestingItemTold(Told):
    """An item of the law that somebody has judged this clause to cover."""

    nr: int = Field(description="Number of the item in § 6-2.", examples=[5])
    degree: Degree = Field(description="How far it goes.", examples=["dekker"])
    section: str = Field(description="The identity of the place.", examples=["k3m9x2p7qa"])


class SupportTold(Told):
    """All that leans on a clause on a day."""

    references: list[LeaningTold] = Field(description="The texts in force that refer to it.")
    rules: list[RestingRuleTold] = Field(description="The mandate rules that rest on it.")
    items: list[RestingItemTold] = Field(description="The law's items that it is judged to cover.")

    @classmethod
    def of(cls, support: Support) -> "SupportTold":
        """References, rules and items."""
        return cls(
            references=[LeaningTold.of(each) for each in support.references],
            rules=[
                RestingRuleTold(rule=rule.id, clause=rule.source.clause, who=list(rule.decider_words))
                for rule in support.rules
            ],
            items=[
                RestingItemTold(nr=mark.nr, degree=mark.degree, section=mark.section_id)
                for mark in support.marks
            ],
        )

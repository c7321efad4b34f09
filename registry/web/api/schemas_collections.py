"""How the set of a day looks in the API."""

import datetime

from pydantic import Field

from documents.kinds import DocumentKind, Language
from documents.lifecycle import Standing
from registry.queries.collection_files import manifest
from registry.queries.collections import Collection
from registry.web.api.types import Told


class AdoptedTold(Told):
    """A decision that adopted the text."""

    ref: str = Field(description="The decision.", examples=["v-0123456789"])
    body: str = Field(description="The body's short name.", examples=["psu"])
    body_name: str = Field(description="Its name.", examples=["Politisk samarbeidsutvalg (PSU)"])
    case: str = Field(description="The case number as printed.", examples=["12/25"])
    date: datetime.date = Field(description="The day of the meeting.", examples=["2025-04-24"])


class MemberTold(Told):
    """One text of the set."""

    document: str = Field(description="The document.", examples=["samarbeidsavtalen"])
    version: str = Field(description="The printed number.", examples=["2025.1"])
    kind: DocumentKind = Field(description="What sort of document.", examples=["samarbeidsavtale"])
    title: str = Field(description="The document's title.", examples=["Samarbeidsavtalen"])
    language: Language = Field(description="The written form of Norwegian.", examples=["nb"])
    standing: Standing = Field(description="What it is that day.", examples=["gjelder"])
    adopted_on: datetime.date | None = Field(description="The day it was adopted.", examples=["2025-04-24"])
    valid_from: datetime.date | None = Field(
        description="The first day it applies to those asked about.", examples=["2025-05-01"]
    )
    valid_to: datetime.date | None = Field(
        description="Its own last day, where it was ended.", examples=[None]
    )
    last_day: datetime.date | None = Field(
        description="The last day it applies, where it was ended or another comes after it.", examples=[None]
    )
    by_pair: bool = Field(
        description="Each pair has its own first day; `valid_from` is the first. Ask with `party` for one.",
        examples=[False],
    )
    hash: str = Field(description="SHA-256 over the canonical text, hexadecimal.", examples=["a1f3" * 16])
    adopted_by: list[AdoptedTold] = Field(description="Who adopted it, by that day, the first meeting first.")
    taken_over: str = Field(
        description="What the office has on record, for what was adopted before the register.", examples=[""]
    )
    yields_to: list[str] = Field(
        description="What wins over it: `lov`, then kinds of document, the highest first.",
        examples=[["lov", "samarbeidsavtale"]],
    )


class LawTold(Told):
    """The law above the set."""

    source: str = Field(
        description="The place in the law.", examples=["helse- og omsorgstjenesteloven § 6-2 første ledd"]
    )
    link: str = Field(description="Where to read it.", examples=["https://lovdata.no/lov/2011-06-24-30/§6-2"])
    sentence: str = Field(description="What it means here.", examples=["Loven går foran alt som er avtalt."])


class RankTold(Told):
    """Where a kind of document stands."""

    kind: DocumentKind = Field(description="The kind.", examples=["retningslinje"])
    yields_to: list[str] = Field(
        description="What wins over it, the highest first.",
        examples=[["lov", "samarbeidsavtale", "delavtale"]],
    )
    sentence: str = Field(
        description="The same in words.", examples=["Samarbeidsavtalen viker bare for loven."]
    )


class OwnWordsTold(Told):
    """What the agreement itself says goes before what."""

    version: str = Field(description="The version.", examples=["samarbeidsavtalen@2025.1"])
    section: str = Field(description="The section's lasting identity.", examples=["g8x9ga8hp9"])
    number: str = Field(description="Its number.", examples=["5.1"])
    words: str = Field(description="The sentence.", examples=["Ved motstrid går loven foran avtalen."])


class PrecedenceTold(Told):
    """Who yields to whom."""

    law: LawTold = Field(description="The law, above them all.")
    kinds: list[RankTold] = Field(description="Each kind in the set, the highest first.")
    sentence: str = Field(
        description="What the order rests on.", examples=["Slik er avtaleverket vanligvis ordnet."]
    )
    agreement_says: list[OwnWordsTold] = Field(
        description="The agreement's own sentences about conflict. They go before the usual order."
    )


class CollectionTold(Told):
    """The whole set of a day."""

    on: datetime.date = Field(description="The day asked about.", examples=["2025-06-01"])
    helsefellesskap: str = Field(description="Its short name.", examples=["fjordmark"])
    party: str | None = Field(
        description="Whom it binds, where one party is asked about.", examples=["granvik"]
    )
    other: str | None = Field(
        alias="with",
        description="The other of a pair, where one is asked about.",
        examples=["helse-fjordmark"],
    )
    hash: str = Field(
        description='One mark of the set: SHA-256 over a line "REF@VERSION HASH" for each text in order.',
        examples=["a1f3" * 16],
    )
    documents: list[MemberTold] = Field(description="What is in force, in order of precedence.")
    coming: list[MemberTold] = Field(description="What is adopted by that day, and has not begun.")
    precedence: PrecedenceTold = Field(description="What wins where two texts disagree.")

    @classmethod
    def of(cls, found: Collection) -> "CollectionTold":
        """The set as the API tells of it."""
        return cls.model_validate(manifest(found))

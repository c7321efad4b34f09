"""How citations of the law in the texts in force look in the API."""

import datetime

from pydantic import Field

from documents.laws.standing import Holds
from registry.web.api.types import Told


class LawReferenceTold(Told):
    """One citation of the law, and how it stands on the day."""

    section: str = Field(
        description="The identity of the place; empty before the first section.", examples=["k3m9x2p7qa"]
    )
    number: str = Field(description="Its number.", examples=["9.3"])
    title: str = Field(description="The title of the section.", examples=["Taushetsplikt og opplysninger"])
    words: str = Field(description="As printed.", examples=["§ 45"])
    cites: str = Field(description="What it cites, with the law.", examples=["helsepersonelloven § 45"])
    link: str = Field(
        description="That place at Lovdata; empty where the law is not known.",
        examples=["https://lovdata.no/lov/1999-07-02-64/§45"],
    )
    holds: Holds = Field(description="Does the law say it that day?", examples=["står ikke lenger"])
    since: datetime.date | None = Field(
        description="From which day it is stale, or will be in force.", examples=["2026-07-01"]
    )
    stood: str = Field(description="What stood there, in short.", examples=["plikten til å sende epikrise"])
    now: str = Field(description="What is to be said of the place now.", examples=["er paragrafen opphevet"])
    instead: str = Field(description="Where the law says it instead.", examples=["helsepersonelloven § 25"])
    by: str = Field(description="The act that changed it.", examples=["lov 23. januar 2026 nr. 1"])
    act: str = Field(
        description="Where the act can be read.",
        examples=["https://lovdata.no/dokument/LTI/lov/2026-01-23-1"],
    )


class TextReferencesTold(Told):
    """The citations of the law in one text in force."""

    document: str = Field(description="The document.", examples=["samarbeidsavtalen"])
    version: str = Field(description="Its version.", examples=["2025.1"])
    title: str = Field(description="The document's title.", examples=["Samarbeidsavtalen"])
    references: list[LawReferenceTold] = Field(description="In reading order.")


class LawReferencesTold(Told):
    """Every citation of the law in the texts in force on a day."""

    on: datetime.date = Field(description="The day.", examples=["2026-09-01"])
    party: str | None = Field(description="Whom the texts bind; null for all.", examples=["granvik"])
    counts: dict[str, int] = Field(
        description="How many there are, and how many stand each way.",
        examples=[{"references": 78, "står": 74, "står ikke lenger": 3}],
    )
    texts: list[TextReferencesTold] = Field(description="In order of precedence.")

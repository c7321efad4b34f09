"""How special agreements, and what they rest on, look in the API."""

import datetime

from pydantic import Field

from documents.checks import Weight
from documents.governing import ClauseState
from documents.lifecycle import Standing
from registry.queries.governing import Flag
from registry.web.api.types import Day, Ref, Sent, Text, Told, YesNo, example


class SpecialAgreementTold(Told):
    """A special agreement on a day."""

    document: str = Field(description="The special agreement.", examples=["saeravtale-granvik"])
    version: str = Field(description="The version that is told of.", examples=["2025.1"])
    title: str = Field(description="The document's title.", examples=["Særavtale med Granvik"])
    kommune: str = Field(description="The kommune.", examples=["granvik"])
    foretak: str = Field(description="The trust.", examples=["helse-fjordmark"])
    standing: Standing = Field(description="What the version is that day.", examples=["gjelder"])
    valid_from: datetime.date | None = Field(description="Its first day.", examples=["2025-05-01"])
    valid_to: datetime.date | None = Field(description="Its own last day, if it has one.", examples=[None])
    applies: bool = Field(description="Is it in force, between parties that are there?", examples=[True])
    ceased: list[str] = Field(description="Parties that were no more by that day.", examples=[[]])
    rests_on: int = Field(description="How many clauses it rests on.", examples=[3])
    flagged: int = Field(description="How many of them must be read anew.", examples=[1])
    coming: int = Field(description="How many what is adopted will change.", examples=[0])
    findings: list[str] = Field(
        description="Codes of what was found about times.", examples=[["time-beyond-law"]]
    )


class ComingChangeTold(Told):
    """A version that is adopted and does not yet apply, and changes the clause."""

    version: str = Field(description="The version.", examples=["2025.1"])
    from_day: datetime.date | None = Field(
        alias="from", description="The day it begins for the pair.", examples=["2025-05-01"]
    )
    must_be_read: bool = Field(description="Has nobody read the clause in it?", examples=[True])
    sentence: str = Field(description="The same in words.", examples=["Kommer: versjon 2025.1 gjelder fra …"])


class RestingClauseTold(Told):
    """A clause that the special agreement rests on."""

    document: str = Field(description="The text it stands in.", examples=["samarbeidsavtalen"])
    section: str = Field(description="The clause's identity.", examples=["aq7tcaviyb"])
    number: str = Field(description="Its number as it was read.", examples=["7.1"])
    title: str = Field(description="The section's title.", examples=["Døgnopphold for øyeblikkelig hjelp"])
    read_in: str = Field(description="The version it was read in.", examples=["2021.1"])
    read_by: str = Field(description="Who read the two together.", examples=["Marte Haugland"])
    read_on: datetime.date = Field(description="The day they were read.", examples=["2021-03-10"])
    note: str = Field(description="What the reader wrote.", examples=["Punkt 2 a bygger på dette."])
    flag: Flag = Field(description="How it is with it that day.", examples=["endret"])
    must_be_read: bool = Field(description="Must a person read the two anew?", examples=[True])
    flagged_from: datetime.date | None = Field(description="Since when.", examples=["2025-05-01"])
    version_now: str | None = Field(
        description="The version that applies to the pair that day.", examples=["2025.1"]
    )
    number_now: str | None = Field(description="The clause's number in it.", examples=["7.1"])
    sentence: str = Field(description="The same in words.", examples=["Punktet er endret fra 1. mai 2025."])
    touches: list[str] = Field(description="What the change touches.", examples=[["Antall: 4, nå 5"]])
    coming: list[ComingChangeTold] = Field(description="What is adopted, not begun, and changes it.")


class MainWordsTold(Told):
    """A sentence of a text above."""

    document: str = Field(description="The text.", examples=["retningslinje-3"])
    section: str = Field(description="The identity of the place.", examples=["k3m9x2p7qa"])
    number: str = Field(description="Its number.", examples=["4.1"])
    words: str = Field(description="The sentence.", examples=["Sykehuset varsler kommunen innen 24 timer."])


class TimeFindingTold(Told):
    """Something about a time in the special agreement."""

    code: str = Field(
        description="`time-beyond-law`, `time-contradicts`, `time-silent` or `time-in-days`.",
        examples=["time-contradicts"],
    )
    weight: Weight = Field(description="Wrong, or to be looked at.", examples=["se over"])
    section: str = Field(description="Where it stands.", examples=["b7n4w8r2tc"])
    number: str = Field(description="Its number.", examples=["3"])
    words: str = Field(description="The sentence of the special agreement.", examples=["… innen 48 timer …"])
    sentence: str = Field(description="What was found, and why it is told.", examples=["Her står 48 timer …"])
    now: str = Field(description="What to do.", examples=["Særavtalen må rettes."])
    main: MainWordsTold | None = Field(description="What the text above says of the same.")
    opens: MainWordsTold | None = Field(description="Where the text above lets special agreements depart.")
    order: MainWordsTold | None = Field(description="What it says itself of what goes first.")
    law: str = Field(
        description="The place in the law.", examples=["forskrift 18. november 2011 nr. 1115 § 8"]
    )
    law_link: str = Field(
        description="Where it can be read.", examples=["https://lovdata.no/forskrift/2011-11-18-1115/§8"]
    )
    law_since: datetime.date | None = Field(
        description="The first day the law set it.", examples=["2012-01-01"]
    )
    law_hours: int = Field(description="At most so many hours.", examples=[24])


class SuggestedClauseTold(Told):
    """A clause that it may rest on; counted for nothing until a person has read the two."""

    document: str = Field(description="The text it stands in.", examples=["samarbeidsavtalen"])
    version: str = Field(description="The version that applies to the pair.", examples=["2025.1"])
    section: str = Field(description="The clause's identity.", examples=["aq7tcaviyb"])
    number: str = Field(description="Its number.", examples=["7.1"])
    title: str = Field(description="The section's title.", examples=["Døgnopphold"])
    cited_in: list[str] = Field(description="Where the special agreement names it.", examples=[["1.1"]])
    about: str = Field(description="What both give a time for.", examples=["varsel etter innleggelse"])


class ReadingTold(Told):
    """A special agreement and a clause were read together."""

    document: str = Field(description="The text the clause stands in.", examples=["samarbeidsavtalen"])
    version: str = Field(description="The version that was read.", examples=["2021.1"])
    number: str = Field(description="The clause's number in it.", examples=["7.1"])
    section: str = Field(description="The clause's identity.", examples=["aq7tcaviyb"])
    holds: bool = Field(description="Does it rest on the clause?", examples=[True])
    note: str = Field(description="What the reader wrote.", examples=[""])
    read_by: str = Field(description="Who read them.", examples=["Marte Haugland"])
    read_on: datetime.date = Field(description="The day.", examples=["2021-03-10"])


class SpecialAgreementWhole(SpecialAgreementTold):
    """A special agreement with what it rests on and what was found."""

    on: datetime.date = Field(description="The day asked about.", examples=["2026-11-30"])
    clauses: list[RestingClauseTold] = Field(description="The clauses it rests on.")
    checks: list[TimeFindingTold] = Field(description="What was found about times.")
    suggestions: list[SuggestedClauseTold] = Field(description="Clauses it may rest on.")
    readings: list[ReadingTold] = Field(description="Every reading by that day, the latest first.")


class TouchedAgreementTold(Told):
    """A clause that a special agreement rests on, and that this version has otherwise than it was read."""

    special_agreement: str = Field(description="The special agreement.", examples=["saeravtale-granvik"])
    kommune: str = Field(description="The kommune.", examples=["granvik"])
    foretak: str = Field(description="The trust.", examples=["helse-fjordmark"])
    section: str = Field(description="The clause's identity.", examples=["aq7tcaviyb"])
    number: str = Field(description="Its number when it was read.", examples=["7.1"])
    state: ClauseState = Field(description="What becomes of it.", examples=["endret"])
    must_be_read: bool = Field(description="Must it be read anew already, that day?", examples=[False])
    touches: list[str] = Field(description="What the change touches.", examples=[["Antall: 4, nå 5"]])
    read_in: str = Field(description="The version it was read in.", examples=["2021.1"])
    read_on: datetime.date = Field(description="The day it was read.", examples=["2021-03-10"])


class ReadingSent(Sent):
    """A special agreement and a clause above it have been read together."""

    model_config = example(
        document="samarbeidsavtalen", version="2025.1", clause="7.1", holds=True, on="2025-05-12", note=""
    )

    document: Ref = Field(description="The text the clause stands in.", examples=["samarbeidsavtalen"])
    version: str = Field(
        pattern=r"^[0-9]{1,4}(\.[0-9]{1,3}){0,2}$", description="The version.", examples=["2025.1"]
    )
    clause: str = Field(
        min_length=1,
        max_length=60,
        description="The clause's number or identity in that version.",
        examples=["7.1"],
    )
    holds: YesNo = Field(True, description="Does it rest on the clause, as it reads here?", examples=[True])
    on: Day = Field(description="The day the two were read.", examples=["2025-05-12"])
    note: Text = Field(
        "", description="What in it rests on the clause, or why it no longer does.", examples=[""]
    )

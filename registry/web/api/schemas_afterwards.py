"""How signatures, sendings, publications and notices of termination look in the API."""

from datetime import date
from typing import Annotated

from pydantic import Field, Strict

from decisions.adoption import AdoptionState
from decisions.duties import DutyState
from decisions.entry_into_force import EnteredBy
from decisions.notices import NoticeState
from decisions.rounds import NoticeStep
from registry.operations.following_up import LONGEST_LINK
from registry.web.api.types import Day, Line, LineOrEmpty, Ref, Sent, Text, Told, YesNo, example

AT_ONCE = 500
NoticeRef = Annotated[str, Strict(), Field(pattern=r"^o-[0-9a-f]{10}$")]
PairRef = Annotated[str, Strict(), Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}\+[a-z0-9][a-z0-9-]{0,62}$")]
"""The short names of a kommune and a trust, with + between."""
Place = Annotated[str, Strict(), Field(max_length=LONGEST_LINK)]
PAIR, WHERE = "granvik+helse-fjordmark", "https://fjordmark.example/samarbeidsavtalen"
SENDER = "kommunedirektøren i Granvik"


class DutyTold(Told):
    """A clock on one day."""

    state: DutyState = Field(description="How it stands.", examples=["løper"])
    due: date | None = Field(description="The last day; null where there is none.", examples=["2025-05-30"])
    sentence: str = Field(description="In a sentence.", examples=["Avtalen ble sendt 20. mai 2025."])
    source: str = Field(description="The law.", examples=["helse- og omsorgstjenesteloven § 6-4"])
    link: str = Field(description="To the law.", examples=["https://lovdata.no/lov/2011-06-24-30/§6-4"])


class SignatureTold(Told):
    """One party: has it adopted the text, and has it signed it?"""

    party: str = Field(description="The party.", examples=["granvik"])
    name: str = Field(description="Its name.", examples=["Granvik"])
    state: AdoptionState = Field(description="Where it stands with the text.", examples=["vedtatt"])
    adopted_on: date | None = Field(description="The day it adopted it.", examples=["2025-03-27"])
    signed_on: date | None = Field(description="The day it was signed.", examples=["2025-05-05"])
    signer: str = Field(description="Who signed.", examples=["Kari Nes"])
    title: str = Field(description="In what office.", examples=["ordfører"])
    link: str = Field(description="Where the signature is.", examples=[WHERE])
    remark: str = Field(description="What is odd about it; empty where nothing is.", examples=[""])


class SendingTold(Told):
    """The agreement of a pair was sent."""

    sent_on: date = Field(description="The day.", examples=["2025-05-20"])
    sender: str = Field(description="Who sent it.", examples=["Helse Midtlandet RHF"])
    link: str = Field(description="What was sent.", examples=[WHERE])


class PairAfterTold(Told):
    """One pair: when it entered the agreement, and how the month of § 6-4 stands."""

    pair: str = Field(description="The two, with + between.", examples=[PAIR])
    name: str = Field(description="The two by name.", examples=["Granvik og Helse Fjordmark HF"])
    entered_on: date | None = Field(description="When it entered the agreement.", examples=["2025-03-27"])
    duty: DutyTold | None = Field(description="The month; null where the law sets none.")
    sendings: list[SendingTold] = Field(description="What was sent, the first day first.")


class PublicationTold(Told):
    """Where the version is published."""

    published_on: date = Field(description="Since when.", examples=["2025-05-02"])
    publisher: str = Field(description="By whom.", examples=["Sekretariatet"])
    link: str = Field(description="The address.", examples=[WHERE])


class AfterwardsTold(Told):
    """What has followed the adoption of a version, by a day. A signature never counts as adoption."""

    version: str = Field(description="The version.", examples=["samarbeidsavtalen@2025.1"])
    on: date = Field(description="The day asked about.", examples=["2025-06-01"])
    by_each_party: bool = Field(description="Must each party adopt it for itself?", examples=[True])
    entered_by: EnteredBy = Field(
        description="What makes a party have entered it, as the text says.", examples=["vedtak"]
    )
    clause: str | None = Field(description="Identity of the clause that says so.", examples=[None])
    signed: int = Field(description="So many have signed.", examples=[21])
    adopted: int = Field(description="So many have adopted it.", examples=[21])
    parties: int = Field(description="Of so many.", examples=[21])
    sentence: str = Field(description="Both counts in a sentence.", examples=["16 av 16 ..."])
    signatures: list[SignatureTold] = Field(description="Party by party.")
    submission: str = Field(description="How far the sending has come.", examples=["For 0 av 20 par ..."])
    pairs: list[PairAfterTold] = Field(description="Pair by pair.")
    publication: str = Field(description="Whether it is published.", examples=["Teksten ble publisert ..."])
    publications: list[PublicationTold] = Field(description="Where it is published.")


class SignatureSent(Sent):
    """One party's signature."""

    party: Ref = Field(description="The party.", examples=["granvik"])
    signed_on: Day = Field(description="The day.", examples=["2025-05-05"])
    signer: Line = Field(description="Who signed.", examples=["Kari Nes"])
    title: LineOrEmpty = Field("", description="In what office.", examples=["ordfører"])
    link: Place = Field("", description="Where the signature is.", examples=[WHERE])


class SignaturesSent(Sent):
    """Signatures of one party or several: all are recorded, or none."""

    model_config = example(
        signatures=[
            {"party": "granvik", "signed_on": "2025-05-05", "signer": "Kari Nes", "title": "ordfører"}
        ]
    )

    signatures: list[SignatureSent] = Field(
        min_length=1, max_length=AT_ONCE, description="One for each party."
    )


class SubmissionSent(Sent):
    """The agreement of one pair or several was sent: all are recorded, or none."""

    model_config = example(pairs=[PAIR], sent_on="2025-05-20", sender="Helse Midtlandet RHF", link=WHERE)

    pairs: list[PairRef] = Field(
        min_length=1, max_length=AT_ONCE, description="The pairs.", examples=[[PAIR]]
    )
    sent_on: Day = Field(description="The day.", examples=["2025-05-20"])
    sender: Line = Field(description="Who sent it; by law the RHF.", examples=["Helse Midtlandet RHF"])
    link: Place = Field(min_length=1, description="The address that was sent.", examples=[WHERE])


class PublicationSent(Sent):
    """Where an adopted version is published."""

    model_config = example(published_on="2025-05-02", publisher="Sekretariatet", link=WHERE)

    published_on: Day = Field(description="Since when.", examples=["2025-05-02"])
    publisher: Line = Field(description="By whom.", examples=["Sekretariatet"])
    link: Place = Field(min_length=1, description="The whole address.", examples=[WHERE])


class TakenBackSent(Sent):
    """Something that was recorded is not so."""

    model_config = example(record="underskrift:granvik", reason="Det var en annen avtale.")

    record: Place = Field(
        min_length=1,
        description="`underskrift:PARTY`, `innsending:KOMMUNE+TRUST:DAY` or `publisering:ADDRESS`.",
        examples=["underskrift:granvik"],
    )
    reason: Text = Field(min_length=1, description="Why it is not so.", examples=["Feil avtale."])


class MilestoneTold(Told):
    """So many months before the end."""

    months: int = Field(description="Months left.", examples=[6])
    on: date = Field(description="The day.", examples=["2026-09-15"])
    passed: bool = Field(description="Is it past?", examples=[False])


class NoticeStepTold(Told):
    """What was done with a notice."""

    step: NoticeStep = Field(description="What.", examples=["Helsedirektoratet er varslet"])
    happens_on: date = Field(description="When.", examples=["2026-03-27"])
    done_by: str = Field(description="By whom.", examples=["Helse Midtlandet RHF"])
    link: str = Field(description="Where it stands.", examples=[""])
    holds: bool = Field(description="False: it was not done after all.", examples=[True])
    reason: str = Field(description="Why not, or why it was recorded by mistake.", examples=[""])


class NoticeTold(Told):
    """A notice of termination as it stands on a day."""

    ref: str = Field(description="Its reference.", examples=["o-0a1b2c3d4e"])
    on: date = Field(description="The day asked about.", examples=["2026-04-01"])
    document: str = Field(description="The agreement.", examples=["samarbeidsavtalen"])
    pair: str = Field(description="The two it is between.", examples=[PAIR])
    party: str = Field(description="Who gives notice.", examples=["granvik"])
    received_on: date = Field(description="When the other received it.", examples=["2026-03-15"])
    sender: str = Field(description="Who signed the letter.", examples=[SENDER])
    link: str = Field(description="Where the letter is.", examples=[""])
    state: NoticeState = Field(description="What it is that day.", examples=["ubekreftet"])
    verified: bool = Field(description="Is the right body's resolution there?", examples=[False])
    decision: str | None = Field(description="The decision it rests on.", examples=["v-0a1b2c3d4e"])
    ends: date = Field(description="The first day without it, if it holds.", examples=["2027-03-15"])
    last_day: date = Field(description="The day before that.", examples=["2027-03-14"])
    days_left: int = Field(description="Days until then, while it runs.", examples=[348])
    duty: DutyTold = Field(description="The year as a clock.")
    told: DutyTold = Field(description="The regional trust's duty to tell Helsedirektoratet.")
    remarks: list[str] = Field(description="What a person should look at.", examples=[[]])
    countdown: list[MilestoneTold] = Field(description="12, 6, 3 and 1 month before.")
    treated: list[str] = Field(description="Decisions about it.", examples=[["v-0a1b2c3d4e"]])
    steps: list[NoticeStepTold] = Field(description="What was done, as it was recorded.")


class NoticeSent(Sent):
    """A letter that terminates an agreement, as it was received."""

    model_config = example(
        document="samarbeidsavtalen", pair=PAIR, party="granvik", received_on="2026-03-15", sender=SENDER
    )

    document: Ref = Field(description="The agreement.", examples=["samarbeidsavtalen"])
    pair: PairRef = Field(description="The two it is between.", examples=[PAIR])
    party: Ref = Field(description="Who gives notice.", examples=["granvik"])
    received_on: Day = Field(description="When the other received it.", examples=["2026-03-15"])
    sender: Line = Field(description="Who signed the letter.", examples=[SENDER])
    link: Place = Field("", description="Where the letter is.", examples=[""])


class NoticeStepSent(Sent):
    """What was done with a notice, or that it was not done after all."""

    model_config = example(
        step="Helsedirektoratet er varslet", happens_on="2026-03-27", done_by="Helse Midtlandet RHF"
    )

    step: NoticeStep = Field(description="What.", examples=["Helsedirektoratet er varslet"])
    happens_on: Day = Field(description="When.", examples=["2026-03-27"])
    done_by: LineOrEmpty = Field("", description="By whom.", examples=["Helse Midtlandet RHF"])
    link: Place = Field("", description="Where it stands.", examples=[""])
    holds: YesNo = Field(True, description="False: it was not done after all.", examples=[True])
    reason: Text = Field("", description="Why not, or why it was recorded by mistake.", examples=[""])

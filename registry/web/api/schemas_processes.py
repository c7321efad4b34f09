"""How joint measures, the field's duties, users' part and reviews look in the API."""

from datetime import date
from typing import Annotated

from pydantic import Field, Strict

from decisions.duties import DutyState
from decisions.involvement import Involvement
from decisions.reviews import ReviewOutcome
from documents.coverage import Coverage, Degree
from registry.web.api.schemas_afterwards import PAIR, WHERE, PairRef, Place
from registry.web.api.types import (
    Day,
    Id,
    Line,
    Ref,
    SectionId,
    Sent,
    Text,
    Told,
    VersionRef,
    example,
)

MeasureRef = Annotated[str, Strict(), Field(pattern=r"^t-[0-9a-f]{10}$")]
Year = Annotated[int, Strict(), Field(ge=1900, le=2200)]
SURVEY = "Brukerundersøkelsen 2023"


class JudgedTold(Told):
    """A person's judgement that words answer a demand."""

    document: str = Field(description="The document.", examples=["saeravtale-granvik"])
    version: str = Field(description="The version judged.", examples=["2025.1"])
    section: str = Field(description="The place's lasting identity.", examples=["k3m9x2p7qa"])
    number: str = Field(description="Its number.", examples=["6 b"])
    degree: Degree = Field(description="How far it goes.", examples=["dekker"])
    cited: str = Field(description="The words it rests on.", examples=["Kommunen betaler halvparten."])
    reason: str = Field(description="Why.", examples=["Beløpet står der."])
    judged_by: str = Field(description="Who judged.", examples=["Marte Haugland"])
    judged_on: date = Field(description="When.", examples=["2025-05-06"])
    suspect: bool = Field(description="Must it be looked at again?", examples=[False])


class AnswerTold(Told):
    """One demand, and what people have judged of it."""

    nr: int = Field(description="Its number in its catalogue.", examples=[4])
    catalogue: str = Field(description="The catalogue.", examples=["hol-6-2-2"])
    label: str = Field(description="In short.", examples=["Finansiering"])
    demand: str = Field(description="In our own words.", examples=["Finansieringen er avtalt."])
    source: str = Field(description="The law.", examples=["helse- og omsorgstjenesteloven § 6-2 andre ledd"])
    link: str = Field(description="To the law.", examples=["https://lovdata.no/lov/2011-06-24-30/§6-2"])
    in_force_since: date = Field(description="When the law began to demand it.", examples=["2012-01-01"])
    status: Coverage = Field(description="The answer that day.", examples=["delvis"])
    suspect: bool = Field(description="Must some of it be looked at again?", examples=[False])
    evidence: list[JudgedTold] = Field(description="What people have judged.")


class MeasureTold(Told):
    """A joint measure on a day, with its four answers (§ 6-2 second paragraph)."""

    ref: str = Field(description="Its name.", examples=["t-0a1b2c3d4e"])
    title: str = Field(description="What it is.", examples=["Felles ambulant team"])
    on: date = Field(description="The day asked about.", examples=["2026-01-15"])
    document: str | None = Field(description="Where it is agreed.", examples=["retningslinje-8"])
    section: str = Field(description="The place there.", examples=["7jppji77gx"])
    version: str | None = Field(description="The version that applies that day.", examples=["2025.1"])
    number: str | None = Field(description="The place's number in it.", examples=["9"])
    pair: str | None = Field(description="The one pair it is of; null: all.", examples=[PAIR])
    agreed_on: date = Field(description="When it was agreed.", examples=["2025-05-01"])
    last_day: date | None = Field(description="The last day, if one is set.", examples=["2027-12-31"])
    stands: bool = Field(description="Does it stand that day?", examples=[True])
    state: DutyState = Field(description="The four questions in one word.", examples=["mangler"])
    sentence: str = Field(description="And in a sentence.", examples=["For «Felles team» er ..."])
    answers: list[AnswerTold] = Field(description="The four questions.")


class MeasureSent(Sent):
    """A joint measure that the parties have agreed on. Never about patients."""

    model_config = example(
        title="Delt jordmorvakt", document="samarbeidsavtalen", section="k3m9x2p7qa", agreed_on="2025-06-01"
    )

    title: Line = Field(description="What it is.", examples=["Delt jordmorvakt"])
    document: Ref = Field(description="Where it is agreed.", examples=["samarbeidsavtalen"])
    section: SectionId = Field(description="The place there, by identity.", examples=["k3m9x2p7qa"])
    pair: PairRef | None = Field(None, description="The one pair; left out: all.", examples=[PAIR])
    agreed_on: Day = Field(description="When it was agreed.", examples=["2025-06-01"])
    last_day: Day | None = Field(None, description="The last day, if one is set.", examples=["2027-12-31"])


class MeasureEndSent(Sent):
    """The last day of a joint measure; null: it goes on after all."""

    model_config = example(last_day="2027-12-31", reason="Prosjektet er over.")

    last_day: Day | None = Field(description="The last day.", examples=["2027-12-31"])
    reason: Text = Field("", description="Why; needed where it goes on.", examples=["Prosjektet er over."])


class MeasureJudgedSent(Sent):
    """How far a place settles one of the four questions for the measure."""

    model_config = example(nr=4, version="samarbeidsavtalen@2025.1", section="k3m9x2p7qa", degree="dekker")

    nr: Annotated[int, Strict(), Field(ge=1, le=99)] = Field(description="The question.", examples=[4])
    version: VersionRef = Field(description="The exact version.", examples=["samarbeidsavtalen@2025.1"])
    section: SectionId = Field(description="The place in it, by identity.", examples=["k3m9x2p7qa"])
    degree: Degree = Field(description="How far it goes.", examples=["dekker"])
    cited: Text = Field("", description="The words it rests on; empty: all.", examples=[""])
    reason: Text = Field("", description="Why.", examples=["Beløpet står der."])


class FieldCoverageTold(Told):
    """The duties of the field for pairs that the same texts bind. They are no part of § 6-2."""

    pairs: list[str] = Field(description="The pairs.", examples=[[PAIR]])
    texts: list[str] = Field(description="What applies to them.", examples=[["samarbeidsavtalen@2025.1"]])
    duties: list[AnswerTold] = Field(description="Each duty, as people have judged.")


class InvolvementTold(Told):
    """Users had a part in the work with a version (§ 6-1 third paragraph)."""

    id: int = Field(description="Its number.", examples=[3])
    version: str = Field(description="The version, draft or later.", examples=["samarbeidsavtalen@2025.1"])
    sort: Involvement = Field(description="Which duty.", examples=["pasient- og brukererfaringer"])
    whom: str = Field(description="The organisation, or where it comes from.", examples=[SURVEY])
    how: str = Field(description="How.", examples=["Lagt fram i arbeidsmøte."])
    took_part_on: date = Field(description="When.", examples=["2024-03-14"])
    answer: str = Field(description="What came of it.", examples=["Eget punkt om overganger."])
    link: str = Field(description="Where it stands.", examples=[WHERE])
    recorded_by: str = Field(description="Who recorded it.", examples=["Marte Haugland"])
    holds: bool = Field(description="False: it was not so after all.", examples=[True])
    reason: str = Field(description="Why not.", examples=[""])


class InvolvementSent(Sent):
    """Users' part in the work with a version. What came too late is kept, and not counted."""

    model_config = example(
        version="samarbeidsavtalen@2025.1",
        sort="pasient- og brukererfaringer",
        whom=SURVEY,
        how="Lagt fram i arbeidsmøte.",
        took_part_on="2024-04-02",
    )

    version: VersionRef = Field(description="The version.", examples=["samarbeidsavtalen@2025.1"])
    sort: Involvement = Field(description="Which duty.", examples=["pasient- og brukererfaringer"])
    whom: Line = Field(description="The organisation, never a patient.", examples=[SURVEY])
    how: Text = Field(min_length=1, description="How.", examples=["Lagt fram i arbeidsmøte."])
    took_part_on: Day = Field(description="When.", examples=["2024-04-02"])
    answer: Text = Field("", description="What came of it.", examples=[""])
    link: Place = Field("", description="Where it stands.", examples=[WHERE])


class NotSoSent(Sent):
    """A record is not so. It stays, with this after it."""

    model_config = example(id=3, reason="Det var en annen avtale.")

    id: Id = Field(description="The record's number.", examples=[3])
    reason: Text = Field(min_length=1, description="Why it is not so.", examples=["En annen avtale."])


class YearOfReviewTold(Told):
    """How one calendar year stands for pairs that stand alike."""

    year: int = Field(description="The year.", examples=[2026])
    pairs: list[str] = Field(description="The pairs.", examples=[[PAIR]])
    all_pairs: bool = Field(description="Is it so for all?", examples=[False])
    state: DutyState = Field(description="How it stands.", examples=["løper"])
    due: date | None = Field(description="The last day.", examples=["2026-12-31"])
    sentence: str = Field(description="In a sentence.", examples=["Avtalen skal gjennomgås ..."])
    cases: list[str] = Field(description="Joint bodies' treatments.", examples=[["v-0a1b2c3d4e"]])


class ReviewTold(Told):
    """A review as it was recorded (§ 6-5 first paragraph)."""

    id: int = Field(description="Its number.", examples=[1])
    document: str = Field(description="The agreement.", examples=["samarbeidsavtalen"])
    pair: str | None = Field(description="The one pair; null: all together.", examples=[PAIR])
    year: int = Field(description="The year it is the review of.", examples=[2026])
    reviewed_on: date = Field(description="When it was held.", examples=["2026-09-16"])
    outcome: ReviewOutcome = Field(description="What it came to.", examples=["ingen endring trengs"])
    told: str = Field(description="Who, and what they found.", examples=["Punkt for punkt."])
    link: str = Field(description="Where it stands.", examples=[""])
    recorded_by: str = Field(description="Who recorded it.", examples=["Marte Haugland"])
    holds: bool = Field(description="False: it did not take place.", examples=[True])
    reason: str = Field(description="Why not.", examples=[""])


class ReviewsTold(Told):
    """The years that are asked of, pair by pair, and the reviews that are recorded."""

    on: date = Field(description="The day asked about.", examples=["2026-10-01"])
    years: list[YearOfReviewTold] = Field(description="Last year and this.")
    recorded: list[ReviewTold] = Field(description="The latest first.")


class ReviewSent(Sent):
    """A review. That nothing needs to be changed is an answer as good as the other."""

    model_config = example(
        document="samarbeidsavtalen",
        year=2025,
        reviewed_on="2025-12-01",
        outcome="ingen endring trengs",
        told="Partene gikk gjennom avtalen punkt for punkt.",
    )

    document: Ref = Field(description="The agreement.", examples=["samarbeidsavtalen"])
    pair: PairRef | None = Field(None, description="The one pair; left out: all.", examples=[PAIR])
    year: Year = Field(description="The year it is the review of.", examples=[2025])
    reviewed_on: Day = Field(description="When it was held.", examples=["2025-12-01"])
    outcome: ReviewOutcome = Field(description="What it came to.", examples=["ingen endring trengs"])
    told: Text = Field(min_length=1, description="Who, and what they found.", examples=["Punkt for punkt."])
    link: Place = Field("", description="Where it stands.", examples=[WHERE])

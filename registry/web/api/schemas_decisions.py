"""How decisions, verdicts and adoption look in the API."""

from datetime import date, datetime

from pydantic import Field

from decisions.outcomes import Act, Evidence, Outcome, Procedure, ReservationSort
from decisions.proposals import Certainty, Matter, Trait
from decisions.verdict import Answer
from documents.kinds import ChangeClass, DocumentKind
from registry.queries.decisions import DecisionView
from registry.queries.facts import blocs_of, evidence_of
from registry.tables import DecisionRow
from registry.web.api.schemas_rulings import CertificationTold, RulingTold
from registry.web.api.types import (
    Count,
    Day,
    DecisionRef,
    Line,
    LineOrEmpty,
    Ref,
    SectionId,
    Sent,
    Told,
    VersionRef,
    YesNo,
    example,
)
from registry.web.api.types import Text as SomeText

DECISIONS = "/api/v1/decisions"
Kind = DocumentKind | Matter


class VotesSent(Sent):
    """The vote as the minutes have it. What the minutes do not say is left out."""

    for_: Count = Field(alias="for", description="For.", examples=[8])
    against: Count = Field(description="Against.", examples=[0])
    abstained: Count = Field(0, description="Abstained.", examples=[0])
    present: Count | None = Field(None, description="Present.", examples=[8])
    members: Count | None = Field(None, description="Members of the body.", examples=[8])
    chair_for: YesNo | None = Field(None, description="Did the chair vote for?", examples=[True])


class BlocSent(Sent):
    """How one side voted."""

    name: Line = Field(description="Whose side.", examples=["kommunene"])
    for_: Count = Field(alias="for", description="For.", examples=[4])
    against: Count = Field(0, description="Against.", examples=[0])
    abstained: Count = Field(0, description="Abstained.", examples=[0])


class FindingSent(Sent):
    """One thing the change touches."""

    trait: Trait = Field(description="What it touches.", examples=["flytter ansvar"])
    certainty: Certainty = Field(description="Confirmed by a person, or possible.", examples=["bekreftet"])
    place: LineOrEmpty = Field("", description="Where.", examples=["punkt 3.4"])
    by: LineOrEmpty = Field("", description="Who confirmed it.", examples=["Kari Nordmann"])


class ReservationSent(Sent):
    """What the body added when it adopted."""

    text: SomeText = Field(min_length=1, description="In its own words.", examples=["Granvik ber om ..."])
    sort: ReservationSort = Field(
        ReservationSort.UAVKLART,
        description="A remark, or in truth a change of the text.",
        examples=["merknad"],
    )


class DecisionSent(Sent):
    """What one body decided in one case: about an exact version, or another matter."""

    model_config = example(
        body="psu",
        meeting_on="2025-06-12",
        case_number="91/25",
        title="Disponering av samhandlingsmidler",
        act="disponerer",
        outcome="vedtatt",
        matter="midler",
        change="disponering",
        votes={"for": 8, "against": 0, "present": 8, "members": 8},
        text="PSU gir 200 000 kroner til læringsnettverket.",
        procedure="møte",
        blocs=[{"name": "kommunene", "for": 4}, {"name": "helseforetaket", "for": 4}],
    )

    body: Ref = Field(description="The body.", examples=["psu"])
    meeting_on: Day = Field(description="The day of the meeting.", examples=["2025-06-12"])
    case_number: Line = Field(description="As printed in the minutes.", examples=["91/25"])
    title: Line = Field(
        description="What the case is called.", examples=["Disponering av samhandlingsmidler"]
    )
    act: Act = Field(Act.VEDTAR, description="What the body did.", examples=["vedtar"])
    outcome: Outcome = Field(Outcome.VEDTATT, description="What came out.", examples=["vedtatt"])
    version: VersionRef | None = Field(
        None, description="The exact version, where it is about one.", examples=["retningslinje-5@2025.1"]
    )
    matter: Kind | None = Field(
        None, description="What it is about, where it is no version.", examples=["midler"]
    )
    change: ChangeClass | None = Field(
        None, description="The confirmed class; as on the version where left out.", examples=["disponering"]
    )
    label: ChangeClass | None = Field(
        None, description="What the body called the change.", examples=["mindre"]
    )
    findings: list[FindingSent] = Field([], max_length=50, description="What the change touches.")
    votes: VotesSent | None = Field(None, description="The vote.")
    reservation: ReservationSent | None = Field(None, description="What the body added.")
    deviation_section: SectionId | None = Field(
        None, description="The section the body changed.", examples=["k3m9x2p7qa"]
    )
    minutes: LineOrEmpty = Field("", description="Where the minutes are.", examples=["25/00417-4"])
    corrects: DecisionRef | None = Field(
        None, description="The record it corrects.", examples=["v-0a1b2c3d4e"]
    )
    paper: SectionId | None = Field(
        None,
        description="The returned paper it is recorded from: it belongs to the decision from the beginning.",
        examples=["k3m9x2p7qa"],
    )
    text: SomeText = Field(
        "", description="The decision in the body's own words.", examples=["PSU gir 200 000 kroner til ..."]
    )
    procedure: Procedure | None = Field(None, description="How it was treated.", examples=["møte"])
    all_consent: YesNo | None = Field(
        None, description="In written treatment: did every member consent?", examples=[None]
    )
    blocs: list[BlocSent] = Field(
        [], max_length=10, description="How each side voted. They must add up to the vote."
    )
    evidence: list[Evidence] | None = Field(
        None, max_length=10, description="The papers that exist; left out where nobody has said."
    )
    returned_to: Ref | None = Field(
        None, description="The body that a returned case was sent back to.", examples=[None]
    )


class GroundTold(Told):
    """A rule as it read that day."""

    rule: str = Field(description="Its id.", examples=["5.2-c"])
    document: str = Field(description="Where it stands.", examples=["samarbeidsavtalen"])
    version: str = Field(description="In which version.", examples=["2025.1"])
    clause: str = Field(description="The clause or paragraph.", examples=["5.2 c"])
    clause_id: str = Field(description="The clause's lasting identity.", examples=["b7n4w8r2tc"])
    excerpt: str = Field(description="Its words.", examples=["ASU vedtar revisjon av retningslinjer."])
    confidence: str = Field(description="How sure it is that it means this.", examples=["ordrett"])
    link: str = Field(
        description="To the official text.", examples=["https://lovdata.no/lov/2011-06-24-30/§6-1"]
    )
    note: str = Field(description="What should be known beside it.", examples=[""])


class VerdictTold(Told):
    """What the register says of a decision on the facts it was given. It is not legal advice."""

    verdict: Answer = Field(description="One of four answers.", examples=["VALID"])
    label: str = Field(description="The answer as people read it.", examples=["Gyldig"])
    what: str = Field(
        description="What was found, in a sentence.",
        examples=["PSU kan ikke vedta dette som mindre endring."],
    )
    why: str = Field(
        description="Why. Empty in verdicts of the first edition.",
        examples=["Samarbeidsavtalen 2025.1 punkt 5.2 d: «...»."],
    )
    now: str = Field(
        description="What now. Empty in verdicts of the first edition.",
        examples=["Saken må til alle kommunestyrene og styret for helseforetaket."],
    )
    remarks: list[str] = Field(description="What should be said beside it.", examples=[[]])
    reasons: list[str] = Field(
        description="What, why, what now, and then the remarks.", examples=[["PSU kan disponere midlene."]]
    )
    missing: list[str] = Field(description="What is missing.", examples=[[]])
    question: str = Field(description="What a person must answer.", examples=[""])
    instead: list[str] = Field(description="Who may, when this body may not.", examples=[[]])
    rules: list[GroundTold] = Field(description="The clauses it rests on.")
    floor: list[GroundTold] = Field(description="The law above them.")
    on: date = Field(description="The meeting day: the rules are those of that day.", examples=["2025-06-12"])


class VotesTold(Told):
    """The vote; null where the minutes do not say."""

    for_: int | None = Field(serialization_alias="for", description="For.", examples=[8])
    against: int | None = Field(description="Against.", examples=[0])
    abstained: int | None = Field(description="Abstained.", examples=[0])
    present: int | None = Field(description="Present.", examples=[8])
    members: int | None = Field(description="Members.", examples=[8])
    chair_for: bool | None = Field(description="Did the chair vote for?", examples=[None])


class BlocTold(Told):
    """How one side voted."""

    name: str = Field(description="Whose side.", examples=["kommunene"])
    for_: int = Field(serialization_alias="for", description="For.", examples=[4])
    against: int = Field(description="Against.", examples=[0])
    abstained: int = Field(description="Abstained.", examples=[0])


class DecisionTold(Told):
    """A decision as it is kept."""

    ref: str = Field(description="Its reference.", examples=["v-0a1b2c3d4e"])
    body: str = Field(description="The body's short name.", examples=["psu"])
    body_name: str = Field(description="The body's name.", examples=["Politisk samarbeidsutvalg (PSU)"])
    meeting_on: date = Field(description="The day of the meeting.", examples=["2024-10-17"])
    case_number: str = Field(description="As printed.", examples=["14/24"])
    title: str = Field(description="What the case is called.", examples=["Ny samarbeidsavtale"])
    act: Act = Field(description="What the body did.", examples=["innstiller"])
    outcome: Outcome = Field(description="What came out.", examples=["vedtatt"])
    matter: str = Field(description="A kind of document, or another matter.", examples=["samarbeidsavtale"])
    version: str | None = Field(description="The exact version.", examples=["samarbeidsavtalen@2025.1"])
    text_hash: str | None = Field(
        description="The hash of the text the body had before it.", examples=["a1f3" * 16]
    )
    change: ChangeClass = Field(description="The confirmed class.", examples=["revisjon"])
    change_label: str = Field(description="What the body called it.", examples=["mindre"])
    votes: VotesTold | None = Field(description="The vote.")
    deviation: str = Field(description="What the body changed.", examples=[""])
    deviation_section: str = Field(description="Where.", examples=[""])
    remark: str = Field(description="What the body remarked.", examples=[""])
    minutes: str = Field(description="Where the minutes are.", examples=["24/00388-2"])
    text: str = Field(description="The decision in the body's own words.", examples=[""])
    procedure: str = Field(description="How it was treated; empty where nobody said.", examples=["møte"])
    all_consent: bool | None = Field(
        description="In written treatment: did every member consent?", examples=[None]
    )
    blocs: list[BlocTold] = Field(description="How each side voted.")
    evidence: list[Evidence] | None = Field(
        description="The papers that exist; null where nobody has said.", examples=[None]
    )
    returned_to: str | None = Field(
        description="The body that a returned case was sent back to.", examples=[None]
    )
    closed_under: str = Field(
        description="The legal ground, where the doors were closed; its words are then empty for those who "
        "may not read them.",
        examples=[""],
    )
    verdict: VerdictTold = Field(description="As it was given when the decision was recorded.")
    standing: Answer = Field(
        description="What stands: the verdict, or a person's answer to its question.", examples=["VALID"]
    )
    ruling: RulingTold | None = Field(description="The person's answer that stands.")
    certified: CertificationTold | None = Field(
        description="Who last vouched for the record; null where nobody has."
    )
    corrects: str | None = Field(description="The record it corrects.", examples=[None])
    corrected_by: list[str] = Field(description="Later records that correct it.", examples=[[]])
    recorded_at: datetime = Field(description="When it was recorded.", examples=["2024-10-18T08:00:00Z"])
    url: str = Field(description="Its address.", examples=[f"{DECISIONS}/v-0a1b2c3d4e"])

    @classmethod
    def of(
        cls, view: DecisionView, corrects: str | None, corrected_by: list[str], returned_to: str | None
    ) -> "DecisionTold":
        """The decision with what it corrects, what corrects it, and whom it was sent back to."""
        row = view.row
        kept = (
            "ref",
            "meeting_on",
            "case_number",
            "title",
            "act",
            "outcome",
            "matter",
            "text_hash",
            "change",
        )
        words = ("change_label", "deviation", "remark", "minutes", "recorded_at")
        address = f"{DECISIONS}/{row.ref}"
        return cls.model_validate(
            {name: getattr(row, name) for name in (*kept, *words)}
            | _beside(view, returned_to)
            | {
                "body": view.body.ref,
                "body_name": view.body.name,
                "version": view.version_ref or None,
                "votes": _votes(row),
                "deviation_section": row.deviation_section_id,
                "closed_under": view.closed_under,
                "verdict": view.verdict.to_dict(),
                "standing": view.standing,
                "ruling": RulingTold.of(view.ruling, address) if view.ruling else None,
                "certified": (
                    CertificationTold.of(view.certification, address) if view.certification else None
                ),
                "corrects": corrects,
                "corrected_by": corrected_by,
                "url": address,
            }
        )


def _beside(view: DecisionView, returned_to: str | None) -> dict[str, object]:
    """What is kept beside the record itself."""
    detail, papers = view.detail, evidence_of(view.detail)
    return {
        "text": detail.text if detail else "",
        "procedure": detail.procedure if detail else "",
        "all_consent": detail.all_consent if detail else None,
        "blocs": [
            BlocTold(name=bloc.name, for_=bloc.for_, against=bloc.against, abstained=bloc.abstained)
            for bloc in blocs_of(detail)
        ],
        "evidence": None if papers is None else sorted(papers),
        "returned_to": returned_to,
    }


def closed(told: DecisionTold) -> DecisionTold:
    """What everybody may know of a decision made behind closed doors: that there was one, and the ground."""
    words = ("title", "matter", "change_label", "deviation", "remark", "minutes", "text")
    verdict = told.verdict.model_copy(
        update={
            "what": "",
            "why": "",
            "now": "",
            "remarks": [],
            "reasons": [],
            "missing": [],
            "question": "",
            "rules": [],
            "floor": [],
        }
    )
    return told.model_copy(
        update=dict.fromkeys(words, "")
        | {"version": None, "text_hash": None, "votes": None, "blocs": [], "deviation_section": ""}
        | {"verdict": verdict, "ruling": None, "certified": None}
    )


def _votes(row: DecisionRow) -> VotesTold | None:
    if row.votes_for is None and row.votes_against is None:
        return None
    return VotesTold(
        for_=row.votes_for,
        against=row.votes_against,
        abstained=row.abstained,
        present=row.present,
        members=row.members,
        chair_for=row.chair_for,
    )

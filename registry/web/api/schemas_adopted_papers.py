"""How papers that came back from the parties look in the API."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from decisions.rounds import DeviationSort
from registry.queries.adopted_papers import PaperView
from registry.tables import DeviationRow, PaperKind
from registry.web.api.types import Day, DecisionRef, Line, Ref, Sent, Text, Told, example

REF, HASH, WHEN = "k3m9x2p7qa", "a1f3" * 16, "2026-11-30T10:00:00Z"


class PaperSent(BaseModel):
    """What a call that takes a paper in is known again by."""

    name: str
    sha256: str
    party: str
    decision: str


class WordTold(Told):
    """A stretch of words that met one fate."""

    kind: str = Field(description="kept, added or removed.", examples=["removed"])
    text: str = Field(description="The words.", examples=["bør"])


class DifferenceTold(Told):
    """One place that reads otherwise in the paper than in the text that was laid before the parties."""

    section: str = Field(description="Its lasting identity; empty where it is new.", examples=[REF])
    heading: str = Field(description="Number and title.", examples=["2 a Ansvar"])
    what: str = Field(description="What became of it.", examples=["omformulert"])
    old: str = Field(description="The words that were laid forth.", examples=["Kommunen bør melde fra."])
    new: str = Field(description="The words of the paper.", examples=["Kommunen skal melde fra."])
    words: list[WordTold] = Field(description="Its words, kept, struck and added.")
    touches: list[str] = Field(
        description="What that touches, a sentence each.",
        examples=[["Skjerpet plikt: «bør» er blitt «skal»."]],
    )
    weighty: list[str] = Field(description="Those of them that no slip of the pen explains.")


class DeviationTold(Told):
    """What a person said a paper's differences amount to."""

    id: int = Field(description="Its number.", examples=[1])
    sort: DeviationSort = Field(description="Editorial, remark or change.")
    reason: str = Field(description="Why.", examples=["Kommunestyret strøk strekpunktet."])
    authority: str = Field(description="Who said so, and by what right.", examples=["ordføreren i Granvik"])
    by: str = Field(description="Who typed it in.", examples=["Marte Haugland"])
    on: date = Field(description="The day it was said.", examples=["2025-06-20"])

    @classmethod
    def of(cls, row: DeviationRow) -> "DeviationTold":
        """The word as the API tells of it."""
        return cls(
            id=row.id,
            sort=row.sort,
            reason=row.reason,
            authority=row.authority,
            by=row.classified_by,
            on=row.classified_on,
        )


class PaperTold(Told):
    """A paper that came back from a party, and how it stands."""

    ref: str = Field(description="Its name.", examples=[REF])
    name: str = Field(description="The file's name.", examples=["særutskrift-granvik.docx"])
    sha256: str = Field(description="Of the file as it came, hexadecimal.", examples=[HASH])
    kind: PaperKind = Field(description="What it was read as.")
    party: str = Field(description="Whom it came from; empty until somebody has said.", examples=["granvik"])
    decision: str = Field(
        description="The decision it belongs to; empty until somebody has said.", examples=["v-0a1b2c3d4e"]
    )
    state: str = Field(description="How it stands, in a word or two.", examples=["samme tekst"])
    must_happen: str = Field(
        description="What must happen now.",
        examples=["Ingenting. Ordene er de samme som i teksten som ble lagt fram."],
    )
    differs: bool = Field(description="Are its words others than those of the text?", examples=[False])
    read_hash: str = Field(
        description="The known text that it holds word for word; empty where it is none.", examples=[HASH]
    )
    found: float = Field(description="The share of the text that stands in it, 0 to 1.", examples=[1.0])
    differences: list[DifferenceTold] = Field(description="Where it reads otherwise.")
    remarks: list[str] = Field(description="What a person should know of it.")
    cases: list[str] = Field(description="Case numbers that it names.", examples=[["PS 12/25"]])
    days: list[date] = Field(description="Days that it names, that of the meeting first.")
    fingerprints: list[str] = Field(description="Fingerprints of texts that it names.", examples=[[HASH]])
    classified: DeviationTold | None = Field(description="What was last said of its differences.")
    said: list[DeviationTold] = Field(description="All that was said of them, the last word first.")
    received_at: datetime = Field(description="When it came in.", examples=[WHEN])
    received_by: str = Field(description="Who took it in.", examples=["Marte Haugland"])

    @classmethod
    def of(cls, view: PaperView) -> "PaperTold":
        """The paper as the API tells of it."""
        row, minutes = view.row, view.minutes
        return cls(
            ref=row.ref,
            name=row.name,
            sha256=row.sha256,
            kind=row.kind,
            party=view.party.ref if view.party else "",
            decision=view.decision.ref if view.decision else "",
            state=view.state,
            must_happen=view.must_happen,
            differs=row.differs,
            read_hash=row.read_hash,
            found=view.report.get("found", 0.0),
            differences=[
                DifferenceTold(
                    **{
                        **each.to_dict(),
                        "words": [WordTold(kind=w.kind.value, text=w.text) for w in each.words],
                    }
                )
                for each in view.differences
            ],
            remarks=[*view.mismatch, *view.remarks],
            cases=list(minutes.get("cases", ())),
            days=[date.fromisoformat(day) for day in minutes.get("days", ())],
            fingerprints=list(minutes.get("fingerprints", ())),
            classified=DeviationTold.of(view.last) if view.last else None,
            said=[DeviationTold.of(each) for each in view.words],
            received_at=row.received_at,
            received_by=row.received_by,
        )


class PapersTold(Told):
    """What became of the files of a zip."""

    papers: list[PaperTold] = Field(description="Those that were taken in.")
    refused: list[str] = Field(
        description="Why others were not, a sentence each.", examples=[["«melk.md» er ikke tatt inn."]]
    )


class AssignmentSent(Sent):
    """Whose a paper is."""

    model_config = example(decision="v-0a1b2c3d4e")

    party: Ref | None = Field(
        None, description="The party, where the decision is not recorded yet.", examples=["granvik"]
    )
    decision: DecisionRef | None = Field(
        None, description="The decision it belongs to; from then it is fixed.", examples=["v-0a1b2c3d4e"]
    )


class DeviationSent(Sent):
    """What a person says a paper's differences amount to."""

    model_config = example(
        sort="endring", reason="Kommunestyret strøk strekpunktet.", authority="ordføreren i Granvik"
    )

    sort: DeviationSort = Field(description="Editorial, remark or change.")
    reason: Text = Field(description="Why.", examples=["Kommunestyret strøk strekpunktet."])
    authority: Line = Field(
        description="Who said so, and by what right; of an editorial slip, who at the party confirmed it.",
        examples=["ordføreren i Granvik"],
    )
    on: Day | None = Field(
        None, description="The day it was said; today where it is left out.", examples=["2025-06-20"]
    )

"""How cases and their way through bodies look in the API."""

from datetime import date, datetime

from pydantic import Field

from decisions.outcomes import Act, Outcome
from decisions.proposals import Matter
from decisions.routes import Stand
from documents.kinds import ChangeClass, DocumentKind
from registry.queries.cases import CaseView, Treatment
from registry.web.api.schemas_decisions import FindingSent
from registry.web.api.types import Line, Ref, Sent, Told, VersionRef, example
from registry.web.api.types import Text as SomeText

CASES = "/api/v1/cases"


class StepSent(Sent):
    """A body on a case's route."""

    body: Ref = Field(description="The body.", examples=["asu"])
    act: Act = Field(description="What it is to do.", examples=["innstiller"])


class CaseSent(Sent):
    """A case: what it is about, and the bodies it goes through."""

    model_config = example(
        title="Samhandlingsmidler 2027",
        matter="midler",
        description="Fordeling av midler til felles tiltak.",
        route=[{"body": "psu", "act": "disponerer"}],
    )

    title: Line = Field(description="What it is called.", examples=["Samhandlingsmidler 2027"])
    description: SomeText = Field("", description="What it is about.", examples=["Felles tiltak."])
    version: VersionRef | None = Field(
        None, description="The exact version, where it is about one.", examples=["handlingsplanen@2026.1"]
    )
    document: Ref | None = Field(
        None, description="The document, where no version is chosen yet.", examples=[None]
    )
    matter: DocumentKind | Matter | None = Field(
        None, description="What it is about, where it is no document.", examples=["midler"]
    )
    change: ChangeClass | None = Field(
        None, description="The class; as on the version where left out.", examples=["disponering"]
    )
    label: ChangeClass | None = Field(None, description="What a body calls it.", examples=[None])
    findings: list[FindingSent] = Field([], max_length=50, description="What it is found to do.")
    route: list[StepSent] | None = Field(
        None,
        max_length=200,
        description="The bodies in order; as the mandate rules of today say, where left out.",
    )


class CloseSent(Sent):
    """A case is closed: nobody is to treat it more."""

    model_config = example(because="Trukket av sekretariatet.")

    because: Line = Field(description="Why.", examples=["Trukket av sekretariatet."])


class StepTold(Told):
    """A body on a case's route."""

    body: str = Field(description="The body.", examples=["psu"])
    name: str = Field(description="Its name.", examples=["Politisk samarbeidsutvalg (PSU)"])
    act: Act = Field(description="What it is to do.", examples=["disponerer"])


class TreatmentTold(Told):
    """What one body did with the case."""

    body: str = Field(description="The body.", examples=["asu"])
    act: Act = Field(description="What it did.", examples=["innstiller"])
    outcome: Outcome = Field(description="What came out.", examples=["vedtatt"])
    on: date = Field(description="The day.", examples=["2026-09-24"])
    number: str = Field(description="The case number there.", examples=["12/26"])
    text: str = Field(description="The decision in its words.", examples=["ASU innstiller på planen."])
    meeting: str | None = Field(
        description="The meeting, where it is kept here.", examples=["asu-2026-09-24"]
    )
    decision: str | None = Field(description="The record.", examples=["v-0a1b2c3d4e"])
    returned_to: str | None = Field(description="The body it was sent back to.", examples=[None])

    @classmethod
    def of(cls, each: Treatment) -> "TreatmentTold":
        """The treatment."""
        return cls(
            body=each.body.ref,
            act=each.act,
            outcome=each.outcome,
            on=each.on,
            number=each.number,
            text=each.text,
            meeting=each.meeting.ref if each.meeting else None,
            decision=each.decision or None,
            returned_to=each.returned_to or None,
        )


class CaseTold(Told):
    """A case, where it has been, and where it waits."""

    ref: str = Field(description="Its reference.", examples=["s-0a1b2c3d4e"])
    title: str = Field(description="What it is called.", examples=["Samhandlingsmidler 2027"])
    description: str = Field(description="What it is about.", examples=["Felles tiltak."])
    matter: str = Field(description="A kind of document, or another matter.", examples=["midler"])
    document: str | None = Field(description="The document.", examples=["handlingsplanen"])
    version: str | None = Field(description="The version.", examples=["handlingsplanen@2026.1"])
    change: ChangeClass = Field(description="The class of the change.", examples=["disponering"])
    change_label: str = Field(description="What a body calls it.", examples=[""])
    route: list[StepTold] = Field(description="The bodies in order.")
    treated: list[TreatmentTold] = Field(description="What was done with it.")
    stand: Stand = Field(description="How it stands.", examples=["venter"])
    waiting: list[StepTold] = Field(description="The bodies it waits for now.")
    where: str = Field(description="The same as a sentence.", examples=["Saken venter på PSU."])
    coming: list[str] = Field(description="Coming meetings that have it.", examples=[["psu-2026-12-10"]])
    opened_at: datetime = Field(description="When it was opened.", examples=["2026-09-01T08:00:00Z"])
    closed_on: date | None = Field(description="When it was closed.", examples=[None])
    closed_because: str = Field(description="Why.", examples=[""])
    etag: str = Field(description="What If-Match wants.", examples=['"1-0123456789abcdef"'])
    url: str = Field(description="Its address.", examples=[f"{CASES}/s-0a1b2c3d4e"])


def case_table(view: CaseView, names: dict[str, str]) -> dict[str, object]:
    """The case as a plain table. `names` are the bodies' names by ref."""
    row = view.row
    kept = ("ref", "title", "description", "matter", "change", "change_label", "closed_because")
    return {name: getattr(row, name) for name in kept} | {
        "document": view.document.ref if view.document else None,
        "version": view.version_ref or None,
        "route": [{"body": body.ref, "name": body.name, "act": act} for body, act in view.route],
        "treated": [TreatmentTold.of(each).model_dump() for each in view.treated],
        "stand": view.at.stand,
        "waiting": [
            {"body": step.body, "name": names.get(step.body, step.body), "act": step.act}
            for step in view.at.waiting
        ],
        "where": view.where,
        "coming": [each.ref for each in view.coming],
        "opened_at": row.opened_at,
        "closed_on": row.closed_on,
        "url": f"{CASES}/{row.ref}",
    }

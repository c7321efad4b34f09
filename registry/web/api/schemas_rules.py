"""How rules, delegations, classifications and judging anew look in the API."""

import json
from datetime import date, datetime

from pydantic import Field, JsonValue

from decisions.rule_files import rule_to_dict
from decisions.rules import Confidence
from decisions.verdict import Answer, Ground
from documents.kinds import ChangeClass
from registry.queries.classifications import Classified
from registry.queries.delegations import DelegationView
from registry.queries.findings import Asked
from registry.queries.rejudging import Run
from registry.queries.rule_reviews import RuleView
from registry.web.api.schemas_decisions import FindingSent, GroundTold, Kind
from registry.web.api.schemas_mandates import WhoMayTold
from registry.web.api.types import Day, DecisionRef, Line, Ref, Sent, Text, Told, VersionRef, example

RULE: dict[str, JsonValue] = {
    "id": "FM-2025-4.1",
    "kinds": ["mandat"],
    "changes": ["ny", "revisjon"],
    "act": "vedtar",
    "confidence": "antatt",
    "source": {"document": "samarbeidsavtalen", "version": "2025.1", "clause": "5.2 d"},
    "deciders": [{"kind": "PSU", "per": "felles", "quantifier": "ett"}],
}
Table = dict[str, JsonValue]


class RuleSent(Sent):
    """A rule that is written down of a clause."""

    model_config = example(version="samarbeidsavtalen@2025.1", clause="5.2 d", rule=RULE)

    version: VersionRef = Field(
        description="The version whose clause it is; a draft's too.", examples=["samarbeidsavtalen@2025.1"]
    )
    clause: Line = Field(description="Its number as printed, or its lasting identity.", examples=["5.2 d"])
    rule: Table = Field(description="The rule in the form of docs/rules.md.", examples=[RULE])


class RuleCorrectionSent(Sent):
    """How a rule is to be read from now on: confirmed as it stands, as another, or as none."""

    model_config = example(confirm=True, confidence="ordrett", reason="Punktet er lest på nytt.")

    reason: Text = Field(min_length=1, description="Why.", examples=["Punktet er lest på nytt."])
    confirm: bool = Field(False, description="It still means the same.", examples=[True])
    confidence: Confidence | None = Field(
        None, description="How sure that is, where it is confirmed.", examples=["ordrett"]
    )
    rule: Table | None = Field(
        None, description="What it means instead. Left out and not confirmed: it is withdrawn."
    )


class RuleTold(Told):
    """One rule."""

    ref: str = Field(description="Its name in the register.", examples=["FM-2025-5.2d"])
    ground: GroundTold = Field(description="The clause it is, as it reads in its version.")
    rule: Table = Field(description="The rule in the form of docs/rules.md.")
    in_force_from: date | None = Field(
        description="Its first day; null where it does not apply.", examples=["2025-05-01"]
    )
    in_force_to: date | None = Field(description="Its last day.", examples=["2029-12-31"])
    waits: bool = Field(description="Does it wait for somebody to read it anew?", examples=[False])
    gone: bool = Field(description="Is its clause no longer in the text?", examples=[False])
    corrected_by: str = Field(
        description="Who read it anew; empty where nobody has.", examples=["Kari Nordmann"]
    )
    reason: str = Field(description="Why it was read anew.", examples=[""])
    instead: str | None = Field(description="The rule that holds instead.", examples=["FM-2025-5.2d~2"])

    @classmethod
    def of(cls, view: RuleView) -> "RuleTold":
        """The rule as it is kept, with its days."""
        shown, correction = view.in_force or view.kept.rule, view.kept.correction
        return cls.model_validate(
            {
                "ref": view.kept.ref,
                "ground": Ground.of(shown).to_dict(),
                "rule": rule_to_dict(shown),
                "in_force_from": view.in_force.valid_from if view.in_force else None,
                "in_force_to": view.in_force.valid_to if view.in_force else None,
                "waits": view.waits,
                "gone": view.kept.is_gone,
                "corrected_by": correction.corrected_by if correction else "",
                "reason": correction.reason if correction else "",
                "instead": view.instead.ref if view.instead else None,
            }
        )


class ClassificationSent(Sent):
    """What class of change a version is, and what it does."""

    model_config = example(
        change="vesentlig",
        findings=[{"trait": "endrer kostnad", "certainty": "bekreftet", "place": "punkt 4"}],
        reason="Egenandelen er ny.",
    )

    change: ChangeClass = Field(description="The class.", examples=["vesentlig"])
    findings: list[FindingSent] = Field([], max_length=50, description="All that the change does.")
    reason: Text = Field(min_length=1, description="Why.", examples=["Egenandelen er ny."])


class FoundTold(Told):
    """One thing that the change does."""

    trait: str = Field(description="What.", examples=["endrer kostnad"])
    certainty: str = Field(description="Confirmed by a person, or possible.", examples=["bekreftet"])
    place: str = Field(description="Where.", examples=["punkt 4"])
    by: str = Field(description="Who confirmed it.", examples=["Kari Nordmann"])


class ClassificationTold(Told):
    """What is said of a version's change."""

    change: str = Field(description="The class.", examples=["vesentlig"])
    findings: list[FoundTold] = Field(description="What it does.")
    by: str = Field(description="Who said so; empty while nobody has.", examples=["Kari Nordmann"])
    at: datetime | None = Field(description="When.", examples=["2025-06-12T09:00:00Z"])
    reason: str = Field(description="Why.", examples=["Egenandelen er ny."])

    @classmethod
    def of(cls, said: Classified) -> "ClassificationTold":
        """What was said, its findings in a fixed order."""
        tables = sorted((each.to_dict() for each in said.findings), key=lambda each: sorted(each.items()))
        return cls.model_validate(
            {
                "change": said.change.value,
                "findings": tables,
                "by": said.by,
                "at": said.at,
                "reason": said.reason,
            }
        )


class VersionAskedTold(Told):
    """Who may decide one version, with what is known of its change."""

    version: str = Field(description="The version.", examples=["samarbeidsavtalen@2025.1"])
    confirmed_by: str = Field(
        description="Who confirmed the class; empty while it is a suggestion, or the drafters' own.",
        examples=["Kari Nordmann"],
    )
    findings: list[FoundTold] = Field(description="What the change does, what is confirmed first.")
    who_may: WhoMayTold = Field(description="The answer, for that class and those findings.")

    @classmethod
    def of(cls, asked: Asked) -> "VersionAskedTold":
        """The answer with the ground it is given on."""
        return cls.model_validate(
            {
                "version": asked.view.ref,
                "confirmed_by": asked.said.by,
                "findings": [each.to_dict() for each in asked.findings],
                "who_may": asked.answer.to_dict(),
            }
        )


class DelegationSent(Sent):
    """One body's power that it gives another."""

    model_config = example(
        giver="psu",
        receiver="asu",
        kinds=["handlingsplan"],
        changes=["mindre"],
        source="PS 31/25",
        valid_from="2025-09-01",
    )

    giver: Ref = Field(description="The body that gives the power.", examples=["psu"])
    receiver: Ref = Field(description="The body that gets it.", examples=["asu"])
    kinds: list[Kind] = Field(
        [], max_length=30, description="Over what; none: everything.", examples=[["midler"]]
    )
    changes: list[ChangeClass] = Field(
        [], max_length=20, description="Which classes of change; none: any.", examples=[["mindre"]]
    )
    source: Line = Field(description="Where it stands.", examples=["PS 31/25"])
    valid_from: Day | None = Field(None, description="The first day.", examples=["2025-09-01"])
    valid_to: Day | None = Field(None, description="The last day.", examples=["2029-12-31"])
    decision: DecisionRef | None = Field(
        None, description="The decision it was made by.", examples=["v-0a1b2c3d4e"]
    )


class DelegationTold(Told):
    """A delegation."""

    id: int = Field(description="Its number.", examples=[1])
    giver: str = Field(description="The body that gives the power.", examples=["psu"])
    receiver: str = Field(description="The body that gets it.", examples=["asu"])
    kinds: list[str] = Field(description="Over what; none: everything.", examples=[["handlingsplan"]])
    changes: list[str] = Field(description="Which classes of change; none: any.", examples=[["mindre"]])
    source: str = Field(description="Where it stands.", examples=["PS 31/25"])
    valid_from: date | None = Field(description="The first day.", examples=["2025-09-01"])
    valid_to: date | None = Field(description="The last day.", examples=["2029-12-31"])
    decision: str | None = Field(description="The decision it was made by.", examples=["v-0a1b2c3d4e"])

    @classmethod
    def of(cls, view: DelegationView) -> "DelegationTold":
        """The delegation with the short names of its bodies."""
        return cls(
            id=view.row.id,
            giver=view.giver.ref,
            receiver=view.receiver.ref,
            kinds=json.loads(view.row.kinds),
            changes=json.loads(view.row.changes),
            source=view.row.source,
            valid_from=view.row.valid_from,
            valid_to=view.row.valid_to,
            decision=view.decision.ref if view.decision else None,
        )


class RejudgingSent(Sent):
    """That all decisions be judged anew."""

    model_config = example(because="Årlig gjennomgang.")

    because: Text = Field(min_length=1, description="Why now.", examples=["Årlig gjennomgang."])


class TurnedTold(Told):
    """A decision that got another answer."""

    decision: str = Field(description="The decision.", examples=["v-0a1b2c3d4e"])
    before: Answer = Field(description="What it got before.", examples=["VALID"])
    after: Answer = Field(description="What it got now.", examples=["INVALID"])
    why: str = Field(description="Why, in a sentence or two.", examples=["PSU har ikke mandat ..."])


class RejudgingTold(Told):
    """One time when all decisions were judged anew."""

    id: int = Field(description="Its number.", examples=[1])
    because: str = Field(description="What was corrected, or who asked.", examples=["Årlig gjennomgang."])
    made_by: str = Field(description="Who did it.", examples=["Kari Nordmann"])
    made_at: datetime = Field(description="When.", examples=["2025-06-12T09:00:00Z"])
    counts: dict[str, int] = Field(description="How many got each answer.", examples=[{"VALID": 120}])
    turned: list[TurnedTold] = Field(description="What got another answer than before.")
    answers: dict[str, Answer] = Field(
        description="What each decision got.", examples=[{"v-0a1b2c3d4e": "VALID"}]
    )

    @classmethod
    def of(cls, run: Run) -> "RejudgingTold":
        """The run with all its answers."""
        return cls(
            id=run.row.id,
            because=run.row.because,
            made_by=run.row.made_by,
            made_at=run.row.made_at,
            counts={answer.value: count for answer, count in run.counts.items()},
            turned=[TurnedTold.model_validate(each.to_dict()) for each in run.turned],
            answers=dict(run.answers),
        )

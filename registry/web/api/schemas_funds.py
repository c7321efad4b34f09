"""How money, and what decisions gave of it, look in the API."""

from datetime import date

from pydantic import Field

from decisions.funds import Agreement
from decisions.proposals import Matter
from decisions.verdict import Answer
from registry.queries.funds import FundView, GrantView
from registry.web.api.schemas_decisions import GroundTold
from registry.web.api.types import Count, DecisionRef, Line, Money, Ref, Sent, Told, example

FUNDS = "/api/v1/funds"


class FundSent(Sent):
    """Money to add."""

    model_config = example(
        ref="tilskudd-2027",
        name="Rekrutterings- og samhandlingstilskudd 2027",
        matter="samhandlingstilskudd",
        source="Helsedirektoratet",
        year=2027,
        amount=6_500_000,
    )

    ref: Ref = Field(description="Short name, which never changes.", examples=["tilskudd-2027"])
    name: Line = Field(description="Its name.", examples=["Rekrutterings- og samhandlingstilskudd 2027"])
    matter: Matter = Field(description="midler or samhandlingstilskudd.", examples=["samhandlingstilskudd"])
    source: Line = Field(description="Who gives it.", examples=["Helsedirektoratet"])
    year: Count = Field(description="For which year.", examples=[2027])
    amount: Money = Field(description="Whole kroner.", examples=[6500000])


class AllocationSent(Sent):
    """What a decision gave of a fund."""

    model_config = example(
        decision="v-0a1b2c3d4e",
        recipient="Granvik",
        purpose="opplæring i digital hjemmeoppfølging",
        amount=100_000,
    )

    decision: DecisionRef = Field(description="The decision.", examples=["v-0a1b2c3d4e"])
    recipient: Line = Field(description="Who got it.", examples=["Granvik"])
    purpose: Line = Field(description="For what.", examples=["opplæring i digital hjemmeoppfølging"])
    amount: Money = Field(description="Whole kroner.", examples=[100000])


class UnityTold(Told):
    """Whether a decision counts as agreement between the kommuner and the trust."""

    agreement: Agreement = Field(description="Does it?", examples=["regnes som enighet"])
    sentence: str = Field(description="Why, in whole sentences.", examples=["Avstemningen var enstemmig."])
    question: str = Field(description="What a person must answer; empty: nothing.", examples=[""])
    needed: bool = Field(description="Does the money presuppose agreement?", examples=[True])
    ground: GroundTold | None = Field(description="The clause, as it read that day.")


class GrantTold(Told):
    """What one decision gave of a fund."""

    decision: str = Field(description="The decision, as it is recorded now.", examples=["v-0a1b2c3d4e"])
    body: str = Field(description="What the body was called.", examples=["PSU"])
    meeting_on: date = Field(description="The day of the meeting.", examples=["2025-06-19"])
    recipient: str = Field(description="Who got it.", examples=["Granvik"])
    purpose: str = Field(description="For what.", examples=["digital hjemmeoppfølging"])
    amount: int = Field(description="Whole kroner.", examples=[3200000])
    answer: Answer = Field(description="What stands of the decision.", examples=["VALID"])
    ruled: bool = Field(description="Was it a person who answered?", examples=[False])
    stands: bool = Field(description="Is the money counted as spent?", examples=[True])
    lacks: str = Field(description="Why it is not; empty where it is.", examples=[""])
    unity: UnityTold = Field(description="Whether it counts as agreement.")

    @classmethod
    def of(cls, view: GrantView) -> "GrantTold":
        """The grant with its decision."""
        unity, row = view.unity, view.decision.row
        return cls(
            decision=row.ref,
            body=view.body_name,
            meeting_on=row.meeting_on,
            recipient=view.row.recipient,
            purpose=view.row.purpose,
            amount=view.row.amount,
            answer=view.answer,
            ruled=view.ruled,
            stands=view.stands,
            lacks=view.lacks,
            unity=UnityTold(
                agreement=unity.agreement,
                sentence=unity.sentence,
                question=unity.question,
                needed=unity.needed,
                ground=GroundTold.model_validate(unity.ground.to_dict()) if unity.ground else None,
            ),
        )


class FundTold(Told):
    """Money at the helsefellesskap's disposal."""

    ref: str = Field(description="Short name.", examples=["tilskudd-2025"])
    name: str = Field(description="Its name.", examples=["Rekrutterings- og samhandlingstilskudd 2025"])
    matter: Matter = Field(description="midler or samhandlingstilskudd.", examples=["samhandlingstilskudd"])
    source: str = Field(description="Who gives it.", examples=["Helsedirektoratet"])
    year: int = Field(description="For which year.", examples=[2025])
    amount: int = Field(description="Whole kroner in all.", examples=[6400000])
    spent: int = Field(description="Given by decisions that stand.", examples=[3200000])
    waiting: int = Field(description="Kept, and not counted as spent.", examples=[2100000])
    left: int = Field(description="What may still be given.", examples=[3200000])
    grants: list[GrantTold] = Field(description="What decisions gave, in the order recorded.")
    url: str = Field(description="Its address.", examples=[f"{FUNDS}/tilskudd-2025"])

    @classmethod
    def of(cls, view: FundView) -> "FundTold":
        """The fund with what was given of it."""
        row, held = view.row, view.balance
        return cls(
            ref=row.ref,
            name=row.name,
            matter=Matter(row.matter),
            source=row.source,
            year=row.year,
            amount=held.amount,
            spent=held.spent,
            waiting=held.waiting,
            left=held.left,
            grants=[GrantTold.of(each) for each in view.grants],
            url=f"{FUNDS}/{row.ref}",
        )

"""What the verdict will be if the body adopts a case as it is proposed: told before the agenda is sent.

The facts of a coming meeting are not known. What is asked here is the best case: all members come, all vote
for, nobody adds anything. Where even that is beyond the mandate, no vote can help.
"""

from collections.abc import Iterable
from dataclasses import replace

from decisions.bodies import Body
from decisions.facts import DecisionFacts
from decisions.mandate import judge
from decisions.outcomes import Outcome
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict
from decisions.votes import BlocVotes, Votes
from decisions.words import begun, day_in_words


def as_proposed(
    facts: DecisionFacts, members: int | None, sides: tuple[BlocVotes, ...] = ()
) -> DecisionFacts:
    """The same case with the vote of a body that agrees. `members`: how many it has; None while unknown.

    `sides` is the vote of each side when all are for. It is left out where it does not add up to the members,
    for then not every seat is known.
    """
    votes = Votes(members, 0, present=members, members=members, chair_for=True) if members else None
    whole = sum(side.for_ for side in sides) == members if members else True
    return replace(
        facts,
        outcome=Outcome.VEDTATT,
        votes=votes,
        blocs=sides if whole else (),
        reservation=None,
    )


def foreseen(
    facts: DecisionFacts,
    members: int | None,
    rules: Iterable[MandateRule],
    floor: Iterable[MandateRule],
    sides: tuple[BlocVotes, ...] = (),
) -> Verdict:
    """The verdict to expect on the day of the meeting if all members adopt the case as it is proposed."""
    verdict = judge(as_proposed(facts, members, sides), rules, floor)
    if verdict.answer is not Answer.VALID:
        return verdict
    return replace(verdict, what=_may(facts))


def is_beyond(verdict: Verdict) -> bool:
    """Is the case beyond the body's mandate, whatever its members vote?"""
    return verdict.answer is Answer.INVALID


def days_of(body: Body) -> str:
    """The days on which the body exists, as a sentence; empty where none are told."""
    first = f"fra {day_in_words(body.valid_from)}" if body.valid_from else ""
    last = f"til og med {day_in_words(body.valid_to)}" if body.valid_to else ""
    told = " ".join(part for part in (first, last) if part)
    return f"{begun(body.name)} er ført som organ {told}." if told else ""


def _may(facts: DecisionFacts) -> str:
    day, matter = day_in_words(facts.on), facts.proposal.words
    if not facts.act.decides:
        return f"{facts.body_name} kan gjøre dette {day} ({facts.act.value}: {matter})."
    return f"{facts.body_name} kan {facts.proposal.verb} {matter} {day}."

"""The rule of a text reckoned a second time, one day after the other: to hold the product against."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from decisions.adopting.steps import Step
from decisions.adoption import PartyDecision
from decisions.entry_into_force import EntryCondition, EntryRule
from decisions.outcomes import Act, Outcome, ReservationSort
from decisions.parties import Pair, Party
from decisions.rounds import DeviationSort, RoundStep
from decisions.verdict import Answer
from tests.decisions.builders import HASH


@dataclass(frozen=True)
class Facts:
    """What is known: decisions in the order they were recorded, and what a person has said since."""

    parties: Sequence[Party]
    pairs: Sequence[Pair]
    decisions: Sequence[PartyDecision]
    steps: Sequence[Step] = ()
    text_hash: str = HASH


def reckoned(
    facts: Facts, condition: EntryCondition, calendar: Iterable[date]
) -> tuple[date | None, dict[Pair, date | None]]:
    """The day the rule was met, and each pair's first day."""
    met: date | None = None
    by_pair: dict[Pair, date | None] = dict.fromkeys(facts.pairs)
    for day in calendar:
        there = {party.ref for party in facts.parties if party.exists_on(day)}
        adopted = {ref for ref in there if has_adopted(facts, ref, day)}
        if met is None and is_met(condition, there, adopted, day):
            met = day
        for pair, first in by_pair.items():
            both = {pair.kommune, pair.foretak} <= adopted and pair.exists_on(day)
            if first is None and met and both:
                by_pair[pair] = max(day, condition.earliest or day)
    return met, by_pair


def is_met(condition: EntryCondition, there: Collection[str], adopted: set[str], day: date) -> bool:
    """Have those adopted it at the end of that day who must?"""
    if condition.rule is EntryRule.PAR_FOR_PAR:
        return True
    if condition.rule is EntryRule.ET_ANTALL and condition.count is not None:
        return len(adopted) >= condition.count
    in_time = condition.rule is EntryRule.ALLE_PARTER or (condition.by is not None and day <= condition.by)
    return len(there) >= 2 and len(adopted) == len(there) and in_time


def has_adopted(facts: Facts, ref: str, day: date) -> bool:
    """Had this party adopted the text, or was it bound by those before it?"""
    last_words: dict[str, PartyDecision] = {}
    for each in sorted(facts.decisions, key=lambda each: each.on):
        if each.party == ref and each.on <= day and each.act is not Act.INNSTILLER:
            last_words[each.body] = each
    if last_words:
        return any(counts(each, facts.text_hash) for each in last_words.values())
    answers = [
        each.step
        for each in sorted(facts.steps, key=lambda each: each.known_on)
        if each.party == ref and each.known_on <= day and each.step in {RoundStep.BUNDET, RoundStep.MA_VEDTA}
    ]
    before = [party.ref for party in facts.parties if ref in party.successors]
    if not before or not answers or answers[-1] is RoundStep.MA_VEDTA:
        return False
    return all(has_adopted(facts, each, day) for each in before)


def counts(each: PartyDecision, text_hash: str) -> bool:
    """Is this an adoption of the very text?"""
    changed = each.reservation is ReservationSort.ENDRING or (
        each.differs and each.classified in {None, DeviationSort.ENDRING}
    )
    valid = each.outcome is Outcome.VEDTATT and each.answer is Answer.VALID
    return valid and each.text_hash == text_hash and not changed

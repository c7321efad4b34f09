"""All that is known on one day of a text at one party, and at those the party came after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from decisions.adopting.steps import Step, known_by, last_of
from decisions.adopting.treatments import PartyDecision, recommendation, state_of, telling
from decisions.parties import Party
from decisions.rounds import RoundStep

SAID_BY_A_PERSON = (RoundStep.BUNDET, RoundStep.MA_VEDTA)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of the text of this hash at one party."""

    party: Party
    text_hash: str
    decisions: tuple[PartyDecision, ...] = ()
    """What its bodies did, in the order it was recorded."""
    steps: tuple[Step, ...] = ()
    """What else happened, in the order it became known."""
    before: tuple["Dossier", ...] = ()
    """Of those the party came after, by merger or split."""

    @property
    def telling(self) -> PartyDecision | None:
        """The treatment of its own that tells where the party stands."""
        return telling(self.decisions, self.text_hash)

    @property
    def recommendation(self) -> PartyDecision | None:
        """The last recommendation of one of its bodies on this text."""
        return recommendation(self.decisions, self.text_hash)

    @property
    def answer_about_before(self) -> Step | None:
        """What a person last said of whether its predecessors' adoption binds it."""
        return last_of(self.steps, *SAID_BY_A_PERSON)

    @property
    def has_adopted(self) -> bool:
        """Has the party adopted the text: by its own decision, or as bound by those before it?"""
        own = self.telling
        if own is not None:
            return state_of(own, self.text_hash).adopted
        answer = self.answer_about_before
        bound = answer is not None and answer.step is RoundStep.BUNDET
        return bound and bool(self.before) and all(each.has_adopted for each in self.before)

    def by(self, day: date) -> "Dossier":
        """As much of it as was known on this earlier day."""
        return replace(
            self,
            decisions=tuple(each for each in self.decisions if each.on <= day),
            steps=known_by(self.steps, day),
            before=tuple(each.by(day) for each in self.before),
        )


def dossiers(
    text_hash: str,
    parties: Sequence[Party],
    decisions: Sequence[PartyDecision],
    steps: Iterable[Step],
    on: date,
) -> dict[str, Dossier]:
    """What was known that day, by party. What was decided or became known later is not seen."""
    made: dict[str, list[PartyDecision]] = defaultdict(list)
    for each in decisions:
        if each.outcome is not None and each.on <= on:
            made[each.party].append(each)
    noted: dict[str, list[Step]] = defaultdict(list)
    for step in [*_meetings_among(decisions), *steps]:
        noted[step.party].append(step)
    before = _before(parties)

    def of(party: Party, path: frozenset[str]) -> Dossier:
        earlier = [each for each in before[party.ref] if each.ref not in path]
        return Dossier(
            party,
            text_hash,
            tuple(made[party.ref]),
            known_by(noted[party.ref], on),
            tuple(of(each, path | {each.ref}) for each in earlier),
        )

    return {party.ref: of(party, frozenset({party.ref})) for party in parties}


def _meetings_among(decisions: Sequence[PartyDecision]) -> list[Step]:
    """Meetings that are only scheduled: known from the beginning."""
    return [
        Step(each.party, RoundStep.BERAMMET, each.on, date.min, each.body, each.case)
        for each in decisions
        if each.outcome is None
    ]


def _before(parties: Iterable[Party]) -> Mapping[str, list[Party]]:
    before: dict[str, list[Party]] = defaultdict(list)
    for party in parties:
        for ref in party.successors:
            before[ref].append(party)
    return before

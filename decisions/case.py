"""One decision on the table, with the rules of its day: what the checks look at, and how they answer."""

from dataclasses import dataclass, replace

from decisions.facts import DecisionFacts
from decisions.matching import cited_floor
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict, grounds_of
from decisions.words import day_in_words


@dataclass(frozen=True, slots=True)
class Case:
    """The facts, and the mandate rules and the statutory floor in force on the day of the meeting."""

    facts: DecisionFacts
    rules: tuple[MandateRule, ...]
    floor: tuple[MandateRule, ...]

    @property
    def body(self) -> str:
        """The body's name that day."""
        return self.facts.body_name

    @property
    def matter(self) -> str:
        """The proposal inside a sentence."""
        return self.facts.proposal.words

    @property
    def day(self) -> str:
        """The day of the meeting inside a sentence."""
        return day_in_words(self.facts.on)

    def says(
        self,
        answer: Answer,
        *reasons: str,
        rules: tuple[MandateRule, ...] = (),
        missing: tuple[str, ...] = (),
        instead: tuple[str, ...] = (),
    ) -> Verdict:
        """A verdict on this case. Empty reasons are left out; the floor comes along."""
        what, why, now, *remarks = (*(reason for reason in reasons if reason), "", "")
        return Verdict(
            answer,
            self.facts.on,
            what,
            why,
            now,
            tuple(remark for remark in remarks if remark),
            missing,
            instead=instead,
            grounds=grounds_of(rules),
            floor=grounds_of(cited_floor(self.facts.proposal, rules, self.floor)),
        )

    def asks(
        self, question: str, *reasons: str, rules: tuple[MandateRule, ...] = (), instead: tuple[str, ...] = ()
    ) -> Verdict:
        """The verdict that a person must answer this question."""
        said = self.says(Answer.NEEDS_HUMAN, *reasons, rules=rules, instead=instead)
        return replace(said, question=question)

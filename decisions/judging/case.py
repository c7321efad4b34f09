"""One decision on the table, with the rules of its day: what the checks look at, and how they answer."""

from dataclasses import dataclass, replace

from decisions.facts import DecisionFacts
from decisions.matching import cited_floor
from decisions.rules import MandateRule
from decisions.verdict import Answer, Verdict, grounds_of
from decisions.words import begun, day_in_words


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
    def to_decide(self) -> str:
        """Verb and proposal: «vedta revisjon av retningslinje», «avgjøre tvisten»."""
        return f"{self.facts.proposal.verb} {self.facts.proposal.words}"

    @property
    def day(self) -> str:
        """The day of the meeting inside a sentence."""
        return day_in_words(self.facts.on)

    def says(
        self,
        answer: Answer,
        what: str,
        why: str,
        now: str = "",
        *remarks: str,
        rules: tuple[MandateRule, ...] = (),
        missing: tuple[str, ...] = (),
        instead: tuple[str, ...] = (),
    ) -> Verdict:
        """A verdict on this case. Where no way on is given, the usual one; the floor comes along."""
        return Verdict(
            answer,
            self.facts.on,
            begun(what),
            begun(why.strip()),
            begun(now.strip()) or _USUAL_WAY_ON[answer],
            tuple(begun(remark) for remark in remarks if remark),
            missing,
            instead=instead,
            grounds=grounds_of(rules),
            floor=grounds_of(cited_floor(self.facts.proposal, rules, self.floor)),
        )

    def asks(
        self,
        question: str,
        what: str,
        why: str,
        *remarks: str,
        now: str = "",
        rules: tuple[MandateRule, ...] = (),
        instead: tuple[str, ...] = (),
    ) -> Verdict:
        """The verdict that a person must answer this question."""
        said = self.says(Answer.NEEDS_HUMAN, what, why, now, *remarks, rules=rules, instead=instead)
        return replace(said, question=question)


_USUAL_WAY_ON = {
    Answer.VALID: "Vedtaket står, og ingen andre organer må vedta det samme.",
    Answer.PENDING: "Når det som mangler, er på plass, kan saken vurderes igjen.",
    Answer.INVALID: "Saken må behandles på nytt.",
    Answer.NEEDS_HUMAN: (
        "En person med myndighet må svare. Svaret føres med navn og begrunnelse ved siden av vurderingen."
    ),
}

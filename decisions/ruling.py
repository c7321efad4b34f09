"""What a person answered where the register could only ask: a record beside the verdict, never over it.

A verdict is computed from facts and rules. Where it ends in a question, somebody with authority may answer,
by name and with reasons. The verdict stays as it was; what *stands* is then the answer to its question. No
person's word turns what the register could compute: INVALID, PENDING and VALID change only with the facts.
"""

from dataclasses import dataclass
from datetime import date

from decisions.verdict import Answer, Verdict
from decisions.words import day_in_words


class NotARuling(ValueError):
    """The record does not answer anything, or does not say by whom, why and on what authority."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One person's answer to the question of one verdict."""

    answer: Answer
    question: str
    """The question as the verdict asked it, word for word."""
    reason: str
    authority: str
    """What gives the person the right to say so: a role, a resolution, an opinion of a lawyer."""
    by: str
    on: date

    def __post_init__(self) -> None:
        """Raise NotARuling where the answer is another question, or where a word is missing."""
        if self.answer is Answer.NEEDS_HUMAN:
            raise NotARuling("Et svar kan ikke være at en person må svare.")
        if not self.question.strip():
            raise NotARuling("Svaret sier ikke hvilket spørsmål det svarer på.")
        lacking = [
            told
            for told, words in (
                ("hvem som svarer", self.by),
                ("hvorfor", self.reason),
                ("hva som gir rett til å svare", self.authority),
            )
            if not words.strip()
        ]
        if lacking:
            raise NotARuling(f"Det mangler i svaret: {', '.join(lacking)}.")

    @property
    def words(self) -> str:
        """The ruling as a sentence of its own."""
        return (
            f"{self.by} svarte {day_in_words(self.on)}: {self.answer.label.lower()}. "
            f"Grunnen er: {self.reason.rstrip('.')}. Myndighet: {self.authority.rstrip('.')}."
        )


def is_stale(verdict: Verdict, ruling: Ruling) -> bool:
    """Does the verdict no longer ask what the ruling answered?"""
    return verdict.answer is not Answer.NEEDS_HUMAN or verdict.question != ruling.question


def standing(verdict: Verdict, ruling: Ruling | None) -> Answer:
    """What stands: the verdict's own answer, or a person's answer to the very question it asks."""
    if ruling is None or is_stale(verdict, ruling):
        return verdict.answer
    return ruling.answer

"""The answer to «is this decision within the mandate?», with everything it rests on.

A verdict is computed, never edited. What a person decides afterwards is a record of its own beside it. It
presents rules and facts; it is not legal advice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.rules import MandateRule


class Answer(StrEnum):
    """The four answers. The words are stable for programs; `label` is for people."""

    VALID = "VALID"
    PENDING = "PENDING"
    INVALID = "INVALID"
    NEEDS_HUMAN = "NEEDS_HUMAN"

    @property
    def label(self) -> str:
        """The answer as people read it."""
        return _LABELS[self]


@dataclass(frozen=True, order=True, slots=True)
class Ground:
    """A rule as it read that day: where it stands, its words, and how sure its meaning is."""

    rule: str
    document: str
    version: str
    clause: str
    clause_id: str
    excerpt: str
    confidence: str
    link: str = ""
    note: str = ""

    @classmethod
    def of(cls, rule: MandateRule) -> "Ground":
        """The rule as a ground."""
        source = rule.source
        return cls(
            rule.id,
            source.document,
            source.version,
            source.clause,
            source.clause_id,
            source.excerpt,
            rule.confidence.value,
            source.link,
            rule.note,
        )

    def to_dict(self) -> dict[str, str]:
        """The ground as a plain table of words."""
        return {name: getattr(self, name) for name in _GROUND_FIELDS}


def grounds_of(rules: Iterable[MandateRule]) -> tuple[Ground, ...]:
    """The rules as grounds, each once, in a fixed order."""
    return tuple(sorted({Ground.of(rule) for rule in rules}))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the register says about one decision on the facts it was given."""

    answer: Answer
    on: date
    """The day of the meeting: the rules are those of that day."""
    what: str
    """What the register found, in a sentence."""
    why: str = ""
    """Why: the clause in its own words, or the facts. Empty only in verdicts of the first edition."""
    now: str = ""
    """What now. Empty only in verdicts of the first edition."""
    remarks: tuple[str, ...] = ()
    """What should be said aloud beside it."""
    missing: tuple[str, ...] = ()
    question: str = ""
    """What a person must answer; empty unless the answer is NEEDS_HUMAN."""
    instead: tuple[str, ...] = ()
    """Who may decide, when this body may not."""
    grounds: tuple[Ground, ...] = ()
    floor: tuple[Ground, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """All of it as whole sentences: what, why, what now; then remarks."""
        return tuple(sentence for sentence in (self.what, self.why, self.now, *self.remarks) if sentence)

    def to_dict(self) -> dict[str, object]:
        """The verdict as a plain table; the names are stable (docs/rules.md)."""
        return {
            "verdict": self.answer.value,
            "label": self.answer.label,
            "what": self.what,
            "why": self.why,
            "now": self.now,
            "remarks": list(self.remarks),
            "reasons": list(self.reasons),
            "missing": list(self.missing),
            "question": self.question,
            "instead": list(self.instead),
            "rules": [ground.to_dict() for ground in self.grounds],
            "floor": [ground.to_dict() for ground in self.floor],
            "on": self.on.isoformat(),
        }

    @classmethod
    def from_dict(cls, table: Mapping[str, object]) -> "Verdict":
        """The verdict that `to_dict` wrote, now or in the first edition; for all else raises NotAVerdict.

        The first edition wrote `reasons` alone. Which of them is the why nobody can tell afterwards, so the
        first stands as the what, and the rest as remarks.
        """
        try:
            what, why, now, remarks = _told(table)
            return cls(
                Answer(str(table["verdict"])),
                date.fromisoformat(str(table["on"])),
                what,
                why,
                now,
                remarks,
                _texts(table["missing"]),
                str(table["question"]),
                _texts(table["instead"]),
                _grounds(table["rules"]),
                _grounds(table["floor"]),
            )
        except (KeyError, TypeError, ValueError) as fault:
            raise NotAVerdict(
                f"Tabellen er ikke en vurdering slik registeret skriver den: {fault}."
            ) from fault


class NotAVerdict(ValueError):
    """The table was not written by `Verdict.to_dict`."""


def _told(table: Mapping[str, object]) -> tuple[str, str, str, tuple[str, ...]]:
    first, *rest = _texts(table["reasons"]) or ("",)
    if "what" not in table:
        return first, "", "", tuple(rest)
    return str(table["what"]), str(table["why"]), str(table["now"]), _texts(table["remarks"])


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("en liste med setninger mangler")
    return tuple(str(text) for text in value)


def _grounds(value: object) -> tuple[Ground, ...]:
    if not isinstance(value, list):
        raise TypeError("listen med regler mangler")
    return tuple(Ground(**{name: str(table[name]) for name in _GROUND_FIELDS}) for table in value)


_GROUND_FIELDS = (
    "rule",
    "document",
    "version",
    "clause",
    "clause_id",
    "excerpt",
    "confidence",
    "link",
    "note",
)

_LABELS = {
    Answer.VALID: "Gyldig",
    Answer.PENDING: "Venter",
    Answer.INVALID: "Ugyldig",
    Answer.NEEDS_HUMAN: "Må avgjøres av en person",
}

"""What a check says of a text."""

from dataclasses import dataclass
from enum import StrEnum

from documents.text import Place


class Weight(StrEnum):
    """How sure is it that something must be done?"""

    WRONG = "feil"
    """Something is wrong, whatever was meant."""
    DOUBT = "se over"
    """It may be meant so. A person looks and decides."""

    @property
    def label(self) -> str:
        """The words as they begin a line on the screen."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at before a draft goes on. It stops nobody."""

    code: str
    """Short English word for programs: "number-gap", "empty-section", "weakened"."""
    message: str
    """A whole Norwegian sentence for people."""
    place_id: str = ""
    """The identity of the section or lettered point it stands at; empty where it is about the whole text."""
    place_number: str = ""
    """The number people cite it by; may be empty."""
    weight: Weight = Weight.DOUBT

    @classmethod
    def at(cls, place: Place, code: str, message: str, weight: Weight = Weight.DOUBT) -> "Check":
        """The check that stands at this place."""
        return cls(code, message, place.id, place.number, weight)

    def to_dict(self) -> dict[str, str]:
        """The check as a plain table of words."""
        return {
            "code": self.code,
            "message": self.message,
            "section": self.place_id,
            "number": self.place_number,
            "weight": self.weight.value,
        }


def cited(number: str, title: str) -> str:
    """What a place is called inside a sentence: «punkt 5.2», or by its title where it has no number."""
    if number.casefold().startswith(("vedlegg", "§")):
        return number
    return f"punkt {number}" if number else f"«{title}»"

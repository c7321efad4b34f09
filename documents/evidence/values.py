"""What a change may touch, and what was found of it."""

from dataclasses import dataclass
from enum import StrEnum

from documents.markdown import plain
from documents.text import Place


class FindingKind(StrEnum):
    """What is touched. In the order in which they are told."""

    MANDATE = "mandat"
    LAW = "lovkrav"
    DUTY_MOVED = "plikt lagt på en annen"
    DUTY_WEAKENED = "svekket plikt"
    DUTY_STRENGTHENED = "skjerpet plikt"
    DUTY_TURNED = "snudd plikt"
    """Shall became shall not, or the other way."""
    DUTY_NEW = "ny plikt"
    DUTY_REMOVED = "fjernet plikt"
    DUTY_CONTENT = "innholdet i en plikt"
    LEAVE = "adgang"
    """What somebody may do: new, other or gone."""
    VOTING = "vedtaksregel"
    """How something is decided: by majority, in agreement, on recommendation, by delegation."""
    SUM = "beløp"
    SHARE = "prosent eller andel"
    DEADLINE = "frist"
    DATE = "dato"
    NUMBER = "antall"
    PARTY = "part eller tjeneste"
    BODY = "organ"
    REFERENCE = "henvisning"
    MOVED = "flyttet ordrett"
    """The same sentence, at another place."""
    WORDING = "annen ordlyd"
    """Other words, and none of the above found in them."""
    SPELLING = "bare skrivemåte"

    @property
    def label(self) -> str:
        """The words as they begin a line on the screen."""
        return self.value.capitalize()


DUTIES = frozenset(
    {
        FindingKind.DUTY_MOVED,
        FindingKind.DUTY_WEAKENED,
        FindingKind.DUTY_STRENGTHENED,
        FindingKind.DUTY_TURNED,
        FindingKind.DUTY_NEW,
        FindingKind.DUTY_REMOVED,
        FindingKind.DUTY_CONTENT,
    }
)
"""The kinds that are about what somebody must do."""

WHOLE_PLACE = frozenset({FindingKind.MANDATE, FindingKind.LAW})
"""The kinds that are about a place that changed, whatever changed in it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a change touches, with the wording before and now."""

    kind: FindingKind
    place: Place
    """Where it stands now; where it stood, if it was removed."""
    old: str
    """The whole sentence as it was, with the words that lead into a point; empty where it is new."""
    new: str
    """The whole sentence as it is now; empty where it was removed."""
    found_old: tuple[str, ...] = ()
    """The words that make it this kind, in the order they stood: ("helseforetaket", "kommunen")."""
    found_new: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """What else it concerns: ("§ 6-2 nr. 5",), or where a sentence stood before: ("3.2",)."""

    def to_dict(self) -> dict[str, object]:
        """The finding as a plain table, for programs."""
        return {
            "kind": self.kind.value,
            "section": self.place.id,
            "number": self.place.number,
            "title": plain(self.place.section.title),
            "old": self.old,
            "new": self.new,
            "found_old": list(self.found_old),
            "found_new": list(self.found_new),
            "about": list(self.about),
        }

"""What the reader has to tell: gathered on the way, each thing once."""

from collections import Counter
from dataclasses import dataclass, field

from documents.remarks import Remark

_LONGEST_PLACE = 60
_LONGEST_QUOTE = 400


@dataclass(slots=True)
class Remarks:
    """The remarks of one reading, and an account of words kept outside the text."""

    told: list[str] = field(default_factory=list)
    """Words that stand in a remark instead of in the text."""
    added: list[str] = field(default_factory=list)
    """Labels in the text that the file does not spell out: automatic numbers."""
    here: str = ""
    """The heading that the reader is under."""
    _single: list[Remark] = field(default_factory=list)
    _counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    _places: dict[tuple[str, str], str] = field(default_factory=dict)

    def tell(self, code: str, message: str, place: str = "") -> None:
        """Tell one thing, once."""
        remark = Remark(code, message, shortened(place, _LONGEST_PLACE))
        if remark not in self._single:
            self._single.append(remark)

    def count(self, code: str, message: str, place: str = "") -> None:
        """Tell a thing that may happen often: one remark, with the count where the message has {count}."""
        self._counted[code, message] += 1
        self._places.setdefault((code, message), shortened(place, _LONGEST_PLACE))

    def all(self) -> tuple[Remark, ...]:
        """The remarks in the order they were met; counted ones last."""
        counted = (
            Remark(code, message.replace("{count}", str(many)), self._places[code, message])
            for (code, message), many in self._counted.items()
        )
        return (*self._single, *counted)


def shortened(words: str, longest: int = _LONGEST_QUOTE) -> str:
    """The words, or their beginning with three dots."""
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def named(many: int, one: str, more: str) -> str:
    """A count in words: "1 innsetting", "3 innsettinger"."""
    return f"{many} {one if many == 1 else more}"


def joined(parts: list[str]) -> str:
    """A list as Norwegian writes it: "a, b og c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"

"""What the reader has to tell: gathered on the way, each thing once."""

from collections import Counter
from dataclasses import dataclass, field

from documents.remarks import Remark

_LONGEST_PLACE = 60
_LONGEST_QUOTE = 400
_COUNTED = {
    "content-control": (
        "En innholdskontroll (et felt til å fylle ut) er lest som vanlig tekst.",
        "{count} innholdskontroller (felt til å fylle ut) er lest som vanlig tekst.",
    ),
    "control-character": (
        "Usynlige styretegn er tatt bort ett sted.",
        "Usynlige styretegn er tatt bort {count} steder.",
    ),
    "cross-reference": (
        "En kryssreferanse er lest som teksten den viste, og følger ikke lenger med når noe flyttes.",
        "{count} kryssreferanser er lest som teksten de viste, og følger ikke lenger med når noe flyttes.",
    ),
    "field": (
        "Et felt av typen {detail} er lest som teksten det viste.",
        "{count} felt av typen {detail} er lest som teksten de viste.",
    ),
    "figure": (
        "En figur eller strek er ikke tatt med. {detail}",
        "{count} figurer eller streker er ikke tatt med. {detail}",
    ),
    "frame": (
        "En ramme rundt tekst er tatt bort; teksten står.",
        "{count} rammer rundt tekst er tatt bort; teksten står.",
    ),
    "image": ("Et bilde er ikke tatt med. {detail}", "{count} bilder er ikke tatt med. {detail}"),
    "inner-link": (
        "En lenke til et sted i selve dokumentet er tatt bort; ordene står.",
        "{count} lenker til steder i selve dokumentet er tatt bort; ordene står.",
    ),
    "list-label": (
        "Et avsnitt har et nummer som ikke er «1.», «1)», «a)» eller «-». "
        "Det er lest som vanlig avsnitt med nummeret foran.",
        "{count} avsnitt har numre som ikke er «1.», «1)», «a)» eller «-». "
        "De er lest som vanlige avsnitt med nummeret foran.",
    ),
    "look": (
        "Fet skrift, kursiv eller lenke er tatt bort ett sted; ordene står.",
        "Fet skrift, kursiv eller lenke er tatt bort {count} steder; ordene står.",
    ),
    "number-form": (
        "Et nummer har en form som ikke kan gjengis, og står med vanlige tall; se det over.",
        "{count} numre har en form som ikke kan gjengis, og står med vanlige tall; se dem over.",
    ),
}
"""Sentences for one and for more than one."""


@dataclass(slots=True)
class Remarks:
    """The remarks of one reading, and an account of words kept outside the text."""

    told: list[str] = field(default_factory=list)
    """Words that stand in a remark instead of in the text."""
    added: list[str] = field(default_factory=list)
    """Labels in the text that the file does not spell out: automatic numbers."""
    here: str = ""
    """The heading that the reader is under."""
    _single: dict[Remark, None] = field(default_factory=dict)
    _counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    _places: dict[tuple[str, str], str] = field(default_factory=dict)

    def tell(self, code: str, message: str, place: str = "") -> None:
        """Tell one thing, once."""
        self._single[Remark(code, message, shortened(place, _LONGEST_PLACE))] = None

    def count(self, code: str, place: str = "", detail: str = "") -> None:
        """Tell a thing that may happen often: one remark for all of its kind, with how many there were."""
        self._counted[code, detail] += 1
        self._places.setdefault((code, detail), shortened(place, _LONGEST_PLACE))

    def all(self) -> tuple[Remark, ...]:
        """The remarks in the order they were met; counted ones last."""
        counted = (
            Remark(code, _counted_sentence(code, detail, many), self._places[code, detail])
            for (code, detail), many in self._counted.items()
        )
        return (*self._single, *counted)


def _counted_sentence(code: str, detail: str, many: int) -> str:
    one, more = _COUNTED[code]
    return (one if many == 1 else more).replace("{count}", str(many)).replace("{detail}", detail)


def shortened(words: str, longest: int = _LONGEST_QUOTE) -> str:
    """The words, or their beginning with three dots."""
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def named(many: int, one: str, more: str) -> str:
    """A count in words: "1 innsetting", "3 innsettinger"."""
    return f"{many} {one if many == 1 else more}"


def joined(parts: list[str]) -> str:
    """A list as Norwegian writes it: "a, b og c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"


def tell_cover(words: str, remarks: Remarks) -> None:
    """Words of our own title page or running heads were met; the register makes them anew."""
    remarks.told.append(words)
    if words:
        remarks.tell(
            "cover", "Forside, topptekst og bunntekst fra registeret er ikke tatt med; de lages på nytt."
        )

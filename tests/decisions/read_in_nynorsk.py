"""How a test knows that sentences are read in nynorsk: each has a pattern, and no word of bokmål is left."""

import re

from decisions.nynorsk import in_nynorsk, left_in_bokmal
from decisions.verdict import Verdict

BOKMAL = re.compile(
    r"\b(ikke|fra|hvem|hva|hvilken|hvilke|hvilket|hvor|hvordan|hver|noen|noe|bare|gjøre|være|hadde den"
    r"|saken|siden|loven|en|et|de|dem|selv|også|flertall\w*|stemme\w*|enighet\w*|myndighet\w*"
    r"|bestemmelse\w*|kommunene|kommunestyrene|helseforetak\w*|innstillingen|behandlet|endringer|endringen|fortsatt"
    r"|vedtatt|vedtar|gjelder|gjaldt|sier|tidligere|medlemm\w*|mangler|finnes|fantes|regnes|måtte|uten|ble)\b",
    re.IGNORECASE,
)
"""Words of bokmål alone that the sentences use."""


def bokmal_in(text: str) -> list[str]:
    """The words of bokmål in these sentences, but for what is quoted."""
    while (shorter := re.sub(r"«[^«»]*»", "", text)) != text:
        text = shorter
    return [found[0] for found in BOKMAL.finditer(text)]


def read_too(verdict: Verdict) -> Verdict:
    """The verdict, when all it says can be read in nynorsk too."""
    assert_read_in_nynorsk(*verdict.reasons, *verdict.missing, verdict.question)
    return verdict


def assert_read_in_nynorsk(*told: str) -> None:
    """All the sentences have a pattern, and nothing of bokmål is left in what they became."""
    for text in told:
        assert not left_in_bokmal(text), f"{left_in_bokmal(text)} i: {text}"
        assert not bokmal_in(in_nynorsk(text)), f"{bokmal_in(in_nynorsk(text))} i: {in_nynorsk(text)}"

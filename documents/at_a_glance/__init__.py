"""What a health worker asks of a place in a text: what is to be done, by whom, by when. In the text's words.

Nothing is shown that does not stand there: what the text does not say, is empty. Found by words alone, in
bokmål and nynorsk; a reader has the place itself below, and reads that. Where a text says it outright, in a
table or with labels, it is taken at its word.
"""

from documents.at_a_glance.values import GAP, NOTHING, Glance
from documents.text import LegalText, Place

__all__ = ["GAP", "NOTHING", "Glance", "glance", "glances"]


def glance(place: Place, text: LegalText | None = None) -> Glance:
    """What the place says first of what is to be done: one that names who and when, else the first one.

    With the `text` it stands in, a row of a table elsewhere that refers to this place goes first, unless it
    gives another length of time than the place itself does. Nothing where a table of the place's own says
    several things: none of its rows speaks for all.
    """
    from documents.at_a_glance import reading  # noqa: PLC0415 - its patterns take long to make

    return reading.first(place, text)


def glances(place: Place) -> tuple[Glance, ...]:
    """All that the place itself says is to be done, in reading order, with whom or when."""
    from documents.at_a_glance import reading  # noqa: PLC0415 - its patterns take long to make

    return reading.every(place)

"""The law's demands in the reader's form of Norwegian.

Both forms are kept with the demand (documents/minimums). One that nobody has written in nynorsk is told as
it is kept.
"""

from documents.docx.papers.paper import Say
from documents.minimums import Minimum


def label_of(minimum: Minimum, say: Say) -> str:
    """The short name of the demand."""
    return say(minimum.label, minimum.label_nn or minimum.label)


def demand_of(minimum: Minimum, say: Say) -> str:
    """What it demands, in our own words."""
    return say(minimum.demand, minimum.demand_nn or minimum.demand)

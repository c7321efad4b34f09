"""Where in the texts should a person look for what the law demands? Places ranked by words, each with why.

A candidate is where to look, and never coverage: that a word stands somewhere proves nothing, and only a
person's judgement counts (documents/coverage.py). How a word meets its other forms and its nynorsk is for
whoever gives the finder (search/terms.py); here places are weighed.
"""

from documents.candidates.reading import (
    Finder,
    Found,
    TextRead,
    every_term,
    names_of,
    read_for_candidates,
    terms_of,
)
from documents.candidates.telling import Candidate, Run, TermFound
from documents.candidates.weighing import candidates, is_guideline

__all__ = [
    "NONE_FOUND",
    "NOTICE",
    "Candidate",
    "Finder",
    "Found",
    "Run",
    "TermFound",
    "TextRead",
    "candidates",
    "every_term",
    "is_guideline",
    "names_of",
    "read_for_candidates",
    "terms_of",
]

NOTICE = "Et forslag er et sted å lete. Det teller ikke som dekning før en person har vurdert det."
"""What is said wherever candidates are shown."""
NONE_FOUND = (
    "Ingen punkter har ordene det letes etter. Det kan stå med andre ord, så let også selv før du vurderer."
)

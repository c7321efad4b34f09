"""What a find is worth, the same in every engine: a title more than a text, a whole word more than a part."""

WEIGHTS = {"title": 3.0, "body": 1.0, "parts": 0.4, "context": 0.2, "number": 8.0, "cited": 1.0}
"""The worth of a find by the field it stands in."""
OWN_FIRST = 100.0
"""What is added for what concerns the party asked about: more than words can be worth."""


def saturated(times: float) -> float:
    """The first time a word stands in a place says most: between a half and one."""
    return times / (times + 1.0)


OF_KIN = 0.5
"""What a word of the same root counts for, beside the word itself."""

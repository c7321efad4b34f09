"""Names that our own Word files carry, so that we know them again when they come back."""

PRODUCT = "Avtaleverk"

COVER_PREFIX = "avtaleverk omslag"
"""Paragraph styles of the title page, the contents and the running heads: never part of the text."""
OVER_PREFIX = f"{COVER_PREFIX} over"
"""Paragraph styles of what an office's template brings along: running heads, pictures for the title page."""
NUMBER_STYLE = "avtaleverk nummer"
"""Character style of a number that stands as words because Word would compute another one."""

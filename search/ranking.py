"""What a find is worth, the same in every engine: a title more than a text, a whole word more than a part."""

WEIGHTS = {"title": 3.0, "body": 1.0, "parts": 0.4, "context": 0.2, "number": 8.0, "cited": 1.0}
"""The worth of a find by the field it stands in."""
OWN_FIRST = 1.0
"""What is added for what concerns the party asked about alone, before what concerns all."""

"""Which segments of an index are joined when something is written: few and seldom, so that it is quick."""

import warnings
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # settled code from before Python 3.12, which warns of its strings
    from whoosh.reading import SegmentReader

MOST_SEGMENTS = 16
"""Each costs every search a little; joining them costs a writer much."""
JOINED = 8


def tidied(writer: Any, segments: list[Any]) -> list[Any]:
    """The segments that stay as they are; the others go into the one that is being written.

    Those of which nothing is left are dropped, those of which more than half was deleted are written anew,
    and of too many the smallest are joined.
    """
    living = sorted((each for each in segments if each.doc_count()), key=lambda each: each.doc_count())
    worn = [each for each in living if each.deleted_count() > each.doc_count()]
    small = living[:JOINED] if len(living) > MOST_SEGMENTS else []
    for segment in living:
        if segment in worn or segment in small:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return [each for each in living if each not in worn and each not in small]

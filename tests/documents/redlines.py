"""Redlines as tests make and judge them: made of two texts, read again by our own reader, accepted and rejected."""

from datetime import datetime

from documents.docx import Tracked, read, write
from documents.docx.redline import Redline, redline
from documents.text import LegalText
from tests.documents.sameness import Told, sections_told
from tests.documents.test_docx_writing import COVER

AUTHOR = "Sekretariatet"
WHEN = datetime(2025, 4, 12, 12, 0)


def made(old: LegalText, new: LegalText) -> Redline:
    """The redline of two texts."""
    return redline(old, new, COVER, AUTHOR, WHEN)


def accepted(data: bytes) -> LegalText:
    """What our reader takes it for when all is accepted."""
    return read(data, tracked=Tracked.ACCEPT).text


def rejected(data: bytes) -> LegalText:
    """The same, when all is rejected."""
    return read(data, tracked=Tracked.REJECT).text


def same(found: LegalText, wanted: LegalText) -> bool:
    """Does it say what the text says; or at least what a plain export says, where Word cannot say it all?"""
    told = sections_told(found)
    return told == sections_told(wanted) or told == exported(wanted)


def exported(text: LegalText) -> list[Told]:
    """What comes back of a plain export."""
    return sections_told(read(write(text, COVER)).text)

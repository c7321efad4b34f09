"""Labels that people type themselves at the beginning of a paragraph."""

import re

from documents.numbering import split_heading

_LABEL = re.compile(r"([a-zæøå]\)|\d{1,3}[.)]|[-–•▪·])(?=[ \t\xa0])")
_BULLETS = "–•▪·"


def typed_label(words: str) -> str:
    """The label that these words begin with, as typed: "a)", "1.", "–"; empty where they begin with none."""
    found = _LABEL.match(words)
    return found[1] if found else ""


def as_label(typed: str) -> str:
    """The label as lists have it: any sort of dash or dot is "-"."""
    return "-" if typed in _BULLETS else typed


def looks_labelled(words: str) -> bool:
    """Would a reader take the beginning of these words for a number or a label?"""
    return bool(typed_label(words) or split_heading(words)[0])

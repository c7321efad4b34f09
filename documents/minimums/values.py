"""What may stand under each name in a file of demands, and how that is told to a person."""

import re
from datetime import date

from documents.minimums.entries import CatalogueKind
from documents.minimums.form import Sort

MOST_IN_A_LIST = 60
LONGEST_LINE, LONGEST_WORDS = 200, 1000
LARGEST_NUMBER = 9999
REF = "[a-z0-9æøå][a-z0-9æøå-]{1,39}"
ADDRESS = r"https://[^\s<>\"]+"

MISSING = {
    "law": "loven, som «helse- og omsorgstjenesteloven»",
    "link": "adressen der loven står, fra https://",
    "read_in": "hva som er lest, som «samlet lovtekst hos Lovdata»",
    "read_by": "hvem som har lest det",
    "read_on": "hvilken dag det ble lest",
    "catalogue": "navnet på kravlisten, som «hol-6-2»",
    "kind": "slaget: " + ", ".join(kind.value for kind in CatalogueKind),
    "title": "det kravlisten heter",
    "nr": "nummeret på kravet",
    "label": "et kort navn på kravet",
    "demand": "hva som kreves, med egne korte ord",
    "form": "hva slags ting det er, som «retningslinjer» eller «plan»",
    "since": "den første dagen kravet gjelder, som 2022-08-01",
}
"""What is asked for where a name that is needed is missing."""

SHOULD_BE = {
    Sort.LINE: f"én linje med ord, med anførselstegn rundt, på høyst {LONGEST_LINE} tegn",
    Sort.WORDS: f"vanlig tekst, med anførselstegn rundt, på høyst {LONGEST_WORDS} tegn",
    Sort.LINES: f'en liste som ["ett", "to"], med høyst {MOST_IN_A_LIST} linjer',
    Sort.DAY: "en dato uten anførselstegn, som 2022-08-01",
    Sort.NUMBER: "et helt tall fra 1 til 9999",
    Sort.YES_NO: "true eller false",
    Sort.ADDRESS: "en adresse som begynner med https://",
    Sort.REF: "to til førti små bokstaver, tall og bindestreker, som «hol-6-2»",
    Sort.KIND: "ett av disse: " + ", ".join(f"«{kind.value}»" for kind in CatalogueKind),
}
"""What is said where what stands under a name is of another sort."""


def fitting(value: object, sort: Sort) -> object | None:
    """The value, where it is of this sort; None where it is not."""
    match sort:
        case Sort.DAY:
            return value if type(value) is date else None
        case Sort.NUMBER:
            return value if type(value) is int and 1 <= value <= LARGEST_NUMBER else None
        case Sort.YES_NO:
            return value if isinstance(value, bool) else None
        case Sort.LINES:
            return _lines(value)
        case Sort.KIND:
            return value if isinstance(value, str) and value in set(CatalogueKind) else None
    longest = LONGEST_WORDS if sort is Sort.WORDS else LONGEST_LINE
    words = _line(value, longest)
    if words is None or (sort is Sort.ADDRESS and not re.fullmatch(ADDRESS, words)):
        return None
    return words if sort is not Sort.REF or re.fullmatch(REF, words) else None


def _line(value: object, longest: int) -> str | None:
    fits = isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= longest
    return value.strip() if isinstance(value, str) and fits else None


def _lines(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or len(value) > MOST_IN_A_LIST:
        return None
    read = [_line(each, LONGEST_LINE) for each in value]
    return tuple(dict.fromkeys(each for each in read if each)) if None not in read else None

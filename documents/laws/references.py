"""What a text cites of the law, and what of it no longer stands where it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.inlines import inlines
from documents.laws import MONTHS, Begun, Change, beginning_of, change_of, dated
from documents.laws.citations import law_citations, laws_named
from documents.markdown import plain
from documents.remarks import Remark
from documents.sources import LegalSource
from documents.text import LegalText, Place


@dataclass(frozen=True, slots=True)
class LawReference:
    """One place in the law that a text cites."""

    place: Place
    """Where in the text; a place without identity before the first section."""
    source: LegalSource
    """What it cites, and from when until when it says what texts cite it for. The law is empty where the
    text names none, and "loven" where nobody can know which."""
    words: str
    """As printed: "spesialisthelsetjenesteloven § 2-1 e annet ledd"."""


def law_references(text: LegalText) -> tuple[LawReference, ...]:
    """Every place in the law that the text cites with §, in reading order; "§§ 6-1 og 6-2" are two."""
    stretches = [(place, plain(inline)) for place, inline in inlines(text) if _MAY_NAME_A_LAW.search(inline)]
    known = {law.link for _, words in stretches for law in laws_named(words) if law.link}
    return tuple(
        LawReference(place, dated(source), words[citation.start : citation.end])
        for place, words in stretches
        if "§" in words
        for citation in law_citations(words, known)
        for source in citation.sources
    )


def dead(text: LegalText, on: date) -> tuple[Remark, ...]:
    """Which citations of the law do not say on that day what texts cite them for?

    A text that was right when it was made is asked about the day it was made; a draft about the day it is
    to apply. The place of the remark is the heading the citation stands under.
    """
    remarks = (remark for reference in law_references(text) for remark in _troubles(reference, on))
    return tuple(dict.fromkeys(remarks))


_MAY_NAME_A_LAW = re.compile("§|lov|forskrift|&", re.IGNORECASE)
"""What is looked into; the rest of a long text need not be. The & may be a § in disguise."""


def _troubles(reference: LawReference, on: date) -> Iterator[Remark]:
    source, heading = reference.source, reference.place.section.heading
    change, came = change_of(source), beginning_of(source)
    if change is not None and change.since <= on:
        yield Remark("dead-law-reference", _ended(change, reference.words), heading)
    elif came is not None and on < came.since:
        yield Remark("law-not-yet-in-force", _to_come(came, reference.words), heading)


def _ended(change: Change, words: str) -> str:
    stood = f"Teksten viser til «{words}». Der sto {change.stood} fram til {_day(change.since)}."
    if change.became is not None:
        return (
            f"{stood} Fra den dagen er det {change.became} som gjelder, og {change.now}. "
            "Rett henvisningen hvis det er dette teksten mener."
        )
    if change.instead is not None:
        return f"{stood} Fra den dagen {change.now}. Se {change.instead}, og rett henvisningen om det trengs."
    return f"{stood} Fra den dagen {change.now}. Finn ut hva som gjelder i stedet, og rett henvisningen."


def _to_come(came: Change | Begun, words: str) -> str:
    awaits = f"Teksten viser til «{words}», som først gjelder fra {_day(came.since)}."
    if isinstance(came, Begun):
        return f"{awaits} Ta det ut hvis teksten skal gjelde før den dagen."
    return f"{awaits} Til da står {came.stood} i {came.old}. Vis dit hvis teksten skal gjelde før den dagen."


def _day(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"

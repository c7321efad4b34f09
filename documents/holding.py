"""Does a judgement still rest on the words it was made on?

A later version may say the same elsewhere in the paragraph, or spell it otherwise: then it holds. Where
the cited words are gone, or the law's own demand reads otherwise, a person must look again; that it
later reads as before changes nothing, since nobody has looked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.coverage import Doubt, Suspicion
from documents.evidence.spelling import same_but_for_spelling
from documents.markdown import plain
from documents.minimums import Minimum
from documents.text import LegalText, Place, plain_text


@dataclass(frozen=True, slots=True)
class Reading:
    """The judged place as it reads in one version."""

    version: str
    since: date
    """The day from which that version applies."""
    words: str | None
    """None where the place is not there."""


def words_of(place: Place) -> str:
    """The place's own words as plain text, a line for each block; of a heading alone, its title."""
    blocks = place.point.blocks if place.point else place.section.blocks
    lines = [plain(words) for words in plain_text(blocks)]
    return "\n".join(lines) if lines else plain(place.section.title)


def words_at(text: LegalText, identity: str) -> str | None:
    """The words of this place, or of those that were split from it or took it up; None where it is gone."""
    found = text.find(identity)
    heirs = [found] if found else [place for place in text.places() if identity in place.origins]
    return "\n".join(words_of(place) for place in heirs) if heirs else None


def suspicions(
    cited: str, readings: Sequence[Reading], demands: Sequence[Minimum], judged: Minimum | None, on: date
) -> tuple[Suspicion, ...]:
    """What has changed under a judgement by this day; nothing where it holds.

    `readings` are of the judged version and those that replaced it, in that order; `demands` what the law
    has asked under this number, `judged` what it asked of the person who judged.
    """
    return (*_of_words(cited, readings, on), *_of_demand(demands, judged, on))


def _of_words(cited: str, readings: Sequence[Reading], on: date) -> Iterator[Suspicion]:
    if not readings:
        return
    first, *later = readings
    rests_on = cited or first.words or ""
    for reading in later:
        if reading.since > on:
            return
        if reading.words is None:
            yield Suspicion(Doubt.GONE, reading.since, rests_on, "", reading.version)
            return
        if not says(reading.words, rests_on):
            yield Suspicion(Doubt.WORDS, reading.since, rests_on, reading.words, reading.version)
            return


def _of_demand(demands: Iterable[Minimum], judged: Minimum | None, on: date) -> Iterator[Suspicion]:
    if judged is None:
        return
    for demand in sorted(demands, key=lambda each: each.since):
        newer = judged.since < demand.since <= on
        if newer and not same_but_for_spelling(judged.demand, demand.demand):
            yield Suspicion(Doubt.DEMAND, demand.since, judged.demand, demand.demand)
            return


def says(words: str, cited: str) -> bool:
    """Do these words hold every line of the cited ones, but for spelling?"""
    return all(_holds_line(words, line) for line in cited.splitlines() if line.strip())


def _holds_line(words: str, line: str) -> bool:
    wanted, there = line.split(), words.split()
    if " ".join(wanted) in " ".join(there):
        return True
    return any(
        same_but_for_spelling(" ".join(wanted), " ".join(there[at : at + len(wanted)]))
        for at in range(len(there) - len(wanted) + 1)
    )

"""A gap in whole sentences: open since when and why, and past which date.

A date of guidance is told as that, and not as law.
"""

from decisions.words import day_in_words
from documents.gaps import Gap, GapState, Opening


def told(gap: Gap) -> str:
    """The gap in sentences: «Åpent siden 1. august 2022, da loven begynte å kreve det.»"""
    return " ".join(sentence for sentence in (_open(gap), _past(gap)) if sentence)


def _open(gap: Gap) -> str:
    day = day_in_words(gap.since)
    if gap.state is GapState.WAITING and gap.suspect:
        return f"Må vurderes på nytt: det som vurderingen bygger på, er endret {day}."
    if gap.state is GapState.WAITING:
        return f"Venter på vurdering siden {day}."
    if gap.opening is Opening.LAW:
        return f"Åpent siden {day}, da loven begynte å kreve det."
    if gap.opening is Opening.LOST:
        return f"Åpent siden {day}, da det som dekket kravet, falt bort eller ble endret."
    return f"Åpent siden {day}, da avtalen begynte å gjelde."


def _past(gap: Gap) -> str:
    if gap.limit is None:
        return ""
    day = day_in_words(gap.limit.day)
    if gap.limit.is_law:
        return f"Fristen som departementet satte, var {day}."
    return f"Over veiledende dato {day} (veiledning, ikke lov)."

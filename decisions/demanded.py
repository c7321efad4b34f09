"""Duties that people judge on the words of the texts, beside the list of § 6-2 første ledd.

Two sorts: what must be settled for each joint measure (hol. § 6-2 andre ledd), and the duties of the field,
which lie on each service by law whatever the texts say; an agreement may order them, and need not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from decisions.duties import Duty, DutyState
from decisions.words import listed
from documents.coverage import Coverage, ItemCoverage

OF_THE_FIELD = (
    "helse- og omsorgstjenesteloven og spesialisthelsetjenesteloven",
    "https://lovdata.no/lov/2011-06-24-30",
)
HOL_6_2 = ("helse- og omsorgstjenesteloven § 6-2 andre ledd", "https://lovdata.no/lov/2011-06-24-30/§6-2")


def measure_duty(title: str, answers: Sequence[ItemCoverage]) -> Duty:
    """Are responsibility, employer, organisation and money settled for a joint measure?"""
    asked = [each for each in answers if each.status is not Coverage.NOT_YET]
    missing, partly, waiting, covered = (
        _labels(each for each in asked if each.status is status)
        for status in (Coverage.MISSING, Coverage.PARTLY, Coverage.WAITING, Coverage.COVERED)
    )
    if not asked:
        return Duty(DutyState.IKKE_BEGYNT, None, f"Loven stiller ikke krav til «{title}» ennå.", *HOL_6_2)
    if not missing + partly + waiting:
        return Duty(DutyState.OPPFYLT, None, f"For «{title}» er alt avklart: {covered}.", *HOL_6_2)
    told = (
        f"For «{title}» er ikke alt avklart.",
        missing and f"Det mangler: {missing}.",
        partly and f"Delvis avklart: {partly}.",
        waiting and f"Venter på vurdering: {waiting}.",
    )
    state = DutyState.MANGLER if missing or partly else DutyState.UAVKLART
    return Duty(state, None, " ".join(sentence for sentence in told if sentence), *HOL_6_2)


def field_duty(items: Sequence[ItemCoverage]) -> Duty:
    """How many duties of the field do the texts order? That they do not is no breach of the agreement."""
    asked = [each for each in items if each.status is not Coverage.NOT_YET]
    counted = Counter(each.status for each in asked)
    ordered, partly = counted[Coverage.COVERED], counted[Coverage.PARTLY]
    rest = len(asked) - ordered - partly
    told = f"Av {len(asked)} plikter er {ordered} ordnet i det som gjelder."
    if partly:
        told = f"Av {len(asked)} plikter er {ordered} ordnet i det som gjelder, og {partly} delvis."
    if rest:
        told += f" Om {rest} har ingen sagt det. De ligger på tjenestene uansett."
    return Duty(DutyState.UAVKLART if rest or partly else DutyState.OPPFYLT, None, told, *OF_THE_FIELD)


def _labels(answers: Iterable[ItemCoverage]) -> str:
    return listed(each.minimum.label.lower() for each in answers)

"""Duties that people judge on the words of the texts, beside the list of § 6-2 første ledd.

Two sorts: what must be settled for each joint measure (hol. § 6-2 andre ledd), and the duties of the field,
which lie on each service by law whatever the texts say; an agreement may order them, and need not.
"""

from collections.abc import Iterable, Sequence

from decisions.duties import Duty, DutyState
from decisions.words import day_in_words, listed
from documents.coverage import Coverage, ItemCoverage

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
    told = (
        missing and f"For «{title}» er det ikke avklart: {missing}.",
        partly and f"For «{title}» er det bare delvis avklart: {partly}.",
        waiting and f"For «{title}» venter på vurdering: {waiting}.",
        covered and f"For «{title}» er det avklart: {covered}.",
    )
    settled = DutyState.UAVKLART if waiting else DutyState.OPPFYLT
    state = DutyState.MANGLER if missing or partly else settled
    return Duty(state, None, " ".join(sentence for sentence in told if sentence), *HOL_6_2)


def field_duty(item: ItemCoverage) -> Duty:
    """Do the texts order a duty that lies on each service? That they do not is no breach of the agreement."""
    minimum = item.minimum
    source = (str(minimum.source), minimum.source.link)
    what = f"«{minimum.label}»"
    match item.status:
        case Coverage.NOT_YET:
            begins = day_in_words(minimum.since)
            return Duty(DutyState.IKKE_BEGYNT, None, f"Plikten {what} gjelder fra {begins}.", *source)
        case Coverage.COVERED:
            return Duty(DutyState.OPPFYLT, None, f"Det som gjelder, ordner plikten {what}.", *source)
        case Coverage.PARTLY:
            told = f"Det som gjelder, ordner plikten {what} bare delvis."
        case Coverage.WAITING:
            told = f"Ingen har ennå vurdert om det som gjelder, ordner plikten {what}."
        case _:
            told = f"Ingen har sagt at noe som gjelder, ordner plikten {what}."
    return Duty(DutyState.UAVKLART, None, f"{told} Plikten ligger på tjenestene uansett.", *source)


def _labels(answers: Iterable[ItemCoverage]) -> str:
    return listed(each.minimum.label.lower() for each in answers)

"""Duties of process and time that the law lays on agreements: submission, yearly review, telling of a notice.

Law: helse- og omsorgstjenesteloven §§ 6-4 and 6-5 (https://lovdata.no/lov/2011-06-24-30/§6-4). Every clock
runs pair by pair. What the law does not say, such as what must be in place when a notice runs out, is not
asked.
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decisions.words import day_in_words

HOL_6_4 = ("helse- og omsorgstjenesteloven § 6-4", "https://lovdata.no/lov/2011-06-24-30/§6-4")
HOL_6_5 = ("helse- og omsorgstjenesteloven § 6-5", "https://lovdata.no/lov/2011-06-24-30/§6-5")


class DutyState(StrEnum):
    """How does the duty stand?"""

    IKKE_BEGYNT = "ikke begynt"
    LOPER = "løper"
    OPPFYLT = "oppfylt"
    FOR_SENT = "oppfylt for sent"
    FORFALT = "forfalt"
    UAVKLART = "uavklart"
    MANGLER = "mangler"
    """The law asks for it now, and it is not there; no last day is set."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty on one day: its state, its last day, a whole sentence, and the law."""

    state: DutyState
    due: date | None
    sentence: str
    source: str
    link: str


def entered_on(kommune_adopted: date | None, foretak_adopted: date | None) -> date | None:
    """When did the pair enter the agreement? When the later of the two had adopted it; None until then.

    Where the text makes signature the moment of entering, give the days of signature.
    """
    if kommune_adopted is None or foretak_adopted is None:
        return None
    return max(kommune_adopted, foretak_adopted)


def submission(entered: date | None, submitted: date | None, on: date) -> Duty:
    """Has the RHF sent the pair's agreement to Helsedirektoratet within a month of its being entered?

    Law: § 6-4; the duty lies on the regional trust.
    """
    if entered is None or entered > on:
        return Duty(
            DutyState.IKKE_BEGYNT, None, "Avtalen er ikke inngått, og fristen har ikke begynt.", *HOL_6_4
        )
    due = add_months(entered, 1)
    deadline = f"Fristen for å sende avtalen til Helsedirektoratet var {day_in_words(due)}"
    if submitted and submitted <= on:
        late = (submitted - due).days
        if late > 0:
            return Duty(
                DutyState.FOR_SENT, due, f"{deadline}. Den ble sendt {_days(late)} for sent.", *HOL_6_4
            )
        return Duty(DutyState.OPPFYLT, due, f"Avtalen ble sendt {day_in_words(submitted)}.", *HOL_6_4)
    if on > due:
        told = f"{deadline}, og den er ikke sendt. Den er {_days((on - due).days)} over fristen."
        return Duty(DutyState.FORFALT, due, told, *HOL_6_4)
    sentence = f"Det regionale helseforetaket må sende avtalen senest {day_in_words(due)}."
    return Duty(DutyState.LOPER, due, sentence, *HOL_6_4)


def yearly_review(year: int, reviewed: Collection[date], on: date) -> Duty:
    """Did the parties review the agreement in this calendar year? «No change needed» is a review too.

    Law: § 6-5 første ledd. The calendar year is the register's reading of «årlig».
    """
    due = date(year, 12, 31)
    days = sorted(day for day in reviewed if day.year == year and day <= on)
    if days:
        return Duty(DutyState.OPPFYLT, due, f"Avtalen ble gjennomgått {day_in_words(days[0])}.", *HOL_6_5)
    if on > due:
        return Duty(DutyState.FORFALT, due, f"Det er ikke ført noen gjennomgang i {year}.", *HOL_6_5)
    state = DutyState.LOPER if on.year == year else DutyState.IKKE_BEGYNT
    return Duty(state, due, f"Avtalen skal gjennomgås i løpet av {year}.", *HOL_6_5)


def rhf_notice(terminated: date, told: date | None, on: date) -> Duty:
    """Has the RHF told Helsedirektoratet of the termination? Law: § 6-5 andre ledd; no last day is set."""
    if told and told <= on:
        return Duty(DutyState.OPPFYLT, None, f"Helsedirektoratet ble varslet {day_in_words(told)}.", *HOL_6_5)
    if terminated > on:
        return Duty(DutyState.IKKE_BEGYNT, None, "Avtalen er ikke sagt opp.", *HOL_6_5)
    return Duty(DutyState.LOPER, None, "Det regionale helseforetaket må varsle Helsedirektoratet.", *HOL_6_5)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(count: int) -> str:
    return "én dag" if count == 1 else f"{count} dager"

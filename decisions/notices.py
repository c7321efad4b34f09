"""Notice of termination: when does it end the agreement for the pair, and what must be there for it to do so?

Law: helse- og omsorgstjenesteloven § 6-5 andre ledd gives one year's notice and has the regional trust tell
Helsedirektoratet; § 6-1 lays down that there shall be an agreement, and that the kommunestyre itself enters
it (https://lovdata.no/lov/2011-06-24-30/§6-5). Who terminates for a party the law does not say. The register
reads it so that the body which entered the agreement must have resolved to leave it; until that resolution is
there, the letter is unverified, and ends nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from decisions.bodies import BodyKind
from decisions.duties import HOL_6_5, Duty, DutyState, add_months, rhf_notice
from decisions.outcomes import Act, Outcome
from decisions.parties import PartyKind
from decisions.rounds import NoticeStep
from decisions.verdict import Answer
from decisions.words import day_in_words

HOL_6_1 = ("helse- og omsorgstjenesteloven § 6-1", "https://lovdata.no/lov/2011-06-24-30/§6-1")
COUNTDOWN = (12, 6, 3, 1)
"""Months before the end at which the office wants to be reminded. The law sets no such days."""


class NoticeState(StrEnum):
    """What is a notice on a day?"""

    IKKE_MOTTATT = "ikke mottatt"
    UBEKREFTET = "ubekreftet"
    """No resolution of the right body is there: the agreement goes on."""
    LOPER = "løper"
    TRUKKET = "trukket"
    FEILFORT = "ført ved en feil"
    NY_AVTALE = "ny avtale"
    """The year is over, and the pair has entered a new agreement."""
    PARET_ER_BORTE = "paret er borte"
    """The pair ended before the year was over, as when the kommune became part of another."""
    UTEN_AVTALE = "uten avtale"
    """The year is over, and the pair has no agreement."""

    @property
    def label(self) -> str:
        """The words as they begin a line on the screen."""
        return self.value[:1].upper() + self.value[1:]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it was received, with the parties of the pair as the reader shall see them."""

    party: str
    """Name of the party that gives notice."""
    kind: PartyKind
    kommune: str
    foretak: str
    received: date
    pair_ends: date | None = None
    """The pair's last day, where it has one."""

    @property
    def ends(self) -> date:
        """The first day without the agreement: one year after the notice was received."""
        return add_months(self.received, 12)

    @property
    def last_day(self) -> date:
        """The last day the agreement applies."""
        return self.ends - timedelta(days=1)

    @property
    def deciding(self) -> BodyKind:
        """The kind of body that must have resolved it: the one that entered the agreement for the party."""
        return BodyKind.KOMMUNESTYRE if self.kind is PartyKind.KOMMUNE else BodyKind.STYRE


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a body of the party did with the question of terminating."""

    body: str
    """As the reader shall see it: «Granvik kommunestyre»."""
    kind: BodyKind
    on: date
    act: Act
    outcome: Outcome
    answer: Answer
    """What stands of it: the verdict, or a person's answer to its question."""
    of_that_day: bool = True
    """Was it about the version that applied on the day of the meeting?"""
    case: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What was done after the notice was received. The last word about a step counts."""

    step: NoticeStep
    on: date
    by: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Milestone:
    """So many months before the end."""

    months: int
    on: date
    passed: bool


@dataclass(frozen=True, slots=True)
class NoticeStanding:
    """How a notice stands on a day."""

    state: NoticeState
    on: date
    ends: date
    resolution: Resolution | None
    """What it rests on; None while it is unverified."""
    duty: Duty
    """The year as a clock, with the law."""
    told: Duty
    """The regional trust's duty to tell Helsedirektoratet."""
    remarks: tuple[str, ...] = ()
    countdown: tuple[Milestone, ...] = ()

    @property
    def verified(self) -> bool:
        """Is the right body's resolution there?"""
        return self.resolution is not None

    @property
    def days_left(self) -> int:
        """Days until the agreement no longer applies; none where it has ended or nothing is ending."""
        return max((self.ends - self.on).days, 0) if self.state is NoticeState.LOPER else 0

    @property
    def has_ended(self) -> bool:
        """Does the agreement that was terminated no longer apply between the two?"""
        return self.state in {NoticeState.UTEN_AVTALE, NoticeState.NY_AVTALE}


def stands(
    notice: Notice,
    resolutions: Sequence[Resolution],
    steps: Sequence[Step],
    on: date,
    *,
    new_from: date | None = None,
    spent: date | None = None,
) -> NoticeStanding:
    """How does this notice stand that day?

    `new_from` is the first day of a new agreement that the pair has entered since the notice was received.
    `spent` is the day an earlier notice of the same party was withdrawn: what was resolved by then no longer
    carries anything.
    """
    resolution = carrying(notice, resolutions, on, spent)
    state = _state(notice, resolution, steps, on, new_from)
    return NoticeStanding(
        state,
        on,
        notice.ends,
        resolution,
        _duty(notice, state, steps, on, new_from),
        _told(notice, state, steps, on),
        tuple(_remarks(notice, state, resolution, resolutions, on, spent)),
        _countdown(notice, on) if state in {NoticeState.LOPER, NoticeState.UBEKREFTET} else (),
    )


def carrying(
    notice: Notice, resolutions: Iterable[Resolution], on: date, spent: date | None = None
) -> Resolution | None:
    """The resolution the notice rests on that day: the first valid one of the right body in time."""
    fit = [each for each in resolutions if _carries(notice, each, spent) and each.on <= on]
    return min(fit, key=lambda each: each.on, default=None)


def done(steps: Sequence[Step], step: NoticeStep, on: date) -> Step | None:
    """The last word about a step, where it is that it was done, and by that day."""
    said = [each for each in steps if each.step is step]
    return said[-1] if said and said[-1].holds and said[-1].on <= on else None


def _carries(notice: Notice, resolution: Resolution, spent: date | None) -> bool:
    """Is it the right body's valid resolution to terminate?"""
    return (
        resolution.kind is notice.deciding
        and resolution.act is Act.VEDTAR
        and resolution.outcome is Outcome.VEDTATT
        and resolution.answer is Answer.VALID
        and resolution.of_that_day
        and resolution.on < notice.ends
        and (spent is None or resolution.on > spent)
    )


def _state(
    notice: Notice,
    resolution: Resolution | None,
    steps: Sequence[Step],
    on: date,
    new_from: date | None,
) -> NoticeState:
    wrongly = done(steps, NoticeStep.FEILFORT, date.max)
    if wrongly:
        return NoticeState.FEILFORT
    if on < notice.received:
        return NoticeState.IKKE_MOTTATT
    if done(steps, NoticeStep.TRUKKET, on):
        return NoticeState.TRUKKET
    if notice.pair_ends and notice.pair_ends < on and notice.pair_ends < notice.last_day:
        return NoticeState.PARET_ER_BORTE
    if resolution is None:
        return NoticeState.UBEKREFTET
    if on < notice.ends:
        return NoticeState.LOPER
    return NoticeState.NY_AVTALE if new_from and new_from <= on else NoticeState.UTEN_AVTALE


def _duty(notice: Notice, state: NoticeState, steps: Sequence[Step], on: date, new_from: date | None) -> Duty:
    pair, ends, last = f"{notice.kommune} og {notice.foretak}", notice.ends, day_in_words(notice.last_day)
    match state:
        case NoticeState.IKKE_MOTTATT:
            return Duty(DutyState.IKKE_BEGYNT, None, "Oppsigelsen er ikke mottatt.", *HOL_6_5)
        case NoticeState.UBEKREFTET:
            return Duty(DutyState.UAVKLART, ends, _unverified(notice), *HOL_6_5)
        case NoticeState.LOPER:
            sentence = f"Avtalen mellom {pair} er sagt opp. Den gjelder til og med {last}."
            return Duty(DutyState.LOPER, ends, sentence, *HOL_6_5)
        case NoticeState.TRUKKET:
            withdrawn = done(steps, NoticeStep.TRUKKET, on)
            day = day_in_words(withdrawn.on if withdrawn else on)
            sentence = f"Oppsigelsen ble trukket {day}. Avtalen mellom {pair} gjelder som før."
            return Duty(DutyState.OPPFYLT, None, sentence, *HOL_6_5)
        case NoticeState.FEILFORT:
            return Duty(DutyState.OPPFYLT, None, "Oppsigelsen er ført ved en feil og teller ikke.", *HOL_6_5)
        case NoticeState.PARET_ER_BORTE:
            gone = day_in_words(notice.pair_ends or on)
            sentence = (
                f"Paret {pair} sto til og med {gone}, før oppsigelsestiden var ute. "
                "Hva betyr oppsigelsen for den som kom etter?"
            )
            return Duty(DutyState.UAVKLART, ends, sentence, *HOL_6_5)
        case NoticeState.NY_AVTALE:
            sentence = (
                f"Den oppsagte avtalen mellom {pair} gjaldt til og med {last}. "
                f"En ny avtale gjelder fra {day_in_words(new_from or on)}."
            )
            return Duty(DutyState.OPPFYLT, ends, sentence, *HOL_6_5)
        case NoticeState.UTEN_AVTALE:
            sentence = (
                f"Avtalen mellom {pair} gjaldt til og med {last}, og det er ikke inngått noen ny. "
                "Plikten til å ha en samarbeidsavtale består, og uten avtale er det et brudd på § 6-1."
            )
            return Duty(DutyState.FORFALT, ends, sentence, *HOL_6_1)


def _unverified(notice: Notice) -> str:
    """The letter is here, and the resolution is not."""
    return (
        f"Oppsigelsen ble mottatt {day_in_words(notice.received)}, men det er ikke ført noe gyldig vedtak "
        f"om den i {deciding_body(notice)}. Avtalen gjelder som før. Hvem har vedtatt å si opp?"
    )


def deciding_body(notice: Notice) -> str:
    """The body that must have resolved it, inside a sentence: «kommunestyret i Granvik»."""
    return (
        f"kommunestyret i {notice.party}" if notice.kind is PartyKind.KOMMUNE else f"styret i {notice.party}"
    )


def _told(notice: Notice, state: NoticeState, steps: Sequence[Step], on: date) -> Duty:
    """Only a verified notice is a termination that must be told of; what has been told stays told."""
    step = done(steps, NoticeStep.VARSLET, on)
    if step:
        return rhf_notice(notice.received, step.on, on)
    if state in {NoticeState.TRUKKET, NoticeState.FEILFORT}:
        return Duty(DutyState.IKKE_BEGYNT, None, "Det er ikke noe å varsle om lenger.", *HOL_6_5)
    if state in {NoticeState.UBEKREFTET, NoticeState.PARET_ER_BORTE}:
        return Duty(DutyState.UAVKLART, None, "Er avtalen sagt opp, må det varsles. Er den det?", *HOL_6_5)
    return rhf_notice(notice.received, None, on)


def _remarks(
    notice: Notice,
    state: NoticeState,
    resolution: Resolution | None,
    resolutions: Sequence[Resolution],
    on: date,
    spent: date | None,
) -> Iterable[str]:
    if resolution is None and state is NoticeState.UBEKREFTET:
        for each in sorted(resolutions, key=lambda each: each.on):
            if each.on <= on:
                yield _why_not(notice, each, spent)
    if resolution is not None and resolution.on > notice.received:
        yield (
            f"Vedtaket ble gjort {day_in_words(resolution.on)}, etter at brevet kom. Året er regnet fra "
            "dagen brevet ble mottatt. Er partene enige om det?"
        )
    if resolution is not None:
        yield (
            "Vedtaket er ført om avtalen, ikke om paret. Se i protokollen at det er dette paret det gjelder."
        )
    if state is NoticeState.LOPER:
        yield (
            "Mens oppsigelsestiden løper, gjelder avtalen, også slik den blir revidert. "
            "Andre par er ikke berørt."
        )
    if state is NoticeState.UTEN_AVTALE:
        yield (
            "Det som er laget under avtalen, regner registeret heller ikke som bindende for paret. "
            "Loven sier ikke noe om det. Ser partene det likt?"
        )


def _why_not(notice: Notice, resolution: Resolution, spent: date | None) -> str:
    """Why what this body did does not carry the notice."""
    did = f"{resolution.body} behandlet oppsigelse {day_in_words(resolution.on)}"
    if resolution.kind is not notice.deciding:
        return f"{did}. Det bærer ikke oppsigelsen: avtalen er inngått av {deciding_body(notice)}."
    if resolution.act is not Act.VEDTAR or resolution.outcome is not Outcome.VEDTATT:
        return f"{did} uten å vedta den ({resolution.act.value}, {resolution.outcome.value})."
    if spent is not None and resolution.on <= spent:
        return f"{did}. Den oppsigelsen ble trukket {day_in_words(spent)}, og vedtaket bærer ikke en ny."
    if resolution.on >= notice.ends:
        return f"{did}, etter at året var ute. Når begynte oppsigelsestiden?"
    if not resolution.of_that_day:
        return (
            f"{did}, men vedtaket er ført på en tekst som ikke gjaldt den dagen. Hvilken avtale gjelder det?"
        )
    return (
        f"{did}. Vedtaket står som {resolution.answer.label.lower()}, og en person må avgjøre om det holder."
    )


def _countdown(notice: Notice, on: date) -> tuple[Milestone, ...]:
    days = ((months, add_months(notice.ends, -months)) for months in COUNTDOWN)
    return tuple(Milestone(months, day, day <= on) for months, day in days)

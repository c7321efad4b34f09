"""Did users take part while the text was made? Two duties, held against who was there before it was finished.

Law: helse- og omsorgstjenesteloven § 6-1 tredje ledd (https://lovdata.no/lov/2011-06-24-30/§6-1), in our own
words: what patients and users have experienced shall be part of the ground the agreement is made on, and
their organisations shall take part in making it. A copy sent for hearing when the text is finished is
neither. The register knows who attended which meeting; what was said there, and what happened elsewhere, a
person must say (decisions/involvement.py).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from decisions.bodies import BodyKind, Tier
from decisions.duties import Duty, DutyState
from decisions.involvement import (
    Evidence,
    Involvement,
    experience_told,
    in_time,
    of_sort,
    organisations_told,
)
from decisions.parties import PartyKind
from decisions.words import begun, day_in_words, listed

HOL_6_1 = ("helse- og omsorgstjenesteloven § 6-1 tredje ledd", "https://lovdata.no/lov/2011-06-24-30/§6-1")
USER_ROLE = "brukerrepresentant"


@dataclass(frozen=True, slots=True)
class Presence:
    """A user organisation was there; `attended` is False where only its seat is known."""

    organisation: str
    attended: bool


@dataclass(frozen=True, slots=True)
class Treatment:
    """A meeting that treated the text: when, where, in which case, with which user organisations."""

    on: date
    body: str
    body_ref: str
    case: str
    path: str = ""
    """Where it can be seen: "/vedtak/v-0a1b2c3d4e"."""
    present: tuple[Presence, ...] = ()
    of_users: bool = False
    """Was it a body of the users' own, such as a brukerutvalg?"""

    @property
    def words(self) -> str:
        """The meeting inside a sentence: «ASU 12. mars 2025 (sak 4/25)»."""
        return f"{self.body} {day_in_words(self.on)} ({self.case})"


@dataclass(frozen=True, slots=True)
class Participation:
    """What is known of the users' part in one text."""

    finished_on: date | None
    """The day by which the text was finished; None while it is a draft."""
    before: tuple[Treatment, ...]
    """The meetings that treated it before then, the first first."""
    after: tuple[Treatment, ...]
    """Those that came too late to take part in making it."""
    experience: Duty
    organisations: Duty
    counting: tuple[Evidence, ...] = ()
    """What people have recorded, of before the text was finished."""
    too_late: tuple[Evidence, ...] = ()
    """What they have recorded of a later day; it counts for nothing."""

    @property
    def attended(self) -> tuple[str, ...]:
        """The user organisations that were there while the text was made, by name."""
        return _named(self.before, attended=True)


def speaks_for_users(
    party: PartyKind | None, organisation: str, role: str, user_bodies: Collection[str], seat_on: Tier
) -> bool:
    """Does one with such a seat speak for users?

    For a user organisation that is a party; for a body of the users' own, by its name; in such a body; or
    where the seat itself is called one of a user representative. Nothing is concluded from other words.
    """
    return (
        party is PartyKind.BRUKERORGANISASJON
        or seat_on is Tier.MEDVIRKNING
        or organisation in user_bodies
        or role.strip().lower().startswith(USER_ROLE)
    )


def is_of_users(kind: BodyKind, tier: Tier) -> bool:
    """Is it a body of the users' own?"""
    return kind is BodyKind.BRUKERUTVALG or tier is Tier.MEDVIRKNING


def participation(
    treatments: Iterable[Treatment],
    finished_on: date | None,
    on: date,
    evidence: Iterable[Evidence] = (),
) -> Participation:
    """How do the two duties stand that day? Treatments and evidence after the day are not looked at.

    A meeting on the very day the text was finished comes too late: nobody knows that it was before.
    """
    known = sorted((each for each in treatments if each.on <= on), key=_by_day)
    recorded = in_time((each for each in evidence if each.on <= on), None)
    done = finished_on is not None and finished_on <= on
    before = tuple(each for each in known if not done or finished_on is None or each.on < finished_on)
    after = tuple(each for each in known if each not in before)
    counting = tuple(in_time(recorded, finished_on if done else None))
    too_late = tuple(each for each in recorded if each not in counting)
    return Participation(
        finished_on if done else None,
        before,
        after,
        _experience(before, after, counting, too_late, done=done),
        _organisations(before, after, counting, too_late, done=done),
        counting,
        too_late,
    )


def _organisations(
    before: Collection[Treatment],
    after: Collection[Treatment],
    counting: Collection[Evidence],
    too_late: Collection[Evidence],
    *,
    done: bool,
) -> Duty:
    """Did organisations of patients and users take part in making the text?"""
    recorded = of_sort(counting, Involvement.ORGANISASJON)
    told = [organisations_told(recorded)] if recorded else []
    with_them = [each for each in before if any(present.attended for present in each.present)]
    if with_them:
        who, where = listed(_named(with_them, attended=True)), listed(each.words for each in with_them)
        told.insert(0, f"{begun(who)} deltok mens teksten ble til: {where}.")
    if told:
        return _duty(DutyState.OPPFYLT, " ".join(told))
    only_seats = [each for each in before if each.present]
    if only_seats:
        who, where = listed(_named(only_seats, attended=False)), listed(each.words for each in only_seats)
        return _duty(
            DutyState.UAVKLART,
            f"{begun(who)} har plass i organ som behandlet teksten ({where}), men hvem som møtte, står "
            "ikke i noen godkjent protokoll. En plass er ikke deltakelse. Var de der?",
        )
    late = [each.words for each in after if each.present or each.of_users]
    late += [each.words for each in of_sort(too_late, Involvement.ORGANISASJON)]
    return _not_shown(
        "at brukerorganisasjoner har deltatt i arbeidet med teksten", late, done=done, asks="Deltok noen?"
    )


def _experience(
    before: Collection[Treatment],
    after: Collection[Treatment],
    counting: Collection[Evidence],
    too_late: Collection[Evidence],
    *,
    done: bool,
) -> Duty:
    """Are the users' experiences part of the ground? That they met is known; the rest a person says."""
    recorded = of_sort(counting, Involvement.ERFARING)
    if recorded:
        return _duty(DutyState.OPPFYLT, experience_told(recorded))
    own = [each for each in before if each.of_users]
    if own:
        where = listed(each.words for each in own)
        return _duty(
            DutyState.UAVKLART,
            f"Brukernes eget organ behandlet teksten mens den ble til: {where}. Registeret vet ikke hva som "
            "ble sagt. Er erfaringene en del av grunnlaget?",
        )
    late = [each.words for each in after if each.of_users]
    late += [each.words for each in of_sort(too_late, Involvement.ERFARING)]
    return _not_shown(
        "at pasienters og brukeres erfaringer er en del av grunnlaget",
        late,
        done=done,
        asks="Hvor er erfaringene hentet fra?",
    )


def _not_shown(what: str, too_late: Collection[str], *, done: bool, asks: str) -> Duty:
    if too_late:
        where = listed(too_late)
        return _duty(
            DutyState.UAVKLART,
            f"Det er ikke ført noe som viser {what} før den var ferdig. "
            f"Det som kom da eller senere ({where}), er ikke å ta del i arbeidet. {asks}",
        )
    if done:
        return _duty(DutyState.UAVKLART, f"Det er ikke ført noe som viser {what}. {asks}")
    return _duty(
        DutyState.LOPER, f"Det er ikke ført noe som viser {what}. Det må skje før teksten er ferdig."
    )


def _duty(state: DutyState, sentence: str) -> Duty:
    return Duty(state, None, sentence, *HOL_6_1)


def _named(treatments: Iterable[Treatment], *, attended: bool) -> tuple[str, ...]:
    """The organisations that were there; with `attended`, only those of which attendance was kept."""
    found = {
        present.organisation
        for each in treatments
        for present in each.present
        if present.attended or not attended
    }
    return tuple(sorted(found))


def _by_day(treatment: Treatment) -> tuple[date, str, str]:
    return treatment.on, treatment.body, treatment.case

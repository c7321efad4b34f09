"""Deadlines and set days of a helsefellesskap: each derived from a base day by a rule, and never stored.

A deadline says what is due, when, from which day it is reckoned and why, whose duty it is, and by which
source. `due` is reckoned anew each time it is asked for, so a base day that moves takes the deadline with it.

Law: helse- og omsorgstjenesteloven §§ 6-4 and 6-5 (https://lovdata.no/lov/2011-06-24-30/§6-4). What a body's
own order, a text or the office has set is said to be that, and is no law.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from decisions.duties import HOL_6_4, HOL_6_5, add_months
from decisions.words import begun, day_in_words


class Holder(StrEnum):
    """Whose duty is it, or whose day?"""

    SEKRETARIATET = "sekretariatet"
    RHF = "det regionale helseforetaket"
    KOMMUNENE = "kommunene"
    HELSEFORETAKET = "helseforetaket"
    PARTENE = "partene"
    """Both sides of a pair, or all parties."""
    ORGANENE = "organene"

    @property
    def label(self) -> str:
        """The word as it begins a line on the screen."""
        return begun(self.value)

    @property
    def ref(self) -> str:
        """The word in an address."""
        return "rhf" if self is Holder.RHF else self.value

    def concerns(self, wanted: "Holder") -> bool:
        """Does it belong in the calendar of the other? What the parties must do, each of them must."""
        sides = {Holder.KOMMUNENE, Holder.HELSEFORETAKET}
        return self is wanted or (self is Holder.PARTENE and wanted in sides)


class DeadlineState(StrEnum):
    """How does it stand on the day that is asked about?"""

    KOMMER = "kommer"
    GJORT = "gjort"
    FOR_SENT = "gjort for sent"
    FORFALT = "forfalt"
    PASSERT = "passert"
    """A day that nobody had to do anything by, such as a meeting, and that has been."""
    UAVKLART = "uavklart"

    @property
    def label(self) -> str:
        """The word as it begins a line on the screen."""
        return begun(self.value)

    @property
    def is_open(self) -> bool:
        """Is there something left to do?"""
        return self in {DeadlineState.KOMMER, DeadlineState.FORFALT, DeadlineState.UAVKLART}


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How a day follows from another: so many months after it, or the last day of its year."""

    name: str
    """For programs: innsending, gjennomgang, runde ..."""
    holder: Holder
    sentence: str
    """The rule in a whole sentence."""
    base: str
    """What the base day is, inside a sentence: «dagen paret inngikk avtalen»."""
    source: str
    link: str = ""
    months: int = 0
    end_of_year: bool = False
    must_be_done: bool = True
    """False: a day that simply comes, such as a meeting."""
    heading: str = ""
    """What is due, where several that are alike stand together."""

    def due(self, base: date) -> date:
        """The day that follows from this base day."""
        if self.end_of_year:
            return date(base.year, 12, 31)
        return add_months(base, self.months)

    def citing(self, source: str, link: str = "") -> "DeadlineRule":
        """The same rule as it stands in this source."""
        return replace(self, source=source, link=link)


SUBMISSION = DeadlineRule(
    "innsending",
    Holder.RHF,
    "Det regionale helseforetaket sender avtalen til Helsedirektoratet innen én måned "
    "etter at paret inngikk den.",
    "dagen paret inngikk avtalen",
    *HOL_6_4,
    months=1,
    heading="Avtalen sendes til Helsedirektoratet",
)
REVIEW = DeadlineRule(
    "gjennomgang",
    Holder.PARTENE,
    "Partene gjennomgår avtalen hvert år. At det er kalenderåret som menes, er registerets lesning.",
    "første dag i året",
    *HOL_6_5,
    end_of_year=True,
)
NOTICE = DeadlineRule(
    "oppsigelse",
    Holder.PARTENE,
    "Avtalen gjelder i ett år etter at oppsigelsen ble mottatt.",
    "dagen oppsigelsen ble mottatt",
    *HOL_6_5,
    months=12,
)
NOTICE_MARKS = tuple(
    replace(
        NOTICE,
        name=f"oppsigelse-{left}",
        sentence=f"{words} før oppsigelsestiden er ute. Dagen er en påminnelse; loven setter den ikke.",
        months=12 - left,
        must_be_done=False,
        heading=f"{words.lower()} igjen",
    )
    for left, words in ((6, "Seks måneder"), (3, "Tre måneder"), (1, "Én måned"))
)
"""On the way to the end of a notice: the office wants to know in time."""
ROUND = DeadlineRule(
    "runde",
    Holder.PARTENE,
    "Partene er bedt om å ha behandlet teksten innen denne dagen. "
    "Fristen er satt av sekretariatet, ikke av loven.",
    "fristen som er satt for runden",
    "Vedtaksrunden",
)
ADOPTED_BY = DeadlineRule(
    "tekstens-frist",
    Holder.PARTENE,
    "Teksten selv sier at alle må ha vedtatt den innen denne dagen. "
    "Ellers trer den ikke i kraft av seg selv.",
    "dagen som står i teksten",
    "Teksten selv",
)
IN_FORCE = DeadlineRule(
    "ikrafttredelse",
    Holder.PARTENE,
    "Teksten gjelder fra denne dagen.",
    "dagen teksten trer i kraft",
    "Vedtakene og teksten selv",
    must_be_done=False,
)
SET_MEETING = DeadlineRule(
    "berammet",
    Holder.ORGANENE,
    "Organet skal behandle teksten denne dagen.",
    "dagen behandlingen er satt opp til",
    "Vedtaksrunden",
    must_be_done=False,
)
MEETING = DeadlineRule(
    "møte",
    Holder.ORGANENE,
    "Organet er kalt inn til møte denne dagen.",
    "møtedagen",
    "Innkallingen",
    must_be_done=False,
)
MEETINGS_A_YEAR = DeadlineRule(
    "møter-i-året",
    Holder.ORGANENE,
    "Organet skal møtes så mange ganger i året.",
    "første dag i året",
    "Organets egen ordning",
    end_of_year=True,
)
TERM = DeadlineRule(
    "plass",
    Holder.PARTENE,
    "Plassen er gitt til og med denne dagen. Den som oppnevner, må oppnevne på nytt.",
    "siste dag plassen er gitt for",
    "Oppnevningen",
)
LEADERSHIP = DeadlineRule(
    "ledelse",
    Holder.ORGANENE,
    "Ledelsen går over til den andre siden.",
    "dagen siden tok over ledelsen",
    "Organets egen ordning",
)
DELEGATION = DeadlineRule(
    "delegasjon",
    Holder.ORGANENE,
    "Myndigheten er delegert til og med denne dagen.",
    "siste dag delegasjonen er gitt for",
    "Delegasjonen",
)
FUND_YEAR = DeadlineRule(
    "midler",
    Holder.SEKRETARIATET,
    "Midlene er stilt til rådighet for et år, og året går ut denne dagen.",
    "første dag i året",
    "Den som gir midlene",
    end_of_year=True,
)
LAW_BEGINS = DeadlineRule(
    "lovkrav",
    Holder.PARTENE,
    "Loven krever dette av avtalene fra denne dagen.",
    "dagen loven begynner å kreve det",
    "Loven",
    must_be_done=False,
)
LAW_GUIDANCE = DeadlineRule(
    "lovkrav-veiledning",
    Holder.PARTENE,
    "Helsedirektoratet venter at avtalene har dette fra denne dagen. Det er veiledning, ikke lov.",
    "den veiledende datoen",
    "Veiledning",
    must_be_done=False,
)
LAW_DEADLINE = DeadlineRule(
    "lovkrav-frist",
    Holder.PARTENE,
    "Departementet har satt denne dagen som frist for å ha dette i avtalen.",
    "fristen departementet har satt",
    "Loven",
    heading="Lovkrav som skal være avtalt",
)
RULES = (
    SUBMISSION,
    REVIEW,
    NOTICE,
    *NOTICE_MARKS,
    ROUND,
    ADOPTED_BY,
    IN_FORCE,
    SET_MEETING,
    MEETING,
    MEETINGS_A_YEAR,
    TERM,
    LEADERSHIP,
    DELEGATION,
    FUND_YEAR,
    LAW_BEGINS,
    LAW_GUIDANCE,
    LAW_DEADLINE,
)
"""Every rule there is."""


def leadership_rule(years: int, source: str, *, order_began_later: bool = False) -> DeadlineRule:
    """The leadership goes over after so many years, as this source says.

    An order that began when a side had led for longer reaches no further back than its own first day.
    """
    every = f"Ledelsen går over til den andre siden etter {years} år."
    rule = replace(LEADERSHIP, sentence=every, months=12 * years).citing(source or LEADERSHIP.source)
    return replace(rule, months=0, base="dagen ordningen begynte å gjelde") if order_began_later else rule


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day to know of. It is the same deadline (`key`) whatever day it falls on."""

    rule: DeadlineRule
    base: date
    what: str
    """What is due or happens, as a heading: «Send avtalen med Granvik til Helsedirektoratet»."""
    about: str
    """What it is about, for programs: «samarbeidsavtalen@2025.1/granvik+helse-fjordmark»."""
    state: DeadlineState
    path: str
    """Where more stands, without the day: «/dokumenter/samarbeidsavtalen/2025.1»."""
    parties: tuple[str, ...] = ()
    """Refs of the parties it is about; none: all of them."""
    body: str = ""
    """The ref of the body it is about."""
    note: str = ""
    """What is known of how it stands, in whole sentences."""
    is_public: bool = True
    """False: for those who may read drafts."""
    revision: int = 0
    """How many times what it rests on was changed."""
    starts_at: str = ""
    """The time of the day, as «09:00», where it has one."""
    place: str = ""

    @property
    def due(self) -> date:
        """The day itself."""
        return self.rule.due(self.base)

    @property
    def key(self) -> str:
        """Its lasting name: the rule, and what it is about."""
        return f"{self.rule.name}:{self.about}"

    @property
    def reckoned(self) -> str:
        """From which day it is reckoned, in a whole sentence."""
        if self.due == self.base:
            return f"{begun(self.rule.base)} er {day_in_words(self.base)}."
        return f"Regnet fra {day_in_words(self.base)}, {self.rule.base}."

    def concerns(self, party: str) -> bool:
        """Is it about this party, or about all?"""
        return not self.parties or party in self.parties

    def to_dict(self) -> dict[str, object]:
        """As a plain table; the names are stable (docs/api.md)."""
        return {
            "key": self.key,
            "name": self.rule.name,
            "what": self.what,
            "due": self.due.isoformat(),
            "base": self.base.isoformat(),
            "base_is": self.rule.base,
            "rule": self.rule.sentence,
            "source": self.rule.source,
            "link": self.rule.link,
            "role": self.rule.holder.value,
            "about": self.about,
            "parties": list(self.parties),
            "body": self.body,
            "state": self.state.value,
            "note": self.note,
            "path": self.path,
        }


def state_of(rule: DeadlineRule, base: date, on: date, done: date | None = None) -> DeadlineState:
    """How does a day with this base stand on another? `done` is when it was done; None: not, or not known."""
    due = rule.due(base)
    if done is not None and done <= on:
        return DeadlineState.FOR_SENT if done > due else DeadlineState.GJORT
    if on <= due:
        return DeadlineState.KOMMER
    return DeadlineState.FORFALT if rule.must_be_done else DeadlineState.PASSERT


def in_order(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """By day; those of the same day by what they are, always in the same order."""
    return sorted(deadlines, key=lambda each: (each.due, each.starts_at, each.what, each.key))


def within_year(deadlines: Iterable[Deadline], year: int) -> list[Deadline]:
    """Those that fall in the calendar year, in order."""
    return in_order(each for each in deadlines if each.due.year == year)

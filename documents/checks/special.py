"""A special agreement held against the texts it stands under: where do they give other times than it does?

Contradiction and silence are two findings, and a time that is longer than the law's is a third, whatever the
parties agreed. Law: forskrift 18. november 2011 nr. 1115 § 8 (documents/laws/figures.toml). Found by words; a
person reads both texts and decides. Which text goes before which: `documents.precedence`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from documents.checks.figures import Statement, beyond, statements
from documents.checks.values import Check, Weight, cited
from documents.laws.figures import LegalFigure, all_figures
from documents.markdown import plain
from documents.precedence import departures, own_words
from documents.text import LegalText, Place


class TimeSort(StrEnum):
    """What is to be said of a time in a special agreement."""

    BEYOND_LAW = "lengre enn loven gir"
    CONTRADICTS = "annen tid enn hovedteksten"
    SILENT = "sier ikke hvor lang tid"
    IN_DAYS = "tid i dager"

    @property
    def code(self) -> str:
        """The word for programs, as in `Check.code`."""
        return _CODES[self]

    @property
    def label(self) -> str:
        """The words as they begin a line on the screen."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of a main text, with where it stands."""

    place: Place
    words: str
    name: str = ""
    """The text it stands in, as people cite it; empty where there is only one."""
    ref: str = ""
    """The short name of the document."""

    @property
    def where(self) -> str:
        """«punkt 4.1», or «punkt 4.1 i retningslinje 5» where there are several texts."""
        here = cited(self.place.number, plain(self.place.section.title))
        return f"{here} i {self.name}" if self.name else here


@dataclass(frozen=True, slots=True)
class Above:
    """A sentence of a main text that gives times, and the times in hours."""

    quoted: Quoted
    figure: LegalFigure
    hours: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MainText:
    """A text that special agreements stand under, read once for all of them."""

    times: tuple[Above, ...]
    """What it says of the law's times, in reading order."""
    opens: tuple[Quoted, ...]
    """Its own sentences that let special agreements depart from it."""
    closes: tuple[Quoted, ...]
    """Its own sentences that forbid it."""
    order: tuple[Quoted, ...]
    """Its own sentences about what goes before what."""

    @classmethod
    def of(cls, text: LegalText, name: str = "", ref: str = "") -> "MainText":
        """Read it. `name` is what people cite it as, empty where there is only one; `ref` is for links."""

        def quoted(place: Place, words: str) -> Quoted:
            return Quoted(place, words, name, ref)

        told = departures(text)
        return cls(
            tuple(
                Above(quoted(each.place, each.words), figure, each.hours)
                for figure in all_figures()
                for each in statements(text, figure)
                if each.hours
            ),
            tuple(quoted(each.place, each.words) for each in told if each.opens),
            tuple(quoted(each.place, each.words) for each in told if not each.opens),
            tuple(quoted(each.place, each.words) for each in own_words(text)),
        )


@dataclass(frozen=True, slots=True)
class TimeFinding:
    """One thing to look at in a special agreement."""

    sort: TimeSort
    figure: LegalFigure
    own: Statement
    sentence: str
    """What stands there, and why it is told."""
    now: str
    """What to do with it, as a whole sentence."""
    main: Quoted | None = None
    """What the main text says of the same."""
    opens: Quoted | None = None
    """The main text's own sentence about special agreements that depart from it, where it lets them."""
    order: Quoted | None = None
    """The main text's own sentence about what goes first, or that special agreements may not depart."""

    @property
    def weight(self) -> Weight:
        """A time that is longer than the law's is wrong, whatever was meant."""
        return Weight.WRONG if self.sort is TimeSort.BEYOND_LAW else Weight.DOUBT

    @property
    def check(self) -> Check:
        """The same, as what there is to look at in a draft."""
        return Check.at(self.own.place, self.sort.code, self.sentence, self.weight)


def against_the_main(special: LegalText, main: LegalText, on: date) -> tuple[Check, ...]:
    """What there is to look at in a special agreement, held against one main text and the law of that day.

    Codes: "time-contradicts" (another time than the main text's), "time-silent" (speaks of it and gives no
    time), "time-in-days" (cannot be compared), "time-beyond-law". A special agreement that does not speak of
    the matter at all is not remarked on: the main text applies as it stands.
    """
    return tuple(found.check for found in times_against(special, (MainText.of(main),), on))


def times_against(special: LegalText, mains: Sequence[MainText], on: date) -> tuple[TimeFinding, ...]:
    """The findings against all the texts it stands under that day; what is against the law comes first.

    `mains`: the texts that bind its parties that day, and no others, the highest first.
    """
    said = _Said.of(mains)
    found: list[TimeFinding] = []
    for figure in all_figures():
        own = statements(special, figure)
        above = [each for main in mains for each in main.times if each.figure.id == figure.id]
        found += _beyond(own, figure, on)
        found += _contradictions(own, above, said)
        found += _silence(own, above, figure, on)
        found += [_in_days(each, figure) for each in own if each.in_days]
    order = {sort: at for at, sort in enumerate(TimeSort)}
    return tuple(sorted(found, key=lambda each: order[each.sort]))


_CODES = {
    TimeSort.BEYOND_LAW: "time-beyond-law",
    TimeSort.CONTRADICTS: "time-contradicts",
    TimeSort.SILENT: "time-silent",
    TimeSort.IN_DAYS: "time-in-days",
}


@dataclass(frozen=True, slots=True)
class _Said:
    """What the main texts say themselves of special agreements and of conflicts."""

    opens: Quoted | None
    order: Quoted | None

    @classmethod
    def of(cls, mains: Sequence[MainText]) -> "_Said":
        """The first of each; words about special agreements go before words about conflicts in general."""
        opens = [each for main in mains for each in main.opens]
        order = [each for main in mains for each in main.closes]
        order += [each for main in mains for each in main.order]
        return cls(next(iter(opens), None), next(iter(order), None))

    @property
    def first(self) -> str:
        """What is quoted in a sentence."""
        quoted = self.opens or self.order
        return quoted.words if quoted else ""


def _beyond(own: Sequence[Statement], figure: LegalFigure, on: date) -> Iterator[TimeFinding]:
    if not figure.applies(on):
        return
    for each in own:
        if longest := max((hours for hours in each.hours if hours > figure.hours), default=0):
            now = f"Særavtalen må rettes. Til det er gjort, gjelder lovens frist på {figure.hours} timer."
            yield TimeFinding(TimeSort.BEYOND_LAW, figure, each, beyond(figure, longest), now)


def _contradictions(own: Sequence[Statement], above: Sequence[Above], said: _Said) -> Iterator[TimeFinding]:
    known = {hours for each in above for hours in each.hours}
    if not known:
        return
    first = above[0]
    for each in own:
        if others := [hours for hours in each.hours if hours not in known]:
            told = _contradicts(each.figure, others[0], first, said.first)
            yield TimeFinding(
                TimeSort.CONTRADICTS,
                each.figure,
                each,
                told,
                _which_holds(said),
                first.quoted,
                said.opens,
                said.order,
            )


def _silence(
    own: Sequence[Statement], above: Sequence[Above], figure: LegalFigure, on: date
) -> Iterator[TimeFinding]:
    speaking = next((each for each in own if each.names_the_matter), None)
    if speaking and not any(each.gives_time for each in own):
        first = next(iter(above), None)
        now = "Er det meningen, er det ikke noe å rette. Er det glemt, skriv tiden i særavtalen."
        quoted = first.quoted if first else None
        yield TimeFinding(TimeSort.SILENT, figure, speaking, _silent(figure, first, on), now, quoted)


def _in_days(own: Statement, figure: LegalFigure) -> TimeFinding:
    told = (
        f"Her er tiden for {figure.label} gitt i dager. Loven regner i timer ({figure.source}), "
        "og det kan ikke sammenlignes uten videre. Skriv tiden i timer."
    )
    return TimeFinding(TimeSort.IN_DAYS, figure, own, told, "Finn ut hvor mange timer partene mente.")


def _contradicts(figure: LegalFigure, hours: int, main: Above, words: str) -> str:
    own = f"Her står {hours} timer for {figure.label}"
    head = f"{own}, men hovedteksten sier {main.hours[0]} timer ({main.quoted.where})."
    if words:
        return f"{head} Hovedteksten sier selv: «{words}» Les om det dekker dette."
    return (
        f"{head} Særavtalen står under hovedteksten, og den åpner ikke for noe annet. Rett den som er feil."
    )


def _which_holds(said: _Said) -> str:
    if said.opens:
        return "Hovedteksten åpner for avvik. En person leser om åpningen dekker denne tiden."
    if said.order:
        return "Hovedteksten sier selv hva som går foran. En person leser de to sammen, og én av dem rettes."
    return "Til en av dem er rettet, er det hovedteksten som går foran."


def _silent(figure: LegalFigure, main: Above | None, on: date) -> str:
    head = f"Særavtalen nevner {figure.label}, men sier ikke hvor lang tid det kan ta."
    if main:
        return f"{head} Da gjelder hovedteksten: {main.hours[0]} timer ({main.quoted.where})."
    if figure.applies(on):
        return f"{head} Loven gir høyst {figure.hours} timer ({figure.source})."
    return f"{head} Hovedteksten sier det heller ikke."

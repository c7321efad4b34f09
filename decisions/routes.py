"""The way of a case through the bodies: who treats it first, where it is now, and what waits.

A body that postpones a case keeps it. One that sends it back has it again when the answer has come.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from decisions.bodies import Body
from decisions.named import Named
from decisions.outcomes import Act, Outcome
from decisions.parties import Party
from decisions.who_may import WhoMay
from decisions.words import begun, day_in_words, listed


@dataclass(frozen=True, slots=True)
class Step:
    """One body on the route, by its ref, and what it is to do there."""

    body: str
    act: Act


@dataclass(frozen=True, slots=True)
class Treated:
    """What a body did with the case in one meeting."""

    body: str
    act: Act
    outcome: Outcome
    on: date
    returned_to: str = ""
    """The ref of the body it was sent back to; empty where nobody said."""


class Stand(StrEnum):
    """How far the case has come."""

    VENTER = "venter"
    UTSATT = "utsatt"
    SENDT_TILBAKE = "sendt tilbake"
    FERDIG = "ferdig behandlet"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case is: how it stands, and the steps that are next."""

    stand: Stand
    waiting: tuple[Step, ...] = ()
    """One step; or several, where many bodies are to settle the same each for its own party."""
    since: date | None = None
    """The meeting day on which it came to stand so; None for a case that nobody has treated."""

    def waits_for(self, body: str) -> Step | None:
        """The step that this body is to take now; None where the case does not wait for it."""
        return next((step for step in self.waiting if step.body == body), None)


def position(route: Sequence[Step], treated: Iterable[Treated]) -> Position:
    """Where is a case with this route, after all that was done with it?

    Treatments are read in the order of their days; those of one day in the order given.
    """
    way = _Way(list(route))
    for each in sorted(treated, key=lambda one: one.on):
        way.after(each)
    since = way.last.on if way.last else None
    if way.open is None:
        waiting = () if way.rejected else _waiting(way.steps, way.done)
        over = not waiting and way.last is not None
        return Position(Stand.FERDIG if over else Stand.VENTER, waiting, since)
    if way.open.outcome is Outcome.UTSATT:
        return Position(Stand.UTSATT, (Step(way.open.body, way.open.act),), way.open.on)
    known = way.open.returned_to != ""
    return Position(Stand.SENDT_TILBAKE, _waiting(way.steps, way.done) if known else (), way.open.on)


@dataclass(slots=True)
class _Way:
    """A case on its way: the steps, which of them are done, and what stands open."""

    steps: list[Step]
    done: set[int] = field(default_factory=set)
    open: Treated | None = None
    """The postponement or return that nobody has answered yet."""
    rejected: bool = False
    last: Treated | None = None

    def after(self, each: Treated) -> None:
        """Take this treatment into account."""
        self.last, self.rejected = each, each.outcome is Outcome.AVVIST and each.act.decides
        at = _at(self.steps, self.done, each)
        if each.outcome is Outcome.RETURNERT:
            self.open = each
            self.steps, self.done = _sent_back(self.steps, self.done, at, each)
        elif each.outcome is Outcome.UTSATT:
            self.open = each
        else:
            self.open = None if self.open and _answers(each, self.open) else self.open
            self.done |= set() if at is None else {at}


def _answers(each: Treated, open_: Treated) -> bool:
    if open_.outcome is Outcome.UTSATT:
        return each.body == open_.body
    return each.body == open_.returned_to if open_.returned_to else each.body != open_.body


@dataclass(frozen=True, slots=True)
class Suggested:
    """A step that the mandate rules point to: which bodies fit, and whether it must be there."""

    named: str
    """The body or bodies as the rule names them: "alle kommunestyrene"."""
    act: Act
    must: bool
    bodies: tuple[str, ...]
    """Refs of the bodies there are that day; empty where the register has none."""

    @property
    def words(self) -> str:
        """The step as a sentence."""
        how = "må" if self.must else "kan"
        return f"{begun(self.named)} {how} behandle saken først ({self.act.value})."


def suggested(
    may: WhoMay, bodies: Iterable[Body], owners: Mapping[str, Party], on: date
) -> tuple[Suggested, ...]:
    """The route the rules of the day point to: recommendations first, then those who decide.

    `owners` are the parties by ref. Nothing where no rule says who decides: then a person must find out.
    """
    if may.rule is None:
        return ()
    there = [body for body in bodies if body.exists_on(on)]
    rule = may.rule
    before = [
        Suggested(prior.words, prior.act, must, _fitting(prior.any_of, there, owners, on)[:1])
        for priors, must in ((rule.optional, False), (rule.requires, True))
        for prior in priors
    ]
    deciding = [
        Suggested(each.words, rule.act, True, _fitting((each.who,), there, owners, on))
        for each in rule.deciders
    ]
    return (*before, *deciding)


def waiting_words(at: Position, names: Mapping[str, str]) -> str:
    """Where the case waits, as a sentence. `names` are the bodies' names by ref."""
    who = listed(dict.fromkeys(names.get(step.body, step.body) for step in at.waiting))
    since = f" {day_in_words(at.since)}" if at.since else ""
    match at.stand:
        case Stand.UTSATT:
            return f"{who} utsatte saken{since}, og har den fortsatt."
        case Stand.SENDT_TILBAKE:
            return (
                f"Saken ble sendt tilbake{since}, og venter på {who}."
                if who
                else f"Saken ble sendt tilbake{since}. Det er ikke sagt til hvem."
            )
        case Stand.FERDIG:
            return f"Saken er ferdig behandlet{since}."
    return f"Saken venter på {who}." if who else "Det er ikke sagt hvor saken skal."


def _at(steps: Sequence[Step], done: set[int], each: Treated) -> int | None:
    """The step this treatment was: the first of the body that is not done, with the same act if there is one.

    None for a body that is not on the route.
    """
    own = [at for at, step in enumerate(steps) if step.body == each.body and at not in done]
    same = [at for at in own if steps[at].act.means is each.act.means]
    return next(iter((*same, *own)), None)


def _sent_back(
    steps: list[Step], done: set[int], at: int | None, each: Treated
) -> tuple[list[Step], set[int]]:
    """The route after the case was sent back: the one it was sent to has it, then the rest again."""
    here = len(steps) if at is None else at
    if not each.returned_to:
        return steps, {before for before in done if before < here}
    earlier = [place for place in range(here) if steps[place].body == each.returned_to]
    if earlier:
        return steps, {before for before in done if before < earlier[-1]}
    made = [*steps[:here], Step(each.returned_to, Act.BEHANDLER), *steps[here:]]
    return made, {before for before in done if before < here}


def _waiting(steps: Sequence[Step], done: set[int]) -> tuple[Step, ...]:
    """The next step; where the next settle the matter each for itself, all of those that have not.

    Advice that was passed over is not waited for: a later body has gone on without it.
    """
    furthest = max(done, default=-1)
    open_steps = [
        (at, step) for at, step in enumerate(steps) if at not in done and (at > furthest or step.act.decides)
    ]
    if not open_steps:
        return ()
    first = open_steps[0][1]
    if not first.act.decides:
        return (first,)
    together = []
    for _, step in open_steps:
        if step.act.means is not first.act.means:
            break
        together.append(step)
    return tuple(together)


def _fitting(
    named: Iterable[Named], bodies: Sequence[Body], owners: Mapping[str, Party], on: date
) -> tuple[str, ...]:
    return tuple(
        body.ref
        for who in named
        for body in bodies
        if who.fits(body, owners.get(body.owner)) and _is_party(body, owners, on)
    )


def _is_party(body: Body, owners: Mapping[str, Party], on: date) -> bool:
    owner = owners.get(body.owner)
    return owner is None or owner.exists_on(on)

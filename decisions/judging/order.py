"""What had to come before, and in which order: recommendations, a first step, an answer to a remand."""

from decisions.facts import PriorTreatment
from decisions.judging.case import Case
from decisions.named import Prior
from decisions.outcomes import Act, Outcome
from decisions.rules import MandateRule
from decisions.words import begun, day_in_words, listed

STANDS_WHEN_AGAINST = frozenset({Act.INNSTILLER, Act.BEHANDLER, Act.UTTALER})
"""Acts that are done also where the answer was no: advice against is advice, a refusal is no decision."""
FIRST_STEP = frozenset({Act.BEHANDLER, Act.VEDTAR, Act.GODKJENNER, Act.INNSTILLER})


def treatments(case: Case, prior: Prior) -> tuple[PriorTreatment, ...]:
    """The earlier treatments that answer to this demand: right body and act, concluded, in time."""
    facts, act = case.facts, prior.act.means
    return tuple(
        earlier
        for earlier in facts.prior
        if earlier.act.means is act
        and earlier.outcome.settles
        and (earlier.outcome is not Outcome.AVVIST or earlier.act in STANDS_WHEN_AGAINST)
        and (earlier.on < facts.on or (earlier.on == facts.on and not prior.earlier))
        and prior.fits(earlier.body, earlier.owner)
    )


def of_this_text(case: Case, earlier: PriorTreatment) -> bool:
    """Did the earlier treatment concern these words, as far as it is known?"""
    return not earlier.text_hash or not case.facts.text_hash or earlier.text_hash == case.facts.text_hash


def recommendations_missing(case: Case, rule: MandateRule) -> tuple[str, ...]:
    """The sentences about mandatory treatments that are not there, on these words and in time."""
    lacking = [p for p in rule.requires if not any(of_this_text(case, e) for e in treatments(case, p))]
    return tuple(
        f"{begun(prior.act.noun)} fra {prior.words} om denne teksten, "
        f"{'i et tidligere møte enn vedtaket' if prior.earlier else 'før vedtaket'}."
        for prior in lacking
    )


def first_step_missing(case: Case, rule: MandateRule) -> tuple[str, ...]:
    """The sentence about the first of two steps: the body, or who the clause lets, in an earlier meeting."""
    if rule.mode.steps == 1 or any(_is_first_step(case, rule, earlier) for earlier in case.facts.prior):
        return ()
    others = [p.words for p in _stand_ins(rule)]
    who = " eller ".join([case.body, *others])
    return (f"Første behandling i {who}, i et tidligere møte enn vedtaket.",)


def open_remands(case: Case) -> tuple[str, ...]:
    """The sentences about returns of the case that nobody has answered."""
    told = (
        f"Svar fra {_whoever_got_it(case, r)}: {r.body.name_on(r.on)} sendte saken "
        f"tilbake {day_in_words(r.on)}, og det er ikke ført noe svar."
        for r in case.facts.prior
        if _is_open_remand(case, r)
    )
    return tuple(sorted(told))


def told_of_order(case: Case, rule: MandateRule) -> tuple[str, ...]:
    """What should be said aloud: what is lacking that may lack, what differed, what nobody can tell."""
    optional = [(prior, treatments(case, prior)) for prior in rule.optional]
    asked = [*((prior, treatments(case, prior)) for prior in rule.requires), *optional]
    given = [earlier for _, found in asked for earlier in found]
    return (
        *_lacking([prior for prior, found in optional if not found]),
        *_differing(case, given),
        *_same_day(case, [found for _, found in asked if found]),
    )


def treated_before(case: Case) -> str:
    """What bodies did with the matter before, as a sentence; empty when nothing is recorded."""
    until = [p for p in case.facts.prior if p.on <= case.facts.on]
    earlier = sorted((p.on, p.body.name_on(p.on), p.act, p.outcome) for p in until)
    told = [
        f"{name} {act.past} {day_in_words(day)}{'' if outcome is Outcome.VEDTATT else f' ({outcome.value})'}"
        for day, name, act, outcome in earlier
    ]
    return f"Før dette: {listed(told)}." if told else ""


def _stand_ins(rule: MandateRule) -> tuple[Prior, ...]:
    """Those who may take the first step for the body: an earlier treatment that the clause names."""
    return tuple(p for p in rule.requires + rule.optional if p.earlier and p.act is Act.BEHANDLER)


def _is_first_step(case: Case, rule: MandateRule, earlier: PriorTreatment) -> bool:
    facts = case.facts
    if earlier.on >= facts.on or earlier.outcome is Outcome.RETURNERT or earlier.act not in FIRST_STEP:
        return False
    own = earlier.body.is_same_as(facts.body) or facts.body.is_or_came_after(earlier.body.ref)
    return own or any(prior.fits(earlier.body, earlier.owner) for prior in _stand_ins(rule))


def _is_open_remand(case: Case, remand: PriorTreatment) -> bool:
    facts = case.facts
    if remand.outcome is not Outcome.RETURNERT or remand.on > facts.on:
        return False
    if remand.owner and facts.owner and remand.owner.ref != facts.owner.ref:
        return False  # another party's own return; the relation is pair by pair (hol. § 6-1)
    if remand.returned_to and facts.body.is_or_came_after(remand.returned_to):
        return False
    return not any(_answers(remand, later) for later in facts.prior if later.on <= facts.on)


def _whoever_got_it(case: Case, remand: PriorTreatment) -> str:
    """The body a case was sent back to, by name where the facts have one."""
    known = sorted(p.body.name_on(remand.on) for p in case.facts.prior if p.body.ref == remand.returned_to)
    return known[0] if remand.returned_to and known else remand.returned_to or "den som fikk saken tilbake"


def _answers(remand: PriorTreatment, later: PriorTreatment) -> bool:
    if later.outcome in {Outcome.RETURNERT, Outcome.UTSATT} or later.on < remand.on:
        return False
    other = not later.body.is_same_as(remand.body)
    if later.on == remand.on and not other:
        return False
    return later.body.is_or_came_after(remand.returned_to) if remand.returned_to else other


def _lacking(optional: list[Prior]) -> list[str]:
    return [
        f"Det er ikke ført noe som viser {prior.act.noun} fra {prior.words}; bestemmelsen krever det ikke."
        if prior.act is not Act.INNSTILLER
        else f"Det er ikke ført noen innstilling fra {prior.words}; bestemmelsen krever det ikke."
        for prior in optional
    ]


def _differing(case: Case, given: list[PriorTreatment]) -> list[str]:
    told = sorted({earlier.body.name_on(earlier.on) for earlier in given if not of_this_text(case, earlier)})
    other = [f"Innstillingen fra {name} gjaldt en annen tekst." for name in told]
    against = sorted({e.body.name_on(e.on) for e in given if e.outcome is not Outcome.VEDTATT})
    return other + [f"{name} innstilte på noe annet enn å vedta teksten uendret." for name in against]


def _same_day(case: Case, asked: list[tuple[PriorTreatment, ...]]) -> list[str]:
    """Who treated it on the day of the decision alone: the minutes do not tell which came first."""
    on_the_day = (found for found in asked if all(earlier.on == case.facts.on for earlier in found))
    names = sorted({earlier.body.name_on(earlier.on) for found in on_the_day for earlier in found})
    return [
        f"{name} behandlet saken samme dag. Registeret vet ikke hva som kom først den dagen."
        for name in names
    ]

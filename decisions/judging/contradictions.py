"""Can all the facts be right at once? Where two cannot, both are named, and nothing is judged."""

from collections import Counter
from datetime import date

from decisions.bodies import Body
from decisions.judging.case import Case
from decisions.parties import Party
from decisions.seats import Seat
from decisions.verdict import Verdict
from decisions.words import day_in_words, listed

NEITHER_CAN_STAND = "Begge opplysningene kan ikke være riktige, og da kan ikke vedtaket vurderes."
MEND_IT = "Rett den opplysningen som er feil, og vurder saken igjen."


def contradicted(case: Case) -> Verdict | None:
    """Do body, owner, day, seats and votes fit together?"""
    return _not_there(case) or _not_theirs(case) or _treated_by_nobody(case) or _seats(case)


def _not_there(case: Case) -> Verdict | None:
    facts = case.facts
    if not facts.body.exists_on(facts.on):
        return _both(
            case,
            "Er det dagen eller organet som er feil?",
            f"Møtet er ført {case.day}, men {case.body} {_lived(facts.body, facts.on)}.",
        )
    if facts.owner and not facts.owner.exists_on(facts.on):
        return _both(
            case,
            "Er det dagen eller parten som er feil?",
            f"Møtet er ført {case.day}, men {facts.owner.name} {_lived(facts.owner, facts.on)}.",
        )
    return None


def _not_theirs(case: Case) -> Verdict | None:
    body, owner = case.facts.body, case.facts.owner
    if owner is None:
        return None
    question = "Hvem er det organet hører til?"
    if body.owner and body.owner != owner.ref:
        return _both(case, question, f"Vedtaket er ført på {owner.name}, men {case.body} hører til en annen.")
    if body.kind.owner_kinds and owner.kind not in body.kind.owner_kinds:
        told = f"{case.body} er ført som {body.kind.value}, men {owner.name} er {owner.kind.value}."
        return _both(case, question, told)
    return None


def _treated_by_nobody(case: Case) -> Verdict | None:
    """Has a body treated the case on a day when there was no such body?"""
    told = sorted(
        f"Behandlingen er ført {day_in_words(p.on)}, men {p.body.name_on(p.on)} {_lived(p.body, p.on)}."
        for p in case.facts.prior
        if not p.body.exists_on(p.on)
    )
    return _both(case, "Er det dagen eller organet som er feil?", told[0]) if told else None


def _seats(case: Case) -> Verdict | None:
    facts = case.facts
    if not facts.seats:
        return None
    held = [seat for seat in facts.seats if seat.body == facts.body.ref and seat.held_on(facts.on)]
    members = [seat for seat in held if not seat.deputy_for]
    if twice := sorted(person for person, count in Counter(s.person for s in members).items() if count > 1):
        person = twice[0]
        places = listed(sorted(_place(seat) for seat in members if seat.person == person))
        told = f"{person} står med to plasser i {case.body} {case.day}: {places}."
        return _both(case, f"Hvilken plass har {person}?", told)
    votes, seats = facts.vote, sum(seat.may_vote for seat in members)
    if votes and members and (cast := votes.for_ + votes.against + votes.abstained) > seats:
        there = {0: "ingen plass", 1: "bare 1 plass"}.get(seats, f"bare {seats} plasser")
        told = f"Det er talt {cast} stemmer, men {there} i {case.body} hadde stemmerett {case.day}."
        return _both(case, "Er det stemmene eller plassene som er ført feil?", told)
    return None


def _both(case: Case, question: str, facts: str) -> Verdict:
    return case.asks(question, facts, NEITHER_CAN_STAND, now=MEND_IT)


def _lived(one: Body | Party, day: date) -> str:
    if one.valid_from and day < one.valid_from:
        return f"fantes ikke før {day_in_words(one.valid_from)}"
    last = f" etter {day_in_words(one.valid_to)}" if one.valid_to else ""
    return f"fantes ikke{last}"


def _place(seat: Seat) -> str:
    return f"{seat.role} for {seat.speaks_for}" if seat.speaks_for else seat.role

"""Where a body decides on delegated power: has each of those who hold it given it away, in force that day?"""

from decisions.delegations import Delegation, in_force_for
from decisions.judging.case import Case
from decisions.named import Decider, Per, Quantifier
from decisions.parties import Party
from decisions.rules import MandateRule
from decisions.verdict import Verdict
from decisions.words import day_in_words, listed


def delegations_missing(case: Case, rule: MandateRule) -> tuple[str, ...]:
    """The sentences about who must still delegate."""
    return tuple(told for decider in rule.delegated_from for told in _lacking(case, decider))


def from_all_of_them(case: Case, rule: MandateRule) -> Verdict | None:
    """Must all of a kind have delegated, and is it unknown how many they are?"""
    uncounted = [decider for decider in rule.delegated_from if _is_uncounted(case, decider)]
    if not uncounted or delegations_missing(case, rule):
        return None
    who = listed(decider.words for decider in uncounted)
    return case.asks(
        f"Har {who} delegert denne myndigheten til {case.body}?",
        f"{case.body} vedtok dette på delegert myndighet. {told_of_power(case, rule)}",
        f"Myndigheten må komme fra {who}, og det er ikke ført hvem partene var {case.day}. {rule.quoted}",
        now="Før inn partene og delegasjonene fra dem, eller la en person med myndighet svare.",
        rules=(rule,),
    )


def told_of_power(case: Case, rule: MandateRule) -> str:
    """Whose power it is, as a sentence; empty where the body decides on its own."""
    given = [each for decider in rule.delegated_from or rule.deciders for each in _given(case, decider)]
    if not given or (not rule.delegated_from and rule.gives_mandate(case.facts.body, case.facts.owner)):
        return ""
    return f"Myndigheten er delegert fra {listed(dict.fromkeys(each.words for each in given))}."


def _given(case: Case, decider: Decider) -> list[Delegation]:
    facts = case.facts
    held = in_force_for(facts.delegations, facts.proposal, facts.body, facts.owner, facts.on)
    return [each for each in held if each.is_from(decider)]


def _lacking(case: Case, decider: Decider) -> list[str]:
    given = _given(case, decider)
    if not given:
        return [f"Delegasjon fra {decider.words} til {case.body}, i kraft {case.day}.{_over(case, decider)}"]
    if not _all_must(decider):
        return []
    givers = {_key(each.owner) if each.owner else each.from_body.owner for each in given}
    names = [party.name for party in _parties(case, decider) if _key(party) not in givers]
    return [f"Delegasjon til {case.body} fra {listed(names)}, i kraft {case.day}."] if names else []


def _key(party: Party) -> str:
    """What tells one party from another; the name where facts from a file give no ref."""
    return party.ref or party.name


def _is_uncounted(case: Case, decider: Decider) -> bool:
    return _all_must(decider) and not _parties(case, decider)


def _all_must(decider: Decider) -> bool:
    return decider.quantifier is Quantifier.ALLE and decider.per is not Per.FELLES


def _parties(case: Case, decider: Decider) -> list[Party]:
    """The parties that day whose bodies the decider means, in order of name."""
    kinds = decider.who.kind.owner_kinds if decider.who.kind else ()
    meant = (
        party
        for party in case.facts.parties
        if party.exists_on(case.facts.on)
        and (party.kind is decider.who.of if decider.who.of else not kinds or party.kind in kinds)
    )
    return sorted(meant, key=lambda party: (party.name, party.ref))


def _over(case: Case, decider: Decider) -> str:
    """What became of a delegation from them that does not hold; empty where there was none."""
    facts = case.facts
    others = sorted(
        f" Den fra {each.words} gjaldt til {day_in_words(each.valid_to)}."
        for each in facts.delegations
        if each.is_from(decider) and each.valid_to and each.valid_to < facts.on
    )
    return "".join(others)

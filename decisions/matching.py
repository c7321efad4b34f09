"""Which rule speaks of a proposal? The most specific one in force; where equals differ, none wins."""

from collections.abc import Iterable, Sequence

from decisions.proposals import Certainty, Proposal, Trait
from decisions.rules import MandateRule


def deciding(proposal: Proposal, rules: Iterable[MandateRule]) -> tuple[MandateRule, ...]:
    """The most specific of the rules that say who settles such a proposal; several of equal weight."""
    fitting = [rule for rule in rules if rule.act.decides and rule.covers(proposal)]
    if not fitting:
        return ()
    heaviest = max(rule.weight for rule in fitting)
    return in_order(rule for rule in fitting if rule.weight == heaviest)


def in_order(rules: Iterable[MandateRule]) -> tuple[MandateRule, ...]:
    """The rules in an order that is the same however they came."""
    found = tuple(rules)
    return found if len(found) == 1 else tuple(sorted(found, key=lambda rule: (rule.id, repr(rule))))


def unknown_traits(proposal: Proposal, rules: Iterable[MandateRule]) -> tuple[Trait, ...]:
    """The traits that would bring the proposal under a rule, if anybody knew that it had them; in order."""
    lacking = {
        trait
        for rule in rules
        if rule.act.decides and rule.would_cover(proposal)
        for trait in proposal.lacking(rule.when)
    }
    return tuple(trait for trait in Trait if trait in lacking)


def nearer_if_known(
    proposal: Proposal, rule: MandateRule, rules: Iterable[MandateRule]
) -> tuple[MandateRule, ...]:
    """The rules that would go before this one, if the matter had traits that nobody has spoken of."""
    return in_order(
        other
        for other in rules
        if other.when
        and other.act.decides
        and other.weight > rule.weight
        and other.would_cover(proposal)
        and proposal.lacking(other.when)
    )


def differ(rules: Sequence[MandateRule]) -> bool:
    """Do these rules give different answers to who decides, how, after what, and how far?"""
    return len({_answer(rule) for rule in rules}) > 1


def eased(rule: MandateRule, rules: Iterable[MandateRule]) -> MandateRule | None:
    """The rule that this one makes an exception from, if it too is in force: the safe way."""
    if not rule.exception_from:
        return None
    parents = [other for other in rules if other.id == rule.exception_from]
    return in_order(parents)[0] if parents else None


def beyond_limits(proposal: Proposal, rule: MandateRule) -> bool:
    """Has a person confirmed that the change does what the rule does not reach?"""
    return any(finding.certainty is Certainty.BEKREFTET for finding in proposal.found(rule.limits))


def cited_floor(
    proposal: Proposal, chosen: Iterable[MandateRule], floor: Iterable[MandateRule]
) -> tuple[MandateRule, ...]:
    """The statutory rules that cover the proposal, or that a chosen rule asks to be shown beside."""
    asked = {id_ for rule in chosen for id_ in rule.floor}
    return tuple(rule for rule in floor if rule.covers(proposal) or rule.id in asked)


def _answer(rule: MandateRule) -> tuple[object, ...]:
    return (
        rule.act.means,
        frozenset(rule.deciders),
        rule.mode,
        frozenset(rule.delegated_from),
        frozenset(rule.requires),
        frozenset(rule.limits),
        frozenset(rule.doubts),
    )

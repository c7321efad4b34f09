"""Is this decision within the mandate, by the rules in force on the day of the meeting?

The order of evaluation:

1. facts that contradict each other -> NEEDS_HUMAN, naming the two
2. nothing was decided (postponed, returned, noted, only signed) -> PENDING
3. advice: is somebody to give it? (it binds nobody, so the floor does not stop it)
4. the statutory floor -> INVALID where the law keeps the decision for another body
5. the most specific rule of the day, else a general one; none, or equals that differ -> NEEDS_HUMAN
6. the body is not among the rule's deciders -> INVALID, naming who is
7. the change goes past the rule's limits -> INVALID when confirmed, NEEDS_HUMAN when possible
8. quorum and majority -> INVALID, or NEEDS_HUMAN where law or clause leaves it open
9. decided in writing where that cannot be -> INVALID, or NEEDS_HUMAN where the clause is silent
10. adopted with a change -> PENDING; something added that nobody has classified -> NEEDS_HUMAN
11. power that all must have delegated, and nobody knows who all are -> NEEDS_HUMAN
12. the exact text, the votes, delegated power, an answer to a remand, a first step, a mandatory
    recommendation or a document missing -> PENDING
13. else VALID, with what should be said aloud beside it

VALID for one kommunestyre is that party's adoption; whether all have adopted, `decisions.adoption` answers.
"""

from collections.abc import Iterable

from decisions.facts import DecisionFacts
from decisions.judging.added import with_a_change
from decisions.judging.advice import advised
from decisions.judging.before import left_open, only_signed, unowned
from decisions.judging.case import Case
from decisions.judging.contradictions import contradicted
from decisions.judging.counted import not_carried
from decisions.judging.floor import beyond_the_floor
from decisions.judging.granted import granted
from decisions.judging.held import in_writing
from decisions.judging.limits import past_the_limits
from decisions.judging.missing import something_missing
from decisions.judging.power import from_all_of_them
from decisions.judging.which_rule import rule_for
from decisions.rules import MandateRule, in_force
from decisions.verdict import Verdict

BEFORE_THE_RULES = (contradicted, unowned, left_open, only_signed)
UNDER_THE_RULE = (
    past_the_limits,
    not_carried,
    in_writing,
    with_a_change,
    from_all_of_them,
    something_missing,
)


def judge(facts: DecisionFacts, rules: Iterable[MandateRule], floor: Iterable[MandateRule]) -> Verdict:
    """Is this decision within the mandate, by the rules in force on the day of the meeting?

    Never raises, and never says VALID without a rule. The order of `rules` does not matter.
    """
    case = Case(facts, in_force(rules, facts.on), in_force(floor, facts.on))
    for check in BEFORE_THE_RULES:
        if verdict := check(case):
            return verdict
    if not facts.act.decides:
        return advised(case)
    if verdict := beyond_the_floor(case):
        return verdict
    rule = rule_for(case)
    if isinstance(rule, Verdict):
        return rule
    for under in UNDER_THE_RULE:
        if verdict := under(case, rule):
            return verdict
    return granted(case, rule)

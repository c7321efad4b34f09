"""One clause alone, as a test needs it: PSU adopts the plan, unless the test says otherwise."""

from dataclasses import replace

from decisions.bodies import BodyKind
from decisions.mandate import judge
from decisions.named import Decider, Named
from decisions.rules import MandateRule, Source
from decisions.verdict import Verdict
from documents.kinds import ChangeClass
from tests.decisions.builders import FLOOR, PLAN, PSU, a_decision, a_proposal

CLAUSE = Source("samarbeidsavtalen", "2025", "5.2 b", excerpt="PSU vedtar handlingsplanen")
RULE = MandateRule("plan", CLAUSE, (Decider(Named(kind=BodyKind.PSU)),), kinds=(PLAN,))


def a_rule(**changes) -> MandateRule:
    return replace(RULE, **changes)


def judged_by(rule, *, proposal=None, body=PSU, rules=(), **facts) -> Verdict:
    """The verdict on one decision under this rule, with the law above it."""
    simple = {name: facts.pop(name) for name in [*facts] if name in _SIMPLE}
    decision = a_decision(body, proposal or a_proposal(PLAN, ChangeClass.NY), **simple)
    if facts.get("blocs"):
        facts["votes"] = None  # the sides are the vote
    return judge(replace(decision, **facts), (rule, *rules), FLOOR)


_SIMPLE = {"on", "votes", "act", "outcome", "text_hash", "reservation", "prior"}

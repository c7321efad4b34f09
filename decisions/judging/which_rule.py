"""Which rule does the body decide under, and does it give this body the power?"""

from collections.abc import Iterable

from decisions.delegations import in_force_for
from decisions.judging.case import Case
from decisions.judging.floor import is_urgent, named_by_the_floor
from decisions.matching import deciding, differ, eased, in_order, unknown_traits
from decisions.outcomes import Act
from decisions.proposals import asked_of
from decisions.rules import Confidence, MandateRule
from decisions.verdict import Answer, Verdict
from decisions.words import begun, listed


def rule_for(case: Case) -> MandateRule | Verdict:
    """Which rule does the body decide under? A verdict when there is none, or when the rules disagree."""
    facts = case.facts
    rules = deciding(facts.proposal, case.rules)
    if not rules:
        return _nobody_named(case)
    if differ(rules):
        sources = sorted({rule.source.words for rule in rules})
        return case.asks(
            f"Hvilken av reglene gjelder: {' eller '.join(sources)}?",
            f"Reglene sier ulike ting om hvem som kan {case.to_decide}, og de veier like mye.",
            _quoted(rules),
            rules=rules,
        )
    rule = rules[0]
    if not rule.deciders or rule.confidence is Confidence.OMSTRIDT:
        head = "sier ikke hvem som vedtar" if not rule.deciders else "er omstridt"
        return case.asks(
            f"Hvem kan {case.to_decide}?",
            f"{rule.source.words} {head}.",
            f"{rule.quoted} {rule.note}",
            rules=rules,
        )
    if unsure := facts.proposal.unsure_of(rule.when):
        return case.asks(
            asked_of(unsure),
            f"Det er mulig, men ikke bekreftet, at saken er slik: {listed(trait.value for trait in unsure)}.",
            f"Bare da gjelder dette: {rule.quoted}",
            now="En navngitt person må bekrefte eller avkrefte funnet. Så kan saken vurderes igjen.",
            rules=rules,
            instead=rule.decider_words,
        )
    return _with_power(case, rule)


def has_delegated_power(case: Case, rule: MandateRule) -> bool:
    """Has each of the rule's deciders given this body its power, where the clause lets it?"""
    facts = case.facts
    held = in_force_for(facts.delegations, facts.proposal, facts.body, facts.owner, facts.on)
    return rule.delegable and all(any(d.is_from(decider) for d in held) for decider in rule.deciders)


def way_on(instead: Iterable[str]) -> str:
    """Where the case must go; empty where nobody can say."""
    who = listed(instead)
    return f"Saken må til {who}." if who else ""


def _with_power(case: Case, rule: MandateRule) -> MandateRule | Verdict:
    facts = case.facts
    if rule.gives_mandate(facts.body, facts.owner) or has_delegated_power(case, rule):
        return rule
    parent = eased(rule, case.rules)
    if parent and parent.gives_mandate(facts.body, facts.owner):
        return parent
    if laws := named_by_the_floor(case):
        others = listed(rule.decider_words)
        return case.asks(
            f"Hvem kan {case.to_decide}, når loven og bestemmelsen sier ulike ting?",
            f"Loven gir {case.body} myndigheten, og bestemmelsen nevner et annet organ.",
            _quoted((*laws, rule)),
            now=f"Loven går foran bestemmelsen. Om også {others} må vedta, må en person svare.",
            rules=(*laws, rule),
        )
    return _without_mandate(case, rule, parent)


def _nobody_named(case: Case) -> Verdict:
    lacking = unknown_traits(case.facts.proposal, case.rules)
    if lacking:
        asking = in_order(rule for rule in case.rules if rule.act.decides and _could_cover(case, rule))
        return case.asks(
            asked_of(lacking),
            f"Hvem som kan {case.to_decide}, avhenger av hva slags sak det er, og det er ikke ført.",
            _quoted(asking),
            now="En navngitt person må si hva slags sak det er. Så kan saken vurderes igjen.",
            rules=asking,
        )
    facts = case.facts
    advising = in_order(
        rule
        for rule in case.rules
        if not (rule.act.decides or rule.act is Act.SIGNERER)
        and rule.covers(facts.proposal)
        and rule.gives_mandate(facts.body, facts.owner)
    )
    only = " ".join(f"{begun(case.body)} {rule.act.value} i slike saker: {rule.quoted}" for rule in advising)
    return case.asks(
        f"Hvem kan {case.to_decide}?",
        f"Registeret finner ingen som kan {case.to_decide}.",
        f"Ingen regel som gjaldt {case.day}, sier hvem som kan {case.to_decide}. {only}",
        now="Finnes det en bestemmelse om dette, må den føres som regel. Ellers må en person svare.",
        rules=advising,
    )


def _could_cover(case: Case, rule: MandateRule) -> bool:
    proposal = case.facts.proposal
    return bool(rule.when) and rule.would_cover(proposal)


def _without_mandate(case: Case, rule: MandateRule, parent: MandateRule | None) -> Verdict:
    proposal = case.facts.proposal
    higher = parent is not None and bool(proposal.found(rule.limits + rule.doubts))
    instead = parent.decider_words if parent and higher else rule.decider_words
    if is_urgent(case):
        return case.asks(
            f"Er hasteretten etter kommuneloven § 11-8 gitt til {case.body} i slike saker, og skriftlig?",
            f"{case.body} behandlet saken som hastesak {case.day}, i stedet for {listed(instead)}.",
            rule.quoted,
            now="Finnes myndigheten, skal vedtaket meldes i neste møte i kommunestyret. Ellers må saken dit.",
            rules=(rule,),
            instead=instead,
        )
    if rule.delegable:
        return case.asks(
            f"Er myndigheten delegert til {case.body}, og finnes delegasjonen skriftlig?",
            f"{case.body} står ikke i bestemmelsen, men myndigheten kan delegeres.",
            rule.quoted,
            now=f"Før inn delegasjonen, eller ta saken til {listed(instead)}.",
            rules=(rule,),
            instead=instead,
        )
    called = ""
    if proposal.label and proposal.label is not proposal.change:
        called = f"Organet kalte det {proposal.label.label}, men klassen er {proposal.change.label}."
    return case.says(
        Answer.INVALID,
        f"{case.body} har ikke mandat til å {case.to_decide}.",
        rule.quoted,
        way_on(instead),
        called,
        rules=(rule,),
        instead=instead,
    )


def _quoted(rules: Iterable[MandateRule]) -> str:
    return " ".join(dict.fromkeys(begun(rule.quoted) for rule in rules))

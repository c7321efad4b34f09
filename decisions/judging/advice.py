"""Advice: was it asked for, and was it given as it should? It binds nobody."""

from decisions.counting import count
from decisions.judging.case import Case
from decisions.judging.counted import vote_against_minutes, votes_missing
from decisions.judging.missing import evidence_missing, missing_before, text_missing
from decisions.matching import deciding, in_order
from decisions.modes import SILENT
from decisions.outcomes import Act, Outcome
from decisions.proposals import Matter, asked_of
from decisions.rules import Confidence, MandateRule
from decisions.verdict import Answer, Verdict
from decisions.words import listed


def advised(case: Case) -> Verdict:
    """Is somebody to give this advice, and does it stand as advice?"""
    rules = _asking(case)
    if not rules:
        return _asked_by_nobody(case)
    own = tuple(rule for rule in rules if rule.act is case.facts.act)
    if len({rule.mode for rule in own}) > 1:
        sources = " eller ".join(sorted({rule.source.words for rule in own}))
        return case.asks(
            f"Hvilken av reglene gjelder: {sources}?",
            f"Reglene sier ulike ting om hvordan {case.body} {case.facts.act.value}.",
            " ".join(rule.quoted for rule in own),
            rules=rules,
        )
    return _in_doubt(case, own) or _given(case, rules, own[0] if own else None)


def _asked_by_nobody(case: Case) -> Verdict:
    facts = case.facts
    unknown = in_order(
        rule for rule in case.rules if _is_own(case, rule) and rule.would_cover(facts.proposal)
    )
    if lacking := [trait for rule in unknown for trait in facts.proposal.lacking(rule.when)]:
        return case.asks(
            asked_of(lacking),
            f"Om {case.body} skal gi råd, avhenger av hva slags sak det er, og det er ikke ført.",
            " ".join(dict.fromkeys(rule.quoted for rule in unknown)),
            now="En navngitt person må si hva slags sak det er. Så kan saken vurderes igjen.",
            rules=unknown,
        )
    return case.asks(
        f"Skal det at {case.body} {facts.act.value}, regnes med i saken?",
        f"{case.body} {_advised(case)} {case.day}.",
        f"Ingen regel som gjaldt {case.day}, sier at {case.body} {facts.act.value} i slike saker.",
        "Behandlingen binder ingen, og teksten er uendret.",
    )


def _given(case: Case, rules: tuple[MandateRule, ...], own: MandateRule | None) -> Verdict:
    """Advice by a rule about the body itself is given as that rule says; by a demand of another's, simply."""
    mode = own.mode if own else SILENT
    if verdict := vote_against_minutes(case, mode, rules):
        return verdict
    quoted = " ".join(dict.fromkeys(rule.quoted for rule in rules))
    missing = (*text_missing(case), *votes_missing(case, mode))
    if own:
        missing = (*missing, *missing_before(case, own), *evidence_missing(case, own))
    if missing:
        what = f"{case.body} kan gjøre dette i slike saker, men noe mangler."
        return case.says(Answer.PENDING, what, quoted, missing=missing, rules=rules)
    facts = case.facts
    return case.says(
        Answer.VALID,
        f"{case.body} {_advised(case)} {case.day}{_came_out(facts.outcome)}.",
        quoted,
        _whereto(case, rules),
        count(facts, mode).remark,
        *(rule.effect for rule in rules if rule.act is facts.act),
        rules=rules,
    )


def _whereto(case: Case, rules: tuple[MandateRule, ...]) -> str:
    """Who settles it, and where it goes next: advice leaves the matter as it was."""
    settling = deciding(case.facts.proposal, case.rules)
    deciders = listed(dict.fromkeys(word for rule in settling for word in rule.decider_words))
    changed = "Dette endrer ikke teksten" if case.facts.proposal.has_text else "Dette avgjør ikke saken"
    onward = listed(dict.fromkeys(rule.next for rule in rules if rule.next))
    after = f" Saken går videre til {onward}." if onward else ""
    return f"{changed}{f'; det er {deciders} som avgjør' if deciders else ''}.{after}"


def _in_doubt(case: Case, own: tuple[MandateRule, ...]) -> Verdict | None:
    for rule in own:
        if rule.confidence is Confidence.OMSTRIDT:
            question = f"Skal det at {case.body} {case.facts.act.value}, regnes med i saken?"
            what = f"{rule.source.words} er omstridt."
            return case.asks(question, what, f"{rule.quoted} {rule.note}", rules=own)
        if unsure := case.facts.proposal.unsure_of(rule.when):
            what = f"Det er mulig, men ikke bekreftet, at saken er slik: {listed(t.value for t in unsure)}."
            return case.asks(asked_of(unsure), what, f"Bare da gjelder dette: {rule.quoted}", rules=own)
    return None


def _asking(case: Case) -> tuple[MandateRule, ...]:
    """The rules that ask this body for such advice: those about the body itself, the most specific, first."""
    facts = case.facts
    covering = [rule for rule in case.rules if rule.covers(facts.proposal)]
    own = [rule for rule in covering if _is_own(case, rule)]
    heaviest = max((rule.weight for rule in own), default=0)
    own = [rule for rule in own if rule.weight == heaviest]
    theirs = [rule for rule in covering if rule not in own and _is_demanded(case, rule)]
    return in_order(own) + in_order(theirs)


def _is_own(case: Case, rule: MandateRule) -> bool:
    """Is it about such advice from this body itself?"""
    facts = case.facts
    return rule.act is facts.act and rule.gives_mandate(facts.body, facts.owner)


def _is_demanded(case: Case, rule: MandateRule) -> bool:
    facts = case.facts
    return any(
        prior.act is facts.act and prior.fits(facts.body, facts.owner)
        for prior in rule.requires + rule.optional
    )


def _came_out(outcome: Outcome) -> str:
    return "" if outcome is Outcome.VEDTATT else f" ({outcome.value})"


def _advised(case: Case) -> str:
    """What the body did with the matter: «innstilte om ny retningslinje», «foreslo en løsning på tvisten»."""
    about = _ABOUT_A_DISPUTE if case.facts.proposal.kind is Matter.TVIST else _ABOUT
    return f"{case.facts.act.past}{about.get(case.facts.act, '')} {case.matter}"


_ABOUT = {Act.INNSTILLER: " om", Act.UTTALER: " om"}
_ABOUT_A_DISPUTE = {Act.INNSTILLER: " i", Act.UTTALER: " om", Act.FORESLAR: " en løsning på"}

"""The checks under a mandate rule: is the body named, does the change stay within, did the vote carry?

Each check answers one question: a verdict if it settles the matter, None to go on.
"""

from decisions.case import Case
from decisions.counting import count
from decisions.facts import PriorTreatment
from decisions.matching import beyond_limits, deciding, differ, eased
from decisions.modes import Mode
from decisions.named import Prior
from decisions.outcomes import Outcome, Reservation, ReservationSort
from decisions.proposals import Certainty
from decisions.rules import Confidence, MandateRule
from decisions.verdict import Answer, Verdict
from decisions.votes import Result
from decisions.words import begun, listed


def rule_for(case: Case) -> MandateRule | Verdict:
    """Which rule does the body decide under? A verdict when there is none, or when the rules disagree."""
    facts = case.facts
    rules = deciding(facts.proposal, case.rules)
    if not rules:
        return case.asks(
            f"Hvem kan vedta {case.matter}?",
            f"Ingen regel som gjaldt {case.day}, sier hvem som vedtar {case.matter}.",
        )
    if differ(rules):
        sources = listed(rule.source.words for rule in rules)
        return case.asks("Hvilken av reglene gjelder?", f"Reglene sier ulike ting: {sources}.", rules=rules)
    rule = rules[0]
    if not rule.deciders or rule.confidence is Confidence.OMSTRIDT:
        return case.asks(f"Hvem kan vedta {case.matter}?", _unclear(rule), rules=rules)
    if rule.gives_mandate(facts.body, facts.owner):
        return rule
    parent = eased(rule, case.rules)
    if parent and parent.gives_mandate(facts.body, facts.owner):
        return parent
    return _without_mandate(case, rule, parent)


def past_the_limits(case: Case, rule: MandateRule) -> Verdict | None:
    """Does the change do something that the rule does not reach, or may not reach?"""
    found = case.facts.proposal.found(rule.limits + rule.doubts)
    if not found or case.facts.outcome is Outcome.AVVIST:
        return None
    if beyond_limits(case.facts.proposal, rule):
        return _past_limits(case, rule)
    parent = eased(rule, case.rules)
    instead = parent.decider_words if parent else ()
    return case.asks(
        f"Er dette fortsatt {case.facts.proposal.change.label}, når endringen kan gjøre dette?",
        f"Funn i endringen: {listed(finding.told for finding in found)}.",
        rule.quoted,
        f"Den trygge veien er vedtak i {listed(instead)}." if instead else "",
        rules=(rule, parent) if parent else (rule,),
        instead=instead,
    )


def _past_limits(case: Case, rule: MandateRule) -> Verdict:
    proposal = case.facts.proposal
    parent = eased(rule, case.rules)
    instead = parent.decider_words if parent else ()
    confirmed = [f.words for f in proposal.found(rule.limits) if f.certainty is Certainty.BEKREFTET]
    return case.says(
        Answer.INVALID,
        f"{case.body} kan ikke vedta dette som {proposal.change.label}: endringen {listed(confirmed)}.",
        f"{rule.quoted} {rule.note}".strip(),
        _way_on(instead),
        "Behandlingen kan stå som en innstilling. Teksten er uendret.",
        rules=(rule, parent) if parent else (rule,),
        instead=instead,
    )


def not_carried(case: Case, rule: MandateRule) -> Verdict | None:
    """Do the votes bear out what the minutes say came out?"""
    return vote_against_minutes(case, rule.mode, (rule,), assumed=rule.confidence is not Confidence.ORDRETT)


def vote_against_minutes(
    case: Case, mode: Mode, rules: tuple[MandateRule, ...], *, assumed: bool = False
) -> Verdict | None:
    """The verdict when quorum or majority fails, is in doubt, or says another thing than the minutes."""
    facts = case.facts
    tally = count(facts, mode)
    rejected = facts.outcome is Outcome.AVVIST
    law = f"Kilde: {tally.source}." if tally.source else rules[0].quoted
    match tally.result:
        case Result.UVISST:
            return case.asks(
                tally.sentence,
                f"Avstemningen i {case.body} {case.day} kan leses på to måter.",
                law,
                rules=rules,
            )
        case Result.IKKE_VEDTAKSFOR:
            head = f"{case.body} var ikke vedtaksført {case.day}."
        case Result.FALT if not rejected:
            head = f"Forslaget fikk ikke det flertallet som trengs i {case.body}."
        case Result.VEDTATT if rejected and facts.votes:
            sentence = f"Saken er ført som avvist, men {tally.sentence[:1].lower()}{tally.sentence[1:]}"
            return case.asks("Er det utfallet eller stemmene som er ført feil?", sentence, rules=rules)
        case _:
            return None
    if assumed and not tally.source and facts.votes and facts.votes.for_ > facts.votes.against:
        return case.asks("Er dette flertallet nok?", tally.sentence, law, rules[0].note, rules=rules)
    return case.says(
        Answer.INVALID, head, f"{tally.sentence} {law}", "Saken må behandles på nytt.", rules=rules
    )


def with_a_change(case: Case, rule: MandateRule) -> Verdict | None:
    """Did the body adopt other words than those put to it, or add something nobody has classified?"""
    facts = case.facts
    added = facts.reservation
    if facts.outcome is Outcome.VEDTATT_MED_ENDRING or (added and added.sort is ReservationSort.ENDRING):
        return case.says(
            Answer.PENDING,
            f"{case.body} vedtok teksten med en endring{_in_quotes(added)}.",
            "En endret tekst er et nytt tilbud.",
            "Vedtaket teller ikke som vedtak av den teksten som ble lagt fram.",
            missing=(
                f"Den endrede teksten som egen versjon, vedtatt av {listed(rule.decider_words)};"
                f" eller et nytt vedtak i {case.body} om teksten uten endring.",
            ),
            rules=(rule,),
        )
    if facts.outcome is Outcome.VEDTATT and added and added.sort is ReservationSort.UAVKLART:
        return case.asks(
            f"Endrer dette teksten, eller er det en merknad som lar teksten stå: «{added.text}»?",
            f"{case.body} vedtok teksten og la til noe.",
            rules=(rule,),
        )
    return None


def something_missing(case: Case, rule: MandateRule) -> Verdict | None:
    """Is something missing before the decision can stand: the exact text, the votes, a recommendation?"""
    missing = (*text_missing(case), *votes_missing(case, rule.mode), *_recommendations_missing(case, rule))
    if not missing:
        return None
    what = f"{case.body} er rett organ for {case.matter}, men vedtaket kan ikke stå alene."
    return case.says(Answer.PENDING, what, rule.quoted, missing=missing, rules=(rule,))


def text_missing(case: Case) -> tuple[str, ...]:
    """The sentence about the exact text, when nobody can tell which words were decided on."""
    if case.facts.names_exact_text:
        return ()
    return ("Hvilken tekst vedtaket gjelder: en fast versjon og hashen av den (SHA-256).",)


def votes_missing(case: Case, mode: Mode) -> tuple[str, ...]:
    """The sentence about numbers that the law or the clause needs, when they are not recorded."""
    facts = case.facts
    tally = count(facts, mode)
    if tally.result is not Result.MANGLER_TALL:
        return ()
    source = f" ({tally.source})" if tally.source else ""
    return (f"{tally.sentence} Uten tallene kan ingen se om vedtaket er gyldig{source}.",)


def treatments(case: Case, prior: Prior) -> tuple[PriorTreatment, ...]:
    """The earlier treatments that answer to this demand: right body and act, concluded, in time."""
    return tuple(
        earlier
        for earlier in case.facts.prior
        if prior.fits(earlier.body, earlier.owner)
        and earlier.act is prior.act
        and earlier.outcome.settles
        and earlier.on <= case.facts.on
    )


def of_this_text(case: Case, earlier: PriorTreatment) -> bool:
    """Did the earlier treatment concern these words, as far as it is known?"""
    return not earlier.text_hash or not case.facts.text_hash or earlier.text_hash == case.facts.text_hash


def _recommendations_missing(case: Case, rule: MandateRule) -> tuple[str, ...]:
    if case.facts.outcome is Outcome.AVVIST:
        return ()
    lacking = [p for p in rule.requires if not any(of_this_text(case, e) for e in treatments(case, p))]
    demands = [
        f"{_NOUNS[prior.act.value]} fra {prior.words} om denne teksten, før vedtaket." for prior in lacking
    ]
    return (*demands, f"Nytt vedtak i {case.body} etter dette.") if demands else ()


def _without_mandate(case: Case, rule: MandateRule, parent: MandateRule | None) -> Verdict:
    proposal = case.facts.proposal
    higher = parent is not None and bool(proposal.found(rule.limits + rule.doubts))
    instead = parent.decider_words if parent and higher else rule.decider_words
    if rule.delegable:
        question = f"Er myndigheten delegert til {case.body}, og finnes delegasjonen skriftlig?"
        return case.asks(question, rule.quoted, rules=(rule,), instead=instead)
    called = ""
    if proposal.label and proposal.label is not proposal.change:
        called = f"Organet kalte det {proposal.label.label}, men klassen er {proposal.change.label}."
    return case.says(
        Answer.INVALID,
        f"{case.body} har ikke mandat til å vedta {case.matter}.",
        rule.quoted,
        called,
        _way_on(instead),
        rules=(rule,),
        instead=instead,
    )


def _unclear(rule: MandateRule) -> str:
    head = "sier ikke hvem som vedtar" if not rule.deciders else "er omstridt"
    return f"{begun(rule.source.words)} {head}. {rule.note}".strip()


def _way_on(instead: tuple[str, ...]) -> str:
    return f"Saken må til {listed(instead)}." if instead else ""


def _in_quotes(added: Reservation | None) -> str:
    return f": «{added.text}»" if added and added.text else ""


_NOUNS = {
    "innstiller": "Innstilling",
    "foreslår": "Forslag",
    "behandler": "Behandling",
    "vedtar": "Vedtak",
    "disponerer": "Vedtak",
    "signerer": "Signatur",
    "avgjør": "Avgjørelse",
    "uttaler seg": "Uttalelse",
    "godkjenner": "Godkjenning",
}
